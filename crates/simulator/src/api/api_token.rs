//! `/api/apiToken`: creating personal access tokens, which are valid at once.

use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::exchange::Answer;
use crate::route::{Call, Result};
use crate::state::State;
use crate::{Version, uid, web_message};

/// A created token.
#[derive(Clone, Debug)]
pub(crate) struct ApiToken {
    pub(crate) key: String,
    pub(crate) user: String,
}

/// Answers `POST /api/apiToken`: the key is returned only here.
pub(crate) fn answer(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    if call.request.method != Method::POST {
        return Err(call.not_allowed(state));
    }
    let key = format!("d2pat_{}", uid::random_hex());
    let id = uid::of(&key);
    state.tokens.push(ApiToken { key: key.clone(), user: call.user.username.to_owned() });
    let kind = if state.version() == Version::V2_41 { "ApiTokenCreationResponse" } else { "ObjectReport" };
    let mut map = web_message::message(StatusCode::CREATED, None);
    let response = json!({
        "key": key, "uid": id, "klass": "org.hisp.dhis.security.apikey.ApiToken",
        "errorReports": [], "responseType": kind
    });
    map.insert("response".to_owned(), response);
    let location = format!("{}/api/apiToken/{id}", call.request.base_url());
    Ok(Answer::json(&map.into()).status(StatusCode::CREATED).with(LOCATION, &location))
}
