//! What a conversation is made of: turns, and their times.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Error, ErrorKind};
use crate::label::Speaker;

/// One turn of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn<'t> {
    /// Who speaks.
    pub speaker: Speaker,
    /// The words.
    pub text: &'t str,
    /// When, where it is known.
    pub time: Option<Timestamp>,
    /// Which agent, where several speak or many conversations are compared.
    pub agent: Option<&'t str>,
}

impl<'t> Turn<'t> {
    /// A turn without a time.
    #[must_use]
    pub fn new(speaker: Speaker, text: &'t str) -> Self {
        Self { speaker, text, time: None, agent: None }
    }

    /// A customer's turn.
    #[must_use]
    pub fn customer(text: &'t str) -> Self {
        Self::new(Speaker::Customer, text)
    }

    /// An agent's turn.
    #[must_use]
    pub fn agent(text: &'t str) -> Self {
        Self::new(Speaker::Agent, text)
    }

    /// The same turn at a time.
    #[must_use]
    pub fn at(mut self, time: Timestamp) -> Self {
        self.time = Some(time);
        self
    }

    /// The same turn by a named agent.
    #[must_use]
    pub fn by(mut self, agent: &'t str) -> Self {
        self.agent = Some(agent);
        self
    }
}

/// A point in time to the millisecond, without a clock behind it.
///
/// ```
/// let time: simpatico::Timestamp = "2026-03-12T14:02:11-05:00".parse()?;
/// assert_eq!(time.to_string(), "2026-03-12T19:02:11Z");
/// # Ok::<(), simpatico::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    milliseconds: i64,
}

impl Timestamp {
    /// From milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidTime`] outside the years -9999 to 9999.
    pub fn from_milliseconds(milliseconds: i64) -> Result<Self, Error> {
        match jiff::Timestamp::from_millisecond(milliseconds) {
            Ok(_) => Ok(Self { milliseconds }),
            Err(_) => {
                let message = format!("{milliseconds} ms since 1970 lies outside the years -9999 to 9999");
                Err(Error::new(ErrorKind::InvalidTime, message))
            }
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn milliseconds(self) -> i64 {
        self.milliseconds
    }

    /// Seconds from `earlier` to this.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> f64 {
        self.milliseconds.saturating_sub(earlier.milliseconds) as f64 / 1000.0
    }
}

impl FromStr for Timestamp {
    type Err = Error;

    /// Reads RFC 3339. Digits beyond the millisecond are cut off.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = |_| {
            let shown: String = text.chars().take(40).collect();
            Error::new(ErrorKind::InvalidTime, format!("{shown:?} is no time such as \"2026-03-12T14:02:11-05:00\""))
        };
        text.parse::<jiff::Timestamp>().map(|time| Self { milliseconds: time.as_millisecond() }).map_err(wrong)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.milliseconds) {
            Ok(time) => write!(f, "{time}"),
            Err(_) => write!(f, "{} ms", self.milliseconds),
        }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_offset_and_to_the_millisecond() {
        let time: Timestamp = "2026-01-19T18:02:30.1239+01:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-01-19T17:02:30.123Z");
        assert_eq!(Timestamp::from_milliseconds(time.milliseconds()).unwrap(), time);
        let later: Timestamp = "2026-01-19T17:02:31Z".parse().unwrap();
        assert!((later.seconds_since(time) - 0.877).abs() < 1e-12);
        assert_eq!(serde_json::to_string(&later).unwrap(), "\"2026-01-19T17:02:31Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>("\"2026-01-19T17:02:31Z\"").unwrap(), later);
    }

    #[test]
    fn what_is_no_time_is_named() {
        for text in ["", "yesterday", "2026-13-01T00:00:00Z", "2026-03-12T14:02:11", "12:30", "99999-01-01T00:00:00Z"] {
            let error = text.parse::<Timestamp>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidTime, "{text:?}");
            assert!(error.to_string().contains(&format!("{text:?}")), "{error}");
        }
        assert_eq!(Timestamp::from_milliseconds(i64::MAX).unwrap_err().kind(), ErrorKind::InvalidTime);
    }
}
