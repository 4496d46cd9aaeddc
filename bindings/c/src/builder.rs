//! Options before the first analysis.

use std::ffi::c_char;

use simpatico_core::{Analyzer, Label as _, ModelKind, Redactor};

use crate::analyzer::simpatico_analyzer;
use crate::convert::{array, choice, output, text};
use crate::handle::{answer, borrow, borrow_mut, free, handle, own};
use crate::redactor::simpatico_redactor;
use crate::status::{Failure, Outcome, guard, simpatico_status};

/// Options for an analyzer.
pub struct simpatico_builder {
    _opaque: (),
}

handle!(simpatico_builder, Options, b"builder\0");

#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    model: Option<ModelKind>,
    data: Option<Vec<u8>>,
    network: Option<Vec<u8>>,
    packs: Vec<String>,
    disabled: Vec<String>,
    thresholds: Vec<(String, f64)>,
    redactor: Option<Redactor>,
}

impl Options {
    fn build(&self) -> Outcome<Analyzer> {
        let mut builder = Analyzer::builder();
        if let Some(model) = self.model {
            builder = builder.model(model);
        }
        if let Some(data) = &self.data {
            builder = builder.data(data);
        }
        if let Some(network) = &self.network {
            builder = builder.network(network);
        }
        builder = self.packs.iter().fold(builder, |builder, pack| builder.pack(pack));
        builder = self.disabled.iter().fold(builder, |builder, rule| builder.disable(rule));
        builder = self.thresholds.iter().fold(builder, |builder, (label, score)| builder.threshold(label, *score));
        if let Some(redactor) = &self.redactor {
            builder = builder.redact(redactor.clone());
        }
        Ok(builder.build()?)
    }
}

fn file(path: &str) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| Failure::new(simpatico_status::Io, format!("cannot read {path:?}: {error}")))
}

/// Changes a builder by a text.
///
/// # Safety
/// As [`borrow_mut`] and [`text`].
unsafe fn change_by_text(
    builder: *mut simpatico_builder,
    name: &str,
    (data, len): (*const c_char, usize),
    change: impl FnOnce(&mut Options, &str) -> Outcome,
) -> simpatico_status {
    guard(|| {
        // SAFETY: the caller's word.
        let (options, text) = unsafe { (borrow_mut(builder)?, text(name, data, len)?) };
        change(options, text)
    })
}

/// A builder with no option set.
///
/// Gives: a handle that you free with `simpatico_builder_free`. Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_new(out: *mut *mut simpatico_builder) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(own(Options::default()));
        Ok(())
    })
}

/// Which model answers: a `simpatico_model`. Without this the accurate one does where it is compiled in.
///
/// Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where `model` is none. Threads: any, one at a time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_model(builder: *mut simpatico_builder, model: u32) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let options = unsafe { borrow_mut(builder) }?;
        options.model = Some(choice("model", model, ModelKind::ALL)?);
        Ok(())
    })
}

/// Uses this data pack in place of the embedded one. The embedded network goes with the embedded pack only.
///
/// Takes: `len` bytes, copied. The content is read by `simpatico_builder_build`. Threads: any, one at a time for the
/// same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_data(
    builder: *mut simpatico_builder,
    data: *const u8,
    len: usize,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (options, data) = unsafe { (borrow_mut(builder)?, array("data", data, len)?) };
        options.data = Some(data.to_vec());
        Ok(())
    })
}

/// As `simpatico_builder_data`, from a file; the path is UTF-8.
///
/// Fails: `SIMPATICO_STATUS_IO`. Threads: any, one at a time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_data_file(
    builder: *mut simpatico_builder,
    path: *const c_char,
    len: usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        change_by_text(builder, "path", (path, len), |options, path| {
            options.data = Some(file(path)?);
            Ok(())
        })
    }
}

/// Uses this network, trained beside the pack, in place of the embedded one.
///
/// Takes: `len` bytes, copied. Threads: any, one at a time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_network(
    builder: *mut simpatico_builder,
    data: *const u8,
    len: usize,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (options, data) = unsafe { (borrow_mut(builder)?, array("data", data, len)?) };
        options.network = Some(data.to_vec());
        Ok(())
    })
}

