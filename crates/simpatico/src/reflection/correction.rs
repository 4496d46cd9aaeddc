//! What people say in place of the machine, kept beside its scores: nothing is overwritten.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::conversation::ConversationAnalysis;
use crate::error::{Error, ErrorKind};
use crate::label::{Antipattern, Emotion, EmotionalNeed, Label, Reason, Resolved, Risk, ServiceNeed, Technique};
use crate::reflection::options::ReflectionOptions;
use crate::span::{round4, rounded_option};

/// What a correction is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CorrectionField {
    /// Empathy of a reply, 0 to 100.
    Empathy,
    /// Level of a technique in a reply, 0 to 2.
    Technique(Technique),
    /// An antipattern in a reply.
    Antipattern(Antipattern),
    /// Sentiment of a customer's turn, -1 to 1.
    Sentiment,
    /// An emotion in a customer's turn.
    Emotion(Emotion),
    /// A service need in a customer's turn.
    ServiceNeed(ServiceNeed),
    /// An emotional need in a customer's turn.
    EmotionalNeed(EmotionalNeed),
    /// A reason in a customer's turn.
    Reason(Reason),
    /// A risk in a customer's turn.
    Risk(Risk),
    /// Whether the conversation's matter is settled; without a turn.
    Resolved,
}

impl CorrectionField {
    /// What fields are counted together.
    fn family(self) -> &'static str {
        match self {
            Self::Empathy => "empathy",
            Self::Technique(_) => Technique::FAMILY,
            Self::Antipattern(_) => Antipattern::FAMILY,
            Self::Sentiment => "sentiment",
            Self::Emotion(_) => Emotion::FAMILY,
            Self::ServiceNeed(_) => ServiceNeed::FAMILY,
            Self::EmotionalNeed(_) => EmotionalNeed::FAMILY,
            Self::Reason(_) => Reason::FAMILY,
            Self::Risk(_) => Risk::FAMILY,
            Self::Resolved => "resolved",
        }
    }

    fn label(self) -> Option<&'static str> {
        match self {
            Self::Technique(label) => Some(label.name()),
            Self::Antipattern(label) => Some(label.name()),
            Self::Emotion(label) => Some(label.name()),
            Self::ServiceNeed(label) => Some(label.name()),
            Self::EmotionalNeed(label) => Some(label.name()),
            Self::Reason(label) => Some(label.name()),
            Self::Risk(label) => Some(label.name()),
            Self::Empathy | Self::Sentiment | Self::Resolved => None,
        }
    }
}

impl fmt::Display for CorrectionField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.label() {
            Some(label) => write!(f, "{}.{label}", self.family()),
            None => f.write_str(self.family()),
        }
    }
}

impl core::str::FromStr for CorrectionField {
    type Err = Error;

    /// `empathy`, `sentiment`, `resolved`, or a family and a label: `techniques.apology`, `emotions.anger`.
    fn from_str(name: &str) -> Result<Self, Error> {
        let (family, label) = name.split_once('.').unwrap_or((name, ""));
        match (family, label) {
            ("empathy", "") => Ok(Self::Empathy),
            ("sentiment", "") => Ok(Self::Sentiment),
            ("resolved", "") => Ok(Self::Resolved),
            (Technique::FAMILY, label) => label.parse().map(Self::Technique),
            (Antipattern::FAMILY, label) => label.parse().map(Self::Antipattern),
            (Emotion::FAMILY, label) => label.parse().map(Self::Emotion),
            (ServiceNeed::FAMILY, label) => label.parse().map(Self::ServiceNeed),
            (EmotionalNeed::FAMILY, label) => label.parse().map(Self::EmotionalNeed),
            (Reason::FAMILY, label) => label.parse().map(Self::Reason),
            (Risk::FAMILY, label) => label.parse().map(Self::Risk),
            _ => Err(wrong(format!(
                "no field {name:?}: it is empathy, sentiment, resolved, or a family and a label, such as techniques.apology"
            ))),
        }
    }
}

impl Serialize for CorrectionField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The value of a field, by the machine or by a person.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum CorrectionValue {
    /// Of empathy or sentiment.
    Score(f64),
    /// Of a technique.
    Level(u8),
    /// Of a label that is there or not.
    Present(bool),
    /// Of the whole conversation.
    Resolved(Resolved),
}

