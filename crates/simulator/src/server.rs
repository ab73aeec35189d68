//! The HTTP server around the state: connections, requests and responses.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body as HttpBody, to_bytes};
use axum::extract::{ConnectInfo, State as Shared};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderName, HeaderValue, Method, Request as HttpRequest, Response, StatusCode};
use bytes::Bytes;
use futures_util::stream;
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::app::InstallFault;
use crate::clock::Moment;
use crate::exchange::{Answer, Body, Reply, Request, RequestCounts, decode_pairs};
use crate::fault::Fault;
use crate::job::engine;
use crate::state::State;
use crate::wire::{Cut, Wires};
use crate::{Config, Version, access, control, route, uid};

/// The largest request that is read: a large app, with room to spare.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// How often a waiting request looks again while the clock is driven by hand.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A running simulated server; it stops when this is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    inner: Arc<Inner>,
    task: JoinHandle<()>,
}

struct Inner {
    state: Mutex<State>,
    changed: Notify,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inner")
    }
}

/// Starts a simulated server; it listens when this returns.
///
/// # Errors
/// Fails when the address cannot be listened on.
pub async fn start(config: Config) -> std::io::Result<Server> {
    crate::install_tls();
    let listener = TcpListener::bind((config.listen, config.port)).await?;
    let address = listener.local_addr()?;
    let inner = Arc::new(Inner { state: Mutex::new(State::new(config)), changed: Notify::new() });
    let router = Router::new().fallback(handle).with_state(Arc::clone(&inner));
    let service = router.into_make_service_with_connect_info::<Cut>();
    let task = tokio::spawn(async move {
        // Serving ends only with the task itself.
        let _ = axum::serve(Wires(listener), service).await;
    });
    Ok(Server { address, inner, task })
}

impl Server {
    /// The address of the server with its context path, such as `http://127.0.0.1:41234`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}{}", self.address, self.inner.lock().config.context_path)
    }

    /// Lets the time of the server jump forward.
    pub fn advance(&self, span: Duration) {
        let mut state = self.inner.lock();
        state.clock.advance(span);
        // Process what is due now, not at the next request: a test may change things in between.
        engine::advance(&mut state);
        drop(state);
        self.inner.changed.notify_waiters();
    }

    /// How often each method and path was asked for, such as `GET /api/me`.
    #[must_use]
    pub fn requests(&self) -> RequestCounts {
        self.inner.lock().counts.clone()
    }

    /// Forgets the requests that were counted.
    pub fn forget_requests(&self) {
        self.inner.lock().counts.clear();
    }

    /// Ends all sessions, as a restart or a time-out does.
    pub fn expire_sessions(&self) {
        self.inner.lock().sessions.expire_all();
    }

    /// Lets something go wrong with requests to come.
    pub fn fault(&self, fault: Fault) {
        self.inner.lock().faults.add(fault);
    }

    /// Lets nothing go wrong any more.
    pub fn clear_faults(&self) {
        self.inner.lock().faults.clear();
    }

    /// Lets answers go on that a fault holds.
    pub fn release(&self) {
        self.inner.lock().faults.release();
    }

    /// Waits until the next request has come that a fault stalls.
    pub fn stalled(&self) -> impl Future<Output = ()> + use<> {
        let mut stalled = self.inner.lock().faults.stalled();
        async move {
            // An error means that the faults are gone with the server's state, and nothing is stalled any more.
            let _ = stalled.changed().await;
        }
    }

    /// Says how long a check takes from now on, in the server's time.
    pub fn check_takes(&self, name: &str, span: Duration) {
        self.inner.lock().results.takes.insert(name.to_owned(), span);
    }

    /// Makes the next run of a job type fail, such as `ANALYTICS_TABLE`; returns whether the type exists.
    pub fn fail_next(&self, job_type: &str) -> bool {
        self.inner.lock().fail_next(job_type)
    }

    /// How many rows there are of each kind that maintenance removes, by the names of the control route.
    #[must_use]
    pub fn rows(&self) -> serde_json::Value {
        self.inner.lock().model.rows.counts()
    }

    /// Installs an app, in place of one with the same key.
    ///
    /// # Errors
    /// Fails when the zip is none or has no manifest.
    pub fn install_app(&self, zip: &[u8]) -> Result<(), InstallFault> {
        let mut state = self.inner.lock();
        let (version, now) = (state.version(), state.now());
        state.apps.install(zip, version, now).map(|_| ())
    }

    /// Waits until the server stops, which it never does on its own.
    pub async fn wait(mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Inner {
    /// The state; a request that panicked in a test must not stop the others.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn handle(
    Shared(inner): Shared<Arc<Inner>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: HttpRequest<HttpBody>,
) -> Response<HttpBody> {
    let (context_path, now) = {
        let state = inner.lock();
        (state.config.context_path.clone(), state.now())
    };
    let Some(request) = read(request, &context_path, now).await else {
        return respond(Answer::empty(StatusCode::NOT_FOUND), &Method::GET, true);
    };
    if request.path.starts_with("/__control/") {
        return respond(inner.control(&request), &request.method, true);
    }
    let fault = inner.count(&request);
    if let Some(latency) = fault.latency {
        tokio::time::sleep(Duration::from_millis(latency)).await;
    }
    if fault.stall {
        let mut released = inner.lock().faults.stall();
        // An error means that the server's state is gone, and with it what to wait for.
        let _ = released.changed().await;
    }
    let answer = match fault.instead() {
        Some(answer) => secure(inner.lock().version(), &request, answer),
        None => inner.answer(&request).await,
    };
    let (has_length, released) = {
        let state = inner.lock();
        (state.version().tags_answers(), state.faults.released())
    };
    respond(fault.spoil(answer, &cut, released), &request.method, has_length)
}

/// Reads a request whole; `None` if it is not below the context path or cannot be read.
async fn read(request: HttpRequest<HttpBody>, context_path: &str, arrived: Moment) -> Option<Request> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.ok()?;
    let path = percent_decode_str(parts.uri.path()).decode_utf8_lossy().into_owned();
    let path = match path.starts_with("/__control/") {
        true => path,
        false => path.strip_prefix(context_path)?.to_owned(),
    };
    let raw_query = parts.uri.query().map(str::to_owned);
    Some(Request {
        method: parts.method,
        path,
        context_path: context_path.to_owned(),
        query: raw_query.as_deref().map(decode_pairs).unwrap_or_default(),
        raw_query,
        headers: parts.headers,
        body,
        arrived,
    })
}

