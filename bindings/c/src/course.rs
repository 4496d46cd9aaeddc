//! What a whole conversation came to, laid out as the header says.

use simpatico_core::{
    AgentSummary, ConversationAnalysis, Label as _, Mean, MissedOpportunity, NeedRecord, Note, PillarMeans, Point,
    RiskCourse, SentimentCourse, Timing, TurningPoint, Wait,
};

use crate::label::{
    simpatico_coverage, simpatico_emotion, simpatico_note_kind, simpatico_resolution_reason, simpatico_resolved,
    simpatico_speaker, simpatico_technique, simpatico_turning_point_kind,
};
use crate::reply::{need_number, simpatico_need_kind};
use crate::shelf::{Shelf, address};
use crate::text::simpatico_str;
use crate::turn_analysis::{simpatico_quote, simpatico_turn_analysis};

/// A value and the turn that it belongs to.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_point {
    /// The turn's number, from 0.
    pub turn: usize,
    /// The value.
    pub score: f64,
}

/// How the customer's sentiment moved, each value from -1 to 1. A figure is NULL where no turn could be judged.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_sentiment_course {
    /// The customer's turns that were judged.
    pub judged: usize,
    /// The whole, later turns weighing more.
    pub overall: *const f64,
    /// The first judged turn.
    pub begin: *const f64,
    /// The last judged turn.
    pub end: *const f64,
    /// The first of the lowest turns.
    pub lowest: *const simpatico_point,
    /// Half of `end` less `begin`.
    pub trend: *const f64,
    /// `end` less the lowest score, from 0 to 2.
    pub recovery: *const f64,
    /// Mean of the first quarter of the judged turns; NULL, like the next three, for a quarter without a turn.
    pub first_quarter: *const f64,
    /// Of the second.
    pub second_quarter: *const f64,
    /// Of the third.
    pub third_quarter: *const f64,
    /// Of the fourth.
    pub fourth_quarter: *const f64,
}

/// How a risk moved over the customer's judged turns, each value a probability.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_risk_course {
    /// At the first judged turn.
    pub begin: f64,
    /// At the last one.
    pub end: f64,
    /// The first of the highest.
    pub highest: simpatico_point,
}

/// A sign that the customer has been in touch about this before.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_repeat_contact {
    /// The first turn that shows it.
    pub turn: usize,
    /// The highest effort so far, 0 to 1.
    pub effort: f64,
    /// Words of that turn that tell of it; may be NULL.
    pub words: *const simpatico_quote,
}

/// A mean and what it is of.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_mean {
    /// The mean.
    pub mean: f64,
    /// Of so many.
    pub n: usize,
}

/// A wait and the agent's turn that ended it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_wait {
    /// The agent's turn.
    pub turn: usize,
    /// Seconds.
    pub seconds: f64,
}

/// Waiting and handling, in seconds; a figure is NULL where the turns concerned carry no times.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_timing {
    /// Turns with a usable time.
    pub timed_turns: usize,
    /// From the customer's first turn to the first turn of an agent after it.
    pub first_reply_seconds: *const f64,
    /// Mean reply delay.
    pub reply_seconds: *const simpatico_mean,
    /// The longest reply delay, the first of equals.
    pub longest_wait: *const simpatico_wait,
    /// From the first turn to the last.
    pub handling_seconds: *const f64,
}

/// How many entries were left out of lists that keep their newest ones.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_left_out {
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

/// What a conversation came to.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_course {
    /// Turns in all, of every speaker.
    pub turn_count: usize,
    /// The course of the customer's sentiment.
    pub sentiment: simpatico_sentiment_course,
    /// Whether the matter is settled.
    pub resolved: simpatico_resolved,
    /// What that was read off.
    pub resolution_reason: simpatico_resolution_reason,
    /// An estimate from 1 to 5 of what it was like for the customer; nobody was asked. NULL where no turn could be
    /// judged.
    pub estimated_experience: *const f64,
    /// How the risk of escalation moved; NULL where no turn could be judged.
    pub escalation: *const simpatico_risk_course,
    /// How the risk of leaving moved; NULL likewise.
    pub churn: *const simpatico_risk_course,
    /// A sign of an earlier contact; NULL where there is none.
    pub repeat_contact: *const simpatico_repeat_contact,
    /// Turns of a bot.
    pub bot_turns: usize,
    /// The customer's first turn after one of a bot that asks for a person; NULL where there is none.
    pub human_asked_at: *const usize,
    /// Waiting and handling.
    pub timing: simpatico_timing,
    /// What the limits left out of the lists.
    pub left_out: simpatico_left_out,
}

