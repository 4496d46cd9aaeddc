//! From raw scores to probabilities, bands and thresholds, on out-of-fold scores only.

use simpatico::Antipattern;
use simpatico::data::Curve;

use super::matrix::{Example, Loss, Matrix, fit};
use crate::metrics::{Counts, best_borders};

/// Penalty on the square of a head's summand for our own rows: it moves where there are many of both.
pub(crate) const PENALTY_OURS: f32 = 4.0;

/// What exact agreement counts beside quadratic kappa when borders are chosen: kappa alone leaves them loose.
const ACCURACY_SHARE: f64 = 0.1;

/// A row with an out-of-fold score and a target.
pub(crate) struct Known {
    pub(crate) raw: f64,
    pub(crate) target: f32,
    pub(crate) is_ours: bool,
}

impl Known {
    pub(crate) fn is_true(&self) -> bool {
        self.target >= 0.5
    }
}

/// Platt's scaling with his smoothed targets; the slope stays above 0. Beside the curve, which is that of support's rows,
/// what raw scores of our own have to be moved by: our writers give some labels more readily than support's annotators,
/// in whose place the model stands.
pub(crate) fn platt(rows: &[Known]) -> (Curve, f64) {
    let positives = rows.iter().filter(|row| row.is_true()).count() as f32;
    let negatives = rows.len() as f32 - positives;
    let (high, low) = ((positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0));
    let mut matrix = Matrix::default();
    let mut examples = Vec::new();
    for (row, known) in rows.iter().enumerate() {
        let raw = known.raw as f32;
        matrix.push([(0, raw), (1, 1.0), (2, f32::from(u8::from(known.is_ours)))]);
        let target = if known.is_true() { high } else { low };
        examples.push(Example { row, target, offset: raw, weight: 1.0 });
    }
    let weights = fit(&matrix, &examples, Loss::Logistic, &[1e-3, 1e-3, PENALTY_OURS]);
    let slope = (1.0 + weights[0]).max(0.05);
    (Curve::Logistic { slope, offset: weights[1] }, f64::from(weights[2] / slope))
}

/// A threshold for each label of a family: half way between what serves the family's micro-F1 and the label's own F1,
/// since a rare label's own best threshold is mostly noise.
pub(crate) fn thresholds(scores: &[Vec<f64>], truths: &[Vec<bool>]) -> Vec<f64> {
    let grid: Vec<f64> = (10..=70).map(|step| f64::from(step) / 100.0).collect();
    let counts = |scores: &[f64], truth: &[bool], threshold: f64| {
        let mut counts = Counts::default();
        scores.iter().zip(truth).for_each(|(&score, &truth)| counts.add(truth, score >= threshold));
        counts
    };
    let best = |value: &dyn Fn(f64) -> f64| {
        let mut best = (0.0, 0.4);
        for &threshold in &grid {
            let f1 = value(threshold);
            if f1 > best.0 {
                best = (f1, threshold);
            }
        }
        best.1
    };
    let common = best(&|threshold| {
        let mut all = Counts::default();
        scores.iter().zip(truths).for_each(|(s, t)| all.merge(counts(s, t, threshold)));
        all.f1()
    });
    let own = |(s, t): (&Vec<f64>, &Vec<bool>)| {
        let own = best(&|threshold| counts(s, t, threshold).f1());
        (common + own) / 2.0
    };
    scores.iter().zip(truths).map(own).collect()
}

/// The threshold of a head where F1 asks for `threshold`: a severe antipattern caps a reply's score, so it is asserted
/// only where it is more likely than not.
pub(crate) fn asserted_from(head: &str, threshold: f64) -> f32 {
    let antipattern = head.strip_prefix("antipatterns.").and_then(|name| name.parse::<Antipattern>().ok());
    let is_severe = antipattern.is_some_and(Antipattern::is_severe);
    (if is_severe { threshold.max(0.5) } else { threshold }) as f32
}

/// The curve of a scale of whole steps from `low` to `high`, by raw scores and targets. Borders rest on the mixture of classes,
/// which is that of support only in its own rows: these are the ones to give.
pub(crate) fn scale_curve(name: &str, low: i32, high: i32, rows: impl Iterator<Item = (f64, f32)>) -> Curve {
    let (raw, classes): (Vec<f64>, Vec<usize>) =
        rows.map(|(raw, target)| (raw, (target as i32 - low) as usize)).unzip();
    let (reported, ends) = scale(name, (high - low + 1) as usize);
    graded(&raw, &classes, &reported, ends)
}

