//! What a careful reader points at in a reply beside techniques and antipatterns: facts taken up, promises with a time,
//! apologies that own or evade, claims to know, the form of address. Read off the words alone; the score knows of them
//! through its own terms only.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::data::{Lexicon, RuleData};
use crate::detect::Document;
use crate::label::Specific;
use crate::score::facts::{Fact, FactKind, facts};
use crate::score::signals::Asked;
use crate::span::{Evidence, Span};
use crate::text::Token;

/// One such place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpecificFound<'t> {
    /// Which.
    pub label: Specific,
    /// The reply's words; their contribution is 0.
    pub evidence: Vec<Evidence<'t>>,
}

/// Beginnings of rule ids, and what the rule points at.
const RULES: &[(&str, Specific)] = &[
    ("reply/action/will-by-when", Specific::DatedPromise),
    ("reply/action/dated-outcome", Specific::DatedPromise),
    ("reply/apology/owned-failing", Specific::OwnedApology),
    ("reply/apology/ownership", Specific::OwnedApology),
    ("reply/apology/any-inconvenience", Specific::ConditionalApology),
    ("reply/apology/conditional", Specific::ConditionalApology),
    ("reply/hollow/claims-to-know", Specific::ClaimToKnow),
    ("reply/defensive/policy-wall", Specific::PolicyWall),
    ("reply/rude/as-i-told-you", Specific::Reproach),
    ("reply/overpromising/guarantee", Specific::Guarantee),
];
const CHEER: &str = "reply/tone/forced-cheer";
const CHEERFUL: &[&str] = &[":smile:", ":laugh:", ":love:", ":celebrate:", ":sparkle:", ":wink:"];
/// Source of evidence that no rule found.
const SOURCE: &str = "reading/specifics";
/// Words with "we" and none with "I" from here on are a company speaking, not a person.
const ONLY_WE: usize = 2;

/// Everything that a careful reader would point at, in the labels' order.
pub(crate) fn specifics<'t>(
    asked: &Asked<'_, '_>,
    is_distressed: bool,
    reply: &Document<'t>,
    rules: &[Arc<RuleData>],
    lexicon: &Lexicon,
) -> Vec<SpecificFound<'t>> {
    let mut found: Vec<SpecificFound<'t>> = Vec::new();
    let mut add = |label: Specific, span: Span, source: Cow<'t, str>| {
        let evidence = Evidence::new(reply.text, span, source, 0.0);
        match found.iter_mut().find(|specific| specific.label == label) {
            Some(specific) => {
                if specific.evidence.iter().all(|other| other.span() != span) {
                    specific.evidence.push(evidence);
                }
            }
            None => found.push(SpecificFound { label, evidence: vec![evidence] }),
        }
    };
    for fact in facts(reply, lexicon) {
        let is_theirs = asked.facts.iter().any(|other| other.is_same(&fact));
        if is_theirs || fact.kind != FactKind::Name {
            let label = if is_theirs { Specific::FactTakenUp } else { Specific::OwnFact };
            add(label, reply.span(fact.first, fact.last), Cow::Borrowed(SOURCE));
        }
    }
    for fired in &reply.matches {
        let Some(rule) = rules.get(fired.rule) else { continue };
        let span = reply.span(fired.first, fired.last);
        let source = || Cow::Owned(rule.id.clone());
        if let Some((_, label)) = RULES.iter().find(|(id, _)| rule.id.starts_with(id)) {
            add(*label, span, source());
        } else if is_distressed && rule.id.starts_with(CHEER) {
            add(Specific::CheerAtGraveMatter, span, source());
        }
    }
    if is_distressed {
        for token in reply.tokens.iter().filter(|token| CHEERFUL.contains(&token.form.as_str())) {
            add(Specific::CheerAtGraveMatter, token.span, Cow::Borrowed(SOURCE));
        }
    }
    for (label, span) in voice(asked.document, reply, lexicon) {
        add(label, span, Cow::Borrowed(SOURCE));
    }
    found.sort_by_key(|specific| specific.label);
    found
}

/// How the reply addresses the customer, and who speaks in it.
fn voice(customer: &Document<'_>, reply: &Document<'_>, lexicon: &Lexicon) -> Vec<(Specific, Span)> {
    let known = &lexicon.known;
    let informal = known.register_tu.0 | known.register_vos.0;
    let informal = |token: &&Token| token.classes.0 & informal != 0;
    let formal = |token: &&Token| token.classes.meets(known.register_usted) && is_formal(&token.form);
    let mut found = Vec::new();
    let close = reply.words().find(informal);
    if let (Some(one), Some(other)) = (close, reply.words().find(formal)) {
        found.push((Specific::RegisterMixed, one.span));
        found.push((Specific::RegisterMixed, other.span));
    } else if let Some(close) = close
        && customer.words().any(|token| formal(&token))
        && !customer.words().any(|token| informal(&token))
    {
        found.push((Specific::RegisterTooClose, close.span));
    }
    let plural: Vec<&Token> = reply.words().filter(|token| token.classes.meets(known.first_plural)).collect();
    let has_singular = reply.words().any(|token| token.classes.meets(known.first_singular));
    if plural.len() >= ONLY_WE && !has_singular {
        found.extend(plural.iter().map(|token| (Specific::OnlyWe, token.span)));
    }
    found
}

/// Forms that speak to one person as usted and to nobody else: "su" and "tiene" may be about a third.
fn is_formal(form: &str) -> bool {
    let is_imperative = form.len() > 6 && ["me", "nos", "se"].iter().any(|clitic| form.ends_with(clitic));
    form == "usted" || form == "disculpe" || is_imperative
}

/// How many facts of the message a reply takes up, and how many it adds; names are taken up only.
pub(crate) fn shared_facts(theirs: &[Fact], reply: &Document<'_>, lexicon: &Lexicon) -> (usize, usize) {
    let is_theirs = |fact: &Fact| theirs.iter().any(|other| other.is_same(fact));
    let (shared, own): (Vec<Fact>, Vec<Fact>) = facts(reply, lexicon).into_iter().partition(is_theirs);
    (shared.len(), own.iter().filter(|fact| fact.kind != FactKind::Name).count())
}