/// An emotion over the customer's turns.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_emotion_course {
    /// Which.
    pub label: simpatico_emotion,
    /// Turns that show it.
    pub turns: usize,
    /// The first of them.
    pub first_turn: usize,
    /// The last of them.
    pub last_turn: usize,
    /// Its highest score.
    pub highest: f64,
    /// Messages in a row, with an agent's reply between them, that it was carried over at most; 1 where it never
    /// outlasted a reply.
    pub carried: usize,
    /// The customer's last message shows it.
    pub at_end: bool,
}

/// A need over a conversation. Raised again after it was answered, it is a need of its own.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_need_record {
    /// Service or emotional.
    pub kind: simpatico_need_kind,
    /// A `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
    pub label: u32,
    /// The label's name.
    pub name: simpatico_str,
    /// How far it is answered by now; open still, unless it is `SIMPATICO_COVERAGE_ANSWERED`.
    pub state: simpatico_coverage,
    /// The customer's turn that raised it.
    pub raised: usize,
    /// The words that did; may be NULL.
    pub words: *const simpatico_quote,
    /// Later turns of the customer that raised it while it was not answered; the newest 100.
    pub raised_again: *const usize,
    /// Number of those.
    pub raised_again_count: usize,
    /// The agent's turn that first answered it in part; may be NULL.
    pub partly_at: *const usize,
    /// The turn that answered it: an agent's, or the customer's own word that it is done; may be NULL.
    pub answered_at: *const usize,
    /// The agent of `answered_at`; NULL without a name, and where the customer closed it.
    pub agent: *const simpatico_str,
}

/// A change of the customer's mood, or its absence, credited to the reply before it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_turning_point {
    /// Recovery, damage or stall.
    pub kind: simpatico_turning_point_kind,
    /// The agent's turn that it is credited to: the last one of the reply.
    pub turn: usize,
    /// That turn's agent; NULL without a name.
    pub agent: *const simpatico_str,
    /// The customer's sentiment before the reply.
    pub before: f64,
    /// And after it.
    pub after: f64,
    /// The customer's turn after the reply, where it shows.
    pub customer_turn: usize,
    /// The last turn of the customer that it still shows in.
    pub until: usize,
    /// The customer's words; may be NULL.
    pub words: *const simpatico_quote,
}

/// What a missed opportunity is about.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_missed_kind {
    /// A technique that was called for.
    Technique = 0,
    /// A service need that was left open.
    ServiceNeed = 1,
    /// An emotional need that was left open.
    EmotionalNeed = 2,
}

/// What a customer's message called for and the reply to it did not give.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_missed_opportunity {
    /// A technique, or a need.
    pub kind: simpatico_missed_kind,
    /// A `simpatico_technique`, a `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
    pub label: u32,
    /// The label's name.
    pub name: simpatico_str,
    /// The customer's turn that called for it.
    pub customer_turn: usize,
    /// The customer's words; may be NULL.
    pub words: *const simpatico_quote,
    /// The agent's turn that did not answer.
    pub turn: usize,
    /// That turn's agent; NULL without a name.
    pub agent: *const simpatico_str,
}

/// The mean of each pillar, 0 to 100; NULL where nothing that it judges was called for.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_pillar_means {
    /// Paraphrase, clarifying question.
    pub active_listening: *const simpatico_mean,
    /// Perspective taking.
    pub perspective_taking: *const simpatico_mean,
    /// Emotional acknowledgement, reassurance, apology, appreciation.
    pub empathetic_language: *const simpatico_mean,
    /// Concrete action, proactive support.
    pub action: *const simpatico_mean,
    /// Personalisation, and the absence of robotic wording.
    pub human_touch: *const simpatico_mean,
}

/// An agent in a conversation.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_agent_summary {
    /// Who; NULL for an agent without a name.
    pub agent: *const simpatico_str,
    /// Turns spoken.
    pub turns: usize,
    /// The first of them.
    pub first_turn: usize,
    /// The last of them.
    pub last_turn: usize,
    /// Mean empathy of the replies that were judged, 0 to 100; NULL where none was.
    pub empathy: *const simpatico_mean,
    /// Mean of each pillar over the replies in which it was called for.
    pub pillars: simpatico_pillar_means,
}

/// Somebody else takes the conversation over.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_hand_over {
    /// The first turn of the one who takes over.
    pub turn: usize,
    /// Who spoke before: `SIMPATICO_SPEAKER_AGENT` or `SIMPATICO_SPEAKER_BOT`.
    pub from: simpatico_speaker,
    /// That agent's name; may be NULL.
    pub from_agent: *const simpatico_str,
    /// Who speaks now.
    pub to: simpatico_speaker,
    /// That agent's name; may be NULL.
    pub to_agent: *const simpatico_str,
}

