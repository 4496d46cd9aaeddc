//! Suggestions: how this reply to this message could do better, in the customer's language, with the message's own
//! facts, and with the points that it would really bring.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::data::{ClassSet, TemplateData};
use crate::detect::{Document, Reading};
use crate::label::{Antipattern, Label, Opportunity, Technique};
use crate::score::facts::{Fact, FactKind};
use crate::score::signals::Asked;
use crate::score::technique::{AntipatternScore, TechniqueScore};
use crate::score::verdict::{Judge, Verdict};
use crate::span::{Evidence, rounded};

/// One way to do better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion<'t> {
    /// The technique to apply, ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technique: Option<Technique>,
    /// ... or the antipattern to mend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub antipattern: Option<Antipattern>,
    /// The reason, in plain words.
    pub why: String,
    /// A sentence for this case: to be added to the reply, or put in the place of `replaces`.
    pub example: String,
    /// Points of 0 to 100 that it brings: the score of the reply with it, less the score without.
    #[serde(serialize_with = "rounded")]
    pub gain: f64,
    /// The customer's words that it answers.
    pub answers: Vec<Evidence<'t>>,
    /// The words of the reply that the example takes the place of, where it mends an antipattern.
    pub replaces: Option<Evidence<'t>>,
}

/// Suggestions given at most.
const MOST: usize = 3;
/// Variants of a reply that are judged by a network at most.
const MOST_TRIED: usize = 4;
/// A suggestion that brings fewer points is not worth an agent's time.
const LEAST_GAIN: f64 = 1.0;

/// At most three suggestions, largest gain first. Each gain is measured: the changed reply is scored again.
pub(crate) fn suggest<'t>(
    judge: &Judge<'_>,
    customer: &Reading<'t>,
    asked: &Asked<'_, '_>,
    verdict: &Verdict<'t>,
    techniques: &[TechniqueScore<'t>],
    antipatterns: &[AntipatternScore<'t>],
) -> Vec<Suggestion<'t>> {
    let chooser = Chooser::new(judge, customer, asked, verdict);
    let reply = verdict.document.text;
    let mut variants: Vec<(Suggestion<'t>, String)> = Vec::new();
    for found in antipatterns {
        let Some(advice) = chooser.choose(found.label.name()) else { continue };
        let replaces = harmful(&verdict.document, found, antipatterns);
        let changed = match &replaces {
            Some(cut) => join(reply.get(..cut.byte_start), &advice.example, reply.get(cut.byte_end..)),
            None => join(Some(reply), &advice.example, None),
        };
        let suggestion = Suggestion {
            technique: None,
            antipattern: Some(found.label),
            why: advice.why,
            gain: 0.0,
            example: advice.example,
            answers: Vec::new(),
            replaces,
        };
        variants.push((suggestion, changed));
    }
    let wanting = techniques.iter().filter(|technique| {
        technique.level < 2 && matches!(technique.opportunity, Opportunity::Met | Opportunity::Missed)
    });
    for technique in wanting {
        let Some(advice) = chooser.choose(technique.label.name()) else { continue };
        let answers: Vec<Evidence<'t>> =
            technique.evidence.iter().filter(|evidence| evidence.of.is_some()).cloned().collect();
        let changed = join(Some(reply), &advice.example, None);
        let suggestion = Suggestion {
            technique: Some(technique.label),
            antipattern: None,
            why: advice.why,
            gain: 0.0,
            example: advice.example,
            answers,
            replaces: None,
        };
        variants.push((suggestion, changed));
    }
    best(judge, customer, asked, verdict, variants)
}

/// The variants that bring most. Where each judgement costs a network's run, a draft judge says which to try first.
fn best<'t>(
    judge: &Judge<'_>,
    customer: &Reading<'t>,
    asked: &Asked<'_, '_>,
    verdict: &Verdict<'t>,
    mut variants: Vec<(Suggestion<'t>, String)>,
) -> Vec<Suggestion<'t>> {
    let score = |judge: &Judge<'_>, reply: &str| judge.verdict(customer, asked, reply).empathy.score;
    // Distress calls for acknowledgement before anything else: where it is missing, it is never crowded out.
    let is_distressed = customer.analysis.is_distressed();
    let is_due = |suggestion: &Suggestion<'_>| {
        is_distressed && suggestion.technique == Some(Technique::EmotionalAcknowledgement)
    };
    let by_gain = |a: &Suggestion<'_>, b: &Suggestion<'_>| b.gain.total_cmp(&a.gain);
    let due_first = |a: &Suggestion<'_>, b: &Suggestion<'_>| is_due(b).cmp(&is_due(a)).then_with(|| by_gain(a, b));
    if let Some(draft) = judge.drafting() {
        let before = score(&draft, verdict.document.text);
        variants.iter_mut().for_each(|(suggestion, changed)| suggestion.gain = score(&draft, changed) - before);
        variants.sort_by(|a, b| due_first(&a.0, &b.0));
        variants = apart(variants, |variant| &variant.0);
        variants.truncate(MOST_TRIED);
    }
    let measured = variants
        .into_iter()
        .map(|(suggestion, changed)| Suggestion { gain: score(judge, &changed) - verdict.empathy.score, ..suggestion });
    let mut suggestions: Vec<Suggestion<'t>> = measured.filter(|suggestion| suggestion.gain >= LEAST_GAIN).collect();
    suggestions.sort_by(due_first);
    suggestions = apart(suggestions, |suggestion| suggestion);
    suggestions.truncate(MOST);
    suggestions.sort_by(by_gain);
    suggestions
}

