//! What the score of a reply must do, whatever the weights: order, caps, honesty of suggestions.

use simpatico::{Analyzer, Antipattern, Label, ModelKind, Opportunity, ReplyScore, Technique};
use simpatico_tests::{analyzer, analyzers, exchanges};

/// The reply after a suggestion was followed.
fn followed(reply: &str, score: &ReplyScore<'_>, place: usize) -> String {
    let suggestion = &score.suggestions[place];
    let (before, after) = match &suggestion.replaces {
        Some(cut) => (&reply[..cut.byte_start], &reply[cut.byte_end..]),
        None => (reply, ""),
    };
    let parts = [before.trim(), suggestion.example.as_str(), after.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The reply after all its suggestions were followed: from its end to its start, so that places stay true.
fn all_followed(reply: &str, score: &ReplyScore<'_>) -> String {
    let mut cuts: Vec<_> = score.suggestions.iter().filter_map(|s| Some((s.replaces.as_ref()?, &s.example))).collect();
    cuts.sort_by_key(|(cut, _)| std::cmp::Reverse(cut.byte_start));
    let mut changed = reply.to_owned();
    for (cut, example) in cuts {
        changed.replace_range(cut.byte_start..cut.byte_end, example);
    }
    for added in score.suggestions.iter().filter(|suggestion| suggestion.replaces.is_none()) {
        changed = format!("{changed} {}", added.example);
    }
    changed
}

#[test]
fn a_suggestion_that_is_followed_brings_the_points_it_promised() {
    for analyzer in analyzers() {
        suggestions_keep_their_promise(&analyzer);
    }
}

fn suggestions_keep_their_promise(analyzer: &Analyzer) {
    // The accurate model takes its time: a third of the sample is enough for it.
    let is_fast = analyzer.model() == ModelKind::Fast;
    let (stride, least) = if is_fast { (1, 300) } else { (3, 20) };
    let mut lines: Vec<_> = exchanges("examples/exchanges.jsonl").into_iter().step_by(stride).collect();
    if is_fast {
        lines.extend(exchanges("tests/corpus/support-dev.jsonl"));
    }
    let (mut tried, mut helped, mut together) = (0, 0, Vec::new());
    for line in &lines {
        let Some(reply) = line.reply.as_deref() else { continue };
        let score = analyzer.score_reply(&line.customer, reply);
        assert!(score.suggestions.len() <= 3, "{}", line.id);
        assert!(score.suggestions.is_sorted_by(|a, b| a.gain >= b.gain), "{}", line.id);
        helped += usize::from(!score.suggestions.is_empty());
        for (place, suggestion) in score.suggestions.iter().enumerate() {
            let changed = followed(reply, &score, place);
            let risen = analyzer.score_reply(&line.customer, &changed).empathy.score - score.empathy.score;
            assert!((risen - suggestion.gain).abs() < 1e-6, "{}: {risen} for {}", line.id, suggestion.gain);
            assert!(risen > 0.0, "{}: {:?}", line.id, suggestion.example);
            assert!(!suggestion.example.contains(['{', '}']), "{}: {}", line.id, suggestion.example);
            tried += 1;
        }
        let cuts = score.suggestions.iter().filter_map(|suggestion| suggestion.replaces.as_ref());
        let mut cuts: Vec<_> = cuts.map(|cut| cut.byte_start..cut.byte_end).collect();
        cuts.sort_by_key(|cut| cut.start);
        assert!(cuts.is_sorted_by(|one, next| one.end <= next.start), "{}: {cuts:?}", line.id);
        if let [first, _, ..] = score.suggestions.as_slice() {
            let whole = analyzer.score_reply(&line.customer, &all_followed(reply, &score)).empathy.score;
            assert!(whole > score.empathy.score, "{}: {whole} with all suggestions", line.id);
            together.push(whole - score.empathy.score - first.gain);
        }
    }
    let more = together.iter().sum::<f64>() / together.len() as f64;
    println!("{tried} suggestions for {helped} replies; all of a reply bring {more:.1} points more than its first");
    assert!(more > 0.0, "{more}");
    assert!(tried > least, "{tried}");
}

#[test]
fn better_replies_score_higher() {
    // Where a model falls short of this, `vectors/behaviour.toml` and `docs/limits.md` say so.
    let analyzer = analyzer(ModelKind::Fast);
    let cases = [
        (
            "My father died last week and his phone contract is still being charged. I can't face another call.",
            "Please call us on the number on your bill to close the contract.",
            "I'm so sorry about your father. You don't need to call anyone: I have closed his contract as of today, \
             and last week's charge is on its way back to you.",
        ),
        (
            "Can I bring my bike on the 8:15 train?",
            "Please see our website.",
            "Yes, bikes travel free on the 8:15. Space is for six, so the rear coach by 8:05 is safest.",
        ),
        (
            "Es la tercera vez que me mandan la talla equivocada y la boda es el sábado.",
            "Debe rellenar el formulario de devoluciones de la web.",
            "Tres tallas equivocadas y la boda encima: tiene toda la razón en estar así, y le pido perdón. Ya salió la 42 \
             por mensajero, le llega mañana antes de las 14 h y yo misma sigo el envío.",
        ),
        (
            "Thank you so much, Dele stayed late to fix my ticket and now I will make the interview!",
            "Noted. Ticket closed.",
            "That made our evening, thank you for telling us! I'll make sure Dele reads this. Best of luck in the interview!",
        ),
    ];
    for (customer, cold, warm) in cases {
        let (cold, warm) = (analyzer.score_reply(customer, cold).empathy, analyzer.score_reply(customer, warm).empathy);
        assert!(warm.score > cold.score + 20.0, "{customer}: {:.0} and {:.0}", cold.score, warm.score);
    }
}

#[test]
fn saying_it_again_adds_little_and_a_stock_farewell_hardly_moves_the_score() {
    // Where the accurate model falls short of this, `vectors/behaviour.toml` and `docs/limits.md` say so.
    let analyzer = analyzer(ModelKind::Fast);
    let cases = [
        (
            "You charged me twice for the same month and the second payment bounced my rent.",
            "Charging you twice was our mistake and it cost you your rent payment, I'm sorry. I have returned 48 pounds just \
             now and will write to your landlord today if that helps.",
            "Have a nice day.",
        ),
        (
            "Llevo seis días sin agua caliente y tengo a mi madre enferma en casa.",
            "Seis días sin agua caliente con su madre enferma es demasiado, le pido disculpas. El técnico va hoy a las 17 h y \
             yo le llamo después para comprobar que quedó bien.",
            "Que tenga un buen día.",
        ),
    ];
    for (customer, reply, farewell) in cases {
        let score = |reply: &str| analyzer.score_reply(customer, reply).empathy.score;
        let once = score(reply);
        let twice = score(&format!("{reply} {reply}"));
        let farewelled = score(&format!("{reply} {farewell}"));
        assert!(once > 62.5, "{once}");
        assert!((twice - once).abs() < 10.0, "{once} and twice {twice}");
        assert!((farewelled - once).abs() < 12.0, "{once} and with a farewell {farewelled}");
    }
}

#[test]
fn stock_phrases_do_not_score_like_a_real_answer() {
    let analyzer = Analyzer::new();
    let cases = [
        (
            "My flight was cancelled last night and I slept on the airport floor with my two kids.",
            "We sincerely apologise for any inconvenience caused. We completely understand your frustration and truly value \
             your patience. Please contact our customer relations team.",
            "A night on the floor with two children: I'm so sorry, that was our failing. You are all on the 14:10 today and I \
             have paid the hotel you should have had.",
        ),
        (
            "Me han cobrado dos veces la matrícula y no llego a fin de mes.",
            "Lamentamos las molestias ocasionadas. Entendemos perfectamente su situación y agradecemos su paciencia. Quedamos \
             a su disposición.",
            "Dos cobros a fin de mes es un apuro serio, y el error fue nuestro: perdone. Acabo de devolverle el segundo, lo \
             verá mañana en su cuenta.",
        ),
    ];
    for (customer, canned, real) in cases {
        let (canned, real) = (analyzer.score_reply(customer, canned), analyzer.score_reply(customer, real));
        assert!(real.empathy.score > canned.empathy.score + 30.0, "{} {}", canned.empathy.score, real.empathy.score);
        assert!(canned.antipatterns.iter().any(|found| found.label == Antipattern::Robotic));
    }
}

#[test]
fn the_same_reply_is_worth_less_to_a_grieving_customer() {
    let analyzer = Analyzer::new();
    let cases = [
        (
            "Hi, how do I close an account? Thanks",
            "My husband died on Friday. I have to close his account and I can't stop crying.",
            "You can close it in the app under Settings, Account, Close.",
        ),
        (
            "Hola, ¿cómo doy de baja una línea?",
            "Falleció mi hijo el lunes y tengo que dar de baja su línea, no sé ni cómo escribir esto.",
            "La puede dar de baja en la aplicación, en Ajustes, Mi línea, Baja.",
        ),
    ];
    for (calm, grieving, reply) in cases {
        let (calm, grieving) = (analyzer.score_reply(calm, reply), analyzer.score_reply(grieving, reply));
        assert!(calm.empathy.score > grieving.empathy.score + 5.0, "{} {}", calm.empathy.score, grieving.empathy.score);
        let acknowledgement = &grieving.techniques[Technique::EmotionalAcknowledgement.index()];
        assert_eq!(acknowledgement.opportunity, Opportunity::Missed);
        assert!(acknowledgement.evidence.iter().all(|evidence| evidence.of.as_deref() == Some("customer")));
    }
}

#[test]
fn a_severe_antipattern_caps_the_score() {
    let analyzer = analyzer(ModelKind::Fast);
    let mut seen = 0;
    for line in exchanges("tests/corpus/support-dev.jsonl") {
        let Some(reply) = line.reply.as_deref() else { continue };
        let score = analyzer.score_reply(&line.customer, reply);
        if score.antipatterns.iter().any(|found| found.label.is_severe()) {
            seen += 1;
            assert!(score.empathy.score < 37.5, "{}: {}", line.id, score.empathy.score);
        }
    }
    assert!(seen > 20, "{seen}");
    assert!(Antipattern::Rude.is_severe() && !Antipattern::Jargon.is_severe());
}

#[test]
fn pillars_are_null_where_nothing_was_called_for_and_opportunities_agree_with_levels() {
    let analyzer = analyzer(ModelKind::Fast);
    for line in exchanges("tests/corpus/support-dev.jsonl") {
        let Some(reply) = line.reply.as_deref() else { continue };
        let score = analyzer.score_reply(&line.customer, reply);
        let mut called_for = false;
        for technique in &score.techniques {
            let given = technique.level > 0;
            let expected = match technique.opportunity {
                Opportunity::Met | Opportunity::Extra => given,
                Opportunity::Missed | Opportunity::NotNeeded => !given,
            };
            assert!(expected, "{}: {technique:?}", line.id);
            if technique.label == Technique::PerspectiveTaking {
                called_for = matches!(technique.opportunity, Opportunity::Met | Opportunity::Missed);
            }
        }
        assert_eq!(score.pillars.perspective_taking.is_some(), called_for, "{}", line.id);
    }
}

#[test]
fn the_language_of_the_reply_is_noticed_and_still_judged() {
    let analyzer = Analyzer::new();
    let customer = "Llevo dos semanas esperando mi tarjeta nueva y sigo sin poder pagar nada.";
    let reply =
        "I'm sorry your card is two weeks late. I have ordered a new one by courier; it will be with you on Friday.";
    let score = analyzer.score_reply(customer, reply);
    assert!(!score.language_match);
    assert!(score.techniques[Technique::Apology.index()].level > 0);
    assert!(analyzer.score_reply(customer, "Lo siento mucho, ya está en camino y llega el viernes.").language_match);
}

#[test]
fn where_a_person_is_in_distress_acknowledgement_is_among_the_suggestions() {
    let cases = [
        (
            "My mom passed away in March and you keep sending letters in her name. Please stop.",
            "To stop the letters please fill in form B-12, and we will take her name off our list within five days.",
        ),
        (
            "Me acaban de diagnosticar un cáncer y no puedo ir a la oficina a firmar el contrato.",
            "Puede firmarlo por internet: hoy mismo le mando el enlace y el contrato queda cerrado mañana.",
        ),
    ];
    for analyzer in analyzers() {
        for (customer, reply) in cases {
            let score = analyzer.score_reply(customer, reply);
            let techniques: Vec<_> = score.suggestions.iter().filter_map(|suggestion| suggestion.technique).collect();
            assert!(techniques.contains(&Technique::EmotionalAcknowledgement), "{customer}: {techniques:?}");
        }
    }
}

#[test]
fn advice_speaks_the_customers_language_and_register() {
    let analyzer = Analyzer::new();
    let score = analyzer.score_reply(
        "che, hace 5 días que no tengo luz y nadie me contesta, ¿podés hacer algo?",
        "Hay que esperar, vos fijate en la web.",
    );
    assert!(!score.suggestions.is_empty());
    for suggestion in &score.suggestions {
        let words = suggestion.example.to_lowercase();
        assert!(!words.contains("usted") && !words.contains(" the "), "{}", suggestion.example);
    }
}
