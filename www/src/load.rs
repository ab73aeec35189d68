//! The one way to wait for the server: requests that are no longer needed are aborted.

use std::future::Future;
use std::pin::Pin;

use dhis2_steward::{Client, Result};
use dhis2_steward_dom::prelude::*;
use futures_channel::oneshot;
use futures_util::future::{AbortHandle, Abortable, pending};
use leptos::task::spawn_local;

/// Connects to the server that this page comes from, with the current user's session.
///
/// # Errors
///
/// As [`Client::connect`].
#[cfg(target_arch = "wasm32")]
pub async fn connect() -> Result<Client> {
    use dhis2_steward::environment::browser::BrowserEnvironment;
    use dhis2_steward::transport::fetch::FetchTransport;
    use dhis2_steward::{BaseUrl, Credentials};
    use wasm_bindgen::JsCast;

    // The start script sends the first page's requests while this code is still loading.
    let early = js_sys::Reflect::get(&js_sys::global(), &"stewardEarly".into()).ok();
    let early = early.and_then(|early| early.dyn_into().ok());
    let transport = early.map_or_else(FetchTransport::new, FetchTransport::with_early);
    let location = window().location();
    let base_url =
        BaseUrl::of_page(&location.origin().unwrap_or_default(), &location.pathname().unwrap_or_default());
    Client::connect(transport, BrowserEnvironment, base_url, Credentials::Session).await
}

/// Without a browser there is no page to connect from.
///
/// # Errors
///
/// Always.
#[cfg(not(target_arch = "wasm32"))]
pub async fn connect() -> Result<Client> {
    Err(dhis2_steward::Error::new(dhis2_steward::ErrorKind::Unsupported, "The app runs in browsers only."))
}

/// Requests a file of the app itself, such as a catalogue of messages: the promise of its text, which the script that
/// fetches the parts decompresses. Nothing where that script is missing.
pub fn own_file(path: &str) -> Option<js_sys::Promise> {
    use wasm_bindgen::{JsCast, JsValue};

    let read = js_sys::Reflect::get(&js_sys::global(), &"stewardText".into()).ok()?;
    let read: js_sys::Function = read.dyn_into().ok()?;
    read.call1(&JsValue::UNDEFINED, &path.into()).ok()?.dyn_into().ok()
}

/// Background work that ends with the part of the page that started it.
///
/// Dropping a request aborts it, so leaving a page ends what the page waited for. Starting new work ends the previous
/// work, so that a late answer never replaces a newer one.
#[derive(Clone, Copy)]
pub struct Background {
    running: StoredValue<Option<AbortHandle>>,
}

impl Background {
    /// Work that belongs to the current reactive owner.
    pub fn new() -> Self {
        let running = StoredValue::new(None::<AbortHandle>);
        on_cleanup(move || {
            if let Some(handle) = running.try_update_value(Option::take).flatten() {
                handle.abort();
            }
        });
        Self { running }
    }

    /// Starts work, and ends the previous work.
    pub fn begin(self, work: impl Future<Output = ()> + 'static) {
        self.begin_boxed(Box::pin(work));
    }

    fn begin_boxed(self, work: Pin<Box<dyn Future<Output = ()>>>) {
        let (handle, registration) = AbortHandle::new_pair();
        let Some(before) = self.running.try_update_value(|running| running.replace(handle)) else { return };
        if let Some(before) = before {
            before.abort();
        }
        spawn_local(async move {
            // Aborted or not: there is nothing left to do.
            let _ = Abortable::new(work, registration).await;
        });
    }

    /// Ends the current work.
    pub fn end(self) {
        if let Some(handle) = self.running.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }
}

impl Default for Background {
    fn default() -> Self {
        Self::new()
    }
}

/// Work that outlives the part of the page that waits for its result: leaving the page does not abort it. A result that
/// nobody waits for any more is given to `left`.
pub fn outlive<T: 'static>(
    work: impl Future<Output = T> + 'static,
    left: impl AsyncFnOnce(T) + 'static,
) -> impl Future<Output = T> {
    let (sender, receiver) = oneshot::channel();
    spawn_local(async move {
        if let Err(result) = sender.send(work.await) {
            left(result).await;
        }
    });
    async move {
        match receiver.await {
            Ok(result) => result,
            // The work always sends its result.
            Err(_) => pending().await,
        }
    }
}

/// Lets the browser draw and handle input before long work continues.
pub async fn breathe() {
    let mut timer = |resolve: js_sys::Function, _| {
        let wake = move || drop(resolve.call0(&wasm_bindgen::JsValue::UNDEFINED));
        set_timeout(wake, core::time::Duration::ZERO);
    };
    // The promise is only ever resolved.
    let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::new(&mut timer)).await;
}
