//! Files in, rows out: where they come from, where one ends and the next begins, what stands in them.

mod batch;
mod record;
mod row;
mod source;

pub(crate) use batch::Batches;
pub(crate) use row::{Row, RowError, Subject, TurnRow};
pub(crate) use source::{Format, Sources};
