//! Times the library beside VADER on the same messages, in the same run, on one core.
//!
//! `cargo run --release -p simpatico-benches` prints medians; other work on the machine moves them, so compare columns, not runs.

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::Deserialize;
use simpatico::Analyzer;
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
fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let clock = Instant::now();
            work();
            clock.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
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
    let before = resident();
    let clock = Instant::now();
    let analyzer = Analyzer::new();
    let start = clock.elapsed();
    let vader = SentimentIntensityAnalyzer::new();
    println!("{:<26} {:>12} {:>12} {:>12}", "median of one call", "analyze", "score_reply", "VADER (Rust)");
    for message in &definitions.message {
        let label = analyzer.analyze(&message.text).sentiment.label.to_string();
        if !message.sentiment.contains(&label) {
            return fail(&format!("{}: sentiment is {label}, not {}", message.name, message.sentiment.join(" or ")));
        }
        let analyze = median(|| drop(black_box(analyzer.analyze(black_box(&message.text)))));
        let reply = median(|| drop(black_box(analyzer.score_reply(black_box(&message.text), REPLY))));
        let peer = median(|| {
            black_box(vader.polarity_scores(black_box(&message.text)));
        });
        println!("{:<26} {analyze:>12.1?} {reply:>12.1?} {peer:>12.1?}", message.name);
    }
    println!("\nfirst analyzer of a process: {start:.1?}");
    if let (Some(before), Some(after)) = (before, resident()) {
        println!(
            "resident memory: {:.1} MB at the start, {:.1} MB at the end",
            before as f64 / 1024.0,
            after as f64 / 1024.0
        );
    }
    ExitCode::SUCCESS
}

fn fail(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::FAILURE
}
