//! The page: templates, and the functions that they call.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, context};
use simpatico::{Analyzer, Label as _, Locale, ReflectionAnalysis, title_by_name};

use crate::ReportOptions;
use crate::chart::{self, Point, Scale};
use crate::story::Stories;
use crate::strings;

/// The page of an analysis.
pub(crate) fn render(
    analyzer: &Analyzer,
    options: &ReportOptions,
    analysis: &ReflectionAnalysis,
    stories: &Stories,
) -> String {
    let places = ["course_start", "course_quarter", "course_half", "course_three_quarters", "course_end"];
    let places = places.iter().filter_map(|key| strings::text(key, None, options.locale));
    let course: Vec<(&str, f64)> = places.zip(analysis.team.mood.course.iter().copied()).collect();
    let values = context! {
        lang => options.locale.code(),
        title => options.title.as_deref(),
        data => analyzer.data_version(),
        model => analyzer.model().name(),
        style => include_str!("../templates/style.css"),
        r => Value::from(Serde(analysis)),
        stories => Value::from(Serde(stories)),
        course => Value::from(Serde(course)),
    };
    // The templates are part of the program: tests render every branch of them.
    #[allow(clippy::expect_used)]
    environment(options.locale)
        .and_then(|environment| environment.get_template("page.html")?.render(values))
        .expect("the page's templates are sound")
}

fn environment(locale: Locale) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("parts.html", include_str!("../templates/parts.html"))?;
    environment.add_template("page.html", include_str!("../templates/page.html"))?;
    environment.add_function("t", move |key: &str, places: Kwargs| text(key, &places, locale));
    environment.add_function("label", move |family: &str, name: &str| {
        title_by_name(family, name, locale).map_err(|error| invalid(&error.to_string()))
    });
    environment.add_filter("num", move |value: f64, decimals: usize| strings::number(value, decimals, locale));
    environment.add_filter("signed", move |value: f64, decimals: usize| strings::signed(value, decimals, locale));
    environment.add_filter("date", move |value: &str| strings::date(value, locale));
    environment.add_filter("duration", move |value: f64| strings::duration(value, locale));
    environment.add_filter("capital", capital);
    environment.add_filter("slug", slug);
    environment.add_function("bar", |value: f64, interval: Value| -> Result<Value, Error> {
        let ends = interval_of(&interval)?;
        Ok(Value::from_safe_string(chart::bar(value, ends)))
    });
    environment.add_function("stack", |answered: f64, partly: f64, open: f64| {
        let parts = [("answered", answered), ("partly", partly), ("open", open)];
        Value::from_safe_string(chart::stack(&parts, answered + partly + open))
    });
    environment.add_function("periods_chart", move |periods: Value, description: &str| -> Result<Value, Error> {
        let ticks = [(0.0, "0"), (25.0, "25"), (50.0, "50"), (75.0, "75"), (100.0, "100")];
        let scale = Scale { least: 0.0, most: 100.0, ticks: &ticks, middle: 50.0 };
        let mut points = Vec::new();
        for period in periods.try_iter()? {
            let label = strings::short_date(period.get_attr("period")?.as_str().unwrap_or_default());
            let value = f64::try_from(period.get_attr("mean")?)?;
            points.push(Point { label, value, interval: interval_of(&period.get_attr("interval")?)? });
        }
        Ok(Value::from_safe_string(chart::line(&points, &scale, description)))
    });
    environment.add_function("moods_chart", move |moods: Value, description: &str| -> Result<Value, Error> {
        let ends = [strings::number(-1.0, 0, locale), strings::number(1.0, 0, locale)];
        let ticks = [(-1.0, ends[0].as_str()), (0.0, "0"), (1.0, ends[1].as_str())];
        let scale = Scale { least: -1.0, most: 1.0, ticks: &ticks, middle: 0.0 };
        let mut points = Vec::new();
        for mood in moods.try_iter()? {
            let label = mood.get_item_by_index(0)?.to_string();
            // Each is what it is: there is no interval whose absence could be shown.
            let value = f64::try_from(mood.get_item_by_index(1)?)?;
            points.push(Point { label, value, interval: Some((value, value)) });
        }
        Ok(Value::from_safe_string(chart::line(&points, &scale, description)))
    });
    Ok(environment)
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_owned())
}

/// The ends of an interval of the analysis, or of none.
fn interval_of(interval: &Value) -> Result<Option<(f64, f64)>, Error> {
    if interval.is_none() {
        return Ok(None);
    }
    Ok(Some((f64::try_from(interval.get_attr("low")?)?, f64::try_from(interval.get_attr("high")?)?)))
}

/// A text of the page with its places filled in; what comes in is escaped with the whole afterwards.
fn text(key: &str, places: &Kwargs, locale: Locale) -> Result<String, Error> {
    let count = places.peek::<i64>("n").ok();
    let pattern = strings::text(key, count, locale).ok_or_else(|| invalid(&format!("no text {key:?}")))?;
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or_else(|| invalid(&format!("{key:?} has an open brace")))?;
        text.push_str(before);
        text.push_str(&places.get::<Value>(name)?.to_string());
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name for an anchor: letters and digits of ASCII; the rest is written as its code point, so that no two names meet.
fn slug(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("-{:x}-", u32::from(c)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_differ_where_names_do() {
        assert_eq!(slug("agent7"), "agent7");
        assert_ne!(slug("a b"), slug("a-b"));
        assert_eq!(slug("Íñ"), "-cd--f1-");
        assert_eq!(capital("ética"), "Ética");
        assert_eq!(capital(""), "");
    }
}
