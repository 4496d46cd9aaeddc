//! The C interface of simpatico: converts types, errors and positions, and decides nothing.
//!
//! What each function takes, gives, owns and fails with stands in `include/simpatico.h`, made from the comments here by
//! the test `header`. Names are the header's.
#![allow(non_camel_case_types)]

mod analysis;
mod analyzer;
mod batch;
mod builder;
mod conversation;
mod convert;
mod course;
mod draft;
mod family;
mod gathering;
mod handle;
mod judgement;
mod label;
mod line;
mod locale;
mod profile;
mod redactor;
mod reflection;
mod reply;
mod session;
mod shelf;
mod status;
mod text;
mod turn;
mod turn_analysis;
mod version;

#[cfg(panic = "abort")]
compile_error!("panics must unwind to become statuses: build without `panic = \"abort\"`");

#[cfg(test)]
mod tests;
