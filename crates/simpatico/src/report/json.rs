//! The JSON contract: one object a line, keys always present and always in the same order.

use serde::Serialize;

use crate::analyzer::{Analyzer, Judgement};
use crate::conversation::ConversationAnalysis;
use crate::detect::Analysis;
use crate::label::Label as _;
use crate::reflection::ReflectionAnalysis;
use crate::score::ReplyScore;

/// Version of the contract.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Line<'a, B> {
    schema: u32,
    data_version: &'a str,
    model: &'a str,
    id: Option<&'a str>,
    #[serde(flatten)]
    body: B,
}

#[derive(Serialize)]
struct ExchangeBody<'a, 't> {
    customer: &'a Analysis<'t>,
    reply: Option<&'a ReplyScore<'t>>,
}

#[derive(Serialize)]
struct ConversationBody<'a> {
    conversation: &'a ConversationAnalysis,
}

#[derive(Serialize)]
struct ReflectionBody<'a> {
    reflection: &'a ReflectionAnalysis,
}

/// A judgement by `analyzer` as one line of the contract, without a line break.
#[must_use]
pub fn to_json(judgement: &Judgement<'_>, id: Option<&str>, analyzer: &Analyzer) -> String {
    line(id, analyzer, ExchangeBody { customer: &judgement.customer, reply: judgement.reply.as_ref() })
}

/// A conversation as analyzed by `analyzer` as one line of the contract, without a line break.
#[must_use]
pub fn conversation_to_json(conversation: &ConversationAnalysis, id: Option<&str>, analyzer: &Analyzer) -> String {
    line(id, analyzer, ConversationBody { conversation })
}

/// A reflection by `analyzer` as one object of the contract, without a line break.
#[must_use]
pub fn reflection_to_json(reflection: &ReflectionAnalysis, analyzer: &Analyzer) -> String {
    line(None, analyzer, ReflectionBody { reflection })
}

fn line<B: Serialize>(id: Option<&str>, analyzer: &Analyzer, body: B) -> String {
    let line = Line { schema: SCHEMA, data_version: analyzer.data_version(), model: analyzer.model().name(), id, body };
    // Writing to a string fails only for maps with keys that are not strings, and there are none: a test holds it.
    #[allow(clippy::expect_used)] // an empty line in silence would be worse
    serde_json::to_string(&line).expect("results have string keys only")
}
