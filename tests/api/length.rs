//! Requests whose URL would be too long.

use dhis2_steward::domain::integrity::{CheckResult, Selection};
use dhis2_steward::model::{Check, ExpressionContext, ResultDeletion, ResultFilter, Uid};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::transport::memory::Canned;
use dhis2_steward::{ErrorKind, Request};
use futures_util::StreamExt;

use crate::support::{ENDED, Server, job, now};

fn ids() -> Vec<Uid> {
    (0..500).map(|number| format!("a{number:010}").parse().unwrap()).collect()
}

fn names() -> Vec<String> {
    (0..300).map(|number| format!("a_check_with_a_name_{number}")).collect()
}

#[test]
fn too_many_objects_and_too_long_expressions_are_rejected_before_anything_is_sent() {
    let server = Server::new();
    let client = server.client();
    let before = server.transport.asked().len();
    let (data, validation, integrity) = (client.data(), client.validation(), client.integrity());
    let deletion = ResultDeletion { organisation_units: ids(), ..ResultDeletion::default() };
    let filter = ResultFilter { validation_rules: ids(), ..ResultFilter::default() };
    let expression = "#{icxiNEy2HMt} + ".repeat(300);
    for error in [
        now(validation.delete_results(&deletion)).err(),
        now(validation.results(&filter, 50).next()).unwrap().err(),
        now(validation.describe(&expression, ExpressionContext::Generic)).err(),
        now(data.remove_min_max(ids()[0], &ids())).err(),
        now(client.settings().some(&names().iter().map(String::as_str).collect::<Vec<_>>())).err(),
        now(integrity.issues(&names())).err(),
        now(client.organisation_units().search(&expression, 50)).err(),
    ] {
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
        assert!(error.message().contains("longer than servers and proxies accept"), "{error}");
    }
    assert_eq!(server.transport.asked().len(), before);
}

#[test]
fn what_travels_in_the_body_may_be_long_and_so_may_any_request_of_the_caller() {
    let server = Server::new();
    server
        .json("POST /api/predictors/expression/description", r#"{"status":"OK","message":"Valid"}"#)
        .json("GET /api/dataStore", "[]");
    let expression = "#{icxiNEy2HMt} + ".repeat(300);
    let client = server.client();
    now(client.validation().describe(&expression, ExpressionContext::Predictor)).unwrap();
    now(client.request(&Request::get("/api/dataStore").query("filter", expression))).unwrap();
}

#[test]
fn a_run_of_more_checks_than_a_url_can_name_has_its_results() {
    let server = Server::new();
    let checks: Vec<Check> = names()
        .iter()
        .map(|name| {
            let check = format!(r#"{{"name":"{name}","code":"C","displayName":"{name}","severity":"INFO"}}"#);
            serde_json::from_str(&check).unwrap()
        })
        .collect();
    let created = r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{"id":"dOroizYJpqs","jobType":"DATA_INTEGRITY","created":"2026-11-21T07:59:13.326"}}"#;
    let result = |name: &String| {
        format!(r#""{name}":{{"name":"{name}","startTime":"2026-11-21T07:59:14.000","count":0}}"#)
    };
    let results = names().iter().map(result).collect::<Vec<_>>().join(",");
    server
        .json("POST /api/dataIntegrity/summary", created)
        .json(
            "GET /api/jobConfigurations/dOroizYJpqs",
            &job("DATA_INTEGRITY", "DISABLED", "COMPLETED", ENDED),
        )
        .transport
        .on("GET /api/dataIntegrity/summary", Canned::json(format!("{{{results}}}")));
    let mut run = now(server.client().integrity().run(RunKind::Summary, &Selection::All, &checks)).unwrap();
    now(run.step()).unwrap();
    let report = now(run.report()).unwrap();
    assert_eq!(report.checks.len(), 300);
    assert!(report.checks.iter().all(|check| check.result == CheckResult::Passed));
}
