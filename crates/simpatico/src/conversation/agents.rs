//! What each agent did in a conversation, kept apart.

use serde::{Deserialize, Serialize};

use crate::conversation::bounded::Bounded;
use crate::label::{Pillar, Speaker};
use crate::score::{Pillars, ReplyScore};
use crate::span::rounded;

/// A mean and what it is of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// The mean.
    #[serde(serialize_with = "rounded")]
    pub mean: f64,
    /// Of so many.
    pub n: usize,
}

/// An agent in a conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentSummary {
    /// Who; `None` for an agent without a name.
    pub agent: Option<String>,
    /// Turns spoken.
    pub turns: usize,
    /// The first of them.
    pub first_turn: usize,
    /// The last of them.
    pub last_turn: usize,
    /// Mean empathy of the replies that were judged, 0 to 100; `n` counts replies, not turns.
    pub empathy: Option<Mean>,
    /// Mean of each pillar over the replies in which it was called for.
    pub pillars: PillarMeans,
}

/// The mean of each pillar, 0 to 100; `None` where nothing that it judges was called for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PillarMeans {
    /// Paraphrase, clarifying question.
    pub active_listening: Option<Mean>,
    /// Perspective taking.
    pub perspective_taking: Option<Mean>,
    /// Emotional acknowledgement, reassurance, apology, appreciation.
    pub empathetic_language: Option<Mean>,
    /// Concrete action, proactive support.
    pub action: Option<Mean>,
    /// Personalisation, and the absence of robotic wording.
    pub human_touch: Option<Mean>,
}

/// Who speaks for the company: an agent by name, or a bot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// `agent` or `bot`.
    pub speaker: Speaker,
    /// The agent's name, where there is one.
    pub agent: Option<String>,
}

/// Somebody else takes the conversation over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The first turn of the one who takes over.
    pub turn: usize,
    /// Who spoke before.
    pub from: Party,
    /// Who speaks now.
    pub to: Party,
}

/// A running mean.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    sum: f64,
    n: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, value: f64) {
        self.sum += value;
        self.n += 1;
    }

    pub(crate) fn mean(&self) -> Option<Mean> {
        (self.n > 0).then(|| Mean { mean: self.sum / self.n as f64, n: self.n })
    }
}

#[derive(Clone, Debug)]
pub(crate) struct AgentTally {
    agent: Option<String>,
    turns: usize,
    first_turn: usize,
    last_turn: usize,
    empathy: Tally,
    pillars: [Tally; 5],
}

impl AgentTally {
    fn summary(&self) -> AgentSummary {
        let pillar = |pillar: Pillar| self.pillars.get(pillar as usize).and_then(Tally::mean);
        AgentSummary {
            agent: self.agent.clone(),
            turns: self.turns,
            first_turn: self.first_turn,
            last_turn: self.last_turn,
            empathy: self.empathy.mean(),
            pillars: PillarMeans {
                active_listening: pillar(Pillar::ActiveListening),
                perspective_taking: pillar(Pillar::PerspectiveTaking),
                empathetic_language: pillar(Pillar::EmpatheticLanguage),
                action: pillar(Pillar::Action),
                human_touch: pillar(Pillar::HumanTouch),
            },
        }
    }
}

/// What counts of a judged reply.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReplyFigures {
    pub(crate) empathy: f64,
    pub(crate) pillars: Pillars,
}

impl From<&ReplyScore<'_>> for ReplyFigures {
    fn from(score: &ReplyScore<'_>) -> Self {
        Self { empathy: score.empathy.score, pillars: score.pillars }
    }
}

/// All agents of a conversation, in the order in which they came.
#[derive(Clone, Debug)]
pub(crate) struct Agents {
    tallies: Vec<AgentTally>,
    limit: usize,
    left_out: usize,
    hand_overs: Bounded<HandOver>,
    last: Option<Party>,
}

impl Agents {
    /// Keeps at most `limit` agents apart; turns of later ones are only counted.
    pub(crate) fn new(limit: usize) -> Self {
        Self { tallies: Vec::new(), limit, left_out: 0, hand_overs: Bounded::new(limit), last: None }
    }

