//! Figures: quadratic kappa, F1, and their kin.

/// Quadratic weighted kappa of two lists of classes from 0 to `classes - 1`.
pub(crate) fn quadratic_kappa(truth: &[usize], guess: &[usize], classes: usize) -> f64 {
    let mut observed = vec![vec![0.0_f64; classes]; classes];
    for (&t, &g) in truth.iter().zip(guess) {
        observed[t][g] += 1.0;
    }
    let total = truth.len() as f64;
    let rows: Vec<f64> = observed.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<f64> = (0..classes).map(|c| observed.iter().map(|row| row[c]).sum()).collect();
    let (mut above, mut below) = (0.0, 0.0);
    for t in 0..classes {
        for g in 0..classes {
            let weight = (t as f64 - g as f64).powi(2);
            above += weight * observed[t][g];
            below += weight * rows[t] * columns[g] / total.max(1.0);
        }
    }
    if below == 0.0 { 0.0 } else { 1.0 - above / below }
}

/// Counts of right and wrong assertions of a label or of a family.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) hits: usize,
    pub(crate) false_alarms: usize,
    pub(crate) misses: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, truth: bool, guess: bool) {
        match (truth, guess) {
            (true, true) => self.hits += 1,
            (false, true) => self.false_alarms += 1,
            (true, false) => self.misses += 1,
            (false, false) => {}
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.misses += other.misses;
    }

    pub(crate) fn f1(self) -> f64 {
        let below = 2 * self.hits + self.false_alarms + self.misses;
        if below == 0 { 0.0 } else { 2.0 * self.hits as f64 / below as f64 }
    }

    /// How often the label is true.
    pub(crate) fn truths(self) -> usize {
        self.hits + self.misses
    }

    /// What asserting a label of `size` true rows on all rows counts.
    fn constant(size: usize, rows: usize) -> Self {
        Self { hits: size, false_alarms: rows - size, misses: 0 }
    }
}

/// Micro F1 of asserting, on every row, the first `asserted` labels of `sizes`: the most frequent first.
pub(crate) fn constant_micro_f1(sizes: &[usize], rows: usize, asserted: usize) -> f64 {
    let mut all = Counts::default();
    sizes.iter().take(asserted).for_each(|&size| all.merge(Counts::constant(size, rows)));
    all.misses += sizes.iter().skip(asserted).sum::<usize>();
    all.f1()
}

/// As [`constant_micro_f1`], the mean over labels.
pub(crate) fn constant_macro_f1(sizes: &[usize], rows: usize, asserted: usize) -> f64 {
    let sum: f64 = sizes.iter().take(asserted).map(|&size| Counts::constant(size, rows).f1()).sum();
    sum / sizes.len().max(1) as f64
}

/// Mean F1 of labels.
pub(crate) fn macro_f1(labels: &[Counts]) -> f64 {
    labels.iter().map(|label| label.f1()).sum::<f64>() / labels.len().max(1) as f64
}

/// F1 of all labels' counts together.
pub(crate) fn micro_f1(labels: &[Counts]) -> f64 {
    let mut all = Counts::default();
    labels.iter().for_each(|&label| all.merge(label));
    all.f1()
}

/// Assertions of about one probability.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bin {
    pub(crate) count: usize,
    scores: f64,
    right: usize,
}

impl Bin {
    pub(crate) fn mean_score(self) -> f64 {
        self.scores / self.count.max(1) as f64
    }

    pub(crate) fn share_right(self) -> f64 {
        self.right as f64 / self.count.max(1) as f64
    }

    /// Mean score minus share right: above 0 where the scores promise too much.
    pub(crate) fn gap(self) -> f64 {
        self.mean_score() - self.share_right()
    }

    fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.scores += other.scores;
        self.right += other.right;
    }
}

/// How often assertions come true, in ten bins of their probabilities.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Calibration {
    pub(crate) bins: [Bin; 10],
}

impl Calibration {
    /// A score on a border belongs to the bin above it, 1 to the last.
    pub(crate) fn add(&mut self, score: f64, is_right: bool) {
        let place = ((score * 10.0) as usize).min(9);
        self.bins[place].merge(Bin { count: 1, scores: score, right: usize::from(is_right) });
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.bins.iter_mut().zip(other.bins).for_each(|(bin, more)| bin.merge(more));
    }

    /// All bins as one.
    pub(crate) fn whole(&self) -> Bin {
        let mut whole = Bin::default();
        self.bins.iter().for_each(|&bin| whole.merge(bin));
        whole
    }

    /// Expected calibration error: the mean distance of the bins' gaps from 0, by their counts.
    pub(crate) fn error(&self) -> f64 {
        let sum: f64 = self.bins.iter().map(|bin| bin.count as f64 * bin.gap().abs()).sum();
        sum / self.whole().count.max(1) as f64
    }
}

/// Share of equal pairs.
pub(crate) fn accuracy<T: PartialEq>(truth: &[T], guess: &[T]) -> f64 {
    let right = truth.iter().zip(guess).filter(|(t, g)| t == g).count();
    right as f64 / truth.len().max(1) as f64
}

/// Pearson's correlation; 0 where a side does not vary.
pub(crate) fn correlation(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len() as f64;
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(y) {
        xy += (a - mx) * (b - my);
        xx += (a - mx).powi(2);
        yy += (b - my).powi(2);
    }
    if xx == 0.0 || yy == 0.0 { 0.0 } else { xy / (xx * yy).sqrt() }
}

/// The class of a value, by rising borders.
pub(crate) fn class(value: f64, borders: &[f64]) -> usize {
    borders.iter().filter(|&&border| value > border).count()
}

