//! Phrase patterns: compiled from their text form, matched token by token.
//!
//! A pattern is tried only where a token can begin it, its gaps are bounded and it never leaves its sentence but for the answer to a
//! question that it names itself, so matching is linear in the length of the text.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::{ClassSet, Element, Lexicon, Polar, RuleData, Side, Words};
use crate::detect::scope::Scope;
use crate::error::{Error, ErrorKind};
use crate::hash::{BuildFnv, hash, upper};
use crate::span::Span;
use crate::text::{Kind, Token, fold};

/// Marks that may stand outside a pattern's `^` or `$`.
const OUTER_MARKS: usize = 4;
/// A gap may be this wide at most.
const WIDEST_GAP: u8 = 20;

/// Compiles the text form of a pattern (`xtask/data-src/README.md` describes it).
///
/// # Errors
/// [`ErrorKind::InvalidPattern`] naming the step that cannot be read.
pub fn compile(pattern: &str, lexicon: &Lexicon) -> Result<Vec<Element>, Error> {
    let bad =
        |step: &str, why: &str| Error::new(ErrorKind::InvalidPattern, format!("step {step:?} of {pattern:?} {why}"));
    let mut elements = Vec::new();
    for step in pattern.split_whitespace() {
        let element = match step {
            "^" => Element::Start,
            "$" => Element::End,
            _ => match step.strip_prefix("..").filter(|width| !width.is_empty() && !width.starts_with('.')) {
                Some(width) => {
                    let width: u8 = width.parse().map_err(|_| bad(step, "is a gap without a number"))?;
                    if !(1..=WIDEST_GAP).contains(&width) {
                        return Err(bad(step, &format!("is outside the limits of 1 to {WIDEST_GAP}")));
                    }
                    Element::Gap(width)
                }
                None => words(step, lexicon).map_err(|why| bad(step, &why))?,
            },
        };
        elements.push(element);
    }
    let inner: Vec<&Element> =
        elements.iter().filter(|element| !matches!(element, Element::Start | Element::End)).collect();
    if !matches!(inner.first(), Some(Element::Words { words, .. }) if !words.end) {
        return Err(bad(pattern, "must begin with a word"));
    }
    if !inner.iter().any(|element| matches!(element, Element::Words { optional: false, .. })) {
        return Err(bad(pattern, "must hold a word that is not optional"));
    }
    if matches!(inner.last(), Some(Element::Gap(_))) {
        return Err(bad(pattern, "must not end with a gap"));
    }
    Ok(elements)
}

fn words(step: &str, lexicon: &Lexicon) -> Result<Element, String> {
    let is_mark = |step: &str| matches!(step, "?" | "??" | "|" | "...");
    let (body, optional) = match step.strip_suffix('?') {
        Some(body) if !is_mark(step) && !body.is_empty() && !body.ends_with("|?") => (body, true),
        _ => (step, false),
    };
    let mut words = Words::default();
    let alternatives: Vec<&str> = if body == "|" { vec![body] } else { body.split('|').collect() };
    for alternative in alternatives {
        let named = alternative.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
        match (alternative, named) {
            ("", _) => return Err("has an empty alternative".to_owned()),
            ("_", _) => words.any = true,
            ("$", _) => words.end = true,
            (_, Some("money" | "time" | "date" | "percent" | "link" | "handle" | "masked")) => {
                words.literals.push(upper(hash(&[alternative])));
            }
            (_, Some(digits)) if digits.starts_with("digits") => words.literals.push(upper(hash(&[alternative]))),
            (_, Some(class)) => {
                let set = lexicon.class(class).map_err(|error| format!("names an unknown class ({error})"))?;
                words.classes.0 |= set.0;
            }
            (_, None) => match alternative.strip_suffix('*').filter(|prefix| !prefix.is_empty()) {
                Some(prefix) => words.prefixes.push(fold(prefix)),
                None => words.literals.push(upper(hash(&[&fold(alternative)]))),
            },
        }
    }
    words.literals.sort_unstable();
    words.literals.dedup();
    Ok(Element::Words { words, optional })
}