    /// An agent or a bot speaks.
    pub(crate) fn speak(&mut self, turn: usize, speaker: Speaker, agent: Option<&str>) {
        let party = Party { speaker, agent: agent.filter(|_| speaker == Speaker::Agent).map(str::to_owned) };
        if let Some(from) = self.last.take().filter(|last| *last != party) {
            self.hand_overs.push(HandOver { turn, from, to: party.clone() });
        }
        self.last = Some(party);
        if speaker != Speaker::Agent {
            return;
        }
        let is_full = self.tallies.len() == self.limit;
        match self.tallies.iter_mut().find(|tally| tally.agent.as_deref() == agent) {
            Some(tally) => {
                tally.turns += 1;
                tally.last_turn = turn;
            }
            None if is_full => self.left_out += 1,
            None => self.tallies.push(AgentTally {
                agent: agent.map(str::to_owned),
                turns: 1,
                first_turn: turn,
                last_turn: turn,
                empathy: Tally::default(),
                pillars: [Tally::default(); 5],
            }),
        }
    }

    /// A reply of this agent is final.
    pub(crate) fn judge(&mut self, agent: Option<&str>, figures: &ReplyFigures) {
        let Some(tally) = self.tallies.iter_mut().find(|tally| tally.agent.as_deref() == agent) else { return };
        tally.empathy.add(figures.empathy);
        let Pillars { active_listening, perspective_taking, empathetic_language, action, human_touch } =
            figures.pillars;
        let pillars = [active_listening, perspective_taking, empathetic_language, action, human_touch];
        for (tally, value) in tally.pillars.iter_mut().zip(pillars) {
            value.into_iter().for_each(|value| tally.add(value));
        }
    }

    pub(crate) fn summaries(&self) -> Vec<AgentSummary> {
        self.tallies.iter().map(AgentTally::summary).collect()
    }

    pub(crate) fn hand_overs(&self) -> &Bounded<HandOver> {
        &self.hand_overs
    }

    /// Turns of agents beyond the limit.
    pub(crate) fn left_out(&self) -> usize {
        self.left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_are_kept_apart_and_hand_overs_are_told() {
        let mut agents = Agents::new(10);
        agents.speak(1, Speaker::Bot, None);
        agents.speak(3, Speaker::Agent, Some("ana"));
        agents.speak(5, Speaker::Agent, Some("ana"));
        agents.speak(6, Speaker::Agent, Some("leo"));
        let figures = |empathy, action| ReplyFigures { empathy, pillars: Pillars { action, ..Pillars::default() } };
        agents.judge(Some("ana"), &figures(40.0, Some(50.0)));
        agents.judge(Some("ana"), &figures(60.0, None));
        let [ana, leo] = &agents.summaries()[..] else { panic!("two agents") };
        assert_eq!((ana.turns, ana.first_turn, ana.last_turn), (2, 3, 5));
        assert_eq!(ana.empathy, Some(Mean { mean: 50.0, n: 2 }));
        assert_eq!(ana.pillars.action, Some(Mean { mean: 50.0, n: 1 }), "only where it was called for");
        assert_eq!((leo.empathy, leo.pillars), (None, PillarMeans::default()));
        let turns: Vec<(usize, Speaker, Option<&str>)> =
            agents.hand_overs.iter().map(|over| (over.turn, over.from.speaker, over.to.agent.as_deref())).collect();
        assert_eq!(turns, [(3, Speaker::Bot, Some("ana")), (6, Speaker::Agent, Some("leo"))]);
    }

    #[test]
    fn too_many_agents_are_counted() {
        let mut agents = Agents::new(3);
        (0..10).for_each(|turn| agents.speak(turn, Speaker::Agent, Some(&turn.to_string())));
        assert_eq!((agents.summaries().len(), agents.left_out(), agents.hand_overs.iter().len()), (3, 7, 3));
    }
}
