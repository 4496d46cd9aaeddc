//! The judgement of one reply against the message it answers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::detect::{Bench, Reading};
use crate::label::{Antipattern, Coverage, Label, Opportunity, Pillar, Technique};
use crate::score::advice::{Suggestion, suggest};
use crate::score::coverage::{Coverages, cover, coverage_of};
use crate::score::empathy::Empathy;
use crate::score::technique::{AntipatternScore, TechniqueScore};
use crate::score::verdict::{Judge, Verdict};
use crate::span::{Evidence, rounded_option};

/// How well a reply responds: what was met, what was missed, what harmed, and how to do better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReplyScore<'t> {
    /// The whole, 0 to 100.
    pub empathy: Empathy,
    /// The five pillars.
    pub pillars: Pillars,
    /// All ten techniques, in the codebook's order.
    pub techniques: Vec<TechniqueScore<'t>>,
    /// What harmed, strongest first.
    pub antipatterns: Vec<AntipatternScore<'t>>,
    /// Which needs were answered.
    pub coverage: Coverages,
    /// The reply is in the customer's language.
    pub language_match: bool,
    /// At most three ways to do better, largest gain first.
    pub suggestions: Vec<Suggestion<'t>>,
}

impl<'t> ReplyScore<'t> {
    /// Every piece of evidence, of the reply and (`of` says so) of the message.
    pub(crate) fn evidence_mut(&mut self) -> impl Iterator<Item = &mut Evidence<'t>> {
        let techniques = self.techniques.iter_mut().flat_map(|found| &mut found.evidence);
        let antipatterns = self.antipatterns.iter_mut().flat_map(|found| &mut found.evidence);
        let suggestions = self.suggestions.iter_mut().flat_map(|own| own.answers.iter_mut().chain(&mut own.replaces));
        techniques.chain(antipatterns).chain(suggestions)
    }
}

/// The five pillars, each 0 to 100; `None` where nothing it judges was called for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pillars {
    /// Paraphrase, clarifying question.
    #[serde(serialize_with = "rounded_option")]
    pub active_listening: Option<f64>,
    /// Perspective taking.
    #[serde(serialize_with = "rounded_option")]
    pub perspective_taking: Option<f64>,
    /// Emotional acknowledgement, reassurance, apology, appreciation.
    #[serde(serialize_with = "rounded_option")]
    pub empathetic_language: Option<f64>,
    /// Concrete action, proactive support.
    #[serde(serialize_with = "rounded_option")]
    pub action: Option<f64>,
    /// Personalisation, and the absence of robotic wording.
    #[serde(serialize_with = "rounded_option")]
    pub human_touch: Option<f64>,
}

/// Judges a reply, with its evidence and with advice.
pub(crate) fn judge<'t>(judge: &Judge<'_>, customer: &Reading<'t>, reply: &'t str) -> ReplyScore<'t> {
    let state = judge.state(&customer.scores);
    let verdict = judge.verdict(customer, &state, reply);
    let mut score = assess(judge, customer, &verdict);
    score.suggestions = suggest(judge, customer, &state, &verdict, &score.techniques, &score.antipatterns);
    score
}

/// Judges a reply without advice, which costs most of the time, and gives its coverage whatever the message asks for.
pub(crate) fn judge_without_advice<'t>(
    judge: &Judge<'_>,
    customer: &Reading<'t>,
    reply: &'t str,
) -> (ReplyScore<'t>, Coverage) {
    let verdict = judge.verdict(customer, &judge.state(&customer.scores), reply);
    (assess(judge, customer, &verdict), coverage_of(verdict.coverage))
}

