//! What stands in a row, or why it cannot be used.

use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use simpatico::{Label as _, Speaker, Timestamp, Turn};

use crate::input::record::{Content, RECORD_LIMIT, Record};

/// What a row of a file holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: Option<String>,
    /// Number of its first line in the file, from 1.
    pub(crate) line: u64,
    pub(crate) subject: Subject,
}

/// What is to be judged.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A message and the reply to it.
    Exchange {
        customer: String,
        reply: Option<String>,
        /// Length of the context.
        turns_before: usize,
    },
    /// A whole conversation.
    Conversation(Vec<TurnRow>),
}

/// A turn of a conversation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TurnRow {
    speaker: Speaker,
    text: String,
    time: Option<Timestamp>,
    agent: Option<String>,
}

impl TurnRow {
    /// As the library takes it.
    pub(crate) fn turn(&self) -> Turn<'_> {
        Turn { speaker: self.speaker, text: &self.text, time: self.time, agent: self.agent.as_deref() }
    }
}

/// Why a row cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RowError {
    pub(crate) id: Option<String>,
    pub(crate) line: u64,
    pub(crate) kind: RowErrorKind,
    pub(crate) message: String,
}

/// What is wrong with a row; the names are part of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RowErrorKind {
    InvalidUtf8,
    InvalidJson,
    InvalidCsv,
    MissingField,
    WrongType,
    InvalidValue,
    WrongLength,
    TooLong,
}

impl RowError {
    /// The line that stands in the row's place.
    pub(crate) fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            id: Option<&'a str>,
            line: u64,
            error: Reason<'a>,
        }
        #[derive(Serialize)]
        struct Reason<'a> {
            kind: RowErrorKind,
            message: &'a str,
        }
        let error = Reason { kind: self.kind, message: &self.message };
        // Writing to a string fails only for maps with keys that are not strings, and there are none.
        serde_json::to_string(&Line { id: self.id.as_deref(), line: self.line, error }).unwrap_or_default()
    }
}

/// Takes the rows of one file apart.
#[derive(Debug)]
pub(crate) enum Parser {
    JsonLines,
    Text,
    Csv(Columns),
}

/// Where a CSV file holds what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) delimiter: u8,
    /// Number of columns.
    pub(crate) count: usize,
    pub(crate) customer: usize,
    pub(crate) reply: Option<usize>,
    pub(crate) id: Option<usize>,
}

