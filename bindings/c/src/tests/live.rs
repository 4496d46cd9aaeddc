//! Sessions and what they give, against the core: the same bytes turn by turn, and freed handles that are recognised.

use std::ptr;

use simpatico_core::{Analyzer, ModelKind, Redactor, Speaker, conversation_to_json, reflection_to_json};
use simpatico_tests::{conversations, phenomena};

use crate::analysis::{simpatico_analysis, simpatico_analysis_emotions, simpatico_emotion_score};
use crate::analyzer::{simpatico_analyzer, simpatico_analyzer_analyze, simpatico_analyzer_free};
use crate::conversation::{
    Conversation, simpatico_analyzer_analyze_conversation, simpatico_conversation, simpatico_conversation_explain,
    simpatico_conversation_free, simpatico_conversation_to_json,
};
use crate::draft::Drafting;
use crate::handle::own;
use crate::judgement::{
    Judged, simpatico_judgement, simpatico_judgement_customer, simpatico_judgement_explain, simpatico_judgement_free,
    simpatico_judgement_to_json,
};
use crate::redactor::Masked;
use crate::reflection::{
    Looking, Seen, simpatico_reflection, simpatico_reflection_add, simpatico_reflection_analysis,
    simpatico_reflection_analysis_free, simpatico_reflection_analysis_to_json, simpatico_reflection_analyze,
    simpatico_reflection_free, simpatico_reflection_new,
};
use crate::session::{
    Change, Live, simpatico_session, simpatico_session_check, simpatico_session_conversation, simpatico_session_free,
    simpatico_session_new, simpatico_session_push,
};
use crate::status::simpatico_status::Ok;
use crate::tests::handles::fast;
use crate::text::{simpatico_str, simpatico_string, simpatico_string_free};
use crate::turn::{OwnTurn, Transcript, simpatico_time_kind, simpatico_turn};

fn core() -> Analyzer {
    Analyzer::builder().model(ModelKind::Fast).build().unwrap()
}

/// An owned text, freed.
fn taken(mut text: simpatico_string) -> String {
    // SAFETY: a string of this library.
    let bytes = unsafe { std::slice::from_raw_parts(text.data.cast::<u8>(), text.len) }.to_vec();
    // SAFETY: as above.
    unsafe { simpatico_string_free(&raw mut text) };
    String::from_utf8(bytes).unwrap()
}

fn customer_turn() -> simpatico_turn {
    let none = simpatico_str { data: ptr::null(), len: 0 };
    let (speaker, time_kind) = (Speaker::Customer as u32, simpatico_time_kind::None as u32);
    simpatico_turn { speaker, time_kind, milliseconds: 0, time: none, text: none, agent: none }
}

fn turns(conversation: &simpatico_tests::Conversation) -> Vec<simpatico_turn> {
    let none = simpatico_str { data: ptr::null(), len: 0 };
    let turn = |turn: simpatico_core::Turn<'_>| simpatico_turn {
        speaker: turn.speaker as u32,
        time_kind: if turn.time.is_some() { simpatico_time_kind::Milliseconds } else { simpatico_time_kind::None }
            as u32,
        milliseconds: turn.time.map_or(0, |time| time.milliseconds()),
        time: none,
        text: turn.text.into(),
        agent: turn.agent.map_or(none, Into::into),
    };
    let turns = conversation.turns();
    turns.into_iter().map(turn).collect()
}

unsafe fn json(conversation: *const simpatico_conversation) -> String {
    let mut text = simpatico_string { data: ptr::null_mut(), len: 0 };
    // SAFETY: the caller's word, and a place of our own.
    assert_eq!(unsafe { simpatico_conversation_to_json(conversation, &raw mut text) }, Ok);
    taken(text)
}

#[test]
fn conversations_pushed_turn_by_turn_have_the_bytes_of_the_core() {
    let (analyzer, core) = (fast(), core());
    let mut seen = 0;
    for conversation in conversations("examples/conversations.jsonl") {
        let (raw, all) = (turns(&conversation), conversation.turns());
        let mut session: *mut simpatico_session = ptr::null_mut();
        let (mut so_far, mut whole) = (ptr::null_mut(), ptr::null_mut());
        let (id, len) = (conversation.id.as_ptr().cast(), conversation.id.len());
        // SAFETY: handles that live, texts and places of our own.
        unsafe {
            assert_eq!(simpatico_session_new(analyzer, id, len, &raw mut session), Ok);
            for number in 0..raw.len() {
                assert_eq!(simpatico_session_push(session, &raw const raw[number], ptr::null_mut()), Ok);
                assert_eq!(simpatico_session_conversation(session, &raw mut so_far), Ok);
                let wanted = core.analyze_conversation(&all[..=number]);
                assert_eq!(json(so_far), conversation_to_json(&wanted, Some(&conversation.id), &core));
                simpatico_conversation_free(so_far);
                seen += 1;
            }
            let call = simpatico_analyzer_analyze_conversation;
            assert_eq!(call(analyzer, id, len, raw.as_ptr(), raw.len(), &raw mut whole), Ok);
            let wanted = core.analyze_conversation(&all);
            assert_eq!(json(whole), conversation_to_json(&wanted, Some(&conversation.id), &core));
            simpatico_conversation_free(whole);
            simpatico_session_free(session);
        }
    }
    assert!(seen > 20, "{seen} turns");
    // SAFETY: a handle that lives.
    unsafe { simpatico_analyzer_free(analyzer) };
}

