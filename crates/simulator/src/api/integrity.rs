//! `/api/dataIntegrity`: the checks, their runs and their results.

use std::time::Duration;

use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::resource_table::start;
use super::{issues, metrics};
use crate::check::{Aspect, Check, Outcome, catalogue};
use crate::error_page::no_such_route;
use crate::exchange::{Answer, Reply};
use crate::job::{Kind, Work, kind};
use crate::route::{Call, Result, accepts_text, only_get};
use crate::state::State;
use crate::user::F_PERFORM_MAINTENANCE;
use crate::{Version, web_message};

/// Answers `/api/dataIntegrity/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result {
    let aspect = |name: &str| match name {
        "summary" => Some(Aspect::Summary),
        "details" => Some(Aspect::Details),
        _ => None,
    };
    let unknown = || no_such_route(&call.request.path);
    match (&call.request.method, rest) {
        (&Method::GET, []) => Ok(Answer::json(&list(state, call).collect()).into()),
        // The older way to run checks, which newer versions take for a summary.
        (&Method::POST, []) => {
            let kind = if state.version() == Version::V2_41 { "REPORT" } else { "SUMMARY" };
            run(state, call, Aspect::Summary, "details", kind).map(Reply::Now)
        }
        (&Method::GET, ["metrics"]) if state.version() != Version::V2_41 => {
            accepts_text(call.request)?;
            call.require(state, F_PERFORM_MAINTENANCE)?;
            Ok(Answer::text("text/plain;charset=UTF-8", metrics::text(state)).into())
        }
        (_, ["metrics"]) => Err(unknown()),
        (&Method::GET, [name]) => results(state, call, aspect(name).ok_or_else(unknown)?),
        (&Method::POST, [name]) => {
            run(state, call, aspect(name).ok_or_else(unknown)?, name, "SUMMARY").map(Reply::Now)
        }
        (_, [name, "running"]) => {
            only_get(state, call)?;
            Ok(Answer::json(&running(state, aspect(name).ok_or_else(unknown)?)).into())
        }
        (_, [name, "completed"]) => {
            only_get(state, call)?;
            let aspect = aspect(name).ok_or_else(unknown)?;
            let kept =
                catalogue::of(state.version()).iter().filter(|check| kept(state, aspect, check).is_some());
            Ok(Answer::json(&kept.map(|check| json!(check.name)).collect()).into())
        }
        (_, [check, name]) => {
            only_get(state, call)?;
            result(state, call, aspect(name).ok_or_else(unknown)?, check)
        }
        (_, [] | [_]) => Err(call.not_allowed(state)),
        _ => Err(unknown()),
    }
}

fn list(state: &State, call: &Call<'_>) -> impl Iterator<Item = Value> {
    let request = call.request;
    let checks = request.list("checks");
    let flag = |name: &str| request.param(name).map(|value| value == "true");
    let (slow, programmatic) = (flag("slow"), flag("programmatic"));
    let section = request.param("section");
    catalogue::of(state.version())
        .iter()
        .filter(move |check| {
            checks.as_ref().is_none_or(|names| names.iter().any(|name| check.is_named(name)))
        })
        .filter(move |check| slow.is_none_or(|slow| check.is_slow == slow))
        .filter(move |check| programmatic.is_none_or(|wanted| check.is_programmatic == wanted))
        .filter(move |check| section.is_none_or(|section| check.section == section))
        .map(|check| check.describe(state.results.average(&check.name)).into())
}

/// Starts a run, as a job; `place` is where the results will be.
fn run(state: &mut State, call: &Call<'_>, aspect: Aspect, place: &str, kind: &str) -> Result<Answer> {
    call.require(state, F_PERFORM_MAINTENANCE)?;
    let checks = selection(state, call)?;
    let named: Vec<_> = checks.iter().map(|name| name.as_str().unwrap_or("null")).collect();
    let base = call.request.base_url();
    let location = format!("{base}/api/dataIntegrity/{place}?checks={}", named.join(","));
    let parameters = match aspect {
        Aspect::Summary => json!({ "type": kind, "checks": checks }),
        Aspect::Details => json!({ "checks": checks }),
    };
    Ok(start(state, call, kind_of(aspect), Some(parameters)).with(LOCATION, &location))
}

fn kind_of(aspect: Aspect) -> Kind {
    match aspect {
        Aspect::Summary => kind::DATA_INTEGRITY,
        Aspect::Details => kind::DATA_INTEGRITY_DETAILS,
    }
}

