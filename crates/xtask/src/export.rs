//! Rows for the training of the accurate model (`training/`): every text with the value of each head, as JSON Lines.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::corpus::{self, Row};
use crate::heads::{self, Head, Kind};
use crate::{Failure, train};

/// One group of this many is kept from the weights: blend, calibration and thresholds are fitted on it.
const HOLDOUT: u64 = 8;

/// True for rows that the weights of the accurate model never see.
pub(crate) fn is_held_out(row: &Row) -> bool {
    simpatico::text::word_key(row.group()) % HOLDOUT == 3
}

/// Writes `heads.json`, `train.jsonl`, `holdout.jsonl` and `dev.jsonl` to `folder`.
pub(crate) fn run(data: &Path, folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    let (customer, reply) = (heads::customer(), heads::reply());
    let describe = |heads: &[Head]| -> Vec<Value> {
        let one = |(name, kind): &Head| match kind {
            Kind::Label => json!({"name": name}),
            Kind::Graded(low, high) => json!({"name": name, "low": low, "high": high}),
        };
        heads.iter().map(one).collect()
    };
    let described = json!({"customer": describe(&customer), "reply": describe(&reply)});
    fs::write(folder.join("heads.json"), serde_json::to_string_pretty(&described)? + "\n")?;

    let (seen, held_out): (Vec<Row>, Vec<Row>) = corpus::training(data)?.into_iter().partition(|row| !is_held_out(row));
    let mut lines = support(&seen, &customer, &reply);
    let (names, open) = train::open_sets::read(data)?;
    lines.extend(open.iter().map(|text| {
        let values: Vec<Option<f32>> = customer.iter().map(|(name, _)| text.values.get(name).copied()).collect();
        json!({"set": names[text.set], "text": text.text, "customer": values})
    }));
    corpus::write_lines(&folder.join("train.jsonl"), &lines)?;
    corpus::write_lines(&folder.join("holdout.jsonl"), &support(&held_out, &customer, &reply))?;
    let dev = corpus::read(&data.join("support_corpus"))?;
    corpus::write_lines(&folder.join("dev.jsonl"), &support(&dev, &customer, &reply))
}

/// Each message once, then each pair.
fn support(rows: &[Row], customer: &[Head], reply: &[Head]) -> Vec<Value> {
    let messages = corpus::messages(rows);
    let needed: HashMap<&str, Vec<Option<f32>>> = customer
        .iter()
        .filter_map(|(name, _)| train::needed_rows(name, rows, &messages).map(|values| (name.as_str(), values)))
        .collect();
    let common = |row: &Row| json!({"set": "support", "id": row.id, "group": row.group(), "lang": row.lang, "origin": row.origin});
    let message = |(place, row): (usize, &&Row)| {
        let value =
            |(name, _): &Head| needed.get(name.as_str()).map_or_else(|| row.value(name), |values| values[place]);
        let mut line = common(row);
        line["text"] = json!(row.customer);
        line["customer"] = json!(customer.iter().map(value).collect::<Vec<_>>());
        line
    };
    let pair = |row: &Row| {
        let mut line = common(row);
        line["text"] = json!(row.customer);
        line["answer"] = json!(row.reply);
        line["reply"] = json!(reply.iter().map(|(name, _)| row.value(name)).collect::<Vec<_>>());
        line
    };
    let pairs = rows.iter().filter(|row| row.reply.is_some()).map(pair);
    messages.iter().enumerate().map(message).chain(pairs).collect()
}
