//! Masks for what tells who somebody is.

use std::ffi::c_char;

use self_cell::self_cell;
use simpatico_core::{Redacted, Redactor};

use crate::convert::{output, text};
use crate::handle::{answer, answer_list, borrow, borrow_mut, free, handle, own};
use crate::label::simpatico_private_kind;
use crate::status::{guard, simpatico_status};
use crate::text::simpatico_str;

/// Masks e-mail addresses, phone, card, bank account and document numbers, links that carry a token, and names that
/// are introduced, greeted or given.
pub struct simpatico_redactor {
    _opaque: (),
}

handle!(simpatico_redactor, Redactor, b"redactor");

/// A text with masks. Never changes: any number of threads may read it at once.
pub struct simpatico_redacted {
    _opaque: (),
}

handle!(simpatico_redacted, Masked, b"redacted");

/// A masked piece of a text. The mask has as many bytes and code points as what it hides.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_mask {
    /// What it was taken for.
    pub kind: simpatico_private_kind,
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

self_cell!(
    struct Held {
        owner: Box<str>,
        #[covariant]
        dependent: Redacted,
    }
);

/// A text, its masked form, and the masks as the header lays them out.
pub(crate) struct Masked {
    held: Held,
    masks: Vec<simpatico_mask>,
}

impl Masked {
    fn new(redactor: &Redactor, text: &str) -> Self {
        let held = Held::new(text.into(), |text| redactor.redact(text));
        let masks = held.borrow_dependent().pieces.iter().map(|piece| simpatico_mask {
            kind: piece.kind.into(),
            byte_start: piece.span.byte_start,
            byte_end: piece.span.byte_end,
            start: piece.span.start,
            end: piece.span.end,
        });
        Self { masks: masks.collect(), held }
    }
}

/// A redactor with the usual masks. Order numbers, dates and amounts stay unless `simpatico_redactor_figures` asks for
/// them.
///
/// Gives: a handle that you free with `simpatico_redactor_free`. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redactor_new(out: *mut *mut simpatico_redactor) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(own(Redactor::new()));
        Ok(())
    })
}

/// Also masks this name wherever it stands, in any case: a customer's from your records, for instance.
///
/// Takes: UTF-8, copied. Threads: any, one at a time for the same redactor.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redactor_name(
    redactor: *mut simpatico_redactor,
    name: *const c_char,
    len: usize,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (redactor, name) = unsafe { (borrow_mut(redactor)?, text("name", name, len)?) };
        *redactor = redactor.clone().name(name);
        Ok(())
    })
}

/// Also masks every figure: order numbers, dates, amounts.
///
/// Threads: any, one at a time for the same redactor.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redactor_figures(redactor: *mut simpatico_redactor) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let redactor = unsafe { borrow_mut(redactor) }?;
        *redactor = redactor.clone().figures();
        Ok(())
    })
}

/// Masks a text, in time linear in its length.
///
/// Takes: UTF-8, copied. Gives: a handle that you free with `simpatico_redacted_free`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redactor_redact(
    redactor: *const simpatico_redactor,
    text: *const c_char,
    len: usize,
    out: *mut *mut simpatico_redacted,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (redactor, text, out) = unsafe { (borrow(redactor)?, self::text("text", text, len)?, output("out", out)?) };
        out.write(own(Masked::new(redactor, text)));
        Ok(())
    })
}

/// Frees a redactor. NULL is fine. What it masked, and analyzers that were built with it, live on.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redactor_free(redactor: *mut simpatico_redactor) {
    // SAFETY: as the header asks.
    unsafe { free(redactor) };
}

/// The text with its masks, as long as the text that was given, in bytes and in code points.
///
/// Gives: a text that belongs to the handle. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redacted_text(
    redacted: *const simpatico_redacted,
    out: *mut simpatico_str,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(redacted, out, |masked| Ok(masked.held.borrow_dependent().text.as_ref().into())) }
}

/// What was masked, in the order of the text.
///
/// Gives: the address of `*count` entries, which belong to the handle. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redacted_masks(
    redacted: *const simpatico_redacted,
    out: *mut *const simpatico_mask,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(redacted, out, count, |masked| &masked.masks) }
}

/// Frees a masked text with its masks. NULL is fine.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_redacted_free(redacted: *mut simpatico_redacted) {
    // SAFETY: as the header asks.
    unsafe { free(redacted) };
}
