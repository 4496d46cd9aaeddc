//! What many conversations show of an agent or a team.

use serde::Serialize;

use crate::analyzer::Analyzer;
use crate::conversation::{AgentReply, ConversationAnalysis, Turn, TurnAnalysis};
use crate::label::{Label as _, Opportunity, Pillar, Speaker};
use crate::reflection::counts::{Counts, NeedCount, ReasonCount, ResolutionCounts};
use crate::reflection::durations::{Durations, Speed};
use crate::reflection::habits::{HabitTally, Habits};
use crate::reflection::measure::{Measure, MeasureTally, percent};
use crate::reflection::mood::{MoodMoves, MoodTally};
use crate::reflection::options::ReflectionOptions;
use crate::reflection::samples::{Area, Candidate, ReplySample, Samples, Strength};

/// A pillar over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PillarMeasure {
    /// Which.
    pub pillar: Pillar,
    /// Its figures: `n` counts techniques that were called for.
    #[serde(flatten)]
    pub measure: Measure,
}

/// What many conversations show of an agent or a team.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Profile {
    /// Conversations with a turn of this agent; for a team, all.
    pub conversations: usize,
    /// Those of them that other agents had a part in.
    pub shared: usize,
    /// Replies that were judged.
    pub replies: usize,
    /// Pillars that are surely better than adequate, best first.
    pub strengths: Vec<Strength>,
    /// The reply with the highest empathy: no claim, a place to begin.
    pub best: Option<ReplySample>,
    /// Pillars that are surely less than adequate, lowest first; at most [`Profile::MOST_AREAS`].
    pub areas: Vec<Area>,
    /// Empathy; `n` counts replies.
    pub empathy: Measure,
    /// The five pillars.
    pub pillars: Vec<PillarMeasure>,
    /// What is done again and again.
    pub habits: Habits,
    /// How customers' mood moved.
    pub mood: MoodMoves,
    /// What customers needed; of an agent, in conversations that no other had a part in. So too for reasons and resolution.
    pub needs: Vec<NeedCount>,
    /// Why they came.
    pub reasons: Vec<ReasonCount>,
    /// How it ended.
    pub resolution: ResolutionCounts,
    /// Speed, to stand beside the rest.
    pub speed: Speed,
}

impl Profile {
    /// More to work on at a time is nothing to work on.
    pub const MOST_AREAS: usize = 2;
    /// Pillars are 0 to 100; a weak form of what was called for, every time, is this.
    pub const ADEQUATE: f64 = 50.0;
}

/// A conversation, as it is counted.
#[derive(Clone, Copy)]
pub(crate) struct Contact<'a> {
    pub(crate) id: Option<&'a str>,
    pub(crate) turns: &'a [Turn<'a>],
    pub(crate) analysis: &'a ConversationAnalysis,
    pub(crate) period: Option<i64>,
}

impl Contact<'_> {
    /// The texts of these turns, joined.
    fn text(&self, numbers: &[usize]) -> String {
        let texts: Vec<&str> =
            numbers.iter().filter_map(|&number| self.turns.get(number)).map(|turn| turn.text).collect();
        texts.join("\n")
    }
}

/// Whose part of a conversation is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Team,
    Agent(Option<&'a str>),
}

