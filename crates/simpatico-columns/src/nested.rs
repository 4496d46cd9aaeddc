//! The contract's objects as columns: `customer`, `reply` and `error`.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_arrow::schema::{SchemaLike as _, TracingOptions};
use simpatico::{Analysis, ReplyScore};

use crate::Row;

/// A row without a reply column.
#[derive(Serialize, Deserialize)]
struct Message<'a, C> {
    customer: Option<C>,
    error: Option<Cow<'a, str>>,
}

/// A row with one.
#[derive(Serialize, Deserialize)]
struct Pair<'a, C, R> {
    customer: Option<C>,
    reply: Option<R>,
    error: Option<Cow<'a, str>>,
}

impl<'a> From<&'a Row<'a>> for Message<'a, &'a Analysis<'a>> {
    fn from(row: &'a Row<'a>) -> Self {
        Self { customer: row.judgement.as_ref().map(|judged| &judged.customer), error: row.error.map(Cow::Borrowed) }
    }
}

impl<'a> From<&'a Row<'a>> for Pair<'a, &'a Analysis<'a>, &'a ReplyScore<'a>> {
    fn from(row: &'a Row<'a>) -> Self {
        let Message { customer, error } = Message::from(row);
        Self { customer, reply: row.judgement.as_ref().and_then(|judged| judged.reply.as_ref()), error }
    }
}

/// The fields of the core's own types.
pub(crate) fn schema(has_reply: bool) -> Result<SchemaRef, ArrowError> {
    let options = TracingOptions::default()
        .enums_without_data_as_strings(true)
        .strings_as_large_utf8(false)
        .sequence_as_large_list(false)
        .from_type_budget(10_000);
    let fields = if has_reply {
        Vec::<FieldRef>::from_type::<Pair<'static, Analysis<'static>, ReplyScore<'static>>>(options)
    } else {
        Vec::<FieldRef>::from_type::<Message<'static, Analysis<'static>>>(options)
    };
    let fields = fields.map_err(|error| ArrowError::SchemaError(error.to_string()))?;
    Ok(Arc::new(Schema::new(fields.iter().map(portable).collect::<Vec<_>>())))
}

/// The field in types that every reader knows: Spark and many files have no unsigned integers, and few dictionaries in lists.
fn portable(field: &FieldRef) -> FieldRef {
    let kind = match field.data_type() {
        DataType::UInt8 => DataType::Int8,
        DataType::UInt64 => DataType::Int64,
        DataType::Dictionary(_, values) => values.as_ref().clone(),
        DataType::List(items) => DataType::List(portable(items)),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(portable).collect()),
        other => other.clone(),
    };
    Arc::new(Field::new(field.name(), kind, field.is_nullable()))
}

/// The rows as columns of `schema`.
pub(crate) fn batch(schema: &SchemaRef, rows: &[Row<'_>], has_reply: bool) -> Result<RecordBatch, ArrowError> {
    let fields = schema.fields();
    let batch = if has_reply {
        let rows: Vec<Pair<'_, _, _>> = rows.iter().map(Pair::from).collect();
        serde_arrow::to_record_batch(fields, &rows)
    } else {
        let rows: Vec<Message<'_, _>> = rows.iter().map(Message::from).collect();
        serde_arrow::to_record_batch(fields, &rows)
    };
    batch.map_err(|error| ArrowError::ExternalError(Box::new(error)))
}
