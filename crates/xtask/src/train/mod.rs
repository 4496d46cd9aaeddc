//! Training: from the data folders to the pack, in one command, the same bytes for the same inputs.
//!
//! The order: the language model; the model of messages, out of fold first; the model of replies, which sees messages
//! as the library will (by out-of-fold scores); the sum that makes empathy. Calibration and thresholds come from
//! out-of-fold scores of the training split; the dev split is never read here but to report on it.

pub(crate) mod calibrate;
pub(crate) mod curve;
mod language;
pub(crate) mod matrix;
pub(crate) mod model;
pub(crate) mod open_sets;
pub(crate) mod stack;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use simpatico::data::{Pack, PackData, Side};
use simpatico::detect::{CUSTOMER_SIGNALS, Document, LinearScores, Matcher, customer_signals};
use simpatico::score::{Asked, CustomerState, REPLY_SIGNALS, Said, reply_signals};
use simpatico::{Emotion, Label, Technique};

use crate::corpus::{self, Row};
use crate::export::is_held_out;
use crate::{Failure, evaluate, heads, sources};
use model::{Sample, Trained, Trainer};
use open_sets::OpenText;

/// Version of the data that training writes.
const DATA_VERSION: &str = "2026.11.14";

/// Scores by models that did not see the rows.
pub(crate) trait Scored {
    /// Before calibration.
    fn raw(&self, head: &str, row: usize) -> f64;
    /// After it.
    fn reported(&self, head: &str, row: usize) -> f64;
}

/// Out-of-fold scores of the fast model for the rows that the accurate model's mix is fitted on, kept between the two
/// commands.
#[derive(Serialize, Deserialize)]
pub(crate) struct OutOfFold {
    /// By message.
    customer: BTreeMap<String, LinearScores>,
    /// By id of the pair.
    reply: BTreeMap<String, LinearScores>,
    /// Of open sets, by text.
    open: BTreeMap<String, LinearScores>,
}

impl OutOfFold {
    const PATH: &str = "target/out-of-fold.json";

    fn new(customer: &Trained, messages: &[&Row], open: &[OpenText], reply: &Trained, pairs: &[&Row]) -> Self {
        let held_out = |rows: &[&Row]| -> Vec<usize> { (0..rows.len()).filter(|&at| is_held_out(rows[at])).collect() };
        Self {
            // A message of a held-out pair may stand first in a row that is not held out.
            customer: messages
                .iter()
                .enumerate()
                .map(|(at, row)| (row.customer.clone(), customer.out_of_fold(at)))
                .collect(),
            open: open
                .iter()
                .filter(|text| text.is_soft)
                .zip(messages.len()..)
                .filter(|(text, _)| text.group.is_none())
                .map(|(text, at)| (text.text.clone(), customer.out_of_fold(at)))
                .collect(),
            reply: held_out(pairs).into_iter().map(|at| (pairs[at].id.clone(), reply.out_of_fold(at))).collect(),
        }
    }

    fn write(&self) -> Result<(), Failure> {
        let path = Path::new(Self::PATH);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        Ok(std::fs::write(path, serde_json::to_string(self)?)?)
    }

    pub(crate) fn read() -> Result<Self, Failure> {
        let text = std::fs::read_to_string(Self::PATH)
            .map_err(|error| format!("{}: {error}: run `cargo xtask train` first", Self::PATH))?;
        Ok(serde_json::from_str(&text)?)
    }

    pub(crate) fn customer(&self, message: &str) -> Result<&LinearScores, Failure> {
        Ok(self.customer.get(message).ok_or_else(|| format!("no out-of-fold scores of {message:?}"))?)
    }

    /// Of a text of an open set, where the fast model was trained with what the accurate one said of it.
    pub(crate) fn open(&self, text: &str) -> Option<&LinearScores> {
        self.open.get(text)
    }

    pub(crate) fn reply(&self, id: &str) -> Result<&LinearScores, Failure> {
        Ok(self.reply.get(id).ok_or_else(|| format!("no out-of-fold scores of pair {id:?}"))?)
    }
}

pub(crate) fn run(data: &Path, soft: Option<&Path>, dev: Option<&Path>) -> Result<(), Failure> {
    let rows = corpus::training(data)?;
    let (set_names, mut open) = open_sets::read(data)?;
    if let Some(soft) = soft {
        let soft = open_sets::read_soft(soft, set_names.len(), &open)?;
        open.extend(soft);
    }
    let (pack, out_of_fold) = train(&rows, &open, data)?;
    let bytes = pack.write()?;
    sources::write_pack(&bytes, &pack)?;
    out_of_fold.write()?;
    eprintln!("pack of {} bytes", bytes.len());
    if let Some(dev) = dev {
        evaluate::with_pack(&bytes, dev)?;
    }
    Ok(())
}

