//! Measures the library on a corpus, through its public door, beside VADER and majority baselines in the same run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use serde_json::{Map, Value, json};
use simpatico::{
    Analysis, Analyzer, Antipattern, Emotion, EmotionalNeed, Exchange, Label, ModelKind, Opportunity, Polarity, Reason,
    Relationship, ReplyScore, Risk, ServiceNeed, Technique,
};
use vader_sentimental::SentimentIntensityAnalyzer;

use crate::corpus::{self, Row};
use crate::metrics::{Counts, accuracy, best_borders, class, constant_micro_f1, correlation, quadratic_kappa};
use crate::reliability::{self, Reliability};
use crate::{Failure, assemble, public_sets};

/// A figure may fall by this much before `--against` fails: rounding, nothing else.
const TOLERANCE: f64 = 0.0005;

/// What stands beside the figures and is not itself held to.
const NOT_COMPARED: [&str; 7] = ["baseline", "best_constant", "vader", "rows", "count", "seconds", "reliability"];

pub(crate) fn run(
    corpora: &[PathBuf],
    public: &[PathBuf],
    model: ModelKind,
    json: Option<&Path>,
    against: Option<&Path>,
    worst: usize,
) -> Result<(), Failure> {
    let analyzer = analyzer(model)?;
    let mut all = Map::new();
    for path in corpora {
        let rows = corpus::read(path)?;
        let figures = measure(&analyzer, &rows, worst);
        println!("{}", table(&figures, &path.display().to_string(), rows.len()));
        all.insert(name(path), figures.json());
    }
    for data in public {
        let sets = public_sets::measure(&analyzer, data)?;
        println!("{}", public_sets::table(&sets, &data.display().to_string()));
        all.extend(sets.iter().map(|set| (name(&data.join(set.name)), set.json())));
    }
    let all = Value::Object(all);
    if let Some(path) = json {
        std::fs::write(path, serde_json::to_string_pretty(&all)? + "\n")?;
    }
    if let Some(path) = against {
        let expected: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let mut falls = Vec::new();
        compare("", &expected, &all, &mut falls);
        if !falls.is_empty() {
            return Err(format!("figures fell:\n{}", falls.join("\n")).into());
        }
        println!("no figure is below {}", path.display());
    }
    Ok(())
}

/// The embedded pack, with the network as it lies in the data crate: the one just trained, without a build between.
fn analyzer(model: ModelKind) -> Result<Analyzer, Failure> {
    if model == ModelKind::Fast {
        return Ok(Analyzer::builder().model(model).build()?);
    }
    let network = std::fs::read(assemble::network_path())?;
    Ok(Analyzer::builder().network(&network).build()?)
}

/// A corpus' name in the figures: the last two parts of its path, without the extension.
fn name(path: &Path) -> String {
    let mut parts: Vec<String> = path
        .with_extension("")
        .components()
        .rev()
        .take(2)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.reverse();
    parts.join("/")
}

/// Reports on a pack that is not yet the embedded one.
pub(crate) fn with_pack(pack: &[u8], corpus: &Path) -> Result<(), Failure> {
    let rows = corpus::read(corpus)?;
    let figures = measure(&Analyzer::try_from_data(pack)?, &rows, 0);
    println!("{}", table(&figures, &corpus.display().to_string(), rows.len()));
    Ok(())
}

/// Each family's figure over all rows.
pub(crate) fn overall(analyzer: &Analyzer, rows: &[Row]) -> Vec<(&'static str, f64)> {
    let figures = measure(analyzer, rows, 0);
    let of = |(name, family): (&'static str, Family)| family.by_language.get("all").map(|&value| (name, value));
    figures.families.into_iter().filter_map(of).collect()
}

fn compare(path: &str, expected: &Value, got: &Value, falls: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => {
            for (key, value) in expected.iter().filter(|(key, _)| !NOT_COMPARED.contains(&key.as_str())) {
                compare(&format!("{path}/{key}"), value, got.get(key).unwrap_or(&Value::Null), falls);
            }
        }
        (Value::Number(expected), got) => {
            let (expected, got) = (expected.as_f64().unwrap_or_default(), got.as_f64().unwrap_or(f64::NEG_INFINITY));
            // One figure is better when it is nearer 0.
            let fell = if path.ends_with("length_correlation") {
                got.abs() > expected.abs() + TOLERANCE
            } else {
                got < expected - TOLERANCE
            };
            if fell {
                falls.push(format!("{path}: {expected:.4} -> {got:.4}"));
            }
        }
        _ => {}
    }
}

