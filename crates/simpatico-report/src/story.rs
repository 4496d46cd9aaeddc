//! The conversations worth reading: where most was missed, and where a customer was won back. A few are kept, by a fixed
//! rule.

use serde::Serialize;
use simpatico::{
    AgentReply, Analyzer, ConversationAnalysis, CustomerTurn, Label as _, Opportunity, Quote, Speaker, Turn,
    TurningPointKind,
};

/// Stories kept of a kind.
const MOST: usize = 3;
/// Longer conversations are for their own page.
const MOST_TURNS: usize = 40;
const MOST_BYTES: usize = 16 * 1024;
/// Sentiment beyond which a mood is negative or positive, as for turning points.
const BORDER: f64 = 0.2;

/// Both kinds.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Stories {
    missed: Kept,
    recovered: Kept,
}

#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
struct Kept {
    stories: Vec<Story>,
}

/// A conversation, ready to be shown.
#[derive(Clone, Debug, Serialize)]
struct Story {
    #[serde(skip)]
    rank: f64,
    id: Option<String>,
    begin: Option<f64>,
    lowest: Option<f64>,
    end: Option<f64>,
    /// The mood of each judged turn: the turn's number from 1, and the mood.
    moods: Vec<(usize, f64)>,
    turns: Vec<StoryTurn>,
}

#[derive(Clone, Debug, Serialize)]
struct StoryTurn {
    number: usize,
    speaker: Speaker,
    agent: Option<String>,
    pieces: Vec<Piece>,
    mood: Option<f64>,
    emotions: Vec<&'static str>,
    service_needs: Vec<&'static str>,
    emotional_needs: Vec<&'static str>,
    empathy: Option<f64>,
    missed: Vec<&'static str>,
    harmed: Vec<&'static str>,
    turning_point: Option<TurningPointKind>,
}

/// A piece of a turn's text, marked or plain.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Piece {
    text: String,
    marked: bool,
}

impl Stories {
    pub(crate) fn offer(
        &mut self,
        analyzer: &Analyzer,
        id: Option<&str>,
        turns: &[Turn<'_>],
        analysis: &ConversationAnalysis,
    ) {
        let bytes: usize = turns.iter().map(|turn| turn.text.len()).sum();
        if turns.len() > MOST_TURNS || bytes > MOST_BYTES {
            return;
        }
        let course = &analysis.sentiment;
        let (Some(lowest), Some(end)) = (course.lowest, course.end) else { return };
        let missed = analysis.missed_opportunities.len();
        if missed > 0 && end <= -BORDER {
            self.missed.offer(missed as f64 * (1.0 - end), || Story::new(analyzer, id, turns, analysis));
        }
        let is_recovery = analysis.turning_points.iter().any(|point| point.kind == TurningPointKind::Recovery);
        if is_recovery && lowest.score <= -BORDER && end >= BORDER {
            self.recovered.offer(end - lowest.score, || Story::new(analyzer, id, turns, analysis));
        }
    }
}

impl Kept {
    /// Of equals the first stays.
    fn offer(&mut self, rank: f64, story: impl FnOnce() -> Story) {
        let place = self.stories.iter().position(|kept| kept.rank < rank).unwrap_or(self.stories.len());
        if place < MOST {
            self.stories.insert(place, Story { rank, ..story() });
            self.stories.truncate(MOST);
        }
    }
}

impl Story {
    fn new(analyzer: &Analyzer, id: Option<&str>, turns: &[Turn<'_>], analysis: &ConversationAnalysis) -> Self {
        let judged = analysis.messages().filter(|(_, message)| message.abstained.is_none());
        let shown = analysis.turns.iter().zip(turns).map(|(found, turn)| {
            let text = analyzer.shown(turn.text);
            let mut shown = StoryTurn {
                number: found.turn + 1,
                speaker: found.speaker,
                agent: found.agent.clone(),
                pieces: pieces(&text, &mut words(analysis, found.turn)),
                mood: None,
                emotions: Vec::new(),
                service_needs: Vec::new(),
                emotional_needs: Vec::new(),
                empathy: None,
                missed: Vec::new(),
                harmed: Vec::new(),
                turning_point: None,
            };
            found.customer.iter().for_each(|message| shown.message(message));
            found.reply.iter().for_each(|reply| shown.reply(reply));
            let point = analysis.turning_points.iter().find(|point| point.customer_turn == found.turn);
            shown.turning_point = point.map(|point| point.kind);
            shown
        });
        Self {
            rank: 0.0,
            id: id.map(str::to_owned),
            begin: analysis.sentiment.begin,
            lowest: analysis.sentiment.lowest.map(|lowest| lowest.score),
            end: analysis.sentiment.end,
            moods: judged.map(|(turn, message)| (turn.turn + 1, message.sentiment.score)).collect(),
            turns: shown.collect(),
        }
    }
}

impl StoryTurn {
    fn message(&mut self, message: &CustomerTurn) {
        self.mood = message.abstained.is_none().then_some(message.sentiment.score);
        self.emotions = message.emotions.iter().map(|found| found.label.name()).collect();
        self.service_needs = message.service_needs.iter().map(|found| found.label.name()).collect();
        self.emotional_needs = message.emotional_needs.iter().map(|found| found.label.name()).collect();
    }

