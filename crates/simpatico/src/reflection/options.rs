//! What can be asked of a reflection.

use serde::{Deserialize, Serialize};

use crate::conversation::Timestamp;
use crate::error::{Error, ErrorKind};

/// What figures are followed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Days, in UTC.
    Days,
    /// Weeks from Monday, in UTC.
    #[default]
    Weeks,
    /// Calendar months, in UTC.
    Months,
    /// So many conversations in the order in which they are added, where turns carry no times.
    Conversations(u32),
}

const MILLISECONDS_OF_A_DAY: i64 = 86_400_000;

impl Period {
    /// The number of the period that a conversation belongs to; `None` where that takes a time and there is none. `place`
    /// is its place among all that were added, from 0.
    pub(crate) fn number(self, time: Option<Timestamp>, place: usize) -> Option<i64> {
        let days = |time: Timestamp| time.milliseconds().div_euclid(MILLISECONDS_OF_A_DAY);
        match self {
            Self::Days => time.map(days),
            // 1970-01-01 was a Thursday.
            Self::Weeks => time.map(|time| (days(time) + 3).div_euclid(7)),
            Self::Months => {
                let date = jiff::Timestamp::from_millisecond(time?.milliseconds()).ok()?;
                let date = jiff::tz::Offset::UTC.to_datetime(date);
                Some(i64::from(date.year()) * 12 + i64::from(date.month()) - 1)
            }
            Self::Conversations(size) => Some(i64::try_from(place).ok()? / i64::from(size.max(1))),
        }
    }

    /// The period's name: its first day, its month, or the numbers of its conversations.
    pub(crate) fn name(self, number: i64) -> String {
        let day = |days: i64| {
            let time = Timestamp::from_milliseconds(days.saturating_mul(MILLISECONDS_OF_A_DAY));
            time.map_or_else(|_| days.to_string(), |time| time.to_string().chars().take_while(|&c| c != 'T').collect())
        };
        match self {
            Self::Days => day(number),
            Self::Weeks => day(number * 7 - 3),
            Self::Months => format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
            Self::Conversations(size) => {
                let size = i64::from(size);
                format!("{}-{}", number * size + 1, (number + 1) * size)
            }
        }
    }
}

/// The order of agents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentOrder {
    /// By name: a reflection is no ranking.
    #[default]
    Name,
    /// By mean empathy, highest first; agents below the minimum sample last, by name.
    Empathy,
}

/// Options of a [`Reflection`](crate::Reflection).
///
/// ```
/// use simpatico::{Analyzer, Period, ReflectionOptions};
///
/// let options = ReflectionOptions { period: Period::Months, ..ReflectionOptions::default() };
/// assert!(Analyzer::new().reflection(options).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReflectionOptions {
    /// What figures are followed over.
    pub period: Period,
    /// Below so many opportunities no mean, trend, habit, strength or area is claimed.
    pub least_opportunities: usize,
    /// Nor below so many conversations; at least [`ReflectionOptions::FEWEST_CONVERSATIONS`].
    pub least_conversations: usize,
    /// The order of agents.
    pub order: AgentOrder,
}

impl Default for ReflectionOptions {
    fn default() -> Self {
        Self {
            period: Period::default(),
            least_opportunities: 20,
            least_conversations: 8,
            order: AgentOrder::default(),
        }
    }
}

impl ReflectionOptions {
    /// Fewer conversations give no interval worth the name.
    pub const FEWEST_CONVERSATIONS: usize = 5;

    pub(crate) fn check(&self) -> Result<(), Error> {
        let refuse = |message: String| Err(Error::new(ErrorKind::InvalidOption, message));
        if self.least_conversations < Self::FEWEST_CONVERSATIONS {
            let (given, fewest) = (self.least_conversations, Self::FEWEST_CONVERSATIONS);
            return refuse(format!("least_conversations is {given}, and must be {fewest} or more"));
        }
        if self.least_opportunities < self.least_conversations {
            let (given, fewest) = (self.least_opportunities, self.least_conversations);
            return refuse(format!("least_opportunities is {given}, below least_conversations, which is {fewest}"));
        }
        if self.period == Period::Conversations(0) {
            return refuse("a period of 0 conversations: it must be 1 or more".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(period: Period, time: &str) -> String {
        period.name(period.number(Some(time.parse().unwrap()), 0).unwrap())
    }

    #[test]
    fn periods_are_named_by_their_first_day() {
        for (time, week) in [
            ("2026-03-09T00:00:00Z", "2026-03-09"),
            ("2026-03-15T23:59:59.999Z", "2026-03-09"),
            ("2026-03-16T00:00:00Z", "2026-03-16"),
            ("1969-12-31T23:00:00Z", "1969-12-29"),
        ] {
            assert_eq!(name(Period::Weeks, time), week, "{time}");
        }
        assert_eq!(name(Period::Days, "2026-03-09T00:30:00+01:00"), "2026-03-08", "in UTC");
        assert_eq!(name(Period::Months, "2024-02-29T12:00:00Z"), "2024-02");
        assert_eq!(name(Period::Months, "2024-12-31T12:00:00Z"), "2024-12");
        assert_eq!(Period::Conversations(20).name(Period::Conversations(20).number(None, 45).unwrap()), "41-60");
        assert_eq!(Period::Weeks.number(None, 3), None, "no time, no week");
    }

    #[test]
    fn options_out_of_range_are_named() {
        let usual = ReflectionOptions::default();
        assert_eq!(usual.check(), Ok(()));
        for (options, named) in [
            (ReflectionOptions { least_conversations: 4, ..usual }, "is 4, and must be 5"),
            (ReflectionOptions { least_opportunities: 7, ..usual }, "is 7, below"),
            (ReflectionOptions { period: Period::Conversations(0), ..usual }, "0 conversations"),
        ] {
            let error = options.check().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidOption);
            assert!(error.to_string().contains(named), "{error}");
        }
    }
}
