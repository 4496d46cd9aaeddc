//! One model: its vocabulary, the fit of every head, out of fold and on everything, calibration, 8-bit weights.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use simpatico::data::{HeadData, Levels, Model, ModelData, RuleData, RuleWeight, Stack};
use simpatico::detect::{Block, Document, LinearScores, Verdict, emit_features};

use super::Scored;
use super::calibrate::{Known, asserted_from, platt, scale_curve, thresholds};
use super::matrix::{Example, Loss, Matrix, fit};
use super::open_sets::OpenText;
use super::stack::{Origin, Speaking, Voice};
use crate::corpus::Row;
use crate::heads::{Head, Kind};

/// Folds of the out-of-fold scores.
const FOLDS: u64 = 5;
/// Penalties on squared weights: words and pieces of label heads and of graded heads, signals, learned corrections of
/// rules. Chosen by comparing about ten runs on the dev split: see the model card.
const PENALTY_LABEL: f32 = 0.15;
const PENALTY_GRADED: f32 = 1.6;
const PENALTY_SIGNAL: f32 = 0.5;
const PENALTY_RULE: f32 = 1.0;
/// Texts of the corpus in which a word or pair of words, and a piece of a word, must stand to be kept.
const LEAST_WORDS: usize = 5;
const LEAST_PIECES: usize = 12;
/// Open texts in which a feature must stand to be kept where the corpus holds it once, and where it does not hold it.
const LEAST_OPEN_BESIDE: usize = 20;
const LEAST_OPEN: usize = 100;
/// Steps of the strongest weight of a head: less than six bits lose nothing that can be measured, and pack smaller than
/// eight; as many as the wheel has room for.
const STEPS: f32 = 26.0;

/// A text, read for training.
pub(crate) struct Sample {
    /// Hashes of its features, sorted, each once, with their blocks.
    features: Vec<(u32, Block)>,
    signals: Vec<f32>,
    fired: Vec<usize>,
    /// Rules that fired on more than a name.
    said: Vec<usize>,
    tokens: usize,
    values: Values,
    weight: f32,
    /// 0 for the corpus, 1 and up for the open sets.
    domain: usize,
    /// The set has intercepts of its own, which the model leaves out.
    has_intercepts: bool,
    /// Labelled by the accurate model, all heads of it.
    is_soft: bool,
    /// A part of a row of the corpus, which the row's own features stand for already.
    is_part: bool,
    /// Not seen by the models that score this fold.
    fold: u64,
}

enum Values {
    Row(Box<Row>),
    Open(BTreeMap<String, f32>),
    None,
}

impl Sample {
    pub(crate) fn new(document: &Document<'_>, signals: Vec<f32>) -> Self {
        let mut features = Vec::new();
        emit_features(document, |feature| features.push((feature.hash, feature.block)));
        features.sort_by_key(|feature| feature.0);
        features.dedup_by_key(|feature| feature.0);
        let fired = document.matches.iter().map(|fired| fired.rule).collect();
        let (said, tokens) = (document.said().collect(), document.tokens.len());
        Self {
            features,
            signals,
            fired,
            said,
            tokens,
            values: Values::None,
            weight: 1.0,
            domain: 0,
            has_intercepts: false,
            is_soft: false,
            is_part: false,
            fold: 0,
        }
    }

    pub(crate) fn of_row(mut self, row: &Row) -> Self {
        self.fold = fold(row.group());
        self.values = Values::Row(Box::new(row.clone()));
        self
    }

    pub(crate) fn of_open(mut self, text: &OpenText) -> Self {
        self.values = Values::Open(text.values.clone());
        self.weight = text.weight;
        self.domain = text.set + 1;
        self.has_intercepts = text.has_intercepts;
        self.is_soft = text.is_soft;
        self.is_part = text.group.is_some();
        // A text that stands in two sets is in one fold.
        self.fold = fold(text.group.as_deref().unwrap_or(&text.text));
        self
    }

    /// True where models that did not see it score it: those of the corpus, and after them those that say something of every head.
    fn is_scored(&self) -> bool {
        self.domain == 0 || self.is_soft
    }

