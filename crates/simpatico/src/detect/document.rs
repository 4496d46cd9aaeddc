//! A text, read: its tokens, sentences, scopes, language, and the rules that fired.

use crate::data::Pack;
use crate::detect::pattern::{Fired, Matcher, Tokens};
use crate::detect::scope::{Scope, scopes};
use crate::label::LanguageCode;
use crate::span::Span;
use crate::text::{Kind, LanguageVerdict, Token, detect, split_sentences, tokenize};

/// Where a rule fired.
pub type Match = Fired;

/// A text with all that is read off it before any scoring. The trainer and the library read through the same door.
pub struct Document<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// For each token its sentence.
    pub sentences: Vec<usize>,
    /// For each token its scope.
    pub scopes: Vec<Scope>,
    /// The rules that fired, in the order of the pack.
    pub matches: Vec<Match>,
    /// What is read as if it did not stand there: names that say nothing, places left out; in order, and apart.
    pub(crate) ignored: Vec<Span>,
    pub(crate) verdict: LanguageVerdict,
}

impl<'t> Document<'t> {
    /// Reads a text with the rules that `matcher` holds.
    #[must_use]
    pub fn read(text: &'t str, pack: &Pack, matcher: &Matcher) -> Self {
        let lexicon = &pack.lexicon;
        let (mut tokens, normalized) = tokenize(text, lexicon);
        let ignored = matcher.mask(&mut tokens);
        let sentences = split_sentences(&tokens, &normalized, lexicon);
        let scopes = scopes(&tokens, &sentences, lexicon);
        let verdict = detect(&tokens, lexicon, &pack.language);
        let view = Tokens { tokens: &tokens, sentences: &sentences, scopes: &scopes };
        let matches = matcher.run(&view);
        Self { text, tokens, sentences, scopes, matches, ignored, verdict }
    }

    /// The code of the language found, for the trainer's figures.
    #[must_use]
    pub fn language(&self) -> &'static str {
        use crate::label::Label;
        self.verdict.language.code.name()
    }

    /// The rules that fired on more than a name or a mark: capitals inside a sentence make a name of any words, "the Furious
    /// 7 DVD", and emoji inside one are few and known to every model.
    pub fn said(&self) -> impl Iterator<Item = usize> {
        let is_name = |fired: &Match| {
            let sentence = |at: usize| self.sentences.get(at).copied();
            let is_inside = fired.first.checked_sub(1).is_some_and(|before| sentence(before) == sentence(fired.first));
            let tokens = self.tokens.get(fired.first..fired.last).unwrap_or_default();
            let mut words = tokens.iter().filter(|token| token.kind == Kind::Word);
            is_inside && words.all(|word| word.capitalised)
        };
        self.matches.iter().filter(move |fired| !is_name(fired)).map(|fired| fired.rule)
    }

    /// The languages are the same, or one of them is mixed or unknown.
    pub(crate) fn shares_language(&self, other: &Document<'_>) -> bool {
        let (one, two) = (self.verdict.language.code, other.verdict.language.code);
        one == two || [one, two].iter().any(|code| matches!(code, LanguageCode::Mixed | LanguageCode::Unknown))
    }

    /// The span of a range of tokens.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        let tokens = self.tokens.get(first..last).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.to(&last.span),
            _ => Span::default(),
        }
    }

    /// Reads on as if these places of the text, whole sentences in order, were not there.
    pub(crate) fn leave_out(&mut self, places: &[Span], matcher: &Matcher) {
        if places.is_empty() {
            return;
        }
        let stays: Vec<bool> = self.tokens.iter().map(|token| !token.span.lies_in(places)).collect();
        keep(&mut self.tokens, &stays);
        keep(&mut self.sentences, &stays);
        keep(&mut self.scopes, &stays);
        self.matches = matcher.run(&Tokens { tokens: &self.tokens, sentences: &self.sentences, scopes: &self.scopes });
        self.ignored.retain(|name| !name.lies_in(places));
        self.ignored.extend_from_slice(places);
        self.ignored.sort_unstable();
    }

    /// The same reading of another borrow of the same text.
    pub(crate) fn with_text<'u>(self, text: &'u str) -> Document<'u> {
        let Self { text: _, tokens, sentences, scopes, matches, ignored, verdict } = self;
        Document { text, tokens, sentences, scopes, matches, ignored, verdict }
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.kind == Kind::Word)
    }
}

/// Keeps the entries of a list that stay.
fn keep<T>(list: &mut Vec<T>, stays: &[bool]) {
    let mut stays = stays.iter();
    list.retain(|_| stays.next().is_none_or(|stays| *stays));
}
