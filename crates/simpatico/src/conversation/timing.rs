//! How long the customer waited, where turns carry times. Nothing here reads a clock.

use serde::{Deserialize, Serialize};

use crate::conversation::agents::{Mean, Tally};
use crate::conversation::turn::Timestamp;
use crate::span::{rounded, rounded_option};

/// A wait and the agent's turn that ended it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wait {
    /// The agent's turn.
    pub turn: usize,
    /// Seconds.
    #[serde(serialize_with = "rounded")]
    pub seconds: f64,
}

/// Waiting and handling, in seconds; `None` where the turns concerned carry no times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// Turns with a usable time.
    pub timed_turns: usize,
    /// From the customer's first turn to the first turn of an agent after it.
    #[serde(serialize_with = "rounded_option")]
    pub first_reply_seconds: Option<f64>,
    /// Mean reply delay.
    pub reply_seconds: Option<Mean>,
    /// The longest reply delay, the first of equals.
    pub longest_wait: Option<Wait>,
    /// From the first turn to the last.
    #[serde(serialize_with = "rounded_option")]
    pub handling_seconds: Option<f64>,
}

/// Who waits since when.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Watch {
    first: Option<Timestamp>,
    latest: Option<Timestamp>,
    timed_turns: usize,
    /// The first turn of the customer that no agent has replied to: `Some(None)` where it has no time.
    waiting: Option<Option<Timestamp>>,
    is_replied: bool,
    first_reply: Option<f64>,
    delays: Tally,
    longest: Option<Wait>,
}

impl Watch {
    /// Takes a turn's time; false where it lies before an earlier turn's, and is left out.
    pub(crate) fn accept(&mut self, time: Timestamp) -> bool {
        if self.latest.is_some_and(|latest| time < latest) {
            return false;
        }
        self.first.get_or_insert(time);
        self.latest = Some(time);
        self.timed_turns += 1;
        true
    }

    pub(crate) fn customer(&mut self, time: Option<Timestamp>) {
        self.waiting.get_or_insert(time);
    }

    /// An agent speaks; gives the delay where a customer waited and both times are known.
    pub(crate) fn agent(&mut self, turn: usize, time: Option<Timestamp>) -> Option<f64> {
        let since = self.waiting.take()?;
        let is_first = !std::mem::replace(&mut self.is_replied, true);
        let seconds = time?.seconds_since(since?);
        if is_first {
            self.first_reply = Some(seconds);
        }
        self.delays.add(seconds);
        if self.longest.is_none_or(|longest| seconds > longest.seconds) {
            self.longest = Some(Wait { turn, seconds });
        }
        Some(seconds)
    }

    pub(crate) fn timing(&self) -> Timing {
        let both = self.first.zip(self.latest).filter(|_| self.timed_turns > 1);
        Timing {
            timed_turns: self.timed_turns,
            first_reply_seconds: self.first_reply,
            reply_seconds: self.delays.mean(),
            longest_wait: self.longest,
            handling_seconds: both.map(|(first, latest)| latest.seconds_since(first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Option<Timestamp> {
        Some(Timestamp::from_milliseconds(seconds * 1000 + 500).unwrap())
    }

    fn accept(watch: &mut Watch, seconds: i64) -> Option<Timestamp> {
        at(seconds).filter(|&time| watch.accept(time))
    }

    #[test]
    fn a_delay_runs_from_the_first_turn_that_waits() {
        let mut watch = Watch::default();
        for second in [0, 20] {
            let time = accept(&mut watch, second);
            watch.customer(time);
        }
        let time = accept(&mut watch, 50);
        assert_eq!(watch.agent(2, time), Some(50.0));
        let time = accept(&mut watch, 55);
        assert_eq!(watch.agent(3, time), None, "nobody waits");
        let time = accept(&mut watch, 60);
        watch.customer(time);
        let time = accept(&mut watch, 160);
        assert_eq!(watch.agent(5, time), Some(100.0));
        let timing = watch.timing();
        assert_eq!(
            (timing.first_reply_seconds, timing.handling_seconds, timing.timed_turns),
            (Some(50.0), Some(160.0), 6)
        );
        assert_eq!(timing.longest_wait, Some(Wait { turn: 5, seconds: 100.0 }));
        assert_eq!(timing.reply_seconds, Some(Mean { mean: 75.0, n: 2 }));
    }

    #[test]
    fn missing_times_give_no_delays() {
        let mut watch = Watch::default();
        watch.customer(None);
        let time = accept(&mut watch, 10);
        assert_eq!(watch.agent(1, time), None);
        let time = accept(&mut watch, 20);
        watch.customer(time);
        let time = accept(&mut watch, 25);
        assert_eq!(watch.agent(3, time), Some(5.0));
        assert_eq!(watch.timing().first_reply_seconds, None, "the first reply's delay is not known");
        assert_eq!(Watch::default().timing(), Timing::default());
    }

    #[test]
    fn times_that_go_backwards_are_left_out() {
        let mut watch = Watch::default();
        let time = accept(&mut watch, 100);
        watch.customer(time);
        assert_eq!(accept(&mut watch, 40), None);
        assert_eq!(watch.agent(1, None), None);
        let time = accept(&mut watch, 100);
        assert!(time.is_some(), "the same time twice is not backwards");
        assert_eq!(watch.timing().timed_turns, 2);
    }
}
