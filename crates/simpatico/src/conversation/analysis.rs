//! What a conversation was found to be.

use serde::{Deserialize, Serialize};

use crate::conversation::agents::{AgentSummary, HandOver};
use crate::conversation::course::{RiskCourse, SentimentCourse};
use crate::conversation::mood::TurningPoint;
use crate::conversation::needs::{Need, NeedRecord};
use crate::conversation::outcome::Resolution;
use crate::conversation::passage::Quote;
use crate::conversation::timing::Timing;
use crate::conversation::turn::Timestamp;
use crate::detect::{PhaseScore, TargetScore};
use crate::label::{
    AbstainReason, Antipattern, Band, Emotion, EmotionalNeed, Expressed, LanguageCode, NoteKind, Opportunity, Polarity,
    Reason, Risk, ServiceNeed, Speaker, Technique,
};
use crate::score::{Coverages, Empathy, Pillars};
use crate::span::{rounded, rounded_option};

/// A label that is asserted, and the words that carried it most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding<L> {
    /// Which.
    pub label: L,
    /// Calibrated probability, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// The strongest words.
    pub words: Option<Quote>,
}

/// A need that a turn raises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedFinding<L> {
    /// Which.
    pub label: L,
    /// Calibrated probability, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Said, or read between the lines.
    pub expressed: Expressed,
    /// The strongest words.
    pub words: Option<Quote>,
}

/// A label of a company's own pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomFinding {
    /// The family that the pack put it in.
    pub family: String,
    /// `pack.label`.
    pub label: String,
    /// From 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// The strongest words.
    pub words: Option<Quote>,
}

/// The sentiment of a turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TurnSentiment {
    /// From -1 (very negative) to 1 (very positive).
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Negative, neutral, positive or mixed.
    pub label: Polarity,
    /// One of five bands.
    pub band: Band,
    /// Strength of feeling, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub intensity: f64,
    /// Probability that the label is right, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// The words that carried it most in its own direction.
    pub words: Option<Quote>,
}

/// A customer's turn. Lists hold only what is asserted, strongest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerTurn {
    /// The turn's language.
    pub language: LanguageCode,
    /// How the customer feels.
    pub sentiment: TurnSentiment,
    /// Emotions shown.
    pub emotions: Vec<Finding<Emotion>>,
    /// Those of them that the customer's last message before an agent's reply showed as well, in the codebook's order.
    pub carried: Vec<Emotion>,
    /// What the customer wants done.
    pub service_needs: Vec<NeedFinding<ServiceNeed>>,
    /// What the customer needs to feel.
    pub emotional_needs: Vec<NeedFinding<EmotionalNeed>>,
    /// Why.
    pub reasons: Vec<Finding<Reason>>,
    /// What the feeling is about.
    pub target: Option<TargetScore>,
    /// Before, during or after the service.
    pub phase: PhaseScore,
    /// What may follow.
    pub risks: Vec<Finding<Risk>>,
    /// Probability of escalation, asserted or not.
    #[serde(serialize_with = "rounded")]
    pub escalation: f64,
    /// Probability of leaving, asserted or not.
    #[serde(serialize_with = "rounded")]
    pub churn: f64,
    /// How pressing it is, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub urgency: f64,
    /// How much work the customer has already had, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub effort: f64,
    /// Labels of a company's own packs.
    pub custom: Vec<CustomFinding>,
    /// The customer says that the matter is done, which closes what was open.
    pub confirms: bool,
    /// Why the turn was not judged, where it was not.
    pub abstained: Option<AbstainReason>,
}

/// A technique in a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TechniqueLevel {
    /// Which.
    pub label: Technique,
    /// 0 absent, 1 weak or generic, 2 strong and specific.
    pub level: u8,
    /// Called for or not, given or not.
    pub opportunity: Opportunity,
}

/// An agent's reply: all turns of one agent between two of the customer's, judged as one text against the customer's
/// message before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentReply {
    /// The customer's turns that it answers: all since an agent last spoke before them.
    pub answers: Vec<usize>,
    /// The agent's turns that it is made of, this one last.
    pub parts: Vec<usize>,
    /// The whole, 0 to 100.
    pub empathy: Empathy,
    /// The five pillars.
    pub pillars: Pillars,
    /// All ten techniques, in the codebook's order.
    pub techniques: Vec<TechniqueLevel>,
    /// What harmed, strongest first.
    pub antipatterns: Vec<Finding<Antipattern>>,
    /// Which of the message's needs it answered.
    pub coverage: Coverages,
    /// The reply is in the customer's language.
    pub language_match: bool,
}

/// One turn of a conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TurnAnalysis {
    /// The turn's number, from 0.
    pub turn: usize,
    /// Who speaks.
    pub speaker: Speaker,
    /// Which agent.
    pub agent: Option<String>,
    /// When, where known and not before an earlier turn.
    pub time: Option<Timestamp>,
    /// Of an agent's turn: seconds that the customer waited for it.
    #[serde(serialize_with = "rounded_option")]
    pub delay_seconds: Option<f64>,
    /// Of a customer's turn: what it shows.
    pub customer: Option<CustomerTurn>,
    /// Of an agent's turn: the judgement of the reply that ends with it. `None` where the reply goes on in a later turn, or where there is no
    /// message to answer.
    pub reply: Option<AgentReply>,
}

