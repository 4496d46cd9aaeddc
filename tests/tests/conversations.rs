//! Conversations read as a careful analyst reads them, live as well as whole. What a model misses is listed in
//! `docs/limits.md`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use simpatico::{
    Analyzer, ConversationAnalysis, Coverage, ModelKind, NeedKind, Speaker, Timestamp, Turn, conversation_to_json,
};
use simpatico_tests::{analyzer, analyzers, conversations, hold_to_golden, hold_to_list, read, root};

#[derive(Deserialize)]
struct Cases {
    conversation: Vec<Case>,
}

/// One case of `vectors/conversations.toml`; `vectors/README.md` explains the keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    turns: Vec<TurnText>,
    turning_points: Vec<String>,
    #[serde(default)]
    answered: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    resolved: String,
    lowest: Option<usize>,
    replies: Option<Vec<usize>>,
    human_asked_at: Option<usize>,
    hand_overs: Option<Vec<usize>>,
    repeat_contact: Option<usize>,
    delays: Option<Vec<f64>>,
    notes: Option<Vec<usize>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnText {
    speaker: Speaker,
    text: String,
    agent: Option<String>,
    time: Option<Timestamp>,
}

fn turns(texts: &[TurnText]) -> Vec<Turn<'_>> {
    texts.iter().map(TurnText::turn).collect()
}

impl TurnText {
    fn turn(&self) -> Turn<'_> {
        Turn { speaker: self.speaker, text: &self.text, time: self.time, agent: self.agent.as_deref() }
    }
}

fn cases() -> Vec<Case> {
    let cases: Cases = toml::from_str(&read("tests/vectors/conversations.toml")).unwrap();
    cases.conversation
}

/// Each expectation that does not hold, by name.
fn faults(case: &Case, found: &ConversationAnalysis) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    let points: Vec<String> =
        found.turning_points.iter().map(|point| format!("{}@{}", point.kind, point.turn)).collect();
    if points != case.turning_points {
        faults.push(("turning_points", points.join(", ")));
    }
    let states = |wanted: &str| -> Vec<Coverage> {
        let is_wanted = |label: &str| wanted.split('|').any(|wanted| wanted == label);
        let needs = found.needs.iter().filter(|need| need.kind == NeedKind::Service && is_wanted(&need.label));
        needs.map(|need| need.state).collect()
    };
    for wanted in &case.answered {
        if !states(wanted).contains(&Coverage::Answered) {
            faults.push(("answered", format!("{wanted} {:?}", states(wanted))));
        }
    }
    for wanted in &case.open {
        if states(wanted).iter().all(|&state| state == Coverage::Answered) {
            faults.push(("open", format!("{wanted} {:?}", states(wanted))));
        }
    }
    let resolution = found.resolution;
    if resolution.resolved.to_string() != case.resolved {
        faults.push(("resolved", format!("{}, {}", resolution.resolved, resolution.reason)));
    }
    let mut compare = |what: &'static str, holds: bool, got: String| {
        if !holds {
            faults.push((what, got));
        }
    };
    let lowest = found.sentiment.lowest.map(|point| point.turn);
    compare("lowest", case.lowest.is_none() || lowest == case.lowest, format!("{lowest:?}"));
    let replies: Vec<usize> = found.replies().map(|(turn, _)| turn.turn).collect();
    compare("replies", case.replies.as_ref().is_none_or(|wanted| *wanted == replies), format!("{replies:?}"));
    let asked = found.bot.human_asked_at;
    compare("human_asked_at", case.human_asked_at.is_none() || asked == case.human_asked_at, format!("{asked:?}"));
    let overs: Vec<usize> = found.hand_overs.iter().map(|over| over.turn).collect();
    compare("hand_overs", case.hand_overs.as_ref().is_none_or(|wanted| *wanted == overs), format!("{overs:?}"));
    let again = found.repeat_contact.as_ref().map(|sign| sign.turn);
    compare("repeat_contact", case.repeat_contact.is_none() || again == case.repeat_contact, format!("{again:?}"));
    let delays: Vec<f64> = found.turns.iter().filter_map(|turn| turn.delay_seconds).collect();
    compare("delays", case.delays.as_ref().is_none_or(|wanted| *wanted == delays), format!("{delays:?}"));
    let notes: Vec<usize> = found.notes.iter().map(|note| note.turn).collect();
    compare("notes", case.notes.as_ref().is_none_or(|wanted| *wanted == notes), format!("{notes:?}"));
    faults
}