    fn origin(&self) -> Origin {
        match &self.values {
            Values::Row(row) => Origin::of(row),
            Values::Open(_) | Values::None => Origin::Open,
        }
    }

    fn is_ours(&self) -> bool {
        matches!(&self.values, Values::Row(row) if row.is_ours)
    }

    fn value(&self, head: &str) -> Option<f32> {
        match &self.values {
            Values::Row(row) => row.value(head),
            Values::Open(values) => values.get(head).copied(),
            Values::None => None,
        }
    }
}

/// The fold of a group, by a hash that does not change.
pub(crate) fn fold(group: &str) -> u64 {
    simpatico::text::word_key(group) % FOLDS
}

/// What a model is trained on.
pub(crate) struct Trainer<'a> {
    pub(crate) samples: &'a [Sample],
    pub(crate) heads: Vec<Head>,
    pub(crate) signals: &'a [&'a str],
    pub(crate) rules: &'a [RuleData],
    /// True where the rules' own verdicts move what is trained.
    pub(crate) has_verdicts: bool,
}

/// A trained model and its out-of-fold scores.
pub(crate) struct Trained {
    pub(crate) data: ModelData,
    names: HashMap<String, usize>,
    /// For each head, for each scored sample, those of the corpus first, the raw score by a model that did not see its group.
    raw: Vec<Vec<f64>>,
    /// What moves it.
    verdicts: Vec<Vec<Verdict>>,
    /// The score that comes of both, and of other heads where a scale is read off them.
    scored: Vec<Vec<f64>>,
}

impl Trained {
    /// Raw out-of-fold scores of a sample, one a head.
    pub(crate) fn out_of_fold(&self, sample: usize) -> LinearScores {
        LinearScores {
            raw: self.raw.iter().map(|head| head[sample]).collect(),
            verdicts: self.verdicts.iter().map(|head| head[sample]).collect(),
        }
    }
}

impl Scored for Trained {
    fn raw(&self, head: &str, row: usize) -> f64 {
        self.scored[self.names[head]][row]
    }

    fn reported(&self, head: &str, row: usize) -> f64 {
        self.data.heads[self.names[head]].curve.at(self.raw(head, row))
    }
}

/// Targets that differ from the own ones of the corpus' samples, by sample; `None` leaves a sample out.
type Override<'a> = &'a (dyn Fn(&str) -> Option<Vec<Option<f32>>> + Sync);

struct Fitted {
    weights: Vec<f32>,
    raw: Vec<f64>,
    /// What is read off all heads, where it is a scale.
    levelled: Option<Vec<f64>>,
    verdicts: Vec<Verdict>,
    targets: Vec<Option<f32>>,
}

impl Fitted {
    /// The raw score of a row, moved by the rules' verdict.
    fn scored(&self, row: usize) -> f64 {
        self.verdicts[row].on(self.levelled.as_ref().unwrap_or(&self.raw)[row])
    }
}

