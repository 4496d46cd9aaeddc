//! The scores of a reply, before anybody asks which words made them: cheap enough for every variant that a suggestion
//! tries.

use crate::data::{Model, Pack};
use crate::detect::{CustomerHeads, Document, Matcher, Reading, RuleEffects, Scores, family, score};
use crate::error::Error;
use crate::label::{Antipattern, Emotion, Label, Risk, Technique};
use crate::score::empathy::{Empathy, Ingredients, empathy, sum};
use crate::score::signals::{CustomerState, REPLY_SIGNALS, reply_signals};

/// Places of the reply model's heads, looked up once.
#[derive(Debug)]
pub(crate) struct ReplyHeads {
    pub(crate) given: Vec<usize>,
    pub(crate) strong: Vec<usize>,
    pub(crate) antipatterns: Vec<usize>,
    coverage: usize,
    wording: usize,
}

impl ReplyHeads {
    pub(crate) fn new(model: &Model) -> Result<Self, Error> {
        model.check_signals(REPLY_SIGNALS)?;
        let strong = |technique: &Technique| model.head(&format!("techniques.{technique}.strong"));
        Ok(Self {
            given: family::<Technique>(model, Technique::FAMILY)?,
            strong: Technique::ALL.iter().map(strong).collect::<Result<_, _>>()?,
            antipatterns: family::<Antipattern>(model, Antipattern::FAMILY)?,
            coverage: model.head("coverage")?,
            wording: model.head("empathy")?,
        })
    }
}

/// Everything a judgement is made with.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) customer_heads: &'a CustomerHeads,
    pub(crate) customer_effects: &'a RuleEffects,
    pub(crate) heads: &'a ReplyHeads,
    pub(crate) effects: &'a RuleEffects,
    pub(crate) matcher: &'a Matcher,
}

/// A reply, read and scored, before its evidence is looked for.
pub(crate) struct Verdict<'t> {
    pub(crate) document: Document<'t>,
    pub(crate) scores: Scores,
    pub(crate) levels: Vec<u8>,
    pub(crate) needed: Vec<bool>,
    pub(crate) coverage: f64,
    pub(crate) empathy: Empathy,
}

impl Judge<'_> {
    /// What a message's scores mean for the replies to it.
    pub(crate) fn state(&self, customer: &Scores) -> CustomerState {
        let heads = self.customer_heads;
        let at = |head: usize| customer.reported(head) as f32;
        let either = |emotions: &[Emotion]| {
            let none: f32 =
                emotions.iter().filter_map(|e| heads.emotions.get(e.index())).map(|&head| 1.0 - at(head)).product();
            1.0 - none
        };
        CustomerState {
            sentiment: at(heads.sentiment),
            urgency: at(heads.urgency),
            effort: at(heads.effort),
            anger: either(&[Emotion::Anger, Emotion::Frustration]),
            anxiety: either(&[Emotion::Anxiety]),
            sadness: either(&[Emotion::Sadness, Emotion::Disappointment]),
            joy: either(&[Emotion::Joy, Emotion::Gratitude, Emotion::Relief]),
            vulnerability: heads.risks.get(Risk::Vulnerability.index()).map_or(0.0, |&head| at(head)),
            needed: heads.needed.iter().map(|&head| at(head)).collect(),
        }
    }

    /// Scores a reply, without evidence and advice: cheap enough for every variant that a suggestion tries.
    pub(crate) fn verdict<'t>(&self, customer: &Reading<'_>, state: &CustomerState, reply: &'t str) -> Verdict<'t> {
        let document = Document::read(reply, self.pack, self.matcher);
        let signals = reply_signals(&customer.document, state, &document, self.pack);
        let model = &self.pack.reply;
        let scores = score(&document, model, self.effects, &signals);
        let asserted = |model: &Model, scores: &Scores, head: usize| {
            scores.reported(head) >= model.data.heads.get(head).map_or(1.0, |head| f64::from(head.threshold))
        };
        let levels: Vec<u8> = self
            .heads
            .given
            .iter()
            .zip(&self.heads.strong)
            .map(|(&given, &strong)| match (asserted(model, &scores, given), asserted(model, &scores, strong)) {
                (_, true) => 2,
                (true, false) => 1,
                (false, false) => 0,
            })
            .collect();
        let needed: Vec<bool> = self
            .customer_heads
            .needed
            .iter()
            .map(|&head| asserted(&self.pack.customer, &customer.scores, head))
            .collect();
        let harmed: Vec<bool> = self.heads.antipatterns.iter().map(|&head| asserted(model, &scores, head)).collect();
        let parts = self.parts(&scores, state);
        let coverage = parts.coverage;
        let raw = sum(&parts, &self.pack.empathy);
        let is_capped = self.is_capped(customer, &levels, &needed, &harmed);
        let empathy = empathy(raw, is_capped, &self.pack.empathy);
        Verdict { document, scores, levels, needed, coverage, empathy }
    }

    /// The ingredients of the empathy score.
    pub(crate) fn parts(&self, scores: &Scores, state: &CustomerState) -> Ingredients {
        let expected = |(&given, &strong): (&usize, &usize)| {
            let (given, strong) = (scores.reported(given), scores.reported(strong));
            (given.max(strong) + strong) / 2.0
        };
        Ingredients {
            needed: state.needed.iter().map(|&needed| f64::from(needed)).collect(),
            given: self.heads.given.iter().zip(&self.heads.strong).map(expected).collect(),
            harmed: self.heads.antipatterns.iter().map(|&head| scores.reported(head)).collect(),
            coverage: scores.reported(self.heads.coverage).clamp(0.0, 1.0),
            wording: scores.raw(self.heads.wording),
            distress: f64::from((-state.sentiment).max(0.0).max(state.vulnerability)),
        }
    }

    /// The codebook's caps: a severe antipattern, a person in distress left unanswered, warmth without the step that
    /// was called for.
    fn is_capped(&self, customer: &Reading<'_>, levels: &[u8], needed: &[bool], harmed: &[bool]) -> bool {
        let harms = |antipattern: Antipattern| harmed.get(antipattern.index()).copied().unwrap_or_default();
        let level = |technique: Technique| levels.get(technique.index()).copied().unwrap_or_default();
        let is_severe = Antipattern::ALL.iter().any(|&antipattern| antipattern.is_severe() && harms(antipattern));
        let left_alone = harms(Antipattern::UnansweredNeed) && customer.analysis.is_distressed();
        let needs_action = needed.get(Technique::ConcreteAction.index()).copied().unwrap_or_default();
        let no_step = needs_action
            && level(Technique::ConcreteAction) == 0
            && level(Technique::ProactiveSupport) == 0
            && level(Technique::ClarifyingQuestion) == 0;
        is_severe || left_alone || no_step
    }
}
