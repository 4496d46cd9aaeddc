//! `simpatico report`: many conversations looked back on, as a page and as figures.

use std::fs;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use simpatico::{
    AgentOrder, ConversationAnalysis, Correction, ReflectionAnalysis, ReflectionOptions, Turn, reflection_to_json,
};
use simpatico_report::{Report, ReportOptions, csv};

use crate::analyze::{sources, workers};
use crate::arguments::ReportArguments;
use crate::failure::{Failure, name_of, tell};
use crate::input::{Batches, Row, RowError, Subject, TurnRow};
use crate::output::{Output, RowCount};
use crate::progress::Progress;

/// Conversations whose analyses are in memory together: an analysis is many times as long as its text.
const AT_ONCE: usize = 64;

/// Runs the command.
pub(crate) fn run(arguments: &ReportArguments) -> Result<u8, Failure> {
    if arguments.run.output.is_some() {
        let message = "a report has no --output: name its files with --html, --json and --csv";
        return Err(Failure::Usage(message.to_owned()));
    }
    let sources = sources(&arguments.files, &arguments.input, &arguments.run)?;
    for output in [&arguments.html, &arguments.json, &arguments.csv].into_iter().flatten() {
        sources.check_output(output)?;
    }
    let analyzer = arguments.run.analyzer()?;
    let workers = workers(&arguments.run)?;
    let options = ReportOptions {
        locale: arguments.lang,
        title: arguments.title.clone(),
        reflection: ReflectionOptions {
            period: arguments.period,
            order: if arguments.rank { AgentOrder::Empathy } else { AgentOrder::Name },
            ..ReflectionOptions::default()
        },
    };
    let mut report = Report::try_new(&analyzer, options).map_err(|error| Failure::Usage(error.to_string()))?;
    if let Some(path) = &arguments.corrections {
        corrections(path)?.into_iter().for_each(|correction| report.correct(correction));
    }
    let progress = Progress::new(sources.size(), false);
    let mut batches = Batches::start(sources);
    let mut count = RowCount::default();
    while let Some(batch) = batches.next()? {
        let rows: Vec<Result<Row, RowError>> = workers.install(|| batch.rows().collect());
        for rows in rows.chunks(AT_ONCE) {
            let analyze =
                |row: &Result<Row, RowError>| row.as_ref().ok().map(|row| analyzer.analyze_conversation(&turns(row)));
            let analyses: Vec<Option<ConversationAnalysis>> =
                workers.install(|| rows.par_iter().map(analyze).collect());
            for (row, analysis) in rows.iter().zip(analyses) {
                match (row, analysis) {
                    (Ok(row), Some(analysis)) => {
                        count.accept();
                        report.add(row.id.as_deref(), &turns(row), &analysis);
                    }
                    (Err(error), _) => count.refuse(error, &batch.source),
                    (Ok(_), None) => {}
                }
            }
        }
        progress.advance(batch.bytes, count.rows());
    }
    progress.finish();
    let analysis = report.analysis();
    tell_unused(&analysis);
    if let Some(path) = &arguments.html {
        write(path, &report.html(&analysis))?;
    }
    if let Some(path) = &arguments.json {
        write(path, &(reflection_to_json(&analysis, &analyzer) + "\n"))?;
    }
    if let Some(path) = &arguments.csv {
        write(path, &csv(&analysis))?;
    }
    Ok(count.conclude(arguments.run.strict))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let mut output = Output::try_new(Some(path))?;
    output.write(text)?;
    output.finish()
}

/// The turns of a row; an exchange is a conversation of two.
fn turns(row: &Row) -> Vec<Turn<'_>> {
    match &row.subject {
        Subject::Conversation(turns) => turns.iter().map(TurnRow::turn).collect(),
        Subject::Exchange { customer, reply, .. } => {
            let reply = reply.as_deref().map(Turn::agent);
            [Turn::customer(customer)].into_iter().chain(reply).collect()
        }
    }
}

fn corrections(path: &Path) -> Result<Vec<Correction>, Failure> {
    let name = name_of(path);
    let text = fs::read_to_string(path).map_err(|error| Failure::reading(&name, &error))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(number, line): (usize, &str)| {
        Correction::from_json(line)
            .map_err(|error| Failure::Usage(format!("line {} of {name} is no correction: {error}", number + 1)))
    };
    lines.map(read).collect()
}

fn tell_unused(analysis: &ReflectionAnalysis) {
    let (records, found) = (analysis.corrections.records, analysis.corrections.found);
    if found < records {
        tell(&format!("{} of {records} corrections belong to no turn of these conversations", records - found));
    }
}
