//! Packs of a company's own: phrases, names, thresholds, labels and a rubric, read from TOML when an analyzer is built.
//!
//! A pack is checked as a whole before anything is built from it, and every fault is named with its line. The format is
//! described in `docs/packs.md`.

mod rubric;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use crate::data::{Lexicon, Pack, Polar, RuleData, Side};
use crate::detect::pattern::compile;
use crate::detect::{Additions, CustomLabel};
use crate::error::{Error, ErrorKind};
use crate::label::{EmotionalNeed, Label as _, Reason, ServiceNeed};
use crate::score::Rubric;

/// Largest weight of a phrase, in log-odds or points.
const MOST_WEIGHT: f64 = 6.0;
/// Log-odds of a new label in a text that none of its phrases meets: a probability of .02.
const BASE: f64 = -4.0;
/// Families that new labels may belong to.
const FAMILIES: [&str; 3] = [ServiceNeed::FAMILY, EmotionalNeed::FAMILY, Reason::FAMILY];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    #[allow(dead_code)] // for people; part of no result
    version: Option<String>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    products: Vec<Spanned<String>>,
    #[serde(default)]
    thresholds: BTreeMap<Spanned<String>, Spanned<f64>>,
    #[serde(default)]
    phrase: Vec<Phrase>,
    #[serde(default)]
    label: Vec<NewLabel>,
    rubric: Option<Spanned<rubric::File>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    pattern: Vec<Spanned<String>>,
    label: Spanned<String>,
    weight: Spanned<f64>,
    on: Option<Side>,
    #[serde(default)]
    scope: Polar,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewLabel {
    name: Spanned<String>,
    family: Spanned<String>,
    #[allow(dead_code)] // for people; part of no result
    meaning: Option<String>,
    base: Option<Spanned<f64>>,
    threshold: Option<Spanned<f64>>,
    phrase: Vec<LabelPhrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelPhrase {
    pattern: Vec<Spanned<String>>,
    weight: Spanned<f64>,
    #[serde(default)]
    scope: Polar,
}

/// What packs bring together.
#[derive(Default)]
pub(crate) struct Own {
    pub(crate) additions: Additions,
    pub(crate) rubric: Option<Rubric>,
}

/// Reads one pack against the data that it will stand beside, and adds it to `into`.
///
/// # Errors
/// [`ErrorKind::InvalidPack`] with one line for each fault.
pub(crate) fn read(text: &str, pack: &Pack, into: &mut Own) -> Result<(), Error> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line(text, span.start));
        Error::new(ErrorKind::InvalidPack, format!("line {line}: {}", error.message()))
    })?;
    let mut reader = Reader { text, name: file.name.get_ref(), pack, faults: Vec::new(), into };
    reader.read(&file);
    if reader.faults.is_empty() {
        return Ok(());
    }
    let faults = reader.faults.join("\n");
    Err(Error::new(ErrorKind::InvalidPack, faults))
}

fn line(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&byte| byte == b'\n').count()
}

struct Reader<'a> {
    text: &'a str,
    name: &'a str,
    pack: &'a Pack,
    faults: Vec<String>,
    into: &'a mut Own,
}

