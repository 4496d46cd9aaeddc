//! `simpatico report`, end to end.

mod common;

use std::fs;

use common::{Folder, example, lines, simpatico, simpatico_with};

#[test]
fn a_team_is_reported_as_page_json_and_table() {
    let folder = Folder::new();
    let [html, json, csv] = ["page.html", "figures.json", "figures.csv"].map(|name| folder.path(name));
    let team = example("team.jsonl");
    let run = simpatico(&[
        "report",
        &team,
        "--html",
        &html,
        "--json",
        &json,
        "--csv",
        &csv,
        "--lang",
        "es",
        "--title",
        "Abril & más",
    ]);
    assert_eq!((run.code, run.output.as_str(), run.errors.as_str()), (0, "", ""));
    let page = fs::read_to_string(&html).unwrap();
    assert!(page.contains("<html lang=\"es\">") && page.contains("<h1>Abril &amp; más</h1>"));
    let figures = lines(&fs::read_to_string(&json).unwrap()).remove(0);
    assert_eq!(figures["reflection"]["conversations"], 30);
    let agents = figures["reflection"]["agents"].as_array().unwrap();
    let names: Vec<&str> = agents.iter().filter_map(|agent| agent["agent"].as_str()).collect();
    assert_eq!(names, ["Ines", "Marta", "Tom"]);
    assert!(fs::read_to_string(&csv).unwrap().starts_with("scope,agent,measure,period,"));
    let again = folder.path("again.html");
    simpatico(&["report", &team, "--html", &again, "--lang", "es", "--title", "Abril & más", "--threads", "1"]);
    assert_eq!(fs::read_to_string(&again).unwrap(), page, "threads change no byte");
}

#[test]
fn exchanges_bad_rows_and_masks_are_reported() {
    let folder = Folder::new();
    let html = folder.path("page.html");
    let input = r#"{"id": "a", "customer": "I'm furious, write to ana@example.com!", "reply": "Please wait."}
no JSON
{"id": "b", "agent": "Noemi", "turns": [{"speaker": "customer", "text": "So angry! ana@example.com"}, {"speaker": "agent", "text": "Wait."}]}
"#;
    let run = simpatico_with(&["report", "-", "--html", &html, "--redact"], input.as_bytes(), &[]);
    assert_eq!(run.code, 0);
    assert!(run.errors.contains("1 of 3 rows could not be used"), "{}", run.errors);
    let page = fs::read_to_string(&html).unwrap();
    assert!(page.contains("2 conversations") && page.contains("Noemi") && !page.contains("ana@example.com"));
    let strict = simpatico_with(&["report", "-", "--html", &html, "--strict"], input.as_bytes(), &[]);
    assert_eq!(strict.code, 1);
}

#[test]
fn corrections_are_read_and_their_faults_named() {
    let folder = Folder::new();
    let [json, good, bad] = ["figures.json", "good.jsonl", "bad.jsonl"].map(|name| folder.path(name));
    let right = r#"{"id": "kettle-leak-en", "field": "resolved", "value": "no", "reviewer": "Inés"}"#;
    fs::write(&good, format!("{right}\n\n{}\n", right.replace("kettle-leak-en", "unknown"))).unwrap();
    fs::write(&bad, format!("{right}\n{}\n", right.replace("\"no\"", "7"))).unwrap();
    let team = example("team.jsonl");
    let run = simpatico(&["report", &team, "--json", &json, "--corrections", &good]);
    assert_eq!(run.code, 0);
    assert!(run.errors.contains("1 of 2 corrections belong to no turn"), "{}", run.errors);
    let figures = lines(&fs::read_to_string(&json).unwrap()).remove(0);
    assert_eq!(figures["reflection"]["corrections"]["found"], 1);
    let run = simpatico(&["report", &team, "--json", &json, "--corrections", &bad]);
    assert_eq!(run.code, 2);
    assert!(run.errors.contains("line 2 of") && run.errors.contains("resolved is 7, not"), "{}", run.errors);
}

#[test]
fn wrong_usage_is_answered_before_anything_is_written() {
    let team = example("team.jsonl");
    for (arguments, named) in [
        (vec!["report", &team], "--html"),
        (vec!["report", &team, "--html", "x.html", "--lang", "fr"], "\"fr\""),
        (vec!["report", &team, "--html", "x.html", "--period", "0"], "neither days"),
        (vec!["report", &team, "--html", "x.html", "--output", "y"], "no --output"),
        (vec!["report", &team, "--html", &team], "overwrite"),
    ] {
        let run = simpatico(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.errors);
        assert!(run.errors.contains(named), "{arguments:?}: {}", run.errors);
    }
}
