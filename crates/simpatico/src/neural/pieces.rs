//! From text to pieces of words: a unigram vocabulary and the likeliest way to put each word together from it.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::error::Error;
use crate::hash::BuildFnv;
use crate::span::Span;

/// Special pieces, in this order at the start of every vocabulary.
pub(super) const START: u16 = 0;
pub(super) const END: u16 = 2;
const UNKNOWN: u16 = 3;
/// Longer words are cut here: nobody writes them, and their cost would grow.
const LONGEST_WORD: usize = 64;
/// Marks the start of a word in the vocabulary.
const WORD: char = '\u{2581}';
/// What an unknown letter costs below the least likely piece.
const UNKNOWN_PENALTY: f32 = 10.0;

/// One piece and the bytes of the text that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Number in the vocabulary.
    pub id: u16,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A vocabulary with the log-probability of each piece.
#[derive(Debug)]
pub(super) struct Pieces {
    places: HashMap<Box<str>, (u16, f32), BuildFnv>,
    longest: usize,
    unknown: f32,
}

/// A letter of a word after normalization, and the bytes it came from.
struct Letter {
    letter: char,
    start: usize,
    end: usize,
}

impl Pieces {
    /// A vocabulary of pieces and their scores.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where the two lists differ in length, there are more than 65,536 pieces, or a
    /// score is not finite.
    pub(super) fn new(pieces: &[String], scores: &[f32]) -> Result<Self, Error> {
        if pieces.len() != scores.len() || pieces.len() > usize::from(u16::MAX) || pieces.len() <= usize::from(UNKNOWN)
        {
            return Err(Error::data(format!("{} pieces and {} scores", pieces.len(), scores.len())));
        }
        if scores.iter().any(|score| !score.is_finite()) {
            return Err(Error::data("the score of a piece is not a finite number"));
        }
        let mut places = HashMap::with_capacity_and_hasher(pieces.len(), BuildFnv::default());
        for (id, (piece, &score)) in (0_u16..).zip(pieces.iter().zip(scores)) {
            if id > UNKNOWN {
                places.insert(piece.as_str().into(), (id, score));
            }
        }
        let longest = pieces.iter().map(|piece| piece.chars().count()).max().unwrap_or_default();
        let least = scores.iter().fold(0.0_f32, |least, &score| least.min(score));
        Ok(Self { places, longest, unknown: least - UNKNOWN_PENALTY })
    }

    /// The pieces of a text, in order; of a text of more than `first + last` pieces only the `first` ones and the `last`
    /// ones, without looking at what lies between. `keep` decides about each piece before it is counted.
    pub(super) fn cut_ends(
        &self,
        text: &str,
        (first, last): (usize, usize),
        keep: impl Fn(&Piece) -> bool,
    ) -> Vec<Piece> {
        // Words do not depend on each other, so a text can be cut from both ends, one stretch without white space at a time.
        let stretch = |stretch: &str, into: &mut Vec<Piece>| {
            let start = stretch.as_ptr() as usize - text.as_ptr() as usize;
            let mut pieces = self.cut(stretch);
            pieces.iter_mut().for_each(|piece| (piece.start, piece.end) = (piece.start + start, piece.end + start));
            pieces.retain(&keep);
            into.append(&mut pieces);
        };
        let mut pieces = Vec::new();
        for part in text.split_whitespace() {
            stretch(part, &mut pieces);
            if pieces.len() > first + last {
                break;
            }
        }
        if pieces.len() <= first + last {
            return pieces;
        }
        pieces.truncate(first);
        let mut end: Vec<Vec<Piece>> = Vec::new();
        let mut count = 0;
        for part in text.split_whitespace().rev() {
            let mut own = Vec::new();
            stretch(part, &mut own);
            count += own.len();
            end.push(own);
            if count >= last {
                break;
            }
        }
        pieces.extend(end.into_iter().rev().flatten().skip(count - last));
        pieces
    }

    /// The pieces of a text, in order.
    fn cut(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut word: Vec<Letter> = Vec::new();
        let mut cluster = String::new();
        let mut starts = text.char_indices().peekable();
        while let Some((start, letter)) = starts.next() {
            // Marks belong to the letter before them: composed together, they become one letter where there is one.
            cluster.clear();
            cluster.push(letter);
            let mut end = start + letter.len_utf8();
            while let Some((_, mark)) = starts.next_if(|&(_, next)| canonical_combining_class(next) != 0) {
                cluster.push(mark);
                end += mark.len_utf8();
            }
            for folded in cluster.nfkc() {
                if folded.is_whitespace() {
                    self.word(&word, &mut pieces);
                    word.clear();
                } else {
                    word.push(Letter { letter: folded, start, end });
                }
            }
        }
        self.word(&word, &mut pieces);
        pieces
    }

