//! Tokens: words by the Unicode rules, and what support text needs on top of them: links, handles, masked
//! placeholders, money, emoticons, emoji, runs of marks.

use unicode_segmentation::UnicodeSegmentation;

use crate::data::{ClassSet, Lexicon};
use crate::hash::hash;
use crate::span::Span;
use crate::text::normalize::{fold, normalize};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, times, dates, percentages.
    Number,
    /// Digits with a currency sign.
    Money,
    /// Marks; a run of `!` and `?` is one token.
    Mark,
    /// An emoji or emoticon; its form is its class, such as `:angry:`.
    Emoji,
    /// A web or e-mail address.
    Link,
    /// `@name`.
    Handle,
    /// A masked piece: `#NAME#`, `[EMAIL]`, `<order_id>`, `XXXX`.
    Placeholder,
}

/// One token of a text.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the original text.
    pub span: Span,
    /// The form under which it is compared (see `fold`).
    pub form: String,
    /// Hash of `form`.
    pub key: u64,
    /// Hash of the form with repeated letters reduced to one, where that differs: `soo` -> `so`.
    pub alternative: Option<u64>,
    /// The word classes that the lexicon puts it in.
    pub(crate) classes: ClassSet,
    /// Lower case with accents, for words.
    pub lower: String,
    /// Written in capitals, two letters or more.
    pub shouted: bool,
    /// Begins with a capital and goes on in small letters.
    pub capitalised: bool,
    /// A letter is drawn out: `soooo`.
    pub drawn_out: bool,
    /// A line break stands before it.
    pub line_start: bool,
    /// Where it starts in the normalized text; sentence boundaries are found there.
    pub(crate) at: usize,
}

impl Token {
    /// Becomes a name that says nothing.
    pub(crate) fn mask(&mut self) {
        self.kind = Kind::Placeholder;
        "<name>".clone_into(&mut self.form);
        self.key = hash(&["<name>"]);
        self.alternative = None;
        self.classes = ClassSet::default();
        self.shouted = false;
    }
}

/// Splits `text` into tokens; returns the normalized text as well, for sentence boundaries.
#[must_use]
pub fn tokenize(text: &str, lexicon: &Lexicon) -> (Vec<Token>, String) {
    let normalized = normalize(text);
    let source = normalized.text.as_str();
    let mut tokens = Vec::with_capacity(source.len() / 5 + 1);
    let mut hint = 0;
    let mut at = 0;
    let mut line_start = true;
    let mut after_word = false;
    while let Some(rest) = source.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            line_start |= first == '\n';
            after_word = false;
            at += first.len_utf8();
            continue;
        }
        let (length, kind, form) = next_token(rest, first, after_word, lexicon);
        let raw = rest.get(..length).unwrap_or(rest);
        let span = normalized.span(at, at + length, &mut hint);
        let lower = if kind == Kind::Word { raw.to_lowercase() } else { String::new() };
        let form = form.unwrap_or_else(|| fold(raw));
        let single = if kind == Kind::Word { undouble(&form) } else { None };
        let key = hash(&[&form]);
        let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
        tokens.push(Token {
            kind,
            span,
            key,
            classes: lexicon.classes(key),
            alternative: single.map(|form| hash(&[&form])),
            shouted: kind == Kind::Word && letters >= 2 && !raw.chars().any(char::is_lowercase),
            capitalised: kind == Kind::Word
                && raw.starts_with(char::is_uppercase)
                && raw.chars().skip(1).any(char::is_lowercase),
            drawn_out: kind == Kind::Word && is_drawn_out(raw),
            form,
            lower,
            line_start,
            at,
        });
        line_start = false;
        after_word = matches!(kind, Kind::Word | Kind::Number | Kind::Money);
        at += length;
    }
    (tokens, normalized.text)
}

