//! A conversation as it goes on: turns in, one by one, and the analysis at any time. The whole-conversation call pushes
//! all turns into a session, so that both give the same.

use crate::analyzer::Analyzer;
use crate::conversation::agents::{Agents, ReplyFigures};
use crate::conversation::analysis::{
    BotPart, ConversationAnalysis, CustomerTurn, LeftOut, MissedOpportunity, Note, RepeatContact, TurnAnalysis,
    TurnChange,
};
use crate::conversation::bounded::Bounded;
use crate::conversation::course::Course;
use crate::conversation::emotions::Emotions;
use crate::conversation::message::{Message, is_glad, is_troubled};
use crate::conversation::mood::{Before, TurningPoint};
use crate::conversation::needs::{Answer, Ledger, is_request};
use crate::conversation::outcome::{Ending, Resolution, experience};
use crate::conversation::passage::Passage;
use crate::conversation::timing::Watch;
use crate::conversation::turn::{Timestamp, Turn};
use crate::label::{EmotionalNeed, Label, NoteKind, Phase, Reason, ServiceNeed, Speaker};
use crate::score::NeedKind;

/// Effort from which a turn is a sign of an earlier contact.
const REPEAT_EFFORT: f64 = 0.5;

/// A conversation under way.
///
/// Pushing a turn costs what its own message or reply costs, however long the conversation is; memory has a limit (see the
/// constants); the analysis of so far can be had at any time, and equals [`Analyzer::analyze_conversation`] of the turns
/// pushed, bit for bit.
///
/// ```
/// use simpatico::{Analyzer, Turn};
///
/// let mut session = Analyzer::new().session();
/// let change = session.push(Turn::customer("My parcel is a week late and nobody answers me!"));
/// assert!(!change.raised.is_empty());
/// session.push(Turn::agent("I'm sorry, a week is too long. I found it: it will be at your door at 5 today.").by("Noemi"));
/// let so_far = session.analysis();
/// assert_eq!(so_far.turn_count, 2);
/// assert_eq!(so_far.agents[0].agent.as_deref(), Some("Noemi"));
/// ```
pub struct Session {
    analyzer: Analyzer,
    count: usize,
    turns: Bounded<TurnAnalysis>,
    message: Message,
    reply: Option<OpenReply>,
    /// The agent's turn before the message, and its agent.
    credited: Option<(usize, Option<String>)>,
    /// The customer's mood before the message.
    mood: Option<Before>,
    /// The last judged turn of the message before.
    answered: Option<usize>,
    turning_point: Option<TurningPoint>,
    turning_points: Bounded<TurningPoint>,
    missed: Bounded<MissedOpportunity>,
    ledger: Ledger,
    emotions: Emotions,
    sentiment: Course,
    escalation: Course,
    churn: Course,
    repeat_contact: Option<RepeatContact>,
    /// The customer said that it is done and has asked for nothing since.
    is_confirmed: bool,
    agents: Agents,
    bot: BotPart,
    watch: Watch,
    notes: Bounded<Note>,
}

/// A reply that may go on with the next turn.
struct OpenReply {
    agent: Option<String>,
    passage: Passage,
    judged: Option<(ReplyFigures, Vec<MissedOpportunity>)>,
}

impl core::fmt::Debug for Session {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Session").field("turns", &self.count).finish_non_exhaustive()
    }
}

