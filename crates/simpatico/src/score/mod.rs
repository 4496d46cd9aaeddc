//! How a reply meets what was detected in the message.

mod advice;
mod coverage;
mod empathy;
mod reply;
mod signals;
mod technique;
mod verdict;

pub use advice::Suggestion;
pub(crate) use coverage::emotional_coverage;
pub use coverage::{Coverages, NeedCoverage, NeedKind};
pub use empathy::Empathy;
pub(crate) use empathy::Formula;
#[doc(hidden)]
pub use empathy::{Ingredients, term_names};
pub use reply::{Pillars, ReplyScore};
pub(crate) use reply::{judge, judge_without_advice};
#[doc(hidden)]
pub use signals::{CustomerState, REPLY_SIGNALS, reply_signals};
pub use technique::{AntipatternScore, TechniqueScore};
pub(crate) use verdict::{Judge, ReplyHeads};
