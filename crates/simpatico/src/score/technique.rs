//! What a reply does and what harms in it, one by one.

use serde::{Deserialize, Serialize};

use crate::label::{Antipattern, Opportunity, Technique};
use crate::span::{Evidence, rounded};

/// One technique in a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TechniqueScore<'t> {
    /// Which.
    pub label: Technique,
    /// 0 absent, 1 weak or generic, 2 strong and specific.
    pub level: u8,
    /// Probability that it is there at level 1 or more.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Called for or not, given or not.
    pub opportunity: Opportunity,
    /// Where given, the reply's words; where missed, the customer's words that called for it (`of` is `"customer"`).
    pub evidence: Vec<Evidence<'t>>,
}

/// One antipattern in a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AntipatternScore<'t> {
    /// Which.
    pub label: Antipattern,
    /// Probability that it is there.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// The reply's words; contributions are log-odds.
    pub evidence: Vec<Evidence<'t>>,
}
