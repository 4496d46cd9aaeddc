//! From raw scores to probabilities, bands and thresholds, on out-of-fold scores only.

use simpatico::Antipattern;
use simpatico::data::Curve;

use crate::metrics::{Counts, best_borders};

/// What exact agreement counts beside quadratic kappa when borders are chosen: kappa alone leaves them loose.
const ACCURACY_SHARE: f64 = 0.1;

/// Platt's scaling with his smoothed targets, by Newton's method; the slope stays above 0.
pub(crate) fn platt(raw: &[f64], truth: &[bool]) -> Curve {
    let positives = truth.iter().filter(|&&t| t).count() as f64;
    let negatives = truth.len() as f64 - positives;
    let (high, low) = ((positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0));
    let (mut slope, mut offset) = (1.0_f64, 0.0_f64);
    for _ in 0..50 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 1e-3, 0.0, 1e-3);
        for (&x, &t) in raw.iter().zip(truth) {
            let p = 1.0 / (1.0 + (-(slope * x + offset)).exp());
            let error = p - if t { high } else { low };
            let curvature = (p * (1.0 - p)).max(1e-9);
            ga += error * x;
            gb += error;
            haa += curvature * x * x;
            hab += curvature * x;
            hbb += curvature;
        }
        let determinant = haa * hbb - hab * hab;
        let (da, db) = ((ga * hbb - gb * hab) / determinant, (gb * haa - ga * hab) / determinant);
        slope = (slope - da.clamp(-1.0, 1.0)).max(0.05);
        offset -= db.clamp(-2.0, 2.0);
        if da.abs() + db.abs() < 1e-7 {
            break;
        }
    }
    Curve::Logistic { slope: slope as f32, offset: offset as f32 }
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

/// A rising curve that puts the borders between classes at `reported`, and the ends at `low` and `high`.
pub(crate) fn graded(raw: &[f64], truth: &[usize], reported: &[f64], (low, high): (f64, f64)) -> Curve {
    let borders = best_borders(raw, truth, reported.len() + 1, ACCURACY_SHARE);
    let mut sorted = raw.to_vec();
    sorted.sort_by(f64::total_cmp);
    let first = sorted[sorted.len() / 100].min(borders[0] - 0.2);
    let last = sorted[sorted.len() - 1 - sorted.len() / 100].max(borders[borders.len() - 1] + 0.2);
    let mut points = vec![(first as f32, low as f32)];
    points.extend(borders.iter().zip(reported).map(|(&border, &value)| (border as f32, value as f32)));
    points.push((last as f32, high as f32));
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
    fn platt_finds_the_odds() {
        let raw: Vec<f64> = (0..400).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        // Three of four right at 1, one of four at -1.
        let truth: Vec<bool> = (0..400).map(|i| if i % 2 == 0 { i % 8 != 0 } else { i % 8 == 1 }).collect();
        let curve = platt(&raw, &truth);
        assert!((curve.at(1.0) - 0.75).abs() < 0.02, "{}", curve.at(1.0));
        assert!((curve.at(-1.0) - 0.25).abs() < 0.02, "{}", curve.at(-1.0));
    }

    #[test]
    fn thresholds_serve_f1() {
        let got = thresholds(&[vec![0.9, 0.6, 0.3, 0.1]], &[vec![true, true, false, false]]);
        assert!(got[0] > 0.3 && got[0] <= 0.6, "{got:?}");
    }
}
