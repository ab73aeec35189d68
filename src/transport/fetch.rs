//! The transport for browsers and Node: gloo-net builds the request; the call, its rejection and the body are handled
//! here.
//!
//! gloo-net's own `send` panics if the promise rejects with something other than an `Error`.

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt, stream};
use gloo_net::http::RequestBuilder;
use js_sys::{Array, Function, Map, Promise, Reflect, Symbol, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

use super::{HttpRequest, HttpResponse, Transport, check_headers};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{CachePolicy, Method};

/// The maximum size of a chunk of the body, because browsers deliver up to two megabytes at once.
const PIECE: u32 = 64 * 1024;

#[wasm_bindgen]
extern "C" {
    /// The global `fetch` of windows, workers and Node.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn global_fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;

    /// The used members of a `Response`, which may be from another realm or of another class.
    type Response;
    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &Response) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &Response) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn body(this: &Response) -> Result<Option<Body>, JsValue>;

    /// The used members of a `ReadableStream`.
    type Body;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Body) -> Result<Reader, JsValue>;

    /// The used members of its reader.
    type Reader;
    #[wasm_bindgen(method, catch)]
    fn read(this: &Reader) -> Result<JsValue, JsValue>;
}

/// Sends requests with the global `fetch` or another function.
#[derive(Clone, Debug, Default)]
pub struct FetchTransport {
    early: Option<Map>,
    fetch: Option<Function>,
}

impl FetchTransport {
    /// Creates a transport with the page's session.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a transport that sends every request with a function like `fetch`: it receives a `Request` and returns
    /// a `Response` or a promise of one.
    pub fn with_fetch(fetch: Function) -> Self {
        Self { fetch: Some(fetch), ..Self::default() }
    }

    /// Creates a transport that uses requests sent before this code was loaded.
    ///
    /// `early` maps the URL of a `GET` request to the promise of its `Response`; each is used once.
    /// A page's start script fills it, so that responses arrive while the code is still loading.
    pub fn with_early(early: Map) -> Self {
        Self { early: Some(early), ..Self::default() }
    }

    fn take_early(&self, request: &HttpRequest) -> Option<Promise> {
        let early = self.early.as_ref().filter(|_| request.method == Method::Get)?;
        let url = JsValue::from(&request.url);
        let promise = early.get(&url).dyn_into().ok()?;
        early.delete(&url);
        Some(promise)
    }
}

/// Aborts a request when dropped before the response is complete.
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
        let (early, fetch) = (self.take_early(&request), self.fetch.clone());
        async move {
            let controller = AbortController::new().map_err(|error| rejected(&error))?;
            let mut guard = AbortOnDrop(Some(controller.clone()));
            let promise = match early {
                Some(promise) => promise,
                None => {
                    ask(fetch.as_ref(), &build(request, &controller)?).map_err(|error| rejected(&error))?
                }
            };
            let response = JsFuture::from(promise).await.map_err(|error| unanswered(&error))?;
            let (status, headers, reader) =
                received(response.unchecked_ref()).ok().flatten().ok_or_else(no_response)?;
            if reader.is_none() {
                guard.disarm();
            }
            Ok(HttpResponse {
                // Browsers hide redirects that are not followed, including their status.
                status: if status == 0 { 302 } else { status },
                headers,
                body: pieces(reader, guard),
            })
        }
        .boxed_local()
    }
}

/// Sends a request with a function, or with the global `fetch`.
fn ask(fetch: Option<&Function>, request: &web_sys::Request) -> Result<Promise, JsValue> {
    let answer = match fetch {
        // Without `this`, as for a call by name: the browser's own `fetch` rejects any other `this`.
        Some(fetch) => fetch.call1(&JsValue::UNDEFINED, request),
        None => global_fetch(request),
    };
    // The function may return a `Response` without a promise.
    answer.map(|answer| Promise::resolve(&answer))
}

type Received = (u16, Vec<(String, String)>, Option<Reader>);

/// The status, headers and body of a `Response`; nothing, or the thrown value, if it is not one.
fn received(response: &Response) -> Result<Option<Received>, JsValue> {
    let Some(status) = response.status()?.as_f64() else { return Ok(None) };
    let Some(headers) = headers_of(&response.headers()?)? else { return Ok(None) };
    let reader = response.body()?.map(|body| body.reader()).transpose()?;
    Ok(Some((status as u16, headers, reader)))
}

fn build(request: HttpRequest, controller: &AbortController) -> Result<web_sys::Request> {
    check_headers(&request.headers)?;
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Head => gloo_net::http::Method::HEAD,
        Method::Options => gloo_net::http::Method::OPTIONS,
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
    if has_credentials || !request.method.is_safe() {
        // Writes, tokens and passwords are sent once, and to this server only.
        builder = builder.redirect(RequestRedirect::Manual);
    }
    if has_credentials {
        // The page's session must not be mixed with a token or password, nor be sent to another origin.
        builder = builder.credentials(RequestCredentials::Omit);
    } else if !request.method.is_safe()
        && is_of_this_page(&request.url)
        && let Some(token) = csrf_token()
    {
        builder = builder.header("X-XSRF-TOKEN", &token);
    }
    let built = match request.body {
        Some(body) => builder.body(Uint8Array::from(body.as_slice())),
        None => builder.build(),
    };
    let unsendable = |_| Error::invalid_argument(format!("“{}” is not a valid URL.", request.url));
    built.map(Into::into).map_err(unsendable)
}

