//! A judgement for people: bars, quoted words, what was met, what was missed, what to do better.

use crate::analyzer::{Analyzer, Exchange, Judgement};
use crate::label::{Coverage, EmpathyLevel, Label, Opportunity, Polarity};
use crate::report::note::note;
use crate::report::quotable;
use crate::score::ReplyScore;
use crate::span::Evidence;
use crate::words::Locale;

/// How to render.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Mark evidence and headings with ANSI colours.
    pub colour: bool,
    /// Columns to wrap at, 40 or more.
    pub width: usize,
    /// The language of the coach's note.
    pub locale: Locale,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 100, locale: Locale::English }
    }
}

const RESET: &str = "\x1b[0m";
pub(super) const BOLD: &str = "\x1b[1m";
pub(super) const DIM: &str = "\x1b[2m";
pub(super) const RED: &str = "\x1b[31m";
pub(super) const GREEN: &str = "\x1b[32m";
pub(super) const YELLOW: &str = "\x1b[33m";
pub(super) const CYAN: &str = "\x1b[36m";
pub(super) const UNDERLINE: &str = "\x1b[4m";
/// Columns of the names at the left.
pub(super) const MARGIN: usize = 12;

pub(super) struct Page {
    pub(super) style: Style,
    pub(super) out: String,
}

impl Page {
    pub(super) fn new(style: Style) -> Self {
        Self { style, out: String::new() }
    }

    pub(super) fn paint(&self, codes: &[&str], text: &str) -> String {
        if self.style.colour && !text.is_empty() { format!("{}{text}{RESET}", codes.concat()) } else { text.to_owned() }
    }

    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// The quoted words that carried a label, as many as fit beside the `used` columns.
    fn words(&self, used: usize, evidence: &[Evidence<'_>]) -> String {
        let mut room = self.style.width.max(40).saturating_sub(MARGIN + used);
        let mut quoted: Vec<String> = Vec::new();
        for e in evidence.iter().filter(|e| e.contribution > 0.0 && !e.text.is_empty()) {
            let text = printable(&quotable(&e.text).join(" "));
            let length = text.chars().count() + 3;
            let is_said = quoted.iter().any(|said| said.contains(&text) || text.contains(said.trim_matches('"')));
            if !is_said && length <= room && quoted.len() < 3 {
                room -= length;
                quoted.push(format!("\"{text}\""));
            }
        }
        quoted.join(" ")
    }

    pub(super) fn row(&mut self, name: &str, text: &str) {
        let name = self.paint(&[DIM], &format!("{name:>width$}", width = MARGIN - 2));
        self.line(&format!("{name}  {text}"));
    }

    /// A text, wrapped, with ranges of its bytes marked.
    pub(super) fn quote(&mut self, text: &str, marks: &[(usize, usize)], codes: &[&str]) {
        let room = self.style.width.max(40) - MARGIN;
        let bar = self.paint(&[DIM], "│");
        let pad = " ".repeat(MARGIN - 2);
        for paragraph in lines(text) {
            for (start, end) in wrap(text, paragraph, room) {
                let mut line = String::new();
                let mut at = start;
                for word in text.get(start..end).unwrap_or_default().split_inclusive(char::is_whitespace) {
                    let (from, to) = (at, at + word.trim_end().len());
                    at += word.len();
                    let is_marked = marks.iter().any(|&(start, end)| start < to && from < end);
                    let body = printable(text.get(from..to).unwrap_or_default());
                    line.push_str(&if is_marked { self.paint(codes, &body) } else { body });
                    line.push_str(&printable(text.get(to..at).unwrap_or_default()));
                }
                self.line(&format!("{pad}{bar} {}", line.trim_end()));
            }
        }
    }

    /// One label: its name, a bar, its score, the words that carried it.
    fn bar(&mut self, heading: &str, label: &str, note: &str, score: f64, evidence: &[Evidence<'_>]) {
        let cells = (score * 10.0).round().clamp(0.0, 10.0) as usize;
        let bar = self.paint(&[CYAN], &"█".repeat(cells)) + &self.paint(&[DIM], &"░".repeat(10 - cells));
        let label = format!("{label}{note}");
        let words = self.words(44, evidence);
        self.row(heading, &format!("{label:<26} {bar} {score:.2}  {words}"));
    }

    /// A text of any length beside its heading.
    pub(super) fn paragraph_under(&mut self, heading: &str, text: &str) {
        let heading = self.paint(&[DIM], &format!("{heading:>width$}  ", width = MARGIN - 2));
        self.paragraph(MARGIN, &heading, text, &[]);
    }

    fn paragraph(&mut self, indent: usize, first: &str, text: &str, codes: &[&str]) {
        let room = self.style.width.max(40).saturating_sub(indent).max(20);
        for (number, (start, end)) in wrap(text, (0, text.len()), room).into_iter().enumerate() {
            let lead = if number == 0 { format!("{first:>indent$}") } else { " ".repeat(indent) };
            let body = self.paint(codes, &printable(text.get(start..end).unwrap_or_default()));
            self.line(&format!("{lead}{body}"));
        }
    }
}

/// The places of evidence in its text.
fn places(evidence: &[&Evidence<'_>]) -> Vec<(usize, usize)> {
    evidence.iter().map(|e| (e.byte_start, e.byte_end)).collect()
}

/// The text without control characters: what a customer wrote must not move the cursor, change colours or rename the
/// window of whoever reads it.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\t' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Byte ranges of the lines of a text.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let range = (at, at + line.trim_end().len());
            at += line.len();
            range
        })
        .filter(|(start, end)| start < end)
        .collect()
}

