//! The course of a measure over the customer's turns: sentiment, and the risks that move with it.

use serde::{Deserialize, Serialize, Serializer};

use crate::span::{round4, rounded, rounded_option};

/// A value and the turn that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The turn's number, from 0.
    pub turn: usize,
    /// The value.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
}

/// How the customer's sentiment moved, each value from -1 to 1; `None` where no turn could be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SentimentCourse {
    /// The customer's turns that were judged.
    pub judged: usize,
    /// The whole, later turns weighing more: the k-th judged turn weighs k.
    #[serde(serialize_with = "rounded_option")]
    pub overall: Option<f64>,
    /// The first judged turn.
    #[serde(serialize_with = "rounded_option")]
    pub begin: Option<f64>,
    /// The last judged turn.
    #[serde(serialize_with = "rounded_option")]
    pub end: Option<f64>,
    /// The first of the lowest turns.
    pub lowest: Option<Point>,
    /// `(end - begin) / 2`, from -1 to 1.
    #[serde(serialize_with = "rounded_option")]
    pub trend: Option<f64>,
    /// `end` less the lowest score, from 0 to 2.
    #[serde(serialize_with = "rounded_option")]
    pub recovery: Option<f64>,
    /// Means of the four quarters of the judged turns, in order; `None` for a quarter without a turn.
    #[serde(serialize_with = "rounded_each")]
    pub quarters: [Option<f64>; 4],
}

fn rounded_each<S: Serializer>(values: &[Option<f64>; 4], serializer: S) -> Result<S::Ok, S::Error> {
    values.map(|value| value.map(round4)).serialize(serializer)
}

/// How a risk moved over the customer's judged turns, each value a probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskCourse {
    /// At the first judged turn.
    #[serde(serialize_with = "rounded")]
    pub begin: f64,
    /// At the last one.
    #[serde(serialize_with = "rounded")]
    pub end: f64,
    /// The first of the highest.
    pub highest: Point,
}

/// A running measure; its cost a turn and its size do not grow.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Course {
    judged: usize,
    weighted: f64,
    weights: f64,
    begin: Option<Point>,
    end: Option<Point>,
    lowest: Option<Point>,
    highest: Option<Point>,
}

impl Course {
    pub(crate) fn add(&mut self, turn: usize, score: f64) {
        let point = Point { turn, score };
        self.judged += 1;
        let weight = self.judged as f64;
        self.weighted += weight * score;
        self.weights += weight;
        self.begin.get_or_insert(point);
        self.end = Some(point);
        if self.lowest.is_none_or(|lowest| score < lowest.score) {
            self.lowest = Some(point);
        }
        if self.highest.is_none_or(|highest| score > highest.score) {
            self.highest = Some(point);
        }
    }

    pub(crate) fn judged(&self) -> usize {
        self.judged
    }

    pub(crate) fn end(&self) -> Option<f64> {
        self.end.map(|point| point.score)
    }

    pub(crate) fn overall(&self) -> Option<f64> {
        (self.judged > 0).then(|| self.weighted / self.weights)
    }

    /// The course as a result; `scores` are those of the judged turns that are kept.
    pub(crate) fn sentiment(&self, scores: &[f64]) -> SentimentCourse {
        let (begin, end) = (self.begin.map(|point| point.score), self.end());
        let both = begin.zip(end);
        SentimentCourse {
            judged: self.judged,
            overall: self.overall(),
            begin,
            end,
            lowest: self.lowest,
            trend: both.map(|(begin, end)| (end - begin) / 2.0),
            recovery: end.zip(self.lowest).map(|(end, lowest)| end - lowest.score),
            quarters: quarters(scores),
        }
    }

    pub(crate) fn risk(&self) -> Option<RiskCourse> {
        let (begin, end) = (self.begin?.score, self.end?.score);
        Some(RiskCourse { begin, end, highest: self.highest? })
    }
}

/// The k-th of n turns, from 0, is in quarter `4k / n`.
fn quarters(scores: &[f64]) -> [Option<f64>; 4] {
    let mut sums = [(0.0, 0_usize); 4];
    for (place, score) in scores.iter().enumerate() {
        if let Some((sum, count)) = sums.get_mut(place * 4 / scores.len()) {
            *sum += score;
            *count += 1;
        }
    }
    sums.map(|(sum, count)| (count > 0).then(|| sum / count as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(scores: &[f64]) -> SentimentCourse {
        let mut course = Course::default();
        scores.iter().enumerate().for_each(|(place, &score)| course.add(place * 2, score));
        course.sentiment(scores)
    }

    #[test]
    fn trend_recovery_and_the_end_weighted_mean() {
        let found = course(&[-0.5, -0.9, -0.9, 0.1, 0.7]);
        let overall = (-0.5 - 1.8 - 2.7 + 0.4 + 3.5) / 15.0;
        assert!((found.overall.unwrap() - overall).abs() < 1e-12);
        assert!((found.trend.unwrap() - 0.6).abs() < 1e-12);
        assert!((found.recovery.unwrap() - 1.6).abs() < 1e-12);
        assert_eq!((found.begin, found.end, found.judged), (Some(-0.5), Some(0.7), 5));
        assert_eq!(found.lowest, Some(Point { turn: 2, score: -0.9 }), "the first of two");
        let backwards = course(&[0.7, 0.1, -0.9, -0.9, -0.5]);
        assert!(backwards.overall.unwrap() < found.overall.unwrap(), "the end weighs more");
    }

    #[test]
    fn quarters_are_of_the_turns_in_order() {
        let of = |scores: &[f64]| course(scores).quarters;
        assert_eq!(of(&[]), [None; 4]);
        assert_eq!(of(&[0.5]), [Some(0.5), None, None, None]);
        assert_eq!(of(&[0.5, -0.5]), [Some(0.5), None, Some(-0.5), None]);
        assert_eq!(of(&[0.0, 1.0, -1.0, 0.5]), [Some(0.0), Some(1.0), Some(-1.0), Some(0.5)]);
        assert_eq!(of(&[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]), [Some(0.5), Some(0.0), Some(0.0), Some(0.5)]);
    }

    #[test]
    fn nothing_judged_gives_no_figures() {
        let found = course(&[]);
        assert_eq!(found, SentimentCourse::default());
        assert_eq!(Course::default().risk(), None);
    }

    #[test]
    fn a_risk_has_its_highest_point() {
        let mut risk = Course::default();
        [(1, 0.1), (3, 0.8), (5, 0.3)].into_iter().for_each(|(turn, score)| risk.add(turn, score));
        let highest = Point { turn: 3, score: 0.8 };
        assert_eq!(risk.risk(), Some(RiskCourse { begin: 0.1, end: 0.3, highest }));
    }
}
