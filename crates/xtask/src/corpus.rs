//! Corpora: JSON Lines as the support corpus holds them.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Failure;

/// One annotated row; the fields of a reply are there only with a reply.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    /// True for a row of our own corpus, whose labels have another mixture: it was written for what is rare.
    #[serde(skip)]
    pub(crate) is_ours: bool,
    pub(crate) id: String,
    pub(crate) lang: String,
    pub(crate) origin: String,
    pub(crate) context: Vec<String>,
    pub(crate) customer: String,
    pub(crate) reply: Option<String>,
    pub(crate) sentiment: i32,
    pub(crate) mixed: bool,
    pub(crate) emotions: Vec<String>,
    pub(crate) service_needs: Vec<String>,
    pub(crate) emotional_needs: Vec<String>,
    pub(crate) reasons: Vec<String>,
    pub(crate) target: Option<String>,
    pub(crate) phase: String,
    pub(crate) relationship: String,
    pub(crate) risks: Vec<String>,
    pub(crate) urgency: i32,
    pub(crate) effort: i32,
    pub(crate) techniques: BTreeMap<String, i32>,
    pub(crate) needed: Vec<String>,
    pub(crate) antipatterns: Vec<String>,
    pub(crate) coverage: Option<String>,
    pub(crate) empathy: i32,
}

impl Row {
    /// Rows of one group share a message or a conversation: they go to the same fold. The ids of contrast sets are
    /// `prefix:message:level`, those of conversations `source:conversation:turn`.
    pub(crate) fn group(&self) -> &str {
        let is_grouped = self.id.matches(':').count() >= 2;
        if is_grouped { self.id.rsplit_once(':').map_or(self.id.as_str(), |(group, _)| group) } else { &self.id }
    }

    /// The value of a head of `crate::heads`; `None` where the row is not annotated for it.
    pub(crate) fn value(&self, head: &str) -> Option<f32> {
        let flag = |is: bool| Some(if is { 1.0 } else { 0.0 });
        let within = |list: &[String], label: &str| flag(list.iter().any(|other| other == label));
        let pair = self.reply.is_some();
        let Some((family, label)) = head.split_once('.') else {
            return match head {
                "sentiment" => Some(self.sentiment as f32),
                "mixed" => flag(self.mixed),
                "urgency" => Some(self.urgency as f32),
                "effort" => Some(self.effort as f32),
                "empathy" if pair => Some(self.empathy as f32),
                "coverage" if pair => match self.coverage.as_deref() {
                    Some("open") => Some(0.0),
                    Some("partly") => Some(1.0),
                    Some("answered") => Some(2.0),
                    _ => None,
                },
                _ => None,
            };
        };
        match family {
            "emotions" => within(&self.emotions, label),
            "service_needs" => within(&self.service_needs, label),
            "emotional_needs" => within(&self.emotional_needs, label),
            "reasons" => within(&self.reasons, label),
            "risks" => within(&self.risks, label),
            "target" if label == "none" => flag(self.target.is_none()),
            "target" => flag(self.target.as_deref() == Some(label)),
            "phase" => flag(self.phase == label),
            "relationship" => flag(self.relationship == label),
            "needed" if pair => within(&self.needed, label),
            "antipatterns" if pair => within(&self.antipatterns, label),
            "techniques" if pair => {
                let (technique, least) = label.strip_suffix(".strong").map_or((label, 1), |technique| (technique, 2));
                flag(self.techniques.get(technique).copied().unwrap_or_default() >= least)
            }
            _ => None,
        }
    }
}

/// Reads a file, or the `dev.jsonl` of a folder.
pub(crate) fn read(path: &Path) -> Result<Vec<Row>, Failure> {
    let path: PathBuf = if path.is_dir() { path.join("dev.jsonl") } else { path.to_owned() };
    lines(&path)
}

/// What weights are trained on: the support corpus' train split, then our own corpus.
pub(crate) fn training(data: &Path) -> Result<Vec<Row>, Failure> {
    let mut rows: Vec<Row> = lines(&data.join("support_corpus/train.jsonl"))?;
    rows.extend(own()?.into_iter().map(|row| Row { is_ours: true, ..row }));
    Ok(rows)
}

/// The corpus that lives in the project, `corpus/messages` and `corpus/pairs`.
fn own() -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for part in ["messages", "pairs"] {
        for path in own_files(part)? {
            rows.extend(lines::<Row>(&path)?);
        }
    }
    Ok(rows)
}

/// The files of a folder of our own corpus, in the order of their names.
pub(crate) fn own_files(part: &str) -> Result<Vec<PathBuf>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(part);
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    Ok(paths)
}

/// Reads any JSON Lines file.
pub(crate) fn lines<T: for<'d> Deserialize<'d>>(path: &Path) -> Result<Vec<T>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let parse = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), number + 1).into())
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}

/// Writes values as JSON Lines.
pub(crate) fn write_lines<T: Serialize>(path: &Path, lines: &[T]) -> Result<(), Failure> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for line in lines {
        serde_json::to_writer(&mut file, line)?;
        file.write_all(b"\n")?;
    }
    eprintln!("{}: {} rows", path.display(), lines.len());
    Ok(file.flush()?)
}

/// One row a message: contrast sets repeat theirs.
pub(crate) fn messages(rows: &[Row]) -> Vec<&Row> {
    let mut seen = HashSet::new();
    rows.iter().filter(|row| seen.insert(row.customer.as_str())).collect()
}