#[test]
fn a_reflection_on_sessions_has_the_bytes_of_the_core() {
    let (analyzer, core) = (fast(), core());
    let mut wanted = core.reflection(simpatico_core::ReflectionOptions::default()).unwrap();
    let mut reflection: *mut simpatico_reflection = ptr::null_mut();
    let mut analysis: *mut simpatico_reflection_analysis = ptr::null_mut();
    let mut text = simpatico_string { data: ptr::null_mut(), len: 0 };
    // SAFETY: handles that live, texts and places of our own.
    unsafe {
        assert_eq!(simpatico_reflection_new(analyzer, ptr::null(), &raw mut reflection), Ok);
        for conversation in conversations("examples/team.jsonl") {
            let (mut session, mut given) = (ptr::null_mut(), ptr::null_mut());
            let id = &conversation.id;
            assert_eq!(simpatico_session_new(analyzer, id.as_ptr().cast(), id.len(), &raw mut session), Ok);
            for turn in turns(&conversation) {
                assert_eq!(simpatico_session_push(session, &raw const turn, ptr::null_mut()), Ok);
            }
            assert_eq!(simpatico_session_conversation(session, &raw mut given), Ok);
            assert_eq!(simpatico_reflection_add(reflection, given), Ok);
            simpatico_conversation_free(given);
            simpatico_session_free(session);
            wanted.add(Some(id), &conversation.turns(), &core.analyze_conversation(&conversation.turns()));
        }
        assert_eq!(simpatico_reflection_analyze(reflection, &raw mut analysis), Ok);
        assert_eq!(simpatico_reflection_analysis_to_json(analysis, &raw mut text), Ok);
        simpatico_reflection_analysis_free(analysis);
        simpatico_reflection_free(reflection);
        simpatico_analyzer_free(analyzer);
    }
    assert_eq!(taken(text), reflection_to_json(&wanted.analysis(), &core));
}

#[test]
fn pages_for_people_show_what_results_may_show() {
    let analyzer = Analyzer::builder().model(ModelKind::Fast).redact(Redactor::new()).build().unwrap();
    let exchange = ("Nobody answers! Write to ana@mail.example", "I'll write to ana@mail.example today.");
    let empty = || simpatico_string { data: ptr::null_mut(), len: 0 };
    let (mut of_turns, mut of_draft) = (empty(), empty());
    let (mut session, mut so_far) = (ptr::null_mut(), ptr::null_mut());
    let mut judgement: *mut simpatico_judgement = ptr::null_mut();
    let turn = simpatico_turn { text: exchange.0.into(), ..customer_turn() };
    let analyzer: *mut simpatico_analyzer = own(analyzer);
    // SAFETY: handles that live, texts and places of our own.
    unsafe {
        assert_eq!(simpatico_session_new(analyzer, ptr::null(), 0, &raw mut session), Ok);
        assert_eq!(simpatico_session_push(session, &raw const turn, ptr::null_mut()), Ok);
        assert_eq!(simpatico_session_conversation(session, &raw mut so_far), Ok);
        let explain = simpatico_conversation_explain;
        assert_eq!(explain(so_far, ptr::null(), 0, false, 80, &raw mut of_turns), Ok);
        let (reply, len) = (exchange.1.as_ptr().cast(), exchange.1.len());
        assert_eq!(simpatico_session_check(session, reply, len, &raw mut judgement), Ok);
        let explain = simpatico_judgement_explain;
        assert_eq!(explain(judgement, ptr::null(), 0, false, 80, 0, &raw mut of_draft), Ok);
        simpatico_judgement_free(judgement);
        simpatico_conversation_free(so_far);
        simpatico_session_free(session);
        simpatico_analyzer_free(analyzer);
    }
    for page in [of_turns, of_draft].map(taken) {
        assert!(page.contains("Nobody answers!") && page.contains("****"), "{page}");
        assert!(!page.contains("ana@"), "{page}");
    }
}

