//! What many conversations show of an agent or a team, laid out as the header says.

use simpatico_core::{Interval, Measure, Profile, ReflectionAnalysis, Trend};

use crate::label::{simpatico_direction, simpatico_pillar};
use crate::shelf::Shelf;
use crate::text::simpatico_str;

/// A mean and its 95 % interval.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_interval {
    /// The mean.
    pub mean: f64,
    /// The interval's lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The slope of the line over all periods.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_trend {
    /// Points a period.
    pub per_period: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// What can be claimed, all questions that are asked of a profile taken together.
    pub direction: simpatico_direction,
    /// Opportunities with a time.
    pub n: usize,
    /// Conversations with a time.
    pub conversations: usize,
}

/// A figure from 0 to 100 of many opportunities.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_measure {
    /// Opportunities: replies, or techniques that were called for.
    pub n: usize,
    /// Conversations with any.
    pub conversations: usize,
    /// The mean of all; NULL below the minimum sample.
    pub interval: *const simpatico_interval,
    /// The line over the periods, where there are three or more; NULL else, and below the minimum sample.
    pub trend: *const simpatico_trend,
}

/// A pillar over time; `n` counts techniques that were called for.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_pillar_measure {
    /// Which.
    pub pillar: simpatico_pillar,
    /// Its figures.
    pub measure: simpatico_measure,
}

/// A pillar that is surely better, or surely less, than adequate.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_pillar_claim {
    /// Which.
    pub pillar: simpatico_pillar,
    /// Opportunities.
    pub n: usize,
    /// Its mean.
    pub interval: simpatico_interval,
}

/// What many conversations show of an agent or a team. The JSON has more: periods, habits, samples with better
/// versions.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_profile {
    /// Who; NULL for the team, and for agents without a name.
    pub agent: *const simpatico_str,
    /// Conversations with a turn of this agent; for a team, all.
    pub conversations: usize,
    /// Those of them that other agents had a part in.
    pub shared: usize,
    /// Replies that were judged.
    pub replies: usize,
    /// Empathy; `n` counts replies.
    pub empathy: simpatico_measure,
    /// The five pillars.
    pub pillars: *const simpatico_pillar_measure,
    /// Number of pillars.
    pub pillar_count: usize,
    /// Pillars that are surely better than adequate, best first.
    pub strengths: *const simpatico_pillar_claim,
    /// Number of those.
    pub strength_count: usize,
    /// Pillars that are surely less than adequate, lowest first; at most two.
    pub areas: *const simpatico_pillar_claim,
    /// Number of those.
    pub area_count: usize,
    /// Conversations that began negative; of an agent, as the rest, those that no other had a part in.
    pub began_upset: usize,
    /// Those of them that did not end negative.
    pub recovered: usize,
    /// Conversations whose matter was settled.
    pub resolved: usize,
    /// Not settled.
    pub unresolved: usize,
    /// The words do not tell.
    pub unclear: usize,
}

/// How much was looked back on.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_overview {
    /// Conversations.
    pub conversations: usize,
    /// Their turns.
    pub turns: usize,
    /// Conversations without any time.
    pub untimed: usize,
    /// The earliest time of any turn, in milliseconds since 1970-01-01T00:00:00Z; NULL where no turn has a time.
    pub first_milliseconds: *const i64,
    /// The latest; NULL likewise.
    pub last_milliseconds: *const i64,
    /// Parts of conversations by agents beyond the limit of 500; the team has them.
    pub left_out: usize,
    /// Corrections taken.
    pub corrections: usize,
    /// Those whose turn was found.
    pub corrections_found: usize,
}

/// A reflection's analysis as the header lays it out. It points into the analysis.
pub(crate) struct ProfileView {
    pub(crate) overview: simpatico_overview,
    pub(crate) team: simpatico_profile,
    pub(crate) agents: Vec<simpatico_profile>,
    _shelf: Shelf,
}

// SAFETY: its pointers lead to its own shelf and into the analysis beside it, and none is ever written to.
unsafe impl Send for ProfileView {}
// SAFETY: as above.
unsafe impl Sync for ProfileView {}

impl ProfileView {
    /// Lays an analysis out; the view must not outlive it.
    pub(crate) fn new(analysis: &ReflectionAnalysis) -> Self {
        let mut shelf = Shelf::default();
        Self {
            overview: simpatico_overview {
                conversations: analysis.conversations,
                turns: analysis.turns,
                untimed: analysis.untimed,
                first_milliseconds: shelf.one(analysis.first.map(|time| time.milliseconds())),
                last_milliseconds: shelf.one(analysis.last.map(|time| time.milliseconds())),
                left_out: analysis.left_out,
                corrections: analysis.corrections.records,
                corrections_found: analysis.corrections.found,
            },
            team: shelf.profile(None, &analysis.team),
            agents: analysis.agents.iter().map(|agent| shelf.profile(agent.agent.as_deref(), &agent.profile)).collect(),
            _shelf: shelf,
        }
    }
}

impl From<Interval> for simpatico_interval {
    fn from(interval: Interval) -> Self {
        Self { mean: interval.mean, low: interval.low, high: interval.high }
    }
}

impl From<Trend> for simpatico_trend {
    fn from(trend: Trend) -> Self {
        Self {
            per_period: trend.per_period,
            low: trend.low,
            high: trend.high,
            direction: trend.direction.into(),
            n: trend.n,
            conversations: trend.conversations,
        }
    }
}

impl Shelf {
    fn measure(&mut self, measure: &Measure) -> simpatico_measure {
        simpatico_measure {
            n: measure.n,
            conversations: measure.conversations,
            interval: self.one(measure.interval.map(simpatico_interval::from)),
            trend: self.one(measure.trend.map(simpatico_trend::from)),
        }
    }

    fn profile(&mut self, agent: Option<&str>, profile: &Profile) -> simpatico_profile {
        let pillars = profile
            .pillars
            .iter()
            .map(|one| simpatico_pillar_measure { pillar: one.pillar.into(), measure: self.measure(&one.measure) });
        let pillars: Vec<simpatico_pillar_measure> = pillars.collect();
        let (pillars, pillar_count) = self.list(pillars);
        let claim = |pillar: simpatico_core::Pillar, n, interval: Interval| simpatico_pillar_claim {
            pillar: pillar.into(),
            n,
            interval: interval.into(),
        };
        let (strengths, strength_count) =
            self.list(profile.strengths.iter().map(|one| claim(one.pillar, one.n, one.interval)));
        let (areas, area_count) = self.list(profile.areas.iter().map(|one| claim(one.pillar, one.n, one.interval)));
        simpatico_profile {
            agent: self.name(agent),
            conversations: profile.conversations,
            shared: profile.shared,
            replies: profile.replies,
            empathy: self.measure(&profile.empathy),
            pillars,
            pillar_count,
            strengths,
            strength_count,
            areas,
            area_count,
            began_upset: profile.mood.began_upset,
            recovered: profile.mood.recovered,
            resolved: profile.resolution.yes,
            unresolved: profile.resolution.no,
            unclear: profile.resolution.unclear,
        }
    }
}
