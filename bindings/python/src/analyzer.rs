//! The analyzer: texts in, result objects or columns out.

use std::borrow::Cow;
use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyIterator, PyList, PyString};
use rayon::ThreadPool;
use serde::Serialize;
use simpatico::{Exchange, Judgement, Label, ModelKind};

use crate::columns::{Named, Table, TextColumn};
use crate::conversation::{self, Many};
use crate::draft::Draft;
use crate::redact::{Masks, redactor};
use crate::results::{Module, object};
use crate::session::Session;
use crate::turns::Conversation;
use crate::{errors, pool, texts};

/// A line of the contract.
#[derive(Serialize)]
#[serde(rename = "Judgement")]
struct Line<'a, 't> {
    schema: u32,
    data_version: &'a str,
    model: ModelKind,
    id: Option<&'a str>,
    customer: &'a simpatico::Analysis<'t>,
    reply: Option<&'a simpatico::ReplyScore<'t>>,
}

/// What a batch gives for each row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Give {
    Analyses,
    Replies,
    Judgements,
}

impl<'py> FromPyObject<'_, 'py> for Give {
    type Error = PyErr;

    fn extract(name: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match &*name.extract::<PyBackedStr>()? {
            "analyses" => Ok(Self::Analyses),
            "replies" => Ok(Self::Replies),
            "judgements" => Ok(Self::Judgements),
            other => Err(errors::option(name.py(), &format!("a batch gives no {other:?}"))),
        }
    }
}

/// Texts of one row.
struct Row {
    customer: PyBackedStr,
    reply: Option<PyBackedStr>,
}

impl Row {
    fn exchange(&self) -> Exchange<'_> {
        Exchange { customer: &self.customer, reply: self.reply.as_deref(), turns_before: 0 }
    }
}

/// Reads messages and judges replies; see `simpatico.Analyzer`, which is made of it.
#[pyclass(frozen, module = "simpatico._native")]
pub(crate) struct Analyzer {
    inner: simpatico::Analyzer,
}

/// What a result of this analyzer says of its origin: model and version of the data.
pub(crate) fn provenance<'py>(py: Python<'py>, analyzer: &simpatico::Analyzer) -> [Bound<'py, PyAny>; 2] {
    [analyzer.model().name(), analyzer.data_version()].map(|name| PyString::intern(py, name).into_any())
}

/// A text as results may show it: the same object, where nothing is masked.
pub(crate) fn shown<'py>(analyzer: &simpatico::Analyzer, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let Some(own) = texts::optional("text", text)? else { return Ok(text.clone()) };
    match analyzer.shown(&own) {
        Cow::Borrowed(_) => Ok(text.clone()),
        Cow::Owned(masked) => Ok(PyString::new(text.py(), &masked).into_any()),
    }
}

impl Analyzer {
    /// What it is made of.
    pub(crate) fn core(&self) -> &simpatico::Analyzer {
        &self.inner
    }

    /// Rows between two looks at the interpreter: below a second or two of work, so that Ctrl-C and progress are prompt.
    fn chunk(&self) -> usize {
        match self.inner.model() {
            ModelKind::Accurate => 128,
            ModelKind::Fast => 4096,
        }
    }

    /// Judges one exchange without the interpreter's lock.
    fn judge_one<'t>(&self, py: Python<'_>, exchange: &Exchange<'t>) -> PyResult<Judgement<'t>> {
        errors::guarded(py, || self.inner.judge_exchange(exchange))
    }

