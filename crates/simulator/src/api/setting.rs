//! `/api/systemSettings`, `/api/userSettings`, and other configuration.

use axum::http::header::{CACHE_CONTROL, CONNECTION};
use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::Version;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::route::{Call, Result, only_get};
use crate::setting::SettingFault;
use crate::state::State;
use crate::web_message;

const F_SYSTEM_SETTING: &str = "F_SYSTEM_SETTING";

/// Answers `/api/systemSettings/…`.
pub(crate) fn system(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let request = call.request;
    match (&request.method, rest) {
        (&Method::GET, []) => {
            let chosen = state.settings.chosen(request.list("key").as_deref());
            Ok(unstored(Answer::json(&chosen)))
        }
        (&Method::GET, [key]) if let Some(secret) = state.settings.secret(key) => {
            match (call.user.may("ALL"), state.version()) {
                (true, _) => Ok(unstored(Answer::json(&json!({ *key: secret })))),
                (false, Version::V2_41) => Err(setting_fault(state, key, "", SettingFault::NoSuchKey)),
                (false, version) => Err(web_message::forbidden(version, &["ALL"])),
            }
        }
        (&Method::GET, [key]) => {
            let value = state
                .settings
                .get(key)
                .ok_or_else(|| setting_fault(state, key, "", SettingFault::NoSuchKey))?;
            let answer = match request.header("accept") {
                Some(accept) if accept.starts_with("text/plain") => {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    Answer::text("text/plain;charset=UTF-8", text)
                }
                _ => Answer::json(&json!({ *key: value })),
            };
            Ok(match state.version() {
                Version::V2_41 => answer.with(CACHE_CONTROL, "no-cache, private"),
                _ => unstored(answer),
            })
        }
        (&Method::POST, []) => {
            call.require(state, F_SYSTEM_SETTING)?;
            let values: Map<String, Value> = serde_json::from_slice(&request.body)
                .map_err(|_| web_message::bad_request(state.version(), "JSON parse error"))?;
            for (key, value) in values {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                state.settings.set(&key, &text).map_err(|fault| setting_fault(state, &key, &text, fault))?;
            }
            Ok(web_message::ok(StatusCode::OK, Some("System settings imported")))
        }
        (&Method::POST, [key]) => {
            call.require(state, F_SYSTEM_SETTING)?;
            let body = String::from_utf8_lossy(&request.body);
            let text = request.param("value").unwrap_or(body.trim());
            state.settings.set(key, text).map_err(|fault| setting_fault(state, key, text, fault))?;
            Ok(web_message::ok(
                StatusCode::OK,
                Some(&format!("System setting '{key}' set to value '{text}'.")),
            ))
        }
        (&Method::DELETE, [key]) => {
            call.require(state, F_SYSTEM_SETTING)?;
            state.settings.reset(key).map_err(|fault| setting_fault(state, key, "reset", fault))?;
            Ok(Answer::no_content())
        }
        (_, [] | [_]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&request.path)),
    }
}

/// Answers `/api/userSettings/…`.
pub(crate) fn user(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let (request, name) = (call.request, call.user.username);
    let no_such = |state: &State, key: &str| {
        let text = format!("Setting does not exist: {key}");
        web_message::error(state.version(), StatusCode::NOT_FOUND, &text, Some("E1005"))
    };
    match (&request.method, rest) {
        (&Method::GET, []) => {
            let chosen = chosen(&state.settings.of_user(name), request.list("key"));
            Ok(Answer::json(&chosen).with(CACHE_CONTROL, "no-cache, private"))
        }
        (&Method::GET, [key]) => {
            let value = state.settings.of_user(name).shift_remove(*key).ok_or_else(|| no_such(state, key))?;
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            Ok(Answer::text("text/html;charset=UTF-8", text).with(CACHE_CONTROL, "no-cache, private"))
        }
        (&Method::POST, [key]) => {
            let body = String::from_utf8_lossy(&request.body);
            let value = request.param("value").unwrap_or(body.trim());
            match state.settings.set_of_user(name, key, value) {
                true => Ok(web_message::ok(StatusCode::OK, Some("User setting saved"))),
                false => Err(no_such(state, key)),
            }
        }
        (_, [] | [_]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&request.path)),
    }
}