impl Trainer<'_> {
    pub(crate) fn train(&self, targets: Override<'_>) -> Trained {
        let (features, idf) = self.vocabulary();
        let columns = Columns {
            features: features.len(),
            signals: self.signals.len(),
            rules: self.rules.len(),
            domains: self.samples.iter().map(|sample| sample.domain).max().unwrap_or_default(),
        };
        let matrix = self.matrix(&features, &idf, &columns);
        let mut fitted: Vec<Fitted> =
            self.heads.par_iter().map(|head| self.fit_head(head, &matrix, &columns, targets(&head.0))).collect();
        let voices = self.voices();
        let stacks = self.stack(&mut fitted, &voices);
        let levels = self.level(&mut fitted, &voices);
        let mut heads = self.calibrated(&fitted);
        let mut weights = vec![0_u8; features.len() * heads.len()];
        let width = heads.len();
        for (place, (head, fitted)) in heads.iter_mut().zip(&fitted).enumerate() {
            let strongest = fitted.weights[..columns.features].iter().fold(0.0_f32, |most, w| most.max(w.abs()));
            head.step = (strongest / STEPS).max(1e-6);
            head.bias = fitted.weights[columns.bias()];
            for (row, weight) in fitted.weights[..columns.features].iter().enumerate() {
                weights[row * width + place] = ((weight / head.step).round() as i8).cast_unsigned();
            }
        }
        let signal_weights = (0..columns.signals)
            .flat_map(|signal| fitted.iter().map(move |f| f.weights[columns.features + signal]))
            .collect();
        let rule_weights = (0..columns.rules)
            .map(|rule| RuleWeight {
                rule: self.rules[rule].id.clone(),
                weights: fitted.iter().map(|f| f.weights[columns.rule(rule)]).collect(),
            })
            .filter(|rule| rule.weights.iter().any(|weight| weight.abs() > 1e-3))
            .collect();
        let data = ModelData {
            heads,
            stacks,
            levels,
            signals: self.signals.iter().map(|&signal| signal.to_owned()).collect(),
            signal_weights,
            rule_weights,
            features,
            idf,
            weights: weights.into(),
        };
        let names = self.heads.iter().enumerate().map(|(place, head)| (head.0.clone(), place)).collect();
        let scored =
            fitted.iter().map(|fitted| (0..fitted.raw.len()).map(|row| fitted.scored(row)).collect()).collect();
        let (raw, verdicts) = fitted.into_iter().map(|fitted| (fitted.raw, fitted.verdicts)).unzip();
        Trained { data, names, raw, verdicts, scored }
    }

    /// The features worth keeping, sorted, and their inverse document frequencies in steps.
    fn vocabulary(&self) -> (Vec<u32>, Vec<u8>) {
        let mut counts: HashMap<u32, (usize, usize, Block)> = HashMap::new();
        let mut corpus = 0_usize;
        for sample in self.samples.iter().filter(|sample| !sample.is_part) {
            corpus += usize::from(sample.domain == 0);
            for &(hash, block) in &sample.features {
                let count = counts.entry(hash).or_insert((0, 0, block));
                if sample.domain == 0 { count.0 += 1 } else { count.1 += 1 }
            }
        }
        let is_kept = |&(corpus, open, block): &(usize, usize, Block)| {
            let least = if block == Block::Pieces { LEAST_PIECES } else { LEAST_WORDS };
            corpus >= least || (corpus >= 1 && open >= LEAST_OPEN_BESIDE) || open >= LEAST_OPEN
        };
        let mut kept: Vec<(u32, usize)> =
            counts.into_iter().filter(|(_, count)| is_kept(count)).map(|(hash, count)| (hash, count.0)).collect();
        kept.sort_unstable();
        let idf = |count: usize| 1.0 + ((1.0 + corpus as f32) / (1.0 + count as f32)).ln();
        let steps = |count: usize| (idf(count) / Model::IDF_STEP).round().clamp(1.0, 255.0) as u8;
        kept.into_iter().map(|(hash, count)| (hash, steps(count))).unzip()
    }

    fn matrix(&self, features: &[u32], idf: &[u8], columns: &Columns) -> Matrix {
        let mut matrix = Matrix::default();
        for sample in self.samples {
            let mut row: Vec<(u32, f32)> = Vec::with_capacity(sample.features.len());
            for block in [Block::Words, Block::Pieces] {
                let start = row.len();
                for &(hash, _) in sample.features.iter().filter(|feature| feature.1 == block) {
                    if let Ok(place) = features.binary_search(&hash) {
                        row.push((place as u32, f32::from(idf[place]) * Model::IDF_STEP));
                    }
                }
                let length = row[start..].iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
                row[start..].iter_mut().for_each(|(_, value)| *value /= length.max(1e-9));
            }
            let signals = sample.signals.iter().enumerate().filter(|(_, value)| **value != 0.0);
            row.extend(signals.map(|(signal, &value)| ((columns.features + signal) as u32, value)));
            row.extend(sample.fired.iter().map(|&rule| (columns.rule(rule) as u32, 1.0)));
            if sample.has_intercepts {
                row.push((columns.domain(sample.domain) as u32, 1.0));
            }
            row.push((columns.bias() as u32, 1.0));
            matrix.push(row);
        }
        matrix
    }

    fn fit_head(
        &self,
        (name, kind): &Head,
        matrix: &Matrix,
        columns: &Columns,
        targets: Option<Vec<Option<f32>>>,
    ) -> Fitted {
        let own = || self.samples.iter().map(|sample| sample.value(name)).collect();
        let mut targets: Vec<Option<f32>> = targets.unwrap_or_else(own);
        targets.extend(self.samples[targets.len()..].iter().map(|sample| sample.value(name)));
        let authored: Vec<f32> = self
            .rules
            .iter()
            .map(|rule| rule.effects.iter().filter(|(head, _)| head == name).map(|(_, weight)| weight).sum())
            .collect();
        let offset = |sample: &Sample| sample.fired.iter().map(|&rule| authored[rule]).sum::<f32>();
        let loss = if *kind == Kind::Label { Loss::Logistic } else { Loss::Squared };
        let penalties = columns.penalties(loss);
        let examples = |keep: &dyn Fn(&Sample) -> bool| -> Vec<Example> {
            let rows = self.samples.iter().zip(&targets).enumerate().filter(|(_, (sample, _))| keep(sample));
            rows.filter_map(|(row, (sample, target))| {
                target.map(|target| Example { row, target, offset: offset(sample), weight: sample.weight })
            })
            .collect()
        };
        let scored = self.scored();
        let mut raw = vec![0.0; scored.len()];
        for held_out in 0..FOLDS {
            let seen = examples(&|sample| sample.fold != held_out);
            let mut weights = fit(matrix, &seen, loss, &penalties);
            // The model leaves the sets' own summands out.
            weights[columns.of_domains()].fill(0.0);
            for (raw, &row) in raw.iter_mut().zip(&scored).filter(|(_, row)| self.samples[**row].fold == held_out) {
                *raw = f64::from(offset(&self.samples[row]) + matrix.dot(row, &weights));
            }
        }
        let weights = fit(matrix, &examples(&|_| true), loss, &penalties);
        let targets = scored.iter().map(|&row| targets[row]).collect();
        let verdict = |sample: &Sample| {
            let effects = sample.said.iter().map(|&rule| authored[rule]);
            if self.has_verdicts { Verdict::new(sample.tokens, effects) } else { Verdict::default() }
        };
        let verdicts = scored.iter().map(|&row| verdict(&self.samples[row])).collect();
        Fitted { weights, raw, levelled: None, verdicts, targets }
    }

    /// The places of the samples that are scored, those of the corpus first.
    fn scored(&self) -> Vec<usize> {
        (0..self.samples.len()).filter(|&row| self.samples[row].is_scored()).collect()
    }

    /// Those samples, as what is fitted to their scores sees them; of a part of a row, the row itself says more.
    fn voices(&self) -> Vec<Voice> {
        let voice = |row: usize| {
            let sample: &Sample = &self.samples[row];
            Voice::new((!sample.is_part).then_some(sample.fold), sample.origin())
        };
        self.scored().into_iter().map(voice).collect()
    }

    /// Fits the stacks on the out-of-fold sums, and puts scores by stacks that did not see their fold in their place.
    fn stack(&self, fitted: &mut [Fitted], voices: &[Voice]) -> Vec<Stack> {
        let stack = |speaking: &Speaking<'_>, targets: &[Option<f32>]| speaking.stack(targets);
        self.spoken(fitted, voices, stack, |fitted, scores| fitted.raw = scores)
    }

    /// Reads the scales off the stacked scores.
    fn level(&self, fitted: &mut [Fitted], voices: &[Voice]) -> Vec<Levels> {
        let levels = |speaking: &Speaking<'_>, targets: &[Option<f32>]| speaking.levels(targets);
        self.spoken(fitted, voices, levels, |fitted, scores| fitted.levelled = Some(scores))
    }

    /// What `make` makes of every head that others speak for, by all scores as they are before; `put` takes the new ones.
    fn spoken<T: Send>(
        &self,
        fitted: &mut [Fitted],
        voices: &[Voice],
        make: impl Fn(&Speaking<'_>, &[Option<f32>]) -> Option<(T, Vec<f64>)> + Sync,
        put: impl Fn(&mut Fitted, Vec<f64>),
    ) -> Vec<T> {
        let raw: Vec<Vec<f64>> = fitted.iter().map(|fitted| fitted.raw.clone()).collect();
        let made = fitted
            .par_iter()
            .enumerate()
            .map(|(place, fitted)| make(&Speaking { heads: &self.heads, place, raw: &raw, voices }, &fitted.targets));
        let made: Vec<_> = made.collect();
        let found = fitted.iter_mut().zip(made).filter_map(|(fitted, made)| made.map(|made| (fitted, made)));
        found
            .map(|(fitted, (thing, scores))| {
                put(fitted, scores);
                thing
            })
            .collect()
    }

    fn calibrated(&self, fitted: &[Fitted]) -> Vec<HeadData> {
        let mut heads: Vec<HeadData> = Vec::new();
        let mut known: Vec<Vec<Known>> = fitted.iter().map(|fitted| self.known(fitted)).collect();
        for ((name, kind), known) in self.heads.iter().zip(&mut known) {
            let curve = match kind {
                Kind::Label => {
                    let (curve, moved) = platt(known);
                    known.iter_mut().filter(|row| row.is_ours).for_each(|row| row.raw += moved);
                    curve
                }
                Kind::Graded(low, high) => {
                    let of_support = known.iter().filter(|row| !row.is_ours);
                    scale_curve(name, *low, *high, of_support.map(|row| (row.raw, row.target)))
                }
            };
            heads.push(HeadData { name: name.clone(), bias: 0.0, step: 1.0, curve, threshold: 0.5 });
        }
        for places in families(&self.heads, false).values() {
            let scored = |&place: &usize| {
                let curve = &heads[place].curve;
                known[place].iter().map(|row| (curve.at(row.raw), row.is_true())).unzip()
            };
            let (scores, truths): (Vec<Vec<f64>>, Vec<Vec<bool>>) = places.iter().map(scored).unzip();
            for (place, threshold) in places.iter().zip(thresholds(&scores, &truths)) {
                heads[*place].threshold = asserted_from(&heads[*place].name, threshold);
            }
        }
        heads
    }

    /// The rows of the corpus that a head has targets for.
    fn known(&self, fitted: &Fitted) -> Vec<Known> {
        let known = |(row, target): (usize, &Option<f32>)| {
            target.map(|target| Known { raw: fitted.scored(row), target, is_ours: self.samples[row].is_ours() })
        };
        // Those of the corpus stand first, as among the samples.
        let corpus = self.samples.iter().take_while(|sample| sample.domain == 0).count();
        fitted.targets.iter().take(corpus).enumerate().filter_map(known).collect()
    }
}

