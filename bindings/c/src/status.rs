//! What a call came to: a number that never changes, and a sentence that says why.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use simpatico_core::{Error, ErrorKind};

use crate::text::simpatico_str;

/// What a call came to. Numbers are fixed and never used again for another meaning; later versions may add some, so
/// treat an unknown one as a failure. On any status but `SIMPATICO_STATUS_OK` no output was written.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_status {
    /// Done; every output was written.
    Ok = 0,
    /// What was asked for is not there, and need not be: no failure.
    Absent = 1,
    /// A pointer that must not be NULL is NULL.
    NullArgument = 2,
    /// A handle is of another type, was freed, or is none of this library's. A freed handle is recognised for certain
    /// in debug builds only; in release builds using one is undefined, though mostly recognised.
    InvalidHandle = 3,
    /// A text is not UTF-8.
    InvalidUtf8 = 4,
    /// A number is none of its enum, or beyond its limit; or a pointer is not aligned.
    InvalidArgument = 5,
    /// An index is not below its count.
    OutOfRange = 6,
    /// A file cannot be read.
    Io = 7,
    /// The library has a fault and stopped the call. Its handles can still be freed, and used; a session or a
    /// reflection may have taken a part of what it was given.
    Panic = 8,
    /// Header and library do not go together.
    AbiMismatch = 9,
    /// A failure of a kind that has no number yet; the message tells it.
    Other = 10,
    /// What was asked for was left out when the library was built.
    NotCompiled = 11,
    /// A data pack is cut short, damaged, or holds values outside its limits.
    InvalidData = 20,
    /// A data pack is of a format version that this library does not read.
    UnsupportedVersion = 21,
    /// A label's name is not one of the codebook's.
    UnknownLabel = 22,
    /// A rule id is not in the data.
    UnknownRule = 23,
    /// A pattern of a rule cannot be compiled.
    InvalidPattern = 24,
    /// An option has a value outside its range.
    InvalidOption = 25,
    /// A pack of your own has faults: one line each in the message.
    InvalidPack = 26,
    /// A point in time is not written as RFC 3339, or lies outside the years that it can hold.
    InvalidTime = 27,
    /// A correction is not written as one, or has a value outside its scale.
    InvalidCorrection = 28,
    /// A line is not a conversation of the JSON contract.
    InvalidLine = 29,
}

impl simpatico_status {
    const ALL: [Self; 22] = [
        Self::Ok,
        Self::Absent,
        Self::NullArgument,
        Self::InvalidHandle,
        Self::InvalidUtf8,
        Self::InvalidArgument,
        Self::OutOfRange,
        Self::Io,
        Self::Panic,
        Self::AbiMismatch,
        Self::Other,
        Self::NotCompiled,
        Self::InvalidData,
        Self::UnsupportedVersion,
        Self::UnknownLabel,
        Self::UnknownRule,
        Self::InvalidPattern,
        Self::InvalidOption,
        Self::InvalidPack,
        Self::InvalidTime,
        Self::InvalidCorrection,
        Self::InvalidLine,
    ];

    fn message(self) -> &'static str {
        match self {
            Self::Ok => "done",
            Self::Absent => "not there, and need not be",
            Self::NullArgument => "a pointer that must not be NULL is NULL",
            Self::InvalidHandle => "a handle is of another type, was freed, or is not of this library",
            Self::InvalidUtf8 => "a text is not UTF-8",
            Self::InvalidArgument => "a number is none of its enum or beyond its limit",
            Self::OutOfRange => "an index is not below its count",
            Self::Io => "a file cannot be read",
            Self::Panic => "a fault in the library stopped the call",
            Self::AbiMismatch => "header and library do not go together",
            Self::Other => "a failure without a number of its own",
            Self::NotCompiled => "left out when the library was built",
            Self::InvalidData => "a data pack is damaged or incomplete",
            Self::UnsupportedVersion => "a data pack is of a version that is not read",
            Self::UnknownLabel => "a label is not one of the codebook's",
            Self::UnknownRule => "a rule is not in the data",
            Self::InvalidPattern => "a pattern cannot be compiled",
            Self::InvalidOption => "an option has a value outside its range",
            Self::InvalidPack => "a pack of your own has faults",
            Self::InvalidTime => "a point in time cannot be read",
            Self::InvalidCorrection => "a correction cannot be read",
            Self::InvalidLine => "a line is not a conversation of the contract",
        }
    }
}

/// A status other than `Ok`, and its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) status: simpatico_status,
    pub(crate) message: String,
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(status: simpatico_status, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    pub(crate) fn absent() -> Self {
        Self::new(simpatico_status::Absent, "")
    }

    /// The same failure, said of a part of `whole`.
    pub(crate) fn within(self, whole: &str) -> Self {
        Self { message: format!("{whole}.{}", self.message), ..self }
    }

    /// The same failure, said of a value.
    pub(crate) fn of(self, name: &str) -> Self {
        Self { message: format!("{name}: {}", self.message), ..self }
    }

    fn panic(payload: &(dyn Any + Send)) -> Self {
        let words = payload.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("without a word");
        Self::new(simpatico_status::Panic, format!("the library stopped itself: {words}"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = match error.kind() {
            ErrorKind::InvalidData => simpatico_status::InvalidData,
            ErrorKind::UnsupportedVersion => simpatico_status::UnsupportedVersion,
            ErrorKind::UnknownLabel => simpatico_status::UnknownLabel,
            ErrorKind::UnknownRule => simpatico_status::UnknownRule,
            ErrorKind::InvalidPattern => simpatico_status::InvalidPattern,
            ErrorKind::InvalidOption => simpatico_status::InvalidOption,
            ErrorKind::InvalidPack => simpatico_status::InvalidPack,
            ErrorKind::InvalidTime => simpatico_status::InvalidTime,
            ErrorKind::InvalidCorrection => simpatico_status::InvalidCorrection,
            _ => simpatico_status::Other,
        };
        Self::new(status, error.to_string())
    }
}

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work`; a panic in it becomes a failure. Outputs are written last, so that none is half done. Of handles that
/// change, options do so by values that are whole; sessions and reflections may have counted a part, which the status
/// tells.
pub(crate) fn caught<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| Err(Failure::panic(&*payload)))
}

/// Runs the body of a function of the interface and keeps the sentence of its failure for the caller.
pub(crate) fn guard(body: impl FnOnce() -> Outcome) -> simpatico_status {
    match caught(body) {
        Ok(()) => simpatico_status::Ok,
        Err(failure) => {
            if failure.status != simpatico_status::Absent {
                // A thread that is ending has no place for it any more: the status stands alone then.
                let _ = LAST.try_with(|last| last.replace(failure.message));
            }
            failure.status
        }
    }
}

/// Why the last call on this thread failed: the value that was refused, and the limit. Empty where none has failed.
/// `SIMPATICO_STATUS_ABSENT` is no failure.
///
/// Gives: a text that stands until another call fails on this thread. Threads: any; each has its own.
#[unsafe(no_mangle)]
pub extern "C" fn simpatico_last_error() -> simpatico_str {
    LAST.try_with(|last| simpatico_str::from(last.borrow().as_str())).unwrap_or_else(|_| simpatico_str::from(""))
}

/// What a status means, for any value of it, in a few words that live as long as the process.
///
/// Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn simpatico_status_message(status: u32) -> simpatico_str {
    let known = simpatico_status::ALL.into_iter().find(|&known| known as u32 == status);
    known.map_or("unknown status", simpatico_status::message).into()
}
