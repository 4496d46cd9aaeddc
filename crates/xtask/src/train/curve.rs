//! The learning curve of the fast model: what more labelled text brings.

use std::path::Path;

use serde_json::{Map, Value, json};
use simpatico::Analyzer;

use super::{open_sets, train};
use crate::corpus::{self, Row};
use crate::{Failure, evaluate};

/// Shares of the corpus' groups, in eighths; each holds the smaller ones.
const EIGHTHS: [u64; 4] = [1, 2, 4, 8];

/// Trains on growing shares of the corpus, beside the same open sets and without what the accurate model says of any text,
/// and measures each on `dev`; `json` is the file to write.
pub(crate) fn run(data: &Path, dev: &Path, json: Option<&Path>) -> Result<(), Failure> {
    let rows = corpus::training(data)?;
    let (_, open) = open_sets::read(data)?;
    let dev = corpus::read(dev)?;
    let mut points = Vec::new();
    for eighths in EIGHTHS {
        let is_seen = |row: &&Row| simpatico::text::word_key(row.group()) % 8 < eighths;
        let seen: Vec<Row> = rows.iter().filter(is_seen).cloned().collect();
        let (pack, _) = train(&seen, &open, data)?;
        let figures = evaluate::overall(&Analyzer::try_from_data(&pack.write()?)?, &dev);
        points.push((seen.len(), figures));
    }
    print!("{:<20}", "rows");
    points.iter().for_each(|(rows, _)| print!("{rows:>8}"));
    println!();
    let all = points.last().map_or(&[][..], |(_, figures)| figures);
    for (place, (family, _)) in all.iter().enumerate() {
        print!("{family:<20}");
        points.iter().for_each(|(_, figures)| print!("{:>8.3}", figures[place].1));
        println!();
    }
    if let Some(path) = json {
        let point = |(rows, figures): &(usize, Vec<(&str, f64)>)| {
            let figures: Map<String, Value> =
                figures.iter().map(|&(family, value)| (family.to_owned(), json!(evaluate::round(value)))).collect();
            json!({"rows": rows, "figures": figures})
        };
        let points: Vec<Value> = points.iter().map(point).collect();
        std::fs::write(path, serde_json::to_string_pretty(&points)? + "\n")?;
    }
    Ok(())
}
