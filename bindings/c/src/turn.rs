//! Turns that come in, and the copies of them that are kept.

use std::collections::VecDeque;
use std::sync::Arc;

use simpatico_core::{Label as _, Session, Speaker, Timestamp, Turn};

use crate::convert::{choice, optional_text, text};
use crate::status::{Failure, Outcome};
use crate::text::simpatico_str;

/// How the time of a turn is given.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_time_kind {
    /// Not at all.
    None = 0,
    /// In `milliseconds`.
    Milliseconds = 1,
    /// In `time`.
    Text = 2,
}

const TIME_KINDS: [simpatico_time_kind; 3] =
    [simpatico_time_kind::None, simpatico_time_kind::Milliseconds, simpatico_time_kind::Text];

/// One turn of a conversation. Zero in every field but `speaker` and `text` is a turn without time and name.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_turn {
    /// A `simpatico_speaker`.
    pub speaker: u32,
    /// A `simpatico_time_kind`: which of the next two fields holds the time.
    pub time_kind: u32,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub milliseconds: i64,
    /// RFC 3339, as "2026-03-12T14:02:11-05:00".
    pub time: simpatico_str,
    /// The words.
    pub text: simpatico_str,
    /// Which agent, where several speak or many conversations are compared; `data` is NULL where there is no name.
    pub agent: simpatico_str,
}

/// A turn of our own.
#[derive(Clone, Debug)]
pub(crate) struct OwnTurn {
    pub(crate) speaker: Speaker,
    pub(crate) text: Arc<str>,
    pub(crate) time: Option<Timestamp>,
    pub(crate) agent: Option<Arc<str>>,
}

impl OwnTurn {
    pub(crate) fn turn(&self) -> Turn<'_> {
        Turn { speaker: self.speaker, text: &self.text, time: self.time, agent: self.agent.as_deref() }
    }
}

/// Copies a turn.
///
/// # Safety
/// As the header asks of the texts of a turn.
pub(crate) unsafe fn own_turn(turn: &simpatico_turn) -> Outcome<OwnTurn> {
    let speaker = choice("speaker", turn.speaker, Speaker::ALL)?;
    // SAFETY: the caller's word.
    let (words, agent) = unsafe { (text("text", turn.text.data, turn.text.len)?, optional_text("agent", turn.agent)?) };
    let time = match choice("time_kind", turn.time_kind, &TIME_KINDS)? {
        simpatico_time_kind::None => None,
        simpatico_time_kind::Milliseconds => {
            let time = Timestamp::from_milliseconds(turn.milliseconds);
            Some(time.map_err(|error| Failure::from(error).of("milliseconds"))?)
        }
        simpatico_time_kind::Text => {
            // SAFETY: the caller's word.
            let time = unsafe { text("time", turn.time.data, turn.time.len) }?;
            Some(time.parse().map_err(|error| Failure::from(error).of("time"))?)
        }
    };
    Ok(OwnTurn { speaker, text: words.into(), time, agent: agent.map(Into::into) })
}

/// Copies the turns of a conversation.
///
/// # Safety
/// As [`own_turn`].
pub(crate) unsafe fn own_turns(turns: &[simpatico_turn]) -> Outcome<Vec<OwnTurn>> {
    let copy = |(number, turn): (usize, &simpatico_turn)| {
        // SAFETY: the caller's word.
        unsafe { own_turn(turn) }.map_err(|failure| failure.within(&format!("turns[{number}]")))
    };
    turns.iter().enumerate().map(copy).collect()
}

/// A conversation's id and turns. Of a session, the newest turns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Transcript {
    pub(crate) id: Option<Arc<str>>,
    turns: VecDeque<OwnTurn>,
    bytes: usize,
    left_out: usize,
}

impl Transcript {
    /// Bytes of text that a session keeps at most.
    pub(crate) const MOST_BYTES: usize = 1 << 24;

    pub(crate) fn new(id: Option<&str>, turns: Vec<OwnTurn>) -> Self {
        Self { id: id.map(Into::into), turns: turns.into(), bytes: 0, left_out: 0 }
    }

    /// Keeps one more turn of a session, and lets the oldest go where they become too many.
    pub(crate) fn push(&mut self, turn: OwnTurn) {
        self.bytes += turn.text.len();
        self.turns.push_back(turn);
        while self.turns.len() > Session::MOST_TURNS || self.bytes > Self::MOST_BYTES {
            let Some(oldest) = self.turns.pop_front() else { break };
            self.bytes -= oldest.text.len();
            self.left_out += 1;
        }
    }

    /// The turns by their numbers; those that were let go are empty.
    pub(crate) fn turns(&self) -> Vec<Turn<'_>> {
        let gone = std::iter::repeat_n(Turn::new(Speaker::System, ""), self.left_out);
        gone.chain(self.turns.iter().map(OwnTurn::turn)).collect()
    }
}
