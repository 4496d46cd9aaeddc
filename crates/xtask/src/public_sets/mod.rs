//! Measures the library on the development splits of public sets, read as the codebook's labels by the mapping that
//! training uses. Their train splits teach the models; these rows teach nothing.

mod epitome;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;
use serde_json::{Map, Value, json};
use simpatico::{Analysis, Analyzer, Emotion, Label, Polarity, ServiceNeed};
use vader_sentimental::SentimentIntensityAnalyzer;

use crate::Failure;
use crate::evaluate::round;
use crate::metrics::{Counts, constant_macro_f1, constant_micro_f1, macro_f1, micro_f1};
use crate::train::open_sets::{self, Development, OpenText};

/// VADER's authors call a compound nearer 0 than this neutral.
const VADER_NEUTRAL: f64 = 0.05;

/// What was measured on one set.
pub(crate) struct SetFigures {
    /// Its folder; two folders for what is measured on both together.
    pub(crate) name: &'static str,
    figures: Vec<Figure>,
}

struct Figure {
    name: &'static str,
    measure: &'static str,
    rows: usize,
    value: f64,
    /// The most frequent label, always and alone.
    baseline: f64,
    /// The best that the same labels on every row can do.
    best_constant: f64,
    vader: Option<f64>,
    labels: Vec<(&'static str, Counts)>,
}

/// A text, what its set says of it and what the library finds.
struct Judged<'t> {
    text: &'t OpenText,
    analysis: Analysis<'t>,
}

/// Measures on those of the known sets that are in a folder.
pub(crate) fn measure(analyzer: &Analyzer, data: &Path) -> Result<Vec<SetFigures>, Failure> {
    let is_there = |name: &str| data.join(name).join("dev.jsonl").is_file();
    let read = |name: &str| open_sets::development(data, name);
    let mut sets = Vec::new();
    if is_there("goemotions") {
        sets.push(goemotions(analyzer, &read("goemotions")?));
    }
    if is_there("brighter") {
        sets.push(brighter(analyzer, &read("brighter")?));
    }
    if is_there("banking77") {
        sets.push(banking77(analyzer, &read("banking77")?));
    }
    if is_there("product_reviews_hl") && is_there("uci_sls") {
        sets.extend(reviews(analyzer, &read("product_reviews_hl")?, &read("uci_sls")?));
    }
    if is_there(epitome::NAME) {
        sets.push(epitome::measure(analyzer, data)?);
    }
    if sets.is_empty() {
        return Err(format!("{}: none of the known sets is in this folder", data.display()).into());
    }
    Ok(sets)
}

fn goemotions(analyzer: &Analyzer, set: &Development) -> SetFigures {
    let judged = judge(analyzer, &set.texts);
    let judged: Vec<&Judged<'_>> = judged.iter().collect();
    SetFigures { name: "goemotions", figures: vec![emotions("emotions", &judged, &reached(&set.heads))] }
}

fn brighter(analyzer: &Analyzer, set: &Development) -> SetFigures {
    let judged = judge(analyzer, &set.texts);
    let of_language = |name: &'static str, language: &str, labels: &[Emotion]| {
        let judged: Vec<&Judged<'_>> = judged.iter().filter(|judged| judged.text.language == language).collect();
        emotions(name, &judged, labels)
    };
    let spanish: Vec<Emotion> = reached(&set.heads);
    // The English part has no column of disgust.
    let english: Vec<Emotion> = spanish.iter().copied().filter(|&emotion| emotion != Emotion::Disgust).collect();
    let figures = vec![of_language("emotions_en", "en", &english), of_language("emotions_es", "es", &spanish)];
    SetFigures { name: "brighter", figures }
}

fn banking77(analyzer: &Analyzer, set: &Development) -> SetFigures {
    let judged = judge(analyzer, &set.texts);
    let figures = vec![needs(&judged, &reached(&set.heads)), best_need(&judged)];
    SetFigures { name: "banking77", figures }
}

