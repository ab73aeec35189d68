//! Tests of the comparison: responses with one change, which it must detect.

use serde_json::{Value, json};

use crate::compare::differences;
use crate::fixture::{Fixture, parse};

const RECORDED: &str = r#"> GET /api/dataIntegrity/summary?checks=categories_no_options
> Accept: application/json

HTTP/1.1 200
Set-Cookie: JSESSIONID=00000000000000000000000000000000; Path=/; HttpOnly; SameSite=Lax
Cache-Control: no-store
ETag: "086aac6c5a0dfdcffb9594d854d85f14d"
Content-Type: application/json;charset=UTF-8

{"categories_no_options":{"name":"categories_no_options","severity":"WARNING","isSlow":false,"startTime":"2026-11-21T07:59:13.391","count":1,"percentage":20.0,"issues":[{"id":"rdKQhyVo33K"}]}}
"#;

const REFUSED: &str = r#"> GET /api/jobConfigurations/abcdefghijk
> Accept: application/json

HTTP/1.1 404
Content-Type: application/json

{"httpStatus":"Not Found","httpStatusCode":404,"status":"ERROR","message":"JobConfiguration with id abcdefghijk could not be found.","errorCode":"E1005"}
"#;

const PROGRESS: &str = r#"> GET /api/jobConfigurations/abcdefghijk/progress
> Accept: application/json

HTTP/1.1 200
Content-Type: application/json;charset=UTF-8

{"sequence":[{"status":"CANCELLED","description":"Data integrity check","stages":[{"summary":"3 successful and 0 failed items","status":"SUCCESS","description":"Data Integrity summary checks","onFailure":"SKIP_ITEM"}]}]}
"#;

const FEED: &str = r#"> GET /api/system/tasks/DATA_INTEGRITY/abcdefghijk
> Accept: application/json

HTTP/1.1 200
Content-Type: application/json;charset=UTF-8

[{"level":"INFO","time":"2026-11-21T07:59:13.395"},{"level":"INFO","time":"2026-11-21T07:59:13.391"}]
"#;

fn recorded() -> Fixture {
    parse("summary-get", RECORDED)
}

/// What differs when the recorded answer comes back with one thing changed.
fn after(fixture: &Fixture, spoil: impl FnOnce(&mut Fixture)) -> Vec<String> {
    let mut spoilt = fixture.clone();
    spoil(&mut spoilt);
    differences(fixture, &spoilt.answer)
}

/// The same for a change of the one result in the body.
fn after_change(spoil: impl FnOnce(&mut Value)) -> Vec<String> {
    after(&recorded(), |spoilt| {
        let mut body: Value = serde_json::from_str(&spoilt.answer.body).unwrap();
        spoil(&mut body["categories_no_options"]);
        spoilt.answer.body = body.to_string();
    })
}

fn remove_header(fixture: &mut Fixture, name: &str) {
    fixture.answer.headers.retain(|(key, _)| key != name);
}

fn change_header(fixture: &mut Fixture, name: &str, value: &str) {
    remove_header(fixture, name);
    fixture.answer.headers.push((name.to_owned(), value.to_owned()));
}

#[test]
fn an_answer_agrees_with_itself() {
    assert_eq!(after(&recorded(), |_| {}), Vec::<String>::new());
}