impl Parser {
    /// Takes a row apart; `number` is its place among the rows of the file, from 1.
    pub(crate) fn parse(&self, record: &Record, number: u64) -> Result<Row, RowError> {
        let line = record.line;
        let given_id = match self {
            Self::JsonLines => None,
            // There is no better name for a line of text than the number at which an editor shows it.
            Self::Text => Some(line.to_string()),
            Self::Csv(columns) => columns.id.is_none().then(|| number.to_string()),
        };
        let refuse = |kind, message: String| RowError { id: given_id.clone(), line, kind, message };
        let bytes = match &record.content {
            Content::Whole(bytes) => bytes,
            Content::TooLong => {
                return Err(refuse(RowErrorKind::TooLong, format!("longer than the limit of {RECORD_LIMIT} bytes")));
            }
            Content::Unclosed => {
                let message = "a quote opens in this row and is not closed before the end of the file";
                return Err(refuse(RowErrorKind::InvalidCsv, message.to_owned()));
            }
        };
        match self {
            Self::JsonLines => json(utf8(bytes).map_err(|message| refuse(RowErrorKind::InvalidUtf8, message))?, line),
            Self::Text => {
                let text = utf8(bytes).map_err(|message| refuse(RowErrorKind::InvalidUtf8, message))?;
                let subject = Subject::Exchange { customer: text.to_owned(), reply: None, turns_before: 0 };
                Ok(Row { id: given_id, line, subject })
            }
            Self::Csv(columns) => csv_row(bytes, columns, line, given_id),
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8 at byte {} of the row", error.valid_up_to()))
}

/// The fields of one CSV row. `None` where they are two rows: the end of a row was found by other rules then.
pub(crate) fn csv_fields(bytes: &[u8], delimiter: u8) -> Option<csv::ByteRecord> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut fields = csv::ByteRecord::new();
    let is_read = reader.read_byte_record(&mut fields).unwrap_or(false);
    let is_alone = reader.read_byte_record(&mut csv::ByteRecord::new()).is_ok_and(|more| !more);
    (is_read && is_alone).then_some(fields)
}

fn csv_row(bytes: &[u8], columns: &Columns, line: u64, given_id: Option<String>) -> Result<Row, RowError> {
    let fields = csv_fields(bytes, columns.delimiter);
    let cell = |at: usize| fields.as_ref().and_then(|fields| fields.get(at));
    let id = given_id.or_else(|| cell(columns.id?).and_then(|id| String::from_utf8(id.to_vec()).ok()));
    let refuse = |kind, message| Err(RowError { id: id.clone(), line, kind, message });
    let Some(count) = fields.as_ref().map(csv::ByteRecord::len) else {
        return refuse(RowErrorKind::InvalidCsv, "not a row of CSV".to_owned());
    };
    if let Err(message) = utf8(bytes) {
        return refuse(RowErrorKind::InvalidUtf8, message);
    }
    if count != columns.count {
        return refuse(RowErrorKind::WrongLength, format!("{count} fields under a header of {}", columns.count));
    }
    let text = |at| cell(at).map(|cell| String::from_utf8_lossy(cell).into_owned());
    let reply = columns.reply.and_then(text).filter(|reply| !reply.is_empty());
    let customer = text(columns.customer).unwrap_or_default();
    Ok(Row { id, line, subject: Subject::Exchange { customer, reply, turns_before: 0 } })
}

fn json(text: &str, line: u64) -> Result<Row, RowError> {
    let mut id = None;
    let outcome = serde_json::from_str::<JsonRow>(text).map_err(|error| {
        let kind = if error.is_data() { RowErrorKind::WrongType } else { RowErrorKind::InvalidJson };
        // serde_json counts lines within the row, of which there is one.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        (kind, format!("{reason} at column {}", error.column()))
    });
    let outcome = outcome.and_then(|row| {
        id = match row.id {
            None | Some(Value::Null) => None,
            Some(Value::Text(id) | Value::Number(id)) => Some(id),
            Some(other) => return Err(wrong_type("id", &other, "a string or a number")),
        };
        match (&row.customer, row.turns) {
            (None, Some(turns)) => conversation(row.agent, &turns),
            _ => exchange(row.customer, row.reply, row.context),
        }
    });
    match outcome {
        Ok(subject) => Ok(Row { id, line, subject }),
        Err((kind, message)) => Err(RowError { id, line, kind, message }),
    }
}

fn exchange(
    customer: Option<Value>,
    reply: Option<Value>,
    context: Option<Value>,
) -> Result<Subject, (RowErrorKind, String)> {
    let reply = match reply {
        None | Some(Value::Null) => None,
        Some(Value::Text(reply)) => Some(reply).filter(|reply| !reply.is_empty()),
        Some(other) => return Err(wrong_type("reply", &other, "a string")),
    };
    let turns_before = match context {
        None | Some(Value::Null) => 0,
        Some(Value::Texts(count)) => count,
        Some(other) => return Err(wrong_type("context", &other, "a list of strings")),
    };
    match customer {
        Some(Value::Text(customer)) => Ok(Subject::Exchange { customer, reply, turns_before }),
        Some(other) => Err(wrong_type("customer", &other, "a string")),
        None => Err((RowErrorKind::MissingField, "no field \"customer\", nor \"turns\" of a conversation".to_owned())),
    }
}

/// A conversation; `agent` is whose turns those are that name nobody.
fn conversation(agent: Option<Value>, turns: &serde_json::Value) -> Result<Subject, (RowErrorKind, String)> {
    let agent = match agent {
        None | Some(Value::Null) => None,
        Some(Value::Text(agent) | Value::Number(agent)) => Some(agent),
        Some(other) => return Err(wrong_type("agent", &other, "a string or a number")),
    };
    let serde_json::Value::Array(list) = turns else {
        return Err(wrong_type("turns", &name_of(turns), "a list of turns"));
    };
    let turns = list.iter().enumerate().map(|(number, turn)| read_turn(number, turn, agent.as_deref()));
    turns.collect::<Result<_, _>>().map(Subject::Conversation)
}

fn read_turn(number: usize, turn: &serde_json::Value, agent: Option<&str>) -> Result<TurnRow, (RowErrorKind, String)> {
    let field = |name: &str| format!("turns[{number}].{name}");
    if !turn.is_object() {
        return Err(wrong_type(&format!("turns[{number}]"), &name_of(turn), "an object"));
    }
    let text = |name: &str| match turn.get(name) {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(serde_json::Value::String(text)) => Ok(Some(text.as_str())),
        Some(other) => Err(wrong_type(&field(name), &name_of(other), "a string")),
    };
    let missing = |name: &str| (RowErrorKind::MissingField, format!("no field \"{}\"", field(name)));
    let speaker = text("speaker")?.ok_or_else(|| missing("speaker"))?;
    let speaker = speaker.parse().map_err(|_| {
        let known: Vec<&str> = Speaker::ALL.iter().map(|known| known.name()).collect();
        let message = format!("field \"{}\" is {speaker:?}, not one of {}", field("speaker"), known.join(", "));
        (RowErrorKind::InvalidValue, message)
    })?;
    let time = text("time")?.map(str::parse).transpose();
    let time = time.map_err(|error| (RowErrorKind::InvalidValue, format!("field \"{}\": {error}", field("time"))))?;
    let agent = match turn.get("agent") {
        Some(serde_json::Value::Number(own)) => Some(own.to_string()),
        _ => text("agent")?.or(agent.filter(|_| speaker == Speaker::Agent)).map(str::to_owned),
    };
    let text = text("text")?.ok_or_else(|| missing("text"))?.to_owned();
    Ok(TurnRow { speaker, text, time, agent })
}

/// What a JSON value is, as errors call it.
fn name_of(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(_) => Value::Other("a boolean"),
        serde_json::Value::Number(number) => Value::Number(number.to_string()),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Array(_) => Value::Other("a list"),
        serde_json::Value::Object(_) => Value::Other("an object"),
    }
}

