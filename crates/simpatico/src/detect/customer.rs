//! The analysis of a customer's message: all families of the codebook's first section.

use serde::{Deserialize, Serialize};

use crate::data::Model;
use crate::detect::document::Document;
use crate::detect::linear::{CustomScore, Scorer, Scores};
use crate::detect::signals::{CUSTOMER_SIGNALS, customer_signals};
use crate::error::Error;
use crate::label::{
    AbstainReason, Band, Emotion, EmotionalNeed, Expressed, Label, Phase, Polarity, Reason, Relationship, Risk,
    ServiceNeed, Target, Technique,
};
use crate::span::{Evidence, rounded};
use crate::text::{Kind, Language};

/// What a customer's message shows. Lists hold only what is asserted, strongest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis<'t> {
    /// The message's language.
    pub language: Language,
    /// How the customer feels about it, from -1 to 1.
    pub sentiment: Sentiment<'t>,
    /// Emotions shown; none for a calm message.
    pub emotions: Vec<EmotionScore<'t>>,
    /// What the customer wants done.
    pub service_needs: Vec<NeedScore<'t, ServiceNeed>>,
    /// What the customer needs to feel.
    pub emotional_needs: Vec<NeedScore<'t, EmotionalNeed>>,
    /// Why.
    pub reasons: Vec<ReasonScore<'t>>,
    /// What the feeling is about; `None` where there is none.
    pub target: Option<TargetScore>,
    /// Before, during or after the service.
    pub phase: PhaseScore,
    /// Customer or employee.
    pub relationship: RelationshipScore,
    /// What may follow.
    pub risks: Vec<RiskScore<'t>>,
    /// How pressing it is, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub urgency: f64,
    /// How much work the customer has already had, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub effort: f64,
    /// Labels of a company's own packs, strongest first; none without packs.
    #[serde(default)]
    pub custom: Vec<CustomScore<'t>>,
    /// Why no judgement is given; `None` for most messages.
    pub abstained: Option<Abstention>,
}

/// Sentiment: a score, its label and band, strength and certainty kept apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentiment<'t> {
    /// From -1 (very negative) to 1 (very positive).
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Negative, neutral, positive or mixed. The neutral zone is -0.2 to 0.2.
    pub label: Polarity,
    /// One of five bands, with borders at -0.6, -0.2, 0.2 and 0.6.
    pub band: Band,
    /// Strength of feeling, 0 to 1: the distance from 0, or for a mixed message the stronger side.
    #[serde(serialize_with = "rounded")]
    pub intensity: f64,
    /// Probability that the label is right, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// The words that carried the score; contributions are in points of -2 to 2.
    pub evidence: Vec<Evidence<'t>>,
    /// The part of `raw` that no evidence carries.
    #[serde(serialize_with = "rounded")]
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    #[serde(serialize_with = "rounded")]
    pub raw: f64,
}

macro_rules! scored {
    ($(#[$outer:meta])* $type:ident, $label:ty $(, $(#[$extra_meta:meta])* $extra:ident: $extra_type:ty)*) => {
        $(#[$outer])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct $type<'t> {
            /// Which.
            pub label: $label,
            /// Calibrated probability, 0 to 1.
            #[serde(serialize_with = "rounded")]
            pub score: f64,
            $($(#[$extra_meta])* pub $extra: $extra_type,)*
            /// The words that carried it, strongest first; contributions are log-odds.
            pub evidence: Vec<Evidence<'t>>,
            /// The part of `raw` that no evidence carries.
            #[serde(serialize_with = "rounded")]
            pub base: f64,
            /// The score before calibration: `base` plus the contributions.
            #[serde(serialize_with = "rounded")]
            pub raw: f64,
        }
    };
}

scored! {
    /// An emotion shown.
    EmotionScore, Emotion
}
scored! {
    /// A reason, bound to the emotions that stand with it.
    ReasonScore, Reason,
    /// Emotions whose words share a sentence with this reason's; all emotions where none does.
    emotions: Vec<Emotion>
}
scored! {
    /// A risk.
    RiskScore, Risk
}

/// A need, service or emotional.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedScore<'t, L> {
    /// Which.
    pub label: L,
    /// Calibrated probability, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Said, or read between the lines.
    pub expressed: Expressed,
    /// The words that carried it, strongest first; contributions are log-odds.
    pub evidence: Vec<Evidence<'t>>,
    /// The part of `raw` that no evidence carries.
    #[serde(serialize_with = "rounded")]
    pub base: f64,
    /// The score before calibration: `base` plus the contributions.
    #[serde(serialize_with = "rounded")]
    pub raw: f64,
}

/// What the feeling is about.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetScore {
    /// Which.
    pub label: Target,
    /// Probability, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
}

/// Where the message stands in the service encounter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhaseScore {
    /// Which.
    pub label: Phase,
    /// Probability, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
}

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationshipScore {
    /// Which.
    pub label: Relationship,
    /// Probability, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
}