/// A family's figures by language: `all`, `en`, `es`, `mixed`.
#[derive(Default)]
struct Family {
    measure: &'static str,
    by_language: BTreeMap<String, f64>,
    macro_f1: Option<f64>,
    baseline: f64,
    vader: Option<f64>,
    labels: Vec<LabelFigures>,
}

/// One label's F1 over all rows and by language, and how often it is annotated.
struct LabelFigures {
    name: String,
    count: usize,
    f1: f64,
    by_language: BTreeMap<String, f64>,
}

#[derive(Default)]
struct Figures {
    families: Vec<(&'static str, Family)>,
    reliability: Vec<Reliability>,
    seconds: f64,
}

impl Figures {
    fn json(&self) -> Value {
        let mut out = Map::new();
        for (name, family) in &self.families {
            let mut entry = Map::new();
            entry.insert("measure".into(), json!(family.measure));
            for (language, value) in &family.by_language {
                entry.insert(language.clone(), json!(round(*value)));
            }
            if let Some(value) = family.macro_f1 {
                entry.insert("macro_f1".into(), json!(round(value)));
            }
            entry.insert("baseline".into(), json!(round(family.baseline)));
            if let Some(vader) = family.vader {
                entry.insert("vader".into(), json!(round(vader)));
            }
            if !family.labels.is_empty() {
                let labels = family.labels.iter().map(|label| {
                    let mut figures = Map::new();
                    figures.insert("count".into(), json!(label.count));
                    figures.insert("f1".into(), json!(round(label.f1)));
                    let by_language = label.by_language.iter().filter(|(language, _)| *language != "all");
                    figures.extend(by_language.map(|(language, f1)| (format!("f1_{language}"), json!(round(*f1)))));
                    (label.name.clone(), Value::Object(figures))
                });
                entry.insert("labels".into(), Value::Object(labels.collect()));
            }
            out.insert((*name).to_owned(), Value::Object(entry));
        }
        out.insert("reliability".to_owned(), reliability::json(&self.reliability));
        Value::Object(out)
    }
}

/// Four decimals, as the files of figures hold them.
pub(crate) fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

const LANGUAGES: [&str; 4] = ["all", "en", "es", "mixed"];

fn in_language(row: &Row, language: &str) -> bool {
    language == "all" || row.lang == language
}

fn measure(analyzer: &Analyzer, rows: &[Row], worst: usize) -> Figures {
    let clock = Instant::now();
    let messages = corpus::messages(rows);
    let analyses: Vec<Analysis<'_>> = messages
        .par_iter()
        .map(|row| {
            analyzer
                .judge_exchange(&Exchange { customer: &row.customer, reply: None, turns_before: row.context.len() })
                .customer
        })
        .collect();
    let pairs: Vec<&Row> = rows.iter().filter(|row| row.reply.is_some()).collect();
    let replies: Vec<ReplyScore<'_>> = pairs
        .par_iter()
        .filter_map(|row| {
            analyzer
                .judge_exchange(&Exchange {
                    customer: &row.customer,
                    reply: row.reply.as_deref(),
                    turns_before: row.context.len(),
                })
                .reply
        })
        .collect();
    let seconds = clock.elapsed().as_secs_f64();
    let mut families =
        vec![("sentiment", sentiment(&messages, &analyses)), ("polarity", polarity(&messages, &analyses))];
    families.push((
        "emotions",
        sets::<Emotion>(&messages, |row| &row.emotions, |i, l| analyses[i].emotions.iter().any(|e| e.label == l)),
    ));
    families.push((
        "service_needs",
        sets::<ServiceNeed>(
            &messages,
            |row| &row.service_needs,
            |i, l| analyses[i].service_needs.iter().any(|e| e.label == l),
        ),
    ));
    families.push((
        "emotional_needs",
        sets::<EmotionalNeed>(
            &messages,
            |row| &row.emotional_needs,
            |i, l| analyses[i].emotional_needs.iter().any(|e| e.label == l),
        ),
    ));
    families.push((
        "reasons",
        sets::<Reason>(&messages, |row| &row.reasons, |i, l| analyses[i].reasons.iter().any(|e| e.label == l)),
    ));
    families.push((
        "risks",
        sets::<Risk>(&messages, |row| &row.risks, |i, l| analyses[i].risks.iter().any(|e| e.label == l)),
    ));
    let none = || "none".to_owned();
    let of_rows = |name: fn(&Row) -> Option<&String>| -> Vec<String> {
        messages.iter().map(|row| name(row).cloned().unwrap_or_else(none)).collect()
    };
    let found = |name: &dyn Fn(&Analysis<'_>) -> String| -> Vec<String> { analyses.iter().map(name).collect() };
    let phases = found(&|analysis| analysis.phase.label.to_string());
    families.push(("phase", shares(&messages, &of_rows(|row| Some(&row.phase)), &phases)));
    let targets = found(&|analysis| analysis.target.map_or_else(none, |target| target.label.to_string()));
    families.push(("target", shares(&messages, &of_rows(|row| row.target.as_ref()), &targets)));
    let languages = found(&|analysis| analysis.language.code.to_string());
    families.push(("language", shares(&messages, &of_rows(|row| Some(&row.lang)), &languages)));
    families.push((
        "relationship",
        one(
            &messages,
            |row| row.relationship == "employee",
            |i| analyses[i].relationship.label == Relationship::Employee,
        ),
    ));
    families.push(("mixed", one(&messages, |row| row.mixed, |i| analyses[i].sentiment.label == Polarity::Mixed)));
    families.push(("urgency", graded(&messages, 3, |row| row.urgency as usize, |i| third(analyses[i].urgency))));
    families.push(("effort", graded(&messages, 3, |row| row.effort as usize, |i| third(analyses[i].effort))));
    if !pairs.is_empty() {
        let keys = |row: &Row| {
            row.techniques.iter().filter(|(_, level)| **level > 0).map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        let given: Vec<Vec<String>> = pairs.iter().map(|row| keys(row)).collect();
        let level = |i: usize, l: Technique| replies[i].techniques[l.index()].level;
        families.push(("techniques", sets_of::<Technique>(&pairs, &given, |i, l| level(i, l) > 0)));
        families.push(("technique_levels", levels(&pairs, level)));
        let is_needed = |i: usize, l: Technique| {
            matches!(replies[i].techniques[l.index()].opportunity, Opportunity::Met | Opportunity::Missed)
        };
        families.push(("needed", sets::<Technique>(&pairs, |row| &row.needed, is_needed)));
        families.push((
            "antipatterns",
            sets::<Antipattern>(
                &pairs,
                |row| &row.antipatterns,
                |i, l| replies[i].antipatterns.iter().any(|a| a.label == l),
            ),
        ));
        let truth: Vec<String> = pairs.iter().map(|row| row.coverage.clone().unwrap_or_default()).collect();
        let covered: Vec<String> = replies.iter().map(|reply| reply.coverage.overall.to_string()).collect();
        families.push(("coverage", shares(&pairs, &truth, &covered)));
        families.push(("empathy", graded(&pairs, 5, |row| row.empathy as usize, |i| fifth(replies[i].empathy.score))));
        if let Some(order) = contrast_order(&pairs, &replies) {
            families.push(("contrast_order", order));
        }
        families.push(("length_correlation", length(&pairs, &replies)));
    }
    if worst > 0 {
        print_worst(&messages, &analyses, &pairs, &replies, worst);
    }
    let reliability = reliability::measure(&messages, &analyses, &pairs, &replies);
    Figures { families, reliability, seconds }
}

fn third(value: f64) -> usize {
    class(value, &[0.25, 0.75])
}

fn fifth(value: f64) -> usize {
    class(value, &[12.5, 37.5, 62.5, 87.5])
}

fn by_language_of(rows: &[&Row], mut figure: impl FnMut(&[usize]) -> f64) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    for language in LANGUAGES {
        let places: Vec<usize> = (0..rows.len()).filter(|&i| in_language(rows[i], language)).collect();
        if !places.is_empty() {
            out.insert(language.to_owned(), figure(&places));
        }
    }
    out
}

fn graded(rows: &[&Row], classes: usize, truth: impl Fn(&Row) -> usize, guess: impl Fn(usize) -> usize) -> Family {
    let by_language = by_language_of(rows, |places| {
        let truth: Vec<usize> = places.iter().map(|&i| truth(rows[i])).collect();
        let guess: Vec<usize> = places.iter().map(|&i| guess(i)).collect();
        quadratic_kappa(&truth, &guess, classes)
    });
    Family { measure: "quadratic kappa", by_language, ..Family::default() }
}

fn sentiment(rows: &[&Row], analyses: &[Analysis<'_>]) -> Family {
    let band = |i: usize| analyses[i].sentiment.band.index();
    let mut family = graded(rows, 5, |row| (row.sentiment + 2) as usize, band);
    // The peer's borders are fitted to these very rows, in its favour.
    let vader = SentimentIntensityAnalyzer::new();
    let raw: Vec<f64> = rows.iter().map(|row| vader.polarity_scores(&row.customer).compound).collect();
    let truth: Vec<usize> = rows.iter().map(|row| (row.sentiment + 2) as usize).collect();
    let borders = best_borders(&raw, &truth, 5, 0.0);
    let guess: Vec<usize> = raw.iter().map(|&value| class(value, &borders)).collect();
    family.vader = Some(quadratic_kappa(&truth, &guess, 5));
    family
}

/// The label of a row's sentiment.
pub(crate) fn polarity_of(row: &Row) -> Polarity {
    match (row.mixed, row.sentiment) {
        (true, _) => Polarity::Mixed,
        (_, ..=-1) => Polarity::Negative,
        (_, 0) => Polarity::Neutral,
        (_, 1..) => Polarity::Positive,
    }
}

fn polarity(rows: &[&Row], analyses: &[Analysis<'_>]) -> Family {
    let truth: Vec<String> = rows.iter().map(|row| polarity_of(row).to_string()).collect();
    let guess: Vec<String> = analyses.iter().map(|analysis| analysis.sentiment.label.to_string()).collect();
    shares(rows, &truth, &guess)
}

fn shares(rows: &[&Row], truth: &[String], guess: &[String]) -> Family {
    let by_language = by_language_of(rows, |places| {
        let pick = |list: &[String]| places.iter().map(|&i| list[i].clone()).collect::<Vec<_>>();
        accuracy(&pick(truth), &pick(guess))
    });
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    truth.iter().for_each(|label| *counts.entry(label).or_default() += 1);
    let most = counts.values().max().copied().unwrap_or_default();
    let labels = counts
        .iter()
        .map(|(&label, &count)| {
            let f1 = |places: &[usize]| {
                let mut counts = Counts::default();
                places.iter().for_each(|&i| counts.add(truth[i] == label, guess[i] == label));
                counts.f1()
            };
            let by_language = by_language_of(rows, f1);
            LabelFigures { name: label.to_owned(), count, f1: by_language["all"], by_language }
        })
        .collect();
    Family {
        measure: "accuracy",
        by_language,
        baseline: most as f64 / truth.len().max(1) as f64,
        labels,
        ..Family::default()
    }
}

fn one(rows: &[&Row], truth: impl Fn(&Row) -> bool, guess: impl Fn(usize) -> bool) -> Family {
    let f1 = |places: &[usize]| {
        let mut counts = Counts::default();
        places.iter().for_each(|&i| counts.add(truth(rows[i]), guess(i)));
        counts.f1()
    };
    let share = rows.iter().filter(|row| truth(row)).count() as f64 / rows.len().max(1) as f64;
    // A baseline that always says yes.
    Family {
        measure: "F1",
        by_language: by_language_of(rows, f1),
        baseline: 2.0 * share / (1.0 + share),
        ..Family::default()
    }
}

fn sets<L: Label>(rows: &[&Row], truth: fn(&Row) -> &Vec<String>, guess: impl Fn(usize, L) -> bool) -> Family {
    let truth: Vec<Vec<String>> = rows.iter().map(|row| truth(row).clone()).collect();
    sets_of(rows, &truth, guess)
}

fn sets_of<L: Label>(rows: &[&Row], truth: &[Vec<String>], guess: impl Fn(usize, L) -> bool) -> Family {
    let count = |places: &[usize], label: L| {
        let mut counts = Counts::default();
        places.iter().for_each(|&i| counts.add(truth[i].iter().any(|name| name == label.name()), guess(i, label)));
        counts
    };
    let micro = |places: &[usize]| {
        let mut all = Counts::default();
        L::ALL.iter().for_each(|&label| all.merge(count(places, label)));
        all.f1()
    };
    let labels: Vec<LabelFigures> = L::ALL
        .iter()
        .map(|&label| {
            let by_language = by_language_of(rows, |places| count(places, label).f1());
            let count = truth.iter().filter(|names| names.iter().any(|name| name == label.name())).count();
            let f1 = by_language.get("all").copied().unwrap_or_default();
            LabelFigures { name: label.name().to_owned(), count, f1, by_language }
        })
        .collect();
    // The best that always asserting the same labels can do: the most frequent ones, as many as serve.
    let mut sizes: Vec<usize> = labels.iter().map(|label| label.count).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let baseline =
        (1..=sizes.len()).map(|asserted| constant_micro_f1(&sizes, rows.len(), asserted)).fold(0.0, f64::max);
    let present: Vec<f64> = labels.iter().filter(|label| label.count > 0).map(|label| label.f1).collect();
    let macro_f1 = present.iter().sum::<f64>() / present.len().max(1) as f64;
    Family {
        measure: "micro F1",
        by_language: by_language_of(rows, micro),
        macro_f1: Some(macro_f1),
        baseline,
        labels,
        ..Family::default()
    }
}

fn levels(rows: &[&Row], guess: impl Fn(usize, Technique) -> u8) -> Family {
    let by_language = by_language_of(rows, |places| {
        let (mut truth, mut guesses) = (Vec::new(), Vec::new());
        for &i in places {
            for &technique in Technique::ALL {
                truth.push(rows[i].techniques.get(technique.name()).copied().unwrap_or_default() as usize);
                guesses.push(usize::from(guess(i, technique)));
            }
        }
        quadratic_kappa(&truth, &guesses, 3)
    });
    Family { measure: "quadratic kappa", by_language, ..Family::default() }
}

/// Share of pairs of replies to one message, of different levels, that the score puts in the right order.
fn contrast_order(rows: &[&Row], replies: &[ReplyScore<'_>]) -> Option<Family> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.origin == "contrast") {
        groups.entry(row.group()).or_default().push(place);
    }
    let order = |language: &str| {
        let (mut right, mut all) = (0, 0);
        for group in groups.values().filter(|group| in_language(rows[group[0]], language)) {
            for &low in group {
                for &high in group.iter().filter(|&&high| rows[high].empathy > rows[low].empathy) {
                    all += 1;
                    right += usize::from(replies[high].empathy.score > replies[low].empathy.score);
                }
            }
        }
        (all > 0).then(|| f64::from(right as u32) / f64::from(all as u32))
    };
    let by_language: BTreeMap<String, f64> =
        LANGUAGES.iter().filter_map(|&language| Some((language.to_owned(), order(language)?))).collect();
    (!by_language.is_empty()).then(|| Family {
        measure: "right order",
        by_language,
        baseline: 0.5,
        ..Family::default()
    })
}

/// Correlation of the score with the reply's length, given the annotated level: both less their level's mean.
fn length(rows: &[&Row], replies: &[ReplyScore<'_>]) -> Family {
    let contrast: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].origin == "contrast").collect();
    let centred = |value: &dyn Fn(usize) -> f64| -> Vec<f64> {
        let mean = |level: i32| {
            let of_level: Vec<f64> =
                contrast.iter().filter(|&&i| rows[i].empathy == level).map(|&i| value(i)).collect();
            of_level.iter().sum::<f64>() / of_level.len().max(1) as f64
        };
        contrast.iter().map(|&i| value(i) - mean(rows[i].empathy)).collect()
    };
    let scores = centred(&|i| replies[i].empathy.score);
    let lengths = centred(&|i| rows[i].reply.as_deref().unwrap_or_default().chars().count() as f64);
    let by_language = BTreeMap::from([("all".to_owned(), correlation(&scores, &lengths))]);
    Family { measure: "Pearson, nearer 0 is better", by_language, ..Family::default() }
}

fn table(figures: &Figures, title: &str, rows: usize) -> String {
    let mut out = format!("{title}: {rows} rows, {:.1} s\n\n", figures.seconds);
    let _ = writeln!(
        out,
        "{:<20} {:<27} {:>6} {:>6} {:>6} {:>6} {:>6} {:>9} {:>6}",
        "family", "measure", "all", "en", "es", "mixed", "macro", "baseline", "VADER"
    );
    for (name, family) in &figures.families {
        let value =
            |language: &str| family.by_language.get(language).map_or("-".to_owned(), |value| format!("{value:.3}"));
        let optional = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
        let _ = writeln!(
            out,
            "{name:<20} {:<27} {:>6} {:>6} {:>6} {:>6} {:>6} {:>9.3} {:>6}",
            family.measure,
            value("all"),
            value("en"),
            value("es"),
            value("mixed"),
            optional(family.macro_f1),
            family.baseline,
            optional(family.vader)
        );
    }
    out.push('\n');
    for (name, family) in figures.families.iter().filter(|(_, family)| !family.labels.is_empty()) {
        let show = |label: &LabelFigures| format!("{} {:.2} ({})", label.name, label.f1, label.count);
        let labels: Vec<String> = family.labels.iter().map(show).collect();
        let _ = writeln!(out, "{name}: {}", labels.join(", "));
    }
    out.push('\n');
    out + &reliability::text(&figures.reliability)
}

fn print_worst(messages: &[&Row], analyses: &[Analysis<'_>], pairs: &[&Row], replies: &[ReplyScore<'_>], worst: usize) {
    let mut places: Vec<usize> = (0..messages.len()).collect();
    let error = |i: usize| (f64::from(messages[i].sentiment) / 2.0 - analyses[i].sentiment.score).abs();
    places.sort_by(|&a, &b| error(b).total_cmp(&error(a)));
    for &i in places.iter().take(worst) {
        println!(
            "{} said {} got {:+.2}: {}",
            messages[i].id, messages[i].sentiment, analyses[i].sentiment.score, messages[i].customer
        );
    }
    let mut places: Vec<usize> = (0..pairs.len()).collect();
    let error = |i: usize| (f64::from(pairs[i].empathy) * 25.0 - replies[i].empathy.score).abs();
    places.sort_by(|&a, &b| error(b).total_cmp(&error(a)));
    for &i in places.iter().take(worst) {
        println!(
            "{} said {} got {:.0}: {} => {}",
            pairs[i].id,
            pairs[i].empathy,
            replies[i].empathy.score,
            pairs[i].customer,
            pairs[i].reply.as_deref().unwrap_or_default()
        );
    }
}
