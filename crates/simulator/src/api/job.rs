//! `/api/jobConfigurations`: the jobs, their progress and their cancelling.

use axum::http::header::CACHE_CONTROL;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::task::parse_uid;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::fields::Fields;
use crate::job::{Job, Status};
use crate::list;
use crate::route::{Call, Result};
use crate::state::State;
use crate::user::F_PERFORM_MAINTENANCE;
use crate::{Version, uid, web_message};

/// Answers `/api/jobConfigurations/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let version = state.version();
    match (&call.request.method, rest) {
        (&Method::GET, []) => Ok(private(all(state, call))),
        (&Method::GET, ["errors"]) => Ok(Answer::json(&json!([]))),
        (&Method::GET, [id]) => {
            get(state, id)?;
            let (base, now) = (call.request.base_url(), state.now());
            let fields = call.request.param("fields").map_or_else(Fields::all, Fields::parse);
            let job = get(state, id)?.describe(version, &base, now);
            Ok(private(Answer::json(&fields.select(&job))))
        }
        (&Method::DELETE, [id]) => delete(state, call, id),
        (&Method::GET, [id, "progress"]) => progress(state, call, id),
        (&Method::GET, [id, "errors"]) => {
            open(state, call, id)?;
            Ok(Answer::json(&json!({})))
        }
        (&Method::GET, [id, "progress", "errors"]) => {
            open(state, call, id)?;
            Ok(Answer::json(&json!([])))
        }
        (&Method::POST, [id, "cancel"]) => cancel(state, call, id),
        (&Method::POST, [id, "execute"]) => execute(state, id),
        (_, [_, "progress" | "errors" | "cancel" | "execute"] | [_] | []) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn all(state: &State, call: &Call<'_>) -> Answer {
    let (version, base, now) = (state.version(), call.request.base_url(), state.now());
    let mut jobs: Vec<&Job> = state.jobs.all.iter().collect();
    jobs.sort_by_key(|job| job.name.to_lowercase());
    let jobs = jobs.into_iter().map(|job| job.describe(version, &base, now)).collect();
    Answer::json(&list::page(call.request, "jobConfigurations", jobs))
}

fn private(answer: Answer) -> Answer {
    answer.with(CACHE_CONTROL, "no-cache, private")
}

/// The job of an identifier in the path.
fn get<'a>(state: &'a State, id: &str) -> Result<&'a Job> {
    let version = state.version();
    match state.jobs.get(id) {
        Some(job) => Ok(job),
        None if uid::is_valid(id) => {
            let text = format!("JobConfiguration with id {id} could not be found.");
            Err(web_message::error(version, StatusCode::NOT_FOUND, &text, Some("E1005")))
        }
        None if version == Version::V2_41 => {
            let text = format!("JobConfiguration with id {id} could not be found.");
            Err(web_message::error(version, StatusCode::NOT_FOUND, &text, Some("E1005")))
        }
        None => {
            let text = "Request method 'GET' is not supported";
            Err(web_message::error(version, StatusCode::METHOD_NOT_ALLOWED, text, None))
        }
    }
}

/// The job of an identifier in the path of one of its parts, if the person may read its progress.
fn open<'a>(state: &'a State, call: &Call<'_>, id: &str) -> Result<&'a Job> {
    let job = get(state, parse_uid(state.version(), id, "uid")?)?;
    match job.is_open_to(call.user) {
        true => Ok(job),
        false => {
            let text = format!("User has no access to JobConfiguration:{id}");
            Err(web_message::error(state.version(), StatusCode::FORBIDDEN, &text, Some("E1006")))
        }
    }
}

/// The progress: 500 before the job has begun, which up to 2.41 was empty, as it was until the end.
fn progress(state: &State, call: &Call<'_>, id: &str) -> Result<Answer> {
    let version = state.version();
    let job = open(state, call, id)?;
    match &job.run {
        Some(_) if version == Version::V2_41 && job.status == Status::Running => {
            Ok(Answer::empty(StatusCode::OK))
        }
        Some(run) => Ok(Answer::json(&run.show(id, job.runs_as(), state.now()))),
        None if version == Version::V2_41 => Ok(Answer::empty(StatusCode::OK)),
        None => {
            let map = web_message::message(StatusCode::INTERNAL_SERVER_ERROR, None);
            let answer = web_message::error(version, StatusCode::INTERNAL_SERVER_ERROR, "", None);
            let body = Answer::json(&Value::Object(map)).body;
            Err(Answer { body, ..answer }.with(axum::http::header::CONNECTION, "close"))
        }
    }
}

fn cancel(state: &mut State, call: &Call<'_>, id: &str) -> Result<Answer> {
    let job = get(state, parse_uid(state.version(), id, "uid")?)?;
    if !call.user.may(F_PERFORM_MAINTENANCE) && job.executed_by.as_ref() != Some(&call.user.id) {
        let text = format!("User has no access to JobConfiguration:{id}");
        return Err(web_message::error(state.version(), StatusCode::FORBIDDEN, &text, Some("E1006")));
    }
    let now = state.now();
    if let Some(job) = state.jobs.get_mut(id) {
        job.cancel(now);
    }
    Ok(Answer::no_content())
}

fn execute(state: &mut State, id: &str) -> Result<Answer> {
    let version = state.version();
    let conflict = |text: &str| Err(web_message::error(version, StatusCode::CONFLICT, text, Some("E1004")));
    let job = get(state, parse_uid(version, id, "uid")?)?;
    if job.status == Status::Running {
        return conflict("Job is already running.");
    }
    if !job.enabled {
        return conflict("Failed to transition job into ONCE_ASAP state.");
    }
    let now = state.now();
    if let Some(job) = state.jobs.get_mut(id) {
        job.is_due = true;
        job.last_updated = now;
    }
    let report =
        json!({ "klass": "org.hisp.dhis.scheduling.JobConfiguration", "index": 0, "errorReports": [] });
    Ok(Answer::json(&report))
}

fn delete(state: &mut State, call: &Call<'_>, id: &str) -> Result<Answer> {
    let version = state.version();
    let job = get(state, id)?;
    if !call.user.may("F_SCHEDULING_ADMIN") {
        let text = "You don't have the proper permissions to delete this object.";
        return Err(web_message::error(version, StatusCode::FORBIDDEN, text, Some("E1006")));
    }
    if !job.configurable {
        let text = format!("Job {id} is a system job that cannot be deleted.");
        return Err(web_message::error(version, StatusCode::CONFLICT, &text, Some("E1004")));
    }
    state.jobs.remove(id);
    Ok(web_message::object_report(StatusCode::OK, id, "org.hisp.dhis.scheduling.JobConfiguration"))
}
