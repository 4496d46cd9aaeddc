//! A column of text, in any of Arrow's forms.

use arrow_array::cast::AsArray as _;
use arrow_array::types::ArrowDictionaryKeyType;
use arrow_array::{Array, ArrayRef, downcast_dictionary_array};
use arrow_schema::DataType;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::capsule;

/// Chunks of text, borrowed from whoever made them.
pub(crate) struct TextColumn {
    chunks: Vec<ArrayRef>,
}

impl TextColumn {
    pub(crate) fn try_new(name: &str, column: &Bound<'_, PyAny>) -> PyResult<Self> {
        let chunks = capsule::chunks(name, column)?;
        match chunks.iter().find(|chunk| !is_text(chunk.data_type())) {
            Some(other) => {
                Err(PyTypeError::new_err(format!("{name} is a column of {}, not of text", other.data_type())))
            }
            None => Ok(Self { chunks }),
        }
    }

    /// Every row; `None` for a null.
    pub(crate) fn rows(&self) -> Vec<Option<&str>> {
        let mut rows = Vec::with_capacity(self.chunks.iter().map(|chunk| chunk.len()).sum());
        for chunk in &self.chunks {
            read(chunk.as_ref(), &mut rows);
        }
        rows
    }
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn read<'a>(chunk: &'a dyn Array, rows: &mut Vec<Option<&'a str>>) {
    match chunk.data_type() {
        DataType::Utf8 => rows.extend(chunk.as_string::<i32>().iter()),
        DataType::LargeUtf8 => rows.extend(chunk.as_string::<i64>().iter()),
        DataType::Utf8View => rows.extend(chunk.as_string_view().iter()),
        DataType::Dictionary(..) => read_dictionary(chunk, rows),
        _ => rows.extend(std::iter::repeat_n(None, chunk.len())),
    }
}

fn read_dictionary<'a>(chunk: &'a dyn Array, rows: &mut Vec<Option<&'a str>>) {
    let dictionary = chunk.as_any_dictionary();
    let mut values = Vec::with_capacity(dictionary.values().len());
    read(dictionary.values().as_ref(), &mut values);
    downcast_dictionary_array!(
        chunk => rows.extend(keys(chunk).map(|key| key.and_then(|key| values.get(key).copied().flatten()))),
        _ => rows.extend(std::iter::repeat_n(None, chunk.len())),
    );
}

fn keys<K: ArrowDictionaryKeyType>(chunk: &arrow_array::DictionaryArray<K>) -> impl Iterator<Item = Option<usize>> {
    (0..chunk.len()).map(|row| chunk.key(row))
}
