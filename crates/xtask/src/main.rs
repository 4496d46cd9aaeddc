//! Developer commands: build the data pack, train its models, measure them, check the structure.

mod assemble;
mod corpus;
mod evaluate;
mod export;
mod heads;
mod layers;
mod metrics;
mod public_sets;
mod reliability;
mod soften;
mod sources;
mod tensors;
mod train;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use simpatico::ModelKind;

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
        /// Texts labelled by `cargo xtask soften`, to learn from beside the corpus.
        #[arg(long)]
        soft: Option<PathBuf>,
        /// Report figures on this file after training.
        #[arg(long)]
        dev: Option<PathBuf>,
    },
    /// Measure what more of the corpus brings the fast model: trained on an eighth, a quarter, half and all of it.
    Curve {
        /// Folder that holds `support_corpus/train.jsonl` and the open sets.
        #[arg(long, default_value = "../shared/data/train-ok")]
        data: PathBuf,
        /// File or folder to measure on.
        #[arg(long, default_value = "../shared/data/train-ok/support_corpus")]
        dev: PathBuf,
        /// Write the figures as JSON to this file.
        #[arg(long)]
        json: Option<PathBuf>,
    },
    /// Have the accurate model label texts that no person labelled, for the fast one to learn from.
    Soften {
        /// Folder that holds `support_corpus` and the open sets.
        #[arg(long, default_value = "../shared/data/train-ok")]
        data: PathBuf,
        /// File to write.
        #[arg(long)]
        to: PathBuf,
    },
    /// Write the rows that the accurate model is trained on (see `training/README.md`).
    Export {
        /// Folder that holds `support_corpus` and the open sets.
        #[arg(long, default_value = "../shared/data/train-ok")]
        data: PathBuf,
        /// Folder to write to.
        #[arg(long)]
        to: PathBuf,
    },
    /// Mix the trained network with the fast model, calibrate, and write the accurate model's data.
    Assemble {
        /// Folder that holds `support_corpus`.
        #[arg(long, default_value = "../shared/data/train-ok")]
        data: PathBuf,
        /// The file that `training/pack.py` wrote; without it the packed network is mixed anew.
        #[arg(long)]
        tensors: Option<PathBuf>,
        /// The file to write.
        #[arg(long, default_value = "crates/simpatico-accurate/data/accurate.network")]
        to: PathBuf,
        /// Write nothing: compare the engine with these rows of `training/compare.py`.
        #[arg(long, value_name = "ROWS", requires = "tensors")]
        compare: Option<PathBuf>,
    },
    /// Write the tensors of the network that ships, for training to go on from it.
    Unpack {
        /// The file to write, for `training/unpack.py`.
        #[arg(long)]
        to: PathBuf,
    },
    /// Measure the library on a corpus file or folder (`dev.jsonl` inside it), beside VADER and majority baselines.
    Evaluate {
        /// Files or folders.
        #[arg(required_unless_present = "public")]
        corpus: Vec<PathBuf>,
        /// Measure on the development splits of the public sets in this folder too; several times for several folders.
        #[arg(long, value_name = "DATA")]
        public: Vec<PathBuf>,
        /// The model to measure: `accurate` or `fast`.
        #[arg(long, default_value = "accurate")]
        model: ModelKind,
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
        Command::Train { data, soft, dev } => train::run(&data, soft.as_deref(), dev.as_deref()),
        Command::Curve { data, dev, json } => train::curve::run(&data, &dev, json.as_deref()),
        Command::Soften { data, to } => soften::run(&data, &to),
        Command::Export { data, to } => export::run(&data, &to),
        Command::Assemble { tensors: Some(tensors), compare: Some(rows), .. } => assemble::compare(&tensors, &rows),
        Command::Assemble { data, tensors, to, .. } => assemble::run(&data, tensors.as_deref(), &to),
        Command::Unpack { to } => assemble::packed().and_then(|network| tensors::write(&network, &to)),
        Command::Evaluate { corpus, public, model, json, against, worst } => {
            evaluate::run(&corpus, &public, model, json.as_deref(), against.as_deref(), worst)
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
