//! Scoring a document with the linear model, its rules and the network, and the exact share of every word in every
//! score.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::data::{HeadData, Model, Pack, RuleData, Side, Stack, logistic};
use crate::detect::document::Document;
use crate::detect::features::{Block, Feature, emit_features};
use crate::detect::levels::{Scales, Told};
use crate::detect::pattern::Matcher;
use crate::detect::signals::customer_signals;
use crate::detect::verdict::{Verdict, counts};
use crate::error::Error;
use crate::label::{Label, ServiceNeed};
use crate::neural::{Mix, Network, Readout, SideData};
use crate::span::{Evidence, rounded};

/// Source of evidence that the models' words, pairs of words and pieces of words gave.
const MODEL_SOURCE: &str = "model/text";
/// Of the heads that speak for another, at most this many are followed to their words; what the others add is part of
/// its base.
const MOST_PARTS: usize = 3;
/// So much at least, in log-odds or points.
const LEAST_SAID: f64 = 0.15;
/// A label names at most this many places; what the others add is part of its base.
const MOST_EVIDENCE: usize = 4;
/// A word counts as evidence from this share of the strongest word's contribution on.
const EVIDENCE_SHARE: f64 = 0.25;

/// A feature that the model knows, with its value in this text.
#[derive(Clone, Copy, Debug)]
struct Active {
    row: u32,
    value: f32,
    first: u32,
    last: u32,
    block: Block,
}

/// What each rule adds to each head of one model.
#[derive(Debug, Default)]
pub(crate) struct RuleEffects(Vec<Vec<f32>>);

impl RuleEffects {
    /// What the rules' authors gave them. Effects on heads of other models are left out.
    fn authored(rules: &[Arc<RuleData>], model: &Model) -> Self {
        let heads = model.data.heads.len();
        let mut effects = Vec::with_capacity(rules.len());
        for rule in rules {
            let mut row = Vec::new();
            for (name, weight) in &rule.effects {
                if let Ok(head) = model.head(name) {
                    row.resize(heads, 0.0);
                    if let Some(slot) = row.get_mut(head) {
                        *slot += weight;
                    }
                }
            }
            effects.push(row);
        }
        Self(effects)
    }

    /// The authored effects that are verdicts; rules on replies speak through their model alone.
    fn verdicts(rules: &[Arc<RuleData>], model: &Model, side: Side) -> Self {
        let Self(mut effects) = if side == Side::Customer { Self::authored(rules, model) } else { Self::default() };
        effects.iter_mut().flatten().filter(|effect| !counts(**effect)).for_each(|effect| *effect = 0.0);
        Self(effects)
    }

    /// Authored effects plus learned corrections.
    pub(crate) fn new(rules: &[Arc<RuleData>], model: &Model) -> Result<Self, Error> {
        let heads = model.data.heads.len();
        let Self(mut effects) = Self::authored(rules, model);
        for learned in &model.data.rule_weights {
            let rule = rules.iter().position(|rule| rule.id == learned.rule);
            let rule = rule.ok_or_else(|| {
                Error::data(format!("the model weighs rule {:?}, which the pack does not hold", learned.rule))
            })?;
            if let Some(row) = effects.get_mut(rule) {
                row.resize(heads, 0.0);
                row.iter_mut().zip(&learned.weights).for_each(|(slot, weight)| *slot += weight);
            }
        }
        Ok(Self(effects))
    }

    fn of(&self, rule: usize) -> &[f32] {
        self.0.get(rule).map(Vec::as_slice).unwrap_or_default()
    }

    /// What rules give each of `heads` together.
    fn sums(&self, rules: impl Iterator<Item = usize>, heads: usize) -> Vec<f64> {
        let mut sums = vec![0.0; heads];
        for rule in rules {
            sums.iter_mut().zip(self.of(rule)).for_each(|(sum, &effect)| *sum += f64::from(effect));
        }
        sums
    }
}

