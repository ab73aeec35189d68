//! `/api/organisationUnits`: by level, by search, and below an organisation unit.

use serde_json::Value;

use super::metadata::{one, page, unknown};
use crate::Version;
use crate::exchange::Answer;
use crate::metadata::Collection;
use crate::route::{Call, Result};
use crate::state::State;

/// Answers `GET /api/organisationUnits/…`.
pub(super) fn answer(
    state: &State,
    call: &Call<'_>,
    collection: &Collection,
    rest: &[&str],
) -> Result<Answer> {
    let level = call.request.param("level").and_then(|text| text.parse::<usize>().ok());
    let level_of =
        |unit: &Value| unit.get("level").and_then(Value::as_u64).and_then(|level| level.try_into().ok());
    match rest {
        [] => {
            let query = call.request.param("query").map(str::to_lowercase);
            let mut units = collection.all(state, call.request);
            units.retain(|unit| level.is_none_or(|level| level_of(unit) == Some(level)));
            units.retain(|unit| query.as_deref().is_none_or(|query| is_found(unit, query)));
            Ok(page(call, collection, units))
        }
        [id] => {
            let unit = state.model.unit(id).ok_or_else(|| unknown(state, collection, id))?;
            let has_descendants = call.request.param("includeDescendants") == Some("true");
            if level.is_none() && !has_descendants {
                return one(state, call, collection, id);
            }
            // Here the level is counted from the unit.
            let wanted = level.map(|level| unit.level + level);
            let below = |object: &Value| wanted.is_none_or(|wanted| level_of(object) == Some(wanted));
            Ok(page(
                call,
                collection,
                within(state, call, collection, id).into_iter().filter(below).collect(),
            ))
        }
        [id, "descendants"] => {
            state.model.unit(id).ok_or_else(|| unknown(state, collection, id))?;
            Ok(page(call, collection, within(state, call, collection, id)))
        }
        [id, "children"] => {
            let unit = state.model.unit(id).ok_or_else(|| unknown(state, collection, id))?;
            let mut units = within(state, call, collection, id);
            units.retain(|object| level_of(object) == Some(unit.level + 1) || object["id"] == **id);
            Ok(page(call, collection, units))
        }
        _ => Err(crate::error_page::no_such_route(&call.request.path)),
    }
}

/// Whether a unit is meant by a search: by its identifier, its code, or a part of its name.
fn is_found(unit: &Value, query: &str) -> bool {
    let text = |key: &str| unit.get(key).and_then(Value::as_str).unwrap_or_default().to_lowercase();
    text("id") == query || text("code") == query || text("name").contains(query)
}

/// A unit and all below it.
fn within(state: &State, call: &Call<'_>, collection: &Collection, id: &str) -> Vec<Value> {
    let step = format!("/{id}");
    let mut units = collection.all(state, call.request);
    units.retain(|unit| {
        let path = unit.get("path").and_then(Value::as_str).unwrap_or_default();
        path.contains(&step)
    });
    if state.version() == Version::V2_41 {
        // There the pager counts what is on the page, and knows of no other.
        let size = call.request.param("pageSize").and_then(|text| text.parse().ok());
        units.truncate(size.unwrap_or(usize::MAX));
    }
    units
}
