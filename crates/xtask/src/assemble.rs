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
use simpatico::data::{Curve, HeadData, Pack, PackData};
use simpatico::detect::{LinearScores, Matcher, message_scorer};
use simpatico::neural::{
    Blocks, EightBit, LayerData, MatrixData, Mix, Network, NetworkData, NormData, Readout, SideData,
};

use crate::corpus::{self, Row};
use crate::export::is_held_out;
use crate::heads::{self, Head, Kind};
use crate::train::calibrate::{asserted_from, graded, spread, thresholds};
use crate::train::matrix::{Example, Loss, Matrix, fit};
use crate::train::{self, OutOfFold, Scored, model::scale, stack};
use crate::{Failure, sources};

/// Penalty on squared weights of the mix: light, since every family has thousands of examples.
const PENALTY: f32 = 0.5;

#[derive(Deserialize)]
struct Described {
    attention_heads: u32,
    layers: usize,
    pieces: Vec<String>,
    scores: Vec<f32>,
    tensors: Vec<Tensor>,
}

#[derive(Deserialize)]
struct Tensor {
    name: String,
    shape: Vec<u32>,
    blocks: bool,
    bytes: usize,
}

/// The tensors of a trained network, by name.
struct Tensors {
    blocks: HashMap<String, Blocks>,
    numbers: HashMap<String, Vec<f32>>,
}

/// The data of the accurate model in its crate.
pub(crate) fn network_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../simpatico-accurate/data/accurate.network")
}

