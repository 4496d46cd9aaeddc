//! The open training sets, read as labels of the codebook by `training/open-sets.toml`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde::Deserialize;

use crate::soften::Softened;
use crate::{Failure, corpus};

#[derive(Deserialize)]
struct File {
    set: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    name: String,
    weight: f32,
    most: usize,
    #[serde(default)]
    intercepts: bool,
    #[serde(default)]
    only: Vec<String>,
    zero: Vec<String>,
    labels: BTreeMap<String, BTreeMap<String, f32>>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Row {
    text: String,
    lang: String,
    domain: String,
    label: Option<String>,
    labels: Option<serde_json::Value>,
}

/// A text of an open set and what it says of some heads.
pub(crate) struct OpenText {
    pub(crate) text: String,
    pub(crate) language: String,
    pub(crate) values: BTreeMap<String, f32>,
    pub(crate) weight: f32,
    /// Which set.
    pub(crate) set: usize,
    /// The set has intercepts of its own in training.
    pub(crate) has_intercepts: bool,
    /// Labelled by the accurate model, all heads of it.
    pub(crate) is_soft: bool,
    /// For a part of a row of the corpus, the row's group.
    pub(crate) group: Option<String>,
}

/// A set's development split, as far as the mapping reaches it; training reads none of it.
pub(crate) struct Development {
    pub(crate) texts: Vec<OpenText>,
    /// Heads that some label of the set asserts, sentiment aside.
    pub(crate) heads: BTreeSet<String>,
}

/// Names of the sets, in the order of [`OpenText::set`], and their texts.
pub(crate) fn read(data: &Path) -> Result<(Vec<String>, Vec<OpenText>), Failure> {
    let mut names = Vec::new();
    let mut texts = Vec::new();
    for (place, set) in sets()?.into_iter().enumerate() {
        let rows = rows(&set, data, "train.jsonl")?;
        let stride = rows.len().div_ceil(set.most).max(1);
        texts.extend(rows.into_iter().step_by(stride).filter_map(|row| open_text(&set, place, row)));
        names.push(set.name);
    }
    Ok((names, texts))
}

/// The whole development split of one set.
pub(crate) fn development(data: &Path, name: &str) -> Result<Development, Failure> {
    let found = sets()?.into_iter().enumerate().find(|(_, set)| set.name == name);
    let (place, set) = found.ok_or_else(|| format!("no open set {name:?} in training/open-sets.toml"))?;
    let texts = rows(&set, data, "dev.jsonl")?.into_iter().filter_map(|row| open_text(&set, place, row)).collect();
    let heads = set.labels.values().flatten().filter(|(head, value)| *head != "sentiment" && **value > 0.0);
    Ok(Development { texts, heads: heads.map(|(head, _)| head.clone()).collect() })
}

fn sets() -> Result<Vec<Set>, Failure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/open-sets.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path)?)?;
    Ok(file.set)
}

/// The rows of one file of a set, of the domains that are wanted.
fn rows(set: &Set, data: &Path, file: &str) -> Result<Vec<Row>, Failure> {
    let rows: Vec<Row> = corpus::lines(&data.join(&set.name).join(file))?;
    Ok(rows.into_iter().filter(|row| set.only.is_empty() || set.only.contains(&row.domain)).collect())
}

fn open_text(set: &Set, place: usize, row: Row) -> Option<OpenText> {
    let values = values(set, &row)?;
    Some(OpenText {
        text: row.text,
        language: row.lang,
        values,
        weight: set.weight,
        set: place,
        has_intercepts: set.intercepts,
        is_soft: false,
        group: None,
    })
}

/// What one text that the accurate model labelled counts beside one of the corpus.
const SOFT_WEIGHT: f32 = 0.35;
/// How far the model's view gives way to what the text's own set says.
const OWN_SHARE: f32 = 0.7;

/// Texts with the values that `cargo xtask soften` gave each head, nearer to what `open` texts' own sets say where they say
/// something; `set` is their place after the open sets.
pub(crate) fn read_soft(path: &Path, set: usize, open: &[OpenText]) -> Result<Vec<OpenText>, Failure> {
    let rows: Vec<Softened> = corpus::lines(path)?;
    let said: HashMap<&str, &OpenText> = open.iter().map(|text| (text.text.as_str(), text)).collect();
    let text = |mut row: Softened| {
        for (head, own) in said.get(row.text.as_str()).into_iter().flat_map(|text| &text.values) {
            row.values.entry(head.clone()).and_modify(|value| *value += (own - *value) * OWN_SHARE);
        }
        OpenText {
            text: row.text,
            values: row.values,
            weight: SOFT_WEIGHT,
            set,
            has_intercepts: true,
            is_soft: true,
            language: String::new(),
            group: row.group,
        }
    };
    Ok(rows.into_iter().map(text).collect())
}

/// What a row says; `None` where none of its labels is mapped.
fn values(set: &Set, row: &Row) -> Option<BTreeMap<String, f32>> {
    let mut labels: Vec<String> = row.label.iter().cloned().collect();
    if let Some(serde_json::Value::Array(list)) = &row.labels {
        labels.extend(list.iter().filter_map(|label| label.as_str().map(str::to_owned)));
    }
    let mapped: Vec<&BTreeMap<String, f32>> = labels.iter().filter_map(|label| set.labels.get(label)).collect();
    // BRIGHTER has rows without any label: calm ones.
    let is_calm = labels.is_empty() && !set.zero.is_empty() && row.labels.is_some();
    if mapped.is_empty() && !is_calm {
        return None;
    }
    let mut values: BTreeMap<String, f32> = set.zero.iter().map(|head| (head.clone(), 0.0)).collect();
    let mut points = Vec::new();
    for (head, &value) in mapped.into_iter().flatten() {
        if head == "sentiment" {
            points.push(value);
        } else {
            values.insert(head.clone(), value);
        }
    }
    if !points.is_empty() {
        values.insert("sentiment".to_owned(), points.iter().sum::<f32>() / points.len() as f32);
    } else if is_calm {
        values.insert("sentiment".to_owned(), 0.0);
    }
    Some(values)
}
