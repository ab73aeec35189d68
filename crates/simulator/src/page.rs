//! Pages outside the Web API: the login page, logging out, the home page and the stand-in global shell.
//!
//! All scripts and styles are separate files, so that the pages also work under a strict Content Security Policy.

use axum::http::header::SET_COOKIE;
use axum::http::{Method, StatusCode};

use crate::Version;
use crate::access::{self, Caller};
use crate::error_page::{error_page, escape, no_such_route};
use crate::exchange::{Answer, Request, decode_pairs};
use crate::route::{Call, Result};
use crate::state::State;
use crate::{api, app};

const LOGIN_PAGE: &str = include_str!("../assets/login.html");
const HOME_PAGE: &str = include_str!("../assets/home.html");
const STAND_IN: &str = include_str!("../assets/stand-in.html");
const ICON: &[u8] = include_bytes!("../assets/icon.png");
const SHELL_PAGE: &str = include_str!("../assets/shell.html");

/// Answers what needs no session; `None` for everything that does.
pub(crate) fn public(state: &mut State, request: &Request, caller: &Caller) -> Option<Answer> {
    let answer = match (&request.method, request.path.as_str()) {
        (&Method::GET, "/api/ping") => api::system::ping(),
        (&Method::GET, "/api/loginConfig") => api::auth::login_config(state),
        (&Method::POST, "/api/auth/login") => api::auth::login(state, request),
        (&Method::POST, "/dhis-web-commons-security/login.action") => form_login(state, request),
        (_, "/dhis-web-commons-security/logout.action") => logout(state, request),
        (&Method::GET, "/login/") if state.version() >= Version::V2_43 => login_page(state, request),
        (&Method::GET, "/dhis-web-login" | "/dhis-web-login/") if state.version() >= Version::V2_43 => {
            Answer::redirect("/login/").status(StatusCode::MOVED_PERMANENTLY)
        }
        (&Method::GET, "/dhis-web-login" | "/dhis-web-login/") => login_page(state, request),
        (&Method::GET, "/" | "") if caller.user.is_some() => match state.version() {
            Version::V2_41 => Answer::redirect("dhis-web-commons-about/redirect.action"),
            _ => Answer::redirect(&format!("{}/apps/", request.base_url())),
        },
        (&Method::GET, path) => asset(path)?,
        _ => return None,
    };
    Some(answer)
}

/// Serves the pages of logged-in users.
pub(crate) fn answer(state: &State, call: &Call<'_>, segments: &[&str]) -> Result<Answer> {
    let request = call.request;
    match segments {
        ["dhis-web-commons", "menu", "getModules.action"] => Ok(api::app::menu(state, call)),
        ["dhis-web-commons-about", "redirect.action"] => {
            Ok(Answer::redirect(&format!("{}{}", request.base_url(), state.version().home_path())))
        }
        ["apps" | "dhis-web-dashboard"] | ["apps" | "dhis-web-dashboard", ""] => {
            Ok(page(state, HOME_PAGE, request))
        }
        [app, path @ ..]
            if let Some(key) = installed(state, app)
                && path != [""] =>
        {
            api::app_file::serve(state, call, key, &path.join("/"))
        }
        [app, ""] if state.version().has_shell() && bundled_key(app).is_some() => {
            let key = bundled_key(app).unwrap_or_default();
            Ok(Answer::redirect(&format!("{}/apps/{key}", request.base_url())).no_store())
        }
        [app, "index.html"] | [app, ""] if is_bundled(state, app) => Ok(page(state, STAND_IN, request)),
        ["icons", icon] if icon.ends_with(".png") => Ok(Answer::text("image/png;charset=UTF-8", ICON)),
        ["apps", key, ""] => Ok(Answer::redirect(&format!("{}/apps/{key}", request.context_path)).no_store()),
        ["apps", key] if state.version().has_shell() => shell(state, call, key),
        [.., last] if !last.is_empty() && !last.contains('.') => {
            let to = format!("{}{}/", request.context_path, request.path);
            let status = StatusCode::MOVED_PERMANENTLY;
            Err(no_such_route("").status(status).with(axum::http::header::LOCATION, &to).without_body())
        }
        ["apps", ..] => Err(unstored_index(segments, error_page(StatusCode::NOT_FOUND, None))),
        [first, ..] if first.starts_with("dhis-web-") => {
            Err(unstored_index(segments, no_such_route(&request.path)))
        }
        _ => Err(no_such_route(&request.path)),
    }
}