fn wrong_type(field: &str, found: &Value, wanted: &str) -> (RowErrorKind, String) {
    (RowErrorKind::WrongType, format!("field \"{field}\" is {found}, not {wanted}"))
}

/// A row of JSON Lines. Not derived: a derived one would take a list for an object, and lose the id where another field
/// is wrong.
#[derive(Default)]
struct JsonRow {
    id: Option<Value>,
    customer: Option<Value>,
    reply: Option<Value>,
    context: Option<Value>,
    agent: Option<Value>,
    turns: Option<serde_json::Value>,
}

impl<'de> Deserialize<'de> for JsonRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = JsonRow;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonRow, A::Error> {
                let mut row = JsonRow::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "id" => row.id = Some(map.next_value()?),
                        "customer" => row.customer = Some(map.next_value()?),
                        "reply" => row.reply = Some(map.next_value()?),
                        "context" => row.context = Some(map.next_value()?),
                        "agent" => row.agent = Some(map.next_value()?),
                        "turns" => row.turns = Some(map.next_value()?),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(row)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A value of a known field, with no more kept of it than is used, so that a row needs no more memory than its text.
#[derive(Debug, PartialEq)]
enum Value {
    Null,
    Text(String),
    Number(String),
    /// So many strings.
    Texts(usize),
    /// Anything else, by name.
    Other(&'static str),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Text(_) => "a string",
            Self::Number(_) => "a number",
            Self::Texts(_) => "a list",
            Self::Other(name) => name,
        })
    }
}

