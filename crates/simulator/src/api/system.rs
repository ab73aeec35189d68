//! `/api/system` and `/api/ping`: system information and the ping.

use axum::http::StatusCode;
use axum::http::header::VARY;
use serde_json::{Map, Value, json};

use super::data_summary::{BUILD_TIME, REVISION, SYSTEM_ID};
use crate::Version;
use crate::clock::Moment;
use crate::error_page::no_such_route;
use crate::exchange::{Answer, Reply};
use crate::fields::Fields;
use crate::route::{Call, Result, accepts_json, only_get};
use crate::state::State;

/// Answers `/api/ping`, which needs no session and prolongs none.
pub(crate) fn ping() -> Answer {
    Answer::empty(StatusCode::OK)
        .with(VARY, "Origin")
        .also(VARY, "Access-Control-Request-Method")
        .also(VARY, "Access-Control-Request-Headers")
}

/// Answers `/api/system/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result {
    match rest {
        ["ping"] => {
            only_get(state, call)?;
            Ok(Answer::text("application/json;charset=UTF-8", "pong").no_store().into())
        }
        ["info"] => {
            only_get(state, call)?;
            accepts_json(call.request)?;
            let fields = call.request.param("fields").map_or_else(Fields::all, Fields::parse);
            let info = Value::Object(info(state, call));
            Ok(Reply::Now(Answer::json(&fields.select(&info)).no_store()))
        }
        ["objectCounts"] => {
            only_get(state, call)?;
            Ok(Answer::json(&super::data_summary::object_counts(state).into()).into())
        }
        ["tasks", rest @ ..] => super::task::answer(state, call, rest).map(Reply::Now),
        ["taskSummaries", rest @ ..] => super::task::summaries(state, call, rest).map(Reply::Now),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// The content of `/api/system/info`, reduced for users without access to system details.
fn info(state: &State, call: &Call<'_>) -> Map<String, Value> {
    let version = state.version();
    let now = state.now();
    let base = call.request.base_url();
    let inside = call.user.may("F_VIEW_SERVER_INFO");
    let (oldest, older) = (version == Version::V2_41, version <= Version::V2_42);
    let never = Moment::NEVER;
    let analytics = state.tables.analytics.as_ref();
    let table = |name: &str, built: Option<&(Moment, String)>| {
        let moment = built.map_or(never, |(moment, _)| *moment);
        [
            (format!("{name}Success"), Some(json!(moment.iso()))),
            (format!("intervalSince{}Success", capitalized(name)), Some(json!(interval(now, moment)))),
            (format!("{name}Runtime"), Some(json!(built.map_or("", |(_, took)| took)))),
        ]
    };
    let mut entries = vec![
        ("contextPath".to_owned(), Some(json!(base))),
        ("calendar".into(), Some(json!("iso8601"))),
        ("dateFormat".into(), Some(json!("yyyy-mm-dd"))),
        ("serverDate".into(), Some(json!(now.iso()))),
        ("serverTimeZoneId".into(), Some(json!("UTC"))),
        ("sessionTimeout".into(), (!older).then(|| json!(state.sessions.timeout().as_secs()))),
        ("serverTimeZoneDisplayName".into(), Some(json!("Coordinated Universal Time"))),
    ];
    if !oldest || analytics.is_some() {
        entries.extend(table("lastAnalyticsTable", analytics));
    }
    if !oldest {
        entries.push(("lastSystemMonitoringSuccess".into(), Some(json!(never.iso()))));
        entries.extend(table("lastAnalyticsTablePartition", None));
    }
    entries.extend([
        ("databaseInfo".to_owned(), Some(database(inside, now))),
        ("capability".into(), (!older).then(|| json!({ "analyticsTotalCounts": false }))),
        ("version".into(), Some(json!(version.full()))),
        ("revision".into(), Some(json!(REVISION))),
        ("buildTime".into(), Some(json!(BUILD_TIME))),
        ("jasperReportsVersion".into(), inside.then(|| json!("6.20.0"))),
        ("environmentVariable".into(), inside.then(|| json!("DHIS2_HOME"))),
        ("fileStoreProvider".into(), inside.then(|| json!("filesystem"))),
        ("readOnlyMode".into(), inside.then(|| json!("off"))),
        ("nodeId".into(), inside.then(|| json!(""))),
        ("javaVersion".into(), inside.then(|| json!("17.0.15"))),
        ("javaVendor".into(), inside.then(|| json!("Debian"))),
        ("javaOpts".into(), (inside && oldest).then(|| json!("-Xmx3g"))),
        ("osName".into(), inside.then(|| json!("Linux"))),
        ("osArchitecture".into(), inside.then(|| json!("amd64"))),
        ("osVersion".into(), inside.then(|| json!("6.1.0"))),
        ("externalDirectory".into(), inside.then(|| json!("/opt/dhis2"))),
        ("readReplicaCount".into(), inside.then(|| json!(0))),
        (
            "memoryInfo".into(),
            inside.then(|| json!("Mem Total in JVM: 1158 Free in JVM: 566 Max Limit: 3072")),
        ),
        ("cpuCores".into(), inside.then(|| json!(2))),
        ("encryption".into(), Some(json!(inside))),
        ("emailConfigured".into(), Some(json!(false))),
        ("redisEnabled".into(), Some(json!(false))),
        ("systemId".into(), (!oldest).then(|| json!(SYSTEM_ID))),
        ("systemName".into(), Some(json!(state.settings.title()))),
        ("systemMetadataVersion".into(), (!oldest).then(|| json!(""))),
        ("instanceBaseUrl".into(), (version == Version::V2_42).then(|| json!(base))),
        ("clusterHostname".into(), inside.then(|| json!(""))),
        ("isMetadataVersionEnabled".into(), Some(json!(false))),
        ("lastMetadataVersionSyncAttempt".into(), (!oldest).then(|| json!(never.iso()))),
    ]);
    entries.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn database(inside: bool, now: Moment) -> Value {
    let mut info = Map::new();
    if inside {
        info.insert("name".into(), "dhis2".into());
        info.insert("user".into(), "dhis".into());
        info.insert("url".into(), "jdbc:postgresql://localhost:5432/dhis2".into());
        info.insert("databaseVersion".into(), "PostgreSQL 15.18".into());
    }
    info.insert("spatialSupport".into(), true.into());
    info.insert("time".into(), now.iso().into());
    info.into()
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn interval(now: Moment, since: Moment) -> String {
    let seconds = now.since(since).as_secs();
    format!("{} h, {} m, {} s", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