/// Answers `/api/configuration/…`.
pub(crate) fn configuration(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, ["corsWhitelist"]) => Ok(Answer::json(&json!(state.settings.cors_whitelist()))),
        (&Method::POST, ["corsWhitelist"]) => {
            call.require(state, F_SYSTEM_SETTING)?;
            let origins = serde_json::from_slice(&call.request.body)
                .map_err(|_| web_message::bad_request(state.version(), "JSON parse error"))?;
            state.settings.set_cors_whitelist(origins);
            Ok(Answer::no_content())
        }
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// The available languages, with their own and their English names.
const LANGUAGES: [(&str, &str, &str); 6] = [
    ("ar", "العربية", "Arabic"),
    ("en", "English", "English"),
    ("es", "español", "Spanish"),
    ("fr", "français", "French"),
    ("pt", "português", "Portuguese"),
    ("sw", "Kiswahili", "Swahili"),
];

/// Answers `/api/locales/ui`.
pub(crate) fn languages(state: &State, call: &Call<'_>) -> Result<Answer> {
    only_get(state, call)?;
    let describe = |(code, name, english): (&str, &str, &str)| {
        let mut map = Map::new();
        map.insert("locale".to_owned(), json!(code));
        if state.version() >= Version::V2_42 {
            map.insert("languageTag".to_owned(), json!(code));
        }
        map.insert("name".to_owned(), json!(name));
        map.insert("displayName".to_owned(), json!(english));
        Value::Object(map)
    };
    Ok(Answer::json(&LANGUAGES.into_iter().map(describe).collect()))
}

/// Answers `/api/staticContent/<name>`: there are no custom logos.
pub(crate) fn static_content(state: &State, call: &Call<'_>, name: &str) -> Result<Answer> {
    only_get(state, call)?;
    match name {
        "logo_banner" | "logo_front" | "logo_mobile" => {
            let answer = web_message::returned_error(StatusCode::NOT_FOUND, "No custom file found.", None);
            Err(answer.with(axum::http::header::CONTENT_TYPE, state.version().error_type()))
        }
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn chosen(all: &Map<String, Value>, keys: Option<Vec<String>>) -> Value {
    let wanted = |key: &String| keys.as_ref().is_none_or(|keys| keys.contains(key));
    all.iter().filter(|(key, _)| wanted(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn unstored(answer: Answer) -> Answer {
    answer.with(CACHE_CONTROL, "no-cache, no-store, must-revalidate")
}

fn setting_fault(state: &State, key: &str, value: &str, fault: SettingFault) -> Answer {
    let version = state.version();
    let is_read = value.is_empty();
    let (status, text, code) = match (fault, version) {
        (SettingFault::NoSuchKey, Version::V2_41) if is_read => {
            let text = "Setting does not exist or is marked as confidential".to_owned();
            (StatusCode::NOT_FOUND, text, Some("E1005"))
        }
        (SettingFault::NoSuchKey, Version::V2_41) => {
            (StatusCode::CONFLICT, format!("Key is not supported: {key}"), None)
        }
        (SettingFault::NoSuchKey, _) => {
            (StatusCode::NOT_FOUND, format!("Setting does not exist: {key}"), Some("E1005"))
        }
        (SettingFault::BadValue, Version::V2_41) => {
            (StatusCode::BAD_REQUEST, format!("For input string: \"{value}\""), None)
        }
        (SettingFault::BadValue, _) => {
            let text = format!("Not a valid value for setting {key}: {value}");
            (StatusCode::BAD_REQUEST, text, Some("E1003"))
        }
    };
    let answer = web_message::error(version, status, &text, code);
    match fault {
        SettingFault::BadValue => answer.with(CONNECTION, "close"),
        SettingFault::NoSuchKey => answer,
    }
}