/// What a company's own packs add to the data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Additions {
    /// Names of the packs.
    pub(crate) names: Vec<String>,
    /// Rules of both sides.
    pub(crate) rules: Vec<Arc<RuleData>>,
    /// Names that say nothing: the keys of their words.
    pub(crate) ignored: Vec<Vec<u64>>,
    /// Thresholds of heads, by name.
    pub(crate) thresholds: Vec<(String, f64)>,
    /// Labels of their own.
    pub(crate) labels: Vec<CustomLabel>,
}

/// A label of a company's own.
#[derive(Clone, Debug)]
pub(crate) struct CustomLabel {
    /// `pack.label`.
    pub(crate) name: String,
    pub(crate) family: &'static str,
    /// Log-odds without any phrase.
    pub(crate) base: f64,
    pub(crate) threshold: f64,
}

/// A label of a company's own pack that is asserted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomScore<'t> {
    /// The family that the pack put it in: `service_needs`, `emotional_needs` or `reasons`.
    pub family: Cow<'t, str>,
    /// `pack.label`.
    pub label: Cow<'t, str>,
    /// From 0 to 1: the logistic function of `raw`. As sure as the pack's weights are, not calibrated.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// The phrases met, strongest first; contributions are log-odds.
    pub evidence: Vec<Evidence<'t>>,
    /// The pack's log-odds of the label without any phrase.
    #[serde(serialize_with = "rounded")]
    pub base: f64,
    /// `base` plus the contributions.
    #[serde(serialize_with = "rounded")]
    pub raw: f64,
}

impl CustomScore<'_> {
    pub(crate) fn into_owned(self) -> CustomScore<'static> {
        CustomScore {
            family: Cow::Owned(self.family.into_owned()),
            label: Cow::Owned(self.label.into_owned()),
            evidence: self.evidence.into_iter().map(Evidence::into_owned).collect(),
            score: self.score,
            base: self.base,
            raw: self.raw,
        }
    }
}

/// Everything that scores one side, messages or replies.
#[derive(Debug)]
pub(crate) struct Scorer {
    pub(crate) pack: Arc<Pack>,
    pub(crate) matcher: Matcher,
    side: Side,
    effects: RuleEffects,
    /// What the pack's rules say by themselves: see [`Verdict`].
    verdicts: RuleEffects,
    /// What the rules of a company's own packs add; they stand after the pack's, and count in full beside any mix.
    own_effects: RuleEffects,
    own_labels: Vec<CustomLabel>,
    /// Names, curves and thresholds: the linear model's, or those of its mix with the network.
    pub(crate) heads: Vec<HeadData>,
    /// For each head, the score from which its label is asserted beside a stronger one of its family.
    beside: Vec<f64>,
    network: Option<Mixed>,
    stacks: Stacks,
    scales: Scales,
}

/// How much surer, in log-odds, a service need must be that stands beside a stronger one: most messages want one thing done.
/// F1 of support's rows, out of fold, stays within .003 up to here; where a message has one need (Banking77), it rises by .02.
const SURER: f64 = 0.4;

/// The score from which a head's label is asserted beside a stronger one.
fn beside(head: &HeadData) -> f64 {
    let threshold = f64::from(head.threshold);
    match head.name.split_once('.') {
        Some((ServiceNeed::FAMILY, _)) => logistic(libm::log(threshold / (1.0 - threshold)) + SURER),
        _ => threshold,
    }
}

/// The [`Stack`]s of a model, by the places of their heads.
#[derive(Debug, Default)]
struct Stacks {
    heads: Vec<usize>,
    own: Vec<f32>,
    offset: Vec<f32>,
    /// The heads that speak for any of them.
    parts: Vec<Part>,
    /// For each part, its weight in each stack.
    weights: Vec<f32>,
}

/// A head that speaks for others.
#[derive(Debug)]
struct Part {
    head: usize,
    /// The head's sum of a text that says nothing, and what it says then.
    idle: f64,
    idly_said: f32,
}

/// A network, and how its scores go into each head.
#[derive(Debug)]
struct Mixed {
    network: Arc<Network>,
    mix: Vec<Mix>,
}

