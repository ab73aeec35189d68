//! The transport of browsers and of Node: gloo-net builds the request; the call, its rejection and the body are ours.
//!
//! gloo-net's own `send` panics when the promise rejects with something that is no `Error`.

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt, stream};
use gloo_net::http::RequestBuilder;
use js_sys::{Array, Map, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, RequestCache, RequestCredentials, RequestRedirect, Response,
};

use super::{HttpRequest, HttpResponse, Transport, check_headers};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{CachePolicy, Method};

/// Pieces of the body are handed on in at most this many bytes, because a browser hands over two megabytes at once.
const PIECE: u32 = 64 * 1024;

#[wasm_bindgen]
extern "C" {
    /// The global `fetch`, which windows, workers and Node have alike.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn global_fetch(request: &web_sys::Request) -> core::result::Result<Promise, JsValue>;
}

/// Sends requests with the global `fetch`.
#[derive(Clone, Debug, Default)]
pub struct FetchTransport {
    early: Option<Map>,
}

impl FetchTransport {
    /// A transport with the page's own session.
    pub fn new() -> Self {
        Self::default()
    }

    /// A transport that first looks among requests that were sent before this code was there.
    ///
    /// `early` maps the address of a GET to the promise of its `Response`; each is used once.
    /// A page's start-up script fills it, so that answers travel while the code still loads.
    pub fn with_early(early: Map) -> Self {
        Self { early: Some(early) }
    }

    fn take_early(&self, request: &HttpRequest) -> Option<Promise> {
        let early = self.early.as_ref().filter(|_| request.method == Method::Get)?;
        let url = JsValue::from(&request.url);
        let promise = early.get(&url).dyn_into().ok()?;
        early.delete(&url);
        Some(promise)
    }
}

/// Breaks a request off when it is dropped before the answer has ended.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn disarm(&mut self) {
        self.0 = None;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Transport for FetchTransport {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        let early = self.take_early(&request);
        async move {
            let controller = AbortController::new().map_err(|error| rejected(&error))?;
            let mut guard = AbortOnDrop(Some(controller.clone()));
            let promise = match early {
                Some(promise) => promise,
                None => global_fetch(&build(request, &controller)?).map_err(|error| rejected(&error))?,
            };
            let response: Response =
                JsFuture::from(promise).await.and_then(JsCast::dyn_into).map_err(|error| rejected(&error))?;
            let reader =
                response.body().map(|body| body.get_reader().unchecked_into::<ReadableStreamDefaultReader>());
            if reader.is_none() {
                guard.disarm();
            }
            Ok(HttpResponse {
                // Of a redirection that is not followed the browser shows nothing, not even its number.
                status: if response.status() == 0 { 302 } else { response.status() },
                headers: headers_of(&response),
                body: pieces(reader, guard),
            })
        }
        .boxed_local()
    }
}

fn build(request: HttpRequest, controller: &AbortController) -> Result<web_sys::Request> {
    check_headers(&request.headers)?;
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Put => gloo_net::http::Method::PUT,
        Method::Patch => gloo_net::http::Method::PATCH,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let mut builder =
        RequestBuilder::new(&request.url).method(method).abort_signal(Some(&controller.signal()));
    builder = builder.cache(match request.cache {
        CachePolicy::NoStore => RequestCache::NoStore,
        CachePolicy::Revalidate => RequestCache::NoCache,
    });
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let has_credentials = request.headers.iter().any(|(name, _)| *name == "Authorization");
    if has_credentials || request.method != Method::Get {
        // What acts is sent once and to this server only, and so are a token and a password.
        builder = builder.redirect(RequestRedirect::Manual);
    }
    if has_credentials {
        // The page's own session must not mix with that of a token or a password, nor reach another origin.
        builder = builder.credentials(RequestCredentials::Omit);
    } else if request.method != Method::Get
        && let Some(token) = csrf_token()
    {
        builder = builder.header("X-XSRF-TOKEN", &token);
    }
    let built = match request.body {
        Some(body) => builder.body(Uint8Array::from(body.as_slice())),
        None => builder.build(),
    };
    let unsendable =
        |_| Error::invalid_argument(format!("“{}” is no address that can be asked.", request.url));
    built.map(Into::into).map_err(unsendable)
}

/// The token against forged requests, where the server has set one in a cookie that scripts may read.
fn csrf_token() -> Option<String> {
    let document = Reflect::get(&js_sys::global(), &"document".into()).ok()?;
    let cookies = Reflect::get(&document, &"cookie".into()).ok()?.as_string()?;
    let token = cookies.split(';').find_map(|cookie| cookie.trim_start().strip_prefix("XSRF-TOKEN="))?;
    token.bytes().all(|byte| byte.is_ascii_graphic()).then(|| token.to_owned())
}

fn headers_of(response: &Response) -> Vec<(String, String)> {
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    js_sys::try_iter(&response.headers())
        .ok()
        .flatten()
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| Array::from(&entry))
        .map(|entry| (text(entry.get(0)), text(entry.get(1))))
        .collect()
}

/// What is left of a piece that the browser handed over, and the reader of the next one.
struct Download {
    reader: Option<ReadableStreamDefaultReader>,
    guard: AbortOnDrop,
    piece: Option<(Uint8Array, u32)>,
}

fn pieces(
    reader: Option<ReadableStreamDefaultReader>,
    guard: AbortOnDrop,
) -> stream::LocalBoxStream<'static, Result<Vec<u8>>> {
    stream::unfold(Download { reader, guard, piece: None }, |mut download| async move {
        loop {
            if let Some((piece, start)) = download.piece.take() {
                let end = (start + PIECE).min(piece.length());
                let bytes = piece.subarray(start, end).to_vec();
                if end < piece.length() {
                    download.piece = Some((piece, end));
                }
                return Some((Ok(bytes), download));
            }
            let read = JsFuture::from(download.reader.as_ref()?.read()).await;
            let value = read.and_then(|result| {
                let is_done = Reflect::get(&result, &"done".into())?.is_truthy();
                if is_done { Ok(None) } else { Reflect::get(&result, &"value".into()).map(Some) }
            });
            match value {
                Ok(Some(value)) => {
                    let piece: Uint8Array = value.unchecked_into();
                    if piece.length() > 0 {
                        download.piece = Some((piece, 0));
                    }
                }
                Ok(None) => {
                    download.guard.disarm();
                    return None;
                }
                Err(error) => {
                    download.reader = None;
                    return Some((Err(rejected(&error)), download));
                }
            }
        }
    })
    .boxed_local()
}

/// The error of a promise that was rejected, with whatever: browsers differ in the text, and anything may be thrown.
fn rejected(error: &JsValue) -> Error {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    if name.as_deref() == Some("AbortError") {
        return Error::new(ErrorKind::Aborted, "The request was broken off here.");
    }
    Error::new(
        ErrorKind::Network,
        "The server could not be reached, or the connection broke. Look at the network, and whether the server is \
         running.",
    )
}
