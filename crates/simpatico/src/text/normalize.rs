//! Normalization that never loses the way back: each normalized character remembers its place in the original.
//!
//! NFKC is applied to each grapheme cluster on its own, so that composed and decomposed accents, full-width letters
//! and ligatures meet, while a span still falls on whole clusters of what the user typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;

/// Longer clusters are kept as they are: reordering their marks would cost more than linear time.
const LONGEST_CLUSTER: usize = 64;
/// `&CounterClockwiseContourIntegral;` exists, but nobody writes it to customer service.
const LONGEST_ENTITY: usize = 10;

/// Normalized text, and for each of its characters where it starts there and which span of the original it stands for.
pub(crate) struct Normalized {
    pub(crate) text: String,
    map: Vec<(usize, Span)>,
}

impl Normalized {
    /// The span in the original of a byte range of the normalized text; `hint` walks forward with the caller.
    pub(crate) fn span(&self, start: usize, end: usize, hint: &mut usize) -> Span {
        while self.map.get(*hint + 1).is_some_and(|&(byte, _)| byte <= start) {
            *hint += 1;
        }
        let mut span = self.map.get(*hint).map(|&(_, span)| span).unwrap_or_default();
        let rest = self.map.get(*hint..).unwrap_or_default();
        for &(_, next) in rest.iter().take_while(|&&(byte, _)| byte < end) {
            span = span.to(&next);
        }
        span
    }
}

pub(crate) fn normalize(original: &str) -> Normalized {
    let mut text = String::with_capacity(original.len());
    let mut map = Vec::with_capacity(original.len());
    let mut chars = 0;
    let mut resume = 0;
    for (byte, cluster) in clusters(original) {
        let count = if cluster.len() == 1 { 1 } else { cluster.chars().count() };
        let (byte_end, end) = (byte + cluster.len(), chars + count);
        let span = Span { byte_start: byte, byte_end, start: chars, end };
        chars = end;
        if byte < resume {
            continue; // inside an HTML entity
        }
        if cluster == "&"
            && let Some((decoded, length)) = decode_entity(original.get(byte..).unwrap_or_default())
        {
            resume = byte + length;
            // Entities are ASCII: bytes are code points.
            let span = Span { byte_end: resume, end: span.start + length, ..span };
            map.push((text.len(), span));
            text.push(plain(decoded));
            continue;
        }
        let mut push = |c: char| {
            if !is_ignorable(c) {
                map.push((text.len(), span));
                text.push(plain(c));
            }
        };
        if cluster.is_ascii() {
            push(if cluster == "\r\n" { '\n' } else { cluster.chars().next().unwrap_or(' ') });
        } else if count > LONGEST_CLUSTER {
            cluster.chars().for_each(push);
        } else {
            cluster.nfkc().for_each(push);
        }
    }
    Normalized { text, map }
}

/// Grapheme clusters with their places. Between two ASCII characters one always ends, but inside a line break: most text
/// is cut without a look into the tables.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        let first = *bytes.get(at)?;
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let cluster = if first.is_ascii() && next.is_ascii() && first != b'\r' {
            text.get(at..at + 1)?
        } else {
            text.get(at..)?.graphemes(true).next()?
        };
        at += cluster.len();
        Some((at - cluster.len(), cluster))
    })
}

/// One spelling for each kind of quote, dash and space.
fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{60}' | '\u{b4}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        c if c != '\n' && c.is_whitespace() => ' ',
        c => c,
    }
}

/// Characters that carry no text: controls, byte-order marks, soft hyphens, zero-width spaces.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}'))
}

/// Reads `&name;`, `&#N;` or `&#xN;` at the start of `text`: the character and the entity's length.
fn decode_entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let decoded = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "iexcl" => '¡',
        "iquest" => '¿',
        "euro" => '€',
        "pound" => '£',
        "hellip" => '…',
        "aacute" => 'á',
        "eacute" => 'é',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((decoded, end + 1))
}

/// The form under which words are compared: lower case, without accents and apostrophes, letters repeated at most twice.
///
/// Accents go because half of all Spanish chat is typed without them; where one decides (`si`, `sí`) a token's
/// `lower` keeps it.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let (mut last, mut run) = ('\0', 0);
    let mut push = |c: char| {
        run = if c == last && c.is_alphabetic() { run + 1 } else { 1 };
        last = c;
        if run <= 2 {
            folded.push(c);
        }
    };
    if word.is_ascii() {
        word.bytes().filter(|&byte| byte != b'\'').for_each(|byte| push(char::from(byte.to_ascii_lowercase())));
    } else {
        word.nfd()
            .filter(|&c| !is_combining_mark(c) && c != '\'' && c != '’')
            .flat_map(char::to_lowercase)
            .for_each(push);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(original: &str) -> Vec<(String, String)> {
        let normalized = normalize(original);
        let mut hint = 0;
        normalized
            .text
            .char_indices()
            .map(|(byte, c)| {
                let span = normalized.span(byte, byte + c.len_utf8(), &mut hint);
                (c.to_string(), span.slice(original).to_owned())
            })
            .collect()
    }

    #[test]
    fn entities_quotes_and_ligatures_keep_their_place() {
        let got = spans("a&amp;b ’ﬁ&nope;");
        assert!(got.contains(&("&".into(), "&amp;".into())));
        assert!(got.contains(&("'".into(), "’".into())));
        assert!(got.contains(&("f".into(), "ﬁ".into())) && got.contains(&("i".into(), "ﬁ".into())));
        assert!(got.contains(&("n".into(), "n".into())), "unknown entities stay text");
    }

    #[test]
    fn decomposed_accents_compose_and_fold() {
        assert_eq!(normalize("cafe\u{301}").text, "café");
        assert_eq!(fold("Atención"), "atencion");
        assert_eq!(fold("SOOOO"), "soo");
        assert_eq!(fold("don’t"), fold("dont"));
    }
}
