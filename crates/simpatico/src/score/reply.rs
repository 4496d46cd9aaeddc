//! The judgement of one reply against the message it answers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::data::{Model, Pack};
use crate::detect::{Bench, CustomerHeads, Document, Matcher, Reading, RuleEffects, Scores, family, score};
use crate::error::Error;
use crate::label::{Antipattern, Emotion, Label, Opportunity, Pillar, Risk, Technique};
use crate::score::advice::{Suggestion, suggest};
use crate::score::coverage::{Coverages, cover};
use crate::score::empathy::{Empathy, Ingredients, empathy, sum};
use crate::score::signals::{CustomerState, REPLY_SIGNALS, reply_signals};
use crate::span::{Evidence, rounded, rounded_option};

/// How well a reply responds: what was met, what was missed, what harmed, and how to do better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReplyScore<'t> {
    /// The whole, 0 to 100.
    pub empathy: Empathy,
    /// The five pillars.
    pub pillars: Pillars,
    /// All ten techniques, in the codebook's order.
    pub techniques: Vec<TechniqueScore<'t>>,
    /// What harmed, strongest first.
    pub antipatterns: Vec<AntipatternScore<'t>>,
    /// Which needs were answered.
    pub coverage: Coverages,
    /// The reply is in the customer's language.
    pub language_match: bool,
    /// At most three ways to do better, largest gain first.
    pub suggestions: Vec<Suggestion<'t>>,
}

/// The five pillars, each 0 to 100; `None` where nothing it judges was called for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pillars {
    /// Paraphrase, clarifying question.
    #[serde(serialize_with = "rounded_option")]
    pub active_listening: Option<f64>,
    /// Perspective taking.
    #[serde(serialize_with = "rounded_option")]
    pub perspective_taking: Option<f64>,
    /// Emotional acknowledgement, reassurance, apology, appreciation.
    #[serde(serialize_with = "rounded_option")]
    pub empathetic_language: Option<f64>,
    /// Concrete action, proactive support.
    #[serde(serialize_with = "rounded_option")]
    pub action: Option<f64>,
    /// Personalisation, and the absence of robotic wording.
    #[serde(serialize_with = "rounded_option")]
    pub human_touch: Option<f64>,
}

/// One technique in a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TechniqueScore<'t> {
    /// Which.
    pub label: Technique,
    /// 0 absent, 1 weak or generic, 2 strong and specific.
    pub level: u8,
    /// Probability that it is there at level 1 or more.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Called for or not, given or not.
    pub opportunity: Opportunity,
    /// Where given, the reply's words; where missed, the customer's words that called for it (`of` is `"customer"`).
    pub evidence: Vec<Evidence<'t>>,
}

/// One antipattern in a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AntipatternScore<'t> {
    /// Which.
    pub label: Antipattern,
    /// Probability that it is there.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// The reply's words; contributions are log-odds.
    pub evidence: Vec<Evidence<'t>>,
}

/// Places of the reply model's heads, looked up once.
#[derive(Debug)]
pub(crate) struct ReplyHeads {
    given: Vec<usize>,
    strong: Vec<usize>,
    antipatterns: Vec<usize>,
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

/// Judges a reply, with its evidence and with advice.
pub(crate) fn judge<'t>(judge: &Judge<'_>, customer: &Reading<'t>, reply: &'t str) -> ReplyScore<'t> {
    let state = judge.state(&customer.scores);
    let verdict = judge.verdict(customer, &state, reply);
    let bench = Bench {
        document: &verdict.document,
        scores: &verdict.scores,
        model: &judge.pack.reply,
        effects: judge.effects,
        pack: judge.pack,
    };
    let asking = Bench {
        document: &customer.document,
        scores: &customer.scores,
        model: &judge.pack.customer,
        effects: judge.customer_effects,
        pack: judge.pack,
    };
    let techniques: Vec<TechniqueScore<'t>> =
        Technique::ALL.iter().map(|&technique| technique_score(judge, &verdict, &bench, &asking, technique)).collect();
    let antipatterns: Vec<AntipatternScore<'t>> = bench
        .asserted::<Antipattern>(&judge.heads.antipatterns)
        .into_iter()
        .map(|found| AntipatternScore { label: found.label, score: found.score, evidence: found.evidence })
        .collect();
    let action_needed = verdict.needed.get(Technique::ConcreteAction.index()).copied().unwrap_or_default();
    let coverage = cover(&customer.analysis, action_needed, verdict.coverage, &verdict.levels);
    let codes = [customer.document.language(), verdict.document.language()];
    let language_match = codes[0] == codes[1] || codes.iter().any(|code| matches!(*code, "mixed" | "unknown"));
    let suggestions = suggest(judge, customer, &state, &verdict, &techniques, &antipatterns);
    ReplyScore {
        empathy: verdict.empathy,
        pillars: pillars(&techniques, &antipatterns),
        techniques,
        antipatterns,
        coverage,
        language_match,
        suggestions,
    }
}

