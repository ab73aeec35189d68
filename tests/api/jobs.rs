//! Jobs: running, cancelling, finding and watching them, and recorded responses.

use std::time::Duration;

use dhis2_steward::client::{RunPhase, TaskWatch};
use dhis2_steward::domain::integrity::Selection;
use dhis2_steward::domain::job_watch::{JobEvent, JobState, Outcome, state_of};
use dhis2_steward::model::{JobDraft, JobRef, JobStatus, JobType, Schedule, Uid};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::transport::memory::Canned;
use dhis2_steward::{Client, ErrorKind};
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;
use futures_util::{StreamExt, TryStreamExt};

use crate::recordings::{VERSIONS, each};
use crate::support::{BEGAN, ENDED, Server, job, now};
use crate::versions::admin;

const JOB: &str = "GET /api/jobConfigurations/dOroizYJpqs";
const FEED: &str = "GET /api/system/tasks/ANALYTICS_TABLE/dOroizYJpqs";

#[test]
fn every_recorded_job_of_any_type_and_version_has_a_state() {
    let mut types: Vec<JobType> = Vec::new();
    each(&VERSIONS, &decoder::RECORD, |recording, job| {
        let state = state_of(&job, job.current_run().created);
        let is_over = job.last_finished.is_some() && job.job_status != JobStatus::Running && !job.is_queued();
        match state {
            JobState::Ended(outcome) => {
                assert!(is_over, "{}: {outcome:?}", recording.name);
                let last = job.last_executed_status.as_ref().map(JobStatus::as_str);
                let expected = match outcome {
                    Outcome::Completed => "COMPLETED",
                    Outcome::Failed { .. } => "FAILED",
                    Outcome::Cancelled => "STOPPED",
                    Outcome::Unknown { .. } => panic!("{}", recording.name),
                };
                assert_eq!(last, Some(expected), "{}", recording.name);
            }
            JobState::Running => assert_eq!(job.job_status, JobStatus::Running),
            JobState::Waiting => assert!(!is_over, "{}", recording.name),
        }
        if !types.contains(&job.job_type) {
            types.push(job.job_type);
        }
    });
    assert!(types.len() >= 5, "{types:?}");
}

#[test]
fn every_other_recorded_response_about_jobs_is_read() {
    each(&VERSIONS, &decoder::PROGRESS, |recording, progress| {
        for process in &progress.sequence {
            assert!(process.started_time.is_some(), "{}", recording.name);
        }
    });
    each(&VERSIONS, &decoder::JOB_ERRORS, |_, errors| assert!(errors.errors.is_empty()));
    each(&VERSIONS, &decoder::ALL_JOB_ERRORS, |_, all| assert!(all.is_empty()));
    each(&VERSIONS, &decoder::EXECUTIONS, |_, report| assert!(report.error_reports.is_empty()));
    each(&VERSIONS, &decoder::RUNNING, |_, _| {});
}

#[test]
fn errors_of_objects_are_read_and_unknown_values_are_kept() {
    let server = Server::new();
    server.json(
        "GET /api/jobConfigurations/dOroizYJpqs/errors",
        r#"{"id":"dOroizYJpqs","type":"BRAND_NEW_IMPORT","user":"M5zQapPyTZI","created":"2026-11-21T07:59:13.326",
            "codes":"ValidationCode","novelty":1,
            "errors":[{"code":"E1094","id":"a0000000001","type":"TRACKED_ENTITY","args":["x"],"message":"No."}]}"#,
    );
    let id: Uid = "dOroizYJpqs".parse().unwrap();
    let errors = now(server.client().jobs().errors(id)).unwrap();
    assert_eq!(errors.job_type.unwrap().as_str(), "BRAND_NEW_IMPORT");
    assert_eq!((errors.errors[0].code.as_str(), errors.errors[0].arguments[0].as_str()), ("E1094", "x"));
}

#[test]
fn a_wait_ends_with_its_timeout_and_the_job_continues() {
    let server = Server::new();
    server.json(JOB, &job("ANALYTICS_TABLE", "RUNNING", "NOT_STARTED", BEGAN));
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let limit = Some(Duration::from_secs(60));
    let error = now(server.client().jobs().completion(&reference, limit)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.message().contains("ANALYTICS_TABLE/dOroizYJpqs") && error.leaves_outcome_unknown());
    let waited: Duration = server.environment.sleeps().iter().sum();
    assert_eq!(waited, Duration::from_secs(60), "no pause lasts longer than the time given");
}

