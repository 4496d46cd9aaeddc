//! The ledger of needs: raised by a customer, open until a turn answers them.

use serde::{Deserialize, Serialize};

use crate::conversation::bounded::Bounded;
use crate::conversation::passage::Quote;
use crate::label::{Coverage, EmotionalNeed, Label, ServiceNeed};
use crate::score::{NeedKind, emotional_coverage};

/// A need by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Service or emotional.
    pub kind: NeedKind,
    /// The need's label.
    pub label: String,
}

/// A need over a conversation. Raised again after it was answered, it is a need of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedRecord {
    /// Service or emotional.
    pub kind: NeedKind,
    /// The need's label.
    pub label: String,
    /// How far it is answered by now.
    pub state: Coverage,
    /// The customer's turn that raised it.
    pub raised: usize,
    /// The words that did.
    pub words: Option<Quote>,
    /// Later turns of the customer that raised it while it was not answered; the newest [`NeedRecord::MOST_TURNS`].
    pub raised_again: Vec<usize>,
    /// The agent's turn that first answered it in part.
    pub partly_at: Option<usize>,
    /// The turn that answered it: an agent's, or the customer's own word that it is done.
    pub answered_at: Option<usize>,
    /// The agent of `answered_at`; `None` too where the customer closed it.
    pub agent: Option<String>,
}

impl NeedRecord {
    /// Turns of `raised_again` that are kept.
    pub const MOST_TURNS: usize = 100;

    /// Not answered yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state != Coverage::Answered
    }

    fn is_request(&self) -> bool {
        is_request(self.kind, &self.label)
    }

    /// Goes forward, never back.
    fn advance(&mut self, turn: usize, coverage: Coverage, agent: Option<&str>) -> bool {
        match coverage {
            Coverage::Answered => {
                self.answered_at = Some(turn);
                self.agent = agent.map(str::to_owned);
            }
            Coverage::Partly if self.state == Coverage::Open => self.partly_at = Some(turn),
            _ => return false,
        }
        self.state = coverage;
        true
    }
}

/// A request to be met. A bare praise or complaint to be registered is none.
pub(crate) fn is_request(kind: NeedKind, label: &str) -> bool {
    kind == NeedKind::Service && label != ServiceNeed::Feedback.name()
}

/// What a reply does to the needs that are open.
pub(crate) struct Answer<'a> {
    pub(crate) turn: usize,
    pub(crate) agent: Option<&'a str>,
    /// How far it answers the message before it.
    pub(crate) whole: Coverage,
    /// The techniques' levels.
    pub(crate) levels: &'a [u8],
    /// Turns of that message.
    pub(crate) message: &'a [usize],
}

#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    records: Bounded<NeedRecord>,
}

/// Service needs that ask about a matter under way and open none: an older need stays what the message is about.
const ABOUT_THE_MATTER: [ServiceNeed; 3] = [ServiceNeed::Status, ServiceNeed::Escalation, ServiceNeed::Feedback];

impl Ledger {
    pub(crate) fn new(limit: usize) -> Self {
        Self { records: Bounded::new(limit) }
    }

    pub(crate) fn records(&self) -> &Bounded<NeedRecord> {
        &self.records
    }

    /// A customer's turn raises a need; gives the turn that first raised it where it was open already.
    pub(crate) fn raise(&mut self, turn: usize, kind: NeedKind, label: &str, words: Option<&Quote>) -> Option<usize> {
        let is_this = |record: &&mut NeedRecord| record.kind == kind && record.label == label;
        let last = self.records.iter_mut().rev().find(is_this);
        if let Some(open) = last.filter(|last| last.is_open()) {
            if open.raised_again.len() == NeedRecord::MOST_TURNS {
                open.raised_again.remove(0);
            }
            open.raised_again.push(turn);
            return Some(open.raised);
        }
        self.records.push(NeedRecord {
            kind,
            label: label.to_owned(),
            state: Coverage::Open,
            raised: turn,
            words: words.cloned(),
            raised_again: Vec::new(),
            partly_at: None,
            answered_at: None,
            agent: None,
        });
        None
    }

    /// A reply answers what it answers; gives the needs that moved.
    pub(crate) fn answer(&mut self, answer: &Answer<'_>) -> Vec<NeedRecord> {
        let in_message = |record: &NeedRecord| {
            answer.message.contains(&record.raised)
                || record.raised_again.iter().rev().any(|turn| answer.message.contains(turn))
        };
        // A message that opens another matter leaves the older ones where they are.
        let opens_another = self.records.iter().any(|record| {
            record.is_request()
                && answer.message.contains(&record.raised)
                && !ABOUT_THE_MATTER.iter().any(|need| need.name() == record.label)
        });
        let mut moved = Vec::new();
        for record in self.records.iter_mut().filter(|record| record.is_open()) {
            let coverage = match record.kind {
                NeedKind::Service if opens_another && !in_message(record) => continue,
                NeedKind::Service => answer.whole,
                NeedKind::Emotional => record
                    .label
                    .parse::<EmotionalNeed>()
                    .map_or(Coverage::Open, |need| emotional_coverage(need, answer.levels)),
            };
            if record.advance(answer.turn, coverage, answer.agent) {
                moved.push(record.clone());
            }
        }
        moved
    }

