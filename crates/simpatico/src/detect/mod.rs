//! What a customer's message shows: each signal in its own file.

mod customer;
mod document;
mod features;
mod levels;
mod linear;
#[doc(hidden)]
pub mod pattern;
mod scope;
mod signals;
mod verdict;

pub use customer::{
    Abstention, Analysis, EmotionScore, NeedScore, PhaseScore, ReasonScore, RelationshipScore, RiskScore, Sentiment,
    TargetScore,
};
pub(crate) use customer::{Bench, CustomerHeads, Reading, analyze, family};
#[doc(hidden)]
pub use document::{Document, Match};
#[doc(hidden)]
pub use features::{Block, Feature, emit_features};
#[doc(hidden)]
pub use levels::{Scales, Told};
pub use linear::CustomScore;
pub(crate) use linear::{Additions, CustomLabel, Scorer, Scores};
#[doc(hidden)]
pub use linear::{LinearScores, message_scorer};
#[doc(hidden)]
pub use pattern::Matcher;
#[doc(hidden)]
pub use signals::{CUSTOMER_SIGNALS, customer_signals};
#[doc(hidden)]
pub use verdict::Verdict;