    /// Judges exchanges on all threads of `pool`, without the interpreter's lock.
    fn judge_many<'t>(
        &self,
        py: Python<'_>,
        pool: &Arc<ThreadPool>,
        exchanges: &[Exchange<'t>],
    ) -> PyResult<Vec<Judgement<'t>>> {
        errors::guarded(py, || pool.install(|| self.inner.judge_batch(exchanges)))
    }

    /// Judges rows on all threads of `pool` and adds them to `table`, without the interpreter's lock.
    fn push(
        &self,
        py: Python<'_>,
        pool: &Arc<ThreadPool>,
        table: &mut Table,
        rows: &[Option<Exchange<'_>>],
        faults: &[Option<String>],
    ) -> PyResult<()> {
        errors::guarded(py, || pool.install(|| table.push(&self.inner, rows, faults)))?
            .map_err(|error| PyTypeError::new_err(error.to_string()))
    }

    fn line<'a, 't>(&'a self, judgement: &'a Judgement<'t>, id: Option<&'a str>) -> Line<'a, 't> {
        Line {
            schema: simpatico::SCHEMA,
            data_version: self.inner.data_version(),
            model: self.inner.model(),
            id,
            customer: &judgement.customer,
            reply: judgement.reply.as_ref(),
        }
    }

    /// A judgement as an object; `texts` are the message's and the reply's.
    fn given<'py>(
        &self,
        give: Give,
        texts: [&Bound<'py, PyAny>; 2],
        id: Option<&str>,
        judged: &Judgement<'_>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = texts[0].py();
        let [customer, reply] = [shown(&self.inner, texts[0])?, shown(&self.inner, texts[1])?];
        let (customer, reply) = ([customer], [reply]);
        let asides: &[(&str, &[Bound<'py, PyAny>])] = &[("Analysis", &customer), ("ReplyScore", &reply)];
        match give {
            Give::Analyses => object(py, Module::Exchange, asides, &judged.customer),
            Give::Replies => object(py, Module::Exchange, asides, &judged.reply),
            Give::Judgements => object(py, Module::Exchange, asides, &self.line(judged, id)),
        }
    }
}

#[pymethods]
impl Analyzer {
    #[new]
    #[allow(clippy::too_many_arguments)] // made by `simpatico.Analyzer` alone
    fn new(
        py: Python<'_>,
        model: &str,
        packs: Vec<String>,
        thresholds: Vec<(String, f64)>,
        disable: Vec<String>,
        masks: Option<Masks>,
        data: Option<&[u8]>,
        network: Option<&[u8]>,
    ) -> PyResult<Self> {
        let known = ModelKind::ALL.iter().find(|kind| kind.name() == model);
        let kind =
            known.ok_or_else(|| errors::option(py, &format!("model is {model:?}, not \"accurate\" or \"fast\"")))?;
        let mut builder = simpatico::Analyzer::builder().model(*kind);
        builder = packs.into_iter().fold(builder, |builder, pack| builder.pack(pack));
        builder = disable.into_iter().fold(builder, |builder, rule| builder.disable(rule));
        builder = thresholds.into_iter().fold(builder, |builder, (label, score)| builder.threshold(label, score));
        builder = masks.into_iter().fold(builder, |builder, masks| builder.redact(redactor(masks)));
        builder = data.into_iter().fold(builder, |builder, data| builder.data(data));
        builder = network.into_iter().fold(builder, |builder, network| builder.network(network));
        let inner = errors::guarded(py, || builder.build())?.map_err(|error| errors::from_core(py, &error))?;
        Ok(Self { inner })
    }

    #[getter]
    fn data_version(&self) -> &str {
        self.inner.data_version()
    }

    #[getter]
    fn model(&self) -> &'static str {
        self.inner.model().name()
    }

    fn rules(&self) -> Vec<(&str, &str)> {
        self.inner.rules().collect()
    }

    fn analyze<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = text.py();
        let customer = texts::text("text", text)?;
        let exchange = Exchange { customer: &customer, ..Exchange::default() };
        let judgement = self.judge_one(py, &exchange)?;
        self.given(Give::Analyses, [text, text], None, &judgement)
    }

    fn score_reply<'py>(&self, customer: &Bound<'py, PyAny>, reply: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let row = Row { customer: texts::text("customer", customer)?, reply: Some(texts::text("reply", reply)?) };
        let judgement = self.judge_one(customer.py(), &row.exchange())?;
        self.given(Give::Replies, [customer, reply], None, &judgement)
    }

    fn judge<'py>(
        &self,
        customer: &Bound<'py, PyAny>,
        reply: &Bound<'py, PyAny>,
        id: Option<&str>,
        turns_before: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let row = Row { customer: texts::text("customer", customer)?, reply: said(texts::optional("reply", reply)?) };
        let judgement = self.judge_one(customer.py(), &Exchange { turns_before, ..row.exchange() })?;
        self.given(Give::Judgements, [customer, reply], id, &judgement)
    }

    /// A text with the masks that results have.
    fn shown<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        shown(&self.inner, text)
    }

    fn draft(&self, customer: &Bound<'_, PyAny>) -> PyResult<Draft> {
        Draft::try_new(&self.inner, customer)
    }

    fn session(&self, id: &Bound<'_, PyAny>) -> PyResult<Session> {
        Session::try_new(&self.inner, id)
    }

    fn analyze_conversation<'py>(&self, conversation: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = conversation.py();
        let conversation = Conversation::try_new("", conversation)?;
        let analysis = errors::guarded(py, || self.inner.analyze_conversation(&conversation.turns()))?;
        conversation::result(py, &self.inner, conversation.id.as_ref(), conversation.shown.into_bound(py), &analysis)
    }

    /// One result a conversation, in order; with `keep_errors` the exception of one that cannot be used stands in its place.
    fn analyze_conversations<'py>(
        &self,
        conversations: &Bound<'py, PyIterator>,
        read: &Bound<'py, PyAny>,
        keep_errors: bool,
        threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyList>> {
        let py = read.py();
        let results = PyList::empty(py);
        Many { given: conversations, read, threads, progress }.analyze(&self.inner, |outcome| match outcome {
            Ok((conversation, analysis)) => {
                let shown = conversation.shown.bind(py).clone();
                results.append(conversation::result(py, &self.inner, conversation.id.as_ref(), shown, &analysis)?)
            }
            Err(error) if keep_errors => results.append(error.value(py)),
            Err(error) => Err(error),
        })?;
        Ok(results)
    }

    /// One result a row, in order; `None` where the row has no text to judge. With `keep_errors` the exception of a row that
    /// cannot be used stands in its place.
    #[allow(clippy::too_many_arguments)] // one call for all batches, made by `simpatico.Analyzer` alone
    fn judge_rows<'py>(
        &self,
        py: Python<'py>,
        give: Give,
        customers: &Bound<'py, PyList>,
        replies: Option<&Bound<'py, PyList>>,
        keep_errors: bool,
        threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyList>> {
        if let Some(replies) = replies
            && replies.len() != customers.len()
        {
            let message = format!("{} customer messages and {} replies", customers.len(), replies.len());
            return Err(errors::option(py, &message));
        }
        let pool = pool::pool(py, threads)?;
        let results = PyList::empty(py);
        let none = py.None().into_bound(py);
        let indexes: Vec<usize> = (0..customers.len()).collect();
        for chunk in indexes.chunks(self.chunk()) {
            let mut rows: Vec<PyResult<Option<Row>>> = Vec::with_capacity(chunk.len());
            for &index in chunk {
                let reply = replies.map(|replies| replies.get_item(index)).transpose()?;
                let row = row(index, &customers.get_item(index)?, reply.as_ref(), give);
                if let (Err(error), false) = (&row, keep_errors) {
                    return Err(error.clone_ref(py));
                }
                rows.push(row);
            }
            let exchanges: Vec<Exchange<'_>> =
                rows.iter().filter_map(|row| row.as_ref().ok()?.as_ref()).map(Row::exchange).collect();
            let mut judgements = self.judge_many(py, &pool, &exchanges)?.into_iter();
            for (&index, row) in chunk.iter().zip(&rows) {
                match row {
                    Err(error) => results.append(error.value(py))?,
                    Ok(None) => results.append(&none)?,
                    Ok(Some(_)) => {
                        let Some(judgement) = judgements.next() else { continue };
                        let reply = replies.map(|replies| replies.get_item(index)).transpose()?;
                        let customer = customers.get_item(index)?;
                        let texts = [&customer, reply.as_ref().unwrap_or(&none)];
                        results.append(self.given(give, texts, None, &judgement)?)?;
                    }
                }
            }
            report(py, progress, chunk.len())?;
        }
        Ok(results)
    }

    /// The scores of texts as numbers: their names, and one matrix of 64-bit floats, row by row.
    fn features<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyList>,
        threads: Option<usize>,
    ) -> PyResult<(Vec<String>, Bound<'py, PyBytes>)> {
        let pool = pool::pool(py, threads)?;
        let mut table = Table::try_new(py, simpatico_columns::Layout::Flat, false)?;
        let rows: Vec<Option<Row>> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| row(index, &text, None, Give::Analyses))
            .collect::<PyResult<_>>()?;
        for chunk in rows.chunks(self.chunk()) {
            let exchanges: Vec<_> = chunk.iter().map(|row| row.as_ref().map(Row::exchange)).collect();
            self.push(py, &pool, &mut table, &exchanges, &vec![None; chunk.len()])?;
            py.check_signals()?;
        }
        Ok((table.number_names(), PyBytes::new(py, &table.matrix())))
    }

    /// Judges columns that speak the Arrow `PyCapsule` interface: a table of results, one row for each of theirs.
    #[allow(clippy::too_many_arguments)] // as above
    fn judge_columns<'py>(
        &self,
        py: Python<'py>,
        customer: &Bound<'py, PyAny>,
        reply: Option<&Bound<'py, PyAny>>,
        faults: Vec<(usize, String)>,
        layout: Named,
        threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Table> {
        let customer = TextColumn::try_new("customer", customer)?;
        let reply = reply.map(|reply| TextColumn::try_new("reply", reply)).transpose()?;
        let customers = customer.rows();
        let replies = reply.as_ref().map(TextColumn::rows);
        if let Some(replies) = &replies
            && replies.len() != customers.len()
        {
            let message = format!("{} customer messages and {} replies", customers.len(), replies.len());
            return Err(errors::option(py, &message));
        }
        let pool = pool::pool(py, threads)?;
        let mut table = Table::try_new(py, layout.0, replies.is_some())?;
        let mut faults = faults.into_iter().peekable();
        for start in (0..customers.len()).step_by(self.chunk()) {
            let end = customers.len().min(start + self.chunk());
            let place = |index: usize| {
                let reply = replies.as_ref().and_then(|replies| replies.get(index).copied().flatten());
                let customer = customers.get(index).copied().flatten()?;
                Some(Exchange { customer, reply: reply.filter(|reply| !reply.is_empty()), turns_before: 0 })
            };
            let rows: Vec<Option<Exchange<'_>>> = (start..end).map(place).collect();
            let mut errors_here = vec![None; rows.len()];
            while let Some((index, message)) = faults.next_if(|(index, _)| *index < end) {
                if let Some(error) = index.checked_sub(start).and_then(|place| errors_here.get_mut(place)) {
                    *error = Some(message);
                }
            }
            self.push(py, &pool, &mut table, &rows, &errors_here)?;
            report(py, progress, rows.len())?;
        }
        Ok(table)
    }
}

/// The texts of a row; `None` where there is nothing to judge.
fn row(
    index: usize,
    customer: &Bound<'_, PyAny>,
    reply: Option<&Bound<'_, PyAny>>,
    give: Give,
) -> PyResult<Option<Row>> {
    let customer = texts::optional(format_args!("row {index}"), customer)?;
    let reply = match reply {
        Some(reply) => texts::optional(format_args!("reply of row {index}"), reply)?,
        None => None,
    };
    let (is_judged, reply) = match give {
        Give::Replies => (reply.is_some(), reply),
        Give::Analyses | Give::Judgements => (true, said(reply)),
    };
    Ok(customer.filter(|_| is_judged).map(|customer| Row { customer, reply }))
}

/// An empty reply beside a message is no reply, as on the command line.
fn said(reply: Option<PyBackedStr>) -> Option<PyBackedStr> {
    reply.filter(|reply| !reply.is_empty())
}

/// Tells how many rows more are done, and lets Ctrl-C through.
pub(crate) fn report(py: Python<'_>, progress: Option<&Bound<'_, PyAny>>, rows: usize) -> PyResult<()> {
    py.check_signals()?;
    if let Some(progress) = progress {
        progress.call1((rows,))?;
    }
    Ok(())
}
