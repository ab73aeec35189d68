//! `POST /api/metadata`: changing many objects at once, or validating the change only.
//!
//! Supports only changes of existing data elements.

use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use serde_json::{Map, Value, json};

use super::data_element::{self, CLASS};
use crate::exchange::Answer;
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message::{self, ErrorReport};

/// Answers `POST /api/metadata`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    call.require(state, "F_METADATA_IMPORT")?;
    let body: Value = serde_json::from_slice(&call.request.body)
        .map_err(|_| web_message::bad_request(state.version(), "JSON parse error: no object"))?;
    let mut report = import(state, &body, call.request.param("importMode") != Some("VALIDATE"));
    let is_good = report.get("status").and_then(Value::as_str) == Some("OK");
    let text = "One or more errors occurred, please see full details in import report.";
    let (status, text) = if is_good { (StatusCode::OK, None) } else { (StatusCode::CONFLICT, Some(text)) };
    let mut map = web_message::message(status, text);
    if let Value::Object(report) = &mut report {
        report.insert("responseType".to_owned(), "ImportReport".into());
    }
    if !is_good {
        map.insert("status".into(), "WARNING".into());
    }
    map.insert("response".into(), report);
    let answer = Answer::json(&map.into()).status(status);
    Ok(if is_good { answer } else { answer.with(CACHE_CONTROL, "no-cache, private") })
}

/// Imports metadata, or only validates them, and returns the report.
pub(super) fn import(state: &mut State, metadata: &Value, is_kept: bool) -> Value {
    let objects = metadata.get("dataElements").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut reports = Vec::new();
    let mut changed = Vec::new();
    for (index, object) in objects.into_iter().enumerate() {
        let Value::Object(object) = object else { continue };
        let id = object.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        match state.model.data_elements.iter().any(|element| element.named.id == id) {
            true => changed.push((id, object)),
            false => reports.push(missing(index, &id, &object)),
        }
    }
    let stats = json!({
        "created": 0, "updated": changed.len(), "deleted": 0, "ignored": reports.len(),
        "total": changed.len() + reports.len()
    });
    if is_kept {
        changed.iter().for_each(|(id, object)| data_element::keep(state, id, object));
    }
    json!({
        "status": if reports.is_empty() { "OK" } else { "WARNING" },
        "stats": stats,
        "typeReports": [{ "klass": CLASS, "stats": stats, "objectReports": reports }]
    })
}

/// The report on an object that does not exist.
fn missing(index: usize, id: &str, object: &Map<String, Value>) -> Value {
    let name = object.get("name").and_then(Value::as_str).unwrap_or_default();
    let named = format!("{name} [{id}] (DataElement)");
    let text = format!("No matching object for reference. Identifier was UID, and object was {named}.");
    let report = ErrorReport::new("E5001", text, &["UID", &named]);
    let report = report.with("mainId", id).with("errorProperty", "id");
    json!({
        "klass": CLASS, "index": index, "uid": id, "displayName": name,
        "errorReports": [report.describe(CLASS)]
    })
}
