//! `simpatico analyze`, end to end.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};

use common::{Folder, example, lines, program, simpatico, simpatico_with};
use serde_json::{Value, json};

const MESSAGES: [&str; 4] = [
    "Where is my parcel?",
    "No me llega el código y estoy harta.",
    "You charged me twice and nobody answers!",
    "Gracias, todo perfecto.",
];

fn ids(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["id"].as_str().unwrap_or("-")).collect()
}

/// Error kinds, `ok` where the row was used.
fn kinds(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["error"]["kind"].as_str().unwrap_or("ok")).collect()
}

/// Many rows, every hundredth of which cannot be used.
fn many(rows: usize) -> String {
    let mut text = String::new();
    for row in 0..rows {
        let customer = if row % 100 == 99 { json!(row) } else { json!(MESSAGES[row % MESSAGES.len()]) };
        let reply = if row % 3 == 0 { json!("So sorry, I have sent it again today.") } else { Value::Null };
        writeln!(text, "{}", json!({"id": format!("row {row}"), "customer": customer, "reply": reply})).unwrap();
    }
    text
}

#[test]
fn order_is_kept_over_many_rows_and_threads_and_threads_change_no_byte() {
    let rows = 10_500;
    let folder = Folder::new();
    let file = folder.write("many.jsonl", many(rows));
    let one = simpatico(&["analyze", &file, "--threads", "1"]);
    let two = simpatico(&["analyze", &file, "--threads", "2"]);
    let more = simpatico(&["analyze", &file, "--threads", "7"]);
    assert!(one.output == two.output && one.output == more.output, "same bytes");
    assert_eq!((one.code, two.code), (0, 0));
    assert_eq!(one.errors, two.errors);
    assert!(
        one.errors.starts_with("simpatico: 105 of 10500 rows could not be used; the first is line 100 of "),
        "{}",
        one.errors
    );
    let lines = one.lines();
    assert_eq!(lines.len(), rows);
    for (row, line) in lines.iter().enumerate() {
        assert_eq!(line["id"], format!("row {row}"));
        assert_eq!(line.get("error").is_some(), row % 100 == 99);
        assert!(row % 100 == 99 || line["reply"].is_null() == (row % 3 != 0), "row {row}");
    }
}

#[test]
fn a_line_has_the_parts_of_the_contract() {
    let input = br#"{"id": "a", "customer": "I'm so angry, my order is late again!", "reply": "Sorry about that, it left our warehouse today."}"#;
    let run = simpatico_with(&["analyze", "-", "--model", "accurate"], input, &[]);
    let [line] = &run.lines()[..] else { panic!("{}", run.output) };
    let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["schema", "data_version", "model", "id", "customer", "reply"]);
    assert_eq!((&line["schema"], &line["model"], &line["id"]), (&json!(1), &json!("accurate"), &json!("a")));
    assert!(line["customer"]["sentiment"]["score"].is_number());
    assert!(line["reply"]["empathy"]["score"].is_number());
    assert_eq!((run.code, run.errors.as_str()), (0, ""));
    let expected = {
        let analyzer = simpatico::Analyzer::new();
        let row: Value = serde_json::from_slice(input).unwrap();
        let (customer, reply) = (row["customer"].as_str().unwrap(), row["reply"].as_str());
        let judgement = analyzer.judge_exchange(&simpatico::Exchange { customer, reply, turns_before: 0 });
        simpatico::to_json(&judgement, Some("a"), &analyzer)
    };
    assert_eq!(run.output.trim_end(), expected, "what the library gives, and nothing else");
}

#[test]
fn the_context_reaches_the_library() {
    let input = concat!(
        r#"{"customer": "And now?", "context": ["customer: Hello", "agent: Hi", "customer: x"]}"#,
        "\n",
        r#"{"customer": "And now?"}"#,
        "\n",
    );
    let run = simpatico_with(&["analyze", "-"], input.as_bytes(), &[]);
    let analyzer = simpatico::Analyzer::builder().model(simpatico::ModelKind::Fast).build().unwrap();
    let line = |turns_before| {
        let judgement =
            analyzer.judge_exchange(&simpatico::Exchange { customer: "And now?", reply: None, turns_before });
        simpatico::to_json(&judgement, None, &analyzer)
    };
    assert_eq!(run.output, format!("{}\n{}\n", line(3), line(0)));
}

