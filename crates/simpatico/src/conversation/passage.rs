//! Several turns read as one text, and quotes from it that point back into the turns.

use serde::{Deserialize, Serialize};

use crate::span::{Evidence, Span};

/// Words of a turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The turn's number, from 0.
    pub turn: usize,
    /// First code point within the turn's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First byte within the turn's text.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// The words, at most [`Quote::LONGEST`] code points of them.
    pub text: String,
}

impl Quote {
    /// Code points of a quote at most; longer evidence is cut at its end.
    pub const LONGEST: usize = 160;
}

/// Bytes of a passage of several turns at most: beyond, its oldest turns are left out. One turn alone may be longer.
const MOST_BYTES: usize = 16 * 1024;
/// Turns of a passage at most.
const MOST_TURNS: usize = 64;
/// What stands between turns: one byte, one code point.
const BREAK: &str = "\n";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    turn: usize,
    byte_start: usize,
    start: usize,
}

/// Turns joined by line breaks.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    text: String,
    /// The same with masks, equally long in bytes and code points; `None` where nothing is masked.
    shown: Option<String>,
    parts: Vec<Part>,
}

impl Passage {
    pub(crate) fn push(&mut self, turn: usize, text: &str, shown: Option<&str>) {
        if shown.is_some() && self.shown.is_none() {
            self.shown = Some(self.text.clone());
        }
        if !self.parts.is_empty() {
            self.append(BREAK, None);
        }
        self.parts.push(Part { turn, byte_start: self.text.len(), start: self.text.chars().count() });
        self.append(text, shown);
        while self.parts.len() > MOST_TURNS || (self.parts.len() > 1 && self.text.len() > MOST_BYTES) {
            self.drop_first();
        }
    }

    fn append(&mut self, text: &str, shown: Option<&str>) {
        self.text.push_str(text);
        if let Some(masked) = &mut self.shown {
            masked.push_str(shown.unwrap_or(text));
        }
    }

    fn drop_first(&mut self) {
        let Some(&Part { byte_start, start, .. }) = self.parts.get(1) else { return };
        self.parts.remove(0);
        self.text.drain(..byte_start);
        if let Some(masked) = &mut self.shown {
            masked.drain(..byte_start);
        }
        for part in &mut self.parts {
            part.byte_start -= byte_start;
            part.start -= start;
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Numbers of the turns, oldest first.
    pub(crate) fn turns(&self) -> impl ExactSizeIterator<Item = usize> {
        self.parts.iter().map(|part| part.turn)
    }

    /// The strongest words that speak for a label.
    pub(crate) fn strongest(&self, evidence: &[Evidence<'_>]) -> Option<Quote> {
        evidence.iter().find(|e| e.contribution > 0.0 && !e.text.is_empty()).and_then(|e| self.quote(e.span()))
    }

    /// The words under a span, in the turn that it starts in.
    pub(crate) fn quote(&self, span: Span) -> Option<Quote> {
        let place = self.parts.iter().rposition(|part| part.byte_start <= span.byte_start)?;
        let part = self.parts.get(place)?;
        let part_end = self.parts.get(place + 1).map_or(self.text.len(), |next| next.byte_start - BREAK.len());
        let shown = self.shown.as_deref().unwrap_or(&self.text);
        let words = shown.get(span.byte_start..span.byte_end.min(part_end))?;
        let limit = words.char_indices().nth(Quote::LONGEST).map_or(words.len(), |(at, _)| at);
        let text = words.get(..limit)?;
        Some(Quote {
            turn: part.turn,
            start: span.start - part.start,
            end: span.start - part.start + text.chars().count(),
            byte_start: span.byte_start - part.byte_start,
            byte_end: span.byte_start - part.byte_start + text.len(),
            text: text.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let byte_start = text.find(words).unwrap();
        let start = text[..byte_start].chars().count();
        Span { byte_start, byte_end: byte_start + words.len(), start, end: start + words.chars().count() }
    }

    #[test]
    fn quotes_point_into_their_own_turn() {
        let turns = ["¿Dónde está?", "Llevo días ñ", "…así"];
        let mut passage = Passage::default();
        for (number, text) in turns.iter().enumerate() {
            passage.push(10 + number, text, None);
        }
        for (number, words) in [(0, "Dónde"), (1, "días"), (2, "así")] {
            let quote = passage.quote(span(passage.text(), words)).unwrap();
            assert_eq!((quote.turn, quote.text.as_str()), (10 + number, words));
            assert_eq!(&turns[number][quote.byte_start..quote.byte_end], words);
            let chars: String = turns[number].chars().skip(quote.start).take(quote.end - quote.start).collect();
            assert_eq!(chars, words);
        }
        let across = passage.quote(span(passage.text(), "ñ\n…")).unwrap();
        assert_eq!((across.turn, across.text.as_str()), (11, "ñ"), "cut at the end of its turn");
    }

    #[test]
    fn old_turns_leave_a_passage_that_grows_too_long() {
        let mut passage = Passage::default();
        let long = "ñ".repeat(MOST_BYTES);
        passage.push(0, &long, None);
        assert_eq!(passage.text(), long, "one turn alone is kept whole");
        passage.push(1, "uno", None);
        passage.push(2, "dos", Some("***"));
        assert_eq!((passage.text(), passage.turns().collect::<Vec<_>>()), ("uno\ndos", vec![1, 2]));
        assert_eq!(passage.quote(span("uno\ndos", "dos")).unwrap().text, "***");
        (3..200).for_each(|turn| passage.push(turn, "x", None));
        assert_eq!(passage.turns().len(), MOST_TURNS);
        assert_eq!(passage.turns().last(), Some(199));
    }

    #[test]
    fn long_evidence_is_cut() {
        let mut passage = Passage::default();
        passage.push(0, &"é".repeat(500), None);
        let quote = passage.quote(Span { byte_start: 2, byte_end: 1000, start: 1, end: 500 }).unwrap();
        assert_eq!((quote.start, quote.end, quote.byte_end), (1, 1 + Quote::LONGEST, 2 + 2 * Quote::LONGEST));
    }
}
