//! How a conversation ended: whether the matter is settled, and what it was like for the customer.

use serde::{Deserialize, Serialize};

use crate::label::{ResolutionReason, Resolved};

/// Whether the customer's matter is settled, as far as words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Yes, no or unclear.
    pub resolved: Resolved,
    /// What that was read off.
    pub reason: ResolutionReason,
}

/// What a resolution is read off.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ending {
    /// A customer's turn was judged.
    pub(crate) is_judged: bool,
    /// The customer said that it is done, and has asked for nothing since.
    pub(crate) is_confirmed: bool,
    /// The customer's last message gives thanks.
    pub(crate) is_thankful: bool,
    /// It is negative.
    pub(crate) is_negative: bool,
    /// It asks for something.
    pub(crate) asks: bool,
    /// An agent spoke after it.
    pub(crate) is_replied: bool,
    /// A service need is open.
    pub(crate) is_open: bool,
    /// A service need is open or answered only in part.
    pub(crate) is_partly_open: bool,
}

impl Ending {
    pub(crate) fn resolution(&self) -> Resolution {
        let (resolved, reason) = match self {
            Self { is_judged: false, .. } => (Resolved::Unclear, ResolutionReason::NoMessage),
            Self { is_confirmed: true, is_negative: false, .. } => (Resolved::Yes, ResolutionReason::Confirmed),
            Self { asks: true, is_replied: false, .. } => (Resolved::No, ResolutionReason::AwaitingReply),
            Self { is_thankful: true, is_negative: false, is_partly_open: false, .. } => {
                (Resolved::Yes, ResolutionReason::Thanked)
            }
            Self { is_open: true, .. } => (Resolved::No, ResolutionReason::NeedOpen),
            Self { is_negative: true, .. } => (Resolved::No, ResolutionReason::EndedUpset),
            _ => (Resolved::Unclear, ResolutionReason::NotConfirmed),
        };
        Resolution { resolved, reason }
    }
}

/// Experience from 1 to 5: 3 for what is neither good nor bad, moved by how the customer felt in the end (half), over
/// the whole (three tenths) and by whether the matter was settled (a fifth).
pub(crate) fn experience(end: f64, overall: f64, resolved: Resolved) -> f64 {
    let settled = match resolved {
        Resolved::Yes => 1.0,
        Resolved::No => -1.0,
        Resolved::Unclear => 0.0,
    };
    (3.0 + 2.0 * (0.5 * end + 0.3 * overall + 0.2 * settled)).clamp(1.0, 5.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ending: Ending) -> (Resolved, ResolutionReason) {
        let Resolution { resolved, reason } = Ending { is_judged: true, ..ending }.resolution();
        (resolved, reason)
    }

    #[test]
    fn the_customers_word_comes_before_the_ledger() {
        let ending = Ending::default();
        assert_eq!(ending.resolution().reason, ResolutionReason::NoMessage);
        assert_eq!(of(ending), (Resolved::Unclear, ResolutionReason::NotConfirmed));
        let open = Ending { is_open: true, is_partly_open: true, is_replied: true, ..ending };
        assert_eq!(of(open), (Resolved::No, ResolutionReason::NeedOpen));
        assert_eq!(of(Ending { is_thankful: true, ..open }), (Resolved::No, ResolutionReason::NeedOpen));
        assert_eq!(of(Ending { is_confirmed: true, ..open }), (Resolved::Yes, ResolutionReason::Confirmed));
        assert_eq!(
            of(Ending { asks: true, is_replied: false, ..open }),
            (Resolved::No, ResolutionReason::AwaitingReply)
        );
        let upset = Ending { is_negative: true, is_confirmed: true, ..ending };
        assert_eq!(of(upset), (Resolved::No, ResolutionReason::EndedUpset));
        assert_eq!(of(Ending { is_thankful: true, ..ending }), (Resolved::Yes, ResolutionReason::Thanked));
    }

    #[test]
    fn experience_stays_between_1_and_5() {
        assert_eq!(experience(0.0, 0.0, Resolved::Unclear), 3.0);
        assert_eq!(experience(1.0, 1.0, Resolved::Yes), 5.0);
        assert_eq!(experience(-1.0, -1.0, Resolved::No), 1.0);
        assert!((experience(0.5, -0.5, Resolved::Yes) - 3.6).abs() < 1e-12);
    }
}
