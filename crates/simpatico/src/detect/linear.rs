//! Scoring with a linear model, and the exact share of every word in every score.

use std::borrow::Cow;

use crate::data::{Model, RuleData};
use crate::detect::document::Document;
use crate::detect::features::{Block, emit_features};
use crate::error::Error;
use crate::span::Evidence;

/// Source of evidence that the model's words, pairs of words and pieces of words gave.
const MODEL_SOURCE: &str = "model/text";
/// A label names at most this many places; what the others add is part of its base.
const MOST_EVIDENCE: usize = 4;
/// A word counts as evidence from this share of the strongest word's contribution on.
const EVIDENCE_SHARE: f64 = 0.25;

/// A feature that the model knows, with its value in this text.
#[derive(Clone, Copy, Debug)]
struct Active {
    row: u32,
    value: f32,
    first: u32,
    last: u32,
    block: Block,
}

/// What each rule adds to each head of one model.
#[derive(Debug, Default)]
pub(crate) struct RuleEffects(Vec<Vec<f32>>);

impl RuleEffects {
    /// Authored effects plus learned corrections. Effects on heads of other models are left out.
    pub(crate) fn new(rules: &[RuleData], model: &Model) -> Result<Self, Error> {
        let heads = model.data.heads.len();
        let mut effects = Vec::with_capacity(rules.len());
        for rule in rules {
            let mut row = Vec::new();
            for (name, weight) in &rule.effects {
                if let Ok(head) = model.head(name) {
                    row.resize(heads, 0.0);
                    if let Some(slot) = row.get_mut(head) {
                        *slot += weight;
                    }
                }
            }
            effects.push(row);
        }
        for learned in &model.data.rule_weights {
            let rule = rules.iter().position(|rule| rule.id == learned.rule);
            let rule = rule.ok_or_else(|| {
                Error::data(format!("the model weighs rule {:?}, which the pack does not hold", learned.rule))
            })?;
            if let Some(row) = effects.get_mut(rule) {
                row.resize(heads, 0.0);
                row.iter_mut().zip(&learned.weights).for_each(|(slot, weight)| *slot += weight);
            }
        }
        Ok(Self(effects))
    }

    fn of(&self, rule: usize) -> &[f32] {
        self.0.get(rule).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Raw and reported scores of every head, and what they were made of.
pub(crate) struct Scores {
    raw: Vec<f64>,
    reported: Vec<f64>,
    active: Vec<Active>,
}

/// The evidence of one score: places, and the part of the score that no place carries.
pub(crate) struct Attribution<'t> {
    pub(crate) evidence: Vec<Evidence<'t>>,
    pub(crate) base: f64,
}

/// Scores a document: `extra` adds to a head (by place) what other parts of the analysis know.
pub(crate) fn score(document: &Document<'_>, model: &Model, effects: &RuleEffects, signals: &[f32]) -> Scores {
    let active = active(document, model);
    let data = &model.data;
    let heads = data.heads.len();
    let mut sums = vec![0.0_f32; heads];
    for feature in &active {
        for (sum, weight) in sums.iter_mut().zip(model.weights(feature.row as usize)) {
            *sum += feature.value * f32::from(weight);
        }
    }
    let mut raw: Vec<f64> =
        data.heads.iter().zip(&sums).map(|(head, &sum)| f64::from(head.bias) + f64::from(sum * head.step)).collect();
    for (signal, weights) in signals.iter().zip(data.signal_weights.chunks_exact(heads.max(1))) {
        raw.iter_mut().zip(weights).for_each(|(raw, &weight)| *raw += f64::from(signal * weight));
    }
    for fired in &document.matches {
        raw.iter_mut().zip(effects.of(fired.rule)).for_each(|(raw, &effect)| *raw += f64::from(effect));
    }
    let reported = data.heads.iter().zip(&raw).map(|(head, &raw)| head.curve.at(raw)).collect();
    Scores { raw, reported, active }
}

/// The known features of a document, each once, in order of their rows, each block scaled to length 1.
fn active(document: &Document<'_>, model: &Model) -> Vec<Active> {
    let mut active = Vec::with_capacity(document.tokens.len() * 12);
    emit_features(document, |feature| {
        if let Some(row) = model.row(feature.hash) {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let value = model.idf(row as usize);
            active.push(Active { row, value, first: feature.first, last: feature.last, block: feature.block });
        }
    });
    active.sort_by_key(|feature| (feature.row, feature.first));
    active.dedup_by_key(|feature| feature.row);
    for block in [Block::Words, Block::Pieces] {
        let of_block = |feature: &&mut Active| feature.block == block;
        let square: f32 =
            active.iter().filter(|feature| feature.block == block).map(|feature| feature.value * feature.value).sum();
        let scale = if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 };
        active.iter_mut().filter(of_block).for_each(|feature| feature.value *= scale);
    }
    active
}

