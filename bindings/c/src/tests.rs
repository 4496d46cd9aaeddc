//! Tests of what C programs cannot reach: panics, freed handles, and that the labels are the core's.

mod handles;
mod labels;
mod live;
mod versions;
