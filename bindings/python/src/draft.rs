//! A reply, judged while it is being written.

use pyo3::prelude::*;
use self_cell::self_cell;
use simpatico::Analyzer;

use crate::results::{Module, object};
use crate::{analyzer, errors, texts};

self_cell! {
    /// A message, read once, and its text.
    pub(crate) struct OwnedDraft {
        owner: String,
        #[covariant]
        dependent: Reading,
    }
}

type Reading<'t> = simpatico::Draft<'t>;

impl OwnedDraft {
    pub(crate) fn read(analyzer: &Analyzer, customer: String) -> Self {
        Self::new(customer, |customer| analyzer.draft(customer))
    }

    /// Judges a reply as `simpatico.ReplyScore`.
    pub(crate) fn check<'py>(&self, analyzer: &Analyzer, reply: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = reply.py();
        let text = texts::text("reply", reply)?;
        let shown = analyzer::shown(analyzer, reply)?;
        let score = errors::guarded(py, || self.borrow_dependent().check(&text))?;
        object(py, Module::Exchange, &[("ReplyScore", &[shown])], &score)
    }
}

/// A customer's message, read once; see `simpatico.Draft`.
#[pyclass(frozen, module = "simpatico._native")]
pub(crate) struct Draft {
    analyzer: Analyzer,
    customer: Py<PyAny>,
    draft: OwnedDraft,
}

impl Draft {
    pub(crate) fn try_new(analyzer: &Analyzer, customer: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = texts::text("customer", customer)?;
        let shown = analyzer::shown(analyzer, customer)?.unbind();
        let draft = errors::guarded(customer.py(), || OwnedDraft::read(analyzer, text.to_string()))?;
        Ok(Self { analyzer: analyzer.clone(), customer: shown, draft })
    }
}

#[pymethods]
impl Draft {
    fn customer<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let asides = [self.customer.bind(py).clone()];
        object(py, Module::Exchange, &[("Analysis", &asides)], self.draft.borrow_dependent().customer())
    }

    fn check<'py>(&self, reply: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.draft.check(&self.analyzer, reply)
    }
}
