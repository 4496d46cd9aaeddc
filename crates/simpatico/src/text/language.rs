//! English, Spanish, both, or neither: word by word, smoothed over runs.

use core::hash::Hasher;

use serde::{Deserialize, Serialize};

use crate::data::{LanguageData, Lexicon};
use crate::hash::{Fnv, emit_pieces, hash};
use crate::label::LanguageCode;
use crate::span::{Span, rounded};
use crate::text::token::{Kind, Token};

/// The language of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// English, Spanish, mixed or unknown.
    pub code: LanguageCode,
    /// How sure, from 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// Stretches of one language, in order; one for a text in one language, none where it is unknown.
    pub runs: Vec<LanguageRun>,
}

impl Language {
    /// Another language, or too little to tell.
    pub(crate) const fn unknown() -> Self {
        Self { code: LanguageCode::Unknown, confidence: 0.0, runs: Vec::new() }
    }
}

/// A stretch of words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageRun {
    /// English or Spanish.
    pub code: LanguageCode,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// What the language reader found, and whether the text can be judged at all.
pub(crate) struct LanguageVerdict {
    pub(crate) language: Language,
    pub(crate) is_foreign: bool,
}

/// Log-odds that a change of language within a text must overcome.
const SWITCH_COST: f64 = 3.5;
/// One word never says more than this.
const WORD_LIMIT: f64 = 4.0;
/// What a name says of the language beside another word.
const NAME_SHARE: f64 = 0.25;
/// A text is mixed where the lesser language has this share of the words, and two words or more.
const LESSER_SHARE: f64 = 0.12;

/// The features of one word, as hashes: the word, its n-grams of one to four characters, both with word borders.
pub fn emit_language_features(lower: &str, mut emit: impl FnMut(u64)) {
    const LONGEST: usize = 24;
    emit(hash(&["w", lower]));
    let mut start = Fnv::default();
    start.part("c");
    emit_pieces(lower, LONGEST, 2..=4, start, |mut piece| {
        piece.part("");
        emit(piece.finish());
    });
}

/// Log-odds that a word is Spanish rather than English.
fn word_odds(token: &Token, data: &LanguageData) -> f64 {
    let mask = data.weights.len().wrapping_sub(1) as u64;
    let (mut sum, mut count) = (0_i64, 0_u32);
    emit_language_features(&token.lower, |feature| {
        let bucket = usize::try_from(feature & mask).unwrap_or_default();
        sum += data.weights.get(bucket).map_or(0, |&weight| i64::from(weight));
        count += 1;
    });
    let mean = sum as f64 / f64::from(count.max(1)).sqrt();
    (f64::from(data.bias) + f64::from(data.step) * mean).clamp(-WORD_LIMIT, WORD_LIMIT)
}

/// Tells the language of a tokenized text.
pub(crate) fn detect(tokens: &[Token], lexicon: &Lexicon, data: &LanguageData) -> LanguageVerdict {
    let words: Vec<&Token> = tokens.iter().filter(|token| token.kind == Kind::Word).collect();
    let unknown = |is_foreign| LanguageVerdict { language: Language::unknown(), is_foreign };
    if words.is_empty() {
        return unknown(false);
    }
    let is_latin = |token: &&&Token| token.lower.chars().all(|c| (c as u32) < 0x250 || c == '\'');
    let latin = words.iter().filter(is_latin).count();
    if latin * 2 < words.len() {
        return unknown(true);
    }
    let known = &lexicon.known;
    let (mut ours, mut foreign) = (0_usize, 0_usize);
    for word in &words {
        let classes = word.classes;
        ours += usize::from(classes.meets(known.english) || classes.meets(known.spanish));
        foreign += usize::from(classes.meets(known.foreign));
    }
    if foreign >= 2 && foreign * 5 >= words.len() && foreign > ours {
        return unknown(true);
    }
    // A capital inside a sentence marks a name, and names tell little of the language around them.
    let name = |at: usize, word: &Token| {
        let follows = at > 0 && words.get(at - 1).is_some_and(|before| before.span.end + 1 == word.span.start);
        if word.capitalised && follows { NAME_SHARE } else { 1.0 }
    };
    let odds: Vec<f64> = words.iter().enumerate().map(|(at, word)| word_odds(word, data) * name(at, word)).collect();
    let states = smooth(&odds);
    let mut runs: Vec<LanguageRun> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for (word, &is_spanish) in words.iter().zip(&states) {
        let code = if is_spanish { LanguageCode::Spanish } else { LanguageCode::English };
        match (runs.last_mut(), spans.last_mut()) {
            (Some(run), Some(span)) if run.code == code => {
                run.end = word.span.end;
                *span = span.to(&word.span);
            }
            _ => {
                runs.push(LanguageRun { code, start: word.span.start, end: word.span.end });
                spans.push(word.span);
            }
        }
    }
    let spanish = states.iter().filter(|&&is_spanish| is_spanish).count();
    let lesser = spanish.min(words.len() - spanish);
    let total: f64 = odds.iter().sum();
    let certainty = |odds: f64| 1.0 / (1.0 + libm::exp(-odds.abs()));
    let language = if lesser >= 2 && lesser as f64 >= LESSER_SHARE * words.len() as f64 {
        // How sure of the lesser part: its words' own mean odds.
        let against: f64 =
            odds.iter().zip(&states).filter(|&(_, &s)| s == (spanish == lesser)).map(|(o, _)| o.abs()).sum();
        Language { code: LanguageCode::Mixed, confidence: certainty(against / 2.0), runs }
    } else {
        let code = if spanish * 2 >= words.len() { LanguageCode::Spanish } else { LanguageCode::English };
        Language { code, confidence: certainty(total), runs }
    };
    LanguageVerdict { language, is_foreign: false }
}

/// The likeliest language of each word (true: Spanish), where a switch costs [`SWITCH_COST`] (Viterbi).
fn smooth(odds: &[f64]) -> Vec<bool> {
    let mut best = [0.0_f64, 0.0];
    let mut came_from: Vec<[bool; 2]> = Vec::with_capacity(odds.len());
    for &odd in odds {
        let [english, spanish] = best;
        let from = [spanish - SWITCH_COST > english, spanish >= english - SWITCH_COST];
        let stay = [
            if from[0] { spanish - SWITCH_COST } else { english },
            if from[1] { spanish } else { english - SWITCH_COST },
        ];
        best = [stay[0] - odd / 2.0, stay[1] + odd / 2.0];
        came_from.push(from);
    }
    let mut state = best[1] >= best[0];
    let mut states = vec![false; odds.len()];
    for (place, from) in states.iter_mut().zip(&came_from).rev() {
        *place = state;
        state = if state { from[1] } else { from[0] };
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_odd_word_is_no_switch_but_a_run_is() {
        assert_eq!(smooth(&[-3.0, -2.0, 1.5, -2.0]), [false; 4]);
        assert_eq!(smooth(&[-3.0, -3.0, 3.0, 3.0, 3.0]), [false, false, true, true, true]);
        assert_eq!(smooth(&[]), Vec::<bool>::new());
    }
}