#[test]
fn conversations_are_read_as_an_analyst_reads_them_but_for_those_listed_as_limits() {
    let cases = cases();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert!(names.len() == cases.len() && names.len() >= 12, "{} names", names.len());
    for analyzer in analyzers() {
        let mut failing = BTreeMap::new();
        for case in &cases {
            let found = analyzer.analyze_conversation(&turns(&case.turns));
            for (what, got) in faults(case, &found) {
                failing.insert(format!("{}/{what}", case.name), got);
            }
        }
        println!("{} model: {} expectations of {} conversations fail", analyzer.model(), failing.len(), cases.len());
        hold_to_list(&format!("failing conversations of the {} model", analyzer.model()), &failing);
    }
}

fn json(analyzer: &Analyzer, found: &ConversationAnalysis) -> String {
    conversation_to_json(found, None, analyzer)
}

/// Pushes the turns one by one and asks after each; every answer is that of the whole call on the turns so far.
fn hold_live_to_batch(analyzer: &Analyzer, turns: &[Turn<'_>]) {
    let mut session = analyzer.session();
    for (number, turn) in turns.iter().enumerate() {
        let change = session.push(*turn);
        let so_far = session.analysis();
        assert_eq!(json(analyzer, &so_far), json(analyzer, &analyzer.analyze_conversation(&turns[..=number])));
        assert_eq!(so_far.turns.last(), Some(&change.turn));
        assert_eq!(so_far.resolution, change.resolution);
    }
}

#[test]
fn live_gives_what_the_whole_call_gives_on_our_conversations() {
    let analyzer = analyzer(ModelKind::Fast);
    for case in cases() {
        hold_live_to_batch(&analyzer, &turns(&case.turns));
    }
}

/// Texts of all kinds of turns, odd ones among them.
const TEXTS: [&str; 18] = [
    "Where is my parcel? It was due last week.",
    "This is the third time I ask and nobody answers. I'm furious!",
    "Thank you so much, it works now, what a relief!",
    "It's TV-20418",
    "I want my money back or I'm leaving for good.",
    "Let me talk to a real person!",
    "¿Dónde está mi pedido? Llevo dos semanas esperando.",
    "Estoy harta, siempre lo mismo.",
    "Mil gracias, ya está resuelto.",
    "I'm sorry about the wait. I've refunded the fee just now.",
    "Please calm down and fill in the form.",
    "Le pido disculpas; mañana a las 9 pasa el técnico y le llamo yo misma.",
    "Un momento.",
    "",
    "  \n",
    "👍",
    "مرحبا",
    "ñ\u{301}\u{0}é",
];

fn any_turn() -> impl Strategy<Value = TurnText> {
    let speaker = prop_oneof![
        5 => Just(Speaker::Customer), 5 => Just(Speaker::Agent), 1 => Just(Speaker::Bot), 1 => Just(Speaker::System)
    ];
    let agent = prop_oneof![Just(None), Just(Some("ana")), Just(Some("leo"))];
    let time = prop_oneof![Just(None), (0_i64..100_000).prop_map(|ms| Timestamp::from_milliseconds(ms).ok())];
    (speaker, 0..TEXTS.len(), agent, time).prop_map(|(speaker, text, agent, time)| TurnText {
        speaker,
        text: TEXTS[text].to_owned(),
        agent: agent.map(str::to_owned),
        time,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn live_gives_what_the_whole_call_gives(texts in proptest::collection::vec(any_turn(), 0..14)) {
        let analyzer = analyzer(ModelKind::Fast);
        let turns = turns(&texts);
        hold_live_to_batch(&analyzer, &turns);
        let found = analyzer.analyze_conversation(&turns);
        hold_to_its_own_rules(&found, &turns);
    }
}

/// What must hold for any conversation.
fn hold_to_its_own_rules(found: &ConversationAnalysis, turns: &[Turn<'_>]) {
    assert_eq!((found.turn_count, found.turns.len()), (turns.len(), turns.len()));
    for (entry, turn) in found.turns.iter().zip(turns) {
        assert_eq!(entry.customer.is_some(), turn.speaker == Speaker::Customer);
        assert!(entry.reply.is_none() || turn.speaker == Speaker::Agent, "only agents are judged");
    }
    let speaks = |number: usize, speaker: Speaker| turns[number].speaker == speaker;
    for point in &found.turning_points {
        assert!(speaks(point.turn, Speaker::Agent) && speaks(point.customer_turn, Speaker::Customer));
        assert!(point.turn < point.customer_turn && point.customer_turn <= point.until);
    }
    for need in &found.needs {
        assert!(speaks(need.raised, Speaker::Customer));
        assert_eq!(need.answered_at.is_some(), need.state == Coverage::Answered);
        assert!(need.answered_at.is_none_or(|at| at > need.raised));
    }
    for missed in &found.missed_opportunities {
        assert!(speaks(missed.turn, Speaker::Agent) && speaks(missed.customer_turn, Speaker::Customer));
        assert!(missed.customer_turn < missed.turn && missed.technique.is_some() != missed.need.is_some());
    }
    let value = serde_json::to_value(found).unwrap();
    walk_quotes(&value, &mut |quote| {
        let number = |key: &str| usize::try_from(quote[key].as_u64().unwrap()).unwrap();
        let (text, words) = (turns[number("turn")].text, quote["text"].as_str().unwrap());
        assert_eq!(&text[number("byte_start")..number("byte_end")], words);
        assert_eq!(text.chars().skip(number("start")).take(number("end") - number("start")).collect::<String>(), words);
    });
    assert!(found.estimated_experience.is_none_or(|experience| (1.0..=5.0).contains(&experience)));
    let judged: usize = found.agents.iter().filter_map(|agent| agent.empathy).map(|mean| mean.n).sum();
    assert_eq!(judged, found.replies().count());
}

fn walk_quotes(value: &Value, check: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(map) if map.contains_key("byte_start") => check(value),
        Value::Object(map) => map.values().for_each(|value| walk_quotes(value, check)),
        Value::Array(list) => list.iter().for_each(|value| walk_quotes(value, check)),
        _ => {}
    }
}

#[derive(Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    context: Vec<String>,
    customer: String,
    #[serde(default)]
    reply: Option<String>,
}

/// The shared corpus lies beside the checkout where it is worked on, and nowhere else.
#[test]
fn live_gives_what_the_whole_call_gives_on_all_shared_dialogues() {
    let folder = root().join("../shared/data/train-ok/support_corpus");
    if !folder.is_dir() {
        println!("skipped: no {}", folder.display());
        return;
    }
    let analyzer = analyzer(ModelKind::Fast);
    let mut dialogues = 0;
    for file in ["dev.jsonl", "train.jsonl"] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let rows = text.lines().filter_map(|line| serde_json::from_str::<Row>(line).ok());
        for row in rows.filter(|row| !row.context.is_empty()) {
            let mut turns: Vec<Turn<'_>> = row
                .context
                .iter()
                .map(|turn| match turn.split_once(": ") {
                    Some(("agent", text)) => Turn::agent(text),
                    Some((_, text)) => Turn::customer(text),
                    None => panic!("{}: {turn:?}", row.id),
                })
                .collect();
            turns.push(Turn::customer(&row.customer));
            turns.extend(row.reply.as_deref().map(Turn::agent));
            let mut session = analyzer.session();
            for (number, turn) in turns.iter().enumerate() {
                session.push(*turn);
                if number == turns.len() / 2 {
                    // Asking half way must not change what comes after.
                    let half = json(&analyzer, &session.analysis());
                    assert_eq!(half, json(&analyzer, &analyzer.analyze_conversation(&turns[..=number])), "{}", row.id);
                }
            }
            let whole = analyzer.analyze_conversation(&turns);
            assert_eq!(json(&analyzer, &session.analysis()), json(&analyzer, &whole), "{}", row.id);
            hold_to_its_own_rules(&whole, &turns);
            dialogues += 1;
        }
    }
    assert!(dialogues > 100, "{dialogues} dialogues");
    println!("{dialogues} dialogues");
}

#[test]
fn golden_conversations_keep_their_bytes() {
    for analyzer in analyzers() {
        let lines = conversations("examples/conversations.jsonl").into_iter().map(|conversation| {
            let found = analyzer.analyze_conversation(&conversation.turns());
            conversation_to_json(&found, Some(&conversation.id), &analyzer) + "\n"
        });
        let golden = format!("tests/expected/golden-conversations-{}.jsonl", analyzer.model());
        hold_to_golden(&golden, &lines.collect::<String>());
    }
}

#[test]
fn every_line_follows_the_schema() {
    let schema: Value = serde_json::from_str(&read("tests/schema/conversation-1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let cases = cases();
    let odd: Vec<Turn<'_>> =
        TEXTS.iter().flat_map(|text| [Turn::customer(text), Turn::agent(text).by("ana")]).collect();
    let redacting = Analyzer::builder().model(ModelKind::Fast).redact(simpatico::Redactor::new()).build().unwrap();
    for analyzer in [analyzer(ModelKind::Fast), redacting] {
        let check = |turns: &[Turn<'_>], name: &str| {
            let line = conversation_to_json(&analyzer.analyze_conversation(turns), Some(name), &analyzer);
            let value: Value = serde_json::from_str(&line).unwrap();
            let faults: Vec<String> =
                validator.iter_errors(&value).map(|error| format!("{error} at {}", error.instance_path())).collect();
            assert!(faults.is_empty(), "{name}: {faults:?}");
        };
        for case in &cases {
            check(&turns(&case.turns), &case.name);
        }
        check(&odd, "odd");
        check(&[], "empty");
    }
}

#[test]
fn masks_are_in_every_text_of_a_result_and_change_no_figure() {
    let secrets = ["ana.ruiz@example.com", "612 34 56 78", "4111 1111 1111 1111", "Noemi Alba"];
    let turns = [
        Turn::customer("I'm furious, nobody answers ana.ruiz@example.com and I gave you my phone 612 34 56 78 twice!"),
        Turn::agent("My name is Noemi Alba. Calm down, write to ana.ruiz@example.com again or call 612 34 56 78."),
        Turn::customer("You charged 4111 1111 1111 1111 twice, this is outrageous! I want my money back now."),
        Turn::agent("Sorry. Your card 4111 1111 1111 1111 gets the refund of order 20418 tomorrow."),
    ];
    for model in [ModelKind::Fast, ModelKind::Accurate] {
        let plain = analyzer(model);
        let redacting = Analyzer::builder().model(model).redact(simpatico::Redactor::new()).build().unwrap();
        let (open, masked) = (plain.analyze_conversation(&turns), redacting.analyze_conversation(&turns));
        let (mut one, mut other) = (serde_json::to_value(&open).unwrap(), serde_json::to_value(&masked).unwrap());
        let text = other.to_string();
        // Whole secrets and each of their words.
        for word in secrets.iter().flat_map(|secret| secret.split(' ')).filter(|word| word.len() > 3) {
            assert!(!text.contains(word), "{word} in {text}");
        }
        let judgement = redacting.judge_exchange(&simpatico::Exchange {
            customer: turns[0].text,
            reply: Some(turns[1].text),
            turns_before: 0,
        });
        let line = simpatico::to_json(&judgement, None, &redacting);
        assert!(secrets.iter().all(|secret| !line.contains(secret)), "{line}");
        forget_texts(&mut one);
        forget_texts(&mut other);
        assert_eq!(one, other, "scores and offsets are those of the text as it is");
    }
}

fn forget_texts(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("text");
            map.values_mut().for_each(forget_texts);
        }
        Value::Array(list) => list.iter_mut().for_each(forget_texts),
        _ => {}
    }
}

#[test]
fn results_read_back_from_json() {
    let analyzer = analyzer(ModelKind::Fast);
    for case in cases() {
        let found = analyzer.analyze_conversation(&turns(&case.turns));
        let json = serde_json::to_string(&found).unwrap();
        let back: ConversationAnalysis = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), json);
    }
}

