//! The empathy of a reply: a published sum over what was called for and given, then the caps of the codebook.

use serde::{Deserialize, Serialize};

use crate::data::{Curve, EmpathyData};
use crate::label::{Antipattern, EmpathyLevel, Label, Technique};
use crate::span::rounded;

/// How well a reply meets the customer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Empathy {
    /// 0 to 100; the codebook's levels 0 to 4 stand at 0, 25, 50, 75 and 100.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Low below 37.5, medium below 62.5, high from there on.
    pub level: EmpathyLevel,
    /// Probability that the level is right, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
}

/// What the sum is made of.
#[derive(Clone, Debug, Default)]
pub struct Ingredients {
    /// For each technique the probability that it was called for.
    pub needed: Vec<f64>,
    /// For each technique its expected level over 2, from 0 to 1.
    pub given: Vec<f64>,
    /// For each antipattern its probability.
    pub harmed: Vec<f64>,
    /// How far the needs were answered, 0 to 1.
    pub coverage: f64,
    /// What the reply's wording alone suggests, in levels of 0 to 4.
    pub wording: f64,
    /// How badly the customer feels, 0 to 1.
    pub distress: f64,
}

/// The named terms of the sum. Training weighs them: `met` and `extra` never below 0, `harm` never above.
#[must_use]
pub fn ingredients(parts: &Ingredients) -> Vec<(String, f64)> {
    let mut terms = vec![
        ("base".to_owned(), 1.0),
        ("wording".to_owned(), parts.wording),
        ("coverage".to_owned(), parts.coverage),
        ("distress".to_owned(), parts.distress),
    ];
    for (technique, (&needed, &given)) in Technique::ALL.iter().zip(parts.needed.iter().zip(&parts.given)) {
        terms.push((format!("met.{technique}"), needed * given));
        terms.push((format!("extra.{technique}"), (1.0 - needed) * given));
        terms.push((format!("missed.{technique}"), needed * (1.0 - given)));
    }
    for (antipattern, &harmed) in Antipattern::ALL.iter().zip(&parts.harmed) {
        terms.push((format!("harm.{antipattern}"), harmed));
        terms.push((format!("harm_in_distress.{antipattern}"), harmed * parts.distress));
    }
    terms
}

/// Highest score of a reply that carries one severe antipattern, or warm words without the step that was called for:
/// the top of level 1.
pub(crate) const CAP: f64 = 37.4;

/// The sum, in levels, before its curve and caps.
pub(crate) fn sum(parts: &Ingredients, data: &EmpathyData) -> f64 {
    let weight =
        |name: &str| data.weights.iter().find(|(known, _)| known == name).map_or(0.0, |&(_, weight)| f64::from(weight));
    ingredients(parts).iter().map(|(name, value)| weight(name) * value).sum()
}

/// Scores a sum; `is_capped` holds it at the top of level 1.
pub(crate) fn empathy(raw: f64, is_capped: bool, data: &EmpathyData) -> Empathy {
    let reported = (data.curve.at(raw) * 100.0).clamp(0.0, 100.0);
    let score = if is_capped { reported.min(CAP) } else { reported };
    let level = match score {
        s if s < 37.5 => EmpathyLevel::Low,
        s if s < 62.5 => EmpathyLevel::Medium,
        _ => EmpathyLevel::High,
    };
    Empathy { score, level, confidence: confidence(raw, level, &data.curve, f64::from(data.spread)) }
}

fn confidence(raw: f64, level: EmpathyLevel, curve: &Curve, spread: f64) -> f64 {
    let below = |border: f64| {
        0.5 * (1.0 + libm::erf((curve.inverse(border) - raw) / (spread.max(1e-3) * core::f64::consts::SQRT_2)))
    };
    match level {
        EmpathyLevel::Low => below(0.375),
        EmpathyLevel::Medium => below(0.625) - below(0.375),
        EmpathyLevel::High => 1.0 - below(0.625),
    }
}
