//! Running integrity checks through the client.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use dhis2_steward::client::{IntegrityRun, RunPhase};
use dhis2_steward::domain::integrity::{CheckResult, Selection};
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::Check;
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::transport::memory::{Canned, MemoryTransport};
use dhis2_steward::transport::{HttpRequest, HttpResponse, Transport};
use dhis2_steward::{BaseUrl, Client, Credentials, Result};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use crate::support::{BEGAN, ENDED, Server, job, now};

const JOB: &str = "GET /api/jobConfigurations/dOroizYJpqs";
const START: &str = "POST /api/dataIntegrity/summary";
const CANCEL: &str = "POST /api/jobConfigurations/dOroizYJpqs/cancel";
const RUNNING: &str = "GET /api/dataIntegrity/summary/running";
const SUMMARIES: &str = "GET /api/dataIntegrity/summary";

fn checks() -> Vec<Check> {
    serde_json::from_str(
        r#"[{"name":"a_a","code":"AA","displayName":"A","severity":"INFO"},{"name":"b_b","code":"BB","displayName":"B","severity":"SEVERE"},
            {"name":"s_s","code":"SS","displayName":"S","severity":"WARNING","isSlow":true}]"#,
    )
    .unwrap()
}

fn started(created: &str) -> String {
    format!(
        r#"{{"httpStatus":"OK","httpStatusCode":200,"status":"OK","message":"Initiated","response":{{"id":"dOroizYJpqs","created":"{created}","jobType":"DATA_INTEGRITY"}}}}"#
    )
}

fn record(status: &str, last: &str, times: &str) -> String {
    job("DATA_INTEGRITY", status, last, times)
}