/// What a verdict says, with its evidence.
fn assess<'t>(judge: &Judge<'_>, customer: &Reading<'t>, verdict: &Verdict<'t>) -> ReplyScore<'t> {
    let bench = Bench { document: &verdict.document, scores: &verdict.scores, scorer: judge.reply };
    let asking = Bench { document: &customer.document, scores: &customer.scores, scorer: judge.customer };
    let techniques: Vec<TechniqueScore<'t>> =
        Technique::ALL.iter().map(|&technique| technique_score(judge, verdict, &bench, &asking, technique)).collect();
    let antipatterns: Vec<AntipatternScore<'t>> = bench
        .asserted::<Antipattern>(&judge.heads.antipatterns)
        .into_iter()
        .map(|found| AntipatternScore { label: found.label, score: found.score, evidence: found.evidence })
        .collect();
    let action_needed = verdict.needed.get(Technique::ConcreteAction.index()).copied().unwrap_or_default();
    let coverage = cover(&customer.analysis, action_needed, verdict.coverage, &verdict.levels);
    let language_match = customer.document.shares_language(&verdict.document);
    ReplyScore {
        empathy: verdict.empathy,
        pillars: pillars(&techniques, &antipatterns),
        techniques,
        antipatterns,
        coverage,
        language_match,
        suggestions: Vec::new(),
    }
}

fn technique_score<'t>(
    judge: &Judge<'_>,
    verdict: &Verdict<'t>,
    bench: &Bench<'_, 't>,
    asking: &Bench<'_, 't>,
    technique: Technique,
) -> TechniqueScore<'t> {
    let place = technique.index();
    let at = |heads: &[usize]| heads.get(place).copied().unwrap_or_default();
    let level = verdict.levels.get(place).copied().unwrap_or_default();
    let needed = verdict.needed.get(place).copied().unwrap_or_default();
    let opportunity = match (needed, level > 0) {
        (true, true) => Opportunity::Met,
        (true, false) => Opportunity::Missed,
        (false, true) => Opportunity::Extra,
        (false, false) => Opportunity::NotNeeded,
    };
    let (given, strong) = (at(&judge.heads.given), at(&judge.heads.strong));
    let evidence = match opportunity {
        Opportunity::NotNeeded => Vec::new(),
        Opportunity::Missed => {
            let mut evidence = asking.evidence(at(&judge.customer_heads.needed)).0;
            evidence.retain(|evidence| evidence.contribution > 0.0);
            evidence.iter_mut().for_each(|evidence| evidence.of = Some(Cow::Borrowed("customer")));
            evidence
        }
        Opportunity::Met | Opportunity::Extra => bench.evidence(if level == 2 { strong } else { given }).0,
    };
    let score = verdict.scores.reported(given).max(verdict.scores.reported(strong));
    TechniqueScore { label: technique, level, score, opportunity, evidence }
}

/// Each pillar: the mean level of what was called for, over 2, times 100. Robotic wording halves the human touch.
fn pillars(techniques: &[TechniqueScore<'_>], antipatterns: &[AntipatternScore<'_>]) -> Pillars {
    let is_robotic = antipatterns.iter().any(|found| found.label == Antipattern::Robotic);
    let mean = |pillar: Pillar| {
        let of_pillar = techniques.iter().filter(|technique| technique.label.pillar() == pillar);
        let called_for: Vec<f64> = of_pillar
            .filter(|technique| matches!(technique.opportunity, Opportunity::Met | Opportunity::Missed))
            .map(|technique| f64::from(technique.level) * 50.0)
            .collect();
        let count = called_for.len() as f64;
        (!called_for.is_empty()).then(|| called_for.iter().sum::<f64>() / count)
    };
    // A person is always called for: without a finer call, given personalisation or canned wording decides.
    let personal = techniques.iter().find(|technique| technique.label == Technique::Personalisation);
    let level = personal.map_or(0.0, |technique| f64::from(technique.level) * 50.0);
    let human_touch = mean(Pillar::HumanTouch).or_else(|| (is_robotic || level > 0.0).then_some(level));
    Pillars {
        active_listening: mean(Pillar::ActiveListening),
        perspective_taking: mean(Pillar::PerspectiveTaking),
        empathetic_language: mean(Pillar::EmpatheticLanguage),
        action: mean(Pillar::Action),
        human_touch: human_touch.map(|touch| if is_robotic { touch / 2.0 } else { touch }),
    }
}
