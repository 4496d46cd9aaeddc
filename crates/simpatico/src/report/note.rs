//! What a coach would write beside an exchange, in plain sentences of either language.

use crate::analyzer::Judgement;
use crate::detect::Analysis;
use crate::label::{Coverage, EmpathyLevel, Label, Opportunity, Polarity};
use crate::report::quotable;
use crate::score::{NeedKind, ReplyScore, Suggestion};
use crate::span::Evidence;
use crate::words::{Locale, Titled, title, title_by_name};

/// Things that a sentence names at most: who reads it should remember them.
const MOST_NAMED: usize = 3;
/// Words that a quotation has at most.
const LONGEST_QUOTE: usize = 8;

/// Every phrase of the note, in one language.
struct Phrases {
    and: &'static str,
    quotes: [&'static str; 2],
    comes_with: &'static str,
    over: &'static str,
    calm: &'static str,
    glad: &'static str,
    upset: &'static str,
    about: &'static str,
    wants: &'static str,
    needs: &'static str,
    harms: &'static str,
    verdicts: [&'static str; 3],
    works: &'static str,
    missing: &'static str,
    open: &'static str,
    first: &'static str,
}

const ENGLISH: Phrases = Phrases {
    and: "and",
    quotes: ["“", "”"],
    comes_with: "This customer comes with ",
    over: " over ",
    calm: "This is a calm message",
    glad: "This is a happy message",
    upset: "This customer is unhappy",
    about: " about ",
    wants: "Asks for: ",
    needs: "Needs: ",
    harms: "The reply does harm: ",
    verdicts: [
        "The reply leaves the customer where they were",
        "The reply is polite and could meet the customer better",
        "The reply meets the customer well",
    ],
    works: "What works: ",
    missing: "What was called for and is missing: ",
    open: "Still open afterwards: ",
    first: "Begin here: ",
};

const SPANISH: Phrases = Phrases {
    and: "y",
    quotes: ["«", "»"],
    comes_with: "Este cliente llega con ",
    over: " por ",
    calm: "Es un mensaje tranquilo",
    glad: "Es un mensaje contento",
    upset: "Este cliente está descontento",
    about: " por ",
    wants: "Pide: ",
    needs: "Necesita: ",
    harms: "La respuesta hace daño: ",
    verdicts: [
        "La respuesta deja al cliente donde estaba",
        "La respuesta es correcta y podría atender mejor al cliente",
        "La respuesta atiende bien al cliente",
    ],
    works: "Lo que funciona: ",
    missing: "Lo que hacía falta y no está: ",
    open: "Queda pendiente: ",
    first: "Para empezar: ",
};

/// What a coach would write beside an exchange: the customer's state and needs, what the reply does with them, where to
/// begin. One sentence an entry, in the order of reading; the words quoted are those that the judgement rests on.
///
/// ```
/// use simpatico::{Analyzer, Exchange, Locale, note};
///
/// let exchange = Exchange {
///     customer: "Third time I call about the same leak. I'm fed up!",
///     reply: Some("Please calm down and fill in the form."),
///     turns_before: 0,
/// };
/// let judgement = Analyzer::new().judge_exchange(&exchange);
/// let note = note(&judgement, Locale::English);
/// assert!(note[0].contains("frustration"));
/// assert!(note.iter().any(|sentence| sentence.starts_with("The reply does harm")));
/// ```
#[must_use]
pub fn note(judgement: &Judgement<'_>, locale: Locale) -> Vec<String> {
    let writer = Writer { phrases: if locale == Locale::English { &ENGLISH } else { &SPANISH }, locale };
    let mut sentences = Vec::new();
    if judgement.customer.abstained.is_none() {
        writer.customer(&judgement.customer, &mut sentences);
    }
    if let Some(reply) = &judgement.reply {
        writer.reply(reply, &mut sentences);
    }
    sentences
}

struct Writer {
    phrases: &'static Phrases,
    locale: Locale,
}

impl Writer {
    fn customer(&self, analysis: &Analysis<'_>, into: &mut Vec<String>) {
        let phrases = self.phrases;
        let reasons = self.titles(analysis.reasons.iter().map(|reason| reason.label));
        let quoted = analysis.emotions.iter().find_map(|emotion| self.quote(&emotion.evidence));
        let feelings = self.titles(analysis.emotions.iter().map(|emotion| emotion.label));
        let (state, joint) = match (feelings.is_empty(), analysis.sentiment.label) {
            (false, _) => {
                (format!("{}{}{}", phrases.comes_with, self.list(feelings), quoted.unwrap_or_default()), phrases.over)
            }
            (true, Polarity::Negative) => (phrases.upset.to_owned(), phrases.about),
            (true, Polarity::Positive) => (phrases.glad.to_owned(), phrases.about),
            (true, Polarity::Neutral | Polarity::Mixed) => (phrases.calm.to_owned(), phrases.about),
        };
        let cause = if reasons.is_empty() { String::new() } else { format!("{joint}{}", self.list(reasons)) };
        into.push(format!("{state}{cause}."));
        self.named(phrases.wants, self.titles(analysis.service_needs.iter().map(|need| need.label)), into);
        self.named(phrases.needs, self.titles(analysis.emotional_needs.iter().map(|need| need.label)), into);
    }

    fn reply(&self, reply: &ReplyScore<'_>, into: &mut Vec<String>) {
        let phrases = self.phrases;
        let harm: Vec<String> = reply
            .antipatterns
            .iter()
            .map(|found| self.with_quote(title(found.label, self.locale), &found.evidence))
            .collect();
        let [low, medium, high] = phrases.verdicts;
        match (harm.is_empty(), reply.empathy.level) {
            (false, _) => self.named(phrases.harms, harm, into),
            (true, EmpathyLevel::Low) => into.push(format!("{low}.")),
            (true, EmpathyLevel::Medium) => into.push(format!("{medium}.")),
            (true, EmpathyLevel::High) => into.push(format!("{high}.")),
        }
        let best = reply.techniques.iter().map(|technique| technique.level).max().unwrap_or_default();
        let given = reply.techniques.iter().filter(|technique| technique.level > 0 && technique.level == best);
        let given = given.filter(|technique| technique.opportunity == Opportunity::Met);
        let given = given.map(|technique| self.with_quote(title(technique.label, self.locale), &technique.evidence));
        self.named(phrases.works, given.collect(), into);
        let missed = reply.techniques.iter().filter(|technique| technique.opportunity == Opportunity::Missed);
        self.named(phrases.missing, self.titles(missed.map(|technique| technique.label)), into);
        let open = reply.coverage.needs.iter().filter(|need| need.coverage == Coverage::Open);
        let open = open.filter_map(|need| {
            let family = match need.kind {
                NeedKind::Service => crate::label::ServiceNeed::FAMILY,
                NeedKind::Emotional => crate::label::EmotionalNeed::FAMILY,
            };
            title_by_name(family, &need.label, self.locale).ok().map(str::to_owned)
        });
        self.named(phrases.open, open.collect(), into);
        if let Some(Suggestion { why, .. }) = reply.suggestions.first() {
            into.push(format!("{}{why}", phrases.first));
        }
    }

    fn titles<L: Titled>(&self, labels: impl Iterator<Item = L>) -> Vec<String> {
        labels.map(|label| title(label, self.locale).to_owned()).collect()
    }

    /// A sentence that names things, where there are any.
    fn named(&self, lead: &str, names: Vec<String>, into: &mut Vec<String>) {
        if !names.is_empty() {
            into.push(format!("{lead}{}.", self.list(names)));
        }
    }

    fn list(&self, mut names: Vec<String>) -> String {
        names.truncate(MOST_NAMED);
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => {
                // Spanish "y" becomes "e" before the sound of i.
                let is_i = self.locale == Locale::Spanish && (last.starts_with('i') || last.starts_with("hi"));
                format!("{} {} {last}", before.join(", "), if is_i { "e" } else { self.phrases.and })
            }
            None => String::new(),
        }
    }

    fn with_quote(&self, title: &str, evidence: &[Evidence<'_>]) -> String {
        format!("{title}{}", self.quote(evidence).unwrap_or_default())
    }

    /// The strongest words, with a blank before them.
    fn quote(&self, evidence: &[Evidence<'_>]) -> Option<String> {
        let strongest =
            evidence.iter().find(|evidence| evidence.contribution > 0.0 && !evidence.text.trim().is_empty())?;
        let words = quotable(&strongest.text);
        let more = if words.len() > LONGEST_QUOTE { " …" } else { "" };
        let text: Vec<&str> = words.into_iter().take(LONGEST_QUOTE).collect();
        let [open, close] = self.phrases.quotes;
        Some(format!(" ({open}{}{more}{close})", text.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined_as_each_language_does() {
        let list = |locale, names: &[&str]| {
            let phrases = if locale == Locale::English { &ENGLISH } else { &SPANISH };
            Writer { phrases, locale }.list(names.iter().map(|name| (*name).to_owned()).collect())
        };
        assert_eq!(list(Locale::English, &["delay"]), "delay");
        assert_eq!(list(Locale::English, &["a", "b", "c", "d"]), "a, b and c");
        assert_eq!(list(Locale::Spanish, &["enfado", "indignación"]), "enfado e indignación");
        assert_eq!(list(Locale::Spanish, &["enfado", "tristeza"]), "enfado y tristeza");
        assert_eq!(list(Locale::English, &[]), "");
    }
}
