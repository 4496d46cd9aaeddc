//! Turning points: the customer's mood before and after a reply.

use serde::{Deserialize, Serialize};

use crate::conversation::passage::Quote;
use crate::label::TurningPointKind;
use crate::span::rounded;

/// A change of the customer's mood, or its absence, credited to the reply before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TurningPoint {
    /// Recovery, damage or stall.
    pub kind: TurningPointKind,
    /// The agent's turn that it is credited to: the last one of the reply.
    pub turn: usize,
    /// That turn's agent.
    pub agent: Option<String>,
    /// The customer's sentiment before the reply.
    #[serde(serialize_with = "rounded")]
    pub before: f64,
    /// And after it.
    #[serde(serialize_with = "rounded")]
    pub after: f64,
    /// The customer's turn after the reply, where it shows.
    pub customer_turn: usize,
    /// The last turn of the customer that it still shows in; later than `customer_turn` where replies of the same agent stalled one
    /// after the other.
    pub until: usize,
    /// The customer's words.
    pub words: Option<Quote>,
}

/// Sentiment at or beyond which a mood is negative or positive: the border of the middle band.
const BORDER: f64 = 0.2;
/// A step of mood: the width of a band.
const STEP: f64 = 0.4;
/// A step that is enough where an emotion shows that the mood has changed sides.
const HALF_STEP: f64 = 0.2;

/// The mood that one message shows: the mean of its judged turns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mood {
    sum: f64,
    judged: usize,
    turns: Option<(usize, usize)>,
    lowest: Option<(f64, Option<Quote>)>,
    highest: Option<(f64, Option<Quote>)>,
    /// Gratitude, joy or relief is shown.
    pub(crate) is_glad: bool,
    /// A bad emotion is shown.
    pub(crate) is_troubled: bool,
    /// A request is made again that an earlier message left open, or somebody above is asked for because of it.
    pub(crate) insists: bool,
}

/// The mood that a message is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Before {
    pub(crate) score: f64,
    /// Negative, or below 0 with a bad emotion shown.
    pub(crate) is_bad: bool,
}

impl Mood {
    pub(crate) fn add(&mut self, turn: usize, score: f64, words: Option<&Quote>) {
        self.sum += score;
        self.judged += 1;
        self.turns = Some((self.turns.map_or(turn, |(first, _)| first), turn));
        if self.lowest.as_ref().is_none_or(|(lowest, _)| score < *lowest) {
            self.lowest = Some((score, words.cloned()));
        }
        if self.highest.as_ref().is_none_or(|(highest, _)| score > *highest) {
            self.highest = Some((score, words.cloned()));
        }
    }

    pub(crate) fn score(&self) -> Option<f64> {
        (self.judged > 0).then(|| self.sum / self.judged as f64)
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.score().is_some_and(|score| score <= -BORDER)
    }

    fn is_bad(&self) -> bool {
        self.is_negative() || self.is_troubled && self.score().is_some_and(|score| score < 0.0)
    }

    /// A bare fact ("it is TV-20418") tells nothing of the mood, and the one before goes on.
    fn tells(&self) -> bool {
        self.is_glad || self.is_troubled || self.score().is_some_and(|score| score.abs() >= BORDER)
    }

    /// The last turn that was judged.
    pub(crate) fn last_turn(&self) -> Option<usize> {
        self.turns.map(|(_, last)| last)
    }

    /// The mood to compare the next message with.
    pub(crate) fn carry(&self, before: Option<Before>) -> Option<Before> {
        let own = self.score().map(|score| Before { score, is_bad: self.is_bad() });
        if before.is_none() || self.tells() { own.or(before) } else { before }
    }

    /// What the reply of `turn` did to a customer who felt `before`.
    pub(crate) fn turning_point(&self, before: Before, turn: usize, agent: Option<&str>) -> Option<TurningPoint> {
        let after = self.score()?;
        let (customer_turn, until) = self.turns?;
        let change = after - before.score;
        let is_better = after >= BORDER || self.is_glad;
        let fell = change <= -STEP || change <= -HALF_STEP && !before.is_bad && self.is_troubled;
        let (kind, shown) = if before.is_bad && is_better && change >= STEP {
            (TurningPointKind::Recovery, &self.highest)
        } else if fell && self.is_negative() {
            (TurningPointKind::Damage, &self.lowest)
        } else if before.is_bad && self.is_negative() && self.insists {
            (TurningPointKind::Stall, &self.lowest)
        } else {
            return None;
        };
        let words = shown.as_ref().and_then(|(_, words)| words.clone());
        let agent = agent.map(str::to_owned);
        Some(TurningPoint { kind, turn, agent, before: before.score, after, customer_turn, until, words })
    }
}

