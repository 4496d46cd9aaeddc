//! The features of a text: hashed words, pairs of words, and pieces of words. The trainer uses this very function, so
//! that it and the library cannot differ.

use core::hash::Hasher;

use crate::detect::document::Document;
use crate::hash::{Fnv, LONGEST_WORD, emit_pieces, upper};
use crate::text::Kind;

/// Features of one block are scaled to length 1 together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Words and pairs of words.
    Words,
    /// Pieces of words.
    Pieces,
}

/// One feature: its hash and the tokens that it stands on.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// Hash of its name.
    pub hash: u32,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Its block.
    pub block: Block,
}

/// Pieces of words: this many characters, word borders included.
const PIECES: core::ops::RangeInclusive<usize> = 2..=5;

/// Calls `emit` for each feature of `document`, with repetitions, from left to right.
pub fn emit_features(document: &Document<'_>, mut emit: impl FnMut(Feature)) {
    let count = document.tokens.len();
    let sentence = |at: usize| document.sentences.get(at);
    let mut start = Fnv::default();
    start.write(b"c");
    for (at, (token, scope)) in document.tokens.iter().zip(&document.scopes).enumerate() {
        let place = at as u32;
        let mut words = |tag: u8, parts: &[&str], last: u32| {
            let hash = hash_words(tag, parts);
            emit(Feature { hash, first: place, last, block: Block::Words });
        };
        let form = token.form.as_str();
        words(b'w', &[form], place + 1);
        if token.kind == Kind::Word && scope.negated {
            words(b'n', &[form], place + 1);
        }
        if token.kind == Kind::Word && scope.hypothetical {
            words(b'h', &[form], place + 1);
        }
        if token.kind == Kind::Word && scope.quoted {
            words(b'q', &[form], place + 1);
        }
        if at == 0 || sentence(at) != sentence(at - 1) {
            words(b'b', &["<s>", form], place + 1);
        }
        let next = document.tokens.get(at + 1).filter(|_| sentence(at) == sentence(at + 1));
        match next {
            Some(next) => words(b'b', &[form, &next.form], place + 2),
            None if at + 1 == count => words(b'b', &[form, "</s>"], place + 1),
            None => {}
        }
        let after_next = document.tokens.get(at + 2).filter(|_| sentence(at) == sentence(at + 2));
        if let (Some(next), Some(after)) = (next, after_next) {
            words(b't', &[form, &next.form, &after.form], place + 3);
            words(b'k', &[form, &after.form], place + 3);
        }
        if matches!(token.kind, Kind::Word) {
            emit_pieces(form, LONGEST_WORD, PIECES, start, |piece| {
                let hash = upper(piece.finish());
                emit(Feature { hash, first: place, last: place + 1, block: Block::Pieces });
            });
        }
    }
}

/// The feature of one word by itself.
pub(crate) fn word_hash(form: &str) -> u32 {
    hash_words(b'w', &[form])
}

fn hash_words(tag: u8, parts: &[&str]) -> u32 {
    let mut state = Fnv::default();
    state.write(&[tag]);
    for part in parts {
        state.write(&[0x1f]);
        state.write(part.as_bytes());
    }
    upper(state.finish())
}
