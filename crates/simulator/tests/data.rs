//! The effects of requests on data and metadata: exactly what was requested happens.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use dhis2_steward_simulator::{ClockMode, Config, Server, Version, start};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::Client;

async fn server(version: Version) -> (Server, Client) {
    let server = start(Config { version, clock: ClockMode::Manual, ..Config::default() }).await.unwrap();
    let client = Client::basic(&server, "admin");
    (server, client)
}

/// The identifier of an object, by its name.
async fn id(client: &Client, collection: &str, name: &str) -> String {
    let path = format!("/api/{collection}?filter=name:eq:{}&fields=id", name.replace(' ', "%20"));
    let found = client.get(&path).await;
    found[collection][0]["id"].as_str().unwrap_or_else(|| panic!("no {name} in {collection}")).to_owned()
}

async fn total(client: &Client, path: &str) -> u64 {
    client.get(path).await["pager"]["total"].as_u64().unwrap()
}

async fn post(client: &Client, path: &str, body: Value) -> Value {
    let answer = client.send_json(Method::POST, path, &body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text);
    if answer.text.is_empty() { Value::Null } else { answer.json() }
}

/// How many combinations of options a combination of categories has, and how many it should have.
async fn combos(client: &Client, combo: &str) -> (u64, u64) {
    let path = format!("/api/categoryOptionCombos?filter=categoryCombo.id:eq:{combo}&pageSize=1&fields=id");
    let fields = "categories[categoryOptions~size]";
    let shown = client.get(&format!("/api/categoryCombos/{combo}?fields={fields}")).await;
    let sizes = shown["categories"].as_array().unwrap().iter();
    let expected = sizes.map(|category| category["categoryOptions"].as_u64().unwrap()).product();
    (total(client, &path).await, expected)
}

#[tokio::test]
async fn a_new_option_has_its_combinations_at_once_or_after_maintenance() {
    for version in Version::ALL {
        let (_server, client) = server(version).await;
        let combo = id(&client, "categoryCombos", "Sex").await;
        let (category, option) =
            (id(&client, "categories", "Sex").await, id(&client, "categoryOptions", "Unknown").await);
        assert_eq!(combos(&client, &combo).await, (2, 2));
        post(&client, &format!("/api/categories/{category}/categoryOptions/{option}"), json!({})).await;
        let is_made = version <= Version::V2_42;
        assert_eq!(combos(&client, &combo).await, (if is_made { 3 } else { 2 }, 3), "{version}");
        let update = format!("/api/maintenance/categoryOptionComboUpdate/categoryCombo/{combo}");
        post(&client, &update, json!({})).await;
        assert_eq!(combos(&client, &combo).await, (3, 3), "{version}");
    }
}

#[tokio::test]
async fn validation_does_not_compare_pruned_data() {
    let (_server, client) = server(Version::V2_42).await;
    let run = json!({ "ou": id(&client, "organisationUnits", "Tamaria").await,
        "startDate": "2026-01-01", "endDate": "2026-12-31" });
    let before = post(&client, "/api/dataAnalysis/validationRules", run.clone()).await;
    let unit = id(&client, "organisationUnits", "Anjara District Hospital").await;
    let of_unit = |found: &Value| {
        found.as_array().unwrap().iter().filter(|one| one["organisationUnitId"] == unit.as_str()).count()
    };
    assert!(of_unit(&before) > 0);
    post(&client, &format!("/api/maintenance/dataPruning/organisationUnits/{unit}"), json!({})).await;
    let after = post(&client, "/api/dataAnalysis/validationRules", run).await;
    assert_eq!(of_unit(&after), 0);
    assert!(after.as_array().unwrap().len() < before.as_array().unwrap().len());
}