impl Part<'_> {
    fn has(self, turn: &TurnAnalysis) -> bool {
        match self {
            Self::Team => turn.speaker == Speaker::Agent,
            Self::Agent(agent) => turn.speaker == Speaker::Agent && turn.agent.as_deref() == agent,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ProfileTally {
    conversations: usize,
    shared: usize,
    replies: usize,
    empathy: MeasureTally,
    pillars: [MeasureTally; 5],
    worst: [Samples; 5],
    best: [Samples; 5],
    highest: Samples,
    habits: HabitTally,
    mood: MoodTally,
    counts: Counts,
    first_reply: Durations,
    delays: Durations,
    handling: Durations,
}

impl ProfileTally {
    pub(crate) fn add(&mut self, analyzer: &Analyzer, contact: &Contact<'_>, part: Part<'_>) {
        let analysis = contact.analysis;
        self.conversations += 1;
        let is_shared = analysis.agents.len() > 1;
        self.shared += usize::from(is_shared);
        if !is_shared || part == Part::Team {
            self.mood.add(analysis);
            self.counts.add(analysis);
            analysis.timing.handling_seconds.into_iter().for_each(|seconds| self.handling.add(seconds));
        }
        for point in &analysis.turning_points {
            if part == Part::Team || part == Part::Agent(point.agent.as_deref()) {
                self.mood.turning_point(point.kind);
            }
        }
        self.wait(analysis, part);
        let replies = analysis.replies().filter(|(turn, _)| part.has(turn));
        let replies: Vec<(&AgentReply, String)> =
            replies.map(|(_, reply)| (reply, contact.text(&reply.parts))).collect();
        self.replies += replies.len();
        self.judge(contact, &replies);
        self.habits.add(contact.id, &replies, |text| analyzer.shown(text).into_owned());
    }

    fn wait(&mut self, analysis: &ConversationAnalysis, part: Part<'_>) {
        let mut is_first = true;
        for turn in &analysis.turns {
            let Some(seconds) = turn.delay_seconds else { continue };
            if part.has(turn) {
                self.delays.add(seconds);
                if is_first && analysis.timing.first_reply_seconds == Some(seconds) {
                    self.first_reply.add(seconds);
                }
            }
            is_first = false;
        }
    }

    fn judge(&mut self, contact: &Contact<'_>, replies: &[(&AgentReply, String)]) {
        let mut empathy = 0.0;
        let mut pillars = [(0_usize, 0.0); 5];
        for (reply, text) in replies {
            empathy += reply.empathy.score;
            let of_reply = opportunities(reply);
            let customer = contact.text(&reply.answers);
            let candidate = Candidate {
                conversation: contact.id,
                turn: reply.parts.last().copied().unwrap_or_default(),
                turns_before: reply.answers.first().copied().unwrap_or_default(),
                customer: &customer,
                reply: text,
                empathy: reply.empathy.score,
            };
            self.highest.offer(reply.empathy.score, &candidate);
            for (place, ((n, sum), (all, total))) in of_reply.into_iter().zip(&mut pillars).enumerate() {
                *all += n;
                *total += sum;
                let (Some(worst), Some(best)) = (self.worst.get_mut(place), self.best.get_mut(place)) else { continue };
                // What stands out in this pillar, and of those what stands out in the whole.
                let mean = sum / n.max(1) as f64;
                if n > 0 && mean < Profile::ADEQUATE {
                    worst.offer(-(mean * 1000.0 + reply.empathy.score), &candidate);
                } else if n > 0 && mean > Profile::ADEQUATE {
                    best.offer(mean * 1000.0 + reply.empathy.score, &candidate);
                }
            }
        }
        self.empathy.add(contact.period, replies.len(), empathy);
        for (tally, (n, sum)) in self.pillars.iter_mut().zip(pillars) {
            tally.add(contact.period, n, sum);
        }
    }

    /// Mean empathy, where the sample is large enough.
    pub(crate) fn rank(&self, options: &ReflectionOptions) -> Option<f64> {
        self.empathy.estimate(options).map(|estimate| estimate.value)
    }

    pub(crate) fn profile(&self, analyzer: &Analyzer, options: &ReflectionOptions) -> Profile {
        let (mut strengths, mut areas) = (Vec::new(), Vec::new());
        let samples = self.worst.iter().zip(&self.best);
        for ((&pillar, tally), (worst, best)) in Pillar::ALL.iter().zip(&self.pillars).zip(samples) {
            let Some(estimate) = tally.estimate(options) else { continue };
            let (n, interval) = (tally.measure(options).n, percent(&estimate));
            match estimate.lies_above(Profile::ADEQUATE) {
                Some(true) => strengths.push(Strength { pillar, n, interval, replies: best.shown(analyzer) }),
                Some(false) => areas.push((pillar, n, interval, worst)),
                None => {}
            }
        }
        strengths.sort_by(|a, b| b.interval.mean.total_cmp(&a.interval.mean));
        areas.sort_by(|a, b| a.2.mean.total_cmp(&b.2.mean));
        areas.truncate(Profile::MOST_AREAS);
        let areas = areas.into_iter().map(|(pillar, n, interval, worst)| Area {
            pillar,
            n,
            interval,
            replies: worst.improved(analyzer, pillar),
        });
        let pillars = Pillar::ALL.iter().zip(&self.pillars);
        Profile {
            conversations: self.conversations,
            shared: self.shared,
            replies: self.replies,
            strengths,
            best: self.highest.shown(analyzer).into_iter().next(),
            areas: areas.collect(),
            empathy: self.empathy.measure(options),
            pillars: pillars
                .map(|(&pillar, tally)| PillarMeasure { pillar, measure: tally.measure(options) })
                .collect(),
            habits: self.habits.habits(options),
            mood: self.mood.moves(options),
            needs: self.counts.needs(),
            reasons: self.counts.reasons(),
            resolution: self.counts.resolution,
            speed: Speed {
                first_reply: self.first_reply.duration(),
                reply: self.delays.duration(),
                handling: self.handling.duration(),
            },
        }
    }
}

/// For each pillar the techniques that were called for, and the sum of their levels on the scale of 0 to 100.
fn opportunities(reply: &AgentReply) -> [(usize, f64); 5] {
    let mut pillars = [(0_usize, 0.0); 5];
    let called_for = |opportunity| matches!(opportunity, Opportunity::Met | Opportunity::Missed);
    for technique in reply.techniques.iter().filter(|technique| called_for(technique.opportunity)) {
        if let Some((n, sum)) = pillars.get_mut(technique.label.pillar().index()) {
            *n += 1;
            *sum += f64::from(technique.level) * 50.0;
        }
    }
    // A person is always called for, and canned wording takes away from it: the reply's own figure knows both.
    if let Some(touch) = pillars.get_mut(Pillar::HumanTouch.index()) {
        *touch = reply.pillars.human_touch.map_or((0, 0.0), |score| (1, score));
    }
    pillars
}