impl Analyzer {
    /// Analyzes a whole conversation: what the customer felt and needed turn by turn, what each reply did to it, and how it
    /// ended.
    ///
    /// ```
    /// use simpatico::{Analyzer, Resolved, Turn};
    ///
    /// let analysis = Analyzer::new().analyze_conversation(&[
    ///     Turn::customer("I was charged twice and nobody answers my e-mails. I'm really annoyed."),
    ///     Turn::agent("That should not have happened, and I'm sorry nobody wrote back. I have refunded the second \
    ///                  charge just now; it will be on your account by Thursday."),
    ///     Turn::customer("It's there already, all sorted. Thank you so much, what a relief!"),
    /// ]);
    /// assert_eq!(analysis.resolution.resolved, Resolved::Yes);
    /// assert!(analysis.sentiment.trend > Some(0.0));
    /// ```
    #[must_use]
    pub fn analyze_conversation(&self, turns: &[Turn<'_>]) -> ConversationAnalysis {
        let mut session = self.session();
        for turn in turns {
            session.push(*turn);
        }
        session.analysis()
    }

    /// A conversation that goes on: turns are pushed as they come.
    #[must_use]
    pub fn session(&self) -> Session {
        Session {
            analyzer: self.clone(),
            count: 0,
            turns: Bounded::new(Session::MOST_TURNS),
            message: Message::default(),
            reply: None,
            credited: None,
            mood: None,
            answered: None,
            turning_point: None,
            turning_points: Bounded::new(Session::MOST_ENTRIES),
            missed: Bounded::new(Session::MOST_ENTRIES),
            ledger: Ledger::new(Session::MOST_ENTRIES),
            emotions: Emotions::default(),
            sentiment: Course::default(),
            escalation: Course::default(),
            churn: Course::default(),
            repeat_contact: None,
            is_confirmed: false,
            agents: Agents::new(Session::MOST_AGENTS),
            bot: BotPart::default(),
            watch: Watch::default(),
            notes: Bounded::new(Session::MOST_ENTRIES),
        }
    }
}

impl Session {
    /// Turns whose entries are kept, the newest ones; the quarters of sentiment are of these. All other figures are of the
    /// whole conversation.
    pub const MOST_TURNS: usize = 10_000;
    /// Needs, turning points, missed opportunities, hand-overs and notes that are kept, the newest ones of each.
    pub const MOST_ENTRIES: usize = 1_000;
    /// Agents that are kept apart, those who came first.
    pub const MOST_AGENTS: usize = 100;

    /// Turns pushed so far.
    #[must_use]
    pub fn turn_count(&self) -> usize {
        self.count
    }

    /// The message that the next reply answers: the customer's turns since an agent last spoke before them, the newest 64
    /// and 16 KiB of them at most, joined by line breaks. `None` before the customer has spoken. What an agent is writing
    /// can be judged against it while they type:
    ///
    /// ```
    /// use simpatico::{Analyzer, Turn};
    ///
    /// let analyzer = Analyzer::new();
    /// let mut session = analyzer.session();
    /// session.push(Turn::customer("My card was charged twice"));
    /// session.push(Turn::customer("and rent is due tomorrow!"));
    /// let message = session.message().unwrap_or_default();
    /// assert_eq!(message, "My card was charged twice\nand rent is due tomorrow!");
    /// assert!(analyzer.draft(message).check("Please hold.").empathy.score < 50.0);
    /// ```
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        (!self.message.passage.is_empty()).then(|| self.message.passage.text())
    }

    /// Takes the next turn, and tells what it changed.
    pub fn push(&mut self, turn: Turn<'_>) -> TurnChange {
        let number = self.count;
        self.count += 1;
        let time = self.accept(number, turn.time);
        let entry = TurnAnalysis {
            turn: number,
            speaker: turn.speaker,
            agent: turn.agent.map(str::to_owned),
            time,
            delay_seconds: None,
            customer: None,
            reply: None,
        };
        let mut change = TurnChange {
            turn: entry,
            raised: Vec::new(),
            answered: Vec::new(),
            turning_point: None,
            missed_opportunities: Vec::new(),
            resolution: self.resolution(),
            notes: self.notes.iter().rev().take_while(|note| note.turn == number).copied().collect(),
        };
        match turn.speaker {
            Speaker::Customer => self.customer(number, turn.text, &mut change),
            Speaker::Agent => self.agent(number, &turn, &mut change),
            Speaker::Bot => {
                self.bot.turns += 1;
                self.agents.speak(number, Speaker::Bot, None);
            }
            Speaker::System => {}
        }
        change.resolution = self.resolution();
        self.turns.push(change.turn.clone());
        change
    }

    /// The time of a turn, where it can be used.
    fn accept(&mut self, turn: usize, time: Option<Timestamp>) -> Option<Timestamp> {
        let is_forward = self.watch.accept(time?);
        if !is_forward {
            self.notes.push(Note { turn, kind: NoteKind::TimeBackwards });
        }
        time.filter(|_| is_forward)
    }

