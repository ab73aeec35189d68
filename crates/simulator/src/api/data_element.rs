//! Changing and deleting data elements; soft-deleted data values prevent deletion.

use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use serde_json::{Map, Value, json};

use super::job_change::patch_fault;
use super::metadata::unknown;
use crate::Version;
use crate::exchange::Answer;
use crate::metadata::Collection;
use crate::model::Holder;
use crate::patch;
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message::{self, ErrorReport};

/// The class of data elements, as reports name it.
pub(super) const CLASS: &str = "org.hisp.dhis.dataelement.DataElement";

/// The properties that are kept of a data element: the preset `:owner`.
pub(super) const OWNER: &str = "name,created,lastUpdated,translations,createdBy,lastUpdatedBy,sharing,shortName,\
    legendSets,aggregationType,valueType,domainType,aggregationLevels,zeroIsSignificant,id,attributeValues,\
    categoryCombo";

/// Answers `PATCH /api/dataElements/{uid}`.
pub(super) fn patch(state: &mut State, call: &Call<'_>, collection: &Collection, id: &str) -> Result<Answer> {
    let object = collection.get(state, call.request, id).ok_or_else(|| unknown(state, collection, id))?;
    if !call.user.may("F_DATAELEMENT_PUBLIC_ADD") {
        return Err(forbidden(state, "update"));
    }
    let Value::Object(mut object) = object else { return Err(call.not_allowed(state)) };
    patch::apply(&mut object, &call.request.body, OWNER).map_err(|fault| patch_fault(state, &fault))?;
    if object.get("name").and_then(Value::as_str).is_none_or(str::is_empty) {
        let report = ErrorReport::new("E4000", "Missing required property `name`", &["name"]);
        let report = report.with("errorKlass", "java.lang.String").with("errorProperty", "name");
        return Err(web_message::refused_object(id, CLASS, &[report]));
    }
    if call.request.param("importMode") == Some("VALIDATE") {
        return Ok(web_message::ok(StatusCode::OK, None));
    }
    keep(state, id, &object);
    Ok(web_message::object_report(StatusCode::OK, id, CLASS))
}

/// Stores the changes of a data element.
pub(super) fn keep(state: &mut State, id: &str, object: &Map<String, Value>) {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let now = state.now();
    if let Some(element) = state.model.data_elements.iter_mut().find(|element| element.named.id == id) {
        element.named.name = text("name").unwrap_or_default();
        element.short_name = text("shortName").unwrap_or_default();
        state.changed.insert(id.to_owned(), now);
    }
}

fn forbidden(state: &State, what: &str) -> Answer {
    let text = format!("You don't have the proper permissions to {what} this object.");
    web_message::error(state.version(), StatusCode::FORBIDDEN, &text, Some("E1006"))
}

/// Answers `DELETE /api/dataElements/{uid}`.
pub(super) fn delete(
    state: &mut State,
    call: &Call<'_>,
    collection: &Collection,
    id: &str,
) -> Result<Answer> {
    collection.get(state, call.request, id).ok_or_else(|| unknown(state, collection, id))?;
    if !call.user.may("F_DATAELEMENT_DELETE") {
        return Err(forbidden(state, "delete"));
    }
    let Err(holder) = state.model.delete_data_element(id) else {
        return Ok(web_message::object_report(StatusCode::OK, id, CLASS));
    };
    let holder = match holder {
        Holder::DataValue => "DataValue",
        Holder::Audit if state.version() <= Version::V2_42 => "DataValueAudit",
        Holder::Audit => "DataValueChangelog",
    };
    let text = "One or more errors occurred, please see full details in import report.";
    let mut map = web_message::message(StatusCode::CONFLICT, Some(text));
    map.insert("status".into(), "WARNING".into());
    let why = format!("Object could not be deleted because it is associated with another object: {holder}");
    let report = json!({ "message": why, "args": [], "mainKlass": CLASS, "errorCode": "E4030", "errorProperties": [] });
    let response =
        json!({ "uid": id, "klass": CLASS, "errorReports": [report], "responseType": "ObjectReport" });
    map.insert("response".into(), response);
    Err(Answer::json(&map.into()).status(StatusCode::CONFLICT).with(CACHE_CONTROL, "no-cache, private"))
}
