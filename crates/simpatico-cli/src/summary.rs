//! What many rows have in common: counts and shares, nothing else.

use std::cmp::Reverse;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects};
use simpatico::{
    AgentReply, Antipattern, ConversationAnalysis, CustomerTurn, Emotion, EmotionalNeed, Empathy, EmpathyLevel,
    Judgement, Label, Opportunity, Polarity, Reason, Resolved, Risk, ServiceNeed, Style, Technique,
};

/// Labels of a family that are listed.
const LISTED: usize = 5;
/// Columns of the headings at the left, as in the library's own pages.
const MARGIN: usize = 12;
/// Pages below this many columns get bars of half the length, as a line of millions would not fit.
const NARROW: usize = 90;

const HEADING: anstyle::Style = anstyle::Style::new().effects(Effects::BOLD);
const FAINT: anstyle::Style = anstyle::Style::new().effects(Effects::DIMMED);
const BAR: anstyle::Style = AnsiColor::Cyan.on_default();

/// What the summary counts of one row; small, so that the row itself need not be kept.
#[derive(Debug)]
pub(crate) struct Findings {
    messages: Vec<MessageFindings>,
    replies: Vec<ReplyFindings>,
    /// Of a conversation.
    resolved: Option<Resolved>,
}

#[derive(Debug)]
struct MessageFindings {
    polarity: Polarity,
    is_abstained: bool,
    emotions: Vec<Emotion>,
    service_needs: Vec<ServiceNeed>,
    emotional_needs: Vec<EmotionalNeed>,
    reasons: Vec<Reason>,
    risks: Vec<Risk>,
}

#[derive(Debug)]
struct ReplyFindings {
    empathy: Empathy,
    met: Vec<Technique>,
    missed: Vec<Technique>,
    antipatterns: Vec<Antipattern>,
}

impl ReplyFindings {
    fn new(empathy: Empathy, techniques: &[(Technique, Opportunity)], antipatterns: Vec<Antipattern>) -> Self {
        let of = |wanted| {
            let found = techniques.iter().filter(|&&(_, opportunity)| opportunity == wanted);
            found.map(|&(technique, _)| technique).collect()
        };
        Self { empathy, met: of(Opportunity::Met), missed: of(Opportunity::Missed), antipatterns }
    }
}

impl Findings {
    /// Of a judgement.
    pub(crate) fn new(judgement: &Judgement<'_>) -> Self {
        let customer = &judgement.customer;
        let reply = judgement.reply.as_ref().map(|reply| {
            let techniques: Vec<_> = reply.techniques.iter().map(|found| (found.label, found.opportunity)).collect();
            ReplyFindings::new(reply.empathy, &techniques, reply.antipatterns.iter().map(|found| found.label).collect())
        });
        let message = MessageFindings {
            polarity: customer.sentiment.label,
            is_abstained: customer.abstained.is_some(),
            emotions: customer.emotions.iter().map(|found| found.label).collect(),
            service_needs: customer.service_needs.iter().map(|found| found.label).collect(),
            emotional_needs: customer.emotional_needs.iter().map(|found| found.label).collect(),
            reasons: customer.reasons.iter().map(|found| found.label).collect(),
            risks: customer.risks.iter().map(|found| found.label).collect(),
        };
        Self { messages: vec![message], replies: reply.into_iter().collect(), resolved: None }
    }

    /// Of a conversation: its customer's turns and the replies to them.
    pub(crate) fn of_conversation(analysis: &ConversationAnalysis) -> Self {
        let message = |turn: &CustomerTurn| MessageFindings {
            polarity: turn.sentiment.label,
            is_abstained: turn.abstained.is_some(),
            emotions: turn.emotions.iter().map(|found| found.label).collect(),
            service_needs: turn.service_needs.iter().map(|found| found.label).collect(),
            emotional_needs: turn.emotional_needs.iter().map(|found| found.label).collect(),
            reasons: turn.reasons.iter().map(|found| found.label).collect(),
            risks: turn.risks.iter().map(|found| found.label).collect(),
        };
        let reply = |reply: &AgentReply| {
            let techniques: Vec<_> = reply.techniques.iter().map(|found| (found.label, found.opportunity)).collect();
            ReplyFindings::new(reply.empathy, &techniques, reply.antipatterns.iter().map(|found| found.label).collect())
        };
        Self {
            messages: analysis.messages().map(|(_, turn)| message(turn)).collect(),
            replies: analysis.replies().map(|(_, found)| reply(found)).collect(),
            resolved: Some(analysis.resolution.resolved),
        }
    }
}

/// How often each label of a family was found.
#[derive(Debug)]
struct Counts<L> {
    counts: Vec<(L, u64)>,
}

impl<L: Label> Default for Counts<L> {
    fn default() -> Self {
        Self { counts: L::ALL.iter().map(|&label| (label, 0)).collect() }
    }
}

impl<L: Label> Counts<L> {
    fn add(&mut self, labels: &[L]) {
        for label in labels {
            if let Some((_, count)) = self.counts.get_mut(label.index()) {
                *count += 1;
            }
        }
    }

