//! The accurate model put together: the trained network, mixed head by head with the fast model's scores.
//!
//! The mix, the curves, the thresholds and the empathy sum are fitted on rows that neither the network's weights nor the
//! fast scores beside it have seen: the network never saw the held-out rows, and the fast scores of them are out of
//! fold. Thresholds of messages' labels and the borders of their scales are chosen on the dev split beside them, which
//! has the mixture of labels that support has and our corpus, made for what is rare, has not; no weight is.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use simpatico::data::{Curve, HeadData, Levels, Pack, PackData};
use simpatico::detect::{LinearScores, Matcher, message_scorer};
use simpatico::neural::{Mix, Network, NetworkData, Readout, SideData};

use crate::corpus::{self, Row};
use crate::export::is_held_out;
use crate::heads::{self, Head, Kind};
use crate::train::calibrate::{PENALTY_OURS, asserted_from, scale_curve, thresholds};
use crate::train::matrix::{Example, Loss, Matrix, fit};
use crate::train::open_sets::{self, OpenText};
use crate::train::stack::{self, Origin, Voice};
use crate::train::{self, OutOfFold, Scored};
use crate::{Failure, sources, tensors};

/// Penalty on squared weights of the mix: light, since every family has thousands of examples.
const PENALTY: f32 = 0.5;
/// Penalty on squared intercepts of heads.
const PENALTY_INTERCEPT: f32 = 0.05;

/// The data of the accurate model in its crate.
pub(crate) fn network_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../simpatico-accurate/data/accurate.network")
}

/// The network that ships.
pub(crate) fn packed() -> Result<NetworkData, Failure> {
    Ok(NetworkData::read(&fs::read(network_path())?)?)
}

pub(crate) fn run(data: &Path, tensors: Option<&Path>, to: &Path) -> Result<(), Failure> {
    let mut network = match tensors {
        Some(tensors) => tensors::read(tensors)?,
        None => packed()?,
    };
    let fast = PackData::read(&fs::read(sources::pack_path())?)?;
    network.version.clone_from(&fast.version);
    network.fast_version.clone_from(&fast.version);
    let out_of_fold = OutOfFold::read()?;
    let rows: Vec<Row> = corpus::training(data)?.into_iter().filter(is_held_out).collect();
    let messages = corpus::messages(&rows);
    let pairs: Vec<&Row> = rows.iter().filter(|row| row.reply.is_some()).collect();
    let engine = Network::new(network.clone())?;
    let pack = Arc::new(Pack::new(fast.clone())?);

    let dev = corpus::read(&data.join("support_corpus"))?;
    let tuning = corpus::messages(&dev);
    let readouts: Vec<Readout> =
        messages.par_iter().chain(tuning.par_iter()).map(|row| engine.message(&row.customer, &[])).collect();
    let needed = |name: &str| {
        let mut values = train::needed_rows(name, &rows, &messages)?;
        values.extend(train::needed_rows(name, &dev, &tuning)?);
        Some(values)
    };
    let mut fast_scores: Vec<LinearScores> = Vec::new();
    for row in &messages {
        fast_scores.push(out_of_fold.customer(&row.customer)?.clone());
    }
    let linear = message_scorer(&pack)?;
    fast_scores.extend(tuning.iter().map(|row| linear(&row.customer, row.context.len())));
    let known: Vec<&Row> = messages.iter().chain(&tuning).copied().collect();
    let open = open_reads(data, &out_of_fold, &engine)?;
    let customer =
        Side { heads: heads::customer(), rows: &known, fitted: messages.len(), fast: fast_scores, readouts, open };
    let customer = customer.fit(&mut network.customer, &needed);

    let reply = |row: &&Row| engine.pair([(&row.customer, &[]), (row.reply.as_deref().unwrap_or_default(), &[])]);
    let readouts: Vec<Readout> = pairs.par_iter().map(reply).collect();
    let mut fast_scores: Vec<LinearScores> = Vec::new();
    for row in &pairs {
        fast_scores.push(out_of_fold.reply(&row.id)?.clone());
    }
    let reply = Side {
        heads: heads::reply(),
        rows: &pairs,
        fitted: pairs.len(),
        fast: fast_scores,
        readouts,
        open: Vec::new(),
    };
    let reply = reply.fit(&mut network.reply, &|_| None);

    let place: HashMap<&str, usize> =
        messages.iter().enumerate().map(|(at, row)| (row.customer.as_str(), at)).collect();
    let states: Vec<_> = pairs.iter().map(|row| train::state(&customer, place[row.customer.as_str()])).collect();
    let matcher = Matcher::new(fast.rules.clone(), simpatico::data::Side::Reply);
    let lengths = train::lengths(&train::replies(&pairs, &pack, &matcher));
    network.coverage = stack::coverage(&pairs, &states, &reply, Some(&fast.coverage));
    network.empathy = stack::empathy(&pairs, &states, &lengths, &reply, Some(&fast.empathy));
    let bytes = network.write()?;
    fs::write(to, &bytes)?;
    eprintln!(
        "{}: {} bytes, fitted on {} messages and {} pairs",
        to.display(),
        bytes.len(),
        messages.len(),
        pairs.len()
    );
    Ok(())
}