impl Words {
    fn meets(&self, token: &Token) -> bool {
        let has = |key: u64| self.literals.binary_search(&upper(key)).is_ok();
        token.classes.meets(self.classes)
            || has(token.key)
            || token.alternative.is_some_and(has)
            || (self.any && token.kind == Kind::Word)
            || (token.kind == Kind::Word && self.prefixes.iter().any(|prefix| token.form.starts_with(prefix.as_str())))
    }
}

/// Where a rule fired: a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fired {
    /// Place of the rule in the pack.
    pub rule: usize,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
}

/// Where a pattern stands.
#[derive(Debug)]
struct Entry {
    rule: usize,
    number: usize,
    polar: Polar,
}

/// A set of small numbers.
#[derive(Clone, Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn none(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    fn add(&mut self, number: usize) {
        if let Some(bits) = self.0.get_mut(number / 64) {
            *bits |= 1 << (number % 64);
        }
    }

    fn has(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }
}

/// How often words stand in patterns, roughly: some share a place.
struct Times(Vec<u32>);

impl Default for Times {
    fn default() -> Self {
        Self(vec![0; 1 << 14])
    }
}

impl Times {
    fn place(&self, word: u32) -> usize {
        word as usize & (self.0.len() - 1)
    }

    fn add(&mut self, word: u32) {
        let place = self.place(word);
        self.0.get_mut(place).into_iter().for_each(|times| *times += 1);
    }

    fn of(&self, words: &[u32]) -> u32 {
        words.iter().filter_map(|&word| self.0.get(self.place(word))).sum()
    }
}

/// What a text must hold for a pattern to be worth a try: where one of its steps takes certain words alone, one of them.
/// A word like "no" begins hundreds of patterns, and nearly all are refused by this.
#[derive(Debug, Default)]
struct Asked {
    /// Where in `patterns` those stand that ask for a word.
    by_word: HashMap<u32, core::ops::Range<u32>, BuildFnv>,
    patterns: Vec<u32>,
    /// The patterns that ask for nothing.
    free: Bits,
}

impl Asked {
    fn new(patterns: &[&[Element]]) -> Self {
        let mut times = Times::default();
        let steps = patterns.iter().flat_map(|pattern| pattern.iter());
        let words = steps.filter_map(|step| if let Element::Words { words, .. } = step { Some(words) } else { None });
        words.flat_map(|words| &words.literals).for_each(|&word| times.add(word));
        let mut asked = Self { free: Bits::none(patterns.len()), ..Self::default() };
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (place, pattern) in patterns.iter().enumerate() {
            match asked_words(pattern, &times) {
                Some(words) => pairs.extend(words.iter().map(|&word| (word, place as u32))),
                None => asked.free.add(place),
            }
        }
        pairs.sort_unstable();
        for run in pairs.chunk_by(|a, b| a.0 == b.0) {
            let start = asked.patterns.len() as u32;
            asked.patterns.extend(run.iter().map(|(_, place)| place));
            let word = run.first().map_or(0, |(word, _)| *word);
            asked.by_word.insert(word, start..asked.patterns.len() as u32);
        }
        asked
    }

    /// The patterns whose words a text holds.
    fn met(&self, tokens: &[Token]) -> Bits {
        let mut met = self.free.clone();
        for key in tokens.iter().flat_map(|token| [Some(token.key), token.alternative]).flatten() {
            let range = self.by_word.get(&upper(key)).cloned().unwrap_or_default();
            let places = self.patterns.get(range.start as usize..range.end as usize).unwrap_or_default();
            places.iter().for_each(|&place| met.add(place as usize));
        }
        met
    }
}