/// As `simpatico_builder_network`, from a file; the path is UTF-8.
///
/// Fails: `SIMPATICO_STATUS_IO`. Threads: any, one at a time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_network_file(
    builder: *mut simpatico_builder,
    path: *const c_char,
    len: usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        change_by_text(builder, "path", (path, len), |options, path| {
            options.network = Some(file(path)?);
            Ok(())
        })
    }
}

/// Adds a pack of your own, in TOML: phrases, names to ignore, thresholds, labels. Can be called several times.
///
/// Takes: UTF-8, copied; its faults are told by `simpatico_builder_build`. Threads: any, one at a time for the same
/// builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_pack(
    builder: *mut simpatico_builder,
    toml: *const c_char,
    len: usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        change_by_text(builder, "toml", (toml, len), |options, toml| {
            options.packs.push(toml.to_owned());
            Ok(())
        })
    }
}

/// As `simpatico_builder_pack`, from a file; the path is UTF-8.
///
/// Fails: `SIMPATICO_STATUS_IO`; `SIMPATICO_STATUS_INVALID_UTF8` where the file is not UTF-8. Threads: any, one at a
/// time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_pack_file(
    builder: *mut simpatico_builder,
    path: *const c_char,
    len: usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        change_by_text(builder, "path", (path, len), |options, path| {
            let toml = String::from_utf8(file(path)?).map_err(|error| {
                let message = format!("file {path:?} is not UTF-8 at byte {}", error.utf8_error().valid_up_to());
                Failure::new(simpatico_status::InvalidUtf8, message)
            })?;
            options.packs.push(toml);
            Ok(())
        })
    }
}

/// Asserts a label, written `family.label` as in "emotions.anger", from this score on: above 0 and below 1.
///
/// Takes: UTF-8, copied; label and score are checked by `simpatico_builder_build`. Threads: any, one at a time for
/// the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_threshold(
    builder: *mut simpatico_builder,
    label: *const c_char,
    len: usize,
    score: f64,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        change_by_text(builder, "label", (label, len), |options, label| {
            options.thresholds.push((label.to_owned(), score));
            Ok(())
        })
    }
}

/// Leaves a rule out; ids are those of `simpatico_analyzer_rule_at`.
///
/// Takes: UTF-8, copied; the id is checked by `simpatico_builder_build`. Threads: any, one at a time for the same
/// builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_disable(
    builder: *mut simpatico_builder,
    rule: *const c_char,
    len: usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        change_by_text(builder, "rule", (rule, len), |options, rule| {
            options.disabled.push(rule.to_owned());
            Ok(())
        })
    }
}

/// Masks what the redactor finds in every text that results contain; analysis reads the texts as they are, and every
/// position stays true.
///
/// Takes: a redactor, copied as it is now. Threads: any, one at a time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_redact(
    builder: *mut simpatico_builder,
    redactor: *const simpatico_redactor,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (options, redactor) = unsafe { (borrow_mut(builder)?, borrow(redactor)?) };
        options.redactor = Some(redactor.clone());
        Ok(())
    })
}

/// Checks the options and builds an analyzer. The builder stays as it is and can build again.
///
/// Gives: a handle that you free with `simpatico_analyzer_free`. Fails: `SIMPATICO_STATUS_INVALID_DATA`,
/// `..._UNSUPPORTED_VERSION`, `..._UNKNOWN_RULE`, `..._UNKNOWN_LABEL`, `..._INVALID_OPTION` (a threshold out of
/// range; the accurate model is asked for and not there, or does not go with the pack), `..._INVALID_PACK` with one
/// line for each fault. Threads: any, one at a time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_build(
    builder: *const simpatico_builder,
    out: *mut *mut simpatico_analyzer,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(builder, out, |options| Ok(own(options.build()?))) }
}

/// Frees a builder. NULL is fine. Analyzers that it built live on.
///
/// Threads: any, one at a time for the same builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_builder_free(builder: *mut simpatico_builder) {
    // SAFETY: as the header asks.
    unsafe { free(builder) };
}
