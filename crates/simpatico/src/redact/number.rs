//! Numbers that belong to a person: cards, accounts, documents, phones.

use crate::label::PrivateKind;
use crate::redact::Piece;
use crate::redact::words::Word;

/// Words in a row that one number is written in at most.
const MOST_GROUPS: usize = 9;
/// Words between a number and the word that says what it is.
const REACH: usize = 4;

const PHONE_CUES: &[&str] = &[
    "phone",
    "telephone",
    "tel",
    "cell",
    "mobile",
    "call",
    "ring",
    "whatsapp",
    "sms",
    "text",
    "reach",
    "telefono",
    "teléfono",
    "tfno",
    "tlf",
    "movil",
    "móvil",
    "celular",
    "cel",
    "llamame",
    "llámame",
    "llameme",
    "llámeme",
    "llamar",
    "llamen",
];
const DOCUMENT_CUES: &[&str] = &[
    "passport",
    "pasaporte",
    "dni",
    "nie",
    "nif",
    "ssn",
    "curp",
    "rfc",
    "cpf",
    "cuit",
    "cedula",
    "cédula",
    "rut",
    "licence",
    "license",
    "permiso",
];
/// What is numbered so is a matter of business, not a person.
const BUSINESS_CUES: &[&str] = &[
    "order",
    "pedido",
    "orden",
    "reference",
    "referencia",
    "ref",
    "ticket",
    "case",
    "caso",
    "invoice",
    "factura",
    "booking",
    "reserva",
    "tracking",
    "seguimiento",
    "guia",
    "guía",
    "expediente",
    "claim",
    "siniestro",
    "contract",
    "contrato",
    "incidencia",
    "sku",
    "model",
    "modelo",
    "serial",
    "serie",
    "flight",
    "vuelo",
    "parcel",
    "paquete",
];

pub(super) fn find(text: &str, words: &[Word<'_>], figures: bool, pieces: &mut Vec<Piece>) {
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let has_digit = word.text.bytes().any(|byte| byte.is_ascii_digit());
        let run = Run::at(text, words, place);
        match if has_digit || word.text.len() == 1 { run.kind() } else { None } {
            Some((count, kind)) => {
                let last = words.get(place + count - 1).unwrap_or(word);
                pieces.push((run.start, last.end, kind));
                place += count;
            }
            None => {
                if figures && has_digit {
                    pieces.push((word.start, word.end, PrivateKind::Figure));
                }
                place += 1;
            }
        }
    }
}

/// A number that may begin at a word.
struct Run<'a, 't> {
    /// The words from here on that may belong to it.
    groups: &'a [Word<'t>],
    /// The words before.
    before: &'a [Word<'t>],
    /// First byte; the sign before the first word where it is a plus.
    start: usize,
    has_plus: bool,
    /// A currency sign or a number sign stands before it, or a currency after the first word.
    is_counted: bool,
    text: &'t str,
}

