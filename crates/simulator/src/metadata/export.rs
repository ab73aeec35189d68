//! The metadata export: all collections in one object, each object with the properties that it owns.

use serde_json::{Map, Value, json};

use super::{COLLECTIONS, Object, common};
use crate::clock::Moment;
use crate::state::State;

/// Properties that an object does not own, besides its groups and those for display.
const SHOWN: [&str; 10] = [
    "access",
    "ancestors",
    "children",
    "dataSets",
    "dimensionItem",
    "favorite",
    "favorites",
    "leaf",
    "path",
    "user",
];

/// The collections that are not empty, with the objects saved since a moment, if given.
pub(crate) fn export(state: &State, since: Option<Moment>) -> Map<String, Value> {
    let mut all = Map::new();
    for collection in &COLLECTIONS {
        let objects = (collection.objects)(&state.model).into_iter();
        let saved = objects.filter(|object| since.is_none_or(|since| saved(state, object) >= since));
        let owned: Vec<Value> = saved.map(|object| owned(state, collection.name, object)).collect();
        if !owned.is_empty() {
            all.insert(collection.name.to_owned(), owned.into());
        }
    }
    all
}

fn saved(state: &State, object: &Object) -> Moment {
    state.changed.get(&object.named.id).copied().unwrap_or(state.born)
}

fn owned(state: &State, collection: &str, object: Object) -> Value {
    let mut map = common(state, &object.named.id);
    map.insert("name".to_owned(), json!(object.named.name));
    map.extend(object.own);
    map.retain(|key, _| {
        let is_of_another =
            key.ends_with("Groups") || (collection, &**key) == ("dataElements", "dataSetElements");
        !is_of_another && !key.starts_with("display") && !SHOWN.contains(&key.as_str())
    });
    map.into_iter().map(|(key, value)| (key, referred(value))).collect::<Map<_, _>>().into()
}

/// A value with other objects reduced to their identifiers.
fn referred(value: Value) -> Value {
    match value {
        Value::Array(all) => all.into_iter().map(referred).collect(),
        Value::Object(map) => match map.get("id") {
            Some(id) => json!({ "id": id }),
            None => map.into_iter().map(|(key, value)| (key, referred(value))).collect::<Map<_, _>>().into(),
        },
        other => other,
    }
}
