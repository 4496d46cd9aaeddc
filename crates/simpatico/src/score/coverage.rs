//! Which needs a reply answers.
//!
//! Service needs share the reply's overall coverage, which the model reads off the pair. Emotional needs are answered
//! by the techniques that meet them, at their level: 2 answers, 1 answers partly.

use serde::{Deserialize, Serialize};

use crate::detect::Analysis;
use crate::label::{Coverage, EmotionalNeed, Label, Technique};

/// Whether a need is a service or an emotional one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedKind {
    /// What the customer wants done.
    Service,
    /// What the customer needs to feel.
    Emotional,
}

/// How far one need is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedCoverage {
    /// Service or emotional.
    pub kind: NeedKind,
    /// The need's label.
    pub label: String,
    /// Answered, partly or open.
    pub coverage: Coverage,
}

/// How far a reply answers the message's needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverages {
    /// The whole; `none_needed` where the message asks for nothing.
    pub overall: Coverage,
    /// Each detected need, service needs first, in the order of the analysis.
    pub needs: Vec<NeedCoverage>,
}

/// The techniques that meet an emotional need; the best given counts.
fn meets(need: EmotionalNeed) -> &'static [Technique] {
    match need {
        EmotionalNeed::Acknowledgement => {
            &[Technique::EmotionalAcknowledgement, Technique::Paraphrase, Technique::PerspectiveTaking]
        }
        EmotionalNeed::Apology => &[Technique::Apology],
        EmotionalNeed::Reassurance => &[Technique::Reassurance],
        EmotionalNeed::Clarity => &[Technique::ConcreteAction, Technique::Paraphrase],
        EmotionalNeed::Urgency => &[Technique::ConcreteAction],
        EmotionalNeed::Respect => {
            &[Technique::Apology, Technique::PerspectiveTaking, Technique::EmotionalAcknowledgement]
        }
        EmotionalNeed::Control => &[Technique::ProactiveSupport, Technique::ClarifyingQuestion],
        EmotionalNeed::Trust => &[Technique::ConcreteAction, Technique::Reassurance, Technique::Apology],
        EmotionalNeed::HumanContact => &[Technique::Personalisation],
        EmotionalNeed::Appreciation => &[Technique::Appreciation],
    }
}

/// The coverage that a value from 0 to 1 stands for.
pub(crate) fn coverage_of(value: f64) -> Coverage {
    match value {
        v if v < 0.25 => Coverage::Open,
        v if v < 0.75 => Coverage::Partly,
        _ => Coverage::Answered,
    }
}

/// The coverage of an emotional need by the techniques' levels.
pub(crate) fn emotional_coverage(need: EmotionalNeed, levels: &[u8]) -> Coverage {
    let best = meets(need).iter().filter_map(|technique| levels.get(technique.index())).max();
    match best.copied().unwrap_or_default() {
        0 => Coverage::Open,
        1 => Coverage::Partly,
        _ => Coverage::Answered,
    }
}

/// Coverage of every detected need; `levels` are the techniques' levels, `value` the overall coverage from 0 to 1.
pub(crate) fn cover(analysis: &Analysis<'_>, action_needed: bool, value: f64, levels: &[u8]) -> Coverages {
    let whole = coverage_of(value);
    let service = analysis.service_needs.iter().map(|need| NeedCoverage {
        kind: NeedKind::Service,
        label: need.label.name().to_owned(),
        coverage: whole,
    });
    let emotional = analysis.emotional_needs.iter().map(|need| {
        let coverage = emotional_coverage(need.label, levels);
        NeedCoverage { kind: NeedKind::Emotional, label: need.label.name().to_owned(), coverage }
    });
    let needs: Vec<NeedCoverage> = service.chain(emotional).collect();
    let overall = if needs.is_empty() && !action_needed { Coverage::NoneNeeded } else { whole };
    Coverages { overall, needs }
}
