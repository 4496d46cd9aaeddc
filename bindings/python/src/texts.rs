//! Texts of Python, without copying them.

use std::fmt::Display;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

use crate::errors;

/// A text, or the error that names its place: `TypeError` for what is no `str`, `UnicodeEncodeError` for a lone surrogate.
pub(crate) fn text(place: impl Display, object: &Bound<'_, PyAny>) -> PyResult<PyBackedStr> {
    let Ok(string) = object.cast::<PyString>() else {
        return Err(PyTypeError::new_err(format!("{place} is {}, not str", object.get_type().name()?)));
    };
    PyBackedStr::try_from(string.clone()).map_err(|error| errors::at(object.py(), place, &error))
}

/// As [`text`], for places where `None` may stand.
pub(crate) fn optional(place: impl Display, object: &Bound<'_, PyAny>) -> PyResult<Option<PyBackedStr>> {
    if object.is_none() { Ok(None) } else { text(place, object).map(Some) }
}
