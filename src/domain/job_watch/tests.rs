//! The watcher against what real servers answered at each moment of a run.

use super::*;
use crate::error::ErrorKind;

fn job(status: &str, last: &str, times: &str) -> JobConfiguration {
    serde_json::from_str(&format!(
        r#"{{"id":"kEXRQnUhAST","jobType":"DATA_INTEGRITY","jobStatus":"{status}","lastExecutedStatus":"{last}"{times}}}"#
    ))
    .unwrap()
}

const CREATED: &str = "2026-11-21T11:30:56.834";
const BEGAN: &str = r#","lastExecuted":"2026-11-21T11:30:56.895","lastAlive":"2026-11-21T11:30:56.910""#;
const ENDED: &str = r#","lastExecuted":"2026-11-21T11:30:56.895","lastFinished":"2026-11-21T11:32:16.907""#;

fn watch() -> JobWatch {
    let mut job: JobRef = "DATA_INTEGRITY/kEXRQnUhAST".parse().unwrap();
    job.created = Some(CREATED.parse().unwrap());
    JobWatch::new(&job)
}

fn reading(job: JobConfiguration) -> Reading {
    Reading { job, feed: None, progress: ProgressReading::NotAsked }
}

fn feed(json: &str) -> Option<Vec<Notification>> {
    Some(serde_json::from_str(json).unwrap())
}

fn messages(events: &[JobEvent]) -> Vec<&str> {
    events
        .iter()
        .filter_map(|event| match event {
            JobEvent::Notification(line) => Some(line.message.as_str()),
            _ => None,
        })
        .collect()
}

fn server_failure() -> Error {
    Error::new(ErrorKind::Server, "The server failed.").with_status(500)
}

#[test]
fn a_finished_job_is_seen_on_the_first_poll() {
    let mut watch = watch();
    let events = watch.observe(reading(job("DISABLED", "COMPLETED", ENDED)));
    assert_eq!(events, [JobEvent::State(JobState::Ended(Outcome::Completed))]);
    assert!(watch.is_over());
}

#[test]
fn a_run_whose_feed_says_completed_but_whose_job_was_cancelled_ends_cancelled() {
    let mut watch = watch();
    let events = watch.observe(Reading {
        feed: feed(
            r#"[{"level":"INFO","message":"done","completed":true,"time":"2026-11-21T11:32:16.905"},
                {"level":"INFO","message":"begun","completed":false,"time":"2026-11-21T11:30:56.912"}]"#,
        ),
        ..reading(job("DISABLED", "STOPPED", ENDED))
    });
    assert_eq!(messages(&events), ["begun", "done"]);
    assert_eq!(watch.state(), Some(&JobState::Ended(Outcome::Cancelled)));
}

