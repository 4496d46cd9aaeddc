//! The two sides of an exchange within a conversation: the customer's message and the agent's reply, each of one turn or
//! more.

use crate::analyzer::Analyzer;
use crate::conversation::agents::ReplyFigures;
use crate::conversation::analysis::{
    AgentReply, CustomFinding, CustomerTurn, Finding, MissedOpportunity, NeedFinding, TechniqueLevel, TurnSentiment,
};
use crate::conversation::mood::Mood;
use crate::conversation::needs::Need;
use crate::conversation::passage::{Passage, Quote};
use crate::detect::{Analysis, NeedScore, Reading};
use crate::label::{Coverage, Emotion, Label, Opportunity, Polarity, Risk};
use crate::score::{NeedKind, ReplyScore, judge_without_advice};
use crate::span::Evidence;

/// What a customer wrote since an agent last replied.
#[derive(Default)]
pub(crate) struct Message {
    pub(crate) passage: Passage,
    /// The passage as read; made when it is first needed, kept while it does not grow.
    reading: Option<Reading<'static>>,
    pub(crate) mood: Mood,
    /// It asks for something other than to be heard.
    pub(crate) asks: bool,
    /// An agent has spoken after it.
    pub(crate) is_replied: bool,
}

impl Message {
    /// Reads one more turn of the customer's.
    pub(crate) fn read(&mut self, analyzer: &Analyzer, turn: usize, text: &str, shown: Option<&str>) -> CustomerTurn {
        let reading = analyzer.read(text, turn);
        let mut alone = Passage::default();
        alone.push(turn, text, shown);
        let found = customer_turn(analyzer, &reading, &alone);
        // A message of one turn has been read herewith.
        self.reading = self.passage.is_empty().then(|| reading.detach());
        self.passage.push(turn, text, shown);
        found
    }

    /// Judges a reply against the message.
    pub(crate) fn judge(&mut self, analyzer: &Analyzer, reply: &Passage, agent: Option<&str>) -> Judged {
        let first = self.passage.turns().next().unwrap_or_default();
        let text = self.passage.text();
        let reading = match self.reading.take() {
            Some(reading) => reading.attach(text),
            None => analyzer.read(text, first),
        };
        let (score, whole) = judge_without_advice(&analyzer.judge(), &reading, reply.text());
        let judged = Judged::new(&self.passage, &reading.analysis, reply, &score, whole, agent);
        self.reading = Some(reading.detach());
        judged
    }
}

/// A reply, judged.
pub(crate) struct Judged {
    pub(crate) reply: AgentReply,
    pub(crate) figures: ReplyFigures,
    pub(crate) missed: Vec<MissedOpportunity>,
    pub(crate) whole: Coverage,
    pub(crate) levels: Vec<u8>,
}

impl Judged {
    fn new(
        message: &Passage,
        analysis: &Analysis<'_>,
        reply: &Passage,
        score: &ReplyScore<'_>,
        whole: Coverage,
        agent: Option<&str>,
    ) -> Self {
        let turn = reply.turns().last().unwrap_or_default();
        let last = message.turns().last().unwrap_or_default();
        let miss = |technique, need, words: Option<Quote>| MissedOpportunity {
            technique,
            need,
            customer_turn: words.as_ref().map_or(last, |words| words.turn),
            words,
            turn,
            agent: agent.map(str::to_owned),
        };
        let techniques = score.techniques.iter().filter(|technique| technique.opportunity == Opportunity::Missed);
        let techniques = techniques.map(|found| miss(Some(found.label), None, message.strongest(&found.evidence)));
        let needs = score.coverage.needs.iter().filter(|need| need.coverage == Coverage::Open).map(|open| {
            let words = match open.kind {
                NeedKind::Service => evidence_of(&analysis.service_needs, &open.label),
                NeedKind::Emotional => evidence_of(&analysis.emotional_needs, &open.label),
            };
            let need = Need { kind: open.kind, label: open.label.clone() };
            miss(None, Some(need), message.strongest(words))
        });
        let missed = techniques.chain(needs).collect();
        let level = |technique: &crate::score::TechniqueScore<'_>| TechniqueLevel {
            label: technique.label,
            level: technique.level,
            opportunity: technique.opportunity,
        };
        Self {
            figures: ReplyFigures::from(score),
            missed,
            whole,
            levels: score.techniques.iter().map(|technique| technique.level).collect(),
            reply: AgentReply {
                answers: message.turns().collect(),
                parts: reply.turns().collect(),
                empathy: score.empathy,
                pillars: score.pillars,
                techniques: score.techniques.iter().map(level).collect(),
                antipatterns: score
                    .antipatterns
                    .iter()
                    .map(|found| finding(found.label, found.score, &found.evidence, reply))
                    .collect(),
                coverage: score.coverage.clone(),
                language_match: score.language_match,
            },
        }
    }
}

