//! The simulated server from the outside: sessions, jobs on a manual clock, maintenance, faults.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use dhis2_steward_simulator::{ClockMode, Config, Drop, Fault, Scenario, Server, Spoilt, Version, start};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use support::Client;

async fn server(version: Version) -> Server {
    start(Config { version, clock: ClockMode::Manual, ..Config::default() }).await.unwrap()
}

async fn started(client: &Client, path: &str) -> String {
    let answer = client.send(Method::POST, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()["response"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn without_a_session_scripts_get_a_401_and_pages_are_redirected_to_the_login() {
    let server = server(Version::V2_42).await;
    let nobody = Client::nobody(&server);
    assert_eq!(nobody.send(Method::GET, "/api/me").await.status, StatusCode::UNAUTHORIZED);
    let page = nobody.into_page().send(Method::GET, "/api/me").await;
    assert_eq!(page.status, StatusCode::FOUND);
    assert!(page.header("location").ends_with("/dhis-web-login/"));
}

#[tokio::test]
async fn an_idle_session_ends() {
    let server = server(Version::V2_42).await;
    let client = Client::logged_in(&server, "admin").await;
    assert_eq!(client.send(Method::GET, "/api/me").await.status, StatusCode::OK);
    server.advance(Duration::from_secs(3599));
    assert_eq!(client.send(Method::GET, "/api/me").await.status, StatusCode::OK, "a request prolongs it");
    server.advance(Duration::from_secs(3600));
    assert_eq!(client.send(Method::GET, "/api/me").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_authenticates_its_user_and_a_wrong_one_is_a_bad_request() {
    let server = server(Version::V2_42).await;
    let client = Client::with_token(&server, "d2pat_observerobserverobserverobserv3");
    assert_eq!(client.get("/api/me?fields=username").await["username"], "observer");
    let wrong = Client::with_token(&server, "d2pat_nobody");
    assert_eq!(wrong.send(Method::GET, "/api/me").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_run_is_waiting_then_running_then_done() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "maintainer");
    let id =
        started(&client, "/api/dataIntegrity/summary?checks=orgunits_null_island,ONI,no_such_check").await;
    let progress = format!("/api/jobConfigurations/{id}/progress");
    assert_eq!(client.send(Method::GET, &progress).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    server.advance(Duration::from_millis(30));
    assert_eq!(client.get(&progress).await.to_string(), r#"{"sequence":[]}"#);
    assert_eq!(client.get("/api/dataIntegrity/summary/running").await[0], "orgunits_null_island");
    server.advance(Duration::from_secs(2));
    let job = client.get(&format!("/api/jobConfigurations/{id}")).await;
    assert_eq!((&job["jobStatus"], &job["lastExecutedStatus"]), (&"DISABLED".into(), &"COMPLETED".into()));
    let result = client.get("/api/dataIntegrity/summary").await;
    assert_eq!(result["orgunits_null_island"]["count"], 1);
    assert!(result["orgunits_null_island"]["startTime"].as_str() >= job["created"].as_str());
}

#[tokio::test]
async fn two_runs_of_a_type_queue() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "admin");
    server.check_takes("options_sets_empty", Duration::from_secs(60));
    let first = started(&client, "/api/dataIntegrity/summary?checks=options_sets_empty").await;
    let second = started(&client, "/api/dataIntegrity/summary?checks=datasets_empty").await;
    let status =
        async |id: &str| client.get(&format!("/api/jobConfigurations/{id}")).await["jobStatus"].clone();
    server.advance(Duration::from_secs(30));
    assert_eq!((status(&first).await, status(&second).await), ("RUNNING".into(), "SCHEDULED".into()));
    assert_eq!(client.get(&format!("/api/system/tasks/DATA_INTEGRITY/{second}")).await.to_string(), "[]");
    server.advance(Duration::from_secs(40));
    assert_eq!((status(&first).await, status(&second).await), ("DISABLED".into(), "DISABLED".into()));
}

#[tokio::test]
async fn a_cancel_is_noticed_at_the_tick_and_stops_the_run_at_its_next_item() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "admin");
    server.check_takes("options_sets_empty", Duration::from_secs(30));
    let id =
        started(&client, "/api/dataIntegrity/summary?checks=options_sets_empty,option_groups_empty").await;
    server.advance(Duration::from_secs(1));
    let cancelled = client.send(Method::POST, &format!("/api/jobConfigurations/{id}/cancel")).await;
    assert_eq!(cancelled.status, StatusCode::NO_CONTENT);
    server.advance(Duration::from_secs(20));
    let job = client.get(&format!("/api/jobConfigurations/{id}")).await;
    assert_eq!((&job["jobStatus"], &job["enabled"]), (&"RUNNING".into(), &false.into()));
    server.advance(Duration::from_secs(20));
    let job = client.get(&format!("/api/jobConfigurations/{id}")).await;
    assert_eq!(job["lastExecutedStatus"], "STOPPED");
    let progress = client.get(&format!("/api/jobConfigurations/{id}/progress")).await;
    assert_eq!(progress["sequence"][0]["status"], "CANCELLED");
    let feed = client.get(&format!("/api/system/tasks/DATA_INTEGRITY/{id}")).await;
    assert_eq!((&feed[0]["level"], &feed[0]["completed"]), (&"INFO".into(), &true.into()));
    assert_eq!(feed[1]["level"], "ERROR");
}

#[tokio::test]
async fn one_broken_check_poisons_the_details_of_those_after_it_on_2_42_only() {
    for (version, poisoned) in [(Version::V2_42, true), (Version::V2_43, false)] {
        let server = server(version).await;
        let client = Client::basic(&server, "admin");
        server.check_takes("datasets_empty", Duration::from_millis(900));
        // The averages of a first run put the broken check before the other.
        started(&client, "/api/dataIntegrity/summary?checks=program_stages_no_programs,datasets_empty").await;
        server.advance(Duration::from_secs(5));
        let id =
            started(&client, "/api/dataIntegrity/details?checks=program_stages_no_programs,datasets_empty")
                .await;
        server.advance(Duration::from_secs(5));
        let details = client.get("/api/dataIntegrity/details").await;
        assert_eq!(details["program_stages_no_programs"]["error"].is_string(), poisoned, "{version}");
        assert_eq!(details["datasets_empty"]["error"].is_string(), poisoned, "{version}");
        let job = client.get(&format!("/api/jobConfigurations/{id}")).await;
        assert_eq!(job["lastExecutedStatus"], if poisoned { "FAILED" } else { "COMPLETED" });
    }
}

#[tokio::test]
async fn reading_the_feed_of_a_failed_job_destroys_it() {
    let server = server(Version::V2_43).await;
    let client = Client::basic(&server, "admin");
    assert!(server.fail_next("ANALYTICS_TABLE"));
    let id = started(&client, "/api/resourceTables/analytics").await;
    let feed = format!("/api/system/tasks/ANALYTICS_TABLE/{id}");
    assert_eq!(client.get(&feed).await.to_string(), "[]", "it begins at the next tick");
    server.advance(Duration::from_secs(60));
    let read = client.get(&feed).await;
    assert_eq!(read.as_array().unwrap().len(), 1);
    assert_eq!((&read[0]["level"], &read[0]["completed"]), (&"ERROR".into(), &true.into()));
    assert_eq!(client.get(&feed).await.to_string(), "[]");
}

#[tokio::test]
async fn a_data_element_with_soft_deleted_values_can_be_deleted_after_the_purge() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "admin");
    let found = client.get("/api/dataElements?filter=name:like:Cholera&fields=id").await;
    let path = format!("/api/dataElements/{}", found["dataElements"][0]["id"].as_str().unwrap());
    assert_eq!(client.send(Method::DELETE, &path).await.status, StatusCode::CONFLICT);
    assert!(server.rows()["softDeletedDataValues"].as_u64() > Some(0));
    let purged = client.send(Method::POST, "/api/maintenance/softDeletedDataValueRemoval").await;
    assert_eq!(purged.status, StatusCode::NO_CONTENT);
    assert_eq!(server.rows()["softDeletedDataValues"], 0);
    assert_eq!(client.send(Method::DELETE, &path).await.status, StatusCode::OK);
    assert_eq!(client.send(Method::GET, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn clearing_the_caches_erases_all_results() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "maintainer");
    started(&client, "/api/dataIntegrity/summary?checks=datasets_empty").await;
    server.advance(Duration::from_secs(2));
    assert!(client.get("/api/dataIntegrity/summary").await["datasets_empty"].is_object());
    client.send(Method::POST, "/api/maintenance/cacheClear").await;
    assert_eq!(client.get("/api/dataIntegrity/summary").await.to_string(), "{}");
}

#[tokio::test]
async fn maintenance_needs_the_authority() {
    let server = server(Version::V2_42).await;
    for (name, status) in [("maintainer", StatusCode::NO_CONTENT), ("observer", StatusCode::FORBIDDEN)] {
        let client = Client::basic(&server, name);
        assert_eq!(client.send(Method::POST, "/api/maintenance?cacheClear=true").await.status, status);
    }
}

#[tokio::test]
async fn old_paths_of_tracker_objects_are_those_of_2_41() {
    let path = "/api/maintenance/softDeletedProgramInstanceRemoval";
    for (version, status) in
        [(Version::V2_41, StatusCode::NO_CONTENT), (Version::V2_42, StatusCode::NOT_FOUND)]
    {
        let server = server(version).await;
        let client = Client::basic(&server, "maintainer");
        assert_eq!(client.send(Method::POST, path).await.status, status, "{version}");
    }
}

#[tokio::test]
async fn waiting_for_a_result_follows_the_servers_clock() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "admin");
    started(&client, "/api/dataIntegrity/summary?checks=datasets_empty").await;
    let asked = client.get("/api/dataIntegrity/summary?checks=datasets_empty&timeout=60000");
    let pushed = async {
        tokio::task::yield_now().await;
        server.advance(Duration::from_secs(5));
    };
    let (result, ()) = tokio::join!(asked, pushed);
    assert!(result["datasets_empty"]["count"].is_number());
}

