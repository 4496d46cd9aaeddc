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
    fn borders_recover_separated_classes() {
        let raw = [-2.0, -1.9, 0.0, 0.1, 3.0, 3.1];
        let borders = best_borders(&raw, &[0, 0, 1, 1, 2, 2], 3, 0.5);
        let guess: Vec<usize> = raw.iter().map(|&value| class(value, &borders)).collect();
        assert_eq!(guess, [0, 0, 1, 1, 2, 2]);
    }
}
