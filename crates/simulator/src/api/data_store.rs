//! `/api/dataStore`: values stored by apps. An app's namespace is restricted to users of the app.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::data_store::Entry;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::identifiable::{self, History};
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message;

/// The default page size.
const PAGE_SIZE: usize = 50;

/// Answers `/api/dataStore/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    if let Some(namespace) = rest.first() {
        open(state, call, namespace)?;
    }
    match (&call.request.method, rest) {
        (&Method::GET, []) => {
            let is_open =
                |name: &&String| state.apps.guard(name).is_none_or(|authority| call.user.may(&authority));
            let names = state.data_store.namespaces().filter(is_open);
            Ok(Answer::json(&names.map(|name| json!(name)).collect()).no_store())
        }
        (&Method::GET, [namespace]) => list(state, call, namespace),
        (&Method::GET, [namespace, key]) => Ok(Answer::json(&get(state, namespace, key)?.value)),
        (&Method::GET, [namespace, key, "metaData"]) => {
            let entry = get(state, namespace, key)?;
            let history = History {
                created: entry.created,
                updated: entry.updated,
                author: &entry.author,
                editor: &entry.editor,
            };
            let mut map = identifiable::describe(state.version(), &entry.id, &history);
            map.insert("namespace".to_owned(), json!(namespace));
            map.insert("key".to_owned(), json!(key));
            Ok(Answer::json(&map.into()))
        }
        (&Method::POST, [namespace, key]) => {
            if get(state, namespace, key).is_ok() {
                let text = format!("Key '{key}' already exists in namespace '{namespace}'");
                return Err(web_message::error(state.version(), StatusCode::CONFLICT, &text, Some("E1004")));
            }
            put(state, call, namespace, key)
        }
        (&Method::PUT, [namespace, key]) => put(state, call, namespace, key),
        (&Method::DELETE, [namespace]) => match state.data_store.remove_namespace(namespace) {
            true => Ok(done(&format!("Namespace deleted: '{namespace}'"))),
            false => Err(no_such_namespace(state, namespace)),
        },
        (&Method::DELETE, [namespace, key]) => {
            get(state, namespace, key)?;
            state.data_store.remove(namespace, key);
            Ok(done(&format!("Key '{key}' deleted from namespace '{namespace}'")))
        }
        (_, [] | [_] | [_, _] | [_, _, "metaData"]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// The error for users who may not use the app of a namespace.
fn open(state: &State, call: &Call<'_>, namespace: &str) -> Result<()> {
    match state.apps.guard(namespace) {
        Some(authority) if !call.user.may(&authority) => {
            let text = format!("Namespace '{namespace}' is protected, access denied");
            Err(web_message::error(state.version(), StatusCode::FORBIDDEN, &text, None))
        }
        _ => Ok(()),
    }
}

fn get<'a>(state: &'a State, namespace: &str, key: &str) -> Result<&'a Entry> {
    state.data_store.get(namespace, key).ok_or_else(|| {
        let text = format!("Key '{key}' not found in namespace '{namespace}'");
        web_message::error(state.version(), StatusCode::NOT_FOUND, &text, Some("E1005"))
    })
}

fn no_such_namespace(state: &State, namespace: &str) -> Answer {
    let text = format!("Namespace not found: '{namespace}'");
    web_message::error(state.version(), StatusCode::NOT_FOUND, &text, Some("E1005")).no_store()
}

/// The keys of a namespace; with `fields` their values, whole for `.`, in pages.
fn list(state: &State, call: &Call<'_>, namespace: &str) -> Result<Answer> {
    if state.data_store.entries(namespace).next().is_none() {
        return Err(no_such_namespace(state, namespace));
    }
    let Some(fields) = call.request.param("fields") else {
        let keys = state.data_store.entries(namespace).map(|(key, _)| json!(key));
        return Ok(Answer::json(&keys.collect()).no_store());
    };
    let number =
        |name: &str, preset| call.request.param(name).and_then(|text| text.parse().ok()).unwrap_or(preset);
    let (page, size) = (number("page", 1).max(1), number("pageSize", PAGE_SIZE).max(1));
    let is_paged = call.request.param("paging") != Some("false");
    let (skipped, taken) = if is_paged { ((page - 1).saturating_mul(size), size) } else { (0, usize::MAX) };
    let entries = state.data_store.entries(namespace).skip(skipped).take(taken);
    let entries: Value = entries.map(|(key, entry)| chosen(key, &entry.value, fields)).collect();
    let mut map = Map::new();
    if is_paged {
        map.insert("pager".to_owned(), json!({ "page": page, "pageSize": size }));
    }
    map.insert("entries".to_owned(), entries);
    Ok(Answer::json(&map.into()).no_store())
}

fn chosen(key: &str, value: &Value, fields: &str) -> Value {
    let mut map = Map::new();
    map.insert("key".to_owned(), json!(key));
    for field in fields.split(',').filter(|field| !field.is_empty()) {
        match field {
            "." => map.insert("value".to_owned(), value.clone()),
            _ => map.insert(field.to_owned(), value.get(field).cloned().unwrap_or_default()),
        };
    }
    map.into()
}

/// Stores the body under a key, as the whole value or a part of it.
fn put(state: &mut State, call: &Call<'_>, namespace: &str, key: &str) -> Result<Answer> {
    let value: Value = serde_json::from_slice(&call.request.body).map_err(|_| {
        let text = format!("Invalid JSON value for key '{key}'");
        web_message::bad_request_coded(state.version(), &text, "E1003")
    })?;
    let now = state.now();
    let path = call.request.param("path").filter(|_| state.data_store.get(namespace, key).is_some());
    if let Some(path) = path {
        let roll = call.request.param("roll").and_then(|text| text.parse().ok());
        state.data_store.put_at((namespace, key), path, roll, value, now);
        return Ok(done(&format!("Key updated: '{key}'")));
    }
    Ok(match state.data_store.put(namespace, key, value, call.user, now) {
        true => web_message::ok(StatusCode::CREATED, Some(&format!("Key created: '{key}'"))),
        false => done(&format!("Key updated: '{key}'")),
    })
}

fn done(text: &str) -> Answer {
    web_message::ok(StatusCode::OK, Some(text))
}
