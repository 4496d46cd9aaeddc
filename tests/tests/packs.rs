//! Packs of a company's own: what they change, what they leave alone, and how their faults are told.

use simpatico::{Analyzer, EmpathyLevel, ErrorKind, Label, ModelKind, Opportunity, Pillars, ReplyScore, ServiceNeed};

const ACME: &str = r#"
name = "acme"
ignore = ["Killer Deals", "Sad Café"]
products = ["Panic Button 2"]

[thresholds]
"emotions.anger" = 0.97

[[phrase]]
pattern = ["blinks red", "parpadea en rojo"]
label = "reasons.technical_failure"
weight = 5.0

[[phrase]]
pattern = ["house account"]
label = "relationship.employee"
weight = 6.0

[[label]]
name = "loyalty_points"
family = "service_needs"
[[label.phrase]]
pattern = ["my|the ..2 points", "mis|los ..2 puntos"]
weight = 5.0
"#;

fn models() -> [ModelKind; 2] {
    [ModelKind::Accurate, ModelKind::Fast]
}

fn with(model: ModelKind, pack: &str) -> Analyzer {
    Analyzer::builder().model(model).pack(pack).build().unwrap()
}

#[test]
fn phrases_add_their_weight_and_stand_as_evidence() {
    for model in models() {
        let (plain, own) = (Analyzer::builder().model(model).build().unwrap(), with(model, ACME));
        for text in ["Since Monday the box blinks red.", "Desde el lunes la caja parpadea en rojo."] {
            let reason = |analyzer: &Analyzer| {
                let analysis = analyzer.analyze(text).into_owned();
                analysis.reasons.into_iter().find(|reason| reason.label.to_string() == "technical_failure")
            };
            let found = reason(&own).unwrap();
            let evidence = found.evidence.iter().find(|evidence| evidence.source == "acme/phrase-1").unwrap();
            assert!((evidence.contribution - 5.0).abs() < 1e-9);
            assert!(text.contains(evidence.text.as_ref()));
            let sum: f64 = found.evidence.iter().map(|evidence| evidence.contribution).sum();
            assert!((found.base + sum - found.raw).abs() < 1e-9);
            if let Some(before) = reason(&plain) {
                assert!((found.raw - before.raw - 5.0).abs() < 1e-9);
            }
        }
    }
}

#[test]
fn ignored_names_say_nothing() {
    for model in models() {
        let own = with(model, ACME);
        for (named, neutral) in [
            ("Where is the killer deals voucher?", "Where is the Panic Button 2 voucher?"),
            ("I booked at Sad Cafe for two.", "I booked at Killer Deals for two."),
        ] {
            let (named, neutral) = (own.analyze(named), own.analyze(neutral));
            assert!((named.sentiment.score - neutral.sentiment.score).abs() < 0.12, "{model}: {named:?}");
            assert_eq!(named.emotions.len(), neutral.emotions.len());
        }
    }
}

#[test]
fn new_labels_are_given_with_their_evidence() {
    for model in models() {
        let own = with(model, ACME);
        let analysis = own.analyze("Hola, ¿dónde veo mis puntos?");
        let [label] = analysis.custom.as_slice() else { panic!("{:?}", analysis.custom) };
        assert_eq!((label.family.as_ref(), label.label.as_ref()), ("service_needs", "acme.loyalty_points"));
        assert!(label.score > 0.7 && (label.base + label.evidence[0].contribution - label.raw).abs() < 1e-9);
        assert!(own.analyze("Where is my parcel?").custom.is_empty());
        assert!(Analyzer::new().analyze("Where are my points?").custom.is_empty());
    }
}

#[test]
fn thresholds_hold_and_can_be_overridden() {
    let text = "This is outrageous, you thieves, I am furious with you all!!!";
    let has_anger = |analyzer: &Analyzer| {
        analyzer.analyze(text).emotions.iter().any(|emotion| emotion.label.to_string() == "anger")
    };
    for model in models() {
        let builder = || Analyzer::builder().model(model);
        assert!(has_anger(&builder().threshold("emotions.anger", 0.05).build().unwrap()));
        assert!(!has_anger(&builder().threshold("emotions.anger", 0.9999).build().unwrap()));
        assert!(has_anger(&builder().pack(ACME).threshold("emotions.anger", 0.05).build().unwrap()));
    }
    let error = Analyzer::builder().threshold("emotions.hunger", 0.5).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownLabel);
    let error = Analyzer::builder().threshold("emotions.anger", 1.5).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidOption);
    assert!(error.to_string().contains("1.5"), "{error}");
}

