//! Raw arguments become references, or failures that name them.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use crate::status::{Failure, Outcome, simpatico_status};
use crate::text::simpatico_str;

/// Refuses NULL and addresses that no value of `T` can have.
fn checked<T>(name: &str, pointer: *const T) -> Outcome {
    if pointer.is_null() {
        return Err(Failure::new(simpatico_status::NullArgument, format!("{name} is NULL")));
    }
    if !pointer.is_aligned() {
        let message = format!("{name} is not aligned to {} bytes", align_of::<T>());
        return Err(Failure::new(simpatico_status::InvalidArgument, message));
    }
    Ok(())
}

/// An array argument; `(NULL, 0)` is the empty one.
///
/// # Safety
/// `data` is NULL or points to `len` values that nobody changes while the result is in use.
pub(crate) unsafe fn array<'a, T>(name: &str, data: *const T, len: usize) -> Outcome<&'a [T]> {
    if len == 0 {
        return Ok(&[]);
    }
    checked(name, data)?;
    let most = isize::MAX.unsigned_abs() / size_of::<T>().max(1);
    if len > most {
        let message = format!("{name} has length {len}, above the limit of {most}");
        return Err(Failure::new(simpatico_status::InvalidArgument, message));
    }
    // SAFETY: not NULL, aligned, no longer than Rust allows; the rest is the caller's word.
    Ok(unsafe { std::slice::from_raw_parts(data, len) })
}

/// A text argument.
///
/// # Safety
/// As [`array`].
pub(crate) unsafe fn text<'a>(name: &str, data: *const c_char, len: usize) -> Outcome<&'a str> {
    // SAFETY: the caller's word.
    let bytes = unsafe { array(name, data.cast::<u8>(), len) }?;
    std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("{name} is not UTF-8 at byte {} of {len}", error.valid_up_to());
        Failure::new(simpatico_status::InvalidUtf8, message)
    })
}

/// A text argument inside a struct; NULL is none.
///
/// # Safety
/// As [`array`].
pub(crate) unsafe fn optional_text<'a>(name: &str, text: simpatico_str) -> Outcome<Option<&'a str>> {
    if text.data.is_null() && text.len == 0 {
        return Ok(None);
    }
    // SAFETY: the caller's word.
    unsafe { self::text(name, text.data, text.len) }.map(Some)
}

/// A number argument that stands for one of several choices.
pub(crate) fn choice<T: Copy>(name: &str, number: u32, choices: &[T]) -> Outcome<T> {
    let found = usize::try_from(number).ok().and_then(|place| choices.get(place));
    found.copied().ok_or_else(|| {
        let message = format!("{name} {number} is not below {}", choices.len());
        Failure::new(simpatico_status::InvalidArgument, message)
    })
}

/// A struct argument.
///
/// # Safety
/// `pointer` is NULL or points to a value that nobody changes while the result is in use.
pub(crate) unsafe fn value<'a, T>(name: &str, pointer: *const T) -> Outcome<&'a T> {
    checked(name, pointer)?;
    // SAFETY: not NULL and aligned; the rest is the caller's word.
    Ok(unsafe { &*pointer })
}

/// A place for a result. It may hold anything before.
///
/// # Safety
/// `pointer` is NULL or points to a place for a value that nobody else uses during the call.
pub(crate) unsafe fn output<'a, T>(name: &str, pointer: *mut T) -> Outcome<&'a mut MaybeUninit<T>> {
    checked(name, pointer)?;
    // SAFETY: not NULL and aligned; the rest is the caller's word.
    Ok(unsafe { &mut *pointer.cast() })
}
