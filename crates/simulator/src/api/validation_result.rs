//! `/api/validationResults`: persisted validation results.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::model::CategoryOptionCombo;
use crate::period::{self, Period};
use crate::route::{Call, Result};
use crate::state::State;
use crate::user::F_PERFORM_MAINTENANCE;
use crate::validation::{ValidationResult, Violation};
use crate::{Version, identifiable, list, metadata, web_message};

/// Answers `/api/validationResults/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, []) => {
            let wanted = Wanted::of(state, call)?;
            let day = call.request.param("createdDate").and_then(period::day);
            let since = day.map(|day| format!("{day}T00:00:00.000"));
            let results = state.validation_results.iter().filter(|result| wanted.fits(result));
            let results =
                results.filter(|result| since.as_ref().is_none_or(|since| result.created.iso() >= *since));
            let all = results.map(|result| listed(state, result)).collect();
            Ok(Answer::json(&list::whole_page(call.request, "validationResults", all)).no_store())
        }
        (&Method::GET, [id]) => Ok(Answer::json(&whole(state, get(state, id)?))),
        (&Method::DELETE, []) => {
            call.require(state, F_PERFORM_MAINTENANCE)?;
            let wanted = Wanted::of(state, call)?;
            // Without any filter nothing is removed, and nothing said of it.
            if !wanted.is_empty() {
                state.validation_results.retain(|result| !wanted.fits(result));
            }
            Ok(Answer::no_content())
        }
        (&Method::DELETE, [id]) => {
            call.require(state, F_PERFORM_MAINTENANCE)?;
            let number = get(state, id)?.number;
            state.validation_results.retain(|result| result.number != number);
            Ok(Answer::no_content())
        }
        (_, [] | [_]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn get<'a>(state: &'a State, id: &str) -> Result<&'a ValidationResult> {
    state.validation_results.iter().find(|result| result.number.to_string() == id).ok_or_else(|| {
        let text = format!("Validation result with id {id} was not found");
        web_message::error(state.version(), StatusCode::NOT_FOUND, &text, Some("E1005"))
    })
}

/// Which results are meant: of several values of one parameter any, of several parameters all.
struct Wanted {
    units: Option<Vec<String>>,
    rules: Option<Vec<String>>,
    periods: Option<Vec<Period>>,
    created: Option<Period>,
    is_notified: Option<bool>,
}

impl Wanted {
    fn of(state: &State, call: &Call<'_>) -> Result<Self> {
        let conflict =
            |text: String, code| web_message::error(state.version(), StatusCode::CONFLICT, &text, Some(code));
        let (units, rules) = (call.request.list("ou"), call.request.list("vr"));
        if let Some(id) = units.iter().flatten().find(|id| state.model.unit(id).is_none()) {
            return Err(conflict(format!("Organisation unit does not exist: `{id}`"), "E7500"));
        }
        let is_rule = |id: &&String| !state.model.validation_rules.iter().any(|rule| rule.named.id == **id);
        if let Some(id) = rules.iter().flatten().find(is_rule) {
            return Err(conflict(format!("Validation rule does not exist: `{id}`"), "E7501"));
        }
        let parse = |iso: &str, code| {
            Period::parse(iso).ok_or_else(|| conflict(format!("Period is invalid: `{iso}`"), code))
        };
        let periods = call.request.list("pe").map(|all| all.iter().map(|iso| parse(iso, "E7502")).collect());
        Ok(Self {
            units,
            rules,
            periods: periods.transpose()?,
            created: call.request.param("created").map(|iso| parse(iso, "E7503")).transpose()?,
            is_notified: call.request.param("notificationSent").map(|text| text == "true"),
        })
    }

    fn is_empty(&self) -> bool {
        self.units.is_none()
            && self.rules.is_none()
            && self.periods.is_none()
            && self.created.is_none()
            && self.is_notified.is_none()
    }

