//! Masks for what tells who somebody is. A mask has as many bytes and code points as what it hides, so that every offset
//! into the text stays true.

mod contact;
mod names;
mod number;
mod words;

use std::borrow::Cow;

use crate::label::PrivateKind;
use crate::redact::words::words;
use crate::span::Span;

/// Finds and masks e-mail addresses, phone, card, bank account and document numbers, links that carry a token, and names
/// that are introduced, greeted or given by the caller. Order numbers, dates and amounts stay unless
/// [`Redactor::figures`] is asked for.
///
/// ```
/// let masked = simpatico::Redactor::new().redact("I'm Ana, write to ana@example.com about order 20418.");
/// assert_eq!(masked.text, "I'm ***, write to *************** about order 20418.");
/// assert_eq!(masked.pieces.len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    names: Vec<Vec<String>>,
    figures: bool,
}

/// A text with masks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted<'t> {
    /// The text, each masked piece covered character by character; blanks stay. `*` covers one byte; `·`, `＊` and `🞶` cover
    /// letters of two, three and four bytes.
    pub text: Cow<'t, str>,
    /// What was masked, in the order of the text.
    pub pieces: Vec<Masked>,
}

/// A piece that was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masked {
    /// Where it stands.
    pub span: Span,
    /// What it was taken for.
    pub kind: PrivateKind,
}

/// A piece to mask: first byte, one past the last, what it is.
type Piece = (usize, usize, PrivateKind);

impl Redactor {
    /// With the usual masks.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Also masks this name wherever it stands, in any case: a customer's from your records, for instance.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        let parts: Vec<String> = words(name).iter().map(|word| word.lower()).collect();
        if !parts.is_empty() {
            self.names.push(parts);
        }
        self
    }

    /// Also masks every figure: order numbers, dates, amounts.
    #[must_use]
    pub fn figures(mut self) -> Self {
        self.figures = true;
        self
    }

    /// Masks a text, in time linear in its length.
    #[must_use]
    pub fn redact<'t>(&self, text: &'t str) -> Redacted<'t> {
        let mut pieces: Vec<Piece> = Vec::new();
        let links = contact::find(text, &mut pieces);
        let mut words = words(text);
        // Both lists are in the order of the text.
        let mut links = links.into_iter().peekable();
        words.retain(|word| {
            while links.next_if(|&(_, end)| end <= word.start).is_some() {}
            links.peek().is_none_or(|&(start, _)| word.end <= start)
        });
        number::find(text, &words, self.figures, &mut pieces);
        names::find(&words, &self.names, &mut pieces);
        pieces.sort_unstable();
        let pieces = joined(&pieces);
        if pieces.is_empty() {
            return Redacted { text: Cow::Borrowed(text), pieces: Vec::new() };
        }
        mask(text, &pieces)
    }
}

impl Redacted<'_> {
    /// Masks the hidden pieces of the `original` wherever they are said again in another text.
    pub(crate) fn mask_again(&self, original: &str, other: &mut String) {
        for piece in &self.pieces {
            let hidden = piece.span.slice(original);
            if !hidden.is_empty() && other.contains(hidden) {
                *other = other.replace(hidden, piece.span.slice(&self.text));
            }
        }
    }
}

/// Pieces that overlap become one, of the first one's kind.
fn joined(pieces: &[Piece]) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for &(start, end, kind) in pieces {
        match joined.last_mut() {
            Some((_, last, _)) if start < *last => *last = end.max(*last),
            _ => joined.push((start, end, kind)),
        }
    }
    joined
}

fn mask<'t>(text: &'t str, pieces: &[Piece]) -> Redacted<'t> {
    let mut masked = String::with_capacity(text.len());
    let mut found = Vec::with_capacity(pieces.len());
    let (mut byte, mut code_point) = (0, 0);
    for &(start, end, kind) in pieces {
        let (Some(before), Some(hidden)) = (text.get(byte..start), text.get(start..end)) else { continue };
        masked.push_str(before);
        code_point += before.chars().count();
        masked.extend(hidden.chars().map(cover));
        let length = hidden.chars().count();
        let span = Span { byte_start: start, byte_end: end, start: code_point, end: code_point + length };
        found.push(Masked { span, kind });
        (byte, code_point) = (end, code_point + length);
    }
    masked.push_str(text.get(byte..).unwrap_or_default());
    Redacted { text: Cow::Owned(masked), pieces: found }
}

