//! Which needs a reply answers.
//!
//! How far a reply covers the whole is read off its parts by two sums. Service needs share that; where there are several
//! and the reply speaks of some of them only, the others come one step lower. Emotional needs are answered by the
//! techniques that meet them, at their level: 2 answers, 1 answers partly.

use serde::{Deserialize, Serialize};

use crate::data::CoverageData;
use crate::detect::Analysis;
use crate::error::Error;
use crate::label::{Antipattern, Coverage, EmotionalNeed, Label, Technique};
use crate::score::terms::{in_order, sum};

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

/// Names of the terms of the coverage sums.
#[must_use]
pub fn coverage_names() -> Vec<String> {
    let mut names: Vec<String> = ["base", "coverage"].map(str::to_owned).to_vec();
    for technique in Technique::ALL {
        names.extend(["given", "strong"].map(|part| format!("{part}.{technique}")));
    }
    names.extend(Antipattern::ALL.iter().map(|antipattern| format!("harm.{antipattern}")));
    names.extend(Technique::ALL.iter().map(|technique| format!("missed.{technique}")));
    names
}

/// The values of the terms, in the order of [`coverage_names`]: what the model says of the pair as a whole, in steps of
/// 0 to 2, the probabilities of each technique at level 1 or more and at level 2, those of the antipatterns, and those
/// that a technique was called for and is not given.
pub fn coverage_terms(whole: f64, given: &[(f64, f64)], harmed: &[f64], needed: &[f32]) -> impl Iterator<Item = f64> {
    let missed = needed.iter().zip(given).map(|(&needed, &(given, _))| f64::from(needed) * (1.0 - given));
    let given = given.iter().flat_map(|&(given, strong)| [given, strong]);
    [1.0, whole].into_iter().chain(given).chain(harmed.iter().copied()).chain(missed)
}

/// The two sums, their weights put in the order of the terms once.
#[derive(Debug)]
pub(crate) struct CoverageSums {
    open: Vec<f64>,
    answered: Vec<f64>,
}

impl CoverageSums {
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where a weight is for a term that there is not.
    pub(crate) fn new(data: &CoverageData) -> Result<Self, Error> {
        let names = coverage_names();
        Ok(Self { open: in_order(&names, &data.open)?, answered: in_order(&names, &data.answered)? })
    }

    /// The most probable coverage of the whole.
    pub(crate) fn of(&self, terms: &[f64]) -> Coverage {
        let probability = |weights: &[f64]| 1.0 / (1.0 + libm::exp(-sum(terms.iter().copied(), weights)));
        let (open, answered) = (probability(&self.open), probability(&self.answered));
        match 1.0 - open - answered {
            partly if partly >= open && partly >= answered => Coverage::Partly,
            _ if open > answered => Coverage::Open,
            _ => Coverage::Answered,
        }
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

/// Coverage of every detected need. `whole` is that of the reply; `addressed` says for each service need whether the
/// reply speaks of it; `levels` are the techniques' levels.
pub(crate) fn cover(
    analysis: &Analysis<'_>,
    action_needed: bool,
    whole: Coverage,
    addressed: &[bool],
    levels: &[u8],
) -> Coverages {
    let tells_apart = addressed.contains(&true);
    let service = analysis.service_needs.iter().enumerate().map(|(place, need)| {
        let is_passed_over = tells_apart && addressed.get(place) == Some(&false);
        let coverage = if is_passed_over { one_lower(whole) } else { whole };
        NeedCoverage { kind: NeedKind::Service, label: need.label.name().to_owned(), coverage }
    });
    let emotional = analysis.emotional_needs.iter().map(|need| {
        let coverage = emotional_coverage(need.label, levels);
        NeedCoverage { kind: NeedKind::Emotional, label: need.label.name().to_owned(), coverage }
    });
    let needs: Vec<NeedCoverage> = service.chain(emotional).collect();
    let overall = if needs.is_empty() && !action_needed { Coverage::NoneNeeded } else { whole };
    Coverages { overall, needs }
}

fn one_lower(coverage: Coverage) -> Coverage {
    if coverage == Coverage::Answered { Coverage::Partly } else { Coverage::Open }
}
