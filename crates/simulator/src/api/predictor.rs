//! Running predictors: all, one or those of a group, at once or as a job.

use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use jiff::civil::Date;
use serde_json::json;

use super::resource_table::start;
use crate::exchange::Answer;
use crate::job::{kind, millis};
use crate::model::Predictor;
use crate::route::{Call, Result};
use crate::state::State;
use crate::{Version, period, web_message};

/// The authority to run predictors.
const RUN: &str = "F_PREDICTOR_RUN";

/// Answers `/api/predictors/…/run` and `/api/predictorGroups/…/run`; nothing for other paths.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Option<Result<Answer>> {
    let (group, id) = match rest {
        ["predictors", "run"] => (false, None),
        ["predictors", id, "run"] => (false, Some(*id)),
        ["predictorGroups", id, "run"] => (true, Some(*id)),
        _ => return None,
    };
    Some(run(state, call, group, id))
}

fn run(state: &mut State, call: &Call<'_>, is_group: bool, id: Option<&str>) -> Result<Answer> {
    let version = state.version();
    let span = begin(state, call)?;
    if version >= Version::V2_43 && !is_group && span.0 > span.1 {
        let text = format!("Start date: `{}` must be before end date: `{}`", span.0, span.1);
        return Err(web_message::error(version, StatusCode::CONFLICT, &text, Some("E7206")));
    }
    let predictors = match (id, is_group) {
        (None, _) => state.model.predictors.clone(),
        (Some(id), true) => chosen(state, &[], &[id.to_owned()]),
        (Some(id), false) => {
            let one = chosen(state, &[id.to_owned()], &[]);
            if one.is_empty() {
                let method = "org.hisp.dhis.predictor.Predictor.getName()";
                return Err(web_message::stumbled(version, method, "predictor"));
            }
            one
        }
    };
    let summary = state.predict(&predictors, span, state.now());
    let text = format!("Generated {} predictions", summary.predicted());
    Ok(web_message::ok(StatusCode::OK, Some(&text)))
}

/// Answers `/api/predictions`.
pub(crate) fn predictions(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    let span = begin(state, call)?;
    let named = |name: &str| call.request.list(name).unwrap_or_default();
    let (ones, groups) = (named("predictor"), named("predictorGroup"));
    if call.request.param("async") == Some("true") {
        let parameters = json!({
            "relativeStart": 0, "relativeEnd": 0, "predictors": ones, "predictorGroups": groups,
            "startDate": millis(span.0), "endDate": millis(span.1)
        });
        let location = format!("{}/api/system/tasks/{}", call.request.base_url(), kind::PREDICTOR);
        return Ok(start(state, call, kind::PREDICTOR, Some(parameters)).with(LOCATION, &location));
    }
    let predictors = chosen(state, &ones, &groups);
    let summary = state.predict(&predictors, span, state.now());
    let mut map = web_message::message(StatusCode::OK, None);
    map.insert("response".to_owned(), summary.describe());
    Ok(Answer::json(&map.into()))
}

/// The dates to run predictors for, if the user may run them.
fn begin(state: &State, call: &Call<'_>) -> Result<(Date, Date)> {
    if ![Method::POST, Method::PUT].contains(&call.request.method) {
        return Err(call.not_allowed(state));
    }
    call.require(state, RUN)?;
    let (start, end) = (call.required("startDate")?, call.required("endDate")?);
    let day = |name: &str, text: &str| {
        period::day(text).ok_or_else(|| {
            let hint = format!("Invalid format: \"{text}\"");
            web_message::bad_value(state.version(), text, "parameter ", name, &hint)
        })
    };
    Ok((day("startDate", start)?, day("endDate", end)?))
}

/// The predictors of some identifiers and groups, without those that do not exist; all if none is named.
pub(crate) fn chosen(state: &State, ones: &[String], groups: &[String]) -> Vec<Predictor> {
    let named = !ones.is_empty() || !groups.is_empty();
    let groups: Vec<_> =
        state.model.predictor_groups.iter().filter(|group| groups.contains(&group.named.id)).collect();
    let is_chosen = |predictor: &&Predictor| {
        !named
            || ones.contains(&predictor.named.id)
            || groups.iter().any(|group| group.holds(&predictor.named.id))
    };
    state.model.predictors.iter().filter(is_chosen).cloned().collect()
}
