//! The differences between a recorded and a simulated response.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::fixture::{Answer, Fixture};
use crate::order;
use crate::shape::{KIND_MARK, Shape};

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
const FIXED_KEYS: [&str; 31] = [
    "appState",
    "appStorageSource",
    "appType",
    "basePath",
    "category",
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
    "loginStatus",
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

/// What the keys of a map are.
#[derive(Clone, Copy)]
enum Keys {
    /// Names of kinds of things, such as types of jobs: values of one kind are compared with each other.
    Kinds,
    /// The same, and there need not be anything of a kind.
    Members,
    /// Names that depend on the data: all values are compared together.
    Names,
}

/// Answers of which the data decide what is in them: their paths, and what the keys of their levels are.
const MAPS: [(&str, &[Keys]); 9] = [
    ("/api/system/taskSummaries/DATA_INTEGRITY/*", &[Keys::Members, Keys::Names]),
    ("/api/dataIntegrity/summary", &[Keys::Names]),
    ("/api/dataIntegrity/details", &[Keys::Names]),
    ("/api/system/tasks", &[Keys::Kinds, Keys::Names]),
    ("/api/system/tasks/*", &[Keys::Names]),
    ("/api/system/taskSummaries/*", &[Keys::Names, Keys::Members, Keys::Names]),
    ("/api/scheduling/running", &[Keys::Kinds]),
    ("/api/scheduling/completed", &[Keys::Kinds]),
    ("/api/jobConfigurations", &[]),
];

/// Compares a simulated answer with the recorded one; nothing is found if they agree.
pub(crate) fn differences(fixture: &Fixture, simulated: &Answer) -> Vec<String> {
    let recorded = &fixture.answer;
    let mut found = Vec::new();
    if recorded.status != simulated.status {
        found.push(format!("status: recorded {}, simulated {}", recorded.status, simulated.status));
    }
    compare_headers(fixture, simulated, &mut found);
    if !found.iter().any(|text| text.starts_with("status")) {
        compare_bodies(fixture, simulated, &mut found);
    }
    found
}

fn compare_headers(fixture: &Fixture, simulated: &Answer, found: &mut Vec<String>) {
    let recorded = &fixture.answer;
    for name in EQUAL_HEADERS {
        let values = |answer: &Answer| {
            let mut values: Vec<String> = answer.all(name).into_iter().map(in_order).collect();
            values.sort_unstable();
            values
        };
        let (left, right) = (values(recorded), values(simulated));
        if left != right {
            found.push(format!("{name}: recorded {left:?}, simulated {right:?}"));
        }
    }
    for name in PRESENT_HEADERS.iter().filter(|name| !(fixture.is_untagged && **name == "etag")) {
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

/// The value of a header, with the checks that it names in the order of their names: the server keeps them as a set.
fn in_order(value: &str) -> String {
    match value.split_once("?checks=") {
        Some((path, checks)) => {
            let mut checks: Vec<&str> = checks.split(',').collect();
            checks.sort_unstable();
            format!("{path}?checks={}", checks.join(","))
        }
        None => value.to_owned(),
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
            found.extend(order::differences(&left, &right));
            let path = fixture.request.path();
            let map = MAPS.iter().find(|(pattern, _)| matches(pattern, path));
            let keys = map.map_or(&[][..], |(_, keys)| keys);
            let (left, right) = (by_kind(left, keys), by_kind(right, keys));
            found.extend(Shape::differences(&Shape::of(&left), &Shape::of(&right)));
            let is_chosen = fixture.request.target.contains("checks=");
            let expected = match (map.is_some() && !is_chosen, fixture.is_cut) {
                (true, _) => Expected::Some,
                (false, true) => Expected::AtLeast,
                (false, false) => Expected::Exactly,
            };
            compare_facts(&facts(path, &left), &facts(path, &right), expected, found);
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
        (None, None) if fixture.is_cut => {
            // Of metrics, what there is of them is compared, not how much.
            let families = |text: &str| {
                text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<BTreeSet<_>>()
            };
            let missing = families(&recorded.body);
            let missing: Vec<_> = missing.difference(&families(&simulated.body)).cloned().collect();
            if !missing.is_empty() {
                found.push(format!("body: not simulated are {missing:?}"));
            }
        }
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

/// Sorts what is in an answer by kinds, and makes lists of maps whose keys depend on the data.
fn by_kind(value: Value, keys: &[Keys]) -> Value {
    match (value, keys.split_first()) {
        // An error is no map, whatever was asked for.
        (value, _) if value.get("httpStatusCode").is_some() => value,
        (Value::Object(entries), Some((Keys::Members, keys))) => {
            let is_there = |value: &Value| !matches!(value.to_string().as_str(), "[]" | "{}");
            let there = entries.into_iter().filter(|(_, value)| is_there(value));
            there.map(|(key, value)| (format!("{KIND_MARK}{key}"), by_kind(value, keys))).collect()
        }
        (Value::Object(entries), Some((Keys::Kinds, keys))) => entries
            .into_iter()
            .map(|(key, value)| (format!("{KIND_MARK}{key}"), by_kind(value, keys)))
            .collect(),
        (Value::Object(entries), Some((Keys::Names, keys))) => {
            entries.into_iter().map(|(_, value)| by_kind(value, keys)).collect()
        }
        (Value::Object(mut entries), None) => {
            if let Some(Value::Array(jobs)) = entries.get_mut("jobConfigurations").map(Value::take) {
                entries.insert("jobConfigurations".to_owned(), by_job_type(jobs));
            }
            Value::Object(entries)
        }
        (other, _) => other,
    }
}

fn by_job_type(jobs: Vec<Value>) -> Value {
    let mut kinds: Map<String, Value> = Map::new();
    for job in jobs {
        let kind = job.get("jobType").and_then(Value::as_str).unwrap_or_default();
        let list = kinds.entry(format!("{KIND_MARK}{kind}")).or_insert_with(|| Value::Array(Vec::new()));
        list.as_array_mut().unwrap().push(job);
    }
    Value::Object(kinds)
}

fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(path).all(|(pattern, part)| *pattern == "*" || *pattern == part)
}

type Facts = BTreeMap<String, BTreeSet<String>>;

/// The values that the contract fixes, by their places.
fn facts(path: &str, value: &Value) -> Facts {
    let mut facts = Facts::new();
    if let (Value::Array(names), true) = (value, path.ends_with("/completed")) {
        let names = names.iter().filter(|name| name.is_string());
        facts.insert("$[]".to_owned(), names.map(Value::to_string).collect());
    }
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
                    facts.entry(path).or_default().insert(timeless(&sorted(key, value)));
                } else {
                    gather(value, &path, facts);
                }
            }
        }
        _ => {}
    }
}

