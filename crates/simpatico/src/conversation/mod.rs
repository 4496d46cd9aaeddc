//! Whole conversations: order, speakers, change over turns. No word-level rules.

mod agents;
mod analysis;
mod bounded;
mod course;
mod emotions;
mod message;
mod mood;
mod needs;
mod outcome;
mod passage;
mod session;
mod timing;
mod turn;

pub use agents::{AgentSummary, HandOver, Mean, Party, PillarMeans};
pub use analysis::{
    AgentReply, BotPart, ConversationAnalysis, CustomFinding, CustomerTurn, EmotionCourse, Finding, LeftOut,
    MissedOpportunity, NeedFinding, Note, RepeatContact, TechniqueLevel, TurnAnalysis, TurnChange, TurnSentiment,
};
pub use course::{Point, RiskCourse, SentimentCourse};
pub use mood::TurningPoint;
pub use needs::{Need, NeedRecord};
pub use outcome::Resolution;
pub use passage::Quote;
pub use session::Session;
pub use timing::{Timing, Wait};
pub use turn::{Timestamp, Turn};
