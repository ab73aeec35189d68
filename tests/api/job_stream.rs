//! Watching a job through the client.

use dhis2_steward::ErrorKind;
use dhis2_steward::domain::job_watch::{JobEvent, JobState, Outcome};
use dhis2_steward::model::JobRef;
use dhis2_steward::transport::memory::Canned;
use futures_util::{StreamExt, TryStreamExt};

use crate::support::{BEGAN, ENDED, Server, job, now};

const JOB: &str = "GET /api/jobConfigurations/dOroizYJpqs";
const FEED: &str = "GET /api/system/tasks/ANALYTICS_TABLE/dOroizYJpqs";
const PROGRESS: &str = "GET /api/jobConfigurations/dOroizYJpqs/progress";

fn analytics() -> JobRef {
    let mut job: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    job.created = Some("2026-11-21T07:59:13.326".parse().unwrap());
    job
}

fn record(status: &str, last: &str, times: &str) -> String {
    job("ANALYTICS_TABLE", status, last, times)
}

#[test]
fn a_job_is_watched_from_waiting_to_its_end() {
    let server = Server::new();
    server
        .json(JOB, &record("SCHEDULED", "NOT_STARTED", ""))
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(FEED, "[]")
        .json(FEED, r#"[{"level":"INFO","message":"begun","time":"2026-11-21T07:59:14.000"}]"#)
        .json(FEED, r#"[{"level":"INFO","message":"done","completed":true,"time":"2026-11-21T07:59:15.000"},{"level":"INFO","message":"begun","time":"2026-11-21T07:59:14.000"}]"#);
    server.json(PROGRESS, r#"{"sequence":[]}"#);

    let events: Vec<JobEvent> =
        now(server.client().jobs().watch(&analytics()).map(Result::unwrap).collect::<Vec<_>>());

    let told: Vec<String> = events
        .iter()
        .map(|event| match event {
            JobEvent::State(state) => format!("{state:?}"),
            JobEvent::Notification(line) => line.message.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, ["Waiting", "begun", "Running", "done", "Ended(Completed)"]);
    // A job that waits has no progress, and is not asked for it.
    assert_eq!(server.transport.count(PROGRESS), 2);
}

#[test]
fn unreadable_progress_is_a_fault_and_watching_continues() {
    let server = Server::new();
    server
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(FEED, "[]");
    server.transport.on(PROGRESS, Canned::new(500, "application/json", "{}"));

    let events: Vec<JobEvent> =
        now(server.client().jobs().watch(&analytics()).map(Result::unwrap).collect::<Vec<_>>());

    assert!(matches!(&events[0], JobEvent::Fault(error) if error.status() == Some(500)), "{events:?}");
    assert_eq!(events.last(), Some(&JobEvent::State(JobState::Ended(Outcome::Completed))));
}

#[test]
fn progress_is_not_requested_more_often_than_the_server_stores_it() {
    let server = Server::new();
    for _ in 0..9 {
        server.json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN));
    }
    server
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(FEED, "[]")
        .json(PROGRESS, r#"{"sequence":[]}"#);

    now(server.client().jobs().watch(&analytics()).try_collect::<Vec<_>>()).unwrap();

    let waited: u64 = server.environment.sleeps().iter().map(|pause| pause.as_secs()).sum();
    let asked = server.transport.count(PROGRESS) as u64;
    assert!(asked <= waited / 10 + 2, "asked {asked} times in {waited} s");
}

#[test]
fn a_dropped_connection_is_reported_and_the_end_is_still_seen() {
    let server = Server::new();
    server.json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN));
    // A read is tried three times before it counts as failed.
    server.transport.break_on(JOB).break_on(JOB).break_on(JOB);
    server
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(FEED, "[]")
        .json(PROGRESS, r#"{"sequence":[]}"#);

    let events: Vec<JobEvent> =
        now(server.client().jobs().watch(&analytics()).map(Result::unwrap).collect::<Vec<_>>());

    assert!(
        matches!(&events[1], JobEvent::LostSight(error) if error.kind() == ErrorKind::Network),
        "{events:?}"
    );
    assert_eq!(events.last(), Some(&JobEvent::State(JobState::Ended(Outcome::Completed))));
}

#[test]
fn a_job_reports_its_state_after_a_lost_connection_even_if_unchanged() {
    let server = Server::new();
    server.json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN));
    server.transport.break_on(JOB).break_on(JOB).break_on(JOB);
    server
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(FEED, "[]")
        .json(PROGRESS, r#"{"sequence":[]}"#);

    let events: Vec<JobEvent> =
        now(server.client().jobs().watch(&analytics()).map(Result::unwrap).collect::<Vec<_>>());

    assert!(matches!(events[1], JobEvent::LostSight(_)), "{events:?}");
    assert_eq!(events[2], JobEvent::State(JobState::Running));
    assert_eq!(events.len(), 4);
}

#[test]
fn the_end_of_the_session_stops_watching_at_once() {
    let server = Server::new();
    server
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(FEED, "[]")
        .json(PROGRESS, r#"{"sequence":[]}"#);
    server.transport.on(JOB, Canned::new(401, "application/json", "{}"));

    let client = server.client();
    let events: Vec<_> = now(client.jobs().watch(&analytics()).collect::<Vec<_>>());

    assert!(events.last().unwrap().as_ref().unwrap_err().is_session_expired());
    assert!(client.session().has_ended());
    assert_eq!(server.transport.count(JOB), 2);
}

#[test]
fn the_outcome_of_a_job_that_the_server_no_longer_has_is_unknown() {
    let server = Server::new();
    server.transport.on(
        JOB,
        Canned::new(404, "application/json", r#"{"httpStatus":"Not Found","httpStatusCode":404,"status":"ERROR","message":"JobConfiguration with id dOroizYJpqs could not be found.","errorCode":"E1005"}"#),
    );
    let outcome = now(server.client().jobs().completion(&analytics(), None)).unwrap();
    let Outcome::Unknown { why } = outcome else { panic!("{outcome:?}") };
    assert_eq!(why.server_code(), Some("E1005"));
}

#[test]
fn running_work_is_found_even_while_the_server_does_not_name_the_job() {
    let server = Server::new();
    server.json("GET /api/scheduling/running", r#"{"DATA_INTEGRITY":[]}"#).json(
        "GET /api/jobConfigurations",
        &format!(
            r#"{{"jobConfigurations":[{},{}]}}"#,
            job("DATA_INTEGRITY", "DISABLED", "COMPLETED", ENDED).replace("dOroizYJpqs", "aOroizYJpqs"),
            job("DATA_INTEGRITY", "RUNNING", "NOT_STARTED", BEGAN)
        ),
    );
    let client = server.client();
    let running = now(client.jobs().running()).unwrap();
    assert_eq!((running.len(), running[0].job.as_ref()), (1, None));
    let found = now(client.jobs().find_running(&running[0].job_type)).unwrap().unwrap();
    assert_eq!(found.id.as_str(), "dOroizYJpqs");
}

#[test]
fn the_last_notification_is_not_reported_again_when_the_server_marks_it_as_the_last() {
    let line = |is_last: bool| {
        format!(
            r#"[{{"level":"INFO","time":"2026-11-21T07:59:14.000","message":"stage 3","completed":{is_last}}}]"#
        )
    };
    let server = Server::new();
    server
        .json(JOB, &record("RUNNING", "NOT_STARTED", BEGAN))
        .json(FEED, &line(false))
        .json(JOB, &record("DISABLED", "COMPLETED", ENDED))
        .json(FEED, &line(true))
        .json(PROGRESS, r#"{"sequence":[]}"#);
    let events: Vec<_> = now(server.client().jobs().watch(&analytics()).collect());
    let told = events.iter().filter(|event| matches!(event, Ok(JobEvent::Notification(_)))).count();
    assert_eq!(told, 1, "{events:?}");
}

#[test]
fn a_notification_that_was_read_is_reported_although_the_session_has_just_ended() {
    let server = Server::new();
    server
        .json(JOB, &record("DISABLED", "FAILED", ENDED))
        .json(
            FEED,
            r#"[{"level":"ERROR","time":"2026-11-21T07:59:14.000","message":"why","completed":true}]"#,
        )
        .transport
        .on(PROGRESS, Canned::new(401, "application/json", "{}"));
    let events: Vec<_> = now(server.client().jobs().watch(&analytics()).collect());
    let failed = JobState::Ended(Outcome::Failed { reason: Some("why".into()) });
    assert!(
        events
            .iter()
            .any(|event| event.as_ref().is_ok_and(|event| *event == JobEvent::State(failed.clone()))),
        "{events:?}"
    );
}
