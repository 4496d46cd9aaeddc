//! `data-src` -> pack: reads what people edit, checks every line of it, compiles it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use simpatico::data::{
    ClassSet, LanguageData, Lexicon, LexiconData, Pack, PackData, Polar, RuleData, Side, TemplateData,
};
use simpatico::detect::pattern::compile;
use simpatico::detect::{Document, Matcher};
use simpatico::text::{fold, tokenize};
use simpatico::{Antipattern, Label, Technique};

use crate::{Failure, heads};

/// Sentences that a rule must show on each side.
const FEWEST_EXAMPLES: usize = 5;
const FACTS: [&str; 4] = ["duration", "amount", "date", "number"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<RuleSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSource {
    id: String,
    lang: String,
    on: Side,
    pattern: Vec<String>,
    #[serde(default)]
    scope: Polar,
    effect: BTreeMap<String, f32>,
    #[serde(default)]
    explicit: bool,
    message: String,
    origin: String,
    #[serde(rename = "match")]
    matches: Vec<String>,
    no_match: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdviceFile {
    template: Vec<AdviceSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdviceSource {
    subject: String,
    lang: String,
    #[serde(default)]
    register: String,
    #[serde(default)]
    when: Vec<String>,
    why: String,
    example: String,
}

/// The folder of the sources.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data-src")
}

/// The pack that the core embeds.
pub(crate) fn pack_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../simpatico/data/simpatico.pack")
}

pub(crate) fn run(check: bool, print: bool) -> Result<(), Failure> {
    if print {
        println!("{}", printed(&PackData::read(&fs::read(pack_path())?)?));
        return Ok(());
    }
    let (mut data, faults) = compile_all()?;
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        return Err(format!("{} faults in the data sources", faults.len()).into());
    }
    let old = PackData::read(&fs::read(pack_path())?).unwrap_or_default();
    (data.version, data.language, data.customer, data.reply, data.empathy, data.coverage) =
        (old.version.clone(), old.language, old.customer, old.reply, old.empathy, old.coverage);
    let ids: BTreeSet<&str> = data.rules.iter().map(|rule| rule.id.as_str()).collect();
    for model in [&mut data.customer, &mut data.reply] {
        model.rule_weights.retain(|weight| ids.contains(weight.rule.as_str()));
    }
    let bytes = data.write()?;
    println!(
        "{} classes, {} words, {} emoji, {} rules, {} templates: sound",
        data.lexicon.classes.len(),
        data.lexicon.words.len(),
        data.lexicon.emoji.len(),
        data.rules.len(),
        data.templates.len()
    );
    if check {
        return if fs::read(pack_path())? == bytes {
            Ok(())
        } else {
            Err("the pack does not hold these sources: run `cargo xtask data`".into())
        };
    }
    write_pack(&bytes, &data)
}

/// Writes the pack and its manifest.
pub(crate) fn write_pack(bytes: &[u8], data: &PackData) -> Result<(), Failure> {
    fs::write(pack_path(), bytes)?;
    let mut manifest = String::from(
        "# What simpatico.pack holds and how it was made. Written by `cargo xtask data` and `cargo xtask train`.\n\n",
    );
    let sum = |bytes: &[u8]| {
        Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    };
    let _ = writeln!(
        manifest,
        "format = 1\nversion = {:?}\nbytes = {}\nsha256 = {:?}\nlicence = \"MIT OR Apache-2.0 (rules, lexicon, advice, weights); training data: see docs/model-card.md\"\n",
        data.version,
        bytes.len(),
        sum(bytes)
    );
    let _ = writeln!(
        manifest,
        "[sources]\nfolder = \"crates/xtask/data-src\"\ncommand = \"cargo xtask data\"\nrules = {}\ntemplates = {}\nwords = {}\n",
        data.rules.len(),
        data.templates.len(),
        data.lexicon.words.len()
    );
    for (name, model) in [("customer", &data.customer), ("reply", &data.reply)] {
        let _ = writeln!(
            manifest,
            "[models.{name}]\ncommand = \"cargo xtask train\"\nseed = 0\nfeatures = {}\nheads = {}\nsha256_weights = {:?}\n",
            model.features.len(),
            model.heads.len(),
            sum(&model.weights)
        );
    }
    fs::write(pack_path().with_file_name("MANIFEST.toml"), manifest)?;
    Ok(())
}

