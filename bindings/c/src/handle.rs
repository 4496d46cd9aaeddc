//! Handles: what the caller holds is an address; what stands there begins with a tag that tells its type, and tells
//! when it is gone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use crate::convert::output;
use crate::status::{Failure, Outcome, guard, simpatico_status};

/// A type that the header declares and does not define, with what stands behind it.
pub(crate) trait Handle {
    type Value;
    /// Different for each type; never 0.
    const TAG: u64;
    /// As in the header; parameters of this type are called by it, without the prefix.
    const NAME: &'static str;
}

/// Declares what stands behind an opaque type.
macro_rules! handle {
    ($opaque:ident, $value:ty, $tag:literal) => {
        impl $crate::handle::Handle for $opaque {
            type Value = $value;
            const TAG: u64 = u64::from_le_bytes(*$tag);
            const NAME: &'static str = stringify!($opaque);
        }
    };
}
pub(crate) use handle;

/// The tag of a handle that was freed.
const FREED: u64 = 0;

/// A value that handles of type `H` point to.
#[repr(C)]
pub(crate) struct Tagged<H: Handle> {
    tag: u64,
    value: H::Value,
}

impl<H: Handle> Tagged<H> {
    pub(crate) fn new(value: H::Value) -> Self {
        Self { tag: H::TAG, value }
    }

    /// The handle of a value that stays where it is as long as the handle is used.
    pub(crate) fn handle(&self) -> *const H {
        ptr::from_ref(self).cast()
    }
}

impl<H: Handle> Drop for Tagged<H> {
    fn drop(&mut self) {
        // SAFETY: a field of our own. Volatile, since nobody reads it again by the rules: only by mistake.
        unsafe { ptr::write_volatile(&raw mut self.tag, FREED) };
    }
}

/// A handle of its own for a value; the caller frees it.
pub(crate) fn own<H: Handle>(value: H::Value) -> *mut H {
    Box::into_raw(Box::new(Tagged::<H>::new(value))).cast()
}

/// A handle that belongs to another one and is freed with it.
pub(crate) struct Owned<H: Handle>(*mut H);

// SAFETY: stands for the value behind the handle, and gives it out by shared reference only.
unsafe impl<H: Handle<Value: Send>> Send for Owned<H> {}
// SAFETY: as above.
unsafe impl<H: Handle<Value: Sync>> Sync for Owned<H> {}

impl<H: Handle> Owned<H> {
    pub(crate) fn new(value: H::Value) -> Self {
        Self(own(value))
    }

    pub(crate) fn handle(&self) -> *const H {
        self.0
    }
}

impl<H: Handle> Drop for Owned<H> {
    fn drop(&mut self) {
        // SAFETY: made by `own`, and nobody else frees it.
        unsafe { free(self.0) };
    }
}

/// The place behind a handle, where its tag says that it lives.
///
/// # Safety
/// `handle` is NULL or points to eight bytes or more that can be read.
unsafe fn check<H: Handle>(handle: *const H) -> Outcome<*mut Tagged<H>> {
    let name = H::NAME.trim_start_matches("simpatico_");
    let tagged = handle.cast_mut().cast::<Tagged<H>>();
    if tagged.is_null() {
        return Err(Failure::new(simpatico_status::NullArgument, format!("{name} is NULL")));
    }
    // SAFETY: the caller's word, and `&&` looks only where the address can be that of a tag.
    if tagged.is_aligned() && unsafe { ptr::read_volatile(tagged.cast::<u64>()) } == H::TAG {
        return Ok(tagged);
    }
    let message = format!("{name} is no living {}", H::NAME);
    Err(Failure::new(simpatico_status::InvalidHandle, message))
}

/// What stands behind a handle.
///
/// # Safety
/// `handle` is NULL or a handle of this library that is not freed or changed while the result is in use. In debug
/// builds it may be one that was freed.
pub(crate) unsafe fn borrow<'a, H: Handle>(handle: *const H) -> Outcome<&'a H::Value> {
    // SAFETY: a handle of this library begins with its tag; in debug builds a freed one does too.
    let tagged = unsafe { check(handle) }?;
    // SAFETY: the tag says that it lives; the rest is the caller's word.
    Ok(unsafe { &(*tagged).value })
}

/// What stands behind a handle, to be changed.
///
/// # Safety
/// As [`borrow`], and nobody else uses the handle during the call.
pub(crate) unsafe fn borrow_mut<'a, H: Handle>(handle: *mut H) -> Outcome<&'a mut H::Value> {
    // SAFETY: as in `borrow`.
    let tagged = unsafe { check(handle.cast_const()) }?;
    // SAFETY: the tag says that it lives; the rest is the caller's word.
    Ok(unsafe { &mut (*tagged).value })
}

/// Frees a handle made by [`own`]. NULL and what is no living handle of this type are left alone.
///
/// # Safety
/// As [`borrow_mut`]; a handle that was borrowed from another is never given to this.
pub(crate) unsafe fn free<H: Handle>(handle: *mut H) {
    // SAFETY: as in `borrow`.
    let Ok(tagged) = (unsafe { check(handle.cast_const()) }) else { return };
    // A destructor that panics must not unwind into C.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        if cfg!(debug_assertions) {
            // The memory is kept, so that the tag of a freed handle can be read for ever.
            // SAFETY: made by `own`, and alive: the tag says so.
            unsafe { ptr::drop_in_place(tagged) };
        } else {
            // SAFETY: as above.
            drop(unsafe { Box::from_raw(tagged) });
        }
    }));
}

/// Answers a question about a handle with one value.
///
/// # Safety
/// As [`borrow`], and as [`output`](crate::convert::output) asks of `out`.
pub(crate) unsafe fn answer<H: Handle, T>(
    handle: *const H,
    out: *mut T,
    of: impl FnOnce(&H::Value) -> Outcome<T>,
) -> simpatico_status {
    guard(|| {
        // SAFETY: the caller's word.
        let (value, out) = unsafe { (borrow(handle)?, output("out", out)?) };
        out.write(of(value)?);
        Ok(())
    })
}

/// Answers a question about a handle with a list that belongs to it.
///
/// # Safety
/// As [`answer`], and the same of `count`.
pub(crate) unsafe fn answer_list<H: Handle, T>(
    handle: *const H,
    out: *mut *const T,
    count: *mut usize,
    of: impl FnOnce(&H::Value) -> &[T],
) -> simpatico_status {
    guard(|| {
        // SAFETY: the caller's word.
        let (value, out, count) = unsafe { (borrow(handle)?, output("out", out)?, output("count", count)?) };
        let list = of(value);
        out.write(list.as_ptr());
        count.write(list.len());
        Ok(())
    })
}