impl Inner {
    fn control(&self, request: &Request) -> Answer {
        let mut state = self.lock();
        let controlled = control::answer(&mut state, request);
        if let Some(fresh) = controlled.fresh {
            *state = fresh;
        }
        drop(state);
        self.changed.notify_waiters();
        controlled.answer
    }

    /// Counts a request, and returns its fault.
    fn count(&self, request: &Request) -> Fault {
        let mut state = self.lock();
        *state.counts.entry(format!("{} {}", request.method, request.path)).or_default() += 1;
        let fault = state.faults.next(request).unwrap_or_default();
        if fault.end_session {
            state.sessions.expire_all();
        }
        fault
    }

    /// Answers a request, waiting for the server's clock if the resource requires it.
    async fn answer(&self, request: &Request) -> Answer {
        let caller = {
            let mut state = self.lock();
            engine::advance(&mut state);
            match access::admit(&mut state, request) {
                Ok(caller) => caller,
                Err(answer) => return secure(state.version(), request, answer),
            }
        };
        loop {
            let real = {
                let mut state = self.lock();
                engine::advance(&mut state);
                match route::answer(&mut state, request, &caller) {
                    Reply::Now(answer) => return finish(&state, request, answer),
                    Reply::Later(until) => state.clock.real(until.since(state.now())),
                }
            };
            let pause = real.map_or(LOOK_AGAIN, |span| span.clamp(Duration::from_millis(1), LOOK_AGAIN));
            // Whether time has passed or something has changed: the resource is asked again.
            let _ = tokio::time::timeout(pause, self.changed.notified()).await;
        }
    }
}

/// Adds what all answers have: the headers against misuse, and an entity tag where the version has them.
fn finish(state: &State, request: &Request, answer: Answer) -> Answer {
    let mut answer = secure(state.version(), request, answer);
    if answer.status == StatusCode::NOT_FOUND && !state.version().varies_by_origin() {
        answer.headers.remove(VARY);
    }
    if state.version().tags_answers() { tag(request, answer) } else { answer }
}

/// Adds the headers against misuse, of which some paths are answered without.
fn secure(version: Version, request: &Request, mut answer: Answer) -> Answer {
    let standard = [
        (CONTENT_SECURITY_POLICY, "frame-ancestors 'self';"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("x-xss-protection"), version.xss_protection()),
    ];
    let count = match request.path.as_str() {
        "/api/ping" => 0,
        "/dhis-web-login/" if version >= Version::V2_43 => 0,
        "/dhis-web-commons/menu/getModules.action" if answer.status == StatusCode::OK => 1,
        _ => standard.len(),
    };
    for (name, value) in standard.into_iter().take(count) {
        answer.headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// Gives a tag to what may be stored, and answers 304 to who has it already.
fn tag(request: &Request, answer: Answer) -> Answer {
    let unstored = answer.headers.get(CACHE_CONTROL).and_then(|value| value.to_str().ok());
    let storable = unstored.is_none_or(|value| !value.contains("no-store"));
    let is_read = request.method == Method::GET && answer.status == StatusCode::OK;
    let is_api = request.path.starts_with("/api");
    let Body::Whole(bytes) = &answer.body else { return answer };
    if !is_api || !is_read || !storable || answer.headers.contains_key(ETAG) {
        return answer;
    }
    let tag = format!("\"0{}\"", uid::digest(bytes));
    if request.headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(&tag) {
        return answer.status(StatusCode::NOT_MODIFIED).without_body().with(ETAG, &tag);
    }
    answer.with(ETAG, &tag)
}

/// Turns an answer into what is sent; without lengths, bodies are sent in pieces.
pub(crate) fn respond(answer: Answer, method: &Method, has_length: bool) -> Response<HttpBody> {
    let body = match answer.body {
        Body::Whole(bytes) if bytes.is_empty() || has_length || method == Method::HEAD => {
            HttpBody::from(bytes)
        }
        Body::Whole(bytes) => HttpBody::from_stream(stream::iter([Ok::<Bytes, std::io::Error>(bytes)])),
        Body::Pieces(pieces) => HttpBody::from_stream(pieces),
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = *answer.headers;
    response
}
