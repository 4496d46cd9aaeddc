//! Versions, as macros of the header and as functions of the library.
#![allow(dead_code)] // macros are for the header only

use crate::convert::output;
use crate::status::{Failure, guard, simpatico_status};
use crate::text::simpatico_str;

/// First part of the version that this header belongs to.
pub const SIMPATICO_VERSION_MAJOR: u32 = 0;
/// Second part.
pub const SIMPATICO_VERSION_MINOR: u32 = 1;
/// Third part.
pub const SIMPATICO_VERSION_PATCH: u32 = 0;
/// Counts the changes that old programs cannot live with. See `simpatico_check_abi`.
pub const SIMPATICO_ABI_VERSION: u32 = 1;
/// Version of the JSON contract.
pub const SIMPATICO_SCHEMA: u32 = 1;

/// Version of the library that runs, which may be newer than the header's: compare with `SIMPATICO_VERSION`. The text
/// lives as long as the process.
///
/// Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn simpatico_version() -> simpatico_str {
    env!("CARGO_PKG_VERSION").into()
}

/// ABI version of the library that runs.
///
/// Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn simpatico_abi_version() -> u32 {
    SIMPATICO_ABI_VERSION
}

/// Version of the JSON contract that the library writes.
///
/// Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn simpatico_schema() -> u32 {
    simpatico_core::SCHEMA
}

/// Whether a program can work with the library that runs. Call it once at the start as
/// `simpatico_check_abi(SIMPATICO_ABI_VERSION)`, above all where the library is loaded by hand.
///
/// Fails: `SIMPATICO_STATUS_ABI_MISMATCH`. Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn simpatico_check_abi(abi_version: u32) -> simpatico_status {
    guard(|| {
        if abi_version == SIMPATICO_ABI_VERSION {
            return Ok(());
        }
        let message = format!("the program wants ABI {abi_version}, the library has {SIMPATICO_ABI_VERSION}");
        Err(Failure::new(simpatico_status::AbiMismatch, message))
    })
}

/// Whether the accurate model is compiled in: `*out` is true or false.
///
/// Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_has_accurate(out: *mut bool) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(cfg!(feature = "accurate"));
        Ok(())
    })
}

/// Whether pages of `simpatico_reflection_page` are compiled in: `*out` is true or false.
///
/// Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_has_report(out: *mut bool) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(cfg!(feature = "report"));
        Ok(())
    })
}
