//! Scales that are read off all heads together: see [`Levels`].

use std::collections::HashMap;

use crate::data::{HeadData, Levels, logistic};
use crate::error::Error;

/// What another head reports of a text that says nothing of it; its share in a scale counts from there.
const IDLE: f64 = 0.02;

/// The terms of a step that are not another head's.
const OWN_TERMS: usize = 4;

/// The [`Levels`] of a model, by the places of their heads.
#[derive(Clone, Debug, Default)]
pub struct Scales(Vec<Scale>);

#[derive(Clone, Debug)]
struct Scale {
    head: usize,
    lowest: f64,
    middle: f64,
    parts: Vec<Part>,
    steps: Vec<Vec<f32>>,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    head: usize,
    /// Its raw score in a text that says nothing of it, and what it says then.
    idle: f64,
    idly_said: f64,
}

/// What every head says before scales are read off: raw scores, and the logistic function of each. Nothing where there is no
/// scale.
#[derive(Debug, Default)]
pub struct Told {
    raw: Vec<f64>,
    said: Vec<f64>,
}

/// A head that a scale's score comes from, and what it counts in it.
pub(crate) type Factor = (usize, f64);

impl Scales {
    /// Checks the levels of a model with these heads.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where a head is unknown, or numbers are too few or not finite.
    pub fn new(levels: &[Levels], heads: &[HeadData]) -> Result<Self, Error> {
        let places: HashMap<&str, usize> = heads.iter().map(|head| head.name.as_str()).zip(0..).collect();
        let place = |name: &str| {
            let place = places.get(name).copied();
            place.ok_or_else(|| Error::data(format!("a scale is made of {name:?}, which is no head")))
        };
        let scale = |levels: &Levels| {
            let terms = OWN_TERMS + levels.parts.len();
            let is_sound = |step: &Vec<f32>| step.len() == terms && step.iter().all(|weight| weight.is_finite());
            if !levels.lowest.is_finite() || !levels.steps.iter().all(is_sound) {
                return Err(Error::data(format!(
                    "the levels of {:?} are not {terms} finite numbers a step",
                    levels.head
                )));
            }
            let part = |name: &String| {
                let head = place(name)?;
                let idle = heads.get(head).map_or(0.0, |head| head.curve.inverse(IDLE));
                Ok(Part { head, idle, idly_said: logistic(idle) })
            };
            let lowest = f64::from(levels.lowest);
            Ok(Scale {
                head: place(&levels.head)?,
                lowest,
                middle: lowest + levels.steps.len() as f64 / 2.0,
                parts: levels.parts.iter().map(part).collect::<Result<_, Error>>()?,
                steps: levels.steps.clone(),
            })
        };
        levels.iter().map(scale).collect::<Result<_, Error>>().map(Self)
    }

    /// Puts the mean of its levels in the place of each scale's raw score. All are made of the raw scores as they were, which it
    /// gives back.
    pub fn apply(&self, raw: &mut [f64]) -> Told {
        if self.0.is_empty() {
            return Told::default();
        }
        let told = Told { raw: raw.to_vec(), said: raw.iter().map(|&raw| logistic(raw)).collect() };
        for scale in &self.0 {
            if let Some(raw) = raw.get_mut(scale.head) {
                *raw = scale.mean(&told, scale.own(&told));
            }
        }
        told
    }

    /// What a scale's score is made of, its own sum first, then the others that say most: each head counts by the slope from a
    /// text that says nothing of it to this one; at most `most` others, that add `least` points or more. `None` where no
    /// scale is read off this head.
    pub(crate) fn factors(&self, told: &Told, head: usize, most: usize, least: f64) -> Option<Vec<Factor>> {
        let scale = self.0.iter().find(|scale| scale.head == head)?;
        let own = scale.own(told);
        let probabilities: Vec<f64> = scale.probabilities(told, own).collect();
        let risen = scale.lowest + probabilities.iter().sum::<f64>() - scale.mean(told, 0.0);
        let of_own = if own.abs() > 1e-6 { (risen / own).max(0.0) } else { 0.0 };
        let mut others: Vec<(f64, Factor)> = Vec::new();
        for (place, part) in scale.parts.iter().enumerate() {
            let weights = scale.steps.iter().map(|step| step.get(OWN_TERMS + place).copied().unwrap_or_default());
            let slope: f64 =
                probabilities.iter().zip(weights).map(|(p, weight)| p * (1.0 - p) * f64::from(weight)).sum();
            let now = told.raw.get(part.head).copied().unwrap_or_default();
            let added = slope * (told.said.get(part.head).copied().unwrap_or_default() - part.idly_said);
            if added.abs() >= least && now - part.idle > 1e-6 {
                others.push((added.abs(), (part.head, added / (now - part.idle))));
            }
        }
        others.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.0.cmp(&b.1.0)));
        let others = others.into_iter().take(most).map(|(_, factor)| factor);
        Some(std::iter::once((head, of_own)).chain(others).collect())
    }

    /// The levels of a scale and the probability of each, from the lowest up. `None` where no scale is read off this head.
    pub(crate) fn levels(&self, told: &Told, head: usize) -> Option<Vec<(f64, f64)>> {
        let scale = self.0.iter().find(|scale| scale.head == head)?;
        let mut levels = Vec::with_capacity(scale.steps.len() + 1);
        // Steps are fitted apart: what lies above a step lies above those below it.
        let mut above = 1.0_f64;
        let mut level = scale.lowest;
        for next in scale.probabilities(told, scale.own(told)) {
            let next = next.min(above);
            levels.push((level, above - next));
            above = next;
            level += 1.0;
        }
        levels.push((level, above));
        Some(levels)
    }
}

