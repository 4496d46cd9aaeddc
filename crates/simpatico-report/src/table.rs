//! The figures as CSV: one row a measure and period, for spreadsheets.

use simpatico::{Interval, Label as _, Measure, Profile, ReflectionAnalysis};

/// The figures of a reflection as CSV with a header. A row is of the team (empty `agent`, `scope` team) or of an agent; `period` is
/// `all` or a period's name; means and interval ends are empty below the minimum sample.
///
/// An `agent` that begins like a formula of a spreadsheet gets an apostrophe before it.
#[must_use]
pub fn csv(analysis: &ReflectionAnalysis) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows =
        vec![["scope", "agent", "measure", "period", "n", "conversations", "mean", "low", "high"].map(str::to_owned)];
    profile(&mut rows, "team", "", &analysis.team);
    for page in &analysis.agents {
        profile(&mut rows, "agent", &harmless(page.agent.as_deref().unwrap_or_default()), &page.profile);
    }
    // Writing to memory does not fail.
    for row in &rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn profile(rows: &mut Vec<[String; 9]>, scope: &str, agent: &str, profile: &Profile) {
    let pillars = profile.pillars.iter().map(|pillar| (pillar.pillar.name(), &pillar.measure));
    for (name, measure) in [("empathy", &profile.empathy)].into_iter().chain(pillars) {
        let mut row = |period: &str, n: usize, conversations: usize, mean: Option<f64>, interval: Option<Interval>| {
            let [low, high] = [interval.map(|of| of.low), interval.map(|of| of.high)].map(figure);
            let (n, conversations) = (n.to_string(), conversations.to_string());
            let [scope, agent, name, period] = [scope, agent, name, period].map(str::to_owned);
            rows.push([scope, agent, name, period, n, conversations, figure(mean), low, high]);
        };
        let Measure { n, conversations, interval, .. } = *measure;
        row("all", n, conversations, interval.map(|of| of.mean), interval);
        for of in &measure.periods {
            row(&of.period, of.n, of.conversations, of.mean, of.interval);
        }
    }
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.4}"))
}

/// A cell that a spreadsheet would take for a formula is made text.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_text() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("agent-7"), "agent-7");
    }
}