/// Reported values of the borders between classes, and of the ends of the scale.
fn scale(name: &str, classes: usize) -> (Vec<f64>, (f64, f64)) {
    if name == "sentiment" {
        return (vec![-0.6, -0.2, 0.2, 0.6], (-1.0, 1.0));
    }
    let last = (classes - 1) as f64;
    ((1..classes).map(|border| (border as f64 - 0.5) / last).collect(), (0.0, 1.0))
}

/// A rising curve that puts the borders between classes at `reported`, and the ends at `low` and `high`. What is reported of a
/// scale with two signs keeps the sign of the raw score, wherever between the borders of neutral that is.
fn graded(raw: &[f64], truth: &[usize], reported: &[f64], (low, high): (f64, f64)) -> Curve {
    let borders = best_borders(raw, truth, reported.len() + 1, ACCURACY_SHARE);
    let mut sorted = raw.to_vec();
    sorted.sort_by(f64::total_cmp);
    let first = sorted[sorted.len() / 100].min(borders[0] - 0.2);
    let last = sorted[sorted.len() - 1 - sorted.len() / 100].max(borders[borders.len() - 1] + 0.2);
    let mut points = vec![(first as f32, low as f32)];
    points.extend(borders.iter().zip(reported).map(|(&border, &value)| (border as f32, value as f32)));
    points.push((last as f32, high as f32));
    let zero = points.partition_point(|&(_, value)| value < 0.0);
    if zero > 0 && points[zero - 1].0 < 0.0 && points[zero].0 > 0.0 {
        points.insert(zero, (0.0, 0.0));
    }
    Curve::Piecewise(points)
}

/// Pooled standard deviation of raw scores within their true class.
pub(crate) fn spread(raw: &[f64], truth: &[usize], classes: usize) -> f64 {
    let mut sums = vec![(0.0, 0.0); classes];
    for (&x, &t) in raw.iter().zip(truth) {
        sums[t].0 += x;
        sums[t].1 += 1.0;
    }
    let squares: f64 = raw.iter().zip(truth).map(|(&x, &t)| (x - sums[t].0 / sums[t].1).powi(2)).sum();
    (squares / raw.len().max(1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platt_finds_the_odds_of_support() {
        // Three of four of support's rows are right at 1, one of four at -1; ours have more that are right.
        let of_support = (0..400).map(|i| Known {
            raw: if i % 2 == 0 { 1.0 } else { -1.0 },
            target: f32::from(u8::from(if i % 2 == 0 { i % 8 != 0 } else { i % 8 == 1 })),
            is_ours: false,
        });
        let ours = (0..4000).map(|i| Known { raw: 0.0, target: f32::from(u8::from(i % 3 != 0)), is_ours: true });
        let (curve, moved) = platt(&of_support.chain(ours).collect::<Vec<_>>());
        assert!((curve.at(1.0) - 0.75).abs() < 0.02, "{}", curve.at(1.0));
        assert!((curve.at(-1.0) - 0.25).abs() < 0.02, "{}", curve.at(-1.0));
        assert!((curve.at(moved) - 0.667).abs() < 0.02, "{}", curve.at(moved));
    }

    #[test]
    fn the_sign_of_a_raw_score_is_kept() {
        // Neutral lies from -0.9 to 0.3; its middle is below zero.
        let raw: Vec<f64> = (0..=40).map(|i| f64::from(i) / 10.0 - 2.0).collect();
        let truth: Vec<usize> = raw.iter().map(|&raw| usize::from(raw > -0.85) + usize::from(raw > 0.35)).collect();
        let curve = graded(&raw, &truth, &[-0.2, 0.2], (-1.0, 1.0));
        assert!(curve.at(-0.1) < 0.0 && curve.at(0.1) > 0.0 && curve.at(0.0).abs() < 1e-6, "{curve:?}");
        assert!((curve.at(-0.85) + 0.2).abs() < 0.05 && (curve.at(0.35) - 0.2).abs() < 0.05, "{curve:?}");
        // A scale without a negative side has no such point.
        let Curve::Piecewise(points) = graded(&raw, &truth, &[0.25, 0.75], (0.0, 1.0)) else { panic!("no points") };
        assert_eq!(points.len(), 4);
    }

    #[test]
    fn thresholds_serve_f1() {
        let got = thresholds(&[vec![0.9, 0.6, 0.3, 0.1]], &[vec![true, true, false, false]]);
        assert!(got[0] > 0.3 && got[0] <= 0.6, "{got:?}");
    }
}
