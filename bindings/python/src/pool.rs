//! The threads that batches run on.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors;

/// The threads of this process, and the process that started them.
static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

fn start(py: Python<'_>, threads: usize) -> PyResult<Arc<ThreadPool>> {
    let pool =
        ThreadPoolBuilder::new().num_threads(threads).thread_name(|number| format!("simpatico-{number}")).build();
    pool.map(Arc::new).map_err(|error| errors::option(py, &format!("cannot start {threads} threads: {error}")))
}

/// A pool of so many threads; without a number, the pool of all cores that the process keeps.
pub(crate) fn pool(py: Python<'_>, threads: Option<usize>) -> PyResult<Arc<ThreadPool>> {
    const MOST: usize = 1024;
    match threads {
        Some(threads @ 1..=MOST) => return start(py, threads),
        Some(threads) => return Err(errors::option(py, &format!("threads is {threads}, not between 1 and {MOST}"))),
        None => {}
    }
    let mut kept = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    if let Some((owner, pool)) = &*kept
        && *owner == process
    {
        return Ok(Arc::clone(pool));
    }
    // A forked process inherits the pool without its threads: work given to it would wait for ever, and so would its end.
    if let Some(inherited) = kept.take() {
        std::mem::forget(inherited);
    }
    let pool = start(py, 0)?;
    *kept = Some((process, Arc::clone(&pool)));
    Ok(pool)
}
