//! Many conversations looked back on: figures, and the page on them.

use std::sync::{Mutex, MutexGuard};

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::MutexExt as _;
use pyo3::types::{PyIterator, PyList};
use simpatico::{AgentOrder, ConversationAnalysis, Correction, Period, ReflectionAnalysis, ReflectionOptions};
use simpatico_report::{Report, ReportOptions, csv};

use crate::analyzer::{self, Analyzer};
use crate::conversation::Many;
use crate::errors;
use crate::results::{Module, object};
use crate::session::Session;
use crate::turns::Conversation;

/// What figures are followed over: the name of a stretch of time, or a number of conversations.
#[derive(Clone, Copy)]
struct Over(Period);

impl<'py> FromPyObject<'_, 'py> for Over {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(size) = given.extract::<u32>() {
            return Ok(Self(Period::Conversations(size)));
        }
        match given.extract::<PyBackedStr>().as_deref() {
            Ok("days") => Ok(Self(Period::Days)),
            Ok("weeks") => Ok(Self(Period::Weeks)),
            Ok("months") => Ok(Self(Period::Months)),
            _ => {
                let message = format!("period is {}, not \"days\", \"weeks\", \"months\" or a number", given.repr()?);
                Err(errors::option(given.py(), &message))
            }
        }
    }
}

/// The order of agents.
#[derive(Clone, Copy)]
struct Order(AgentOrder);

impl<'py> FromPyObject<'_, 'py> for Order {
    type Error = PyErr;

    fn extract(name: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match name.extract::<PyBackedStr>().as_deref() {
            Ok("name") => Ok(Self(AgentOrder::Name)),
            Ok("empathy") => Ok(Self(AgentOrder::Empathy)),
            _ => Err(errors::option(name.py(), &format!("order is {}, not \"name\" or \"empathy\"", name.repr()?))),
        }
    }
}

/// Looks back on conversations; see `simpatico.Reflection`.
#[pyclass(frozen, module = "simpatico._native")]
pub(crate) struct Reflection {
    analyzer: simpatico::Analyzer,
    /// Threads take turns.
    report: Mutex<Report>,
}

impl Reflection {
    fn lock(&self, py: Python<'_>) -> PyResult<MutexGuard<'_, Report>> {
        let broken = "an earlier conversation broke this reflection off";
        self.report.lock_py_attached(py).map_err(|_| errors::internal(py, broken))
    }

    fn take(&self, py: Python<'_>, conversation: &Conversation, analysis: &ConversationAnalysis) -> PyResult<()> {
        let mut guard = self.lock(py)?;
        let report = &mut *guard;
        errors::guarded(py, || report.add(conversation.id.as_deref(), &conversation.turns(), analysis))
    }

    /// Gives `read` the report and what it has seen so far.
    fn read<T: Send>(&self, py: Python<'_>, read: impl FnOnce(&Report, ReflectionAnalysis) -> T + Send) -> PyResult<T> {
        let mut guard = self.lock(py)?;
        let report = &mut *guard;
        errors::guarded(py, || read(report, report.analysis()))
    }
}

#[pymethods]
impl Reflection {
    #[new]
    #[allow(clippy::too_many_arguments)] // made by `simpatico.Reflection` alone
    fn new(
        py: Python<'_>,
        analyzer: &Analyzer,
        period: Over,
        least_opportunities: usize,
        least_conversations: usize,
        order: Order,
        lang: &str,
        title: Option<String>,
    ) -> PyResult<Self> {
        let locale = lang.parse().map_err(|error| errors::from_core(py, &error))?;
        let reflection =
            ReflectionOptions { period: period.0, least_opportunities, least_conversations, order: order.0 };
        let options = ReportOptions { locale, title, reflection };
        let analyzer = analyzer.core().clone();
        let report = Report::try_new(&analyzer, options).map_err(|error| errors::from_core(py, &error))?;
        Ok(Self { analyzer, report: Mutex::new(report) })
    }

    /// Takes a correction, as a line of JSON.
    fn correct(&self, py: Python<'_>, line: &str) -> PyResult<()> {
        let correction =
            Correction::from_json(line).map_err(|error| errors::input(py, &error.to_string(), error.kind().name()))?;
        self.lock(py)?.correct(correction);
        Ok(())
    }

    /// Takes a conversation; with `found`, its analysis as JSON, it is not analyzed again.
    fn add(&self, conversation: &Bound<'_, PyAny>, found: Option<&str>) -> PyResult<()> {
        let py = conversation.py();
        let conversation = Conversation::try_new("", conversation)?;
        let analysis = match found {
            Some(found) => serde_json::from_str(found).map_err(|error| errors::internal(py, &error.to_string()))?,
            None => errors::guarded(py, || self.analyzer.analyze_conversation(&conversation.turns()))?,
        };
        self.take(py, &conversation, &analysis)
    }

    /// Takes a session; `id` where it has none of its own.
    fn add_session(&self, py: Python<'_>, session: &Session, id: Option<&str>) -> PyResult<()> {
        let mut guard = self.lock(py)?;
        let report = &mut *guard;
        session.with(py, |own, turns, analysis| report.add(own.or(id), turns, analysis))
    }

    /// Takes many; gives the errors of those that cannot be used, where they are wanted.
    fn add_all<'py>(
        &self,
        conversations: &Bound<'py, PyIterator>,
        read: &Bound<'py, PyAny>,
        keep_errors: bool,
        threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyList>> {
        let py = read.py();
        let faults = PyList::empty(py);
        Many { given: conversations, read, threads, progress }.analyze(&self.analyzer, |outcome| match outcome {
            Ok((conversation, analysis)) => self.take(py, conversation, &analysis),
            Err(error) if keep_errors => faults.append(error.value(py)),
            Err(error) => Err(error),
        })?;
        Ok(faults)
    }

    fn analysis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let analysis = self.read(py, |_, analysis| analysis)?;
        let asides = analyzer::provenance(py, &self.analyzer);
        object(py, Module::Reflection, &[("ReflectionAnalysis", &asides)], &analysis)
    }

    fn html(&self, py: Python<'_>) -> PyResult<String> {
        self.read(py, |report, analysis| report.html(&analysis))
    }

    fn csv(&self, py: Python<'_>) -> PyResult<String> {
        self.read(py, |_, analysis| csv(&analysis))
    }
}
