//! `/api/lockExceptions`: permissions to enter data for a closed period.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::clock::Moment;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::fields::Fields;
use crate::list;
use crate::model::DataSet;
use crate::period::Period;
use crate::route::{Call, Result};
use crate::state::State;
use crate::{Version, web_message};

/// That a unit may still enter the data of a data set for a period.
#[derive(Clone, Debug)]
pub(crate) struct LockException {
    number: usize,
    created: Moment,
    unit: String,
    period: Period,
    data_set: String,
}

/// Answers `/api/lockExceptions/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, []) => list(state, call),
        (&Method::GET, ["combinations"]) => Ok(combinations(state, call)),
        (&Method::POST, []) => add(state, call),
        (&Method::DELETE, []) => delete(state, call),
        (_, [] | ["combinations"]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// Answers `GET /api/dataEntry/lockExceptions`.
pub(crate) fn brief(state: &State) -> Answer {
    let all = state
        .lock_exceptions
        .iter()
        .map(|one| json!({ "period": one.period.iso, "orgUnit": one.unit, "dataSet": one.data_set }));
    Answer::json(&json!({ "lockExceptions": all.collect::<Value>() }))
}

fn list(state: &State, call: &Call<'_>) -> Result<Answer> {
    if let Some(key) = call.request.param("key") {
        let is_known = state.lock_exceptions.iter().any(|one| one.number.to_string() == key);
        if !is_known {
            let text = format!("Cannot find LockException with key: {key}");
            return Err(web_message::thrown(state.version(), StatusCode::NOT_FOUND, &text));
        }
    }
    let mut all: Vec<&LockException> = state.lock_exceptions.iter().collect();
    for (_, filter) in call.request.query.iter().filter(|(key, _)| key == "filter") {
        all.retain(|one| one.passes(filter));
    }
    let all = all.into_iter().map(|one| one.describe(state)).collect();
    Ok(Answer::json(&list::unfiltered_page(call.request, "lockExceptions", all)))
}

/// Each data set and period with a lock exception.
fn combinations(state: &State, call: &Call<'_>) -> Answer {
    let version = state.version();
    let mut known = BTreeSet::new();
    let all = state.lock_exceptions.iter().filter(|one| known.insert((&one.data_set, &one.period.iso)));
    let fields = Fields::parse(call.request.param("fields").unwrap_or("*"));
    let describe = |one: &LockException| {
        let set = name_of_set(state, &one.data_set);
        fields.select(&json!({
            "name": format!("{set} ({})", one.period.title(version)),
            "id": "0",
            "period": one.period.listed(version),
            "dataSet": { "id": one.data_set, "name": set, "displayName": set }
        }))
    };
    Answer::json(&json!({ "lockExceptions": all.map(describe).collect::<Value>() }))
}

fn name_of_set(state: &State, id: &str) -> String {
    let set = state.model.data_sets.iter().find(|set| set.named.id == id);
    set.map(|set| set.named.name.clone()).unwrap_or_default()
}

impl LockException {
    /// Whether a filter lets this through: it knows three properties and two operators, and ignores what is neither.
    fn passes(&self, filter: &str) -> bool {
        let mut parts = filter.splitn(3, ':');
        let value = match parts.next() {
            Some("organisationUnit.id") => &self.unit,
            Some("dataSet.id") => &self.data_set,
            Some("period") => &self.period.iso,
            _ => return true,
        };
        let operator = parts.next();
        let wanted = parts.next().unwrap_or_default();
        match operator {
            Some("eq") => value == wanted,
            Some("in") => wanted.trim_matches(['[', ']']).split(',').any(|one| one == value),
            _ => false,
        }
    }

    fn describe(&self, state: &State) -> Value {
        let version = state.version();
        let set = name_of_set(state, &self.data_set);
        let unit = state.model.unit(&self.unit).map(|unit| unit.named.name.clone()).unwrap_or_default();
        json!({
            "created": self.created.iso(),
            "name": format!("{set} ({unit}, {})", self.period.title(version)),
            "id": self.number.to_string(),
            "period": self.period.listed(version),
            "organisationUnit": { "id": self.unit, "name": unit, "displayName": unit },
            "dataSet": { "id": self.data_set, "name": set, "displayName": set }
        })
    }
}

/// Makes an exception for each of some units that report by the data set; nothing prevents making it twice.
fn add(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    let units = call.required("ou")?.trim_matches(['[', ']']).to_owned();
    let (period, set) = (call.required("pe")?, call.required("ds")?);
    let period = parse(state, period)?;
    let set = state.model.data_sets.iter().find(|one| one.named.id == set).cloned();
    let conflict = |text: &str| web_message::returned_conflict(text);
    let set: DataSet = set.ok_or_else(|| conflict(" DataSet or Period is invalid"))?;
    if !call.user.may("F_DATASET_PUBLIC_ADD") {
        let text = "You don't have the proper permissions to update this object";
        return Err(web_message::error(state.version(), StatusCode::FORBIDDEN, text, Some("E1006")));
    }
    let mut is_linked = false;
    for unit in units.split(',').filter(|unit| !unit.is_empty()) {
        if state.model.unit(unit).is_none() {
            return Err(conflict(&format!("Can't find OrganisationUnit with id ={unit}")));
        }
        if state.model.is_assigned(&set, unit) {
            is_linked = true;
            let exception = LockException {
                number: state.next_number(),
                created: state.now(),
                unit: unit.to_owned(),
                period: period.clone(),
                data_set: set.named.id.clone(),
            };
            state.lock_exceptions.push(exception);
        }
    }
    if !is_linked {
        let text = format!(
            "None of the target organisation unit(s) {units} is linked to the specified data set: {}",
            set.named.id
        );
        return Err(conflict(&text));
    }
    Ok(web_message::ok(StatusCode::CREATED, Some("LockException created successfully.")))
}

/// What is no period makes older versions stumble.
fn parse(state: &State, text: &str) -> Result<Period> {
    let version = state.version();
    Period::parse(text).ok_or_else(|| match version {
        Version::V2_41 | Version::V2_42 => {
            web_message::stumbled(version, "org.hisp.dhis.period.Period.getCacheKey()", "period")
        }
        _ => {
            let at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
            let found = text.chars().nth(at).unwrap_or(' ');
            let text =
                format!("Invalid Period `{text}`, expected a digit at position {at} but found: `{found}`");
            web_message::bad_request(version, &text)
        }
    })
}

/// Removes the exceptions of a data set and a period: of one unit, or of all if none is named, or an unknown one.
fn delete(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    let (period, set) = (call.required("pe")?.to_owned(), call.required("ds")?.to_owned());
    if !state.model.data_sets.iter().any(|one| one.named.id == set) || Period::parse(&period).is_none() {
        let text = format!("Can't find LockException with combination: dataSet={set}, period={period}");
        return Err(web_message::thrown(state.version(), StatusCode::CONFLICT, &text));
    }
    if !call.user.may("F_DATASET_DELETE") {
        let text = "You don't have the proper permissions to delete this object";
        return Err(web_message::error(state.version(), StatusCode::FORBIDDEN, text, Some("E1006")));
    }
    let unit = call.request.param("ou").filter(|unit| state.model.unit(unit).is_some());
    let is_meant = |one: &LockException| {
        one.data_set == set && one.period.iso == period && unit.is_none_or(|unit| unit == one.unit)
    };
    state.lock_exceptions.retain(|one| !is_meant(one));
    Ok(Answer::no_content())
}
