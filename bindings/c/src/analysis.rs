//! What was found in a customer's message, laid out as the header says.

use simpatico_core::{Analysis, Evidence};

use crate::handle::{answer, answer_list, handle};
use crate::label::{
    simpatico_abstain_reason, simpatico_band, simpatico_emotion, simpatico_emotional_need, simpatico_expressed,
    simpatico_language_code, simpatico_phase, simpatico_polarity, simpatico_reason, simpatico_relationship,
    simpatico_risk, simpatico_service_need, simpatico_speaker, simpatico_target,
};
use crate::shelf::Shelf;
use crate::status::{Failure, simpatico_status};
use crate::text::simpatico_str;

/// What was found in a customer's message: a part of a judgement, and gone with it. Lists hold only what is asserted,
/// strongest first; scores are calibrated probabilities.
pub struct simpatico_analysis {
    _opaque: (),
}

handle!(simpatico_analysis, AnalysisView, b"analysis");

/// Words that carried a score. The contributions of a label's evidence and its `base` add up to its `raw` score.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_evidence {
    /// The words themselves.
    pub text: simpatico_str,
    /// The id of the rule, or of the kind of model feature, that found them.
    pub source: simpatico_str,
    /// First byte in the text that you gave.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What they add to the raw score: log-odds for labels, points of -2 to 2 for sentiment.
    pub contribution: f64,
    /// Whose text they stand in: `SIMPATICO_SPEAKER_CUSTOMER` or `SIMPATICO_SPEAKER_AGENT`.
    pub speaker: simpatico_speaker,
}

/// A stretch of words in one language, in code points.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_language_run {
    /// English or Spanish.
    pub code: simpatico_language_code,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// The language of a message.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_language {
    /// English, Spanish, mixed or unknown.
    pub code: simpatico_language_code,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Stretches of one language, in order.
    pub runs: *const simpatico_language_run,
    /// Number of stretches.
    pub run_count: usize,
}

/// Sentiment: a score, its label and band, strength and certainty kept apart.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_sentiment {
    /// From -1 (very negative) to 1 (very positive).
    pub score: f64,
    /// Negative, neutral, positive or mixed.
    pub label: simpatico_polarity,
    /// One of five bands, with borders at -0.6, -0.2, 0.2 and 0.6.
    pub band: simpatico_band,
    /// Strength of feeling, 0 to 1.
    pub intensity: f64,
    /// Probability that the label is right, 0 to 1.
    pub confidence: f64,
    /// The part of `raw` that no evidence carries.
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    pub raw: f64,
    /// The words that carried it.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// An emotion shown.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_emotion_score {
    /// Which.
    pub label: simpatico_emotion,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// The part of `raw` that no evidence carries.
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    pub raw: f64,
    /// The words that carried it, strongest first.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// Something that the customer wants done.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_service_need_score {
    /// Which.
    pub label: simpatico_service_need,
    /// Said, or read between the lines.
    pub expressed: simpatico_expressed,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// The part of `raw` that no evidence carries.
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    pub raw: f64,
    /// The words that carried it, strongest first.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// Something that the customer needs to feel.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_emotional_need_score {
    /// Which.
    pub label: simpatico_emotional_need,
    /// Said, or read between the lines.
    pub expressed: simpatico_expressed,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// The part of `raw` that no evidence carries.
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    pub raw: f64,
    /// The words that carried it, strongest first.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// A reason, bound to the emotions that stand with it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_reason_score {
    /// Which.
    pub label: simpatico_reason,
    /// Emotions whose words share a sentence with this reason's; all emotions where none does.
    pub emotions: *const simpatico_emotion,
    /// Number of those emotions.
    pub emotion_count: usize,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// The part of `raw` that no evidence carries.
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    pub raw: f64,
    /// The words that carried it, strongest first.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// What may follow.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_risk_score {
    /// Which.
    pub label: simpatico_risk,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// The part of `raw` that no evidence carries.
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    pub raw: f64,
    /// The words that carried it, strongest first.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// A label of your own packs; its name is `pack.label`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_custom_score {
    /// Which.
    pub label: simpatico_str,
    /// The family that the pack put it in: `service_needs`, `emotional_needs` or `reasons`.
    pub family: simpatico_str,
    /// Calibrated probability, 0 to 1.
    pub score: f64,
    /// The part of `raw` that no evidence carries.
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    pub raw: f64,
    /// The words that carried it, strongest first.
    pub evidence: *const simpatico_evidence,
    /// Number of pieces of evidence.
    pub evidence_count: usize,
}

/// What the feeling is about.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_target_score {
    /// Which.
    pub label: simpatico_target,
    /// Probability, 0 to 1.
    pub score: f64,
}

