//! `/api/synchronization` and `/api/metadata/version…`: sending data to a remote server, and metadata versions.
//!
//! There is no remote server: one counts as reachable once its URL, username and password are set, and one URL is allowed
//! to pull metadata from.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::data_summary::{REVISION, SYSTEM_ID};
use super::metadata_import::import;
use crate::clock::Moment;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::model::Named;
use crate::route::{Call, Result, only_get};
use crate::state::State;
use crate::{metadata, uid, web_message};

/// The start of the URLs that the server's configuration allows to pull metadata from.
const ALLOWED: &str = "https://central.example.org/";

/// A version of the metadata.
#[derive(Clone, Debug)]
pub(crate) struct MetadataVersion {
    id: String,
    name: String,
    kind: &'static str,
    created: Moment,
    hash: String,
    content: String,
}

/// Answers `/api/synchronization/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, ["availability"]) => Ok(Answer::json(&availability(state))),
        (&Method::POST, ["dataPush"]) => {
            call.require(state, "F_EXPORT_DATA")?;
            push(state)
        }
        (&Method::POST, ["metadataPull"]) => {
            call.require(state, "ALL")?;
            if call.request.body.trim_ascii().starts_with(ALLOWED.as_bytes()) {
                return Ok(pull(state));
            }
            let text = "Provided URL is not in the remote servers allowed list";
            Err(web_message::error(state.version(), StatusCode::CONFLICT, text, Some("E1004")))
        }
        (_, ["availability" | "dataPush" | "metadataPull"]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn setting<'a>(state: &'a State, key: &str) -> &'a str {
    state.settings.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn availability(state: &State) -> Value {
    let (url, person) = (setting(state, "keyRemoteInstanceUrl"), setting(state, "keyRemoteInstanceUsername"));
    let password = state.settings.secret("keyRemoteInstancePassword");
    let is_known = !person.is_empty() && password.is_some_and(|password| !password.is_empty());
    let (available, message, code, phrase) = match (url.is_empty(), is_known) {
        (true, _) => (false, "Remote server is not configured", 502, "Bad Gateway"),
        (false, false) => (false, "No authentication was provided", 401, "Unauthorized"),
        (false, true) => (true, "Authentication was successful", 200, "OK"),
    };
    json!({ "available": available, "message": message, "statusPhrase": phrase, "statusCode": code })
}

/// Sends the values of the demonstration; without another server the answer is empty.
fn push(state: &mut State) -> Result<Answer> {
    if availability(state).get("available") != Some(&Value::Bool(true)) {
        return Ok(Answer::empty(StatusCode::OK));
    }
    let now = state.now().iso();
    // The key is one that every version has.
    let _ = state.settings.set("keyLastSuccessfulDataSynch", &now);
    let count = state.model.data_values.len();
    Ok(Answer::json(&json!({
        "responseType": "ImportSummary", "status": "SUCCESS",
        "description": "Import process completed successfully",
        "importCount": { "imported": count, "updated": 0, "ignored": 0, "deleted": 0 },
        "conflicts": []
    })))
}

/// Imports what the remote server has at every URL: a data element with another name.
fn pull(state: &mut State) -> Answer {
    let id = Named::new("dataElement", "Births").id;
    let element = json!({ "id": id, "name": "Live births", "shortName": "Live births" });
    Answer::json(&import(state, &json!({ "dataElements": [element] }), true))
}

/// Answers `/api/metadata/version…` and `/api/metadata/versions`.
pub(crate) fn versions(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    if state.settings.get("keyVersionEnabled") != Some(&Value::Bool(true)) {
        let text = "Metadata versioning is not enabled for this instance.";
        return Err(web_message::bad_request_coded(state.version(), text, "E1003"));
    }
    match rest {
        ["version", "create"] if call.request.method == Method::POST => {
            call.require(state, "F_METADATA_MANAGE")?;
            create(state, call)
        }
        ["version", "create"] => Err(call.not_allowed(state)),
        ["versions"] => {
            only_get(state, call)?;
            let all: Value = state.metadata_versions.iter().map(MetadataVersion::listed).collect();
            Ok(Answer::json(&json!({ "metadataversions": all })))
        }
        ["version"] => {
            only_get(state, call)?;
            let name = call.request.param("versionName");
            let found =
                state.metadata_versions.iter().rev().find(|one| name.is_none_or(|name| name == one.name));
            found.map(|one| Answer::json(&one.whole())).ok_or_else(|| no_version(state))
        }
        ["version", "history"] => {
            only_get(state, call)?;
            let baseline = call.request.param("baseline");
            let all = &state.metadata_versions;
            let from = all.iter().position(|one| Some(one.name.as_str()) == baseline).map_or(0, |at| at + 1);
            let later: Vec<Value> = all.iter().skip(from).map(MetadataVersion::listed).collect();
            match later.is_empty() {
                true => Ok(Answer::empty(StatusCode::OK)),
                false => Ok(Answer::json(&json!({ "metadataversions": later }))),
            }
        }
        ["version", name, "data"] => {
            only_get(state, call)?;
            call.require(state, "F_METADATA_MANAGE")?;
            let found = state.metadata_versions.iter().find(|one| one.name == **name);
            let version = found.ok_or_else(|| no_version(state))?;
            Ok(Answer::text("application/json", version.content.clone()))
        }
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn no_version(state: &State) -> Answer {
    let text = "No metadata version exists.";
    web_message::error(state.version(), StatusCode::INTERNAL_SERVER_ERROR, text, None)
        .with(axum::http::header::CONNECTION, "close")
}

fn create(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    let kind = match call.required("type")? {
        "ATOMIC" => "ATOMIC",
        "BEST_EFFORT" => "BEST_EFFORT",
        other => {
            let hint = "Valid values are: [BEST_EFFORT, ATOMIC]";
            return Err(web_message::bad_value(state.version(), other, "parameter ", "type", hint));
        }
    };
    let name = format!("Version_{}", state.metadata_versions.len() + 1);
    let created = state.now();
    let content = content(state);
    let version = MetadataVersion {
        id: uid::of(&format!("{name} {}", created.millis())),
        hash: uid::digest(content.as_bytes()),
        name,
        kind,
        created,
        content,
    };
    let answer = Answer::json(&version.whole());
    state.metadata_versions.push(version);
    Ok(answer)
}

/// The content of the next version: what was saved since the one before, or everything.
fn content(state: &State) -> String {
    let before = state.metadata_versions.last().map(|version| version.created);
    let system = json!({
        "id": SYSTEM_ID, "rev": REVISION, "version": state.version().full(), "date": state.now().iso()
    });
    let mut content = Map::from_iter([("system".to_owned(), system)]);
    content.extend(metadata::export(state, before));
    Value::Object(content).to_string()
}

impl MetadataVersion {
    fn whole(&self) -> Value {
        json!({
            "id": self.id, "name": self.name, "type": self.kind, "created": self.created.iso(),
            "importDate": self.created.iso(), "hashCode": self.hash
        })
    }

    /// The version in lists, where one of its keys is written otherwise.
    fn listed(&self) -> Value {
        json!({
            "name": self.name, "type": self.kind, "created": self.created.iso(), "id": self.id,
            "importdate": self.created.iso(), "hashCode": self.hash
        })
    }
}
