//! Many exchanges at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use simpatico_core::Analyzer;

use crate::analyzer::{out_of_range, simpatico_analyzer, texts};
use crate::convert::{array, output};
use crate::handle::{Owned, answer, borrow, free, handle, own};
use crate::judgement::{Judged, simpatico_exchange, simpatico_judgement};
use crate::status::{Failure, Outcome, caught, guard, simpatico_status};
use crate::text::simpatico_str;

/// Judgements of many exchanges, in their order. Never changes: any number of threads may read it at once.
pub struct simpatico_batch {
    _opaque: (),
}

handle!(simpatico_batch, Vec<Row>, b"batch\0\0\0");

type Row = Outcome<Owned<simpatico_judgement>>;

/// The exchanges of a call, which its threads share.
struct Exchanges<'a>(&'a [simpatico_exchange]);

// SAFETY: the header asks that nobody changes the exchanges and their texts during the call; they are only read.
unsafe impl Sync for Exchanges<'_> {}

impl Exchanges<'_> {
    /// # Safety
    /// As the header asks of the texts of an exchange.
    unsafe fn judge(&self, analyzer: &Analyzer, index: usize) -> Row {
        caught(|| {
            let exchange = self.0.get(index).ok_or_else(|| out_of_range(index, self.0.len()))?;
            // SAFETY: the caller's word.
            Ok(Owned::new(Judged::new(analyzer, unsafe { texts(exchange) }?)))
        })
    }
}

/// Judges on `threads` threads, the calling one among them; they end with the call. Where the system gives fewer,
/// fewer do.
///
/// # Safety
/// As the header asks of the texts of an exchange.
unsafe fn judge(analyzer: &Analyzer, exchanges: &[simpatico_exchange], threads: usize) -> Vec<Row> {
    let exchanges = Exchanges(exchanges);
    let count = exchanges.0.len();
    let threads = match threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        wanted => wanted,
    };
    let rows: Vec<OnceLock<Row>> = (0..count).map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(row) = rows.get(index) else { break };
            // SAFETY: the caller's word.
            row.get_or_init(|| unsafe { exchanges.judge(analyzer, index) });
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(count) {
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let lost = || Err(Failure::new(simpatico_status::Panic, "the row was not judged"));
    rows.into_iter().map(|row| row.into_inner().unwrap_or_else(lost)).collect()
}

/// Judges many exchanges. A row that cannot be used loses no other: each has a status of its own.
///
/// Takes: `count` exchanges, not kept; their texts are copied. `threads` is the number of threads to work on, the
/// calling one among them; 0 stands for all cores. They end with the call. Gives: a batch that you free with
/// `simpatico_batch_free`. Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`; bad UTF-8 is the row's status. Threads: any, at
/// once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_judge_batch(
    analyzer: *const simpatico_analyzer,
    exchanges: *const simpatico_exchange,
    count: usize,
    threads: usize,
    out: *mut *mut simpatico_batch,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, exchanges, out) =
            unsafe { (borrow(analyzer)?, array("exchanges", exchanges, count)?, output("out", out)?) };
        // SAFETY: as the header asks.
        out.write(own(unsafe { judge(analyzer, exchanges, threads) }));
        Ok(())
    })
}

/// As `simpatico_analyzer_judge_batch`, for messages without replies.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_analyze_batch(
    analyzer: *const simpatico_analyzer,
    texts: *const simpatico_str,
    count: usize,
    threads: usize,
    out: *mut *mut simpatico_batch,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, texts, out) = unsafe { (borrow(analyzer)?, array("texts", texts, count)?, output("out", out)?) };
        let none = simpatico_str { data: std::ptr::null(), len: 0 };
        let exchange = |&customer: &simpatico_str| simpatico_exchange { customer, reply: none, turns_before: 0 };
        let exchanges: Vec<simpatico_exchange> = texts.iter().map(exchange).collect();
        // SAFETY: as the header asks.
        out.write(own(unsafe { judge(analyzer, &exchanges, threads) }));
        Ok(())
    })
}

/// Number of rows, as many as exchanges were given.
///
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_batch_count(batch: *const simpatico_batch, out: *mut usize) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(batch, out, |rows| Ok(rows.len())) }
}

/// The judgement of a row, or the status of a row that could not be judged, with its message in `simpatico_last_error`.
///
/// Gives: a part of the batch, which you do not free. Fails: `SIMPATICO_STATUS_OUT_OF_RANGE`, and as the row did.
/// Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_batch_at(
    batch: *const simpatico_batch,
    index: usize,
    out: *mut *const simpatico_judgement,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (rows, out) = unsafe { (borrow(batch)?, output("out", out)?) };
        let row = rows.get(index).ok_or_else(|| out_of_range(index, rows.len()))?;
        out.write(row.as_ref().map_err(Clone::clone)?.handle());
        Ok(())
    })
}

/// Frees a batch with all its judgements. NULL is fine.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_batch_free(batch: *mut simpatico_batch) {
    // SAFETY: as the header asks.
    unsafe { free(batch) };
}
