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

/// A mechanism, its level in a row, and the level that a judged reply shows.
type Mechanism = (&'static str, fn(&Levels) -> u8, fn(&Row, &ReplyScore<'_>) -> u8);

/// The levels are EPITOME's, not the codebook's: its weak alludes, its strong says which feeling or experience it means.
const MECHANISMS: [Mechanism; 3] = [
    // Weak: "everything will be fine"; strong: a feeling of the supporter's own, "I'm so sorry for you".
    (
        "emotional_reactions",
        |levels| levels.emotional_reactions,
        |_, reply| {
            if given(reply, Technique::Apology) > 0 {
                return 2;
            }
            given(reply, Technique::Reassurance).max(given(reply, Technique::Appreciation)).min(1)
        },
    ),
    // Weak: "I understand how you feel"; strong: what is inferred is said, "this must be terrifying".
    (
        "interpretations",
        |levels| levels.interpretations,
        |_, reply| {
            if given(reply, Technique::PerspectiveTaking).max(given(reply, Technique::Paraphrase)) > 0 {
                return 2;
            }
            given(reply, Technique::EmotionalAcknowledgement)
        },
    ),
    // Weak: "what happened?"; strong: the question names what it asks about.
    (
        "explorations",
        |levels| levels.explorations,
        |row, reply| {
            if given(reply, Technique::ClarifyingQuestion) == 0 {
                return 0;
            }
            let questions =
                row.response.split_inclusive(['.', '!', '?', '\n']).filter(|sentence| sentence.ends_with('?'));
            let longest = questions.map(|question| question.split_whitespace().count()).max();
            if longest.is_some_and(|words| words <= GENERIC_QUESTION) { 1 } else { 2 }
        },
    ),
];

/// So many words ask in general and name nothing.
const GENERIC_QUESTION: usize = 4;

/// The level at which a reply gives a technique, 0 where it does not.
fn given(reply: &ReplyScore<'_>, technique: Technique) -> u8 {
    reply.techniques.iter().find(|given| given.label == technique).map_or(0, |given| given.level)
}

const LEVELS: [&str; 3] = ["0", "1", "2"];

pub(super) const NAME: &str = "epitome";

pub(super) fn measure(analyzer: &Analyzer, data: &Path) -> Result<SetFigures, Failure> {
    let rows: Vec<Row> = corpus::lines(&data.join(NAME).join("dev.jsonl"))?;
    let replies: Vec<ReplyScore<'_>> =
        rows.par_iter().map(|row| analyzer.score_reply(&row.seeker, &row.response)).collect();
    let figure = |&(name, truth, shown): &Mechanism| {
        let mut labels = LEVELS.map(|level| (level, Counts::default()));
        for (row, reply) in rows.iter().zip(&replies) {
            let level = shown(row, reply);
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
