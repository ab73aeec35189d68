//! `/api/jobConfigurations`: jobs, their progress and cancellation.

use std::time::Duration;

use axum::http::header::CACHE_CONTROL;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::task::parse_uid;
use super::{job_change, job_type};
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::fields::Fields;
use crate::job::{Job, OWNER, Schedule, Status};
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
        (&Method::POST, []) => job_change::create(state, call),
        (&Method::GET, ["errors"]) => {
            call.require(state, "F_JOB_LOG_READ")?;
            Ok(Answer::json(&json!([])))
        }
        (&Method::GET, ["jobTypes"]) => Ok(Answer::json(&job_type::list(version))),
        (&Method::GET, ["jobTypesExtended"]) => Ok(Answer::json(&job_type::extended(version))),
        (&Method::GET, ["due"]) => Ok(Answer::json(&entries(state, &due(state, call)))),
        (&Method::GET, ["stale"]) => Ok(Answer::json(&entries(state, &stale(state, call)))),
        (&Method::POST, ["clean"]) => clean(state, call),
        (&Method::GET, [id]) => {
            let fields = call.request.param("fields").unwrap_or("*").replace(":owner", OWNER);
            let job = get(state, id)?.describe(version, &call.request.base_url(), state.now());
            Ok(private(Answer::json(&Fields::parse(&fields).select(&job))))
        }
        (&Method::PUT, [id]) => job_change::replace(state, call, id),
        (&Method::PATCH, [id]) => job_change::patch(state, call, id),
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
        (&Method::POST, [id, "enable"]) => enable(state, id),
        (&Method::POST, [id, "disable"]) => disable(state, id),
        (&Method::POST, [id, "revert"]) => revert(state, call, id),
        (
            _,
            [_, "progress" | "errors" | "cancel" | "execute" | "enable" | "disable" | "revert"] | [_] | [],
        ) => Err(call.not_allowed(state)),
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
pub(super) fn get<'a>(state: &'a State, id: &str) -> Result<&'a Job> {
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

/// The job with the UID in the path, if the user may read its progress.
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
    let (version, now) = (state.version(), state.now());
    if let Some(job) = state.jobs.get_mut(id) {
        job.cancel(version, now);
    }
    Ok(Answer::no_content())
}

fn execute(state: &mut State, id: &str) -> Result<Answer> {
    let version = state.version();
    let job = get(state, parse_uid(version, id, "uid")?)?;
    if job.status == Status::Running {
        return Err(conflict(state, "Job is already running."));
    }
    if job.schedule == Schedule::Once && job.run.is_some() {
        return Err(conflict(state, "Job did already run once."));
    }
    if !job.enabled {
        return Err(conflict(state, "Failed to transition job into ONCE_ASAP state."));
    }
    let now = state.now();
    if let Some(job) = state.jobs.get_mut(id) {
        job.is_due = true;
        job.is_forced = true;
        job.last_updated = now;
    }
    let report =
        json!({ "klass": "org.hisp.dhis.scheduling.JobConfiguration", "index": 0, "errorReports": [] });
    Ok(Answer::json(&report))
}

fn conflict(state: &State, text: &str) -> Answer {
    web_message::error(state.version(), StatusCode::CONFLICT, text, Some("E1004"))
}

/// Switches a job on, if it has a schedule or a place in a queue.
fn enable(state: &mut State, id: &str) -> Result<Answer> {
    let job = get(state, parse_uid(state.version(), id, "uid")?)?;
    if job.schedule == Schedule::Cron(None) && job.queue.is_none() {
        return Err(conflict(state, "Job requires schedule setup before it can be enabled."));
    }
    switch(state, id, true)
}

fn disable(state: &mut State, id: &str) -> Result<Answer> {
    get(state, parse_uid(state.version(), id, "uid")?)?;
    switch(state, id, false)
}

/// Requires no authority.
fn switch(state: &mut State, id: &str, enabled: bool) -> Result<Answer> {
    let now = state.now();
    if let Some(job) = state.jobs.get_mut(id) {
        job.switch(enabled, now);
    }
    Ok(Answer::no_content())
}

/// Reverts a stale run, such as one left by a stopped server.
fn revert(state: &mut State, call: &Call<'_>, id: &str) -> Result<Answer> {
    call.require(state, F_PERFORM_MAINTENANCE)?;
    if get(state, parse_uid(state.version(), id, "uid")?)?.status != Status::Running {
        return Err(conflict(state, "Job is not running"));
    }
    let now = state.now();
    if let Some(job) = state.jobs.get_mut(id) {
        job.revert(now);
    }
    Ok(Answer::no_content())
}

/// The jobs that run by themselves within some seconds.
fn due<'a>(state: &'a State, call: &Call<'_>) -> Vec<&'a Job> {
    let until = state.now() + seconds(call);
    let is_due =
        |job: &&Job| job.enabled && job.next_execution(state.now()).is_some_and(|next| next <= until);
    state.jobs.all.iter().filter(|job| job.status == Status::Scheduled).filter(is_due).collect()
}

/// The jobs that run, but have not shown that they do for some seconds.
fn stale<'a>(state: &'a State, call: &Call<'_>) -> Vec<&'a Job> {
    let limit = match seconds(call) {
        Duration::ZERO => STALE,
        limit => limit,
    };
    let is_stale = |job: &&Job| job.last_alive.is_some_and(|alive| state.now().since(alive) > limit);
    state.jobs.running().filter(is_stale).collect()
}

/// When a run is stale by default: the setting `jobsRescheduleAfterMinutes`.
const STALE: Duration = Duration::from_secs(600);

fn seconds(call: &Call<'_>) -> Duration {
    let seconds = call.request.param("seconds").and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(0))
}

/// Jobs without what depends on the reader; newer versions show nothing at all of them.
fn entries(state: &State, jobs: &[&Job]) -> Value {
    let entry = |job: &&Job| match job.describe(state.version(), "", state.now()) {
        Value::Object(mut map) if state.version() == Version::V2_41 => {
            map.retain(|key, _| !matches!(key.as_str(), "access" | "href"));
            Value::Object(map)
        }
        _ => json!({}),
    };
    jobs.iter().map(entry).collect()
}

/// Removes jobs that ran once and ended some minutes ago.
fn clean(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    call.require(state, F_PERFORM_MAINTENANCE)?;
    let minutes = call.request.param("minutes").and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let before = state.now() - Duration::from_secs(minutes.saturating_mul(60));
    let is_over = |job: &Job| job.schedule == Schedule::Once && job.status == Status::Disabled;
    state.jobs.all.retain(|job| !is_over(job) || job.last_finished.is_none_or(|end| end > before));
    Ok(Answer::no_content())
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