#[tokio::test]
async fn a_connection_can_be_cut_at_each_point() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "admin");
    for drop in [Drop::Before, Drop::Headers, Drop::Body] {
        server.fault(Fault { path: "/api/me".into(), times: Some(1), drop: Some(drop), ..Fault::default() });
        let broken = client.try_text("/api/me").await;
        assert!(broken.is_err(), "{drop:?}: {broken:?}");
        assert!(client.try_text("/api/me").await.is_ok(), "the next request is answered");
    }
}

#[tokio::test]
async fn a_request_can_be_refused_or_answered_with_the_wrong_body() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "admin");
    let fault = || Fault { path: "/api/*".into(), times: Some(1), ..Fault::default() };
    server.fault(Fault { status: Some(503), retry_after: Some(2), ..fault() });
    let busy = client.send(Method::GET, "/api/me").await;
    assert_eq!((busy.status.as_u16(), busy.header("retry-after")), (503, "2"));
    server.fault(Fault { body: Some(Spoilt::Html), ..fault() });
    assert!(client.send(Method::GET, "/api/me").await.text.starts_with("<!doctype"));
    server.fault(Fault { body: Some(Spoilt::Empty), ..fault() });
    assert_eq!(client.send(Method::GET, "/api/me").await.text, "");
    server.fault(Fault { body: Some(Spoilt::Truncated), ..fault() });
    let half = client.send(Method::GET, "/api/me").await.text;
    assert!(serde_json::from_str::<Value>(&half).is_err());
}