/// Why the library holds its judgement back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abstention {
    /// The reason.
    pub reason: AbstainReason,
}

/// Places of the customer model's heads, looked up once.
#[derive(Debug)]
pub(crate) struct CustomerHeads {
    pub(crate) sentiment: usize,
    mixed: usize,
    pub(crate) emotions: Vec<usize>,
    pub(crate) service_needs: Vec<usize>,
    emotional_needs: Vec<usize>,
    reasons: Vec<usize>,
    pub(crate) risks: Vec<usize>,
    targets: Vec<usize>,
    no_target: usize,
    phases: Vec<usize>,
    employee: usize,
    pub(crate) urgency: usize,
    pub(crate) effort: usize,
    /// Which techniques the message calls for.
    pub(crate) needed: Vec<usize>,
}

impl CustomerHeads {
    pub(crate) fn new(model: &Model) -> Result<Self, Error> {
        model.check_signals(CUSTOMER_SIGNALS)?;
        Ok(Self {
            sentiment: model.head("sentiment")?,
            mixed: model.head("mixed")?,
            emotions: family::<Emotion>(model, Emotion::FAMILY)?,
            service_needs: family::<ServiceNeed>(model, ServiceNeed::FAMILY)?,
            emotional_needs: family::<EmotionalNeed>(model, EmotionalNeed::FAMILY)?,
            reasons: family::<Reason>(model, Reason::FAMILY)?,
            risks: family::<Risk>(model, Risk::FAMILY)?,
            targets: family::<Target>(model, Target::FAMILY)?,
            no_target: model.head("target.none")?,
            phases: family::<Phase>(model, Phase::FAMILY)?,
            employee: model.head("relationship.employee")?,
            urgency: model.head("urgency")?,
            effort: model.head("effort")?,
            needed: family::<Technique>(model, "needed")?,
        })
    }
}

/// Places of a family's heads, in the codebook's order.
pub(crate) fn family<L: Label>(model: &Model, family: &str) -> Result<Vec<usize>, Error> {
    L::ALL.iter().map(|label| model.head(&format!("{family}.{}", label.name()))).collect()
}

/// A message, read and scored; the judgement of a reply starts from it.
pub(crate) struct Reading<'t> {
    pub(crate) document: Document<'t>,
    pub(crate) scores: Scores,
    pub(crate) analysis: Analysis<'t>,
}

impl Reading<'_> {
    /// The same reading, of which nothing borrows the text; [`Reading::attach`] gives it back.
    pub(crate) fn detach(self) -> Reading<'static> {
        let Self { document, scores, analysis } = self;
        Reading { document: document.with_text(""), scores, analysis: analysis.into_owned() }
    }
}

impl Reading<'static> {
    /// A detached reading with the text that it was made from.
    pub(crate) fn attach(self, text: &str) -> Reading<'_> {
        let Self { document, scores, analysis } = self;
        Reading { document: document.with_text(text), scores, analysis }
    }
}

/// A label that is asserted, not yet given its own type.
pub(crate) struct Asserted<'t, L> {
    pub(crate) label: L,
    pub(crate) head: usize,
    pub(crate) score: f64,
    pub(crate) evidence: Vec<Evidence<'t>>,
    pub(crate) base: f64,
    pub(crate) raw: f64,
}

