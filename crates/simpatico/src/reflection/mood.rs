//! How customers' mood moved in an agent's conversations.

use serde::{Deserialize, Serialize};

use crate::conversation::ConversationAnalysis;
use crate::label::TurningPointKind;
use crate::reflection::measure::{Interval, interval};
use crate::reflection::options::ReflectionOptions;
use crate::reflection::statistics::Sums;
use crate::span::rounded;

/// The mean mood in a quarter of the conversations, from -1 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuarterMean {
    /// The mean.
    #[serde(serialize_with = "rounded")]
    pub mean: f64,
    /// Conversations with a judged turn there.
    pub n: usize,
}

/// How customers' mood moved. Turning points are credited to the agent before them; everything else is of conversations
/// that no other agent had a part in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MoodMoves {
    /// Conversations with a judged turn of the customer.
    pub n: usize,
    /// Mood at the start, -1 to 1.
    pub begin: Option<Interval>,
    /// Mood at the end.
    pub end: Option<Interval>,
    /// End less start.
    pub change: Option<Interval>,
    /// Mean mood by quarter of the conversation.
    pub quarters: [Option<QuarterMean>; 4],
    /// Conversations that began negative.
    pub began_upset: usize,
    /// Those of them that did not end negative.
    pub recovered: usize,
    /// Turning points: negative to better.
    pub recoveries: usize,
    /// Turning points: worse.
    pub damages: usize,
    /// Turning points: an open need said again, as negative as before.
    pub stalls: usize,
    /// The estimated experience, 1 to 5. Nobody was asked.
    pub experience: Option<Interval>,
}

/// Sentiment at or below which a mood is negative, as for turning points.
const NEGATIVE: f64 = -0.2;

#[derive(Clone, Debug, Default)]
pub(crate) struct MoodTally {
    begin: Sums,
    end: Sums,
    change: Sums,
    experience: Sums,
    quarters: [Sums; 4],
    began_upset: usize,
    recovered: usize,
    points: [usize; 3],
}

impl MoodTally {
    pub(crate) fn add(&mut self, analysis: &ConversationAnalysis) {
        let course = &analysis.sentiment;
        let (Some(begin), Some(end)) = (course.begin, course.end) else { return };
        self.begin.add(1, begin);
        self.end.add(1, end);
        self.change.add(1, end - begin);
        for (sums, mean) in self.quarters.iter_mut().zip(course.quarters) {
            mean.into_iter().for_each(|mean| sums.add(1, mean));
        }
        if begin <= NEGATIVE {
            self.began_upset += 1;
            self.recovered += usize::from(end > NEGATIVE);
        }
        analysis.estimated_experience.into_iter().for_each(|experience| self.experience.add(1, experience));
    }

    pub(crate) fn turning_point(&mut self, kind: TurningPointKind) {
        if let Some(count) = self.points.get_mut(kind as usize) {
            *count += 1;
        }
    }

    pub(crate) fn moves(&self, options: &ReflectionOptions) -> MoodMoves {
        let mean = |sums: &Sums, least: f64, most: f64| {
            let estimate = sums.estimate().filter(|_| sums.conversations >= options.least_conversations)?;
            Some(interval(&estimate, least, most))
        };
        let [recoveries, damages, stalls] = self.points;
        MoodMoves {
            n: self.begin.n,
            begin: mean(&self.begin, -1.0, 1.0),
            end: mean(&self.end, -1.0, 1.0),
            change: mean(&self.change, -2.0, 2.0),
            quarters: self.quarters.map(|sums| sums.mean().map(|mean| QuarterMean { mean, n: sums.n })),
            began_upset: self.began_upset,
            recovered: self.recovered,
            recoveries,
            damages,
            stalls,
            experience: mean(&self.experience, 1.0, 5.0),
        }
    }
}
