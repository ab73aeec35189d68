//! Issues as a stream.

use std::cell::Cell;
use std::rc::Rc;

use dhis2_steward::client::IssueEvent;
use dhis2_steward::environment::manual::ManualEnvironment;
use dhis2_steward::model::Severity;
use dhis2_steward::transport::memory::{Canned, MemoryTransport};
use dhis2_steward::transport::{HttpRequest, HttpResponse, Transport};
use dhis2_steward::{BaseUrl, Client, Credentials, ErrorKind, Result};
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt, TryStreamExt, stream};

use crate::support::{Server, now};

const DETAILS: &str = "GET /api/dataIntegrity/details";
const ANSWER: &str = r#"{"a_a":{"name":"a_a","severity":"CRITICAL","startTime":"2026-11-21T07:59:13.380","issues":[{"id":"x","name":"X"},{"name":"Y","refs":["Z:z"]}]}}"#;

#[test]
fn each_issue_knows_its_check_and_severity() {
    let server = Server::new();
    server.json(DETAILS, ANSWER);
    let events: Vec<IssueEvent> =
        now(async { server.client().integrity().issues(&[]).await.unwrap().try_collect().await }).unwrap();
    let [IssueEvent::Issue(first), IssueEvent::Issue(second), IssueEvent::Checked(check)] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!((&*first.check, &first.severity), ("a_a", &Some(Severity::Critical)));
    assert_eq!(second.issue.refs, ["Z:z"]);
    assert_eq!(check.error, None);
}

#[test]
fn a_truncated_response_is_an_error_after_the_issues_that_arrived() {
    let server = Server::new();
    server.transport.on(DETAILS, Canned::json(&ANSWER[..ANSWER.len() - 30]).broken());
    let events: Vec<_> =
        now(async { server.client().integrity().issues(&[]).await.unwrap().collect::<Vec<_>>().await });
    assert!(matches!(events[0], Ok(IssueEvent::Issue(_))));
    let error = events.last().unwrap().as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network);
    assert_eq!(error.request(), Some(DETAILS));
}

#[test]
fn a_response_that_silently_ends_too_early_is_not_complete() {
    let server = Server::new();
    server.json(DETAILS, &ANSWER[..ANSWER.len() - 1]);
    let events: Vec<_> =
        now(async { server.client().integrity().issues(&[]).await.unwrap().collect::<Vec<_>>().await });
    assert_eq!(events.last().unwrap().as_ref().unwrap_err().kind(), ErrorKind::Network);
}

#[test]
fn a_rejection_has_the_servers_message() {
    let server = Server::new();
    server.transport.on(
        DETAILS,
        Canned::new(403, "application/json", r#"{"httpStatus":"Forbidden","httpStatusCode":403,"status":"ERROR","message":"Access is denied, requires one Authority from [F_PERFORM_MAINTENANCE]"}"#),
    );
    let error = now(server.client().integrity().issues(&[])).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert!(error.server_message().unwrap().contains("F_PERFORM_MAINTENANCE"));
}

#[test]
fn batches_have_the_same_issues_as_the_stream_followed_by_the_error() {
    let issues = (0..2500).map(|at| format!(r#"{{"name":"{at}"}}"#)).collect::<Vec<_>>().join(",");
    let whole =
        format!(r#"{{"a_a":{{"name":"a_a","startTime":"2026-11-21T07:59:13.380","issues":[{issues}]}}}}"#);
    for answer in [Canned::json(&whole), Canned::json(&whole[..whole.len() - 2]).broken()] {
        let server = Server::new();
        server.transport.on(DETAILS, answer);
        let mut alone: Vec<_> =
            now(async { server.client().integrity().issues(&[]).await.unwrap().collect::<Vec<_>>().await });
        let (batches, end) = now(async {
            let mut events = server.client().integrity().issues(&[]).await.unwrap();
            let mut batches = Vec::new();
            loop {
                match events.next_batch().await {
                    Ok(Some(batch)) => batches.push(batch),
                    Ok(None) => break (batches, None),
                    Err(error) => break (batches, Some(error.kind())),
                }
            }
        });
        assert!(batches.iter().all(|batch| (1..=1024).contains(&batch.len())), "{}", batches.len());
        let broken = alone.pop_if(|last| last.is_err()).map(|last| last.unwrap_err().kind());
        assert_eq!(end, broken);
        assert_eq!(batches.concat(), alone.into_iter().collect::<Result<Vec<_>, _>>().unwrap());
    }
}

/// A server whose details never end. Counts the pieces that were asked for, and who reads them holds the count.
struct Endless {
    others: MemoryTransport,
    pieces: Rc<Cell<usize>>,
}

impl Transport for Endless {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        if !request.url.contains("/api/dataIntegrity/details") {
            return self.others.send(request);
        }
        let pieces = Rc::clone(&self.pieces);
        let issues = stream::repeat_with(move || {
            pieces.set(pieces.get() + 1);
            Ok(r#"{"id":"rdKQhyVo33K"},"#.repeat(4).into_bytes())
        });
        let beginning = r#"{"a":{"name":"a","severity":"INFO","issues":["#;
        let body = stream::iter([Ok(beginning.as_bytes().to_vec())]).chain(issues).boxed_local();
        async { Ok(HttpResponse { status: 200, headers: Vec::new(), body }) }.boxed_local()
    }
}

#[test]
fn dropping_the_stream_after_ten_issues_stops_the_download() {
    let server = Server::new();
    let pieces = Rc::new(Cell::new(0));
    let transport = Endless { others: server.transport.clone(), pieces: Rc::clone(&pieces) };
    let base_url = BaseUrl::parse("http://localhost").unwrap();
    let connected = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session);
    let client = now(connected).unwrap();
    let idle = Rc::strong_count(&pieces);
    let mut issues = now(client.integrity().issues(&[])).unwrap();
    for _ in 0..10 {
        assert!(matches!(now(issues.try_next()), Ok(Some(IssueEvent::Issue(_)))));
    }
    assert_eq!((pieces.get(), Rc::strong_count(&pieces)), (3, idle + 1), "of four issues each");
    drop(issues);
    assert_eq!(Rc::strong_count(&pieces), idle, "the body is let go, which ends the download");
}
