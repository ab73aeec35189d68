//! `/api/minMaxValues` and `/api/minMaxDataElements`: min-max values.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::list;
use crate::route::{Call, Result};
use crate::state::State;
use crate::{Version, web_message};

/// The authority to set limits by hand.
const ADD: &str = "F_MINMAX_DATAELEMENT_ADD";

/// By how many standard deviations values may differ from their mean: the setting `factorDeviation`.
const FACTOR: f64 = 2.0;

/// Which values limits are for.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    element: String,
    unit: String,
    option_combo: String,
}

/// The limits of some values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MinMax {
    key: Key,
    min: i64,
    max: i64,
    is_generated: bool,
}

/// Answers `/api/minMaxValues/…`: limits from the values that there are, for a unit and all below it.
pub(crate) fn generation(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let version = state.version();
    let conflict = |text: &str| web_message::thrown(version, StatusCode::CONFLICT, text);
    match (&call.request.method, rest) {
        (&Method::POST, []) => {
            call.require(state, "F_GENERATE_MIN_MAX_VALUES")?;
            let body = parse(state, call)?;
            let sets = body.get("dataSets").and_then(Value::as_array).into_iter().flatten();
            let sets: Vec<String> = sets.filter_map(|id| id.as_str().map(str::to_owned)).collect();
            if sets.is_empty() {
                return Err(conflict(" No datasets defined"));
            }
            let unit = body.get("organisationUnit").and_then(Value::as_str).unwrap_or_default();
            if state.model.unit(unit).is_none() {
                return Err(conflict(" No valid organisation unit"));
            }
            let elements = elements(state, &sets)?;
            remove(state, unit, &elements);
            generate(state, unit, &elements);
            Ok(Answer::no_content())
        }
        (&Method::DELETE, [unit]) => {
            call.require(state, "F_GENERATE_MIN_MAX_VALUES")?;
            call.required("ds")?;
            if state.model.unit(unit).is_none() {
                return Err(conflict(" No valid organisation unit"));
            }
            let elements = elements(state, &call.request.list("ds").unwrap_or_default())?;
            remove(state, unit, &elements);
            Ok(Answer::no_content())
        }
        (_, [] | [_]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// The data elements of some data sets; the server stumbles over one that does not exist.
fn elements(state: &State, sets: &[String]) -> Result<Vec<String>> {
    let mut elements = Vec::new();
    for id in sets {
        let set = state.model.data_sets.iter().find(|set| set.named.id == *id).ok_or_else(|| {
            web_message::stumbled(
                state.version(),
                "org.hisp.dhis.dataset.DataSet.getDataElements()",
                "dataSet",
            )
        })?;
        elements.extend(set.elements.iter().cloned());
    }
    Ok(elements)
}

fn remove(state: &mut State, unit: &str, elements: &[String]) {
    let units: Vec<String> =
        state.model.subtree(unit).into_iter().map(|unit| unit.named.id.clone()).collect();
    state.min_max.retain(|one| !(units.contains(&one.key.unit) && elements.contains(&one.key.element)));
}

fn generate(state: &mut State, unit: &str, elements: &[String]) {
    let model = &state.model;
    let mut found = Vec::new();
    for unit in model.subtree(unit) {
        for element in elements {
            let values: Vec<_> = model.values_of(element, &unit.named.id).collect();
            let (Some(first), count) = (values.first(), values.len() as f64) else { continue };
            let mean = values.iter().map(|value| value.value).sum::<f64>() / count;
            let variance = values.iter().map(|value| (value.value - mean).powi(2)).sum::<f64>() / count;
            let spread = FACTOR * variance.sqrt();
            found.push(MinMax {
                key: Key {
                    element: element.clone(),
                    unit: unit.named.id.clone(),
                    option_combo: first.option_combo.clone(),
                },
                min: (mean - spread).round() as i64,
                max: (mean + spread).round() as i64,
                is_generated: true,
            });
        }
    }
    state.min_max.extend(found);
}

/// Answers `/api/minMaxDataElements/…`: limits one by one, and many at once.
pub(crate) fn single(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, []) => {
            let all = state.min_max.iter().map(MinMax::describe).collect();
            Ok(Answer::json(&list::whole_page(call.request, "minMaxDataElements", all)))
        }
        (&Method::POST, []) => {
            call.require(state, ADD)?;
            let body = parse(state, call)?;
            put(state, &body, Key::of(&body), ("min", "max"), false)?;
            Ok(Answer::empty(StatusCode::CREATED))
        }
        (&Method::DELETE, []) => {
            call.require(state, ADD)?;
            let key = Key::of(&parse(state, call)?);
            take(state, &key)?;
            Ok(Answer::no_content())
        }
        (&Method::POST, ["upsert"]) => bulk(state, call, "imported", |state, value| {
            put(state, value, Key::of(value), ("minValue", "maxValue"), true)
        }),
        (&Method::POST, ["delete"]) => {
            bulk(state, call, "deleted", |state, value| take(state, &Key::of(value)))
        }
        (_, [] | ["upsert" | "delete"]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// Answers `/api/dataEntry/minMaxValues`.
pub(crate) fn entry(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    call.require(state, ADD)?;
    match call.request.method {
        Method::POST => {
            let body = parse(state, call)?;
            put(state, &body, Key::of(&body), ("minValue", "maxValue"), false)?;
            Ok(Answer::empty(StatusCode::OK))
        }
        Method::DELETE => {
            let text = |name: &str| call.required(name).map(str::to_owned);
            let key = Key { element: text("de")?, unit: text("ou")?, option_combo: text("co")? };
            take(state, &key)?;
            Ok(Answer::no_content())
        }
        _ => Err(call.not_allowed(state)),
    }
}

fn parse(state: &State, call: &Call<'_>) -> Result<Value> {
    serde_json::from_slice(&call.request.body)
        .map_err(|_| web_message::bad_request(state.version(), "JSON parse error: no object"))
}

/// Does something with each value of a list; those that cannot be are counted only.
fn bulk(
    state: &mut State,
    call: &Call<'_>,
    done: &str,
    change: impl Fn(&mut State, &Value) -> Result<()>,
) -> Result<Answer> {
    call.require(state, ADD)?;
    let body = parse(state, call)?;
    let values = body.get("values").and_then(Value::as_array).cloned().unwrap_or_default();
    let successful = values.iter().filter(|value| change(state, value).is_ok()).count();
    Ok(Answer::json(&json!({
        "message": format!("Successfully {done} {successful} min-max values"),
        "successful": successful,
        "ignored": values.len() - successful
    })))
}

/// Sets the limits of some values.
fn put(state: &mut State, body: &Value, key: Key, names: (&str, &str), is_generated: bool) -> Result<()> {
    let version = state.version();
    let refuse = |text: &str, code| Err(web_message::bad_request_coded(version, text, code));
    let number = |name: &str| body.get(name).and_then(Value::as_i64);
    let (Some(min), Some(max)) = (number(names.0), number(names.1)) else {
        let (code, which) = if number(names.0).is_none() { ("E2042", "Min") } else { ("E2043", "Max") };
        return refuse(&format!("{which} value must be specified"), code);
    };
    let is_generated = body.get("generated").and_then(Value::as_bool).unwrap_or(is_generated);
    if min >= max {
        let text = "Max value must be greater than min value";
        let Key { element, unit, option_combo } = &key;
        let value = format!(
            "MinMaxValue[dataElement={element}, orgUnit={unit}, optionCombo={option_combo}, \
             minValue={min}, maxValue={max}, generated={is_generated}]"
        );
        return match version {
            Version::V2_41 => refuse(text, "E2044"),
            _ => refuse(&format!("{text}: `{value}`"), "E2044"),
        };
    }
    let is_known = state.model.unit(&key.unit).is_some()
        && state.model.data_elements.iter().any(|element| element.named.id == key.element);
    if !is_known {
        return refuse(&key.missing(), "E2047");
    }
    state.min_max.retain(|one| one.key != key);
    state.min_max.push(MinMax { key, min, max, is_generated });
    Ok(())
}

fn take(state: &mut State, key: &Key) -> Result<()> {
    let before = state.min_max.len();
    state.min_max.retain(|one| one.key != *key);
    match state.min_max.len() < before {
        true => Ok(()),
        false => {
            Err(web_message::error(state.version(), StatusCode::NOT_FOUND, &key.missing(), Some("E2047")))
        }
    }
}

impl Key {
    /// Reads a key, whose parts have many names.
    fn of(value: &Value) -> Self {
        let text = |names: [&str; 2]| {
            let found = names.iter().find_map(|name| value.get(name));
            let id = found.and_then(|found| found.get("id").unwrap_or(found).as_str());
            id.unwrap_or_default().to_owned()
        };
        Self {
            element: text(["dataElement", "dataElement"]),
            unit: text(["source", "orgUnit"]),
            option_combo: text(["optionCombo", "categoryOptionCombo"]),
        }
    }

    fn missing(&self) -> String {
        let Self { element, unit, option_combo } = self;
        format!(
            "Data value key combination does not exist: MinMaxValueKey[dataElement={element}, \
             orgUnit={unit}, optionCombo={option_combo}]"
        )
    }
}

impl MinMax {
    fn describe(&self) -> Value {
        json!({
            "min": self.min, "max": self.max, "generated": self.is_generated,
            "source": { "id": self.key.unit },
            "dataElement": { "id": self.key.element },
            "optionCombo": { "id": self.key.option_combo }
        })
    }
}
