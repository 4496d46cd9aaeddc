//! The open training sets, read as labels of the codebook by `training/open-sets.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

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
    only: Vec<String>,
    zero: Vec<String>,
    labels: BTreeMap<String, BTreeMap<String, f32>>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Row {
    text: String,
    domain: String,
    label: Option<String>,
    labels: Option<serde_json::Value>,
}

/// A text of an open set and what it says of some heads.
pub(crate) struct OpenText {
    pub(crate) text: String,
    pub(crate) values: BTreeMap<String, f32>,
    pub(crate) weight: f32,
    /// Which set: each has an intercept of its own in training.
    pub(crate) set: usize,
}

/// Names of the sets, in the order of [`OpenText::set`], and their texts.
pub(crate) fn read(data: &Path) -> Result<(Vec<String>, Vec<OpenText>), Failure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/open-sets.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path)?)?;
    let mut names = Vec::new();
    let mut texts = Vec::new();
    for (set, source) in file.set.into_iter().enumerate() {
        let rows: Vec<Row> = corpus::lines(&data.join(&source.name).join("train.jsonl"))?;
        let rows: Vec<Row> =
            rows.into_iter().filter(|row| source.only.is_empty() || source.only.contains(&row.domain)).collect();
        let stride = rows.len().div_ceil(source.most).max(1);
        for row in rows.into_iter().step_by(stride) {
            if let Some(values) = values(&source, &row) {
                texts.push(OpenText { text: row.text, values, weight: source.weight, set });
            }
        }
        names.push(source.name);
    }
    Ok((names, texts))
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
