//! Results in words, from their contract's objects and the texts that they are about.

use pyo3::prelude::*;
use simpatico::{Exchange, Judgement, Style, Turn, explain, explain_conversation, note};

use crate::errors;
use crate::turns::Conversation;

/// What a result of Python is in the core.
fn read<'de, T: serde::Deserialize<'de>>(py: Python<'_>, json: &'de str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| errors::internal(py, &error.to_string()))
}

/// Colours or not, columns, language.
type Look<'a> = (bool, usize, &'a str);

fn look(py: Python<'_>, (colour, width, lang): Look<'_>) -> PyResult<Style> {
    let locale = lang.parse().map_err(|error| errors::from_core(py, &error))?;
    Ok(Style { colour, width, locale })
}

fn judgement<'a>(py: Python<'_>, customer: &'a str, reply: Option<&'a str>) -> PyResult<Judgement<'a>> {
    Ok(Judgement { customer: read(py, customer)?, reply: reply.map(|reply| read(py, reply)).transpose()? })
}

/// What a coach would write beside a judgement, sentence by sentence; `customer` and `reply` are its parts as JSON.
#[pyfunction]
pub(crate) fn note_of(py: Python<'_>, customer: &str, reply: Option<&str>, lang: &str) -> PyResult<Vec<String>> {
    let locale = lang.parse().map_err(|error| errors::from_core(py, &error))?;
    let judgement = judgement(py, customer, reply)?;
    errors::guarded(py, || note(&judgement, locale))
}

/// A judgement for people; each part with the text that it is of.
#[pyfunction]
pub(crate) fn explain_judgement(
    py: Python<'_>,
    customer: (&str, &str),
    reply: Option<(&str, &str)>,
    title: &str,
    style: Look<'_>,
) -> PyResult<String> {
    let judgement = judgement(py, customer.0, reply.map(|reply| reply.0))?;
    let exchange = Exchange { customer: customer.1, reply: reply.map(|reply| reply.1), turns_before: 0 };
    let style = look(py, style)?;
    errors::guarded(py, || explain(&exchange, &judgement, title, style))
}

/// A conversation for people; `first` is the number of the first turn that is given.
#[pyfunction]
pub(crate) fn explain_turns(
    conversation: &Bound<'_, PyAny>,
    analysis: &str,
    first: usize,
    title: &str,
    style: Look<'_>,
) -> PyResult<String> {
    let py = conversation.py();
    let conversation = Conversation::try_new("", conversation)?;
    let analysis = read(py, analysis)?;
    let style = look(py, style)?;
    errors::guarded(py, || {
        let mut turns = vec![Turn::agent(""); first];
        turns.extend(conversation.turns());
        explain_conversation(&turns, &analysis, title, style)
    })
}
