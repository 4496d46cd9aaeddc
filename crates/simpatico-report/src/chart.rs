//! Charts as inline SVG. Colours are classes of the page's styles, so that light, dark and print share one drawing; every
//! figure also stands in a table beside it.

use std::fmt::Write as _;

/// A bar of one value with its interval, to fill the width of a table's cell: percent of the width.
pub(crate) fn bar(value: f64, interval: Option<(f64, f64)>) -> String {
    let mut svg = begin_bar();
    rectangle(&mut svg, "fill", 0.0, clamped(value));
    if let Some((low, high)) = interval {
        let (low, high) = (clamped(low), clamped(high));
        let width = (high - low).max(0.8);
        let _ = write!(svg, r#"<rect class="whisker" x="{low:.1}" y="5" width="{width:.1}" height="2"/>"#);
    }
    svg + "</svg>"
}

/// A bar of parts of a whole, one class for each.
pub(crate) fn stack(parts: &[(&str, f64)], whole: f64) -> String {
    let mut svg = begin_bar();
    let mut at = 0.0;
    for (class, part) in parts {
        let width = if whole > 0.0 { part / whole * 100.0 } else { 0.0 };
        rectangle(&mut svg, class, at, width);
        at += width;
    }
    svg + "</svg>"
}

fn begin_bar() -> String {
    // The figures stand in the cells beside it, so that a reader who hears the page misses nothing.
    let mut svg =
        r#"<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">"#
            .to_owned();
    rectangle(&mut svg, "track", 0.0, 100.0);
    svg
}

fn rectangle(svg: &mut String, class: &str, x: f64, width: f64) {
    if width > 0.0 {
        let _ = write!(svg, r#"<rect class="{class}" x="{x:.1}" y="0" width="{width:.1}" height="12"/>"#);
    }
}

fn clamped(value: f64) -> f64 {
    value.clamp(0.0, 100.0)
}

/// A point of a line chart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) label: String,
    pub(crate) value: f64,
    pub(crate) interval: Option<(f64, f64)>,
}

/// The scale of a line chart: its ends, the values that have a line and a label, and the one that has a heavier line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale<'a> {
    pub(crate) least: f64,
    pub(crate) most: f64,
    pub(crate) ticks: &'a [(f64, &'a str)],
    pub(crate) middle: f64,
}

// Drawn for the width of a phone, so that its letters are never smaller than meant; wider screens enlarge it.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 30.0;

/// A line through points at equal distances, with intervals as bars. `description` is its text alternative.
pub(crate) fn line(points: &[Point], scale: &Scale<'_>, description: &str) -> String {
    let (width, height) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
    let last = points.len().saturating_sub(1).max(1) as f64;
    let x = |place: usize| if points.len() == 1 { LEFT + width / 2.0 } else { LEFT + width * place as f64 / last };
    let y = |value: f64| {
        let share = (value.clamp(scale.least, scale.most) - scale.least) / (scale.most - scale.least);
        TOP + height * (1.0 - share)
    };
    let mut svg =
        format!(r#"<svg class="line" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{}">"#, escape(description));
    for &(tick, label) in scale.ticks {
        let class = if tick == scale.middle { "grid middle" } else { "grid" };
        let (y, end) = (y(tick), WIDTH - RIGHT);
        let _ = write!(svg, r#"<line class="{class}" x1="{LEFT}" x2="{end}" y1="{y:.1}" y2="{y:.1}"/>"#);
        let (x, y) = (LEFT - 6.0, y + 4.0);
        let _ = write!(svg, r#"<text class="end" x="{x}" y="{y:.1}">{}</text>"#, escape(label));
    }
    for (place, point) in points.iter().enumerate() {
        if let Some((low, high)) = point.interval {
            let (x, low, high) = (x(place), y(low), y(high));
            let _ = write!(svg, r#"<line class="interval" x1="{x:.1}" x2="{x:.1}" y1="{low:.1}" y2="{high:.1}"/>"#);
        }
    }
    let path: Vec<String> =
        points.iter().enumerate().map(|(place, point)| format!("{:.1},{:.1}", x(place), y(point.value))).collect();
    let _ = write!(svg, r#"<polyline class="path" points="{}"/>"#, path.join(" "));
    // Hundreds of points would be one thick line.
    let radius = if points.len() > 60 { 1.5 } else { 3.5 };
    for (place, point) in points.iter().enumerate() {
        let class = if point.interval.is_some() { "point" } else { "point hollow" };
        let (x, y) = (x(place), y(point.value));
        let _ = write!(svg, r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="{radius}"/>"#);
    }
    for place in labelled(points.len()) {
        let Some(point) = points.get(place) else { continue };
        let anchor = match place {
            0 if points.len() > 1 => "start",
            _ if place + 1 == points.len() && place > 0 => "end",
            _ => "middle",
        };
        let (x, y) = (x(place), HEIGHT - 9.0);
        let _ = write!(svg, r#"<text class="{anchor}" x="{x:.1}" y="{y}">{}</text>"#, escape(&point.label));
    }
    svg + "</svg>"
}

/// The points whose labels fit: the ends, and one or two between them.
fn labelled(count: usize) -> Vec<usize> {
    match count {
        0..=4 => (0..count).collect(),
        _ if count % 3 == 1 => vec![0, (count - 1) / 3, (count - 1) / 3 * 2, count - 1],
        _ => vec![0, (count - 1) / 2, count - 1],
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Scale<'_> = Scale { least: 0.0, most: 100.0, ticks: &[(0.0, "0"), (100.0, "100")], middle: 0.0 };

    fn points(values: &[f64]) -> Vec<Point> {
        let point = |&value: &f64| Point { label: format!("{value}"), value, interval: None };
        values.iter().map(point).collect()
    }

    #[test]
    fn higher_values_stand_higher_and_inside_the_frame() {
        let svg = line(&points(&[0.0, 100.0, 250.0]), &SCALE, "d");
        let (bottom, top) = (HEIGHT - BOTTOM, TOP);
        assert!(svg.contains(&format!("points=\"{LEFT:.1},{bottom:.1} 190.0,{top:.1} 346.0,{top:.1}\"")), "{svg}");
    }

    #[test]
    fn nothing_that_was_written_by_people_is_markup() {
        let mut hostile = points(&[1.0]);
        hostile[0].label = "<script>\"&".to_owned();
        let svg = line(&hostile, &SCALE, "\"><script>");
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;&quot;&amp;"), "{svg}");
    }

    #[test]
    fn no_points_and_many_points_are_drawn() {
        assert!(line(&[], &SCALE, "d").ends_with("</svg>"));
        assert!(!line(&points(&[7.0; 400]), &SCALE, "d").contains("NaN"));
        for count in 0..50 {
            let labels = labelled(count);
            assert!(labels.is_sorted() && labels.iter().all(|&place| place < count) && labels.len() <= 4);
        }
    }

    #[test]
    fn parts_fill_their_share() {
        let svg = stack(&[("answered", 3.0), ("open", 1.0)], 4.0);
        assert!(svg.contains(r#"class="answered" x="0.0" y="0" width="75.0""#), "{svg}");
        assert!(svg.contains(r#"class="open" x="75.0" y="0" width="25.0""#), "{svg}");
        assert_eq!(stack(&[("open", 0.0)], 0.0).matches("<rect").count(), 1, "the track alone");
    }
}
