//! Any text gives an answer, in time linear in its length, the same answer each time.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use simpatico::{Analyzer, Exchange, ModelKind, to_json};
use simpatico_tests::analyzer;

fn line(analyzer: &Analyzer, customer: &str, reply: Option<&str>) -> String {
    to_json(&analyzer.judge_exchange(&Exchange { customer, reply, turns_before: 0 }), None, analyzer)
}

/// The least of three runs: what the work costs, without what else the machine did.
fn cost(analyzer: &Analyzer, text: &str) -> Duration {
    let run = |_| {
        let clock = Instant::now();
        std::hint::black_box(line(analyzer, text, Some(text)));
        clock.elapsed()
    };
    (0..3).map(run).min().unwrap()
}

#[test]
fn time_is_linear_in_the_length() {
    let analyzer = Analyzer::new();
    let kinds: [(&str, String); 9] = [
        ("prose", "My order never came, nobody answers and I am tired of waiting. ".to_owned()),
        ("spanish", "¿Por qué nadie me contesta? Llevo tres semanas esperando y sigo sin mi pedido. ".to_owned()),
        ("emoji", "😡👍🏽❤️🇪🇸👨‍👩‍👧".to_owned()),
        ("marks", "!?".to_owned()),
        ("combining", "e\u{301}\u{302}\u{303}".to_owned()),
        ("one word", "a".to_owned()),
        ("entities", "&amp;&#39;&lt;3".to_owned()),
        ("brackets", "[<{#@$".to_owned()),
        ("no and if", "no if not si nunca ".to_owned()),
    ];
    for (kind, piece) in &kinds {
        let text = |size: usize| piece.repeat(size / piece.len() + 1);
        let (small, large) = (text(1 << 16), text(1 << 20));
        let (short, long) = (cost(&analyzer, &small), cost(&analyzer, &large));
        let ratio = long.as_secs_f64() / short.as_secs_f64();
        println!("{kind:<10} 64 KiB {short:>10.1?}  1 MiB {long:>10.1?}  ratio {ratio:.1} of 16");
        // Sixteen times the text; caches and sorting make it a little more, a quadratic step would make it 256.
        assert!(ratio < 32.0, "{kind}: sixteen times the text took {ratio:.0} times as long");
        assert!(long < Duration::from_secs(30), "{kind}: {long:?} for 1 MiB");
    }
}

#[test]
fn strange_texts_get_an_answer() {
    let analyzer = Analyzer::new();
    let texts = [
        "",
        " ",
        "\n\r\n\t",
        "\u{feff}",
        "\u{200d}",
        "\u{301}",
        "\u{0}",
        "?",
        "...",
        "👍",
        ":(",
        "a",
        "é",
        "ﬁ",
        "&",
        "&#",
        "&#0;",
        "&#x110000;",
        "مرحبا، طلبي متأخر",
        "こんにちは",
        "\u{202e}olleh",
        "#",
        "@",
        "[",
        "<b>",
        "#NAME#",
        "$",
        "€",
        "1.",
        "1/2/",
        "12:",
        "-5%",
        "'",
        "''''",
    ];
    for text in texts {
        for other in [None, Some(""), Some(text), Some("I'm sorry.")] {
            let json = line(&analyzer, text, other);
            assert!(json.starts_with("{\"schema\":1"), "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_analyzes_and_spans_stand_on_characters(customer in "\\PC{0,120}", reply in "\\PC{0,120}") {
        let analyzer = analyzer(ModelKind::Fast);
        let analysis = analyzer.analyze(&customer);
        let sentiment = &analysis.sentiment;
        prop_assert!((-1.0..=1.0).contains(&sentiment.score));
        for share in [sentiment.intensity, sentiment.confidence, analysis.urgency, analysis.effort, analysis.language.confidence] {
            prop_assert!((0.0..=1.0).contains(&share), "{}", share);
        }
        for evidence in &sentiment.evidence {
            prop_assert_eq!(&customer[evidence.span().bytes()], &*evidence.text);
        }
        let score = analyzer.score_reply(&customer, &reply);
        prop_assert!((0.0..=100.0).contains(&score.empathy.score));
        prop_assert_eq!(score.techniques.len(), 10);
        for technique in &score.techniques {
            prop_assert!(technique.level <= 2 && (0.0..=1.0).contains(&technique.score));
        }
    }

    #[test]
    fn words_of_the_trade_in_any_order_analyze_alike_twice(words in proptest::collection::vec(
        prop_oneof!["no", "not", "sin", "refund", "late", "otra vez", "gracias", "!!!", "😡", "angry", "\\.", "si", "sí", "£20", "3 days", "sorry", "\n"], 0..40)) {
        let text = words.join(" ");
        let (one, two) = (analyzer(ModelKind::Fast), analyzer(ModelKind::Fast));
        prop_assert_eq!(line(&one, &text, Some(&text)), line(&two, &text, Some(&text)));
    }
}