/// Byte ranges of at most `room` characters, broken at blanks where there are any.
fn wrap(text: &str, (start, end): (usize, usize), room: usize) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut line_start = start;
    while line_start < end {
        let rest = text.get(line_start..end).unwrap_or_default();
        let limit = rest.char_indices().nth(room).map_or(rest.len(), |(at, _)| at);
        let cut = if limit == rest.len() {
            limit
        } else {
            let head = rest.get(..limit).unwrap_or(rest);
            head.rfind(char::is_whitespace).filter(|&at| at > 0).map_or(limit, |at| at + 1)
        };
        if cut == 0 {
            break;
        }
        ranges.push((line_start, line_start + cut));
        line_start += cut;
    }
    ranges
}

impl Analyzer {
    /// Renders an exchange and its judgement, the texts as they may be shown: with the masks of
    /// [`AnalyzerBuilder::redact`](crate::AnalyzerBuilder::redact) where they are asked for.
    #[must_use]
    pub fn explain(&self, exchange: &Exchange<'_>, judgement: &Judgement<'_>, title: &str, style: Style) -> String {
        let customer = self.shown(exchange.customer);
        let reply = exchange.reply.map(|reply| self.shown(reply));
        let shown = Exchange { customer: &customer, reply: reply.as_deref(), ..*exchange };
        explain(&shown, judgement, title, style)
    }
}

/// Renders an exchange and its judgement, the texts as they are given; [`Analyzer::explain`] masks them.
#[must_use]
pub fn explain(exchange: &Exchange<'_>, judgement: &Judgement<'_>, title: &str, style: Style) -> String {
    let mut page = Page::new(style);
    let customer = &judgement.customer;
    let sentiment = &customer.sentiment;
    let colour = mood_colour(sentiment.label);
    let heading = page.paint(&[BOLD], if title.is_empty() { "message" } else { title });
    let mood = page.paint(&[BOLD, colour], &format!("{} {:+.2}", sentiment.label, sentiment.score));
    page.line(&format!("── {heading} ── {} · {} · {mood}", customer.language.code, customer.phase.label));
    let mut evidence: Vec<&Evidence<'_>> =
        sentiment.evidence.iter().filter(|e| e.contribution * sentiment.score > 0.0).take(2).collect();
    evidence.extend(
        customer.emotions.iter().flat_map(|emotion| emotion.evidence.iter().filter(|e| e.contribution > 0.0).take(2)),
    );
    evidence.extend(
        customer.reasons.iter().flat_map(|reason| reason.evidence.iter().filter(|e| e.contribution > 0.0).take(1)),
    );
    page.quote(exchange.customer, &places(&evidence), &[UNDERLINE, colour]);
    if let Some(abstention) = customer.abstained {
        page.row("no verdict", abstention.reason.name());
    }
    for (place, emotion) in customer.emotions.iter().enumerate() {
        page.bar(first(place, "feels"), emotion.label.name(), "", emotion.score, &emotion.evidence);
    }
    for (place, need) in customer.service_needs.iter().enumerate() {
        page.bar(
            first(place, "wants"),
            need.label.name(),
            expressed(need.expressed.name()),
            need.score,
            &need.evidence,
        );
    }
    for (place, need) in customer.emotional_needs.iter().enumerate() {
        page.bar(
            first(place, "needs"),
            need.label.name(),
            expressed(need.expressed.name()),
            need.score,
            &need.evidence,
        );
    }
    for (place, reason) in customer.reasons.iter().enumerate() {
        page.bar(first(place, "because"), reason.label.name(), "", reason.score, &reason.evidence);
    }
    for (place, risk) in customer.risks.iter().enumerate() {
        page.bar(first(place, "risk"), risk.label.name(), "", risk.score, &risk.evidence);
    }
    if let (Some(reply), Some(text)) = (&judgement.reply, exchange.reply) {
        let note = note(judgement, style.locale).join(" ");
        render_reply(&mut page, reply, text, &note);
    }
    page.out
}

