//! Runs the program.

// Each test file is a crate of its own and none uses all of this.
#![allow(dead_code, unreachable_pub)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use serde_json::Value;

/// What a run of the program left behind.
pub struct Run {
    pub code: i32,
    pub output: String,
    pub errors: String,
}

impl Run {
    /// The lines of standard output, each of them JSON.
    pub fn lines(&self) -> Vec<Value> {
        lines(&self.output)
    }
}

/// Every line of a text as JSON.
pub fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// Runs the program with nothing on standard input.
pub fn simpatico(arguments: &[&str]) -> Run {
    simpatico_with(arguments, b"", &[])
}

/// Runs the program with these bytes on standard input and these variables in its environment.
pub fn simpatico_with(arguments: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Run {
    let mut command = program(arguments);
    command.envs(variables.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // From a thread: the program writes before it has read everything. It may also end before, which is no failure here.
    let writing = thread::spawn(move || drop(stdin.write_all(&input)));
    let result = child.wait_with_output().unwrap();
    writing.join().unwrap();
    Run {
        code: result.status.code().expect("ended by a signal"),
        output: String::from_utf8(result.stdout).unwrap(),
        errors: String::from_utf8(result.stderr).unwrap(),
    }
}

/// The program, in an environment without what changes its output, with the fast model where no other is asked for: most
/// tests are about files and lines, and read thousands of them.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simpatico"));
    let judges = matches!(arguments.first(), Some(&("analyze" | "explain" | "report")));
    let has_model = arguments.iter().any(|argument| argument.starts_with("--model"));
    let is_help = arguments.iter().any(|argument| matches!(*argument, "--help" | "-h"));
    let model: &[&str] = if judges && !has_model && !is_help { &["--model", "fast"] } else { &[] };
    command.args(arguments).args(model).env_remove("NO_COLOR").env_remove("COLUMNS").env_remove("RAYON_NUM_THREADS");
    command
}

/// A file of the examples.
pub fn example(name: &str) -> String {
    format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A folder that is removed with everything in it.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    #[allow(clippy::new_without_default)] // a default that writes to the disk would surprise
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("simpatico-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    /// Path of a file in it.
    pub fn path(&self, name: &str) -> String {
        self.path.join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