/// Whether a URL has the origin of the page, whose cookies belong to no other server.
fn is_of_this_page(url: &str) -> bool {
    let origin = || {
        let location = Reflect::get(&js_sys::global(), &"location".into()).ok()?;
        Reflect::get(&location, &"origin".into()).ok()?.as_string()
    };
    origin().is_some_and(|origin| url.strip_prefix(&origin).is_some_and(|path| path.starts_with('/')))
}

/// The CSRF token, if the server has set one in a cookie that scripts can read.
fn csrf_token() -> Option<String> {
    let document = Reflect::get(&js_sys::global(), &"document".into()).ok()?;
    let cookies = Reflect::get(&document, &"cookie".into()).ok()?.as_string()?;
    let token = cookies.split(';').find_map(|cookie| cookie.trim_start().strip_prefix("XSRF-TOKEN="))?;
    token.bytes().all(|byte| byte.is_ascii_graphic()).then(|| token.to_owned())
}

fn headers_of(headers: &JsValue) -> Result<Option<Vec<(String, String)>>, JsValue> {
    let Some(entries) = js_sys::try_iter(headers)? else { return Ok(None) };
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    let entries = entries.flatten().filter_map(|entry| entry.dyn_into::<Array>().ok());
    Ok(Some(entries.map(|entry| (text(entry.get(0)), text(entry.get(1)))).collect()))
}

/// The rest of the current chunk, and the reader.
struct Download {
    reader: Option<Reader>,
    guard: AbortOnDrop,
    piece: Option<(Uint8Array, u32)>,
}

fn pieces(reader: Option<Reader>, guard: AbortOnDrop) -> stream::LocalBoxStream<'static, Result<Vec<u8>>> {
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
            match next_piece(download.reader.as_ref()?).await {
                Ok(Some(piece)) => {
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
                    return Some((Err(error), download));
                }
            }
        }
    })
    .boxed_local()
}

/// The next chunk; none at the end.
async fn next_piece(reader: &Reader) -> Result<Option<Uint8Array>> {
    let read = reader.read().map_err(|error| rejected(&error))?;
    let read = JsFuture::from(Promise::resolve(&read)).await;
    let value = read.and_then(|result| {
        let is_done = Reflect::get(&result, &"done".into())?.is_truthy();
        if is_done { Ok(None) } else { Reflect::get(&result, &"value".into()).map(Some) }
    });
    let Some(piece) = value.map_err(|error| rejected(&error))? else { return Ok(None) };
    // From any realm.
    let class = Reflect::get(&piece, &Symbol::to_string_tag());
    if class.is_ok_and(|class| class == "Uint8Array") {
        Ok(Some(piece.unchecked_into()))
    } else {
        Err(no_response())
    }
}

/// The error if `fetch` does not return a `Response`: the request may have been carried out.
#[cold]
fn no_response() -> Error {
    Error::invalid_argument("The fetch function must return a Response whose body has not been read.")
        .with_unknown_outcome()
}

/// The error of a call of `fetch` without a response.
fn unanswered(error: &JsValue) -> Error {
    // Browsers never say why.
    #[cfg(feature = "js")]
    if let Some(fault) = unsent(error) {
        return fault.caused_by(error.clone());
    }
    rejected(error)
}

/// The error if there was no connection, so that nothing was sent: Node's `fetch` says so in the cause of what it throws.
///
/// The code of the cause alone would not do: a host can also become unreachable after the request was sent.
#[cfg(feature = "js")]
fn unsent(error: &JsValue) -> Option<Error> {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let cause = member(error, "cause")?;
    // A host with several addresses has an error for each.
    let first = member(&cause, "errors").and_then(|errors| Some(errors.dyn_ref::<Array>()?.get(0)));
    let cause = first.unwrap_or(cause);
    let text = |name| member(&cause, name)?.as_string();
    let (code, reason) = (text("code")?, text("message")?);
    let is_any = |starts: &[&str]| starts.iter().any(|start| code.starts_with(start));
    let message = if is_any(&["CERT_", "ERR_TLS_CERT_", "SELF_SIGNED_", "DEPTH_ZERO_", "UNABLE_TO_"]) {
        format!(
            "The server's certificate was not accepted: {reason}. Set NODE_EXTRA_CA_CERTS for a certificate authority of your own."
        )
    } else if code == "UND_ERR_CONNECT_TIMEOUT"
        || matches!(text("syscall").as_deref(), Some("connect" | "getaddrinfo"))
    {
        format!("The server could not be reached: {reason}. Check its URL, and that it is running.")
    } else {
        return None;
    };
    Some(Error::new(ErrorKind::Network, message).before_acting())
}

/// The error of a rejected promise: the text differs between browsers, and anything can be thrown.
fn rejected(error: &JsValue) -> Error {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    let fault = if name.as_deref() == Some("AbortError") {
        Error::new(ErrorKind::Aborted, "The request was aborted.")
    } else {
        Error::new(
            ErrorKind::Network,
            "The server could not be reached, or the connection was lost. Check the network, and that the server is running.",
        )
    };
    // Only Node's `fetch` and that of the caller say why.
    #[cfg(feature = "js")]
    let fault = fault.caused_by(error.clone());
    fault
}