fn summary(name: &str, start: &str, rest: &str) -> String {
    format!(r#""{name}":{{"name":"{name}","startTime":"{start}",{rest}}}"#)
}

fn to_the_end(run: &mut IntegrityRun) -> Vec<RunPhase> {
    let mut phases = Vec::new();
    loop {
        let step = now(run.step()).unwrap();
        phases.push(step.phase.clone());
        if let RunPhase::Ended(_) = step.phase {
            return phases;
        }
    }
}

#[test]
fn a_run_counts_what_is_done_and_ends_with_a_report_of_every_check() {
    let server = Server::new();
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(RUNNING, r#"["b_b"]"#)
        .json(
            SUMMARIES,
            &format!(
                "{{{},{}}}",
                summary("a_a", "2026-11-21T07:59:13.380", r#""count":0"#),
                summary("b_b", "2026-11-21T07:59:13.381", r#""count":3,"percentage":2.5"#)
            ),
        );
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::Fast, &checks())).unwrap();

    let first = now(run.step()).unwrap();
    assert_eq!((first.phase, first.done, first.total), (RunPhase::Running, 1, 2));
    assert_eq!(first.remaining, ["b_b"]);
    assert_eq!(to_the_end(&mut run), [RunPhase::Ended(Outcome::Completed)]);

    let report = now(run.report()).unwrap();
    let results: Vec<&CheckResult> = report.checks.iter().map(|check| &check.result).collect();
    assert_eq!(results, [&CheckResult::Passed, &CheckResult::Issues { count: 3, percentage: Some(2.5) }]);
}

#[test]
fn a_check_that_ended_in_error_is_rerun_on_its_own_before_it_is_reported() {
    let server = Server::new();
    let failed = r#""count":-1,"error":"ERROR: deadlock""#;
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(START, &started("2026-11-21T07:59:20.000"))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(JOB, &record("DISABLED", "COMPLETED", &ENDED.replace("07:59:13", "07:59:21")))
        .json(
            SUMMARIES,
            &format!(
                "{{{},{}}}",
                summary("a_a", "2026-11-21T07:59:13.380", r#""count":0"#),
                summary("b_b", "2026-11-21T07:59:13.381", failed)
            ),
        )
        .json(
            SUMMARIES,
            &format!(
                "{{{},{}}}",
                summary("a_a", "2026-11-21T07:59:13.380", r#""count":0"#),
                summary("b_b", "2026-11-21T07:59:21.381", r#""count":2"#)
            ),
        );
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::Fast, &checks())).unwrap();

    assert_eq!(to_the_end(&mut run), [RunPhase::RunningAgain, RunPhase::Ended(Outcome::Completed)]);
    let starts: Vec<_> = server.transport.asked().into_iter().filter_map(|request| request.body).collect();
    assert_eq!(starts, [br#"["a_a","b_b"]"#.to_vec(), br#"["b_b"]"#.to_vec()]);
    let report = now(run.report()).unwrap();
    assert_eq!(report.checks[1].result, CheckResult::Issues { count: 2, percentage: None });
}

#[test]
fn a_check_that_fails_again_is_reported_as_failed_with_the_servers_message() {
    let server = Server::new();
    let failed =
        summary("a_a", "2026-11-21T07:59:13.380", r#""count":-1,"error":"ERROR: statement timeout""#);
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(SUMMARIES, &format!("{{{failed}}}"));
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::named(["a_a"]), &checks()))
            .unwrap();
    to_the_end(&mut run);
    let report = now(run.report()).unwrap();
    assert_eq!(
        report.checks[0].result,
        CheckResult::Failed { error: Some("ERROR: statement timeout".into()) }
    );
    assert_eq!(server.transport.count(START), 2);
}

#[test]
fn results_of_an_earlier_run_do_not_count() {
    let server = Server::new();
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("DISABLED", "STOPPED", ENDED))
        .json(SUMMARIES, &format!("{{{}}}", summary("a_a", "2026-11-21T06:00:00.000", r#""count":0"#)));
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::named(["a_a"]), &checks()))
            .unwrap();
    assert_eq!(to_the_end(&mut run), [RunPhase::Ended(Outcome::Cancelled)]);
    assert_eq!(now(run.report()).unwrap().checks[0].result, CheckResult::NotRun);
}

#[test]
fn a_cancelled_run_does_not_claim_that_every_check_ran() {
    let server = Server::new();
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &record("DISABLED", "STOPPED", ENDED))
        .json(RUNNING, r#"["b_b"]"#);
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::Fast, &checks())).unwrap();
    now(run.step()).unwrap();
    run.cancel_asked();
    let last = now(run.step()).unwrap();
    assert_eq!(last.phase, RunPhase::Ended(Outcome::Cancelled));
    assert_eq!((last.done, last.total), (1, 2));
}

#[test]
fn a_job_that_starts_during_a_cancellation_is_cancelled_too() {
    let server = Server::new();
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(START, &started("2026-11-21T07:59:20.000"))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(JOB, &record("RUNNING", "NOT_STARTED", &BEGAN.replace("07:59:13", "07:59:21")))
        .json(JOB, &record("RUNNING", "NOT_STARTED", &BEGAN.replace("07:59:13", "07:59:21")))
        .json(JOB, &record("DISABLED", "STOPPED", &ENDED.replace("07:59:13", "07:59:21")))
        .json(RUNNING, r#"["b_b"]"#)
        .json(
            SUMMARIES,
            &format!(
                "{{{},{}}}",
                summary("a_a", "2026-11-21T07:59:13.380", r#""count":0"#),
                summary("b_b", "2026-11-21T07:59:13.381", r#""count":-1,"error":"ERROR: deadlock""#)
            ),
        );
    server.transport.on(CANCEL, Canned::no_content());
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::Fast, &checks())).unwrap();
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::RunningAgain);
    // The job before was asked to stop, when this one was on its way already.
    run.handle().cancel_asked();
    assert_eq!(
        to_the_end(&mut run),
        [RunPhase::Stopping, RunPhase::Stopping, RunPhase::Ended(Outcome::Cancelled)]
    );
    assert_eq!((server.transport.count(CANCEL), server.transport.count(START)), (1, 2));
}

#[test]
fn a_dropped_connection_keeps_the_progress_and_the_run_continues() {
    let server = Server::new();
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN));
    server.transport.break_on(JOB).break_on(JOB).break_on(JOB);
    server
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(RUNNING, r#"["b_b"]"#)
        .json(SUMMARIES, "{}");
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::Fast, &checks())).unwrap();
    now(run.step()).unwrap();
    let unseen = now(run.step()).unwrap();
    assert!(unseen.lost_sight.is_some());
    assert_eq!((unseen.phase, unseen.done), (RunPhase::Running, 1));
    assert_eq!(to_the_end(&mut run), [RunPhase::Ended(Outcome::Completed)]);
}

