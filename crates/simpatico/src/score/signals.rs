//! Signals of a pair: what the reply takes up of the message, and the state it answers.

use std::collections::HashSet;

use crate::data::{ClassSet, Pack};
use crate::detect::{Document, Matcher};
use crate::hash::BuildFnv;
use crate::label::{Emotion, Label, Technique};
use crate::score::facts::{Fact, facts};
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

/// The content words of a text, sorted, each once.
fn stems<'a>(tokens: &'a [Token], pack: &Pack) -> Vec<&'a str> {
    let content = tokens
        .iter()
        .filter(|token| token.kind == Kind::Word && token.form.len() > 3)
        .filter(|token| !token.classes.meets(pack.lexicon.known.stop));
    let stem = |token: &'a Token| {
        let cut = token.form.char_indices().nth(STEM);
        cut.map_or(token.form.as_str(), |(at, _)| token.form.get(..at).unwrap_or_default())
    };
    let mut stems: Vec<&str> = content.map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
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

/// What a reply says, each different sentence once: saying it again, word by word, adds nothing.
#[derive(Debug, Default)]
pub struct Said {
    words: usize,
    sentences: usize,
}

impl Said {
    /// Reads a reply as if the sentences that it says again did not stand there. The library and its trainer both come
    /// through here.
    #[must_use]
    pub fn read<'t>(reply: &'t str, pack: &Pack, matcher: &Matcher) -> (Document<'t>, Self) {
        let mut document = Document::read(reply, pack, matcher);
        let mut seen: HashSet<u64, BuildFnv> = HashSet::default();
        let (mut said, mut again) = (Self::default(), Vec::new());
        for sentence in sentences(&document) {
            if seen.insert(sentence.key) {
                said.words += sentence.words;
                said.sentences += 1;
            } else {
                again.push(sentence.span);
            }
        }
        document.leave_out(&again, matcher);
        (document, said)
    }

    /// How long the reply is: a fifth of the natural logarithm of its words; 1.5 at most.
    #[must_use]
    pub fn length(&self) -> f32 {
        scaled_length(self.words.max(1))
    }
}

fn scaled_length(words: usize) -> f32 {
    (libm::logf(words as f32) / 5.0).min(1.5)
}

/// A message as replies to it are compared with it: read off once, for every version of the reply.
pub struct Asked<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) state: CustomerState,
    pub(crate) facts: Vec<Fact>,
    /// Content words, sorted, each once.
    stems: Vec<&'a str>,
    words: usize,
    questions: usize,
}

const QUESTION: [&str; 3] = ["?", "??", "?!"];

fn marks(document: &Document<'_>, list: &[&str]) -> usize {
    document.tokens.iter().filter(|token| list.contains(&token.form.as_str())).count()
}

impl<'a, 't> Asked<'a, 't> {
    /// Reads it off a message.
    #[must_use]
    pub fn new(document: &'a Document<'t>, state: CustomerState, pack: &'a Pack) -> Self {
        Self {
            facts: facts(document, &pack.lexicon),
            stems: stems(&document.tokens, pack),
            words: document.words().count().max(1),
            questions: marks(document, &QUESTION),
            document,
            state,
        }
    }
}

/// Measures how a reply stands to the message it answers.
#[must_use]
pub fn reply_signals(asked: &Asked<'_, '_>, reply: &Document<'_>, said: &Said, pack: &Pack) -> Vec<f32> {
    let lexicon = &pack.lexicon;
    let known = &lexicon.known;
    let state = &asked.state;
    let some = |count: usize, of: f32| (count as f32 / of).min(1.0);
    let class = |class: ClassSet| reply.tokens.iter().filter(|token| token.classes.meets(class)).count();
    let kind = |kind: Kind| reply.tokens.iter().filter(|token| token.kind == kind).count();
    let ours = stems(&reply.tokens, pack);
    let shared = ours.iter().filter(|stem| asked.stems.binary_search(stem).is_ok()).count();
    let (taken_up, own_facts) = shared_facts(&asked.facts, reply, lexicon);
    let named = reply.tokens.windows(2).any(|pair| match pair {
        [greeting, name] => {
            greeting.classes.meets(known.greeting)
                && name.kind == Kind::Word
                && !name.shouted
                && name.span.slice(reply.text).starts_with(char::is_uppercase)
        }
        _ => false,
    });
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let mut signals = vec![
        said.length(),
        (said.words.max(1) as f32 / asked.words as f32 / 3.0).min(1.0),
        (said.sentences as f32 / 6.0).min(1.5),
        some(marks(reply, &QUESTION), 2.0),
        some(marks(reply, &["!", "!!"]), 3.0),
        some(kind(Kind::Emoji), 2.0),
        some(kind(Kind::Link), 1.0),
        some(shared, 6.0),
        if asked.stems.is_empty() { 0.0 } else { shared as f32 / asked.stems.len() as f32 },
        some(taken_up, 2.0),
        some(own_facts, 3.0),
        flag(named),
        some(class(known.first_singular), 3.0),
        some(class(known.first_plural), 3.0),
        some(class(known.second_person), 4.0),
        some(class(known.apology_word), 2.0),
        flag(asked.document.shares_language(reply)),
        (-state.sentiment).max(0.0),
        flag(state.sentiment < -0.6),
        state.sentiment.max(0.0),
        state.urgency,
        state.effort,
        some(asked.questions, 2.0),
        scaled_length(asked.words),
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
