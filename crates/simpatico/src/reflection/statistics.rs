//! Means, slopes and their errors, from sums alone: nothing is kept of a conversation but what it adds.
//!
//! Replies in one conversation resemble one another, so the conversation is what was sampled, and errors come from
//! the differences between conversations: the ratio estimator for means and the cluster-robust variance for slopes.
//! Sums, products and square roots only: the same bits on every platform.

/// How sure a figure must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confidence {
    /// 95 %: of the intervals that are shown.
    Shown,
    /// 95 % for all of a profile together: 12 questions are asked of it (level and trend of empathy and of five pillars), so each
    /// is answered at 1 - 0.05 / 12 (Bonferroni).
    Claimed,
}

impl Confidence {
    /// The normal quantile.
    fn z(self) -> f64 {
        match self {
            Self::Shown => 1.959_963_984_540_054,
            Self::Claimed => 2.865_260_238_532_133,
        }
    }

    /// Quantiles of Student's t for 1 to 9 degrees of freedom, where the expansion below is too coarse.
    fn small(self) -> [f64; 9] {
        match self {
            Self::Shown => [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622],
            Self::Claimed => [152.7866, 15.4435, 7.9398, 5.8853, 4.9825, 4.4858, 4.1743, 3.9618, 3.8079],
        }
    }

    /// The two-sided quantile of Student's t (Abramowitz and Stegun, 26.7.5).
    pub(crate) fn t(self, freedom: f64) -> f64 {
        if freedom < 10.0 {
            let place = (freedom as usize).saturating_sub(1);
            return self.small().get(place).copied().unwrap_or(f64::INFINITY);
        }
        let z = self.z();
        let z2 = z * z;
        let one = (z2 + 1.0) * z / 4.0;
        let two = ((5.0 * z2 + 16.0) * z2 + 3.0) * z / 96.0;
        let three = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * z / 384.0;
        let four = ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) * z / 92_160.0;
        z + (one + (two + (three + four / freedom) / freedom) / freedom) / freedom
    }
}

/// A figure, its standard error, and the degrees of freedom that the error has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Estimate {
    pub(crate) value: f64,
    error: f64,
    freedom: f64,
}

impl Estimate {
    /// Half the width of its interval.
    pub(crate) fn margin(&self, confidence: Confidence) -> f64 {
        confidence.t(self.freedom) * self.error
    }

    /// Whether it surely lies above or below `border`; `None` where that is not sure. What four decimals do not show is no difference.
    pub(crate) fn lies_above(&self, border: f64) -> Option<bool> {
        const LEAST: f64 = 0.000_05;
        let (distance, margin) = (self.value - border, self.margin(Confidence::Claimed).max(LEAST));
        if distance > margin {
            Some(true)
        } else if distance < -margin {
            Some(false)
        } else {
            None
        }
    }

    /// This less `earlier`, the two being of different conversations (Welch).
    pub(crate) fn less(&self, earlier: &Self) -> Self {
        let (one, two) = (self.error * self.error, earlier.error * earlier.error);
        let variance = one + two;
        let freedom = if variance > 0.0 {
            variance * variance / (one * one / self.freedom + two * two / earlier.freedom)
        } else {
            self.freedom.min(earlier.freedom)
        };
        Self { value: self.value - earlier.value, error: variance.sqrt(), freedom }
    }
}

/// Sums over conversations, each with some opportunities and the sum of their values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    pub(crate) conversations: usize,
    pub(crate) n: usize,
    sum: f64,
    sum_squared: f64,
    sum_times_n: f64,
    n_squared: f64,
}

impl Sums {
    /// A conversation with `n` opportunities whose values add up to `sum`.
    pub(crate) fn add(&mut self, n: usize, sum: f64) {
        if n == 0 {
            return;
        }
        let count = n as f64;
        self.conversations += 1;
        self.n += n;
        self.sum += sum;
        self.sum_squared += sum * sum;
        self.sum_times_n += sum * count;
        self.n_squared += count * count;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.conversations += other.conversations;
        self.n += other.n;
        self.sum += other.sum;
        self.sum_squared += other.sum_squared;
        self.sum_times_n += other.sum_times_n;
        self.n_squared += other.n_squared;
    }

    pub(crate) fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / self.n as f64)
    }

    /// The mean with its error; `None` for fewer than two conversations.
    pub(crate) fn estimate(&self) -> Option<Estimate> {
        let mean = self.mean().filter(|_| self.conversations > 1)?;
        let (count, n) = (self.conversations as f64, self.n as f64);
        let residuals = self.sum_squared - 2.0 * mean * self.sum_times_n + mean * mean * self.n_squared;
        let variance = (residuals * count / (count - 1.0) / (n * n)).max(0.0);
        Some(Estimate { value: mean, error: variance.sqrt(), freedom: count - 1.0 })
    }
}

/// Sums for a straight line through the values over time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) sums: Sums,
    /// Of `n`, times the powers of the time.
    n: [f64; 3],
    /// Of the values.
    y: [f64; 2],
    /// Of `n` squared.
    nn: [f64; 5],
    /// Of `n` times the values.
    ny: [f64; 4],
    /// Of the values squared.
    yy: [f64; 3],
}

