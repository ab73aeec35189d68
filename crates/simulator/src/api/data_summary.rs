//! `/api/dataSummary` and `/api/system/objectCounts`: object counts and recent changes.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::Version;
use crate::activity::{Entry, Saved};
use crate::clock::Moment;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::route::{Call, Result, accepts_text, only_get};
use crate::state::State;
use crate::user::F_PERFORM_MAINTENANCE;

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// The system information.
pub(crate) const SYSTEM_ID: &str = "5a0c8d6e-3f3e-4c54-9f57-2d4f0f7c1b11";
pub(crate) const REVISION: &str = "0000000";
pub(crate) const BUILD_TIME: &str = "2026-03-01T07:34:22.000";

/// Answers `/api/dataSummary/…`.
pub(crate) fn answer(state: &State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match rest {
        [] => {
            only_get(state, call)?;
            call.require(state, F_PERFORM_MAINTENANCE)?;
            Ok(Answer::json(&summary(state).into()))
        }
        ["metrics"] if state.version() != Version::V2_41 => {
            only_get(state, call)?;
            accepts_text(call.request)?;
            call.require(state, F_PERFORM_MAINTENANCE)?;
            Ok(Answer::text("text/plain;charset=UTF-8", metrics(state)))
        }
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// How many objects there are of each kind; those of data are estimates on real servers.
pub(crate) fn object_counts(state: &State) -> Map<String, Value> {
    let (version, model, rows) = (state.version(), &state.model, &state.model.rows);
    let (is_oldest, is_newer) = (version == Version::V2_41, version >= Version::V2_43);
    let count = |count: usize| Some(json!(count));
    let events = rows.tracker_events + rows.single_events;
    let entries = [
        ("indicator", count(model.indicators.len())),
        ("trackedEntity", Some(json!(rows.tracked_entities))),
        ("visualization", count(model.visualizations.len())),
        ("period", count(model.periods.len())),
        ("organisationUnit", count(model.organisation_units.len())),
        ("validationRule", count(model.validation_rules.len())),
        ("dataValue", Some(json!(saved(state).data_values))),
        ("dataElement", count(model.data_elements.len())),
        ("program", count(model.programs.len())),
        ("organisationUnitGroup", count(model.organisation_unit_groups.len())),
        ("enrollment", Some(json!(rows.enrollments))),
        ("indicatorType", count(model.indicator_types.len())),
        ("eventVisualization", count(0)),
        ("event", Some(json!(events))),
        ("map", count(model.maps.len())),
        ("userGroup", count(model.user_groups.len())),
        ("dataSet", count(model.data_sets.len())),
        ("indicatorGroup", count(model.indicator_groups.len())),
        ("user", count(model.people.len())),
        ("dataElementGroup", count(model.data_element_groups.len())),
        ("dashboard", count(model.dashboards.len())),
        ("trackedEntityInstance", is_oldest.then(|| json!(rows.tracked_entities))),
        ("programInstance", is_oldest.then(|| json!(rows.enrollments))),
        ("programStageInstance", is_oldest.then(|| json!(events))),
        ("trackerevent", is_newer.then(|| json!(rows.tracker_events))),
        ("singleevent", is_newer.then(|| json!(rows.single_events))),
    ];
    entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// The object counts.
pub(crate) fn saved(state: &State) -> Saved {
    let model = &state.model;
    let count = |count: usize| u64::try_from(count).unwrap_or(0);
    Saved {
        maps: count(model.maps.len()),
        visualizations: count(model.visualizations.len()),
        dashboards: count(model.dashboards.len()),
        indicators: count(model.indicators.len()),
        data_values: model.data_elements.iter().map(|element| element.values).sum::<u64>()
            + count(model.data_values.len()),
    }
}

/// Since when each key counts: the first of the keys means today in older versions, an hour in newer ones.
fn spans(state: &State, keys: &[u32], is_hourly: bool) -> Vec<(u32, Moment)> {
    let now = state.now();
    let midnight = now - Duration::from_secs(u64::try_from(now.seconds()).unwrap_or(0) % DAY.as_secs());
    let since = |key: u32| match key {
        0 if is_hourly => now - HOUR,
        0 | 1 => midnight,
        days => now - DAY * days,
    };
    keys.iter().map(|key| (*key, since(*key))).collect()
}

fn summary(state: &State) -> Map<String, Value> {
    let version = state.version();
    let is_newer = version >= Version::V2_43;
    let people = |count: &dyn Fn(Moment) -> usize| {
        let spans = spans(state, &[0, 1, 2, 7, 30], true);
        spans.into_iter().map(|(key, since)| (key.to_string(), json!(count(since)))).collect::<Value>()
    };
    let entered = |kinds: &[Entry]| {
        let spans = spans(state, &[0, 1, 7, 30], is_newer);
        let count = |since| kinds.iter().map(|kind| state.activity.entered(*kind, since)).sum::<u64>();
        spans.into_iter().map(|(key, since)| (key.to_string(), json!(count(since)))).collect::<Value>()
    };
    let logins = || people(&|since| state.activity.logged_in(since));
    let views = || people(&|since| state.activity.viewers(since));
    let expired = state.model.rows.expired_invitations;
    let newer = |value: Value| is_newer.then_some(value);
    let mut system = json!({
        "version": version.full(), "revision": REVISION, "buildTime": BUILD_TIME,
        "systemId": SYSTEM_ID, "serverDate": state.now().iso()
    });
    if let Some(map) = system.as_object_mut().filter(|_| version == Version::V2_41) {
        map.shift_remove("systemId");
    }
    let entries = [
        ("objectCounts", Some(object_counts(state).into())),
        ("activeUsers", Some(if is_newer { views() } else { logins() })),
        ("logins", newer(logins())),
        ("userInvitations", Some(json!({ "all": expired + 2, "expired": expired }))),
        ("dataValueCount", Some(entered(&[Entry::DataValue]))),
        ("eventCount", Some(entered(&[Entry::TrackerEvent, Entry::SingleEvent]))),
        ("trackerEventCount", newer(entered(&[Entry::TrackerEvent]))),
        ("singleEventCount", newer(entered(&[Entry::SingleEvent]))),
        ("enrollmentCount", newer(entered(&[Entry::Enrollment]))),
        ("system", Some(system)),
    ];
    entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// The families of metrics: the key of the summary, the name, what it is, and what tells its values apart.
const FAMILIES: [(&str, &str, &str, &str); 9] = [
    ("objectCounts", "object_counts", "Count of metadata objects", "type"),
    ("activeUsers", "active_users", "Count of active users by day", "days"),
    ("logins", "logins", "Count of user logins by day", "days"),
    ("userInvitations", "user_invitations", "Count of user invitations", "type"),
    ("dataValueCount", "data_value_count", "Count of updated data values by day", "days"),
    ("eventCount", "event_count", "Count of updated events by day", "days"),
    ("trackerEventCount", "tracker_event_count", "Count of updated tracker events by day", "days"),
    ("singleEventCount", "single_event_count", "Count of updated single events by day", "days"),
    ("enrollmentCount", "enrollment_count", "Count of updated enrollments by day", "days"),
];

/// The summary as Prometheus reads it.
fn metrics(state: &State) -> String {
    let summary = summary(state);
    let mut lines = Vec::new();
    let mut family = |name: &str, what: &str, values: Vec<(String, String)>| {
        let name = format!("data_summary_{name}");
        lines.push(format!("# HELP {name} {what}"));
        lines.push(format!("# TYPE {name} gauge"));
        lines.extend(values.into_iter().map(|(labels, value)| format!("{name}{{{labels}}} {value}")));
    };
    for (key, name, what, label) in FAMILIES {
        let Some(values) = summary.get(key).and_then(Value::as_object) else { continue };
        let values = values.iter().map(|(of, value)| (format!("{label}=\"{of}\""), value.to_string()));
        family(name, what, values.collect());
    }
    let version = state.version().full();
    let built = (format!("version=\"{version}\", commit=\"{REVISION}\""), state.born.seconds().to_string());
    family("build_info", "Build information", vec![built]);
    family("system_id", "System ID", vec![(format!("system_id=\"{SYSTEM_ID}\""), "1".to_owned())]);
    lines.push(String::new());
    lines.join("\n")
}