#[test]
fn a_threshold_of_ones_own_holds_beside_stronger_labels() {
    let text = "Where is my parcel? Cancel the second one and refund its postage, please.";
    for model in models() {
        let above = |least: f64| -> Vec<(ServiceNeed, f64)> {
            let builder = ServiceNeed::ALL.iter().fold(Analyzer::builder().model(model), |builder, need| {
                builder.threshold(format!("service_needs.{need}"), least)
            });
            let analysis = builder.build().unwrap().analyze(text);
            analysis.service_needs.iter().map(|need| (need.label, need.score)).collect()
        };
        let (all, some) = (above(0.001), above(0.1));
        let wanted: Vec<(ServiceNeed, f64)> = all.iter().copied().filter(|(_, score)| *score >= 0.1).collect();
        assert!(some.len() > 1 && some.len() < all.len(), "{some:?} of {all:?}");
        assert_eq!(some, wanted);
    }
}

#[test]
fn every_fault_is_named_with_its_line() {
    let pack = r#"name = "Acme!"
ignore = ["..."]
[thresholds]
"emotions.hunger" = 0.5
"emotions.anger" = 2.0
[[phrase]]
pattern = ["..3 red"]
label = "reasons.nonsense"
weight = 9.0
[[label]]
name = "points"
family = "colours"
threshold = 0.9
[[label.phrase]]
pattern = ["points"]
weight = 1.0
"#;
    let error = Analyzer::builder().pack(pack).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidPack);
    let text = error.to_string();
    for wanted in [
        "line 1: a pack's name",
        "line 2: no word",
        "line 4: no label \"emotions.hunger\"",
        "line 5: threshold 2",
        "line 7: ",
        "line 8: no label \"reasons.nonsense\"",
        "line 9: weight 9",
        "line 12: family \"colours\"",
        "line 11: no text can reach",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is not in\n{text}");
    }
    for (pack, wanted) in [
        ("name = 3", "line 1"),
        ("name = \"a\"\nnmae = 1", "unknown field `nmae`"),
        ("", "missing field `name`"),
        ("name = \"a\"\n[[phrase]]\npattern = [\"x\", \"X\"]\nlabel = \"emotions.joy\"\nweight = 1", "already weighs"),
    ] {
        let error = Analyzer::builder().pack(pack).build().unwrap_err();
        assert!(error.kind() == ErrorKind::InvalidPack && error.to_string().contains(wanted), "{pack:?}: {error}");
    }
    let error = Analyzer::builder().pack("name = \"a\"").pack("name = \"a\"").build().unwrap_err();
    assert!(error.to_string().contains("another pack has the name \"a\""), "{error}");
}

#[test]
fn analyzers_with_different_packs_live_side_by_side() {
    let plain = Analyzer::builder().model(ModelKind::Fast).build().unwrap();
    let (acme, other) = (with(ModelKind::Fast, ACME), with(ModelKind::Fast, "name = \"other\"\nignore = [\"points\"]"));
    let text = "Where are my points?";
    let before = plain.analyze(text);
    assert_eq!(acme.analyze(text).custom.len(), 1);
    assert!(other.analyze(text).custom.is_empty());
    assert_eq!(plain.analyze(text), before);
}

const RUBRIC: &str = r#"
name = "strict"
[rubric]
medium = 40
high = 80
[rubric.pillars]
active_listening = 20
perspective_taking = 10
empathetic_language = 20
action = 40
human_touch = 10
[rubric.techniques]
emotional_acknowledgement = 40
apology = 40
reassurance = 10
appreciation = 10
[rubric.harm]
robotic = 15
[rubric.caps]
rude = 5
no_step = 20
"#;

const CUSTOMER: &str = "Third day without hot water, and I have a baby at home. Nobody answers my mails. I'm fed up!";

/// The score by hand: the weighted mean of the pillars that are there, less what harmed.
fn by_hand(pillars: &Pillars, reply: &ReplyScore<'_>) -> f64 {
    let weighed = [
        (20.0, pillars.active_listening),
        (10.0, pillars.perspective_taking),
        (20.0, pillars.empathetic_language),
        (40.0, pillars.action),
        (10.0, pillars.human_touch),
    ];
    let there = || weighed.iter().filter_map(|(weight, value)| value.map(|value| (weight, value)));
    let mean =
        there().map(|(weight, value)| weight * value).sum::<f64>() / there().map(|(weight, _)| weight).sum::<f64>();
    let harm = reply.antipatterns.iter().filter(|found| found.label.to_string() == "robotic").count() as f64 * 15.0;
    (mean - harm).max(0.0)
}

