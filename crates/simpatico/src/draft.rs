//! Judging a reply while it is being written.

use crate::analyzer::{Analyzer, mask_analysis};
use crate::detect::{Analysis, Reading};
use crate::redact::Redacted;
use crate::score::ReplyScore;

/// A customer's message, read once, for the many versions of the reply to it: one check at each pause of the typing costs
/// what the reply costs. Made by [`Analyzer::draft`]; `Send` and `Sync`.
pub struct Draft<'t> {
    analyzer: Analyzer,
    reading: Reading<'t>,
    /// The message with masks, where they are asked for.
    asked: Option<Redacted<'t>>,
}

impl Analyzer {
    /// Reads a customer's message once, to judge the versions of a reply to it while an agent types.
    #[must_use]
    pub fn draft<'t>(&self, customer: &'t str) -> Draft<'t> {
        let mut reading = self.read(customer, 0);
        let asked = self.masked(customer);
        mask_analysis(&mut reading.analysis, asked.as_ref());
        Draft { analyzer: self.clone(), reading, asked }
    }
}

impl<'t> Draft<'t> {
    /// The customer's message, analyzed.
    #[must_use]
    pub fn customer(&self) -> &Analysis<'t> {
        &self.reading.analysis
    }

    /// Judges the reply as it stands: the same result as [`Analyzer::score_reply`] on the finished text.
    ///
    /// ```
    /// let analyzer = simpatico::Analyzer::new();
    /// let customer = "My card was charged twice and rent is due tomorrow!";
    /// let draft = analyzer.draft(customer);
    /// let early = draft.check("Please hold.");
    /// let later = draft.check("That is a bad day for it to happen. I have sent the second charge back just now.");
    /// assert!(later.empathy.score > early.empathy.score);
    /// assert_eq!(early, analyzer.score_reply(customer, "Please hold."));
    /// ```
    #[must_use]
    pub fn check<'r>(&self, reply: &'r str) -> ReplyScore<'r>
    where
        't: 'r,
    {
        self.analyzer.judge_reading(&self.reading, self.asked.as_ref(), reply)
    }
}

impl core::fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Draft").field("customer", &self.reading.analysis).finish_non_exhaustive()
    }
}
