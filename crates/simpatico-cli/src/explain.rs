//! `simpatico explain`: exchanges and conversations, and a summary of them, for people.

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use simpatico::{Analyzer, Exchange, Style, Turn};

use crate::analyze::{sources, workers};
use crate::arguments::{Colour, ExplainArguments};
use crate::failure::Failure;
use crate::input::{Batches, Row, RowError, Subject, TurnRow};
use crate::output::{Output, RowCount, is_terminal};
use crate::progress::Progress;
use crate::summary::{Findings, Summary};

/// Columns where nobody says how many there are.
const WIDTH: usize = 100;

/// Runs the command.
pub(crate) fn run(arguments: &ExplainArguments) -> Result<u8, Failure> {
    let width = width(std::env::var("COLUMNS").ok().as_deref());
    let style = Style { colour: is_coloured(arguments), width, locale: arguments.lang };
    if let Some(customer) = &arguments.customer {
        return one(customer, arguments, style);
    }
    if arguments.files.is_empty() {
        return Err(Failure::Usage(
            "nothing to explain: give files, or a message with --customer \"...\" and its reply with --reply \"...\""
                .to_owned(),
        ));
    }
    many(arguments, style)
}

/// The exchange of the command line.
fn one(customer: &str, arguments: &ExplainArguments, style: Style) -> Result<u8, Failure> {
    let reply = arguments.reply.as_deref().filter(|reply| !reply.is_empty());
    let exchange = Exchange { customer, reply, turns_before: 0 };
    let analyzer = arguments.run.analyzer()?;
    let judgement = analyzer.judge_exchange(&exchange);
    let mut output = Output::try_new(arguments.run.output.as_deref())?;
    output.write(&analyzer.explain(&exchange, &judgement, "", style))?;
    output.finish()?;
    Ok(crate::DONE)
}

/// The exchanges of files.
fn many(arguments: &ExplainArguments, style: Style) -> Result<u8, Failure> {
    let sources = sources(&arguments.files, &arguments.input, &arguments.run)?;
    let analyzer = arguments.run.analyzer()?;
    let workers = workers(&arguments.run)?;
    let progress = Progress::new(sources.size(), arguments.run.output.is_none() && is_terminal());
    let mut batches = Batches::start(sources);
    let mut count = RowCount::default();
    let mut summary = Summary::default();
    let mut missing: BTreeSet<&str> = arguments.ids.iter().map(String::as_str).collect();
    let mut places = arguments.limit.unwrap_or(u64::MAX);
    let mut next = batches.next()?;
    let mut output = Output::try_new(arguments.run.output.as_deref())?;
    while let Some(batch) = next {
        let rows: Vec<Result<Row, RowError>> = workers.install(|| batch.rows().collect());
        let mut chosen = Vec::new();
        for row in rows {
            match &row {
                Ok(_) => count.accept(),
                Err(error) => count.refuse(error, &batch.source),
            }
            let id = match &row {
                Ok(row) => row.id.as_deref(),
                Err(error) => error.id.as_deref(),
            };
            if !arguments.ids.is_empty() && !id.is_some_and(|id| arguments.ids.iter().any(|wanted| wanted == id)) {
                continue;
            }
            missing.retain(|wanted| Some(*wanted) != id);
            let is_shown = places > 0;
            places = places.saturating_sub(1);
            chosen.push((row, is_shown));
        }
        let show = |(row, is_shown)| match row {
            Ok(row) => {
                let (text, findings) = show_row(&analyzer, &row, is_shown, style);
                (text, Some(findings))
            }
            Err(error) => (show_error(&error, is_shown), None),
        };
        let shown: Vec<(String, Option<Findings>)> = workers.install(|| chosen.into_par_iter().map(show).collect());
        for (text, findings) in shown {
            output.write(&text)?;
            if let Some(findings) = findings {
                summary.add(&findings);
            }
        }
        progress.advance(batch.bytes, count.rows());
        next = batches.next()?;
    }
    // What stands in a single row has been said already.
    if summary.rows() > 1 {
        output.write(&summary.render(style))?;
    }
    output.finish()?;
    progress.finish();
    let code = count.conclude(arguments.run.strict);
    if missing.is_empty() {
        return Ok(code);
    }
    let names: Vec<String> = missing.iter().map(|id| format!("{id:?}")).collect();
    Err(Failure::Work(format!("no exchange with the id {}", names.join(", "))))
}

fn show_row(analyzer: &Analyzer, row: &Row, is_shown: bool, style: Style) -> (String, Findings) {
    let title = row.id.as_deref().map_or_else(|| format!("line {}", row.line), title);
    let (text, findings) = match &row.subject {
        Subject::Exchange { customer, reply, turns_before } => {
            let exchange = Exchange { customer, reply: reply.as_deref(), turns_before: *turns_before };
            let judgement = analyzer.judge_exchange(&exchange);
            let text = if is_shown { analyzer.explain(&exchange, &judgement, &title, style) } else { String::new() };
            (text, Findings::new(&judgement))
        }
        Subject::Conversation(turns) => {
            let turns: Vec<Turn<'_>> = turns.iter().map(TurnRow::turn).collect();
            let analysis = analyzer.analyze_conversation(&turns);
            let text =
                if is_shown { analyzer.explain_conversation(&turns, &analysis, &title, style) } else { String::new() };
            (text, Findings::of_conversation(&analysis))
        }
    };
    // A blank line between rows.
    (if is_shown { text + "\n" } else { text }, findings)
}

fn show_error(error: &RowError, is_shown: bool) -> String {
    if !is_shown {
        return String::new();
    }
    let id = error.id.as_deref().map(|id| format!("{}, ", title(id))).unwrap_or_default();
    format!("── {id}line {} ── cannot be used: {}\n\n", error.line, printable(&error.message))
}

/// An id on one line.
fn title(id: &str) -> String {
    printable(id).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without control characters: an id must not move the cursor, change colours or rename the window of whoever
/// reads it. The library does the same for the texts themselves.
fn printable(text: &str) -> String {
    let replaced = |c: char| if c.is_control() && !c.is_whitespace() { char::REPLACEMENT_CHARACTER } else { c };
    text.chars().map(replaced).collect()
}

fn is_coloured(arguments: &ExplainArguments) -> bool {
    match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            // https://no-color.org: set and not empty.
            let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
            arguments.run.output.is_none() && is_terminal() && !is_refused && !is_dumb
        }
    }
}

/// Columns to wrap at. Below 40 the library does not go.
fn width(columns: Option<&str>) -> usize {
    columns
        .and_then(|columns| columns.trim().parse().ok())
        .filter(|&columns| columns > 0)
        .map_or(WIDTH, |columns: usize| columns.max(40))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(printable("a\x1b[2Jb\x07\u{9b}c\0\x7f"), "a�[2Jb��c��");
        assert_eq!(title(" a\n\x1b b "), "a � b");
    }

    #[test]
    fn the_width_is_that_of_the_terminal_within_reason() {
        assert_eq!(width(None), 100);
        assert_eq!(width(Some("132")), 132);
        assert_eq!(width(Some("7")), 40);
        for wrong in ["", "0", "wide", "-3"] {
            assert_eq!(width(Some(wrong)), 100, "{wrong:?}");
        }
    }
}
