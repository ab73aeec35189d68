//! What differs between a recorded answer and a simulated one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::fixture::{Answer, Fixture};
use crate::shape::Shape;

/// Headers whose values are compared as they are.
const EQUAL_HEADERS: [&str; 15] = [
    "content-type",
    "content-language",
    "content-disposition",
    "content-security-policy",
    "cache-control",
    "location",
    "vary",
    "www-authenticate",
    "x-content-type-options",
    "x-xss-protection",
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
];

/// Headers that have to be there in both or in none.
const PRESENT_HEADERS: [&str; 3] = ["etag", "last-modified", "retry-after"];

/// Keys whose values are fixed by the contract, wherever they stand.
const FIXED_KEYS: [&str; 34] = [
    "appState",
    "appStorageSource",
    "appType",
    "basePath",
    "category",
    "code",
    "completed",
    "complete",
    "configurable",
    "core_app",
    "dataType",
    "errorCode",
    "httpStatus",
    "httpStatusCode",
    "isProgrammatic",
    "isSlow",
    "issuesIdType",
    "jobStatus",
    "jobType",
    "lastExecutedStatus",
    "leaderOnlyJob",
    "level",
    "loginStatus",
    "onFailure",
    "redirectUrl",
    "relativeNotifierEndpoint",
    "responseType",
    "schedulingType",
    "section",
    "severity",
    "status",
    "type",
    "checks",
    "username",
];

/// Paths whose answers are maps: from names that depend on the data to values of one shape, so many levels deep.
const MAPS: [(&str, usize); 9] = [
    ("/api/dataIntegrity/summary", 1),
    ("/api/dataIntegrity/details", 1),
    ("/api/system/tasks", 2),
    ("/api/system/tasks/*", 1),
    ("/api/system/taskSummaries/*", 1),
    ("/api/scheduling/running", 1),
    ("/api/scheduling/completed", 1),
    ("/api/jobConfigurations/errors", 0),
    ("/api/resources", 0),
];

/// Compares a simulated answer with the recorded one; nothing is found if they agree.
pub(crate) fn differences(fixture: &Fixture, simulated: &Answer) -> Vec<String> {
    let recorded = &fixture.answer;
    let mut found = Vec::new();
    if recorded.status != simulated.status {
        found.push(format!("status: recorded {}, simulated {}", recorded.status, simulated.status));
    }
    compare_headers(recorded, simulated, &mut found);
    if !found.iter().any(|text| text.starts_with("status")) {
        compare_bodies(fixture, simulated, &mut found);
    }
    found
}

fn compare_headers(recorded: &Answer, simulated: &Answer, found: &mut Vec<String>) {
    for name in EQUAL_HEADERS {
        let (mut left, mut right) = (recorded.all(name), simulated.all(name));
        left.sort_unstable();
        right.sort_unstable();
        if left != right {
            found.push(format!("{name}: recorded {left:?}, simulated {right:?}"));
        }
    }
    for name in PRESENT_HEADERS {
        if recorded.header(name).is_some() != simulated.header(name).is_some() {
            let which = if recorded.header(name).is_some() { "recorded" } else { "simulated" };
            found.push(format!("{name}: only {which}"));
        }
    }
    let (left, right) = (cookies(recorded), cookies(simulated));
    if left != right {
        found.push(format!("set-cookie: recorded {left:?}, simulated {right:?}"));
    }
}

/// The cookies that an answer sets: names and attributes, without what depends on the moment.
fn cookies(answer: &Answer) -> BTreeSet<String> {
    answer
        .all("set-cookie")
        .into_iter()
        .map(|cookie| {
            let mut parts = cookie.split(';').map(str::trim);
            let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).unwrap_or_default();
            let value = if value.is_empty() { "" } else { "…" };
            let mut attributes: Vec<&str> = parts
                .map(|part| match part.split_once('=') {
                    Some((key @ ("Expires" | "Max-Age"), _)) => key,
                    _ => part,
                })
                .collect();
            attributes.sort_unstable();
            format!("{name}={value}; {}", attributes.join("; "))
        })
        .collect()
}

