//! Linear models: hashed features, 8-bit weights, one calibrated head a label.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// From a raw score to a reported one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Curve {
    /// `1 / (1 + exp(-(slope * raw + offset)))`: a calibrated probability.
    Logistic {
        /// Factor; above 0.
        slope: f32,
        /// Summand.
        offset: f32,
    },
    /// Straight lines between points of (raw, reported), flat outside them; raw values rise.
    Piecewise(Vec<(f32, f32)>),
}

/// What a model knows of one of its heads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadData {
    /// `family.label`.
    pub name: String,
    /// Raw score of a text without features.
    pub bias: f32,
    /// Value of one step of this head's 8-bit weights.
    pub step: f32,
    /// Raw to reported.
    pub curve: Curve,
    /// Asserted at or above this reported score.
    pub threshold: f32,
}

/// A score made of a head's own sum and of what the sums of other heads say: feelings tell a sentiment, and needs their
/// reasons, better than words alone. `own * sum + offset`, and `weight * logistic(sum)` for each other head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// The head whose raw score it replaces.
    pub head: String,
    /// Factor of the head's own sum.
    pub own: f32,
    /// Summand.
    pub offset: f32,
    /// Other heads, and their weights.
    pub parts: Vec<(String, f32)>,
}

/// A scale read off all heads together. From words alone its score is drawn to the middle wherever they leave doubt; that
/// somebody feels, needs or asks something tells apart what is neutral and what is only uncertain. For each step from one
/// level to the next stand the log-odds that the truth lies above it; the score is the mean of the levels: the lowest plus
/// the probabilities of the steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    /// The graded head whose raw score it replaces.
    pub head: String,
    /// The lowest level.
    pub lowest: f32,
    /// Other heads that speak for it.
    pub parts: Vec<String>,
    /// From the lowest step up, what each of [`Levels::terms`] counts.
    pub steps: Vec<Vec<f32>>,
}

impl Levels {
    /// What the log-odds of a step are made of: 1, the head's own raw score from the scale's `middle` on, its size, its square,
    /// and what others say: the logistic function of their raw scores.
    pub fn terms(own: f64, middle: f64, said: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
        let own = own - middle;
        [1.0, own, own.abs(), own * own].into_iter().chain(said)
    }
}

/// What training adds to the authored effect of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleWeight {
    /// The rule's id.
    pub rule: String,
    /// One summand a head.
    pub weights: Vec<f32>,
}

/// A model as it stands in a pack.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelData {
    /// Its heads.
    pub heads: Vec<HeadData>,
    /// Heads that others speak for too; all are made of sums as they were before.
    pub stacks: Vec<Stack>,
    /// Scales read off all heads, made of scores as the stacks leave them.
    pub levels: Vec<Levels>,
    /// Names of the signals that it weighs (see `detect::signals`).
    pub signals: Vec<String>,
    /// `signals x heads` weights.
    pub signal_weights: Vec<f32>,
    /// Learned summands for rules.
    pub rule_weights: Vec<RuleWeight>,
    /// Hashes of the features, rising.
    pub features: Vec<u32>,
    /// Inverse document frequency of each feature, in steps of [`Model::IDF_STEP`].
    pub idf: Vec<u8>,
    /// `features x heads` signed bytes, in steps of each head; the embedded pack's are read where they lie.
    #[serde(skip)]
    pub weights: Cow<'static, [u8]>,
}

/// The word-level language model: positive weights speak for Spanish.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LanguageData {
    /// Value of one step.
    pub step: f32,
    /// Log-odds of Spanish before any feature.
    pub bias: f32,
    /// One weight a bucket; their number is a power of two.
    pub weights: Vec<i8>,
}

/// How the empathy score is made of its named terms (see `score::empathy`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmpathyData {
    /// Terms and their weights, in levels of 0 to 4.
    pub weights: Vec<(String, f32)>,
    /// From the sum to 0 to 1.
    pub curve: Curve,
    /// Standard deviation of the sum around the truth.
    pub spread: f32,
}