fn reviews(analyzer: &Analyzer, products: &Development, sentences: &Development) -> Vec<SetFigures> {
    let (products, sentences) = (judge(analyzer, &products.texts), judge(analyzer, &sentences.texts));
    let both: Vec<&Judged<'_>> = products.iter().chain(&sentences).collect();
    vec![
        SetFigures { name: "product_reviews_hl", figures: polarity(&products.iter().collect::<Vec<_>>()) },
        SetFigures { name: "uci_sls", figures: polarity(&sentences.iter().collect::<Vec<_>>()) },
        SetFigures { name: "product_reviews_hl+uci_sls", figures: polarity(&both) },
    ]
}

fn judge<'t>(analyzer: &Analyzer, texts: &'t [OpenText]) -> Vec<Judged<'t>> {
    texts.par_iter().map(|text| Judged { text, analysis: analyzer.analyze(&text.text) }).collect()
}

/// Labels of a family that a set's mapping can assert.
fn reached<L: Label>(heads: &BTreeSet<String>) -> Vec<L> {
    L::ALL.iter().copied().filter(|&label| heads.contains(&head(label))).collect()
}

fn head<L: Label>(label: L) -> String {
    format!("{}.{label}", L::FAMILY)
}

fn is_said<L: Label>(text: &OpenText, label: L) -> bool {
    text.values.get(&head(label)).is_some_and(|&value| value >= 0.5)
}

fn emotions(name: &'static str, judged: &[&Judged<'_>], labels: &[Emotion]) -> Figure {
    let is_found = |judged: &Judged<'_>, label| judged.analysis.emotions.iter().any(|found| found.label == label);
    let labels = count(judged, labels, is_found);
    let (counts, sizes) = (counts(&labels), sizes(&labels));
    Figure {
        name,
        measure: "macro F1",
        rows: judged.len(),
        value: macro_f1(&counts),
        baseline: constant_macro_f1(&sizes, judged.len(), 1),
        // More labels never lower a mean of labels.
        best_constant: constant_macro_f1(&sizes, judged.len(), sizes.len()),
        vader: None,
        labels,
    }
}