/// What a wait and a watch of a minute say in the end.
fn said_at_the_end(server: &Server) -> [String; 2] {
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let limit = Some(Duration::from_secs(60));
    let waited = now(server.client().jobs().completion(&reference, limit)).unwrap_err();
    let watch = TaskWatch { interval: None, timeout: limit };
    let events: Vec<_> = now(server.client().tasks().watch(&reference, watch).collect());
    let watched = events.last().unwrap().as_ref().unwrap_err();
    [&waited, watched].map(|error| {
        assert_eq!(error.kind(), ErrorKind::Timeout);
        error
            .message()
            .strip_prefix("ANALYTICS_TABLE/dOroizYJpqs did not end within the timeout; ")
            .unwrap()
            .to_owned()
    })
}

#[test]
fn a_timeout_says_what_is_known_of_the_job() {
    let (running, queued, hidden) = (Server::new(), Server::new(), Server::new());
    running.json(FEED, "[]").json(JOB, &job("ANALYTICS_TABLE", "RUNNING", "NOT_STARTED", BEGAN));
    assert_eq!(said_at_the_end(&running), ["it is still running."; 2]);
    queued.json(FEED, "[]").json(JOB, &job("ANALYTICS_TABLE", "SCHEDULED", "NOT_STARTED", ""));
    assert_eq!(said_at_the_end(&queued), ["it is still queued."; 2]);
    hidden.transport.break_on(JOB);
    assert_eq!(said_at_the_end(&hidden), ["it could not be seen. The connection to the server was lost."; 2]);
}

#[test]
fn a_timeout_after_the_connection_was_lost_says_when_the_job_was_last_seen() {
    let server = Server::new();
    server.json(JOB, &job("ANALYTICS_TABLE", "RUNNING", "NOT_STARTED", BEGAN)).transport.break_on(JOB);
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let limit = Some(Duration::from_secs(60));
    let error = now(server.client().jobs().completion(&reference, limit)).unwrap_err();
    let ago = server.environment.sleeps().iter().sum::<Duration>().as_secs();
    let known = format!("it was running {ago} s ago. The connection to the server was lost.");
    assert!(ago >= 60 && error.message().ends_with(&known), "{error}");
}