impl Scorer {
    /// A side of the pack, with what a company's own packs add to it.
    pub(crate) fn new(
        pack: &Arc<Pack>,
        side: Side,
        network: Option<&Arc<Network>>,
        additions: &Additions,
    ) -> Result<Self, Error> {
        let model = pack.model(side);
        let mut matcher = Matcher::new(pack.rules.iter().chain(&additions.rules).cloned(), side);
        matcher.ignore(&additions.ignored);
        let mut scorer = Self {
            effects: RuleEffects::new(&pack.rules, model)?,
            verdicts: RuleEffects::verdicts(&pack.rules, model, side),
            own_effects: RuleEffects::authored(&additions.rules, model),
            own_labels: additions.labels.clone(),
            heads: model.data.heads.clone(),
            pack: Arc::clone(pack),
            matcher,
            side,
            beside: Vec::new(),
            network: None,
            stacks: Stacks::new(&model.data.stacks, &model.data.heads)?,
            scales: Scales::default(),
        };
        let mut levels = &model.data.levels;
        if let Some(network) = network {
            let SideData { mix, heads, levels: of_mix, .. } = network.side(side);
            if !heads.iter().map(|head| &head.name).eq(scorer.heads.iter().map(|head| &head.name))
                || mix.len() != heads.len()
            {
                return Err(Error::data("the network's heads are not those of the linear model"));
            }
            scorer.heads.clone_from(heads);
            scorer.network = Some(Mixed { network: Arc::clone(network), mix: mix.clone() });
            levels = of_mix;
        }
        scorer.scales = Scales::new(levels, &scorer.heads)?;
        scorer.beside = scorer.heads.iter().map(beside).collect();
        for (name, threshold) in &additions.thresholds {
            let named = scorer.heads.iter_mut().zip(&mut scorer.beside).filter(|(head, _)| head.name == *name);
            for (head, beside) in named {
                head.threshold = *threshold as f32;
                *beside = f64::from(head.threshold);
            }
        }
        Ok(scorer)
    }

    /// What a rule adds to a head: by what the sums of the linear model count in it, and by its part in the verdict,
    /// which moves the score by `step` for each point or log-odd of it; a company's own counts in full.
    fn effect(&self, rule: usize, head: usize, sums: &[(usize, f64)], step: f64) -> f64 {
        let of = |effects: &RuleEffects, rule: usize, head: usize| {
            f64::from(effects.of(rule).get(head).copied().unwrap_or_default())
        };
        match rule.checked_sub(self.pack.rules.len()) {
            Some(own) => of(&self.own_effects, own, head),
            None => {
                let learned: f64 = sums.iter().map(|&(head, factor)| factor * of(&self.effects, rule, head)).sum();
                learned + step * of(&self.verdicts, rule, head)
            }
        }
    }

    /// The verdict of the rules on each head.
    fn verdicts(&self, document: &Document<'_>) -> impl Iterator<Item = Verdict> {
        let said: Vec<&[f32]> = document.said().map(|rule| self.verdicts.of(rule)).collect();
        let tokens = document.tokens.len();
        (0..self.heads.len())
            .map(move |head| Verdict::new(tokens, said.iter().filter_map(|effects| effects.get(head).copied())))
    }

    /// The sums of the linear model that a head's linear score is made of, and what each counts: its own, and of the
    /// heads that speak for it those that say most. These go into it bent, as probabilities: each counts by the slope
    /// from a text that says nothing to this one.
    fn sums_of(&self, scores: &Scores, head: usize) -> Vec<(usize, f64)> {
        let Some(stack) = self.stacks.heads.iter().position(|&stacked| stacked == head) else {
            return vec![(head, 1.0)];
        };
        let mut said: Vec<(f64, f64, usize)> = Vec::new();
        for ((part, said_now), weights) in self.stacks.parts.iter().zip(&scores.said).zip(self.stacks.by_part()) {
            let weight = weights.get(stack).copied().unwrap_or_default();
            let added = f64::from(weight * (said_now - part.idly_said));
            let risen = scores.sums.get(part.head).copied().unwrap_or_default() - part.idle;
            if added.abs() > LEAST_SAID && risen.abs() > 1e-6 {
                said.push((added.abs(), added / risen, part.head));
            }
        }
        said.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        let own = self.stacks.own.get(stack).copied().unwrap_or_default();
        let parts = said.into_iter().take(MOST_PARTS).map(|(_, slope, head)| (head, slope));
        std::iter::once((head, f64::from(own))).chain(parts).collect()
    }

