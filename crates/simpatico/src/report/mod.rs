//! Results as JSON and as text for people. Nothing here computes a score.

mod conversation;
mod json;
mod note;
mod text;

pub use conversation::explain_conversation;
pub use json::{SCHEMA, conversation_to_json, reflection_to_json, to_json};
pub use note::note;
pub use text::{Style, explain};