/// Numbers from here on are not all kept apart by a 64-bit float: two ids could become one.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
                Ok(Value::Other("a boolean"))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
                let is_exact = number.abs() < EXACT;
                Ok(if is_exact {
                    Value::Number(number.to_string())
                } else {
                    Value::Other("a number too large to keep exactly")
                })
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<Value, E> {
                Ok(Value::Text(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
                let mut count = 0;
                let mut is_text = true;
                while let Some(value) = list.next_element::<Value>()? {
                    count += 1;
                    is_text &= matches!(value, Value::Text(_));
                }
                Ok(if is_text { Value::Texts(count) } else { Value::Other("a list of other things") })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value::Other("an object"))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(parser: &Parser, text: &[u8]) -> Result<Row, RowError> {
        parser.parse(&Record { line: 7, content: Content::Whole(text.to_vec()) }, 3)
    }

    fn row(id: Option<&str>, customer: &str, reply: Option<&str>, turns_before: usize) -> Result<Row, RowError> {
        let (id, reply) = (id.map(str::to_owned), reply.map(str::to_owned));
        Ok(Row { id, line: 7, subject: Subject::Exchange { customer: customer.to_owned(), reply, turns_before } })
    }

    fn refusal(outcome: Result<Row, RowError>) -> (Option<String>, RowErrorKind, String) {
        let error = outcome.unwrap_err();
        assert_eq!(error.line, 7);
        (error.id, error.kind, error.message)
    }

    #[test]
    fn json_rows_may_leave_out_all_but_the_message() {
        let parse = |text: &str| parse(&Parser::JsonLines, text.as_bytes());
        assert_eq!(parse(r#"{"customer": "Hola"}"#), row(None, "Hola", None, 0));
        assert_eq!(parse(r#"{"id": null, "customer": "", "reply": null, "context": null}"#), row(None, "", None, 0));
        assert_eq!(parse(r#"{"id": "a", "customer": "Hi", "reply": ""}"#), row(Some("a"), "Hi", None, 0));
        let full = r#" {"mood": [1, {"x": null}], "reply": "r\n\u00f1", "context": ["customer: a", "agent: b"], "customer": "Hi", "id": "a"} "#;
        assert_eq!(parse(full), row(Some("a"), "Hi", Some("r\nñ"), 2));
    }

    #[test]
    fn ids_may_be_numbers_that_stay_themselves() {
        let id = |text: &str| {
            parse(&Parser::JsonLines, format!(r#"{{"customer": "x", "id": {text}}}"#).as_bytes()).map(|row| row.id)
        };
        assert_eq!(id("12"), Ok(Some("12".to_owned())));
        assert_eq!(id("-3"), Ok(Some("-3".to_owned())));
        assert_eq!(id("18446744073709551615"), Ok(Some("18446744073709551615".to_owned())));
        assert_eq!(id("1.5"), Ok(Some("1.5".to_owned())));
        assert!(id("123456789012345678901234").unwrap_err().message.contains("too large to keep exactly"));
    }

    #[test]
    fn json_rows_that_cannot_be_used_say_why_and_keep_their_id() {
        let parse = |text: &str| refusal(parse(&Parser::JsonLines, text.as_bytes()));
        let id = || Some("a".to_owned());
        let cases = [
            (
                r#"{"id": "a", "reply": "x"}"#,
                id(),
                RowErrorKind::MissingField,
                "no field \"customer\", nor \"turns\" of a conversation",
            ),
            (
                r#"{"id": "a", "customer": null}"#,
                id(),
                RowErrorKind::WrongType,
                "field \"customer\" is null, not a string",
            ),
            (
                r#"{"customer": ["x"], "id": "a"}"#,
                id(),
                RowErrorKind::WrongType,
                "field \"customer\" is a list, not a string",
            ),
            (
                r#"{"id": "a", "customer": "x", "reply": 5}"#,
                id(),
                RowErrorKind::WrongType,
                "field \"reply\" is a number, not a string",
            ),
            (
                r#"{"id": "a", "customer": "x", "context": "y"}"#,
                id(),
                RowErrorKind::WrongType,
                "field \"context\" is a string, not a list of strings",
            ),
            (
                r#"{"id": "a", "customer": "x", "context": ["y", 1]}"#,
                id(),
                RowErrorKind::WrongType,
                "field \"context\" is a list of other things, not a list of strings",
            ),
            (
                r#"{"id": {}, "customer": "x"}"#,
                None,
                RowErrorKind::WrongType,
                "field \"id\" is an object, not a string or a number",
            ),
        ];
        for (text, id, kind, message) in cases {
            assert_eq!(parse(text), (id, kind, message.to_owned()), "{text}");
        }
        for text in
            ["", "{", "nonsense", r#"{"customer": "x"} {"#, r#"{"customer": "x",}"#, r#"{"customer": "\ud83d"}"#]
        {
            let (id, kind, message) = parse(text);
            assert_eq!((id, kind), (None, RowErrorKind::InvalidJson), "{text}");
            assert!(message.contains(" at column ") && !message.contains("line"), "{message}");
        }
        for text in ["[\"x\"]", "\"x\"", "null", "17"] {
            assert_eq!(parse(text).1, RowErrorKind::WrongType, "{text}");
        }
    }

    #[test]
    fn no_depth_of_json_breaks_the_stack() {
        let deep = |field: &str| {
            let text = format!(r#"{{"customer": "x", "{field}": {}1{}}}"#, "[".repeat(99_999), "]".repeat(99_999));
            parse(&Parser::JsonLines, text.as_bytes())
        };
        assert_eq!(deep("other"), row(None, "x", None, 0), "what is not read cannot be wrong");
        for field in ["id", "customer", "reply", "context"] {
            assert_eq!(deep(field).unwrap_err().kind, RowErrorKind::InvalidJson, "{field}");
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_refused_in_every_format() {
        let columns = Columns { delimiter: b',', count: 2, customer: 1, reply: None, id: Some(0) };
        let bad = b"{\"customer\": \"caf\xe9\"}";
        let message = "no UTF-8 at byte 17 of the row".to_owned();
        assert_eq!(refusal(parse(&Parser::JsonLines, bad)), (None, RowErrorKind::InvalidUtf8, message));
        assert_eq!(refusal(parse(&Parser::Text, bad)).0.unwrap(), "7");
        let (id, kind, _) = refusal(parse(&Parser::Csv(columns), b"T-1,caf\xe9"));
        assert_eq!((id.unwrap().as_str(), kind), ("T-1", RowErrorKind::InvalidUtf8));
    }

    #[test]
    fn csv_rows_are_as_long_as_their_header() {
        let parser = |id| Parser::Csv(Columns { delimiter: b';', count: 3, customer: 1, reply: Some(2), id });
        assert_eq!(parse(&parser(Some(0)), b"a;\"x;\"\"y\"\"\nz\";r"), row(Some("a"), "x;\"y\"\nz", Some("r"), 0));
        assert_eq!(parse(&parser(None), b"a;x;"), row(Some("3"), "x", None, 0));
        let (id, kind, message) = refusal(parse(&parser(Some(0)), b"a;x"));
        assert_eq!(
            (id.unwrap().as_str(), kind, message.as_str()),
            ("a", RowErrorKind::WrongLength, "2 fields under a header of 3")
        );
    }

    #[test]
    fn rows_that_were_not_read_are_refused() {
        let refused = |content| refusal(Parser::Text.parse(&Record { line: 7, content }, 3)).1;
        assert_eq!(refused(Content::TooLong), RowErrorKind::TooLong);
        assert_eq!(refused(Content::Unclosed), RowErrorKind::InvalidCsv);
    }

    #[test]
    fn an_error_stands_in_the_place_of_its_row() {
        let error = RowError { id: None, line: 7, kind: RowErrorKind::InvalidUtf8, message: "a \"b\"".to_owned() };
        assert_eq!(error.to_json(), r#"{"id":null,"line":7,"error":{"kind":"invalid_utf8","message":"a \"b\""}}"#);
    }
}
