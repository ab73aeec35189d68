//! The issues of details: sent whole if there are few, and in chunks if there are many.

use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use futures_util::stream;
use serde_json::{Map, Value};

use crate::check::{Issues, Outcome};
use crate::exchange::{Answer, Body};

/// From this number of issues, they are streamed.
const MANY: usize = 20_000;

/// The number of issues per chunk.
const AT_A_TIME: usize = 500;

/// A result without its issues, and the outcome that has them.
type Described = (Map<String, Value>, Outcome);

/// The result of one check.
pub(crate) fn one(map: Map<String, Value>, outcome: Outcome) -> Answer {
    write(vec![Part::Object(map, outcome)])
}

/// The results of several checks, by their names.
pub(crate) fn map(results: impl Iterator<Item = Described>) -> Answer {
    let mut parts = vec![Part::Text("{".into())];
    for (at, (map, outcome)) in results.enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let name = map.get("name").map(Value::to_string).unwrap_or_default();
        parts.push(Part::Text(format!("{comma}{name}:").into()));
        parts.push(Part::Object(map, outcome));
    }
    parts.push(Part::Text("}".into()));
    write(parts)
}

enum Part {
    Text(Bytes),
    Object(Map<String, Value>, Outcome),
}

fn write(parts: Vec<Part>) -> Answer {
    let many = parts
        .iter()
        .any(|part| matches!(part, Part::Object(_, outcome) if outcome.finding.issues.len() >= MANY));
    let pieces = parts.into_iter().flat_map(pieces);
    if !many {
        let whole: Vec<u8> = pieces.flat_map(Vec::from).collect();
        return Answer::text("application/json;charset=UTF-8", whole);
    }
    let body = Body::Pieces(Box::pin(stream::iter(pieces.map(|piece| Ok(Bytes::from(piece))))));
    Answer { body, ..Answer::text("", "") }.with(CONTENT_TYPE, "application/json;charset=UTF-8")
}

/// The chunks of a part, each generated after the previous one is sent.
fn pieces(part: Part) -> Box<dyn Iterator<Item = Vec<u8>> + Send> {
    match part {
        Part::Text(text) => Box::new(std::iter::once(text.to_vec())),
        Part::Object(map, outcome) => {
            let head = Value::Object(map).to_string();
            let head = format!("{},\"issues\":[", head.strip_suffix('}').unwrap_or(&head));
            let issues = outcome.finding.issues;
            let chunks = issues.len().div_ceil(AT_A_TIME);
            let middle = (0..chunks).map(move |chunk| some(&issues, chunk * AT_A_TIME));
            let tail = std::iter::once(b"]}".to_vec());
            Box::new(std::iter::once(head.into_bytes()).chain(middle).chain(tail))
        }
    }
}

fn some(issues: &Issues, from: usize) -> Vec<u8> {
    let mut text = String::new();
    for index in from..issues.len().min(from + AT_A_TIME) {
        if index > 0 {
            text.push(',');
        }
        issues.write(index, &mut text);
    }
    text.into_bytes()
}
