//! Tasks: feeds, their retention, and watching a job by its type and UID.

use std::time::Duration;

use dhis2_steward::ErrorKind;
use dhis2_steward::client::TaskWatch;
use dhis2_steward::domain::job_watch::{JobEvent, JobState, Outcome};
use dhis2_steward::model::{JobRef, JobType, Json, Uid};
use dhis2_steward::protocol::integrity::started_job;
use dhis2_steward::protocol::task::Keep;
use dhis2_steward::transport::memory::Canned;
use dhis2_steward::{Client, Request};
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;
use futures_util::{StreamExt, TryStreamExt};

use crate::recordings::{VERSIONS, each};
use crate::support::{BEGAN, ENDED, Server, job, now};
use crate::versions::admin;

const JOB: &str = "GET /api/jobConfigurations/dOroizYJpqs";
const FEED: &str = "GET /api/system/tasks/ANALYTICS_TABLE/dOroizYJpqs";
const PROGRESS: &str = "GET /api/jobConfigurations/dOroizYJpqs/progress";

#[test]
fn every_recorded_feed_is_read() {
    each(&VERSIONS, &decoder::FEEDS, |_, _| {});
    each(&VERSIONS, &decoder::FEEDS_OF_TYPE, |recording, feeds| {
        let newest: Vec<_> =
            feeds.0.iter().filter_map(|(_, lines)| lines.first()).map(|line| line.time).collect();
        assert!(newest.is_sorted_by(|one, other| one >= other), "{}: {newest:?}", recording.name);
    });
    each(&VERSIONS, &decoder::FEED, |recording, feed| {
        let times: Vec<_> = feed.iter().map(|line| line.time).collect();
        assert!(times.is_sorted_by(|one, other| one >= other), "{}: newest first", recording.name);
    });
    each(&VERSIONS, &decoder::TASK_SUMMARIES, |_, _| {});
    each(&VERSIONS, &decoder::TASK_SUMMARY_OF_JOB, |recording, summary| {
        assert!(matches!(summary, Json::Object(_)), "{}", recording.name);
    });
}

async fn update_resource_tables(client: &Client) -> JobRef {
    let answer = client.request(&Request::post("/api/resourceTables")).await.unwrap();
    started_job(&serde_json::from_slice(&answer.bytes).unwrap()).unwrap()
}

fn line(message: &str, second: u32, is_last: bool) -> String {
    format!(
        r#"{{"level":"INFO","category":"ANALYTICS_TABLE","time":"2026-11-21T07:59:{second}.000","message":"{message}","completed":{is_last}}}"#
    )
}