    fn reply(&mut self, reply: &AgentReply) {
        self.empathy = Some(reply.empathy.score);
        let missed = reply.techniques.iter().filter(|technique| technique.opportunity == Opportunity::Missed);
        self.missed = missed.map(|technique| technique.label.name()).collect();
        self.harmed = reply.antipatterns.iter().map(|found| found.label.name()).collect();
    }
}

/// Byte ranges of a turn's words that carry what was found: what the customer feels and needs, what harms in a reply.
fn words(analysis: &ConversationAnalysis, turn: usize) -> Vec<(usize, usize)> {
    let mut quotes: Vec<&Quote> = Vec::new();
    for (_, message) in analysis.messages().filter(|(found, _)| found.turn == turn) {
        quotes.extend(&message.sentiment.words);
        quotes.extend(message.emotions.iter().filter_map(|found| found.words.as_ref()));
        quotes.extend(message.emotional_needs.iter().filter_map(|found| found.words.as_ref()));
    }
    for (_, reply) in analysis.replies() {
        quotes.extend(reply.antipatterns.iter().filter_map(|found| found.words.as_ref()));
    }
    quotes.iter().filter(|quote| quote.turn == turn).map(|quote| (quote.byte_start, quote.byte_end)).collect()
}

/// A text cut where marked words begin and end; words that touch or overlap are one mark.
fn pieces(text: &str, ranges: &mut [(usize, usize)]) -> Vec<Piece> {
    ranges.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for &mut (start, end) in ranges {
        match joined.last_mut() {
            Some((_, last)) if start <= *last + 1 => *last = end.max(*last),
            _ => joined.push((start, end)),
        }
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, marked: bool| {
        if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), marked });
        }
    };
    for (start, end) in joined {
        push(at, start, false);
        push(start, end, true);
        at = end;
    }
    push(at, text.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_keep_every_byte_and_join_marks_that_touch() {
        let text = "Estoy hartísima de esperar, ñandú.";
        let cut = pieces(text, &mut [(6, 16), (17, 19), (0, 3), (9, 12)]);
        let whole: String = cut.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, text);
        let marked: Vec<&str> = cut.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect();
        assert_eq!(marked, ["Est", "hartísima de"]);
        assert_eq!(pieces("", &mut []), []);
    }

    #[test]
    fn the_strongest_stories_are_kept_and_of_equals_the_first() {
        let mut kept = Kept::default();
        for (number, rank) in [1.0, 3.0, 2.0, 3.0, 0.5, 4.0].into_iter().enumerate() {
            let story = || Story {
                rank,
                id: Some(number.to_string()),
                begin: None,
                lowest: None,
                end: None,
                moods: Vec::new(),
                turns: Vec::new(),
            };
            kept.offer(rank, story);
        }
        let ids: Vec<&str> = kept.stories.iter().filter_map(|story| story.id.as_deref()).collect();
        assert_eq!(ids, ["5", "1", "3"]);
    }
}