/// Whether a value is fixed. Texts are where they do not depend on the data: what a request was refused with,
/// what is told of a run of checks, and what a run as a whole says of itself.
fn is_fixed(key: &str, entries: &Map<String, Value>) -> bool {
    let text = |key: &str| entries.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_run = entries.contains_key("stages");
    let is_stage_of_checks = text("description").starts_with("Data Integrity");
    match key {
        "message" => {
            let is_error = entries.contains_key("httpStatusCode") || entries.contains_key("errorCode");
            let told = ["DATA_INTEGRITY", "PREDICTOR", "VALIDATION_RESULTS_NOTIFICATION"];
            is_error || told.iter().any(|kind| text("category").starts_with(kind))
        }
        "description" | "summary" => is_run || is_stage_of_checks,
        // The level of a notification is a word, that of an organisation unit depends on the data.
        "level" => entries.get(key).is_some_and(Value::is_string),
        // The codes of metadata do too.
        "code" => !entries.contains_key("attributeValues"),
        _ => FIXED_KEYS.contains(&key),
    }
}

/// The names of checks in order: the server keeps them as a set.
fn sorted(key: &str, value: &Value) -> Value {
    match (key, value) {
        ("checks", Value::Array(names)) => {
            let mut names = names.clone();
            names.sort_unstable_by_key(Value::to_string);
            Value::Array(names)
        }
        _ => value.clone(),
    }
}

/// A value as text, without the words of the server's JSON parser, and without what is counted or timed in a text.
fn timeless(value: &Value) -> String {
    const PARSER: [&str; 2] = ["JSON parse error", "Cannot deserialize value of type"];
    match value {
        Value::String(text) if PARSER.iter().any(|words| text.starts_with(words)) => "parser".to_owned(),
        Value::String(text) if text.contains(' ') => countless(text),
        other => other.to_string(),
    }
}

/// A text with one sign in place of each number.
fn countless(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter.is_ascii_digit() {
            true if plain.ends_with('#') => {}
            true => plain.push('#'),
            false => plain.push(letter),
        }
    }
    plain
}

/// How many of the recorded values have to be simulated.
#[derive(Clone, Copy)]
enum Expected {
    /// The same values.
    Exactly,
    /// At least the recorded ones, of which some were cut away.
    AtLeast,
    /// One of them: which there are depends on the data.
    Some,
}

fn compare_facts(recorded: &Facts, simulated: &Facts, expected: Expected, found: &mut Vec<String>) {
    for (path, values) in recorded {
        let Some(others) = simulated.get(path) else { continue };
        let agree = match expected {
            Expected::Exactly => values == others,
            Expected::AtLeast => values.is_subset(others),
            Expected::Some => path.ends_with(".checks") || !values.is_disjoint(others),
        };
        if !agree {
            found.push(format!("{path}: recorded {values:?}, simulated {others:?}"));
        }
    }
}