/// Without those that would replace words which an earlier one replaces: an agent can follow all of the rest together.
fn apart<'t, T>(sorted: Vec<T>, suggestion: impl Fn(&T) -> &Suggestion<'t>) -> Vec<T> {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut is_apart = |item: &T| {
        let Some(cut) = &suggestion(item).replaces else { return true };
        let meets = |&(start, end): &(usize, usize)| cut.byte_start < end && start < cut.byte_end;
        if taken.iter().any(meets) {
            return false;
        }
        taken.push((cut.byte_start, cut.byte_end));
        true
    };
    sorted.into_iter().filter(&mut is_apart).collect()
}

/// A reply with an example put between what stands before and after it.
fn join(before: Option<&str>, example: &str, after: Option<&str>) -> String {
    let parts = [before.unwrap_or_default().trim(), example, after.unwrap_or_default().trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The words of the reply to be put right: the sentence that carried the antipattern; for a severe one, everything from
/// the first to the last sentence that carried any severe one, since one harsh sentence left over undoes the rest.
fn harmful<'t>(
    document: &Document<'t>,
    found: &AntipatternScore<'t>,
    antipatterns: &[AntipatternScore<'t>],
) -> Option<Evidence<'t>> {
    let carries = |evidence: &&Evidence<'t>| evidence.contribution > 0.0;
    let strongest = found.evidence.iter().find(carries)?;
    let (mut first, mut last) = sentence(document, strongest);
    if found.label.is_severe() {
        for other in antipatterns.iter().filter(|other| other.label.is_severe()) {
            // A severe antipattern's strongest words only: its weaker ones stand in harmless sentences as well.
            if let Some(evidence) = other.evidence.iter().find(carries) {
                let (from, to) = sentence(document, evidence);
                (first, last) = (first.min(from), last.max(to));
            }
        }
    }
    Some(Evidence::new(document.text, document.span(first, last), strongest.source.clone(), strongest.contribution))
}

/// The tokens of the sentence around a piece of evidence: first, one past the last.
fn sentence(document: &Document<'_>, evidence: &Evidence<'_>) -> (usize, usize) {
    let at = document.tokens.iter().position(|token| token.span.byte_start >= evidence.byte_start).unwrap_or_default();
    let number = document.sentences.get(at);
    let first = document.sentences.iter().position(|other| Some(other) == number).unwrap_or_default();
    let last = document.sentences.iter().rposition(|other| Some(other) == number).map_or(first, |last| last + 1);
    (first, last)
}

/// A template, filled.
struct Advice {
    why: String,
    example: String,
}

/// Chooses templates for one message and one reply.
struct Chooser<'a> {
    templates: &'a [TemplateData],
    language: &'static str,
    register: &'static str,
    asserted: Vec<String>,
    facts: Vec<(&'static str, Cow<'a, str>)>,
}