/// What a customer's message called for and the reply to it did not give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedOpportunity {
    /// The technique that was called for, ...
    pub technique: Option<Technique>,
    /// ... or the need that was left open.
    pub need: Option<Need>,
    /// The customer's turn that called for it.
    pub customer_turn: usize,
    /// The customer's words.
    pub words: Option<Quote>,
    /// The agent's turn that did not answer.
    pub turn: usize,
    /// That turn's agent.
    pub agent: Option<String>,
}

/// An emotion over the customer's turns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmotionCourse {
    /// Which.
    pub label: Emotion,
    /// Turns that show it.
    pub turns: usize,
    /// The first of them.
    pub first_turn: usize,
    /// The last of them.
    pub last_turn: usize,
    /// Its highest score.
    #[serde(serialize_with = "rounded")]
    pub highest: f64,
    /// Messages in a row, with an agent's reply between them, that it was carried over at most; 1 where it never outlasted a reply.
    pub carried: usize,
    /// The customer's last message shows it.
    pub at_end: bool,
}

/// A sign that the customer has been in touch about this before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepeatContact {
    /// The first turn that shows it.
    pub turn: usize,
    /// The highest effort so far, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub effort: f64,
    /// Words of that turn that tell of it, where the library can point at them.
    pub words: Option<Quote>,
}

/// The part that a bot had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotPart {
    /// Turns of a bot.
    pub turns: usize,
    /// The customer's first turn after one that asks for a person.
    pub human_asked_at: Option<usize>,
}

/// Something peculiar about a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The turn.
    pub turn: usize,
    /// What it is.
    pub kind: NoteKind,
}

/// How many entries were left out of lists that keep their newest ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Oldest turns without an entry.
    pub turns: usize,
    /// Oldest needs.
    pub needs: usize,
    /// Oldest turning points.
    pub turning_points: usize,
    /// Oldest missed opportunities.
    pub missed_opportunities: usize,
    /// Turns of agents who came after the limit of agents.
    pub agent_turns: usize,
    /// Oldest hand-overs.
    pub hand_overs: usize,
    /// Oldest notes.
    pub notes: usize,
}

/// What a conversation was found to be, as far as it went. Turns are named by number, from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConversationAnalysis {
    /// Turns in all, of every speaker.
    pub turn_count: usize,
    /// The turns, one by one.
    pub turns: Vec<TurnAnalysis>,
    /// The course of the customer's sentiment.
    pub sentiment: SentimentCourse,
    /// Emotions shown, in the codebook's order.
    pub emotions: Vec<EmotionCourse>,
    /// Needs raised, in the order in which they were.
    pub needs: Vec<NeedRecord>,
    /// Recoveries, damage and stalls, in order.
    pub turning_points: Vec<TurningPoint>,
    /// What messages called for and replies did not give, in order.
    pub missed_opportunities: Vec<MissedOpportunity>,
    /// Whether the matter is settled.
    pub resolution: Resolution,
    /// An estimate from 1 to 5 of what it was like for the customer; `None` where no turn could be judged. Nobody was asked.
    #[serde(serialize_with = "rounded_option")]
    pub estimated_experience: Option<f64>,
    /// How the risk of escalation moved.
    pub escalation: Option<RiskCourse>,
    /// How the risk of leaving moved.
    pub churn: Option<RiskCourse>,
    /// A sign of an earlier contact, where there is one.
    pub repeat_contact: Option<RepeatContact>,
    /// Agents, in the order in which they came.
    pub agents: Vec<AgentSummary>,
    /// Where one agent or bot took over from another.
    pub hand_overs: Vec<HandOver>,
    /// The part that a bot had.
    pub bot: BotPart,
    /// Waiting and handling.
    pub timing: Timing,
    /// What was peculiar.
    pub notes: Vec<Note>,
    /// What the limits left out.
    pub left_out: LeftOut,
}

impl ConversationAnalysis {
    /// Needs that are not answered yet, service and emotional.
    pub fn open_needs(&self) -> impl Iterator<Item = &NeedRecord> {
        self.needs.iter().filter(|need| need.is_open())
    }

    /// Judged replies and the turns that they end with.
    pub fn replies(&self) -> impl Iterator<Item = (&TurnAnalysis, &AgentReply)> {
        self.turns.iter().filter_map(|turn| turn.reply.as_ref().map(|reply| (turn, reply)))
    }

    /// The customer's turns, judged or not.
    pub fn messages(&self) -> impl Iterator<Item = (&TurnAnalysis, &CustomerTurn)> {
        self.turns.iter().filter_map(|turn| turn.customer.as_ref().map(|customer| (turn, customer)))
    }
}

/// What one more turn changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TurnChange {
    /// The turn itself.
    pub turn: TurnAnalysis,
    /// Needs that it raised for the first time, or again after they were answered.
    pub raised: Vec<NeedRecord>,
    /// Needs that it answered, in full or in part.
    pub answered: Vec<NeedRecord>,
    /// The turning point that it shows. A later turn of the same message may move or undo it.
    pub turning_point: Option<TurningPoint>,
    /// What it was called on to give and did not. A later turn of the same reply may give it.
    pub missed_opportunities: Vec<MissedOpportunity>,
    /// Whether the matter is settled by now.
    pub resolution: Resolution,
    /// What was peculiar about it.
    pub notes: Vec<Note>,
}
