//! The one error type. Analysis never fails on any text: only data and options can.

use core::fmt;

/// Any failure of this library. Opaque: ask [`Error::kind`] what to do, print it to know why.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// What failed. Small and `Copy`; more kinds may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A data pack is cut short, damaged, or holds values outside its limits.
    InvalidData,
    /// A data pack is of a format version that this library does not read.
    UnsupportedVersion,
    /// A label's name is not one of the codebook's.
    UnknownLabel,
    /// A rule id is not in the data.
    UnknownRule,
    /// A pattern of a rule cannot be compiled.
    InvalidPattern,
    /// An option has a value outside its range.
    InvalidOption,
    /// A pack of one's own has faults: one line each.
    InvalidPack,
    /// A point in time is not written as RFC 3339, or lies outside the years that it can hold.
    InvalidTime,
    /// A correction is not written as one, or has a value outside its scale.
    InvalidCorrection,
}

impl ErrorKind {
    /// The kind's name in JSON error lines.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidData => "invalid_data",
            Self::UnsupportedVersion => "unsupported_version",
            Self::UnknownLabel => "unknown_label",
            Self::UnknownRule => "unknown_rule",
            Self::InvalidPattern => "invalid_pattern",
            Self::InvalidOption => "invalid_option",
            Self::InvalidPack => "invalid_pack",
            Self::InvalidTime => "invalid_time",
            Self::InvalidCorrection => "invalid_correction",
        }
    }
}

impl Error {
    #[doc(hidden)]
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(crate) fn data(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidData, message)
    }

    /// What failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {})", self.kind, self.message)
    }
}

impl std::error::Error for Error {}
