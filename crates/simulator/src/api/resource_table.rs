//! `/api/resourceTables`: updating tables, as jobs.

use axum::http::Method;
use axum::http::header::LOCATION;
use serde_json::{Map, Value, json};

use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::job::{Job, Kind, kind};
use crate::route::{Call, Result};
use crate::state::State;
use crate::user::F_PERFORM_MAINTENANCE;
use crate::web_message;

/// Answers `/api/resourceTables/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let kind = match rest {
        [] => kind::RESOURCE_TABLE,
        ["analytics"] => kind::ANALYTICS_TABLE,
        ["monitoring"] => kind::MONITORING,
        _ => return Err(no_such_route(&call.request.path)),
    };
    if ![Method::POST, Method::PUT].contains(&call.request.method) {
        return Err(call.not_allowed(state));
    }
    call.require(state, F_PERFORM_MAINTENANCE)?;
    let parameters = match kind {
        kind::ANALYTICS_TABLE => Some(analytics(state, call)?),
        kind::MONITORING => Some(json!({
            "relativeStart": 0, "relativeEnd": 0, "validationRuleGroups": [],
            "sendNotifications": false, "persistResults": false
        })),
        _ => None,
    };
    let base = call.request.base_url();
    Ok(start(state, call, kind, parameters).with(LOCATION, &format!("{base}/api/system/tasks/{kind}")))
}

/// Makes a job that runs once, and answers with its reference.
pub(crate) fn start(state: &mut State, call: &Call<'_>, kind: Kind, parameters: Option<Value>) -> Answer {
    let now = state.now();
    let job = Job::once(kind, parameters, call.user, now, state.jobs.all.len());
    let answer = web_message::job_reference(
        state.version(),
        &format!("Initiated {}", job.name),
        &job.name,
        job.reference(),
    );
    state.jobs.all.push(job);
    answer
}

fn analytics(state: &State, call: &Call<'_>) -> Result<Value> {
    let request = call.request;
    let mut map = Map::new();
    if let Some(years) = request.param("lastYears") {
        let years: i64 = years.parse().map_err(|_| {
            let hint = format!("For input string: \"{years}\"");
            web_message::bad_value(state.version(), years, "parameter ", "lastYears", &hint)
        })?;
        map.insert("lastYears".into(), years.into());
    }
    let is_on = |name: &str| request.param(name) == Some("true");
    let skips: [(&str, &[&str]); 6] = [
        ("skipAggregate", &["DATA_VALUE", "COMPLETENESS", "COMPLETENESS_TARGET"]),
        ("skipEvents", &["EVENT"]),
        ("skipEnrollment", &["ENROLLMENT"]),
        ("skipOrgUnitOwnership", &["OWNERSHIP"]),
        ("skipValidationResult", &["VALIDATION_RESULT"]),
        (
            "skipTrackedEntities",
            &[
                "TRACKED_ENTITY_INSTANCE",
                "TRACKED_ENTITY_INSTANCE_EVENTS",
                "TRACKED_ENTITY_INSTANCE_ENROLLMENTS",
            ],
        ),
    ];
    let skipped: Vec<&str> =
        skips.iter().filter(|(name, _)| is_on(name)).flat_map(|(_, tables)| tables.iter().copied()).collect();
    map.insert("skipTableTypes".into(), skipped.into());
    map.insert("skipPrograms".into(), json!([]));
    map.insert("skipResourceTables".into(), is_on("skipResourceTables").into());
    map.insert("skipOutliers".into(), is_on("skipOutliers").into());
    Ok(Value::Object(map))
}
