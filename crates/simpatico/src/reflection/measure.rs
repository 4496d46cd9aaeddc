//! A figure over time: its mean, its periods, its trend, and the change against one's own earlier periods.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::label::Direction;
use crate::reflection::options::ReflectionOptions;
use crate::reflection::statistics::{Confidence, Estimate, Line, Sums};
use crate::span::{rounded, rounded_option};

/// A mean and its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The mean.
    #[serde(serialize_with = "rounded")]
    pub mean: f64,
    /// The interval's lower end.
    #[serde(serialize_with = "rounded")]
    pub low: f64,
    /// Its upper end.
    #[serde(serialize_with = "rounded")]
    pub high: f64,
}

/// A period's mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeriodMean {
    /// The period: its first day, its month, or the numbers of its conversations.
    pub period: String,
    /// Opportunities.
    pub n: usize,
    /// Conversations with any.
    pub conversations: usize,
    /// Their mean, which says little where `n` is small.
    #[serde(serialize_with = "rounded_option")]
    pub mean: Option<f64>,
    /// The mean with its interval, where the period alone reaches the minimum sample.
    pub interval: Option<Interval>,
}

/// The slope of the least-squares line over all periods.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// Points a period.
    #[serde(serialize_with = "rounded")]
    pub per_period: f64,
    /// Lower end of its 95 % interval.
    #[serde(serialize_with = "rounded")]
    pub low: f64,
    /// Upper end.
    #[serde(serialize_with = "rounded")]
    pub high: f64,
    /// What can be claimed, all questions that are asked of a profile taken together.
    pub direction: Direction,
    /// Opportunities with a time.
    pub n: usize,
    /// Conversations with a time.
    pub conversations: usize,
}

/// The later half of the time against the earlier half.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The earlier half: its first and last period.
    pub earlier: [String; 2],
    /// Its opportunities.
    pub earlier_n: usize,
    /// Its mean.
    #[serde(serialize_with = "rounded")]
    pub earlier_mean: f64,
    /// The later half.
    pub later: [String; 2],
    /// Its opportunities.
    pub later_n: usize,
    /// Its mean.
    #[serde(serialize_with = "rounded")]
    pub later_mean: f64,
    /// Later less earlier.
    #[serde(serialize_with = "rounded")]
    pub difference: f64,
    /// Lower end of its 95 % interval.
    #[serde(serialize_with = "rounded")]
    pub low: f64,
    /// Upper end.
    #[serde(serialize_with = "rounded")]
    pub high: f64,
}

/// A figure from 0 to 100 of many opportunities. Below the minimum sample there is `n` and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Opportunities: replies, or techniques that were called for.
    pub n: usize,
    /// Conversations with any.
    pub conversations: usize,
    /// The mean of all.
    pub interval: Option<Interval>,
    /// The periods that have any, in order; the newest [`Measure::MOST_PERIODS`].
    pub periods: Vec<PeriodMean>,
    /// The line over them, where there are three or more.
    pub trend: Option<Trend>,
    /// The comparison with one's own earlier time, where both halves reach the minimum sample.
    pub change: Option<Change>,
}

impl Measure {
    /// Periods that are kept.
    pub const MOST_PERIODS: usize = 400;
}

#[derive(Clone, Debug, Default)]
pub(crate) struct MeasureTally {
    all: Sums,
    line: Line,
    origin: Option<i64>,
    periods: BTreeMap<i64, Sums>,
}

impl MeasureTally {
    pub(crate) fn add(&mut self, period: Option<i64>, n: usize, sum: f64) {
        if n == 0 {
            return;
        }
        self.all.add(n, sum);
        let Some(period) = period else { return };
        // Times are counted from the first one seen: powers of small numbers keep their digits.
        let time = period - *self.origin.get_or_insert(period);
        self.line.add(time as f64, n, sum);
        self.periods.entry(period).or_default().add(n, sum);
        if self.periods.len() > Measure::MOST_PERIODS {
            self.periods.pop_first();
        }
    }

    /// The mean of all with its error, where the sample is large enough.
    pub(crate) fn estimate(&self, options: &ReflectionOptions) -> Option<Estimate> {
        enough(&self.all, options)
    }

    pub(crate) fn measure(&self, options: &ReflectionOptions) -> Measure {
        let period = |(&number, sums): (&i64, &Sums)| PeriodMean {
            period: options.period.name(number),
            n: sums.n,
            conversations: sums.conversations,
            mean: sums.mean(),
            interval: enough(sums, options).as_ref().map(percent),
        };
        Measure {
            n: self.all.n,
            conversations: self.all.conversations,
            interval: self.estimate(options).as_ref().map(percent),
            periods: self.periods.iter().map(period).collect(),
            trend: self.trend(options),
            change: self.change(options),
        }
    }