#[test]
fn a_session_can_be_sent_to_another_thread() {
    fn check<T: Send>() {}
    check::<simpatico::Session>();
}

#[test]
fn bots_and_notices_are_never_judged_as_agents() {
    let analyzer = analyzer(ModelKind::Fast);
    let customer = "My card was stolen, please help me!";
    let rude = "Calm down. You should have been more careful.";
    let of = |speaker| analyzer.analyze_conversation(&[Turn::customer(customer), Turn::new(speaker, rude)]);
    assert_eq!((of(Speaker::Agent).replies().count(), of(Speaker::Agent).agents.len()), (1, 1));
    for speaker in [Speaker::Bot, Speaker::System] {
        let found = of(speaker);
        assert_eq!((found.replies().count(), found.agents.len(), found.missed_opportunities.len()), (0, 0, 0));
        assert!(found.open_needs().count() > 0);
    }
}

#[test]
fn one_reply_of_several_turns_is_judged_as_one() {
    let analyzer = analyzer(ModelKind::Fast);
    let customer = "You charged me twice and I'm really upset about it.";
    let (first, second) = (
        "I'm so sorry, two charges for one order is our mistake.",
        "I have refunded the second one just now; it is back on Friday.",
    );
    let found = analyzer.analyze_conversation(&[
        Turn::customer(customer),
        Turn::agent(first).by("ana"),
        Turn::new(Speaker::System, "ana is typing"),
        Turn::agent(second).by("ana"),
    ]);
    let [(turn, reply)] = &found.replies().collect::<Vec<_>>()[..] else { panic!("one reply") };
    assert_eq!((turn.turn, &reply.parts[..], &reply.answers[..]), (3, &[1, 3][..], &[0][..]));
    let joined = format!("{first}\n{second}");
    let whole = analyzer.score_reply(customer, &joined);
    assert_eq!((reply.empathy, reply.pillars, &reply.coverage), (whole.empathy, whole.pillars, &whole.coverage));
    assert_eq!(found.agents[0].empathy.map(|mean| mean.n), Some(1), "one reply, not two");
    let handed_over = analyzer.analyze_conversation(&[
        Turn::customer(customer),
        Turn::agent(first).by("ana"),
        Turn::agent(second).by("leo"),
    ]);
    assert_eq!(handed_over.replies().count(), 2, "two agents are two replies");
}

#[test]
fn memory_of_a_long_conversation_has_an_end() {
    let analyzer = analyzer(ModelKind::Fast);
    let mut session = analyzer.session();
    let most = simpatico::Session::MOST_TURNS;
    for number in 0..most + 500 {
        session.push(if number % 2 == 0 { Turn::customer("Where is it?") } else { Turn::agent("One moment.") });
    }
    let found = session.analysis();
    assert_eq!((found.turn_count, found.turns.len(), found.left_out.turns), (most + 500, most, 500));
    assert_eq!(found.turns[0].turn, 500);
    assert_eq!(found.sentiment.judged, (most + 500) / 2, "figures are of the whole conversation");
    assert!(found.needs.len() <= simpatico::Session::MOST_ENTRIES);
}