#[tokio::test]
async fn a_large_response_is_held_after_some_issues_until_released() {
    let config = Config { scenario: Scenario::Large, clock: ClockMode::Manual, ..Config::default() };
    let server = start(config).await.unwrap();
    let client = Client::basic(&server, "admin");
    let check = "data_elements_aggregate_no_analysis";
    started(&client, &format!("/api/dataIntegrity/details?checks={check}")).await;
    server.advance(Duration::from_secs(5));
    server.fault(Fault { path: "/api/dataIntegrity/details".into(), hold: Some(100), ..Fault::default() });
    let mut answer = client.request(Method::GET, &format!("/api/dataIntegrity/details?checks={check}")).await;
    let mut seen = Vec::new();
    while seen.windows(3).filter(|three| three == b"},{").count() < 99 {
        seen.extend_from_slice(&answer.chunk().await.unwrap().unwrap());
    }
    assert!(seen.ends_with(b"}"), "it stands after a whole issue");
    server.release();
    let mut size = seen.len();
    while let Some(piece) = answer.chunk().await.unwrap() {
        size += piece.len();
    }
    assert!(size > 50_000_000, "{size}");
}

#[tokio::test]
async fn forged_requests_are_rejected_if_csrf_protection_is_on() {
    let config = Config { csrf: true, clock: ClockMode::Manual, ..Config::default() };
    let server = start(config).await.unwrap();
    let client = Client::basic(&server, "admin");
    let refused = client.send(Method::POST, "/api/maintenance?cacheClear=true").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.starts_with("<!doctype html>"));
    let token = refused.header("set-cookie").split(['=', ';']).nth(1).unwrap().to_owned();
    let done = client.with_csrf(&token).send(Method::POST, "/api/maintenance?cacheClear=true").await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_user_can_choose_a_language() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "observer");
    let chosen = client.send(Method::POST, "/api/userSettings/keyUiLocale?value=fr").await;
    assert_eq!(chosen.status, StatusCode::OK);
    assert_eq!(client.get("/api/me?fields=settings").await["settings"]["keyUiLocale"], "fr");
    let other = Client::basic(&server, "admin");
    assert_eq!(other.get("/api/me?fields=settings").await["settings"]["keyUiLocale"], "en");
}

