//! A conversation under way.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};

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
    /// Threads take turns.
    state: Mutex<State>,
}

struct State {
    session: simpatico::Session,
    /// The newest turns, and as results show them; as many as the core keeps entries of.
    turns: VecDeque<(OwnedTurn, Py<PyAny>)>,
    /// The message, read for drafts of the reply.
    draft: Option<OwnedDraft>,
}

impl State {
    fn push(&mut self, turn: OwnedTurn, shown: Py<PyAny>) {
        if turn.speaker() == Speaker::Customer {
            self.draft = None;
        }
        self.turns.push_back((turn, shown));
        if self.turns.len() > simpatico::Session::MOST_TURNS {
            self.turns.pop_front();
        }
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
        state.push(turn, shown);
        drop(guard);
        object(py, Module::Conversation, &[], &change)
    }

    fn analysis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let guard = self.lock(py)?;
        let state = &*guard;
        let session = &state.session;
        let analysis = errors::guarded(py, || session.analysis())?;
        let shown = PyTuple::new(py, state.turns.iter().map(|(_, shown)| shown.bind(py)))?;
        drop(guard);
        conversation::result(py, &self.analyzer, self.id.as_ref(), shown.into_any(), &analysis)
    }

    fn check<'py>(&self, reply: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let py = reply.py();
        let mut guard = self.lock(py)?;
        let state = &mut *guard;
        let Some(message) = state.session.message() else { return Ok(None) };
        let draft = match &mut state.draft {
            Some(draft) => draft,
            empty => {
                let (analyzer, message) = (&self.analyzer, message.to_owned());
                empty.insert(errors::guarded(py, || OwnedDraft::read(analyzer, message))?)
            }
        };
        draft.check(&self.analyzer, reply).map(Some)
    }
}
