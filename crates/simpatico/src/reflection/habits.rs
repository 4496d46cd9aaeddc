//! What an agent does again and again.

use serde::{Deserialize, Serialize};

use crate::conversation::{AgentReply, Quote};
use crate::label::{Antipattern, Label as _, Opportunity, Technique};
use crate::reflection::measure::{Interval, enough, percent};
use crate::reflection::options::ReflectionOptions;
use crate::reflection::statistics::Sums;
use crate::reflection::wording::Sentences;
use crate::span::rounded;

/// A technique over many replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TechniqueHabit {
    /// Which.
    pub label: Technique,
    /// Replies that called for it.
    pub called_for: usize,
    /// Those of them that gave it.
    pub met: usize,
    /// Those of them that gave it strongly.
    pub strong: usize,
    /// Replies that gave it without a call.
    pub extra: usize,
}

/// A reply's words, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedReply {
    /// The conversation's id.
    pub conversation: Option<String>,
    /// The words and their turn.
    pub words: Quote,
}

/// An antipattern over many replies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AntipatternHabit {
    /// Which.
    pub label: Antipattern,
    /// Replies that show it.
    pub replies: usize,
    /// Of so many.
    pub of: usize,
    /// Their share in percent.
    pub share: Option<Interval>,
    /// More than one reply in ten shows it, surely.
    pub is_frequent: bool,
    /// The plainest of them.
    pub example: Option<QuotedReply>,
}

/// A sentence that comes again and again, with those that differ from it in a name, a figure or a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    /// As it was first said.
    pub text: String,
    /// Replies that hold it, at least.
    pub replies: usize,
    /// Of so many.
    pub of: usize,
    /// Their share, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub share: f64,
}

/// What an agent does again and again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Habits {
    /// All ten techniques, most given first.
    pub techniques: Vec<TechniqueHabit>,
    /// Antipatterns that were found, most frequent first.
    pub antipatterns: Vec<AntipatternHabit>,
    /// The same wording over and over, most frequent first; at most [`Habits::MOST_WORDINGS`].
    pub wordings: Vec<Wording>,
}

impl Habits {
    /// Wordings that are listed.
    pub const MOST_WORDINGS: usize = 5;
}

/// An antipattern in more than so many of a hundred replies is a habit.
const FREQUENT: f64 = 10.0;
/// As a wording in so many replies and in such a share of them.
const LEAST_REPLIES: usize = 5;
const LEAST_SHARE: f64 = 0.1;

#[derive(Clone, Debug, Default)]
pub(crate) struct HabitTally {
    replies: usize,
    /// Called for, met, strong, extra.
    techniques: [[usize; 4]; 10],
    antipatterns: [(Sums, Option<(f64, QuotedReply)>); 13],
    sentences: Sentences,
}

impl HabitTally {
    /// The replies of one conversation, each with its text.
    pub(crate) fn add(
        &mut self,
        conversation: Option<&str>,
        replies: &[(&AgentReply, String)],
        shown: impl Fn(&str) -> String,
    ) {
        self.replies += replies.len();
        for (reply, text) in replies {
            for technique in &reply.techniques {
                let Some([called_for, met, strong, extra]) = self.techniques.get_mut(technique.label.index()) else {
                    continue;
                };
                *called_for += usize::from(matches!(technique.opportunity, Opportunity::Met | Opportunity::Missed));
                *met += usize::from(technique.opportunity == Opportunity::Met);
                *strong += usize::from(technique.opportunity == Opportunity::Met && technique.level == 2);
                *extra += usize::from(technique.opportunity == Opportunity::Extra);
            }
            self.sentences.add(text, &shown);
        }
        for (label, (sums, example)) in Antipattern::ALL.iter().zip(&mut self.antipatterns) {
            let found =
                replies.iter().flat_map(|(reply, _)| reply.antipatterns.iter().filter(|found| found.label == *label));
            let mut count = 0;
            for found in found {
                count += 1;
                let is_plainer = example.as_ref().is_none_or(|(score, _)| found.score > *score);
                if let Some(words) = found.words.as_ref().filter(|_| is_plainer) {
                    let quoted = QuotedReply { conversation: conversation.map(str::to_owned), words: words.clone() };
                    *example = Some((found.score, quoted));
                }
            }
            sums.add(replies.len(), 100.0 * f64::from(count));
        }
    }

    pub(crate) fn habits(&self, options: &ReflectionOptions) -> Habits {
        let mut techniques: Vec<TechniqueHabit> = Technique::ALL
            .iter()
            .zip(self.techniques)
            .map(|(&label, [called_for, met, strong, extra])| TechniqueHabit { label, called_for, met, strong, extra })
            .collect();
        techniques.sort_by_key(|habit| core::cmp::Reverse(habit.met + habit.extra));
        let found = Antipattern::ALL.iter().zip(&self.antipatterns).map(|(&label, (sums, example))| {
            let share = enough(sums, options);
            let mean = sums.mean().unwrap_or_default();
            AntipatternHabit {
                label,
                replies: (mean * sums.n as f64 / 100.0).round() as usize,
                of: sums.n,
                share: share.as_ref().map(percent),
                is_frequent: share.is_some_and(|share| share.lies_above(FREQUENT) == Some(true)),
                example: example.as_ref().map(|(_, quoted)| quoted.clone()),
            }
        });
        let mut antipatterns: Vec<AntipatternHabit> = found.filter(|habit| habit.replies > 0).collect();
        antipatterns.sort_by_key(|habit| core::cmp::Reverse(habit.replies));
        Habits { techniques, antipatterns, wordings: self.wordings(options) }
    }

    fn wordings(&self, options: &ReflectionOptions) -> Vec<Wording> {
        if self.replies < options.least_opportunities {
            return Vec::new();
        }
        let of = self.replies;
        let wordings = self.sentences.repeated(LEAST_REPLIES).into_iter().map(|repeated| {
            // A reply may hold two sentences that are alike.
            let replies = repeated.replies.min(of);
            Wording { text: repeated.text, replies, of, share: replies as f64 / of as f64 }
        });
        wordings.filter(|wording| wording.share >= LEAST_SHARE).take(Habits::MOST_WORDINGS).collect()
    }
}
