//! What every page keeps to: it is complete without scripts or anything from outside, it is sound for those who hear it
//! or print it, and nothing that people wrote is markup.

mod common;

use std::collections::BTreeSet;

use simpatico::{AgentOrder, Analyzer, Locale, ModelKind, Period, ReflectionOptions, Turn};
use simpatico_report::{Report, ReportOptions, csv};

use crate::common::{analyzer, path, sample_pages};

const BOTH: [Locale; 2] = [Locale::English, Locale::Spanish];

const CORRECTIONS: [&str; 3] = [
    r#"{"id": "mattress-baby-en", "turn": 1, "field": "empathy", "value": 90, "reviewer": "Inés"}"#,
    r#"{"id": "kettle-leak-en", "field": "resolved", "value": "no"}"#,
    r#"{"id": "kettle-leak-en", "turn": 0, "field": "emotions.anger", "value": true}"#,
];

/// All values of an attribute.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Start tags of an element, with their attributes.
fn tags<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!("<{name}");
    let tags = page.split(start.as_str()).skip(1).filter(|rest| rest.starts_with([' ', '>']));
    tags.filter_map(|rest| rest.split('>').next()).collect()
}

/// What holds for any page.
fn check(page: &str, locale: Locale) {
    assert!(page.starts_with("<!doctype html>"), "{}", &page[..page.len().min(80)]);
    assert!(page.contains(&format!("<html lang=\"{}\">", locale.code())));
    for outside in ["<script", "http://", "https://", "@import", "url(", "<iframe", "<link rel=\"stylesheet", "onload="]
    {
        assert!(!page.contains(outside), "{outside}");
    }
    for landmark in ["<header>", "<main>", "<footer>", "<nav aria-label="] {
        assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
    }
    // Headings: one first, and none that skips a level.
    let mut level = 0;
    for found in page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)) {
        assert!(found <= level + 1 && (found > 1 || level == 0), "h{found} after h{level}");
        level = found;
    }
    let ids = attributes(page, "id");
    let distinct: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "ids are unique");
    let targets = attributes(page, "href").into_iter().filter_map(|target| target.strip_prefix('#'));
    for target in targets.chain(attributes(page, "aria-labelledby")) {
        assert!(distinct.contains(&target), "no element {target:?}");
    }
    assert_eq!(tags(page, "table").len(), tags(page, "caption").len(), "every table has a caption");
    for chart in tags(page, "svg") {
        let is_told =
            chart.contains("role=\"img\"") && chart.contains(" aria-label=\"") && !chart.contains("aria-label=\"\"");
        assert!(is_told || chart.contains("aria-hidden=\"true\""), "{chart}");
    }
    for (open, close) in
        [("section", "</section>"), ("table", "</table>"), ("div", "</div>"), ("li", "</li>"), ("p", "</p>")]
    {
        assert_eq!(tags(page, open).len(), page.matches(close).count(), "{open}");
    }
    for left in ["{%", "NaN", ">none<", ">null<", "undefined"] {
        assert!(!page.contains(left), "{left}");
    }
}

fn report(analyzer: &Analyzer, options: ReportOptions) -> Report {
    Report::try_new(analyzer, options).unwrap()
}

#[test]
fn the_pages_of_the_sample_are_the_committed_ones() {
    let pages = sample_pages(ModelKind::Accurate, &ReportOptions::default(), &BOTH, &[]);
    for (page, name) in pages.iter().zip(["examples/report.html", "examples/report-es.html"]) {
        if std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1") {
            std::fs::write(path(name), page).unwrap();
        }
        let committed = std::fs::read_to_string(path(name)).unwrap();
        assert!(*page == committed, "{name} is not what the sample gives; UPDATE_EXPECTED=1 writes it anew");
    }
}

#[test]
fn pages_are_sound_in_both_languages() {
    let options = ReportOptions {
        reflection: ReflectionOptions { order: AgentOrder::Empathy, ..ReflectionOptions::default() },
        title: Some("Q1 & <more>".to_owned()),
        ..ReportOptions::default()
    };
    for options in [ReportOptions::default(), options] {
        let pages = sample_pages(ModelKind::Fast, &options, &BOTH, &CORRECTIONS);
        for (page, locale) in pages.iter().zip(BOTH) {
            check(page, locale);
            assert!(page.contains("<mark>") && page.contains("class=\"story\"") && page.contains("id=\"corrections\""));
            for agent in ["Tom", "Marta", "Ines"] {
                assert!(page.contains(&format!("{agent}</h3>")), "{agent} has a page");
            }
        }
        assert!(pages[0].contains("Thank you for contacting Hogaria, we value your patience."), "Tom's habit is told");
        assert!(pages[1].contains("Puntos fuertes") && !pages[1].contains("Strengths"));
    }
}

