//! Results as JSON and as text for people. Nothing here computes a score.

mod conversation;
mod json;
mod note;
mod text;

pub use conversation::explain_conversation;
pub use json::{SCHEMA, conversation_to_json, reflection_to_json, to_json};
pub use note::note;
pub use text::{Style, explain};

/// Words that only lead over to what follows: where evidence was cut off after one, a quote does without.
const LEADING_OVER: &[&str] = &[
    "a", "al", "an", "and", "as", "at", "but", "by", "como", "con", "de", "del", "desde", "e", "el", "en", "for",
    "from", "if", "into", "la", "las", "los", "mi", "mis", "my", "nor", "o", "of", "or", "our", "para", "pero", "por",
    "que", "su", "sus", "than", "the", "their", "to", "tu", "tus", "u", "un", "una", "with", "y", "your",
];

/// The words of a quote.
fn quotable(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let leads_over = |word: &&str| LEADING_OVER.contains(&word.to_lowercase().as_str());
    while words.len() > 1 && words.last().is_some_and(leads_over) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::quotable;

    #[test]
    fn quotes_end_where_something_is_said() {
        assert_eq!(quotable("funeral tomorrow and your"), ["funeral", "tomorrow"]);
        assert_eq!(quotable("esperando desde  el lunes"), ["esperando", "desde", "el", "lunes"]);
        assert_eq!(quotable("No me llega LA"), ["No", "me", "llega"]);
        assert_eq!(quotable("the"), ["the"]);
        assert!(quotable(" ").is_empty());
    }
}