    /// The customer says that it is done.
    pub(crate) fn confirm(&mut self, turn: usize) -> Vec<NeedRecord> {
        let open = self.records.iter_mut().filter(|record| record.is_open());
        open.map(|record| {
            record.advance(turn, Coverage::Answered, None);
            record.clone()
        })
        .collect()
    }

    /// A request that was raised before this turn is not answered in full.
    pub(crate) fn has_request_before(&self, turn: usize) -> bool {
        self.records.iter().any(|record| record.is_request() && record.is_open() && record.raised < turn)
    }

    /// A request is not answered at all, or (`partly`) not in full.
    pub(crate) fn has_open_request(&self, partly: bool) -> bool {
        self.records.iter().any(|record| {
            record.is_request() && (record.state == Coverage::Open || partly && record.state == Coverage::Partly)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(ledger: &mut Ledger, turn: usize, whole: Coverage, levels: &[u8], message: &[usize]) -> Vec<String> {
        let moved = ledger.answer(&Answer { turn, agent: Some("ana"), whole, levels, message });
        moved.into_iter().map(|record| record.label).collect()
    }

    fn states(ledger: &Ledger) -> Vec<(String, Coverage, Option<usize>)> {
        ledger.records().iter().map(|record| (record.label.clone(), record.state, record.answered_at)).collect()
    }

    const COLD: [u8; 10] = [0; 10];

    #[test]
    fn a_need_stays_open_until_a_turn_answers_it() {
        let mut ledger = Ledger::new(100);
        assert_eq!(ledger.raise(0, NeedKind::Service, "refund", None), None);
        assert!(answer(&mut ledger, 1, Coverage::Open, &COLD, &[0]).is_empty());
        assert_eq!(ledger.raise(2, NeedKind::Service, "refund", None), Some(0), "raised again");
        assert_eq!(answer(&mut ledger, 3, Coverage::Partly, &COLD, &[2]), ["refund"]);
        assert!(answer(&mut ledger, 5, Coverage::Open, &COLD, &[4]).is_empty(), "it does not go back");
        assert_eq!(answer(&mut ledger, 7, Coverage::Answered, &COLD, &[6]), ["refund"]);
        let record = ledger.records().iter().next().unwrap().clone();
        assert_eq!(
            (record.raised, &record.raised_again[..], record.partly_at, record.answered_at),
            (0, &[2][..], Some(3), Some(7))
        );
        assert_eq!(record.agent.as_deref(), Some("ana"));
        assert_eq!(ledger.raise(8, NeedKind::Service, "refund", None), None, "a need of its own now");
        assert_eq!(ledger.records().iter().len(), 2);
        assert!(ledger.has_open_request(false));
    }

    #[test]
    fn older_needs_wait_while_another_matter_is_answered() {
        let mut ledger = Ledger::new(100);
        ledger.raise(0, NeedKind::Service, "refund", None);
        ledger.raise(2, NeedKind::Service, "change", None);
        assert_eq!(answer(&mut ledger, 3, Coverage::Answered, &COLD, &[2]), ["change"]);
        ledger.raise(4, NeedKind::Service, "escalation", None);
        assert_eq!(
            answer(&mut ledger, 5, Coverage::Answered, &COLD, &[4]),
            ["refund", "escalation"],
            "about the matter"
        );
    }

    #[test]
    fn techniques_answer_emotional_needs_whatever_the_message_asks_for() {
        let mut ledger = Ledger::new(100);
        ledger.raise(0, NeedKind::Emotional, "apology", None);
        ledger.raise(2, NeedKind::Service, "status", None);
        let mut levels = COLD;
        levels[crate::label::Technique::Apology.index()] = 1;
        answer(&mut ledger, 3, Coverage::Open, &levels, &[2]);
        levels[crate::label::Technique::Apology.index()] = 2;
        answer(&mut ledger, 5, Coverage::Open, &levels, &[4]);
        let expected =
            [("apology".to_owned(), Coverage::Answered, Some(5)), ("status".to_owned(), Coverage::Open, None)];
        assert_eq!(states(&ledger), expected);
    }

    #[test]
    fn the_customer_may_close_what_is_open() {
        let mut ledger = Ledger::new(100);
        ledger.raise(0, NeedKind::Service, "technical_support", None);
        ledger.raise(0, NeedKind::Emotional, "clarity", None);
        assert_eq!(ledger.confirm(4).len(), 2);
        assert!(ledger.records().iter().all(|record| record.answered_at == Some(4) && record.agent.is_none()));
        assert!(ledger.confirm(6).is_empty() && !ledger.has_open_request(true));
    }

    #[test]
    fn praise_is_no_open_request() {
        let mut ledger = Ledger::new(100);
        ledger.raise(0, NeedKind::Service, "feedback", None);
        ledger.raise(0, NeedKind::Emotional, "respect", None);
        assert!(!ledger.has_open_request(true));
    }

    #[test]
    fn memory_has_an_end() {
        let mut ledger = Ledger::new(10);
        for turn in 0..1000 {
            ledger.raise(turn * 2, NeedKind::Service, "status", None);
        }
        assert_eq!(ledger.records().iter().next().unwrap().raised_again.len(), NeedRecord::MOST_TURNS);
        for turn in 1000..1100 {
            ledger.raise(turn * 2, NeedKind::Service, "refund", None);
            answer(&mut ledger, turn * 2 + 1, Coverage::Answered, &COLD, &[turn * 2]);
        }
        assert_eq!((ledger.records().iter().len(), ledger.records().left_out()), (10, 91));
    }
}
