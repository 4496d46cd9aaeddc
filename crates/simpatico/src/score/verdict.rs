//! The scores of a reply, before anybody asks which words made them: cheap enough for every variant that a suggestion
//! tries.

use crate::data::Model;
use crate::detect::{CustomerHeads, Document, Reading, Scorer, Scores, family};
use crate::error::Error;
use crate::label::{Antipattern, Label, Risk, Technique};
use crate::score::empathy::{Empathy, Formula, Ingredients};
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
    pub(crate) customer: &'a Scorer,
    pub(crate) customer_heads: &'a CustomerHeads,
    pub(crate) reply: &'a Scorer,
    pub(crate) heads: &'a ReplyHeads,
    pub(crate) formula: &'a Formula,
    /// A cheaper scorer of replies and its sum, for the many variants that suggestions try, where this one has a
    /// network.
    pub(crate) draft: Option<(&'a Scorer, &'a Formula)>,
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
    /// The same judge without its network, where it has one.
    pub(crate) fn drafting(&self) -> Option<Self> {
        self.draft.map(|(reply, formula)| Self { reply, formula, draft: None, ..*self })
    }

    /// What a message's scores mean for the replies to it.
    pub(crate) fn state(&self, customer: &Scores) -> CustomerState {
        let heads = self.customer_heads;
        let at = |head: usize| customer.reported(head) as f32;
        let all = |heads: &[usize]| heads.iter().map(|&head| at(head)).collect::<Vec<f32>>();
        let vulnerability = heads.risks.get(Risk::Vulnerability.index()).map_or(0.0, |&head| at(head));
        let graded = [at(heads.sentiment), at(heads.urgency), at(heads.effort)];
        CustomerState::new(graded, &all(&heads.emotions), vulnerability, all(&heads.needed))
    }

    /// Scores a reply, without evidence and advice: cheap enough for every variant that a suggestion tries.
    pub(crate) fn verdict<'t>(&self, customer: &Reading<'_>, state: &CustomerState, reply: &'t str) -> Verdict<'t> {
        let scorer = self.reply;
        let document = Document::read(reply, &scorer.pack, &scorer.matcher);
        let signals = reply_signals(&customer.document, state, &document, &scorer.pack);
        let scores = scorer.score(&document, &signals, scorer.read_pair(&customer.document, &document));
        let asserted = |head: usize| scorer.asserts(head, scores.reported(head));
        let levels: Vec<u8> = self
            .heads
            .given
            .iter()
            .zip(&self.heads.strong)
            .map(|(&given, &strong)| match (asserted(given), asserted(strong)) {
                (_, true) => 2,
                (true, false) => 1,
                (false, false) => 0,
            })
            .collect();
        let needed: Vec<bool> = self
            .customer_heads
            .needed
            .iter()
            .map(|&head| self.customer.asserts(head, customer.scores.reported(head)))
            .collect();
        let harmed: Vec<bool> = self.heads.antipatterns.iter().map(|&head| asserted(head)).collect();
        let parts = self.parts(&scores, state);
        let coverage = parts.coverage;
        let empathy = self.formula.score(&parts, self.is_capped(customer, &levels, &needed, &harmed));
        Verdict { document, scores, levels, needed, coverage, empathy }
    }

    /// The ingredients of the empathy score.
    fn parts(&self, scores: &Scores, state: &CustomerState) -> Ingredients {
        let heads = self.heads;
        let given = heads.given.iter().zip(&heads.strong);
        let given = given.map(|(&given, &strong)| (scores.reported(given), scores.reported(strong)));
        let harmed = heads.antipatterns.iter().map(|&head| scores.reported(head)).collect();
        Ingredients::new(state, given, harmed, scores.reported(heads.coverage), scores.raw(heads.wording))
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
