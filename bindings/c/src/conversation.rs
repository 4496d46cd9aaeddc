//! Whole conversations.

use std::ffi::c_char;
use std::sync::OnceLock;

use simpatico_core::{Analyzer, ConversationAnalysis, Locale, conversation_to_json};

use crate::analyzer::simpatico_analyzer;
use crate::convert::{array, optional_text, output, text};
use crate::course::{
    CourseView, simpatico_agent_summary, simpatico_course, simpatico_emotion_course, simpatico_hand_over,
    simpatico_missed_opportunity, simpatico_need_record, simpatico_turn_note, simpatico_turning_point,
};
use crate::handle::{answer, answer_list, borrow, free, handle, own};
use crate::judgement::style;
use crate::line;
use crate::status::{Failure, guard, simpatico_status};
use crate::text::{simpatico_str, simpatico_string};
use crate::turn::{Transcript, own_turns, simpatico_turn};
use crate::turn_analysis::simpatico_turn_analysis;

/// What a conversation was found to be, as far as it went. Turns are named by number, from 0. Never changes: any number
/// of threads may read it at once.
pub struct simpatico_conversation {
    _opaque: (),
}

handle!(simpatico_conversation, Conversation, b"convers\0");

/// A conversation's turns and analysis, and the analysis as the header lays it out, made when first asked for.
pub(crate) struct Conversation {
    pub(crate) analyzer: Analyzer,
    pub(crate) transcript: Transcript,
    /// Stays where it is: the view points into it.
    pub(crate) analysis: Box<ConversationAnalysis>,
    view: OnceLock<CourseView>,
}

impl Conversation {
    pub(crate) fn new(analyzer: &Analyzer, transcript: Transcript, analysis: ConversationAnalysis) -> Self {
        Self { analyzer: analyzer.clone(), transcript, analysis: Box::new(analysis), view: OnceLock::new() }
    }

    fn analyze(analyzer: &Analyzer, transcript: Transcript) -> Self {
        let analysis = analyzer.analyze_conversation(&transcript.turns());
        Self::new(analyzer, transcript, analysis)
    }

    fn view(&self) -> &CourseView {
        self.view.get_or_init(|| CourseView::new(&self.analysis))
    }
}

/// Analyzes a whole conversation: what the customer felt and needed turn by turn, what each reply did to it, and how it
/// ended. The result is the one that a session gives to which the same turns are pushed.
///
/// Takes: the conversation's id, UTF-8, `(NULL, 0)` for none; `count` turns; all copied. Gives: a conversation that you
/// free with `simpatico_conversation_free`. Fails: `SIMPATICO_STATUS_INVALID_UTF8`, `SIMPATICO_STATUS_INVALID_ARGUMENT`
/// where a speaker or a kind of time is none, `SIMPATICO_STATUS_INVALID_TIME`; the message names the turn. Threads:
/// any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_analyze_conversation(
    analyzer: *const simpatico_analyzer,
    id: *const c_char,
    id_len: usize,
    turns: *const simpatico_turn,
    count: usize,
    out: *mut *mut simpatico_conversation,
) -> simpatico_status {
    guard(|| {
        let id = simpatico_str { data: id, len: id_len };
        // SAFETY: as the header asks.
        let (analyzer, id, out) = unsafe { (borrow(analyzer)?, optional_text("id", id)?, output("out", out)?) };
        // SAFETY: as the header asks.
        let turns = unsafe { own_turns(array("turns", turns, count)?) }?;
        out.write(own(Conversation::analyze(analyzer, Transcript::new(id, turns))));
        Ok(())
    })
}

