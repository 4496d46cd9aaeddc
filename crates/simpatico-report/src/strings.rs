//! The words of the page and how figures are written in its language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use simpatico::Locale;

/// In English and in Spanish.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    Plain([String; 2]),
    /// For one, and for any other number.
    Counted([[String; 2]; 2]),
}

static STRINGS: LazyLock<Option<BTreeMap<String, Text>>> =
    LazyLock::new(|| toml::from_str(include_str!("strings.toml")).ok());

fn place(locale: Locale) -> usize {
    match locale {
        Locale::English => 0,
        Locale::Spanish => 1,
    }
}

/// The text of this key; `count` chooses its number. `None` where there is no such key.
pub(crate) fn text(key: &str, count: Option<i64>, locale: Locale) -> Option<&'static str> {
    match STRINGS.as_ref()?.get(key)? {
        Text::Plain(texts) => texts.get(place(locale)).map(String::as_str),
        Text::Counted(texts) => {
            let form = usize::from(count != Some(1));
            texts.get(place(locale))?.get(form).map(String::as_str)
        }
    }
}

/// A number with so many decimals.
pub(crate) fn number(value: f64, decimals: usize, locale: Locale) -> String {
    let text = format!("{value:.decimals$}");
    let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    let text = if is_zero { text.trim_start_matches('-').to_owned() } else { text.replace('-', "\u{2212}") };
    match locale {
        Locale::English => text,
        Locale::Spanish => text.replace('.', ","),
    }
}

/// A number with its sign.
pub(crate) fn signed(value: f64, decimals: usize, locale: Locale) -> String {
    let text = number(value, decimals, locale);
    let is_up = value > 0.0 && text.chars().any(|c| ('1'..='9').contains(&c));
    if is_up { format!("+{text}") } else { text }
}

/// A day ("2026-03-09"), a month ("2026-03") or any other period, as people write it.
pub(crate) fn date(text: &str, locale: Locale) -> String {
    let mut parts = text.split('T').next().unwrap_or(text).split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let name = month.filter(|month| month.len() == 2 && year.is_some_and(|year| year.len() == 4));
    let name = name
        .and_then(|month| month.parse::<usize>().ok()?.checked_sub(1))
        .and_then(|month| self::text("months", None, locale)?.split(' ').nth(month));
    match (year, name, day.map(|day| day.trim_start_matches('0'))) {
        (Some(year), Some(name), Some(day)) => match locale {
            Locale::English => format!("{day} {name} {year}"),
            Locale::Spanish => format!("{day} de {name} de {year}"),
        },
        (Some(year), Some(name), None) => match locale {
            Locale::English => format!("{name} {year}"),
            Locale::Spanish => format!("{name} de {year}"),
        },
        _ => text.replace('-', "\u{2013}"),
    }
}

/// A day or month as short as an axis needs it.
pub(crate) fn short_date(text: &str) -> String {
    match text.splitn(3, '-').collect::<Vec<_>>()[..] {
        [year, month, day] if year.len() == 4 => format!("{day}.{month}."),
        _ => text.to_owned(),
    }
}

/// Seconds as people say them.
pub(crate) fn duration(seconds: f64, locale: Locale) -> String {
    let (value, unit) = match seconds {
        s if s < 90.0 => (s, "s"),
        s if s < 5400.0 => (s / 60.0, "min"),
        s if s < 172_800.0 => (s / 3600.0, "h"),
        s => (s / 86_400.0, if locale == Locale::English { "days" } else { "días" }),
    };
    let decimals = usize::from(value < 10.0 && unit != "s");
    format!("{}\u{a0}{unit}", number(value, decimals, locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places() {
        let strings = STRINGS.as_ref().expect("strings.toml follows its format");
        assert!(strings.len() > 80, "{}", strings.len());
        let places = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect();
            names.sort();
            names
        };
        for (key, text) in strings {
            let all: Vec<&String> = match text {
                Text::Plain(texts) => texts.iter().collect(),
                Text::Counted(texts) => texts.iter().flatten().collect(),
            };
            for text in &all {
                assert!(!text.trim().is_empty(), "{key}");
                // One need not be said in figures: "a conversation".
                let is_one = text_of_one(&all, text);
                assert!(places(text) == places(all[all.len() - 1]) || is_one, "{key}: {text}");
            }
        }
    }

    fn text_of_one(all: &[&String], text: &String) -> bool {
        all.len() == 4 && (text == all[0] || text == all[2])
    }

    #[test]
    fn every_key_of_the_templates_has_a_text() {
        for template in [include_str!("../templates/page.html"), include_str!("../templates/parts.html")] {
            for rest in template.split("t(\"").skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(text(key, None, Locale::English).is_some(), "no text {key:?}");
            }
        }
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        assert_eq!(number(-0.04, 1, Locale::English), "0.0");
        assert_eq!(number(1234.56, 1, Locale::Spanish), "1234,6");
        assert_eq!(signed(0.25, 2, Locale::English), "+0.25");
        assert_eq!(signed(-3.0, 1, Locale::Spanish), "\u{2212}3,0");
        assert_eq!(signed(0.001, 1, Locale::English), "0.0");
        assert_eq!(date("2026-03-09", Locale::English), "9 March 2026");
        assert_eq!(date("2026-03-09T08:00:00Z", Locale::Spanish), "9 de marzo de 2026");
        assert_eq!(date("2026-12", Locale::English), "December 2026");
        assert_eq!(date("21-40", Locale::English), "21\u{2013}40");
        assert_eq!(date("2026-13-01", Locale::English), "2026\u{2013}13\u{2013}01");
        assert_eq!(duration(42.0, Locale::English), "42\u{a0}s");
        assert_eq!(duration(150.0, Locale::Spanish), "2,5\u{a0}min");
        assert_eq!(duration(400_000.0, Locale::English), "4.6\u{a0}days");
    }
}
