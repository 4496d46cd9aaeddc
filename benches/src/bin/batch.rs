//! Times one batch on all cores: `batch MODEL FILE ROWS` judges so many messages of a file of exchanges, over and over from its
//! start, and prints messages a second. `bindings/python/bench` sets the same batch in Python beside it.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use serde::Deserialize;
use simpatico::{Analyzer, Exchange, ModelKind};

#[derive(Deserialize)]
struct Line {
    customer: String,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(speed) => {
            println!("{speed:.1}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("error: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<f64, String> {
    let [model, path, rows] = arguments else { return Err("usage: batch MODEL FILE ROWS".to_owned()) };
    let model: ModelKind = model.parse().map_err(|error: simpatico::Error| error.to_string())?;
    let rows: usize = rows.parse().map_err(|_| format!("{rows} is no number of rows"))?;
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let lines: Vec<Line> =
        text.lines().map(serde_json::from_str).collect::<Result<_, _>>().map_err(|error| format!("{path}: {error}"))?;
    let exchanges: Vec<Exchange<'_>> = lines
        .iter()
        .cycle()
        .take(rows)
        .map(|line| Exchange { customer: &line.customer, ..Exchange::default() })
        .collect();
    let analyzer = Analyzer::builder().model(model).build().map_err(|error| error.to_string())?;
    black_box(analyzer.judge_batch(&exchanges[..exchanges.len().min(64)]));
    let clock = Instant::now();
    let judged = analyzer.judge_batch(&exchanges);
    let seconds = clock.elapsed().as_secs_f64();
    if judged.len() != rows {
        return Err(format!("{} results for {rows} rows of {path}", judged.len()));
    }
    Ok(rows as f64 / seconds)
}