#[test]
fn a_rejection_at_the_end_of_the_timeout_is_not_reported_as_a_timeout() {
    let server = Server::new();
    server.transport.on(JOB, Canned::new(403, "application/json", "{}"));
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let error = now(server.client().jobs().completion(&reference, Some(Duration::ZERO))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
}

#[test]
fn a_wait_ends_in_time_even_if_the_page_is_hidden_or_the_server_asks_to_wait_longer() {
    let limit = Some(Duration::from_secs(5));
    let server = Server::new();
    server.json(JOB, &job("ANALYTICS_TABLE", "RUNNING", "NOT_STARTED", BEGAN));
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let client = server.client();
    server.environment.hide();
    let error = now(client.jobs().completion(&reference, limit)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);

    let busy = Server::new();
    busy.transport.on(JOB, Canned::new(503, "", "").header("Retry-After", "3600"));
    let error = now(busy.client().jobs().completion(&reference, limit)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(busy.environment.sleeps(), [Duration::from_secs(5)]);
}

#[test]
fn a_failed_run_of_a_scheduled_job_is_reported_even_if_the_next_run_has_started() {
    let server = Server::new();
    let scheduled =
        |status: &str| job("ANALYTICS_TABLE", status, "FAILED", ENDED).replace("ONCE_ASAP", "CRON");
    server.json(JOB, &scheduled("SCHEDULED")).json(JOB, &scheduled("RUNNING"));
    // Nor is the reason waited for where the server does not tell it.
    server
        .transport
        .on("GET /api/system/tasks/ANALYTICS_TABLE/dOroizYJpqs", Canned::new(500, "application/json", "{}"));
    server.json("GET /api/jobConfigurations/dOroizYJpqs/progress", "");
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let outcome = now(server.client().jobs().completion(&reference, None)).unwrap();
    assert_eq!(outcome, Outcome::Failed { reason: None });
    assert!(server.environment.sleeps().is_empty());
}

#[test]
fn a_wait_continues_while_the_server_is_unreachable_and_returns_why_a_run_failed() {
    let server = Server::new();
    server.transport.on(JOB, Canned::new(500, "application/json", "{}"));
    server
        .json(JOB, &job("ANALYTICS_TABLE", "RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &job("ANALYTICS_TABLE", "DISABLED", "FAILED", ENDED))
        .json("GET /api/system/tasks/ANALYTICS_TABLE/dOroizYJpqs", "[]")
        .json(
            "GET /api/jobConfigurations/dOroizYJpqs/progress",
            r#"{"sequence":[{"status":"ERROR","error":"column yearly does not exist","stages":[]}]}"#,
        );
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let outcome = now(server.client().jobs().completion(&reference, None)).unwrap();
    assert_eq!(outcome, Outcome::Failed { reason: Some("column yearly does not exist".into()) });
}

#[test]
fn waiting_for_a_job_that_no_longer_exists_ends_with_an_unknown_outcome() {
    let server = Server::new();
    server.transport.on(JOB, Canned::new(404, "application/json", r#"{"message":"gone"}"#));
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let outcome = now(server.client().jobs().completion(&reference, None)).unwrap();
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
}

#[test]
fn a_run_that_2_40_rejects_with_a_200_is_a_conflict() {
    let server = Server::of("2.40.9");
    server.json(JOB, &job("ANALYTICS_TABLE", "SCHEDULED", "NOT_STARTED", "")).json(
        "POST /api/jobConfigurations/dOroizYJpqs/execute",
        r#"{"klass":"JobConfiguration","index":0,"errorReports":[{"message":"It runs already.","errorCode":"E7006"}]}"#,
    );
    let error = now(server.client().jobs().execute("dOroizYJpqs".parse().unwrap())).unwrap_err();
    assert_eq!((error.kind(), error.server_code()), (ErrorKind::Conflict, Some("E7006")));
    assert_eq!(error.server_message(), Some("It runs already."));
}

#[test]
fn what_2_40_lacks_is_rejected_before_anything_is_sent() {
    let server = Server::of("2.40.9");
    let client = server.client();
    let asked = server.transport.asked().len();
    let id: Uid = "dOroizYJpqs".parse().unwrap();
    let jobs = client.jobs();
    for error in [
        now(jobs.cancel(id)).unwrap_err(),
        now(jobs.revert(id)).unwrap_err(),
        now(jobs.clean(60)).unwrap_err(),
        now(jobs.progress(id)).unwrap_err(),
        now(jobs.errors(id)).unwrap_err(),
        now(jobs.all_errors(None)).unwrap_err(),
        now(jobs.running_of(id)).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
    }
    assert_eq!(server.transport.asked().len(), asked);
}

async fn integrity_job(client: &Client, name: &str) -> Uid {
    let draft =
        JobDraft::new(name, &JobType::DataIntegrity).schedule(&Schedule::Cron("0 0 3 ? * MON".into()));
    client.scheduler().create(&draft).await.unwrap()
}

#[tokio::test]
async fn a_second_run_of_a_job_is_watched_without_events_of_the_first() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let id = integrity_job(&client, "Weekly checks").await;
        let first = client.jobs().execute(id).await.unwrap();
        let _: Vec<JobEvent> = client.jobs().watch(&first).try_collect().await.unwrap();
        let second = client.jobs().execute(id).await.unwrap();
        let since = second.created.unwrap();
        assert!(since > first.created.unwrap());
        let events: Vec<JobEvent> = client.jobs().watch(&second).try_collect().await.unwrap();
        assert_eq!(events.last(), Some(&JobEvent::State(JobState::Ended(Outcome::Completed))), "{version}");
        for event in events {
            match event {
                JobEvent::Notification(line) => assert!(line.time >= since, "{version}: {line:?}"),
                JobEvent::Stage { stage, .. } => assert!(stage.started_time >= Some(since), "{version}"),
                _ => {}
            }
        }
    }
}

#[tokio::test]
async fn a_job_that_waits_for_its_second_run_has_not_ended() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        // Begins on the server's next round only, unlike integrity.
        let draft =
            JobDraft::new("Tables", &JobType::ResourceTable).schedule(&Schedule::Cron("@weekly".into()));
        let id = client.scheduler().create(&draft).await.unwrap();
        let first = client.jobs().execute(id).await.unwrap();
        client.jobs().completion(&first, None).await.unwrap();
        client.jobs().execute(id).await.unwrap();
        // By type and identifier alone, as from a shell.
        let reference: JobRef = format!("RESOURCE_TABLE/{id}").parse().unwrap();
        let events: Vec<JobEvent> =
            client.tasks().watch(&reference, Default::default()).try_collect().await.unwrap();
        assert_eq!(events.first(), Some(&JobEvent::State(JobState::Waiting)), "{version}");
        let job = client.jobs().get(id).await.unwrap();
        let began = job.last_executed.unwrap();
        let lines = events.iter().filter_map(|event| match event {
            JobEvent::Notification(line) => Some(line),
            _ => None,
        });
        let times: Vec<_> = lines.map(|line| line.time).collect();
        assert!(!times.is_empty() && times.iter().all(|time| *time >= began), "{version}: {times:?}");
        assert_eq!(job.current_run().created, Some(began));
    }
}

#[tokio::test]
async fn running_a_disabled_job_is_rejected() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let id = integrity_job(&client, "Weekly checks").await;
        client.jobs().disable(id).await.unwrap();
        let error = client.jobs().execute(id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert!(error.server_message().unwrap().contains("ONCE_ASAP"), "{error}");
        let never = client.scheduler().job(id).await.unwrap().job.next_run();
        assert_eq!(client.jobs().completion(&never, None).await.unwrap(), Outcome::Cancelled, "{version}");
    }
}

#[tokio::test]
async fn running_jobs_are_found_by_user_and_cancelled_by_type() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let maintainer = server.client("maintainer").await;
        let names = ["orgunits_orphaned".to_owned()];
        let checks = maintainer.integrity().checks().await.unwrap();
        let all = Selection::All;
        let mut run = maintainer.integrity().run(RunKind::Summary, &all, &checks).await.unwrap();
        let _second =
            maintainer.integrity().run(RunKind::Summary, &Selection::named(names), &checks).await.unwrap();
        while run.step().await.unwrap().phase != RunPhase::Running {}
        let found = client.jobs().running_of(maintainer.user().id).await.unwrap();
        let states: Vec<bool> = found.iter().map(|job| job.job_status == JobStatus::Running).collect();
        assert_eq!(states, [true, false], "{version}: one runs, one waits");
        assert_eq!(found[0].id, run.job().id);
        assert!(client.jobs().running_of(client.user().id).await.unwrap().is_empty());
        // Joining it: whoever watches sees its end.
        client.jobs().cancel_type(&JobType::DataIntegrity).await.unwrap();
        let outcome = client.jobs().completion(&found[0].current_run(), None).await.unwrap();
        assert_eq!(outcome, Outcome::Cancelled, "{version}");
    }
}