/// The pack with models of these rows, and of texts of open sets beside them; `data` holds more text for the language model.
fn train(rows: &[Row], open: &[OpenText], data: &Path) -> Result<(PackData, OutOfFold), Failure> {
    let clock = Instant::now();
    let step = |what: &str| eprintln!("[{:>4}s] {what}", clock.elapsed().as_secs());
    let (mut pack_data, faults) = sources::compile_all()?;
    if !faults.is_empty() {
        return Err(format!("{} faults in the data sources: see `cargo xtask data --check`", faults.len()).into());
    }
    pack_data.version = DATA_VERSION.to_owned();
    step(&format!("{} rows of the support corpus and our own, {} open texts", rows.len(), open.len()));

    pack_data.language = language::train(rows, data)?;
    let pack = Pack::new(pack_data.clone())?;
    step("language model");

    let matchers = [Side::Customer, Side::Reply].map(|side| Matcher::new(pack_data.rules.clone(), side));
    let messages = corpus::messages(rows);
    let read = |text: &str, context: usize| {
        let document = Document::read(text, &pack, &matchers[0]);
        let signals = customer_signals(&document, context, pack.lexicon());
        Sample::new(&document, signals)
    };
    let mut samples: Vec<Sample> =
        messages.iter().map(|row| read(&row.customer, row.context.len()).of_row(row)).collect();
    samples.extend(open.iter().map(|text| read(&text.text, 0).of_open(text)));
    let trainer = Trainer {
        samples: &samples,
        heads: heads::customer(),
        signals: CUSTOMER_SIGNALS,
        rules: &pack_data.rules,
        has_verdicts: true,
    };
    let customer = trainer.train(&|name| needed_rows(name, rows, &messages));
    pack_data.customer = customer.data.clone();
    step(&format!("model of messages: {} features, {} heads", customer.data.features.len(), customer.data.heads.len()));

    let pairs: Vec<&Row> = rows.iter().filter(|row| row.reply.is_some()).collect();
    let place = |row: &Row| messages.iter().position(|message| message.customer == row.customer).unwrap_or_default();
    let states: Vec<CustomerState> = pairs.iter().map(|row| state(&customer, place(row))).collect();
    let replies = replies(&pairs, &pack, &matchers[1]);
    let lengths = lengths(&replies);
    let samples: Vec<Sample> = pairs
        .iter()
        .zip(&states)
        .zip(&replies)
        .map(|((row, state), (reply, said))| {
            let message = Document::read(&row.customer, &pack, &matchers[0]);
            let asked = Asked::new(&message, state.clone(), &pack);
            let signals = reply_signals(&asked, reply, said, &pack);
            Sample::new(reply, signals).of_row(row)
        })
        .collect();
    let trainer = Trainer {
        samples: &samples,
        heads: heads::reply(),
        signals: REPLY_SIGNALS,
        rules: &pack_data.rules,
        has_verdicts: false,
    };
    let reply = trainer.train(&|_| None);
    pack_data.reply = reply.data.clone();
    step(&format!("model of replies: {} features, {} heads", reply.data.features.len(), reply.data.heads.len()));

    pack_data.empathy = stack::empathy(&pairs, &states, &lengths, &reply, None);
    pack_data.coverage = stack::coverage(&pairs, &states, &reply, None);
    step("empathy and coverage");
    let out_of_fold = OutOfFold::new(&customer, &messages, open, &reply, &pairs);
    Ok((pack_data, out_of_fold))
}

/// The pairs' replies, read as the library reads them.
pub(crate) fn replies<'r>(pairs: &[&'r Row], pack: &Pack, matcher: &Matcher) -> Vec<(Document<'r>, Said)> {
    pairs.iter().map(|row| Said::read(row.reply.as_deref().unwrap_or_default(), pack, matcher)).collect()
}

/// The replies' lengths, as the empathy sum sees them.
pub(crate) fn lengths(replies: &[(Document<'_>, Said)]) -> Vec<f64> {
    replies.iter().map(|(_, said)| f64::from(said.length())).collect()
}

/// Targets of the heads that only pairs are annotated for, for messages whose pairs agree or not: the mean.
pub(crate) fn needed_rows(name: &str, rows: &[Row], messages: &[&Row]) -> Option<Vec<Option<f32>>> {
    name.starts_with("needed.").then(|| {
        let mut sums: std::collections::HashMap<&str, (f32, f32)> = std::collections::HashMap::new();
        for row in rows {
            if let Some(value) = row.value(name) {
                let sum = sums.entry(row.customer.as_str()).or_default();
                *sum = (sum.0 + value, sum.1 + 1.0);
            }
        }
        messages.iter().map(|message| sums.get(message.customer.as_str()).map(|(sum, count)| sum / count)).collect()
    })
}

/// What a reply's judgement will see of a message, from its out-of-fold scores.
pub(crate) fn state(customer: &dyn Scored, message: usize) -> CustomerState {
    let at = |head: &str| customer.reported(head, message) as f32;
    let of = |family: &str, labels: Vec<&str>| {
        labels.iter().map(|label| at(&format!("{family}.{label}"))).collect::<Vec<f32>>()
    };
    let emotions = of(Emotion::FAMILY, Emotion::ALL.iter().map(|label| label.name()).collect());
    let needed = of("needed", Technique::ALL.iter().map(|label| label.name()).collect());
    CustomerState::new([at("sentiment"), at("urgency"), at("effort")], &emotions, at("risks.vulnerability"), needed)
}
