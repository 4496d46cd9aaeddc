//! Facts of a text, in one form for both languages and any way of writing them: "two weeks" and "2 semanas", "$1,200" and
//! "1.200 dólares" are the same.

use crate::data::Lexicon;
use crate::detect::Document;
use crate::text::{Kind, Token};

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactKind {
    Amount,
    Number,
    Date,
    Duration,
    Name,
}

/// A fact and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) kind: FactKind,
    /// The same for the same fact, however it is written.
    key: String,
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
}

impl Fact {
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.key == other.key
    }
}

/// Folded forms of one thing a line.
const UNITS: [&[&str]; 7] = [
    &["second", "seconds", "sec", "secs", "segundo", "segundos"],
    &["minute", "minutes", "min", "mins", "minuto", "minutos"],
    &["hour", "hours", "hr", "hrs", "hora", "horas"],
    &["day", "days", "dia", "dias"],
    &["week", "weeks", "wk", "wks", "semana", "semanas"],
    &["month", "months", "mes", "meses"],
    &["year", "years", "yr", "yrs", "ano", "anos"],
];
const DATES: [&[&str]; 19] = [
    &["monday", "lunes"],
    &["tuesday", "martes"],
    &["wednesday", "miercoles"],
    &["thursday", "jueves"],
    &["friday", "viernes"],
    &["saturday", "sabado"],
    &["sunday", "domingo"],
    &["january", "enero"],
    &["february", "febrero"],
    &["april", "abril"],
    &["june", "junio"],
    &["july", "julio"],
    &["august", "agosto"],
    &["september", "septiembre", "setiembre"],
    &["october", "octubre"],
    &["november", "noviembre"],
    &["december", "diciembre"],
    &["tomorrow"],
    &["tonight"],
];
const NUMBERS: [&[&str]; 12] = [
    &["one", "a", "an", "un", "una", "uno"],
    &["two", "dos", "couple"],
    &["three", "tres"],
    &["four", "cuatro"],
    &["five", "cinco"],
    &["six", "seis"],
    &["seven", "siete"],
    &["eight", "ocho"],
    &["nine", "nueve"],
    &["ten", "diez"],
    &["eleven", "once"],
    &["twelve", "doce"],
];
const CURRENCIES: &[&str] = &[
    "dollar",
    "dollars",
    "bucks",
    "usd",
    "dolar",
    "dolares",
    "euro",
    "euros",
    "eur",
    "pound",
    "pounds",
    "quid",
    "gbp",
    "libras",
    "peso",
    "pesos",
    "mxn",
    "ars",
    "cop",
    "clp",
    "sol",
    "soles",
    "pen",
    "quetzales",
    "colones",
    "bolivares",
    "lempiras",
];

fn place(table: &[&[&str]], form: &str) -> Option<usize> {
    table.iter().position(|line| line.contains(&form))
}

/// A written number in hundredths: "1,200", "1.200", "1200.00" and "1200" are the same.
fn hundredths(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect::<String>();
    let digits = digits.trim_matches(['.', ',']);
    let (whole, part) = match digits.rfind(['.', ',']) {
        Some(at) if digits.len() - at <= 3 => digits.split_at(at),
        _ => (digits, ""),
    };
    let only = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, part) = (only(whole), only(part));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    Some(format!("{}.{part:0<2}", whole.trim_start_matches('0')))
}

/// The facts of a text, in its order.
pub(crate) fn facts(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let mut facts = Vec::new();
    let tokens = &document.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let written = token.span.slice(document.text);
        let next = tokens.get(at + 1);
        let unit = next.filter(|next| next.classes.meets(lexicon.known.duration_unit));
        let unit = unit.map(|unit| place(&UNITS, &unit.form).map_or(unit.form.clone(), |unit| unit.to_string()));
        let count = match token.kind {
            Kind::Number => hundredths(written),
            _ if token.classes.meets(lexicon.known.number_word) => {
                let number = place(&NUMBERS, &token.form);
                Some(number.map_or(token.form.clone(), |number| format!("{}.00", number + 1)))
            }
            _ => None,
        };
        let mut add = |kind: FactKind, key: String, length: usize| {
            facts.push(Fact { kind, key, first: at, last: at + length });
        };
        match (token.kind, count, unit) {
            (Kind::Money, ..) => add(FactKind::Amount, hundredths(written).unwrap_or_default(), 1),
            (_, Some(count), Some(unit)) => add(FactKind::Duration, format!("{count} {unit}"), 2),
            (Kind::Number, Some(count), _) if next.is_some_and(|next| CURRENCIES.contains(&next.form.as_str())) => {
                add(FactKind::Amount, count, 2);
            }
            (Kind::Number, ..) if matches!(token.form.as_str(), "<date>" | "<time>") => {
                add(FactKind::Date, written.to_lowercase(), 1);
            }
            (Kind::Number, Some(count), _) if written.len() >= 2 => add(FactKind::Number, count, 1),
            (Kind::Word, ..) => {
                if let Some(date) = place(&DATES, &token.form) {
                    add(FactKind::Date, date.to_string(), 1);
                } else if is_name(document, at, token, lexicon) {
                    add(FactKind::Name, token.form.clone(), 1);
                }
            }
            _ => {}
        }
    }
    facts
}

/// A word written like a name, not because it begins a sentence.
fn is_name(document: &Document<'_>, at: usize, token: &Token, lexicon: &Lexicon) -> bool {
    let known = &lexicon.known;
    let begins = at.checked_sub(1).is_none_or(|before| {
        let is_other_sentence = document.sentences.get(before) != document.sentences.get(at);
        is_other_sentence || document.tokens.get(before).is_some_and(|token| token.kind != Kind::Word)
    });
    let classes = token.classes;
    token.capitalised
        && token.form.len() > 2
        && !begins
        && !classes.meets(known.stop)
        && !classes.meets(known.greeting)
        && !classes.meets(known.apology_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Pack;
    use crate::detect::Matcher;

    fn found(text: &str) -> Vec<(FactKind, String)> {
        let pack = Pack::embedded();
        let document = Document::read(text, pack, &Matcher::default());
        facts(&document, &pack.lexicon).into_iter().map(|fact| (fact.kind, fact.key)).collect()
    }

    #[test]
    fn one_fact_in_two_languages_has_one_key() {
        for (english, spanish) in [
            ("It took three weeks.", "Tardó 3 semanas."),
            ("I paid $1,200 for it.", "Pagué 1.200 dólares."),
            ("We open on Thursday.", "Abrimos el jueves."),
        ] {
            assert_eq!(found(english), found(spanish), "{english}");
            assert_eq!(found(english).len(), 1, "{english}");
        }
    }

    #[test]
    fn names_are_not_first_words() {
        assert_eq!(found("Please tell Marisol about it."), [(FactKind::Name, "marisol".to_owned())]);
        assert!(found("Please wait. Thanks for that.").is_empty());
    }

    #[test]
    fn amounts_keep_their_cents() {
        assert_eq!(hundredths("$45.50").as_deref(), Some("45.50"));
        assert_eq!(hundredths("45,5").as_deref(), Some("45.50"));
        assert_eq!(hundredths("2.400.000").as_deref(), Some("2400000.00"));
        assert_eq!(hundredths("€"), None);
    }
}
