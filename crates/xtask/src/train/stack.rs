//! What is fitted to heads' out-of-fold scores: what they say for each other, the levels of scales, and the weights of the empathy
//! sum and of the coverage sums.

use std::collections::{BTreeMap, BTreeSet};

use simpatico::data::{CoverageData, EmpathyData, Levels, Stack};
use simpatico::score::{CustomerState, Ingredients, coverage_names, coverage_terms, term_names};
use simpatico::{Antipattern, Label, Technique};

use super::Scored;
use super::calibrate::{PENALTY_OURS, scale_curve, spread};
use super::matrix::{self, Example, Loss, Matrix};
use crate::corpus::Row;
use crate::heads::{Head, Kind};

/// Penalty on squared weights, and sweeps over them.
const PENALTY: f64 = 4.0;
const SWEEPS: usize = 400;
/// Penalty on squared weights of what other heads say.
const STACK_PENALTY: f32 = 3.0;
/// Penalty on squared weights of what the steps of a scale are read off.
const LEVELS_PENALTY: f32 = 1.0;
/// Penalty on squared weights of the coverage sums.
const COVERAGE_PENALTY: f32 = 6.0;
/// Penalty on the sum's covariance with the replies' length within a level of the contrast sets, a row.
const LENGTH_PENALTY: f64 = 10.0;
/// What one of our own rows counts beside one of the support corpus: ours were written for what is rare and sharp.
const OUR_SHARE: f64 = 0.4;
/// What a text of an open set counts there: enough that what is fitted to support's mixture holds elsewhere too.
const OPEN_SHARE: f64 = 0.4;

/// Where a row is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The shared support corpus, in whose annotators' place the model stands.
    Support,
    /// Our own corpus.
    Ours,
    /// An open set.
    Open,
}

impl Origin {
    /// Of a row of a corpus.
    pub(crate) fn of(row: &Row) -> Self {
        if row.is_ours { Self::Ours } else { Self::Support }
    }

    /// What one of its rows counts.
    fn share(self) -> f64 {
        match self {
            Self::Support => 1.0,
            Self::Ours => OUR_SHARE,
            Self::Open => OPEN_SHARE,
        }
    }
}

/// A row that what is fitted to heads' scores learns from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    fold: Option<u64>,
    origin: Origin,
}

impl Voice {
    /// A row without a fold is scored and not learned from.
    pub(crate) fn new(fold: Option<u64>, origin: Origin) -> Self {
        Self { fold, origin }
    }

    /// One where our own rows have a summand for themselves, which the model leaves out: how readily a label is given is that
    /// of support. Open texts have none: out of fold, leaving theirs out cost .04 of BRIGHTER and brought support nothing.
    fn of_ours(self) -> f32 {
        f32::from(u8::from(self.origin == Origin::Ours))
    }
}

/// The families of replies' heads, which speak for each other.
const OF_REPLIES: [&str; 4] = ["techniques", "antipatterns", "coverage", "empathy"];

/// The families that a head of messages may belong to; what a reply needs is told by them, and tells none.
const OF_MESSAGES: [&str; 12] = [
    "sentiment",
    "mixed",
    "emotions",
    "service_needs",
    "emotional_needs",
    "reasons",
    "risks",
    "target",
    "phase",
    "relationship",
    "urgency",
    "effort",
];

fn family(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// Which folds something is fitted on.
type Seen<'s> = &'s dyn Fn(u64) -> bool;

/// A head that others of its side speak for.
pub(crate) struct Speaking<'a> {
    pub(crate) heads: &'a [Head],
    pub(crate) place: usize,
    /// Scores of every head, none of them by a model that saw the row.
    pub(crate) raw: &'a [Vec<f64>],
    pub(crate) voices: &'a [Voice],
}

