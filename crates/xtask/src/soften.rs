//! Has the accurate model label texts that no person labelled for our heads: what the fast model learns from beside the
//! corpus.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use simpatico::data::{Curve, Pack, PackData};
use simpatico::detect::{LinearScores, Scales, message_scorer};
use simpatico::neural::{Network, NetworkData};

use crate::{Failure, assemble, corpus, sources};

/// Texts taken of each open set; support-like ones first. Their licences are in the model card.
const SHARES: [(&str, usize); 14] = [
    ("banking77", 2000),
    ("bitext_cs27", 900),
    ("dstc11_intents", 500),
    ("clinc150", 900),
    ("it_tickets", 1500),
    ("nlupp", 800),
    ("product_reviews_hl", 2200),
    ("uci_sls", 900),
    ("vader_gt", 1500),
    ("goemotions", 1500),
    ("brighter", 1200),
    ("stanford_politeness", 800),
    ("tydip", 600),
    ("xed", 600),
];
/// Bytes of the shortest and longest text that is taken.
const LENGTHS: std::ops::Range<usize> = 4..900;
/// Every so many-th of the corpus' messages of two sentences and more is cut in two.
const HALVED: usize = 2;

/// A text without labels.
#[derive(Deserialize)]
struct OpenRow {
    text: String,
    #[serde(default)]
    lang: String,
}

/// A text with the value of each head of messages: a probability, or points for graded heads.
#[derive(Serialize, Deserialize)]
pub(crate) struct Softened {
    set: String,
    pub(crate) text: String,
    pub(crate) values: BTreeMap<String, f32>,
    /// For a part of a row of the corpus, the row's group: nothing is measured on what was learned from its part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
}

/// Writes an even share of each open set of `data`, our own unlabelled texts, and halves of the corpus' messages, which
/// nobody said which label belongs to, with what the accurate model says of each.
pub(crate) fn run(data: &Path, to: &Path) -> Result<(), Failure> {
    let mut texts = open_texts(data)?;
    let rows = corpus::training(data)?;
    for row in corpus::messages(&rows).iter().step_by(HALVED) {
        let halves = halves(&row.customer).into_iter().flatten();
        texts.extend(halves.map(|half| ("half".to_owned(), half.to_owned(), Some(row.group().to_owned()))));
    }
    let pack = Arc::new(Pack::new(PackData::read(&std::fs::read(sources::pack_path())?)?)?);
    let network = NetworkData::read(&std::fs::read(assemble::network_path())?)?;
    let engine = Network::new(network.clone())?;
    let linear = message_scorer(&pack)?;
    let scales = Scales::new(&network.customer.levels, &network.customer.heads)?;
    let softened = |(set, text, group): (String, String, Option<String>)| -> Softened {
        let LinearScores { raw, verdicts } = linear(&text, 0);
        let neural = engine.message(&text, &[]).scores;
        let scores = raw.iter().zip(&neural);
        let mixed =
            network.customer.mix.iter().zip(scores).map(|(mix, (&fast, &neural))| mix.of(fast, f64::from(neural)));
        let mut mixed: Vec<f64> = mixed.collect();
        scales.apply(&mut mixed);
        let values = network.customer.heads.iter().zip(mixed).zip(&verdicts).map(|((head, raw), verdict)| {
            let raw = verdict.on(raw);
            let value = if matches!(head.curve, Curve::Logistic { .. }) { head.curve.at(raw) } else { raw };
            (head.name.clone(), (value * 1e4).round() as f32 / 1e4)
        });
        let values = values.collect();
        Softened { set, text, values, group }
    };
    let lines: Vec<Softened> = texts.into_par_iter().map(softened).collect();
    corpus::write_lines(to, &lines)
}

/// Names of sets and texts of them.
fn open_texts(data: &Path) -> Result<Vec<(String, String, Option<String>)>, Failure> {
    let mut texts = Vec::new();
    for (name, most) in SHARES {
        let rows: Vec<OpenRow> = corpus::lines(&data.join(name).join("train.jsonl"))?;
        let is_meant =
            |row: &OpenRow| LENGTHS.contains(&row.text.len()) && ["", "en", "es"].contains(&row.lang.as_str());
        let rows: Vec<OpenRow> = rows.into_iter().filter(is_meant).collect();
        let stride = (rows.len() / most).max(1);
        texts.extend(rows.into_iter().step_by(stride).take(most).map(|row| (name.to_owned(), row.text, None)));
    }
    for path in corpus::own_files("unlabelled")? {
        let set = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let rows: Vec<OpenRow> = corpus::lines(&path)?;
        texts.extend(rows.into_iter().map(|row| (set.clone(), row.text, None)));
    }
    Ok(texts)
}

/// The first sentences of a text and the last ones, where it has two or more.
fn halves(text: &str) -> Option<[&str; 2]> {
    let text = text.trim();
    let is_end = |&(at, mark): &(usize, char)| ".!?".contains(mark) && text[at + 1..].starts_with(char::is_whitespace);
    let ends: Vec<usize> = text.char_indices().filter(is_end).map(|(at, _)| at + 1).collect();
    let middle = *ends.get((ends.len().checked_sub(1)?) / 2)?;
    let (first, last) = text.split_at(middle);
    Some([first, last.trim_start()])
}

#[cfg(test)]
mod tests {
    use super::halves;

    #[test]
    fn texts_are_cut_between_sentences() {
        assert_eq!(halves("One. Two! Three? Four."), Some(["One. Two!", "Three? Four."]));
        assert_eq!(halves("No me llega. ¿Qué hago?"), Some(["No me llega.", "¿Qué hago?"]));
        assert_eq!(halves("Version 2.1 fails."), None);
        assert_eq!(halves(""), None);
    }
}
