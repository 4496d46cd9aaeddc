//! How well a reply meets its message, laid out as the header says.

use simpatico_core::{
    Coverages, EmotionalNeed, Empathy, Label as _, NeedCoverage, NeedKind, Pillar, ReplyScore, ServiceNeed, Suggestion,
};

use crate::analysis::simpatico_evidence;
use crate::convert::{choice, output};
use crate::handle::{answer, answer_list, borrow, handle};
use crate::label::{
    simpatico_antipattern, simpatico_coverage, simpatico_emotional_need, simpatico_empathy_level,
    simpatico_opportunity, simpatico_service_need, simpatico_speaker, simpatico_specific, simpatico_technique,
};
use crate::shelf::Shelf;
use crate::status::{Failure, guard, simpatico_status};
use crate::text::simpatico_str;

/// How well a reply meets its message: a part of a judgement, and gone with it.
pub struct simpatico_reply_score {
    _opaque: (),
}

handle!(simpatico_reply_score, ReplyView, b"reply\0\0\0");

/// The whole of it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_empathy {
    /// 0 to 100; the codebook's levels 0 to 4 stand at 0, 25, 50, 75 and 100.
    pub score: f64,
    /// Low below 37.5, medium below 62.5, high from there on.
    pub level: simpatico_empathy_level,
    /// Probability that the level is right, 0 to 1.
    pub confidence: f64,
}

impl From<Empathy> for simpatico_empathy {
    fn from(empathy: Empathy) -> Self {
        Self { score: empathy.score, level: empathy.level.into(), confidence: empathy.confidence }
    }
}

/// One technique.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_technique_score {
    /// Which.
    pub label: simpatico_technique,
    /// 0 absent, 1 weak or generic, 2 strong and specific.
    pub level: u32,
    /// Called for or not, given or not.
    pub opportunity: simpatico_opportunity,
    /// Probability that it is there at level 1 or more.
    pub score: f64,
    /// Where given, the reply's words; where missed, the customer's words that called for it.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// One wording that harms.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_antipattern_score {
    /// Which.
    pub label: simpatico_antipattern,
    /// Probability that it is there.
    pub score: f64,
    /// The reply's words.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// Whether a need is a service or an emotional one.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_need_kind {
    /// What the customer wants done.
    Service = 0,
    /// What the customer needs to feel.
    Emotional = 1,
}

/// How far one need is answered.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_need_coverage {
    /// Service or emotional.
    pub kind: simpatico_need_kind,
    /// A `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
    pub label: u32,
    /// The label's name.
    pub name: simpatico_str,
    /// Answered, partly or open.
    pub coverage: simpatico_coverage,
}

/// What a suggestion is about.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_suggestion_kind {
    /// A technique to apply.
    Technique = 0,
    /// An antipattern to mend.
    Antipattern = 1,
}

/// One way to do better.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_suggestion {
    /// Whether to apply a technique or to mend an antipattern.
    pub kind: simpatico_suggestion_kind,
    /// A `simpatico_technique` or a `simpatico_antipattern`, as `kind` says.
    pub label: u32,
    /// The label's name.
    pub name: simpatico_str,
    /// The reason, in plain words and the customer's language.
    pub why: simpatico_str,
    /// A sentence for this case: to be added to the reply, or put in the place of `replaces`.
    pub example: simpatico_str,
    /// Points of 0 to 100 that it brings: the score of the reply with it, less the score without.
    pub gain: f64,
    /// The customer's words that it answers.
    pub answers: *const simpatico_evidence,
    /// Number of those.
    pub answer_count: usize,
    /// The words of the reply that the example takes the place of; NULL where it is to be added.
    pub replaces: *const simpatico_evidence,
}

/// What a careful reader points at in a reply beside techniques and antipatterns.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_specific_found {
    /// Which.
    pub label: simpatico_specific,
    /// True for what serves the customer; false for what a coach would ask to change.
    pub is_helpful: bool,
    /// The reply's words; their contribution is 0.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// A reply's score as the header lays it out. It points into the judgement that it is a part of.
pub(crate) struct ReplyView {
    empathy: simpatico_empathy,
    pillars: [Option<f64>; Pillar::ALL.len()],
    techniques: Vec<simpatico_technique_score>,
    antipatterns: Vec<simpatico_antipattern_score>,
    coverage: simpatico_coverage,
    needs: Vec<simpatico_need_coverage>,
    specifics: Vec<simpatico_specific_found>,
    language_match: bool,
    suggestions: Vec<simpatico_suggestion>,
    _evidence: Shelf,
}

// SAFETY: its pointers lead to lists of its own and to texts of the judgement that holds it, and none is ever written
// to.
unsafe impl Send for ReplyView {}
// SAFETY: as above.
unsafe impl Sync for ReplyView {}

