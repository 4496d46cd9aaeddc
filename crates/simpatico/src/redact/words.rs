//! The words of a text: runs of letters and digits.

/// A run of letters and digits, and what stands before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'t str,
    /// What stands between the word before (or the beginning) and this one.
    pub(super) gap: &'t str,
}

impl Word<'_> {
    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    pub(super) fn is_digits(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A capital first, and small letters after it.
    pub(super) fn is_capitalised(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|letter| letter.is_lowercase())
            && self.text.chars().nth(1).is_some()
    }
}

/// All words, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut last = 0;
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_part(character)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let (word, gap) = (text.get(from..at), text.get(last..from));
                words.push(Word { start: from, end: at, text: word.unwrap_or_default(), gap: gap.unwrap_or_default() });
                last = at;
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Combining marks belong to the letter before them.
fn is_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}')
}
