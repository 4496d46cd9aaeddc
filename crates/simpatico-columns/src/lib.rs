//! Results of simpatico as Arrow columns, for data frames and files of any kind.
//!
//! ```
//! use simpatico::{Analyzer, Exchange};
//! use simpatico_columns::{Layout, Row, batch, schema};
//!
//! let analyzer = Analyzer::new();
//! let exchange = Exchange { customer: "Two weeks and no parcel!", reply: None, turns_before: 0 };
//! let rows = [
//!     Row { judgement: Some(analyzer.judge_exchange(&exchange)), error: None },
//!     Row { judgement: None, error: Some("not UTF-8") },
//! ];
//! let schema = schema(Layout::Flat, false)?;
//! let batch = batch(Layout::Flat, &schema, &rows, false)?;
//! assert_eq!(batch.num_rows(), 2);
//! assert!(batch.column_by_name("sentiment_score").is_some_and(|column| column.null_count() == 1));
//! # Ok::<(), arrow_schema::ArrowError>(())
//! ```

mod flat;
mod nested;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use simpatico::Judgement;

/// How results are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A column a score.
    Flat,
    /// The contract's objects.
    Nested,
}

/// A row's judgement, where it has a text, or why it has none.
#[derive(Debug)]
pub struct Row<'a> {
    /// What was found.
    pub judgement: Option<Judgement<'a>>,
    /// Why nothing was; null where the text was null.
    pub error: Option<&'a str>,
}

/// The columns of a layout; those of a reply where there is one.
///
/// # Errors
/// [`ArrowError::SchemaError`] where a result's type has no Arrow type, which a test excludes.
pub fn schema(layout: Layout, has_reply: bool) -> Result<SchemaRef, ArrowError> {
    match layout {
        Layout::Flat => Ok(flat::schema(has_reply)),
        Layout::Nested => nested::schema(has_reply),
    }
}

/// Rows as columns of `schema`, that of the same layout.
///
/// # Errors
/// [`ArrowError`] where `schema` is not that of `layout` and `has_reply`.
pub fn batch(layout: Layout, schema: &SchemaRef, rows: &[Row<'_>], has_reply: bool) -> Result<RecordBatch, ArrowError> {
    match layout {
        Layout::Flat => flat::batch(schema, rows, has_reply),
        Layout::Nested => nested::batch(schema, rows, has_reply),
    }
}

#[cfg(test)]
mod tests {
    use simpatico::{Analyzer, Exchange};

    use super::*;

    #[test]
    fn both_layouts_hold_every_row_and_keep_nulls_and_errors() {
        let analyzer = Analyzer::new();
        let (customer, reply) = ("My card was charged twice.", Some("I am sorry, I have refunded it."));
        let judged = analyzer.judge_exchange(&Exchange { customer, reply, turns_before: 0 });
        for layout in [Layout::Flat, Layout::Nested] {
            for has_reply in [false, true] {
                let rows = [
                    Row { judgement: Some(judged.clone()), error: None },
                    Row { judgement: None, error: Some("broken") },
                    Row { judgement: None, error: None },
                ];
                let columns = schema(layout, has_reply).unwrap();
                let batch = batch(layout, &columns, &rows, has_reply).unwrap();
                assert_eq!((batch.num_rows(), batch.schema()), (3, columns), "{layout:?} {has_reply}");
                assert_eq!(batch.column_by_name("error").unwrap().null_count(), 2);
                let name = if layout == Layout::Flat { "sentiment_score" } else { "customer" };
                assert_eq!(batch.column_by_name(name).unwrap().null_count(), 2);
                let reply = if layout == Layout::Flat { "empathy" } else { "reply" };
                assert_eq!(batch.column_by_name(reply).is_some(), has_reply);
            }
        }
    }

    #[test]
    fn another_layouts_schema_is_an_error() {
        let flat = schema(Layout::Flat, false).unwrap();
        assert!(batch(Layout::Flat, &flat, &[], true).is_err());
    }
}
