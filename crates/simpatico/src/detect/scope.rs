//! Negation, hypothesis and quotation: which words do not mean what they would alone.

use crate::data::Lexicon;
use crate::text::{Kind, Token};

/// How a token stands in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// After a negator: "not happy", "nadie me ha tratado mal".
    pub negated: bool,
    /// After a condition or a wish: "if they charge me again", "si me cobran otra vez".
    pub hypothetical: bool,
    /// Between quotation marks.
    pub quoted: bool,
}

impl Scope {
    /// The words are said as they are meant.
    #[must_use]
    pub fn is_affirmed(self) -> bool {
        !self.negated && !self.hypothetical
    }
}

/// A negator reaches this many words, a condition as far as its clause but never further than this.
const NEGATION_REACH: usize = 5;
const HYPOTHESIS_REACH: usize = 14;
const QUOTATION_REACH: usize = 40;

/// The scope of each token; sentences are numbered as the tokens are.
pub(crate) fn scopes(tokens: &[Token], sentences: &[usize], lexicon: &Lexicon) -> Vec<Scope> {
    let known = &lexicon.known;
    let mut scopes = Vec::with_capacity(tokens.len());
    let (mut negation, mut hypothesis, mut quotation) = (0_usize, 0_usize, 0_usize);
    let mut current = usize::MAX;
    for (at, (token, &sentence)) in tokens.iter().zip(sentences).enumerate() {
        if sentence != current {
            (negation, hypothesis, current) = (0, 0, sentence);
        }
        let classes = token.classes;
        let is_pause = token.kind == Kind::Mark && !matches!(token.form.as_str(), "\"" | "'" | "-" | "/" | "¿" | "¡");
        if is_pause || token.kind == Kind::Emoji {
            negation = 0;
            if matches!(token.form.as_str(), "," | ";" | ":" | "." | "..." | "!" | "!!" | "?" | "??" | "?!") {
                hypothesis = 0;
            }
        }
        if classes.meets(known.clause_break) {
            negation = 0;
        }
        if token.form == "\"" {
            quotation = if quotation > 0 { 0 } else { QUOTATION_REACH };
        }
        scopes.push(Scope { negated: negation > 0, hypothetical: hypothesis > 0, quoted: quotation > 0 });
        if token.kind == Kind::Word {
            negation = negation.saturating_sub(1);
            hypothesis = hypothesis.saturating_sub(1);
        }
        quotation = quotation.saturating_sub(1);
        if classes.meets(known.negator) || classes.meets(known.negated_verb) {
            // "not only", "no solo" add; they do not deny. A lone "No," is an answer: the comma ends its reach.
            let next = tokens.get(at + 1).map_or("", |next| next.form.as_str());
            if !matches!(next, "only" | "just" | "solo" | "solamente" | "unicamente") {
                negation = NEGATION_REACH;
            }
        }
        // Folding makes "sí" (yes) and "si" (if) one; the accented word is no condition.
        if classes.meets(known.hypothesis) && token.lower != "sí" {
            hypothesis = HYPOTHESIS_REACH;
        }
    }
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded_lexicon_for_tests;
    use crate::text::{split_sentences, tokenize};

    fn marked(text: &str, pick: fn(&Scope) -> bool) -> Vec<String> {
        let lexicon = embedded_lexicon_for_tests();
        let (tokens, normalized) = tokenize(text, lexicon);
        let sentences = split_sentences(&tokens, &normalized, lexicon);
        let scopes = scopes(&tokens, &sentences, lexicon);
        tokens.into_iter().zip(scopes).filter(|(t, s)| t.kind == Kind::Word && pick(s)).map(|(t, _)| t.form).collect()
    }

    #[test]
    fn negation_ends_with_its_clause() {
        assert_eq!(marked("I am not happy, this broke", |s| s.negated), ["happy"]);
        assert_eq!(
            marked("no estoy enfadado pero quiero saber", |s| s.negated),
            ["estoy", "enfadado", "pero"][..2].to_vec()
        );
        assert_eq!(marked("nadie me ha tratado mal", |s| s.negated), ["me", "ha", "tratado", "mal"]);
        assert_eq!(marked("No. It works", |s| s.negated), Vec::<String>::new());
        assert_eq!(marked("not only late", |s| s.negated), Vec::<String>::new());
    }

    #[test]
    fn conditions_and_quotes() {
        assert_eq!(marked("si me cobran otra vez, me voy", |s| s.hypothetical), ["me", "cobran", "otra", "vez"]);
        assert_eq!(marked("sí me cobran", |s| s.hypothetical), Vec::<String>::new());
        assert_eq!(marked("he said «calm down» twice", |s| s.quoted), ["calm", "down"]);
    }
}
