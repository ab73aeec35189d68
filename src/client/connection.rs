//! Sending: headers, credentials, retries, and session expiry.

use core::time::Duration;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use futures_util::future::{Either, select};
use futures_util::{FutureExt, StreamExt, pin_mut};

use super::BaseUrl;
use super::pending::{Pending, Success};
use super::timer::Timer;
use crate::domain::backoff::Backoff;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{FromJson, WebMessage};
use crate::protocol::answer::check;
use crate::protocol::{Answer, Effect, Request, SessionKind};
use crate::transport::{HttpRequest, HttpResponse, Transport};

/// How often a read request is sent at most.
const ATTEMPTS: u32 = 3;
/// The timeout of a read request, until its response headers arrive.
const READ_DEADLINE: Duration = Duration::from_secs(120);
/// How much of an error response is read for the server's message.
const WORDS: usize = 64 * 1024;

/// Credentials. Never logged, never part of an error.
#[derive(Clone, Default)]
pub enum Credentials {
    /// The browser's session.
    #[default]
    Session,
    /// A DHIS2 personal access token.
    Token(String),
    /// An OAuth or OIDC bearer token.
    Bearer(String),
    /// A username and a password.
    Basic {
        /// The username.
        username: String,
        /// The password.
        password: String,
    },
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Session => "Session",
            Self::Token(_) => "Token(…)",
            Self::Bearer(_) => "Bearer(…)",
            Self::Basic { .. } => "Basic(…)",
        })
    }
}

