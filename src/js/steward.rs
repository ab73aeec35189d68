//! Connecting, and what a connection gives.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::answer::Answer;
use super::arguments::{Options, text};
use super::context::Context;
use super::integrity::IntegrityApi;
use super::jobs::JobsApi;
use super::maintenance::MaintenanceApi;
use super::promise::promise_with;
use super::tasks::TasksApi;
use super::value;
use super::{error, request};
use crate::client::{BaseUrl, Client, Credentials};
use crate::environment::browser::BrowserEnvironment;
use crate::error::{Error, Result};
use crate::model::Authority;
use crate::transport::fetch::FetchTransport;

/// A server, the person who is logged in, and everything that can be asked of it.
#[wasm_bindgen]
pub struct Steward {
    context: Context,
    integrity: JsValue,
    jobs: JsValue,
    tasks: JsValue,
    maintenance: JsValue,
}

/// Connects to a server.
#[wasm_bindgen]
pub fn connect(options: JsValue) -> Promise {
    promise_with(&options, |options| {
        let (base_url, credentials) = (base_url(options)?, credentials(options)?);
        Ok(async move {
            let client =
                Client::connect(FetchTransport::new(), BrowserEnvironment, base_url, credentials).await?;
            Ok(Steward::new(Context::new(client)).into())
        })
    })
}

impl Steward {
    fn new(context: Context) -> Self {
        Self {
            integrity: IntegrityApi::new(context.clone()).into(),
            jobs: JobsApi::new(context.clone()).into(),
            tasks: TasksApi::new(context.clone()).into(),
            maintenance: MaintenanceApi::new(context.clone()).into(),
            context,
        }
    }
}

#[wasm_bindgen]
impl Steward {
    /// Integrity checks, their runs and their results.
    #[wasm_bindgen(getter)]
    pub fn integrity(&self) -> JsValue {
        self.integrity.clone()
    }

    /// Jobs.
    #[wasm_bindgen(getter)]
    pub fn jobs(&self) -> JsValue {
        self.jobs.clone()
    }

    /// Tasks.
    #[wasm_bindgen(getter)]
    pub fn tasks(&self) -> JsValue {
        self.tasks.clone()
    }

    /// Maintenance.
    #[wasm_bindgen(getter)]
    pub fn maintenance(&self) -> JsValue {
        self.maintenance.clone()
    }

    /// The server's version.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.context.client.version().to_string()
    }

    /// The address of the server.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        self.context.client.base_url().to_string()
    }

    /// The person who is logged in.
    #[wasm_bindgen(getter)]
    pub fn user(&self) -> JsValue {
        value::user(self.context.client.user())
    }

    /// What the server said of itself.
    #[wasm_bindgen(getter)]
    pub fn server(&self) -> JsValue {
        value::server(self.context.client.server(), &self.context.zone)
    }

    /// Whether the person holds an authority.
    pub fn may(&self, authority: JsValue) -> core::result::Result<bool, JsValue> {
        let authority = text(&authority, "The authority").map_err(|fault| error::to_js(&fault))?;
        Ok(self.context.client.may(&Authority::from(authority.as_str())))
    }

    /// Sends any request.
    pub fn request(&self, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise_with(&options, |options| {
            let request = request::read(options)?;
            Ok(async move { Ok(Answer::new(context.client.request(&request).await?).into()) })
        })
    }
}

/// The address that the caller gave, or that of the page.
fn base_url(options: &Options) -> Result<BaseUrl> {
    if let Some(text) = options.text("baseUrl")? {
        return BaseUrl::parse(&text);
    }
    let location = Reflect::get(&js_sys::global(), &"location".into()).unwrap_or_default();
    let part = |name: &str| Reflect::get(&location, &name.into()).ok().and_then(|part| part.as_string());
    match (part("origin"), part("pathname")) {
        (Some(origin), Some(pathname)) => Ok(BaseUrl::of_page(&origin, &pathname)),
        _ => Err(Error::invalid_argument(
            "There is no page here to tell the server by: the option baseUrl is needed.",
        )),
    }
}

/// What the caller is known by; the page's session where nothing was given.
fn credentials(options: &Options) -> Result<Credentials> {
    let Some(auth) = options.options("auth")? else { return Ok(Credentials::Session) };
    match (auth.text("token")?, auth.text("bearer")?, auth.text("username")?, auth.text("password")?) {
        (Some(token), None, None, None) => Ok(Credentials::Token(token)),
        (None, Some(token), None, None) => Ok(Credentials::Bearer(token)),
        (None, None, Some(username), Some(password)) => Ok(Credentials::Basic { username, password }),
        _ => Err(Error::invalid_argument(
            "The option auth must be { token }, { bearer } or { username, password }.",
        )),
    }
}
