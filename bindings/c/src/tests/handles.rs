//! Handles that are NULL, foreign or freed, and panics: a status each, and nothing worse.

use std::ptr;

use crate::analysis::{simpatico_analysis, simpatico_analysis_urgency};
use crate::analyzer::{
    simpatico_analyzer, simpatico_analyzer_analyze, simpatico_analyzer_free, simpatico_analyzer_model,
};
use crate::batch::{simpatico_analyzer_analyze_batch, simpatico_batch, simpatico_batch_at, simpatico_batch_free};
use crate::builder::{
    simpatico_builder, simpatico_builder_build, simpatico_builder_free, simpatico_builder_model, simpatico_builder_new,
};
use crate::judgement::{simpatico_judgement, simpatico_judgement_customer, simpatico_judgement_free};
use crate::label::simpatico_model;
use crate::status::{guard, simpatico_last_error, simpatico_status};
use crate::text::simpatico_str;

fn last_error() -> String {
    let text = simpatico_last_error();
    // SAFETY: stands until the next failure on this thread.
    let bytes = unsafe { std::slice::from_raw_parts(text.data.cast::<u8>(), text.len) };
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(super) fn fast() -> *mut simpatico_analyzer {
    let (mut builder, mut analyzer): (*mut simpatico_builder, _) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: places of our own, and handles that live.
    unsafe {
        assert_eq!(simpatico_builder_new(&raw mut builder), simpatico_status::Ok);
        assert_eq!(simpatico_builder_model(builder, simpatico_model::Fast as u32), simpatico_status::Ok);
        assert_eq!(simpatico_builder_build(builder, &raw mut analyzer), simpatico_status::Ok);
        simpatico_builder_free(builder);
    }
    analyzer
}

fn analyze(analyzer: *const simpatico_analyzer, text: &str) -> *mut simpatico_judgement {
    let mut judgement = ptr::null_mut();
    // SAFETY: a handle that lives, a text and a place of our own.
    let status = unsafe { simpatico_analyzer_analyze(analyzer, text.as_ptr().cast(), text.len(), &raw mut judgement) };
    assert_eq!(status, simpatico_status::Ok, "{}", last_error());
    judgement
}

#[cfg(debug_assertions)]
#[test]
fn freed_handles_are_recognised_in_debug_builds() {
    let analyzer = fast();
    let judgement = analyze(analyzer, "Where is my refund?");
    let mut analysis: *const simpatico_analysis = ptr::null();
    let (mut model, mut urgency) = (simpatico_model::Accurate, -1.0);
    // SAFETY: handles of this library; a freed one may be read in debug builds.
    unsafe {
        assert_eq!(simpatico_judgement_customer(judgement, &raw mut analysis), simpatico_status::Ok);
        simpatico_analyzer_free(analyzer);
        assert_eq!(simpatico_analyzer_model(analyzer, &raw mut model), simpatico_status::InvalidHandle);
        assert_eq!(last_error(), "analyzer is no living simpatico_analyzer");
        assert_eq!(model, simpatico_model::Accurate, "outputs are left alone");
        assert_eq!(simpatico_analysis_urgency(analysis, &raw mut urgency), simpatico_status::Ok, "lives on");
        simpatico_judgement_free(judgement);
        assert_eq!(simpatico_judgement_customer(judgement, &raw mut analysis), simpatico_status::InvalidHandle);
        assert_eq!(simpatico_analysis_urgency(analysis, &raw mut urgency), simpatico_status::InvalidHandle);
        simpatico_judgement_free(judgement);
        simpatico_analyzer_free(analyzer);
    }
}

#[cfg(debug_assertions)]
#[test]
fn judgements_of_a_freed_batch_are_recognised_in_debug_builds() {
    let analyzer = fast();
    let texts = [simpatico_str::from("Hola"), simpatico_str::from("Where is my refund?")];
    let (mut batch, mut row): (*mut simpatico_batch, _) = (ptr::null_mut(), ptr::null());
    let mut analysis = ptr::null();
    // SAFETY: as above.
    unsafe {
        let status = simpatico_analyzer_analyze_batch(analyzer, texts.as_ptr(), texts.len(), 0, &raw mut batch);
        assert_eq!(status, simpatico_status::Ok);
        assert_eq!(simpatico_batch_at(batch, 1, &raw mut row), simpatico_status::Ok);
        assert_eq!(simpatico_judgement_customer(row, &raw mut analysis), simpatico_status::Ok);
        simpatico_batch_free(batch);
        assert_eq!(simpatico_batch_at(batch, 1, &raw mut row), simpatico_status::InvalidHandle);
        assert_eq!(simpatico_judgement_customer(row, &raw mut analysis), simpatico_status::InvalidHandle);
        simpatico_analyzer_free(analyzer);
    }
}

#[test]
fn handles_of_another_type_and_null_are_refused() {
    let analyzer = fast();
    let judgement = analyze(analyzer, "Hola");
    let mut model = simpatico_model::Accurate;
    // SAFETY: handles of this library; one of the wrong type is what is tested.
    unsafe {
        assert_eq!(simpatico_analyzer_model(judgement.cast(), &raw mut model), simpatico_status::InvalidHandle);
        assert_eq!(simpatico_analyzer_model(ptr::null(), &raw mut model), simpatico_status::NullArgument);
        assert_eq!(last_error(), "analyzer is NULL");
        simpatico_analyzer_free(judgement.cast());
        let mut analysis = ptr::null();
        let status = simpatico_judgement_customer(judgement, &raw mut analysis);
        assert_eq!(status, simpatico_status::Ok, "the wrong function to free with does nothing");
        simpatico_judgement_free(judgement);
        simpatico_analyzer_free(analyzer);
        simpatico_analyzer_free(ptr::null_mut());
    }
}

#[test]
fn a_panic_becomes_a_status_with_its_words() {
    let limit = 3;
    assert_eq!(guard(|| panic!("beyond {limit}")), simpatico_status::Panic);
    assert_eq!(last_error(), "the library stopped itself: beyond 3");
    assert_eq!(guard(|| std::panic::panic_any(7)), simpatico_status::Panic);
    assert_eq!(last_error(), "the library stopped itself: without a word");
    assert_eq!(guard(|| Ok(())), simpatico_status::Ok);
}

#[test]
fn each_thread_has_its_own_last_error() {
    // SAFETY: NULL is what is tested.
    assert_eq!(unsafe { simpatico_builder_new(ptr::null_mut()) }, simpatico_status::NullArgument);
    std::thread::spawn(|| assert_eq!(last_error(), "")).join().unwrap();
    assert_eq!(last_error(), "out is NULL");
}