    /// The labels of a company's own at or above their thresholds, strongest first.
    pub(crate) fn own_labels<'t>(&self, document: &Document<'t>) -> Vec<CustomScore<'t>> {
        let rules = self.matcher.rules();
        let score = |label: &CustomLabel| {
            let mut evidence = Vec::new();
            for fired in document.matches.iter().filter(|fired| fired.rule >= self.pack.rules.len()) {
                let Some(rule) = rules.get(fired.rule) else { continue };
                for (_, weight) in rule.effects.iter().filter(|(name, _)| *name == label.name) {
                    let span = document.span(fired.first, fired.last);
                    let id = Cow::Owned(rule.id.clone());
                    evidence.push(Evidence::new(document.text, span, id, f64::from(*weight)));
                }
            }
            evidence.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()));
            let raw = label.base + evidence.iter().map(|evidence| evidence.contribution).sum::<f64>();
            let score = logistic(raw);
            let (family, label_name) = (Cow::Borrowed(label.family), Cow::Owned(label.name.clone()));
            (score >= label.threshold).then_some(CustomScore {
                family,
                label: label_name,
                score,
                evidence,
                base: label.base,
                raw,
            })
        };
        let mut found: Vec<CustomScore<'t>> = self.own_labels.iter().filter_map(score).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.label.cmp(&b.label)));
        found
    }

    pub(crate) fn model(&self) -> &Model {
        self.pack.model(self.side)
    }

    /// What the network reads in a message.
    pub(crate) fn read_message(&self, message: &Document<'_>) -> Option<Readout> {
        self.network.as_ref().map(|mixed| mixed.network.message(message.text, &message.ignored))
    }

    /// What the network reads in a reply beside its message.
    pub(crate) fn read_pair(&self, message: &Document<'_>, reply: &Document<'_>) -> Option<Readout> {
        let texts = [(message.text, message.ignored.as_slice()), (reply.text, reply.ignored.as_slice())];
        self.network.as_ref().map(|mixed| mixed.network.pair(texts))
    }

    /// True if a reported score is enough to assert the head's label; unknown heads assert nothing.
    pub(crate) fn asserts(&self, head: usize, reported: f64) -> bool {
        self.heads.get(head).is_some_and(|head| reported >= f64::from(head.threshold))
    }

    /// As [`Scorer::asserts`], for a label beside a stronger one of its family.
    pub(crate) fn asserts_beside(&self, head: usize, reported: f64) -> bool {
        self.beside.get(head).is_some_and(|&least| reported >= least)
    }

    /// Scores a document; `readout` is what the network read, where there is one.
    pub(crate) fn score(&self, document: &Document<'_>, signals: &[f32], readout: Option<Readout>) -> Scores {
        let Linear { sums, said, mut raw, active } =
            linear(document, self.model(), &self.effects, &self.stacks, signals);
        if let (Some(mixed), Some(readout)) = (&self.network, &readout) {
            for ((raw, mix), &score) in raw.iter_mut().zip(&mixed.mix).zip(&readout.scores) {
                *raw = mix.of(*raw, f64::from(score));
            }
        }
        let told = self.scales.apply(&mut raw);
        let moved: Vec<f64> =
            raw.iter().zip(self.verdicts(document)).map(|(&raw, verdict)| verdict.moves(raw)).collect();
        raw.iter_mut().zip(&moved).for_each(|(raw, moved)| *raw += moved);
        for fired in &document.matches {
            let own = fired.rule.checked_sub(self.pack.rules.len()).map(|own| self.own_effects.of(own));
            let own = own.unwrap_or_default();
            raw.iter_mut().zip(own).for_each(|(raw, &effect)| *raw += f64::from(effect));
        }
        let reported = self.heads.iter().zip(&raw).map(|(head, &raw)| head.curve.at(raw)).collect();
        Scores { sums, said, told, moved, raw, reported, active, shares: OnceLock::new(), readout }
    }

    /// What the linear model alone reports of a text, over each head's threshold: from 1 on it would assert the label.
    pub(crate) fn linear_over_thresholds(&self, document: &Document<'_>, signals: &[f32]) -> Vec<f64> {
        let model = self.model();
        let Linear { raw, .. } = linear(document, model, &self.effects, &self.stacks, signals);
        let over = |(head, raw): (&HeadData, f64)| head.curve.at(raw) / f64::from(head.threshold).max(1e-3);
        let raw = raw.iter().zip(self.verdicts(document)).map(|(&raw, verdict)| verdict.on(raw));
        model.data.heads.iter().zip(raw).map(over).collect()
    }

    /// Where the truth of a scale may lie, and how probably: its levels, moved as far as its score was by rules and packs. `None`
    /// where no scale is read off this head.
    pub(crate) fn levels(&self, scores: &Scores, head: usize) -> Option<Vec<(f64, f64)>> {
        let mut levels = self.scales.levels(&scores.told, head)?;
        let mean: f64 = levels.iter().map(|(level, probability)| level * probability).sum();
        levels.iter_mut().for_each(|(level, _)| *level += scores.raw(head) - mean);
        Some(levels)
    }

    /// What a head's linear score and its network score count.
    fn mix(&self, head: usize) -> (f64, f64) {
        let mix = self.network.as_ref().and_then(|mixed| mixed.mix.get(head));
        mix.map_or((1.0, 0.0), |mix| (f64::from(mix.fast), f64::from(mix.neural)))
    }

    /// Which places of the text carried a head's raw score; places and base add up to it.
    pub(crate) fn attribute<'t>(&self, scores: &Scores, document: &Document<'t>, head: usize) -> Attribution<'t> {
        let moved = scores.moved.get(head).copied().unwrap_or_default();
        let said: Vec<usize> = if moved == 0.0 { Vec::new() } else { document.said().collect() };
        let verdict: f64 =
            said.iter().filter_map(|&rule| self.verdicts.of(rule).get(head)).copied().map(f64::from).sum();
        let told = self.scales.factors(&scores.told, head, MOST_PARTS, LEAST_SAID);
        let told = told.unwrap_or_else(|| vec![(head, 1.0)]);
        let sums_of = |&(head, factor): &(usize, f64)| {
            let (fast, _) = self.mix(head);
            self.sums_of(scores, head).into_iter().map(move |(sum, own)| (sum, factor * fast * own))
        };
        let sums: Vec<(usize, f64)> = told.iter().flat_map(sums_of).collect();
        let mut shares = scores.shares_of(self.model(), document.tokens.len(), &sums);
        for &(head, factor) in &told {
            let (_, neural) = self.mix(head);
            for (piece, share) in scores.readout.iter().flat_map(|readout| readout.of_head(head)) {
                let place = document.tokens.partition_point(|token| token.span.byte_end <= piece.start);
                let token = document.tokens.get(place).filter(|token| piece.meets(&token.span));
                if let (Some(_), Some(slot)) = (token, shares.get_mut(place)) {
                    *slot += factor * neural * share;
                }
            }
        }
        let mut evidence: Vec<Evidence<'t>> = runs(&shares, &document.sentences)
            .into_iter()
            .map(|(first, last, sum)| {
                Evidence::new(document.text, document.span(first, last), Cow::Borrowed(MODEL_SOURCE), sum)
            })
            .collect();
        for fired in &document.matches {
            let step = if said.contains(&fired.rule) { moved / verdict } else { 0.0 };
            let effect = self.effect(fired.rule, head, &sums, step);
            if effect.abs() > 0.05 {
                let id = self.matcher.rules().get(fired.rule).map(|rule| rule.id.clone()).unwrap_or_default();
                let span = document.span(fired.first, fired.last);
                evidence.push(Evidence::new(document.text, span, Cow::Owned(id), effect));
            }
        }
        evidence.sort_by(|a, b| {
            let strength = b.contribution.abs().total_cmp(&a.contribution.abs());
            strength.then(a.byte_start.cmp(&b.byte_start)).then_with(|| a.source.cmp(&b.source))
        });
        evidence.truncate(MOST_EVIDENCE);
        let carried: f64 = evidence.iter().map(|evidence| evidence.contribution).sum();
        Attribution { evidence, base: scores.raw(head) - carried }
    }
}

