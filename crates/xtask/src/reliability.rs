//! Whether probabilities keep what they promise: asserted labels, and the one label of each sentiment, beside how often they
//! are right.
//!
//! The library lists only what it asserts, so nothing is said here of probabilities too low for that. Techniques are
//! the exception: all ten have theirs. Needed techniques have none that the library exposes.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use simpatico::{
    Analysis, Antipattern, Emotion, EmotionalNeed, Label, Polarity, Reason, ReplyScore, Risk, ServiceNeed, Technique,
};

use crate::corpus::Row;
use crate::evaluate::{polarity_of, round};
use crate::metrics::{Bin, Calibration};

/// A family's calibration, label by label.
pub(crate) struct Reliability {
    family: &'static str,
    /// Whose probabilities: `asserted`, or `all` where the library gives also those too low to be asserted.
    scope: &'static str,
    labels: Vec<(&'static str, Calibration)>,
}

impl Reliability {
    fn whole(&self) -> Calibration {
        let mut whole = Calibration::default();
        self.labels.iter().for_each(|(_, label)| whole.merge(label));
        whole
    }

    fn key(&self) -> String {
        if self.scope == "asserted" { self.family.to_owned() } else { format!("{}_{}", self.family, self.scope) }
    }
}

pub(crate) fn measure(
    messages: &[&Row],
    analyses: &[Analysis<'_>],
    pairs: &[&Row],
    replies: &[ReplyScore<'_>],
) -> Vec<Reliability> {
    let mut families = of_messages(messages, analyses);
    if !pairs.is_empty() {
        families.extend(of_pairs(pairs, replies));
    }
    families
}

fn of_messages(rows: &[&Row], analyses: &[Analysis<'_>]) -> Vec<Reliability> {
    vec![
        asserted::<Polarity>(
            rows,
            |row, name| polarity_of(row).name() == name,
            |i| vec![(analyses[i].sentiment.label, analyses[i].sentiment.confidence)],
        ),
        asserted::<Emotion>(
            rows,
            |row, name| holds(&row.emotions, name),
            |i| analyses[i].emotions.iter().map(|found| (found.label, found.score)).collect(),
        ),
        asserted::<ServiceNeed>(
            rows,
            |row, name| holds(&row.service_needs, name),
            |i| analyses[i].service_needs.iter().map(|found| (found.label, found.score)).collect(),
        ),
        asserted::<EmotionalNeed>(
            rows,
            |row, name| holds(&row.emotional_needs, name),
            |i| analyses[i].emotional_needs.iter().map(|found| (found.label, found.score)).collect(),
        ),
        asserted::<Reason>(
            rows,
            |row, name| holds(&row.reasons, name),
            |i| analyses[i].reasons.iter().map(|found| (found.label, found.score)).collect(),
        ),
        asserted::<Risk>(
            rows,
            |row, name| holds(&row.risks, name),
            |i| analyses[i].risks.iter().map(|found| (found.label, found.score)).collect(),
        ),
    ]
}

fn of_pairs(rows: &[&Row], replies: &[ReplyScore<'_>]) -> Vec<Reliability> {
    let given = |row: &Row, name: &str| row.techniques.get(name).is_some_and(|&level| level > 0);
    let techniques = |i: usize, least: u8| -> Vec<(Technique, f64)> {
        let found = replies[i].techniques.iter().filter(|found| found.level >= least);
        found.map(|found| (found.label, found.score)).collect()
    };
    vec![
        asserted::<Technique>(rows, given, |i| techniques(i, 1)),
        Reliability { scope: "all", ..asserted::<Technique>(rows, given, |i| techniques(i, 0)) },
        asserted::<Antipattern>(
            rows,
            |row, name| holds(&row.antipatterns, name),
            |i| replies[i].antipatterns.iter().map(|found| (found.label, found.score)).collect(),
        ),
    ]
}

fn holds(names: &[String], name: &str) -> bool {
    names.iter().any(|other| other == name)
}

fn asserted<L: Label>(
    rows: &[&Row],
    truth: impl Fn(&Row, &str) -> bool,
    scores: impl Fn(usize) -> Vec<(L, f64)>,
) -> Reliability {
    let mut labels: Vec<(&'static str, Calibration)> =
        L::ALL.iter().map(|label| (label.name(), Calibration::default())).collect();
    for (i, row) in rows.iter().enumerate() {
        for (label, score) in scores(i) {
            labels[label.index()].1.add(score, truth(row, label.name()));
        }
    }
    Reliability { family: L::FAMILY, scope: "asserted", labels }
}

/// Two lines a family: its bins, then its labels.
pub(crate) fn text(families: &[Reliability]) -> String {
    let mut out = String::new();
    for family in families {
        let whole = family.whole();
        let bins = (0..).zip(whole.bins).filter(|(_, bin)| bin.count > 0).map(|(place, bin)| bin_text(place, bin));
        let _ = writeln!(
            out,
            "reliability: {} {} {}, {}, ECE {:.2}; bins (count, score/right): {}",
            family.family,
            family.scope,
            whole.whole().count,
            mean_text(whole.whole()),
            whole.error(),
            bins.collect::<Vec<_>>().join(", ")
        );
        let labels = family.labels.iter().filter(|(_, label)| label.whole().count > 0).map(|(name, label)| {
            let whole = label.whole();
            format!(
                "{name} {:.2}/{:.2} ECE {:.2} ({})",
                whole.mean_score(),
                whole.share_right(),
                label.error(),
                whole.count
            )
        });
        let _ = writeln!(out, "  {}", labels.collect::<Vec<_>>().join(", "));
    }
    out
}

fn mean_text(bin: Bin) -> String {
    format!("mean score {:.2}, right {:.2}", bin.mean_score(), bin.share_right())
}

fn bin_text(place: u32, bin: Bin) -> String {
    let from = f64::from(place) / 10.0;
    format!("{from:.1}+ {} {:.2}/{:.2}", bin.count, bin.mean_score(), bin.share_right())
}

pub(crate) fn json(families: &[Reliability]) -> Value {
    let entries = families.iter().map(|family| {
        let whole = family.whole();
        let mut entry = calibration_json(&whole);
        entry.insert("bins".into(), whole.bins.iter().enumerate().map(|(place, bin)| bin_json(place, *bin)).collect());
        let labels = family.labels.iter().filter(|(_, label)| label.whole().count > 0);
        let labels = labels.map(|(name, label)| ((*name).to_owned(), Value::Object(calibration_json(label))));
        entry.insert("labels".into(), Value::Object(labels.collect()));
        (family.key(), Value::Object(entry))
    });
    Value::Object(entries.collect())
}

fn calibration_json(calibration: &Calibration) -> Map<String, Value> {
    let whole = calibration.whole();
    let mut entry = bin_figures(whole);
    entry.insert("gap".into(), json!(round(whole.gap())));
    entry.insert("ece".into(), json!(round(calibration.error())));
    entry
}

fn bin_json(place: usize, bin: Bin) -> Value {
    let mut entry = Map::from_iter([("from".to_owned(), json!(place as f64 / 10.0))]);
    entry.extend(bin_figures(bin));
    Value::Object(entry)
}

/// An empty bin has no mean.
fn bin_figures(bin: Bin) -> Map<String, Value> {
    let mut entry = Map::from_iter([("count".to_owned(), json!(bin.count))]);
    if bin.count > 0 {
        entry.insert("mean_score".into(), json!(round(bin.mean_score())));
        entry.insert("share_right".into(), json!(round(bin.share_right())));
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assertions_are_held_against_their_rows() {
        let rows = [
            Row { emotions: vec!["anger".into()], ..Row::default() },
            Row { emotions: vec!["joy".into(), "anger".into()], ..Row::default() },
        ];
        let rows: Vec<&Row> = rows.iter().collect();
        let found = [vec![(Emotion::Anger, 0.9), (Emotion::Joy, 0.6)], vec![(Emotion::Joy, 0.6)]];
        let family = asserted::<Emotion>(&rows, |row, name| holds(&row.emotions, name), |i| found[i].clone());
        let label = |label: Emotion| family.labels[label.index()].1.whole();
        assert_eq!((label(Emotion::Anger).count, label(Emotion::Joy).count), (1, 2));
        assert!((label(Emotion::Joy).share_right() - 0.5).abs() < 1e-12);
        let json = json(&[family]);
        assert_eq!(json["emotions"]["count"], 3);
        assert_eq!(json["emotions"]["labels"]["joy"]["gap"], 0.1);
        assert_eq!(json["emotions"]["bins"][6]["share_right"], 0.5);
    }
}
