//! How the empathy score must order replies, and what may not move it. What still fails is listed in `docs/limits.md`, not
//! deleted.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use simpatico::{Analyzer, ModelKind};
use simpatico_tests::{analyzer, hold_to_list, read};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// One case of `vectors/behaviour.toml`; the file explains the keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    kind: String,
    principle: String,
    customer: String,
    customer_worse: Option<String>,
    reply: Option<String>,
    changed: Option<String>,
    better: Option<String>,
    worse: Option<String>,
    margin: Option<f64>,
    most: Option<f64>,
    least: Option<f64>,
}

/// Why a case fails; `None` where it holds.
fn fault(analyzer: &Analyzer, case: &Case) -> Option<String> {
    let score = |customer: &str, reply: &Option<String>| {
        analyzer.score_reply(customer, reply.as_deref().expect("the kind's keys are there")).empathy.score
    };
    let margin = case.margin.unwrap_or_default();
    match case.kind.as_str() {
        "ordering" => {
            let (better, worse) = (score(&case.customer, &case.better), score(&case.customer, &case.worse));
            (better < worse + margin).then(|| format!("better {better:.0}, worse {worse:.0}"))
        }
        "invariance" => {
            let (plain, changed) = (score(&case.customer, &case.reply), score(&case.customer, &case.changed));
            ((plain - changed).abs() > margin).then(|| format!("{plain:.0}, changed {changed:.0}"))
        }
        "cap" => {
            let got = score(&case.customer, &case.reply);
            let holds = case.most.is_none_or(|most| got <= most) && case.least.is_none_or(|least| got >= least);
            (!holds).then(|| format!("{got:.0}"))
        }
        "context" => {
            let worse = case.customer_worse.as_deref().expect("the kind's keys are there");
            let (calm, grave) = (score(&case.customer, &case.reply), score(worse, &case.reply));
            (calm < grave + margin).then(|| format!("to the calm one {calm:.0}, to the other {grave:.0}"))
        }
        kind => panic!("{}: kind {kind:?}", case.name),
    }
}

#[test]
fn replies_are_ordered_as_people_order_them_but_for_those_listed_as_limits() {
    let cases: Cases = toml::from_str(&read("tests/vectors/behaviour.toml")).unwrap();
    let names: BTreeSet<&str> = cases.case.iter().map(|case| case.name.as_str()).collect();
    assert!(names.len() == cases.case.len() && names.len() >= 60, "{} names", names.len());
    for model in [ModelKind::Accurate, ModelKind::Fast] {
        let analyzer = analyzer(model);
        let mut rates: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut failing = BTreeMap::new();
        for case in &cases.case {
            let rate = rates.entry(case.principle.as_str()).or_default();
            rate.1 += 1;
            match fault(&analyzer, case) {
                None => rate.0 += 1,
                Some(why) => {
                    failing.insert(case.name.clone(), why);
                }
            }
        }
        for (principle, (held, all)) in &rates {
            println!("{held:>3} of {all:>3}  {principle}");
        }
        println!("{model} model: {} of {} cases hold", cases.case.len() - failing.len(), cases.case.len());
        hold_to_list(&format!("failing orders of the {model} model"), &failing);
    }
}