/// Where the message stands in the service encounter.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_phase_score {
    /// Which.
    pub label: simpatico_phase,
    /// Probability, 0 to 1.
    pub score: f64,
}

/// Who writes.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_relationship_score {
    /// Which.
    pub label: simpatico_relationship,
    /// Probability, 0 to 1.
    pub score: f64,
}

impl Shelf {
    /// Puts a label's evidence there; gives its address and length.
    pub(crate) fn put(
        &mut self,
        evidence: &[Evidence<'_>],
        speaker: simpatico_speaker,
    ) -> (*const simpatico_evidence, usize) {
        self.list(evidence.iter().map(|evidence| {
            // `of` is only ever "customer", where a judgement of a reply points into the customer's text.
            let speaker = if evidence.of.is_some() { simpatico_speaker::Customer } else { speaker };
            simpatico_evidence {
                text: evidence.text.as_ref().into(),
                source: evidence.source.as_ref().into(),
                byte_start: evidence.byte_start,
                byte_end: evidence.byte_end,
                start: evidence.start,
                end: evidence.end,
                contribution: evidence.contribution,
                speaker,
            }
        }))
    }
}

/// Lays a label's score out, with the fields that it has beside those of all labels.
macro_rules! scored {
    ($type:ident, $found:expr, $put:expr, { $($field:ident: $value:expr,)* }) => {{
        let (evidence, evidence_count) = $put(&$found.evidence);
        $type {
            $($field: $value,)*
            score: $found.score,
            base: $found.base,
            raw: $found.raw,
            evidence,
            evidence_count,
        }
    }};
}

/// An analysis as the header lays it out. It points into the judgement that it is a part of.
pub(crate) struct AnalysisView {
    language: simpatico_language,
    sentiment: simpatico_sentiment,
    emotions: Vec<simpatico_emotion_score>,
    service_needs: Vec<simpatico_service_need_score>,
    emotional_needs: Vec<simpatico_emotional_need_score>,
    reasons: Vec<simpatico_reason_score>,
    risks: Vec<simpatico_risk_score>,
    custom_labels: Vec<simpatico_custom_score>,
    target: Option<simpatico_target_score>,
    phase: simpatico_phase_score,
    relationship: simpatico_relationship_score,
    urgency: f64,
    effort: f64,
    abstained: Option<simpatico_abstain_reason>,
    is_distressed: bool,
    _evidence: Shelf,
    _runs: Vec<simpatico_language_run>,
    _emotions_of_reasons: Vec<Vec<simpatico_emotion>>,
}

// SAFETY: its pointers lead to lists of its own and to texts of the judgement that holds it, and none is ever written
// to.
unsafe impl Send for AnalysisView {}
// SAFETY: as above.
unsafe impl Sync for AnalysisView {}

impl AnalysisView {
    /// Lays an analysis out; the view must not outlive it.
    pub(crate) fn new(analysis: &Analysis<'_>) -> Self {
        let mut shelf = Shelf::default();
        let mut put = |evidence: &[Evidence<'_>]| shelf.put(evidence, simpatico_speaker::Customer);
        let language = &analysis.language;
        let runs: Vec<simpatico_language_run> = language
            .runs
            .iter()
            .map(|run| simpatico_language_run { code: run.code.into(), start: run.start, end: run.end })
            .collect();
        let emotions_of_reasons: Vec<Vec<simpatico_emotion>> = analysis
            .reasons
            .iter()
            .map(|reason| reason.emotions.iter().map(|&emotion| emotion.into()).collect())
            .collect();
        let sentiment = &analysis.sentiment;
        let (evidence, evidence_count) = put(&sentiment.evidence);
        Self {
            language: simpatico_language {
                code: language.code.into(),
                confidence: language.confidence,
                runs: runs.as_ptr(),
                run_count: runs.len(),
            },
            sentiment: simpatico_sentiment {
                score: sentiment.score,
                label: sentiment.label.into(),
                band: sentiment.band.into(),
                intensity: sentiment.intensity,
                confidence: sentiment.confidence,
                base: sentiment.base,
                raw: sentiment.raw,
                evidence,
                evidence_count,
            },
            emotions: analysis
                .emotions
                .iter()
                .map(|emotion| {
                    scored!(simpatico_emotion_score, emotion, put, {
                        label: emotion.label.into(),
                    })
                })
                .collect(),
            service_needs: analysis
                .service_needs
                .iter()
                .map(|need| {
                    scored!(simpatico_service_need_score, need, put, {
                        label: need.label.into(),
                        expressed: need.expressed.into(),
                    })
                })
                .collect(),
            emotional_needs: analysis
                .emotional_needs
                .iter()
                .map(|need| {
                    scored!(simpatico_emotional_need_score, need, put, {
                        label: need.label.into(),
                        expressed: need.expressed.into(),
                    })
                })
                .collect(),
            reasons: analysis
                .reasons
                .iter()
                .zip(&emotions_of_reasons)
                .map(|(reason, emotions)| {
                    scored!(simpatico_reason_score, reason, put, {
                        label: reason.label.into(),
                        emotions: emotions.as_ptr(),
                        emotion_count: emotions.len(),
                    })
                })
                .collect(),
            risks: analysis
                .risks
                .iter()
                .map(|risk| {
                    scored!(simpatico_risk_score, risk, put, {
                        label: risk.label.into(),
                    })
                })
                .collect(),
            custom_labels: analysis
                .custom
                .iter()
                .map(|custom| {
                    scored!(simpatico_custom_score, custom, put, {
                        label: custom.label.as_ref().into(),
                        family: custom.family.as_ref().into(),
                    })
                })
                .collect(),
            target: analysis
                .target
                .map(|target| simpatico_target_score { label: target.label.into(), score: target.score }),
            phase: simpatico_phase_score { label: analysis.phase.label.into(), score: analysis.phase.score },
            relationship: simpatico_relationship_score {
                label: analysis.relationship.label.into(),
                score: analysis.relationship.score,
            },
            urgency: analysis.urgency,
            effort: analysis.effort,
            abstained: analysis.abstained.map(|abstention| abstention.reason.into()),
            is_distressed: analysis.is_distressed(),
            _evidence: shelf,
            _runs: runs,
            _emotions_of_reasons: emotions_of_reasons,
        }
    }
}

/// The language of the message.
///
/// Gives: a copy; its list belongs to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_language(
    analysis: *const simpatico_analysis,
    out: *mut simpatico_language,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| Ok(view.language)) }
}