/// The colour of a mood.
pub(super) fn mood_colour(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Negative => RED,
        Polarity::Positive => GREEN,
        Polarity::Mixed => YELLOW,
        Polarity::Neutral => CYAN,
    }
}

/// The colour of a reply's empathy.
pub(super) fn level_colour(level: EmpathyLevel) -> &'static str {
    match level {
        EmpathyLevel::Low => RED,
        EmpathyLevel::Medium => YELLOW,
        EmpathyLevel::High => GREEN,
    }
}

pub(super) fn first(place: usize, heading: &'static str) -> &'static str {
    if place == 0 { heading } else { "" }
}

fn expressed(name: &str) -> &'static str {
    if name == "implied" { " (implied)" } else { "" }
}

fn render_reply(page: &mut Page, reply: &ReplyScore<'_>, text: &str, note: &str) {
    let empathy = &reply.empathy;
    let colour = level_colour(empathy.level);
    let score = page.paint(&[BOLD, colour], &format!("empathy {:.0}/100 {}", empathy.score, empathy.level));
    page.row("reply", &score);
    let mut evidence: Vec<&Evidence<'_>> = Vec::new();
    for technique in reply.techniques.iter().filter(|technique| technique.level > 0) {
        evidence.extend(technique.evidence.iter().filter(|e| e.contribution > 0.0).take(1));
    }
    for found in &reply.antipatterns {
        evidence.extend(found.evidence.iter().filter(|e| e.contribution > 0.0).take(1));
    }
    page.quote(text, &places(&evidence), &[UNDERLINE, colour]);
    page.paragraph_under("coach", note);
    let with = |opportunity: Opportunity| {
        reply.techniques.iter().filter(move |technique| technique.opportunity == opportunity)
    };
    for (place, technique) in with(Opportunity::Met).enumerate() {
        let strength = if technique.level == 2 { "strong" } else { "weak" };
        let line = format!(
            "{} {:<26} {:<7} {}",
            page.paint(&[GREEN], "✓"),
            technique.label.name(),
            strength,
            page.words(37, &technique.evidence)
        );
        page.row(first(place, "met"), &line);
    }
    for (place, technique) in with(Opportunity::Missed).enumerate() {
        let asked = page.words(44, &technique.evidence);
        let asked = if asked.is_empty() { asked } else { format!("called for by {asked}") };
        let line = format!("{} {:<26} {asked}", page.paint(&[RED], "✗"), technique.label.name());
        page.row(first(place, "missed"), &line);
    }
    for (place, found) in reply.antipatterns.iter().enumerate() {
        let line = format!(
            "{} {:<26} {:<7.2} {}",
            page.paint(&[RED, BOLD], "!"),
            found.label.name(),
            found.score,
            page.words(37, &found.evidence)
        );
        page.row(first(place, "harmed"), &line);
    }
    for (name, coverage) in [("answered", Coverage::Answered), ("partly", Coverage::Partly), ("open", Coverage::Open)] {
        let needs = reply.coverage.needs.iter().filter(|need| need.coverage == coverage);
        let needs: Vec<&str> = needs.map(|need| need.label.as_str()).collect();
        if !needs.is_empty() {
            page.paragraph_under(name, &needs.join(", "));
        }
    }
    if !reply.language_match {
        page.row("note", "the reply is not in the customer's language");
    }
    for (place, suggestion) in reply.suggestions.iter().enumerate() {
        let gain = page.paint(&[BOLD, GREEN], &format!("+{:.0}", suggestion.gain));
        let subject =
            suggestion.technique.map(Label::name).or(suggestion.antipattern.map(Label::name)).unwrap_or_default();
        page.row(first(place, "better"), &format!("{gain} {}", page.paint(&[BOLD], subject)));
        page.paragraph(MARGIN + 2, "", &suggestion.why, &[]);
        if let Some(replaced) = &suggestion.replaces {
            let text = replaced.text.split_whitespace().collect::<Vec<_>>().join(" ");
            page.paragraph(MARGIN + 4, "− ", &text, &[DIM]);
        }
        page.paragraph(MARGIN + 4, "+ ", &suggestion.example, &[GREEN]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_not_shown() {
        assert_eq!(printable("a\x1b[2Jb\u{9b}c\t"), "a\u{fffd}[2Jb\u{fffd}c\t");
    }

    #[test]
    fn wrapping_keeps_every_byte_and_the_width() {
        let text = "uno dos tres cuatro ñandú supercalifragilístico";
        let ranges = wrap(text, (0, text.len()), 12);
        let joined: String = ranges.iter().map(|&(a, b)| &text[a..b]).collect();
        assert_eq!(joined, text);
        assert!(ranges.iter().all(|&(a, b)| text[a..b].chars().count() <= 13));
    }
}
