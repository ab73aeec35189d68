//! JSON, read by the core and by serde_json.

use dhis2_steward::Request;
use dhis2_steward::model::{Json, Unexpected, parse_json};
use dhis2_steward::protocol::Answer;
use serde_json::Value;

/// Reads it, and compares the result with serde_json's.
pub(crate) fn read(bytes: &[u8]) {
    let ours = parse_json(bytes);
    if let Err(fault) = &ours {
        placed(fault);
    }
    if core::str::from_utf8(bytes).is_ok() {
        let media_type = "application/json".to_owned();
        let answer =
            Answer { status: 200, media_type, retry_after: None, headers: Vec::new(), bytes: bytes.to_vec() };
        assert_eq!(
            answer.json_text(&Request::get("/api/any")).is_ok(),
            ours.is_ok(),
            "checked without a tree"
        );
    }
    // The core accepts what serde rejects: unpaired surrogates, invalid UTF-8, and numbers out of range.
    let theirs = serde_json::from_slice::<Value>(bytes);
    let is_refused_by_serde_alone = theirs.as_ref().is_err_and(|fault| {
        let why = fault.to_string();
        ["out of range", "surrogate", "hex escape", "recursion", "unicode"]
            .iter()
            .any(|known| why.contains(known))
    });
    if !is_refused_by_serde_alone {
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{ours:?} {theirs:?}");
    }
    let Ok(ours) = ours else { return };
    if let Ok(theirs) = theirs {
        assert!(is_same(&serde_json::to_value(&ours).unwrap(), &theirs), "{ours} is not {theirs}");
    }
    let written = ours.to_string();
    assert_eq!(parse_json(written.as_bytes()).as_ref(), Ok(&ours), "written and read again");
}

/// A fault must name its path.
pub(crate) fn placed(fault: &Unexpected) {
    assert!(fault.path().starts_with('$') && !fault.why().is_empty(), "{fault:?}");
}

/// Whether both are equal, except for the last digits of numbers.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            // Subnormal numbers have fewer digits.
            (Some(one), Some(other)) => (one - other).abs() <= one.abs() * 1e-13 + 1e-300,
            _ => false,
        },
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| is_same(one, other)))
        }
        (one, other) => one == other,
    }
}

/// Shortens a text to a few elements of each array and of each object as long as an array.
pub(crate) fn shortened(bytes: &[u8]) -> Vec<u8> {
    parse_json(bytes).map_or_else(|_| bytes.to_vec(), |json| few(&json).to_string().into_bytes())
}

fn few<'a>(json: &Json<'a>) -> Json<'a> {
    match json {
        Json::List(elements) => Json::List(elements.iter().take(3).map(few).collect()),
        Json::Object(members) => {
            let most = if members.len() > 60 { 6 } else { members.len() };
            Json::Object(members.iter().take(most).map(|(key, value)| (key.clone(), few(value))).collect())
        }
        Json::Text(text) => Json::Text(text.chars().take(60).collect::<String>().into()),
        other => other.clone(),
    }
}
