//! Loads the cases that Rust, Python and C share.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use simpatico::{Speaker, Timestamp, Turn};

/// One case of `vectors/phenomena.toml`; `vectors/README.md` explains the keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the keys are described in one place, the README of the vectors
pub struct Case {
    pub name: String,
    pub phenomenon: String,
    pub source: String,
    pub customer: String,
    pub sentiment: Option<Vec<String>>,
    pub sentiment_above: Option<f64>,
    pub sentiment_below: Option<f64>,
    pub emotions: Option<Vec<String>>,
    pub no_emotions: Option<Vec<String>>,
    pub service_needs: Option<Vec<String>>,
    pub no_service_needs: Option<Vec<String>>,
    pub emotional_needs: Option<Vec<String>>,
    pub no_emotional_needs: Option<Vec<String>>,
    pub reasons: Option<Vec<String>>,
    pub no_reasons: Option<Vec<String>>,
    pub risks: Option<Vec<String>>,
    pub no_risks: Option<Vec<String>>,
    pub language: Option<Vec<String>>,
    pub abstained: Option<String>,
    pub other: Option<String>,
    pub relation: Option<String>,
    pub margin: Option<f64>,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// A line of an exchange file: the contract's input.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Line {
    /// Its name.
    pub id: String,
    /// The message.
    pub customer: String,
    /// The reply, where there is one.
    #[serde(default)]
    pub reply: Option<String>,
    /// The turns before.
    #[serde(default)]
    pub context: Vec<String>,
}

/// Analyzers of both models, the accurate one first.
#[must_use]
pub fn analyzers() -> [simpatico::Analyzer; 2] {
    [simpatico::ModelKind::Accurate, simpatico::ModelKind::Fast].map(analyzer)
}

/// An analyzer of one model.
///
/// # Panics
/// Where the model's data is not compiled in.
#[must_use]
pub fn analyzer(model: simpatico::ModelKind) -> simpatico::Analyzer {
    simpatico::Analyzer::builder().model(model).build().expect("both models are compiled in")
}

/// The workspace's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The cases of the phenomena.
///
/// # Panics
/// Where the file cannot be read: a test must not pass without its cases.
#[must_use]
pub fn phenomena() -> Vec<Case> {
    let text = read("tests/vectors/phenomena.toml");
    let cases: Cases = toml::from_str(&text).expect("phenomena.toml follows its format");
    cases.case
}

/// A file of the workspace, as text.
///
/// # Panics
/// Where it cannot be read.
#[must_use]
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The lines of an exchange file.
///
/// # Panics
/// Where one does not parse.
#[must_use]
pub fn exchanges(path: &str) -> Vec<Line> {
    lines(path)
}

/// The rows of a file of JSON Lines.
///
/// # Panics
/// Where one does not parse.
#[must_use]
pub fn lines<T: DeserializeOwned>(path: &str) -> Vec<T> {
    let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}: {error}: {line}"));
    read(path).lines().filter(|line| !line.trim().is_empty()).map(parse).collect()
}

/// A conversation of an example file, in the contract's form.
#[derive(Clone, Debug, Deserialize)]
pub struct Conversation {
    /// Its name.
    pub id: String,
    /// Whose the agent's turns are that name nobody.
    #[serde(default)]
    pub agent: Option<String>,
    turns: Vec<ConversationTurn>,
}

#[derive(Clone, Debug, Deserialize)]
struct ConversationTurn {
    speaker: Speaker,
    text: String,
    time: Option<Timestamp>,
    agent: Option<String>,
}

impl Conversation {
    /// The turns, as the library takes them.
    #[must_use]
    pub fn turns(&self) -> Vec<Turn<'_>> {
        let of_all = self.agent.as_deref();
        let turns = self.turns.iter();
        turns
            .map(|own| Turn {
                speaker: own.speaker,
                text: &own.text,
                time: own.time,
                agent: own.agent.as_deref().or(of_all.filter(|_| own.speaker == Speaker::Agent)),
            })
            .collect()
    }
}

/// The conversations of an example file.
///
/// # Panics
/// Where one does not parse.
#[must_use]
pub fn conversations(path: &str) -> Vec<Conversation> {
    lines(path)
}

/// Holds written lines to a committed file; updating writes it anew.
///
/// # Panics
/// Where they differ.
pub fn hold_to_golden(path: &str, written: &str) {
    if is_updating() {
        std::fs::write(root().join(path), written).expect("the file can be written");
        return;
    }
    let golden = read(path);
    for (got, wanted) in written.lines().zip(golden.lines()) {
        assert_eq!(got, wanted, "UPDATE_EXPECTED=1 writes {path} anew, with a new data version");
    }
    assert_eq!(written.lines().count(), golden.lines().count());
}

/// True where the caller asked for expected files to be written anew: `UPDATE_EXPECTED=1`.
#[must_use]
pub fn is_updating() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1")
}

/// Holds the list of known failures in `docs/limits.md` to the truth in both directions: what fails is listed, and what is
/// listed fails. `list` names its marks; updating writes it anew.
///
/// # Panics
/// Where the list and the truth differ.
pub fn hold_to_list(list: &str, failing: &BTreeMap<String, String>) {
    const LIMITS: &str = "crates/simpatico/docs/limits.md";
    let [begin, end] = ["begin", "end"].map(|end| format!("<!-- {list}: {end} -->"));
    let text = read(LIMITS);
    let (before, rest) = text.split_once(&begin).expect("limits.md has this list");
    let (listed, after) = rest.split_once(&end).expect("limits.md closes this list");
    if is_updating() {
        let lines: Vec<String> = failing.iter().map(|(name, why)| format!("- `{name}`: {why}")).collect();
        let text = format!("{before}{begin}\n{}\n{end}{after}", lines.join("\n"));
        std::fs::write(root().join(LIMITS), text).expect("limits.md can be written");
        return;
    }
    for (name, why) in failing {
        println!("  {name}: {why}");
    }
    let listed: BTreeSet<&str> =
        listed.lines().filter_map(|line| line.strip_prefix("- `")?.split('`').next()).collect();
    let now: BTreeSet<&str> = failing.keys().map(String::as_str).collect();
    let fresh: Vec<&&str> = now.difference(&listed).collect();
    let mended: Vec<&&str> = listed.difference(&now).collect();
    assert!(fresh.is_empty(), "{list}: these fail and are not listed in {LIMITS}: {fresh:?}");
    assert!(mended.is_empty(), "{list}: these hold now: take them off {LIMITS} (UPDATE_EXPECTED=1): {mended:?}");
}
