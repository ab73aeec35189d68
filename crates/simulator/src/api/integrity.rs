//! `/api/dataIntegrity`: the checks, their runs and their results.

use serde_json::Value;

use crate::check::catalogue;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::route::{Call, Result, only_get};
use crate::state::State;

/// Answers `/api/dataIntegrity/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result {
    match rest {
        [] => {
            only_get(state, call)?;
            let list: Value = list(state, call).collect();
            Ok(Answer::json(&list).into())
        }
        _ => Err(no_such_route(&call.request.path)),
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
        .map(|check| check.describe(None).into())
}
