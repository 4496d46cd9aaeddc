//! The scores of a reply, before anybody asks which words made them: cheap enough for every variant that a suggestion
//! tries.

use crate::data::Model;
use crate::detect::{CustomerHeads, Document, Reading, Scorer, Scores, family};
use crate::error::Error;
use crate::label::{Antipattern, Coverage, Label, Risk, Technique};
use crate::score::coverage::{CoverageSums, coverage_terms};
use crate::score::empathy::{Empathy, Formula, Ingredients};
use crate::score::pillars::Pillars;
use crate::score::rubric::Rubric;
use crate::score::signals::{Asked, CustomerState, REPLY_SIGNALS, Said, reply_signals};

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
    pub(crate) coverage: &'a CoverageSums,
    pub(crate) rubric: &'a Rubric,
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
    pub(crate) coverage: Coverage,
    pub(crate) pillars: Pillars,
    pub(crate) empathy: Empathy,
}

impl Judge<'_> {
    /// The same judge without its network, where it has one.
    pub(crate) fn drafting(&self) -> Option<Self> {
        self.draft.map(|(reply, formula)| Self { reply, formula, draft: None, ..*self })
    }

    /// A message as the replies to it are compared with it.
    pub(crate) fn asked<'r, 't>(&'r self, customer: &'r Reading<'t>) -> Asked<'r, 't> {
        Asked::new(&customer.document, self.state(&customer.scores), &self.reply.pack)
    }

    /// What a message's scores mean for the replies to it.
    fn state(&self, customer: &Scores) -> CustomerState {
        let heads = self.customer_heads;
        let at = |head: usize| customer.reported(head) as f32;
        let all = |heads: &[usize]| heads.iter().map(|&head| at(head)).collect::<Vec<f32>>();
        let vulnerability = heads.risks.get(Risk::Vulnerability.index()).map_or(0.0, |&head| at(head));
        let graded = [at(heads.sentiment), at(heads.urgency), at(heads.effort)];
        CustomerState::new(graded, &all(&heads.emotions), vulnerability, all(&heads.needed))
    }

    /// Scores a reply, without evidence and advice: cheap enough for every variant that a suggestion tries.
    pub(crate) fn verdict<'t>(&self, customer: &Reading<'_>, asked: &Asked<'_, '_>, reply: &'t str) -> Verdict<'t> {
        let scorer = self.reply;
        let (document, said) = Said::read(reply, &scorer.pack, &scorer.matcher);
        let signals = reply_signals(asked, &document, &said, &scorer.pack);
        let length = f64::from(said.length());
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
        let parts = self.parts(&scores, &asked.state, length);
        let given: Vec<(f64, f64)> = self.given(&scores).collect();
        let whole = scores.raw(self.heads.coverage);
        let terms: Vec<f64> = coverage_terms(whole, &given, &parts.harmed, &asked.state.needed).collect();
        let coverage = self.coverage.of(&terms);
        let is_robotic = harmed.get(Antipattern::Robotic.index()).copied().unwrap_or_default();
        let pillars = Pillars::new(&levels, &needed, is_robotic, self.rubric);
        let sum = self.formula.sum(&parts);
        let points = match &self.rubric.weights {
            Some(weights) => weights.points(&pillars, &harmed),
            None => self.formula.points(sum),
        };
        let score = points.min(self.cap(customer, &levels, &needed, &harmed));
        let empathy = self.formula.empathy(sum, score, self.rubric);
        Verdict { document, scores, levels, needed, coverage, pillars, empathy }
    }

    /// For each technique the probabilities of level 1 or more and of level 2.
    fn given<'s>(&'s self, scores: &'s Scores) -> impl Iterator<Item = (f64, f64)> + 's {
        let given = self.heads.given.iter().zip(&self.heads.strong);
        given.map(|(&given, &strong)| (scores.reported(given), scores.reported(strong)))
    }

    /// The ingredients of the empathy score.
    fn parts(&self, scores: &Scores, state: &CustomerState, length: f64) -> Ingredients {
        let heads = self.heads;
        let given = self.given(scores);
        let harmed = heads.antipatterns.iter().map(|&head| scores.reported(head)).collect();
        Ingredients::new(state, given, harmed, scores.reported(heads.coverage), scores.raw(heads.wording), length)
    }

    /// The highest score that the reply can have: a severe antipattern, a person in distress left unanswered, warmth
    /// without the step that was called for.
    fn cap(&self, customer: &Reading<'_>, levels: &[u8], needed: &[bool], harmed: &[bool]) -> f64 {
        let level = |technique: Technique| levels.get(technique.index()).copied().unwrap_or_default();
        let is_unanswered = harmed.get(Antipattern::UnansweredNeed.index()).copied().unwrap_or_default();
        let needs_action = needed.get(Technique::ConcreteAction.index()).copied().unwrap_or_default();
        let no_step = needs_action
            && level(Technique::ConcreteAction) == 0
            && level(Technique::ProactiveSupport) == 0
            && level(Technique::ClarifyingQuestion) == 0;
        let rubric = self.rubric;
        let left_alone = is_unanswered && customer.analysis.is_distressed();
        let own = [(left_alone, rubric.left_alone), (no_step, rubric.no_step)];
        own.into_iter().filter(|(is_so, _)| *is_so).map(|(_, cap)| cap).fold(rubric.cap(harmed), f64::min)
    }
}