impl<'a> Chooser<'a> {
    fn new(judge: &Judge<'a>, customer: &'a Reading<'_>, asked: &Asked<'_, '_>, verdict: &Verdict<'_>) -> Self {
        let analysis = &customer.analysis;
        let name = |family: &str, label: &str| format!("{family}.{label}");
        let mut asserted: Vec<String> = Vec::new();
        asserted.extend(analysis.emotions.iter().map(|e| name("emotions", e.label.name())));
        asserted.extend(analysis.service_needs.iter().map(|n| name("service_needs", n.label.name())));
        asserted.extend(analysis.emotional_needs.iter().map(|n| name("emotional_needs", n.label.name())));
        asserted.extend(analysis.reasons.iter().map(|r| name("reasons", r.label.name())));
        asserted.extend(analysis.risks.iter().map(|r| name("risks", r.label.name())));
        let language = if spanish_share(&customer.document) >= 0.5 { "es" } else { "en" };
        let register = if language == "es" { register(judge, &[&verdict.document, &customer.document]) } else { "" };
        Self {
            templates: &judge.reply.pack.templates,
            language,
            register,
            asserted,
            facts: known_facts(&asked.facts, &customer.document),
        }
    }

    /// The most specific template that fits: most labels asked for and asserted, then most facts, then pack order.
    fn choose(&self, subject: &str) -> Option<Advice> {
        let fits = |template: &&TemplateData| {
            template.subject == subject
                && template.language == self.language
                && template.register == self.register
                && template.when.iter().all(|label| self.asserted.contains(label))
        };
        let mut best: Option<((usize, usize), Advice)> = None;
        for template in self.templates.iter().filter(fits) {
            let Some((example, facts)) = self.fill(&template.example) else { continue };
            let rank = (template.when.len(), facts);
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, Advice { why: template.why.clone(), example }));
            }
        }
        best.map(|(_, advice)| advice)
    }

    /// The example with its placeholders filled and their number; `None` where the message does not hold a fact.
    fn fill(&self, example: &str) -> Option<(String, usize)> {
        let mut filled = String::with_capacity(example.len());
        let mut count = 0;
        let mut rest = example;
        while let Some((before, placeholder)) = rest.split_once('{') {
            let (name, after) = placeholder.split_once('}')?;
            let fact = self.facts.iter().find(|(known, _)| *known == name)?;
            filled.push_str(before);
            filled.push_str(&fact.1);
            count += 1;
            rest = after;
        }
        filled.push_str(rest);
        Some((filled, count))
    }
}

/// Share of a text's characters that stand in Spanish runs.
fn spanish_share(document: &Document<'_>) -> f64 {
    let runs = &document.verdict.language.runs;
    let length = |code: &str| -> usize {
        runs.iter().filter(|run| run.code.name() == code).map(|run| run.end - run.start).sum()
    };
    let (spanish, english) = (length("es"), length("en"));
    spanish as f64 / (spanish + english).max(1) as f64
}

/// How the agent, else the customer, addresses the other: `tu`, `usted` or `vos`; `usted` where nothing tells.
fn register(judge: &Judge<'_>, documents: &[&Document<'_>]) -> &'static str {
    let lexicon = &judge.reply.pack.lexicon;
    let known = &lexicon.known;
    for document in documents {
        let count = |class: ClassSet| document.words().filter(|word| word.classes.meets(class)).count();
        let (tu, usted, vos) = (count(known.register_tu), count(known.register_usted), count(known.register_vos));
        if vos > 0 && vos * 2 >= tu {
            return "vos";
        }
        if tu > usted {
            return "tu";
        }
        if usted > 0 {
            return "usted";
        }
    }
    "usted"
}

/// The message's own facts, the first of each kind, as it writes them.
fn known_facts<'a>(facts: &[Fact], document: &Document<'a>) -> Vec<(&'static str, Cow<'a, str>)> {
    let mut known: Vec<(&'static str, Cow<'a, str>)> = Vec::new();
    for fact in facts {
        let written = document.span(fact.first, fact.last).slice(document.text).trim();
        let name = match fact.kind {
            FactKind::Amount => "amount",
            FactKind::Date if written.starts_with(|c: char| c.is_ascii_digit()) => "date",
            FactKind::Number if written.len() >= 5 && written.bytes().all(|byte| byte.is_ascii_digit()) => "number",
            FactKind::Duration => "duration",
            _ => continue,
        };
        if known.iter().all(|(other, _)| *other != name) {
            known.push((name, Cow::Borrowed(written)));
        }
    }
    known
}
