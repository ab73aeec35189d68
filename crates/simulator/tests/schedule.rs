//! Scheduled jobs and queues.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use dhis2_steward_simulator::{ClockMode, Config, Server, start};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::Client;

const HOUR: Duration = Duration::from_secs(3600);

async fn server() -> (Server, Client) {
    let server = start(Config { clock: ClockMode::Manual, ..Config::default() }).await.unwrap();
    let client = Client::basic(&server, "admin");
    (server, client)
}

/// Makes a job that looks for organisation units at the null island.
async fn job(client: &Client, name: &str, schedule: (&str, Value)) -> String {
    let mut body = json!({
        "name": name, "jobType": "DATA_INTEGRITY",
        "jobParameters": { "type": "SUMMARY", "checks": ["orgunits_null_island"] }
    });
    body[schedule.0] = schedule.1;
    let answer = client.send_json(Method::POST, "/api/jobConfigurations", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    answer.json()["response"]["uid"].as_str().unwrap().to_owned()
}

async fn look(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/jobConfigurations/{id}")).await
}

#[tokio::test]
async fn a_job_with_a_cron_expression_runs_when_its_time_comes_and_leaves_its_results() {
    let (server, client) = server().await;
    let id = job(&client, "Hourly", ("cronExpression", json!("0 0 * * * *"))).await;
    let before = look(&client, &id).await;
    assert_eq!(before["lastExecutedStatus"], "NOT_STARTED");
    server.advance(HOUR);
    let after = look(&client, &id).await;
    assert_eq!(after["lastExecutedStatus"], "COMPLETED");
    let begun = after["lastExecuted"].as_str().unwrap();
    let next = before["nextExecutionTime"].as_str().unwrap();
    assert_eq!(
        begun.split('.').next(),
        next.split('.').next(),
        "it began at the second that was told before"
    );
    let results = client.get("/api/dataIntegrity/summary?checks=orgunits_null_island").await;
    assert_eq!(results["orgunits_null_island"]["count"], 1);
}

#[tokio::test]
async fn a_job_with_a_delay_runs_repeatedly() {
    let (server, client) = server().await;
    let id = job(&client, "Often", ("delay", json!(600))).await;
    let mut begun = Vec::new();
    for _ in 0..3 {
        server.advance(Duration::from_secs(660));
        begun.push(look(&client, &id).await["lastExecuted"].as_str().unwrap().to_owned());
    }
    begun.dedup();
    assert_eq!(begun.len(), 3);
}

#[tokio::test]
async fn a_disabled_job_does_not_run() {
    let (server, client) = server().await;
    let id = job(&client, "Hourly", ("cronExpression", json!("0 0 * * * *"))).await;
    let off = client.send(Method::POST, &format!("/api/jobConfigurations/{id}/disable")).await;
    assert_eq!(off.status, StatusCode::NO_CONTENT);
    server.advance(3 * HOUR);
    assert_eq!(look(&client, &id).await["lastExecutedStatus"], "NOT_STARTED");
    client.send(Method::POST, &format!("/api/jobConfigurations/{id}/enable")).await;
    server.advance(HOUR);
    assert_eq!(look(&client, &id).await["lastExecutedStatus"], "COMPLETED");
}

#[tokio::test]
async fn excessive_numbers_do_no_harm() {
    let (_server, client) = server().await;
    let most = u64::MAX;
    let path = format!("/api/jobConfigurations?page={most}&pageSize={most}");
    assert_eq!(client.get(&path).await["jobConfigurations"], json!([]));
    assert!(client.get(&format!("/api/jobConfigurations/due?seconds={most}")).await.is_array());
    let cleaned = client.send(Method::POST, &format!("/api/jobConfigurations/clean?minutes={most}")).await;
    assert_eq!(cleaned.status, StatusCode::NO_CONTENT);
    let id = job(&client, "Hardly ever", ("delay", json!(most))).await;
    assert_eq!(look(&client, &id).await["delay"], most);
}

#[tokio::test]
async fn a_system_job_runs_once_a_day() {
    let (server, client) = server().await;
    server.advance(11 * HOUR);
    assert_eq!(
        look(&client, "BFa3jDsbtdO").await["lastExecutedStatus"],
        "NOT_STARTED",
        "not on the first day"
    );
    server.advance(25 * HOUR);
    assert_eq!(look(&client, "BFa3jDsbtdO").await["lastExecutedStatus"], "COMPLETED");
}

#[tokio::test]
async fn the_jobs_of_a_queue_run_one_after_another() {
    let (server, client) = server().await;
    let first = job(&client, "First", ("cronExpression", json!("0 0 3 1 1 *"))).await;
    let second = job(&client, "Second", ("cronExpression", json!("0 0 4 1 1 *"))).await;
    let queue = json!({ "cronExpression": "0 0 * * * *", "sequence": [first, second] });
    let made = client.send_json(Method::POST, "/api/scheduler/queues/Both", &queue).await;
    assert_eq!(made.status, StatusCode::CREATED);
    server.advance(HOUR);
    let (first, second) = (look(&client, &first).await, look(&client, &second).await);
    assert!(first["lastFinished"].as_str().unwrap() < second["lastExecuted"].as_str().unwrap());
    assert!(second.get("cronExpression").is_none(), "only the first has a schedule");
}

#[tokio::test]
async fn a_running_job_can_be_reverted() {
    let (server, client) = server().await;
    server.check_takes("orgunits_null_island", HOUR);
    let id = job(&client, "Hourly", ("cronExpression", json!("0 0 * * * *"))).await;
    let revert = format!("/api/jobConfigurations/{id}/revert");
    assert_eq!(client.send(Method::POST, &revert).await.status, StatusCode::CONFLICT, "it does not run");
    server.advance(HOUR);
    assert_eq!(look(&client, &id).await["jobStatus"], "RUNNING");
    assert_eq!(client.get("/api/jobConfigurations/stale?seconds=0").await, json!([]));
    assert_eq!(client.send(Method::POST, &revert).await.status, StatusCode::NO_CONTENT);
    let job = look(&client, &id).await;
    assert_eq!((&job["jobStatus"], &job["lastExecutedStatus"]), (&json!("SCHEDULED"), &json!("FAILED")));
}