#[test]
fn a_completed_line_in_the_feed_ends_nothing_while_the_job_runs() {
    let mut watch = watch();
    watch.observe(Reading {
        feed: feed(r#"[{"level":"INFO","message":"","completed":true,"time":"2026-11-21T11:30:57.000"}]"#),
        ..reading(job("RUNNING", "NOT_STARTED", BEGAN))
    });
    assert_eq!(watch.state(), Some(&JobState::Running));
}

#[test]
fn a_progress_that_fails_before_the_start_is_waiting_and_after_it_a_fault() {
    let mut watch = watch();
    let failing = |job| Reading { progress: ProgressReading::Failed(server_failure()), ..reading(job) };
    let before = watch.observe(failing(job("SCHEDULED", "NOT_STARTED", "")));
    assert_eq!(before, [JobEvent::State(JobState::Waiting)]);
    let after = watch.observe(failing(job("RUNNING", "NOT_STARTED", BEGAN)));
    assert_eq!(after, [JobEvent::Fault(server_failure()), JobEvent::State(JobState::Running)]);
}

#[test]
fn an_empty_progress_is_a_fault_at_no_time() {
    let mut watch = watch();
    for job in [job("SCHEDULED", "NOT_STARTED", ""), job("RUNNING", "NOT_STARTED", BEGAN)] {
        let events = watch.observe(Reading { progress: ProgressReading::Read(None), ..reading(job) });
        assert!(!events.iter().any(|event| matches!(event, JobEvent::Fault(_))), "{events:?}");
    }
}

#[test]
fn a_feed_that_its_reading_destroys_loses_nothing_already_shown_and_repeats_nothing() {
    let mut watch = watch();
    let running = || job("RUNNING", "NOT_STARTED", BEGAN);
    let first = watch.observe(Reading {
        feed: feed(
            r#"[{"level":"INFO","message":"b","time":"2026-11-21T11:31:00.000"},{"level":"INFO","message":"a","time":"2026-11-21T11:30:57.000"}]"#,
        ),
        ..reading(running())
    });
    assert_eq!(messages(&first), ["a", "b"]);
    let destroyed = watch.observe(Reading {
        feed: feed(
            r#"[{"level":"ERROR","message":"aborted","completed":true,"time":"2026-11-21T11:31:09.000"}]"#,
        ),
        ..reading(running())
    });
    assert_eq!(messages(&destroyed), ["aborted"]);
    let empty = watch.observe(Reading { feed: feed("[]"), ..reading(job("DISABLED", "FAILED", ENDED)) });
    assert_eq!(empty, [JobEvent::State(JobState::Ended(Outcome::Failed { reason: Some("aborted".into()) }))]);
}

#[test]
fn a_run_once_job_that_was_cancelled_while_it_waited_ends_cancelled() {
    let mut watch = watch();
    watch.observe(reading(job("SCHEDULED", "NOT_STARTED", r#","schedulingType":"ONCE_ASAP""#)));
    watch.observe(reading(job("DISABLED", "NOT_STARTED", r#","schedulingType":"ONCE_ASAP""#)));
    assert_eq!(watch.state(), Some(&JobState::Ended(Outcome::Cancelled)));
}

#[test]
fn the_end_of_an_earlier_run_is_not_the_end_of_this_one() {
    let earlier = r#","lastExecuted":"2026-11-21T03:00:00.000","lastFinished":"2026-11-21T03:10:00.000""#;
    let mut watch = watch();
    watch.observe(reading(job("SCHEDULED", "COMPLETED", earlier)));
    assert_eq!(watch.state(), Some(&JobState::Waiting));
}

#[test]
fn a_job_that_is_gone_ends_unknown() {
    let mut watch = watch();
    watch.observe(reading(job("RUNNING", "NOT_STARTED", BEGAN)));
    let gone = Error::new(ErrorKind::NotFound, "gone");
    assert_eq!(watch.gone(gone.clone()), [JobEvent::State(JobState::Ended(Outcome::Unknown { why: gone }))]);
}

#[test]
fn only_stages_that_changed_are_told() {
    let progress = |second: &str| {
        ProgressReading::Read(Some(
            serde_json::from_str(&format!(
                r#"{{"sequence":[{{"status":"RUNNING","stages":[{{"status":"SUCCESS","description":"a"}},{{"status":"{second}","description":"b"}}]}}]}}"#
            ))
            .unwrap(),
        ))
    };
    let mut watch = watch();
    let running = || reading(job("RUNNING", "NOT_STARTED", BEGAN));
    let first = watch.observe(Reading { progress: progress("RUNNING"), ..running() });
    assert_eq!(first.iter().filter(|event| matches!(event, JobEvent::Stage { .. })).count(), 2);
    let same = watch.observe(Reading { progress: progress("RUNNING"), ..running() });
    assert_eq!(same, []);
    let changed = watch.observe(Reading { progress: progress("SUCCESS"), ..running() });
    assert!(matches!(changed.as_slice(), [JobEvent::Stage { process: 0, index: 1, .. }]), "{changed:?}");
}

#[test]
fn a_failure_is_explained_by_the_process_before_the_feed() {
    let mut watch = watch();
    let tree = r#"{"sequence":[{"status":"ERROR","error":"bad SQL grammar","stages":[{"status":"ERROR","description":"x","error":"skipped"}]}]}"#;
    watch.observe(Reading {
        progress: ProgressReading::Read(Some(serde_json::from_str(tree).unwrap())),
        feed: feed(r#"[{"level":"ERROR","message":"processing aborted","completed":true,"time":"2026-11-21T11:31:09.000"}]"#),
        ..reading(job("DISABLED", "FAILED", ENDED))
    });
    assert_eq!(
        watch.state(),
        Some(&JobState::Ended(Outcome::Failed { reason: Some("bad SQL grammar".into()) }))
    );
}

#[test]
fn lines_of_the_same_millisecond_are_all_told_once() {
    let mut watch = watch();
    let line = |message: &&str| {
        format!(
            r#"{{"level":"INFO","message":"{message}","completed":false,"time":"2026-11-21T11:30:57.000"}}"#
        )
    };
    let running = |lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(line).collect();
        Reading {
            feed: feed(&format!("[{}]", lines.join(","))),
            ..reading(job("RUNNING", "NOT_STARTED", BEGAN))
        }
    };
    assert_eq!(messages(&watch.observe(running(&["a"]))), ["a"]);
    assert_eq!(messages(&watch.observe(running(&["c", "b", "a"]))), ["b", "c"]);
    assert!(messages(&watch.observe(running(&["c", "b", "a"]))).is_empty());
}

#[test]
fn a_job_that_is_watched_by_its_name_alone_while_it_runs_says_nothing_of_the_run_before() {
    let mut watch = JobWatch::new(&"DATA_INTEGRITY/kEXRQnUhAST".parse().unwrap());
    let events = watch.observe(Reading {
        feed: feed(
            r#"[{"level":"INFO","message":"yesterday","completed":true,"time":"2026-11-20T11:30:57.000"}]"#,
        ),
        ..reading(job("RUNNING", "COMPLETED", BEGAN))
    });
    assert_eq!(events, [JobEvent::State(JobState::Running)]);
}

#[test]
fn a_run_during_which_the_clocks_were_put_back_has_ended() {
    let times = r#","schedulingType":"ONCE_ASAP","enabled":false,"created":"2026-10-25T02:50:00.000","lastExecuted":"2026-10-25T02:50:00.100","lastFinished":"2026-10-25T02:20:00.000""#;
    let job = job("DISABLED", "COMPLETED", times);
    for since in [job.created, job.last_executed, None] {
        assert_eq!(state_of(&job, since), JobState::Ended(Outcome::Completed));
    }
}