    fn word(&self, letters: &[Letter], pieces: &mut Vec<Piece>) {
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return };
        if is_link(letters) {
            let from = pieces.len();
            let link: Vec<Letter> =
                "http".chars().map(|letter| Letter { letter, start: first.start, end: last.end }).collect();
            self.likeliest(&link, pieces);
            pieces.iter_mut().skip(from).for_each(|piece| (piece.start, piece.end) = (first.start, last.end));
        } else {
            self.likeliest(letters.get(..LONGEST_WORD).unwrap_or(letters), pieces);
        }
    }

    /// Viterbi's algorithm over the letters of one word, with the mark of a word's start before them.
    fn likeliest(&self, letters: &[Letter], pieces: &mut Vec<Piece>) {
        let mut text = String::with_capacity(letters.len() + 3);
        text.push(WORD);
        text.extend(letters.iter().map(|letter| letter.letter));
        let mut borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        borders.push(text.len());
        // For each border: the best score of what stands before it, the last piece of it, and where that begins.
        let mut best: Vec<(f32, u16, usize)> = vec![(f32::MIN, UNKNOWN, 0); borders.len()];
        if let Some(start) = best.first_mut() {
            start.0 = 0.0;
        }
        for from in 0..borders.len() - 1 {
            let before = best.get(from).map_or(f32::MIN, |best| best.0);
            for to in from + 1..borders.len().min(from + 1 + self.longest) {
                let (Some(&start), Some(&end)) = (borders.get(from), borders.get(to)) else { continue };
                let known = text.get(start..end).and_then(|piece| self.places.get(piece));
                let (id, score) = match known {
                    Some(&(id, score)) => (id, score),
                    None if to == from + 1 => (UNKNOWN, self.unknown),
                    None => continue,
                };
                if let Some(slot) = best.get_mut(to)
                    && before + score > slot.0
                {
                    *slot = (before + score, id, from);
                }
            }
        }
        let from = pieces.len();
        let mut at = borders.len() - 1;
        while at > 0 {
            let Some(&(_, id, start)) = best.get(at) else { break };
            // Border 0 stands before the word's mark, border 1 before its first letter.
            let covered = letters.get(start.saturating_sub(1)..at - 1).unwrap_or_default();
            let place = |end: bool| {
                let edge = if end { covered.last() } else { covered.first() };
                edge.or(letters.first())
                    .map_or(0, |letter| if end && !covered.is_empty() { letter.end } else { letter.start })
            };
            let piece = Piece { id, start: place(false), end: place(true) };
            match pieces.get_mut(from..).and_then(<[Piece]>::last_mut) {
                // Unknown letters in a row are one unknown piece.
                Some(last) if last.id == UNKNOWN && id == UNKNOWN => last.start = piece.start,
                _ => pieces.push(piece),
            }
            at = start;
        }
        if let Some(own) = pieces.get_mut(from..) {
            own.reverse();
        }
    }
}

/// A word that begins like an address of the web.
fn is_link(letters: &[Letter]) -> bool {
    ["http://", "https://", "www."].iter().any(|prefix| {
        let mut wanted = prefix.chars();
        let mut got = letters.iter().map(|letter| letter.letter.to_ascii_lowercase());
        wanted.all(|wanted| got.next() == Some(wanted))
    })
}

impl Piece {
    /// True where the piece stands for a byte of `span`, or lies inside it.
    pub(crate) fn meets(&self, span: &Span) -> bool {
        self.start < span.byte_end && self.end > span.byte_start
    }

    /// True where the piece meets one of `places`, which stand in order and apart.
    pub(super) fn meets_any(&self, places: &[Span]) -> bool {
        let next = places.partition_point(|place| place.byte_end <= self.start);
        places.get(next).is_some_and(|place| self.meets(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Pieces {
        let pieces = [
            "<s>",
            "<pad>",
            "</s>",
            "<unk>",
            "\u{2581}",
            "\u{2581}late",
            "la",
            "t",
            "e",
            "\u{2581}http",
            "é",
            "\u{2581}caf",
        ];
        let pieces: Vec<String> = pieces.iter().map(|&piece| piece.to_owned()).collect();
        Pieces::new(&pieces, &[0.0, 0.0, 0.0, 0.0, -2.0, -5.0, -4.0, -3.0, -3.0, -6.0, -4.0, -6.0]).unwrap()
    }

    #[test]
    fn words_are_cut_where_they_are_likeliest_and_point_back_to_the_text() {
        let text = "  late tea\nhttps://x.example/late cafe\u{301}";
        let got: Vec<(u16, &str)> =
            vocabulary().cut(text).iter().map(|piece| (piece.id, &text[piece.start..piece.end])).collect();
        let want = [
            (5, "late"),
            (4, ""),
            (7, "t"),
            (8, "e"),
            (3, "a"),
            (9, "https://x.example/late"),
            (11, "caf"),
            (10, "e\u{301}"),
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn long_texts_are_cut_from_both_ends_alike() {
        let pieces = vocabulary();
        let text = "late tea  la té\u{a8}e\n".repeat(30);
        let all = pieces.cut(&text);
        let ends = pieces.cut_ends(&text, (20, 11), |_| true);
        assert_eq!(ends, [&all[..20], &all[all.len() - 11..]].concat());
        assert_eq!(pieces.cut_ends(&text, (all.len(), 0), |_| true), all);
        assert_eq!(pieces.cut_ends(&text, (20, 11), |_| false), []);
    }

    #[test]
    fn endless_words_and_odd_text_end() {
        assert!(vocabulary().cut(&"t".repeat(100_000)).len() <= LONGEST_WORD + 1);
        assert!(vocabulary().cut("\u{301}\u{200b} \u{0}").len() < 9);
        assert_eq!(vocabulary().cut(" \n "), []);
    }
}