/// The rules of one side, found by the words that can begin them.
#[derive(Debug, Default)]
pub struct Matcher {
    /// Shared with the pack and the other side's matcher: most of what a pack of rules takes are its patterns.
    rules: Vec<Arc<RuleData>>,
    /// All patterns; the lists below hold places in it.
    entries: Vec<Entry>,
    asked: Asked,
    /// Names that say nothing, by the key of their first word.
    ignored: HashMap<u64, Vec<Vec<u64>>, BuildFnv>,
    by_word: HashMap<u32, Vec<usize>, BuildFnv>,
    /// Patterns that can begin with a word of a class, by the class's bit.
    by_class: Vec<Vec<usize>>,
    /// All classes of `by_class`.
    classes: ClassSet,
    /// Patterns that can begin with a prefix, by its first letter.
    by_letter: HashMap<char, Vec<usize>, BuildFnv>,
    /// Patterns that can begin with any word.
    anywhere: Vec<usize>,
}

impl Matcher {
    /// Indexes the rules of `side`.
    #[must_use]
    pub fn new(rules: impl IntoIterator<Item: Into<Arc<RuleData>>>, side: Side) -> Self {
        let rules: Vec<Arc<RuleData>> = rules.into_iter().map(Into::into).collect();
        let mut matcher = Self { by_class: vec![Vec::new(); 64], ..Self::default() };
        let mut patterns: Vec<&[Element]> = Vec::new();
        for (rule, data) in rules.iter().enumerate().filter(|(_, data)| data.side == side) {
            for (number, pattern) in data.patterns.iter().enumerate() {
                let place = matcher.entries.len();
                patterns.push(pattern);
                matcher.entries.push(Entry { rule, number, polar: data.polar });
                for words in first_words(pattern) {
                    matcher.index(words, place);
                }
            }
        }
        matcher.asked = Asked::new(&patterns);
        matcher.rules = rules;
        matcher
    }

    fn index(&mut self, words: &Words, place: usize) {
        if words.any {
            self.anywhere.push(place);
        }
        for &literal in &words.literals {
            self.by_word.entry(literal).or_default().push(place);
        }
        for prefix in &words.prefixes {
            let letter = prefix.chars().next().unwrap_or_default();
            self.by_letter.entry(letter).or_default().push(place);
        }
        self.classes.0 |= words.classes.0;
        for (bit, places) in self.by_class.iter_mut().enumerate() {
            if words.classes.0 >> bit & 1 == 1 {
                places.push(place);
            }
        }
    }

    /// All rules that it was made with, those of the other side too: [`Fired::rule`] is a place among them.
    #[must_use]
    pub fn rules(&self) -> &[Arc<RuleData>] {
        &self.rules
    }

    /// Has names read as names, whatever their words mean.
    pub(crate) fn ignore(&mut self, names: &[Vec<u64>]) {
        for name in names {
            if let Some(&first) = name.first() {
                self.ignored.entry(first).or_default().push(name.clone());
            }
        }
        // The longest name wins where several begin alike.
        self.ignored.values_mut().for_each(|names| names.sort_by_key(|name| core::cmp::Reverse(name.len())));
    }