#[tokio::test]
async fn a_group_of_rules_limits_a_run_and_an_unknown_one_does_not() {
    let (_server, client) = server(Version::V2_43).await;
    let root = id(&client, "organisationUnits", "Tamaria").await;
    let group = id(&client, "validationRuleGroups", "Malaria").await;
    let run = async |group: Value| {
        let body = json!({ "ou": root, "startDate": "2026-01-01", "endDate": "2026-12-31", "vrg": group });
        post(&client, "/api/dataAnalysis/validationRules", body).await.as_array().unwrap().len()
    };
    let (all, some, unknown) =
        (run(Value::Null).await, run(json!(group)).await, run(json!("abcdefghijk")).await);
    assert!(0 < some && some < all);
    assert_eq!(unknown, all);
}

#[tokio::test]
async fn the_monitoring_job_persists_violations_on_request() {
    let (server, client) = server(Version::V2_42).await;
    let job = json!({
        "name": "Monitoring", "jobType": "MONITORING", "cronExpression": "0 0 * * * *",
        "jobParameters": { "relativeStart": -3650, "relativeEnd": 3650, "validationRuleGroups": [],
            "sendNotifications": false, "persistResults": true }
    });
    post(&client, "/api/jobConfigurations", job).await;
    assert_eq!(total(&client, "/api/validationResults?fields=id").await, 0);
    server.advance(Duration::from_secs(3700));
    let kept = total(&client, "/api/validationResults?fields=id").await;
    assert!(kept > 0);
    server.advance(Duration::from_secs(3600));
    assert_eq!(total(&client, "/api/validationResults?fields=id").await, kept, "nothing is kept twice");
}