/// How the customer feels about it.
///
/// Gives: a copy; its list belongs to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_sentiment(
    analysis: *const simpatico_analysis,
    out: *mut simpatico_sentiment,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| Ok(view.sentiment)) }
}

/// Emotions shown; none for a calm message.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_emotions(
    analysis: *const simpatico_analysis,
    out: *mut *const simpatico_emotion_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(analysis, out, count, |view| &view.emotions) }
}

/// What the customer wants done.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_service_needs(
    analysis: *const simpatico_analysis,
    out: *mut *const simpatico_service_need_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(analysis, out, count, |view| &view.service_needs) }
}

/// What the customer needs to feel.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_emotional_needs(
    analysis: *const simpatico_analysis,
    out: *mut *const simpatico_emotional_need_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(analysis, out, count, |view| &view.emotional_needs) }
}

/// Why the customer is in this state.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_reasons(
    analysis: *const simpatico_analysis,
    out: *mut *const simpatico_reason_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(analysis, out, count, |view| &view.reasons) }
}

/// What may follow if the message is met badly.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_risks(
    analysis: *const simpatico_analysis,
    out: *mut *const simpatico_risk_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(analysis, out, count, |view| &view.risks) }
}

/// Labels of your own packs; none without packs.
///
/// Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_custom_labels(
    analysis: *const simpatico_analysis,
    out: *mut *const simpatico_custom_score,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(analysis, out, count, |view| &view.custom_labels) }
}

/// What the feeling is about; `SIMPATICO_STATUS_ABSENT` where there is none.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_target(
    analysis: *const simpatico_analysis,
    out: *mut simpatico_target_score,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| view.target.ok_or_else(Failure::absent)) }
}

/// Before, during or after the service.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_phase(
    analysis: *const simpatico_analysis,
    out: *mut simpatico_phase_score,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| Ok(view.phase)) }
}

/// Customer or employee.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_relationship(
    analysis: *const simpatico_analysis,
    out: *mut simpatico_relationship_score,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| Ok(view.relationship)) }
}

/// How pressing it is, 0 to 1.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_urgency(
    analysis: *const simpatico_analysis,
    out: *mut f64,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| Ok(view.urgency)) }
}

/// How much work the customer has already had, 0 to 1.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_effort(
    analysis: *const simpatico_analysis,
    out: *mut f64,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| Ok(view.effort)) }
}

/// Why no judgement is given; `SIMPATICO_STATUS_ABSENT` for most messages.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_abstained(
    analysis: *const simpatico_analysis,
    out: *mut simpatico_abstain_reason,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| view.abstained.ok_or_else(Failure::absent)) }
}

/// True where the customer is in evident distress: strongly negative, or a grave risk to a person is plain.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analysis_is_distressed(
    analysis: *const simpatico_analysis,
    out: *mut bool,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analysis, out, |view| Ok(view.is_distressed)) }
}