/// The checks of a run, as they were named: in the body, else in the query.
fn selection(state: &State, call: &Call<'_>) -> Result<Vec<Value>> {
    let (request, version) = (call.request, state.version());
    let content_type = request.header("content-type").unwrap_or_default();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        let name = if version == Version::V2_41 { "Content type" } else { "Content-Type" };
        let text = format!("{name} '{content_type};charset=UTF-8' {}", version.refusal());
        return Err(web_message::error(version, StatusCode::UNSUPPORTED_MEDIA_TYPE, &text, None));
    }
    let named = || request.list("checks").unwrap_or_default().into_iter().map(Value::from).collect();
    if request.body.is_empty() {
        return Ok(named());
    }
    if content_type.starts_with("application/xml") {
        return Ok(vec![Value::Null]);
    }
    let fault = |text: &str| web_message::bad_request(version, &format!("JSON parse error: {text}"));
    match serde_json::from_slice(&request.body) {
        Ok(Value::Array(names)) if names.is_empty() => Ok(named()),
        Ok(Value::Array(names)) => Ok(names),
        Ok(_) => Err(fault("Cannot deserialize value of type `java.util.HashSet<java.lang.String>`")),
        Err(_) => Err(fault("Unrecognized token")),
    }
}

/// The names that running jobs have still to do, the one that is looked at included.
fn running(state: &State, aspect: Aspect) -> Value {
    let jobs = state.jobs.running().filter(|job| job.kind == kind_of(aspect));
    let items = jobs
        .filter_map(|job| job.run.as_ref())
        .flat_map(|run| &run.stages)
        .flat_map(|stage| stage.remaining());
    let names = items.filter_map(|item| match &item.work {
        Work::Check { name, .. } => Some(json!(name)),
        _ => None,
    });
    names.collect()
}

fn kept<'a>(state: &'a State, aspect: Aspect, check: &Check) -> Option<&'a Outcome> {
    state.results.get(aspect, &check.name, state.now())
}

/// Whether a request is to wait for results, and until when.
fn patience(state: &State, call: &Call<'_>) -> Option<Reply> {
    let millis: u64 = call.request.param("timeout")?.parse().ok()?;
    let until = call.request.arrived + Duration::from_millis(millis);
    (until > state.now()).then_some(Reply::Later(until))
}

/// The results that are kept, of the checks that were asked for.
fn results(state: &State, call: &Call<'_>, aspect: Aspect) -> Result {
    call.require(state, F_PERFORM_MAINTENANCE)?;
    let words = call.request.list("checks");
    let is_asked =
        |check: &&Check| words.as_ref().is_none_or(|words| words.iter().any(|word| check.is_named(word)));
    let asked: Vec<_> = catalogue::of(state.version()).iter().filter(is_asked).collect();
    let found: Vec<_> =
        asked.iter().filter_map(|check| Some((*check, kept(state, aspect, check)?.clone()))).collect();
    if let (true, Some(later)) = (found.len() < asked.len(), patience(state, call)) {
        return Ok(later);
    }
    if aspect == Aspect::Details {
        return Ok(issues::map(
            found.into_iter().map(|(check, outcome)| described(state, aspect, check, outcome)),
        )
        .into());
    }
    let all = found.into_iter().map(|(check, outcome)| {
        let (map, _) = described(state, aspect, check, outcome);
        (check.name.clone(), Value::Object(map))
    });
    Ok(Answer::json(&all.collect::<Map<_, _>>().into()).into())
}

/// The result of one check, or nothing at all.
fn result(state: &State, call: &Call<'_>, aspect: Aspect, name: &str) -> Result {
    call.require(state, F_PERFORM_MAINTENANCE)?;
    let check = catalogue::of(state.version()).iter().find(|check| check.is_named(name));
    let outcome = check.and_then(|check| kept(state, aspect, check)).cloned();
    match (check.zip(outcome), patience(state, call)) {
        (Some((check, outcome)), _) => {
            let (map, outcome) = described(state, aspect, check, outcome);
            Ok(match aspect {
                Aspect::Details => issues::one(map, outcome).into(),
                Aspect::Summary => Answer::json(&Value::Object(map)).into(),
            })
        }
        (None, Some(later)) if check.is_some() => Ok(later),
        (None, _) => Ok(Answer::empty(StatusCode::OK).into()),
    }
}

fn described(
    state: &State,
    aspect: Aspect,
    check: &Check,
    outcome: Outcome,
) -> (Map<String, Value>, Outcome) {
    (outcome.describe(aspect, check, state.results.average(&check.name)), outcome)
}