macro_rules! from_asserted {
    ($($type:ident: $label:ty),+) => {
        $(impl<'t> From<Asserted<'t, $label>> for $type<'t> {
            fn from(found: Asserted<'t, $label>) -> Self {
                let Asserted { label, score, evidence, base, raw, .. } = found;
                Self { label, score, evidence, base, raw }
            }
        })+
    };
}

from_asserted!(EmotionScore: Emotion, RiskScore: Risk);

/// What asserting labels needs to know.
pub(crate) struct Bench<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) scores: &'a Scores,
    pub(crate) scorer: &'a Scorer,
}

impl<'t> Bench<'_, 't> {
    pub(crate) fn is_asserted(&self, head: usize) -> bool {
        self.scorer.asserts(head, self.scores.reported(head))
    }

    pub(crate) fn evidence(&self, head: usize) -> (Vec<Evidence<'t>>, f64) {
        let attribution = self.scorer.attribute(self.scores, self.document, head);
        (attribution.evidence, attribution.base)
    }

    /// The labels of a family at or above their thresholds, by falling score, then in the codebook's order. All but the first
    /// stand beside a stronger one.
    pub(crate) fn asserted<L: Label>(&self, heads: &[usize]) -> Vec<Asserted<'t, L>> {
        let reported = |head: usize| self.scores.reported(head);
        let labels = L::ALL.iter().copied().zip(heads.iter().copied());
        let mut found: Vec<(L, usize)> = labels.filter(|&(_, head)| self.is_asserted(head)).collect();
        found.sort_by(|a, b| reported(b.1).total_cmp(&reported(a.1)).then(a.0.cmp(&b.0)));
        let mut found = found.into_iter();
        let first = found.next();
        let further = found.filter(|&(_, head)| self.scorer.asserts_beside(head, reported(head)));
        let with_evidence = |(label, head)| {
            let (evidence, base) = self.evidence(head);
            Asserted { label, head, score: reported(head), evidence, base, raw: self.scores.raw(head) }
        };
        first.into_iter().chain(further).map(with_evidence).collect()
    }

    /// A rule that fired says this need outright.
    fn is_explicit(&self, head: usize) -> bool {
        let name = self.scorer.heads.get(head).map_or("", |head| head.name.as_str());
        let says = |rule: usize| {
            let rule = self.scorer.matcher.rules().get(rule);
            rule.is_some_and(|rule| {
                rule.explicit && rule.effects.iter().any(|(effect, weight)| effect == name && *weight > 0.0)
            })
        };
        self.document.matches.iter().any(|fired| says(fired.rule))
    }

    /// A request (a question, "please", "need", "quiero") stands in a sentence with this evidence.
    fn is_requested(&self, evidence: &[Evidence<'_>]) -> bool {
        let document = self.document;
        let sentences = sentences_of(document, evidence);
        let lexicon = &self.scorer.pack.lexicon;
        let is_request = |form: &str, key: u64| {
            matches!(form, "?" | "??" | "?!" | "¿") || lexicon.classes(key).meets(lexicon.known.request)
        };
        let tokens = document.tokens.iter().zip(&document.sentences);
        tokens.filter(|(_, sentence)| sentences.contains(sentence)).any(|(token, _)| is_request(&token.form, token.key))
    }

    fn needs<L: Label>(&self, heads: &[usize], requests_say_it: bool) -> Vec<NeedScore<'t, L>> {
        let express = |need: Asserted<'t, L>| {
            let said = self.is_explicit(need.head) || (requests_say_it && self.is_requested(&need.evidence));
            NeedScore {
                label: need.label,
                score: need.score,
                expressed: if said { Expressed::Explicit } else { Expressed::Implied },
                raw: need.raw,
                evidence: need.evidence,
                base: need.base,
            }
        };
        self.asserted(heads).into_iter().map(express).collect()
    }
}

