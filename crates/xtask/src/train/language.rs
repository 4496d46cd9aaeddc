//! The word-level language model: stochastic gradient descent over hashed pieces of words, in a fixed order.

use std::path::Path;

use serde::Deserialize;
use simpatico::data::LanguageData;
use simpatico::text::emit_language_features;

use crate::Failure;
use crate::corpus::{self, Row};

const BUCKETS: usize = 1 << 15;
const EPOCHS: usize = 4;

#[derive(Deserialize)]
struct Open {
    lang: String,
    text: String,
}

pub(crate) fn train(rows: &[Row], data: &Path) -> Result<LanguageData, Failure> {
    let mut texts: Vec<(String, bool)> = Vec::new();
    for row in rows.iter().filter(|row| row.lang != "mixed") {
        texts.push((row.customer.clone(), row.lang == "es"));
        texts.extend(row.reply.iter().map(|reply| (reply.clone(), row.lang == "es")));
    }
    for set in ["xed", "brighter", "tydip"] {
        let open: Vec<Open> = corpus::lines(&data.join(set).join("train.jsonl"))?;
        texts.extend(
            open.into_iter().filter(|row| row.lang == "en" || row.lang == "es").map(|row| (row.text, row.lang == "es")),
        );
    }
    let mut words: Vec<(Vec<u32>, bool)> = Vec::new();
    for (text, is_spanish) in &texts {
        for word in text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| word.chars().count() > 1) {
            let mut features = Vec::new();
            emit_language_features(&word.to_lowercase(), |hash| features.push((hash % BUCKETS as u64) as u32));
            words.push((features, *is_spanish));
        }
    }
    // As many words of each language: what is common in a corpus is no evidence.
    let spanish = words.iter().filter(|word| word.1).count() as f64;
    let balance = [spanish / words.len() as f64 * 2.0, (1.0 - spanish / words.len() as f64) * 2.0];
    let mut weights = vec![0.0_f64; BUCKETS];
    let mut squares = vec![1e-6_f64; BUCKETS];
    let mut state = 0x5eed_u64;
    for _ in 0..EPOCHS {
        for place in (1..words.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            words.swap(place, (state >> 33) as usize % (place + 1));
        }
        for (features, is_spanish) in &words {
            let scale = 1.0 / (features.len() as f64).sqrt();
            let margin: f64 = features.iter().map(|&f| weights[f as usize]).sum::<f64>() * scale;
            let error = 1.0 / (1.0 + (-margin).exp()) - f64::from(u8::from(*is_spanish));
            let slope = error * scale * balance[usize::from(*is_spanish)];
            for &feature in features {
                let feature = feature as usize;
                let gradient = slope + 1e-6 * weights[feature];
                squares[feature] += gradient * gradient;
                weights[feature] -= 0.2 * gradient / squares[feature].sqrt();
            }
        }
    }
    let strongest = weights.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
    let step = strongest / 127.0;
    Ok(LanguageData {
        step: step as f32,
        bias: 0.0,
        weights: weights.iter().map(|w| (w / step).round() as i8).collect(),
    })
}
