//! What one turn of a conversation was found to be, laid out as the header says.

use simpatico_core::{AgentReply, CustomerTurn, Finding, Label, NeedFinding, NeedKind, Pillars, Quote, TurnAnalysis};

use crate::analysis::{simpatico_phase_score, simpatico_target_score};
use crate::label::{
    simpatico_abstain_reason, simpatico_band, simpatico_coverage, simpatico_emotion, simpatico_expressed,
    simpatico_language_code, simpatico_opportunity, simpatico_polarity, simpatico_speaker, simpatico_technique,
};
use crate::reply::{need_number, needs, simpatico_empathy, simpatico_need_coverage, simpatico_need_kind};
use crate::shelf::{Shelf, address};
use crate::text::simpatico_str;

/// Words of a turn. Positions are within that turn's text.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_quote {
    /// The words, at most 160 code points of them.
    pub text: simpatico_str,
    /// The turn's number, from 0.
    pub turn: usize,
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A label that is asserted of a turn, and the words that carried it most.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_finding {
    /// A label of the family that the list is of.
    pub label: u32,
    /// The label's name.
    pub name: simpatico_str,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// The strongest words; may be NULL.
    pub words: *const simpatico_quote,
}

/// A need that a turn raises.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_need_finding {
    /// Service or emotional.
    pub kind: simpatico_need_kind,
    /// A `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
    pub label: u32,
    /// The label's name.
    pub name: simpatico_str,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// Said, or read between the lines.
    pub expressed: simpatico_expressed,
    /// The strongest words; may be NULL.
    pub words: *const simpatico_quote,
}

/// A label of your own packs in a turn.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_custom_finding {
    /// `pack.label`.
    pub label: simpatico_str,
    /// The family that the pack put it in.
    pub family: simpatico_str,
    /// From 0 to 1.
    pub score: f64,
    /// The strongest words; may be NULL.
    pub words: *const simpatico_quote,
}

/// The sentiment of a turn.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_turn_sentiment {
    /// From -1 (very negative) to 1 (very positive).
    pub score: f64,
    /// Negative, neutral, positive or mixed.
    pub label: simpatico_polarity,
    /// One of five bands.
    pub band: simpatico_band,
    /// Strength of feeling, 0 to 1.
    pub intensity: f64,
    /// Probability that the label is right, 0 to 1.
    pub confidence: f64,
    /// The words that carried it most in its own direction; may be NULL.
    pub words: *const simpatico_quote,
}

/// What a customer's turn shows. Lists hold only what is asserted, strongest first.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_customer_turn {
    /// The turn's language.
    pub language: simpatico_language_code,
    /// How the customer feels.
    pub sentiment: simpatico_turn_sentiment,
    /// Emotions shown, each a `simpatico_emotion`.
    pub emotions: *const simpatico_finding,
    /// Number of those.
    pub emotion_count: usize,
    /// Those of them that the customer's last message before an agent's reply showed as well.
    pub carried: *const simpatico_emotion,
    /// Number of those.
    pub carried_count: usize,
    /// What the customer wants done, then what the customer needs to feel.
    pub needs: *const simpatico_need_finding,
    /// Number of needs.
    pub need_count: usize,
    /// Why, each a `simpatico_reason`.
    pub reasons: *const simpatico_finding,
    /// Number of reasons.
    pub reason_count: usize,
    /// What may follow, each a `simpatico_risk`.
    pub risks: *const simpatico_finding,
    /// Number of risks.
    pub risk_count: usize,
    /// Labels of your own packs.
    pub custom_labels: *const simpatico_custom_finding,
    /// Number of those.
    pub custom_label_count: usize,
    /// What the feeling is about; NULL where there is none.
    pub target: *const simpatico_target_score,
    /// Before, during or after the service.
    pub phase: simpatico_phase_score,
    /// Probability of escalation, asserted or not.
    pub escalation: f64,
    /// Probability of leaving, asserted or not.
    pub churn: f64,
    /// How pressing it is, 0 to 1.
    pub urgency: f64,
    /// How much work the customer has already had, 0 to 1.
    pub effort: f64,
    /// The customer says that the matter is done, which closes what was open.
    pub confirms: bool,
    /// Why the turn was not judged; NULL for most turns.
    pub abstained: *const simpatico_abstain_reason,
}

