//! Many conversations looked back on.

use std::ffi::c_char;
use std::sync::OnceLock;

use simpatico_core::{
    AgentOrder, Analyzer, Correction, Period, ReflectionAnalysis, ReflectionOptions, reflection_to_json,
};

use crate::analyzer::simpatico_analyzer;
use crate::conversation::{Conversation, simpatico_conversation};
use crate::convert::{choice, optional_text, output, text, value};
use crate::gathering::Gathering;
use crate::handle::{answer, answer_list, borrow, borrow_mut, free, handle, own};
use crate::locale::{locale, simpatico_locale};
use crate::profile::{ProfileView, simpatico_overview, simpatico_profile};
use crate::status::{Outcome, guard, simpatico_status};
use crate::text::{simpatico_str, simpatico_string};

/// Looks back on many conversations of an agent or a team. Memory does not grow with their number. The same
/// conversations in the same order give the same bytes.
pub struct simpatico_reflection {
    _opaque: (),
}

handle!(simpatico_reflection, Looking, b"reflectn");

/// What many conversations show. Never changes: any number of threads may read it at once.
pub struct simpatico_reflection_analysis {
    _opaque: (),
}

handle!(simpatico_reflection_analysis, Seen, b"reflecta");

/// What figures are followed over.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_period {
    /// Days, in UTC.
    Days = 0,
    /// Weeks from Monday, in UTC.
    Weeks = 1,
    /// Calendar months, in UTC.
    Months = 2,
    /// So many conversations in the order in which they are added, where turns carry no times.
    Conversations = 3,
}

const PERIODS: [simpatico_period; 4] =
    [simpatico_period::Days, simpatico_period::Weeks, simpatico_period::Months, simpatico_period::Conversations];

/// The order of agents.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_agent_order {
    /// By name: a reflection is no ranking.
    Name = 0,
    /// By mean empathy, highest first; agents below the minimum sample last, by name.
    Empathy = 1,
}

const ORDERS: [simpatico_agent_order; 2] = [simpatico_agent_order::Name, simpatico_agent_order::Empathy];

/// Options of a reflection. Begin with those of `simpatico_reflection_options_default`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_reflection_options {
    /// A `simpatico_period`: what figures are followed over.
    pub period: u32,
    /// How many conversations, for `SIMPATICO_PERIOD_CONVERSATIONS`; 1 or more.
    pub period_conversations: u32,
    /// Below so many opportunities no mean, trend, habit, strength or area is claimed.
    pub least_opportunities: usize,
    /// Nor below so many conversations; at least 5.
    pub least_conversations: usize,
    /// A `simpatico_agent_order`.
    pub order: u32,
    /// A `simpatico_locale`: the language of the page.
    pub locale: u32,
    /// The page's title, UTF-8; the page has one of its own where `data` is NULL.
    pub title: simpatico_str,
}

impl simpatico_reflection_options {
    fn usual() -> Self {
        let usual = ReflectionOptions::default();
        Self {
            period: simpatico_period::Weeks as u32,
            period_conversations: 0,
            least_opportunities: usual.least_opportunities,
            least_conversations: usual.least_conversations,
            order: simpatico_agent_order::Name as u32,
            locale: simpatico_locale::English as u32,
            title: simpatico_str { data: std::ptr::null(), len: 0 },
        }
    }

    fn read(&self) -> Outcome<ReflectionOptions> {
        Ok(ReflectionOptions {
            period: match choice("period", self.period, &PERIODS)? {
                simpatico_period::Days => Period::Days,
                simpatico_period::Weeks => Period::Weeks,
                simpatico_period::Months => Period::Months,
                simpatico_period::Conversations => Period::Conversations(self.period_conversations),
            },
            least_opportunities: self.least_opportunities,
            least_conversations: self.least_conversations,
            order: match choice("order", self.order, &ORDERS)? {
                simpatico_agent_order::Name => AgentOrder::Name,
                simpatico_agent_order::Empathy => AgentOrder::Empathy,
            },
        })
    }
}

/// Conversations as they are gathered.
pub(crate) struct Looking {
    analyzer: Analyzer,
    gathering: Gathering,
}

impl Looking {
    fn add(&mut self, conversation: &Conversation) {
        let transcript = &conversation.transcript;
        self.gathering.add(transcript.id.as_deref(), &transcript.turns(), &conversation.analysis);
    }
}

/// What was seen, and the same as the header lays it out, made when first asked for.
pub(crate) struct Seen {
    analyzer: Analyzer,
    /// Stays where it is: the view points into it.
    analysis: Box<ReflectionAnalysis>,
    view: OnceLock<ProfileView>,
}

impl Seen {
    fn view(&self) -> &ProfileView {
        self.view.get_or_init(|| ProfileView::new(&self.analysis))
    }
}

/// The usual options: weeks, 20 opportunities and 8 conversations at least, agents by name, a page in English.
///
/// Gives: a copy. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_options_default(
    out: *mut simpatico_reflection_options,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(simpatico_reflection_options::usual());
        Ok(())
    })
}

