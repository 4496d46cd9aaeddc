//! A conversation as a line of the JSON contract.

use std::sync::Arc;

use serde_json::{Map, Value};
use simpatico_core::{Error, Speaker};

use crate::status::{Failure, Outcome, simpatico_status};
use crate::turn::{OwnTurn, Transcript};

type Object = Map<String, Value>;

/// Reads a line: `id`, `agent` and `turns`. Other fields are passed over.
pub(crate) fn read(line: &str) -> Outcome<Transcript> {
    let line: Object = serde_json::from_str(line).map_err(|error| wrong(format!("no JSON object: {error}")))?;
    let (id, agent) = (name(&line, "id")?, name(&line, "agent")?);
    let Some(Value::Array(turns)) = line.get("turns") else {
        return Err(wrong("no list \"turns\"".to_owned()));
    };
    let agent: Option<Arc<str>> = agent.map(Into::into);
    let read = |(number, turn): (usize, &Value)| {
        let place = format!("turns[{number}]");
        let Value::Object(turn) = turn else { return Err(wrong(format!("{place} is no object"))) };
        self::turn(turn, agent.as_ref()).map_err(|failure| failure.within(&place))
    };
    let turns = turns.iter().enumerate().map(read).collect::<Outcome<_>>()?;
    Ok(Transcript::new(id.as_deref(), turns))
}

/// Reads a turn; `agent` is whose those turns of an agent are that name nobody.
fn turn(turn: &Object, agent: Option<&Arc<str>>) -> Outcome<OwnTurn> {
    let refuse = |field: &'static str| move |error: Error| Failure::from(error).of(field);
    let missing = |field: &str| wrong(format!("{field} is missing"));
    let speaker: Speaker =
        text(turn, "speaker")?.ok_or_else(|| missing("speaker"))?.parse().map_err(refuse("speaker"))?;
    let words = text(turn, "text")?.ok_or_else(|| missing("text"))?;
    let time = text(turn, "time")?.map(str::parse).transpose().map_err(refuse("time"))?;
    let own = name(turn, "agent")?.map(Into::into);
    let agent = own.or_else(|| agent.filter(|_| speaker == Speaker::Agent).cloned());
    Ok(OwnTurn { speaker, text: words.into(), time, agent })
}

fn text<'o>(object: &'o Object, field: &str) -> Outcome<Option<&'o str>> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(wrong(format!("{field} is no string"))),
    }
}

fn name(object: &Object, field: &str) -> Outcome<Option<String>> {
    match object.get(field) {
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        _ => Ok(text(object, field)
            .map_err(|_| wrong(format!("{field} is neither a string nor a number")))?
            .map(str::to_owned)),
    }
}

fn wrong(message: String) -> Failure {
    Failure::new(simpatico_status::InvalidLine, message)
}
