//! EPITOME (Sharma et al., EMNLP 2020): how peer supporters answer people in distress, in three mechanisms of empathy at
//! levels 0, 1 and 2. It measures only; nothing is trained or tuned on it.

use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use simpatico::{Analyzer, ReplyScore, Technique};

use super::{Figure, SetFigures, counts, sizes};
use crate::metrics::{Counts, constant_macro_f1, macro_f1};
use crate::{Failure, corpus};

#[derive(Deserialize)]
struct Row {
    seeker: String,
    response: String,
    labels: Levels,
}

#[derive(Deserialize)]
struct Levels {
    emotional_reactions: u8,
    interpretations: u8,
    explorations: u8,
}

/// A mechanism, its level in a row, and the techniques of the codebook that its definition names; the strongest counts.
type Mechanism = (&'static str, fn(&Levels) -> u8, &'static [Technique]);

const MECHANISMS: [Mechanism; 3] = [
    // Warmth and concern of the supporter's own: "I'm sorry you go through this", "everything will be fine".
    (
        "emotional_reactions",
        |levels| levels.emotional_reactions,
        &[Technique::EmotionalAcknowledgement, Technique::Reassurance, Technique::Apology],
    ),
    // Understanding of feelings and experiences, stated or inferred: "I understand", "this must be terrifying".
    (
        "interpretations",
        |levels| levels.interpretations,
        &[Technique::EmotionalAcknowledgement, Technique::PerspectiveTaking, Technique::Paraphrase],
    ),
    // Questions about what was not said.
    ("explorations", |levels| levels.explorations, &[Technique::ClarifyingQuestion]),
];
const LEVELS: [&str; 3] = ["0", "1", "2"];

pub(super) const NAME: &str = "epitome";

pub(super) fn measure(analyzer: &Analyzer, data: &Path) -> Result<SetFigures, Failure> {
    let rows: Vec<Row> = corpus::lines(&data.join(NAME).join("dev.jsonl"))?;
    let replies: Vec<ReplyScore<'_>> =
        rows.par_iter().map(|row| analyzer.score_reply(&row.seeker, &row.response)).collect();
    let figure = |&(name, truth, techniques): &Mechanism| {
        let mut labels = LEVELS.map(|level| (level, Counts::default()));
        for (row, reply) in rows.iter().zip(&replies) {
            let given = reply.techniques.iter().filter(|given| techniques.contains(&given.label));
            let level = given.map(|given| given.level).max().unwrap_or_default();
            for (place, (_, counts)) in labels.iter_mut().enumerate() {
                counts.add(usize::from(truth(&row.labels)) == place, usize::from(level) == place);
            }
        }
        let (counts, sizes) = (counts(&labels), sizes(&labels));
        let best = constant_macro_f1(&sizes, rows.len(), 1);
        Figure {
            name,
            measure: "macro F1 of three levels",
            rows: rows.len(),
            value: macro_f1(&counts),
            baseline: best,
            best_constant: best,
            vader: None,
            labels: labels.to_vec(),
        }
    };
    Ok(SetFigures { name: NAME, figures: MECHANISMS.iter().map(figure).collect() })
}