/// The token at the start of `rest`: its length, its kind, and its form where that is not its folded text.
fn next_token(rest: &str, first: char, after_word: bool, lexicon: &Lexicon) -> (usize, Kind, Option<String>) {
    let form = |text: &str| Some(text.to_owned());
    if first.is_ascii_alphabetic()
        && !after_word
        && let Some(length) = link(rest)
    {
        return (length, Kind::Link, form("<link>"));
    }
    if let Some(length) = placeholder(rest, first) {
        return (length, Kind::Placeholder, form("<masked>"));
    }
    if first == '@' {
        let name = run(rest, 1, |c| c.is_alphanumeric() || c == '_');
        if name > 1 {
            return (name, Kind::Handle, form("<handle>"));
        }
    }
    if (!after_word || !first.is_alphanumeric())
        && let Some((length, class)) = lexicon.emoticon(rest, after_word)
    {
        return (length, Kind::Emoji, form(class));
    }
    if first.is_ascii_digit() || (is_currency(first) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())) {
        return number(rest);
    }
    if first.is_alphabetic() {
        let word = plain_word(rest).unwrap_or_else(|| rest.split_word_bounds().next().unwrap_or(rest));
        // "hola_amigo" and "a.m" are one word to Unicode; so be it. Trailing dots never are.
        return (word.len(), Kind::Word, None);
    }
    if is_pictograph(first) {
        let cluster = rest.graphemes(true).next().unwrap_or(rest);
        return (cluster.len(), Kind::Emoji, form(lexicon.emoji(cluster)));
    }
    if matches!(first, '!' | '?' | '¡' | '¿') {
        let length = run(rest, 0, |c| matches!(c, '!' | '?' | '¡' | '¿'));
        let raw = rest.get(..length).unwrap_or_default();
        let (wonder, shout) = (raw.contains(['?', '¿']), raw.contains(['!', '¡']));
        let closing = raw.chars().filter(|c| matches!(c, '!' | '?')).count();
        let form = match (wonder, shout, closing) {
            (true, true, _) => "?!",
            (true, false, 2..) => "??",
            (true, false, 1) => "?",
            (true, false, _) => "¿",
            (false, _, 2..) => "!!",
            (false, _, 1) => "!",
            (false, _, _) => "¡",
        };
        return (length, Kind::Mark, Some(form.to_owned()));
    }
    if first == '.' {
        let length = run(rest, 0, |c| c == '.');
        return (length, Kind::Mark, form(if length > 1 { "..." } else { "." }));
    }
    let cluster = rest.graphemes(true).next().unwrap_or(rest);
    let mark: String = cluster.chars().take(2).collect();
    (cluster.len(), Kind::Mark, Some(mark))
}

/// The word at the start of `text`, where it is plain to see without the Unicode tables: letters, digits and low lines,
/// and then an ASCII character that can join nothing to them.
fn plain_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let length = bytes.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_')).unwrap_or(bytes.len());
    let joins = |byte: &u8| !byte.is_ascii() || matches!(byte, b'\'' | b'.' | b':' | b',' | b';');
    if bytes.get(length).is_some_and(joins) { None } else { text.get(..length) }
}

/// Bytes of the run of characters from `skip` on that `accept` takes.
fn run(text: &str, skip: usize, accept: impl Fn(char) -> bool) -> usize {
    let tail = text.get(skip..).unwrap_or_default();
    skip + tail.find(|c| !accept(c)).unwrap_or(tail.len())
}

