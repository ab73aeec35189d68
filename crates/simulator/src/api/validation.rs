//! `/api/dataAnalysis/validationRules` and `/api/validation`: comparing data with rules.

use axum::http::Method;
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, LOCATION};
use serde_json::{Value, json};

use super::resource_table::start;
use super::validation_result;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::job::kind;
use crate::model::ValidationRule;
use crate::period::{self, Period};
use crate::route::{Call, Result, only_get};
use crate::state::State;
use crate::user::APP_MANAGEMENT;
use crate::validation::{self, Violation};
use crate::{Version, web_message};

/// The authority to compare data with rules.
const RUN: &str = "F_RUN_VALIDATION";

/// Answers `/api/dataAnalysis/…`.
pub(crate) fn analysis(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::POST, ["validationRules"]) => {
            call.require(state, RUN)?;
            run(state, call)
        }
        (_, ["validationRules"]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// Runs rules, and keeps the violations if that is wanted.
fn run(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    let version = state.version();
    let body: Value = serde_json::from_slice(&call.request.body)
        .map_err(|_| web_message::bad_request(version, "JSON parse error: no object"))?;
    let text = |key: &str| body.get(key).and_then(Value::as_str);
    let unit = text("ou").filter(|id| state.model.unit(id).is_some()).ok_or_else(|| {
        let text = "No organisation unit defined";
        web_message::thrown(version, StatusCode::BAD_REQUEST, text).with(CONNECTION, "close")
    })?;
    let day = |key: &str| text(key).and_then(period::day);
    let span = day("startDate").zip(day("endDate"));
    // A group that does not exist is like none: all rules are run.
    let group =
        state.model.validation_rule_groups.iter().find(|group| Some(group.named.id.as_str()) == text("vrg"));
    let is_meant = |rule: &ValidationRule| group.is_none_or(|group| group.holds(&rule.named.id));
    let found = span.map(|span| validation::run(&state.model, is_meant, unit, span)).unwrap_or_default();
    let answer = Answer::json(&found.iter().map(|one| describe(state, one)).collect());
    let is_wanted = |key: &str| body.get(key) == Some(&Value::Bool(true));
    if is_wanted("persist") {
        state.keep_violations(found);
    }
    Ok(answer)
}

fn describe(state: &State, violation: &Violation) -> Value {
    let model = &state.model;
    let rule = model.validation_rules.iter().find(|rule| rule.named.id == violation.rule);
    let unit = model.unit(&violation.unit);
    let ancestors = unit.map(|unit| model.ancestors(unit)).unwrap_or_default();
    let above = ancestors.iter().map(|unit| format!("{} / ", unit.named.name)).collect::<String>();
    let combo = validation_result::default_combo(state);
    json!({
        "validationRuleId": violation.rule,
        "organisationUnitId": violation.unit,
        "organisationUnitDisplayName": unit.map(|unit| unit.named.name.as_str()),
        "organisationUnitPath": unit.map(|unit| model.path(unit)),
        "organisationUnitAncestorNames": above,
        "periodId": violation.period.iso,
        "periodDisplayName": violation.period.name(),
        "attributeOptionComboId": combo.map(|combo| combo.named.id.as_str()),
        "attributeOptionComboDisplayName": combo.map(|combo| combo.named.name.as_str()),
        "importance": rule.map(|rule| rule.importance),
        "leftSideValue": violation.left,
        "operator": rule.map(|rule| rule.operator.sign()),
        "rightSideValue": violation.right
    })
}

/// Answers `/api/validation/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match rest {
        ["dataSet", id] => {
            only_get(state, call)?;
            form(state, call, id)
        }
        ["sendNotifications"] if [Method::POST, Method::PUT].contains(&call.request.method) => {
            let authority = if state.version() == Version::V2_41 { APP_MANAGEMENT } else { RUN };
            call.require(state, authority)?;
            let location = format!(
                "{}/api/system/tasks/{}",
                call.request.base_url(),
                kind::VALIDATION_RESULTS_NOTIFICATION
            );
            Ok(start(state, call, kind::VALIDATION_RESULTS_NOTIFICATION, None).with(LOCATION, &location))
        }
        ["sendNotifications"] => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// The violations in the form of a data set.
fn form(state: &State, call: &Call<'_>, id: &str) -> Result<Answer> {
    let (period, unit) = (call.required("pe")?, call.required("ou")?);
    let conflict =
        |text: &str, code| web_message::error(state.version(), StatusCode::CONFLICT, text, Some(code));
    let set = state.model.data_sets.iter().find(|set| set.named.id == id);
    let set =
        set.ok_or_else(|| conflict(&format!("Data set not found or not accessible: `{id}`"), "E1105"))?;
    let period =
        Period::parse(period).ok_or_else(|| conflict(&format!("Period is invalid: `{period}`"), "E1101"))?;
    let is_meant = |rule: &&ValidationRule| {
        let sides = format!("{} {}", rule.left.expression, rule.right.expression);
        let mut named = sides.split("#{").skip(1).filter_map(|part| part.split(['}', ' ']).next());
        named.all(|element| set.elements.iter().any(|other| other == element))
    };
    let rules = state.model.validation_rules.iter().filter(is_meant);
    let found = rules.filter_map(|rule| validation::violation(&state.model, rule, unit, &period));
    let found = found.map(|violation| validation_result::unkept(state, &violation)).collect::<Value>();
    Ok(Answer::json(&json!({ "validationRuleViolations": found, "commentRequiredViolations": [] })))
}