impl ReplyView {
    /// Lays a score out; the view must not outlive it.
    pub(crate) fn new(reply: &ReplyScore<'_>) -> Self {
        let mut shelf = Shelf::default();
        let techniques = reply
            .techniques
            .iter()
            .map(|technique| {
                let (evidence, evidence_count) = shelf.put(&technique.evidence, simpatico_speaker::Agent);
                simpatico_technique_score {
                    label: technique.label.into(),
                    level: technique.level.into(),
                    opportunity: technique.opportunity.into(),
                    score: technique.score,
                    evidence,
                    evidence_count,
                }
            })
            .collect();
        let antipatterns = reply
            .antipatterns
            .iter()
            .map(|found| {
                let (evidence, evidence_count) = shelf.put(&found.evidence, simpatico_speaker::Agent);
                simpatico_antipattern_score { label: found.label.into(), score: found.score, evidence, evidence_count }
            })
            .collect();
        let specifics = reply.specifics.iter().map(|found| {
            let (evidence, evidence_count) = shelf.put(&found.evidence, simpatico_speaker::Agent);
            let (label, is_helpful) = (found.label.into(), found.label.is_helpful());
            simpatico_specific_found { label, is_helpful, evidence, evidence_count }
        });
        let specifics = specifics.collect();
        let pillars = &reply.pillars;
        let pillar = |pillar: &Pillar| match pillar {
            Pillar::ActiveListening => pillars.active_listening,
            Pillar::PerspectiveTaking => pillars.perspective_taking,
            Pillar::EmpatheticLanguage => pillars.empathetic_language,
            Pillar::Action => pillars.action,
            Pillar::HumanTouch => pillars.human_touch,
        };
        let mut by_pillar = [None; Pillar::ALL.len()];
        by_pillar.iter_mut().zip(Pillar::ALL).for_each(|(place, label)| *place = pillar(label));
        Self {
            empathy: reply.empathy.into(),
            pillars: by_pillar,
            techniques,
            antipatterns,
            coverage: reply.coverage.overall.into(),
            needs: needs(&reply.coverage),
            specifics,
            language_match: reply.language_match,
            suggestions: reply.suggestions.iter().filter_map(|one| suggestion(one, &mut shelf)).collect(),
            _evidence: shelf,
        }
    }
}

/// How far each need is answered.
pub(crate) fn needs(coverage: &Coverages) -> Vec<simpatico_need_coverage> {
    let laid_out = |need: &NeedCoverage| {
        let (kind, label) = need_number(need.kind, &need.label)?;
        Some(simpatico_need_coverage { kind, label, name: need.label.as_str().into(), coverage: need.coverage.into() })
    };
    coverage.needs.iter().filter_map(laid_out).collect()
}

/// A need's kind and number. The core names none that the codebook does not.
pub(crate) fn need_number(kind: NeedKind, label: &str) -> Option<(simpatico_need_kind, u32)> {
    match kind {
        NeedKind::Service => {
            let label = simpatico_service_need::from(label.parse::<ServiceNeed>().ok()?);
            Some((simpatico_need_kind::Service, label as u32))
        }
        NeedKind::Emotional => {
            let label = simpatico_emotional_need::from(label.parse::<EmotionalNeed>().ok()?);
            Some((simpatico_need_kind::Emotional, label as u32))
        }
    }
}

/// A suggestion; always for a technique or for an antipattern.
fn suggestion(suggestion: &Suggestion<'_>, shelf: &mut Shelf) -> Option<simpatico_suggestion> {
    let (kind, label, name) = match (suggestion.technique, suggestion.antipattern) {
        (Some(label), _) => {
            (simpatico_suggestion_kind::Technique, simpatico_technique::from(label) as u32, label.name())
        }
        (None, Some(label)) => {
            (simpatico_suggestion_kind::Antipattern, simpatico_antipattern::from(label) as u32, label.name())
        }
        (None, None) => return None,
    };
    let (answers, answer_count) = shelf.put(&suggestion.answers, simpatico_speaker::Customer);
    let replaces = suggestion.replaces.as_slice();
    Some(simpatico_suggestion {
        kind,
        label,
        name: name.into(),
        why: suggestion.why.as_str().into(),
        example: suggestion.example.as_str().into(),
        gain: suggestion.gain,
        answers,
        answer_count,
        replaces: if replaces.is_empty() { std::ptr::null() } else { shelf.put(replaces, simpatico_speaker::Agent).0 },
    })
}

/// The empathy of the reply, 0 to 100.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_empathy(
    reply_score: *const simpatico_reply_score,
    out: *mut simpatico_empathy,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(reply_score, out, |view| Ok(view.empathy)) }
}

/// A pillar's score, 0 to 100; `SIMPATICO_STATUS_ABSENT` where nothing it judges was called for.
///
/// Takes: a `simpatico_pillar`. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where it is none. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_pillar(
    reply_score: *const simpatico_reply_score,
    pillar: u32,
    out: *mut f64,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (view, out) = unsafe { (borrow(reply_score)?, output("out", out)?) };
        let score = choice("pillar", pillar, &view.pillars)?;
        out.write(score.ok_or_else(Failure::absent)?);
        Ok(())
    })
}

/// All ten techniques, in the codebook's order.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_techniques(
    reply_score: *const simpatico_reply_score,
    out: *mut *const simpatico_technique_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(reply_score, out, count, |view| &view.techniques) }
}

/// What harmed, strongest first.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_antipatterns(
    reply_score: *const simpatico_reply_score,
    out: *mut *const simpatico_antipattern_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(reply_score, out, count, |view| &view.antipatterns) }
}

/// How far the reply answers the needs on the whole; none needed where the message asks for nothing.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_coverage(
    reply_score: *const simpatico_reply_score,
    out: *mut simpatico_coverage,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(reply_score, out, |view| Ok(view.coverage)) }
}

/// How far each detected need is answered, service needs first.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_needs(
    reply_score: *const simpatico_reply_score,
    out: *mut *const simpatico_need_coverage,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(reply_score, out, count, |view| &view.needs) }
}

/// Facts taken up, promises with a time, apologies that own or evade and the like, in the labels' order.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_specifics(
    reply_score: *const simpatico_reply_score,
    out: *mut *const simpatico_specific_found,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(reply_score, out, count, |view| &view.specifics) }
}

/// True where the reply is in the customer's language.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_language_match(
    reply_score: *const simpatico_reply_score,
    out: *mut bool,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(reply_score, out, |view| Ok(view.language_match)) }
}

/// At most three ways to do better, largest gain first.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reply_score_suggestions(
    reply_score: *const simpatico_reply_score,
    out: *mut *const simpatico_suggestion,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(reply_score, out, count, |view| &view.suggestions) }
}
