//! Errors of the core as exceptions, and panics too: pyo3's own `PanicException` is no `Exception`, and would pass by every
//! `except Exception`.

use std::any::Any;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use simpatico::{Error, ErrorKind};

/// The exception for each kind of error.
fn class_of(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidData | ErrorKind::UnsupportedVersion => "DataError",
        ErrorKind::InvalidPack | ErrorKind::InvalidPattern => "PackError",
        ErrorKind::InvalidTime | ErrorKind::InvalidCorrection => "InputError",
        // Whatever is added later was asked for by an option.
        _ => "OptionError",
    }
}

fn exception(py: Python<'_>, class: &str, message: &str, kind: Option<&str>) -> PyResult<PyErr> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || PyModule::import(py, "simpatico.errors").map(Bound::unbind))?;
    let instance = module.bind(py).getattr(class)?.call1((message, kind))?;
    Ok(PyErr::from_value(instance))
}

fn raised(py: Python<'_>, class: &str, message: &str, kind: Option<&str>) -> PyErr {
    exception(py, class, message, kind).unwrap_or_else(|error| error)
}

/// An error of the core.
pub(crate) fn from_core(py: Python<'_>, error: &Error) -> PyErr {
    raised(py, class_of(error.kind()), &error.to_string(), Some(error.kind().name()))
}

/// An option that is out of its range.
pub(crate) fn option(py: Python<'_>, message: &str) -> PyErr {
    raised(py, "OptionError", message, Some(ErrorKind::InvalidOption.name()))
}

/// A turn or a correction that cannot be used.
pub(crate) fn input(py: Python<'_>, message: &str, kind: &str) -> PyErr {
    raised(py, "InputError", message, Some(kind))
}

/// A failure that must not be.
pub(crate) fn internal(py: Python<'_>, message: &str) -> PyErr {
    raised(py, "InternalError", message, None)
}

/// Runs `work` without the interpreter's lock; a panic becomes an `InternalError`.
pub(crate) fn guarded<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    let done = py.detach(|| catch_unwind(AssertUnwindSafe(work)).map_err(|panic| message_of(&*panic)));
    done.map_err(|message| internal(py, &message))
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("the library failed without a message").to_owned()
}

/// The same error, with the place of the text that raised it: a lone surrogate keeps its class and its position.
pub(crate) fn at(py: Python<'_>, place: impl Display, error: &PyErr) -> PyErr {
    let value = error.value(py);
    let parts = || -> PyResult<PyErr> {
        let part = |name: &str| value.getattr(name);
        let reason = format!("{place}: {}", part("reason")?.extract::<String>()?);
        let arguments = (part("encoding")?, part("object")?, part("start")?, part("end")?, reason);
        Ok(PyErr::from_value(py.get_type::<PyUnicodeEncodeError>().call1(arguments)?))
    };
    if error.is_instance_of::<PyUnicodeEncodeError>(py) {
        return parts().unwrap_or_else(|error| error);
    }
    error.clone_ref(py)
}
