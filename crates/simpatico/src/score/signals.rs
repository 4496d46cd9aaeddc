//! Signals of a pair: what the reply takes up of the message, and the state it answers.

use std::collections::HashSet;

use crate::data::{ClassSet, Pack};
use crate::detect::Document;
use crate::hash::BuildFnv;
use crate::label::{Emotion, Label, Technique};
use crate::text::{Kind, Token};

/// Names of the signals that [`reply_signals`] gives, in order.
pub const REPLY_SIGNALS: &[&str] = &[
    "length",
    "relative_length",
    "sentences",
    "question",
    "exclamation",
    "emoji",
    "link",
    "shared_words",
    "shared_share",
    "shared_facts",
    "new_facts",
    "named",
    "singular",
    "plural",
    "second_person",
    "apologies",
    "language_match",
    "customer_negative",
    "customer_very_negative",
    "customer_positive",
    "customer_urgency",
    "customer_effort",
    "customer_question",
    "customer_length",
    "customer_anger",
    "customer_anxiety",
    "customer_sadness",
    "customer_joy",
    "customer_vulnerability",
    "needed_emotional_acknowledgement",
    "needed_paraphrase",
    "needed_clarifying_question",
    "needed_perspective_taking",
    "needed_reassurance",
    "needed_apology",
    "needed_concrete_action",
    "needed_proactive_support",
    "needed_personalisation",
    "needed_appreciation",
];

/// What a reply's judgement takes from the message: scores from 0 to 1, sentiment from -1 to 1.
#[derive(Clone, Debug, Default)]
pub struct CustomerState {
    /// Reported sentiment.
    pub sentiment: f32,
    /// Reported urgency.
    pub urgency: f32,
    /// Reported effort.
    pub effort: f32,
    /// Probability of anger or frustration.
    pub anger: f32,
    /// Probability of anxiety.
    pub anxiety: f32,
    /// Probability of sadness or disappointment.
    pub sadness: f32,
    /// Probability of joy, gratitude or relief.
    pub joy: f32,
    /// Probability of vulnerability.
    pub vulnerability: f32,
    /// For each technique the probability that it is called for.
    pub needed: Vec<f32>,
}

impl CustomerState {
    /// The state that a message's reported scores stand for; `emotions` and `needed` in the codebook's order. The
    /// library and its trainer both come through here.
    #[must_use]
    pub fn new(graded: [f32; 3], emotions: &[f32], vulnerability: f32, needed: Vec<f32>) -> Self {
        let [sentiment, urgency, effort] = graded;
        let either = |any: &[Emotion]| {
            let none: f32 =
                any.iter().filter_map(|emotion| emotions.get(emotion.index())).map(|score| 1.0 - score).product();
            1.0 - none
        };
        Self {
            sentiment,
            urgency,
            effort,
            anger: either(&[Emotion::Anger, Emotion::Frustration]),
            anxiety: either(&[Emotion::Anxiety]),
            sadness: either(&[Emotion::Sadness, Emotion::Disappointment]),
            joy: either(&[Emotion::Joy, Emotion::Gratitude, Emotion::Relief]),
            vulnerability,
            needed,
        }
    }
}

/// Content words are compared by this many letters, a plain stem that serves both languages.
const STEM: usize = 5;

fn stems<'a>(tokens: &'a [Token], pack: &'a Pack) -> impl Iterator<Item = &'a str> + 'a {
    tokens
        .iter()
        .filter(|token| token.kind == Kind::Word && token.form.len() > 3)
        .filter(|token| !pack.lexicon.classes(token.key).meets(pack.lexicon.known.stop))
        .map(|token| {
            token
                .form
                .char_indices()
                .nth(STEM)
                .map_or(token.form.as_str(), |(at, _)| token.form.get(..at).unwrap_or_default())
        })
}

fn facts<'a>(document: &'a Document<'_>) -> impl Iterator<Item = &'a str> + 'a {
    let is_fact = |token: &&Token| matches!(token.kind, Kind::Number | Kind::Money);
    document.tokens.iter().filter(is_fact).map(|token| token.span.slice(document.text))
}

