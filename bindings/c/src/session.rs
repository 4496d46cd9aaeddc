//! A conversation as it goes on.

use std::ffi::c_char;
use std::sync::Arc;

use simpatico_core::{Analyzer, Session, TurnChange};

use crate::analyzer::simpatico_analyzer;
use crate::conversation::{Conversation, simpatico_conversation};
use crate::convert::{optional_text, output, text, value};
use crate::course::{
    simpatico_missed_opportunity, simpatico_need_record, simpatico_turn_note, simpatico_turning_point,
};
use crate::draft::Drafting;
use crate::handle::{answer, borrow, borrow_mut, free, handle, own};
use crate::judgement::{Judged, simpatico_judgement};
use crate::label::{simpatico_resolution_reason, simpatico_resolved};
use crate::shelf::Shelf;
use crate::status::{Failure, Outcome, guard, simpatico_status};
use crate::text::simpatico_str;
use crate::turn::{OwnTurn, Transcript, own_turn, simpatico_turn};
use crate::turn_analysis::simpatico_turn_analysis;

/// Turns of a session whose entries are kept, the newest ones; the quarters of sentiment are of these. All other
/// figures are of the whole conversation.
pub const SIMPATICO_SESSION_MOST_TURNS: usize = 10_000;
/// Needs, turning points, missed opportunities, hand-overs and notes of a session that are kept, the newest of each.
pub const SIMPATICO_SESSION_MOST_ENTRIES: usize = 1_000;
/// Agents of a session that are kept apart, those who came first.
pub const SIMPATICO_SESSION_MOST_AGENTS: usize = 100;
/// Bytes of text that a session keeps, of the newest turns. Only reflections and pages for people use them.
pub const SIMPATICO_SESSION_MOST_BYTES: usize = 16_777_216;

const _: () = {
    assert!(SIMPATICO_SESSION_MOST_TURNS == Session::MOST_TURNS);
    assert!(SIMPATICO_SESSION_MOST_ENTRIES == Session::MOST_ENTRIES);
    assert!(SIMPATICO_SESSION_MOST_AGENTS == Session::MOST_AGENTS);
    assert!(SIMPATICO_SESSION_MOST_BYTES == Transcript::MOST_BYTES);
};

/// A conversation under way. Pushing a turn costs what its own message or reply costs, however long the conversation
/// is, and its memory has a limit: `SIMPATICO_SESSION_MOST_TURNS` and the like. It belongs to no thread, and serves one
/// at a time.
pub struct simpatico_session {
    _opaque: (),
}

handle!(simpatico_session, Live, b"session\0");

/// What one more turn changed. Never changes itself: any number of threads may read it at once.
pub struct simpatico_change {
    _opaque: (),
}

handle!(simpatico_change, Change, b"change\0\0");

/// What one more turn changed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_turn_change {
    /// The turn itself.
    pub turn: simpatico_turn_analysis,
    /// Needs that it raised for the first time, or again after they were answered.
    pub raised: *const simpatico_need_record,
    /// Number of those.
    pub raised_count: usize,
    /// Needs that it answered, in full or in part.
    pub answered: *const simpatico_need_record,
    /// Number of those.
    pub answered_count: usize,
    /// The turning point that it shows; NULL where it shows none. A later turn of the same message may move or undo it.
    pub turning_point: *const simpatico_turning_point,
    /// What it was called on to give and did not. A later turn of the same reply may give it.
    pub missed_opportunities: *const simpatico_missed_opportunity,
    /// Number of those.
    pub missed_opportunity_count: usize,
    /// Whether the matter is settled by now.
    pub resolved: simpatico_resolved,
    /// What that was read off.
    pub resolution_reason: simpatico_resolution_reason,
    /// What was peculiar about it.
    pub notes: *const simpatico_turn_note,
    /// Number of notes.
    pub note_count: usize,
}

/// A change, and the same as the header lays it out.
pub(crate) struct Change {
    view: simpatico_turn_change,
    _shelf: Shelf,
    /// Stays where it is, whoever moves: the view points into it.
    _change: Arc<TurnChange>,
}

// SAFETY: its pointers lead to what it holds itself, and none is ever written to.
unsafe impl Send for Change {}
// SAFETY: as above.
unsafe impl Sync for Change {}

impl Change {
    fn new(change: TurnChange) -> Self {
        let change = Arc::new(change);
        let mut shelf = Shelf::default();
        let [(raised, raised_count), (answered, answered_count)] = [&change.raised, &change.answered].map(|needs| {
            let needs: Vec<simpatico_need_record> = needs.iter().filter_map(|need| shelf.need(need)).collect();
            shelf.list(needs)
        });
        let missed = &change.missed_opportunities;
        let missed: Vec<simpatico_missed_opportunity> = missed.iter().filter_map(|one| shelf.missed(one)).collect();
        let (missed_opportunities, missed_opportunity_count) = shelf.list(missed);
        let turning_point = change.turning_point.as_ref().map(|point| shelf.turning_point(point));
        let (notes, note_count) = shelf.list(change.notes.iter().map(simpatico_turn_note::from));
        let view = simpatico_turn_change {
            turn: shelf.turn(&change.turn),
            raised,
            raised_count,
            answered,
            answered_count,
            turning_point: shelf.one(turning_point),
            missed_opportunities,
            missed_opportunity_count,
            resolved: change.resolution.resolved.into(),
            resolution_reason: change.resolution.reason.into(),
            notes,
            note_count,
        };
        Self { view, _shelf: shelf, _change: change }
    }
}

