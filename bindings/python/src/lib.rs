//! The native part of the Python package `simpatico`: converts texts, results, positions, columns and errors, and decides
//! nothing. What users import stands in `simpatico/*.py`.

mod analyzer;
mod capsule;
mod columns;
mod conversation;
mod draft;
mod errors;
mod pool;
mod redact;
mod reflection;
mod results;
mod session;
mod texts;
mod turns;
mod wording;

use std::ffi::OsString;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use simpatico::Label;

/// The labels of one family.
fn names<L: Label>(families: &Bound<'_, PyDict>) -> PyResult<()> {
    let names: Vec<&str> = L::ALL.iter().map(|label| label.name()).collect();
    families.set_item(L::FAMILY, names)
}

/// The names of all labels, by family, in the codebook's order.
#[pyfunction]
fn labels(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let families = PyDict::new(py);
    names::<simpatico::ModelKind>(&families)?;
    names::<simpatico::LanguageCode>(&families)?;
    names::<simpatico::Polarity>(&families)?;
    names::<simpatico::Band>(&families)?;
    names::<simpatico::Emotion>(&families)?;
    names::<simpatico::ServiceNeed>(&families)?;
    names::<simpatico::EmotionalNeed>(&families)?;
    names::<simpatico::Expressed>(&families)?;
    names::<simpatico::Reason>(&families)?;
    names::<simpatico::Target>(&families)?;
    names::<simpatico::Phase>(&families)?;
    names::<simpatico::Relationship>(&families)?;
    names::<simpatico::Risk>(&families)?;
    names::<simpatico::AbstainReason>(&families)?;
    names::<simpatico::EmpathyLevel>(&families)?;
    names::<simpatico::Pillar>(&families)?;
    names::<simpatico::Technique>(&families)?;
    names::<simpatico::Opportunity>(&families)?;
    names::<simpatico::Antipattern>(&families)?;
    names::<simpatico::Specific>(&families)?;
    names::<simpatico::Coverage>(&families)?;
    names::<simpatico::Speaker>(&families)?;
    names::<simpatico::TurningPointKind>(&families)?;
    names::<simpatico::Resolved>(&families)?;
    names::<simpatico::ResolutionReason>(&families)?;
    names::<simpatico::NoteKind>(&families)?;
    names::<simpatico::PrivateKind>(&families)?;
    names::<simpatico::Direction>(&families)?;
    Ok(families)
}

/// Runs the command line with these arguments, the first of which is the program's name, and gives its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> PyResult<u8> {
    errors::guarded(py, || simpatico_cli::run(arguments))
}

/// Panics inside the library, so that a test can see how a panic arrives.
#[pyfunction]
fn _panic(py: Python<'_>, message: &str) -> PyResult<()> {
    #[allow(clippy::panic)] // it is what this is for
    errors::guarded(py, || panic!("{message}"))
}

/// The native part of `simpatico`.
#[pymodule(gil_used = false)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("SCHEMA", simpatico::SCHEMA)?;
    module.add("MOST_TURNS", simpatico::Session::MOST_TURNS)?;
    module.add_class::<analyzer::Analyzer>()?;
    module.add_class::<columns::Table>()?;
    module.add_class::<draft::Draft>()?;
    module.add_class::<reflection::Reflection>()?;
    module.add_class::<session::Session>()?;
    module.add_function(wrap_pyfunction!(columns::column_names, module)?)?;
    module.add_function(wrap_pyfunction!(labels, module)?)?;
    module.add_function(wrap_pyfunction!(redact::redact, module)?)?;
    module.add_function(wrap_pyfunction!(wording::note_of, module)?)?;
    module.add_function(wrap_pyfunction!(wording::explain_judgement, module)?)?;
    module.add_function(wrap_pyfunction!(wording::explain_turns, module)?)?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add_function(wrap_pyfunction!(_panic, module)?)
}
