//! Word classes, emoji and emoticons.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::hash::BuildFnv;

/// A set of word classes, one bit a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassSet(pub u64);

impl ClassSet {
    /// True if the sets share a class.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The lexicon as it stands in a pack.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LexiconData {
    /// Names of the classes, in the order of their bits; 64 at most.
    pub classes: Vec<String>,
    /// Hash of a folded form, and the classes it belongs to.
    pub words: Vec<(u64, ClassSet)>,
    /// Emoji without variation selectors and skin tones, and the form of their class.
    pub emoji: Vec<(String, String)>,
    /// Emoticons, and the form of their class.
    pub emoticons: Vec<(String, String)>,
}

/// The classes that the code itself asks for; a pack without one of them is refused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownClasses {
    pub(crate) abbreviation: ClassSet,
    pub(crate) negator: ClassSet,
    pub(crate) negated_verb: ClassSet,
    pub(crate) hypothesis: ClassSet,
    pub(crate) clause_break: ClassSet,
    pub(crate) english: ClassSet,
    pub(crate) spanish: ClassSet,
    pub(crate) foreign: ClassSet,
    pub(crate) stop: ClassSet,
    pub(crate) request: ClassSet,
    pub(crate) greeting: ClassSet,
    pub(crate) first_singular: ClassSet,
    pub(crate) first_plural: ClassSet,
    pub(crate) second_person: ClassSet,
    pub(crate) apology_word: ClassSet,
    pub(crate) duration_unit: ClassSet,
    pub(crate) number_word: ClassSet,
    pub(crate) register_tu: ClassSet,
    pub(crate) register_usted: ClassSet,
    pub(crate) register_vos: ClassSet,
    pub(crate) turn: ClassSet,
    pub(crate) valence_bad: ClassSet,
    pub(crate) valence_good: ClassSet,
}

/// The lexicon, ready to be asked.
#[derive(Debug)]
pub struct Lexicon {
    words: HashMap<u64, ClassSet, BuildFnv>,
    emoji: HashMap<String, String, BuildFnv>,
    emoticons: HashMap<char, Vec<(String, String)>, BuildFnv>,
    classes: Vec<String>,
    pub(crate) known: KnownClasses,
}

const UNKNOWN_EMOJI: &str = ":emoji:";

impl Lexicon {
    /// Checks and indexes a lexicon.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where a class that the code needs is missing or there are more than 64.
    pub fn new(data: LexiconData) -> Result<Self, Error> {
        if data.classes.len() > 64 {
            return Err(Error::data(format!("{} word classes, the limit is 64", data.classes.len())));
        }
        let class = |name: &str| class_of(&data.classes, name);
        let known = KnownClasses {
            abbreviation: class("abbreviation")?,
            negator: class("negator")?,
            negated_verb: class("negated_verb")?,
            hypothesis: class("hypothesis")?,
            clause_break: class("clause_break")?,
            english: class("english")?,
            spanish: class("spanish")?,
            foreign: class("foreign")?,
            stop: class("stop")?,
            request: class("request")?,
            greeting: class("greeting")?,
            first_singular: class("first_singular")?,
            first_plural: class("first_plural")?,
            second_person: class("second_person")?,
            apology_word: class("apology_word")?,
            duration_unit: class("duration_unit")?,
            number_word: class("number_word")?,
            register_tu: class("register_tu")?,
            register_usted: class("register_usted")?,
            register_vos: class("register_vos")?,
            turn: class("turn")?,
            valence_bad: class("valence_bad")?,
            valence_good: class("valence_good")?,
        };
        let mut emoticons: HashMap<char, Vec<(String, String)>, BuildFnv> = HashMap::default();
        for (text, form) in data.emoticons {
            if let Some(first) = text.chars().next() {
                emoticons.entry(first).or_default().push((text, form));
            }
        }
        for list in emoticons.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        Ok(Self {
            words: data.words.into_iter().collect(),
            emoji: data.emoji.into_iter().collect(),
            emoticons,
            classes: data.classes,
            known,
        })
    }

    /// The class of this name.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where there is none.
    pub fn class(&self, name: &str) -> Result<ClassSet, Error> {
        class_of(&self.classes, name)
    }

    pub(crate) fn classes(&self, key: u64) -> ClassSet {
        self.words.get(&key).copied().unwrap_or_default()
    }

    /// The classes whose words are English or Spanish: all but that of other languages.
    pub(crate) fn ours(&self) -> ClassSet {
        ClassSet(!self.known.foreign.0)
    }

    pub(crate) fn is_abbreviation(&self, key: u64) -> bool {
        self.classes(key).meets(self.known.abbreviation)
    }

    /// The form of an emoji's class; its own table decides, never its Unicode name.
    pub(crate) fn emoji(&self, cluster: &str) -> &str {
        let is_modifier = |c: &char| !matches!(*c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        let plain: String = cluster.chars().filter(is_modifier).take(8).collect();
        let first = plain.chars().next().map(String::from).unwrap_or_default();
        self.emoji.get(&plain).or_else(|| self.emoji.get(&first)).map_or(UNKNOWN_EMOJI, String::as_str)
    }

    /// The longest emoticon at the start of `text`, with its length and form.
    ///
    /// One that ends in a letter or digit must not run into a word, and after a word none starts with a letter.
    pub(crate) fn emoticon(&self, text: &str, after_word: bool) -> Option<(usize, &str)> {
        let first = text.chars().next()?;
        let list = self.emoticons.get(&first)?;
        list.iter().find_map(|(emoticon, form)| {
            let rest = text.strip_prefix(emoticon.as_str())?;
            let runs_on = emoticon.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric);
            let glued = after_word && !emoticon.starts_with([':', ';', '<']);
            (!runs_on && !glued).then_some((emoticon.len(), form.as_str()))
        })
    }
}

fn class_of(classes: &[String], name: &str) -> Result<ClassSet, Error> {
    let bit = classes.iter().position(|class| class == name);
    bit.map(|bit| ClassSet(1 << bit)).ok_or_else(|| Error::data(format!("no word class {name:?} in the lexicon")))
}

#[cfg(test)]
pub(crate) fn embedded_lexicon_for_tests() -> &'static Lexicon {
    &super::Pack::embedded().lexicon
}
