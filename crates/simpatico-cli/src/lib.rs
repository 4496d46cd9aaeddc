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

use std::ffi::OsString;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::arguments::{Arguments, Command};
use crate::failure::{Failure, tell};

/// What the program exits with once its work is done.
pub(crate) const DONE: u8 = 0;
/// What it exits with where a file could not be read or written, or a row could not be used and `--strict` asks.
pub(crate) const FAILED: u8 = 1;
/// What it exits with for wrong usage, as clap itself does.
pub(crate) const MISUSED: u8 = 2;

/// Runs the program with these arguments, the first of which is its name, and gives the code to exit with.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    match try_run(arguments) {
        Ok(code) => code,
        // Whoever read the output has seen enough, as in `simpatico analyze big.jsonl | head`.
        Err(Failure::BrokenPipe) => DONE,
        Err(failure) => {
            tell(&failure.to_string());
            failure.exit_code()
        }
    }
}

fn try_run(arguments: impl IntoIterator<Item = OsString>) -> Result<u8, Failure> {
    match Arguments::try_parse_from(arguments) {
        Ok(Arguments { command: Command::Analyze(arguments) }) => analyze::run(&arguments),
        Ok(Arguments { command: Command::Explain(arguments) }) => explain::run(&arguments),
        Ok(Arguments { command: Command::Report(arguments) }) => report::run(&arguments),
        // clap's own answer knows the program's version only; equal results need equal data too.
        Err(error) if error.kind() == ErrorKind::DisplayVersion => {
            let data = simpatico::Analyzer::new();
            output::print(&format!("simpatico {} (data {})\n", env!("CARGO_PKG_VERSION"), data.data_version()))?;
            Ok(DONE)
        }
        Err(error) => {
            // Nobody is left to tell where standard error is closed.
            let _ = error.print();
            Ok(if error.use_stderr() { MISUSED } else { DONE })
        }
    }
}
