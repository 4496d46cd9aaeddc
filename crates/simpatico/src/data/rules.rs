//! Rules and advice templates as they stand in a pack: patterns already compiled, labels already resolved to names.

use serde::{Deserialize, Serialize};

use super::lexicon::ClassSet;

/// Whose words a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The customer's.
    Customer,
    /// The agent's.
    Reply,
}

/// What a rule does with a match in a negated or hypothetical scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polar {
    /// Such a match does not count: "I'm not angry" is no anger.
    #[default]
    Affirmed,
    /// Only such a match counts.
    Negated,
    /// Scopes do not matter; for patterns that hold their own negation.
    Any,
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Element {
    /// One of these words; `optional` ones may be left out.
    Words {
        /// The words.
        words: Words,
        /// May be left out.
        optional: bool,
    },
    /// Up to this many tokens of the same sentence.
    Gap(u8),
    /// The start of a sentence.
    Start,
    /// The end of a sentence.
    End,
}

/// A set of words that one token may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Hashes of folded forms, their upper halves, sorted: two words of one half are rarer than any typing slip.
    pub literals: Vec<u32>,
    /// Starts of folded forms.
    pub prefixes: Vec<String>,
    /// Word classes.
    pub classes: ClassSet,
    /// Any word.
    pub any: bool,
    /// The end of a sentence does as well where no mark stands before it.
    pub end: bool,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleData {
    /// Its stable id, such as `emotion/anger/shouted-never-again`.
    pub id: String,
    /// Whose words it reads.
    pub side: Side,
    /// Any of these patterns makes it fire; it counts once a text.
    pub patterns: Vec<Vec<Element>>,
    /// Heads (`family.label`) and what a match adds to them: log-odds for labels, points for graded scales.
    pub effects: Vec<(String, f32)>,
    /// How scopes bear on it.
    pub polar: Polar,
    /// A match says its needs outright.
    pub explicit: bool,
    /// What it means, in plain words.
    pub message: String,
}

/// One sentence that a suggestion may offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemplateData {
    /// The technique it applies, or the antipattern it mends.
    pub subject: String,
    /// `en` or `es`.
    pub language: String,
    /// Spanish: `tu`, `usted` or `vos`; English: empty.
    pub register: String,
    /// Fits where one of these labels (`family.label`) is asserted; empty fits anywhere.
    pub when: Vec<String>,
    /// The reason given to the agent.
    pub why: String,
    /// The sentence; `{name}` is filled with facts of the message, and a template whose facts are missing is passed over.
    pub example: String,
}
