//! Conversations are added one by one; what was seen of them can be asked for at any time.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analyzer::Analyzer;
use crate::conversation::{ConversationAnalysis, Timestamp, Turn};
use crate::error::Error;
use crate::reflection::correction::{Correction, CorrectionTally, Corrections};
use crate::reflection::options::{AgentOrder, ReflectionOptions};
use crate::reflection::profile::{Contact, Part, Profile, ProfileTally};

/// Looks back on many conversations of an agent or a team. Memory does not grow with their number: figures are sums, and
/// of texts only a few samples are kept, chosen by a fixed rule. The same conversations in the same order give the same
/// bits.
///
/// ```
/// use simpatico::{Analyzer, ReflectionOptions, Turn};
///
/// let analyzer = Analyzer::new();
/// let mut reflection = analyzer.reflection(ReflectionOptions::default())?;
/// let turns = [
///     Turn::customer("My parcel is a week late and nobody answers!"),
///     Turn::agent("A week is too long, I'm sorry. It will be at your door at 5 today.").by("Noemi"),
/// ];
/// reflection.add(Some("chat-1"), &turns, &analyzer.analyze_conversation(&turns));
/// let found = reflection.analysis();
/// assert_eq!(found.agents[0].agent.as_deref(), Some("Noemi"));
/// assert_eq!(found.team.empathy.n, 1);
/// assert!(found.team.empathy.interval.is_none(), "nothing is claimed of one reply");
/// # Ok::<(), simpatico::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reflection {
    analyzer: Analyzer,
    options: ReflectionOptions,
    conversations: usize,
    turns: usize,
    untimed: usize,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    team: ProfileTally,
    agents: BTreeMap<Option<String>, ProfileTally>,
    left_out: usize,
    corrections: CorrectionTally,
}

/// An agent's own page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgentProfile {
    /// Who; `None` for agents without a name.
    pub agent: Option<String>,
    /// What their conversations show.
    #[serde(flatten)]
    pub profile: Profile,
}

/// What many conversations show.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReflectionAnalysis {
    /// What was asked for.
    pub options: ReflectionOptions,
    /// Conversations.
    pub conversations: usize,
    /// Their turns.
    pub turns: usize,
    /// Conversations without any time.
    pub untimed: usize,
    /// The earliest and the latest time of any turn.
    pub first: Option<Timestamp>,
    /// The latest.
    pub last: Option<Timestamp>,
    /// Everybody together.
    pub team: Profile,
    /// Each agent alone, in the order that was asked for.
    pub agents: Vec<AgentProfile>,
    /// Parts of conversations by agents beyond [`Reflection::MOST_AGENTS`]; the team has them.
    pub left_out: usize,
    /// What people said in place of the machine.
    pub corrections: Corrections,
}

impl Analyzer {
    /// A reflection on conversations that this analyzer analyzed.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidOption`](crate::ErrorKind::InvalidOption) where an option lies outside its range.
    pub fn reflection(&self, options: ReflectionOptions) -> Result<Reflection, Error> {
        options.check()?;
        Ok(Reflection {
            analyzer: self.clone(),
            options,
            conversations: 0,
            turns: 0,
            untimed: 0,
            first: None,
            last: None,
            team: ProfileTally::default(),
            agents: BTreeMap::new(),
            left_out: 0,
            corrections: CorrectionTally::default(),
        })
    }
}

impl Reflection {
    /// Agents that are kept apart, those who came first.
    pub const MOST_AGENTS: usize = 500;

    /// Takes a correction. It must come before its conversation, and is kept until then.
    pub fn correct(&mut self, correction: Correction) {
        self.corrections.expect(correction);
    }

    /// Takes a conversation: its turns, and what they were found to be.
    pub fn add(&mut self, id: Option<&str>, turns: &[Turn<'_>], analysis: &ConversationAnalysis) {
        let times = || analysis.turns.iter().filter_map(|turn| turn.time);
        let (first, last) = (times().min(), times().max());
        let period = self.options.period.number(first, self.conversations);
        self.conversations += 1;
        self.turns += analysis.turn_count;
        self.untimed += usize::from(first.is_none());
        self.first = self.first.into_iter().chain(first).min();
        self.last = self.last.max(last);
        self.corrections.compare(id, analysis);
        let contact = Contact { id, turns, analysis, period };
        self.team.add(&self.analyzer, &contact, Part::Team);
        for agent in analysis.agents.iter().map(|summary| &summary.agent) {
            if !self.agents.contains_key(agent) && self.agents.len() == Self::MOST_AGENTS {
                self.left_out += 1;
                continue;
            }
            let tally = self.agents.entry(agent.clone()).or_default();
            tally.add(&self.analyzer, &contact, Part::Agent(agent.as_deref()));
        }
    }

    /// What was seen so far. Judges the samples of areas again, to offer better versions.
    #[must_use]
    pub fn analysis(&self) -> ReflectionAnalysis {
        let mut agents: Vec<(&Option<String>, &ProfileTally)> = self.agents.iter().collect();
        // Agents without a name come last.
        agents.sort_by_key(|(agent, _)| agent.is_none());
        if self.options.order == AgentOrder::Empathy {
            let rank = |tally: &ProfileTally| tally.rank(&self.options).unwrap_or(f64::NEG_INFINITY);
            agents.sort_by(|a, b| rank(b.1).total_cmp(&rank(a.1)));
        }
        let agents = agents.into_iter().map(|(agent, tally)| AgentProfile {
            agent: agent.clone(),
            profile: tally.profile(&self.analyzer, &self.options),
        });
        ReflectionAnalysis {
            options: self.options,
            conversations: self.conversations,
            turns: self.turns,
            untimed: self.untimed,
            first: self.first,
            last: self.last,
            team: self.team.profile(&self.analyzer, &self.options),
            agents: agents.collect(),
            left_out: self.left_out,
            corrections: self.corrections.corrections(&self.options),
        }
    }
}