/// A pack as text, for people and for `git diff`.
fn printed(data: &PackData) -> String {
    let mut text = format!(
        "version {}\nclasses {}\nwords {}\n",
        data.version,
        data.lexicon.classes.join(" "),
        data.lexicon.words.len()
    );
    for (emoji, form) in &data.lexicon.emoji {
        let _ = writeln!(text, "emoji {emoji} {form}");
    }
    for rule in &data.rules {
        let _ = writeln!(
            text,
            "rule {} {:?} patterns {} effects {:?}: {}",
            rule.id,
            rule.side,
            rule.patterns.len(),
            rule.effects,
            rule.message
        );
    }
    for template in &data.templates {
        let _ = writeln!(
            text,
            "advice {} {} {} {:?}: {}",
            template.subject, template.language, template.register, template.when, template.example
        );
    }
    for (name, model) in [("customer", &data.customer), ("reply", &data.reply)] {
        let _ = writeln!(text, "model {name} features {} signals {}", model.features.len(), model.signals.len());
        for head in &model.heads {
            let _ = writeln!(
                text,
                "  head {} bias {:.3} threshold {:.3} curve {:?}",
                head.name, head.bias, head.threshold, head.curve
            );
        }
    }
    for (name, weight) in &data.empathy.weights {
        let _ = writeln!(text, "empathy {name} {weight:+.3}");
    }
    for (what, weights) in [("open", &data.coverage.open), ("answered", &data.coverage.answered)] {
        for (name, weight) in weights {
            let _ = writeln!(text, "coverage {what} {name} {weight:+.3}");
        }
    }
    text
}

/// Compiles all sources; the second part lists what is wrong with them, one line a fault.
pub(crate) fn compile_all() -> Result<(PackData, Vec<String>), Failure> {
    let mut faults = Vec::new();
    let lexicon = lexicon(&mut faults)?;
    let mut pack = PackData {
        lexicon: lexicon.clone(),
        language: LanguageData { weights: vec![0], ..LanguageData::default() },
        ..PackData::default()
    };
    let reader = Lexicon::new(lexicon)?;
    let sources = rule_sources(&mut faults)?;
    pack.rules = sources.iter().map(|(file, source)| compile_rule(file, source, &reader, &mut faults)).collect();
    pack.templates = templates(&mut faults)?;
    check_words(&reader, &mut faults)?;
    check_examples(&pack, &sources, &mut faults)?;
    Ok((pack, faults))
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|other| other == extension))
        .collect();
    paths.sort();
    Ok(paths)
}

/// The rows of a file of `class <tab> rest` lines, with their numbers; `#` starts a comment line.
fn rows(path: &Path) -> Result<Vec<(usize, String, String)>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate() {
        // An emoticon may itself start with '#': only "# " is a comment.
        if line.trim().is_empty() || line.starts_with("# ") {
            continue;
        }
        let (class, rest) =
            line.split_once('\t').ok_or_else(|| format!("{}:{}: no tab", path.display(), number + 1))?;
        rows.push((number + 1, class.trim().to_owned(), rest.trim().to_owned()));
    }
    Ok(rows)
}

fn word_files() -> Result<Vec<PathBuf>, Failure> {
    let is_words = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("words"));
    Ok(files(&folder().join("lexicon"), "tsv")?.into_iter().filter(is_words).collect())
}

