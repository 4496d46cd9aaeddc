//! Replies to look at, chosen by a fixed rule, and how they could have been better.

use serde::{Deserialize, Serialize};

use crate::analyzer::{Analyzer, Exchange};
use crate::label::{Antipattern, Pillar, Technique};
use crate::reflection::measure::Interval;
use crate::span::{rounded, rounded_option};

/// A reply of the agent's own, and the message that it answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReplySample {
    /// The conversation's id.
    pub conversation: Option<String>,
    /// The turn that the reply ends with.
    pub turn: usize,
    /// The customer's words.
    pub customer: String,
    /// The agent's.
    pub reply: String,
    /// Empathy of the reply, 0 to 100.
    #[serde(serialize_with = "rounded")]
    pub empathy: f64,
    /// A way to do better, judged again; `None` where none of the library's brings anything, and for good replies.
    pub better: Option<Better>,
    #[serde(skip)]
    turns_before: usize,
}

/// A better version of a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Better {
    /// The technique to apply, ...
    pub technique: Option<Technique>,
    /// ... or the antipattern to mend.
    pub antipattern: Option<Antipattern>,
    /// The reason.
    pub why: String,
    /// The sentence to say.
    pub example: String,
    /// The words that it takes the place of; `None` where it is added.
    pub replaces: Option<String>,
    /// Empathy with it, 0 to 100, as judged.
    #[serde(serialize_with = "rounded_option")]
    pub empathy: Option<f64>,
}

/// A pillar that is surely better than adequate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strength {
    /// Which.
    pub pillar: Pillar,
    /// Opportunities.
    pub n: usize,
    /// Its mean.
    pub interval: Interval,
    /// Replies that show it.
    pub replies: Vec<ReplySample>,
}

/// A pillar that is surely less than adequate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Which.
    pub pillar: Pillar,
    /// Opportunities.
    pub n: usize,
    /// Its mean.
    pub interval: Interval,
    /// Replies that show it, each with a better version where there is one.
    pub replies: Vec<ReplySample>,
}

/// Replies kept of a kind.
const MOST: usize = 2;
/// Bytes of a message or a reply that is worth showing whole.
const LONGEST: usize = 4096;

/// What a sample is taken from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'a> {
    pub(crate) conversation: Option<&'a str>,
    pub(crate) turn: usize,
    pub(crate) turns_before: usize,
    pub(crate) customer: &'a str,
    pub(crate) reply: &'a str,
    pub(crate) empathy: f64,
}

/// The replies that show something most, one a conversation; of equals the newest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples {
    /// By falling rank.
    kept: Vec<(f64, ReplySample)>,
}

impl Samples {
    pub(crate) fn offer(&mut self, rank: f64, candidate: &Candidate<'_>) {
        if candidate.customer.len().max(candidate.reply.len()) > LONGEST {
            return;
        }
        let same = |(_, sample): &(f64, ReplySample)| {
            candidate.conversation.is_some() && sample.conversation.as_deref() == candidate.conversation
        };
        if let Some(place) = self.kept.iter().position(same) {
            if self.kept.get(place).is_some_and(|(kept, _)| *kept > rank) {
                return;
            }
            self.kept.remove(place);
        }
        let place = self.kept.iter().position(|(kept, _)| *kept <= rank).unwrap_or(self.kept.len());
        if place == MOST {
            return;
        }
        let sample = ReplySample {
            conversation: candidate.conversation.map(str::to_owned),
            turn: candidate.turn,
            customer: candidate.customer.to_owned(),
            reply: candidate.reply.to_owned(),
            empathy: candidate.empathy,
            better: None,
            turns_before: candidate.turns_before,
        };
        self.kept.insert(place, (rank, sample));
        self.kept.truncate(MOST);
    }

    /// The samples as results show them.
    pub(crate) fn shown(&self, analyzer: &Analyzer) -> Vec<ReplySample> {
        self.kept.iter().map(|(_, sample)| masked(analyzer, sample)).collect()
    }

    /// The same, each with a better version for this pillar.
    pub(crate) fn improved(&self, analyzer: &Analyzer, pillar: Pillar) -> Vec<ReplySample> {
        let improve = |(_, sample): &(f64, ReplySample)| ReplySample {
            better: better(analyzer, sample, pillar),
            ..masked(analyzer, sample)
        };
        self.kept.iter().map(improve).collect()
    }
}

fn masked(analyzer: &Analyzer, sample: &ReplySample) -> ReplySample {
    let shown = |text: &str| analyzer.shown(text).into_owned();
    ReplySample { customer: shown(&sample.customer), reply: shown(&sample.reply), ..sample.clone() }
}

/// The suggestion that serves the pillar most, else the one that brings most.
fn better(analyzer: &Analyzer, sample: &ReplySample, pillar: Pillar) -> Option<Better> {
    let exchange =
        Exchange { customer: &sample.customer, reply: Some(&sample.reply), turns_before: sample.turns_before };
    let score = analyzer.judge_exchange(&exchange).reply?;
    let mut suggestions = score.suggestions;
    let of_pillar = suggestions.iter().position(|found| found.technique.is_some_and(|given| given.pillar() == pillar));
    if suggestions.is_empty() {
        return None;
    }
    let chosen = suggestions.swap_remove(of_pillar.unwrap_or_default());
    Some(Better {
        technique: chosen.technique,
        antipattern: chosen.antipattern,
        why: chosen.why,
        example: chosen.example,
        replaces: chosen.replaces.map(|replaced| replaced.text.into_owned()),
        empathy: Some((score.empathy.score + chosen.gain).clamp(0.0, 100.0)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plainest_are_kept_one_a_conversation_and_of_equals_the_newest() {
        let mut samples = Samples::default();
        let mut offer = |conversation, turn, rank| {
            let candidate = Candidate {
                conversation: Some(conversation),
                turn,
                turns_before: 0,
                customer: "c",
                reply: "r",
                empathy: 1.0,
            };
            samples.offer(rank, &candidate);
        };
        for (conversation, turn, rank) in
            [("a", 1, 1.0), ("b", 1, 3.0), ("b", 3, 2.0), ("c", 1, 2.0), ("d", 1, 2.0), ("b", 5, 4.0), ("e", 1, 0.5)]
        {
            offer(conversation, turn, rank);
        }
        let kept: Vec<(&str, usize)> =
            samples.kept.iter().map(|(_, sample)| (sample.conversation.as_deref().unwrap(), sample.turn)).collect();
        assert_eq!(kept, [("b", 5), ("d", 1)]);
    }
}