impl Default for EmpathyData {
    fn default() -> Self {
        Self { weights: Vec::new(), curve: Curve::Piecewise(vec![(0.0, 0.0), (4.0, 1.0)]), spread: 1.0 }
    }
}

/// How the coverage of a message's needs is read off a reply's named terms (see `score::coverage`): log-odds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoverageData {
    /// That the needs are left open.
    pub open: Vec<(String, f32)>,
    /// That they are answered.
    pub answered: Vec<(String, f32)>,
}

/// A model, checked and ready.
#[derive(Debug)]
pub struct Model {
    pub(crate) data: ModelData,
    /// For each value of a hash's upper 16 bits, where its features start.
    index: Vec<u32>,
}

impl Model {
    /// Value of one step of a stored inverse document frequency.
    pub const IDF_STEP: f32 = 0.05;

    /// Checks a model's sizes and values and indexes its features.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where sizes disagree, features are not sorted or a number is not finite.
    pub fn new(data: ModelData) -> Result<Self, Error> {
        let (heads, features) = (data.heads.len(), data.features.len());
        let sizes = [
            ("inverse document frequencies", data.idf.len(), Some(features)),
            ("weights", data.weights.len(), heads.checked_mul(features)),
            ("signal weights", data.signal_weights.len(), heads.checked_mul(data.signals.len())),
        ];
        for (what, got, want) in sizes {
            if Some(got) != want {
                return Err(Error::data(format!("{got} {what} for {heads} heads and {features} features")));
            }
        }
        if !data.features.is_sorted_by(|a, b| a < b) {
            return Err(Error::data("model features are not in rising order"));
        }
        let rule_sizes_agree = data.rule_weights.iter().all(|rule| rule.weights.len() == heads);
        if !rule_sizes_agree {
            return Err(Error::data("rule weights disagree with the number of heads"));
        }
        let rule_numbers = data.rule_weights.iter().flat_map(|rule| &rule.weights);
        let head_numbers = data.heads.iter().flat_map(|head| [&head.bias, &head.step, &head.threshold]);
        if !data.signal_weights.iter().chain(rule_numbers).chain(head_numbers).all(|number| number.is_finite()) {
            return Err(Error::data("a model weight is not a finite number"));
        }
        for head in &data.heads {
            let is_sound = match &head.curve {
                Curve::Logistic { slope, offset } => *slope > 0.0 && slope.is_finite() && offset.is_finite(),
                Curve::Piecewise(points) => {
                    !points.is_empty()
                        && points.iter().all(|(raw, value)| raw.is_finite() && value.is_finite())
                        && points.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1)
                }
            };
            if !is_sound {
                return Err(Error::data(format!("the curve of head {:?} does not rise", head.name)));
            }
        }
        let mut index = Vec::with_capacity((1 << 16) + 1);
        let mut place = 0;
        for upper in 0..=u32::from(u16::MAX) {
            index.push(place);
            while data.features.get(place as usize).is_some_and(|hash| hash >> 16 == upper) {
                place += 1;
            }
        }
        index.push(place);
        Ok(Self { data, index })
    }

    /// The row of a feature, where the model knows it.
    pub(crate) fn row(&self, hash: u32) -> Option<usize> {
        let upper = (hash >> 16) as usize;
        let range = *self.index.get(upper)? as usize..*self.index.get(upper + 1)? as usize;
        let start = range.start;
        self.data.features.get(range)?.iter().position(|&feature| feature == hash).map(|at| start + at)
    }

    /// Inverse document frequency of a row.
    pub(crate) fn idf(&self, row: usize) -> f32 {
        self.data.idf.get(row).map_or(0.0, |&steps| f32::from(steps) * Self::IDF_STEP)
    }

    /// The weights of a row in steps, one a head.
    pub(crate) fn weights(&self, row: usize) -> impl Iterator<Item = i8> {
        let heads = self.data.heads.len();
        let bytes = self.data.weights.get(row * heads..(row + 1) * heads).unwrap_or_default();
        bytes.iter().map(|&byte| byte.cast_signed())
    }

    /// Checks that the model weighs these signals in this order: another order would be read as other weights.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where it does not.
    pub(crate) fn check_signals(&self, known: &[&str]) -> Result<(), Error> {
        if self.data.signals.iter().map(String::as_str).eq(known.iter().copied()) {
            return Ok(());
        }
        Err(Error::data(format!(
            "the model weighs the signals {:?}, this library measures {known:?}",
            self.data.signals
        )))
    }

    /// The place of a head.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where the model has none of this name.
    pub(crate) fn head(&self, name: &str) -> Result<usize, Error> {
        let place = self.data.heads.iter().position(|head| head.name == name);
        place.ok_or_else(|| Error::data(format!("no head {name:?} in the model")))
    }
}