/// Borders that make the classes of `raw` agree best with `truth`: by quadratic kappa, and by exact agreement as far as
/// `accuracy_share` counts it beside.
pub(crate) fn best_borders(raw: &[f64], truth: &[usize], classes: usize, accuracy_share: f64) -> Vec<f64> {
    let mut sorted = raw.to_vec();
    sorted.sort_by(f64::total_cmp);
    let quantile = |share: f64| sorted[((sorted.len() - 1) as f64 * share.clamp(0.0, 1.0)) as usize];
    // Begin where the classes have their true sizes.
    let mut borders: Vec<f64> = (1..classes)
        .map(|border| quantile(truth.iter().filter(|&&t| t < border).count() as f64 / truth.len() as f64))
        .collect();
    let score = |borders: &[f64]| {
        let guess: Vec<usize> = raw.iter().map(|&value| class(value, borders)).collect();
        quadratic_kappa(truth, &guess, classes) + accuracy_share * accuracy(truth, &guess)
    };
    let mut best = score(&borders);
    for _ in 0..4 {
        for place in 0..borders.len() {
            for step in 0..=100 {
                let mut tried = borders.clone();
                tried[place] = quantile(f64::from(step) / 100.0);
                if tried.is_sorted_by(|a, b| a < b) {
                    let value = score(&tried);
                    if value > best + 1e-9 {
                        (best, borders) = (value, tried);
                    }
                }
            }
        }
    }
    for place in 1..borders.len() {
        borders[place] = borders[place].max(borders[place - 1] + 1e-3);
    }
    borders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_is_one_for_agreement_and_zero_for_a_constant() {
        assert!((quadratic_kappa(&[0, 1, 2, 2], &[0, 1, 2, 2], 3) - 1.0).abs() < 1e-12);
        assert!(quadratic_kappa(&[0, 1, 2, 2], &[1, 1, 1, 1], 3).abs() < 1e-12);
        // By hand: one step of disagreement over an expected 5.
        assert!((quadratic_kappa(&[0, 1, 2, 2], &[0, 1, 2, 1], 3) - 0.8).abs() < 1e-12);
    }

    #[test]
    fn f1_counts() {
        let mut counts = Counts::default();
        for (truth, guess) in [(true, true), (true, false), (false, true), (false, false)] {
            counts.add(truth, guess);
        }
        assert!((counts.f1() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn constant_answers_are_counted_as_any_other() {
        // Ten rows, labels on 5 and 2 of them: 5 hits, 5 false alarms, 2 misses; then 7 hits, 13 false alarms.
        assert!((constant_micro_f1(&[5, 2], 10, 1) - 10.0 / 17.0).abs() < 1e-12);
        assert!((constant_micro_f1(&[5, 2], 10, 2) - 14.0 / 27.0).abs() < 1e-12);
        assert!((constant_macro_f1(&[5, 2], 10, 1) - 10.0 / 15.0 / 2.0).abs() < 1e-12);
        assert!((constant_macro_f1(&[5, 2], 10, 2) - (10.0 / 15.0 + 4.0 / 12.0) / 2.0).abs() < 1e-12);
        assert!(constant_micro_f1(&[], 0, 1).abs() < 1e-12 && constant_macro_f1(&[], 0, 1).abs() < 1e-12);
    }

    #[test]
    fn micro_counts_assertions_and_macro_labels() {
        let labels = [Counts { hits: 8, false_alarms: 2, misses: 2 }, Counts { hits: 0, false_alarms: 1, misses: 1 }];
        assert!((macro_f1(&labels) - 0.4).abs() < 1e-12);
        assert!((micro_f1(&labels) - 16.0 / 22.0).abs() < 1e-12);
        assert!(macro_f1(&[]).abs() < 1e-12);
    }

    #[test]
    fn calibration_is_the_distance_of_scores_from_what_came_true() {
        let mut calibration = Calibration::default();
        assert!(calibration.error().abs() < 1e-12, "nothing asserted, nothing wrong");
        // One bin promises .75 and keeps .5, the other .95 and keeps 1.
        for (score, is_right) in [(0.7, true), (0.8 - 1e-9, false), (0.95, true), (0.95, true)] {
            calibration.add(score, is_right);
        }
        assert_eq!((calibration.bins[7].count, calibration.bins[9].count), (2, 2));
        assert!((calibration.error() - (0.25 + 0.05) / 2.0).abs() < 1e-6);
        // The bins' faults cancel in the whole, as far as they go opposite ways.
        assert!((calibration.whole().gap() - (0.25 - 0.05) / 2.0).abs() < 1e-6);
    }

    #[test]
    fn merged_calibrations_are_those_of_all_assertions() {
        let (mut one, mut other, mut both) = Default::default();
        for (place, score) in [0.0, 0.31, 0.5, 0.99, 1.0].into_iter().enumerate() {
            let part: &mut Calibration = if place % 2 == 0 { &mut one } else { &mut other };
            part.add(score, place > 2);
            Calibration::add(&mut both, score, place > 2);
        }
        one.merge(&other);
        assert_eq!(one, both);
        assert_eq!(both.bins[9].count, 2);
    }

    #[test]
    fn borders_recover_separated_classes() {
        let raw = [-2.0, -1.9, 0.0, 0.1, 3.0, 3.1];
        let borders = best_borders(&raw, &[0, 0, 1, 1, 2, 2], 3, 0.5);
        let guess: Vec<usize> = raw.iter().map(|&value| class(value, &borders)).collect();
        assert_eq!(guess, [0, 0, 1, 1, 2, 2]);
    }
}