#[test]
fn a_run_started_elsewhere_is_resumed_with_its_checks() {
    let server = Server::new();
    let record = record("RUNNING", "NOT_STARTED", BEGAN)
        .replace(r#""jobStatus""#, r#""jobParameters":{"type":"SUMMARY","checks":["b_b"]},"jobStatus""#);
    let run = server.client().integrity().resume(&serde_json::from_str(&record).unwrap(), &checks());
    assert_eq!(run.names(), ["b_b"]);
    let all = server
        .client()
        .integrity()
        .resume(&serde_json::from_str(&record.replace(r#"["b_b"]"#, "[]")).unwrap(), &checks());
    assert_eq!(all.names(), ["a_a", "b_b"]);
}

#[test]
fn a_run_that_names_an_unknown_check_is_resumed_with_the_others() {
    // The server takes such a run and drops the name without a word; the run was then shown as one of no checks.
    let server = Server::new();
    let record = record("RUNNING", "NOT_STARTED", BEGAN).replace(
        r#""jobStatus""#,
        r#""jobParameters":{"type":"SUMMARY","checks":["orgunits_no_geometry","b_b"]},"jobStatus""#,
    );
    let run = server.client().integrity().resume(&serde_json::from_str(&record).unwrap(), &checks());
    assert_eq!(run.names(), ["b_b"]);
}

#[test]
fn issues_of_a_details_run_are_counted_and_its_failed_checks_are_reported() {
    let server = Server::new();
    let details = r#"{"a_a":{"name":"a_a","severity":"INFO","startTime":"2026-11-21T07:59:13.380","issues":[{"id":"x"},{"id":"y"}]},
                      "b_b":{"name":"b_b","severity":"SEVERE","startTime":"2026-11-21T07:59:13.381","error":"could not extract ResultSet","issues":[]}}"#;
    server
        .json("POST /api/dataIntegrity/details", &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("DISABLED", "STOPPED", ENDED))
        .json("GET /api/dataIntegrity/details", details);
    let mut run =
        now(server.client().integrity().run(RunKind::Details, &Selection::Fast, &checks())).unwrap();
    to_the_end(&mut run);
    let report = now(run.report()).unwrap();
    assert_eq!(report.checks[0].result, CheckResult::Issues { count: 2, percentage: None });
    assert!(report.checks[1].result.is_failed());
}

/// A server whose answers to what acts do not come while the line is closed, although it has been asked.
#[derive(Clone)]
struct Line {
    transport: MemoryTransport,
    is_closed: Rc<Cell<bool>>,
}

impl Transport for Line {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        let waits = request.body.is_some();
        let (sending, is_closed) = (self.transport.send(request), Rc::clone(&self.is_closed));
        async move {
            let answer = sending.await;
            let open = poll_fn(|_| if waits && is_closed.get() { Poll::Pending } else { Poll::Ready(()) });
            open.await;
            answer
        }
        .boxed_local()
    }
}

/// A run of which one check has ended in an error, and is to be run again, on a server that answers more than that.
fn failing(and_then: impl Fn(&Server)) -> (Server, Line, Client, IntegrityRun) {
    let server = Server::new();
    let failed = r#""count":-1,"error":"ERROR: deadlock""#;
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(RUNNING, r#"["a_a"]"#)
        .json(SUMMARIES, &format!("{{{}}}", summary("a_a", "2026-11-21T07:59:13.381", failed)));
    and_then(&server);
    let line = Line { transport: server.transport.clone(), is_closed: Rc::default() };
    let base_url = BaseUrl::parse("http://localhost").unwrap();
    let client =
        now(Client::connect(line.clone(), server.environment.clone(), base_url, Credentials::Session))
            .unwrap();
    let mut run =
        now(client.integrity().run(RunKind::Summary, &Selection::named(["a_a"]), &checks())).unwrap();
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::Running);
    (server, line, client, run)
}

#[test]
fn a_poll_that_is_dropped_while_checks_are_restarted_loses_no_job() {
    let again = |text: &str| text.replace("dOroizYJpqs", "aGainJobUid").replace("07:59:13", "07:59:20");
    let cured = format!("{{{}}}", summary("a_a", "2026-11-21T07:59:20.381", r#""count":2"#));
    let (server, line, _, mut run) = failing(|server| {
        server
            .json(START, &again(&started("2026-11-21T07:59:20.000")))
            .json("GET /api/jobConfigurations/aGainJobUid", &again(&record("DISABLED", "COMPLETED", ENDED)))
            .json(SUMMARIES, &cured);
    });
    line.is_closed.set(true);
    for _ in 0..3 {
        assert!(run.step().now_or_never().is_none(), "the answer is not there yet");
        assert_eq!(server.transport.count(START), 2);
    }
    line.is_closed.set(false);
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::RunningAgain);
    assert_eq!(server.environment.sleeps().len(), 1, "what is on its way is looked for without a pause");
    assert_eq!(run.job().id.as_str(), "aGainJobUid");
    assert_eq!(to_the_end(&mut run), [RunPhase::Ended(Outcome::Completed)]);
    assert_eq!(server.transport.count(START), 2);
    let report = now(run.report()).unwrap();
    assert_eq!(report.checks[0].result, CheckResult::Issues { count: 2, percentage: None });
}

#[test]
fn a_rerun_whose_response_was_lost_is_not_started_twice() {
    let (server, _, _, mut run) = failing(|server| {
        server.transport.break_on(START);
        server.json(START, &started("2026-11-21T07:59:20.000"));
    });
    assert!(now(run.step()).unwrap().lost_sight.is_some_and(|error| error.leaves_outcome_unknown()));
    assert_eq!(to_the_end(&mut run), [RunPhase::Ended(Outcome::Completed)]);
    assert_eq!(server.transport.count(START), 2);
    assert!(now(run.report()).unwrap().checks[0].result.is_failed());
}

#[test]
fn a_rerun_that_could_not_be_sent_starts_later() {
    let (server, _, _, mut run) = failing(|server| {
        server.transport.refuse_on(START);
        server.json(START, &started("2026-11-21T07:59:20.000"));
    });
    assert!(now(run.step()).unwrap().lost_sight.is_some_and(|error| !error.leaves_outcome_unknown()));
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::RunningAgain);
    assert_eq!(server.transport.count(START), 3);
}

#[test]
fn a_rejected_rerun_leaves_the_existing_results() {
    let (server, _, _, mut run) = failing(|server| {
        server
            .transport
            .on(START, Canned::new(409, "application/json", r#"{"message":"Job already running"}"#));
    });
    assert_eq!(to_the_end(&mut run), [RunPhase::Ended(Outcome::Completed)]);
    assert_eq!(server.transport.count(START), 2);
    assert!(now(run.report()).unwrap().checks[0].result.is_failed());
}

#[test]
fn watching_a_run_of_another_user_starts_nothing_even_if_checks_failed() {
    let (server, _, _, run) = failing(|_| ());
    let record = record("DISABLED", "COMPLETED", ENDED)
        .replace(r#""jobStatus""#, r#""jobParameters":{"type":"SUMMARY","checks":["a_a"]},"jobStatus""#);
    drop(run);
    let mut picked_up =
        server.client().integrity().resume(&serde_json::from_str(&record).unwrap(), &checks());
    assert_eq!(to_the_end(&mut picked_up), [RunPhase::Ended(Outcome::Completed)]);
    assert!(now(picked_up.report()).unwrap().checks[0].result.is_failed());
    assert_eq!(server.transport.count(START), 1, "that of whoever began it");
}

#[test]
fn a_report_has_the_results_of_the_last_poll_and_fetches_nothing() {
    let server = Server::new();
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(SUMMARIES, &format!("{{{}}}", summary("a_a", "2026-11-21T07:59:13.380", r#""count":0"#)));
    let mut run =
        now(server.client().integrity().run(RunKind::Summary, &Selection::named(["a_a"]), &checks()))
            .unwrap();
    to_the_end(&mut run);
    assert_eq!(now(run.report()).unwrap().checks[0].result, CheckResult::Passed);
    assert_eq!(server.transport.count(SUMMARIES), 1);
}

#[test]
fn a_rerun_that_is_postponed_or_comes_after_the_end_of_the_session_starts_later() {
    let (server, _, client, mut run) = failing(|server| {
        server.transport.on(START, Canned::new(429, "application/json", "{}").header("Retry-After", "9"));
        server.transport.on(START, Canned::new(401, "application/json", "{}"));
        server.json(START, &started("2026-11-21T07:59:20.000"));
    });
    assert!(now(run.step()).unwrap().lost_sight.is_some());
    assert!(now(run.step()).unwrap_err().is_session_expired());
    client.session().resume();
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::RunningAgain);
    assert_eq!(server.transport.count(START), 4);
}

/// The results of checks that failed because of another one.
fn failed(names: &[&str]) -> String {
    let failed = |name| {
        format!(
            r#""{name}":{{"name":"{name}","startTime":"2026-11-21T07:59:14.380","count":-1,"error":"boom"}}"#
        )
    };
    format!("{{{}}}", names.iter().map(failed).collect::<Vec<_>>().join(","))
}

#[test]
fn after_a_rerun_whose_response_was_lost_no_other_is_started() {
    let server = Server::new();
    server.json(START, &started("2026-11-21T07:59:13.326"));
    server.transport.break_on(START);
    server
        .json(START, &started("2026-11-21T07:59:20.000"))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(SUMMARIES, &failed(&["a_a", "b_b", "s_s"]));
    let integrity = server.client().integrity();
    let mut run = now(integrity.run(RunKind::Summary, &Selection::All, &checks())).unwrap();
    for _ in 0..4 {
        now(run.step()).unwrap();
    }
    assert_eq!(server.transport.count(START), 2);
}

#[test]
fn a_cancel_that_the_end_of_the_session_stopped_is_sent_after_the_next_log_in() {
    let server = Server::new();
    server
        .json(START, &started("2026-11-21T07:59:13.326"))
        .json(START, &started("2026-11-21T07:59:20.000"))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(JOB, &record("RUNNING", "NOT_STARTED", &BEGAN.replace("07:59:13", "07:59:21")))
        .json(RUNNING, r#"["a_a"]"#)
        .json(SUMMARIES, &failed(&["a_a"]));
    let expired = Canned::new(401, "application/json", "{}");
    server.transport.on(CANCEL, expired).on(CANCEL, Canned::no_content());
    let client = server.client();
    let started =
        client.integrity().run(RunKind::Summary, &Selection::named(["a_a"]), &checks()).now_or_never();
    let mut run = started.unwrap().unwrap();
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::RunningAgain);
    run.handle().cancel_asked();
    assert!(now(run.step()).unwrap_err().is_session_expired());
    client.session().resume();
    now(run.step()).unwrap();
    assert_eq!(server.transport.count(CANCEL), 2);
}

#[test]
fn a_run_of_no_checks_is_rejected_instead_of_running_those_that_are_not_slow() {
    let server = Server::new();
    server.json(START, &started("2026-11-21T07:59:13.326"));
    let error = now(server.client().integrity().run(RunKind::Summary, &Selection::All, &[])).err().unwrap();
    assert_eq!(error.to_string(), "No checks selected: the server has none of this kind.");
    assert_eq!(server.transport.count(START), 0);
}

#[test]
fn a_run_can_be_looked_at_again_after_too_many_unreadable_responses() {
    let server = Server::new();
    server.json(START, &started("2026-11-21T07:59:13.326"));
    for _ in 0..4 {
        server.json(JOB, "junk");
    }
    server.json(JOB, &record("DISABLED", "COMPLETED", ENDED)).json(SUMMARIES, "{}");
    let integrity = server.client().integrity();
    let mut run = now(integrity.run(RunKind::Summary, &Selection::named(["a_a"]), &checks())).unwrap();
    for _ in 0..3 {
        now(run.step()).unwrap();
    }
    now(run.step()).unwrap_err();
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::Ended(Outcome::Completed));
}
