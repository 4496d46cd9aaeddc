//! A generated team whose habits and trends are known: they are found, and nothing is claimed of the agent who is random.

use simpatico::{
    AgentOrder, AgentProfile, Analyzer, Correction, Direction, ErrorKind, ModelKind, Period, Profile,
    ReflectionAnalysis, ReflectionOptions, Timestamp, Turn, reflection_to_json,
};
use simpatico_tests::{analyzer, conversations, hold_to_golden, read};

const MESSAGES: [&str; 6] = [
    "My parcel is a week late and nobody answers my e-mails. I'm really annoyed.",
    "This is the third time I write about the same parcel. It's so frustrating, I took a day off for it!",
    "Still nothing. The parcel holds my daughter's birthday present and I'm worried it is lost.",
    "You said Tuesday, then Thursday, and here I am without my order. I'm fed up with these promises.",
    "I've been waiting for that delivery since Monday and I feel completely ignored.",
    "Where is my parcel? I needed it for work today, and now I look like a fool. Very disappointed.",
];

const COLD: [&str; 6] = [
    "Please calm down, deliveries take time.",
    "As I already told you, check the tracking page.",
    "That is not our fault, talk to the courier.",
    "You should have read the terms before ordering.",
    "There is nothing we can do about that.",
    "Just wait, it's only a few days.",
];

const FAIR: [&str; 6] = [
    "Sorry about the delay. We are looking into it with the depot.",
    "I understand. Could you give me your order number so that I can check?",
    "Apologies for that. The courier has been asked where it is.",
    "I see that it has not arrived. Our team will have a look soon.",
    "Sorry to hear that. I have passed it on to the warehouse.",
    "That is annoying. We will write when there is news.",
];

const WARM: [&str; 6] = [
    "A week without a word is not acceptable, and I'm sorry we left you in the dark. I called the depot just now: your \
     parcel is on van 12 and will be with you by 5 today. I'll ring you myself at 6 to make sure.",
    "Three letters about one parcel, and a day off wasted: no wonder you are frustrated, that is our failure and I apologize. \
     I have had a new one packed this minute, and it leaves by express tonight so that you hold it tomorrow morning.",
    "I can imagine how worrying it is with a birthday coming up. The present is safe, I found it in the depot next to you. \
     It goes out tomorrow at 9, and should anything go wrong I'll bring you a voucher for the toy shop the same day.",
    "You were promised two dates and we kept neither, so I understand that you have had enough of promises. I'm sorry. \
     Instead of a third one, here is what I did: your order is in the hands of Sam, who drives to you right now.",
    "Being ignored since Monday would upset me too, and I apologize that nobody took it on. I have taken your case over \
     myself. The delivery is booked for 4 this afternoon; would that suit you, or shall we bring it to your office?",
    "You counted on it for work and we let you down in front of your colleagues, I'm truly sorry. I have refunded the \
     shipping and sent a second one by courier, which reaches your desk before noon tomorrow.",
];

const CANNED: &str = "Thank you for contacting our support team, your satisfaction is very important to us.";

const WEEKS: usize = 12;
const A_WEEK: usize = 3;

/// Numerical Recipes' generator: the same numbers everywhere.
struct Random(u32);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % limit
    }

    fn shuffled(&mut self, mut texts: Vec<&'static str>) -> Vec<&'static str> {
        for place in (1..texts.len()).rev() {
            texts.swap(place, self.below(place + 1));
        }
        texts
    }
}

/// The replies of an agent, one a conversation, in order.
fn replies(agent: &str) -> Vec<String> {
    let mut random = Random(7);
    let number = |place: usize| place / A_WEEK;
    let all = || [COLD, FAIR, WARM].concat();
    let decks = [random.shuffled(all()), random.shuffled(all())].concat();
    let reply = |place: usize| match agent {
        "Pia" => format!("{CANNED} {}", FAIR[place % 6]),
        // From cold over fair to warm; every third reply is of the neighbouring kind.
        "Ravi" => {
            let level = (number(place) * 3 / WEEKS + usize::from(place % 3 == 2)).min(2);
            [COLD, FAIR, WARM][level][(place + number(place)) % 6].to_owned()
        }
        "Rosa" => decks[place].to_owned(),
        other => panic!("no agent {other}"),
    };
    (0..WEEKS * A_WEEK).map(reply).collect()
}

const MONDAY: i64 = 1_767_600_000_000; // 2026-01-05T08:00:00Z
const HOUR: i64 = 3_600_000;

fn time(place: usize, minutes: i64) -> Timestamp {
    let (week, day) = ((place / A_WEEK) as i64, (place % A_WEEK) as i64);
    Timestamp::from_milliseconds(MONDAY + (week * 7 + day) * 24 * HOUR + minutes * 60_000).unwrap()
}

