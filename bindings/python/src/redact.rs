//! Masks for what tells who somebody is.

use pyo3::prelude::*;
use serde::Serialize;
use simpatico::{PrivateKind, Redactor};

use crate::results::{Module, object};
use crate::{errors, texts};

/// Names to mask, and whether figures are masked.
pub(crate) type Masks = (Vec<String>, bool);

pub(crate) fn redactor((names, figures): Masks) -> Redactor {
    let redactor = names.iter().fold(Redactor::new(), |redactor, name| redactor.name(name));
    if figures { redactor.figures() } else { redactor }
}

/// As `simpatico.Redacted`.
#[derive(Serialize)]
struct Redacted<'a> {
    text: &'a str,
    pieces: Vec<Masked>,
}

/// As `simpatico.Masked`.
#[derive(Serialize)]
struct Masked {
    kind: PrivateKind,
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
}

/// Masks a text.
#[pyfunction]
pub(crate) fn redact<'py>(text: &Bound<'py, PyAny>, masks: Masks) -> PyResult<Bound<'py, PyAny>> {
    let py = text.py();
    let text = texts::text("text", text)?;
    let found = errors::guarded(py, || redactor(masks).redact(&text))?;
    let pieces = found.pieces.iter().map(|piece| Masked {
        kind: piece.kind,
        start: piece.span.start,
        end: piece.span.end,
        byte_start: piece.span.byte_start,
        byte_end: piece.span.byte_end,
    });
    object(py, Module::Redaction, &[], &Redacted { text: &found.text, pieces: pieces.collect() })
}