/// Something peculiar about a turn.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_turn_note {
    /// The turn.
    pub turn: usize,
    /// What it is.
    pub kind: simpatico_note_kind,
}

impl From<Point> for simpatico_point {
    fn from(point: Point) -> Self {
        Self { turn: point.turn, score: point.score }
    }
}

impl From<RiskCourse> for simpatico_risk_course {
    fn from(course: RiskCourse) -> Self {
        Self { begin: course.begin, end: course.end, highest: course.highest.into() }
    }
}

impl From<Mean> for simpatico_mean {
    fn from(mean: Mean) -> Self {
        Self { mean: mean.mean, n: mean.n }
    }
}

impl From<Wait> for simpatico_wait {
    fn from(wait: Wait) -> Self {
        Self { turn: wait.turn, seconds: wait.seconds }
    }
}

impl From<&Note> for simpatico_turn_note {
    fn from(note: &Note) -> Self {
        Self { turn: note.turn, kind: note.kind.into() }
    }
}

/// Lays results of conversations out. They must stay where they are as long as the shelf stands.
impl Shelf {
    fn sentiment(&mut self, course: &SentimentCourse) -> simpatico_sentiment_course {
        let [first, second, third, fourth] = &course.quarters;
        simpatico_sentiment_course {
            judged: course.judged,
            overall: address(&course.overall),
            begin: address(&course.begin),
            end: address(&course.end),
            lowest: self.one(course.lowest.map(simpatico_point::from)),
            trend: address(&course.trend),
            recovery: address(&course.recovery),
            first_quarter: address(first),
            second_quarter: address(second),
            third_quarter: address(third),
            fourth_quarter: address(fourth),
        }
    }

    fn timing(&mut self, timing: &Timing) -> simpatico_timing {
        simpatico_timing {
            timed_turns: timing.timed_turns,
            first_reply_seconds: address(&timing.first_reply_seconds),
            reply_seconds: self.one(timing.reply_seconds.map(simpatico_mean::from)),
            longest_wait: self.one(timing.longest_wait.map(simpatico_wait::from)),
            handling_seconds: address(&timing.handling_seconds),
        }
    }

    pub(crate) fn course(&mut self, analysis: &ConversationAnalysis) -> simpatico_course {
        let repeat_contact = analysis.repeat_contact.as_ref().map(|sign| simpatico_repeat_contact {
            turn: sign.turn,
            effort: sign.effort,
            words: self.quote(sign.words.as_ref()),
        });
        let left_out = &analysis.left_out;
        simpatico_course {
            turn_count: analysis.turn_count,
            sentiment: self.sentiment(&analysis.sentiment),
            resolved: analysis.resolution.resolved.into(),
            resolution_reason: analysis.resolution.reason.into(),
            estimated_experience: address(&analysis.estimated_experience),
            escalation: self.one(analysis.escalation.map(simpatico_risk_course::from)),
            churn: self.one(analysis.churn.map(simpatico_risk_course::from)),
            repeat_contact: self.one(repeat_contact),
            bot_turns: analysis.bot.turns,
            human_asked_at: address(&analysis.bot.human_asked_at),
            timing: self.timing(&analysis.timing),
            left_out: simpatico_left_out {
                turns: left_out.turns,
                needs: left_out.needs,
                turning_points: left_out.turning_points,
                missed_opportunities: left_out.missed_opportunities,
                agent_turns: left_out.agent_turns,
                hand_overs: left_out.hand_overs,
                notes: left_out.notes,
            },
        }
    }

    pub(crate) fn need(&mut self, need: &NeedRecord) -> Option<simpatico_need_record> {
        let (kind, label) = need_number(need.kind, &need.label)?;
        Some(simpatico_need_record {
            kind,
            label,
            name: need.label.as_str().into(),
            state: need.state.into(),
            raised: need.raised,
            words: self.quote(need.words.as_ref()),
            raised_again: need.raised_again.as_ptr(),
            raised_again_count: need.raised_again.len(),
            partly_at: address(&need.partly_at),
            answered_at: address(&need.answered_at),
            agent: self.name(need.agent.as_deref()),
        })
    }

    pub(crate) fn turning_point(&mut self, point: &TurningPoint) -> simpatico_turning_point {
        simpatico_turning_point {
            kind: point.kind.into(),
            turn: point.turn,
            agent: self.name(point.agent.as_deref()),
            before: point.before,
            after: point.after,
            customer_turn: point.customer_turn,
            until: point.until,
            words: self.quote(point.words.as_ref()),
        }
    }

