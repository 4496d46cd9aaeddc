//! The same wording over and over: sentences counted by their pattern, in bounded memory (Metwally, Agrawal and El Abbadi 2005).

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::hash::hash;
use crate::text::fold;

/// Sentences that are counted at a time; any sentence in more than 1 of so many sentences is among them.
const MOST: usize = 256;
/// Shorter sentences repeat without being canned ("You're welcome!").
const FEWEST_WORDS: usize = 5;
/// Bytes of a sentence; what is longer is no sentence.
const LONGEST: usize = 400;
/// Sentences are alike where they share so much of their pairs of words.
const ALIKE: f64 = 0.6;

#[derive(Clone, Debug)]
struct Entry {
    key: u64,
    /// As it was first said.
    text: String,
    pairs: BTreeSet<u64>,
    count: usize,
    /// At most so many of the count may be of other sentences.
    excess: usize,
}

/// Sentences and how many replies hold them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentences {
    entries: Vec<Entry>,
}

/// A sentence and those like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repeated {
    pub(crate) text: String,
    /// Replies that hold it, at least.
    pub(crate) replies: usize,
}

impl Sentences {
    /// Counts the sentences of a reply, each once. `shown` gives a sentence as results may show it.
    pub(crate) fn add(&mut self, reply: &str, shown: impl Fn(&str) -> String) {
        let mut seen = BTreeSet::new();
        for sentence in reply.unicode_sentences().map(str::trim).filter(|sentence| sentence.len() <= LONGEST) {
            let words = pattern(sentence);
            if words.len() < FEWEST_WORDS {
                continue;
            }
            let parts: Vec<&str> = words.iter().map(String::as_str).collect();
            if seen.insert(hash(&parts)) {
                self.count(&parts, || shown(sentence));
            }
        }
    }

    fn count(&mut self, words: &[&str], text: impl FnOnce() -> String) {
        let key = hash(words);
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
            entry.count += 1;
            return;
        }
        let pairs = words.windows(2).map(hash).collect();
        let mut fresh = Entry { key, text: text(), pairs, count: 1, excess: 0 };
        if self.entries.len() < MOST {
            self.entries.push(fresh);
        } else if let Some(rarest) = self.entries.iter_mut().min_by_key(|entry| entry.count) {
            fresh.count += rarest.count;
            fresh.excess = rarest.count;
            *rarest = fresh;
        }
    }

    /// Sentences in at least `least` replies, most frequent first; those that are alike are one.
    pub(crate) fn repeated(&self, least: usize) -> Vec<Repeated> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| core::cmp::Reverse(entry.count - entry.excess));
        let mut groups: Vec<(&Entry, usize)> = Vec::new();
        for entry in entries {
            let sure = entry.count - entry.excess;
            match groups.iter_mut().find(|(first, _)| likeness(&first.pairs, &entry.pairs) >= ALIKE) {
                Some((_, replies)) => *replies += sure,
                None => groups.push((entry, sure)),
            }
        }
        groups.sort_by_key(|(_, replies)| core::cmp::Reverse(*replies));
        let frequent = groups.into_iter().filter(|(_, replies)| *replies >= least);
        frequent.map(|(first, replies)| Repeated { text: first.text.clone(), replies }).collect()
    }
}

/// The words of a sentence as they are compared: figures and names stand for any figure and any name.
fn pattern(sentence: &str) -> Vec<String> {
    let words = sentence.unicode_words().enumerate().map(|(place, word)| {
        let mut letters = word.chars();
        let is_capitalised =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        if word.chars().any(|c| c.is_ascii_digit()) {
            "#".to_owned()
        } else if place > 0 && is_capitalised {
            "@".to_owned()
        } else {
            fold(word)
        }
    });
    words.collect()
}

/// What two sets share of all that they hold together, 0 to 1.
fn likeness(one: &BTreeSet<u64>, two: &BTreeSet<u64>) -> f64 {
    let shared = one.intersection(two).count();
    shared as f64 / (one.len() + two.len() - shared).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(replies: &[String]) -> Sentences {
        let mut sentences = Sentences::default();
        replies.iter().for_each(|reply| sentences.add(reply, str::to_owned));
        sentences
    }

    #[test]
    fn wording_that_differs_in_a_name_or_a_word_is_the_same() {
        let replies = [
            "Hello Ana. Thank you for contacting our support team today, Ana.",
            "Hello! Thank you for contacting our support team today, Luis. Thank you for contacting our support team \
             today, Luis.",
            "Thank you for contacting our support team this morning.",
            "I have sent your 2 new keys to the office in Bilbao.",
        ];
        let found = counted(&replies.map(str::to_owned)).repeated(2);
        let expected =
            Repeated { text: "Thank you for contacting our support team today, Ana.".to_owned(), replies: 3 };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_frequent_sentence_survives_thousands_of_others() {
        let letters = |n: usize| -> String { (0..4).map(|at| char::from(b'a' + (n >> (4 * at) & 15) as u8)).collect() };
        let replies: Vec<String> = (0..6000)
            .map(|n| {
                let own = format!("The {0} went {0} over to {0} with {0}.", letters(n));
                if n % 10 == 0 { format!("{own} We apologize for any inconvenience caused.") } else { own }
            })
            .collect();
        let sentences = counted(&replies);
        assert_eq!(sentences.entries.len(), MOST);
        let found = sentences.repeated(300);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].text, "We apologize for any inconvenience caused.");
        assert!((500..=600).contains(&found[0].replies), "{}", found[0].replies);
    }
}