impl Serialize for CorrectionValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Score(score) => serializer.serialize_f64(round4(*score)),
            Self::Level(level) => serializer.serialize_u8(*level),
            Self::Present(present) => serializer.serialize_bool(*present),
            Self::Resolved(resolved) => resolved.serialize(serializer),
        }
    }
}

impl CorrectionValue {
    /// The class that agreement is counted in: the five levels of empathy, the five bands of sentiment, levels, no and yes.
    fn class(self, field: CorrectionField) -> usize {
        match self {
            Self::Score(score) if field == CorrectionField::Empathy => (score / 25.0).round().clamp(0.0, 4.0) as usize,
            Self::Score(score) => [-0.6, -0.2, 0.2, 0.6].iter().filter(|&&border| score > border).count(),
            Self::Level(level) => usize::from(level),
            Self::Present(present) => usize::from(present),
            Self::Resolved(Resolved::No) => 0,
            Self::Resolved(Resolved::Unclear) => 1,
            Self::Resolved(Resolved::Yes) => 2,
        }
    }
}

/// A reviewer's value for one field of one turn.
///
/// ```
/// use simpatico::Correction;
///
/// let line = r#"{"id": "chat-7", "turn": 3, "field": "techniques.apology", "value": 2, "reviewer": "Inés"}"#;
/// assert_eq!(Correction::from_json(line)?.turn, Some(3));
/// let wrong = Correction::from_json(r#"{"id": "chat-7", "turn": 3, "field": "empathy", "value": 400}"#);
/// assert_eq!(wrong.unwrap_err().to_string(), "empathy is 400, not a number from 0 to 100");
/// # Ok::<(), simpatico::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Correction {
    /// The conversation's id.
    #[serde(rename = "id")]
    pub conversation: String,
    /// The turn's number, from 0; `None` for the whole conversation.
    pub turn: Option<usize>,
    /// What is corrected.
    pub field: CorrectionField,
    /// To what.
    pub value: CorrectionValue,
    /// By whom.
    pub reviewer: Option<String>,
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::InvalidCorrection, message)
}

impl Correction {
    /// Reads a line of JSON Lines: `id`, `turn`, `field`, `value`, `reviewer`.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidCorrection`] where it is none, [`ErrorKind::UnknownLabel`] where the field names no label.
    pub fn from_json(line: &str) -> Result<Self, Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Line {
            id: String,
            turn: Option<usize>,
            field: String,
            value: Value,
            reviewer: Option<String>,
        }
        let line: Line = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        let field: CorrectionField = line.field.parse()?;
        if line.turn.is_none() != (field == CorrectionField::Resolved) {
            let needed = if field == CorrectionField::Resolved { "is of no turn" } else { "needs a turn" };
            return Err(wrong(format!("field {field} {needed}")));
        }
        let value = value(field, &line.value)?;
        Ok(Self { conversation: line.id, turn: line.turn, field, value, reviewer: line.reviewer })
    }
}

fn value(field: CorrectionField, given: &Value) -> Result<CorrectionValue, Error> {
    let refuse = |wanted: &str| Err(wrong(format!("{field} is {given}, not {wanted}")));
    let score = |least: f64, most: f64| given.as_f64().filter(|score| (least..=most).contains(score));
    match field {
        CorrectionField::Empathy => match score(0.0, 100.0) {
            Some(score) => Ok(CorrectionValue::Score(score)),
            None => refuse("a number from 0 to 100"),
        },
        CorrectionField::Sentiment => match score(-1.0, 1.0) {
            Some(score) => Ok(CorrectionValue::Score(score)),
            None => refuse("a number from -1 to 1"),
        },
        CorrectionField::Technique(_) => match given.as_u64() {
            Some(level @ 0..=2) => Ok(CorrectionValue::Level(level as u8)),
            _ => refuse("0, 1 or 2"),
        },
        CorrectionField::Resolved => match given.as_str().map(str::parse) {
            Some(Ok(resolved)) => Ok(CorrectionValue::Resolved(resolved)),
            _ => refuse("\"yes\", \"no\" or \"unclear\""),
        },
        _ => match given.as_bool() {
            Some(present) => Ok(CorrectionValue::Present(present)),
            None => refuse("true or false"),
        },
    }
}

