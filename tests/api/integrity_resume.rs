//! Resuming the watching of integrity runs that were started elsewhere, or by a schedule.

use dhis2_steward::client::RunPhase;
use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{Check, JobConfiguration};
use dhis2_steward::protocol::integrity::RunKind;

use crate::support::{Server, job, now};

const JOB: &str = "GET /api/jobConfigurations/dOroizYJpqs";
const SUMMARIES: &str = "GET /api/dataIntegrity/summary";

fn checks() -> Vec<Check> {
    serde_json::from_str(r#"[{"name":"a_a","code":"AA","displayName":"A","severity":"INFO"}]"#).unwrap()
}

/// A job that runs every night, as its own record describes it.
fn nightly(status: &str, parameters: &str, times: &str) -> String {
    format!(
        r#"{{"id":"dOroizYJpqs","name":"nightly","jobType":"DATA_INTEGRITY","schedulingType":"CRON","cronExpression":"0 0 4 ? * *","enabled":true,
            "jobStatus":"{status}","created":"2025-01-01T00:00:00.000","jobParameters":{parameters}{times}}}"#
    )
}

fn read(record: &str) -> JobConfiguration {
    serde_json::from_str(record).unwrap()
}

const LAST_NIGHT: &str = r#","lastExecuted":"2026-11-21T04:00:00.000","lastFinished":"2026-11-21T04:00:10.000","lastExecutedStatus":"STOPPED""#;

#[test]
fn a_job_that_waits_for_another_run_is_not_over_because_the_run_before_is() {
    let times = r#","lastExecuted":"2026-11-21T04:00:00.000","lastFinished":"2026-11-21T04:00:10.000","lastExecutedStatus":"COMPLETED""#;
    let record =
        nightly("SCHEDULED", r#"{"type":"SUMMARY","checks":["a_a"]}"#, times).replace("CRON", "ONCE_ASAP");
    let server = Server::new();
    server.json(JOB, &record).json(SUMMARIES, "{}");
    let mut run = server.client().integrity().resume(&read(&record), &checks());
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::Waiting);
}

#[test]
fn a_result_from_before_the_run_is_not_one_of_a_scheduled_run() {
    let parameters = r#"{"type":"SUMMARY","checks":["a_a"]}"#;
    let began = r#","lastExecuted":"2026-11-21T04:00:00.000""#;
    let server = Server::new();
    server
        .json(JOB, &nightly("SCHEDULED", parameters, LAST_NIGHT))
        .json(SUMMARIES, r#"{"a_a":{"name":"a_a","startTime":"2026-11-21T03:30:01.000","count":0}}"#);
    let record = read(&nightly("RUNNING", parameters, began));
    let mut run = server.client().integrity().resume(&record, &checks());
    now(run.step()).unwrap();
    assert_eq!(now(run.report()).unwrap().checks[0].result, CheckResult::NotRun);
}

#[test]
fn a_scheduled_run_is_of_the_kind_that_its_parameters_name() {
    let kind = |parameters: &str| {
        let record = read(&nightly("RUNNING", parameters, ""));
        Server::new().client().integrity().resume(&record, &checks()).kind()
    };
    assert_eq!(kind(r#"{"type":"DETAILS","checks":["a_a"]}"#), RunKind::Details);
    assert_eq!(kind(r#"{"type":"SUMMARY","checks":["a_a"]}"#), RunKind::Summary);
    assert_eq!(kind("{}"), RunKind::Summary);
}

#[test]
fn a_run_during_which_the_clocks_are_put_back_has_its_results() {
    let server = Server::new();
    let record = job(
        "DATA_INTEGRITY",
        "DISABLED",
        "COMPLETED",
        r#","created":"2026-10-25T02:59:50.000","lastExecuted":"2026-10-25T02:59:51.000","lastFinished":"2026-10-25T02:00:20.000""#,
    );
    let result = r#"{"a_a":{"name":"a_a","startTime":"2026-10-25T02:00:10.000","count":0}}"#;
    server.json(JOB, &record).json(SUMMARIES, result);
    let mut run = server.client().integrity().resume(&read(&record), &checks());
    assert_eq!(now(run.step()).unwrap().phase, RunPhase::Ended(Outcome::Completed));
    assert_eq!(now(run.report()).unwrap().checks[0].result, CheckResult::Passed);
}