impl<'a, 't> Run<'a, 't> {
    fn at(text: &'t str, words: &'a [Word<'t>], place: usize) -> Self {
        let window = words.get(place..(place + MOST_GROUPS).min(words.len())).unwrap_or_default();
        let joins = |word: &Word<'_>| word.gap.len() <= 3 && word.gap.bytes().all(|byte| b" -./()".contains(&byte));
        let length = 1 + window.iter().skip(1).take_while(|word| joins(word)).count();
        let first = window.first();
        let gap = first.map_or("", |word| word.gap);
        let start = first.map_or(0, |word| word.start);
        let has_plus = gap.trim_end_matches('(').ends_with('+');
        Self {
            groups: window.get(..length.min(window.len())).unwrap_or_default(),
            before: words.get(place.saturating_sub(REACH)..place).unwrap_or_default(),
            start: if has_plus { start - 1 } else { start },
            has_plus,
            is_counted: gap.trim_end().ends_with(['$', '€', '£', '#']),
            text,
        }
    }

    /// The number of words that it is written in, and what it is.
    fn kind(&self) -> Option<(usize, PrivateKind)> {
        let cued = |cues: &[&str]| self.is_cued(cues);
        if let Some(count) = self.longest(MOST_GROUPS, is_iban) {
            return Some((count, PrivateKind::BankAccount));
        }
        if let Some(count) = self.longest(4, is_spanish_document) {
            return Some((count, PrivateKind::IdentityDocument));
        }
        let first = self.groups.first()?;
        let digits = first.text.bytes().filter(u8::is_ascii_digit).count();
        if cued(DOCUMENT_CUES) && digits >= 5 && (6..=20).contains(&first.text.len()) {
            return Some((1, PrivateKind::IdentityDocument));
        }
        if !first.is_digits() || self.is_counted {
            return None;
        }
        if let Some(count) = self.longest(MOST_GROUPS, is_card) {
            return Some((count, PrivateKind::Card));
        }
        if self.is_social_security() {
            return Some((3, PrivateKind::IdentityDocument));
        }
        self.phone(cued(PHONE_CUES), cued(BUSINESS_CUES)).map(|count| (count, PrivateKind::Phone))
    }

    fn is_cued(&self, cues: &[&str]) -> bool {
        // A sentence or line that ended says nothing of this number.
        let ends = |word: &Word<'_>| word.gap.contains(['.', '!', '?', ';', '\n']) && !word.gap.starts_with(['.', ':']);
        let near = self.before.iter().chain(self.groups.first()).rev();
        let mut is_ended = false;
        for (distance, word) in near.enumerate() {
            if distance > 0 && !is_ended && cues.contains(&word.lower().as_str()) {
                return true;
            }
            is_ended |= ends(word);
        }
        false
    }

    /// The most words that together pass a check.
    fn longest(&self, most: usize, check: fn(&str) -> bool) -> Option<usize> {
        let mut joined = String::new();
        let mut found = None;
        for (count, word) in self.groups.iter().take(most).enumerate() {
            if count > 0 && !matches!(word.gap, " " | "-" | ".") {
                break;
            }
            joined.push_str(word.text);
            if joined.len() > 34 {
                break;
            }
            if check(&joined) {
                found = Some(count + 1);
            }
        }
        found
    }

    fn is_social_security(&self) -> bool {
        let [area, group, serial, ..] = self.groups else { return false };
        let lengths = [area.text.len(), group.text.len(), serial.text.len()];
        let is_made_so = lengths == [3, 2, 4] && group.gap == serial.gap && matches!(group.gap, "-" | " ");
        let is_digits = area.is_digits() && group.is_digits() && serial.is_digits();
        let is_void = matches!(area.text, "000" | "666")
            || area.text.starts_with('9')
            || group.text == "00"
            || serial.text == "0000";
        let goes_on = self.groups.get(3).is_some_and(|next| next.is_digits() && next.gap == serial.gap);
        is_made_so && is_digits && !is_void && !goes_on
    }

    /// The words that a phone number is written in.
    fn phone(&self, is_said: bool, is_business: bool) -> Option<usize> {
        let groups: Vec<&Word<'_>> = self.groups.iter().take_while(|word| word.is_digits()).collect();
        let sizes: Vec<usize> = groups.iter().map(|word| word.text.len()).collect();
        let total = |count: usize| sizes.iter().take(count).sum::<usize>();
        let most = |range: std::ops::RangeInclusive<usize>| {
            (1..=sizes.len()).rev().find(|&count| range.contains(&total(count)))
        };
        let first = groups.first()?.text;
        let is_abroad = first.strip_prefix("00").is_some_and(|country| !country.starts_with('0'));
        if self.has_plus || is_abroad {
            return most(8..=15);
        }
        if is_business || self.is_amount(&groups) {
            return None;
        }
        let begins = |shape: &[usize]| sizes.starts_with(shape);
        let shapes: [(&[usize], bool); 8] = [
            (&[1, 3, 3, 4], first == "1"),
            (&[3, 3, 4], true),
            (&[3, 3, 3], first.starts_with(['6', '7', '8', '9'])),
            (&[3, 2, 2, 2], first.starts_with(['6', '7', '8', '9'])),
            (&[2, 3, 2, 2], first.starts_with(['8', '9'])),
            (&[2, 4, 4], true),
            (&[3, 3, 2, 2], true),
            (&[9], first.starts_with(['6', '7']) || is_said && first.starts_with(['8', '9'])),
        ];
        if let Some((shape, _)) = shapes.iter().find(|(shape, holds)| *holds && begins(shape)) {
            return Some(shape.len());
        }
        if first.starts_with('0')
            && let Some(count) = most(10..=11)
            && (count > 1 || first.len() == 11)
        {
            return Some(count);
        }
        if is_said { most(7..=15) } else { None }
    }

    /// A decimal, thousands, a time or a currency after it.
    fn is_amount(&self, groups: &[&Word<'_>]) -> bool {
        let Some(last) = groups.last() else { return false };
        let rest = self.text.get(last.end..).unwrap_or_default();
        rest.starts_with([':', ',', '%']) && rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit())
            || rest.trim_start_matches(' ').starts_with(['€', '$', '£'])
    }
}

fn digit(byte: u8) -> u32 {
    u32::from(byte.saturating_sub(b'0'))
}

/// Luhn's check, and the lengths and first digits of the card networks.
fn is_card(joined: &str) -> bool {
    let bytes = joined.as_bytes();
    if !bytes.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let head = joined.get(..2).and_then(|head| head.parse::<u32>().ok()).unwrap_or_default();
    let is_network = match bytes.len() {
        14 => matches!(head, 30 | 36 | 38 | 39),
        15 => matches!(head, 34 | 37),
        16 => matches!(head, 22..=27 | 35 | 40..=49 | 50..=65 | 67),
        13 | 19 => matches!(head, 40..=49 | 62),
        _ => false,
    };
    let sum: u32 = bytes
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &byte)| match (place % 2, digit(byte)) {
            (0, value) => value,
            (_, value) if value > 4 => value * 2 - 9,
            (_, value) => value * 2,
        })
        .sum();
    is_network && sum.is_multiple_of(10)
}

/// The letters of Spanish documents, by the number modulo 23.
const CHECK_LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// DNI and NIE with their check letter.
fn is_spanish_document(joined: &str) -> bool {
    let upper = joined.to_ascii_uppercase();
    let [first, middle @ .., last] = upper.as_bytes() else { return false };
    if middle.len() != 7 || !middle.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let first = match first {
        b'X' => 0,
        b'Y' => 1,
        b'Z' => 2,
        digit if digit.is_ascii_digit() => u32::from(digit - b'0'),
        _ => return false,
    };
    let number = middle.iter().fold(first, |number, &byte| number * 10 + digit(byte));
    CHECK_LETTERS.get(number as usize % 23) == Some(last)
}

/// An IBAN: country, check digits, account, 1 modulo 97.
fn is_iban(joined: &str) -> bool {
    let upper = joined.to_ascii_uppercase();
    let bytes = upper.as_bytes();
    let Some((head, account)) = bytes.split_at_checked(4) else { return false };
    let is_head = matches!(head, [a, b, c, d] if a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit());
    if !is_head || !(15..=34).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    let remainder = account.iter().chain(head).fold(0, |remainder, &byte| match byte {
        b'0'..=b'9' => (remainder * 10 + digit(byte)) % 97,
        _ => (remainder * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    remainder == 1
}