#[test]
fn the_shared_vectors_have_the_bytes_and_the_labels_of_the_core() {
    let (analyzer, core) = (fast(), core());
    let cases = phenomena();
    assert!(cases.len() > 100, "{} cases", cases.len());
    for message in cases.iter().flat_map(|case| [Some(&case.customer), case.other.as_ref()]).flatten() {
        let mut judgement: *mut simpatico_judgement = ptr::null_mut();
        let mut analysis: *const simpatico_analysis = ptr::null();
        let mut text = simpatico_string { data: ptr::null_mut(), len: 0 };
        let (mut emotions, mut count): (*const simpatico_emotion_score, usize) = (ptr::null(), 0);
        let exchange = simpatico_core::Exchange { customer: message, ..Default::default() };
        let wanted = core.judge_exchange(&exchange);
        // SAFETY: handles that live, texts and places of our own.
        unsafe {
            let call = simpatico_analyzer_analyze;
            assert_eq!(call(analyzer, message.as_ptr().cast(), message.len(), &raw mut judgement), Ok);
            assert_eq!(simpatico_judgement_to_json(judgement, ptr::null(), 0, &raw mut text), Ok);
            assert_eq!(taken(text), simpatico_core::to_json(&wanted, None, &core), "{message}");
            assert_eq!(simpatico_judgement_customer(judgement, &raw mut analysis), Ok);
            assert_eq!(simpatico_analysis_emotions(analysis, &raw mut emotions, &raw mut count), Ok);
            let found = std::slice::from_raw_parts(emotions, count).iter().map(|one| (one.label as usize, one.score));
            let found: Vec<(usize, f64)> = found.collect();
            let emotions: Vec<(usize, f64)> =
                wanted.customer.emotions.iter().map(|one| (one.label as usize, one.score)).collect();
            assert_eq!(found, emotions, "{message}");
            simpatico_judgement_free(judgement);
        }
    }
    // SAFETY: a handle that lives.
    unsafe { simpatico_analyzer_free(analyzer) };
}

#[test]
fn handles_may_be_used_from_the_threads_that_the_header_names() {
    fn moves<T: Send>() {}
    fn is_shared<T: Send + Sync>() {}
    moves::<Live>();
    moves::<Looking>();
    is_shared::<Conversation>();
    is_shared::<Change>();
    is_shared::<Drafting>();
    is_shared::<Judged>();
    is_shared::<Masked>();
    is_shared::<Seen>();
}

#[test]
fn a_session_forgets_the_oldest_words_only() {
    let turn = |text: &str| OwnTurn { speaker: Speaker::Customer, text: text.into(), time: None, agent: None };
    let mut transcript = Transcript::default();
    let long = "ñ".repeat(Transcript::MOST_BYTES / 4);
    transcript.push(turn("first"));
    (0..3).for_each(|_| transcript.push(turn(&long)));
    let texts: Vec<usize> = transcript.turns().iter().map(|turn| turn.text.len()).collect();
    assert_eq!(texts, [0, 0, long.len(), long.len()], "numbers stay, the oldest words go");
    assert_eq!((transcript.turns()[2].speaker, transcript.turns()[3].text), (Speaker::Customer, long.as_str()));
}

#[cfg(debug_assertions)]
#[test]
fn freed_sessions_and_conversations_are_recognised_in_debug_builds() {
    let analyzer = fast();
    let (mut session, mut conversation) = (ptr::null_mut(), ptr::null_mut());
    let mut text = simpatico_string { data: ptr::null_mut(), len: 0 };
    // SAFETY: handles of this library; a freed one may be read in debug builds.
    unsafe {
        assert_eq!(simpatico_session_new(analyzer, ptr::null(), 0, &raw mut session), Ok);
        simpatico_analyzer_free(analyzer);
        assert_eq!(simpatico_session_conversation(session, &raw mut conversation), Ok, "a session keeps its analyzer");
        simpatico_session_free(session);
        let status = simpatico_session_conversation(session, &raw mut conversation);
        assert_eq!(status, crate::status::simpatico_status::InvalidHandle);
        assert!(json(conversation).contains("\"turn_count\":0"), "lives on");
        simpatico_conversation_free(conversation);
        let status = simpatico_conversation_to_json(conversation, &raw mut text);
        assert_eq!(status, crate::status::simpatico_status::InvalidHandle);
        simpatico_conversation_free(conversation);
        simpatico_session_free(session);
    }
}
