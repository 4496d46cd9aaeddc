//! From raw text to tokens that know where they came from.
//!
//! Nothing here has an opinion about meaning, and every step is linear in the length of the text.

mod language;
mod normalize;
mod sentence;
mod token;

#[doc(hidden)]
pub use language::emit_language_features;
pub use language::{Language, LanguageRun};
pub(crate) use language::{LanguageVerdict, detect};
#[doc(hidden)]
pub use normalize::fold;
pub(crate) use sentence::split_sentences;
#[doc(hidden)]
pub use token::{Kind, Token, tokenize};

/// The keys of a phrase's words and numbers, in order.
pub(crate) fn words_of(phrase: &str, lexicon: &crate::data::Lexicon) -> Vec<u64> {
    let is_read = |token: &Token| matches!(token.kind, Kind::Word | Kind::Number);
    tokenize(phrase, lexicon).0.into_iter().filter(is_read).map(|token| token.key).collect()
}

/// The key under which the lexicon holds a folded form.
#[doc(hidden)]
#[must_use]
pub fn word_key(form: &str) -> u64 {
    crate::hash::hash(&[form])
}