#[tokio::test]
async fn results_are_deleted_only_with_a_filter() {
    let (_server, client) = server(Version::V2_42).await;
    let root = id(&client, "organisationUnits", "Tamaria").await;
    let body = json!({ "ou": root, "startDate": "2026-01-01", "endDate": "2026-12-31", "persist": true });
    post(&client, "/api/dataAnalysis/validationRules", body).await;
    let all = total(&client, "/api/validationResults").await;
    client.send(Method::DELETE, "/api/validationResults").await;
    assert_eq!(total(&client, "/api/validationResults").await, all);
    client.send(Method::DELETE, "/api/validationResults?pe=202603").await;
    assert!(total(&client, "/api/validationResults").await < all);
    assert_eq!(total(&client, "/api/validationResults?pe=202603").await, 0);
    let unknown = client.send(Method::DELETE, "/api/validationResults?ou=abcdefghijk").await;
    assert_eq!(unknown.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_job_predicts_the_same_as_a_synchronous_run() {
    let span = "startDate=2026-04-01&endDate=2026-06-30";
    let (_server, client) = server(Version::V2_42).await;
    let answered = post(&client, &format!("/api/predictions?{span}"), json!({})).await;
    let (server, client) = server(Version::V2_42).await;
    let started = post(&client, &format!("/api/predictions?{span}&async=true"), json!({})).await;
    let job = started["response"]["id"].as_str().unwrap();
    server.advance(Duration::from_secs(60));
    let summary = client.get(&format!("/api/system/taskSummaries/PREDICTOR/{job}")).await;
    assert_eq!(summary, answered["response"]);
    assert!(summary["inserted"].as_u64().unwrap() > 0);
    let again = post(&client, &format!("/api/predictions?{span}"), json!({})).await;
    assert_eq!(
        (&again["response"]["inserted"], &again["response"]["unchanged"]),
        (&json!(0), &summary["inserted"])
    );
    let none = format!("/api/predictorGroups/abcdefghijk/run?{span}");
    assert_eq!(post(&client, &none, json!({})).await["message"], "Generated 0 predictions");
}

#[tokio::test]
async fn removing_the_exception_of_an_unknown_unit_removes_those_of_all_units() {
    let (_server, client) = server(Version::V2_42).await;
    let set = id(&client, "dataSets", "Monthly report").await;
    let units = ["Anjara District Hospital", "Anjara Health Centre"];
    let mut ids = Vec::new();
    for unit in units {
        ids.push(id(&client, "organisationUnits", unit).await);
    }
    let query = format!("pe=202601&ds={set}");
    post(&client, &format!("/api/lockExceptions?{query}&ou=%5B{}%5D", ids.join(",")), json!({})).await;
    assert_eq!(total(&client, "/api/lockExceptions").await, 2);
    client.send(Method::DELETE, &format!("/api/lockExceptions?{query}&ou={}", ids[0])).await;
    assert_eq!(total(&client, "/api/lockExceptions").await, 1);
    post(&client, &format!("/api/lockExceptions?{query}&ou={}", ids[0]), json!({})).await;
    client.send(Method::DELETE, &format!("/api/lockExceptions?{query}&ou=abcdefghijk")).await;
    assert_eq!(total(&client, "/api/lockExceptions").await, 0, "real servers do the same");
}

#[tokio::test]
async fn min_max_values_are_generated_from_the_values_and_removed_below_a_unit() {
    let (_server, client) = server(Version::V2_42).await;
    let root = id(&client, "organisationUnits", "Tamaria").await;
    let set = id(&client, "dataSets", "Monthly report").await;
    let generate = json!({ "organisationUnit": root, "dataSets": [set] });
    post(&client, "/api/minMaxValues", generate.clone()).await;
    let made = total(&client, "/api/minMaxDataElements").await;
    assert_eq!(made, 8, "four data elements of two facilities have values");
    post(&client, "/api/minMaxValues", generate).await;
    assert_eq!(total(&client, "/api/minMaxDataElements").await, made);
    let deleted = client.send(Method::DELETE, &format!("/api/minMaxValues/{root}?ds={set}")).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(total(&client, "/api/minMaxDataElements").await, 0);
}

#[tokio::test]
async fn notifications_are_deleted_by_count_and_by_age() {
    let (server, client) = server(Version::V2_42).await;
    for _ in 0..3 {
        post(&client, "/api/dataIntegrity/summary?checks=orgunits_null_island", json!([])).await;
        server.advance(Duration::from_secs(60));
    }
    let runs = async || client.get("/api/system/tasks/DATA_INTEGRITY").await.as_object().unwrap().len();
    assert_eq!(runs().await, 3);
    let latest =
        client.get("/api/system/tasks/DATA_INTEGRITY").await.as_object().unwrap().keys().next().cloned();
    client.send(Method::DELETE, "/api/system/tasks/DATA_INTEGRITY?maxAge=1").await;
    assert_eq!(runs().await, 3, "all are young");
    client.send(Method::DELETE, "/api/system/tasks?maxCount=1").await;
    let left = client.get("/api/system/tasks/DATA_INTEGRITY").await;
    assert_eq!(left.as_object().unwrap().keys().next().cloned(), latest, "the latest is kept");
    server.advance(Duration::from_secs(48 * 3600));
    client.send(Method::DELETE, "/api/system/tasks/DATA_INTEGRITY?maxAge=1").await;
    assert_eq!(runs().await, 0);
}

#[tokio::test]
async fn a_remote_server_is_reachable_once_url_username_and_password_are_set() {
    let (server, client) = server(Version::V2_42).await;
    let available = async || client.get("/api/synchronization/availability").await["available"].clone();
    assert_eq!(available().await, false);
    for (key, value) in [("Url", "https://example.org"), ("Username", "someone"), ("Password", "secret")] {
        let path = format!("/api/systemSettings/keyRemoteInstance{key}?value={value}");
        post(&client, &path, json!({})).await;
    }
    assert_eq!(available().await, true);
    let pushed = post(&client, "/api/synchronization/dataPush", json!({})).await;
    assert_eq!(pushed["status"], "SUCCESS");
    let listed = client.send(Method::GET, "/api/systemSettings").await;
    assert!(!listed.text.contains("secret"), "the password is not listed");
    let other = Client::basic(&server, "maintainer");
    let read = other.send(Method::GET, "/api/systemSettings/keyRemoteInstancePassword").await;
    assert_eq!(read.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn metadata_versions_are_created_only_if_enabled() {
    let (_server, client) = server(Version::V2_42).await;
    let create = "/api/metadata/version/create?type=BEST_EFFORT";
    assert_eq!(client.send(Method::POST, create).await.status, StatusCode::BAD_REQUEST);
    post(&client, "/api/systemSettings/keyVersionEnabled?value=true", json!({})).await;
    assert_eq!(
        client.send(Method::GET, "/api/metadata/version").await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
    let first = post(&client, create, json!({})).await;
    let second = post(&client, create, json!({})).await;
    assert_eq!(client.get("/api/metadata/version").await["name"], second["name"]);
    let history = format!("/api/metadata/version/history?baseline={}", first["name"].as_str().unwrap());
    assert_eq!(client.get(&history).await["metadataversions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_legacy_run_of_checks_leaves_a_report_only_on_2_41() {
    for (version, has_report) in [(Version::V2_41, true), (Version::V2_42, false)] {
        let (server, client) = server(version).await;
        let started = post(&client, "/api/dataIntegrity", json!([])).await;
        let job = started["response"]["id"].as_str().unwrap();
        server.advance(Duration::from_secs(120));
        let summary =
            client.send(Method::GET, &format!("/api/system/taskSummaries/DATA_INTEGRITY/{job}")).await;
        assert_eq!(!summary.text.is_empty(), has_report, "{version}");
        if has_report {
            let orphans = &summary.json()["orphanedOrganisationUnits"];
            assert!(orphans[0].as_str().unwrap().starts_with("Central Medical Store:"));
        }
    }
}

#[tokio::test]
async fn a_created_token_authenticates_its_user() {
    let (server, _) = server(Version::V2_42).await;
    let made = post(&Client::basic(&server, "clerk"), "/api/apiToken", json!({})).await;
    let client = Client::with_token(&server, made["response"]["key"].as_str().unwrap());
    assert_eq!(client.get("/api/me?fields=username").await["username"], "clerk");
}

#[tokio::test]
async fn parameter_choices_are_served_at_the_paths_in_the_job_types() {
    let (_server, client) = server(Version::V2_42).await;
    let types = client.get("/api/jobConfigurations/jobTypesExtended").await;
    let parameter = &types["ANALYTICS_TABLE"]["skipTableTypes"];
    let choices = client.get(parameter["relativeApiEndpoint"].as_str().unwrap()).await;
    assert_eq!(choices, parameter["constants"]);
    let checks = types["DATA_INTEGRITY"]["checks"]["relativeApiEndpoint"].as_str().unwrap();
    assert!(client.get(checks).await.as_array().unwrap().len() > 90);
    for kind in ["MONITORING", "PREDICTOR"] {
        for parameter in types[kind].as_object().unwrap().values() {
            if let Some(path) = parameter["relativeApiEndpoint"].as_str() {
                assert!(client.get(path).await.is_object(), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn the_tree_of_units_starts_at_those_of_the_user() {
    let (_server, client) = server(Version::V2_42).await;
    let me = client.get("/api/me?fields=organisationUnits%5Bid,displayName,path,level%5D").await;
    let root = me["organisationUnits"][0].clone();
    assert_eq!((&root["displayName"], &root["level"]), (&json!("Tamaria"), &json!(1)));
    let id = root["id"].as_str().unwrap();
    let path = format!("/api/organisationUnits/{id}?fields=path,children%5Bid,children~isNotEmpty%5D");
    let shown = client.get(&path).await;
    assert_eq!(shown["path"], root["path"]);
    let regions = shown["children"].as_array().unwrap();
    assert_eq!(regions.len(), 4);
    assert!(regions.iter().all(|region| region["children"] == true));
    let below = format!("/api/organisationUnits/{id}?level=1&fields=id");
    assert_eq!(total(&client, &below).await, 4, "the level is counted from the unit");
}