/// Words and sentences of a reply, each different sentence once: saying it again adds nothing.
fn said_once(reply: &Document<'_>) -> (usize, usize) {
    let mut seen: HashSet<u64, BuildFnv> = HashSet::default();
    let (mut words, mut sentences) = (0, 0);
    let mut tokens = reply.tokens.iter().zip(&reply.sentences).peekable();
    while let Some(&(_, number)) = tokens.peek() {
        let (mut key, mut length) = (0_u64, 0);
        while let Some((token, _)) = tokens.next_if(|(_, other)| *other == number) {
            if token.kind == Kind::Word {
                key = key.rotate_left(5) ^ token.key;
                length += 1;
            }
        }
        if seen.insert(key) {
            words += length;
            sentences += 1;
        }
    }
    (words, sentences)
}

/// Measures how a reply stands to the message it answers.
#[must_use]
pub fn reply_signals(customer: &Document<'_>, state: &CustomerState, reply: &Document<'_>, pack: &Pack) -> Vec<f32> {
    let lexicon = &pack.lexicon;
    let known = &lexicon.known;
    let (words, sentences) = said_once(reply);
    let words = words.max(1) as f32;
    let asked = customer.words().count().max(1) as f32;
    let some = |count: usize, of: f32| (count as f32 / of).min(1.0);
    let class = |class: ClassSet| reply.tokens.iter().filter(|token| lexicon.classes(token.key).meets(class)).count();
    let kind = |kind: Kind| reply.tokens.iter().filter(|token| token.kind == kind).count();
    let marks = |document: &Document<'_>, list: &[&str]| {
        document.tokens.iter().filter(|token| list.contains(&token.form.as_str())).count()
    };
    let mut theirs: Vec<&str> = stems(&customer.tokens, pack).collect();
    theirs.sort_unstable();
    theirs.dedup();
    let mut ours: Vec<&str> = stems(&reply.tokens, pack).collect();
    ours.sort_unstable();
    ours.dedup();
    let shared = ours.iter().filter(|stem| theirs.binary_search(stem).is_ok()).count();
    let their_facts: Vec<&str> = facts(customer).collect();
    let (shared_facts, new_facts): (Vec<&str>, Vec<&str>) = facts(reply).partition(|fact| their_facts.contains(fact));
    let named = reply.tokens.windows(2).any(|pair| match pair {
        [greeting, name] => {
            lexicon.classes(greeting.key).meets(known.greeting)
                && name.kind == Kind::Word
                && !name.shouted
                && name.span.slice(reply.text).starts_with(char::is_uppercase)
        }
        _ => false,
    });
    let question = ["?", "??", "?!"];
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let mut signals = vec![
        (libm::logf(words) / 5.0).min(1.5),
        (words / asked / 3.0).min(1.0),
        (sentences as f32 / 6.0).min(1.5),
        some(marks(reply, &question), 2.0),
        some(marks(reply, &["!", "!!"]), 3.0),
        some(kind(Kind::Emoji), 2.0),
        some(kind(Kind::Link), 1.0),
        some(shared, 6.0),
        if theirs.is_empty() { 0.0 } else { shared as f32 / theirs.len() as f32 },
        some(shared_facts.len(), 2.0),
        some(new_facts.len(), 3.0),
        flag(named),
        some(class(known.first_singular), 3.0),
        some(class(known.first_plural), 3.0),
        some(class(known.second_person), 4.0),
        some(class(known.apology_word), 2.0),
        flag(customer.shares_language(reply)),
        (-state.sentiment).max(0.0),
        flag(state.sentiment < -0.6),
        state.sentiment.max(0.0),
        state.urgency,
        state.effort,
        some(marks(customer, &question), 2.0),
        (libm::logf(asked) / 5.0).min(1.5),
        state.anger,
        state.anxiety,
        state.sadness,
        state.joy,
        state.vulnerability,
    ];
    signals.extend(
        Technique::ALL.iter().map(|technique| state.needed.get(technique.index()).copied().unwrap_or_default()),
    );
    signals
}
