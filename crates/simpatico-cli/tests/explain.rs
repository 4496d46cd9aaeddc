//! `simpatico explain`, end to end.

mod common;

use common::{Folder, example, simpatico, simpatico_with};

const CUSTOMER: &str = "My card was stolen on the train and I'm so scared they will empty my account!";
const REPLY: &str = "Calm down. As stated in our terms, you should have called earlier.";

#[test]
fn one_exchange_is_explained_from_the_command_line() {
    let run = simpatico(&["explain", "--customer", CUSTOMER, "--reply", REPLY]);
    assert_eq!((run.code, run.errors.as_str()), (0, ""));
    for part in ["── message ──", "My card was stolen", "feels", "reply", "empathy", "Calm down.", "missed"] {
        assert!(run.output.contains(part), "{part} in {}", run.output);
    }
    assert!(!run.output.contains("summary"), "one exchange needs none");
    let message = simpatico(&["explain", "--customer", CUSTOMER]);
    assert!(message.output.contains("feels") && !message.output.contains("empathy"), "{}", message.output);
}

#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let run = simpatico(&["explain", &example("exchanges.jsonl"), "--limit", "6", "--model", "accurate"]);
    let first = run.output.split("\n\n").next().unwrap_or_default();
    let path = example("../README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (start, rest) = readme.split_once("<!-- example: begin -->\n```text\n").unwrap();
    let (shown, end) = rest.split_once("\n```\n<!-- example: end -->").unwrap();
    if std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1") {
        let block = format!("<!-- example: begin -->\n```text\n{first}\n```\n<!-- example: end -->");
        std::fs::write(&path, format!("{start}{block}{end}")).unwrap();
        return;
    }
    assert_eq!(first, shown, "UPDATE_EXPECTED=1 writes README.md's example anew");
}

