//! `/api/dataElements`: reading and deleting, to show what soft-deleted data values hold back.

use axum::http::header::CACHE_CONTROL;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::fields::Fields;
use crate::list;
use crate::model::DataElement;
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message;

const CLASS: &str = "org.hisp.dhis.dataelement.DataElement";

/// Answers `/api/dataElements/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let private = |answer: Answer| answer.with(CACHE_CONTROL, "no-cache, private");
    match (&call.request.method, rest) {
        (&Method::GET, []) => {
            let mut all: Vec<_> = state.model.data_elements.iter().map(describe).collect();
            all.sort_by_key(|element| element["name"].as_str().map(str::to_lowercase));
            Ok(private(Answer::json(&list::page(call.request, "dataElements", all))))
        }
        (&Method::GET, [id]) => {
            let element = get(state, id)?;
            let fields = call.request.param("fields").map_or_else(Fields::all, Fields::parse);
            Ok(private(Answer::json(&fields.select(&describe(element)))))
        }
        (&Method::DELETE, [id]) => delete(state, call, id),
        (_, [] | [_]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn get<'a>(state: &'a State, id: &str) -> Result<&'a DataElement> {
    state.model.data_elements.iter().find(|element| element.named.id == id).ok_or_else(|| {
        let text = format!("DataElement with id {id} could not be found.");
        web_message::error(state.version(), StatusCode::NOT_FOUND, &text, Some("E1005"))
    })
}

fn describe(element: &DataElement) -> Value {
    json!({
        "name": element.named.name,
        "shortName": element.named.name,
        "aggregationType": element.aggregation,
        "domainType": "AGGREGATE",
        "valueType": element.value_type,
        "displayName": element.named.name,
        "id": element.named.id
    })
}

fn delete(state: &mut State, call: &Call<'_>, id: &str) -> Result<Answer> {
    get(state, id)?;
    if !call.user.may("F_DATAELEMENT_DELETE") {
        let text = "You don't have the proper permissions to delete this object.";
        return Err(web_message::error(state.version(), StatusCode::FORBIDDEN, text, Some("E1006")));
    }
    let Err(holder) = state.model.delete_data_element(id) else {
        return Ok(web_message::object_report(StatusCode::OK, id, CLASS));
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