/// As `simpatico_analyzer_analyze_conversation`, from a line of the JSON contract: an object with `turns`, and where
/// wanted an `id` and the `agent` whose the turns are that name nobody.
///
/// Takes: UTF-8. Gives: a conversation that you free with `simpatico_conversation_free`. Fails:
/// `SIMPATICO_STATUS_INVALID_LINE` where it is no such object, `SIMPATICO_STATUS_UNKNOWN_LABEL` where a speaker is
/// none, `SIMPATICO_STATUS_INVALID_TIME`; the message names the field. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_analyze_conversation_json(
    analyzer: *const simpatico_analyzer,
    line: *const c_char,
    len: usize,
    out: *mut *mut simpatico_conversation,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, line, out) = unsafe { (borrow(analyzer)?, text("line", line, len)?, output("out", out)?) };
        let transcript = line::read(line).map_err(|failure| failure.of("line"))?;
        out.write(own(Conversation::analyze(analyzer, transcript)));
        Ok(())
    })
}

/// The conversation's id; `SIMPATICO_STATUS_ABSENT` where it has none.
///
/// Gives: a text that belongs to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_id(
    conversation: *const simpatico_conversation,
    out: *mut simpatico_str,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        answer(conversation, out, |conversation| {
            Ok(conversation.transcript.id.as_deref().ok_or_else(Failure::absent)?.into())
        })
    }
}

/// What it came to: the course of sentiment, whether the matter is settled, experience, risks, timing.
///
/// Gives: a copy; what it points to belongs to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_course(
    conversation: *const simpatico_conversation,
    out: *mut simpatico_course,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(conversation, out, |conversation| Ok(conversation.view().course)) }
}

/// The turns one by one, the newest `SIMPATICO_SESSION_MOST_TURNS` of them: what each message shows, and how each reply
/// is judged.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_turns(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_turn_analysis,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().turns) }
}

/// Emotions shown, in the codebook's order.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_emotions(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_emotion_course,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().emotions) }
}

/// Needs raised, answered or open, in the order in which they were raised.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_needs(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_need_record,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().needs) }
}

/// Recoveries, damage and stalls, in order.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_turning_points(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_turning_point,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().turning_points) }
}

/// What messages called for and replies did not give, in order.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_missed_opportunities(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_missed_opportunity,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().missed_opportunities) }
}

/// Agents with their means, in the order in which they came.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_agents(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_agent_summary,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().agents) }
}

/// Where one agent or bot took over from another.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_hand_overs(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_hand_over,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().hand_overs) }
}

/// What was peculiar about turns.
///
/// Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_notes(
    conversation: *const simpatico_conversation,
    out: *mut *const simpatico_turn_note,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(conversation, out, count, |conversation| &conversation.view().notes) }
}

/// The conversation as one line of the JSON contract, without a line break: byte for byte what every other interface
/// writes.
///
/// Gives: a string that you free with `simpatico_string_free`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_to_json(
    conversation: *const simpatico_conversation,
    out: *mut simpatico_string,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        answer(conversation, out, |conversation| {
            let id = conversation.transcript.id.as_deref();
            Ok(conversation_to_json(&conversation.analysis, id, &conversation.analyzer).into())
        })
    }
}

/// The conversation as a page for people. Of a long session, the oldest turns stand without their words.
///
/// Takes: a heading, UTF-8, which may be empty; whether to use ANSI colours; the columns to wrap at, 40 or more. Gives:
/// a string that you free with `simpatico_string_free`. Fails: `SIMPATICO_STATUS_INVALID_UTF8`,
/// `SIMPATICO_STATUS_INVALID_ARGUMENT`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_explain(
    conversation: *const simpatico_conversation,
    title: *const c_char,
    title_len: usize,
    colour: bool,
    width: usize,
    out: *mut simpatico_string,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (conversation, title, out) =
            unsafe { (borrow(conversation)?, text("title", title, title_len)?, output("out", out)?) };
        let style = style(colour, width, Locale::default())?;
        let turns = conversation.transcript.turns();
        out.write(conversation.analyzer.explain_conversation(&turns, &conversation.analysis, title, style).into());
        Ok(())
    })
}

/// Frees a conversation and all that was borrowed from it. NULL is fine.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_conversation_free(conversation: *mut simpatico_conversation) {
    // SAFETY: as the header asks.
    unsafe { free(conversation) };
}
