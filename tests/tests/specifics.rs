//! What a careful reader points at in a reply, in both languages; coverage need by need; a draft that is checked while it
//! is written.

use simpatico::{Analyzer, Coverage, Label, ModelKind, NeedKind, ReplyScore, Specific};
use simpatico_tests::{analyzer, analyzers};

const CALM: &str = "Hello, my parcel was due on Monday and I paid $1,200 for it. Could you tell Marisol and me where it is? It has been two weeks.";
const GRAVE: &str =
    "My mother died on Sunday and your bank keeps calling her phone for money. I can't take this any more.";
const FORMAL: &str = "Buenos días, ¿podría usted decirme por qué me cobraron 1.200 euros? Disculpe la molestia.";

fn words(score: &ReplyScore<'_>, label: Specific) -> Vec<String> {
    let found = score.specifics.iter().find(|specific| specific.label == label);
    found.map(|found| found.evidence.iter().map(|evidence| evidence.text.to_string()).collect()).unwrap_or_default()
}

#[test]
fn each_specific_is_found_in_the_words_that_show_it() {
    use Specific::{
        CheerAtGraveMatter, ClaimToKnow, ConditionalApology, DatedPromise, FactTakenUp, Guarantee, OnlyWe, OwnFact,
        OwnedApology, PolicyWall, RegisterMixed, RegisterTooClose, Reproach,
    };
    let cases = [
        (CALM, "The 1200 dollars are safe, and so is the parcel.", FactTakenUp, "1200 dollars"),
        (CALM, "Two weeks is long, I agree.", FactTakenUp, "Two weeks"),
        (CALM, "Han sido 2 semanas, lo sé.", FactTakenUp, "2 semanas"),
        (CALM, "Debía llegar el lunes, en efecto.", FactTakenUp, "lunes"),
        (CALM, "I told Marisol already that it is in Leeds.", FactTakenUp, "Marisol"),
        (CALM, "It left the depot at 9:40.", OwnFact, "9:40"),
        (CALM, "I'll ring you before six today.", DatedPromise, "I'll ring you before six today"),
        (CALM, "I'm sorry, we sent it to the old address.", OwnedApology, "sorry, we sent"),
        (CALM, "Lamentamos las molestias ocasionadas.", ConditionalApology, "molestias"),
        (CALM, "Sorry if this upset you.", ConditionalApology, "Sorry if"),
        (CALM, "I know exactly how you feel.", ClaimToKnow, "I know exactly how you"),
        (CALM, "Our policy does not allow that.", PolicyWall, "policy"),
        (CALM, "Como ya le dije, está en camino.", Reproach, "Como ya le dije"),
        (CALM, "I guarantee it will be there tomorrow.", Guarantee, "I guarantee it"),
        (CALM, "We have your note and our team will look at it when we can.", OnlyWe, "our"),
        (GRAVE, "We will look into it 😊", CheerAtGraveMatter, "😊"),
        (GRAVE, "Great news! We closed it.", CheerAtGraveMatter, "Great news"),
        (FORMAL, "Dime tu número de cuenta y lo miro, por favor.", RegisterTooClose, "Dime"),
        (FORMAL, "Indíqueme su número y te escribo mañana.", RegisterMixed, "te"),
    ];
    let analyzer = analyzer(ModelKind::Fast);
    for (customer, reply, label, shown) in cases {
        let score = analyzer.score_reply(customer, reply);
        let words = words(&score, label);
        assert!(words.iter().any(|words| words.contains(shown)), "{reply:?}: {label} in {words:?}, not in {shown:?}");
        for specific in &score.specifics {
            for evidence in &specific.evidence {
                assert_eq!(&reply[evidence.span().bytes()], evidence.text);
                assert_eq!(evidence.contribution, 0.0);
            }
        }
    }
}

#[test]
fn nothing_is_pointed_at_where_nothing_is() {
    let absent = [
        ("Hi, where do I find my invoice for May?", "Under Orders, on the right 😊", Specific::CheerAtGraveMatter),
        (CALM, "It left on Friday.", Specific::FactTakenUp),
        (CALM, "I see that we sent it late, and our driver lost it.", Specific::OnlyWe),
        (FORMAL, "Le escribo mañana con la respuesta, dígame si prefiere una llamada.", Specific::RegisterMixed),
        (FORMAL, "Le escribo mañana con la respuesta.", Specific::RegisterTooClose),
        ("Hola, ¿dónde está mi pedido? Decime algo.", "Mirá, te lo busco ahora.", Specific::RegisterTooClose),
    ];
    let analyzer = analyzer(ModelKind::Fast);
    for (customer, reply, label) in absent {
        let score = analyzer.score_reply(customer, reply);
        assert!(words(&score, label).is_empty(), "{reply:?}: {label} in {:?}", words(&score, label));
    }
    assert!(analyzer.score_reply(CALM, "").specifics.is_empty());
}

#[test]
fn specifics_stand_in_the_labels_order_once_each() {
    for analyzer in analyzers() {
        let reply =
            "I know exactly how you feel. Two weeks! I'll ring you before six today; sorry for any inconvenience.";
        let score = analyzer.score_reply(CALM, reply);
        assert!(score.specifics.len() >= 3);
        assert!(score.specifics.is_sorted_by(|a, b| a.label.index() < b.label.index()));
    }
}

#[test]
fn of_several_needs_the_one_passed_over_is_less_covered() {
    let cases = [
        (
            "Please cancel my subscription from next month, and I want my money back for March, I was charged twice.",
            "I have refunded the second charge for March; the money is back on your card by Friday.",
            "refund",
            "cancellation",
        ),
        (
            "Quiero dar de baja el contrato y además necesito que me devuelvan el dinero de marzo, me cobraron dos veces.",
            "Ya le he devuelto el dinero del segundo cobro de marzo; lo tendrá en su cuenta el viernes.",
            "refund",
            "cancellation",
        ),
    ];
    let analyzer = analyzer(ModelKind::Fast);
    for (customer, reply, met, passed_over) in cases {
        let score = analyzer.score_reply(customer, reply);
        let coverage = |label: &str| {
            let of_label = |need: &&simpatico::NeedCoverage| need.kind == NeedKind::Service && need.label == label;
            let need = score.coverage.needs.iter().find(of_label);
            need.unwrap_or_else(|| panic!("{label} in {:?}", score.coverage)).coverage
        };
        assert_eq!(coverage(met), score.coverage.overall, "{reply}");
        assert_ne!(coverage(passed_over), Coverage::Answered, "{reply}");
        assert!(coverage(passed_over) > coverage(met), "{reply}: {:?}", score.coverage);
    }
}

#[test]
fn a_draft_gives_what_the_final_call_gives_at_every_pause() {
    let reply =
        "I'm sorry we kept you waiting two weeks. I have found the parcel in Leeds, and it will be with you on Friday.";
    for analyzer in analyzers() {
        let draft = analyzer.draft(CALM);
        assert_eq!(*draft.customer(), analyzer.analyze(CALM));
        let pauses = if analyzer.model() == ModelKind::Fast { 8 } else { 50 };
        for end in (0..=reply.len()).filter(|&end| reply.is_char_boundary(end)).step_by(pauses) {
            assert_eq!(draft.check(&reply[..end]), analyzer.score_reply(CALM, &reply[..end]));
        }
    }
}

#[test]
fn drafts_can_be_shared_between_threads() {
    fn check<T: Send + Sync>(_: &T) {}
    check(&Analyzer::builder().model(ModelKind::Fast).build().unwrap().draft(CALM));
}
