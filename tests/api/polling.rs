//! Polling: its pace, and when it stops.

use core::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};

use dhis2_steward::environment::Environment;
use dhis2_steward::{BaseUrl, Client, Credentials, Error, ErrorKind};

use crate::support::{Server, now};

#[test]
fn the_pause_grows_while_nothing_changes_and_shrinks_when_something_does() {
    let server = Server::new();
    let mut poller = server.client().poller();
    for _ in 0..3 {
        now(poller.unchanged()).unwrap();
    }
    now(poller.changed()).unwrap();
    let pauses: Vec<u128> = server.environment.sleeps().iter().map(|pause| pause.as_millis()).collect();
    assert_eq!(pauses, [1_000, 1_500, 2_250, 1_000]);
}

#[test]
fn nothing_is_polled_while_the_page_is_hidden() {
    let server = Server::new();
    let mut poller = server.client().poller();
    server.environment.hide();
    let mut pause = Box::pin(poller.unchanged());
    assert!((&mut pause).now_or_never().is_none());
    server.environment.show();
    assert!(pause.now_or_never().is_some());
}

#[test]
fn nothing_is_polled_after_the_end_of_the_session() {
    let server = Server::new();
    let client = server.client();
    let mut poller = client.poller();
    server.transport.on(
        "GET /api/scheduling/running",
        dhis2_steward::transport::memory::Canned::new(401, "application/json", "{}"),
    );
    assert!(now(client.jobs().running()).unwrap_err().is_session_expired());
    assert!(now(poller.unchanged()).unwrap_err().is_session_expired());
    assert!(server.environment.sleeps().is_empty());
    client.session().resume();
    assert!(now(poller.unchanged()).is_ok());
}

#[test]
fn a_rejection_ends_polling_and_a_broken_connection_does_not() {
    let server = Server::new();
    let mut poller = server.client().poller();
    assert!(now(poller.failed(Error::new(ErrorKind::Network, "broken"))).is_ok());
    let refused = now(poller.failed(Error::new(ErrorKind::Forbidden, "no"))).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Forbidden);
}

/// A clock that stands still, so that no pause ends by itself.
struct Still;

impl Environment for Still {
    fn now(&self) -> f64 {
        100_000.0
    }

    fn sleep(&self, _: Duration) -> LocalBoxFuture<'static, ()> {
        future::pending().boxed_local()
    }

    fn visible(&self) -> LocalBoxFuture<'static, ()> {
        future::ready(()).boxed_local()
    }
}

#[test]
fn a_pause_has_an_end_time_and_can_be_ended_early() {
    let server = Server::new();
    let base_url = BaseUrl::parse("http://localhost").unwrap();
    let client =
        now(Client::connect(server.transport.clone(), Still, base_url, Credentials::Session)).unwrap();
    let mut poller = client.poller();
    let pause = poller.pause();
    assert_eq!(pause.until(), None);

    let mut waiting =
        poller.failed(Error::new(ErrorKind::Busy, "").with_retry_after(Some(Duration::from_secs(8))));
    assert!((&mut waiting).now_or_never().is_none());
    assert_eq!(pause.until(), Some(108_000.0));
    pause.end();
    assert!(now(waiting).is_ok());
    assert_eq!(pause.until(), None);

    // What was ended was that pause, and not the next one.
    assert!(poller.unchanged().now_or_never().is_none());
}

/// A clock that goes on when nobody has anything to do.
struct Ticking(tokio::time::Instant);

impl Environment for Ticking {
    fn now(&self) -> f64 {
        self.0.elapsed().as_secs_f64() * 1_000.0
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        tokio::time::sleep(duration).boxed_local()
    }

    fn visible(&self) -> LocalBoxFuture<'static, ()> {
        future::ready(()).boxed_local()
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_is_not_polled_does_not_delay_others() {
    let server = Server::new();
    let clock = Ticking(tokio::time::Instant::now());
    let base_url = BaseUrl::parse("http://localhost").unwrap();
    let client = Client::connect(server.transport.clone(), clock, base_url, Credentials::Session);
    let client = client.await.unwrap();
    let pause = |seconds| {
        let pause = Duration::from_secs(seconds);
        client.poller().between(pause, pause).unchanged()
    };
    let mut long = pause(60);
    let mut forgotten = pause(5);
    assert!((&mut long).now_or_never().is_none() && (&mut forgotten).now_or_never().is_none());
    let begun = tokio::time::Instant::now();
    pause(10).await.unwrap();
    assert_eq!(begun.elapsed().as_secs(), 10);
    drop(forgotten);
    long.await.unwrap();
    assert_eq!(begun.elapsed().as_secs(), 60);
}

#[test]
fn a_poll_survives_three_unreadable_answers_in_a_row_and_not_a_fourth() {
    let server = Server::new();
    let mut poller = server.client().poller();
    let broken = || Error::new(ErrorKind::Decode, "cut off");
    for _ in 0..2 {
        assert!(now(poller.failed(broken())).is_ok());
    }
    now(poller.changed()).unwrap();
    for _ in 0..3 {
        assert!(poller.survives(&broken()) && now(poller.failed(broken())).is_ok());
    }
    assert!(!poller.survives(&broken()));
    assert_eq!(now(poller.failed(broken())).unwrap_err().kind(), ErrorKind::Decode);
}
