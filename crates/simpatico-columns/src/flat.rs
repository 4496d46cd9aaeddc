//! A column a score: every name is part of the interface, listed in the package's README and held by its tests.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int8Array, RecordBatch, StringArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use simpatico::{
    Antipattern, Emotion, EmotionalNeed, Judgement, Label, Reason, Risk, ServiceNeed, Technique, TechniqueScore,
};

use crate::Row;

/// How a cell is read.
enum Cell {
    Text(for<'a> fn(&'a Judgement<'a>) -> Option<&'a str>),
    Number(fn(&Judgement<'_>) -> Option<f64>),
    Flag(fn(&Judgement<'_>) -> Option<bool>),
}

/// One score for each label of a family; 0 where the label is not asserted.
struct Family {
    prefix: &'static str,
    labels: fn() -> Vec<&'static str>,
    found: fn(&Judgement<'_>, &mut dyn FnMut(usize, f64)),
}

const ANALYSIS: &[(&str, Cell)] = &[
    ("language", Cell::Text(|judged| Some(judged.customer.language.code.name()))),
    ("language_confidence", Cell::Number(|judged| Some(judged.customer.language.confidence))),
    ("sentiment", Cell::Text(|judged| Some(judged.customer.sentiment.label.name()))),
    ("sentiment_band", Cell::Text(|judged| Some(judged.customer.sentiment.band.name()))),
    ("sentiment_score", Cell::Number(|judged| Some(judged.customer.sentiment.score))),
    ("sentiment_intensity", Cell::Number(|judged| Some(judged.customer.sentiment.intensity))),
    ("sentiment_confidence", Cell::Number(|judged| Some(judged.customer.sentiment.confidence))),
    ("emotion", Cell::Text(|judged| judged.customer.emotions.first().map(|emotion| emotion.label.name()))),
    ("service_need", Cell::Text(|judged| judged.customer.service_needs.first().map(|need| need.label.name()))),
    ("emotional_need", Cell::Text(|judged| judged.customer.emotional_needs.first().map(|need| need.label.name()))),
    ("reason", Cell::Text(|judged| judged.customer.reasons.first().map(|reason| reason.label.name()))),
    ("risk", Cell::Text(|judged| judged.customer.risks.first().map(|risk| risk.label.name()))),
    ("custom", Cell::Text(|judged| judged.customer.custom.first().map(|own| &*own.label))),
    ("target", Cell::Text(|judged| judged.customer.target.map(|target| target.label.name()))),
    ("phase", Cell::Text(|judged| Some(judged.customer.phase.label.name()))),
    ("relationship", Cell::Text(|judged| Some(judged.customer.relationship.label.name()))),
    ("urgency", Cell::Number(|judged| Some(judged.customer.urgency))),
    ("effort", Cell::Number(|judged| Some(judged.customer.effort))),
    ("abstained", Cell::Text(|judged| judged.customer.abstained.map(|abstention| abstention.reason.name()))),
];

const REPLY: &[(&str, Cell)] = &[
    ("empathy", Cell::Number(|judged| Some(judged.reply.as_ref()?.empathy.score))),
    ("empathy_level", Cell::Text(|judged| Some(judged.reply.as_ref()?.empathy.level.name()))),
    ("empathy_confidence", Cell::Number(|judged| Some(judged.reply.as_ref()?.empathy.confidence))),
    ("pillar_active_listening", Cell::Number(|judged| judged.reply.as_ref()?.pillars.active_listening)),
    ("pillar_perspective_taking", Cell::Number(|judged| judged.reply.as_ref()?.pillars.perspective_taking)),
    ("pillar_empathetic_language", Cell::Number(|judged| judged.reply.as_ref()?.pillars.empathetic_language)),
    ("pillar_action", Cell::Number(|judged| judged.reply.as_ref()?.pillars.action)),
    ("pillar_human_touch", Cell::Number(|judged| judged.reply.as_ref()?.pillars.human_touch)),
    ("coverage", Cell::Text(|judged| Some(judged.reply.as_ref()?.coverage.overall.name()))),
    ("language_match", Cell::Flag(|judged| Some(judged.reply.as_ref()?.language_match))),
    ("antipattern", Cell::Text(|judged| judged.reply.as_ref()?.antipatterns.first().map(|found| found.label.name()))),
    (
        "suggestion",
        Cell::Text(|judged| judged.reply.as_ref()?.suggestions.first().map(|suggestion| &*suggestion.example)),
    ),
    (
        "suggestion_gain",
        Cell::Number(|judged| judged.reply.as_ref()?.suggestions.first().map(|suggestion| suggestion.gain)),
    ),
];

fn names<L: Label>() -> Vec<&'static str> {
    L::ALL.iter().map(|label| label.name()).collect()
}

macro_rules! family {
    ($prefix:literal, $label:ty, $judged:ident => $found:expr) => {
        Family {
            prefix: $prefix,
            labels: names::<$label>,
            found: |$judged, tell| {
                for found in $found {
                    tell(found.label.index(), found.score);
                }
            },
        }
    };
}

const ANALYSIS_FAMILIES: &[Family] = &[
    family!("emotion", Emotion, judged => &judged.customer.emotions),
    family!("service_need", ServiceNeed, judged => &judged.customer.service_needs),
    family!("emotional_need", EmotionalNeed, judged => &judged.customer.emotional_needs),
    family!("reason", Reason, judged => &judged.customer.reasons),
    family!("risk", Risk, judged => &judged.customer.risks),
];

const REPLY_FAMILIES: &[Family] =
    &[family!("antipattern", Antipattern, judged => judged.reply.iter().flat_map(|reply| &reply.antipatterns))];

/// The fields of the flat table.
pub(crate) fn schema(has_reply: bool) -> SchemaRef {
    let mut fields: Vec<Field> = Vec::new();
    declare(&mut fields, ANALYSIS, ANALYSIS_FAMILIES);
    if has_reply {
        declare(&mut fields, REPLY, REPLY_FAMILIES);
        for technique in names::<Technique>() {
            fields.push(Field::new(format!("technique_{technique}"), DataType::Int8, true));
            fields.push(Field::new(format!("opportunity_{technique}"), DataType::Utf8, true));
        }
    }
    fields.push(Field::new("error", DataType::Utf8, true));
    Arc::new(Schema::new(fields))
}

fn declare(fields: &mut Vec<Field>, cells: &[(&str, Cell)], families: &[Family]) {
    fields.extend(cells.iter().map(|(name, cell)| {
        let kind = match cell {
            Cell::Text(_) => DataType::Utf8,
            Cell::Number(_) => DataType::Float64,
            Cell::Flag(_) => DataType::Boolean,
        };
        Field::new(*name, kind, true)
    }));
    for family in families {
        let name = |label: &str| format!("{}_{label}", family.prefix);
        fields.extend((family.labels)().into_iter().map(|label| Field::new(name(label), DataType::Float64, true)));
    }
}

/// The rows as columns of `schema`.
pub(crate) fn batch(schema: &SchemaRef, rows: &[Row<'_>], has_reply: bool) -> Result<RecordBatch, ArrowError> {
    let judged: Vec<Option<&Judgement<'_>>> = rows.iter().map(|row| row.judgement.as_ref()).collect();
    let mut columns = Vec::with_capacity(schema.fields().len());
    append(&mut columns, &judged, ANALYSIS, ANALYSIS_FAMILIES);
    if has_reply {
        let answered: Vec<_> = judged.iter().map(|judged| judged.filter(|judged| judged.reply.is_some())).collect();
        append(&mut columns, &answered, REPLY, REPLY_FAMILIES);
        for technique in Technique::ALL {
            let scores =
                || answered.iter().map(|judged| judged.as_ref()?.reply.as_ref()?.techniques.get(technique.index()));
            let level = |score: Option<&TechniqueScore<'_>>| i8::try_from(score?.level).ok();
            columns.push(Arc::new(scores().map(level).collect::<Int8Array>()));
            columns.push(Arc::new(scores().map(|score| Some(score?.opportunity.name())).collect::<StringArray>()));
        }
    }
    columns.push(Arc::new(rows.iter().map(|row| row.error).collect::<StringArray>()));
    RecordBatch::try_new(Arc::clone(schema), columns)
}

fn append(columns: &mut Vec<ArrayRef>, judged: &[Option<&Judgement<'_>>], cells: &[(&str, Cell)], families: &[Family]) {
    let results = || judged.iter().copied();
    for (_, cell) in cells {
        columns.push(match cell {
            Cell::Text(read) => Arc::new(results().map(|judged| read(judged?)).collect::<StringArray>()),
            Cell::Number(read) => {
                Arc::new(results().map(|judged| read(judged?).map(rounded)).collect::<Float64Array>())
            }
            Cell::Flag(read) => Arc::new(results().map(|judged| read(judged?)).collect::<BooleanArray>()),
        });
    }
    let nulls: NullBuffer = results().map(|judged| judged.is_some()).collect();
    for family in families {
        let mut scores = vec![vec![0.0; judged.len()]; (family.labels)().len()];
        for (row, judged) in results().enumerate() {
            let Some(judged) = judged else { continue };
            (family.found)(judged, &mut |label, score| {
                if let Some(cell) = scores.get_mut(label).and_then(|column| column.get_mut(row)) {
                    *cell = rounded(score);
                }
            });
        }
        let array = |scores: Vec<f64>| Arc::new(Float64Array::new(scores.into(), Some(nulls.clone()))) as ArrayRef;
        columns.extend(scores.into_iter().map(array));
    }
}

/// As in the contract: four decimals, and no minus zero.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0 + 0.0
}