#[test]
fn a_conversation_gives_one_object() {
    let run = simpatico(&["analyze", &example("conversations.jsonl"), "--strict"]);
    assert_eq!((run.code, run.errors.as_str()), (0, ""));
    let lines = run.lines();
    assert_eq!(lines.len(), 6);
    let keys: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["schema", "data_version", "model", "id", "conversation"]);
    let furniture = &lines[0]["conversation"];
    assert_eq!((&lines[0]["id"], &furniture["turn_count"]), (&json!("furniture-chat-en"), &json!(11)));
    assert_eq!(furniture["hand_overs"][0]["to"]["agent"], "agent-12");
    assert_eq!(furniture["timing"]["first_reply_seconds"], json!(54.0));
    let bank = &lines[1]["conversation"];
    assert_eq!(
        (&bank["bot"]["turns"], &bank["agents"][0]["agent"]),
        (&json!(2), &json!("agent-31")),
        "named once for all"
    );
}

#[test]
fn conversations_and_exchanges_may_share_a_file_and_faults_name_their_turn() {
    let input = concat!(
        r#"{"id": "a", "customer": "Hello?"}"#,
        "\n",
        r#"{"id": "b", "turns": [{"speaker": "customer", "text": "Hello?"}]}"#,
        "\n",
        r#"{"id": "c", "turns": []}"#,
        "\n",
        r#"{"id": "d", "turns": [{"speaker": "robot", "text": "Hi"}]}"#,
        "\n",
        r#"{"id": "e", "turns": [{"speaker": "agent", "text": "Hi"}, {"speaker": "customer"}]}"#,
        "\n",
        r#"{"id": "f", "turns": [{"speaker": "agent", "text": "Hi", "time": "yesterday"}]}"#,
        "\n",
        r#"{"id": "g", "turns": {"speaker": "agent"}}"#,
        "\n",
        r#"{"id": "h", "turns": ["Hi"]}"#,
        "\n",
        r#"{"id": "i", "turns": [{"speaker": "agent", "text": 7}]}"#,
        "\n",
        r#"{"id": "j", "agent": true, "turns": []}"#,
    );
    let lines = simpatico_with(&["analyze", "-"], input.as_bytes(), &[]).lines();
    let expected = [
        ("ok", ""),
        ("ok", ""),
        ("ok", ""),
        ("invalid_value", "field \"turns[0].speaker\" is \"robot\", not one of customer, agent, system, bot"),
        ("missing_field", "no field \"turns[1].text\""),
        ("invalid_value", "field \"turns[0].time\": \"yesterday\" is no time such as \"2026-03-12T14:02:11-05:00\""),
        ("wrong_type", "field \"turns\" is an object, not a list of turns"),
        ("wrong_type", "field \"turns[0]\" is a string, not an object"),
        ("wrong_type", "field \"turns[0].text\" is a number, not a string"),
        ("wrong_type", "field \"agent\" is a boolean, not a string or a number"),
    ];
    let found: Vec<(&str, &str)> = kinds(&lines)
        .into_iter()
        .zip(lines.iter().map(|line| line["error"]["message"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(found, expected);
    assert!(lines[1].get("conversation").is_some() && lines[0].get("customer").is_some());
}

#[test]
fn personal_data_is_masked_where_asked() {
    let input = concat!(
        r#"{"customer": "I am furious, nobody answers ana@example.com!", "reply": "Write to ana@example.com again."}"#,
        "\n",
        r#"{"turns": [{"speaker": "customer", "text": "I am furious, nobody answers ana@example.com!"}]}"#,
    );
    for command in ["analyze", "explain"] {
        let plain = simpatico_with(&[command, "-"], input.as_bytes(), &[]);
        let masked = simpatico_with(&[command, "-", "--redact"], input.as_bytes(), &[]);
        assert!(!masked.output.contains("ana@"), "{}", masked.output);
        assert_eq!((masked.code, masked.output.chars().count()), (0, plain.output.chars().count()), "offsets stay");
        // The whole text is shown to people only.
        let shows = |output: &str, name: &str| output.contains(&format!("I am furious, nobody answers {name}!"));
        assert_eq!(shows(&plain.output, "ana@example.com"), command == "explain");
        assert_eq!(shows(&masked.output, "***************"), command == "explain");
    }
}

#[test]
fn rows_that_cannot_be_used_are_answered_in_their_place() {
    let mut input = Vec::new();
    input.extend_from_slice(b"{\"id\": 1, \"customer\": \"Hello?\"}\n");
    input.extend_from_slice(b"{\"id\": \"2\", \"customer\": \n");
    input.extend_from_slice(b"\n");
    input.extend_from_slice(b"{\"id\": \"4\", \"reply\": \"Hi\"}\n");
    input.extend_from_slice(b"{\"id\": \"5\", \"customer\": 5}\n");
    input.extend_from_slice(b"{\"id\": \"6\", \"customer\": \"caf\xe9\"}\n");
    input.extend_from_slice(b"[1, 2]\n");
    input.extend_from_slice(b"{\"id\": \"8\", \"customer\": \"Where is it?\", \"reply\": \"\"}");
    let run = simpatico_with(&["analyze", "-"], &input, &[]);
    let lines = run.lines();
    assert_eq!(ids(&lines), ["1", "-", "4", "5", "-", "-", "8"]);
    let expected = ["ok", "invalid_json", "missing_field", "wrong_type", "invalid_utf8", "wrong_type", "ok"];
    assert_eq!(kinds(&lines), expected);
    let places: Vec<&Value> = lines.iter().map(|line| &line["line"]).collect();
    assert_eq!(places, [&Value::Null, &json!(2), &json!(4), &json!(5), &json!(6), &json!(7), &Value::Null]);
    assert_eq!(
        lines[2],
        json!({"id": "4", "line": 4, "error": {"kind": "missing_field", "message": "no field \"customer\", nor \"turns\" of a conversation"}})
    );
    assert!(lines[1].get("id").is_some_and(Value::is_null), "the key is present: {}", lines[1]);
    assert!(
        run.errors.starts_with("simpatico: 5 of 7 rows could not be used; the first is line 2 of standard input: "),
        "{}",
        run.errors
    );
    assert_eq!(run.code, 0);
}

#[test]
fn strict_runs_write_everything_and_fail() {
    let input = "{\"id\": \"a\", \"customer\": \"Hello?\"}\nnonsense\n{\"id\": \"c\", \"customer\": \"Hello?\"}\n";
    let loose = simpatico_with(&["analyze", "-"], input.as_bytes(), &[]);
    let strict = simpatico_with(&["analyze", "-", "--strict"], input.as_bytes(), &[]);
    assert_eq!((loose.code, strict.code), (0, 1));
    assert_eq!(loose.output, strict.output);
    assert_eq!(strict.lines().len(), 3);
    let fine = simpatico_with(&["analyze", "-", "--strict"], input.lines().next().unwrap().as_bytes(), &[]);
    assert_eq!((fine.code, fine.errors.as_str()), (0, ""));
}

#[test]
fn csv_fields_may_hold_quotes_and_line_breaks() {
    let tickets = example("tickets.csv");
    let columns = ["--customer-column", "message", "--reply-column", "answer", "--id-column", "ticket"];
    let run = simpatico(&[&["analyze", &tickets][..], &columns].concat());
    assert_eq!((run.code, run.errors.as_str()), (0, ""));
    let lines = run.lines();
    let expected: Vec<String> = (1001..=1012).map(|number| format!("T-{number}")).collect();
    assert_eq!(ids(&lines), expected);
    let without_reply: Vec<&str> =
        lines.iter().filter(|line| line["reply"].is_null()).map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(without_reply, ["T-1005", "T-1009", "T-1010"]);
    let analyzer = simpatico::Analyzer::builder().model(simpatico::ModelKind::Fast).build().unwrap();
    let customer = "The driver left my parcel in the rain.\nIt was a book, signed by my late grandfather, and it's soaked through. I can't replace that.";
    let analysis = serde_json::to_value(analyzer.analyze(customer)).unwrap();
    assert_eq!(lines[2]["customer"], analysis, "the text arrives as it stands between the quotes");
}

#[test]
fn csv_rows_without_an_id_go_by_their_number() {
    let folder = Folder::new();
    let file = folder.write(
        "a.csv",
        "customer,mood\r\n\"Hello,\r\nwhere is it?\",x\r\n\r\ntoo,many,fields\r\nHola,y\r\nshort\r\nBye,\"z\r\n",
    );
    let run = simpatico(&["analyze", &file]);
    let lines = run.lines();
    assert_eq!(ids(&lines), ["1", "2", "3", "4", "5"]);
    assert_eq!(kinds(&lines), ["ok", "wrong_length", "ok", "wrong_length", "invalid_csv"]);
    assert_eq!((&lines[1]["line"], &lines[3]["line"], &lines[4]["line"]), (&json!(5), &json!(7), &json!(8)));
    assert_eq!(lines[1]["error"]["message"], "3 fields under a header of 2");
}

#[test]
fn csv_may_be_separated_by_other_characters() {
    let folder = Folder::new();
    let semicolons = folder.write("a.csv", "id;customer\n7;Hola, ¿dónde está?\n");
    let tabs = folder.write("a.tsv", "id\tcustomer\n7\tHola, ¿dónde está?\n");
    let plain = folder.write("b.csv", "id,customer\n7,\"Hola, ¿dónde está?\"\n");
    let expected = simpatico(&["analyze", &plain]);
    assert_eq!(ids(&expected.lines()), ["7"]);
    assert_eq!(simpatico(&["analyze", &semicolons, "--delimiter", ";"]).output, expected.output);
    assert_eq!(simpatico(&["analyze", &tabs]).output, expected.output);
    let hint = simpatico(&["analyze", &semicolons]);
    assert_eq!(hint.code, 2);
    assert!(hint.errors.contains("try --delimiter ';'"), "{}", hint.errors);
}

#[test]
fn text_goes_by_its_line_numbers() {
    let run = simpatico_with(&["analyze", "-", "--format", "text"], "Hello?\r\n\r\n   \nHola\n".as_bytes(), &[]);
    assert_eq!(ids(&run.lines()), ["1", "4"]);
    let messages = simpatico(&["analyze", &example("messages.txt")]);
    assert_eq!((messages.code, messages.lines().len()), (0, 24));
    assert!(messages.lines().iter().all(|line| line["reply"].is_null()));
}

#[test]
fn empty_files_give_nothing() {
    let folder = Folder::new();
    let file = folder.write("empty.txt", "");
    let run = simpatico(&["analyze", &file, "--strict"]);
    assert_eq!((run.code, run.output.as_str(), run.errors.as_str()), (0, "", ""));
    let header = folder.write("header.csv", "id,customer\n");
    let run = simpatico(&["analyze", &header]);
    assert_eq!((run.code, run.output.as_str(), run.errors.as_str()), (0, "", ""));
}

#[test]
fn byte_order_marks_and_line_ends_of_windows_change_nothing() {
    let rows = "{\"id\": \"a\", \"customer\": \"¿Dónde está?\"}\n{\"id\": \"b\", \"customer\": \"Hello?\"}\n";
    let plain = simpatico_with(&["analyze", "-"], rows.as_bytes(), &[]);
    let windows = format!("\u{feff}{}", rows.replace('\n', "\r\n"));
    assert_eq!(simpatico_with(&["analyze", "-", "--strict"], windows.as_bytes(), &[]).output, plain.output);
    let csv = "id,customer\na,¿Dónde está?\nb,Hello?\n";
    for csv in [csv.to_owned(), format!("\u{feff}{}", csv.replace('\n', "\r\n"))] {
        let run = simpatico_with(&["analyze", "-", "--format", "csv"], csv.as_bytes(), &[]);
        assert_eq!(run.output, plain.output);
    }
}

#[test]
fn lines_above_the_limit_are_refused_and_the_next_one_is_read() {
    let mut input = b"{\"id\": \"long\", \"customer\": \"".to_vec();
    input.resize(17 * 1024 * 1024, b'x');
    input.extend_from_slice(b"\"}\n{\"id\": \"next\", \"customer\": \"Hello?\"}\n");
    let run = simpatico_with(&["analyze", "-"], &input, &[]);
    let lines = run.lines();
    assert_eq!(kinds(&lines), ["too_long", "ok"]);
    assert_eq!(lines[0]["error"]["message"], "longer than the limit of 16777216 bytes");
    assert_eq!(ids(&lines), ["-", "next"]);
}

#[test]
fn several_files_are_read_in_order_each_in_its_own_format() {
    let folder = Folder::new();
    let first = folder.write("b.txt", "Hello?");
    let second = folder.write("a.jsonl", "{\"id\": \"x\", \"customer\": \"Hola\"}");
    let run = simpatico_with(&["analyze", &first, "-", &second], b"{\"id\": \"in\", \"customer\": \"Hola\"}\n", &[]);
    assert_eq!(ids(&run.lines()), ["1", "in", "x"]);
}

#[test]
fn output_goes_to_a_file_byte_for_byte() {
    let folder = Folder::new();
    let to = folder.path("out.jsonl");
    let printed = simpatico(&["analyze", &example("exchanges.jsonl")]);
    let written = simpatico(&["analyze", &example("exchanges.jsonl"), "--output", &to]);
    assert_eq!((written.code, written.output.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&to).unwrap(), printed.output);
    assert_eq!(printed.lines().len(), 48);
}

#[test]
fn files_that_are_to_be_read_are_not_overwritten() {
    let folder = Folder::new();
    let file = folder.write("a.txt", "Hello?\n");
    let run = simpatico(&["analyze", &file, "--output", &file]);
    assert_eq!(run.code, 2);
    assert!(run.errors.contains("would overwrite"), "{}", run.errors);
    assert_eq!(fs::read_to_string(&file).unwrap(), "Hello?\n");
    let other = folder.write("b.txt", "an older result");
    let csv = folder.write("a.csv", "message\nHello?\n");
    assert_eq!(simpatico(&["analyze", &csv, "--output", &other]).code, 2);
    assert_eq!(fs::read_to_string(&other).unwrap(), "an older result", "kept where the column does not exist");
}

#[test]
fn wrong_usage_is_2_and_says_what_would_be_right() {
    let folder = Folder::new();
    let csv = folder.write("a.csv", "ticket,message\n1,Hello?\n");
    let cases: [(&[&str], &str); 9] = [
        (&["analyze", &csv, "--pack", "no-such.toml"], "no-such.toml"),
        (&["analyze"], "<FILE>..."),
        (&["analyze", "--no-such-option", "x"], "--no-such-option"),
        (&["judge"], "judge"),
        (&["analyze", &csv], "it has \"ticket\", \"message\": name one with --customer-column"),
        (&["analyze", &csv, "--customer-column", "message", "--reply-column", "answer"], "no column \"answer\""),
        (&["analyze", &csv, "--model", "best"], "accurate"),
        (&["analyze", &csv, "--threads", "0"], "--threads"),
        (&["analyze", "-", "-"], "once only"),
    ];
    for (arguments, part) in cases {
        let run = simpatico(arguments);
        assert_eq!((run.code, run.output.as_str()), (2, ""), "{arguments:?}");
        assert!(run.errors.contains(part), "{arguments:?}: {}", run.errors);
        assert!(!run.errors.contains("panicked"), "{}", run.errors);
    }
}

#[test]
fn files_that_cannot_be_read_are_1_and_are_named_before_anything_is_written() {
    let folder = Folder::new();
    let fine = folder.write("a.txt", "Hello?\n");
    let missing = folder.path("missing.txt");
    let run = simpatico(&["analyze", &fine, &missing]);
    assert_eq!((run.code, run.output.as_str()), (1, ""));
    assert!(run.errors.starts_with(&format!("simpatico: cannot read {missing}: ")), "{}", run.errors);
    let run = simpatico(&["analyze", &folder.path("")]);
    assert_eq!(run.code, 1);
    assert!(run.errors.contains("is a directory"), "{}", run.errors);
    let run = simpatico(&["analyze", &fine, "--output", &folder.path("no/such/folder")]);
    assert_eq!(run.code, 1);
    assert!(run.errors.contains("cannot write"), "{}", run.errors);
    let wide = folder.write("wide.txt", b"\xff\xfeH\0i\0");
    assert!(simpatico(&["analyze", &wide]).errors.contains("UTF-16"));
}

#[test]
fn the_accurate_model_answers_unless_the_fast_one_is_asked_for() {
    let input = b"{\"customer\": \"Where is my parcel?\"}\n";
    let mut child = Command::new(env!("CARGO_BIN_EXE_simpatico"));
    let child = child.args(["analyze", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(lines(&output)[0]["model"], "accurate");
    assert_eq!(simpatico_with(&["analyze", "-", "--model", "fast"], input, &[]).lines()[0]["model"], "fast");
}

#[test]
fn packs_are_read_and_their_faults_are_told_with_file_and_line() {
    let folder = Folder::new();
    let input = b"{\"customer\": \"Where are my points?\"}\n";
    let pack = folder.write(
        "acme.toml",
        "name = \"acme\"\n[[label]]\nname = \"points\"\nfamily = \"service_needs\"\n\
         [[label.phrase]]\npattern = [\"my points\"]\nweight = 6.0\n",
    );
    let run = simpatico_with(&["analyze", "-", "--pack", &pack], input, &[]);
    assert_eq!(run.lines()[0]["customer"]["custom"][0]["label"], "acme.points", "{}", run.errors);
    let faulty = folder.write("faulty.toml", "name = \"acme\"\n[thresholds]\n\"emotions.anger\" = 7\n");
    let run = simpatico_with(&["analyze", "-", "--pack", &faulty], input, &[]);
    assert_eq!((run.code, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("faulty.toml") && run.errors.contains("line 3: threshold 7"), "{}", run.errors);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let run = simpatico(&["analyze", &example("messages.txt"), "--output", "/dev/full"]);
    assert_eq!(run.code, 1);
    assert!(run.errors.starts_with("simpatico: cannot write /dev/full: "), "{}", run.errors);
}

#[test]
fn readers_who_have_seen_enough_end_the_run_in_silence() {
    let folder = Folder::new();
    let file = folder.write("many.jsonl", many(5000));
    let mut child = program(&["analyze", &file]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(lines(&first)[0]["id"], "row 0");
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(0), ""));
}

#[test]
fn readers_who_have_seen_enough_need_not_wait_for_input() {
    let mut child =
        program(&["analyze", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Kept open: more input could come at any time.
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    stdin.write_all(many(3000).as_bytes()).unwrap();
    let result = child.wait_with_output().unwrap();
    assert_eq!(result.status.code(), Some(0));
    assert_eq!(String::from_utf8(result.stderr).unwrap(), "");
    drop(stdin);
}

#[test]
fn the_version_names_the_data() {
    let run = simpatico(&["--version"]);
    let expected =
        format!("simpatico {} (data {})\n", env!("CARGO_PKG_VERSION"), simpatico::Analyzer::new().data_version());
    assert_eq!((run.code, run.output), (0, expected));
}

#[test]
fn help_shows_examples_and_exit_codes() {
    for arguments in [&["--help"][..], &["analyze", "--help"], &["explain", "--help"]] {
        let run = simpatico(arguments);
        assert_eq!(run.code, 0);
        assert!(run.output.contains("Examples:") && run.output.contains("Exit codes"), "{}", run.output);
    }
}
