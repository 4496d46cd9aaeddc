//! A conversation under way.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::MutexExt as _;
use pyo3::types::PyTuple;
use simpatico::{Analyzer, ConversationAnalysis, Speaker, Turn};

use crate::draft::OwnedDraft;
use crate::results::{Module, object};
use crate::turns::OwnedTurn;
use crate::{conversation, errors, texts};

/// A conversation under way; see `simpatico.Session`.
#[pyclass(frozen, module = "simpatico._native")]
pub(crate) struct Session {
    analyzer: Analyzer,
    id: Option<PyBackedStr>,
    /// Threads take turns. While one has its turn, no Python code runs: it could ask for a turn itself.
    state: Mutex<State>,
}

struct State {
    session: simpatico::Session,
    /// The newest turns, and as results show them; as many as the core keeps entries of.
    turns: VecDeque<(OwnedTurn, Py<PyAny>)>,
    /// The message, read for drafts of the reply.
    draft: Option<Arc<OwnedDraft>>,
}

impl State {
    /// Gives what is no longer kept.
    fn push(&mut self, turn: OwnedTurn, shown: Py<PyAny>) -> Option<(OwnedTurn, Py<PyAny>)> {
        if turn.speaker() == Speaker::Customer {
            self.draft = None;
        }
        self.turns.push_back((turn, shown));
        if self.turns.len() > simpatico::Session::MOST_TURNS { self.turns.pop_front() } else { None }
    }
}

impl Session {
    pub(crate) fn try_new(analyzer: &Analyzer, id: &Bound<'_, PyAny>) -> PyResult<Self> {
        let state = State { session: analyzer.session(), turns: VecDeque::new(), draft: None };
        Ok(Self { analyzer: analyzer.clone(), id: texts::optional("id", id)?, state: Mutex::new(state) })
    }

    fn lock(&self, py: Python<'_>) -> PyResult<MutexGuard<'_, State>> {
        self.state.lock_py_attached(py).map_err(|_| errors::internal(py, "an earlier turn broke this session off"))
    }

    /// The message that the next reply answers, read for drafts; `None` before there is one.
    fn draft(&self, py: Python<'_>) -> PyResult<Option<Arc<OwnedDraft>>> {
        let mut guard = self.lock(py)?;
        if guard.draft.is_none() {
            let Some(message) = guard.session.message().map(str::to_owned) else { return Ok(None) };
            guard.draft = Some(Arc::new(errors::guarded(py, || OwnedDraft::read(&self.analyzer, message))?));
        }
        Ok(guard.draft.clone())
    }

    /// Gives `take` the session's id, its turns and its analysis; of turns that are no longer kept the text is empty.
    pub(crate) fn with(
        &self,
        py: Python<'_>,
        take: impl FnOnce(Option<&str>, &[Turn<'_>], &ConversationAnalysis) + Send,
    ) -> PyResult<()> {
        let guard = self.lock(py)?;
        let (state, id) = (&*guard, self.id.as_deref());
        errors::guarded(py, || {
            let gone = state.session.turn_count() - state.turns.len();
            let mut turns = vec![Turn::new(Speaker::System, ""); gone];
            turns.extend(state.turns.iter().map(|(turn, _)| turn.turn()));
            take(id, &turns, &state.session.analysis());
        })
    }
}

#[pymethods]
impl Session {
    #[getter]
    fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        Ok(self.lock(py)?.session.turn_count())
    }

    fn push<'py>(&self, turn: &Bound<'py, PyAny>, shown: Py<PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = turn.py();
        let turn = OwnedTurn::try_new("turn", turn)?;
        let mut guard = self.lock(py)?;
        let state = &mut *guard;
        let change = errors::guarded(py, || state.session.push(turn.turn()))?;
        let gone = state.push(turn, shown);
        drop(guard);
        drop(gone);
        object(py, Module::Conversation, &[], &change)
    }

    fn analysis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let guard = self.lock(py)?;
        let session = &guard.session;
        let analysis = errors::guarded(py, || session.analysis())?;
        let shown: Vec<Py<PyAny>> = guard.turns.iter().map(|(_, shown)| shown.clone_ref(py)).collect();
        drop(guard);
        let shown = PyTuple::new(py, shown)?.into_any();
        conversation::result(py, &self.analyzer, self.id.as_ref(), shown, &analysis)
    }

    fn check<'py>(&self, reply: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let draft = self.draft(reply.py())?;
        draft.map(|draft| draft.check(&self.analyzer, reply)).transpose()
    }
}
