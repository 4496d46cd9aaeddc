//! Developer commands: build the data pack, train its models, measure them, check the structure.

mod corpus;
mod evaluate;
mod heads;
mod layers;
mod metrics;
mod sources;
mod train;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Anything that can stop a developer command.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer commands of simpatico")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compile `data-src` (lexicon, rules, advice) into the pack; its models stay as they are.
    Data {
        /// Check the sources, and that the pack holds them, without writing.
        #[arg(long)]
        check: bool,
        /// Print what the pack holds, as text.
        #[arg(long)]
        print: bool,
    },
    /// Train the models of the pack from a folder of data sets.
    Train {
        /// Folder that holds `support_corpus/train.jsonl` and the open sets.
        #[arg(long, default_value = "../shared/data/train-ok")]
        data: PathBuf,
        /// Report figures on this file after training.
        #[arg(long)]
        dev: Option<PathBuf>,
    },
    /// Measure the library on a corpus file or folder (`dev.jsonl` inside it), beside VADER and majority baselines.
    Evaluate {
        /// Files or folders.
        #[arg(required = true)]
        corpus: Vec<PathBuf>,
        /// Write all figures as JSON to this file.
        #[arg(long)]
        json: Option<PathBuf>,
        /// Fail where a figure is below the one in this file by more than the tolerance.
        #[arg(long)]
        against: Option<PathBuf>,
        /// Print the rows with the worst sentiment and empathy errors.
        #[arg(long, default_value_t = 0)]
        worst: usize,
    },
    /// Fail on an import that runs against the direction data, text, detect, score, conversation, report.
    Layers,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Data { check, print } => sources::run(check, print),
        Command::Train { data, dev } => train::run(&data, dev.as_deref()),
        Command::Evaluate { corpus, json, against, worst } => {
            evaluate::run(&corpus, json.as_deref(), against.as_deref(), worst)
        }
        Command::Layers => layers::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