/// Raw and reported scores of every head, and what they were made of.
pub(crate) struct Scores {
    /// Of the linear model, before other heads speak.
    sums: Vec<f64>,
    /// What each of the heads that speak for others says.
    said: Vec<f32>,
    /// What each head says, mixed; scales are read off it.
    told: Told,
    /// How far the rules' verdicts moved each raw score.
    moved: Vec<f64>,
    raw: Vec<f64>,
    reported: Vec<f64>,
    active: Vec<Active>,
    /// See [`shares`]; made when the first score is followed to its words.
    shares: OnceLock<Vec<f32>>,
    readout: Option<Readout>,
}

/// The evidence of one score: places, and the part of the score that no place carries.
pub(crate) struct Attribution<'t> {
    pub(crate) evidence: Vec<Evidence<'t>>,
    pub(crate) base: f64,
}

/// What the accurate model takes from the fast one, one number a head each.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LinearScores {
    /// Raw scores of the linear model and its rules, which the network's are mixed with.
    pub raw: Vec<f64>,
    /// What moves them and the mix.
    pub verdicts: Vec<Verdict>,
}

/// What scores messages, after so many turns of context, by a pack's model of them alone.
///
/// # Errors
/// [`crate::ErrorKind::InvalidData`] where the pack's model weighs a rule that it does not hold.
pub fn message_scorer(pack: &Arc<Pack>) -> Result<impl Fn(&str, usize) -> LinearScores + Sync, Error> {
    let scorer = Scorer::new(pack, Side::Customer, None, &Additions::default())?;
    Ok(move |text: &str, context: usize| {
        let document = Document::read(text, &scorer.pack, &scorer.matcher);
        let signals = customer_signals(&document, context, &scorer.pack.lexicon);
        let Linear { raw, .. } = linear(&document, scorer.model(), &scorer.effects, &scorer.stacks, &signals);
        LinearScores { raw, verdicts: scorer.verdicts(&document).collect() }
    })
}

