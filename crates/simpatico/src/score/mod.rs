//! How a reply meets what was detected in the message.

mod advice;
mod coverage;
mod empathy;
mod reply;
mod signals;

pub use advice::Suggestion;
pub use coverage::{Coverages, NeedCoverage, NeedKind};
pub use empathy::Empathy;
#[doc(hidden)]
pub use empathy::{Ingredients, ingredients};
pub use reply::{AntipatternScore, Pillars, ReplyScore, TechniqueScore};
pub(crate) use reply::{Judge, ReplyHeads, judge};
#[doc(hidden)]
pub use signals::{CustomerState, REPLY_SIGNALS, reply_signals};