    fn trend(&self, options: &ReflectionOptions) -> Option<Trend> {
        enough(&self.line.sums, options).filter(|_| self.periods.len() >= 3)?;
        let slope = self.line.slope()?;
        let margin = slope.margin(Confidence::Shown);
        Some(Trend {
            per_period: slope.value,
            low: slope.value - margin,
            high: slope.value + margin,
            direction: match slope.lies_above(0.0) {
                Some(true) => Direction::Up,
                Some(false) => Direction::Down,
                None => Direction::Unclear,
            },
            n: self.line.sums.n,
            conversations: self.line.sums.conversations,
        })
    }

    fn change(&self, options: &ReflectionOptions) -> Option<Change> {
        let (&first, &last) = (self.periods.keys().next()?, self.periods.keys().next_back()?);
        if first == last {
            return None;
        }
        // The earlier half has the middle period where their number is odd.
        let middle = first + (last - first) / 2;
        let half = |range: core::ops::RangeInclusive<i64>| {
            let mut sums = Sums::default();
            let mut numbers = self.periods.range(range).map(|(number, of)| {
                sums.merge(of);
                options.period.name(*number)
            });
            let from = numbers.next()?;
            let to = numbers.last().unwrap_or_else(|| from.clone());
            Some(([from, to], sums.n, enough(&sums, options)?))
        };
        let (earlier, earlier_n, before) = half(first..=middle)?;
        let (later, later_n, after) = half(middle + 1..=last)?;
        let difference = after.less(&before);
        let margin = difference.margin(Confidence::Shown);
        Some(Change {
            earlier,
            earlier_n,
            earlier_mean: before.value,
            later,
            later_n,
            later_mean: after.value,
            difference: difference.value,
            low: difference.value - margin,
            high: difference.value + margin,
        })
    }
}

/// The mean of a sample that is large enough.
pub(crate) fn enough(sums: &Sums, options: &ReflectionOptions) -> Option<Estimate> {
    let is_enough = sums.n >= options.least_opportunities && sums.conversations >= options.least_conversations;
    sums.estimate().filter(|_| is_enough)
}

/// An interval on the scale of 0 to 100.
pub(crate) fn percent(estimate: &Estimate) -> Interval {
    interval(estimate, 0.0, 100.0)
}

/// An interval that ends where its scale does.
pub(crate) fn interval(estimate: &Estimate, least: f64, most: f64) -> Interval {
    let margin = estimate.margin(Confidence::Shown);
    Interval {
        mean: estimate.value,
        low: (estimate.value - margin).max(least),
        high: (estimate.value + margin).min(most),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(values: impl IntoIterator<Item = (i64, f64)>) -> MeasureTally {
        let mut tally = MeasureTally::default();
        values.into_iter().for_each(|(period, value)| tally.add(Some(period), 2, 2.0 * value));
        tally
    }

    #[test]
    fn below_the_minimum_there_is_a_count_and_nothing_else() {
        let found = tally((0..7).map(|week| (week, 50.0))).measure(&ReflectionOptions::default());
        assert_eq!((found.n, found.conversations), (14, 7));
        assert_eq!((found.interval, found.trend, found.change), (None, None, None));
    }

    #[test]
    fn a_rise_is_claimed_and_noise_is_not() {
        let rise =
            (0..30).map(|place| (place / 3, 30.0 + 2.0 * (place / 3) as f64 + [0.0, 3.0, -3.0][place as usize % 3]));
        let found = tally(rise).measure(&ReflectionOptions::default());
        let trend = found.trend.unwrap();
        assert_eq!((trend.direction, trend.n), (Direction::Up, 60));
        assert!((trend.per_period - 2.0).abs() < 1e-9 && trend.low > 1.0);
        let change = found.change.unwrap();
        assert!((change.difference - 10.0).abs() < 1e-9 && change.low > 0.0, "{change:?}");
        assert_eq!((change.earlier_n, change.later_n, found.periods.len()), (30, 30, 10));
        let noise = (0..30).map(|place| (place / 3, [20.0, 80.0, 50.0, 70.0, 10.0][place as usize % 5]));
        assert_eq!(tally(noise).measure(&ReflectionOptions::default()).trend.unwrap().direction, Direction::Unclear);
    }

    #[test]
    fn a_single_period_has_neither_trend_nor_change() {
        let found = tally((0..40).map(|_| (7, 50.0))).measure(&ReflectionOptions::default());
        assert!(found.interval.is_some());
        assert_eq!((found.trend, found.change, found.periods.len()), (None, None, 1));
        let two = tally((0..80).map(|place| (7 + place % 2, 50.0))).measure(&ReflectionOptions::default());
        assert_eq!(two.change.map(|change| (change.earlier_n, change.later_n)), Some((80, 80)));
    }

    #[test]
    fn old_periods_leave_the_list_and_stay_in_the_mean() {
        let tally = tally((0..1000).map(|day| (day, 10.0)));
        let found = tally.measure(&ReflectionOptions::default());
        assert_eq!((found.periods.len(), found.n), (Measure::MOST_PERIODS, 2000));
    }
}
