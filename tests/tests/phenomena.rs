//! Every complaint of the field notes is a case here. What still fails is listed in `docs/limits.md`, not deleted.

use std::collections::{BTreeMap, BTreeSet};

use simpatico::{Analysis, Analyzer};
use simpatico_tests::{Case, analyzers, hold_to_list, phenomena};

/// Why a case fails; `None` where it holds.
fn fault(analyzer: &Analyzer, case: &Case) -> Option<String> {
    let analysis = analyzer.analyze(&case.customer);
    let score = analysis.sentiment.score;
    let label = analysis.sentiment.label.to_string();
    if let Some(allowed) = case.sentiment.as_ref().filter(|allowed| !allowed.contains(&label)) {
        return Some(format!("sentiment is {label} ({score:+.2}), not {}", allowed.join(" or ")));
    }
    if case.sentiment_above.is_some_and(|least| score <= least)
        || case.sentiment_below.is_some_and(|most| score >= most)
    {
        return Some(format!("sentiment score is {score:+.2}"));
    }
    let names = names(&analysis);
    let families = [
        ("emotions", &case.emotions, &case.no_emotions),
        ("service_needs", &case.service_needs, &case.no_service_needs),
        ("emotional_needs", &case.emotional_needs, &case.no_emotional_needs),
        ("reasons", &case.reasons, &case.no_reasons),
        ("risks", &case.risks, &case.no_risks),
    ];
    for (family, wanted, unwanted) in families {
        let found = &names[family];
        if let Some(missing) = wanted.iter().flatten().find(|label| !found.contains(*label)) {
            return Some(format!("{missing} is not among {family} ({})", found.join(", ")));
        }
        let any = |label: &&String| found.contains(*label) || (*label == "*" && !found.is_empty());
        if unwanted.iter().flatten().any(|label| any(&label)) {
            return Some(format!("{family} are {}", found.join(", ")));
        }
    }
    let code = analysis.language.code.to_string();
    if case.language.as_ref().is_some_and(|allowed| !allowed.contains(&code)) {
        return Some(format!("language is {code} ({:.2})", analysis.language.confidence));
    }
    let abstained = analysis.abstained.map(|abstention| abstention.reason.to_string());
    if case.abstained.is_some() && abstained != case.abstained {
        return Some(format!("abstained is {}", abstained.as_deref().unwrap_or("null")));
    }
    let other = analyzer.analyze(case.other.as_ref()?).sentiment.score;
    let margin = case.margin.unwrap_or(0.05);
    let holds = match case.relation.as_deref() {
        Some("more_negative") => score <= other - margin,
        Some("more_positive") => score >= other + margin,
        Some("same") => (score - other).abs() <= margin,
        Some("not_less_negative") => score <= other + margin,
        relation => panic!("{}: relation {relation:?}", case.name),
    };
    (!holds).then(|| {
        format!("sentiment {score:+.2} beside {other:+.2}: not {}", case.relation.as_deref().unwrap_or_default())
    })
}

fn names(analysis: &Analysis<'_>) -> BTreeMap<&'static str, Vec<String>> {
    BTreeMap::from([
        ("emotions", analysis.emotions.iter().map(|found| found.label.to_string()).collect()),
        ("service_needs", analysis.service_needs.iter().map(|found| found.label.to_string()).collect()),
        ("emotional_needs", analysis.emotional_needs.iter().map(|found| found.label.to_string()).collect()),
        ("reasons", analysis.reasons.iter().map(|found| found.label.to_string()).collect()),
        ("risks", analysis.risks.iter().map(|found| found.label.to_string()).collect()),
    ])
}

#[test]
fn cases_hold_but_for_those_listed_as_limits() {
    for analyzer in analyzers() {
        cases_of(&analyzer);
    }
}

fn cases_of(analyzer: &Analyzer) {
    let model = analyzer.model();
    println!("the {model} model");
    let cases = phenomena();
    let mut names = BTreeSet::new();
    let mut rates: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut failing: BTreeMap<String, String> = BTreeMap::new();
    for case in &cases {
        assert!(names.insert(case.name.as_str()), "{} stands twice", case.name);
        let rate = rates.entry(case.phenomenon.as_str()).or_default();
        rate.1 += 1;
        match fault(analyzer, case) {
            None => rate.0 += 1,
            Some(why) => {
                failing.insert(case.name.clone(), why);
            }
        }
    }
    for (phenomenon, (passed, all)) in &rates {
        println!("{phenomenon:<32} {passed:>3} of {all:>3}");
    }
    println!("{} of {} cases hold", cases.len() - failing.len(), cases.len());
    for (name, why) in &failing {
        println!("  {name}: {why}");
    }
    hold_to_list(&format!("failing cases of the {model} model"), &failing);
}