    fn customer(&mut self, turn: usize, text: &str, change: &mut TurnChange) {
        self.watch.customer(change.turn.time);
        self.finish_reply();
        if self.message.is_replied {
            self.message = Message::default();
            self.emotions.begin_message();
        }
        let shown = self.analyzer.masked(text);
        let shown = shown.as_ref().map(|masked| &*masked.text);
        let mut found = self.message.read(&self.analyzer, turn, text, shown);
        for emotion in &found.emotions {
            if self.emotions.show(turn, emotion.label, emotion.score) {
                found.carried.push(emotion.label);
            }
        }
        found.carried.sort_unstable();
        let asks = found.service_needs.iter().any(|need| need.label != ServiceNeed::Feedback);
        let is_answered = self.credited.is_some() || self.bot.turns > 0;
        found.confirms = is_answered && found.phase.label == Phase::After && is_glad(&found) && !asks;
        if found.confirms {
            change.answered = self.ledger.confirm(turn);
        }
        self.is_confirmed = (self.is_confirmed || found.confirms) && !asks;
        // Thanks at the end would like to be received, and open nothing.
        if !found.confirms {
            self.raise_needs(turn, &found, change);
        }
        self.message.asks |= asks;
        self.follow(turn, &found);
        change.turning_point.clone_from(&self.turning_point);
        change.turn.customer = Some(found);
    }

    fn raise_needs(&mut self, turn: usize, found: &CustomerTurn, change: &mut TurnChange) {
        let service = found.service_needs.iter().map(|need| (NeedKind::Service, need.label.name(), &need.words));
        let emotional = found.emotional_needs.iter().map(|need| (NeedKind::Emotional, need.label.name(), &need.words));
        let message_start = self.message.passage.turns().next().unwrap_or(turn);
        let wants_above = found.service_needs.iter().any(|need| need.label == ServiceNeed::Escalation);
        self.message.mood.insists |= wants_above && self.ledger.has_request_before(message_start);
        for (kind, label, words) in service.chain(emotional) {
            match self.ledger.raise(turn, kind, label, words.as_ref()) {
                Some(raised) => {
                    self.message.mood.insists |= is_request(kind, label) && raised < message_start;
                }
                None => change.raised.extend(self.ledger.records().iter().last().cloned()),
            }
        }
        let wants_human =
            wants_above || found.emotional_needs.iter().any(|need| need.label == EmotionalNeed::HumanContact);
        if wants_human && self.bot.turns > 0 {
            self.bot.human_asked_at.get_or_insert(turn);
        }
    }

    /// Mood, risks and effort go on with a customer's turn.
    fn follow(&mut self, turn: usize, found: &CustomerTurn) {
        if found.abstained.is_some() {
            return;
        }
        self.sentiment.add(turn, found.sentiment.score);
        self.escalation.add(turn, found.escalation);
        self.churn.add(turn, found.churn);
        let mood = &mut self.message.mood;
        mood.add(turn, found.sentiment.score, found.sentiment.words.as_ref());
        mood.is_glad |= is_glad(found);
        mood.is_troubled |= is_troubled(found);
        self.turning_point = match (self.mood, &self.credited) {
            (Some(before), Some((reply, agent))) => mood.turning_point(before, *reply, agent.as_deref()),
            _ => None,
        };
        if found.effort >= REPEAT_EFFORT {
            let tells = |reason: Reason| {
                matches!(reason, Reason::LackOfResponse | Reason::OverallExperience | Reason::Misinformation)
            };
            let words = found.reasons.iter().find(|reason| tells(reason.label)).and_then(|reason| reason.words.clone());
            let sign = self.repeat_contact.get_or_insert(RepeatContact { turn, effort: found.effort, words });
            sign.effort = sign.effort.max(found.effort);
        }
    }

    fn agent(&mut self, turn: usize, said: &Turn<'_>, change: &mut TurnChange) {
        change.turn.delay_seconds = self.watch.agent(turn, change.turn.time);
        self.agents.speak(turn, Speaker::Agent, said.agent);
        self.settle();
        self.credited = Some((turn, said.agent.map(str::to_owned)));
        if said.text.trim().is_empty() {
            return;
        }
        if self.reply.as_ref().is_some_and(|open| open.agent.as_deref() != said.agent) {
            self.finish_reply();
        }
        let open = self.reply.get_or_insert_with(|| OpenReply {
            agent: said.agent.map(str::to_owned),
            passage: Passage::default(),
            judged: None,
        });
        let before = open.passage.turns().last();
        let shown = self.analyzer.masked(said.text);
        open.passage.push(turn, said.text, shown.as_ref().map(|masked| &*masked.text));
        if self.message.passage.is_empty() {
            return;
        }
        let judged = self.message.judge(&self.analyzer, &open.passage, said.agent);
        let answer = Answer {
            turn,
            agent: said.agent,
            whole: judged.whole,
            levels: &judged.levels,
            message: &judged.reply.answers,
        };
        change.answered = self.ledger.answer(&answer);
        change.missed_opportunities.clone_from(&judged.missed);
        open.judged = Some((judged.figures, judged.missed));
        // The judgement of a reply stands with its last turn.
        if let Some(earlier) = before.and_then(|before| self.turns.get_mut(before)) {
            earlier.reply = None;
        }
        change.turn.reply = Some(judged.reply);
    }