fn told(event: &JobEvent) -> String {
    match event {
        JobEvent::Notification(line) => line.message.clone(),
        JobEvent::State(state) => format!("{state:?}"),
        JobEvent::LostSight(error) => format!("lost sight: {:?}", error.kind()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_job_is_watched_by_type_and_identifier_alone_oldest_notification_first() {
    let server = Server::new();
    server
        .json(JOB, &job("ANALYTICS_TABLE", "RUNNING", "NOT_STARTED", BEGAN))
        .json(JOB, &job("ANALYTICS_TABLE", "DISABLED", "FAILED", ENDED))
        .json(FEED, &format!("[{},{}]", line("two", 15, false), line("one", 14, false)))
        .json(FEED, &format!("[{},{},{}]", line("three", 16, true), line("two", 15, false), line("one", 14, false)))
        .json(PROGRESS, r#"{"sequence":[{"status":"ERROR","error":"no space","stages":[{"status":"ERROR","items":[]}]}]}"#);
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let interval = Some(Duration::from_secs(7));
    let events = server.client().tasks().watch(&reference, TaskWatch { interval, timeout: None });
    let events: Vec<String> = now(events.map(|event| told(&event.unwrap())).collect::<Vec<_>>());
    let failed = r#"Ended(Failed { reason: Some("no space") })"#;
    assert_eq!(events, ["one", "two", "Running", "three", failed]);
    assert_eq!(server.environment.sleeps(), [Duration::from_secs(7)]);
}

#[test]
fn watching_ends_with_its_timeout_and_not_before() {
    let server = Server::new();
    server.json(JOB, &job("ANALYTICS_TABLE", "RUNNING", "NOT_STARTED", BEGAN)).json(FEED, "[]");
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let watch = TaskWatch { interval: Some(Duration::from_secs(25)), timeout: Some(Duration::from_secs(60)) };
    let events = server.client().tasks().watch(&reference, watch);
    let events: Vec<_> = now(events.collect::<Vec<_>>());
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].as_ref().unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(server.environment.sleeps(), [25, 25, 10].map(Duration::from_secs));
}

#[test]
fn an_unreachable_server_does_not_end_watching_and_is_polled_less_often() {
    let server = Server::new();
    for _ in 0..2 {
        server.transport.on(JOB, Canned::new(500, "application/json", "{}"));
    }
    server
        .json(JOB, &job("ANALYTICS_TABLE", "DISABLED", "COMPLETED", ENDED))
        .json(FEED, "[]")
        .json(PROGRESS, r#"{"sequence":[]}"#);
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let events = server.client().tasks().watch(&reference, TaskWatch::default());
    let events: Vec<String> = now(events.map(|event| told(&event.unwrap())).collect::<Vec<_>>());
    assert_eq!(events, ["lost sight: Server", "lost sight: Server", "Ended(Completed)"]);
    let pauses = server.environment.sleeps();
    assert!(pauses.len() == 2 && pauses[1] > pauses[0], "{pauses:?}");
    // The feed is never read, and so never destroyed, without the record beside it.
    assert_eq!(server.transport.count(FEED), 1);
}

#[test]
fn the_feed_of_a_job_without_a_record_is_read() {
    let server = Server::new();
    server.transport.on(JOB, Canned::new(404, "application/json", "{}"));
    server.json(FEED, &format!("[{},{}]", line("two", 15, true), line("one", 14, false)));
    let reference: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
    let client = server.client();
    for events in [client.tasks().watch(&reference, TaskWatch::default()), client.jobs().watch(&reference)] {
        let events: Vec<JobEvent> = now(events.try_collect()).unwrap();
        assert_eq!(events[..2].iter().map(told).collect::<Vec<_>>(), ["one", "two"]);
        assert!(matches!(&events[2], JobEvent::State(JobState::Ended(Outcome::Unknown { .. }))));
    }
}

#[test]
fn a_list_of_feeds_says_whether_it_wants_them_whole_whatever_the_servers_setting() {
    let server = Server::new();
    let lines =
        format!("[{},{},{}]", line("three", 16, true), line("two", 15, false), line("one", 14, false));
    server
        .json("GET /api/system/tasks", "{}")
        .json("GET /api/system/tasks/ANALYTICS_TABLE", &format!(r#"{{"dOroizYJpqs":{lines}}}"#));
    let client = server.client();
    now(client.tasks().types()).unwrap();
    now(client.tasks().list(&JobType::AnalyticsTable)).unwrap();
    let full = now(client.tasks().list_full(&JobType::AnalyticsTable)).unwrap();
    assert_eq!(
        full[0].1.iter().map(|line| line.message.as_str()).collect::<Vec<_>>(),
        ["one", "two", "three"]
    );
    let asked: Vec<String> = server
        .transport
        .asked()
        .iter()
        .filter_map(|request| request.url.split_once("/api/system/tasks").map(|(_, rest)| rest.to_owned()))
        .collect();
    assert_eq!(asked, ["?gist=true", "/ANALYTICS_TABLE?gist=true", "/ANALYTICS_TABLE?gist=false"]);
}

#[test]
fn a_job_without_a_summary_has_none() {
    let server = Server::new();
    server.json("GET /api/system/taskSummaries/PREDICTOR/dOroizYJpqs", "").json(
        "GET /api/system/taskSummaries/PREDICTOR",
        r#"{"dOroizYJpqs":{"inserted":3},"a0000000001":{}}"#,
    );
    let tasks = server.client().tasks();
    assert_eq!(now(tasks.summary(&"PREDICTOR/dOroizYJpqs".parse().unwrap())).unwrap(), None);
    let all = now(tasks.summaries(&JobType::from("PREDICTOR"))).unwrap();
    assert_eq!((all.len(), all[0].0.as_str()), (2, "dOroizYJpqs"));
    assert!(all[0].1.get("inserted").is_some());
}

#[tokio::test]
async fn feeds_of_one_job_of_a_type_of_all_types_and_old_ones_are_deleted() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let tasks = client.tasks();
        tasks.delete_all(Some(&JobType::ResourceTable)).await.unwrap();
        let mut jobs: Vec<Uid> = Vec::new();
        for _ in 0..3 {
            let job = update_resource_tables(&client).await;
            let events: Vec<_> = tasks.watch(&job, TaskWatch::default()).try_collect().await.unwrap();
            assert_eq!(
                events.last(),
                Some(&JobEvent::State(JobState::Ended(Outcome::Completed))),
                "{version}"
            );
            jobs.insert(0, job.id);
        }
        let ids = async || -> Vec<Uid> {
            tasks.list(&JobType::ResourceTable).await.unwrap().into_iter().map(|(id, _)| id).collect()
        };
        assert_eq!(ids().await, jobs, "{version}: most recent first");
        let keep = Keep { jobs: Some(2), days: None };
        tasks.delete_old(Some(&JobType::ResourceTable), keep).await.unwrap();
        assert_eq!(ids().await, jobs[..2], "{version}");
        tasks.delete_old(None, Keep { jobs: None, days: Some(1) }).await.unwrap();
        assert_eq!(ids().await, jobs[..2], "{version}: they are of today");
        let reference = JobRef { job_type: JobType::ResourceTable, id: jobs[0], created: None };
        tasks.delete(&reference).await.unwrap();
        assert_eq!(ids().await, jobs[1..2]);
        tasks.delete_all(Some(&JobType::AnalyticsTable)).await.unwrap();
        assert_eq!(ids().await, jobs[1..2]);
        tasks.delete_all(None).await.unwrap();
        assert!(tasks.types().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_unknown_job_type_is_rejected_with_the_servers_message() {
    let (_server, client) = admin(Version::V2_42).await;
    let nope = JobType::from("NOPE");
    for error in [
        client.tasks().list_full(&nope).await.unwrap_err(),
        client.tasks().delete_all(Some(&nope)).await.unwrap_err(),
        client.tasks().summaries(&nope).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Rejected, "{error}");
        assert!(error.server_message().unwrap().contains("NOPE"));
    }
}

#[test]
fn deleting_old_feeds_is_unsupported_where_the_server_would_delete_everything() {
    let server = Server::of("2.41.3");
    let client = server.client();
    let asked = server.transport.asked().len();
    let error = now(client.tasks().delete_old(None, Keep { jobs: Some(5), days: None })).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert_eq!(server.transport.asked().len(), asked);
}
