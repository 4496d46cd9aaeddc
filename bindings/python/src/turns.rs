//! Turns of conversations: those of Python, read.

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyTuple;
use simpatico::{ErrorKind, Label as _, Speaker, Timestamp, Turn};

use crate::{errors, texts};

/// A turn as `simpatico.turns.read` gives it: speaker, text, time, agent.
type Parts<'py> = (Bound<'py, PyAny>, Bound<'py, PyAny>, Bound<'py, PyAny>, Bound<'py, PyAny>);

/// A turn that owns its texts.
#[derive(Debug)]
pub(crate) struct OwnedTurn {
    speaker: Speaker,
    text: PyBackedStr,
    time: Option<Timestamp>,
    agent: Option<PyBackedStr>,
}

impl OwnedTurn {
    /// Reads a turn; `place` is what errors call it.
    pub(crate) fn try_new(place: &str, turn: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (speaker, text, time, agent): Parts<'_> = turn.extract()?;
        let py = turn.py();
        let name = texts::text(format_args!("{place}.speaker"), &speaker)?;
        let speaker: Speaker = name.parse().map_err(|_| {
            let known: Vec<&str> = Speaker::ALL.iter().map(|known| known.name()).collect();
            let message = format!("{place}.speaker is {:?}, not one of {}", &*name, known.join(", "));
            errors::input(py, &message, "invalid_value")
        })?;
        let time = texts::optional(format_args!("{place}.time"), &time)?;
        let time = time.map(|time| time.parse()).transpose().map_err(|error: simpatico::Error| {
            errors::input(py, &format!("{place}.time: {error}"), ErrorKind::InvalidTime.name())
        })?;
        Ok(Self {
            speaker,
            text: texts::text(format_args!("{place}.text"), &text)?,
            time,
            agent: texts::optional(format_args!("{place}.agent"), &agent)?,
        })
    }

    pub(crate) fn turn(&self) -> Turn<'_> {
        Turn { speaker: self.speaker, text: &self.text, time: self.time, agent: self.agent.as_deref() }
    }

    pub(crate) fn speaker(&self) -> Speaker {
        self.speaker
    }
}

/// A conversation as `simpatico.turns.read` gives it: its id, the turns that results show, and the turns to be read.
pub(crate) struct Conversation {
    pub(crate) id: Option<PyBackedStr>,
    pub(crate) shown: Py<PyAny>,
    pub(crate) turns: Vec<OwnedTurn>,
}

impl Conversation {
    /// Reads a conversation; `place` stands before the number of a turn in errors.
    pub(crate) fn try_new(place: &str, conversation: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (id, shown, turns): (Bound<'_, PyAny>, Bound<'_, PyAny>, Bound<'_, PyTuple>) = conversation.extract()?;
        let turns = turns.iter().enumerate();
        let turns = turns.map(|(number, turn)| OwnedTurn::try_new(&format!("{place}turns[{number}]"), &turn));
        let id = texts::optional(format_args!("{place}id"), &id)?;
        Ok(Self { id, shown: shown.unbind(), turns: turns.collect::<PyResult<_>>()? })
    }

    pub(crate) fn turns(&self) -> Vec<Turn<'_>> {
        self.turns.iter().map(OwnedTurn::turn).collect()
    }
}