#[test]
fn ids_times_and_numbers_may_differ() {
    let found = after_change(|result| {
        result["startTime"] = json!("2027-01-01T00:00:00.000");
        result["count"] = json!(7);
        result["issues"] = json!([{ "id": "aaaaaaaaaaa" }, { "id": "bbbbbbbbbbb" }]);
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_different_status_is_found() {
    assert_eq!(
        after(&recorded(), |spoilt| spoilt.answer.status = 201),
        ["status: recorded 200, simulated 201"]
    );
}

#[test]
fn a_missing_key_is_found() {
    let found = after_change(|result| {
        result.as_object_mut().unwrap().remove("isSlow");
    });
    assert_eq!(found, ["$[].isSlow: missing"]);
}

#[test]
fn an_added_key_is_found() {
    assert_eq!(after_change(|result| result["code"] = json!("CNO")), ["$[].code: added"]);
}

#[test]
fn a_nested_key_that_only_some_elements_have_is_found() {
    let found = after_change(|result| result["issues"] = json!([{ "id": "a" }, {}]));
    assert_eq!(found, ["$[].issues[].id: simulated only sometimes"]);
}

#[test]
fn a_different_type_is_found() {
    assert_eq!(after_change(|result| result["count"] = json!("1")).len(), 1);
    assert_eq!(after_change(|result| result["count"] = Value::Null).len(), 1);
    assert_eq!(after_change(|result| result["count"] = json!(1.5)).len(), 1);
    assert_eq!(after_change(|result| result["issues"] = json!({})).len(), 2);
}

#[test]
fn a_differently_formatted_time_is_found() {
    let found = after_change(|result| result["startTime"] = json!("2026-11-21T07:59:13Z"));
    assert_eq!(found, ["$[].startTime: recorded {Time}, simulated {Text}"]);
}

#[test]
fn an_empty_list_instead_of_a_filled_one_is_found() {
    let found = after_change(|result| result["issues"] = json!([]));
    assert_eq!(found, ["$[].issues: the simulated list is empty"]);
}

#[test]
fn a_different_value_is_found_where_the_contract_fixes_it() {
    assert_eq!(after_change(|result| result["severity"] = json!("SEVERE")).len(), 1);
    let refused = parse("jobconfig-unknown", REFUSED);
    let found =
        after(&refused, |spoilt| spoilt.answer.body = spoilt.answer.body.replace("could not be", "was not"));
    assert_eq!(found.len(), 1, "{found:?}");
    let found = after(&refused, |spoilt| spoilt.answer.body = spoilt.answer.body.replace("E1005", "E1004"));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn in_a_run_of_checks_a_different_word_is_found_but_not_a_different_number() {
    let fixture = parse("progress", PROGRESS);
    let words = |from: &'static str, to: &'static str| {
        after(&fixture, |spoilt| spoilt.answer.body = spoilt.answer.body.replace(from, to))
    };
    assert_eq!(words("3 successful and 0 failed", "12 successful and 1 failed"), Vec::<String>::new());
    assert_eq!(words("successful", "good").len(), 1);
    assert_eq!(words("Data integrity check", "Checking").len(), 1);
    assert_eq!(words("SKIP_ITEM", "FAIL").len(), 0, "depends on what the stage does");
    assert_eq!(words("\"CANCELLED\"", "\"SUCCESS\"").len(), 1);
}

#[test]
fn notifications_in_the_wrong_order_are_found() {
    let fixture = parse("task", FEED);
    let found = after(&fixture, |spoilt| {
        let mut rows: Vec<Value> = serde_json::from_str(&spoilt.answer.body).unwrap();
        rows.reverse();
        spoilt.answer.body = Value::from(rows).to_string();
    });
    assert_eq!(found, ["$[].time: recorded Falling, simulated Rising"]);
}

#[test]
fn an_empty_body_a_page_and_a_truncated_body_are_found() {
    for body in ["", "<html></html>", "{\"categories_no_options\":{\"name\""] {
        let found = after(&recorded(), |spoilt| spoilt.answer.body = body.to_owned());
        assert_eq!(found.len(), 1, "{body}: {found:?}");
    }
}

#[test]
fn headers_that_matter_are_compared() {
    for name in ["content-type", "cache-control", "etag", "set-cookie"] {
        let found = after(&recorded(), |spoilt| remove_header(spoilt, name));
        assert_eq!(found.len(), 1, "{name}: {found:?}");
    }
    let found = after(&recorded(), |spoilt| change_header(spoilt, "content-type", "application/json"));
    assert_eq!(found.len(), 1, "{found:?}");
    let found =
        after(&recorded(), |spoilt| change_header(spoilt, "set-cookie", "JSESSIONID=1; Path=/; HttpOnly"));
    assert_eq!(found.len(), 1, "{found:?}");
    let found = after(&recorded(), |spoilt| change_header(spoilt, "vary", "Origin"));
    assert_eq!(found.len(), 1, "{found:?}");
}

const REPORT: &str = r##"> POST /api/jobConfigurations
> Accept: application/json

HTTP/1.1 409
Content-Type: application/json;charset=UTF-8

{"httpStatus":"Conflict","httpStatusCode":409,"status":"ERROR","response":{"errorReports":[{"message":"Property `name` is missing","errorCode":"E4000"}]}}
"##;

const METRICS: &str = r##"> GET /api/dataSummary/metrics
> Accept: text/plain

HTTP/1.1 200
Content-Type: text/plain;charset=UTF-8
# cut: 3 elements

# HELP data_summary_logins Count of user logins by day
# TYPE data_summary_logins gauge
data_summary_logins{days="0"} 4
"##;

const OBJECT: &str = r##"> GET /api/organisationUnits/abcdefghijk
> Accept: application/json

HTTP/1.1 200
Content-Type: application/json;charset=UTF-8

{"code":"OU_1","level":3,"id":"abcdefghijk","attributeValues":[]}
"##;

#[test]
fn a_different_word_in_an_object_report_is_found() {
    let fixture = parse("job", REPORT);
    let found =
        after(&fixture, |spoilt| spoilt.answer.body = spoilt.answer.body.replace("is missing", "lacks"));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_missing_metric_family_is_found_but_not_a_different_number() {
    let fixture = parse("metrics", METRICS);
    let with = |from: &'static str, to: &'static str| {
        after(&fixture, |spoilt| spoilt.answer.body = spoilt.answer.body.replace(from, to))
    };
    assert_eq!(with("} 4", "} 5"), Vec::<String>::new());
    assert_eq!(with("# TYPE data_summary_logins gauge", "").len(), 1);
}

#[test]
fn the_code_and_the_level_of_an_object_may_differ() {
    let fixture = parse("unit", OBJECT);
    let found = after(&fixture, |spoilt| {
        spoilt.answer.body = spoilt.answer.body.replace("OU_1", "OU_2").replace(":3", ":4");
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_value_of_a_tag_or_a_session_may_differ() {
    let cookie = "JSESSIONID=1234; Path=/; HttpOnly; SameSite=Lax";
    let found = after(&recorded(), |spoilt| {
        change_header(spoilt, "etag", "\"1\"");
        change_header(spoilt, "set-cookie", cookie);
    });
    assert_eq!(found, Vec::<String>::new());
}
