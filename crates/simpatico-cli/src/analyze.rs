//! `simpatico analyze`: one line of the JSON contract for each row, in the order of the rows.

use std::path::PathBuf;
use std::process::ExitCode;

use rayon::iter::ParallelIterator as _;
use rayon::{ThreadPool, ThreadPoolBuilder};
use simpatico::{Analyzer, Exchange, Turn, conversation_to_json, to_json};

use crate::arguments::{AnalyzeArguments, InputArguments, RunArguments};
use crate::failure::Failure;
use crate::input::{Batches, Row, RowError, Sources, Subject, TurnRow};
use crate::output::{Output, RowCount, is_terminal};
use crate::progress::Progress;

/// Runs the command.
pub(crate) fn run(arguments: &AnalyzeArguments) -> Result<ExitCode, Failure> {
    let sources = sources(&arguments.files, &arguments.input, &arguments.run)?;
    let analyzer = arguments.run.analyzer()?;
    let workers = workers(&arguments.run)?;
    let progress = Progress::new(sources.size(), arguments.run.output.is_none() && is_terminal());
    let mut batches = Batches::start(sources);
    let mut count = RowCount::default();
    // The output is opened after the first batch was read, so that a missing column does not cost an older result.
    let mut next = batches.next()?;
    let mut output = Output::try_new(arguments.run.output.as_deref())?;
    while let Some(batch) = next {
        let judge = |row: Result<Row, RowError>| row.map(|row| line(&analyzer, &row));
        let lines: Vec<Result<String, RowError>> = workers.install(|| batch.rows().map(judge).collect());
        for line in lines {
            match line {
                Ok(line) => {
                    count.accept();
                    output.write_line(&line)?;
                }
                Err(error) => {
                    count.refuse(&error, &batch.source);
                    output.write_line(&error.to_json())?;
                }
            }
        }
        progress.advance(batch.bytes, count.rows());
        next = batches.next()?;
    }
    output.finish()?;
    progress.finish();
    Ok(count.conclude(arguments.run.strict))
}

fn line(analyzer: &Analyzer, row: &Row) -> String {
    let id = row.id.as_deref();
    match &row.subject {
        Subject::Exchange { customer, reply, turns_before } => {
            let exchange = Exchange { customer, reply: reply.as_deref(), turns_before: *turns_before };
            to_json(&analyzer.judge_exchange(&exchange), id, analyzer)
        }
        Subject::Conversation(turns) => {
            let turns: Vec<Turn<'_>> = turns.iter().map(TurnRow::turn).collect();
            conversation_to_json(&analyzer.analyze_conversation(&turns), id, analyzer)
        }
    }
}

/// All that can be refused before anything is read or written.
pub(crate) fn sources(files: &[PathBuf], input: &InputArguments, run: &RunArguments) -> Result<Sources, Failure> {
    let sources = Sources::try_new(files, input)?;
    if let Some(output) = &run.output {
        sources.check_output(output)?;
    }
    Ok(sources)
}

/// The threads that rows are judged on.
pub(crate) fn workers(run: &RunArguments) -> Result<ThreadPool, Failure> {
    // 0 is rayon's word for all cores.
    let count = run.threads.map_or(0, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(count).build();
    pool.map_err(|error| Failure::Work(format!("cannot start {count} threads: {error}")))
}