    /// An agent has spoken: the message before is whole.
    fn settle(&mut self) {
        if std::mem::replace(&mut self.message.is_replied, true) {
            return;
        }
        if let Some(point) = self.turning_point.take() {
            add_point(&mut self.turning_points, point, self.answered);
        }
        self.mood = self.message.mood.carry(self.mood);
        self.answered = self.message.mood.last_turn().or(self.answered);
    }

    /// Nothing more comes to the reply.
    fn finish_reply(&mut self) {
        if let Some(OpenReply { agent, judged: Some((figures, missed)), .. }) = self.reply.take() {
            self.agents.judge(agent.as_deref(), &figures);
            missed.into_iter().for_each(|missed| self.missed.push(missed));
        }
    }

    fn resolution(&self) -> Resolution {
        let ending = Ending {
            is_judged: self.sentiment.judged() > 0,
            is_confirmed: self.is_confirmed,
            is_thankful: self.message.mood.is_glad,
            is_negative: self.message.mood.is_negative(),
            asks: self.message.asks,
            is_replied: self.message.is_replied,
            is_open: self.ledger.has_open_request(false),
            is_partly_open: self.ledger.has_open_request(true),
        };
        ending.resolution()
    }

    /// What the conversation is found to be, as far as it went.
    #[must_use]
    pub fn analysis(&self) -> ConversationAnalysis {
        let (mut points, mut missed, mut agents) =
            (self.turning_points.clone(), self.missed.clone(), self.agents.clone());
        if let Some(point) = self.turning_point.clone() {
            add_point(&mut points, point, self.answered);
        }
        if let Some(OpenReply { agent, judged: Some((figures, opportunities)), .. }) = &self.reply {
            agents.judge(agent.as_deref(), figures);
            opportunities.iter().cloned().for_each(|opportunity| missed.push(opportunity));
        }
        let judged =
            self.turns.iter().filter_map(|turn| turn.customer.as_ref()).filter(|turn| turn.abstained.is_none());
        let scores: Vec<f64> = judged.map(|turn| turn.sentiment.score).collect();
        let resolution = self.resolution();
        let feelings = self.sentiment.end().zip(self.sentiment.overall());
        ConversationAnalysis {
            turn_count: self.count,
            turns: self.turns.to_vec(),
            sentiment: self.sentiment.sentiment(&scores),
            emotions: self.emotions.courses(),
            needs: self.ledger.records().to_vec(),
            turning_points: points.to_vec(),
            missed_opportunities: missed.to_vec(),
            resolution,
            estimated_experience: feelings.map(|(end, overall)| experience(end, overall, resolution.resolved)),
            escalation: self.escalation.risk(),
            churn: self.churn.risk(),
            repeat_contact: self.repeat_contact.clone(),
            agents: agents.summaries(),
            hand_overs: self.agents.hand_overs().to_vec(),
            bot: self.bot,
            timing: self.watch.timing(),
            notes: self.notes.to_vec(),
            left_out: LeftOut {
                turns: self.turns.left_out(),
                needs: self.ledger.records().left_out(),
                turning_points: points.left_out(),
                missed_opportunities: missed.left_out(),
                agent_turns: self.agents.left_out(),
                hand_overs: self.agents.hand_overs().left_out(),
                notes: self.notes.left_out(),
            },
        }
    }
}

fn add_point(points: &mut Bounded<TurningPoint>, point: TurningPoint, answered: Option<usize>) {
    if !points.last_mut().is_some_and(|last| last.goes_on(&point, answered)) {
        points.push(point);
    }
}
