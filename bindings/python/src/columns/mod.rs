//! Columns in, tables out.

mod text;

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Float64Type;
use arrow_array::{Array as _, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use pyo3::ffi::c_str;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyCapsule;
use rayon::prelude::*;
use simpatico::{Analyzer, Exchange};
use simpatico_columns::{self as columns, Layout, Row};

use crate::errors;
pub(crate) use text::TextColumn;

/// How results are laid out, by its name.
#[derive(Clone, Copy)]
pub(crate) struct Named(pub(crate) Layout);

impl<'py> FromPyObject<'_, 'py> for Named {
    type Error = PyErr;

    fn extract(name: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match &*name.extract::<PyBackedStr>()? {
            "flat" => Ok(Self(Layout::Flat)),
            "nested" => Ok(Self(Layout::Nested)),
            other => Err(errors::option(name.py(), &format!("layout is {other:?}, not \"flat\" or \"nested\""))),
        }
    }
}

/// Results in columns; speaks the Arrow `PyCapsule` interface.
#[pyclass(frozen, module = "simpatico._native")]
pub(crate) struct Table {
    layout: Layout,
    has_reply: bool,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn try_new(py: Python<'_>, layout: Layout, has_reply: bool) -> PyResult<Self> {
        let schema = columns::schema(layout, has_reply).map_err(|error| errors::option(py, &error.to_string()))?;
        Ok(Self { layout, has_reply, schema, batches: Vec::new() })
    }

    /// Judges rows and adds their results; runs on the threads of whoever calls.
    pub(crate) fn push(
        &mut self,
        analyzer: &Analyzer,
        exchanges: &[Option<Exchange<'_>>],
        faults: &[Option<String>],
    ) -> Result<(), ArrowError> {
        let rows: Vec<Row<'_>> = exchanges
            .par_iter()
            .zip(faults)
            // One at a time: messages differ in length, and the last ones should not wait behind each other.
            .with_max_len(1)
            .map(|(exchange, error)| Row {
                judgement: exchange.as_ref().map(|exchange| analyzer.judge_exchange(exchange)),
                error: error.as_deref(),
            })
            .collect();
        let batch = columns::batch(self.layout, &self.schema, &rows, self.has_reply)?;
        self.batches.push(batch);
        Ok(())
    }

    /// Names of the columns that hold numbers, in the order of `matrix`.
    pub(crate) fn number_names(&self) -> Vec<String> {
        self.numbers().filter_map(|place| Some(self.schema.fields().get(place)?.name().clone())).collect()
    }

    /// The columns of numbers as one matrix: 64-bit floats, row by row; NaN where there is nothing.
    pub(crate) fn matrix(&self) -> Vec<u8> {
        let places: Vec<usize> = self.numbers().collect();
        let mut bytes = Vec::with_capacity(self.__len__() * places.len() * size_of::<f64>());
        for batch in &self.batches {
            let columns: Vec<_> =
                places.iter().map(|&place| batch.column(place).as_primitive::<Float64Type>()).collect();
            for row in 0..batch.num_rows() {
                for column in &columns {
                    let value = if column.is_null(row) { f64::NAN } else { column.value(row) };
                    bytes.extend_from_slice(&value.to_ne_bytes());
                }
            }
        }
        bytes
    }

    fn numbers(&self) -> impl Iterator<Item = usize> {
        let fields = self.schema.fields().iter().enumerate();
        fields.filter(|(_, field)| *field.data_type() == DataType::Float64).map(|(place, _)| place)
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer answer in its own types.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c_str!("arrow_array_stream"))
    }
}

/// Names of the columns that a table of results has.
#[pyfunction]
pub(crate) fn column_names(py: Python<'_>, layout: Named, has_reply: bool) -> PyResult<Vec<String>> {
    let table = Table::try_new(py, layout.0, has_reply)?;
    Ok(table.schema.fields().iter().map(|field| field.name().clone()).collect())
}
