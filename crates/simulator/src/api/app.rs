//! `/api/apps`: installing, listing and removing apps.

use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::app_file;
use crate::Version;
use crate::app::{BUNDLED, InstallFault};
use crate::exchange::Answer;
use crate::route::{Call, Result};
use crate::state::State;
use crate::user::APP_MANAGEMENT;
use crate::web_message;

/// Answers `/api/apps/…`; `rest` begins with `apps`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let (version, base) = (state.version(), call.request.base_url());
    match (&call.request.method, rest) {
        (&Method::GET, [_]) => {
            let key = call.request.param("key");
            let apps = state.apps.of(call.user).filter(|app| key.is_none_or(|key| key == app.key));
            Ok(Answer::json(&apps.map(|app| app.describe(version, Some(&base))).collect()))
        }
        (&Method::POST, [_]) => install(state, call),
        (&Method::PUT, [_]) => {
            call.require(state, APP_MANAGEMENT)?;
            Ok(Answer::no_content())
        }
        (&Method::GET, [_, "menu"]) => Ok(menu(state, call)),
        (&Method::DELETE, [_, key]) => {
            call.require(state, APP_MANAGEMENT)?;
            match state.apps.remove(key) {
                true => Ok(Answer::no_content()),
                false => {
                    let text = format!("App does not exist: {key}");
                    Err(web_message::returned_error(StatusCode::NOT_FOUND, &text, None)
                        .with(CONTENT_TYPE, version.error_type()))
                }
            }
        }
        (&Method::GET | &Method::HEAD, [_, key]) => Ok(Answer::redirect(&format!("{base}/api/apps/{key}/"))),
        (&Method::GET | &Method::HEAD, [_, key, path @ ..]) => {
            app_file::serve(state, call, key, &path.join("/"))
        }
        _ => Err(call.not_allowed(state)),
    }
}

/// The apps of the header bar.
pub(crate) fn menu(state: &State, call: &Call<'_>) -> Answer {
    let (version, base) = (state.version(), call.request.base_url());
    // 2.41 lists what it brings with it; the apps of newer versions are installed like any other, and none is here.
    let is_listed = |key: &str| version == Version::V2_41 && call.user.may(&format!("M_dhis-web-{key}"));
    let bundled = BUNDLED.iter().filter(|(key, _)| is_listed(key) && state.apps.get(key).is_none());
    let bundled = bundled.map(|(key, title)| bundled_module(&format!("dhis-web-{key}"), title));
    let installed = state.apps.of(call.user).map(|app| app.module(version, &base));
    Answer::json(&json!({ "modules": bundled.chain(installed).collect::<Value>() }))
}

/// A bundled app as the menu shows it: with addresses that are relative to `/api`.
fn bundled_module(name: &str, title: &str) -> Value {
    json!({
        "name": name,
        "namespace": format!("/{name}"),
        "defaultAction": format!("../{name}/index.html"),
        "displayName": title,
        "icon": format!("../icons/{name}.png")
    })
}

fn install(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    call.require(state, APP_MANAGEMENT)?;
    let (version, now) = (state.version(), state.now());
    let zip = uploaded(call).unwrap_or_default();
    match state.apps.install(zip, version, now) {
        Ok(_) if version == Version::V2_41 => Ok(Answer::no_content()),
        Ok(app) => Ok(Answer::json(&app.describe(version, None)).status(StatusCode::CREATED)),
        Err(fault) => Err(refused(version, &fault)),
    }
}

fn refused(version: Version, fault: &InstallFault) -> Answer {
    let internal = |text| web_message::error(version, StatusCode::INTERNAL_SERVER_ERROR, text, None);
    match (fault, version) {
        (InstallFault::MissingManifest, Version::V2_41) => internal("entry"),
        (InstallFault::MissingManifest, Version::V2_43 | Version::V2_44) => {
            internal("Cannot invoke \"String.length()\" because \"appKey\" is null")
        }
        (InstallFault::InvalidManifest, _) => {
            web_message::returned_error(StatusCode::CONFLICT, "Invalid JSON in app manifest file", None)
                .with(CONTENT_TYPE, version.error_type())
        }
        _ => web_message::returned_error(StatusCode::CONFLICT, "Manifest file missing from zip file", None)
            .with(CONTENT_TYPE, version.error_type()),
    }
}

/// The bytes of the part `file` of a multipart upload.
fn uploaded<'a>(call: &Call<'a>) -> Option<&'a [u8]> {
    let content_type = call.request.header("content-type")?;
    let boundary = content_type.split("boundary=").nth(1)?.trim_matches('"');
    let body = call.request.body.as_ref();
    let head = find(body, b"name=\"file\"")?;
    let part = body.get(head..)?;
    let begin = find(part, b"\r\n\r\n")? + 4;
    let content = part.get(begin..)?;
    let end = find(content, format!("\r\n--{boundary}").as_bytes())?;
    content.get(..end)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