impl Line {
    /// A conversation at `time` with `n` opportunities whose values add up to `sum`.
    pub(crate) fn add(&mut self, time: f64, n: usize, sum: f64) {
        if n == 0 {
            return;
        }
        self.sums.add(n, sum);
        let count = n as f64;
        let raise = |powers: &mut [f64], value: f64| {
            let mut value = value;
            for power in powers {
                *power += value;
                value *= time;
            }
        };
        raise(&mut self.n, count);
        raise(&mut self.y, sum);
        raise(&mut self.nn, count * count);
        raise(&mut self.ny, count * sum);
        raise(&mut self.yy, sum * sum);
    }

    /// The slope of the least-squares line; `None` where all stand at one time or conversations are fewer than three.
    pub(crate) fn slope(&self) -> Option<Estimate> {
        let [n0, n1, n2] = self.n;
        let [y0, y1] = self.y;
        let determinant = n0 * n2 - n1 * n1;
        if self.sums.conversations < 3 || determinant <= 1e-9 * n0 * n2 {
            return None;
        }
        let slope = (n0 * y1 - n1 * y0) / determinant;
        let level = (y0 - slope * n1) / n0;
        // Squared residuals of the conversations, times a power of the time.
        let [nn0, nn1, nn2, nn3, nn4] = self.nn;
        let [ny0, ny1, ny2, ny3] = self.ny;
        let [yy0, yy1, yy2] = self.yy;
        let residuals = |yy: f64, nn: [f64; 3], ny: [f64; 2]| {
            yy + level * level * nn[0] + 2.0 * level * slope * nn[1] + slope * slope * nn[2]
                - 2.0 * level * ny[0]
                - 2.0 * slope * ny[1]
        };
        let e0 = residuals(yy0, [nn0, nn1, nn2], [ny0, ny1]);
        let e1 = residuals(yy1, [nn1, nn2, nn3], [ny1, ny2]);
        let e2 = residuals(yy2, [nn2, nn3, nn4], [ny2, ny3]);
        let spread = n0 * n0 * e2 - 2.0 * n0 * n1 * e1 + n1 * n1 * e0;
        let count = self.sums.conversations as f64;
        let variance = (spread / (determinant * determinant) * count / (count - 2.0)).max(0.0);
        Some(Estimate { value: slope, error: variance.sqrt(), freedom: count - 2.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (freedom, shown, claimed) in
            [(1.0, 12.7062, 152.7866), (9.9, 2.2622, 3.8079), (10.0, 2.2281, 3.6915), (12.0, 2.1788, 3.5274)]
        {
            assert!((Confidence::Shown.t(freedom) - shown).abs() < 2e-4, "{freedom}");
            assert!((Confidence::Claimed.t(freedom) - claimed).abs() < 5e-3, "{freedom}");
        }
        assert!((Confidence::Shown.t(1e9) - 1.96).abs() < 1e-4);
    }

    #[test]
    fn one_reply_a_conversation_gives_the_usual_mean_and_error() {
        let mut sums = Sums::default();
        [2.0, 4.0, 4.0, 6.0].into_iter().for_each(|value| sums.add(1, value));
        let found = sums.estimate().unwrap();
        // Sample variance 8 / 3, over 4.
        assert!((found.value - 4.0).abs() < 1e-12 && (found.error - (2.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn the_same_reply_said_often_in_one_conversation_is_no_more_evidence() {
        let (mut single, mut repeated) = (Sums::default(), Sums::default());
        for value in [10.0, 50.0, 90.0, 30.0] {
            single.add(1, value);
            repeated.add(20, value * 20.0);
        }
        assert!((single.estimate().unwrap().error - repeated.estimate().unwrap().error).abs() < 1e-9);
        assert_eq!(repeated.n, 80);
    }

    #[test]
    fn a_slope_is_found_with_its_error() {
        let mut line = Line::default();
        for (time, value) in [(0.0, 1.0), (1.0, 3.0), (2.0, 5.0), (3.0, 7.0)] {
            line.add(time, 2, value * 2.0);
        }
        let exact = line.slope().unwrap();
        assert!((exact.value - 2.0).abs() < 1e-9 && exact.error < 1e-6);
        assert_eq!(exact.lies_above(0.0), Some(true));
        let mut noisy = Line::default();
        for (time, value) in [(0.0, 10.0), (1.0, -10.0), (2.0, 12.0), (3.0, -9.0), (4.0, 9.0), (5.0, -8.0)] {
            noisy.add(time, 1, value);
        }
        assert_eq!(noisy.slope().unwrap().lies_above(0.0), None);
        let mut flat = Line::default();
        (0..5).for_each(|time| flat.add(f64::from(time), 1, 50.0));
        assert_eq!(flat.slope().unwrap().lies_above(0.0), None);
        let mut still = Line::default();
        (0..5).for_each(|_| still.add(7.0, 1, 50.0));
        assert_eq!(still.slope(), None, "all at one time");
    }

    #[test]
    fn a_difference_has_the_errors_of_both() {
        let (mut earlier, mut later) = (Sums::default(), Sums::default());
        [40.0, 44.0, 48.0, 40.0, 44.0].into_iter().for_each(|value| earlier.add(1, value));
        [70.0, 74.0, 78.0, 70.0, 74.0].into_iter().for_each(|value| later.add(1, value));
        let (earlier, later) = (earlier.estimate().unwrap(), later.estimate().unwrap());
        let difference = later.less(&earlier);
        assert!((difference.value - 30.0).abs() < 1e-9 && difference.error > later.error);
        assert!((difference.freedom - 8.0).abs() < 1e-9, "equal variances: all but two");
        assert_eq!(difference.lies_above(0.0), Some(true));
    }
}