    /// Masks the names to ignore; returns where they stand.
    pub(crate) fn mask(&self, tokens: &mut [Token]) -> Vec<Span> {
        let mut spans = Vec::new();
        if self.ignored.is_empty() {
            return spans;
        }
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let names = self.ignored.get(&token.key).map(Vec::as_slice).unwrap_or_default();
            let stands = |name: &&Vec<u64>| {
                let here = tokens.get(at..at + name.len()).unwrap_or_default();
                here.len() == name.len() && here.iter().map(|token| token.key).eq(name.iter().copied())
            };
            let length = names.iter().find(stands).map_or(0, Vec::len);
            for token in tokens.iter_mut().skip(at).take(length) {
                token.mask();
                spans.push(token.span);
            }
            at += length.max(1);
        }
        spans
    }

    /// Forgets the rules that `is_off` names.
    pub fn disable(&mut self, is_off: impl Fn(usize) -> bool) {
        let is_on = |&place: &usize| self.entries.get(place).is_some_and(|entry| !is_off(entry.rule));
        let lists = self.by_word.values_mut().chain(self.by_letter.values_mut()).chain(&mut self.by_class);
        lists.chain([&mut self.anywhere]).for_each(|list| list.retain(is_on));
    }

    /// The patterns that a token can begin.
    fn candidates<'a>(&'a self, token: &Token) -> impl Iterator<Item = usize> + use<'a> {
        let starting = |key| self.by_word.get(&upper(key)).map(Vec::as_slice).unwrap_or_default();
        let alternative = token.alternative.map(starting).unwrap_or_default();
        let letter = token.form.chars().next().filter(|_| token.kind == Kind::Word);
        let prefixed = letter.and_then(|letter| self.by_letter.get(&letter)).map(Vec::as_slice).unwrap_or_default();
        let classes = token.classes.0 & self.classes.0;
        let classed = self.by_class.iter().enumerate().filter(move |(bit, _)| classes >> bit & 1 == 1);
        let anywhere = if token.kind == Kind::Word { self.anywhere.as_slice() } else { &[] };
        anywhere
            .iter()
            .chain(starting(token.key))
            .chain(alternative)
            .chain(prefixed)
            .chain(classed.flat_map(|(_, list)| list))
            .copied()
    }

    /// The first match of each rule, in the order of the rules.
    #[must_use]
    pub fn run(&self, text: &Tokens<'_>) -> Vec<Fired> {
        let rules = &self.rules;
        let mut fired: Vec<Option<Fired>> = vec![None; rules.len()];
        let met = self.asked.met(text.tokens);
        for (at, token) in text.tokens.iter().enumerate() {
            for place in self.candidates(token).filter(|&place| met.has(place)) {
                let Some(&Entry { rule, number, polar }) = self.entries.get(place) else { continue };
                let Some(slot) = fired.get_mut(rule).filter(|slot| slot.is_none()) else { continue };
                if !text.suits(at, polar) {
                    continue;
                }
                let patterns = rules.get(rule).map(|data| data.patterns.as_slice()).unwrap_or_default();
                let pattern = patterns.get(number).map(Vec::as_slice).unwrap_or_default();
                if let Some(last) = text.matches(pattern, at) {
                    *slot = Some(Fired { rule, first: at, last });
                }
            }
        }
        fired.into_iter().flatten().collect()
    }
}

/// The words that a match can begin with: the leading optional ones and the first that is not.
fn first_words(pattern: &[Element]) -> Vec<&Words> {
    let mut first = Vec::new();
    for element in pattern {
        match element {
            Element::Words { words, optional } => {
                first.push(words);
                if !optional {
                    break;
                }
            }
            Element::Start | Element::End => {}
            Element::Gap(_) => break,
        }
    }
    first
}

/// The words that one step after the first ones takes, of those that must be met and take words alone: of the step whose
/// words are rarest in patterns, and so, it is taken, in texts.
fn asked_words<'p>(pattern: &'p [Element], times: &Times) -> Option<&'p [u32]> {
    let words = pattern.iter().filter_map(|element| match element {
        Element::Words { words, optional } => Some((words, *optional)),
        Element::Start | Element::End | Element::Gap(_) => None,
    });
    let is_asked = |(words, optional): &(&Words, bool)| {
        !optional && !words.any && !words.end && words.prefixes.is_empty() && words.classes == ClassSet::default()
    };
    let literals = words.skip(first_words(pattern).len()).filter(is_asked).map(|(words, _)| words.literals.as_slice());
    literals.min_by_key(|words| times.of(words))
}

/// The tokens of a text with what matching asks of them.
pub struct Tokens<'d> {
    /// The tokens.
    pub tokens: &'d [Token],
    /// Their sentences.
    pub sentences: &'d [usize],
    /// Their scopes.
    pub scopes: &'d [Scope],
}