    fn of(&self, label: L) -> u64 {
        self.counts.get(label.index()).map_or(0, |&(_, count)| count)
    }

    /// Most frequent first, then by the codebook's order; without those that never occur.
    fn most_frequent(&self) -> Vec<(L, u64)> {
        let mut found: Vec<(L, u64)> = self.counts.iter().filter(|(_, count)| *count > 0).copied().collect();
        found.sort_by_key(|&(_, count)| Reverse(count));
        found
    }
}

/// Sums of all rows.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    exchanges: u64,
    conversations: u64,
    messages: u64,
    resolved: Counts<Resolved>,
    abstained: u64,
    polarities: Counts<Polarity>,
    emotions: Counts<Emotion>,
    service_needs: Counts<ServiceNeed>,
    emotional_needs: Counts<EmotionalNeed>,
    reasons: Counts<Reason>,
    risks: Counts<Risk>,
    replies: u64,
    empathy: f64,
    levels: Counts<EmpathyLevel>,
    met: Counts<Technique>,
    missed: Counts<Technique>,
    antipatterns: Counts<Antipattern>,
}

impl Summary {
    /// Counts a row. To be called in the order of the rows: the mean is a sum of floats.
    pub(crate) fn add(&mut self, findings: &Findings) {
        match findings.resolved {
            Some(resolved) => {
                self.conversations += 1;
                self.resolved.add(&[resolved]);
            }
            None => self.exchanges += 1,
        }
        for message in &findings.messages {
            self.messages += 1;
            self.abstained += u64::from(message.is_abstained);
            self.polarities.add(&[message.polarity]);
            self.emotions.add(&message.emotions);
            self.service_needs.add(&message.service_needs);
            self.emotional_needs.add(&message.emotional_needs);
            self.reasons.add(&message.reasons);
            self.risks.add(&message.risks);
        }
        for reply in &findings.replies {
            self.replies += 1;
            self.empathy += reply.empathy.score;
            self.levels.add(&[reply.empathy.level]);
            self.met.add(&reply.met);
            self.missed.add(&reply.missed);
            self.antipatterns.add(&reply.antipatterns);
        }
    }

    /// Rows counted so far.
    pub(crate) fn rows(&self) -> u64 {
        self.exchanges + self.conversations
    }

    /// What the summary is of.
    fn title(&self) -> String {
        let (messages, replies) = (self.messages, self.replies);
        let mut title = match (self.exchanges, self.conversations) {
            (exchanges, 0) => format!("{exchanges} exchanges, {replies} with a reply"),
            (0, conversations) => format!("{conversations} conversations, {messages} messages, {replies} replies"),
            (exchanges, conversations) => {
                format!(
                    "{exchanges} exchanges and {conversations} conversations, {messages} messages, {replies} replies"
                )
            }
        };
        if self.abstained > 0 {
            let _ = write!(title, ", {} without a verdict", self.abstained);
        }
        title
    }

    /// As text; every row says what its share is of.
    pub(crate) fn render(&self, style: Style) -> String {
        let mut page = Page { style, out: String::new() };
        let all = self.messages;
        let title = self.title();
        let heading = page.paint(HEADING, "summary");
        page.line(&format!("── {heading} ── {title}"));
        if self.conversations > 0 {
            let outcomes = [Resolved::Yes, Resolved::No, Resolved::Unclear];
            let of = self.conversations;
            page.shares("resolved", &outcomes.map(|outcome| (outcome, self.resolved.of(outcome), of)));
        }
        let moods = [Polarity::Negative, Polarity::Neutral, Polarity::Positive, Polarity::Mixed];
        page.shares("mood", &moods.map(|mood| (mood, self.polarities.of(mood), all)));
        page.family("feels", &self.emotions, all);
        page.family("wants", &self.service_needs, all);
        page.family("needs", &self.emotional_needs, all);
        page.family("because", &self.reasons, all);
        page.family("risk", &self.risks, all);
        if self.replies > 0 {
            let mean = page.paint(HEADING, &format!("mean {:.0}/100", self.empathy / self.replies as f64));
            page.row("empathy", &mean);
            let levels = [EmpathyLevel::Low, EmpathyLevel::Medium, EmpathyLevel::High];
            page.shares("", &levels.map(|level| (level, self.levels.of(level), self.replies)));
            let missed = self.missed.most_frequent().into_iter().take(LISTED);
            let missed: Vec<(Technique, u64, u64)> =
                missed.map(|(label, count)| (label, count, count + self.met.of(label))).collect();
            // The one share with a base of its own for every row.
            let note = if style.width < NARROW { "" } else { " called for" };
            page.rows("missed", &missed, note);
            page.family("harmed", &self.antipatterns, self.replies);
        }
        page.out
    }
}

struct Page {
    style: Style,
    out: String,
}