/// Scores of the linear model and its rules, one a head, and the features that made them.
struct Linear {
    /// Before other heads speak.
    sums: Vec<f64>,
    said: Vec<f32>,
    raw: Vec<f64>,
    active: Vec<Active>,
}

fn linear(document: &Document<'_>, model: &Model, effects: &RuleEffects, stacks: &Stacks, signals: &[f32]) -> Linear {
    let active = active(document, model);
    let data = &model.data;
    let heads = data.heads.len();
    let mut sums = vec![0.0_f32; heads];
    // Each sum runs over the features in their order, whatever the width of the instructions that take heads together.
    pulp::Arch::new().dispatch(|| {
        for feature in &active {
            for (sum, weight) in sums.iter_mut().zip(model.weights(feature.row as usize)) {
                *sum += feature.value * f32::from(weight);
            }
        }
    });
    let mut raw: Vec<f64> =
        data.heads.iter().zip(&sums).map(|(head, &sum)| f64::from(head.bias) + f64::from(sum * head.step)).collect();
    for (signal, weights) in signals.iter().zip(data.signal_weights.chunks_exact(heads.max(1))) {
        raw.iter_mut().zip(weights).for_each(|(raw, &weight)| *raw += f64::from(signal * weight));
    }
    raw.iter_mut()
        .zip(effects.sums(document.matches.iter().map(|fired| fired.rule), heads))
        .for_each(|(raw, effects)| *raw += effects);
    let sums = raw.clone();
    let said = stacks.apply(&mut raw);
    Linear { sums, said, raw, active }
}

