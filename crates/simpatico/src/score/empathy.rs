//! The empathy of a reply: a published sum over what was called for and given, then the caps of the codebook.

use serde::{Deserialize, Serialize};

use crate::data::{Curve, EmpathyData};
use crate::error::Error;
use crate::label::{Antipattern, EmpathyLevel, Label, Technique};
use crate::score::rubric::Rubric;
use crate::score::signals::CustomerState;
use crate::score::terms::{in_order, sum};
use crate::span::rounded;

/// How well a reply meets the customer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Empathy {
    /// 0 to 100; the codebook's levels 0 to 4 stand at 0, 25, 50, 75 and 100.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Low below 37.5, medium below 62.5, high from there on; a rubric of your own may set other borders.
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
    /// How long the reply is, see [`super::Said::length`].
    pub length: f64,
}

impl Ingredients {
    /// From the probabilities of a reply: `given` holds level 1 or more and level 2 for each technique. The library and
    /// its trainer both come through here.
    #[must_use]
    pub fn new(
        state: &CustomerState,
        given: impl IntoIterator<Item = (f64, f64)>,
        harmed: Vec<f64>,
        coverage: f64,
        wording: f64,
        length: f64,
    ) -> Self {
        Self {
            needed: state.needed.iter().map(|&needed| f64::from(needed)).collect(),
            given: given.into_iter().map(|(given, strong)| (given.max(strong) + strong) / 2.0).collect(),
            harmed,
            coverage: coverage.clamp(0.0, 1.0),
            wording,
            distress: f64::from((-state.sentiment).max(0.0).max(state.vulnerability)),
            length,
        }
    }

    /// The values of the sum's terms, in the order of [`term_names`].
    pub fn terms(&self) -> impl Iterator<Item = f64> {
        let whole = [1.0, self.wording, self.coverage, self.distress, self.length];
        let techniques = self.needed.iter().zip(&self.given);
        let techniques = techniques.flat_map(|(needed, given)| {
            let missed = needed * (1.0 - given);
            [needed * given, (1.0 - needed) * given, missed, missed * self.distress]
        });
        let harm = self.harmed.iter().flat_map(|harmed| [*harmed, harmed * self.distress]);
        whole.into_iter().chain(techniques).chain(harm)
    }
}

/// Names of the sum's terms. Training weighs them: `met` and `extra` never below 0, `missed`, `harm` (in distress
/// as well) and `length` never above.
#[must_use]
pub fn term_names() -> Vec<String> {
    let mut names: Vec<String> = ["base", "wording", "coverage", "distress", "length"].map(str::to_owned).to_vec();
    for technique in Technique::ALL {
        names.extend(["met", "extra", "missed", "missed_in_distress"].map(|part| format!("{part}.{technique}")));
    }
    for antipattern in Antipattern::ALL {
        names.extend(["harm", "harm_in_distress"].map(|part| format!("{part}.{antipattern}")));
    }
    names
}

/// The sum, its weights put in the order of its terms once.
#[derive(Debug)]
pub(crate) struct Formula {
    weights: Vec<f64>,
    curve: Curve,
    spread: f64,
}

impl Formula {
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where a weight is for a term that there is not.
    pub(crate) fn new(data: &EmpathyData) -> Result<Self, Error> {
        let weights = in_order(&term_names(), &data.weights)?;
        Ok(Self { weights, curve: data.curve.clone(), spread: f64::from(data.spread) })
    }

    /// The sum, in levels of 0 to 4.
    pub(crate) fn sum(&self, parts: &Ingredients) -> f64 {
        sum(parts.terms(), &self.weights)
    }

    /// The points that a sum stands for, 0 to 100.
    pub(crate) fn points(&self, sum: f64) -> f64 {
        (self.curve.at(sum) * 100.0).clamp(0.0, 100.0)
    }

    /// A score with its level by the rubric's borders; `sum` says how sure the level is.
    pub(crate) fn empathy(&self, sum: f64, score: f64, rubric: &Rubric) -> Empathy {
        let level = rubric.level(score);
        let below = |border: f64| {
            let distance = self.curve.inverse(border / 100.0) - sum;
            0.5 * (1.0 + libm::erf(distance / (self.spread.max(1e-3) * core::f64::consts::SQRT_2)))
        };
        let (medium, high) = rubric.borders;
        let confidence = match level {
            EmpathyLevel::Low => below(medium),
            EmpathyLevel::Medium => below(high) - below(medium),
            EmpathyLevel::High => 1.0 - below(high),
        };
        Empathy { score, level, confidence }
    }
}