fn evidence_of<'a, 't, L: Label>(needs: &'a [NeedScore<'t, L>], label: &str) -> &'a [Evidence<'t>] {
    needs.iter().find(|need| need.label.name() == label).map_or(&[], |need| &need.evidence)
}

fn finding<L>(label: L, score: f64, evidence: &[Evidence<'_>], passage: &Passage) -> Finding<L> {
    Finding { label, score, words: passage.strongest(evidence) }
}

fn needs<L: Label>(needs: &[NeedScore<'_, L>], passage: &Passage) -> Vec<NeedFinding<L>> {
    let found = needs.iter().map(|need| NeedFinding {
        label: need.label,
        score: need.score,
        expressed: need.expressed,
        words: passage.strongest(&need.evidence),
    });
    found.collect()
}

/// The record of a customer's turn; what depends on the turns before is filled in later.
fn customer_turn(analyzer: &Analyzer, reading: &Reading<'_>, passage: &Passage) -> CustomerTurn {
    let analysis = &reading.analysis;
    let abstained = analysis.abstained.map(|abstention| abstention.reason);
    let risk = |risk: Risk| if abstained.is_some() { 0.0 } else { analyzer.risk(&reading.scores, risk) };
    CustomerTurn {
        language: analysis.language.code,
        sentiment: TurnSentiment {
            score: analysis.sentiment.score,
            label: analysis.sentiment.label,
            band: analysis.sentiment.band,
            intensity: analysis.sentiment.intensity,
            confidence: analysis.sentiment.confidence,
            words: mood_words(analysis, passage),
        },
        emotions: analysis.emotions.iter().map(|e| finding(e.label, e.score, &e.evidence, passage)).collect(),
        carried: Vec::new(),
        service_needs: needs(&analysis.service_needs, passage),
        emotional_needs: needs(&analysis.emotional_needs, passage),
        reasons: analysis.reasons.iter().map(|r| finding(r.label, r.score, &r.evidence, passage)).collect(),
        target: analysis.target,
        phase: analysis.phase,
        risks: analysis.risks.iter().map(|r| finding(r.label, r.score, &r.evidence, passage)).collect(),
        escalation: risk(Risk::Escalation),
        churn: risk(Risk::Churn),
        urgency: analysis.urgency,
        effort: analysis.effort,
        custom: analysis
            .custom
            .iter()
            .map(|own| CustomFinding {
                family: own.family.to_string(),
                label: own.label.to_string(),
                score: own.score,
                words: passage.strongest(&own.evidence),
            })
            .collect(),
        confirms: false,
        abstained,
    }
}

/// The words that pulled the sentiment most to the side where it ended; those of the strongest emotion where none did.
fn mood_words(analysis: &Analysis<'_>, passage: &Passage) -> Option<Quote> {
    let sentiment = &analysis.sentiment;
    let pulls = |e: &&Evidence<'_>| e.contribution * sentiment.score > 0.0 && !e.text.is_empty();
    let words = sentiment.evidence.iter().find(pulls).and_then(|e| passage.quote(e.span()));
    words.or_else(|| analysis.emotions.first().and_then(|emotion| passage.strongest(&emotion.evidence)))
}

/// The turn shows that help was received: thanks, relief or joy, and nothing bad beside it.
pub(crate) fn is_glad(turn: &CustomerTurn) -> bool {
    let shows = |emotion: Emotion| turn.emotions.iter().any(|found| found.label == emotion);
    turn.sentiment.label != Polarity::Negative
        && [Emotion::Gratitude, Emotion::Joy, Emotion::Relief].into_iter().any(shows)
}

/// The turn shows a bad emotion, more likely than not. Confusion asks for an answer and is no mood.
pub(crate) fn is_troubled(turn: &CustomerTurn) -> bool {
    let is_bad = |emotion: Emotion| match emotion {
        Emotion::Gratitude | Emotion::Joy | Emotion::Relief | Emotion::Surprise | Emotion::Confusion => false,
        Emotion::Anger
        | Emotion::Frustration
        | Emotion::Disappointment
        | Emotion::Sadness
        | Emotion::Anxiety
        | Emotion::Embarrassment
        | Emotion::Disgust => true,
    };
    turn.emotions.iter().any(|found| is_bad(found.label) && found.score >= 0.5)
}
