//! The judgement of one reply against the message it answers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::detect::{Bench, Document, NeedScore, Reading, customer_signals};
use crate::label::{Antipattern, Coverage, Label, Opportunity, ServiceNeed, Technique};
use crate::score::advice::{Suggestion, suggest};
use crate::score::coverage::{Coverages, cover};
use crate::score::empathy::Empathy;
use crate::score::pillars::Pillars;
use crate::score::signals::Asked;
use crate::score::specifics::{SpecificFound, specifics};
use crate::score::technique::{AntipatternScore, TechniqueScore};
use crate::score::verdict::{Judge, Verdict};
use crate::span::Evidence;

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
    /// What a careful reader points at besides, in the labels' order.
    pub specifics: Vec<SpecificFound<'t>>,
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
        let specifics = self.specifics.iter_mut().flat_map(|found| &mut found.evidence);
        let suggestions = self.suggestions.iter_mut().flat_map(|own| own.answers.iter_mut().chain(&mut own.replaces));
        techniques.chain(antipatterns).chain(specifics).chain(suggestions)
    }
}

/// Judges a reply, with its evidence and with advice.
pub(crate) fn judge<'t>(judge: &Judge<'_>, customer: &Reading<'t>, reply: &'t str) -> ReplyScore<'t> {
    let asked = judge.asked(customer);
    let verdict = judge.verdict(customer, &asked, reply);
    let mut score = assess(judge, customer, &asked, &verdict);
    score.suggestions = suggest(judge, customer, &asked, &verdict, &score.techniques, &score.antipatterns);
    score
}

/// Judges a reply without advice, which costs most of the time, and gives its coverage whatever the message asks for.
pub(crate) fn judge_without_advice<'t>(
    judge: &Judge<'_>,
    customer: &Reading<'t>,
    reply: &'t str,
) -> (ReplyScore<'t>, Coverage) {
    let asked = judge.asked(customer);
    let verdict = judge.verdict(customer, &asked, reply);
    (assess(judge, customer, &asked, &verdict), verdict.coverage)
}

/// What a verdict says, with its evidence.
fn assess<'t>(
    judge: &Judge<'_>,
    customer: &Reading<'t>,
    asked: &Asked<'_, '_>,
    verdict: &Verdict<'t>,
) -> ReplyScore<'t> {
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
    let addressed = addressed(judge, customer, verdict.document.text);
    let coverage = cover(&customer.analysis, action_needed, verdict.coverage, &addressed, &verdict.levels);
    let specifics = specifics(
        asked,
        customer.analysis.is_distressed(),
        &verdict.document,
        judge.reply.matcher.rules(),
        &judge.reply.pack.lexicon,
    );
    let language_match = customer.document.shares_language(&verdict.document);
    ReplyScore {
        empathy: verdict.empathy,
        pillars: verdict.pillars,
        techniques,
        antipatterns,
        coverage,
        specifics,
        language_match,
        suggestions: Vec::new(),
    }
}

/// A reply speaks of a need from this share on of what would assert the need in a message.
const ADDRESSED: f64 = 0.5;

/// For each of several service needs whether the reply speaks of it: whether the model of messages finds the need's
/// subject in the reply as well.
fn addressed(judge: &Judge<'_>, customer: &Reading<'_>, reply: &str) -> Vec<bool> {
    let needs = &customer.analysis.service_needs;
    if needs.len() < 2 {
        return Vec::new();
    }
    let scorer = judge.customer;
    let document = Document::read(reply, &scorer.pack, &scorer.matcher);
    let found = scorer.linear_over_thresholds(&document, &customer_signals(&document, 0, &scorer.pack.lexicon));
    let heads = &judge.customer_heads.service_needs;
    let of_need = |need: &NeedScore<'_, ServiceNeed>| {
        let head = heads.get(need.label.index()).copied().unwrap_or_default();
        found.get(head).is_some_and(|&found| found >= ADDRESSED)
    };
    needs.iter().map(of_need).collect()
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
