#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

/// The packed network, as `simpatico` reads it.
pub static NETWORK: &[u8] = include_bytes!("../data/accurate.network");
