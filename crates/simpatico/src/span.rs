//! Places in a text, and what was found there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A range of a text, in bytes and in code points. `&text[span.bytes()]` always works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Span {
    /// The range in bytes, on character boundaries of the text it was made for.
    #[must_use]
    pub fn bytes(&self) -> core::ops::Range<usize> {
        self.byte_start..self.byte_end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(&self, other: &Self) -> Self {
        Self {
            byte_start: self.byte_start.min(other.byte_start),
            byte_end: self.byte_end.max(other.byte_end),
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The piece of `text` under this span; empty where the span was made for another text.
    #[must_use]
    pub fn slice<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bytes()).unwrap_or_default()
    }

    /// True where the span lies inside one of `places`, which stand in order and apart.
    pub(crate) fn lies_in(&self, places: &[Self]) -> bool {
        let next = places.partition_point(|place| place.byte_end < self.byte_end);
        places.get(next).is_some_and(|place| place.byte_start <= self.byte_start)
    }
}

/// Words that carried a score: where they stand, what recognised them, and how much they added.
///
/// The contributions of a label's evidence and its `base` add up to its `raw` score (before calibration).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence<'t> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// The words themselves.
    pub text: Cow<'t, str>,
    /// The id of the rule, or of the kind of model feature, that found them.
    pub source: Cow<'t, str>,
    /// What they add to the raw score; log-odds for labels, points for graded scales.
    #[serde(serialize_with = "rounded")]
    pub contribution: f64,
    /// `"customer"` where a judgement of a reply points into the customer's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Cow<'t, str>>,
}

impl<'t> Evidence<'t> {
    pub(crate) fn new(text: &'t str, span: Span, source: Cow<'t, str>, contribution: f64) -> Self {
        Self {
            start: span.start,
            end: span.end,
            byte_start: span.byte_start,
            byte_end: span.byte_end,
            text: Cow::Borrowed(span.slice(text)),
            source,
            contribution,
            of: None,
        }
    }

    /// Where the words stand.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { byte_start: self.byte_start, byte_end: self.byte_end, start: self.start, end: self.end }
    }

    /// Shows the words as they stand in `shown`, an equally long form of the text.
    pub(crate) fn mask(&mut self, shown: &str) {
        if let Some(words) = shown.get(self.byte_start..self.byte_end)
            && words != self.text
        {
            self.text = Cow::Owned(words.to_owned());
        }
    }

    /// The same evidence without a borrow of the text.
    #[must_use]
    pub fn into_owned(self) -> Evidence<'static> {
        Evidence {
            start: self.start,
            end: self.end,
            byte_start: self.byte_start,
            byte_end: self.byte_end,
            text: Cow::Owned(self.text.into_owned()),
            source: Cow::Owned(self.source.into_owned()),
            contribution: self.contribution,
            of: self.of.map(|of| Cow::Owned(of.into_owned())),
        }
    }
}

/// Rounds to the contract's four decimals; also makes -0 a plain 0.
#[must_use]
pub(crate) fn round4(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0 + 0.0
}

/// Serializes a float rounded to the contract's four decimals.
#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde asks for
pub(crate) fn rounded<S: serde::Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(round4(*value))
}

/// As [`rounded`], for values that may be absent.
#[allow(clippy::ref_option)] // the signature that serde asks for
pub(crate) fn rounded_option<S: serde::Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.serialize_some(&round4(*value)),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_lies_in_a_place_that_holds_all_of_it() {
        let span = |range: core::ops::Range<usize>| Span {
            byte_start: range.start,
            byte_end: range.end,
            start: range.start,
            end: range.end,
        };
        let places = [span(2..5), span(5..9), span(12..20)];
        for inside in [2..5, 3..4, 5..6, 8..9, 12..20, 15..17] {
            assert!(span(inside.clone()).lies_in(&places), "{inside:?}");
        }
        for outside in [0..2, 0..3, 4..6, 9..12, 11..13, 19..21, 30..31] {
            assert!(!span(outside.clone()).lies_in(&places), "{outside:?}");
        }
        assert!(!span(2..5).lies_in(&[]));
    }

    #[test]
    fn rounding_keeps_four_decimals_and_no_minus_zero() {
        assert_eq!(round4(0.123_449_9), 0.1234);
        assert_eq!(round4(-0.000_01).to_bits(), 0.0_f64.to_bits());
    }
}