fn reflect(
    analyzer: &Analyzer,
    agents: &[&str],
    options: ReflectionOptions,
    corrections: &[&str],
) -> ReflectionAnalysis {
    let mut reflection = analyzer.reflection(options).unwrap();
    for line in corrections {
        reflection.correct(Correction::from_json(line).unwrap());
    }
    let said: Vec<Vec<String>> = agents.iter().map(|agent| replies(agent)).collect();
    for place in 0..WEEKS * A_WEEK {
        for (agent, said) in agents.iter().zip(&said) {
            let turns = [
                Turn::customer(MESSAGES[place % 6]).at(time(place, 0)),
                Turn::agent(&said[place]).by(agent).at(time(place, 4)),
            ];
            let id = format!("{agent}-{place}");
            reflection.add(Some(&id), &turns, &analyzer.analyze_conversation(&turns));
        }
    }
    reflection.analysis()
}

fn fast() -> Analyzer {
    analyzer(ModelKind::Fast)
}

fn page<'a>(found: &'a ReflectionAnalysis, agent: &str) -> &'a Profile {
    let is_wanted = |page: &&AgentProfile| page.agent.as_deref() == Some(agent);
    &found.agents.iter().find(is_wanted).unwrap_or_else(|| panic!("no page of {agent}")).profile
}

#[test]
fn a_golden_reflection_keeps_its_bytes() {
    let analyzer = fast();
    let mut reflection = analyzer.reflection(ReflectionOptions::default()).unwrap();
    for conversation in conversations("examples/team.jsonl") {
        let turns = conversation.turns();
        reflection.add(Some(&conversation.id), &turns, &analyzer.analyze_conversation(&turns));
    }
    let written = reflection_to_json(&reflection.analysis(), &analyzer) + "\n";
    hold_to_golden("tests/expected/golden-reflection-fast.jsonl", &written);
}

#[test]
fn known_habits_and_trends_are_found_and_chance_gets_no_claims() {
    let found = reflect(&fast(), &["Pia", "Ravi", "Rosa"], ReflectionOptions::default(), &[]);
    let [pia, ravi, rosa] = ["Pia", "Ravi", "Rosa"].map(|agent| page(&found, agent));

    let wording = pia.habits.wordings.first().expect("Pia's phrase is found");
    assert_eq!((wording.text.as_str(), wording.replies, wording.of), (CANNED, 36, 36));
    assert_eq!(pia.empathy.trend.unwrap().direction, Direction::Unclear);

    let trend = ravi.empathy.trend.expect("Ravi has enough replies");
    assert_eq!((trend.direction, trend.n, trend.conversations), (Direction::Up, 36, 36), "{trend:?}");
    assert!(trend.low > 0.0 && trend.low < trend.per_period && trend.per_period < trend.high);
    let change = ravi.empathy.change.as_ref();
    assert!(change.is_none(), "18 replies a half are below the minimum of 20: {change:?}");
    assert_eq!(ravi.habits.wordings, []);

    let directions: Vec<Direction> = [&rosa.empathy]
        .into_iter()
        .chain(rosa.pillars.iter().map(|pillar| &pillar.measure))
        .filter_map(|measure| measure.trend.map(|trend| trend.direction))
        .collect();
    assert!(
        !directions.is_empty() && directions.iter().all(|&direction| direction == Direction::Unclear),
        "{directions:?}"
    );
    assert_eq!(rosa.habits.wordings, []);
    assert_eq!(rosa.strengths, []);
}

#[test]
fn the_baseline_is_ones_own_earlier_time() {
    let options = ReflectionOptions { least_opportunities: 15, ..ReflectionOptions::default() };
    let found = reflect(&fast(), &["Ravi", "Rosa"], options, &[]);
    let change = page(&found, "Ravi").empathy.change.as_ref().unwrap();
    assert_eq!(change.earlier, ["2026-01-05", "2026-02-09"].map(str::to_owned));
    assert_eq!(change.later, ["2026-02-16", "2026-03-23"].map(str::to_owned));
    assert!(change.low > 0.0 && (change.later_mean - change.earlier_mean - change.difference).abs() < 1e-9);
    let chance = page(&found, "Rosa").empathy.change.as_ref().unwrap();
    assert!(chance.low < 0.0 && chance.high > 0.0, "{chance:?}");
}