#[test]
fn files_are_shown_exchange_by_exchange_and_summed_up() {
    let run = simpatico(&["explain", &example("exchanges.jsonl")]);
    assert_eq!((run.code, run.errors.as_str()), (0, ""));
    let titles: Vec<&str> = run.output.lines().filter(|line| line.starts_with("── ")).collect();
    assert_eq!(titles.len(), 49);
    assert!(titles[0].starts_with("── airline-01 ── en"), "{}", titles[0]);
    assert_eq!(titles[48], "── summary ── 48 exchanges, 48 with a reply");
    let summary = &run.output[run.output.find("── summary").unwrap()..];
    for part in [
        "mood  negative",
        "neutral",
        "positive",
        "mixed",
        "feels",
        "wants",
        "needs",
        "because",
        "empathy  mean",
        "low",
        "medium",
        "high",
        "missed",
        "harmed",
    ] {
        assert!(summary.contains(part), "{part} in {summary}");
    }
    for line in summary.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn exchanges_are_chosen_by_id_and_limited() {
    let file = example("exchanges.jsonl");
    let titles = |arguments: &[&str]| -> Vec<String> {
        let run = simpatico(&[&["explain", &file][..], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.errors);
        let titles = run.output.lines().filter(|line| line.starts_with("── "));
        titles.map(|line| line.split(" ── ").next().unwrap().trim_start_matches("── ").to_owned()).collect()
    };
    assert_eq!(titles(&["--id", "telecom-01"]), ["telecom-01"]);
    assert_eq!(titles(&["--id", "telecom-01", "--id", "airline-02"]), ["airline-02", "telecom-01", "summary"]);
    assert_eq!(titles(&["--limit", "2"]), ["airline-01", "airline-02", "summary"]);
    assert_eq!(titles(&["--limit", "0"]), ["summary"]);
    let summary = |arguments: &[&str]| {
        let output = simpatico(&[&["explain", &file][..], arguments].concat()).output;
        output[output.find("── summary").unwrap()..].to_owned()
    };
    assert_eq!(summary(&["--limit", "2"]), summary(&[]), "the summary is of all exchanges");
    let none = simpatico(&["explain", &file, "--id", "nobody", "--id", "airline-01"]);
    assert_eq!((none.code, none.errors.as_str()), (1, "simpatico: no exchange with the id \"nobody\"\n"));
    assert!(none.output.contains("── airline-01 ──"));
}

#[test]
fn all_formats_of_analyze_are_read() {
    let tickets = example("tickets.csv");
    let columns = ["--customer-column", "message", "--reply-column", "answer", "--id-column", "ticket"];
    let run = simpatico(&[&["explain", &tickets][..], &columns].concat());
    assert!(
        run.output.contains("── T-1003 ──") && run.output.contains("12 exchanges, 9 with a reply"),
        "{}",
        run.output
    );
    let messages = simpatico(&["explain", &example("messages.txt"), "--limit", "0"]);
    assert!(
        messages.output.contains("24 exchanges, 0 with a reply") && !messages.output.contains("empathy"),
        "{}",
        messages.output
    );
    let input = b"{\"customer\": \"Hello?\"}\n{\"customer\": \"Hola\"}\n";
    let run = simpatico_with(&["explain", "-"], input, &[]);
    assert!(run.output.contains("── line 1 ──") && run.output.contains("── line 2 ──"), "{}", run.output);
}

#[test]
fn conversations_are_shown_turn_by_turn_and_summed_up() {
    let run = simpatico(&[
        "explain",
        &example("conversations.jsonl"),
        "--id",
        "furniture-chat-en",
        "--id",
        "bank-chat-bot-en",
    ]);
    assert_eq!((run.code, run.errors.as_str()), (0, ""));
    for part in [
        "── furniture-chat-en ── 11 turns · resolved",
        "course",
        "agent-07 · after 54 s · empathy",
        "ledger",
        "in short",
        "agent-12 took over from agent-07 at turn 7",
        "first reply 54 s",
        "asked for a person at turn",
        "── summary ── 2 conversations, 11 messages",
        "  resolved  yes",
    ] {
        assert!(run.output.contains(part), "{part} in {}", run.output);
    }
    let one = simpatico(&["explain", &example("conversations.jsonl"), "--id", "software-quick-en"]);
    assert!(!one.output.contains("summary"), "one conversation has been said already");
}

#[test]
fn rows_that_cannot_be_used_are_shown_in_their_place() {
    let input =
        b"{\"id\": \"a\", \"customer\": \"Hello?\"}\n{\"id\": \"b\"}\n{\"id\": \"c\", \"customer\": \"Hola\"}\n";
    let run = simpatico_with(&["explain", "-", "--strict"], input, &[]);
    assert_eq!(run.code, 1);
    let place = |part: &str| run.output.find(part).unwrap_or_else(|| panic!("{part} in {}", run.output));
    assert!(place("── a ──") < place("── b, line 2 ── cannot be used: no field \"customer\""));
    assert!(place("── b, line 2 ──") < place("── c ──"));
    assert!(run.output.contains("2 exchanges"));
    assert!(run.errors.contains("1 of 3 rows could not be used"), "{}", run.errors);
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let arguments = ["explain", "--customer", CUSTOMER, "--reply", REPLY];
    let run = |more: &[&str], variables: &[(&str, &str)]| {
        simpatico_with(&[&arguments[..], more].concat(), b"", variables).output
    };
    let plain = run(&[], &[]);
    assert!(!plain.contains('\x1b'), "a pipe is no terminal");
    let coloured = run(&["--color", "always"], &[]);
    assert!(coloured.contains('\x1b'));
    assert_eq!(
        run(&["--color", "always"], &[("NO_COLOR", "1")]),
        coloured,
        "what is asked for comes before the environment"
    );
    assert_eq!(run(&["--color", "never"], &[]), plain);
    assert_eq!(run(&["--color", "auto"], &[("NO_COLOR", "")]), plain);
}

/// `script` gives the program a terminal; where it is missing there is nothing to test with.
#[test]
#[cfg(target_os = "linux")]
fn terminals_get_colour_and_no_color_takes_it_away() {
    let on_terminal = |variables: &[(&str, &str)], more: &str| -> Option<String> {
        let command = format!("'{}' explain --customer 'I am furious!' {more}", env!("CARGO_BIN_EXE_simpatico"));
        let mut script = std::process::Command::new("script");
        script
            .args(["-qec", &command, "/dev/null"])
            .env_remove("NO_COLOR")
            .env("TERM", "xterm")
            .envs(variables.iter().copied());
        script.stdin(std::process::Stdio::null());
        script.output().ok().map(|output| String::from_utf8(output.stdout).unwrap())
    };
    let Some(coloured) = on_terminal(&[], "") else { return };
    assert!(coloured.contains('\x1b') && coloured.contains("furious"), "{coloured}");
    for (variables, more) in [(&[("NO_COLOR", "1")][..], ""), (&[("TERM", "dumb")], ""), (&[], "--color never")] {
        let plain = on_terminal(variables, more).unwrap();
        assert!(!plain.contains('\x1b') && plain.contains("furious"), "{variables:?} {more}: {plain}");
    }
    assert!(on_terminal(&[("NO_COLOR", "")], "").unwrap().contains('\x1b'), "an empty NO_COLOR is none");
}

#[test]
fn the_width_follows_the_environment() {
    let customer =
        "I have been waiting for the technician since eight in the morning and nobody came or called me. ".repeat(4);
    let widest = |columns: &str| {
        let run = simpatico_with(&["explain", "--customer", &customer], b"", &[("COLUMNS", columns)]);
        let quoted = run.output.lines().filter(|line| line.contains('│')).map(|line| line.chars().count());
        quoted.max().unwrap()
    };
    let (narrow, usual, wide) = (widest("60"), widest(""), widest("160"));
    assert!(narrow <= 60 && narrow < usual && usual <= 100 && usual < wide && wide <= 160, "{narrow} {usual} {wide}");
}

#[test]
fn what_customers_write_does_not_steer_the_terminal() {
    let folder = Folder::new();
    let file = folder.write(
        "a.jsonl",
        r#"{"id": "a\u001b[2J\nb", "customer": "Hello \u001b]0;owned\u0007 you?", "reply": "Hi\r\u009b2J"}"#,
    );
    let run = simpatico(&["explain", &file]);
    assert!(run.output.chars().all(|character| character == '\n' || !character.is_control()), "{:?}", run.output);
    assert!(run.output.contains("owned"));
}

#[test]
fn wrong_usage_is_2_and_says_what_would_be_right() {
    let cases: [(&[&str], &str); 5] = [
        (&["explain"], "--customer"),
        (&["explain", "--reply", "Hi"], "--customer"),
        (&["explain", "a.txt", "--customer", "Hi"], "--customer"),
        (&["explain", "--customer", "Hi", "--limit", "3"], "--limit"),
        (&["explain", "--customer", "Hi", "--model", "best"], "accurate"),
    ];
    for (arguments, part) in cases {
        let run = simpatico(arguments);
        assert_eq!((run.code, run.output.as_str()), (2, ""), "{arguments:?}");
        assert!(run.errors.contains(part), "{arguments:?}: {}", run.errors);
    }
    let missing = simpatico(&["explain", "no-such-file.jsonl"]);
    assert_eq!(missing.code, 1);
    assert!(missing.errors.starts_with("simpatico: cannot read no-such-file.jsonl: "), "{}", missing.errors);
}

#[test]
fn output_can_go_to_a_file() {
    let folder = Folder::new();
    let to = folder.path("out.txt");
    let run = simpatico(&["explain", "--customer", CUSTOMER, "--output", &to]);
    assert_eq!((run.code, run.output.as_str()), (0, ""));
    assert!(std::fs::read_to_string(&to).unwrap().contains("feels"));
}