/// The known features of a document, each once, where it stands first; each block is scaled to length 1.
fn active(document: &Document<'_>, model: &Model) -> Vec<Active> {
    let mut active = Vec::with_capacity(document.tokens.len() * 12);
    let mut seen = vec![0_u64; model.data.features.len().div_ceil(64)];
    let (mut of_words, mut of_pieces) = (0.0_f32, 0.0_f32);
    emit_features(document, |feature| {
        let Some(row) = model.row(feature.hash) else { return };
        let (Some(bits), bit) = (seen.get_mut(row / 64), 1 << (row % 64)) else { return };
        if *bits & bit != 0 {
            return;
        }
        *bits |= bit;
        let value = model.idf(row);
        let Feature { first, last, block, .. } = feature;
        let squares = if block == Block::Words { &mut of_words } else { &mut of_pieces };
        *squares += value * value;
        active.push(Active { row: u32::try_from(row).unwrap_or(u32::MAX), value, first, last, block });
    });
    let scale = |squares: f32| if squares > 0.0 { 1.0 / squares.sqrt() } else { 0.0 };
    let (words, pieces) = (scale(of_words), scale(of_pieces));
    for feature in &mut active {
        feature.value *= if feature.block == Block::Words { words } else { pieces };
    }
    active
}

impl Stacks {
    fn new(stacks: &[Stack], heads: &[HeadData]) -> Result<Self, Error> {
        let places: HashMap<&str, usize> = heads.iter().map(|head| head.name.as_str()).zip(0..).collect();
        let place = |name: &str| {
            let place = places.get(name).copied();
            place.ok_or_else(|| Error::data(format!("a score is made of {name:?}, which is no head")))
        };
        let mut all = Self::default();
        for (number, stack) in stacks.iter().enumerate() {
            let mut numbers =
                [stack.own, stack.offset].into_iter().chain(stack.parts.iter().map(|(_, weight)| *weight));
            if !numbers.all(f32::is_finite) {
                return Err(Error::data(format!("a number that makes the score of {:?} is not finite", stack.head)));
            }
            all.heads.push(place(&stack.head)?);
            all.own.push(stack.own);
            all.offset.push(stack.offset);
            for (name, weight) in &stack.parts {
                let head = place(name)?;
                let part = all.parts.iter().position(|part| part.head == head).unwrap_or_else(|| {
                    let idle = heads.get(head).map_or(0.0, |head| f64::from(head.bias));
                    all.parts.push(Part { head, idle, idly_said: logistic(idle) as f32 });
                    all.weights.resize(all.parts.len() * stacks.len(), 0.0);
                    all.parts.len() - 1
                });
                if let Some(slot) = all.weights.get_mut(part * stacks.len() + number) {
                    *slot = *weight;
                }
            }
        }
        Ok(all)
    }

    /// For each part, its weight in each stack.
    fn by_part(&self) -> impl Iterator<Item = &[f32]> {
        self.weights.chunks_exact(self.heads.len().max(1))
    }

    /// Puts scores in the place of sums, and tells what each part said.
    fn apply(&self, raw: &mut [f64]) -> Vec<f32> {
        let said = |part: &Part| raw.get(part.head).map_or(0.0, |&sum| logistic(sum) as f32);
        let said: Vec<f32> = self.parts.iter().map(said).collect();
        let mut scores = self.offset.clone();
        // Each sum runs over the parts in their order, whatever the width of the instructions that take stacks together.
        pulp::Arch::new().dispatch(|| {
            for (said, weights) in said.iter().zip(self.by_part()) {
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += said * weight);
            }
        });
        for ((&head, own), score) in self.heads.iter().zip(&self.own).zip(scores) {
            if let Some(raw) = raw.get_mut(head) {
                *raw = f64::from(*own) * *raw + f64::from(score);
            }
        }
        said
    }
}