/// The sentences that a label's positive evidence stands in.
fn sentences_of(document: &Document<'_>, evidence: &[Evidence<'_>]) -> Vec<usize> {
    let holds =
        |byte: usize| evidence.iter().any(|e| e.contribution > 0.0 && e.byte_start <= byte && byte < e.byte_end);
    let tokens = document.tokens.iter().zip(&document.sentences);
    let mut sentences: Vec<usize> = tokens.filter(|(token, _)| holds(token.span.byte_start)).map(|(_, &s)| s).collect();
    sentences.dedup();
    sentences
}

/// Reads and analyzes a message; `context` is the number of turns before it.
pub(crate) fn analyze<'t>(text: &'t str, context: usize, scorer: &Scorer, heads: &CustomerHeads) -> Reading<'t> {
    let document = Document::read(text, &scorer.pack, &scorer.matcher);
    let signals = customer_signals(&document, context, &scorer.pack.lexicon);
    let scores = scorer.score(&document, &signals, scorer.read_message(&document));
    let bench = Bench { document: &document, scores: &scores, scorer };
    let analysis = match abstain(&bench) {
        Some(reason) => silent(&document, reason),
        None => assert_all(&bench, heads),
    };
    Reading { document, scores, analysis }
}

/// Why a text is not judged, where it is not.
fn abstain(bench: &Bench<'_, '_>) -> Option<AbstainReason> {
    let document = bench.document;
    let (mut words, mut emoji) = (0, 0);
    for token in &document.tokens {
        words += usize::from(token.kind == Kind::Word);
        emoji += usize::from(token.kind == Kind::Emoji);
    }
    if words == 0 && emoji == 0 {
        let has_mark = document.tokens.iter().any(|token| matches!(token.form.as_str(), "?" | "??" | "?!" | "!!"));
        return if has_mark { Some(AbstainReason::TooShort) } else { Some(AbstainReason::NoText) };
    }
    if document.verdict.is_foreign {
        return Some(AbstainReason::UnsupportedLanguage);
    }
    let lexicon = &bench.scorer.pack.lexicon;
    let is_known = |key: u64, hash: &str| lexicon.classes(key).meets(lexicon.ours()) || bench.knows(hash);
    let known = document.words().filter(|word| is_known(word.key, &word.form)).count();
    let is_letter = document.words().all(|word| word.form.chars().count() < 2);
    match (words, emoji, known) {
        (1, 0, 0) => Some(AbstainReason::TooShort),
        (1, 0, _) if is_letter => Some(AbstainReason::TooShort),
        (1.., 0, 0) => Some(AbstainReason::InsufficientEvidence),
        _ if words > 2 && known * 3 < words => Some(AbstainReason::InsufficientEvidence),
        _ => None,
    }
}

impl Bench<'_, '_> {
    /// The model holds this word as a whole.
    fn knows(&self, form: &str) -> bool {
        self.scorer.model().row(super::features::word_hash(form)).is_some()
    }
}

fn silent<'t>(document: &Document<'t>, reason: AbstainReason) -> Analysis<'t> {
    // The letters of words that nobody knows look more like one language than another, and are in none.
    let is_meaningless = reason == AbstainReason::InsufficientEvidence;
    Analysis {
        language: if is_meaningless { Language::unknown() } else { document.verdict.language.clone() },
        sentiment: Sentiment {
            score: 0.0,
            label: Polarity::Neutral,
            band: Band::Neutral,
            intensity: 0.0,
            confidence: 0.0,
            evidence: Vec::new(),
            base: 0.0,
            raw: 0.0,
        },
        emotions: Vec::new(),
        service_needs: Vec::new(),
        emotional_needs: Vec::new(),
        reasons: Vec::new(),
        target: None,
        phase: PhaseScore { label: Phase::During, score: 0.0 },
        relationship: RelationshipScore { label: Relationship::Customer, score: 0.0 },
        risks: Vec::new(),
        urgency: 0.0,
        effort: 0.0,
        custom: Vec::new(),
        abstained: Some(Abstention { reason }),
    }
}

