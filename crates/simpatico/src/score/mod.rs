//! How a reply meets what was detected in the message.

mod advice;
mod coverage;
mod empathy;
mod facts;
mod pillars;
mod reply;
mod rubric;
mod signals;
mod specifics;
mod technique;
mod terms;
mod verdict;

pub use advice::Suggestion;
pub(crate) use coverage::{CoverageSums, emotional_coverage};
pub use coverage::{Coverages, NeedCoverage, NeedKind};
#[doc(hidden)]
pub use coverage::{coverage_names, coverage_terms};
pub use empathy::Empathy;
pub(crate) use empathy::Formula;
#[doc(hidden)]
pub use empathy::{Ingredients, term_names};
pub use pillars::Pillars;
pub use reply::ReplyScore;
pub(crate) use reply::{judge, judge_without_advice};
pub(crate) use rubric::{Rubric, Weights};
#[doc(hidden)]
pub use signals::{Asked, CustomerState, REPLY_SIGNALS, Said, reply_signals};
pub use specifics::SpecificFound;
pub use technique::{AntipatternScore, TechniqueScore};
pub(crate) use verdict::{Judge, ReplyHeads};