#[derive(Deserialize)]
struct Compared {
    text: String,
    answer: Option<String>,
    ids: Vec<u16>,
    scores: Vec<f32>,
}

/// Compares pieces and scores with what `training/compare.py` wrote: the training's own view of the same network.
pub(crate) fn compare(tensors: &Path, rows: &Path) -> Result<(), Failure> {
    let engine = Network::new(tensors::read(tensors)?)?;
    let rows: Vec<Compared> = corpus::lines(rows)?;
    let (mut cut_alike, mut furthest, mut squares, mut count) = (0, 0.0_f32, 0.0_f32, 0);
    for row in &rows {
        let readout = match &row.answer {
            Some(answer) => engine.pair([(&row.text, &[]), (answer, &[])]),
            None => engine.message(&row.text, &[]),
        };
        let ids: Vec<u16> = readout.pieces.iter().map(|piece| piece.id).collect();
        // The trainer's list ends with the pieces that the heads read, and an end.
        let is_alike = row.ids.len() > ids.len() && row.ids[row.ids.len() - 1 - ids.len()..row.ids.len() - 1] == ids;
        cut_alike += usize::from(is_alike);
        if !is_alike {
            println!("cut otherwise: {:?}\n  here {ids:?}\n  there {:?}", row.text, row.ids);
            continue;
        }
        for (here, there) in readout.scores.iter().zip(&row.scores) {
            furthest = furthest.max((here - there).abs());
            squares += (here - there).powi(2);
            count += 1;
        }
    }
    let root = (squares / count.max(1) as f32).sqrt();
    println!(
        "{cut_alike} of {} cut alike; scores differ by {root:.4} (root mean square), {furthest:.4} at most",
        rows.len()
    );
    if cut_alike == rows.len() && root < 0.05 { Ok(()) } else { Err("the engine is not what was trained".into()) }
}

/// One side's held-out rows with both scores of each, and after them those of the dev split.
struct Side<'a> {
    heads: Vec<Head>,
    rows: &'a [&'a Row],
    /// The first so many rows are those that the mix may be fitted on; thresholds and borders are chosen on all.
    fitted: usize,
    fast: Vec<LinearScores>,
    readouts: Vec<Readout>,
    /// Texts of open sets that scales are read off beside the rows.
    open: Vec<OpenRead>,
}

/// A labelled text of an open set with both scores; the network saw it, the linear model did not.
struct OpenRead {
    text: OpenText,
    fast: LinearScores,
    readout: Readout,
}

/// Every so many-th of the labelled texts of open sets is read: see [`stack`] for what one counts.
const OPEN_STRIDE: usize = 4;

/// What open sets say of sentiment.
fn open_reads(data: &Path, out_of_fold: &OutOfFold, engine: &Network) -> Result<Vec<OpenRead>, Failure> {
    let (_, texts) = open_sets::read(data)?;
    let known = texts.into_iter().filter(|text| text.values.contains_key("sentiment"));
    let known = known.filter_map(|text| Some((out_of_fold.open(&text.text)?.clone(), text)));
    let known: Vec<_> = known.step_by(OPEN_STRIDE).collect();
    let read = |(fast, text): (LinearScores, OpenText)| {
        let readout = engine.message(&text.text, &[]);
        OpenRead { text, fast, readout }
    };
    Ok(known.into_par_iter().map(read).collect())
}