fn assert_all<'t>(bench: &Bench<'_, 't>, heads: &CustomerHeads) -> Analysis<'t> {
    let scores = bench.scores;
    let sentiment = sentiment(bench, heads);
    let emotions: Vec<EmotionScore<'t>> = bench.asserted(&heads.emotions).into_iter().map(EmotionScore::from).collect();
    let reasons = bench
        .asserted(&heads.reasons)
        .into_iter()
        .map(|found| ReasonScore {
            label: found.label,
            score: found.score,
            emotions: beside(bench.document, &found.evidence, &emotions),
            raw: found.raw,
            evidence: found.evidence,
            base: found.base,
        })
        .collect();
    let risks = bench.asserted(&heads.risks).into_iter().map(RiskScore::from).collect();
    let employee = scores.reported(heads.employee);
    let relationship = if bench.is_asserted(heads.employee) {
        RelationshipScore { label: Relationship::Employee, score: employee }
    } else {
        RelationshipScore { label: Relationship::Customer, score: 1.0 - employee }
    };
    let (phase, phase_score) = likeliest::<Phase>(scores, &heads.phases, 0.0).unwrap_or((Phase::During, 0.0));
    let target = likeliest::<Target>(scores, &heads.targets, scores.reported(heads.no_target))
        .map(|(label, score)| TargetScore { label, score });
    Analysis {
        language: bench.document.verdict.language.clone(),
        sentiment,
        emotions,
        service_needs: bench.needs(&heads.service_needs, true),
        emotional_needs: bench.needs(&heads.emotional_needs, false),
        reasons,
        target,
        phase: PhaseScore { label: phase, score: phase_score },
        relationship,
        risks,
        urgency: scores.reported(heads.urgency).clamp(0.0, 1.0),
        effort: scores.reported(heads.effort).clamp(0.0, 1.0),
        custom: bench.scorer.own_labels(bench.document),
        abstained: None,
    }
}

/// The likeliest label of an exclusive family, its probability among them; `None` where `none` outweighs each.
fn likeliest<L: Label>(scores: &Scores, heads: &[usize], none: f64) -> Option<(L, f64)> {
    let total: f64 = heads.iter().map(|&head| scores.reported(head)).sum::<f64>() + none;
    let mut best: Option<(L, f64)> = None;
    for (&label, &head) in L::ALL.iter().zip(heads) {
        let score = scores.reported(head);
        if score > best.map_or(none, |(_, best)| best) {
            best = Some((label, score));
        }
    }
    best.map(|(label, score)| (label, score / total.max(1e-9)))
}

/// The emotions that share a sentence with `evidence`; all of them where none does.
fn beside(document: &Document<'_>, evidence: &[Evidence<'_>], emotions: &[EmotionScore<'_>]) -> Vec<Emotion> {
    let here = sentences_of(document, evidence);
    let shares =
        |emotion: &&EmotionScore<'_>| sentences_of(document, &emotion.evidence).iter().any(|s| here.contains(s));
    let mut bound: Vec<Emotion> = emotions.iter().filter(shares).map(|emotion| emotion.label).collect();
    if bound.is_empty() {
        bound = emotions.iter().map(|emotion| emotion.label).collect();
    }
    bound
}

/// Borders of the five bands on the scale of -1 to 1.
const BORDERS: [f64; 4] = [-0.6, -0.2, 0.2, 0.6];

/// The band of a score.
pub(crate) fn band(score: f64) -> Band {
    let place = BORDERS.iter().filter(|&&border| score > border).count();
    Band::ALL.get(place).copied().unwrap_or(Band::Neutral)
}

fn sentiment<'t>(bench: &Bench<'_, 't>, heads: &CustomerHeads) -> Sentiment<'t> {
    let head = heads.sentiment;
    let raw = bench.scores.raw(head);
    let score = bench.scores.reported(head).clamp(-1.0, 1.0);
    let (evidence, base) = bench.evidence(head);
    let band = band(score);
    let mixed = bench.scores.reported(heads.mixed);
    // "Clearly both" never goes with the outer bands: there one side is negligible.
    let is_mixed = bench.is_asserted(heads.mixed) && !matches!(band, Band::VeryNegative | Band::VeryPositive);
    let label = match band {
        _ if is_mixed => Polarity::Mixed,
        Band::VeryNegative | Band::Negative => Polarity::Negative,
        Band::Neutral => Polarity::Neutral,
        Band::Positive | Band::VeryPositive => Polarity::Positive,
    };
    let strongest_emotion = heads.emotions.iter().map(|&head| bench.scores.reported(head)).fold(0.0, f64::max);
    let intensity = if is_mixed { score.abs().max(strongest_emotion) } else { score.abs() };
    let confidence = if is_mixed { mixed } else { (1.0 - mixed) * label_probability(bench, head, label) };
    Sentiment { score, label, band, intensity, confidence, evidence, base, raw }
}

