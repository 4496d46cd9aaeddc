//! Whole conversations: one, or many on all cores.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyIterator;
use rayon::prelude::*;
use simpatico::{Analyzer, ConversationAnalysis};

use crate::results::{Module, object};
use crate::turns::Conversation;
use crate::{analyzer, errors, pool};

/// Conversations whose analyses are in memory together, and rows between two looks at the interpreter: an analysis is many
/// times as long as its text.
const AT_ONCE: usize = 64;

/// A conversation's analysis as `simpatico.ConversationAnalysis`.
pub(crate) fn result<'py>(
    py: Python<'py>,
    analyzer: &Analyzer,
    id: Option<&PyBackedStr>,
    shown: Bound<'py, PyAny>,
    analysis: &ConversationAnalysis,
) -> PyResult<Bound<'py, PyAny>> {
    let [model, data_version] = analyzer::provenance(py, analyzer);
    let id = id.map(|id| &**id).into_pyobject(py)?;
    let asides = [model, data_version, id, shown];
    object(py, Module::Conversation, &[("ConversationAnalysis", &asides)], analysis)
}

/// The error is about what was given.
fn is_refusal(py: Python<'_>, error: &PyErr) -> bool {
    error.is_instance_of::<PyTypeError>(py) || error.is_instance_of::<PyValueError>(py)
}

/// Many conversations on the way through.
pub(crate) struct Many<'a, 'py> {
    /// The conversations, as users give them.
    pub(crate) given: &'a Bound<'py, PyIterator>,
    /// `simpatico.turns.read`, with its options.
    pub(crate) read: &'a Bound<'py, PyAny>,
    pub(crate) threads: Option<usize>,
    pub(crate) progress: Option<&'a Bound<'py, PyAny>>,
}

impl<'py> Many<'_, 'py> {
    /// Analyzes all of them on all cores and hands each to `take`, in their order, or the error of one that cannot be used.
    /// Of the conversations, no more than are worked on are held in memory.
    pub(crate) fn analyze(
        &self,
        analyzer: &Analyzer,
        mut take: impl FnMut(PyResult<(&Conversation, ConversationAnalysis)>) -> PyResult<()>,
    ) -> PyResult<()> {
        let py = self.given.py();
        let pool = pool::pool(py, self.threads)?;
        let mut number = 0;
        loop {
            let mut read: Vec<PyResult<Conversation>> = Vec::with_capacity(AT_ONCE);
            for given in self.given.clone().take(AT_ONCE) {
                let place = format!("conversation {number}: ");
                let conversation = self.read.call1((given?, &place));
                match conversation.and_then(|conversation| Conversation::try_new(&place, &conversation)) {
                    // What says nothing of the conversation, such as an interrupt, ends the run.
                    Err(error) if !is_refusal(py, &error) => return Err(error),
                    conversation => read.push(conversation),
                }
                number += 1;
            }
            if read.is_empty() {
                return Ok(());
            }
            let count = read.len();
            let sound: Vec<&Conversation> = read.iter().filter_map(|read| read.as_ref().ok()).collect();
            let analyze = |conversation: &&Conversation| analyzer.analyze_conversation(&conversation.turns());
            // One at a time: they differ in length, and the last ones should not wait behind each other.
            let work = || sound.par_iter().with_max_len(1).map(analyze).collect::<Vec<_>>();
            let mut analyses = errors::guarded(py, || pool.install(work))?.into_iter();
            for read in read {
                match read {
                    Ok(conversation) => {
                        let Some(analysis) = analyses.next() else { continue };
                        take(Ok((&conversation, analysis)))?;
                    }
                    Err(error) => take(Err(error))?,
                }
            }
            analyzer::report(py, self.progress, count)?;
        }
    }
}