fn technique_score<'t>(
    judge: &Judge<'_>,
    verdict: &Verdict<'t>,
    bench: &Bench<'_, 't>,
    asking: &Bench<'_, 't>,
    technique: Technique,
) -> TechniqueScore<'t> {
    let place = technique.index();
    let at = |heads: &[usize]| heads.get(place).copied().unwrap_or_default();
    let level = verdict.levels.get(place).copied().unwrap_or_default();
    let needed = verdict.needed.get(place).copied().unwrap_or_default();
    let opportunity = match (needed, level > 0) {
        (true, true) => Opportunity::Met,
        (true, false) => Opportunity::Missed,
        (false, true) => Opportunity::Extra,
        (false, false) => Opportunity::NotNeeded,
    };
    let (given, strong) = (at(&judge.heads.given), at(&judge.heads.strong));
    let evidence = match opportunity {
        Opportunity::NotNeeded => Vec::new(),
        Opportunity::Missed => {
            let mut evidence = asking.evidence(at(&judge.customer_heads.needed)).0;
            evidence.retain(|evidence| evidence.contribution > 0.0);
            evidence.iter_mut().for_each(|evidence| evidence.of = Some(Cow::Borrowed("customer")));
            evidence
        }
        Opportunity::Met | Opportunity::Extra => bench.evidence(if level == 2 { strong } else { given }).0,
    };
    let score = verdict.scores.reported(given).max(verdict.scores.reported(strong));
    TechniqueScore { label: technique, level, score, opportunity, evidence }
}

/// Each pillar: the mean level of what was called for, over 2, times 100. Robotic wording halves the human touch.
fn pillars(techniques: &[TechniqueScore<'_>], antipatterns: &[AntipatternScore<'_>]) -> Pillars {
    let is_robotic = antipatterns.iter().any(|found| found.label == Antipattern::Robotic);
    let mean = |pillar: Pillar| {
        let of_pillar = techniques.iter().filter(|technique| technique.label.pillar() == pillar);
        let called_for: Vec<f64> = of_pillar
            .filter(|technique| matches!(technique.opportunity, Opportunity::Met | Opportunity::Missed))
            .map(|technique| f64::from(technique.level) * 50.0)
            .collect();
        let count = called_for.len() as f64;
        (!called_for.is_empty()).then(|| called_for.iter().sum::<f64>() / count)
    };
    // A person is always called for: without a finer call, given personalisation or canned wording decides.
    let personal = techniques.iter().find(|technique| technique.label == Technique::Personalisation);
    let level = personal.map_or(0.0, |technique| f64::from(technique.level) * 50.0);
    let human_touch = mean(Pillar::HumanTouch).or_else(|| (is_robotic || level > 0.0).then_some(level));
    Pillars {
        active_listening: mean(Pillar::ActiveListening),
        perspective_taking: mean(Pillar::PerspectiveTaking),
        empathetic_language: mean(Pillar::EmpatheticLanguage),
        action: mean(Pillar::Action),
        human_touch: human_touch.map(|touch| if is_robotic { touch / 2.0 } else { touch }),
    }
}