pub(crate) fn run(data: &Path, tensors: Option<&Path>, to: &Path) -> Result<(), Failure> {
    let mut network = match tensors {
        Some(tensors) => read(tensors)?,
        None => NetworkData::read(&fs::read(network_path())?)?,
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
    let customer = Side { heads: heads::customer(), rows: &known, fitted: messages.len(), fast: fast_scores, readouts };
    let customer = customer.fit(&mut network.customer, &needed);

    let reply = |row: &&Row| engine.pair([(&row.customer, &[]), (row.reply.as_deref().unwrap_or_default(), &[])]);
    let readouts: Vec<Readout> = pairs.par_iter().map(reply).collect();
    let mut fast_scores: Vec<LinearScores> = Vec::new();
    for row in &pairs {
        fast_scores.push(out_of_fold.reply(&row.id)?.clone());
    }
    let reply = Side { heads: heads::reply(), rows: &pairs, fitted: pairs.len(), fast: fast_scores, readouts };
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
    let engine = Network::new(read(tensors)?)?;
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

/// Reads what `training/pack.py` wrote; mixes and curves are still missing.
fn read(path: &Path) -> Result<NetworkData, Failure> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or("no line of JSON at the start of the tensors")?;
    let head: Described = serde_json::from_slice(&bytes[..end])?;
    let mut tensors = Tensors { blocks: HashMap::new(), numbers: HashMap::new() };
    let mut rest = &bytes[end + 1..];
    for tensor in head.tensors {
        let (own, tail) = rest.split_at_checked(tensor.bytes).ok_or("the tensors end too soon")?;
        rest = tail;
        if tensor.blocks {
            let blocks = Blocks { rows: tensor.shape[0], width: tensor.shape[1], bytes: own.to_vec().into() };
            tensors.blocks.insert(tensor.name, blocks);
        } else {
            let numbers = own.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
            tensors.numbers.insert(tensor.name, numbers);
        }
    }
    let layer = |number: usize| -> Result<LayerData, Failure> {
        let name = |part: &str| format!("layers.{number}.{part}");
        Ok(LayerData {
            qkv: tensors.matrix(&name("qkv"))?,
            out: tensors.matrix(&name("out"))?,
            first: tensors.norm(&name("first"))?,
            wide: tensors.matrix(&name("wide"))?,
            narrow: tensors.matrix(&name("narrow"))?,
            second: tensors.norm(&name("second"))?,
        })
    };
    Ok(NetworkData {
        attention_heads: head.attention_heads,
        pieces: head.pieces,
        scores: head.scores,
        words: tensors.blocks("words.weight")?,
        positions: tensors.blocks("positions.weight")?,
        norm: tensors.norm("norm")?,
        layers: (0..head.layers).map(layer).collect::<Result<_, _>>()?,
        customer: tensors.side("customer")?,
        reply: tensors.side("reply")?,
        ..NetworkData::default()
    })
}

impl Tensors {
    fn blocks(&self, name: &str) -> Result<Blocks, Failure> {
        Ok(self.blocks.get(name).ok_or_else(|| format!("no tensor {name:?}"))?.clone())
    }

    fn numbers(&self, name: &str) -> Result<Vec<f32>, Failure> {
        Ok(self.numbers.get(name).ok_or_else(|| format!("no tensor {name:?}"))?.clone())
    }

    fn matrix(&self, name: &str) -> Result<MatrixData, Failure> {
        Ok(MatrixData { blocks: self.blocks(&format!("{name}.weight"))?, bias: self.numbers(&format!("{name}.bias"))? })
    }

    fn norm(&self, name: &str) -> Result<NormData, Failure> {
        Ok(NormData { scale: self.numbers(&format!("{name}.weight"))?, offset: self.numbers(&format!("{name}.bias"))? })
    }

    fn side(&self, name: &str) -> Result<SideData, Failure> {
        let bias = self.numbers(&format!("{name}.value.bias"))?;
        let eight = |part: &str| -> Result<EightBit, Failure> {
            let numbers = self.numbers(&format!("{name}.{part}.weight"))?;
            Ok(eight_bit(&numbers, numbers.len() / bias.len().max(1)))
        };
        Ok(SideData { value: eight("value")?, look: eight("look")?, bias, ..SideData::default() })
    }
}

fn eight_bit(numbers: &[f32], width: usize) -> EightBit {
    let mut out = EightBit::default();
    for row in numbers.chunks_exact(width) {
        let step = (row.iter().fold(0.0_f32, |most, number| most.max(number.abs())) / 127.0).max(1e-9);
        out.steps.push(step);
        out.weights.extend(row.iter().map(|number| (number / step).round() as i8));
    }
    out
}

/// One side's held-out rows with both scores of each, and after them those of the dev split.
struct Side<'a> {
    heads: Vec<Head>,
    rows: &'a [&'a Row],
    /// The first so many rows are those that the mix may be fitted on; thresholds and borders are chosen on all.
    fitted: usize,
    fast: Vec<LinearScores>,
    readouts: Vec<Readout>,
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
        side.mix = vec![Mix::default(); self.heads.len()];
        for places in self.families().values() {
            self.mix(places, &truth, &mut side.mix);
        }
        let raw: Vec<Vec<f64>> = (0..self.heads.len())
            .map(|head| (0..self.rows.len()).map(|row| self.mixed(head, row, &side.mix[head])).collect())
            .collect();
        side.heads = self.calibrated(&raw, &truth);
        let names = self.heads.iter().enumerate().map(|(place, (name, _))| (name.clone(), place)).collect();
        Mixed { names, raw, heads: side.heads.clone() }
    }

    /// The linear score, the network's score.
    fn scores(&self, head: usize, row: usize) -> [f64; 2] {
        [self.fast[row].raw[head], f64::from(self.readouts[row].scores[head])]
    }

    fn mixed(&self, head: usize, row: usize, mix: &Mix) -> f64 {
        let [fast, neural] = self.scores(head, row);
        self.fast[row].verdicts[head].on(mix.of(fast, neural))
    }

    /// Heads that share the factors of their mix: the labels of a family; a graded head is its own.
    fn families(&self) -> BTreeMap<String, Vec<usize>> {
        train::model::families(&self.heads, true)
    }

    /// Two factors for the family and a summand for each of its heads, by logistic or least-squares regression.
    fn mix(&self, places: &[usize], truth: &[Vec<Option<f32>>], into: &mut [Mix]) {
        let loss = if self.heads[places[0]].1 == Kind::Label { Loss::Logistic } else { Loss::Squared };
        let mut matrix = Matrix::default();
        let mut examples = Vec::new();
        for (column, &head) in places.iter().enumerate() {
            for (row, target) in truth[head].iter().enumerate().take(self.fitted) {
                let Some(target) = *target else { continue };
                let at = examples_row(&mut matrix, self.scores(head, row), column);
                examples.push(Example { row: at, target, offset: 0.0, weight: 1.0 });
            }
        }
        let mut penalties = vec![PENALTY; 2];
        penalties.extend(std::iter::repeat_n(0.05, places.len()));
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
            into[head] = Mix { fast: weights[0], neural: weights[1], offset: weights[2 + column] };
        }
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
                let (curve, spread) = match kind {
                    // The mix is a logistic regression: its sum is calibrated as it is.
                    Kind::Label => (Curve::Logistic { slope: 1.0, offset: 0.0 }, 0.0),
                    Kind::Graded(low, high) => {
                        // Those of support have its mixture of classes, which the borders between them rest on.
                        let is_of_support = |row: &usize| !self.rows[*row].is_ours;
                        let rows = (0..self.rows.len()).filter(is_of_support);
                        let pairs = rows.filter_map(|row| Some((raw[head][row], truth[head][row]?)));
                        let (raw, target): (Vec<f64>, Vec<f32>) = pairs.unzip();
                        let classes: Vec<usize> = target.iter().map(|target| (*target as i32 - low) as usize).collect();
                        let count = (high - low + 1) as usize;
                        let (reported, ends) = scale(name, count);
                        (graded(&raw, &classes, &reported, ends), spread(&raw, &classes, count))
                    }
                };
                let spread = spread as f32;
                HeadData { name: name.clone(), bias: 0.0, step: 1.0, curve, threshold: 0.5, spread }
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

fn examples_row(matrix: &mut Matrix, [fast, neural]: [f64; 2], column: usize) -> usize {
    matrix.push([(0, fast as f32), (1, neural as f32), (2 + column as u32, 1.0)]);
    matrix.rows() - 1
}
