//! `/api/scheduling`: running and last jobs, by type. The server checks no authority here.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::Version;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::job::{Job, Kind, Status, kind};
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message;

/// Answers `/api/scheduling/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, ["running", "types"]) => {
            Ok(Answer::json(&state.jobs.running().map(|job| Value::from(job.kind)).collect()))
        }
        (&Method::GET, ["completed", "types"]) => {
            Ok(Answer::json(&state.jobs.completed().into_iter().map(|job| Value::from(job.kind)).collect()))
        }
        (&Method::GET, ["running"]) => {
            let running: Vec<_> = state.jobs.running().collect();
            Ok(Answer::json(&briefs(state, &running)))
        }
        (&Method::GET, ["completed"]) => Ok(Answer::json(&briefs(state, &state.jobs.completed()))),
        (&Method::GET, ["running", name]) => {
            let kind = parse(state, name)?;
            let job = state.jobs.running().find(|job| job.kind == kind);
            let is_hidden = state.version() == Version::V2_41;
            Ok(progress(state, job.filter(|_| !is_hidden)))
        }
        (&Method::GET, ["completed", name]) => {
            let kind = parse(state, name)?;
            let job = state.jobs.completed().into_iter().find(|job| job.kind == kind);
            Ok(progress(state, job))
        }
        (&Method::POST, ["cancel", name]) => {
            let kind = parse(state, name)?;
            let (version, now) = (state.version(), state.now());
            let running =
                state.jobs.all.iter_mut().find(|job| job.kind == kind && job.status == Status::Running);
            if let Some(job) = running {
                job.cancel(version, now);
            }
            Ok(Answer::no_content())
        }
        (_, ["running" | "completed" | "cancel", ..]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn parse(state: &State, name: &str) -> Result<Kind> {
    kind::parse(state.version(), name).ok_or_else(|| {
        let text = format!("No enum constant org.hisp.dhis.scheduling.JobType.{name}");
        web_message::bad_request(state.version(), &text)
    })
}

/// The runs by type, a line for each; up to 2.41 nothing is known of those that still run.
fn briefs(state: &State, jobs: &[&Job]) -> Value {
    let hides = |job: &Job| state.version() == Version::V2_41 && job.status == Status::Running;
    let brief = |job: &&Job| {
        let run = job.run.as_ref().filter(|_| !hides(job));
        let lines: Vec<Value> = run.and_then(|run| run.brief(&job.id)).into_iter().collect();
        (job.kind.to_owned(), json!(lines))
    };
    jobs.iter().map(brief).collect::<Map<_, _>>().into()
}

fn progress(state: &State, job: Option<&Job>) -> Answer {
    match job.and_then(|job| Some(job.run.as_ref()?.show(&job.id, job.runs_as(), state.now()))) {
        Some(progress) => Answer::json(&progress),
        None => Answer::empty(StatusCode::OK),
    }
}