/// Forbids storing what is found, or not found, where apps have their start pages.
fn unstored_index(segments: &[&str], answer: Answer) -> Answer {
    match segments.last() {
        Some(&"index.html") => answer.no_store(),
        _ => answer,
    }
}

/// The key of an installed app whose files have the path of one that the version brings with it;
/// newer versions have every app there.
fn installed<'a>(state: &State, name: &'a str) -> Option<&'a str> {
    let key = name.strip_prefix("dhis-web-")?;
    let app = state.apps.get(key)?;
    (app.is_apart() || state.version() >= Version::V2_43).then_some(key)
}

/// The key of an app that versions bring with them, from its path.
fn bundled_key(name: &str) -> Option<&str> {
    name.strip_prefix("dhis-web-").filter(|key| app::bundled(key).is_some())
}

/// Whether an app is one of those that the version brings with it; they are stand-ins here.
fn is_bundled(state: &State, name: &str) -> bool {
    state.version() == Version::V2_41 && bundled_key(name).is_some()
}

/// The global shell, or the app itself where the shell is off or not wanted.
fn shell(state: &State, call: &Call<'_>, key: &str) -> Result<Answer> {
    let request = call.request;
    let off = !state.settings.shell_is_on() || request.param("shell") == Some("false");
    let base = request.base_url();
    match state.apps.get(key).filter(|app| app.is_open_to(call.user)) {
        Some(app) if off => {
            let query = request.raw_query.as_ref().map_or_else(String::new, |query| format!("?{query}"));
            Ok(Answer::redirect(&format!("{}{query}", app.launch_url(&base))))
        }
        None if off => Err(error_page(StatusCode::NOT_FOUND, None)),
        _ => Ok(page(state, SHELL_PAGE, request).no_store()),
    }
}

fn login_page(state: &State, request: &Request) -> Answer {
    page(state, LOGIN_PAGE, request)
}

/// A page with the title and the context path in their places.
fn page(state: &State, html: &str, request: &Request) -> Answer {
    let html = html
        .replace("{{context}}", &request.context_path)
        .replace("{{title}}", &escape(state.settings.title()))
        .replace("{{version}}", state.version().full());
    Answer::text("text/html;charset=UTF-8", html).no_store()
}

fn asset(path: &str) -> Option<Answer> {
    let name = path.strip_prefix("/dhis-web-commons/stand-in/")?;
    Some(match name {
        "login.js" => Answer::text("text/javascript;charset=UTF-8", include_str!("../assets/login.js")),
        "home.js" => Answer::text("text/javascript;charset=UTF-8", include_str!("../assets/home.js")),
        "shell.js" => Answer::text("text/javascript;charset=UTF-8", include_str!("../assets/shell.js")),
        "page.css" => Answer::text("text/css;charset=UTF-8", include_str!("../assets/page.css")),
        _ => return None,
    })
}

/// The form of versions before 2.41, which newer ones still take.
fn form_login(state: &mut State, request: &Request) -> Answer {
    let form = decode_pairs(&String::from_utf8_lossy(&request.body));
    let field = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let (username, password) = (field("j_username").to_owned(), field("j_password").to_owned());
    let login = format!("{}{}", request.base_url(), state.version().login_path());
    let next =
        if state.version() == Version::V2_41 { format!("{}/", request.context_path) } else { login.clone() };
    match api::auth::open_session(state, request, &username, &password) {
        Some(cookie) => Answer::redirect(&next).also(SET_COOKIE, &cookie),
        None => Answer::redirect(&format!("{login}?error=true")),
    }
}

fn logout(state: &mut State, request: &Request) -> Answer {
    if let Some(id) = access::session_of(request) {
        state.sessions.close(id);
    }
    let answer = Answer::redirect(&format!("{}/", request.context_path));
    let cookies = access::ended_cookies(state.version(), request);
    cookies.iter().fold(answer, |answer, cookie| answer.also(SET_COOKIE, cookie))
}
