//! `POST /api/dataValueSets`: entering data values.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::activity::Entry;
use crate::exchange::Answer;
use crate::model::{DataValue, Put};
use crate::period::Period;
use crate::route::{Call, Result};
use crate::state::State;
use crate::{Version, web_message};

/// Answers `POST /api/dataValueSets`; values of unknown objects are ignored.
pub(crate) fn answer(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    call.require(state, "F_DATAVALUE_ADD")?;
    let version = state.version();
    let body: Value = serde_json::from_slice(&call.request.body)
        .map_err(|_| web_message::bad_request(version, "JSON parse error: no object"))?;
    let values = body.get("dataValues").and_then(Value::as_array).cloned().unwrap_or_default();
    let (mut imported, mut updated, mut ignored) = (0, 0, 0);
    for value in &values {
        match read(state, value).map(|value| state.model.put_value(value)) {
            Some(Put::Inserted) => imported += 1,
            Some(Put::Updated | Put::Unchanged) => updated += 1,
            None => ignored += 1,
        }
    }
    let now = state.now();
    state.activity.enter(Entry::DataValue, now, imported + updated);
    let mut response = json!({
        "status": "SUCCESS",
        "importOptions": options(version),
        "description": "Import process completed successfully",
        "importCount": { "imported": imported, "updated": updated, "ignored": ignored, "deleted": 0 },
        "conflicts": [],
        "rejectedIndexes": [],
        "dataSetComplete": "false",
        "responseType": "ImportSummary"
    });
    if let Some(map) = response.as_object_mut().filter(|_| version >= Version::V2_43) {
        map.shift_remove("description");
    }
    let mut map = web_message::message(StatusCode::OK, Some("Import was successful."));
    map.insert("response".to_owned(), response);
    Ok(Answer::json(&map.into()))
}

fn read(state: &State, value: &Value) -> Option<DataValue> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let element = text("dataElement")?;
    let unit = text("orgUnit").filter(|id| state.model.unit(id).is_some())?;
    let period = text("period").filter(|iso| Period::parse(iso).is_some())?;
    let option_combo = text("categoryOptionCombo").or_else(|| state.model.option_combo(&element))?;
    state.model.data_elements.iter().find(|one| one.named.id == element)?;
    Some(DataValue { element, unit, period, option_combo, value: text("value")?.parse().ok()? })
}

/// The default import options.
fn options(version: Version) -> Value {
    const OFF: [&str; 24] = [
        "atomic",
        "dryRun",
        "async",
        "skipExistingCheck",
        "sharing",
        "skipNotifications",
        "skipAudit",
        "datasetAllowsPeriods",
        "strictPeriods",
        "strictDataElements",
        "strictCategoryOptionCombos",
        "strictAttributeOptionCombos",
        "strictOrganisationUnits",
        "strictDataSetApproval",
        "strictDataSetLocking",
        "strictDataSetInputPeriods",
        "requireCategoryOptionCombo",
        "requireAttributeOptionCombo",
        "skipPatternValidation",
        "ignoreEmptyCollection",
        "force",
        "skipLastUpdated",
        "mergeDataValues",
        "skipCache",
    ];
    let mut map: serde_json::Map<String, Value> =
        OFF.into_iter().map(|name| (name.to_owned(), json!(false))).collect();
    if version <= Version::V2_42 {
        map.shift_remove("atomic");
    }
    let others = [
        ("idSchemes", json!({})),
        ("importStrategy", json!("CREATE_AND_UPDATE")),
        ("mergeMode", json!("REPLACE")),
        ("reportMode", json!("FULL")),
        ("firstRowIsHeader", json!(true)),
    ];
    map.extend(others.into_iter().map(|(name, value)| (name.to_owned(), value)));
    map.into()
}
