//! Sending: headers, credentials, retries, and session expiry.

use core::time::Duration;
use std::rc::Rc;
use std::task::{Poll, ready};

use futures_util::future::{Either, select};
use futures_util::{FutureExt, StreamExt, stream};

use super::pending::{Pending, Success};
use super::session_watch::SessionWatch;
use super::timer::Timer;
use super::{BaseUrl, Credentials};
use crate::domain::backoff::Backoff;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{FromJson, WebMessage};
use crate::protocol::answer::check;
use crate::protocol::{Answer, Effect, Request, SessionKind, session};
use crate::transport::{Body, HttpRequest, HttpResponse, Transport};

/// How often a read request is sent at most.
const ATTEMPTS: u32 = 3;
/// The default timeout: of a read until its headers arrive, and of any response between two chunks of its body.
pub const READ_TIMEOUT: Duration = Duration::from_secs(120);
/// The longest `Retry-After` that is waited for; the caller gets an error instead of a longer wait.
const LONGEST_REPETITION: Duration = Duration::from_secs(30);
/// How much of an error response is read for the server's message.
const WORDS: usize = 64 * 1024;

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
    read_timeout: Duration,
    session: Rc<SessionWatch>,
    timer: Rc<Timer>,
}

impl Connection {
    pub(crate) fn new(
        transport: Rc<dyn Transport>,
        environment: Rc<dyn Environment>,
        base_url: BaseUrl,
        credentials: Credentials,
        read_timeout: Duration,
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
            read_timeout,
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
            let had_ended = connection.session.has_ended();
            let answer = connection.answer(&request).await?;
            connection.note(&request, had_ended, answer.believe(&request, connection.session_kind))?;
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
            headers: response.headers,
            bytes,
        })
    }

    /// The response with its body still to arrive, once its headers have proved success. Until then, the request is
    /// retried like others.
    pub(crate) async fn open(&self, request: &Request) -> Result<HttpResponse> {
        let had_ended = self.session.has_ended();
        let (response, words) = self.patiently(request, Extent::Failure).await?;
        let (media_type, retry_after) = (response.media_type(), self.retry_after(&response));
        let (status, location) = (response.status, response.header("location"));
        let outcome = check(status, &media_type, request, self.session_kind, location, retry_after, || {
            WebMessage::read(&words)
        });
        self.note(request, had_ended, outcome)?;
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
            let is_late = retry_after.is_some_and(|wait| wait > LONGEST_REPETITION);
            if !is_passing || is_late || request.effect() == Effect::Acts || attempt == ATTEMPTS {
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
        headers.extend(request.body().map(|body| ("Content-Type", body.content_type.to_string())));
        let sending = self.transport.send(HttpRequest {
            method: request.method(),
            url: format!("{}{}", self.base_url, request.path_and_query()),
            headers,
            body: request.body().map(|body| body.bytes.clone()),
            cache: request.cache(),
        });
        let response = if request.effect() == Effect::Acts {
            // The server responds when it is done, however long that takes.
            sending.await?
        } else {
            let deadline = self.environment.deadline(self.read_timeout);
            match select(sending, deadline).await {
                Either::Left((response, _)) => response?,
                Either::Right(_) => return Err(too_late("The server did not respond within the timeout.")),
            }
        };
        Ok(HttpResponse { body: self.in_time(response.body), ..response })
    }

    /// A body that fails when it stalls.
    fn in_time(&self, mut body: Body) -> Body {
        let (environment, timeout) = (Rc::clone(&self.environment), self.read_timeout);
        let mut deadline = None;
        stream::poll_fn(move |context| {
            if let Poll::Ready(piece) = body.poll_next_unpin(context) {
                deadline = None;
                return Poll::Ready(piece);
            }
            ready!(deadline.get_or_insert_with(|| environment.deadline(timeout)).poll_unpin(context));
            body = stream::empty().boxed_local();
            Poll::Ready(Some(Err(too_late("The response stalled for longer than the timeout."))))
        })
        .boxed_local()
    }

    /// Passes a result on, and records if it proves that the session has expired, or is valid again: a late response to
    /// a request from before the end proves nothing, and a ping needs no session.
    fn note(&self, request: &Request, had_ended: bool, result: Result<()>) -> Result<()> {
        match &result {
            Err(error) if error.is_session_expired() => self.session.end(),
            Ok(()) if had_ended && request.path() != session::PING => self.session.resume(),
            _ => {}
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
    let is_missing = |name: &str| if name.is_empty() { acts } else { is_dots(name) };
    // Browsers treat a backslash as a slash, and drop control characters.
    let is_plain =
        !path.contains(|letter: char| matches!(letter, '?' | '#' | '\\') || letter.is_ascii_control());
    if path.starts_with('/') && is_plain && !path.split('/').skip(1).any(is_missing) {
        return Ok(());
    }
    Err(Error::invalid_argument(
        "The path must begin with a slash, such as /api/system/info, and have no empty segments. Pass the query separately.",
    ))
}

#[cold]
fn too_late(message: &str) -> Error {
    Error::new(ErrorKind::Timeout, message)
}

/// Whether a name consists only of dots, as browsers parse it.
fn is_dots(name: &str) -> bool {
    let mut rest = name.as_bytes();
    while let [b'.', others @ ..] | [b'%', b'2', b'e' | b'E', others @ ..] = rest {
        rest = others;
    }
    rest.is_empty()
}

/// The value of `Retry-After`: seconds, or an HTTP date.
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
    use futures_util::future::{self, LocalBoxFuture};

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
        Rc::new(Connection::new(transport, environment, base_url, credentials, READ_TIMEOUT))
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

    /// A server that never responds.
    struct Silent;

    impl Transport for Silent {
        fn send(&self, _: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
            future::pending().boxed_local()
        }
    }

    /// A clock on which deadlines expire too.
    struct Impatient(ManualEnvironment);

    impl Environment for Impatient {
        fn now(&self) -> f64 {
            self.0.now()
        }

        fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
            self.0.sleep(duration)
        }

        fn visible(&self) -> LocalBoxFuture<'static, ()> {
            self.0.visible()
        }
    }

    #[test]
    fn what_reads_is_given_up_once_the_time_is_over_and_what_acts_never_is() {
        let clock = ManualEnvironment::new();
        for millis in [1_500, 120_000] {
            let base_url = BaseUrl::parse("http://localhost").unwrap();
            let timeout = Duration::from_millis(millis);
            let environment = Rc::new(Impatient(clock.clone()));
            let connection =
                Connection::new(Rc::new(Silent), environment, base_url, Credentials::Session, timeout);
            let error = now(Rc::new(connection).success(Request::get("/api/me"))).err().unwrap();
            assert_eq!((error.kind(), clock.sleeps().last()), (ErrorKind::Timeout, Some(&timeout)));
        }
        assert_eq!(clock.sleeps().len(), 2, "what has taken too long is not sent again");
        let base_url = BaseUrl::parse("http://localhost").unwrap();
        let environment = Rc::new(Impatient(clock.clone()));
        let connection =
            Connection::new(Rc::new(Silent), environment, base_url, Credentials::Session, READ_TIMEOUT);
        let acting = Rc::new(connection).success(Request::post("/api/maintenance/periodPruning"));
        assert!(acting.now_or_never().is_none());
        assert_eq!(clock.sleeps().len(), 2);
    }

    /// A server whose responses never end.
    struct Stalling;

    impl Transport for Stalling {
        fn send(&self, _: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
            let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
            let body = stream::iter([Ok(b"[".to_vec())]).chain(stream::pending()).boxed_local();
            future::ready(Ok(HttpResponse { status: 200, headers, body })).boxed_local()
        }
    }

    #[test]
    fn an_answer_that_stops_coming_is_given_up_whatever_was_asked_for() {
        for request in [Request::get("/api/me"), Request::post("/api/maintenance/periodPruning")] {
            let base_url = BaseUrl::parse("http://localhost").unwrap();
            let environment = Rc::new(Impatient(ManualEnvironment::new()));
            let connection =
                Connection::new(Rc::new(Stalling), environment, base_url, Credentials::Session, READ_TIMEOUT);
            let error = now(Rc::new(connection).success(request)).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::Timeout);
            assert!(error.leaves_outcome_unknown(), "{error}");
            assert!(error.message().contains("stalled"), "{error}");
        }
    }

    #[test]
    fn nobody_waits_for_a_server_that_asks_to_come_back_tomorrow() {
        let (transport, environment) = (MemoryTransport::new(), ManualEnvironment::new());
        transport.on("GET /api/me", Canned::new(503, "", "").header("Retry-After", "86400"));
        let connection = connection(&transport, &environment, Credentials::Session);
        let error = now(connection.success(Request::get("/api/me"))).err().unwrap();
        assert_eq!(
            (error.kind(), error.retry_after()),
            (ErrorKind::Server, Some(Duration::from_secs(86_400)))
        );
        assert_eq!((transport.count("GET /api/me"), environment.sleeps().len()), (1, 0));
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
        let elsewhere = ["@example.org/api/me", ".example.org", "", "/api/me?x=1", "/api/me#x"];
        let above = ["/api/../x", "/api/%2e%2E/x", "/api/.%2e/x", "/api/..\\x", "/api/.\t./x"];
        for path in elsewhere.into_iter().chain(above) {
            let error = now(connection.success(Request::get(path))).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{path}");
        }
        assert!(transport.asked().is_empty());
    }
}