impl Tokens<'_> {
    fn suits(&self, at: usize, polar: Polar) -> bool {
        let scope = self.scopes.get(at).copied().unwrap_or_default();
        match polar {
            Polar::Any => true,
            Polar::Affirmed => scope.is_affirmed(),
            Polar::Negated => !scope.is_affirmed(),
        }
    }

    /// One past the last token of the shortest match of `pattern` that begins at token `at`.
    fn matches(&self, pattern: &[Element], at: usize) -> Option<usize> {
        let sentence = *self.sentences.get(at)?;
        self.step(pattern, at, sentence)
    }

    fn inside(&self, at: usize, sentence: usize) -> bool {
        self.sentences.get(at) == Some(&sentence)
    }

    /// A sentence starts here, but for marks that open it.
    fn is_start(&self, at: usize, sentence: usize) -> bool {
        let opens = |at: usize| {
            let kind = self.tokens.get(at).map(|token| token.kind);
            !self.inside(at, sentence) || matches!(kind, Some(Kind::Mark | Kind::Handle | Kind::Emoji))
        };
        (at.saturating_sub(OUTER_MARKS)..at).all(opens)
    }

    /// The sentence ends here, but for marks that close it.
    fn is_end(&self, at: usize, sentence: usize) -> bool {
        let closes = |at: usize| {
            let kind = self.tokens.get(at).map(|token| token.kind);
            !self.inside(at, sentence) || matches!(kind, Some(Kind::Mark | Kind::Emoji))
        };
        (at..at + OUTER_MARKS).all(closes)
    }

    /// The sentence ends here and no mark says how.
    fn is_bare_end(&self, at: usize, sentence: usize) -> bool {
        let is_mark = |token: &Token| token.kind == Kind::Mark && self.inside(at, sentence);
        !self.tokens.get(at).is_some_and(is_mark) && self.is_end(at, sentence)
    }

    /// The sentence in which a pattern goes on after `last`: where it says what follows a question mark, that of the answer.
    fn goes_on(&self, last: &Token, next: usize, sentence: usize, rest: &[Element]) -> usize {
        let is_question = last.kind == Kind::Mark && last.form.starts_with('?');
        let answer =
            self.sentences.get(next).filter(|_| is_question && matches!(rest.first(), Some(Element::Words { .. })));
        answer.copied().unwrap_or(sentence)
    }

    fn step(&self, pattern: &[Element], at: usize, sentence: usize) -> Option<usize> {
        let Some((element, rest)) = pattern.split_first() else { return Some(at) };
        match element {
            Element::Start => self.is_start(at, sentence).then(|| self.step(rest, at, sentence)).flatten(),
            Element::End => self.is_end(at, sentence).then(|| self.step(rest, at, sentence)).flatten(),
            Element::Words { words, optional } => {
                let token = self.tokens.get(at).filter(|_| self.inside(at, sentence));
                let taken = token.filter(|token| words.meets(token));
                let passes = || *optional || (words.end && self.is_bare_end(at, sentence));
                taken
                    .and_then(|token| self.step(rest, at + 1, self.goes_on(token, at + 1, sentence, rest)))
                    .or_else(|| passes().then(|| self.step(rest, at, sentence)).flatten())
            }
            Element::Gap(width) => (0..=usize::from(*width))
                .take_while(|&skip| skip == 0 || self.inside(at + skip - 1, sentence))
                .find_map(|skip| self.step(rest, at + skip, sentence)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded_lexicon_for_tests;
    use crate::detect::scope::scopes;
    use crate::text::{split_sentences, tokenize};

    fn found(pattern: &str, polar: Polar, text: &str) -> Option<String> {
        let lexicon = embedded_lexicon_for_tests();
        let rule = RuleData {
            id: "test".to_owned(),
            side: Side::Customer,
            patterns: vec![compile(pattern, lexicon).unwrap()],
            effects: Vec::new(),
            polar,
            explicit: false,
            message: String::new(),
        };
        let (tokens, normalized) = tokenize(text, lexicon);
        let sentences = split_sentences(&tokens, &normalized, lexicon);
        let scopes = scopes(&tokens, &sentences, lexicon);
        let text_of = Tokens { tokens: &tokens, sentences: &sentences, scopes: &scopes };
        let fired = Matcher::new(vec![rule], Side::Customer).run(&text_of);
        let first = fired.first()?;
        let span = tokens[first.first].span.to(&tokens[first.last - 1].span);
        Some(span.slice(text).to_owned())
    }

    #[test]
    fn steps_meet_what_they_say() {
        let any = |pattern, text| found(pattern, Polar::Any, text);
        assert_eq!(any("no|without ..2 problem*", "So far no big problems!").as_deref(), Some("no big problems"));
        assert_eq!(any("no ..1 problem", "no. A problem"), None, "a pattern stays in its sentence");
        assert_eq!(any("^ thanks !? $", "Thanks!").as_deref(), Some("Thanks!"));
        assert_eq!(any("^ thanks $", "many thanks"), None);
        assert_eq!(any("so late", "Soooo late").as_deref(), Some("Soooo late"));
        assert_eq!(any("what ?", "what?").as_deref(), Some("what?"));
        assert_eq!(any("número de? pedido", "el NUMERO pedido").as_deref(), Some("NUMERO pedido"));
        assert_eq!(any("^ please? relax", "Please relax.").as_deref(), Some("Please relax"));
        assert_eq!(any("^ please? relax", "Relax.").as_deref(), Some("Relax"));
        assert_eq!(any("paid <money>", "I paid £20 for it").as_deref(), Some("paid £20"));
    }

    #[test]
    fn an_alternative_may_be_the_end() {
        let any = |pattern, text| found(pattern, Polar::Any, text);
        let pattern = "good enough .|guys|$";
        assert_eq!(any(pattern, "It is not good enough").as_deref(), Some("good enough"));
        assert_eq!(any(pattern, "Not good enough guys").as_deref(), Some("good enough guys"));
        assert_eq!(any(pattern, "Not good enough 😡").as_deref(), Some("good enough"));
        assert_eq!(any(pattern, "It is good enough for me"), None);
        assert_eq!(any(pattern, "Is it good enough?"), None, "its mark says that this is asked");
    }

    #[test]
    fn an_answer_is_read_with_its_question() {
        let any = |pattern, text| found(pattern, Polar::Any, text);
        let pattern = "happy ..4 ?|?? not|nope ..2 slightest|all|.|$";
        assert_eq!(
            any(pattern, "Happy with it? Not in the slightest.").as_deref(),
            Some("Happy with it? Not in the slightest")
        );
        assert_eq!(any(pattern, "happy?? nope").as_deref(), Some("happy?? nope"));
        assert_eq!(any(pattern, "I am happy. Not at all."), None, "only a question goes on");
        assert_eq!(any("happy ..4 not", "Happy? Not at all."), None, "only where the pattern names its mark");
        assert_eq!(any("happy ? $", "Happy? Not at all.").as_deref(), Some("Happy?"));
    }

    #[test]
    fn scopes_decide_where_they_are_asked_for() {
        assert_eq!(found("angry", Polar::Affirmed, "I am not angry"), None);
        assert!(found("angry", Polar::Negated, "I am not angry").is_some());
        assert!(found("angry", Polar::Affirmed, "I am angry").is_some());
    }

    #[test]
    fn bad_patterns_are_named() {
        let error = |pattern| compile(pattern, embedded_lexicon_for_tests()).unwrap_err();
        assert_eq!(error("a ..99 b").kind(), ErrorKind::InvalidPattern);
        assert!(error("a ..99 b").to_string().contains("limits of 1 to 20"));
        assert!(error("..2 b").to_string().contains("must begin"));
        assert!(error("b|$ c").to_string().contains("must begin"));
        assert!(error("a ..2").to_string().contains("must not end"));
        assert!(error("a <nonsense>").to_string().contains("nonsense"));
        assert!(error("a b||c").to_string().contains("empty alternative"));
    }
}
