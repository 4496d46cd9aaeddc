//! What customers needed, why they came, and how it ended.

use serde::{Deserialize, Serialize};

use crate::conversation::ConversationAnalysis;
use crate::label::{Coverage, EmotionalNeed, Label, Reason, Resolved, ServiceNeed};
use crate::score::NeedKind;

/// A need over many conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedCount {
    /// Service or emotional.
    pub kind: NeedKind,
    /// The need's label.
    pub label: String,
    /// Times that it was raised.
    pub raised: usize,
    /// Answered in the end.
    pub answered: usize,
    /// Answered in part in the end.
    pub partly: usize,
    /// Open in the end.
    pub open: usize,
}

/// A reason over many conversations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCount {
    /// Which.
    pub label: Reason,
    /// Conversations that show it.
    pub conversations: usize,
}

/// How conversations ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionCounts {
    /// Settled.
    pub yes: usize,
    /// Not settled.
    pub no: usize,
    /// The words do not tell.
    pub unclear: usize,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    /// Answered, partly, open.
    service: [[usize; 3]; 14],
    emotional: [[usize; 3]; 10],
    reasons: [usize; 12],
    pub(crate) resolution: ResolutionCounts,
}

impl Counts {
    pub(crate) fn add(&mut self, analysis: &ConversationAnalysis) {
        for need in &analysis.needs {
            let place = |place: Option<usize>| place.unwrap_or(usize::MAX);
            let states = match need.kind {
                NeedKind::Service => {
                    self.service.get_mut(place(need.label.parse::<ServiceNeed>().ok().map(Label::index)))
                }
                NeedKind::Emotional => {
                    self.emotional.get_mut(place(need.label.parse::<EmotionalNeed>().ok().map(Label::index)))
                }
            };
            let state = match need.state {
                Coverage::Answered => 0,
                Coverage::Partly => 1,
                Coverage::Open | Coverage::NoneNeeded => 2,
            };
            if let Some(count) = states.and_then(|states| states.get_mut(state)) {
                *count += 1;
            }
        }
        for (reason, count) in Reason::ALL.iter().zip(&mut self.reasons) {
            let shows = |(_, turn): (_, &crate::conversation::CustomerTurn)| {
                turn.reasons.iter().any(|found| found.label == *reason)
            };
            *count += usize::from(analysis.messages().any(shows));
        }
        match analysis.resolution.resolved {
            Resolved::Yes => self.resolution.yes += 1,
            Resolved::No => self.resolution.no += 1,
            Resolved::Unclear => self.resolution.unclear += 1,
        }
    }

    /// Needs that were raised, most often first, service needs before emotional ones.
    pub(crate) fn needs(&self) -> Vec<NeedCount> {
        let mut needs = of_kind::<ServiceNeed>(NeedKind::Service, &self.service);
        needs.extend(of_kind::<EmotionalNeed>(NeedKind::Emotional, &self.emotional));
        needs
    }

    /// Reasons that were found, most often first.
    pub(crate) fn reasons(&self) -> Vec<ReasonCount> {
        let counts = Reason::ALL.iter().zip(self.reasons);
        let mut counts: Vec<ReasonCount> = counts
            .filter(|(_, conversations)| *conversations > 0)
            .map(|(&label, conversations)| ReasonCount { label, conversations })
            .collect();
        counts.sort_by_key(|count| core::cmp::Reverse(count.conversations));
        counts
    }
}

fn of_kind<L: Label>(kind: NeedKind, counts: &[[usize; 3]]) -> Vec<NeedCount> {
    let counts = L::ALL.iter().zip(counts).map(|(label, &[answered, partly, open])| NeedCount {
        kind,
        label: label.name().to_owned(),
        raised: answered + partly + open,
        answered,
        partly,
        open,
    });
    let mut counts: Vec<NeedCount> = counts.filter(|count| count.raised > 0).collect();
    counts.sort_by_key(|count| core::cmp::Reverse(count.raised));
    counts
}