/// A character of equal length in UTF-8 (and in UTF-16).
fn cover(character: char) -> char {
    match character.len_utf8() {
        _ if character.is_whitespace() => character,
        1 => '*',
        2 => '·',
        3 => '＊',
        _ => '🞶',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(PrivateKind, String)> {
        let redacted = Redactor::new().redact(text);
        redacted.pieces.iter().map(|piece| (piece.kind, piece.span.slice(text).to_owned())).collect()
    }

    fn check(text: &str, expected: &[(PrivateKind, &str)]) {
        let expected: Vec<(PrivateKind, String)> =
            expected.iter().map(|&(kind, piece)| (kind, piece.to_owned())).collect();
        assert_eq!(kinds(text), expected, "{text}");
    }

    #[test]
    fn mail_addresses_and_links_with_tokens() {
        use PrivateKind::{Email, Link};
        check("Write to maría.lópez+x@correo.example.es.", &[(Email, "maría.lópez+x@correo.example.es")]);
        check("(ana@example.com), <b_2@ex-ample.co>", &[(Email, "ana@example.com"), (Email, "b_2@ex-ample.co")]);
        check("@brand, mail me @ home, a@b, 3@ 5€", &[]);
        check("see https://shop.example/help and www.example.com/faq-2026", &[]);
        check("https://example.com/reset?token=ab12cd34&u=7 now", &[(Link, "/reset?token=ab12cd34&u=7")]);
        check("https://example.com/t/9f8b7c6d5e4f3a2b1c0d.", &[(Link, "/t/9f8b7c6d5e4f3a2b1c0d")]);
        check("https://ana:secret@example.com/x", &[(Link, "ana:secret@example.com/x")]);
    }

    #[test]
    fn cards_pass_their_check_digit() {
        use PrivateKind::Card;
        check("4111 1111 1111 1111, exp 12/27", &[(Card, "4111 1111 1111 1111")]);
        check("card 5500005555555559.", &[(Card, "5500005555555559")]);
        check("3782-822463-10005", &[(Card, "3782-822463-10005")]);
        check("4111 1111 1111 1112", &[]);
        check("tracking 4111111111111112", &[]);
    }

    #[test]
    fn phones_of_both_worlds_and_not_order_numbers() {
        use PrivateKind::Phone;
        for phone in
            ["+34 612 34 56 78", "+1 (555) 010-2233", "612345678", "612 34 56 78", "91 123 45 67", "(555) 010-2233"]
        {
            check(&format!("It is {phone}, thanks"), &[(Phone, phone.trim_start_matches('('))]);
        }
        check("0034 612 345 678 o 00 1 555 010 2233", &[(Phone, "0034 612 345 678"), (Phone, "00 1 555 010 2233")]);
        check("my phone: 0102233", &[(Phone, "0102233")]);
        check("llámame al 55 1234 5678", &[(Phone, "55 1234 5678")]);
        check("07700 900123", &[(Phone, "07700 900123")]);
        for fact in [
            "order 612345678",
            "pedido 555-010-2233",
            "#612345678",
            "$612345678",
            "20418",
            "2026-03-12 14:02:11",
            "12/05/2026",
            "1.234.567,89 €",
            "9 to 12",
            "45 x 15 cm",
            "TV-20418",
        ] {
            check(fact, &[]);
        }
    }

    #[test]
    fn documents_pass_their_check_letters_or_are_said_to_be_one() {
        use PrivateKind::{BankAccount, IdentityDocument};
        check("DNI 12345678Z", &[(IdentityDocument, "12345678Z")]);
        check("12.345.678-Z y X1234567L", &[(IdentityDocument, "12.345.678-Z"), (IdentityDocument, "X1234567L")]);
        check("12345678A", &[]);
        check("mi DNI es 12345678", &[(IdentityDocument, "12345678")]);
        check("my passport number is AB1234567", &[(IdentityDocument, "AB1234567")]);
        check("ES91 2100 0418 4502 0005 1332", &[(BankAccount, "ES91 2100 0418 4502 0005 1332")]);
        check("GB82WEST12345698765432", &[(BankAccount, "GB82WEST12345698765432")]);
        check("ES92 2100 0418 4502 0005 1332", &[]);
        check("SSN 123-45-6789, not 000-12-3456", &[(IdentityDocument, "123-45-6789")]);
    }

    #[test]
    fn names_that_are_introduced_or_greeted() {
        use PrivateKind::Name;
        check("Hi, my name is Sarah O'Neil.", &[(Name, "Sarah O'Neil")]);
        check("me llamo josé y no funciona", &[(Name, "josé")]);
        check("Soy Ana María de la Cruz, de Lugo", &[(Name, "Ana María de la Cruz")]);
        check("Hello Mr. Ortiz, this is Lena from Norte", &[(Name, "Ortiz"), (Name, "Lena")]);
        check("Thank you Noemi, I can breathe. Noemi is great!", &[(Name, "Noemi"), (Name, "Noemi")]);
        check("Hola Marta: ya está", &[(Name, "Marta")]);
        for plain in [
            "Hi there, I'm so upset",
            "Hello! Great news",
            "Hola Buenas, qué tal",
            "I'M SO ANGRY",
            "this is Ridiculous",
            "Thanks. Great!",
        ] {
            check(plain, &[]);
        }
    }

    #[test]
    fn names_given_by_the_caller_are_masked_in_any_case() {
        let redactor = Redactor::new().name("Julián Arzola");
        assert_eq!(redactor.redact("para julián arzola, y Julián").text, "para ****·* ******, y Julián");
        assert_eq!(Redactor::new().name(" ").redact("nobody").pieces.len(), 0);
    }

    #[test]
    fn figures_are_masked_where_asked() {
        let text = "Order 20418 of 3 May, $38.50";
        assert_eq!(Redactor::new().redact(text).text, text);
        assert_eq!(Redactor::new().figures().redact(text).text, "Order ***** of * May, $**.**");
    }

    #[test]
    fn offsets_stay_true() {
        let text = "¡Hola! soy Ñandú 😀; escriba a ñ@ejemplo.es o 𝟙@例え.jp — pedido 7";
        let redacted = Redactor::new().redact(text);
        assert_eq!(redacted.text.len(), text.len());
        assert_eq!(redacted.text.chars().count(), text.chars().count());
        let ends = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(ends(&redacted.text), ends(text));
        assert_eq!(redacted.text.encode_utf16().count(), text.encode_utf16().count());
        for piece in &redacted.pieces {
            let chars: String = text.chars().skip(piece.span.start).take(piece.span.end - piece.span.start).collect();
            assert_eq!(piece.span.slice(text), chars);
        }
        assert!(redacted.pieces.len() >= 2 && redacted.text.ends_with("pedido 7"), "{redacted:?}");
    }

    #[test]
    fn hidden_words_are_hidden_in_other_texts_too() {
        let text = "my phone: 0102233";
        let redacted = Redactor::new().redact(text);
        let mut example = "I'll ring 0102233 at noon.".to_owned();
        redacted.mask_again(text, &mut example);
        assert_eq!(example, "I'll ring ******* at noon.");
    }

    #[test]
    fn long_texts_take_linear_time() {
        for piece in
            ["12 34-", "a@b.co ", "http://", "Hi Ana, ", "ES91 2100 ", "1", "my name is ", "@", "(((", "de la "]
        {
            let run = |size: usize| {
                let text = piece.repeat(size / piece.len());
                let clock = std::time::Instant::now();
                std::hint::black_box(Redactor::new().redact(&text));
                clock.elapsed().as_secs_f64()
            };
            // The least of some comparisons: what the work costs, without what else the machine did.
            let ratio = |_| run(1 << 18) / run(1 << 14).max(2e-4);
            let ratios: Vec<f64> = (0..5).map(ratio).collect();
            let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
            assert!(least < 80.0, "{piece:?}: sixteen times the text took {ratios:.0?} times as long");
        }
    }
}
