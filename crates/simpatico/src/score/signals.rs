//! Signals of a pair: what the reply takes up of the message, and the state it answers.

use std::collections::HashSet;

use crate::data::{ClassSet, Pack};
use crate::detect::Document;
use crate::hash::BuildFnv;
use crate::label::{Emotion, Label, Technique};
use crate::score::specifics::shared_facts;
use crate::span::Span;
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

/// A sentence of a reply.
struct Sentence {
    /// The same for sentences of the same words.
    key: u64,
    words: usize,
    span: Span,
}

fn sentences(reply: &Document<'_>) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut last = None;
    for (token, number) in reply.tokens.iter().zip(&reply.sentences) {
        if last.replace(number) != Some(number) {
            sentences.push(Sentence { key: 0, words: 0, span: token.span });
        }
        let Some(sentence) = sentences.last_mut() else { continue };
        sentence.span = sentence.span.to(&token.span);
        if token.kind == Kind::Word {
            sentence.key = sentence.key.rotate_left(5) ^ token.key;
            sentence.words += 1;
        }
    }
    sentences
}

/// The sentences of a reply, those said for the first time and those said again: saying it again adds nothing.
fn once_and_again(reply: &Document<'_>) -> (Vec<Sentence>, Vec<Sentence>) {
    let mut seen: HashSet<u64, BuildFnv> = HashSet::default();
    sentences(reply).into_iter().partition(|sentence| seen.insert(sentence.key))
}

/// Words and sentences of a reply, each different sentence once.
fn said_once(reply: &Document<'_>) -> (usize, usize) {
    let (once, _) = once_and_again(reply);
    (once.iter().map(|sentence| sentence.words).sum(), once.len())
}

/// Where a reply says again what it said before, word by word.
pub(crate) fn said_again(reply: &Document<'_>) -> Vec<Span> {
    once_and_again(reply).1.into_iter().map(|sentence| sentence.span).collect()
}

/// How long a reply is: a fifth of the natural logarithm of its words, what is said twice counted once; 1.5 at most.
#[must_use]
pub fn length(reply: &Document<'_>) -> f32 {
    scaled_length(said_once(reply).0.max(1))
}

fn scaled_length(words: usize) -> f32 {
    (libm::logf(words as f32) / 5.0).min(1.5)
}

/// Measures how a reply stands to the message it answers.
#[must_use]
pub fn reply_signals(customer: &Document<'_>, state: &CustomerState, reply: &Document<'_>, pack: &Pack) -> Vec<f32> {
    let lexicon = &pack.lexicon;
    let known = &lexicon.known;
    let (words, sentences) = said_once(reply);
    let words = words.max(1);
    let asked = customer.words().count().max(1);
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
    let (taken_up, own_facts) = shared_facts(customer, reply, lexicon);
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
        scaled_length(words),
        (words as f32 / asked as f32 / 3.0).min(1.0),
        (sentences as f32 / 6.0).min(1.5),
        some(marks(reply, &question), 2.0),
        some(marks(reply, &["!", "!!"]), 3.0),
        some(kind(Kind::Emoji), 2.0),
        some(kind(Kind::Link), 1.0),
        some(shared, 6.0),
        if theirs.is_empty() { 0.0 } else { shared as f32 / theirs.len() as f32 },
        some(taken_up, 2.0),
        some(own_facts, 3.0),
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
        scaled_length(asked),
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
