//! How far the work has come, for people who wait at a terminal.

use std::io::{self, IsTerminal as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error, or nothing.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Shows a bar of so many bytes, or a spinner where their number is not known. Only where standard error is a
    /// terminal that is not also being filled with results.
    pub(crate) fn new(bytes: Option<u64>, is_output_seen: bool) -> Self {
        if is_output_seen || !io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden() };
        }
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::stderr());
        let template = match bytes {
            Some(_) => "{bar:40} {percent:>3} %  {msg}, {eta} left",
            None => "{spinner} {msg}, {elapsed}",
        };
        // A template that does not parse would leave indicatif's own.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// So many more bytes are done, and so many rows in all.
    pub(crate) fn advance(&self, bytes: u64, rows: u64) {
        self.bar.inc(bytes);
        self.bar.set_message(format!("{rows} rows"));
    }

    /// Clears the line for what comes after.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}