impl Credentials {
    fn header(&self) -> Option<String> {
        match self {
            Self::Session => None,
            Self::Token(token) => Some(format!("ApiToken {token}")),
            Self::Bearer(token) => Some(format!("Bearer {token}")),
            Self::Basic { username, password } => {
                Some(format!("Basic {}", base64(format!("{username}:{password}").as_bytes())))
            }
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |value: u32| ALPHABET.get((value & 63) as usize).copied().map_or('=', char::from);
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let value =
            chunk.iter().fold(0, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        text.push(digit(value >> 18));
        text.push(digit(value >> 12));
        text.push(if chunk.len() > 1 { digit(value >> 6) } else { '=' });
        text.push(if chunk.len() > 2 { digit(value) } else { '=' });
    }
    text
}

/// Whether the session has expired. All polling then stops.
#[derive(Default)]
pub struct SessionWatch {
    has_ended: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl SessionWatch {
    /// Whether a response has proved that the session has expired.
    pub fn has_ended(&self) -> bool {
        self.has_ended.get()
    }

    /// Waits until the session has expired.
    pub async fn ended(&self) {
        poll_fn(|context| {
            if self.has_ended.get() {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Signals that the user has logged in again.
    pub fn resume(&self) {
        self.has_ended.set(false);
    }

    fn end(&self) {
        self.has_ended.set(true);
        self.waiting.borrow_mut().drain(..).for_each(Waker::wake);
    }
}

/// How much of a body is read before the response is checked.
#[derive(Clone, Copy)]
enum Extent {
    /// All of it.
    Whole,
    /// Only that of an error, for the server's message.
    Failure,
}

/// One server and one way to reach it.
pub(crate) struct Connection {
    transport: Rc<dyn Transport>,
    environment: Rc<dyn Environment>,
    base_url: BaseUrl,
    session_kind: SessionKind,
    authorization: Option<String>,
    session: Rc<SessionWatch>,
    timer: Rc<Timer>,
}

impl Connection {
    pub(crate) fn new(
        transport: Rc<dyn Transport>,
        environment: Rc<dyn Environment>,
        base_url: BaseUrl,
        credentials: Credentials,
    ) -> Self {
        let authorization = credentials.header();
        let session_kind =
            if authorization.is_some() { SessionKind::Credentials } else { SessionKind::Cookie };
        Self {
            transport,
            environment,
            base_url,
            session_kind,
            authorization,
            session: Rc::default(),
            timer: Rc::default(),
        }
    }

    pub(crate) fn base_url(&self) -> &BaseUrl {
        &self.base_url
    }

    pub(crate) fn environment(&self) -> Rc<dyn Environment> {
        Rc::clone(&self.environment)
    }

    pub(crate) fn session_kind(&self) -> SessionKind {
        self.session_kind
    }

    /// The timer that all polls share.
    pub(super) fn timer(&self) -> &Rc<Timer> {
        &self.timer
    }

    pub(crate) fn session(&self) -> &Rc<SessionWatch> {
        &self.session
    }

    /// The response as JSON of a shape.
    pub(crate) fn json<T: FromJson + 'static>(self: &Rc<Self>, request: Request) -> Pending<T> {
        self.json_of(Ok(request))
    }

    /// The response as JSON of a shape, or `None` if it is empty.
    pub(crate) fn json_or_empty<T: FromJson + 'static>(
        self: &Rc<Self>,
        request: Request,
    ) -> Pending<Option<T>> {
        self.json_or_empty_of(Ok(request))
    }

    /// Fails unless the response means success.
    ///
    /// Boxed, because the sending code would otherwise be compiled into each caller.
    pub(crate) fn success(self: &Rc<Self>, request: Request) -> Success {
        let connection = Rc::clone(self);
        async move {
            let answer = connection.answer(&request).await?;
            connection.note(answer.believe(&request, connection.session_kind))?;
            Ok((request, answer))
        }
        .boxed_local()
    }

    /// The whole response, whatever its status. Read requests are retried.
    pub(crate) async fn answer(&self, request: &Request) -> Result<Answer> {
        let (response, bytes) = self.patiently(request, Extent::Whole).await?;
        Ok(Answer {
            status: response.status,
            media_type: response.media_type(),
            retry_after: self.retry_after(&response),
            bytes,
        })
    }

    /// The response with its body still to arrive, once its headers have proved success. Until then, the request is
    /// retried like others.
    pub(crate) async fn open(&self, request: &Request) -> Result<HttpResponse> {
        let (response, words) = self.patiently(request, Extent::Failure).await?;
        let (media_type, retry_after) = (response.media_type(), self.retry_after(&response));
        self.note(check(response.status, &media_type, request, self.session_kind, retry_after, || {
            WebMessage::read(&words)
        }))?;
        Ok(response)
    }

    /// A response and what was read of its body. Read requests are retried.
    async fn patiently(&self, request: &Request, extent: Extent) -> Result<(HttpResponse, Vec<u8>)> {
        let mut pace = Backoff::between(Duration::from_millis(500), Duration::from_secs(5));
        let mut attempt = 1;
        loop {
            let outcome = self.once(request, extent).await;
            let (is_passing, retry_after) = match &outcome {
                Ok((response, _)) => (matches!(response.status, 429 | 502..=504), self.retry_after(response)),
                Err(error) => (error.kind() == ErrorKind::Network, None),
            };
            if !is_passing || request.effect() == Effect::Acts || attempt == ATTEMPTS {
                return outcome.map_err(|error| error.of_request(request.to_string()));
            }
            attempt += 1;
            self.environment.sleep(pace.after_failure(retry_after)).await;
        }
    }

    async fn once(&self, request: &Request, extent: Extent) -> Result<(HttpResponse, Vec<u8>)> {
        let mut response = self.send(request).await?;
        let is_success = (200..300).contains(&response.status) && response.media_type() != "text/html";
        let limit = match extent {
            Extent::Whole => usize::MAX,
            Extent::Failure if is_success => 0,
            Extent::Failure => WORDS,
        };
        let mut bytes = Vec::new();
        while bytes.len() < limit
            && let Some(piece) = response.body.next().await
        {
            bytes.extend_from_slice(&piece?);
        }
        Ok((response, bytes))
    }

    fn retry_after(&self, response: &HttpResponse) -> Option<Duration> {
        retry_after(response, self.environment.now())
    }

    async fn send(&self, request: &Request) -> Result<HttpResponse> {
        check_path(request)?;
        let mut headers = vec![
            ("Accept", request.accepted().to_owned()),
            // Without it, the server redirects an expired session to the log-in page instead of responding with 401.
            ("X-Requested-With", "XMLHttpRequest".to_owned()),
        ];
        headers.extend(self.authorization.clone().map(|value| ("Authorization", value)));
        headers.extend(request.body().map(|body| ("Content-Type", body.content_type.to_owned())));
        let sending = self.transport.send(HttpRequest {
            method: request.method(),
            url: format!("{}{}", self.base_url, request.path_and_query()),
            headers,
            body: request.body().map(|body| body.bytes.clone()),
            cache: request.cache(),
        });
        if request.effect() == Effect::Acts {
            // The server responds when it is done, however long that takes.
            return sending.await;
        }
        let deadline = self.environment.deadline(READ_DEADLINE);
        pin_mut!(sending, deadline);
        match select(sending, deadline).await {
            Either::Left((response, _)) => response,
            Either::Right(_) => Err(Error::new(
                ErrorKind::Timeout,
                format!("No answer came within {} seconds.", READ_DEADLINE.as_secs()),
            )),
        }
    }

    /// Passes a result on, and records if it proves that the session has expired.
    pub(crate) fn note<T>(&self, result: Result<T>) -> Result<T> {
        if result.as_ref().is_err_and(Error::is_session_expired) {
            self.session.end();
        }
        result
    }
}

/// Fails unless the path stays on the server: appended to the base URL, anything else could name another host, which
/// must never get the credentials. It must also mean what it says: `..` or an empty name could make a request affect
/// more than intended.
fn check_path(request: &Request) -> Result<()> {
    let path = request.path();
    let acts = request.effect() == Effect::Acts;
    let is_missing = |name: &str| matches!(name, "." | "..") || (acts && name.is_empty());
    if path.starts_with('/') && !path.contains(['?', '#']) && !path.split('/').skip(1).any(is_missing) {
        return Ok(());
    }
    Err(Error::invalid_argument(
        "The path must begin with a slash, such as /api/system/info, name something between all of its slashes, and hold no query: give that apart.",
    ))
}

/// The delay of `Retry-After`: seconds, or an HTTP date.
fn retry_after(response: &HttpResponse, now: f64) -> Option<Duration> {
    let value = response.header("retry-after")?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    Some(Duration::from_millis(u64::try_from(http_date(value)? - now as i64).unwrap_or(0)))
}

/// Milliseconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(text: &str) -> Option<i64> {
    let mut parts = text.split(' ').skip(1);
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.iter().position(|name| *name == month)? + 1;
    let written: crate::model::Timestamp = format!("{year}-{month:02}-{day}T{time}").parse().ok()?;
    Some(written.wall_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::manual::ManualEnvironment;
    use crate::transport::memory::{Canned, MemoryTransport};

    fn connection(
        transport: &MemoryTransport,
        environment: &ManualEnvironment,
        credentials: Credentials,
    ) -> Rc<Connection> {
        let base_url = BaseUrl::parse("http://localhost").unwrap();
        let (transport, environment) = (Rc::new(transport.clone()), Rc::new(environment.clone()));
        Rc::new(Connection::new(transport, environment, base_url, credentials))
    }

    fn now<T>(future: impl Future<Output = T>) -> T {
        future.now_or_never().expect("nothing here waits for anything but the clock")
    }

    #[test]
    fn a_read_is_repeated_after_a_gateway_gave_up_and_waits_as_long_as_the_server_asks() {
        let (transport, environment) = (MemoryTransport::new(), ManualEnvironment::new());
        transport
            .on("GET /api/me", Canned::new(503, "", "").header("Retry-After", "7"))
            .on("GET /api/me", Canned::json("[]"));
        let connection = connection(&transport, &environment, Credentials::Session);
        assert!(now(connection.json::<Vec<u16>>(Request::get("/api/me"))).unwrap().is_empty());
        assert_eq!(environment.sleeps(), [Duration::from_secs(7)]);
    }

    #[test]
    fn a_date_in_retry_after_is_understood() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:09 GMT"), Some(9_000));
        assert_eq!(http_date("Sat, 21 Nov 2026 07:58:57 GMT"), Some(1_795_247_937_000));
        assert_eq!(http_date("soon"), None);
    }

    #[test]
    fn a_read_is_given_up_after_three_attempts() {
        let (transport, environment) = (MemoryTransport::new(), ManualEnvironment::new());
        transport.break_on("GET /api/me");
        let connection = connection(&transport, &environment, Credentials::Session);
        let error = now(connection.success(Request::get("/api/me"))).err().unwrap();
        assert_eq!((error.kind(), transport.count("GET /api/me")), (ErrorKind::Network, 3));
    }

    #[test]
    fn a_post_is_never_repeated_and_its_lost_answer_leaves_the_outcome_unknown() {
        let (transport, environment) = (MemoryTransport::new(), ManualEnvironment::new());
        transport.break_on("POST /api/maintenance/cacheClear");
        transport
            .on("POST /api/maintenance/periodPruning", Canned::new(504, "text/html", "<html>gateway</html>"));
        let connection = connection(&transport, &environment, Credentials::Session);
        for path in ["/api/maintenance/cacheClear", "/api/maintenance/periodPruning"] {
            let error = now(connection.success(Request::post(path))).err().unwrap();
            assert!(error.leaves_outcome_unknown(), "{error}");
            assert_eq!(transport.count(&format!("POST {path}")), 1);
        }
    }

    #[test]
    fn the_end_of_a_session_is_remembered() {
        let (transport, environment) = (MemoryTransport::new(), ManualEnvironment::new());
        transport.on("GET /api/me", Canned::new(200, "text/html;charset=UTF-8", "<html>log in</html>"));
        let connection = connection(&transport, &environment, Credentials::Session);
        let ended = Rc::clone(connection.session());
        assert!(ended.ended().now_or_never().is_none());
        assert!(now(connection.success(Request::get("/api/me"))).err().unwrap().is_session_expired());
        assert!(ended.has_ended());
        assert!(ended.ended().now_or_never().is_some());
    }

    #[test]
    fn credentials_are_sent_and_never_shown() {
        let (transport, environment) = (MemoryTransport::new(), ManualEnvironment::new());
        transport.on("GET /api/me", Canned::new(401, "application/json", "{}"));
        let secret = Credentials::Basic { username: "admin".into(), password: "district".into() };
        assert!(!format!("{secret:?}").contains("district"));
        let connection = connection(&transport, &environment, secret);
        let error = now(connection.success(Request::get("/api/me"))).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unauthorized);
        let asked = transport.asked();
        let sent = asked[0].headers.iter().find(|(name, _)| *name == "Authorization").unwrap();
        assert_eq!(sent.1, "Basic YWRtaW46ZGlzdHJpY3Q=");
        assert!(!format!("{error:?}{error}").contains("YWRtaW46"));
    }

    #[test]
    fn credentials_stay_on_the_server_whatever_the_path() {
        let (transport, environment) = (MemoryTransport::new(), ManualEnvironment::new());
        let connection = connection(&transport, &environment, Credentials::Token("d2pat_x".into()));
        for path in ["@example.org/api/me", ".example.org", "", "/api/me?x=1", "/api/me#x"] {
            let error = now(connection.success(Request::get(path))).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{path}");
        }
        assert!(transport.asked().is_empty());
    }

    #[test]
    fn base64_pads() {
        assert_eq!([&b""[..], b"f", b"fo", b"foo"].map(base64), ["", "Zg==", "Zm8=", "Zm9v"]);
    }
}