/// A reflection on conversations that this analyzer analyzed.
///
/// Takes: options, copied; NULL for the usual ones. Gives: a handle that you free with `simpatico_reflection_free`,
/// before or after the analyzer. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where a number is none of its enum,
/// `SIMPATICO_STATUS_INVALID_OPTION` where an option lies outside its range, `SIMPATICO_STATUS_INVALID_UTF8`. Threads:
/// any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_new(
    analyzer: *const simpatico_analyzer,
    options: *const simpatico_reflection_options,
    out: *mut *mut simpatico_reflection,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, out) = unsafe { (borrow(analyzer)?, output("out", out)?) };
        let usual = simpatico_reflection_options::usual();
        // SAFETY: as the header asks.
        let options = if options.is_null() { &usual } else { unsafe { value("options", options) }? };
        // SAFETY: as the header asks.
        let title = unsafe { optional_text("title", options.title) }?;
        let gathering = Gathering::new(analyzer, options.read()?, locale(options.locale)?, title)?;
        out.write(own(Looking { analyzer: analyzer.clone(), gathering }));
        Ok(())
    })
}

/// Takes a correction: a person's value for one field of one turn, which is counted beside the machine's. It must come
/// before its conversation, and is kept until then.
///
/// Takes: a line of JSON with `id`, `turn`, `field`, `value` and, where wanted, `reviewer`; UTF-8. Fails:
/// `SIMPATICO_STATUS_INVALID_CORRECTION`, `SIMPATICO_STATUS_UNKNOWN_LABEL` where its field names no label. Threads:
/// any, one at a time for the same reflection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_correct(
    reflection: *mut simpatico_reflection,
    line: *const c_char,
    len: usize,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (looking, line) = unsafe { (borrow_mut(reflection)?, text("line", line, len)?) };
        looking.gathering.correct(Correction::from_json(line)?);
        Ok(())
    })
}

/// Takes a conversation. Of a session, give what `simpatico_session_conversation` gives at its end.
///
/// Takes: a conversation, which you still own. Threads: any, one at a time for the same reflection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_add(
    reflection: *mut simpatico_reflection,
    conversation: *const simpatico_conversation,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (looking, conversation) = unsafe { (borrow_mut(reflection)?, borrow(conversation)?) };
        looking.add(conversation);
        Ok(())
    })
}

/// What was seen so far. Judges the replies that are shown again, to offer better versions: some milliseconds. More can
/// be added afterwards.
///
/// Gives: a handle that you free with `simpatico_reflection_analysis_free`, before or after the reflection. Threads:
/// any, one at a time for the same reflection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_analyze(
    reflection: *const simpatico_reflection,
    out: *mut *mut simpatico_reflection_analysis,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        answer(reflection, out, |looking| {
            let analysis = Box::new(looking.gathering.analysis());
            Ok(own(Seen { analyzer: looking.analyzer.clone(), analysis, view: OnceLock::new() }))
        })
    }
}

/// What was seen so far as one page of HTML that needs nothing from outside and no scripts.
///
/// Gives: a string that you free with `simpatico_string_free`. Fails: `SIMPATICO_STATUS_NOT_COMPILED` where the library
/// was built without pages. Threads: any, one at a time for the same reflection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_page(
    reflection: *const simpatico_reflection,
    out: *mut simpatico_string,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(reflection, out, |looking| Ok(looking.gathering.page()?.into())) }
}

/// Frees a reflection. NULL is fine. What it gave lives on.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_free(reflection: *mut simpatico_reflection) {
    // SAFETY: as the header asks.
    unsafe { free(reflection) };
}

/// How much was looked back on.
///
/// Gives: a copy; what it points to belongs to the analysis. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_analysis_overview(
    reflection_analysis: *const simpatico_reflection_analysis,
    out: *mut simpatico_overview,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(reflection_analysis, out, |seen| Ok(seen.view().overview)) }
}

/// Everybody together.
///
/// Gives: a copy; what it points to belongs to the analysis. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_analysis_team(
    reflection_analysis: *const simpatico_reflection_analysis,
    out: *mut simpatico_profile,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(reflection_analysis, out, |seen| Ok(seen.view().team)) }
}

/// Each agent alone, in the order that was asked for; agents without a name last.
///
/// Gives: the address of `*count` entries, which belong to the analysis. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_analysis_agents(
    reflection_analysis: *const simpatico_reflection_analysis,
    out: *mut *const simpatico_profile,
    count: *mut usize,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer_list(reflection_analysis, out, count, |seen| &seen.view().agents) }
}

/// All of it as one object of the JSON contract, without a line break: byte for byte what every other interface writes.
///
/// Gives: a string that you free with `simpatico_string_free`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_analysis_to_json(
    reflection_analysis: *const simpatico_reflection_analysis,
    out: *mut simpatico_string,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(reflection_analysis, out, |seen| Ok(reflection_to_json(&seen.analysis, &seen.analyzer).into())) }
}

/// Frees an analysis and all that was borrowed from it. NULL is fine.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_reflection_analysis_free(reflection_analysis: *mut simpatico_reflection_analysis) {
    // SAFETY: as the header asks.
    unsafe { free(reflection_analysis) };
}