impl Scale {
    fn own(&self, told: &Told) -> f64 {
        told.raw.get(self.head).copied().unwrap_or_default()
    }

    /// Of each step, that the truth lies above it.
    fn probabilities(&self, told: &Told, own: f64) -> impl Iterator<Item = f64> {
        let others = self.parts.iter().map(|part| told.said.get(part.head).copied().unwrap_or_default());
        let terms: Vec<f64> = Levels::terms(own, self.middle, others).collect();
        let sum = move |step: &Vec<f32>| -> f64 { step.iter().zip(&terms).map(|(&w, term)| f64::from(w) * term).sum() };
        self.steps.iter().map(move |step| logistic(sum(step)))
    }

    fn mean(&self, told: &Told, own: f64) -> f64 {
        self.lowest + self.probabilities(told, own).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Curve;

    fn heads() -> Vec<HeadData> {
        let head = |name: &str| HeadData {
            name: name.to_owned(),
            bias: 0.0,
            step: 1.0,
            curve: Curve::Logistic { slope: 1.0, offset: 0.0 },
            threshold: 0.5,
        };
        vec![head("sentiment"), head("emotions.anger")]
    }

    /// Two steps: from negative to neutral, from neutral to positive; anger speaks against both.
    fn levels() -> Levels {
        let step = |summand: f32| vec![summand, 2.0, 0.0, 0.0, -4.0];
        let parts = vec!["emotions.anger".to_owned()];
        Levels { head: "sentiment".to_owned(), lowest: -1.0, parts, steps: vec![step(2.0), step(-2.0)] }
    }

    #[test]
    fn the_score_is_the_mean_of_the_levels() {
        let scales = Scales::new(&[levels()], &heads()).unwrap();
        let mean = |own: f64, anger: f64| {
            let mut raw = [own, anger];
            scales.apply(&mut raw);
            assert_eq!(raw[1], anger);
            raw[0]
        };
        assert!((mean(0.0, -40.0)).abs() < 1e-9);
        assert!((mean(9.0, -40.0) - 1.0).abs() < 1e-4 && (mean(-9.0, -40.0) + 1.0).abs() < 1e-4);
        assert!(mean(0.0, 4.0) < -0.7);
    }

    #[test]
    fn heads_count_by_what_they_add() {
        let scales = Scales::new(&[levels()], &heads()).unwrap();
        let factors = |mut raw: [f64; 2]| scales.factors(&scales.apply(&mut raw), 0, 3, 0.1).unwrap();
        let quiet = factors([0.5, -4.0]);
        assert!(quiet.len() == 1 && quiet[0].1 > 0.0, "{quiet:?}");
        let angry = factors([0.5, 2.0]);
        assert!(angry.len() == 2 && angry[1].0 == 1 && angry[1].1 < 0.0, "{angry:?}");
        assert!(scales.factors(&scales.apply(&mut [0.5, 2.0]), 1, 3, 0.1).is_none());
    }

    #[test]
    fn levels_are_probable_together() {
        let scales = Scales::new(&[levels()], &heads()).unwrap();
        let levels = scales.levels(&scales.apply(&mut [0.5, 1.0]), 0).unwrap();
        assert_eq!(levels.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [-1.0, 0.0, 1.0]);
        assert!((levels.iter().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-9 && levels[0].1 > 0.4, "{levels:?}");
    }

    #[test]
    fn levels_of_unknown_heads_or_endless_numbers_are_refused() {
        let mut unknown = levels();
        unknown.parts = vec!["emotions.hunger".to_owned()];
        let mut short = levels();
        short.steps[1].pop();
        let mut endless = levels();
        endless.steps[0][1] = f32::NAN;
        for broken in [unknown, short, endless] {
            let error = Scales::new(std::slice::from_ref(&broken), &heads()).unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::InvalidData, "{broken:?}");
        }
    }
}