impl Reader<'_> {
    fn fault<T>(&mut self, at: &Spanned<T>, what: &str) {
        self.faults.push(format!("line {}: {what}", line(self.text, at.span().start)));
    }

    fn lexicon(&self) -> &Lexicon {
        self.pack.lexicon()
    }

    fn read(&mut self, file: &File) {
        if !is_name(file.name.get_ref()) {
            self.fault(&file.name, "a pack's name is 1 to 40 of a-z, 0-9 and _, and begins with a letter");
        }
        if self.into.additions.names.contains(file.name.get_ref()) {
            self.fault(&file.name, &format!("another pack has the name {:?}", file.name.get_ref()));
        }
        self.into.additions.names.push(file.name.get_ref().clone());
        for name in file.ignore.iter().chain(&file.products) {
            self.ignore(name);
        }
        for (label, threshold) in &file.thresholds {
            self.threshold(label, threshold);
        }
        let mut seen = BTreeMap::new();
        for (number, phrase) in file.phrase.iter().enumerate() {
            self.phrase(number, phrase, &mut seen);
        }
        let mut names = BTreeSet::new();
        for label in &file.label {
            if !names.insert(label.name.get_ref().clone()) {
                self.fault(&label.name, &format!("the label {:?} is there already", label.name.get_ref()));
            }
            self.label(label);
        }
        if let Some(rubric) = &file.rubric {
            self.rubric(rubric);
        }
    }

    /// Names are met word by word, in any case and with or without accents.
    fn ignore(&mut self, name: &Spanned<String>) {
        let words = crate::text::words_of(name.get_ref(), self.lexicon());
        if words.is_empty() {
            self.fault(name, "no word to ignore");
        } else {
            self.into.additions.ignored.push(words);
        }
    }

    fn threshold(&mut self, label: &Spanned<String>, threshold: &Spanned<f64>) {
        if self.pack.side_of(label.get_ref(), None).is_none() {
            self.fault(label, &format!("no label {:?} that has a threshold", label.get_ref()));
        }
        match checked_threshold(*threshold.get_ref()) {
            Ok(value) => self.into.additions.thresholds.push((label.get_ref().clone(), value)),
            Err(what) => self.fault(threshold, &what),
        }
    }

    fn patterns(&mut self, patterns: &[Spanned<String>]) -> Vec<Vec<crate::data::Element>> {
        let mut compiled = Vec::new();
        for pattern in patterns {
            match compile(pattern.get_ref(), self.lexicon()) {
                Ok(elements) => compiled.push(elements),
                Err(error) => self.fault(pattern, &error.to_string()),
            }
        }
        compiled
    }

    fn weight(&mut self, weight: &Spanned<f64>) -> f32 {
        let value = *weight.get_ref();
        if !(value.abs() <= MOST_WEIGHT && value != 0.0) {
            self.fault(
                weight,
                &format!("weight {value} is outside the limits of -{MOST_WEIGHT} to {MOST_WEIGHT}, or 0"),
            );
        }
        value as f32
    }

    fn phrase(&mut self, number: usize, phrase: &Phrase, seen: &mut BTreeMap<(String, String), f64>) {
        let name = phrase.label.get_ref();
        let found = self.pack.side_of(name, phrase.on);
        if found.is_none() {
            let side = phrase.on.map_or(String::new(), |side| format!(" on the side of the {side:?}").to_lowercase());
            self.fault(&phrase.label, &format!("no label {name:?}{side}; labels are written family.label"));
        }
        if phrase.pattern.is_empty() {
            self.fault(&phrase.label, "a phrase without a pattern is never met");
        }
        let weight = self.weight(&phrase.weight);
        for pattern in &phrase.pattern {
            let key = (name.clone(), crate::text::fold(pattern.get_ref()));
            if let Some(other) = seen.insert(key, *phrase.weight.get_ref()) {
                let what = format!("{:?} already weighs {other} for {name:?}", pattern.get_ref());
                self.fault(pattern, &what);
            }
        }
        let patterns = self.patterns(&phrase.pattern);
        let side = found.unwrap_or(Side::Customer);
        self.push(&format!("phrase-{}", number + 1), side, patterns, name.clone(), weight, phrase.scope);
    }

    fn label(&mut self, label: &NewLabel) {
        if !is_name(label.name.get_ref()) {
            self.fault(&label.name, "a label's name is 1 to 40 of a-z, 0-9 and _, and begins with a letter");
        }
        let family = FAMILIES.iter().find(|family| *family == label.family.get_ref());
        if family.is_none() {
            let what = format!("family {:?} is none of {}", label.family.get_ref(), FAMILIES.join(", "));
            self.fault(&label.family, &what);
        }
        if label.phrase.is_empty() {
            self.fault(&label.name, "a label without phrases is never met");
        }
        let base = label.base.as_ref().map_or(BASE, |base| *base.get_ref());
        if let Some(spanned) = label.base.as_ref().filter(|base| !(-10.0..=10.0).contains(base.get_ref())) {
            self.fault(spanned, &format!("base {base} is outside the limits of -10 to 10"));
        }
        let mut threshold = 0.5;
        if let Some(spanned) = &label.threshold {
            match checked_threshold(*spanned.get_ref()) {
                Ok(value) => threshold = value,
                Err(what) => self.fault(spanned, &what),
            }
        }
        let full = format!("{}.{}", self.name, label.name.get_ref());
        for (number, phrase) in label.phrase.iter().enumerate() {
            let weight = self.weight(&phrase.weight);
            let patterns = self.patterns(&phrase.pattern);
            let id = format!("{}-{}", label.name.get_ref(), number + 1);
            self.push(&id, Side::Customer, patterns, full.clone(), weight, phrase.scope);
        }
        let best: f64 = label.phrase.iter().map(|phrase| phrase.weight.get_ref().max(0.0)).sum();
        if 1.0 / (1.0 + libm::exp(-(base + best))) < threshold {
            let what = format!(
                "no text can reach the threshold {threshold}: base {base} and all its phrases come short of it"
            );
            self.fault(&label.name, &what);
        }
        self.into.additions.labels.push(CustomLabel {
            name: full,
            family: family.copied().unwrap_or_default(),
            base,
            threshold,
        });
    }

    fn push(
        &mut self,
        id: &str,
        side: Side,
        patterns: Vec<Vec<crate::data::Element>>,
        label: String,
        weight: f32,
        polar: Polar,
    ) {
        let id = format!("{}/{id}", self.name);
        let message = format!("a phrase of the pack {}", self.name);
        let effects = vec![(label, weight)];
        let rule = RuleData { id, side, patterns, effects, polar, explicit: false, message };
        self.into.additions.rules.push(Arc::new(rule));
    }
}

fn is_name(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= 40
        && name.bytes().all(is_letter)
        && name.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
}

/// A threshold, or why it is none.
pub(crate) fn checked_threshold(value: f64) -> Result<f64, String> {
    if value > 0.0 && value < 1.0 {
        Ok(value)
    } else {
        Err(format!("threshold {value} is outside the limits: above 0 and below 1"))
    }
}
