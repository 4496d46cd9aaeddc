//! The program `simpatico`: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(simpatico_cli::run(std::env::args_os()))
}
