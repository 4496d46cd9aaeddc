//! What ends the program before its work is done, and how it is told.

use std::fmt;
use std::io::{self, Write as _};
use std::path::Path;

/// A reason to stop.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line asks for what cannot be, such as a column that the file does not have.
    Usage(String),
    /// The command line is fine and the world is not.
    Work(String),
    /// Nobody reads the output any more.
    BrokenPipe,
}

impl Failure {
    /// Reading failed.
    pub(crate) fn reading(name: &str, error: &io::Error) -> Self {
        Self::Work(format!("cannot read {name}: {error}"))
    }

    /// Writing failed.
    pub(crate) fn writing(name: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Work(format!("cannot write {name}: {error}")),
        }
    }

    /// What the program exits with.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => crate::MISUSED,
            Self::Work(_) => crate::FAILED,
            Self::BrokenPipe => crate::DONE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) | Self::Work(message) => f.write_str(message),
            Self::BrokenPipe => f.write_str("nobody reads the output"),
        }
    }
}

/// Tells the user. `eprintln!` would panic where standard error is closed, and there is nobody left to tell then.
pub(crate) fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "simpatico: {message}");
}

/// A path as users typed it.
pub(crate) fn name_of(path: &Path) -> String {
    path.display().to_string()
}