/// The mix of a head, and what our own rows have beside its summand, which the model leaves out.
#[derive(Clone, Default)]
struct Fitted {
    mix: Mix,
    ours: f32,
}

/// Mixed scores of the held-out rows, for the empathy sum.
struct Mixed {
    names: HashMap<String, usize>,
    raw: Vec<Vec<f64>>,
    heads: Vec<HeadData>,
}

impl Scored for Mixed {
    fn raw(&self, head: &str, row: usize) -> f64 {
        self.raw[self.names[head]][row]
    }

    fn reported(&self, head: &str, row: usize) -> f64 {
        self.heads[self.names[head]].curve.at(self.raw(head, row))
    }
}

impl Side<'_> {
    /// Fits mixes, curves and thresholds into `side`.
    fn fit(&self, side: &mut SideData, targets: &dyn Fn(&str) -> Option<Vec<Option<f32>>>) -> Mixed {
        let own = |name: &str| self.rows.iter().map(|row| row.value(name)).collect();
        let truth: Vec<Vec<Option<f32>>> =
            self.heads.iter().map(|(name, _)| targets(name).unwrap_or_else(|| own(name))).collect();
        let mut fitted = vec![Fitted::default(); self.heads.len()];
        for places in self.families().values() {
            self.mix(places, &truth, &mut fitted);
        }
        let mut raw: Vec<Vec<f64>> = fitted
            .iter()
            .enumerate()
            .map(|(head, fitted)| (0..self.rows.len()).map(|row| self.mixed(head, row, fitted)).collect())
            .collect();
        side.levels = self.level(&fitted, &truth, &mut raw);
        side.mix = fitted.into_iter().map(|fitted| fitted.mix).collect();
        side.heads = self.calibrated(&raw, &truth);
        let names = self.heads.iter().enumerate().map(|(place, (name, _))| (name.clone(), place)).collect();
        Mixed { names, raw, heads: side.heads.clone() }
    }

    /// The linear score, the network's score.
    fn scores(&self, head: usize, row: usize) -> [f64; 2] {
        [self.fast[row].raw[head], f64::from(self.readouts[row].scores[head])]
    }

    fn mixed(&self, head: usize, row: usize, fitted: &Fitted) -> f64 {
        let [fast, neural] = self.scores(head, row);
        let ours = if self.rows[row].is_ours { f64::from(fitted.ours) } else { 0.0 };
        self.fast[row].verdicts[head].on(fitted.mix.of(fast, neural) + ours)
    }

    /// Heads that share the factors of their mix: the labels of a family; a graded head is its own.
    fn families(&self) -> BTreeMap<String, Vec<usize>> {
        train::model::families(&self.heads, true)
    }

    /// Two factors for the family and a summand for each of its heads, by logistic or least-squares regression; our own
    /// rows have a summand more, as in [`crate::train::calibrate::platt`].
    fn mix(&self, places: &[usize], truth: &[Vec<Option<f32>>], into: &mut [Fitted]) {
        let loss = if self.heads[places[0]].1 == Kind::Label { Loss::Logistic } else { Loss::Squared };
        let mut matrix = Matrix::default();
        let mut examples = Vec::new();
        for (column, &head) in places.iter().enumerate() {
            for (row, target) in truth[head].iter().enumerate().take(self.fitted) {
                let Some(target) = *target else { continue };
                let [fast, neural] = self.scores(head, row);
                let ours = self.rows[row].is_ours.then_some((2 + places.len() + column) as u32);
                let columns = [(0, fast as f32), (1, neural as f32), (2 + column as u32, 1.0)];
                matrix.push(columns.into_iter().chain(ours.map(|ours| (ours, 1.0))));
                let at = matrix.rows() - 1;
                examples.push(Example { row: at, target, offset: 0.0, weight: 1.0 });
            }
        }
        let mut penalties = vec![PENALTY; 2];
        penalties.extend(std::iter::repeat_n(PENALTY_INTERCEPT, places.len()));
        penalties.extend(std::iter::repeat_n(PENALTY_OURS, places.len()));
        let mut weights = fit(&matrix, &examples, loss, &penalties);
        // A factor below 0 would turn a score against itself: without it, the other is fitted anew.
        for (own, other) in [(0, 1), (1, 0)] {
            if weights[own] < 0.0 {
                penalties[own] = 1e9;
                weights = fit(&matrix, &examples, loss, &penalties);
                weights[own] = 0.0;
                weights[other] = weights[other].max(0.0);
            }
        }
        for (column, &head) in places.iter().enumerate() {
            let mix = Mix { fast: weights[0], neural: weights[1], offset: weights[2 + column] };
            into[head] = Fitted { mix, ours: weights[2 + places.len() + column] };
        }
    }

    /// Reads the scales off the mixed scores, and puts scores by levels that did not see a row's fold in the place of `raw`.
    fn level(&self, fitted: &[Fitted], truth: &[Vec<Option<f32>>], raw: &mut [Vec<f64>]) -> Vec<Levels> {
        let of_rows = self.fast.iter().zip(&self.readouts);
        let of_open = self.open.iter().map(|open| (&open.fast, &open.readout));
        let read: Vec<(&LinearScores, &Readout)> = of_rows.chain(of_open).collect();
        let told = |head: usize| {
            let mix = &fitted[head].mix;
            read.iter().map(|(fast, neural)| mix.of(fast.raw[head], f64::from(neural.scores[head]))).collect()
        };
        let told: Vec<Vec<f64>> = (0..self.heads.len()).map(told).collect();
        let voice = |(at, row): (usize, &&Row)| {
            Voice::new((at < self.fitted).then(|| train::model::fold(row.group())), Origin::of(row))
        };
        let mut voices: Vec<Voice> = self.rows.iter().enumerate().map(voice).collect();
        voices.extend(self.open.iter().map(|open| Voice::new(Some(train::model::fold(&open.text.text)), Origin::Open)));
        let mut levels = Vec::new();
        for (place, (name, _)) in self.heads.iter().enumerate() {
            let speaking = stack::Speaking { heads: &self.heads, place, raw: &told, voices: &voices };
            let open = self.open.iter().map(|open| open.text.values.get(name).copied());
            let truth: Vec<Option<f32>> = truth[place].iter().copied().chain(open).collect();
            if let Some((made, scores)) = speaking.levels(&truth) {
                let verdicts = self.fast.iter().map(|fast| fast.verdicts[place]);
                raw[place] = verdicts.zip(scores).map(|(verdict, score)| verdict.on(score)).collect();
                levels.push(made);
            }
        }
        levels
    }

    fn calibrated(&self, raw: &[Vec<f64>], truth: &[Vec<Option<f32>>]) -> Vec<HeadData> {
        let known = |head: usize| -> (Vec<f64>, Vec<f32>) {
            let pairs = raw[head].iter().zip(&truth[head]);
            pairs.filter_map(|(&raw, target)| target.map(|target| (raw, target))).unzip()
        };
        let mut heads: Vec<HeadData> = self
            .heads
            .iter()
            .enumerate()
            .map(|(head, (name, kind))| {
                let curve = match kind {
                    // The mix is a logistic regression: its sum is calibrated as it is.
                    Kind::Label => Curve::Logistic { slope: 1.0, offset: 0.0 },
                    Kind::Graded(low, high) => {
                        let of_support = (0..self.rows.len()).filter(|&row| !self.rows[row].is_ours);
                        let known = of_support.filter_map(|row| Some((raw[head][row], truth[head][row]?)));
                        scale_curve(name, *low, *high, known)
                    }
                };
                HeadData { name: name.clone(), bias: 0.0, step: 1.0, curve, threshold: 0.5 }
            })
            .collect();
        for places in train::model::families(&self.heads, false).values() {
            let scored = |place: &usize| {
                let (raw, target) = known(*place);
                let scores: Vec<f64> = raw.iter().map(|&raw| heads[*place].curve.at(raw)).collect();
                (scores, target.iter().map(|&target| target >= 0.5).collect::<Vec<bool>>())
            };
            let (scores, truths): (Vec<Vec<f64>>, Vec<Vec<bool>>) = places.iter().map(scored).unzip();
            for (place, threshold) in places.iter().zip(thresholds(&scores, &truths)) {
                heads[*place].threshold = asserted_from(&heads[*place].name, threshold);
            }
        }
        heads
    }
}
