//! A conversation for people: its course, its turns, what was needed and answered, where it turned, how it ended.

use std::borrow::Cow;

use crate::analyzer::Analyzer;
use crate::conversation::{ConversationAnalysis, CustomerTurn, Quote, Turn, TurnAnalysis};
use crate::label::{Coverage, Label, Opportunity, Resolved, Speaker, TurningPointKind};
use crate::report::quotable;
use crate::report::text::{
    BOLD, CYAN, DIM, GREEN, MARGIN, Page, RED, Style, UNDERLINE, YELLOW, first, level_colour, mood_colour, printable,
};

/// Marks of a course, from -1 to 1.
const MARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Missed opportunities that are shown; the rest is counted.
const MOST_MISSED: usize = 8;

impl Analyzer {
    /// Renders a conversation and its analysis, the texts as they may be shown: with the masks of
    /// [`AnalyzerBuilder::redact`](crate::AnalyzerBuilder::redact) where they are asked for.
    #[must_use]
    pub fn explain_conversation(
        &self,
        turns: &[Turn<'_>],
        analysis: &ConversationAnalysis,
        title: &str,
        style: Style,
    ) -> String {
        let texts: Vec<Cow<'_, str>> = turns.iter().map(|turn| self.shown(turn.text)).collect();
        let shown: Vec<Turn<'_>> = turns.iter().zip(&texts).map(|(turn, text)| Turn { text, ..*turn }).collect();
        explain_conversation(&shown, analysis, title, style)
    }
}

/// Renders a conversation and its analysis, the texts as they are given; [`Analyzer::explain_conversation`] masks them.
/// `turns` are those that were analyzed. Turns are numbered from 1 here.
#[must_use]
pub fn explain_conversation(turns: &[Turn<'_>], analysis: &ConversationAnalysis, title: &str, style: Style) -> String {
    let mut page = Page::new(style);
    let heading = page.paint(&[BOLD], if title.is_empty() { "conversation" } else { title });
    let resolution = analysis.resolution;
    let colour = match resolution.resolved {
        Resolved::Yes => GREEN,
        Resolved::No => RED,
        Resolved::Unclear => YELLOW,
    };
    let resolved = page.paint(&[BOLD, colour], &format!("resolved {}", resolution.resolved));
    page.line(&format!("── {heading} ── {} turns · {resolved} ({})", analysis.turn_count, resolution.reason));
    course(&mut page, analysis);
    for entry in &analysis.turns {
        if let Some(turn) = turns.get(entry.turn) {
            one_turn(&mut page, turn, entry);
        }
    }
    needs(&mut page, analysis);
    turning_points(&mut page, analysis);
    missed(&mut page, analysis);
    closing(&mut page, analysis);
    page.out
}

fn course(page: &mut Page, analysis: &ConversationAnalysis) {
    let sentiment = &analysis.sentiment;
    let (Some(begin), Some(end), Some(overall)) = (sentiment.begin, sentiment.end, sentiment.overall) else { return };
    let judged = analysis.messages().filter(|(_, message)| message.abstained.is_none());
    let room = page.style.width.max(40) - MARGIN;
    let scores: Vec<f64> = judged.map(|(_, message)| message.sentiment.score).collect();
    // The end matters most, and is what a narrow page shows.
    let shown = scores.get(scores.len().saturating_sub(room)..).unwrap_or_default();
    let marks: Vec<String> = shown.iter().map(|&score| mark(page, score)).collect();
    page.row("course", &marks.concat());
    let lowest = sentiment
        .lowest
        .map_or_else(String::new, |point| format!("lowest {:+.2} at turn {} · ", point.score, point.turn + 1));
    let trend = sentiment.trend.map_or_else(String::new, |trend| format!(" · trend {trend:+.2}"));
    page.row("", &format!("begin {begin:+.2} · {lowest}end {end:+.2} · overall {overall:+.2}{trend}"));
}

fn mark(page: &Page, score: f64) -> String {
    let place = ((score + 1.0) * 4.0).floor().clamp(0.0, 7.0) as usize;
    let colour = match score {
        s if s <= -0.2 => RED,
        s if s >= 0.2 => GREEN,
        _ => CYAN,
    };
    page.paint(&[colour], &MARKS.get(place).copied().unwrap_or(' ').to_string())
}

fn one_turn(page: &mut Page, turn: &Turn<'_>, entry: &TurnAnalysis) {
    let name = match (entry.speaker, &entry.agent) {
        (Speaker::Agent, Some(agent)) => printable(agent),
        (speaker, _) => speaker.to_string(),
    };
    let mut heading = page.paint(&[BOLD], &name);
    if let Some(seconds) = entry.delay_seconds {
        heading.push_str(&format!(" · after {}", duration(seconds)));
    }
    if let Some(message) = &entry.customer {
        let mood = format!("{} {:+.2}", message.sentiment.label, message.sentiment.score);
        let mood = page.paint(&[BOLD, mood_colour(message.sentiment.label)], &mood);
        heading.push_str(&format!(" · {mood} · {}", message.phase.label));
    }
    if let Some(reply) = &entry.reply {
        let score = format!("empathy {:.0}/100 {}", reply.empathy.score, reply.empathy.level);
        heading.push_str(&format!(" · {}", page.paint(&[BOLD, level_colour(reply.empathy.level)], &score)));
        if reply.parts.len() > 1 {
            heading.push_str(&format!(" for turns {}", numbers(&reply.parts)));
        }
    }
    page.row(&(entry.turn + 1).to_string(), &heading);
    let marks: Vec<(usize, usize)> = quotes(entry).iter().map(|quote| (quote.byte_start, quote.byte_end)).collect();
    let colour = match (&entry.customer, &entry.reply) {
        (Some(message), _) => mood_colour(message.sentiment.label),
        (_, Some(reply)) => level_colour(reply.empathy.level),
        _ => DIM,
    };
    page.quote(turn.text, &marks, &[UNDERLINE, colour]);
    if let Some(message) = &entry.customer {
        customer(page, message);
    }
    if let Some(reply) = &entry.reply {
        let with = |wanted: Opportunity| -> Vec<&str> {
            let techniques = reply.techniques.iter().filter(|technique| technique.opportunity == wanted);
            techniques.map(|technique| technique.label.name()).collect()
        };
        list(page, "met", &with(Opportunity::Met));
        list(page, "missed", &with(Opportunity::Missed));
        list(page, "harmed", &reply.antipatterns.iter().map(|found| found.label.name()).collect::<Vec<_>>());
    }
}

/// Words of this turn that carried something.
fn quotes(entry: &TurnAnalysis) -> Vec<&Quote> {
    let mut quotes: Vec<Option<&Quote>> = Vec::new();
    if let Some(message) = &entry.customer {
        quotes.push(message.sentiment.words.as_ref());
        quotes.extend(message.emotions.iter().map(|found| found.words.as_ref()));
        quotes.extend(message.service_needs.iter().map(|found| found.words.as_ref()));
    }
    if let Some(reply) = &entry.reply {
        quotes.extend(reply.antipatterns.iter().map(|found| found.words.as_ref()));
    }
    quotes.into_iter().flatten().filter(|quote| quote.turn == entry.turn).collect()
}

fn customer(page: &mut Page, message: &CustomerTurn) {
    if let Some(reason) = message.abstained {
        page.row("no verdict", reason.name());
    }
    list(page, "feels", &message.emotions.iter().map(|found| found.label.name()).collect::<Vec<_>>());
    list(page, "wants", &message.service_needs.iter().map(|found| found.label.name()).collect::<Vec<_>>());
    list(page, "needs", &message.emotional_needs.iter().map(|found| found.label.name()).collect::<Vec<_>>());
    list(page, "risk", &message.risks.iter().map(|found| found.label.name()).collect::<Vec<_>>());
}

fn list(page: &mut Page, heading: &str, labels: &[&str]) {
    if !labels.is_empty() {
        page.paragraph_under(heading, &labels.join(", "));
    }
}

fn needs(page: &mut Page, analysis: &ConversationAnalysis) {
    for (place, need) in analysis.needs.iter().enumerate() {
        let (sign, colour) = match need.state {
            Coverage::Answered => ("✓", GREEN),
            Coverage::Partly => ("◐", YELLOW),
            _ => ("✗", RED),
        };
        let mut story = format!("raised at turn {}", need.raised + 1);
        if !need.raised_again.is_empty() {
            story.push_str(&format!(", again at {}", numbers(&need.raised_again)));
        }
        match (need.answered_at, need.partly_at) {
            (Some(turn), _) => story.push_str(&format!(", answered at {}", turn + 1)),
            (None, Some(turn)) => story.push_str(&format!(", partly answered at {}", turn + 1)),
            (None, None) => story.push_str(", open"),
        }
        if let Some(agent) = &need.agent {
            story.push_str(&format!(" by {}", printable(agent)));
        }
        let sign = page.paint(&[colour], sign);
        page.row(first(place, "ledger"), &format!("{sign} {:<20} {story}", need.label));
    }
}

fn turning_points(page: &mut Page, analysis: &ConversationAnalysis) {
    for (place, point) in analysis.turning_points.iter().enumerate() {
        let (sign, colour) = match point.kind {
            TurningPointKind::Recovery => ("▲", GREEN),
            TurningPointKind::Damage => ("▼", RED),
            TurningPointKind::Stall => ("■", YELLOW),
        };
        let by = point.agent.as_ref().map(|agent| format!(" ({})", printable(agent))).unwrap_or_default();
        let line = format!(
            "{:<9} after turn {}{by}: {:+.2} to {:+.2} {}",
            point.kind.name(),
            point.turn + 1,
            point.before,
            point.after,
            said(point.words.as_ref())
        );
        let sign = page.paint(&[colour], sign);
        page.row(first(place, "turned"), &format!("{sign} {line}"));
    }
}

fn missed(page: &mut Page, analysis: &ConversationAnalysis) {
    let all = &analysis.missed_opportunities;
    for (place, missed) in all.iter().take(MOST_MISSED).enumerate() {
        let what = missed.technique.map(Label::name).or(missed.need.as_ref().map(|need| need.label.as_str()));
        let kind = if missed.need.is_some() { "need " } else { "" };
        let line = format!(
            "{kind}{} at turn {}, called for at {} {}",
            what.unwrap_or_default(),
            missed.turn + 1,
            missed.customer_turn + 1,
            said(missed.words.as_ref())
        );
        page.paragraph_under(first(place, "missed"), &line);
    }
    if all.len() > MOST_MISSED {
        page.row("", &format!("and {} more", all.len() - MOST_MISSED));
    }
}

fn closing(page: &mut Page, analysis: &ConversationAnalysis) {
    for (place, agent) in analysis.agents.iter().enumerate() {
        let name = agent.agent.as_ref().map_or_else(|| "agent".to_owned(), |agent| printable(agent));
        let empathy = agent.empathy.map_or_else(
            || "no reply judged".to_owned(),
            |mean| {
                format!(
                    "empathy {:.0}/100 over {} {}",
                    mean.mean,
                    mean.n,
                    if mean.n == 1 { "reply" } else { "replies" }
                )
            },
        );
        page.row(first(place, "agents"), &format!("{name}: {empathy}"));
    }
    for over in &analysis.hand_overs {
        let name = |party: &crate::conversation::Party| {
            party.agent.as_deref().map_or_else(|| party.speaker.to_string(), printable)
        };
        page.row("", &format!("{} took over from {} at turn {}", name(&over.to), name(&over.from), over.turn + 1));
    }
    let timing = &analysis.timing;
    let figures = [
        ("first reply", timing.first_reply_seconds),
        ("longest wait", timing.longest_wait.map(|wait| wait.seconds)),
        ("handling", timing.handling_seconds),
    ];
    let figures: Vec<String> = figures
        .iter()
        .filter_map(|(name, seconds)| seconds.map(|seconds| format!("{name} {}", duration(seconds))))
        .collect();
    if !figures.is_empty() {
        page.row("times", &figures.join(" · "));
    }
    if let Some(sign) = &analysis.repeat_contact {
        page.row("again", &format!("not the first contact, by turn {} {}", sign.turn + 1, said(sign.words.as_ref())));
    }
    if let Some(turn) = analysis.bot.human_asked_at {
        page.row("bot", &format!("the customer asked for a person at turn {}", turn + 1));
    }
    for note in &analysis.notes {
        page.row("note", &format!("{} at turn {}", note.kind, note.turn + 1));
    }
    let open = analysis.open_needs().count();
    let of = analysis.needs.len();
    let experience = analysis
        .estimated_experience
        .map_or_else(String::new, |experience| format!(" · estimated experience {experience:.1} of 5"));
    page.row("in short", &format!("{} of {of} needs answered{experience}", of - open));
}

fn said(words: Option<&Quote>) -> String {
    words.map_or_else(String::new, |words| format!("\"{}\"", printable(&quotable(&words.text).join(" "))))
}

/// Turns as people count them.
fn numbers(turns: &[usize]) -> String {
    turns.iter().map(|turn| (turn + 1).to_string()).collect::<Vec<_>>().join(", ")
}

fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match (whole / 3600, whole / 60 % 60, whole % 60) {
        (0, 0, s) => format!("{s} s"),
        (0, m, 0) => format!("{m} min"),
        (0, m, s) => format!("{m} min {s} s"),
        (h, m, _) => format!("{h} h {m} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_short() {
        let said = [0.4, 59.6, 60.0, 194.0, 7260.0].map(duration);
        assert_eq!(said, ["0 s", "1 min", "1 min", "3 min 14 s", "2 h 1 min"]);
    }

    #[test]
    fn a_course_has_a_mark_for_each_height() {
        let page = Page::new(Style::default());
        let marks: String = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|score| mark(&page, score)).concat();
        assert_eq!(marks, "▁▃▅▇█");
    }
}
