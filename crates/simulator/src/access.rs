//! Checks before a request reaches a resource: foreign origins, forged requests, and authentication.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CONNECTION,
    SET_COOKIE, VARY, WWW_AUTHENTICATE,
};
use axum::http::{Method, StatusCode};

use crate::Version;
use crate::error_page::error_page;
use crate::exchange::{Answer, Request};
use crate::state::State;
use crate::user::{PASSWORD, User};
use crate::{base64, uid, web_message};

const SESSION_COOKIE: &str = "JSESSIONID";
const EXPIRY_COOKIE: &str = "SESSION_EXPIRE";
const CSRF_COOKIE: &str = "XSRF-TOKEN";

/// Who is asking, and which cookies the answer has to set.
pub(crate) struct Caller {
    pub(crate) user: Option<User>,
    pub(crate) cookies: Vec<String>,
    /// Whether the response allows the origin of the request.
    pub(crate) allowed_origin: Option<String>,
}

/// Authenticates a request, or rejects it.
pub(crate) fn admit(state: &mut State, request: &Request) -> Result<Caller, Answer> {
    if request.path == "/api/ping" {
        // Pings need no session and prolong none.
        let is_new = session_of(request).is_none();
        let cookies = nobody(state.version(), request).filter(|_| is_new).into_iter().collect();
        return Ok(Caller { user: None, cookies, allowed_origin: None });
    }
    let allowed_origin = origin(state, request)?;
    let mut caller = Caller { user: None, cookies: Vec::new(), allowed_origin };
    if let Err(answer) =
        csrf(state, request, &mut caller).and_then(|()| authenticate(state, request, &mut caller))
    {
        return Err(caller.mark(answer));
    }
    Ok(caller)
}

