//! The command line of `simpatico`: files of customer messages and agents' replies in, judgements out. It reads, counts
//! and prints; every score is the library's.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod analyze;
mod arguments;
mod explain;
mod failure;
mod input;
mod output;
mod progress;
mod report;
mod summary;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::arguments::{Arguments, Command};
use crate::failure::{Failure, report as tell};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        // Whoever read the output has seen enough, as in `simpatico analyze big.jsonl | head`.
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure.to_string());
            failure.exit_code()
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    match Arguments::try_parse() {
        Ok(Arguments { command: Command::Analyze(arguments) }) => analyze::run(&arguments),
        Ok(Arguments { command: Command::Explain(arguments) }) => explain::run(&arguments),
        Ok(Arguments { command: Command::Report(arguments) }) => report::run(&arguments),
        // clap's own answer knows the program's version only; equal results need equal data too.
        Err(error) if error.kind() == ErrorKind::DisplayVersion => {
            let data = simpatico::Analyzer::new();
            output::print(&format!("simpatico {} (data {})\n", env!("CARGO_PKG_VERSION"), data.data_version()))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => error.exit(),
    }
}