#[test]
fn a_rubric_weighs_pillars_as_its_file_says() {
    let own = with(ModelKind::Fast, RUBRIC);
    let plain = Analyzer::builder().model(ModelKind::Fast).build().unwrap();
    for reply in [
        "Three days without hot water and a baby at home is hard, and I'm sorry nobody answered you. A fitter comes today at four, \
         and I'll ring you at five to make sure it runs.",
        "I'm sorry about that. A fitter will come today at four.",
    ] {
        let score = own.score_reply(CUSTOMER, reply);
        assert!((score.empathy.score - by_hand(&score.pillars, &score)).abs() < 1e-9, "{reply}: {:?}", score.empathy);
        assert_ne!(score.empathy.score, plain.score_reply(CUSTOMER, reply).empathy.score);
        let level = match score.empathy.score {
            s if s < 40.0 => EmpathyLevel::Low,
            s if s < 80.0 => EmpathyLevel::Medium,
            _ => EmpathyLevel::High,
        };
        assert_eq!(score.empathy.level, level);
        for suggestion in &score.suggestions {
            assert!(suggestion.gain >= 1.0);
        }
    }
}

#[test]
fn shares_of_techniques_move_their_pillar() {
    let own = with(ModelKind::Fast, RUBRIC);
    let score = own
        .score_reply(CUSTOMER, "I'm sorry we left you alone with this for three days. A fitter comes today at four.");
    let shares =
        [("emotional_acknowledgement", 40.0), ("apology", 40.0), ("reassurance", 10.0), ("appreciation", 10.0)];
    let called_for = |name: &str| {
        let technique = score.techniques.iter().find(|technique| technique.label.to_string() == name).unwrap();
        matches!(technique.opportunity, Opportunity::Met | Opportunity::Missed)
            .then_some(f64::from(technique.level) * 50.0)
    };
    let there: Vec<(f64, f64)> =
        shares.iter().filter_map(|(name, share)| called_for(name).map(|points| (*share, points))).collect();
    let wanted = there.iter().map(|(share, points)| share * points).sum::<f64>()
        / there.iter().map(|(share, _)| share).sum::<f64>();
    assert!((score.pillars.empathetic_language.unwrap() - wanted).abs() < 1e-9);
}

#[test]
fn caps_of_a_rubric_hold_with_and_without_weights() {
    let rude = "Please calm down, these things take time. As I already told you, fill in the form on our website.";
    let lifted = "name = \"mild\"\n[rubric.caps]\nrude = 100\ninvalidating = 100\ndismissive = 100\nblaming = 100\ndefensive = 100\nno_step = 100\nleft_alone = 100";
    for model in models() {
        assert!(with(model, RUBRIC).score_reply(CUSTOMER, rude).empathy.score <= 5.0);
        let plain = Analyzer::builder().model(model).build().unwrap().score_reply(CUSTOMER, rude).empathy.score;
        assert!(with(model, lifted).score_reply(CUSTOMER, rude).empathy.score >= plain);
        let lower = "name = \"low\"\n[rubric.caps]\nrude = 3";
        assert!(with(model, lower).score_reply(CUSTOMER, rude).empathy.score <= 3.0);
    }
}

#[test]
fn faults_of_a_rubric_are_named_with_their_line() {
    let pack = "name = \"a\"\n[rubric]\nmedium = 70\nhigh = 60\n[rubric.pillars]\naction = 60\nwarmth = 10\n\
                [rubric.techniques]\napology = 120\n[rubric.caps]\nshouting = 10\nrude = -1\n";
    let text = Analyzer::builder().pack(pack).build().unwrap_err().to_string();
    for wanted in [
        "line 3: medium begins at 70 and high at 60",
        "the weights of the pillars sum to 60, not to 100",
        "line 7: no pillar \"warmth\"",
        "line 9: 120 is outside the limits of 0 to 100",
        "the shares of the techniques of empathetic_language sum to 120, not to 100",
        "line 11: \"shouting\" caps nothing",
        "line 12: -1 is outside the limits of 0 to 100",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is not in\n{text}");
    }
    let two = [RUBRIC, "name = \"b\"\n[rubric]\nhigh = 90"];
    let error = Analyzer::builder().pack(two[0]).pack(two[1]).build().unwrap_err();
    assert!(error.to_string().contains("another pack has a rubric"), "{error}");
    let harm = "name = \"c\"\n[rubric.harm]\nrobotic = 5";
    assert!(Analyzer::builder().pack(harm).build().unwrap_err().to_string().contains("give their weights"));
}