fn needs(judged: &[Judged<'_>], labels: &[ServiceNeed]) -> Figure {
    let is_found = |judged: &Judged<'_>, label| judged.analysis.service_needs.iter().any(|found| found.label == label);
    let labels = count(&judged.iter().collect::<Vec<_>>(), labels, is_found);
    let (counts, sizes) = (counts(&labels), sizes(&labels));
    let constant = |asserted| constant_micro_f1(&sizes, judged.len(), asserted);
    Figure {
        name: "service_needs",
        measure: "micro F1",
        rows: judged.len(),
        value: micro_f1(&counts),
        baseline: constant(1),
        best_constant: (1..=sizes.len()).map(constant).fold(0.0, f64::max),
        vader: None,
        labels,
    }
}

/// Whether the strongest need, of all that the library knows, is the one that the set says; none is wrong.
fn best_need(judged: &[Judged<'_>]) -> Figure {
    let is_right = |judged: &Judged<'_>| {
        judged.analysis.service_needs.first().is_some_and(|found| is_said(judged.text, found.label))
    };
    let truths = ServiceNeed::ALL.iter().map(|&need| share(judged, |judged| is_said(judged.text, need)));
    let most = truths.fold(0.0, f64::max);
    Figure {
        name: "best_need",
        measure: "accuracy of the strongest",
        rows: judged.len(),
        value: share(judged, is_right),
        baseline: most,
        best_constant: most,
        vader: None,
        labels: Vec::new(),
    }
}

/// A text that its set calls positive or negative.
struct Polar<'a, 't> {
    analysis: &'a Analysis<'t>,
    points: f64,
    compound: f64,
}

/// The sign of sentiment on rows that are positive or negative; then with what is called neutral counted as wrong.
fn polarity(judged: &[&Judged<'_>]) -> Vec<Figure> {
    let rows = polar(judged);
    let positive = share(&rows, |row| row.points > 0.0);
    let figure = |name, measure, value, vader| Figure {
        name,
        measure,
        rows: rows.len(),
        value,
        baseline: positive.max(1.0 - positive),
        best_constant: positive.max(1.0 - positive),
        vader: Some(vader),
        labels: Vec::new(),
    };
    let by_sign = |row: &Polar<'_, '_>| is_same_sign(row.analysis.sentiment.score, row.points);
    let vader_by_sign = |row: &Polar<'_, '_>| is_same_sign(row.compound, row.points);
    let decided = |row: &Polar<'_, '_>| row.analysis.sentiment.label != Polarity::Neutral && by_sign(row);
    let vader_decided = |row: &Polar<'_, '_>| row.compound.abs() >= VADER_NEUTRAL && vader_by_sign(row);
    vec![
        figure("polarity", "accuracy of the sign", share(&rows, by_sign), share(&rows, vader_by_sign)),
        figure("polarity_decided", "accuracy, neutral is wrong", share(&rows, decided), share(&rows, vader_decided)),
    ]
}

fn polar<'a, 't>(judged: &[&'a Judged<'t>]) -> Vec<Polar<'a, 't>> {
    let vader = SentimentIntensityAnalyzer::new();
    let polar = judged.iter().map(|judged| (judged, points(judged.text))).filter(|(_, points)| *points != 0.0);
    polar
        .map(|(judged, points)| {
            let compound = vader.polarity_scores(&judged.text.text).compound;
            Polar { analysis: &judged.analysis, points, compound }
        })
        .collect()
}

/// What the mapping says of a text's sentiment; 0 is neither side.
fn points(text: &OpenText) -> f64 {
    text.values.get("sentiment").map_or(0.0, |&points| f64::from(points))
}

/// A score of 0 has no sign.
fn is_same_sign(score: f64, points: f64) -> bool {
    let sign = |value: f64| value.partial_cmp(&0.0);
    sign(score) != Some(Ordering::Equal) && sign(score) == sign(points)
}

fn share<T>(rows: &[T], is_so: impl Fn(&T) -> bool) -> f64 {
    rows.iter().filter(|row| is_so(row)).count() as f64 / rows.len().max(1) as f64
}

fn count<L: Label>(
    judged: &[&Judged<'_>],
    labels: &[L],
    is_found: impl Fn(&Judged<'_>, L) -> bool,
) -> Vec<(&'static str, Counts)> {
    let count = |label: L| {
        let mut counts = Counts::default();
        judged.iter().for_each(|judged| counts.add(is_said(judged.text, label), is_found(judged, label)));
        counts
    };
    labels.iter().map(|&label| (label.name(), count(label))).collect()
}

fn counts(labels: &[(&'static str, Counts)]) -> Vec<Counts> {
    labels.iter().map(|&(_, counts)| counts).collect()
}

/// How many rows each label has, the most first.
fn sizes(labels: &[(&'static str, Counts)]) -> Vec<usize> {
    let mut sizes: Vec<usize> = labels.iter().map(|(_, counts)| counts.truths()).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes
}

pub(crate) fn table(sets: &[SetFigures], title: &str) -> String {
    let mut out = format!("{title}: development splits of public sets\n\n");
    let _ = writeln!(
        out,
        "{:<27} {:<17} {:<27} {:>5} {:>6} {:>9} {:>9} {:>6}",
        "set", "figure", "measure", "rows", "value", "most freq", "constant", "VADER"
    );
    let figures = || sets.iter().flat_map(|set| set.figures.iter().map(|figure| (set.name, figure)));
    for (set, figure) in figures() {
        let vader = figure.vader.map_or("-".to_owned(), |value| format!("{value:.3}"));
        let _ = writeln!(
            out,
            "{set:<27} {:<17} {:<27} {:>5} {:>6.3} {:>9.3} {:>9.3} {vader:>6}",
            figure.name, figure.measure, figure.rows, figure.value, figure.baseline, figure.best_constant
        );
    }
    out.push('\n');
    for (set, figure) in figures().filter(|(_, figure)| !figure.labels.is_empty()) {
        let labels =
            figure.labels.iter().map(|(name, counts)| format!("{name} {:.2} ({})", counts.f1(), counts.truths()));
        let _ = writeln!(out, "{set} {}: {}", figure.name, labels.collect::<Vec<_>>().join(", "));
    }
    out
}

impl SetFigures {
    pub(crate) fn json(&self) -> Value {
        Value::Object(self.figures.iter().map(|figure| (figure.name.to_owned(), figure.json())).collect())
    }
}

impl Figure {
    fn json(&self) -> Value {
        let mut entry = Map::new();
        entry.insert("measure".into(), json!(self.measure));
        entry.insert("rows".into(), json!(self.rows));
        entry.insert("all".into(), json!(round(self.value)));
        entry.insert("baseline".into(), json!(round(self.baseline)));
        entry.insert("best_constant".into(), json!(round(self.best_constant)));
        if let Some(vader) = self.vader {
            entry.insert("vader".into(), json!(round(vader)));
        }
        if !self.labels.is_empty() {
            let labels = self.labels.iter().map(|(name, counts)| {
                ((*name).to_owned(), json!({ "count": counts.truths(), "f1": round(counts.f1()) }))
            });
            entry.insert("labels".into(), Value::Object(labels.collect()));
        }
        Value::Object(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, values: &[(&str, f32)]) -> OpenText {
        let values = values.iter().map(|&(head, value)| (head.to_owned(), value)).collect();
        OpenText {
            text: text.to_owned(),
            language: "en".to_owned(),
            values,
            weight: 1.0,
            set: 0,
            has_intercepts: false,
            is_soft: false,
            group: None,
        }
    }

    #[test]
    fn a_score_of_zero_is_on_neither_side() {
        assert!(is_same_sign(0.1, 1.5) && is_same_sign(-0.1, -1.4));
        assert!(!is_same_sign(0.1, -1.4) && !is_same_sign(0.0, 1.5) && !is_same_sign(-0.0, -1.4));
    }

    #[test]
    fn only_labels_that_the_mapping_asserts_are_measured() {
        let heads = BTreeSet::from(["emotions.joy".to_owned(), "service_needs.refund".to_owned()]);
        assert_eq!(reached::<Emotion>(&heads), [Emotion::Joy]);
        assert_eq!(reached::<ServiceNeed>(&heads), [ServiceNeed::Refund]);
    }

    #[test]
    fn labels_are_counted_against_what_the_set_says() {
        let texts = [
            text("a", &[("emotions.joy", 1.0), ("emotions.anger", 0.0)]),
            text("b", &[("emotions.joy", 0.0)]),
            text("c", &[("emotions.joy", 1.0), ("emotions.anger", 1.0)]),
        ];
        let analyzer = Analyzer::new();
        let judged = judge(&analyzer, &texts);
        let judged: Vec<&Judged<'_>> = judged.iter().collect();
        let labels = count(&judged, &[Emotion::Anger, Emotion::Joy], |judged, label| {
            label == Emotion::Joy && judged.text.text != "c"
        });
        let found: Vec<_> = labels.iter().map(|(name, c)| (*name, c.hits, c.false_alarms, c.misses)).collect();
        assert_eq!(found, [("anger", 0, 0, 1), ("joy", 1, 1, 1)]);
        assert_eq!(sizes(&labels), [2, 1]);
    }

    #[test]
    fn rows_without_a_side_are_left_out_of_polarity() {
        let texts = [
            text("I love it, wonderful!", &[("sentiment", 1.2)]),
            text("Terrible, I hate it.", &[("sentiment", -1.1)]),
            text("It is a phone.", &[("sentiment", 0.0)]),
            text("Awful, broken, I hate it.", &[("sentiment", 1.2)]),
        ];
        let analyzer = Analyzer::new();
        let judged = judge(&analyzer, &texts);
        let figures = polarity(&judged.iter().collect::<Vec<_>>());
        for figure in &figures {
            assert_eq!(figure.rows, 3, "{}", figure.name);
            assert!((figure.value - 2.0 / 3.0).abs() < 1e-12, "{}", figure.name);
            assert!((figure.baseline - 2.0 / 3.0).abs() < 1e-12, "{}", figure.name);
            assert!((figure.vader.unwrap() - 2.0 / 3.0).abs() < 1e-12, "{}", figure.name);
        }
    }
}