/// The probability of these log-odds.
pub(crate) fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-sum))
}

impl Curve {
    /// The reported score of a raw one.
    #[must_use]
    pub fn at(&self, raw: f64) -> f64 {
        match self {
            Self::Logistic { slope, offset } => logistic(f64::from(*slope) * raw + f64::from(*offset)),
            Self::Piecewise(points) => {
                let mut before: Option<(f64, f64)> = None;
                for &(x, y) in points {
                    let (x, y) = (f64::from(x), f64::from(y));
                    if raw <= x {
                        return match before {
                            Some((x0, y0)) => y0 + (y - y0) * (raw - x0) / (x - x0),
                            None => y,
                        };
                    }
                    before = Some((x, y));
                }
                before.map_or(0.0, |(_, y)| y)
            }
        }
    }
}

impl Curve {
    /// The raw score at which a rising curve reports `value`; the nearest one where it never does.
    #[must_use]
    pub fn inverse(&self, value: f64) -> f64 {
        match self {
            Self::Logistic { slope, offset } => {
                let odds = value.clamp(1e-6, 1.0 - 1e-6);
                (libm::log(odds / (1.0 - odds)) - f64::from(*offset)) / f64::from(*slope)
            }
            Self::Piecewise(points) => {
                let mirrored: Vec<(f32, f32)> = points.iter().map(|&(raw, reported)| (reported, raw)).collect();
                Self::Piecewise(mirrored).at(value)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(features: Vec<u32>, weights: Vec<u8>) -> Result<Model, Error> {
        let head = HeadData {
            name: "emotions.anger".to_owned(),
            bias: 0.0,
            step: 0.1,
            curve: Curve::Logistic { slope: 1.0, offset: 0.0 },
            threshold: 0.5,
        };
        let idf = vec![20; features.len()];
        Model::new(ModelData { heads: vec![head], features, idf, weights: weights.into(), ..ModelData::default() })
    }

    #[test]
    fn rows_are_found_and_sizes_are_checked() {
        let sound = model(vec![1, 0x0001_0002, u32::MAX], vec![1, 2, 3]).unwrap();
        assert_eq!(sound.row(0x0001_0002), Some(1));
        assert_eq!(sound.row(u32::MAX), Some(2));
        assert_eq!(sound.row(2), None);
        assert_eq!(sound.weights(2).collect::<Vec<_>>(), [3]);
        assert!(model(vec![2, 1], vec![1, 2]).unwrap_err().to_string().contains("rising"));
        assert!(model(vec![1, 2], vec![1]).unwrap_err().to_string().contains("1 weights for 1 heads and 2 features"));
    }

    #[test]
    fn curves_are_monotone_and_flat_outside() {
        let curve = Curve::Piecewise(vec![(-1.0, -0.5), (1.0, 0.5)]);
        assert_eq!(curve.at(-9.0), -0.5);
        assert_eq!(curve.at(0.0), 0.0);
        assert_eq!(curve.at(9.0), 0.5);
        assert_eq!(curve.inverse(0.25), 0.5);
        assert_eq!(Curve::Logistic { slope: 2.0, offset: 0.0 }.at(0.0), 0.5);
    }
}