/// A technique in a reply.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_technique_level {
    /// Which.
    pub label: simpatico_technique,
    /// 0 absent, 1 weak or generic, 2 strong and specific.
    pub level: u32,
    /// Called for or not, given or not.
    pub opportunity: simpatico_opportunity,
}

/// The five pillars, 0 to 100; each is NULL where nothing that it judges was called for.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_pillars {
    /// Paraphrase, clarifying question.
    pub active_listening: *const f64,
    /// Perspective taking.
    pub perspective_taking: *const f64,
    /// Emotional acknowledgement, reassurance, apology, appreciation.
    pub empathetic_language: *const f64,
    /// Concrete action, proactive support.
    pub action: *const f64,
    /// Personalisation, and the absence of robotic wording.
    pub human_touch: *const f64,
}

/// An agent's reply: all turns of one agent between two of the customer's, judged as one text against the customer's
/// message before it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_agent_reply {
    /// The customer's turns that it answers.
    pub answers: *const usize,
    /// Number of those.
    pub answer_count: usize,
    /// The agent's turns that it is made of, this one last.
    pub parts: *const usize,
    /// Number of those.
    pub part_count: usize,
    /// The whole, 0 to 100.
    pub empathy: simpatico_empathy,
    /// The five pillars.
    pub pillars: simpatico_pillars,
    /// All ten techniques, in the codebook's order.
    pub techniques: *const simpatico_technique_level,
    /// Number of techniques.
    pub technique_count: usize,
    /// What harmed, strongest first, each a `simpatico_antipattern`.
    pub antipatterns: *const simpatico_finding,
    /// Number of those.
    pub antipattern_count: usize,
    /// How far the needs of the message are answered on the whole.
    pub coverage: simpatico_coverage,
    /// How far each of them is, service needs first.
    pub needs: *const simpatico_need_coverage,
    /// Number of those needs.
    pub need_count: usize,
    /// The reply is in the customer's language.
    pub language_match: bool,
}

/// One turn of a conversation.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_turn_analysis {
    /// The turn's number, from 0.
    pub turn: usize,
    /// Who speaks.
    pub speaker: simpatico_speaker,
    /// Which agent; NULL without a name.
    pub agent: *const simpatico_str,
    /// When, in milliseconds since 1970-01-01T00:00:00Z; NULL where it is not known, or lies before an earlier turn.
    pub milliseconds: *const i64,
    /// Of an agent's turn: seconds that the customer waited for it; may be NULL.
    pub delay_seconds: *const f64,
    /// Of a customer's turn: what it shows; else NULL.
    pub customer: *const simpatico_customer_turn,
    /// Of an agent's turn: the judgement of the reply that ends with it. NULL where the reply goes on in a later turn,
    /// or there is no message to answer.
    pub reply: *const simpatico_agent_reply,
}

/// Lays results of conversations out. They must stay where they are as long as the shelf stands.
impl Shelf {
    pub(crate) fn quote(&mut self, quote: Option<&Quote>) -> *const simpatico_quote {
        self.one(quote.map(|quote| simpatico_quote {
            text: quote.text.as_str().into(),
            turn: quote.turn,
            byte_start: quote.byte_start,
            byte_end: quote.byte_end,
            start: quote.start,
            end: quote.end,
        }))
    }

    fn findings<L: Label>(&mut self, found: &[Finding<L>]) -> (*const simpatico_finding, usize) {
        let laid_out = found.iter().map(|finding| simpatico_finding {
            label: number(finding.label),
            name: finding.label.name().into(),
            score: finding.score,
            words: self.quote(finding.words.as_ref()),
        });
        let laid_out: Vec<simpatico_finding> = laid_out.collect();
        self.list(laid_out)
    }

    fn need_findings<L: Label>(&mut self, kind: NeedKind, found: &[NeedFinding<L>]) -> Vec<simpatico_need_finding> {
        let laid_out = |need: &NeedFinding<L>| {
            let (kind, label) = need_number(kind, need.label.name())?;
            Some(simpatico_need_finding {
                kind,
                label,
                name: need.label.name().into(),
                score: need.score,
                expressed: need.expressed.into(),
                words: self.quote(need.words.as_ref()),
            })
        };
        found.iter().filter_map(laid_out).collect()
    }