fn compare_bodies(fixture: &Fixture, simulated: &Answer, found: &mut Vec<String>) {
    let recorded = &fixture.answer;
    if fixture.is_bodiless {
        if simulated.body.is_empty() {
            found.push("body: the simulated one is empty".to_owned());
        }
        return;
    }
    if recorded.body.is_empty() != simulated.body.is_empty() {
        let empty = if recorded.body.is_empty() { "recorded" } else { "simulated" };
        found.push(format!("body: the {empty} one is empty"));
        return;
    }
    let content_type = recorded.header("content-type").unwrap_or_default();
    match (parse(recorded), parse(simulated)) {
        (Some(left), Some(right)) => {
            let path = fixture.request.path();
            let (left, right) = (unmapped(path, left), unmapped(path, right));
            found.extend(Shape::differences(&Shape::of(&left), &Shape::of(&right)));
            compare_facts(&facts(&left), &facts(&right), fixture.is_cut, found);
        }
        (None, None) if content_type.starts_with("text/html") && fixture.is_cut => {
            if title(&recorded.body) != title(&simulated.body) {
                found.push(format!(
                    "title: recorded {:?}, simulated {:?}",
                    title(&recorded.body),
                    title(&simulated.body)
                ));
            }
        }
        (None, None) if fixture.is_cut => {}
        (None, None) => {
            if recorded.body != simulated.body {
                found.push(format!("body: recorded {:?}, simulated {:?}", recorded.body, simulated.body));
            }
        }
        (Some(_), None) => found.push(format!("body: simulated is no JSON: {}", simulated.body)),
        (None, Some(_)) => found.push("body: simulated is JSON".to_owned()),
    }
}

fn parse(answer: &Answer) -> Option<Value> {
    serde_json::from_str(&answer.body).ok()
}

fn title(page: &str) -> Option<&str> {
    page.split_once("<title>")?.1.split_once("</title>").map(|(title, _)| title)
}

/// Turns the maps of a resource into lists of their values, so that their keys are no part of the shape.
fn unmapped(path: &str, value: Value) -> Value {
    let depth = MAPS.iter().find(|(pattern, _)| matches(pattern, path)).map_or(0, |(_, depth)| *depth);
    listed(value, depth)
}

fn listed(value: Value, depth: usize) -> Value {
    match value {
        Value::Object(entries) if depth > 0 => {
            Value::Array(entries.into_iter().map(|(_, value)| listed(value, depth - 1)).collect())
        }
        other => other,
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(path).all(|(pattern, part)| *pattern == "*" || *pattern == part)
}

type Facts = BTreeMap<String, BTreeSet<String>>;

/// The values that the contract fixes, by their places.
fn facts(value: &Value) -> Facts {
    let mut facts = Facts::new();
    gather(value, "$", &mut facts);
    facts
}

fn gather(value: &Value, path: &str, facts: &mut Facts) {
    match value {
        Value::Array(elements) => {
            elements.iter().for_each(|element| gather(element, &format!("{path}[]"), facts));
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                let path = format!("{path}.{key}");
                if is_fixed(key, entries) {
                    facts.entry(path).or_default().insert(timeless(value));
                } else {
                    gather(value, &path, facts);
                }
            }
        }
        _ => {}
    }
}

/// Whether a value is fixed: texts of messages are, where they are what a request was refused with.
fn is_fixed(key: &str, entries: &Map<String, Value>) -> bool {
    match key {
        "message" => entries.contains_key("httpStatusCode"),
        _ => FIXED_KEYS.contains(&key),
    }
}

/// A value as text, with the millisecond of its making left out.
fn timeless(value: &Value) -> String {
    let text = value.to_string();
    let mut parts: Vec<String> = Vec::new();
    for part in text.split_inclusive(|letter: char| !letter.is_ascii_digit()) {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        parts.push(if digits == 13 { part.chars().skip(13).collect() } else { part.to_owned() });
    }
    parts.concat()
}

/// Compares fixed values; of a body that was cut, what is recorded has to be among what is simulated.
fn compare_facts(recorded: &Facts, simulated: &Facts, is_cut: bool, found: &mut Vec<String>) {
    for (path, values) in recorded {
        let Some(others) = simulated.get(path) else { continue };
        let agree = if is_cut { values.is_subset(others) } else { values == others };
        if !agree {
            found.push(format!("{path}: recorded {values:?}, simulated {others:?}"));
        }
    }
}