/// A web or e-mail address at the start of `text`.
fn link(text: &str) -> Option<usize> {
    let is_web = ["http://", "https://", "www."]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if is_web {
        let length = run(text, 0, |c| !c.is_whitespace() && !matches!(c, '"' | '<' | '>'));
        let trimmed = text.get(..length)?.trim_end_matches(['.', ',', ')', '!', '?', ';', ':', '\'']);
        return Some(trimmed.len());
    }
    let local = run(text, 0, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
    if text.get(local..)?.starts_with('@') {
        let end = run(text, local + 1, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        let domain = text.get(local + 1..end)?.trim_end_matches('.');
        return domain.contains('.').then_some(local + 1 + domain.len());
    }
    None
}

/// A masked piece at the start of `text`.
fn placeholder(text: &str, first: char) -> Option<usize> {
    const LONGEST: usize = 32;
    let close = match first {
        '#' => '#',
        '[' => ']',
        '<' => '>',
        '{' => '}',
        'X' | '*' => {
            let length = run(text, 0, |c| c == first || c == '-');
            return (length >= 4).then_some(length);
        }
        _ => return None,
    };
    let open = run(text, 0, |c| c == first).min(2);
    let end = run(text, open, |c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-'));
    let name = text.get(open..end)?;
    let closing = text.get(end..)?.chars().take(2).take_while(|&c| c == close).count();
    let masked = closing >= 1
        && !name.is_empty()
        && name.len() <= LONGEST
        && (first != '#' || !name.contains(' '))
        && (first == '{' || name.chars().all(|c| !c.is_lowercase()) || (first == '<' && !name.contains(' ')));
    masked.then_some(end + closing.min(open))
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '₹' | '¥' | '₦' | '₡' | '₱' | '₲')
}

/// A number, with a currency or percent sign where there is one. Small numbers keep their value ("3 times", "2 días").
fn number(text: &str) -> (usize, Kind, Option<String>) {
    let sign = text.chars().next().filter(|&c| is_currency(c)).map_or(0, char::len_utf8);
    let mut end = run(text, sign, |c| c.is_ascii_digit());
    while let Some(tail) = text.get(end..) {
        let mut next = tail.chars();
        let joined = next.next().is_some_and(|c| matches!(c, '.' | ',' | ':' | '/' | '-'))
            && next.next().is_some_and(|c| c.is_ascii_digit());
        if !joined {
            break;
        }
        end = run(text, end + 1, |c| c.is_ascii_digit());
    }
    let raw = text.get(sign..end).unwrap_or_default();
    let tail = text.get(end..).unwrap_or_default();
    let spaced = tail.strip_prefix(' ').unwrap_or(tail);
    let trailing = spaced.chars().next().filter(|&c| is_currency(c) && sign == 0);
    if let Some(currency) = trailing {
        // "$ 5" after a number belongs to the next one.
        let after = spaced.get(currency.len_utf8()..).unwrap_or_default();
        if !after.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            return (end + (tail.len() - spaced.len()) + currency.len_utf8(), Kind::Money, Some("<money>".to_owned()));
        }
    }
    if sign > 0 {
        return (end, Kind::Money, Some("<money>".to_owned()));
    }
    if tail.starts_with('%') {
        return (end + 1, Kind::Number, Some("<percent>".to_owned()));
    }
    let form = if raw.contains(':') {
        "<time>".to_owned()
    } else if raw.contains(['/', '-']) {
        "<date>".to_owned()
    } else if raw.len() <= 2 {
        raw.to_owned()
    } else {
        format!("<digits{}>", raw.bytes().filter(u8::is_ascii_digit).count().min(8))
    };
    (end, Kind::Number, Some(form))
}

/// Emoji and other pictures. Letters and marks of scripts are not among them.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}' | '\u{231a}'..='\u{23ff}'
        | '\u{25aa}'..='\u{27bf}' | '\u{2934}'..='\u{2b55}' | '\u{1f000}'..='\u{1faff}')
}

fn is_drawn_out(raw: &str) -> bool {
    let (mut last, mut count) = ('\0', 0);
    for c in raw.chars().flat_map(char::to_lowercase) {
        count = if c == last && c.is_alphabetic() { count + 1 } else { 1 };
        if count >= 3 {
            return true;
        }
        last = c;
    }
    false
}

/// The form with doubled letters made single, where there are any.
fn undouble(form: &str) -> Option<String> {
    let mut single = String::with_capacity(form.len());
    for c in form.chars() {
        if !single.ends_with(c) {
            single.push(c);
        }
    }
    (single.len() < form.len()).then_some(single)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded_lexicon_for_tests;

    fn forms(text: &str) -> Vec<String> {
        let (tokens, _) = tokenize(text, embedded_lexicon_for_tests());
        for token in &tokens {
            assert!(!token.span.slice(text).is_empty(), "{token:?} of {text:?}");
        }
        tokens.into_iter().map(|token| token.form).collect()
    }

    #[test]
    fn social_text_is_cut_where_a_reader_would() {
        assert_eq!(
            forms("@ShopHelp #NAME# paid £4.50, see https://x.example/a?b=1. Don’t!!!"),
            ["<handle>", "<masked>", "paid", "<money>", ",", "see", "<link>", ".", "dont", "!!"]
        );
        assert_eq!(forms("61 € el 12/03 a las 9:14"), ["<money>", "el", "<date>", "a", "las", "<time>"]);
        assert_eq!(forms("¿Qué pasó?"), ["¿", "que", "paso", "?"]);
        assert_eq!(forms("&lt;3 a&amp;b"), [":love:", "a", "&", "b"]);
        assert_eq!(forms("write to ana@mail.example now"), ["write", "to", "<link>", "now"]);
    }

    #[test]
    fn emoji_have_the_form_of_their_class() {
        assert_eq!(forms("👍🏽 :( xD"), [":approve:", ":sad:", ":laugh:"]);
        assert_eq!(forms("❤️"), [":love:"]);
    }
}
