//! Columns of others through the Arrow `PyCapsule` interface, without copying their text. The only file with pointers.

#![allow(unsafe_code)]

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayRef, make_array};
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::ffi::c_str;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

/// The chunks of a column: whatever speaks `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn chunks(name: &str, column: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    let read = if column.hasattr("__arrow_c_stream__")? {
        stream(&column.call_method0("__arrow_c_stream__")?)?
    } else if column.hasattr("__arrow_c_array__")? {
        array(&column.call_method0("__arrow_c_array__")?)?
    } else {
        let kind = column.get_type().name()?;
        return Err(PyTypeError::new_err(format!("{name} is {kind}, which gives no Arrow column")));
    };
    read.map_err(|error| PyValueError::new_err(format!("{name}: {error}")))
}

fn stream(capsule: &Bound<'_, PyAny>) -> PyResult<Result<Vec<ArrayRef>, ArrowError>> {
    let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(c_str!("arrow_array_stream")))?;
    // SAFETY: the name says what the pointer leads to; moving the struct out leaves a released one behind, as the
    // interface asks.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr().cast()) };
    // Others may need the interpreter to make their chunks, on threads of their own.
    Ok(capsule.py().detach(|| ArrayStreamReader::try_new(stream)?.map(|chunk| checked(chunk?)).collect()))
}

fn array(capsules: &Bound<'_, PyAny>) -> PyResult<Result<Vec<ArrayRef>, ArrowError>> {
    let (schema, array) = capsules.cast::<PyTuple>()?.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>()?;
    let schema = schema.pointer_checked(Some(c_str!("arrow_schema")))?;
    let array = array.pointer_checked(Some(c_str!("arrow_array")))?;
    // SAFETY: the names say what the pointers lead to; both capsules live until the end of this function.
    let kind = DataType::try_from(unsafe { schema.cast::<FFI_ArrowSchema>().as_ref() });
    // SAFETY: as for the stream.
    let array = unsafe { FFI_ArrowArray::from_raw(array.as_ptr().cast()) };
    // SAFETY: the producer promises that the array is of the type it came with; the rest is checked below.
    let data = kind.and_then(|kind| unsafe { from_ffi_and_data_type(array, kind) });
    Ok(data.and_then(|data| checked(make_array(data))).map(|array| vec![array]))
}

/// An array whose offsets and text were looked at: what another library handed over is not trusted.
fn checked(array: ArrayRef) -> Result<ArrayRef, ArrowError> {
    array.to_data().validate_full()?;
    Ok(array)
}