#[test]
fn areas_come_with_own_replies_and_a_better_version() {
    let found = reflect(&fast(), &["Ravi", "Rosa", "Pia"], ReflectionOptions::default(), &[]);
    let mut better = 0;
    for page in &found.agents {
        assert!(page.profile.areas.len() <= Profile::MOST_AREAS);
        for area in &page.profile.areas {
            assert!(area.interval.high < Profile::ADEQUATE && area.n >= 20, "{area:?}");
            let own = replies(page.agent.as_deref().unwrap());
            for sample in &area.replies {
                assert!(own.contains(&sample.reply) && MESSAGES.contains(&sample.customer.as_str()));
                let Some(version) = &sample.better else { continue };
                better += 1;
                assert!(version.empathy.unwrap() >= sample.empathy + 1.0, "{sample:?}");
                let changed = match &version.replaces {
                    Some(words) => sample.reply.replacen(words.as_str(), &version.example, 1),
                    None => format!("{} {}", sample.reply.trim_end(), version.example),
                };
                let judged = fast().score_reply(&sample.customer, &changed).empathy.score;
                assert!(judged > sample.empathy, "judged again: {judged} is no better than {}", sample.empathy);
            }
        }
    }
    assert!(better > 0, "no area came with a better version");
}

#[test]
fn nobody_is_ranked_unless_asked_for() {
    let names = |order| {
        let options = ReflectionOptions { order, ..ReflectionOptions::default() };
        let found = reflect(&fast(), &["Rosa", "Pia", "Ravi"], options, &[]);
        let means: Vec<f64> = found.agents.iter().map(|page| page.profile.empathy.interval.unwrap().mean).collect();
        (found.agents.into_iter().map(|page| page.agent.unwrap()).collect::<Vec<_>>(), means)
    };
    assert_eq!(names(AgentOrder::Name).0, ["Pia", "Ravi", "Rosa"]);
    assert!(names(AgentOrder::Empathy).1.is_sorted_by(|a, b| a >= b));
}

#[test]
fn corrections_stand_beside_the_machine() {
    let corrections = [
        r#"{"id": "Pia-0", "turn": 1, "field": "empathy", "value": 10, "reviewer": "Inés"}"#,
        r#"{"id": "Pia-0", "turn": 0, "field": "emotions.frustration", "value": true}"#,
        r#"{"id": "Pia-1", "turn": 0, "field": "emotions.joy", "value": false}"#,
        r#"{"id": "Pia-1", "field": "resolved", "value": "no"}"#,
        r#"{"id": "Pia-1", "turn": 9, "field": "sentiment", "value": 0}"#,
        r#"{"id": "nobody", "turn": 1, "field": "empathy", "value": 10}"#,
    ];
    let analyzer = fast();
    let with = reflect(&analyzer, &["Pia"], ReflectionOptions::default(), &corrections);
    let without = reflect(&analyzer, &["Pia"], ReflectionOptions::default(), &[]);
    assert_eq!(with.team, without.team, "corrections change no score");
    assert_eq!((with.corrections.records, with.corrections.found, with.corrections.listed.len()), (6, 4, 4));
    let emotions = with.corrections.agreement.iter().find(|found| found.family == "emotions").unwrap();
    assert_eq!((emotions.n, emotions.kappa), (2, None), "no kappa below the minimum sample");
    assert!(emotions.share.is_some());
}

#[test]
fn without_times_conversations_are_counted_in_their_order() {
    let analyzer = fast();
    let options = ReflectionOptions { period: Period::Conversations(10), ..ReflectionOptions::default() };
    for (options, periods) in [(options, 4), (ReflectionOptions::default(), 0)] {
        let mut reflection = analyzer.reflection(options).unwrap();
        for (place, reply) in replies("Rosa").iter().enumerate() {
            let turns = [Turn::customer(MESSAGES[place % 6]), Turn::agent(reply)];
            reflection.add(None, &turns, &analyzer.analyze_conversation(&turns));
        }
        let found = reflection.analysis();
        assert_eq!((found.untimed, found.team.empathy.periods.len()), (36, periods));
        assert_eq!(found.agents.len(), 1);
        assert_eq!(found.agents[0].agent, None);
    }
    let refused = analyzer.reflection(ReflectionOptions { least_conversations: 2, ..ReflectionOptions::default() });
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidOption);
}

#[test]
fn a_reflection_follows_its_schema_and_keeps_its_bytes() {
    let schema: serde_json::Value = serde_json::from_str(&read("tests/schema/reflection-1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let analyzer = fast();
    let corrections = [r#"{"id": "Pia-0", "turn": 1, "field": "empathy", "value": 10, "reviewer": "Inés"}"#];
    let make = |agents: &[&str]| {
        let found = reflect(&analyzer, agents, ReflectionOptions::default(), &corrections);
        reflection_to_json(&found, &analyzer)
    };
    for agents in [&["Pia", "Ravi", "Rosa"][..], &["Rosa"], &[]] {
        let json = make(agents);
        assert_eq!(json, make(agents), "the same input gives the same bytes");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}
