//! How customers' mood moved in an agent's conversations.

use serde::{Deserialize, Serialize, Serializer};

use crate::conversation::ConversationAnalysis;
use crate::label::TurningPointKind;
use crate::reflection::measure::{Interval, interval};
use crate::reflection::options::ReflectionOptions;
use crate::reflection::statistics::Sums;
use crate::span::round4;

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
    /// Mean mood at the start, after a quarter, a half and three quarters of the customer's judged turns, and at the end. Every conversation
    /// is in each of the five, so that they differ by mood and not by which conversations were long. Empty without conversations.
    #[serde(serialize_with = "rounded_each")]
    pub course: Vec<f64>,
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

/// Start, three between, end.
const POINTS: usize = 5;

/// The score nearest to this point of the way, the later of two that are equally near.
fn at(scores: &[f64], point: usize) -> Option<f64> {
    let last = scores.len().checked_sub(1)?;
    scores.get((point * last * 2 + POINTS - 1) / ((POINTS - 1) * 2)).copied()
}

fn rounded_each<S: Serializer>(values: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(values.iter().map(|&value| round4(value)))
}

#[derive(Clone, Debug, Default)]
pub(crate) struct MoodTally {
    begin: Sums,
    end: Sums,
    change: Sums,
    experience: Sums,
    course: [f64; POINTS],
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
        let judged = analysis.messages().filter(|(_, message)| message.abstained.is_none());
        let scores: Vec<f64> = judged.map(|(_, message)| message.sentiment.score).collect();
        for (point, sum) in self.course.iter_mut().enumerate() {
            *sum += at(&scores, point).unwrap_or(end);
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
            course: self.course.iter().filter(|_| self.begin.n > 0).map(|sum| sum / self.begin.n as f64).collect(),
            began_upset: self.began_upset,
            recovered: self.recovered,
            recoveries,
            damages,
            stalls,
            experience: mean(&self.experience, 1.0, 5.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_conversation_has_all_points_of_the_way() {
        let course = |scores: &[f64]| (0..POINTS).map(|point| at(scores, point)).collect::<Vec<_>>();
        assert_eq!(course(&[-0.5]), [Some(-0.5); POINTS]);
        assert_eq!(course(&[-0.5, 0.5]), [-0.5, -0.5, 0.5, 0.5, 0.5].map(Some));
        assert_eq!(course(&[0.1, 0.2, 0.3, 0.4, 0.5]), [0.1, 0.2, 0.3, 0.4, 0.5].map(Some));
        assert_eq!(course(&[]), [None; POINTS]);
    }
}