impl Speaking<'_> {
    fn others(&self, families: &[&str]) -> Vec<usize> {
        let speaks = |place: &usize| *place != self.place && families.contains(&family(&self.heads[*place].0));
        (0..self.heads.len()).filter(speaks).collect()
    }

    fn said(&self, part: usize, row: usize) -> f64 {
        1.0 / (1.0 + (-self.raw[part][row]).exp())
    }

    fn name(&self) -> &str {
        &self.heads[self.place].0
    }

    /// The heads that speak for another's linear score: feelings for the sentiment, everything for labels; the scales are read
    /// off all heads later.
    fn parts(&self) -> Vec<usize> {
        match family(self.name()) {
            "sentiment" => self.others(&["emotions"]),
            "urgency" | "effort" | "coverage" | "empathy" => Vec::new(),
            "techniques" | "antipatterns" => self.others(&OF_REPLIES),
            _ => self.others(&OF_MESSAGES),
        }
    }

    /// The stack, and for every row the score by one that did not see its fold.
    pub(crate) fn stack(&self, targets: &[Option<f32>]) -> Option<(Stack, Vec<f64>)> {
        let parts = self.parts();
        if parts.is_empty() {
            return None;
        }
        let own = &self.raw[self.place];
        let last = 2 + parts.len();
        let mut matrix = Matrix::default();
        for (row, (&sum, voice)) in own.iter().zip(self.voices).enumerate() {
            let said = parts.iter().zip(2..).map(|(&part, column)| (column, self.said(part, row) as f32));
            let ours = (last as u32, voice.of_ours());
            matrix.push([(0, 1.0), (1, sum as f32)].into_iter().chain(said).chain([ours]));
        }
        let loss = if self.heads[self.place].1 == Kind::Label { Loss::Logistic } else { Loss::Squared };
        let mut penalties = vec![STACK_PENALTY; last];
        penalties.iter_mut().take(2).for_each(|penalty| *penalty = 1e-3);
        penalties.push(PENALTY_OURS);
        let fit = |is_seen: Seen<'_>| {
            let mut weights = matrix::fit(&matrix, &self.examples(targets, is_seen), loss, &penalties);
            weights[last] = 0.0;
            weights
        };
        let (whole, scores) = self.out_of_fold(fit, |row, weights| f64::from(matrix.dot(row, weights)));
        let stack = Stack {
            head: self.name().to_owned(),
            own: whole[1],
            offset: whole[0],
            parts: parts.iter().map(|&part| self.heads[part].0.clone()).zip(whole[2..last].iter().copied()).collect(),
        };
        Some((stack, scores))
    }

    /// The levels of a scale, and for every row the score by some that did not see its fold.
    pub(crate) fn levels(&self, targets: &[Option<f32>]) -> Option<(Levels, Vec<f64>)> {
        let Kind::Graded(low, high) = self.heads[self.place].1 else { return None };
        if !["sentiment", "urgency", "effort"].contains(&self.name()) {
            return None;
        }
        let parts = self.others(&OF_MESSAGES);
        let middle = f64::from(low + high) / 2.0;
        let mut matrix = Matrix::default();
        let mut terms = 0;
        for (row, voice) in self.voices.iter().enumerate() {
            let others = parts.iter().map(|&part| self.said(part, row));
            let values: Vec<f64> = Levels::terms(self.raw[self.place][row], middle, others).collect();
            terms = values.len();
            let values = values.into_iter().map(|value| value as f32);
            matrix.push((0..).zip(values.chain([voice.of_ours()])));
        }
        let mut penalties = vec![LEVELS_PENALTY; terms];
        penalties[0] = 1e-3;
        penalties.push(PENALTY_OURS);
        let fit = |is_seen: Seen<'_>| -> Vec<Vec<f32>> {
            let step = |level: i32| {
                // What lies between two levels lies above the lower one in part.
                let above = |target: &Option<f32>| target.map(|target| (target - level as f32).clamp(0.0, 1.0));
                let above: Vec<Option<f32>> = targets.iter().map(above).collect();
                let mut weights = matrix::fit(&matrix, &self.examples(&above, is_seen), Loss::Logistic, &penalties);
                weights[terms] = 0.0;
                weights
            };
            (low..high).map(step).collect()
        };
        let mean = |row: usize, steps: &Vec<Vec<f32>>| {
            let above = |step: &Vec<f32>| 1.0 / (1.0 + (-f64::from(matrix.dot(row, step))).exp());
            f64::from(low) + steps.iter().map(above).sum::<f64>()
        };
        let (mut steps, scores) = self.out_of_fold(fit, mean);
        steps.iter_mut().for_each(|step| step.truncate(terms));
        let parts = parts.iter().map(|&part| self.heads[part].0.clone()).collect();
        Some((Levels { head: self.name().to_owned(), lowest: low as f32, parts, steps }, scores))
    }

    fn examples(&self, targets: &[Option<f32>], is_seen: Seen<'_>) -> Vec<Example> {
        let example = |(row, (target, voice)): (usize, (&Option<f32>, &Voice))| {
            voice.fold.filter(|&fold| is_seen(fold))?;
            Some(Example { row, target: (*target)?, offset: 0.0, weight: voice.origin.share() as f32 })
        };
        targets.iter().zip(self.voices).enumerate().filter_map(example).collect()
    }

    /// What is fitted on all rows, and for every row the score by what did not see its fold.
    fn out_of_fold<T>(&self, fit: impl Fn(Seen<'_>) -> T, score: impl Fn(usize, &T) -> f64) -> (T, Vec<f64>) {
        let whole = fit(&|_| true);
        let mut scores: Vec<f64> = (0..self.voices.len()).map(|row| score(row, &whole)).collect();
        let folds: BTreeSet<u64> = self.voices.iter().filter_map(|voice| voice.fold).collect();
        for fold in folds {
            let unseen = fit(&|other| other != fold);
            for row in (0..scores.len()).filter(|&row| self.voices[row].fold == Some(fold)) {
                scores[row] = score(row, &unseen);
            }
        }
        (whole, scores)
    }
}