    fn customer_turn(&mut self, turn: &CustomerTurn) -> simpatico_customer_turn {
        let (emotions, emotion_count) = self.findings(&turn.emotions);
        let (carried, carried_count) = self.list(turn.carried.iter().map(|&emotion| emotion.into()));
        let mut needs = self.need_findings(NeedKind::Service, &turn.service_needs);
        needs.extend(self.need_findings(NeedKind::Emotional, &turn.emotional_needs));
        let (needs, need_count) = self.list(needs);
        let (reasons, reason_count) = self.findings(&turn.reasons);
        let (risks, risk_count) = self.findings(&turn.risks);
        let custom = turn.custom.iter().map(|custom| simpatico_custom_finding {
            label: custom.label.as_str().into(),
            family: custom.family.as_str().into(),
            score: custom.score,
            words: self.quote(custom.words.as_ref()),
        });
        let custom: Vec<simpatico_custom_finding> = custom.collect();
        let (custom_labels, custom_label_count) = self.list(custom);
        let sentiment = &turn.sentiment;
        let target =
            turn.target.map(|target| simpatico_target_score { label: target.label.into(), score: target.score });
        simpatico_customer_turn {
            language: turn.language.into(),
            sentiment: simpatico_turn_sentiment {
                score: sentiment.score,
                label: sentiment.label.into(),
                band: sentiment.band.into(),
                intensity: sentiment.intensity,
                confidence: sentiment.confidence,
                words: self.quote(sentiment.words.as_ref()),
            },
            emotions,
            emotion_count,
            carried,
            carried_count,
            needs,
            need_count,
            reasons,
            reason_count,
            risks,
            risk_count,
            custom_labels,
            custom_label_count,
            target: self.one(target),
            phase: simpatico_phase_score { label: turn.phase.label.into(), score: turn.phase.score },
            escalation: turn.escalation,
            churn: turn.churn,
            urgency: turn.urgency,
            effort: turn.effort,
            confirms: turn.confirms,
            abstained: self.one(turn.abstained.map(simpatico_abstain_reason::from)),
        }
    }

    fn agent_reply(&mut self, reply: &AgentReply) -> simpatico_agent_reply {
        let (techniques, technique_count) =
            self.list(reply.techniques.iter().map(|technique| simpatico_technique_level {
                label: technique.label.into(),
                level: technique.level.into(),
                opportunity: technique.opportunity.into(),
            }));
        let (antipatterns, antipattern_count) = self.findings(&reply.antipatterns);
        let (needs, need_count) = self.list(needs(&reply.coverage));
        simpatico_agent_reply {
            answers: reply.answers.as_ptr(),
            answer_count: reply.answers.len(),
            parts: reply.parts.as_ptr(),
            part_count: reply.parts.len(),
            empathy: reply.empathy.into(),
            pillars: pillars(&reply.pillars),
            techniques,
            technique_count,
            antipatterns,
            antipattern_count,
            coverage: reply.coverage.overall.into(),
            needs,
            need_count,
            language_match: reply.language_match,
        }
    }

    pub(crate) fn turn(&mut self, turn: &TurnAnalysis) -> simpatico_turn_analysis {
        let customer = turn.customer.as_ref().map(|customer| self.customer_turn(customer));
        let reply = turn.reply.as_ref().map(|reply| self.agent_reply(reply));
        simpatico_turn_analysis {
            turn: turn.turn,
            speaker: turn.speaker.into(),
            agent: self.name(turn.agent.as_deref()),
            milliseconds: self.one(turn.time.map(|time| time.milliseconds())),
            delay_seconds: address(&turn.delay_seconds),
            customer: self.one(customer),
            reply: self.one(reply),
        }
    }
}

fn pillars(pillars: &Pillars) -> simpatico_pillars {
    simpatico_pillars {
        active_listening: address(&pillars.active_listening),
        perspective_taking: address(&pillars.perspective_taking),
        empathetic_language: address(&pillars.empathetic_language),
        action: address(&pillars.action),
        human_touch: address(&pillars.human_touch),
    }
}

/// The number of a label: its place in the codebook's order.
fn number(label: impl Label) -> u32 {
    u32::try_from(label.index()).unwrap_or(u32::MAX)
}
