//! Every line that the library writes follows the JSON contract, and the golden lines keep their bytes.

use serde_json::Value;
use simpatico::{Analyzer, ErrorKind, Exchange, Judgement, ModelKind, to_json};
use simpatico_tests::{Line, analyzer, analyzers, exchanges, hold_to_golden, read, root};

fn judge<'t>(analyzer: &Analyzer, line: &'t Line) -> (Exchange<'t>, Judgement<'t>) {
    let reply = line.reply.as_deref().filter(|reply| !reply.is_empty());
    let exchange = Exchange { customer: &line.customer, reply, turns_before: line.context.len() };
    (exchange, analyzer.judge_exchange(&exchange))
}

/// All lines for the fast model; of the long corpus every twelfth for the accurate one, which takes its time.
fn lines(model: ModelKind) -> Vec<Line> {
    let stride = if model == ModelKind::Fast { 1 } else { 12 };
    let mut lines = exchanges("examples/exchanges.jsonl");
    lines.extend(exchanges("tests/corpus/support-dev.jsonl").into_iter().step_by(stride));
    lines.extend(exchanges("tests/vectors/odd.jsonl"));
    lines
}

#[test]
fn every_line_follows_the_schema() {
    let schema: Value = serde_json::from_str(&read("tests/schema/contract-1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for analyzer in analyzers() {
        let lines = lines(analyzer.model());
        assert!(lines.len() > 100, "{} lines", lines.len());
        for line in &lines {
            let (_, judgement) = judge(&analyzer, line);
            let json: Value = serde_json::from_str(&to_json(&judgement, Some(&line.id), &analyzer)).unwrap();
            let faults: Vec<String> =
                validator.iter_errors(&json).map(|error| format!("{} at {}", error, error.instance_path())).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", line.id);
        }
    }
}

/// CI points this at the lines that the command line wrote for a whole corpus; without it there is nothing to read.
#[test]
fn lines_of_a_file_follow_the_schema() {
    let Some(path) = std::env::var_os("SIMPATICO_LINES") else { return };
    let schema: Value = serde_json::from_str(&read("tests/schema/contract-1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    assert!(text.lines().count() > 0);
    for line in text.lines() {
        let json: Value = serde_json::from_str(line).unwrap();
        assert!(json.get("error").is_none(), "{line}");
        let faults: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", json["id"]);
    }
}

#[test]
fn spans_cut_out_their_text_in_bytes_and_in_code_points() {
    for analyzer in analyzers() {
        spans_of(&analyzer);
    }
}

fn spans_of(analyzer: &Analyzer) {
    let mut seen = 0;
    for line in &lines(analyzer.model()) {
        let (exchange, judgement) = judge(analyzer, line);
        let json: Value = serde_json::from_str(&to_json(&judgement, None, analyzer)).unwrap();
        let customer: Vec<char> = exchange.customer.chars().collect();
        let reply: Vec<char> = exchange.reply.unwrap_or_default().chars().collect();
        let mut check = |evidence: &Value, of_reply: bool| {
            let number = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
            let is_reply = of_reply && evidence["of"] != "customer";
            let (text, chars) =
                if is_reply { (exchange.reply.unwrap(), &reply) } else { (exchange.customer, &customer) };
            let quoted = evidence["text"].as_str().unwrap();
            assert_eq!(&text[number("byte_start")..number("byte_end")], quoted, "{}", line.id);
            assert_eq!(chars[number("start")..number("end")].iter().collect::<String>(), quoted, "{}", line.id);
            assert!(!quoted.is_empty(), "{}: empty evidence {evidence}", line.id);
            seen += 1;
        };
        walk(&json["customer"], &mut |evidence| check(evidence, false));
        walk(&json["reply"], &mut |evidence| check(evidence, true));
    }
    assert!(seen > 1000, "only {seen} pieces of evidence");
}

/// Calls `check` for every evidence object below `value`.
fn walk(value: &Value, check: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(map) if map.contains_key("byte_start") => check(value),
        Value::Object(map) => map.iter().filter(|(key, _)| *key != "answers").for_each(|(_, value)| walk(value, check)),
        Value::Array(list) => list.iter().for_each(|value| walk(value, check)),
        _ => {}
    }
}

#[test]
fn golden_lines_keep_their_bytes() {
    for analyzer in analyzers() {
        let golden = format!("tests/expected/golden-{}.jsonl", analyzer.model());
        let mut lines = exchanges("examples/exchanges.jsonl");
        lines.extend(exchanges("tests/vectors/odd.jsonl"));
        let written: String =
            lines.iter().map(|line| to_json(&judge(&analyzer, line).1, Some(&line.id), &analyzer) + "\n").collect();
        hold_to_golden(&golden, &written);
    }
}

#[test]
fn results_read_back_from_json() {
    let analyzer = Analyzer::new();
    for line in exchanges("examples/exchanges.jsonl").into_iter().step_by(8) {
        let (_, judgement) = judge(&analyzer, &line);
        let json = serde_json::to_string(&judgement.customer).unwrap();
        let back: simpatico::Analysis<'_> = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), json);
        let reply = judgement.reply.unwrap();
        let json = serde_json::to_string(&reply).unwrap();
        let back: simpatico::ReplyScore<'_> = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), json);
    }
}

#[test]
fn supplied_data_gives_the_same_bytes_as_embedded_data() {
    let pack = std::fs::read(root().join("crates/simpatico/data/simpatico.pack")).unwrap();
    let (embedded, supplied) = (analyzer(ModelKind::Fast), Analyzer::try_from_data(&pack).unwrap());
    assert_eq!((embedded.data_version(), embedded.model()), (supplied.data_version(), supplied.model()));
    for line in exchanges("examples/exchanges.jsonl") {
        let bytes = |analyzer: &Analyzer| to_json(&judge(analyzer, &line).1, Some(&line.id), analyzer);
        assert_eq!(bytes(&embedded), bytes(&supplied));
    }
}

#[test]
fn a_supplied_network_gives_the_same_bytes_as_the_embedded_one_and_keeps_to_its_pack() {
    let read = |path: &str| std::fs::read(root().join(path)).unwrap();
    let network = read("crates/simpatico-accurate/data/accurate.network");
    let (embedded, supplied) = (Analyzer::new(), Analyzer::builder().network(&network).build().unwrap());
    for line in exchanges("examples/exchanges.jsonl").iter().step_by(6) {
        let bytes = |analyzer: &Analyzer| to_json(&judge(analyzer, line).1, Some(&line.id), analyzer);
        assert_eq!(bytes(&embedded), bytes(&supplied));
    }
    let mut cut = network.clone();
    cut.truncate(network.len() / 2);
    assert_eq!(Analyzer::builder().network(&cut).build().unwrap_err().kind(), ErrorKind::InvalidData);
    let pack = read("crates/simpatico/data/simpatico.pack");
    assert!(Analyzer::builder().data(&pack).network(&network).build().is_ok());
    let error = Analyzer::builder().data(&pack).model(ModelKind::Accurate).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidOption);
}

#[test]
fn a_disabled_rule_gives_no_evidence() {
    let text = "Honestly, no complaints at all so far, everything works.";
    let sources = |analyzer: &Analyzer| -> Vec<String> {
        analyzer.analyze(text).sentiment.evidence.iter().map(|evidence| evidence.source.to_string()).collect()
    };
    let rule = "sentiment/cannot-complain-en";
    assert!(sources(&Analyzer::new()).iter().any(|source| source == rule), "{:?}", sources(&Analyzer::new()));
    let without = Analyzer::builder().disable(rule).build().unwrap();
    assert!(!sources(&without).iter().any(|source| source == rule));
    assert!(without.analyze(text).sentiment.raw < Analyzer::new().analyze(text).sentiment.raw);
}