impl TurningPoint {
    /// Takes in the next point where both are one: replies of one agent that stall one after the other. `answered` is the
    /// last judged turn of the message that the next one's reply answers.
    pub(crate) fn goes_on(&mut self, next: &Self, answered: Option<usize>) -> bool {
        let is_stall = [self.kind, next.kind] == [TurningPointKind::Stall; 2];
        let is_one = is_stall && self.agent == next.agent && Some(self.until) == answered;
        if is_one {
            self.until = next.until;
            self.after = next.after;
        }
        is_one
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mood(scores: &[f64], is_glad: bool, insists: bool) -> Mood {
        let mut mood = Mood { is_glad, insists, ..Mood::default() };
        scores.iter().enumerate().for_each(|(place, &score)| mood.add(10 + place, score, None));
        mood
    }

    fn troubled(score: f64) -> Mood {
        Mood { is_troubled: true, ..mood(&[score], false, false) }
    }

    fn before(score: f64) -> Before {
        Before { score, is_bad: score <= -BORDER }
    }

    fn kind(score: f64, mood: &Mood) -> Option<TurningPointKind> {
        mood.turning_point(before(score), 9, Some("ana")).map(|point| point.kind)
    }

    #[test]
    fn a_recovery_is_a_step_up_from_a_bad_mood_that_shows() {
        assert_eq!(kind(-0.5, &mood(&[0.3], false, false)), Some(TurningPointKind::Recovery));
        assert_eq!(kind(-0.7, &mood(&[-0.1], true, false)), Some(TurningPointKind::Recovery), "glad in words");
        assert_eq!(kind(-0.8, &mood(&[0.0], false, false)), None, "a bare fact");
        assert_eq!(kind(-0.1, &mood(&[0.9], true, false)), None, "there was nothing to recover from");
        let worried = troubled(-0.1).carry(None).unwrap();
        let point = mood(&[0.9], true, false).turning_point(worried, 9, None).unwrap();
        assert_eq!(point.kind, TurningPointKind::Recovery, "a worry shown in calm words is a bad mood too");
    }

    #[test]
    fn damage_is_a_step_down_into_the_negative() {
        assert_eq!(kind(0.0, &mood(&[-0.5, -0.5], false, false)), Some(TurningPointKind::Damage));
        assert_eq!(kind(-0.4, &mood(&[-0.9], false, true)), Some(TurningPointKind::Damage));
        assert_eq!(kind(0.9, &mood(&[0.0], false, false)), None, "joy that settles");
        assert_eq!(kind(0.0, &troubled(-0.3)), Some(TurningPointKind::Damage), "half a step, and it shows");
        assert_eq!(kind(0.0, &mood(&[-0.3], false, false)), None, "half a step that does not");
        assert_eq!(kind(-0.3, &troubled(-0.6)), None, "half a step of a mood that was bad");
        let point = mood(&[-0.4, -0.6], false, false).turning_point(before(0.1), 9, Some("ana")).unwrap();
        assert_eq!((point.turn, point.customer_turn, point.until, point.before, point.after), (9, 10, 11, 0.1, -0.5));
    }

    #[test]
    fn a_stall_is_a_bad_mood_that_insists() {
        assert_eq!(kind(-0.6, &mood(&[-0.5], false, true)), Some(TurningPointKind::Stall));
        assert_eq!(kind(-0.9, &mood(&[-0.3], false, true)), Some(TurningPointKind::Stall), "calmer, and no further");
        assert_eq!(kind(-0.6, &mood(&[-0.5], false, false)), None);
        assert_eq!(kind(0.0, &mood(&[-0.3], false, true)), None);
    }

    #[test]
    fn facts_carry_the_mood_on() {
        let carried = |mood: &Mood, score: Option<f64>| mood.carry(score.map(before)).map(|before| before.score);
        assert_eq!(carried(&mood(&[0.0], false, false), Some(-0.7)), Some(-0.7));
        assert_eq!(carried(&mood(&[0.0], false, false), None), Some(0.0));
        assert_eq!(carried(&mood(&[-0.3], false, false), Some(-0.7)), Some(-0.3));
        assert_eq!(carried(&mood(&[], false, false), Some(-0.7)), Some(-0.7), "nothing judged");
    }

    #[test]
    fn stalls_of_one_agent_are_one() {
        let stall = |agent| mood(&[-0.5], false, true).turning_point(before(-0.5), 9, Some(agent)).unwrap();
        let mut last = stall("ana");
        let next = TurningPoint { until: 14, ..stall("ana") };
        assert!(!last.goes_on(&next, Some(12)), "another message stands between");
        assert!(last.goes_on(&next, Some(10)));
        assert_eq!(last.until, 14);
        assert!(!last.goes_on(&stall("leo"), Some(14)));
    }
}