#[tokio::test]
async fn the_menu_of_2_41_has_urls_relative_to_the_api() {
    let server = server(Version::V2_41).await;
    let menu = Client::basic(&server, "clerk").get("/api/apps/menu").await;
    assert_eq!(menu["modules"].as_array().unwrap().len(), 1, "only what the person may open");
    assert_eq!(menu["modules"][0]["defaultAction"], "../dhis-web-dataentry/index.html");
}

#[tokio::test]
async fn a_ping_does_not_disturb_a_session() {
    for version in Version::ALL {
        let server = server(version).await;
        let ping = Client::logged_in(&server, "admin").await.send(Method::GET, "/api/ping").await;
        assert_eq!((ping.status, ping.header("set-cookie")), (StatusCode::OK, ""), "{version}");
    }
}

#[tokio::test]
async fn a_fault_has_a_message_a_redirect_or_garbage() {
    let server = server(Version::V2_42).await;
    let client = Client::basic(&server, "admin");
    let once = |fault: Fault| server.fault(Fault { path: "/api/me".into(), times: Some(1), ..fault });
    once(Fault { status: Some(500), message: Some("Out of memory".into()), ..Fault::default() });
    let told = client.send(Method::GET, "/api/me").await;
    assert_eq!((told.status.as_u16(), &told.json()["message"]), (500, &Value::from("Out of memory")));
    once(Fault { status: Some(302), location: Some("/sso".into()), ..Fault::default() });
    let sent = client.send(Method::GET, "/api/me").await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::FOUND, "/sso"));
    once(Fault { body: Some(Spoilt::Junk), ..Fault::default() });
    assert_eq!(client.send(Method::GET, "/api/me").await.text.len(), 2_000_000);
    assert_eq!(client.get("/api/me").await["username"], "admin", "that was all");
}