impl Scores {
    pub(crate) fn raw(&self, head: usize) -> f64 {
        self.raw.get(head).copied().unwrap_or_default()
    }

    pub(crate) fn reported(&self, head: usize) -> f64 {
        self.reported.get(head).copied().unwrap_or_default()
    }

    /// Which places of the text carried a head's raw score; places and base add up to it.
    pub(crate) fn attribute<'t>(
        &self,
        document: &Document<'t>,
        model: &Model,
        effects: &RuleEffects,
        rules: &[RuleData],
        head: usize,
    ) -> Attribution<'t> {
        let step = model.data.heads.get(head).map_or(0.0, |head| f64::from(head.step));
        let mut shares = vec![0.0_f64; document.tokens.len()];
        for feature in &self.active {
            let weight = model.weight(feature.row as usize, head);
            let width = f64::from(feature.last - feature.first).max(1.0);
            let share = f64::from(feature.value) * f64::from(weight) * step / width;
            let tokens = shares.get_mut(feature.first as usize..feature.last as usize).unwrap_or_default();
            tokens.iter_mut().for_each(|token| *token += share);
        }
        let mut evidence: Vec<Evidence<'t>> = runs(&shares, &document.sentences)
            .into_iter()
            .map(|(first, last, sum)| {
                Evidence::new(document.text, document.span(first, last), Cow::Borrowed(MODEL_SOURCE), sum)
            })
            .collect();
        for fired in &document.matches {
            let effect = f64::from(effects.of(fired.rule).get(head).copied().unwrap_or_default());
            if effect.abs() > 0.05 {
                let id = rules.get(fired.rule).map(|rule| rule.id.clone()).unwrap_or_default();
                let span = document.span(fired.first, fired.last);
                evidence.push(Evidence::new(document.text, span, Cow::Owned(id), effect));
            }
        }
        evidence.sort_by(|a, b| {
            let strength = b.contribution.abs().total_cmp(&a.contribution.abs());
            strength.then(a.byte_start.cmp(&b.byte_start)).then_with(|| a.source.cmp(&b.source))
        });
        evidence.truncate(MOST_EVIDENCE);
        let carried: f64 = evidence.iter().map(|evidence| evidence.contribution).sum();
        Attribution { evidence, base: self.raw(head) - carried }
    }
}

/// Runs of neighbouring words that pull the same way and matter: first, one past the last, sum.
fn runs(shares: &[f64], sentences: &[usize]) -> Vec<(usize, usize, f64)> {
    let strongest = shares.iter().fold(0.0_f64, |strongest, share| strongest.max(share.abs()));
    let limit = (strongest * EVIDENCE_SHARE).max(1e-3);
    let mut runs: Vec<(usize, usize, f64)> = Vec::new();
    for (at, &share) in shares.iter().enumerate() {
        if share.abs() < limit {
            continue;
        }
        match runs.last_mut() {
            Some((_, last, sum))
                if *last == at && (*sum > 0.0) == (share > 0.0) && sentences.get(at) == sentences.get(at - 1) =>
            {
                *last = at + 1;
                *sum += share;
            }
            _ => runs.push((at, at + 1, share)),
        }
    }
    runs
}
