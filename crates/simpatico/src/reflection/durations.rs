//! Speed, to stand beside how customers were met and never alone.

use serde::{Deserialize, Serialize};

use crate::span::rounded_option;

/// Seconds of many waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Duration {
    /// Of so many.
    pub n: usize,
    /// The median, within 5 %: waits are counted in steps of an eighth of a doubling.
    #[serde(serialize_with = "rounded_option")]
    pub median_seconds: Option<f64>,
    /// The mean, which a single night can move far.
    #[serde(serialize_with = "rounded_option")]
    pub mean_seconds: Option<f64>,
}

/// Waiting and handling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Speed {
    /// From the customer's first turn to the first reply, where this agent gave it.
    pub first_reply: Duration,
    /// From a customer's turn to the reply.
    pub reply: Duration,
    /// From the first turn to the last, of conversations that no other agent had a part in.
    pub handling: Duration,
}

const STEPS_OF_A_DOUBLING: f64 = 8.0;
/// Enough for 136 years.
const STEPS: usize = 256;

/// Waits by their length.
#[derive(Clone, Debug)]
pub(crate) struct Durations {
    n: usize,
    sum: f64,
    steps: Vec<usize>,
}

impl Default for Durations {
    fn default() -> Self {
        Self { n: 0, sum: 0.0, steps: vec![0; STEPS] }
    }
}

impl Durations {
    pub(crate) fn add(&mut self, seconds: f64) {
        let step = libm::floor(libm::log2(1.0 + seconds.max(0.0)) * STEPS_OF_A_DOUBLING) as usize;
        if let Some(count) = self.steps.get_mut(step.min(STEPS - 1)) {
            *count += 1;
            self.n += 1;
            self.sum += seconds;
        }
    }

    pub(crate) fn duration(&self) -> Duration {
        let mut seen = 0;
        let middle = self.steps.iter().position(|count| {
            seen += count;
            seen * 2 > self.n
        });
        let seconds = |step: usize| libm::exp2((step as f64 + 0.5) / STEPS_OF_A_DOUBLING) - 1.0;
        Duration {
            n: self.n,
            median_seconds: middle.filter(|_| self.n > 0).map(seconds),
            mean_seconds: (self.n > 0).then(|| self.sum / self.n as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_does_not_mind_a_night() {
        let mut waits = Durations::default();
        [60.0, 58.0, 62.0, 40_000.0, 3.0].into_iter().for_each(|seconds| waits.add(seconds));
        let found = waits.duration();
        let median = found.median_seconds.unwrap();
        assert!((median - 60.0).abs() < 3.0, "{median}");
        assert!((found.mean_seconds.unwrap() - 8036.6).abs() < 1e-9);
        assert_eq!(found.n, 5);
        assert_eq!(Durations::default().duration(), Duration::default());
    }
}