/// A session, the turns pushed to it, and its open message once it was read for drafts.
pub(crate) struct Live {
    analyzer: Analyzer,
    session: Session,
    transcript: Transcript,
    draft: Option<Drafting>,
}

impl Live {
    fn push(&mut self, turn: &OwnTurn) -> TurnChange {
        self.draft = None;
        // First, so that numbers stay true whatever becomes of the turn.
        self.transcript.push(turn.clone());
        self.session.push(turn.turn())
    }

    fn check(&mut self, reply: &str) -> Outcome<Judged> {
        let message = self.session.message().ok_or_else(Failure::absent)?;
        Ok(self.draft.get_or_insert_with(|| Drafting::new(&self.analyzer, message)).check(reply))
    }

    fn conversation(&self) -> Conversation {
        Conversation::new(&self.analyzer, self.transcript.clone(), self.session.analysis())
    }
}

/// A session without turns.
///
/// Takes: the conversation's id, UTF-8, copied; `(NULL, 0)` for none. Gives: a handle that you free with
/// `simpatico_session_free`, before or after the analyzer. Fails: `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at
/// once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_session_new(
    analyzer: *const simpatico_analyzer,
    id: *const c_char,
    id_len: usize,
    out: *mut *mut simpatico_session,
) -> simpatico_status {
    guard(|| {
        let id = simpatico_str { data: id, len: id_len };
        // SAFETY: as the header asks.
        let (analyzer, id, out) = unsafe { (borrow(analyzer)?, optional_text("id", id)?, output("out", out)?) };
        let transcript = Transcript::new(id, Vec::new());
        out.write(own(Live { analyzer: analyzer.clone(), session: analyzer.session(), transcript, draft: None }));
        Ok(())
    })
}

/// Takes the next turn, and tells what it changed. A refused turn leaves the session as it was.
///
/// Takes: a turn, copied. Gives: a change that you free with `simpatico_change_free`, before or after the session;
/// `out` may be NULL where you do not want it. Fails: `SIMPATICO_STATUS_INVALID_UTF8`,
/// `SIMPATICO_STATUS_INVALID_ARGUMENT` where the speaker or the kind of time is none, `SIMPATICO_STATUS_INVALID_TIME`.
/// Threads: any, one at a time for the same session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_session_push(
    session: *mut simpatico_session,
    turn: *const simpatico_turn,
    out: *mut *mut simpatico_change,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (live, turn) = unsafe { (borrow_mut(session)?, value("turn", turn)?) };
        // SAFETY: as the header asks.
        let turn = unsafe { own_turn(turn) }.map_err(|failure| failure.within("turn"))?;
        if out.is_null() {
            live.push(&turn);
            return Ok(());
        }
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(own(Change::new(live.push(&turn))));
        Ok(())
    })
}

/// Judges the reply that is being written, as it stands, against the message that it answers: the customer's turns
/// since an agent last spoke before them, the newest 64 and 16 KiB of them at most, joined by line breaks.
/// `SIMPATICO_STATUS_ABSENT` before the customer has spoken. The session stays as it was: push the reply when it is sent. The message is read at the first check after a
/// push; each check costs what the reply costs. Turns that the agent has sent already are no part of what is judged.
///
/// Takes: UTF-8, copied. Gives: a judgement of message and draft, which you free with `simpatico_judgement_free`,
/// before or after the session. Fails: `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, one at a time for the same
/// session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_session_check(
    session: *mut simpatico_session,
    reply: *const c_char,
    len: usize,
    out: *mut *mut simpatico_judgement,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (live, reply, out) = unsafe { (borrow_mut(session)?, text("reply", reply, len)?, output("out", out)?) };
        out.write(own(live.check(reply)?));
        Ok(())
    })
}

/// Number of turns pushed so far.
///
/// Threads: any, one at a time for the same session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_session_turn_count(
    session: *const simpatico_session,
    out: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(session, out, |live| Ok(live.session.turn_count())) }
}

/// What the conversation is found to be, as far as it went: the same as `simpatico_analyzer_analyze_conversation` gives
/// of the turns pushed. The session can go on.
///
/// Gives: a conversation that you free with `simpatico_conversation_free`, before or after the session. Threads: any,
/// one at a time for the same session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_session_conversation(
    session: *const simpatico_session,
    out: *mut *mut simpatico_conversation,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(session, out, |live| Ok(own(live.conversation()))) }
}

/// Frees a session. NULL is fine. What it gave lives on.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_session_free(session: *mut simpatico_session) {
    // SAFETY: as the header asks.
    unsafe { free(session) };
}

/// What the turn changed.
///
/// Gives: a copy; what it points to belongs to the change. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_change_read(
    change: *const simpatico_change,
    out: *mut simpatico_turn_change,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(change, out, |change| Ok(change.view)) }
}

/// Frees a change and all that was borrowed from it. NULL is fine.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_change_free(change: *mut simpatico_change) {
    // SAFETY: as the header asks.
    unsafe { free(change) };
}
