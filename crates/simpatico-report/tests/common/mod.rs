//! Conversations from files and the pages that they make.

// Each test file is a crate of its own and none uses all of this.
#![allow(dead_code, unreachable_pub)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use simpatico::{Analyzer, Correction, Locale, ModelKind, Turn};
use simpatico_report::{Report, ReportOptions};

/// A file of the workspace.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

/// A conversation of a file.
pub struct Conversation {
    pub id: String,
    pub agent: Option<String>,
    pub value: Value,
}

impl Conversation {
    pub fn turns(&self) -> Vec<Turn<'_>> {
        let turn = |turn: &'_ Value| {
            let text = |key: &str| turn[key].as_str();
            let speaker = text("speaker").unwrap().parse().unwrap();
            let agent = if speaker == simpatico::Speaker::Agent { self.agent.as_deref() } else { None };
            (speaker, text("time").map(|time| time.parse().unwrap()), agent)
        };
        let turns = self.value["turns"].as_array().unwrap();
        turns
            .iter()
            .map(|value| {
                let (speaker, time, agent) = turn(value);
                Turn { speaker, text: value["text"].as_str().unwrap(), time, agent }
            })
            .collect()
    }
}

/// The conversations of the shipped sample.
pub fn sample() -> Vec<Conversation> {
    let text = std::fs::read_to_string(path("examples/team.jsonl")).unwrap();
    let read = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        Conversation { id: text("id").unwrap(), agent: text("agent"), value }
    };
    text.lines().map(read).collect()
}

/// An analyzer of one model.
pub fn analyzer(model: ModelKind) -> Analyzer {
    Analyzer::builder().model(model).build().unwrap()
}

/// The sample's pages in these languages, every conversation analyzed once.
pub fn sample_pages(
    model: ModelKind,
    options: &ReportOptions,
    locales: &[Locale],
    corrections: &[&str],
) -> Vec<String> {
    let analyzer = analyzer(model);
    let new = |&locale: &Locale| Report::try_new(&analyzer, ReportOptions { locale, ..options.clone() }).unwrap();
    let mut reports: Vec<Report> = locales.iter().map(new).collect();
    for report in &mut reports {
        corrections.iter().for_each(|line| report.correct(Correction::from_json(line).unwrap()));
    }
    for conversation in sample() {
        let turns = conversation.turns();
        let analysis = analyzer.analyze_conversation(&turns);
        reports.iter_mut().for_each(|report| report.add(Some(&conversation.id), &turns, &analysis));
    }
    reports.iter().map(|report| report.html(&report.analysis())).collect()
}