#[test]
fn empty_small_and_untimed_reports_claim_nothing() {
    let analyzer = analyzer(ModelKind::Fast);
    for locale in BOTH {
        let empty = report(&analyzer, ReportOptions { locale, ..ReportOptions::default() });
        check(&empty.html(&empty.analysis()), locale);
        let periods = ReflectionOptions { period: Period::Conversations(2), ..ReflectionOptions::default() };
        for reflection in [ReflectionOptions::default(), periods] {
            let mut small = report(&analyzer, ReportOptions { locale, reflection, ..ReportOptions::default() });
            for _ in 0..3 {
                let turns = [Turn::customer("Nobody answers me, I'm so angry!"), Turn::agent("Please wait.")];
                small.add(None, &turns, &analyzer.analyze_conversation(&turns));
            }
            let analysis = small.analysis();
            assert!(analysis.team.empathy.interval.is_none() && analysis.team.areas.is_empty());
            check(&small.html(&analysis), locale);
        }
    }
}

#[test]
fn what_people_wrote_is_never_markup() {
    const HOSTILE: &str =
        "<script>alert(1)</script> \"><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} &lt;b> I'm furious!!";
    let analyzer = analyzer(ModelKind::Fast);
    let options = ReportOptions { title: Some(HOSTILE.to_owned()), ..ReportOptions::default() };
    let mut hostile = report(&analyzer, options);
    for number in 0..30 {
        let turns = [
            Turn::customer(HOSTILE),
            Turn::agent(HOSTILE).by(HOSTILE),
            Turn::customer(HOSTILE),
            Turn::agent("Calm down <b>now</b>, as I told you.").by("' onclick='x"),
            Turn::customer(HOSTILE),
        ];
        let id = format!("{HOSTILE}{number}");
        hostile.add(Some(&id), &turns, &analyzer.analyze_conversation(&turns));
    }
    let analysis = hostile.analysis();
    let page = hostile.html(&analysis);
    assert!(page.contains("&lt;script&gt;alert(1)"), "the words are there");
    for markup in ["<script", "<img", "<b>now", "onclick='x"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(page.contains("{{ 7*7 }}"), "words of people are no template");
    assert_eq!(csv(&analysis).lines().filter(|line| line.starts_with("team,,empathy,all,")).count(), 1);
}

#[test]
fn the_table_has_every_measure_of_everybody() {
    let analyzer = analyzer(ModelKind::Fast);
    let mut report = report(&analyzer, ReportOptions::default());
    for conversation in common::sample() {
        let turns = conversation.turns();
        report.add(Some(&conversation.id), &turns, &analyzer.analyze_conversation(&turns));
    }
    let table = csv(&report.analysis());
    assert_eq!(table.lines().next(), Some("scope,agent,measure,period,n,conversations,mean,low,high"));
    let all: Vec<&str> = table.lines().filter(|line| line.contains(",all,")).collect();
    assert_eq!(all.len(), 4 * 6, "the team and three agents, six measures each");
    assert!(table.lines().any(|line| line.starts_with("agent,Marta,empathy,2026-03-02,")), "{table}");
}

/// Contrast of two colours by WCAG 2.
fn contrast(one: &str, two: &str) -> f64 {
    let luminance = |colour: &str| {
        let digits = colour.trim_start_matches('#');
        let digits: String = if digits.len() == 3 {
            digits.chars().flat_map(|digit| [digit, digit]).collect()
        } else {
            digits.to_owned()
        };
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    };
    let (one, two) = (luminance(one), luminance(two));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

#[test]
fn letters_and_charts_stand_out_in_light_and_dark() {
    let style = include_str!("../templates/style.css");
    let themes: Vec<&str> = style.split(":root{").skip(1).take(2).map(|rest| rest.split('}').next().unwrap()).collect();
    for theme in themes {
        let colour = |name: &str| {
            let entry = theme.split(';').find_map(|entry| entry.trim().strip_prefix(&format!("--{name}:")));
            entry.unwrap_or_else(|| panic!("no colour {name}"))
        };
        for (front, back) in [
            ("ink", "page"),
            ("ink", "card"),
            ("ink", "agent"),
            ("soft", "page"),
            ("soft", "card"),
            ("soft", "agent"),
            ("main", "page"),
            ("main", "card"),
            ("bad", "card"),
            ("bad", "agent"),
            ("good", "card"),
            ("mark-ink", "mark"),
            ("harm-ink", "harm"),
        ] {
            let found = contrast(colour(front), colour(back));
            assert!(found >= 4.5, "{front} on {back}: {found:.2}");
        }
        for shape in ["main", "good", "part", "bad", "ink"] {
            let found = contrast(colour(shape), colour("card"));
            assert!(found >= 3.0, "{shape} as a shape: {found:.2}");
        }
    }
}