#[tokio::test]
async fn only_a_running_job_can_be_reverted() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let id = integrity_job(&client, "Weekly checks").await;
        let error = client.jobs().revert(id).await.unwrap_err();
        assert_eq!((error.kind(), error.server_message()), (ErrorKind::Conflict, Some("Job is not running")));
        let checks = client.integrity().checks().await.unwrap();
        let mut run = client.integrity().run(RunKind::Summary, &Selection::All, &checks).await.unwrap();
        while run.step().await.unwrap().phase != RunPhase::Running {}
        client.jobs().revert(run.job().id).await.unwrap();
        let outcome = client.jobs().completion(run.job(), None).await.unwrap();
        assert_ne!(outcome, Outcome::Completed, "{version}");
    }
}

#[tokio::test]
async fn ended_jobs_are_removed_on_request() {
    let (server, client) = admin(Version::V2_42).await;
    let checks = client.integrity().checks().await.unwrap();
    let selection = Selection::named(["orgunits_orphaned"]);
    let run = client.integrity().run(RunKind::Summary, &selection, &checks).await.unwrap();
    client.jobs().completion(run.job(), None).await.unwrap();
    assert!(client.jobs().errors(run.job().id).await.unwrap().errors.is_empty());
    assert!(client.jobs().all_errors(Some(&JobType::DataIntegrity)).await.unwrap().is_empty());
    let observer = server.client("observer").await;
    assert_eq!(observer.jobs().clean(0).await.unwrap_err().kind(), ErrorKind::Forbidden);
    client.jobs().clean(0).await.unwrap();
    assert_eq!(client.jobs().get(run.job().id).await.unwrap_err().kind(), ErrorKind::NotFound);
}