impl Page {
    fn paint(&self, style: anstyle::Style, text: &str) -> String {
        if self.style.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn row(&mut self, heading: &str, text: &str) {
        let heading = self.paint(FAINT, &format!("{heading:>width$}", width = MARGIN - 2));
        self.line(&format!("{heading}  {text}"));
    }

    fn family<L: Label>(&mut self, heading: &str, counts: &Counts<L>, of: u64) {
        let rows: Vec<(L, u64, u64)> =
            counts.most_frequent().into_iter().take(LISTED).map(|(label, count)| (label, count, of)).collect();
        self.shares(heading, &rows);
    }

    /// Rows of a label, how often it occurs, and among how many.
    fn shares<L: Label>(&mut self, heading: &str, rows: &[(L, u64, u64)]) {
        self.rows(heading, rows, "");
    }

    fn rows<L: Label>(&mut self, heading: &str, rows: &[(L, u64, u64)], note: &str) {
        let cells = if self.style.width < NARROW { 10 } else { 20 };
        let digits = rows.iter().map(|(_, _, of)| of.to_string().len()).max().unwrap_or(1);
        for (place, &(label, count, of)) in rows.iter().enumerate() {
            let share = if of == 0 { 0.0 } else { count as f64 / of as f64 };
            let filled = (share * cells as f64).round() as usize;
            let bar = self.paint(BAR, &"█".repeat(filled)) + &self.paint(FAINT, &"░".repeat(cells - filled.min(cells)));
            let percent = share * 100.0;
            let heading = if place == 0 { heading } else { "" };
            self.row(heading, &format!("{:<26} {bar} {percent:>3.0} %  {count:>digits$} of {of}{note}", label.name()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(polarity: Polarity, emotions: &[Emotion], reply: Option<(f64, EmpathyLevel)>) -> Findings {
        let reply = reply.map(|(score, level)| ReplyFindings {
            empathy: Empathy { score, level, confidence: 0.5 },
            met: vec![Technique::Apology],
            missed: vec![Technique::Reassurance],
            antipatterns: vec![Antipattern::Robotic],
        });
        let message = MessageFindings {
            polarity,
            is_abstained: polarity == Polarity::Neutral,
            emotions: emotions.to_vec(),
            service_needs: Vec::new(),
            emotional_needs: vec![EmotionalNeed::ALL[0]],
            reasons: vec![Reason::Delay],
            risks: Vec::new(),
        };
        Findings { messages: vec![message], replies: reply.into_iter().collect(), resolved: None }
    }

    fn summary() -> Summary {
        let mut summary = Summary::default();
        summary.add(&findings(
            Polarity::Negative,
            &[Emotion::Frustration, Emotion::Anger],
            Some((20.0, EmpathyLevel::Low)),
        ));
        summary.add(&findings(Polarity::Negative, &[Emotion::Frustration], Some((70.0, EmpathyLevel::High))));
        summary.add(&findings(Polarity::Mixed, &[], None));
        summary.add(&findings(Polarity::Neutral, &[], None));
        summary
    }

    #[test]
    fn shares_are_of_what_they_say() {
        let text = summary().render(Style::default());
        let rows = [
            "── summary ── 4 exchanges, 2 with a reply, 1 without a verdict",
            "      mood  negative                   ██████████░░░░░░░░░░  50 %  2 of 4",
            "            positive                   ░░░░░░░░░░░░░░░░░░░░   0 %  0 of 4",
            "            mixed                      █████░░░░░░░░░░░░░░░  25 %  1 of 4",
            "     feels  frustration                ██████████░░░░░░░░░░  50 %  2 of 4",
            "            anger                      █████░░░░░░░░░░░░░░░  25 %  1 of 4",
            "   because  delay                      ████████████████████ 100 %  4 of 4",
            "   empathy  mean 45/100",
            "            high                       ██████████░░░░░░░░░░  50 %  1 of 2",
            "    missed  reassurance                ████████████████████ 100 %  2 of 2 called for",
            "    harmed  robotic                    ████████████████████ 100 %  2 of 2",
        ];
        for row in rows {
            assert!(text.lines().any(|line| line == row), "{row}\nnot in\n{text}");
        }
        assert!(!text.contains("wants") && !text.contains("risk"), "families without a label are left out\n{text}");
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let mut summary = summary();
        (summary.exchanges, summary.messages) = (123_456_789, 123_456_789);
        for width in [100, 90, 80] {
            let text = summary.render(Style { colour: false, width });
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width, "{widest} of {width}\n{text}");
        }
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let plain = summary().render(Style { colour: false, width: 100 });
        let coloured = summary().render(Style { colour: true, width: 100 });
        assert!(!plain.contains('\x1b') && coloured.contains('\x1b'));
        let mut stripped = String::new();
        for (place, part) in coloured.split('\x1b').enumerate() {
            stripped.push_str(if place == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
        assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
    }

    #[test]
    fn ties_keep_the_order_of_the_codebook() {
        let mut counts = Counts::<Emotion>::default();
        let (first, second, third) = (Emotion::ALL[0], Emotion::ALL[1], Emotion::ALL[2]);
        counts.add(&[third, second, first, third, second]);
        assert_eq!(counts.most_frequent(), [(second, 2), (third, 2), (first, 1)]);
    }
}