/// A correction beside the machine's own value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Corrected {
    /// The correction.
    #[serde(flatten)]
    pub correction: Correction,
    /// What the machine had said, and still says.
    pub machine: CorrectionValue,
}

/// How far people and the machine agree on a family of fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// The family.
    pub family: &'static str,
    /// Corrections.
    pub n: usize,
    /// The share that says what the machine said (the same level, band or label), 0 to 1.
    #[serde(serialize_with = "rounded_option")]
    pub share: Option<f64>,
    /// Quadratic kappa; `None` below the minimum sample, and where one side says always the same.
    #[serde(serialize_with = "rounded_option")]
    pub kappa: Option<f64>,
}

/// All corrections that were read in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Corrections {
    /// So many.
    pub records: usize,
    /// Those whose turn was found.
    pub found: usize,
    /// The agreement, family by family.
    pub agreement: Vec<Agreement>,
    /// The first [`Corrections::MOST_LISTED`] that were found, in the order of the conversations.
    pub listed: Vec<Corrected>,
}

impl Corrections {
    /// Corrections that are listed.
    pub const MOST_LISTED: usize = 200;
}

/// Counts of people's class by the machine's.
type Table = [[usize; 5]; 5];

#[derive(Clone, Debug, Default)]
pub(crate) struct CorrectionTally {
    waiting: BTreeMap<String, Vec<Correction>>,
    records: usize,
    found: usize,
    tables: BTreeMap<&'static str, Table>,
    listed: Vec<Corrected>,
}

impl CorrectionTally {
    pub(crate) fn expect(&mut self, correction: Correction) {
        self.records += 1;
        self.waiting.entry(correction.conversation.clone()).or_default().push(correction);
    }

    /// Takes the corrections of a conversation.
    pub(crate) fn compare(&mut self, id: Option<&str>, analysis: &ConversationAnalysis) {
        for correction in id.and_then(|id| self.waiting.remove(id)).unwrap_or_default() {
            let Some(machine) = said(analysis, &correction) else { continue };
            self.found += 1;
            let table = self.tables.entry(correction.field.family()).or_default();
            let classes = [correction.value, machine].map(|value| value.class(correction.field));
            if let Some(count) = table.get_mut(classes[0]).and_then(|row| row.get_mut(classes[1])) {
                *count += 1;
            }
            if self.listed.len() < Corrections::MOST_LISTED {
                self.listed.push(Corrected { correction, machine });
            }
        }
    }

    pub(crate) fn corrections(&self, options: &ReflectionOptions) -> Corrections {
        let agreement = self.tables.iter().map(|(&family, table)| {
            let n: usize = table.iter().flatten().sum();
            let same: usize = (0..5).filter_map(|class| table.get(class)?.get(class)).sum();
            Agreement {
                family,
                n,
                share: (n > 0).then(|| same as f64 / n as f64),
                kappa: quadratic_kappa(table).filter(|_| n >= options.least_opportunities),
            }
        });
        Corrections {
            records: self.records,
            found: self.found,
            agreement: agreement.collect(),
            listed: self.listed.clone(),
        }
    }
}

/// What the machine says in a correction's place.
fn said(analysis: &ConversationAnalysis, correction: &Correction) -> Option<CorrectionValue> {
    if correction.field == CorrectionField::Resolved {
        return Some(CorrectionValue::Resolved(analysis.resolution.resolved));
    }
    let number = correction.turn?;
    let reply = || analysis.replies().map(|(_, reply)| reply).find(|reply| reply.parts.contains(&number));
    let message = || analysis.messages().find(|(turn, _)| turn.turn == number).map(|(_, message)| message);
    let present = CorrectionValue::Present;
    Some(match correction.field {
        CorrectionField::Empathy => CorrectionValue::Score(reply()?.empathy.score),
        CorrectionField::Technique(label) => {
            CorrectionValue::Level(reply()?.techniques.iter().find(|found| found.label == label)?.level)
        }
        CorrectionField::Antipattern(label) => present(reply()?.antipatterns.iter().any(|found| found.label == label)),
        CorrectionField::Sentiment => CorrectionValue::Score(message()?.sentiment.score),
        CorrectionField::Emotion(label) => present(message()?.emotions.iter().any(|found| found.label == label)),
        CorrectionField::ServiceNeed(label) => {
            present(message()?.service_needs.iter().any(|found| found.label == label))
        }
        CorrectionField::EmotionalNeed(label) => {
            present(message()?.emotional_needs.iter().any(|found| found.label == label))
        }
        CorrectionField::Reason(label) => present(message()?.reasons.iter().any(|found| found.label == label)),
        CorrectionField::Risk(label) => present(message()?.risks.iter().any(|found| found.label == label)),
        CorrectionField::Resolved => return None,
    })
}

