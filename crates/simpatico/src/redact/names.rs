//! Names that are introduced, greeted, carried by a title, or given by the caller.

use std::collections::HashSet;

use crate::hash::BuildFnv;
use crate::label::PrivateKind;
use crate::redact::Piece;
use crate::redact::words::Word;

/// Words before a name, and what the name must look like after them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The next word is a name, capital or not.
    Said,
    /// The next word is a name where it has a capital.
    Capital,
    /// As [`Rule::Capital`], and a mark, a line or the text ends after it.
    Address,
    /// As [`Rule::Capital`], and one of [`CALLING`] follows.
    Calling,
}

const CUES: &[(&[&str], Rule)] = &[
    (&["my", "name", "is"], Rule::Said),
    (&["my", "name", "s"], Rule::Said),
    (&["the", "name", "is"], Rule::Capital),
    (&["me", "llamo"], Rule::Said),
    (&["mi", "nombre", "es"], Rule::Said),
    (&["se", "llama"], Rule::Capital),
    (&["su", "nombre", "es"], Rule::Capital),
    (&["soy"], Rule::Capital),
    (&["i", "m"], Rule::Capital),
    (&["i", "am"], Rule::Capital),
    (&["this", "is"], Rule::Calling),
    (&["le", "habla"], Rule::Capital),
    (&["mr"], Rule::Capital),
    (&["mrs"], Rule::Capital),
    (&["ms"], Rule::Capital),
    (&["miss"], Rule::Capital),
    (&["dr"], Rule::Capital),
    (&["dra"], Rule::Capital),
    (&["sr"], Rule::Capital),
    (&["sra"], Rule::Capital),
    (&["srta"], Rule::Capital),
    (&["don"], Rule::Capital),
    (&["doña"], Rule::Capital),
    (&["señor"], Rule::Capital),
    (&["señora"], Rule::Capital),
    (&["señorita"], Rule::Capital),
    (&["hi"], Rule::Address),
    (&["hello"], Rule::Address),
    (&["hey"], Rule::Address),
    (&["dear"], Rule::Address),
    (&["hola"], Rule::Address),
    (&["estimado"], Rule::Address),
    (&["estimada"], Rule::Address),
    (&["querido"], Rule::Address),
    (&["querida"], Rule::Address),
    (&["thanks"], Rule::Address),
    (&["thank", "you"], Rule::Address),
    (&["gracias"], Rule::Address),
];
const CALLING: &[&str] = &["from", "here", "speaking", "calling", "at"];
const PARTICLES: &[&str] = &["de", "del", "la", "las", "los", "da", "van", "von"];
/// Written with a capital after these cues, and no names.
const NO_NAMES: &[&str] = &[
    "there",
    "all",
    "team",
    "everyone",
    "everybody",
    "sir",
    "madam",
    "guys",
    "folks",
    "again",
    "support",
    "customer",
    "cliente",
    "clienta",
    "equipo",
    "todos",
    "todas",
    "señor",
    "señora",
    "señorita",
    "sr",
    "sra",
    "srta",
    "mr",
    "mrs",
    "ms",
    "dr",
    "don",
    "doña",
    "buenas",
    "buenos",
    "hola",
    "good",
    "morning",
    "qué",
    "que",
    "gracias",
    "thanks",
    "thank",
    "por",
    "pero",
    "but",
    "so",
    "much",
    "very",
    "just",
    "not",
    "the",
    "muchas",
    "mil",
    "yo",
    "usted",
];
/// Words of a name at most.
const MOST_WORDS: usize = 6;

pub(super) fn find(words: &[Word<'_>], given: &[Vec<String>], pieces: &mut Vec<Piece>) {
    let lower: Vec<String> = words.iter().map(Word::lower).collect();
    let mut known: HashSet<&str, BuildFnv> = HashSet::default();
    let mut place = 0;
    while place < words.len() {
        let count = introduced(words, &lower, place);
        if count > 0 {
            let name = words.get(place..place + count).unwrap_or_default();
            known.extend(name.iter().filter(|word| word.is_capitalised() && word.text.len() > 2).map(|word| word.text));
            add(name, pieces);
        }
        place += count.max(1);
    }
    for (place, word) in words.iter().enumerate() {
        if known.contains(word.text) {
            pieces.push((word.start, word.end, PrivateKind::Name));
        }
        for name in given {
            let here = lower.get(place..place + name.len());
            if here == Some(name.as_slice()) {
                add(words.get(place..place + name.len()).unwrap_or_default(), pieces);
            }
        }
    }
}

fn add(name: &[Word<'_>], pieces: &mut Vec<Piece>) {
    if let (Some(first), Some(last)) = (name.first(), name.last()) {
        pieces.push((first.start, last.end, PrivateKind::Name));
    }
}

/// The words of a name that begins here because of what stands before it; 0 where none does.
fn introduced(words: &[Word<'_>], lower: &[String], place: usize) -> usize {
    let Some(word) = words.get(place) else { return 0 };
    let is_beside = matches!(word.gap, " " | ", " | ": " | ". " | ", ¡") || word.gap.is_empty();
    if place == 0 || !is_beside {
        return 0;
    }
    let before = lower.get(..place).unwrap_or_default();
    let fits = |(cue, _): &&(&[&str], Rule)| {
        let tail = before.len().checked_sub(cue.len()).and_then(|from| before.get(from..));
        tail.is_some_and(|tail| tail.iter().zip(*cue).all(|(word, cue)| word == cue))
    };
    let Some(&(cue, rule)) = CUES.iter().find(fits) else { return 0 };
    // "Mr. Ortiz" has a mark that "thanks. Great" must not have; "Hola, Marta" one that "I'm, Ana" has not.
    let is_title = cue.len() == 1 && rule == Rule::Capital;
    match word.gap {
        ". " if !is_title => return 0,
        ", " | ", ¡" if rule != Rule::Address => return 0,
        _ => {}
    }
    let is_no_name = lower.get(place).is_some_and(|word| NO_NAMES.contains(&word.as_str()));
    if is_no_name || (rule != Rule::Said && !word.is_capitalised()) || word.is_digits() {
        return 0;
    }
    let count = length(words, lower, place);
    let next = words.get(place + count);
    let is_closed = next.is_none_or(|next| {
        next.gap.trim_start_matches(' ').starts_with([',', '.', '!', ':', ';', '?', '\n', '\r', ')', '-', '–'])
    });
    let is_calling = lower.get(place + count).is_some_and(|next| CALLING.contains(&next.as_str()));
    match rule {
        Rule::Address if !is_closed => 0,
        Rule::Calling if !is_calling => 0,
        _ => count,
    }
}

/// How many words the name goes on for: capitals, and particles between them.
fn length(words: &[Word<'_>], lower: &[String], place: usize) -> usize {
    let mut count = 1;
    let mut seen = 1;
    while seen < MOST_WORDS {
        let Some(word) = words.get(place + seen) else { break };
        let is_particle = lower.get(place + seen).is_some_and(|word| PARTICLES.contains(&word.as_str()));
        let is_joined = matches!(word.gap, " " | "-" | "'" | "’" | ". ");
        if !is_joined || word.gap == ". " && words.get(place + seen - 1).is_none_or(|last| last.text.len() > 1) {
            break;
        }
        seen += 1;
        if is_name_word(word) {
            count = seen;
        } else if !is_particle {
            break;
        }
    }
    count
}

fn is_name_word(word: &Word<'_>) -> bool {
    word.is_capitalised() || word.text.chars().count() == 1 && word.text.chars().all(char::is_uppercase)
}