fn lexicon(faults: &mut Vec<String>) -> Result<LexiconData, Failure> {
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in word_files()? {
        for (number, class, word) in rows(&path)? {
            if !words.entry(class.clone()).or_default().insert(fold(&word)) {
                faults.push(format!("{}:{number}: {word:?} is in class {class} already", path.display()));
            }
        }
    }
    let classes: Vec<String> = words.keys().cloned().collect();
    let mut sets: BTreeMap<u64, ClassSet> = BTreeMap::new();
    for (bit, forms) in words.values().enumerate() {
        for form in forms {
            sets.entry(simpatico::text::word_key(form)).or_default().0 |= 1 << bit;
        }
    }
    let mut pictures = |file: &str| -> Result<Vec<(String, String)>, Failure> {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let path = folder().join("lexicon").join(file);
        for (number, class, list) in rows(&path)? {
            for picture in list.split_whitespace() {
                let plain: String = picture
                    .chars()
                    .filter(|c| !matches!(*c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'))
                    .collect();
                if let Some(other) = seen.insert(plain, format!(":{class}:")) {
                    faults.push(format!("{file}:{number}: {picture} is {other} already"));
                }
            }
        }
        Ok(seen.into_iter().collect())
    };
    let (emoji, emoticons) = (pictures("emoji.tsv")?, pictures("emoticons.tsv")?);
    Ok(LexiconData { classes, words: sets.into_iter().collect(), emoji, emoticons })
}

/// Every word must come out of the tokenizer as one token of the same form, or no text could ever meet it.
fn check_words(lexicon: &Lexicon, faults: &mut Vec<String>) -> Result<(), Failure> {
    for path in word_files()? {
        for (number, _, word) in rows(&path)? {
            let (tokens, _) = tokenize(&word, lexicon);
            if tokens.len() != 1 || tokens[0].form != fold(&word) {
                faults.push(format!(
                    "{}:{number}: no text can meet {word:?}: it is {} tokens",
                    path.display(),
                    tokens.len()
                ));
            }
        }
    }
    Ok(())
}

fn rule_sources(faults: &mut Vec<String>) -> Result<Vec<(String, RuleSource)>, Failure> {
    let mut sources = Vec::new();
    let mut ids = BTreeSet::new();
    for path in files(&folder().join("rules"), "toml")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file: RuleFile = toml::from_str(&fs::read_to_string(&path)?).map_err(|error| format!("{name}: {error}"))?;
        for rule in file.rule {
            if !ids.insert(rule.id.clone()) {
                faults.push(format!("{name}: {}: this id is taken", rule.id));
            }
            sources.push((name.clone(), rule));
        }
    }
    Ok(sources)
}

fn compile_rule(file: &str, source: &RuleSource, lexicon: &Lexicon, faults: &mut Vec<String>) -> RuleData {
    let mut fault = |what: String| faults.push(format!("{file}: {}: {what}", source.id));
    let mut patterns = Vec::new();
    for pattern in &source.pattern {
        match compile(pattern, lexicon) {
            Ok(compiled) => patterns.push(compiled),
            Err(error) => fault(error.to_string()),
        }
    }
    let heads = if source.on == Side::Customer { heads::customer() } else { heads::reply() };
    for (name, weight) in &source.effect {
        if !heads.iter().any(|(head, _)| head == name) {
            fault(format!("no head {name:?} on the side of the {:?}", source.on));
        }
        if !(-6.0..=6.0).contains(weight) {
            fault(format!("effect {weight} on {name} is outside the limits of -6 to 6"));
        }
    }
    if !matches!(source.lang.as_str(), "en" | "es" | "any") {
        fault(format!("language {:?} is none of en, es, any", source.lang));
    }
    if !matches!(source.origin.as_str(), "real" | "written" | "reported") {
        fault(format!("origin {:?} is none of real, written, reported", source.origin));
    }
    for (what, sentences) in [("match", &source.matches), ("no_match", &source.no_match)] {
        let different: BTreeSet<&String> = sentences.iter().collect();
        if different.len() < FEWEST_EXAMPLES {
            fault(format!("{} different {what} sentences, {FEWEST_EXAMPLES} are asked for", different.len()));
        }
    }
    RuleData {
        id: source.id.clone(),
        side: source.on,
        patterns,
        effects: source.effect.iter().map(|(name, weight)| (name.clone(), *weight)).collect(),
        polar: source.scope,
        explicit: source.explicit,
        message: source.message.clone(),
    }
}

fn check_examples(data: &PackData, sources: &[(String, RuleSource)], faults: &mut Vec<String>) -> Result<(), Failure> {
    let pack = Pack::new(data.clone())?;
    let matchers = [Side::Customer, Side::Reply].map(|side| Matcher::new(data.rules.clone(), side));
    for (rule, (file, source)) in sources.iter().enumerate() {
        let matcher = &matchers[usize::from(source.on == Side::Reply)];
        for (sentences, wanted) in [(&source.matches, true), (&source.no_match, false)] {
            for sentence in sentences {
                let fires = Document::read(sentence, &pack, matcher).matches.iter().any(|fired| fired.rule == rule);
                if fires != wanted {
                    let what = if wanted { "does not match" } else { "must not match" };
                    faults.push(format!("{file}: {}: {what} {sentence:?}", source.id));
                }
            }
        }
    }
    Ok(())
}

fn templates(faults: &mut Vec<String>) -> Result<Vec<TemplateData>, Failure> {
    let customer = heads::customer();
    let mut templates = Vec::new();
    for path in files(&folder().join("advice"), "toml")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file: AdviceFile =
            toml::from_str(&fs::read_to_string(&path)?).map_err(|error| format!("{name}: {error}"))?;
        for (number, source) in file.template.into_iter().enumerate() {
            let mut fault =
                |what: String| faults.push(format!("{name}: template {} ({}): {what}", number + 1, source.subject));
            let subjects = Technique::ALL
                .iter()
                .map(|label| label.name())
                .chain(Antipattern::ALL.iter().map(|label| label.name()));
            if !subjects.into_iter().any(|subject| subject == source.subject) {
                fault("is neither a technique nor an antipattern".to_owned());
            }
            let registers: &[&str] = if source.lang == "es" { &["tu", "usted", "vos"] } else { &[""] };
            if !matches!(source.lang.as_str(), "en" | "es") || !registers.contains(&source.register.as_str()) {
                fault(format!("language {:?} with register {:?}", source.lang, source.register));
            }
            for label in &source.when {
                if !customer.iter().any(|(head, _)| head == label) {
                    fault(format!("no label {label:?}"));
                }
            }
            for piece in source.example.split('{').skip(1) {
                let fact = piece.split('}').next().unwrap_or_default();
                if !FACTS.contains(&fact) {
                    fault(format!("no fact {fact:?}; there are {FACTS:?}"));
                }
            }
            templates.push(TemplateData {
                subject: source.subject,
                language: source.lang,
                register: source.register,
                when: source.when,
                why: source.why,
                example: source.example,
            });
        }
    }
    Ok(templates)
}
