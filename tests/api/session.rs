//! Connecting, and noticing the end of the session.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Wake, Waker};
use std::time::Duration;

use dhis2_steward::transport::memory::Canned;
use futures_util::FutureExt;

use dhis2_steward::{BaseUrl, Client, Credentials, ErrorKind, Request};

use crate::support::{Server, now};

#[test]
fn a_timeout_of_zero_is_rejected_before_anything_is_sent() {
    let server = Server::new();
    let connecting = |timeout| {
        let base_url = BaseUrl::parse("http://localhost").unwrap();
        let (transport, environment) = (server.transport.clone(), server.environment.clone());
        now(Client::connect_within(transport, environment, base_url, Credentials::Session, timeout))
    };
    let refused = connecting(Duration::ZERO).err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::InvalidArgument);
    assert!(server.transport.asked().is_empty());
    assert!(connecting(Duration::from_millis(1)).is_ok());
}

#[test]
fn credentials_are_sent_with_their_scheme_and_a_session_sends_none() {
    let kinds = [
        (Credentials::Token("s3cret".into()), Some("ApiToken s3cret")),
        (Credentials::Bearer("secret".into()), Some("Bearer secret")),
        (Credentials::Session, None),
    ];
    for (credentials, expected) in kinds {
        assert!(!format!("{credentials:?}").contains("secret"));
        let server = Server::new();
        let base_url = BaseUrl::parse("http://localhost").unwrap();
        now(Client::connect(server.transport.clone(), server.environment.clone(), base_url, credentials))
            .unwrap();
        for request in server.transport.asked() {
            let sent = request.headers.iter().find(|(name, _)| *name == "Authorization");
            assert_eq!(sent.map(|(_, value)| value.as_str()), expected);
        }
    }
}

#[test]
fn a_ping_accepts_an_empty_response() {
    let server = Server::new();
    let client = server.client();
    server.transport.on("GET /api/ping", Canned::new(200, "", ""));
    server.transport.on("GET /api/ping", Canned::new(503, "text/html", "<html>starting</html>"));
    assert_eq!(now(client.ping()), Ok(()));
    assert_eq!(now(client.ping()).unwrap_err().kind(), ErrorKind::Server);
}

#[test]
fn waiting_for_the_end_of_the_session_wakes_the_caller_once_however_often_it_polls() {
    struct Told(AtomicUsize);
    impl Wake for Told {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let server = Server::new();
    let client = server.client();
    let told = Arc::new(Told(AtomicUsize::new(0)));
    let waker = Waker::from(Arc::clone(&told));
    // As in a loop that begins to wait anew at every turn.
    for _ in 0..1_000 {
        let mut ended = Box::pin(client.session().ended());
        assert!(ended.poll_unpin(&mut Context::from_waker(&waker)).is_pending());
    }
    assert_eq!(Arc::strong_count(&told), 3, "it is kept here, in the waker, and once by the session");
    server.transport.on("GET /api/ping", Canned::new(401, "application/json", "{}"));
    assert!(now(client.ping()).unwrap_err().is_session_expired());
    assert_eq!(told.0.load(Ordering::Relaxed), 1);
}

#[test]
fn the_first_accepted_request_after_the_end_of_the_session_resumes_it_and_a_ping_does_not() {
    let server = Server::new();
    let client = server.client();
    server
        .transport
        .on("GET /api/x", Canned::new(200, "text/html", "<html>log in</html>"))
        .on("GET /api/ping", Canned::new(200, "", ""))
        .on("GET /api/x", Canned::new(403, "application/json", "{}"))
        .on("GET /api/x", Canned::json("{}"));
    let request = Request::get("/api/x");
    assert!(now(client.request(&request)).unwrap_err().is_session_expired());
    let mut resumed = Box::pin(client.session().resumed());
    assert!(now(client.ping()).is_ok());
    assert_eq!(now(client.request(&request)).unwrap_err().kind(), ErrorKind::Forbidden);
    assert!(client.session().has_ended() && (&mut resumed).now_or_never().is_none());
    assert!(now(client.request(&request)).is_ok());
    assert!(!client.session().has_ended() && resumed.now_or_never().is_some());
}

#[test]
fn a_response_to_a_request_from_before_the_end_of_the_session_does_not_resume_it() {
    let server = Server::new();
    let client = server.client();
    server.transport.on("GET /api/x", Canned::new(503, "", "")).on("GET /api/x", Canned::json("{}"));
    let ending = client.clone();
    server.environment.on_sleep(move |_| ending.session().end());
    assert!(now(client.request(&Request::get("/api/x"))).is_ok());
    assert!(client.session().has_ended());
}