    fn fits(&self, result: &ValidationResult) -> bool {
        let Violation { rule, unit, period, .. } = &result.violation;
        let created = period::day(&result.created.iso());
        self.units.as_ref().is_none_or(|units| units.contains(unit))
            && self.rules.as_ref().is_none_or(|rules| rules.contains(rule))
            && self
                .periods
                .as_ref()
                .is_none_or(|all| all.iter().any(|wanted| wanted.overlaps(period.start, period.end)))
            && self.created.as_ref().is_none_or(|span| created.is_some_and(|day| span.overlaps(day, day)))
            && self.is_notified.is_none_or(|notified| notified == result.is_notified)
    }
}

/// The combination that values without attributes have.
pub(super) fn default_combo(state: &State) -> Option<&CategoryOptionCombo> {
    state.model.category_option_combos.iter().find(|combo| combo.named.name == "default")
}

/// A result as lists show it.
fn listed(state: &State, result: &ValidationResult) -> Value {
    let Violation { rule, unit, period, left, right } = &result.violation;
    let rule = state.model.validation_rules.iter().find(|one| one.named.id == *rule);
    let unit = state.model.unit(unit).map(|unit| &unit.named);
    let combo = default_combo(state).map(|combo| &combo.named);
    let reference = |named: &crate::model::Named| json!({ "id": named.id, "name": named.name, "displayName": named.name });
    let mut shown = rule.map(|rule| reference(&rule.named)).unwrap_or_default();
    if let (Some(map), Some(rule)) = (shown.as_object_mut(), rule) {
        map.insert("importance".to_owned(), json!(rule.importance));
        map.insert("operator".to_owned(), json!(rule.operator.name()));
    }
    json!({
        "created": result.created.iso(),
        "rightsideValue": right,
        "id": result.number,
        "leftsideValue": left,
        "notificationSent": result.is_notified,
        "dayInPeriod": period.last_day(),
        "period": period.listed(state.version()),
        "organisationUnit": unit.map(reference),
        "validationRule": shown,
        "attributeOptionCombo": combo.map(reference)
    })
}

/// A single result, with all properties of its objects.
fn whole(state: &State, result: &ValidationResult) -> Value {
    let mut map = full(state, &result.violation);
    map.insert("id".to_owned(), json!(result.number));
    map.insert("created".to_owned(), json!(result.created.iso()));
    map.insert("notificationSent".to_owned(), json!(result.is_notified));
    map.into()
}

/// A violation that was not kept.
pub(super) fn unkept(state: &State, violation: &Violation) -> Value {
    let mut map = full(state, violation);
    map.insert("id".to_owned(), json!(0));
    map.insert("notificationSent".to_owned(), json!(false));
    map.into()
}

fn full(state: &State, violation: &Violation) -> Map<String, Value> {
    let rule = state.model.validation_rules.iter().find(|rule| rule.named.id == violation.rule);
    let unit = state.model.unit(&violation.unit).map(|unit| {
        let mut map = metadata::brief(state, &unit.named, false);
        map.insert("code".to_owned(), json!(unit.code()));
        map
    });
    let combo = default_combo(state).map(|combo| {
        // Created by DHIS2 itself: it has no author.
        let mut map = metadata::brief(state, &combo.named, false);
        map.retain(|key, _| !matches!(key.as_str(), "createdBy" | "lastUpdatedBy" | "user"));
        map.insert("code".to_owned(), json!(combo.code()));
        map
    });
    let entries = [
        ("validationRule", json!(rule.map(|rule| metadata::brief(state, &rule.named, true)))),
        ("period", period(state, &violation.period)),
        ("organisationUnit", json!(unit)),
        ("attributeOptionCombo", json!(combo)),
        ("leftsideValue", json!(violation.left)),
        ("rightsideValue", json!(violation.right)),
        ("dayInPeriod", json!(violation.period.last_day())),
    ];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A single period: an object in older versions, an identifier in newer ones.
fn period(state: &State, period: &Period) -> Value {
    let version = state.version();
    match version >= Version::V2_43 {
        true => json!({ "id": period.iso }),
        false => json!({
            "code": period.iso, "name": period.iso, "translations": [], "favorites": [],
            "sharing": identifiable::sharing(version), "displayName": period.iso, "favorite": false,
            "id": period.iso, "attributeValues": []
        }),
    }
}
