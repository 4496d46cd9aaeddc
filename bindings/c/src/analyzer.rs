//! The analyzer: text in, judgements out.

use std::ffi::c_char;

use simpatico_core::Analyzer;

use crate::convert::{array, optional_text, output, text, value};
use crate::handle::{answer, borrow, free, handle, own};
use crate::judgement::{Judged, Texts, simpatico_exchange, simpatico_judgement};
use crate::label::simpatico_model;
use crate::status::{Failure, Outcome, guard, simpatico_status};
use crate::text::simpatico_str;

/// Reads messages and judges replies. Never changes once built: one analyzer serves all threads of a process.
pub struct simpatico_analyzer {
    _opaque: (),
}

handle!(simpatico_analyzer, Analyzer, b"analyzer");

/// A rule of the data, or of a pack of your own.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_rule {
    /// Its id, as in the source of evidence.
    pub id: simpatico_str,
    /// What it means.
    pub message: simpatico_str,
}

/// An analyzer with the embedded data: the accurate model where it is compiled in, else the fast one.
///
/// Gives: a handle that you free with `simpatico_analyzer_free`. Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads:
/// any. The first call of a process unpacks the data, which takes tens of milliseconds; later ones take microseconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_new(out: *mut *mut simpatico_analyzer) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(own(Analyzer::new()));
        Ok(())
    })
}

/// An analyzer of the fast model with data of your own, as `simpatico.pack` holds it.
///
/// Takes: `len` bytes, not kept. Gives: a handle that you free with `simpatico_analyzer_free`. Fails:
/// `SIMPATICO_STATUS_INVALID_DATA`, `SIMPATICO_STATUS_UNSUPPORTED_VERSION`. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_new_from_data(
    data: *const u8,
    len: usize,
    out: *mut *mut simpatico_analyzer,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (data, out) = unsafe { (array("data", data, len)?, output("out", out)?) };
        out.write(own(Analyzer::try_from_data(data)?));
        Ok(())
    })
}

/// Another handle on the same analyzer, for a part of your program that frees its own. Costs next to nothing.
///
/// Gives: a handle that you free with `simpatico_analyzer_free`, in any order. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_clone(
    analyzer: *const simpatico_analyzer,
    out: *mut *mut simpatico_analyzer,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analyzer, out, |analyzer| Ok(own(analyzer.clone()))) }
}

/// Frees an analyzer. NULL is fine. What it judged lives on.
///
/// Threads: any, once no other thread uses this handle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_free(analyzer: *mut simpatico_analyzer) {
    // SAFETY: as the header asks.
    unsafe { free(analyzer) };
}

/// The model that answers.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_model(
    analyzer: *const simpatico_analyzer,
    out: *mut simpatico_model,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analyzer, out, |analyzer| Ok(analyzer.model().into())) }
}

/// Version of the data: equal versions give equal results.
///
/// Gives: a text of the analyzer. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_data_version(
    analyzer: *const simpatico_analyzer,
    out: *mut simpatico_str,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analyzer, out, |analyzer| Ok(analyzer.data_version().into())) }
}

/// Number of rules: those of the data, then those of your own packs.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_rule_count(
    analyzer: *const simpatico_analyzer,
    out: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(analyzer, out, |analyzer| Ok(analyzer.rules().count())) }
}

/// A rule.
///
/// Gives: texts of the analyzer. Fails: `SIMPATICO_STATUS_OUT_OF_RANGE`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_rule_at(
    analyzer: *const simpatico_analyzer,
    index: usize,
    out: *mut simpatico_rule,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, out) = unsafe { (borrow(analyzer)?, output("out", out)?) };
        let rule = analyzer.rules().nth(index);
        let (id, message) = rule.ok_or_else(|| out_of_range(index, analyzer.rules().count()))?;
        out.write(simpatico_rule { id: id.into(), message: message.into() });
        Ok(())
    })
}

pub(crate) fn out_of_range(index: usize, count: usize) -> Failure {
    Failure::new(simpatico_status::OutOfRange, format!("index {index} is not below {count}"))
}

/// Analyzes a customer's message. Any text gives an analysis, in time linear in its length.
///
/// Takes: UTF-8, copied. Gives: a judgement without a reply, which you free with `simpatico_judgement_free`. Fails:
/// `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_analyze(
    analyzer: *const simpatico_analyzer,
    text: *const c_char,
    len: usize,
    out: *mut *mut simpatico_judgement,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, customer, out) =
            unsafe { (borrow(analyzer)?, self::text("text", text, len)?, output("out", out)?) };
        out.write(own(Judged::new(analyzer, Texts::new(customer, None, 0))));
        Ok(())
    })
}

/// Judges an agent's reply against the customer's message that it answers. In a live loop, call it at each pause with
/// the reply as it stands.
///
/// Takes: UTF-8, copied. Gives: a judgement of both, which you free with `simpatico_judgement_free`. Fails:
/// `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_score_reply(
    analyzer: *const simpatico_analyzer,
    customer: *const c_char,
    customer_len: usize,
    reply: *const c_char,
    reply_len: usize,
    out: *mut *mut simpatico_judgement,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, out) = unsafe { (borrow(analyzer)?, output("out", out)?) };
        // SAFETY: as the header asks.
        let (customer, reply) =
            unsafe { (text("customer", customer, customer_len)?, text("reply", reply, reply_len)?) };
        out.write(own(Judged::new(analyzer, Texts::new(customer, Some(reply), 0))));
        Ok(())
    })
}

/// Judges an exchange: a message, the reply where there is one, and how many turns came before.
///
/// Takes: UTF-8, copied. Gives: a judgement, which you free with `simpatico_judgement_free`. Fails:
/// `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_judge(
    analyzer: *const simpatico_analyzer,
    exchange: *const simpatico_exchange,
    out: *mut *mut simpatico_judgement,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, exchange, out) =
            unsafe { (borrow(analyzer)?, value("exchange", exchange)?, output("out", out)?) };
        // SAFETY: as the header asks.
        out.write(own(Judged::new(analyzer, unsafe { texts(exchange) }?)));
        Ok(())
    })
}

/// The texts of an exchange, copied.
///
/// # Safety
/// As the header asks of the texts of an exchange.
pub(crate) unsafe fn texts(exchange: &simpatico_exchange) -> Outcome<Texts> {
    let customer = exchange.customer;
    // SAFETY: the caller's word.
    let (customer, reply) =
        unsafe { (text("customer", customer.data, customer.len)?, optional_text("reply", exchange.reply)?) };
    Ok(Texts::new(customer, reply, exchange.turns_before))
}
