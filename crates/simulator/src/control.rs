//! The control routes below `/__control/`, with which tests control the server. They require no log-in.

use std::collections::HashMap;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::json;

use crate::ClockMode;
use crate::exchange::{Answer, Request};
use crate::fault::Fault;
use crate::state::State;

#[derive(Deserialize)]
struct Advance {
    ms: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FailNext {
    job_type: String,
}

/// What the server has to do after a control request has changed the state.
pub(crate) struct Controlled {
    pub(crate) answer: Answer,
    /// The state to go on with, if the server was reset.
    pub(crate) fresh: Option<State>,
}

/// Answers a control request.
pub(crate) fn answer(state: &mut State, request: &Request) -> Controlled {
    let mut fresh = None;
    let path = request.path.strip_prefix("/__control/").unwrap_or_default();
    let done = || Answer::no_content();
    let answer = match (&request.method, path) {
        (&Method::POST, "clock/advance") => match serde_json::from_slice::<Advance>(&request.body) {
            Ok(Advance { ms }) => {
                state.clock.advance(Duration::from_millis(ms));
                done()
            }
            Err(fault) => refuse(&fault.to_string()),
        },
        (&Method::GET, "clock") => Answer::json(&json!({ "now": state.now().iso() })),
        (&Method::GET, "requests") => Answer::json(&json!(state.counts)),
        (&Method::DELETE, "requests") => {
            state.counts.clear();
            done()
        }
        (&Method::POST, "checks/takes") => {
            match serde_json::from_slice::<HashMap<String, u64>>(&request.body) {
                Ok(spans) => {
                    let spans = spans.into_iter().map(|(name, ms)| (name, Duration::from_millis(ms)));
                    state.results.takes.extend(spans);
                    done()
                }
                Err(fault) => refuse(&fault.to_string()),
            }
        }
        (&Method::POST, "jobs/fail-next") => match serde_json::from_slice::<FailNext>(&request.body) {
            Ok(FailNext { job_type }) if state.fail_next(&job_type) => done(),
            Ok(_) => refuse("unknown job type"),
            Err(fault) => refuse(&fault.to_string()),
        },
        (&Method::POST, "faults") => match serde_json::from_slice::<Vec<Fault>>(&request.body) {
            Ok(faults) => {
                faults.into_iter().for_each(|fault| state.faults.add(fault));
                done()
            }
            Err(fault) => refuse(&fault.to_string()),
        },
        (&Method::DELETE, "faults") => {
            state.faults.clear();
            done()
        }
        (&Method::POST, "release") => {
            state.faults.release();
            done()
        }
        (&Method::POST, "restart") => {
            state.restart();
            done()
        }
        (&Method::GET, "rows") => Answer::json(&state.model.rows.counts()),
        (&Method::POST, "sessions/expire") => {
            state.sessions.expire_all();
            done()
        }
        (&Method::POST, "reset") => match reset(state, &request.body) {
            Ok(state) => {
                fresh = Some(state);
                done()
            }
            Err(fault) => refuse(&fault),
        },
        _ => refuse("unknown control route").status(StatusCode::NOT_FOUND),
    };
    Controlled { answer: answer.no_store(), fresh }
}

fn refuse(text: &str) -> Answer {
    Answer::json(&json!({ "message": text })).status(StatusCode::BAD_REQUEST)
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Reset {
    version: Option<String>,
    scenario: Option<String>,
    csrf: Option<bool>,
    session_timeout: Option<u64>,
    clock: Option<ClockName>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ClockName {
    Real,
    Manual,
}

/// A new state, with what was asked to be different.
fn reset(state: &State, body: &[u8]) -> Result<State, String> {
    let reset: Reset = match body {
        [] => Reset::default(),
        body => serde_json::from_slice(body).map_err(|fault| fault.to_string())?,
    };
    let mut config = state.config.clone();
    if let Some(version) = reset.version {
        config.version = version.parse()?;
    }
    if let Some(scenario) = reset.scenario {
        config.scenario = scenario.parse()?;
    }
    config.csrf = reset.csrf.unwrap_or(config.csrf);
    if let Some(seconds) = reset.session_timeout {
        config.session_timeout = Duration::from_secs(seconds);
    }
    config.clock = match reset.clock {
        Some(ClockName::Manual) => ClockMode::Manual,
        Some(ClockName::Real) => ClockMode::Real { speed: 1.0 },
        None => config.clock,
    };
    Ok(State::new(config))
}
