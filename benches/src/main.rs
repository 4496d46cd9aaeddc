//! Times the library beside VADER on the same messages, in the same run, on one core.
//!
//! `cargo run --release -p simpatico-benches` prints medians; other work on the machine moves them, so compare columns, not runs.

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::Deserialize;
use simpatico::{Analyzer, ModelKind, Turn};
use vader_sentimental::SentimentIntensityAnalyzer;

#[derive(Deserialize)]
struct Definitions {
    message: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    name: String,
    text: String,
    sentiment: Vec<String>,
}

const REPLY: &str = "I'm so sorry, three times is three too many. I have booked an engineer for tomorrow between 8 and 10, \
                     and I will call you myself once the water is hot.";
const ROUNDS: usize = 400;

/// Median time of one call.
fn median(rounds: usize, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let clock = Instant::now();
            work();
            clock.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[rounds / 2]
}

/// Resident memory of this process in KiB, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

fn main() -> ExitCode {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("definitions.toml");
    let definitions: Definitions = match std::fs::read_to_string(&path).map(|text| toml::from_str(&text)) {
        Ok(Ok(definitions)) => definitions,
        Ok(Err(error)) => return fail(&error.to_string()),
        Err(error) => return fail(&error.to_string()),
    };
    // The smaller model first, so that each one's memory can be told.
    for model in [ModelKind::Fast, ModelKind::Accurate] {
        if let Err(fault) = run(model, &definitions.message) {
            return fail(&fault);
        }
    }
    match long_conversation(&definitions.message) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => fail(&fault),
    }
}

/// Turns of the long conversation.
const TURNS: usize = 100_000;

/// One session of very many turns: its speed must not fall and its memory must not grow with its length.
fn long_conversation(messages: &[Message]) -> Result<(), String> {
    let analyzer = Analyzer::builder().model(ModelKind::Fast).build().map_err(|error| error.to_string())?;
    let mut session = analyzer.session();
    let mut part = |name: &str, turns: std::ops::Range<usize>| {
        let (count, clock) = (turns.len(), Instant::now());
        for number in turns {
            let message = &messages[number / 2 % messages.len()].text;
            session.push(if number % 2 == 0 { Turn::customer(message) } else { Turn::agent(REPLY).by("Noemi") });
        }
        let rate = count as f64 / clock.elapsed().as_secs_f64();
        let memory =
            resident().map_or_else(String::new, |memory| format!(", {:.1} MB resident", memory as f64 / 1024.0));
        println!("{name:<26} {rate:>8.0} turns a second{memory}");
        rate
    };
    println!("fast model, one session of {TURNS} turns");
    let start = part("first fifth", 0..TURNS / 5);
    let end = part("the rest", TURNS / 5..TURNS);
    let clock = Instant::now();
    let found = session.analysis();
    println!("analysis at the end: {:.1?}", clock.elapsed());
    if found.turn_count != TURNS || found.turns.len() + found.left_out.turns != TURNS {
        return Err(format!("{} turns of {TURNS}", found.turn_count));
    }
    if end < start / 4.0 {
        return Err(format!("{end:.0} turns a second after {start:.0}: pushing has become slower"));
    }
    Ok(())
}

/// Times one model; the answers must be right, since a fast wrong one is worth nothing.
fn run(model: ModelKind, messages: &[Message]) -> Result<(), String> {
    let before = resident();
    let clock = Instant::now();
    let analyzer = Analyzer::builder().model(model).build().map_err(|error| error.to_string())?;
    let start = clock.elapsed();
    let vader = SentimentIntensityAnalyzer::new();
    let rounds = if model == ModelKind::Fast { ROUNDS } else { ROUNDS / 10 };
    println!(
        "{:<26} {:>12} {:>12} {:>12}",
        format!("{model} model, one call"),
        "analyze",
        "score_reply",
        "VADER (Rust)"
    );
    for message in messages {
        let label = analyzer.analyze(&message.text).sentiment.label.to_string();
        if !message.sentiment.contains(&label) {
            return Err(format!("{}: sentiment is {label}, not {}", message.name, message.sentiment.join(" or ")));
        }
        let analyze = median(rounds, || drop(black_box(analyzer.analyze(black_box(&message.text)))));
        let reply = median(rounds, || drop(black_box(analyzer.score_reply(black_box(&message.text), REPLY))));
        let peer = median(rounds, || {
            black_box(vader.polarity_scores(black_box(&message.text)));
        });
        println!("{:<26} {analyze:>12.1?} {reply:>12.1?} {peer:>12.1?}", message.name);
    }
    println!("first analyzer of a process: {start:.1?}");
    if let (Some(before), Some(after)) = (before, resident()) {
        let megabytes = |kibibytes: u64| kibibytes as f64 / 1024.0;
        println!("resident memory: {:.1} MB before, {:.1} MB after\n", megabytes(before), megabytes(after));
    }
    Ok(())
}

fn fail(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::FAILURE
}
