//! Connecting, and the resulting session.

use futures_util::FutureExt;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::arguments::{Arguments, Options};
use super::context::Context;
use super::work::{Reply, Work, once};
use super::{area, value};
use crate::client::{BaseUrl, Client, Credentials, READ_TIMEOUT};
use crate::environment::browser::BrowserEnvironment;
use crate::error::{Error, Result};
use crate::model::Authority;
use crate::transport::fetch::FetchTransport;

/// A server and the current user.
#[wasm_bindgen]
pub struct Session(Context);

/// Connects to a server; returns a [`Session`].
#[wasm_bindgen]
pub fn connect(options: JsValue) -> Result<Work, JsValue> {
    let options = Options::new(options);
    Work::accepted(options.accept(connected(&options)))
}

fn connected(options: &Options) -> Result<Reply> {
    let (base_url, credentials) = (base_url(options)?, credentials(options)?);
    let transport = transport(options)?;
    let timeout = options.millis("timeoutMs").unwrap_or(READ_TIMEOUT);
    let connected = async move {
        let client =
            Client::connect_within(transport, BrowserEnvironment, base_url, credentials, timeout).await?;
        Ok(Session(Context::new(client)).into())
    };
    Ok(once(connected.boxed_local()))
}

#[wasm_bindgen]
impl Session {
    /// The server and the user, read when connecting.
    pub fn about(&self) -> JsValue {
        value::about(&self.0.client, &self.0.zone)
    }

    /// Whether the user has an authority.
    pub fn may(&self, authority: &str) -> bool {
        self.0.client.may(&Authority::from(authority))
    }

    /// Whether a response has shown that the session has expired.
    #[wasm_bindgen(js_name = hasEnded)]
    pub fn has_ended(&self) -> bool {
        self.0.client.session().has_ended()
    }

    /// Continues after a new log-in.
    pub fn resume(&self) {
        self.0.client.session().resume();
    }

    /// Calls an operation of an area with the caller's arguments.
    pub fn perform(&self, area: &str, operation: &str, arguments: Array) -> Result<Work, JsValue> {
        Work::accepted(area::perform(&self.0, area, operation, &Arguments::new(arguments)))
    }
}

/// The caller's base URL, or that of the page.
fn base_url(options: &Options) -> Result<BaseUrl> {
    if let Some(text) = options.text("baseUrl") {
        let url = BaseUrl::parse(&text)?;
        if url.as_str().ends_with("/api") {
            return Err(Error::invalid_argument("The option baseUrl must end before /api."));
        }
        return Ok(url);
    }
    let location = Reflect::get(&js_sys::global(), &"location".into()).unwrap_or_default();
    let part = |name: &str| Reflect::get(&location, &name.into()).ok().and_then(|part| part.as_string());
    match (part("origin"), part("pathname")) {
        (Some(origin), Some(pathname)) => Ok(BaseUrl::of_page(&origin, &pathname)),
        _ => Err(Error::invalid_argument("The option baseUrl is required outside of a page.")),
    }
}

/// The caller's `fetch` function, or the global one.
fn transport(options: &Options) -> Result<FetchTransport> {
    let fetch = options.get("fetch");
    if fetch.is_undefined() {
        return Ok(FetchTransport::new());
    }
    let fetch = fetch.dyn_into::<Function>();
    fetch
        .map(FetchTransport::with_fetch)
        .map_err(|_| Error::invalid_argument("The option fetch must be a function."))
}

/// The caller's credentials; the page's session by default.
fn credentials(options: &Options) -> Result<Credentials> {
    let Some(auth) = options.options("auth") else { return session(options) };
    let given = (auth.text("token"), auth.text("bearer"), auth.text("username"), auth.text("password"));
    auth.all_known()?;
    let texts = [&given.0, &given.1, &given.2, &given.3];
    if texts.into_iter().flatten().any(String::is_empty) {
        return Err(Error::invalid_argument(
            "The option auth has an empty text: for example, an environment variable is not set.",
        ));
    }
    match given {
        (Some(token), None, None, None) => Ok(Credentials::Token(token)),
        (None, Some(token), None, None) => Ok(Credentials::Bearer(token)),
        (None, None, Some(username), Some(password)) => Ok(Credentials::Basic { username, password }),
        _ => Err(Error::invalid_argument(
            "The option auth must be { token }, { bearer } or { username, password }.",
        )),
    }
}

/// The session of the browser; without one, only the caller's `fetch` can know the user.
fn session(options: &Options) -> Result<Credentials> {
    let is_page = Reflect::has(&js_sys::global(), &"location".into()).unwrap_or_default();
    if is_page || !options.get("fetch").is_undefined() {
        return Ok(Credentials::Session);
    }
    Err(Error::invalid_argument("The option auth is required outside of a page."))
}