/// Probability that the true sentiment lies on the label's side of the neutral zone, by the levels; without any, the raw score
/// is taken to be right.
fn label_probability(bench: &Bench<'_, '_>, head: usize, label: Polarity) -> f64 {
    // What lies between two levels is either in part.
    let share = |level: f64| match label {
        Polarity::Negative => (-level).clamp(0.0, 1.0),
        Polarity::Positive => level.clamp(0.0, 1.0),
        Polarity::Neutral | Polarity::Mixed => 1.0 - level.abs().min(1.0),
    };
    let levels = bench.scorer.levels(bench.scores, head);
    let levels = levels.unwrap_or_else(|| vec![(bench.scores.raw(head), 1.0)]);
    levels.into_iter().map(|(level, probability)| probability * share(level)).sum()
}

impl<'t> Analysis<'t> {
    /// Every piece of evidence.
    pub(crate) fn evidence_mut(&mut self) -> impl Iterator<Item = &mut Evidence<'t>> {
        let sentiment = self.sentiment.evidence.iter_mut();
        let emotions = self.emotions.iter_mut().flat_map(|found| &mut found.evidence);
        let service = self.service_needs.iter_mut().flat_map(|found| &mut found.evidence);
        let emotional = self.emotional_needs.iter_mut().flat_map(|found| &mut found.evidence);
        let reasons = self.reasons.iter_mut().flat_map(|found| &mut found.evidence);
        let risks = self.risks.iter_mut().flat_map(|found| &mut found.evidence);
        let custom = self.custom.iter_mut().flat_map(|found| &mut found.evidence);
        sentiment.chain(emotions).chain(service).chain(emotional).chain(reasons).chain(risks).chain(custom)
    }
}

impl Analysis<'_> {
    /// The same analysis without a borrow of the text.
    #[must_use]
    pub fn into_owned(self) -> Analysis<'static> {
        fn own(evidence: Vec<Evidence<'_>>) -> Vec<Evidence<'static>> {
            evidence.into_iter().map(Evidence::into_owned).collect()
        }
        fn needs<L>(needs: Vec<NeedScore<'_, L>>) -> Vec<NeedScore<'static, L>> {
            let own_one = |need: NeedScore<'_, L>| NeedScore {
                label: need.label,
                score: need.score,
                expressed: need.expressed,
                evidence: own(need.evidence),
                base: need.base,
                raw: need.raw,
            };
            needs.into_iter().map(own_one).collect()
        }
        Analysis {
            language: self.language,
            sentiment: Sentiment { evidence: own(self.sentiment.evidence), ..self.sentiment },
            emotions: self.emotions.into_iter().map(|e| EmotionScore { evidence: own(e.evidence), ..e }).collect(),
            service_needs: needs(self.service_needs),
            emotional_needs: needs(self.emotional_needs),
            reasons: self.reasons.into_iter().map(|r| ReasonScore { evidence: own(r.evidence), ..r }).collect(),
            target: self.target,
            phase: self.phase,
            relationship: self.relationship,
            risks: self.risks.into_iter().map(|r| RiskScore { evidence: own(r.evidence), ..r }).collect(),
            urgency: self.urgency,
            effort: self.effort,
            custom: self.custom.into_iter().map(CustomScore::into_owned).collect(),
            abstained: self.abstained,
        }
    }

    /// True where the customer is in evident distress: strongly negative, or a grave risk to a person is plain.
    #[must_use]
    pub fn is_distressed(&self) -> bool {
        self.sentiment.band == Band::VeryNegative || self.risks.iter().any(|risk| risk.label == Risk::Vulnerability)
    }
}
