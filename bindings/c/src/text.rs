//! Text that crosses the border: borrowed as [`simpatico_str`], owned as [`simpatico_string`].

use std::ffi::c_char;
use std::ptr;

/// Borrowed UTF-8 text of `len` bytes, without a NUL at its end. From the library: belongs to the handle that gave it
/// and ends with it, or lives as long as the process where the function says so; never freed by you; `data` is never
/// NULL. To the library: read during the call only; `data` may be NULL where `len` is 0.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_str {
    /// First byte.
    pub data: *const c_char,
    /// Number of bytes.
    pub len: usize,
}

/// UTF-8 text that you own, of `len` bytes and a NUL after them that `len` does not count. Free it with
/// `simpatico_string_free`, and with nothing else.
#[repr(C)]
#[derive(Debug)]
pub struct simpatico_string {
    /// First byte.
    pub data: *mut c_char,
    /// Number of bytes before the NUL.
    pub len: usize,
}

impl From<&str> for simpatico_str {
    /// The caller says how long the text lives.
    fn from(text: &str) -> Self {
        // Rust's empty text has an address that is no address: give a real one.
        let text = if text.is_empty() { "\0".split_at(0).0 } else { text };
        Self { data: text.as_ptr().cast(), len: text.len() }
    }
}

impl From<String> for simpatico_string {
    fn from(text: String) -> Self {
        let len = text.len();
        let mut bytes = text.into_bytes();
        bytes.push(0);
        Self { data: Box::into_raw(bytes.into_boxed_slice()).cast(), len }
    }
}

/// Frees an owned text and leaves `{NULL, 0}` in its place, so that a second call does no harm. NULL is fine.
///
/// Threads: any, one at a time for the same string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_string_free(string: *mut simpatico_string) {
    // SAFETY: the caller gives NULL or a string of this library.
    let Some(string) = (unsafe { string.as_mut() }) else { return };
    if !string.data.is_null() {
        let bytes = ptr::slice_from_raw_parts_mut(string.data.cast::<u8>(), string.len + 1);
        // SAFETY: made by `From<String>` above, which boxed `len` bytes and a NUL.
        drop(unsafe { Box::from_raw(bytes) });
    }
    *string = simpatico_string { data: ptr::null_mut(), len: 0 };
}