/// Agreement beyond chance, a miss by two counting four times a miss by one; `None` where chance explains everything.
fn quadratic_kappa(table: &Table) -> Option<f64> {
    let people: Vec<usize> = table.iter().map(|row| row.iter().sum()).collect();
    let machine: Vec<usize> = (0..5).map(|class| table.iter().filter_map(|row| row.get(class)).sum()).collect();
    let n: usize = people.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (one, (row, said)) in table.iter().zip(&people).enumerate() {
        for (two, (count, guessed)) in row.iter().zip(&machine).enumerate() {
            let weight = (one.abs_diff(two) * one.abs_diff(two)) as f64;
            observed += weight * *count as f64;
            expected += weight * (said * guessed) as f64 / n as f64;
        }
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_round_trip() {
        let names = ["empathy", "sentiment", "resolved", "techniques.apology", "antipatterns.rude", "emotions.joy"];
        let more = ["service_needs.refund", "emotional_needs.trust", "reasons.delay", "risks.churn"];
        for name in names.into_iter().chain(more) {
            assert_eq!(name.parse::<CorrectionField>().unwrap().to_string(), name);
        }
        assert_eq!("techniques.shouting".parse::<CorrectionField>().unwrap_err().kind(), ErrorKind::UnknownLabel);
        assert_eq!("mood".parse::<CorrectionField>().unwrap_err().kind(), ErrorKind::InvalidCorrection);
        assert!("empathy.x".parse::<CorrectionField>().is_err());
    }

    #[test]
    fn values_outside_their_scale_are_named() {
        for (line, named) in [
            (
                r#"{"id": "a", "turn": 1, "field": "sentiment", "value": -2}"#,
                "sentiment is -2, not a number from -1 to 1",
            ),
            (
                r#"{"id": "a", "turn": 1, "field": "techniques.apology", "value": 3}"#,
                "techniques.apology is 3, not 0, 1 or 2",
            ),
            (
                r#"{"id": "a", "turn": 1, "field": "emotions.joy", "value": "yes"}"#,
                "emotions.joy is \"yes\", not true or false",
            ),
            (r#"{"id": "a", "turn": 1, "field": "resolved", "value": "yes"}"#, "resolved is of no turn"),
            (r#"{"id": "a", "field": "empathy", "value": 50}"#, "empathy needs a turn"),
            (r#"{"id": "a", "field": "resolved", "value": "maybe"}"#, "resolved is \"maybe\", not"),
            (r#"{"id": "a", "turn": -1, "field": "empathy", "value": 50}"#, "invalid value"),
            (r#"{"id": "a", "score": 1}"#, "unknown field `score`"),
            ("", "EOF"),
        ] {
            let error = Correction::from_json(line).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidCorrection, "{line}");
            assert!(error.to_string().contains(named), "{error}");
        }
    }

    #[test]
    fn kappa_is_that_of_the_books() {
        let mut table = Table::default();
        for (people, machine) in [(0, 0), (1, 1), (2, 2), (2, 1)] {
            table[people][machine] += 1;
        }
        assert!((quadratic_kappa(&table).unwrap() - 0.8).abs() < 1e-12);
        let mut constant = Table::default();
        constant[1][1] = 9;
        assert_eq!(quadratic_kappa(&constant), None);
        assert_eq!(quadratic_kappa(&Table::default()), None);
    }
}