/// `reply` scores the pairs as models that did not see them, `lengths` are those of [`simpatico::score::Said::length`]; where
/// there is a `prior`, weights differ from it only as far as the pairs ask for.
pub(crate) fn empathy(
    pairs: &[&Row],
    states: &[CustomerState],
    lengths: &[f64],
    reply: &dyn Scored,
    prior: Option<&EmpathyData>,
) -> EmpathyData {
    let parts = |(pair, state): (usize, &CustomerState)| {
        let coverage = reply.reported("coverage", pair);
        let wording = reply.raw("empathy", pair);
        Ingredients::new(state, given(reply, pair), harmed(reply, pair), coverage, wording, lengths[pair])
    };
    let names = term_names();
    let values: Vec<Vec<f64>> = states.iter().enumerate().map(|pair| parts(pair).terms().collect()).collect();
    // A row times the root of its share counts for its share in a sum of squares.
    let roots: Vec<f64> = pairs.iter().map(|row| Origin::of(row).share().sqrt()).collect();
    let weighted: Vec<Vec<f64>> =
        values.iter().zip(&roots).map(|(values, root)| values.iter().map(|value| value * root).collect()).collect();
    let truth: Vec<f64> = pairs.iter().zip(&roots).map(|(row, root)| f64::from(row.empathy) * root).collect();
    let known = |name: &String| prior.and_then(|prior| prior.weights.iter().find(|(known, _)| known == name));
    let start: Vec<f64> = names.iter().map(|name| known(name).map_or(0.0, |(_, weight)| f64::from(*weight))).collect();
    let weights = fit(&names, &weighted, &truth, &start, &length_row(pairs, &values));
    // The borders between levels rest on support's mixture of them.
    let of_support = || pairs.iter().zip(&values).filter(|(row, _)| !row.is_ours);
    let raw: Vec<f64> = of_support().map(|(_, values)| values.iter().zip(&weights).map(|(v, w)| v * w).sum()).collect();
    let classes: Vec<usize> = of_support().map(|(row, _)| row.empathy as usize).collect();
    let scored = raw.iter().zip(&classes).map(|(&raw, &class)| (raw, class as f32));
    EmpathyData {
        weights: names
            .into_iter()
            .zip(weights.iter().map(|&weight| weight as f32))
            .filter(|(_, weight)| weight.abs() > 1e-4)
            .collect(),
        curve: scale_curve("empathy", 0, 4, scored),
        spread: spread(&raw, &classes, 5) as f32,
    }
}

