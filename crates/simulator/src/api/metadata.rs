//! Collections of metadata: lists in pages, and single objects.

use axum::http::header::CACHE_CONTROL;
use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::{data_element, group, organisation_unit};
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::fields::Fields;
use crate::list;
use crate::metadata::Collection;
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message;

/// Answers `/api/<collection>/…`.
pub(crate) fn answer(
    state: &mut State,
    call: &Call<'_>,
    collection: &Collection,
    rest: &[&str],
) -> Result<Answer> {
    match (&call.request.method, collection.name, rest) {
        (&Method::GET, "organisationUnits", _) => organisation_unit::answer(state, call, collection, rest),
        (&Method::GET, _, []) => Ok(page(call, collection, collection.all(state, call.request))),
        (&Method::GET, _, [id]) => one(state, call, collection, id),
        (&Method::PATCH, "dataElements", [id]) => data_element::patch(state, call, collection, id),
        (&Method::DELETE, "dataElements", [id]) => data_element::delete(state, call, collection, id),
        (_, name, [id, members, member @ ..]) if member.len() < 2 && group::has_members(name, members) => {
            group::change(state, call, collection, id, member.first().copied())
        }
        (_, _, [] | [_]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// A page of objects.
pub(super) fn page(call: &Call<'_>, collection: &Collection, objects: Vec<Value>) -> Answer {
    private(Answer::json(&list::page(call.request, collection.name, objects)))
}

/// One object with the fields that were asked for.
pub(super) fn one(state: &State, call: &Call<'_>, collection: &Collection, id: &str) -> Result<Answer> {
    let object = collection.get(state, call.request, id);
    let object = object.ok_or_else(|| unknown(state, collection, id))?;
    let fields = call.request.param("fields").unwrap_or("*").replace(":owner", data_element::OWNER);
    Ok(private(Answer::json(&Fields::parse(&fields).select(&object))))
}

/// 404 for an identifier that no object of a collection has.
pub(super) fn unknown(state: &State, collection: &Collection, id: &str) -> Answer {
    let text = format!("{} with id {id} could not be found.", collection.class);
    web_message::error(state.version(), StatusCode::NOT_FOUND, &text, Some("E1005"))
}

fn private(answer: Answer) -> Answer {
    answer.with(CACHE_CONTROL, "no-cache, private")
}