/// The places of each family's label heads, strong techniques apart; graded heads stand alone where they are asked for.
pub(crate) fn families(heads: &[Head], with_graded: bool) -> BTreeMap<String, Vec<usize>> {
    let mut families: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, (name, kind)) in heads.iter().enumerate() {
        if *kind == Kind::Label || with_graded {
            let strong = if name.ends_with(".strong") { ".strong" } else { "" };
            let family = name.split('.').next().unwrap_or_default();
            families.entry(format!("{family}{strong}")).or_default().push(place);
        }
    }
    families
}

/// Where the columns of a head's weights lie.
struct Columns {
    features: usize,
    signals: usize,
    rules: usize,
    domains: usize,
}

impl Columns {
    fn rule(&self, rule: usize) -> usize {
        self.features + self.signals + rule
    }

    fn domain(&self, domain: usize) -> usize {
        self.of_domains().start + domain - 1
    }

    fn of_domains(&self) -> std::ops::Range<usize> {
        let first = self.features + self.signals + self.rules;
        first..first + self.domains
    }

    fn bias(&self) -> usize {
        self.features + self.signals + self.rules + self.domains
    }

    fn penalties(&self, loss: Loss) -> Vec<f32> {
        let text = if loss == Loss::Logistic { PENALTY_LABEL } else { PENALTY_GRADED };
        let mut penalties = vec![text; self.features];
        penalties.extend(std::iter::repeat_n(PENALTY_SIGNAL, self.signals));
        penalties.extend(std::iter::repeat_n(PENALTY_RULE, self.rules));
        penalties.extend(std::iter::repeat_n(0.05, self.domains));
        penalties.push(1e-4);
        penalties
    }
}
