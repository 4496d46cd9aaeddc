//! One self-contained page on many customer-support conversations, in English or Spanish: for team leads to read, not for
//! machines to rank people by.
//!
//! ```
//! use simpatico::{Analyzer, Turn};
//! use simpatico_report::{Report, ReportOptions};
//!
//! let analyzer = Analyzer::new();
//! let mut report = Report::try_new(&analyzer, ReportOptions::default())?;
//! let turns = [
//!     Turn::customer("My parcel is a week late and nobody answers!"),
//!     Turn::agent("A week is too long, I'm sorry. It will be at your door at 5 today.").by("Noemi"),
//! ];
//! report.add(Some("chat-1"), &turns, &analyzer.analyze_conversation(&turns));
//! let page = report.html(&report.analysis());
//! assert!(page.starts_with("<!doctype html>") && page.contains("Noemi"));
//! # Ok::<(), simpatico::Error>(())
//! ```

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod chart;
mod page;
mod story;
mod strings;
mod table;

use simpatico::{
    Analyzer, ConversationAnalysis, Correction, Error, Locale, Reflection, ReflectionAnalysis, ReflectionOptions, Turn,
};

use crate::story::Stories;
pub use crate::table::csv;

/// Options of a [`Report`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportOptions {
    /// The language of the page; texts stay in their own.
    pub locale: Locale,
    /// The page's title; the page has one of its own where this is `None`.
    pub title: Option<String>,
    /// What the figures follow.
    pub reflection: ReflectionOptions,
}

/// Gathers what the page shows; memory does not grow with the number of conversations.
pub struct Report {
    analyzer: Analyzer,
    options: ReportOptions,
    reflection: Reflection,
    stories: Stories,
}

impl core::fmt::Debug for Report {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Report").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Report {
    /// A report on conversations that `analyzer` analyzes.
    ///
    /// # Errors
    /// [`simpatico::ErrorKind::InvalidOption`] where an option lies outside its range.
    pub fn try_new(analyzer: &Analyzer, options: ReportOptions) -> Result<Self, Error> {
        let reflection = analyzer.reflection(options.reflection)?;
        Ok(Self { analyzer: analyzer.clone(), options, reflection, stories: Stories::default() })
    }

    /// Takes a correction; it must come before its conversation.
    pub fn correct(&mut self, correction: Correction) {
        self.reflection.correct(correction);
    }

    /// Takes a conversation: its turns, and what they were found to be.
    pub fn add(&mut self, id: Option<&str>, turns: &[Turn<'_>], analysis: &ConversationAnalysis) {
        self.reflection.add(id, turns, analysis);
        self.stories.offer(&self.analyzer, id, turns, analysis);
    }

    /// What was seen so far.
    #[must_use]
    pub fn analysis(&self) -> ReflectionAnalysis {
        self.reflection.analysis()
    }

    /// The page: HTML with its styles and charts inside, without scripts, complete as it stands.
    #[must_use]
    pub fn html(&self, analysis: &ReflectionAnalysis) -> String {
        page::render(&self.analyzer, &self.options, analysis, &self.stories)
    }
}