impl Caller {
    /// Adds to an answer what every answer to this caller has.
    pub(crate) fn mark(&self, mut answer: Answer) -> Answer {
        // The resource's session cookie takes precedence over that of the request.
        let own: Vec<_> = answer.headers.get_all(SET_COOKIE).iter().cloned().collect();
        let is_said = |cookie: &&String| {
            let name = cookie.split('=').next().unwrap_or_default();
            own.iter().any(|own| own.as_bytes().starts_with(name.as_bytes()))
        };
        for cookie in self.cookies.iter().filter(|cookie| !is_said(cookie)) {
            answer = answer.also(SET_COOKIE, cookie);
        }
        match &self.allowed_origin {
            Some(origin) => answer
                .with(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .with(ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .also(VARY, "Origin")
                .with(ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Location"),
            None => answer,
        }
    }
}

/// The cookie that opens a session.
pub(crate) fn session_cookie(version: Version, request: &Request, id: &str) -> String {
    let path = cookie_path(request);
    let same_site = if version == Version::V2_41 { "" } else { "; SameSite=Lax" };
    format!("{SESSION_COOKIE}={id}; Path={path}; HttpOnly{same_site}")
}

/// The cookies that end a session.
pub(crate) fn ended_cookies(version: Version, request: &Request) -> Vec<String> {
    let names = [SESSION_COOKIE, EXPIRY_COOKIE];
    let count = if version.tells_session_expiry() { 2 } else { 1 };
    let age = if version == Version::V2_41 { " Max-Age=0;" } else { "" };
    let path = cookie_path(request);
    let ended = |name| format!("{name}=;{age} Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path={path}");
    names.into_iter().take(count).map(ended).collect()
}

/// The cookie of an anonymous session, if the version opens one for every client.
fn nobody(version: Version, request: &Request) -> Option<String> {
    version.opens_sessions_for_nobody().then(|| session_cookie(version, request, &uid::random_hex()))
}

/// The session that a request names.
pub(crate) fn session_of(request: &Request) -> Option<&str> {
    request.cookie(SESSION_COOKIE)
}

/// The response for an unauthenticated client: a redirect to the login page, or 401 for scripts.
pub(crate) fn log_in_first(version: Version, request: &Request) -> Answer {
    match request.header("x-requested-with") {
        Some("XMLHttpRequest") => web_message::unauthorized(),
        _ => {
            let answer = Answer::redirect(&format!("{}{}", request.base_url(), version.login_path()));
            match request.path.starts_with("/api/apps/") {
                // The server remembers the requested app in an anonymous session.
                true => answer.also(SET_COOKIE, &session_cookie(version, request, &uid::random_hex())),
                false => answer,
            }
        }
    }
}

fn cookie_path(request: &Request) -> String {
    format!("{}/", request.context_path)
}

/// Looks at the origin: `Some` for one that is allowed, an answer for one that is not.
fn origin(state: &State, request: &Request) -> Result<Option<String>, Answer> {
    let Some(origin) = request.header("origin") else { return Ok(None) };
    let allowed =
        origin == request.origin() || state.settings.cors_whitelist().iter().any(|entry| entry == origin);
    if !allowed && state.version().drops_foreign_origins() {
        return Err(Answer::empty(StatusCode::OK));
    }
    let asked_method = request.header("access-control-request-method");
    if let (true, &Method::OPTIONS, Some(method)) = (allowed, &request.method, asked_method) {
        let headers = request.header("access-control-request-headers").unwrap_or_default();
        return Err(Answer::no_content()
            .with(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
            .with(ACCESS_CONTROL_ALLOW_ORIGIN, origin)
            .with(VARY, "Origin")
            .with(ACCESS_CONTROL_ALLOW_METHODS, method)
            .with(ACCESS_CONTROL_ALLOW_HEADERS, headers)
            .with(ACCESS_CONTROL_MAX_AGE, "3600"));
    }
    Ok(allowed.then(|| origin.to_owned()))
}

/// Refuses writing without the token of the readable cookie, where that is switched on.
fn csrf(state: &State, request: &Request, caller: &mut Caller) -> Result<(), Answer> {
    if !state.config.csrf || !state.version().has_csrf() {
        return Ok(());
    }
    let cookie = request.cookie(CSRF_COOKIE);
    if cookie.is_none() {
        let token = uid::random_hex().to_lowercase();
        caller.cookies.push(format!("{CSRF_COOKIE}={token}; Path={}", cookie_path(request)));
    }
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE].contains(&request.method);
    if reads || (cookie.is_some() && cookie == request.header("x-xsrf-token")) {
        return Ok(());
    }
    Err(error_page(StatusCode::FORBIDDEN, Some("Forbidden")))
}

fn authenticate(state: &mut State, request: &Request, caller: &mut Caller) -> Result<(), Answer> {
    let now = state.now();
    let is_page = !request.path.starts_with("/api") && state.version().guards_pages();
    let authorization = request.header("authorization").filter(|_| !is_page);
    let credentials = authorization.and_then(|value| value.split_once(' '));
    let user = match credentials {
        Some(("Basic", encoded)) => {
            let user = basic(state, encoded).ok_or_else(web_message::unauthorized)?;
            state.activity.log_in(user.username, now);
            let id = state.sessions.open(user.username, now);
            caller.cookies.push(session_cookie(state.version(), request, &id));
            Some(user)
        }
        Some(("ApiToken", token)) => {
            let made =
                state.tokens.iter().find(|made| made.key == token).and_then(|made| state.user(&made.user));
            let user = state.users.iter().find(|user| user.token == token).or(made).cloned();
            let user = user.ok_or_else(wrong_token)?;
            state.activity.log_in(user.username, now);
            let id = state.sessions.open(user.username, now);
            caller.cookies.push(session_cookie(state.version(), request, &id));
            Some(user)
        }
        _ => session_of(request)
            .and_then(|id| state.sessions.touch(id, now))
            .and_then(|name| state.user(&name).cloned()),
    };
    if user.is_some() && state.version().tells_session_expiry() {
        let (life, now) = (state.sessions.timeout(), state.now());
        let (seconds, end) = (life.as_secs(), now + life);
        let path = cookie_path(request);
        caller.cookies.push(format!(
            "{EXPIRY_COOKIE}=server_time={}&expiry_time={}; Path={path}; Max-Age={seconds}; Expires={}; SameSite=Lax",
            now.seconds(),
            end.seconds(),
            end.http(),
        ));
    }
    if user.is_none() {
        caller.cookies.extend(nobody(state.version(), request));
    }
    caller.user = user;
    Ok(())
}

fn basic(state: &State, encoded: &str) -> Option<User> {
    let text = base64::decode(encoded)?;
    let (name, password) = text.split_once(':')?;
    state.user(name).filter(|_| password == PASSWORD).cloned()
}

fn wrong_token() -> Answer {
    let message = web_message::message(StatusCode::BAD_REQUEST, Some("Checksum validation failed"));
    Answer::json(&message.into())
        .status(StatusCode::BAD_REQUEST)
        .with(WWW_AUTHENTICATE, "ApiToken")
        .with(axum::http::header::CACHE_CONTROL, "no-cache, private")
        .with(CONNECTION, "close")
}
