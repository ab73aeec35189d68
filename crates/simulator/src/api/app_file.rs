//! The files of installed apps, below `/api/apps/<key>/`, with DHIS2's headers.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use futures_util::stream;

use crate::app::App;
use crate::error_page::error_page;
use crate::exchange::{Answer, Body};
use crate::route::{Call, Result};
use crate::state::State;
use crate::{Csp, Version, uid, web_message};

/// What a hardened proxy in front of DHIS2 may send, and apps have to live under.
const STRICT_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'self'";

/// Answers with a file of an app.
pub(crate) fn serve(state: &State, call: &Call<'_>, key: &str, path: &str) -> Result<Answer> {
    let version = state.version();
    let is_page = path.is_empty() || path.ends_with(".html") || path.ends_with('/');
    let uncached = |answer: Answer| if is_page { answer.no_store() } else { answer };
    if is_index(path) && opens_in_shell(state, call) {
        let query = call.request.raw_query.as_ref().map_or_else(String::new, |query| format!("?{query}"));
        return Ok(uncached(Answer::redirect(&format!("{}/apps/{key}{query}", call.request.base_url()))));
    }
    let Some(app) = state.apps.get(key).filter(|app| app.is_open_to(call.user)) else {
        let text = format!("App '{key}' not found.");
        let answer = web_message::returned_error(StatusCode::NOT_FOUND, &text, None)
            .with(CONTENT_DISPOSITION, "inline;filename=f.txt")
            .with(CONTENT_TYPE, version.error_type());
        return Err(uncached(answer));
    };
    if app.is_apart() && version == Version::V2_41 && call.request.path.starts_with("/api/") {
        let to = format!("{}/{path}", app.base_url(&call.request.base_url()));
        return Ok(uncached(Answer::redirect(&to)));
    }
    let known = call.request.header("if-none-match");
    let mut answer = file(app, path, version, &call.request.base_url(), state.config.csp, known)?;
    if version == Version::V2_41 && call.request.method == Method::HEAD {
        // The ETag depends on the body, which is absent.
        answer.headers.remove(ETAG);
    }
    Ok(uncached(answer))
}

/// Answers with a file of an app, with its validators, or 304 to who has it already.
pub(crate) fn file(
    app: &App,
    path: &str,
    version: Version,
    base: &str,
    csp: Csp,
    known: Option<&str>,
) -> Result<Answer> {
    let path = if path.is_empty() { app.launch_path() } else { path };
    let bytes = match path {
        "manifest.webapp" => app.served_manifest(version, base).to_string().into(),
        path => app.file(path).cloned().ok_or_else(|| error_page(StatusCode::NOT_FOUND, None))?,
    };
    let bytes = if path.ends_with(".html") { replace_tokens(version, app, base, &bytes) } else { bytes };
    let answer = with_validators(version, known, app, path, bytes);
    let answer = match content_type(version, path) {
        Some(kind) if answer.status == StatusCode::OK => answer.with(CONTENT_TYPE, kind),
        _ => answer,
    };
    Ok(match csp {
        Csp::Strict => answer.with(CONTENT_SECURITY_POLICY, STRICT_CSP),
        Csp::Dhis2 => answer,
    })
}

fn is_index(path: &str) -> bool {
    path.is_empty() || path == "index.html" || path.ends_with('/') || path.ends_with("/index.html")
}

/// Whether a request for the start page of an app is sent to the shell.
fn opens_in_shell(state: &State, call: &Call<'_>) -> bool {
    let stays = |name: &str| call.request.param(name) == Some("false");
    let by_worker = call.request.header("referer").is_some_and(|from| from.ends_with("/service-worker.js"));
    state.version().has_shell()
        && state.settings.shell_is_on()
        && !stays("redirect")
        && !stays("shell")
        && !by_worker
}

/// The file with its entity tag and date, or 304.
fn with_validators(version: Version, known: Option<&str>, app: &App, path: &str, bytes: Bytes) -> Answer {
    let tag = format!("\"{}\"", uid::digest(&bytes));
    let is_tagged = version != Version::V2_41 || !path.ends_with(".html");
    let unchanged = is_tagged && known == Some(tag.as_str());
    let answer = match unchanged {
        true => Answer::empty(StatusCode::NOT_MODIFIED),
        false => Answer { body: in_pieces(bytes), ..Answer::empty(StatusCode::OK) },
    };
    // The manifest is generated on request: 2.41 sends no modification time.
    let answer = match version == Version::V2_41 && path == "manifest.webapp" {
        true => answer,
        false => answer.with(LAST_MODIFIED, &app.installed.http()),
    };
    if is_tagged { answer.with(ETAG, &tag) } else { answer }
}

/// Files of apps come without a length, because the server rewrites some of them on the way.
fn in_pieces(bytes: Bytes) -> Body {
    const PIECE: usize = 16 * 1024;
    let pieces = (0..bytes.len().div_ceil(PIECE))
        .map(|at| bytes.slice(at * PIECE..bytes.len().min((at + 1) * PIECE)))
        .map(Ok)
        .collect::<Vec<_>>();
    Body::Pieces(Box::pin(stream::iter(pieces)))
}

/// Puts the addresses of the server and the app in the places that pages keep for them.
fn replace_tokens(version: Version, app: &App, base: &str, bytes: &Bytes) -> Bytes {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.clone() };
    let text =
        text.replace("__DHIS2_BASE_URL__", base).replace("__DHIS2_APP_ROOT_URL__", &app.base_url(base));
    let text = match version {
        Version::V2_41 | Version::V2_42 => text,
        _ => {
            text.replacen("<head>", &format!("<head><meta name=\"dhis2-base-url\" content=\"{base}\" />"), 1)
        }
    };
    text.into()
}

/// The type that the server sends a file with; some endings it does not know.
fn content_type(version: Version, path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "html" => "text/html;charset=UTF-8",
        "js" if version >= Version::V2_43 => "application/javascript;charset=UTF-8",
        "js" | "mjs" => "text/javascript;charset=UTF-8",
        "css" => "text/css;charset=UTF-8",
        "json" => "application/json;charset=UTF-8",
        "webapp" if version != Version::V2_41 => "application/json;charset=UTF-8",
        "svg" => "image/svg+xml;charset=UTF-8",
        "png" => "image/png;charset=UTF-8",
        "ico" => "image/x-icon;charset=UTF-8",
        "woff" => "font/woff;charset=UTF-8",
        "woff2" => "font/woff2;charset=UTF-8",
        "wasm" => "application/wasm;charset=UTF-8",
        "bin" => "application/octet-stream;charset=UTF-8",
        "gz" => "application/x-gzip;charset=UTF-8",
        "txt" => "text/plain;charset=UTF-8",
        _ => return None,
    })
}