    /// A missed opportunity; always of a technique or of a need.
    pub(crate) fn missed(&mut self, missed: &MissedOpportunity) -> Option<simpatico_missed_opportunity> {
        let (kind, label, name) = match (missed.technique, &missed.need) {
            (Some(technique), _) => {
                (simpatico_missed_kind::Technique, simpatico_technique::from(technique) as u32, technique.name())
            }
            (None, Some(need)) => {
                let (kind, label) = need_number(need.kind, &need.label)?;
                let kind = match kind {
                    simpatico_need_kind::Service => simpatico_missed_kind::ServiceNeed,
                    simpatico_need_kind::Emotional => simpatico_missed_kind::EmotionalNeed,
                };
                (kind, label, need.label.as_str())
            }
            (None, None) => return None,
        };
        Some(simpatico_missed_opportunity {
            kind,
            label,
            name: name.into(),
            customer_turn: missed.customer_turn,
            words: self.quote(missed.words.as_ref()),
            turn: missed.turn,
            agent: self.name(missed.agent.as_deref()),
        })
    }

    fn pillar_means(&mut self, means: &PillarMeans) -> simpatico_pillar_means {
        let mut mean = |mean: Option<Mean>| self.one(mean.map(simpatico_mean::from));
        simpatico_pillar_means {
            active_listening: mean(means.active_listening),
            perspective_taking: mean(means.perspective_taking),
            empathetic_language: mean(means.empathetic_language),
            action: mean(means.action),
            human_touch: mean(means.human_touch),
        }
    }

    fn agent(&mut self, agent: &AgentSummary) -> simpatico_agent_summary {
        simpatico_agent_summary {
            agent: self.name(agent.agent.as_deref()),
            turns: agent.turns,
            first_turn: agent.first_turn,
            last_turn: agent.last_turn,
            empathy: self.one(agent.empathy.map(simpatico_mean::from)),
            pillars: self.pillar_means(&agent.pillars),
        }
    }
}

/// A conversation's analysis as the header lays it out. It points into the analysis.
pub(crate) struct CourseView {
    pub(crate) course: simpatico_course,
    pub(crate) turns: Vec<simpatico_turn_analysis>,
    pub(crate) emotions: Vec<simpatico_emotion_course>,
    pub(crate) needs: Vec<simpatico_need_record>,
    pub(crate) turning_points: Vec<simpatico_turning_point>,
    pub(crate) missed_opportunities: Vec<simpatico_missed_opportunity>,
    pub(crate) agents: Vec<simpatico_agent_summary>,
    pub(crate) hand_overs: Vec<simpatico_hand_over>,
    pub(crate) notes: Vec<simpatico_turn_note>,
    _shelf: Shelf,
}

// SAFETY: its pointers lead to its own shelf and into the analysis beside it, and none is ever written to.
unsafe impl Send for CourseView {}
// SAFETY: as above.
unsafe impl Sync for CourseView {}

impl CourseView {
    /// Lays an analysis out; the view must not outlive it, and it must stay where it is.
    pub(crate) fn new(analysis: &ConversationAnalysis) -> Self {
        let mut shelf = Shelf::default();
        let emotions = analysis.emotions.iter().map(|emotion| simpatico_emotion_course {
            label: emotion.label.into(),
            turns: emotion.turns,
            first_turn: emotion.first_turn,
            last_turn: emotion.last_turn,
            highest: emotion.highest,
            carried: emotion.carried,
            at_end: emotion.at_end,
        });
        let hand_overs = analysis.hand_overs.iter().map(|over| simpatico_hand_over {
            turn: over.turn,
            from: over.from.speaker.into(),
            from_agent: shelf.name(over.from.agent.as_deref()),
            to: over.to.speaker.into(),
            to_agent: shelf.name(over.to.agent.as_deref()),
        });
        Self {
            emotions: emotions.collect(),
            hand_overs: hand_overs.collect(),
            course: shelf.course(analysis),
            turns: analysis.turns.iter().map(|turn| shelf.turn(turn)).collect(),
            needs: analysis.needs.iter().filter_map(|need| shelf.need(need)).collect(),
            turning_points: analysis.turning_points.iter().map(|point| shelf.turning_point(point)).collect(),
            missed_opportunities: analysis
                .missed_opportunities
                .iter()
                .filter_map(|missed| shelf.missed(missed))
                .collect(),
            agents: analysis.agents.iter().map(|agent| shelf.agent(agent)).collect(),
            notes: analysis.notes.iter().map(simpatico_turn_note::from).collect(),
            _shelf: shelf,
        }
    }
}
