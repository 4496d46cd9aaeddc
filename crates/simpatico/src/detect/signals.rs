//! Signals: a handful of measured properties of a text, each from 0 to about 1, weighed beside its words.

use crate::data::{ClassSet, Lexicon};
use crate::detect::document::Document;
use crate::text::Kind;

/// Names of the signals that [`customer_signals`] gives, in order.
pub const CUSTOMER_SIGNALS: &[&str] = &[
    "length",
    "sentences",
    "shouting",
    "exclamation",
    "question",
    "drawn_out",
    "negation",
    "condition",
    "numbers",
    "emoji",
    "link",
    "handle",
    "masked",
    "context",
    "spanish",
    "mixed_language",
    "good",
    "bad",
    "good_denied",
    "bad_denied",
    "good_and_bad",
    "turn",
];

/// Measures a text; `context` is the number of turns before it.
#[must_use]
pub fn customer_signals(document: &Document<'_>, context: usize, lexicon: &Lexicon) -> Vec<f32> {
    let tokens = &document.tokens;
    let words = document.words().count().max(1) as f32;
    let share = |count: usize| count as f32 / words;
    let some = |count: usize| (count as f32 / 3.0).min(1.0);
    let count = |kind: Kind| tokens.iter().filter(|token| token.kind == kind).count();
    let forms = |list: &[&str]| tokens.iter().filter(|token| list.contains(&token.form.as_str())).count();
    let language = document.language();
    let valued = |class: ClassSet, denied: bool| {
        let words =
            tokens.iter().zip(&document.scopes).filter(|(_, scope)| !scope.hypothetical && scope.negated == denied);
        words.filter(|(token, _)| token.classes.meets(class)).count()
    };
    let (good, bad) = (lexicon.known.valence_good, lexicon.known.valence_bad);
    let both = valued(good, false).min(valued(bad, false));
    vec![
        (libm::logf(words) / 5.0).min(1.5),
        (document.sentences.last().map_or(0, |last| last + 1) as f32 / 6.0).min(1.5),
        share(tokens.iter().filter(|token| token.shouted && token.form.len() > 2).count()).min(1.0),
        some(forms(&["!", "!!", "?!"]) + forms(&["!!", "?!"])),
        some(forms(&["?", "??", "?!"])),
        some(tokens.iter().filter(|token| token.drawn_out).count()),
        share(document.scopes.iter().filter(|scope| scope.negated).count()).min(1.0),
        share(document.scopes.iter().filter(|scope| scope.hypothetical).count()).min(1.0),
        some(count(Kind::Number) + count(Kind::Money)),
        some(count(Kind::Emoji)),
        some(count(Kind::Link)),
        some(count(Kind::Handle)),
        some(count(Kind::Placeholder)),
        (context as f32 / 3.0).min(1.0),
        if language == "es" { 1.0 } else { 0.0 },
        if language == "mixed" { 1.0 } else { 0.0 },
        some(valued(good, false)),
        some(valued(bad, false)),
        some(valued(good, true)),
        some(valued(bad, true)),
        some(both),
        some(tokens.iter().filter(|token| token.classes.meets(lexicon.known.turn)).count()),
    ]
}