impl Scores {
    pub(crate) fn raw(&self, head: usize) -> f64 {
        self.raw.get(head).copied().unwrap_or_default()
    }

    pub(crate) fn reported(&self, head: usize) -> f64 {
        self.reported.get(head).copied().unwrap_or_default()
    }

    /// What each of `count` tokens adds through the linear model's features to the sums, each taken times its factor.
    fn shares_of(&self, model: &Model, count: usize, sums: &[(usize, f64)]) -> Vec<f64> {
        let heads = model.data.heads.len();
        let of_tokens = self.shares.get_or_init(|| shares(&self.active, model, count));
        let step = |head: usize| model.data.heads.get(head).map_or(0.0, |head| f64::from(head.step));
        let factors: Vec<(usize, f64)> = sums.iter().map(|&(head, factor)| (head, factor * step(head))).collect();
        let whole = |of_heads: &[f32]| {
            let of =
                |&(head, factor): &(usize, f64)| of_heads.get(head).map_or(0.0, |&share| factor * f64::from(share));
            factors.iter().map(of).sum()
        };
        of_tokens.chunks_exact(heads.max(1)).map(whole).collect()
    }
}

/// What each of `count` tokens adds to each head through the linear model's features, in the head's steps. A feature adds
/// to its tokens alike.
fn shares(active: &[Active], model: &Model, count: usize) -> Vec<f32> {
    let heads = model.data.heads.len();
    let mut shares = vec![0.0_f32; count * heads];
    // All heads at once: a text asserts some dozen labels, and wants to know of each which words carry it.
    pulp::Arch::new().dispatch(|| {
        for feature in active {
            let share = feature.value / (feature.last - feature.first).max(1) as f32;
            let tokens = feature.first as usize * heads..feature.last as usize * heads;
            for token in shares.get_mut(tokens).unwrap_or_default().chunks_exact_mut(heads.max(1)) {
                let weights = model.weights(feature.row as usize);
                token.iter_mut().zip(weights).for_each(|(slot, weight)| *slot += share * f32::from(weight));
            }
        }
    });
    shares
}

/// Runs of neighbouring words that pull the same way and matter: first, one past the last, sum.
fn runs(shares: &[f64], sentences: &[usize]) -> Vec<(usize, usize, f64)> {
    let strongest = shares.iter().fold(0.0_f64, |strongest, share| strongest.max(share.abs()));
    let limit = (strongest * EVIDENCE_SHARE).max(1e-3);
    let mut runs: Vec<(usize, usize, f64)> = Vec::new();
    for (at, &share) in shares.iter().enumerate() {
        if share.abs() < limit {
            continue;
        }
        match runs.last_mut() {
            Some((_, last, sum))
                if *last == at && (*sum > 0.0) == (share > 0.0) && sentences.get(at) == sentences.get(at - 1) =>
            {
                *last = at + 1;
                *sum += share;
            }
            _ => runs.push((at, at + 1, share)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Curve;

    #[test]
    fn stacks_of_unknown_heads_or_endless_numbers_are_refused() {
        let curve = Curve::Logistic { slope: 1.0, offset: 0.0 };
        let head =
            |name: &str| HeadData { name: name.to_owned(), bias: 0.0, step: 1.0, curve: curve.clone(), threshold: 0.5 };
        let heads = [head("sentiment"), head("emotions.anger")];
        let stack = |part: &str, weight: f32| Stack {
            head: "sentiment".to_owned(),
            own: 0.5,
            offset: 0.25,
            parts: vec![(part.to_owned(), weight)],
        };
        let stacks = Stacks::new(&[stack("emotions.anger", -2.0)], &heads).unwrap();
        let mut raw = [1.0, 0.0];
        assert_eq!(stacks.apply(&mut raw), [0.5]);
        assert_eq!(raw, [-0.25, 0.0]);
        for broken in [stack("emotions.hunger", 1.0), stack("emotions.anger", f32::NAN)] {
            let error = Stacks::new(std::slice::from_ref(&broken), &heads).unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::InvalidData, "{broken:?}");
        }
    }
}
