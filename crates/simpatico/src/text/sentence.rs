//! Sentences: the Unicode rules, a line break always ends one, an abbreviation never does.

use unicode_segmentation::UnicodeSegmentation;

use crate::data::Lexicon;
use crate::text::token::{Kind, Token};

/// For each token the number of its sentence, from 0; never decreasing.
pub(crate) fn split_sentences(tokens: &[Token], normalized: &str, lexicon: &Lexicon) -> Vec<usize> {
    let mut bounds = normalized.split_sentence_bound_indices().map(|(at, _)| at).peekable();
    let mut numbers = Vec::with_capacity(tokens.len());
    let mut sentence = 0;
    let mut before: [Option<&Token>; 2] = [None, None];
    for token in tokens {
        let mut is_start = false;
        while bounds.next_if(|&at| at <= token.at).is_some() {
            is_start = true;
        }
        let [earlier, last] = before;
        let abbreviated =
            last.is_some_and(|mark| mark.form == ".") && earlier.is_some_and(|word| lexicon.is_abbreviation(word.key));
        let ended =
            last.is_some_and(|last| last.kind == Kind::Emoji) && token.kind != Kind::Emoji && token.kind != Kind::Mark;
        if last.is_some() && (token.line_start || ended || (is_start && !abbreviated)) {
            sentence += 1;
        }
        numbers.push(sentence);
        before = [last, Some(token)];
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded_lexicon_for_tests;
    use crate::text::tokenize;

    fn count(text: &str) -> usize {
        let lexicon = embedded_lexicon_for_tests();
        let (tokens, normalized) = tokenize(text, lexicon);
        split_sentences(&tokens, &normalized, lexicon).last().map_or(0, |last| last + 1)
    }

    #[test]
    fn sentences_end_where_a_reader_pauses() {
        assert_eq!(count("It broke. Please help!"), 2);
        assert_eq!(count("Dear Mr. Lee, it broke."), 1);
        assert_eq!(count("La Sra. Gómez no vino. ¿Por qué?"), 2);
        assert_eq!(count("first line\nsecond line"), 2);
        assert_eq!(count("genial 😡 otra vez"), 2);
        assert_eq!(count(""), 0);
    }
}
