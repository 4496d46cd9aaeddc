//! Many conversations of an agent or a team: figures over time, habits, what to keep and what to work on.

mod correction;
mod counts;
mod durations;
mod habits;
mod measure;
mod mood;
mod options;
mod profile;
mod reflect;
mod samples;
mod statistics;
mod wording;

pub use correction::{Agreement, Corrected, Correction, CorrectionField, CorrectionValue, Corrections};
pub use counts::{NeedCount, ReasonCount, ResolutionCounts};
pub use durations::{Duration, Speed};
pub use habits::{AntipatternHabit, Habits, QuotedReply, TechniqueHabit, Wording};
pub use measure::{Change, Interval, Measure, PeriodMean, Trend};
pub use mood::MoodMoves;
pub use options::{AgentOrder, Period, ReflectionOptions};
pub use profile::{PillarMeasure, Profile};
pub use reflect::{AgentProfile, Reflection, ReflectionAnalysis};
pub use samples::{Area, Better, ReplySample, Strength};
