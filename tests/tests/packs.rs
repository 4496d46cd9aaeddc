//! Packs of a company's own: what they change, what they leave alone, and how their faults are told.

use simpatico::{Analyzer, ErrorKind, ModelKind};

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