/// For each technique the probabilities of level 1 or more and of level 2.
fn given(reply: &dyn Scored, pair: usize) -> Vec<(f64, f64)> {
    let at = |head: String| reply.reported(&head, pair);
    let of = |technique| (at(format!("techniques.{technique}")), at(format!("techniques.{technique}.strong")));
    Technique::ALL.iter().map(of).collect()
}

/// For each antipattern its probability.
fn harmed(reply: &dyn Scored, pair: usize) -> Vec<f64> {
    Antipattern::ALL.iter().map(|label| reply.reported(&format!("antipatterns.{label}"), pair)).collect()
}

/// Two logistic regressions: that the needs are left open, and that they are answered; where there is a `prior`, weights
/// differ from it only as far as the pairs ask for.
pub(crate) fn coverage(
    pairs: &[&Row],
    states: &[CustomerState],
    reply: &dyn Scored,
    prior: Option<&CoverageData>,
) -> CoverageData {
    let names = coverage_names();
    let mut matrix = Matrix::default();
    let (mut covered, mut values, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for (pair, row) in pairs.iter().enumerate() {
        let Some(coverage) = row.coverage.as_deref().filter(|coverage| *coverage != "none_needed") else { continue };
        let (given, harmed) = (given(reply, pair), harmed(reply, pair));
        let terms: Vec<f64> =
            coverage_terms(reply.raw("coverage", pair), &given, &harmed, &states[pair].needed).collect();
        matrix.push(terms.iter().enumerate().map(|(place, &value)| (place as u32, value as f32)));
        covered.push(coverage);
        values.push(terms);
        shares.push(Origin::of(row).share() as f32);
    }
    let mut penalties = vec![COVERAGE_PENALTY; names.len()];
    penalties.iter_mut().take(1).for_each(|base| *base = 1e-3);
    let weights = |wanted: &str, prior: Option<&[(String, f32)]>| {
        let known = |name: &String| prior.and_then(|prior| prior.iter().find(|(known, _)| known == name));
        let start: Vec<f32> = names.iter().map(|name| known(name).map_or(0.0, |(_, weight)| *weight)).collect();
        let example = |(row, coverage): (usize, &&str)| Example {
            row,
            target: if *coverage == wanted { 1.0 } else { 0.0 },
            offset: values[row].iter().zip(&start).map(|(&value, weight)| value as f32 * weight).sum(),
            weight: shares[row],
        };
        let examples: Vec<Example> = covered.iter().enumerate().map(example).collect();
        let change = matrix::fit(&matrix, &examples, Loss::Logistic, &penalties);
        names.iter().cloned().zip(start.iter().zip(change).map(|(start, change)| start + change)).collect()
    };
    CoverageData {
        open: weights("open", prior.map(|prior| prior.open.as_slice())),
        answered: weights("answered", prior.map(|prior| prior.answered.as_slice())),
    }
}

/// A row whose square, with truth 0, is the penalty on the sum's following a reply's length: among replies of one level
/// to one message, the longer ones are not the better ones.
fn length_row(pairs: &[&Row], values: &[Vec<f64>]) -> Vec<f64> {
    let mut levels: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (place, row) in pairs.iter().enumerate().filter(|(_, row)| row.origin == "contrast") {
        levels.entry(row.empathy).or_default().push(place);
    }
    let characters = |place: usize| pairs[place].reply.as_deref().unwrap_or_default().chars().count() as f64;
    let terms = values.first().map_or(0, Vec::len);
    let (mut covariance, mut square, mut count) = (vec![0.0; terms], 0.0, 0.0);
    for places in levels.values() {
        let mean = places.iter().map(|&place| characters(place)).sum::<f64>() / places.len() as f64;
        for &place in places {
            let longer = characters(place) - mean;
            covariance.iter_mut().zip(&values[place]).for_each(|(sum, value)| *sum += longer * value);
            square += longer * longer;
            count += 1.0;
        }
    }
    let factor = (LENGTH_PENALTY * pairs.len() as f64 / (square * f64::max(count, 1.0)).max(1.0)).sqrt();
    covariance.iter().map(|sum| factor * sum).collect()
}

/// Ridge regression by coordinate descent, where giving never lowers a score and harming or missing never raises it;
/// `zero` is a further row that should come to 0.
fn fit(names: &[String], values: &[Vec<f64>], truth: &[f64], prior: &[f64], zero: &[f64]) -> Vec<f64> {
    let values: Vec<&[f64]> = values.iter().map(Vec::as_slice).chain(std::iter::once(zero)).collect();
    let truth: Vec<f64> = truth.iter().copied().chain(std::iter::once(0.0)).collect();
    let mut weights = prior.to_vec();
    let sum = |row: &[f64]| row.iter().zip(prior).map(|(value, weight)| value * weight).sum::<f64>();
    let mut errors: Vec<f64> = truth.iter().zip(&values).map(|(t, row)| sum(row) - t).collect();
    let squares: Vec<f64> =
        (0..names.len()).map(|place| values.iter().map(|row| row[place] * row[place]).sum()).collect();
    for _ in 0..SWEEPS {
        for (place, name) in names.iter().enumerate() {
            let penalty = if name == "base" { 1e-6 } else { PENALTY };
            let gradient: f64 = values.iter().zip(&errors).map(|(row, error)| row[place] * error).sum();
            let mut next =
                weights[place] - (gradient + penalty * (weights[place] - prior[place])) / (squares[place] + penalty);
            let family = name.split('.').next().unwrap_or_default();
            next = match family {
                "met" | "extra" | "wording" | "coverage" => next.max(0.0),
                "harm" | "harm_in_distress" | "missed" | "missed_in_distress" | "length" => next.min(0.0),
                _ => next,
            };
            let change = next - weights[place];
            if change != 0.0 {
                errors.iter_mut().zip(&values).for_each(|(error, row)| *error += change * row[place]);
                weights[place] = next;
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_hold() {
        let names: Vec<String> = ["base", "met.apology", "harm.rude"].map(str::to_owned).to_vec();
        let values: Vec<Vec<f64>> = (0..40).map(|i| vec![1.0, f64::from(i % 2), f64::from(i % 3 == 0)]).collect();
        // Truth falls with the technique and rises with the harm: neither may be learned.
        let truth: Vec<f64> = values.iter().map(|row| 2.0 - row[1] + row[2]).collect();
        let weights = fit(&names, &values, &truth, &[0.0; 3], &[0.0; 3]);
        assert!(weights[1] == 0.0 && weights[2] == 0.0, "{weights:?}");
        let truth: Vec<f64> = values.iter().map(|row| 2.0 + row[1] - row[2]).collect();
        let weights = fit(&names, &values, &truth, &[0.0; 3], &[0.0; 3]);
        assert!(weights[1] > 0.5 && weights[2] < -0.4, "{weights:?}");
        // A sum that must not follow the technique finds another way or none.
        let weights = fit(&names, &values, &truth, &[0.0; 3], &[0.0, 1e3, 0.0]);
        assert!(weights[1] < 1e-3, "{weights:?}");
    }
}
