//! The JSON contract: one object a line, keys always present and always in the same order.

use serde::Serialize;

use crate::analyzer::Judgement;
use crate::detect::Analysis;
use crate::score::ReplyScore;

/// Version of the contract.
pub const SCHEMA: u32 = 1;

/// The model that this build answers with.
pub const MODEL: &str = "fast";

#[derive(Serialize)]
struct Line<'a, 't> {
    schema: u32,
    data_version: &'a str,
    model: &'a str,
    id: Option<&'a str>,
    customer: &'a Analysis<'t>,
    reply: Option<&'a ReplyScore<'t>>,
}

/// A judgement as one line of the contract, without a line break.
#[must_use]
pub fn to_json(judgement: &Judgement<'_>, id: Option<&str>, data_version: &str) -> String {
    let line = Line {
        schema: SCHEMA,
        data_version,
        model: MODEL,
        id,
        customer: &judgement.customer,
        reply: judgement.reply.as_ref(),
    };
    // Writing to a string fails only for maps with keys that are not strings, and there are none: a test holds it.
    #[allow(clippy::expect_used)] // an empty line in silence would be worse
    serde_json::to_string(&line).expect("results have string keys only")
}
