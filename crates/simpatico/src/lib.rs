#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod analyzer;
mod conversation;
mod custom;
#[doc(hidden)]
pub mod data;
#[doc(hidden)]
pub mod detect;
mod draft;
mod error;
mod hash;
mod label;
#[doc(hidden)]
pub mod neural;
mod redact;
mod reflection;
mod report;
#[doc(hidden)]
pub mod score;
mod span;
#[doc(hidden)]
pub mod text;
mod words;

pub use analyzer::{Analyzer, AnalyzerBuilder, Exchange, Judgement};
pub use conversation::{
    AgentReply, AgentSummary, BotPart, ConversationAnalysis, CustomFinding, CustomerTurn, EmotionCourse, Finding,
    HandOver, LeftOut, Mean, MissedOpportunity, Need, NeedFinding, NeedRecord, Note, Party, PillarMeans, Point, Quote,
    RepeatContact, Resolution, RiskCourse, SentimentCourse, Session, TechniqueLevel, Timestamp, Timing, Turn,
    TurnAnalysis, TurnChange, TurnSentiment, TurningPoint, Wait,
};
pub use detect::{
    Abstention, Analysis, CustomScore, EmotionScore, NeedScore, PhaseScore, ReasonScore, RelationshipScore, RiskScore,
    Sentiment, TargetScore,
};
pub use draft::Draft;
pub use error::{Error, ErrorKind};
pub use label::{
    AbstainReason, Antipattern, Band, Coverage, Direction, Emotion, EmotionalNeed, EmpathyLevel, Expressed, Label,
    LanguageCode, ModelKind, NoteKind, Opportunity, Phase, Pillar, Polarity, PrivateKind, Reason, Relationship,
    ResolutionReason, Resolved, Risk, ServiceNeed, Speaker, Specific, Target, Technique, TurningPointKind,
};
pub use redact::{Masked, Redacted, Redactor};
pub use reflection::{
    AgentOrder, AgentProfile, Agreement, AntipatternHabit, Area, Better, Change, Corrected, Correction,
    CorrectionField, CorrectionValue, Corrections, Duration, Habits, Interval, Measure, MoodMoves, NeedCount, Period,
    PeriodMean, PillarMeasure, Profile, QuotedReply, ReasonCount, Reflection, ReflectionAnalysis, ReflectionOptions,
    ReplySample, ResolutionCounts, Speed, Strength, TechniqueHabit, Trend, Wording,
};
pub use report::{
    SCHEMA, Style, conversation_to_json, explain, explain_conversation, note, reflection_to_json, to_json,
};
pub use score::{
    AntipatternScore, Coverages, Empathy, NeedCoverage, NeedKind, Pillars, ReplyScore, SpecificFound, Suggestion,
    TechniqueScore,
};
pub use span::{Evidence, Span};
pub use text::{Language, LanguageRun};
pub use words::{Locale, Titled, title, title_by_name};

/// Why it is made the way it is.
#[cfg(doc)]
#[doc = include_str!("../docs/design.md")]
pub mod design {}

/// The JSON contract in words.
#[cfg(doc)]
#[doc = include_str!("../docs/contract.md")]
pub mod contract {}

/// Conversations: what each figure means.
#[cfg(doc)]
#[doc = include_str!("../docs/conversations.md")]
pub mod conversations {}

/// Phrases, names, thresholds and labels of a company's own.
#[cfg(doc)]
#[doc = include_str!("../docs/packs.md")]
pub mod packs {}

/// What it gets wrong.
#[cfg(doc)]
#[doc = include_str!("../docs/limits.md")]
pub mod limits {}

/// How many conversations are looked back on.
#[cfg(doc)]
#[doc = include_str!("../docs/reflection.md")]
pub mod how_reflection_works {}

/// How the score of a reply works.
#[cfg(doc)]
#[doc = include_str!("../docs/score.md")]
pub mod how_the_score_works {}

/// What the models learned from, and what they are not for.
#[cfg(doc)]
#[doc = include_str!("../docs/model-card.md")]
pub mod model_card {}
