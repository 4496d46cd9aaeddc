//! Where results go, and what is told of the rows behind them.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use crate::failure::{Failure, name_of, tell};
use crate::input::RowError;

/// Bytes that are written at once.
const BUFFER: usize = 256 * 1024;

/// A file, or standard output.
pub(crate) struct Output {
    writer: BufWriter<Box<dyn Write>>,
    name: String,
}

impl Output {
    /// Opens the file, or standard output where there is none.
    pub(crate) fn try_new(path: Option<&Path>) -> Result<Self, Failure> {
        let (writer, name): (Box<dyn Write>, _) = match path {
            Some(path) => {
                let name = name_of(path);
                (Box::new(File::create(path).map_err(|error| Failure::writing(&name, &error))?), name)
            }
            None => (Box::new(io::stdout().lock()), "standard output".to_owned()),
        };
        Ok(Self { writer: BufWriter::with_capacity(BUFFER, writer), name })
    }

    /// Writes a text.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.writer.write_all(text.as_bytes()).map_err(|error| Failure::writing(&self.name, &error))
    }

    /// Writes a text and a line break.
    pub(crate) fn write_line(&mut self, text: &str) -> Result<(), Failure> {
        self.write(text)?;
        self.write("\n")
    }

    /// Hands on what is still held back. Dropping does so too, but keeps a full disk to itself.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| Failure::writing(&self.name, &error))
    }
}

/// Prints to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut output = Output::try_new(None)?;
    output.write(text)?;
    output.finish()
}

/// True where people see standard output as it is written.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// How many rows could be used.
#[derive(Debug, Default)]
pub(crate) struct RowCount {
    rows: u64,
    refused: u64,
    first_refused: Option<String>,
}

impl RowCount {
    /// Counts a row that was used.
    pub(crate) fn accept(&mut self) {
        self.rows += 1;
    }

    /// Counts a row that could not be used.
    pub(crate) fn refuse(&mut self, error: &RowError, source: &str) {
        self.rows += 1;
        self.refused += 1;
        if self.first_refused.is_none() {
            self.first_refused = Some(format!("line {} of {source}: {}", error.line, error.message));
        }
    }

    /// Tells of the rows that could not be used, and whether that is a failure.
    pub(crate) fn conclude(&self, is_strict: bool) -> u8 {
        if let Some(first) = &self.first_refused {
            let (refused, rows) = (self.refused, self.rows);
            let plural = if rows == 1 { "row" } else { "rows" };
            tell(&format!("{refused} of {rows} {plural} could not be used; the first is {first}"));
        }
        if is_strict && self.refused > 0 { crate::FAILED } else { crate::DONE }
    }

    /// All rows, used or not.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }
}
