//! `/api/auth/login` and `/api/loginConfig`, which require no session.

use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::access;
use crate::exchange::{Answer, Request};
use crate::state::State;
use crate::user::PASSWORD;
use crate::{Version, web_message};

#[derive(Deserialize)]
struct Login {
    username: String,
    password: String,
}

/// `POST /api/auth/login`.
pub(crate) fn login(state: &mut State, request: &Request) -> Answer {
    let version = state.version();
    let Ok(login) = serde_json::from_slice::<Login>(&request.body) else {
        return web_message::bad_request(version, "JSON parse error: the body is no log-in");
    };
    match open_session(state, request, &login.username, &login.password) {
        Some(cookie) => {
            let home = format!("{}{}", request.context_path, version.home_path());
            Answer::json(&json!({ "loginStatus": "SUCCESS", "redirectUrl": home })).also(SET_COOKIE, &cookie)
        }
        None => web_message::error(version, StatusCode::UNAUTHORIZED, "Bad credentials", None),
    }
}

/// Opens a session for the right name and password, and returns its cookie.
pub(crate) fn open_session(
    state: &mut State,
    request: &Request,
    username: &str,
    password: &str,
) -> Option<String> {
    let username = state.user(username).filter(|_| password == PASSWORD)?.username;
    let now = state.now();
    state.activity.log_in(username, now);
    let id = state.sessions.open(username, now);
    Some(access::session_cookie(state.version(), request, &id))
}

/// `GET /api/loginConfig`.
pub(crate) fn login_config(state: &State) -> Answer {
    let mut config = json!({
        "apiVersion": state.version().full(),
        "applicationTitle": state.settings.title(),
        "applicationDescription": "",
        "applicationNotification": "",
        "applicationLeftSideFooter": "",
        "applicationRightSideFooter": "",
        "countryFlag": "dhis2",
        "uiLocale": "en",
        "loginPopup": "",
        "loginPageLayout": "DEFAULT",
        "loginPageTemplate": "",
        "recaptchaSite": "",
        "minPasswordLength": "8",
        "maxPasswordLength": "72",
        "emailConfigured": false,
        "selfRegistrationEnabled": false,
        "selfRegistrationNoRecaptcha": false,
        "allowAccountRecovery": false,
        "useCustomLogoFront": false,
        "oidcProviders": []
    });
    if let (Version::V2_41, Value::Object(map)) = (state.version(), &mut config) {
        // Before 2.42, unset values are omitted.
        for name in UNSET {
            map.shift_remove(name);
        }
    }
    Answer::json(&config)
}

/// The settings without a value on a fresh server.
const UNSET: [&str; 7] = [
    "applicationDescription",
    "applicationNotification",
    "applicationLeftSideFooter",
    "applicationRightSideFooter",
    "loginPageTemplate",
    "minPasswordLength",
    "maxPasswordLength",
];
