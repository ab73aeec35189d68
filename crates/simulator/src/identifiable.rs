//! The properties of every identifiable object: who created it when, and its access.

use serde_json::{Map, Value, json};

use crate::Version;
use crate::clock::Moment;
use crate::user::{User, access};

/// The history of an object.
pub(crate) struct History<'a> {
    pub(crate) created: Moment,
    pub(crate) updated: Moment,
    pub(crate) author: &'a User,
    pub(crate) editor: &'a User,
}

/// What every object has beside its own properties, with the access of a superuser.
pub(crate) fn describe(version: Version, id: &str, history: &History<'_>) -> Map<String, Value> {
    let mut map = brief(version, id, history);
    map.insert("access".to_owned(), access(version));
    map
}

/// The same inside another object: without properties that depend on the reader.
pub(crate) fn brief(version: Version, id: &str, history: &History<'_>) -> Map<String, Value> {
    let mut sharing = sharing(version);
    sharing.insert("owner".to_owned(), json!(history.author.id));
    sharing.insert("public".to_owned(), json!("rw------"));
    let entries = [
        ("created", json!(history.created.iso())),
        ("lastUpdated", json!(history.updated.iso())),
        ("translations", json!([])),
        ("createdBy", history.author.reference()),
        ("favorites", json!([])),
        ("lastUpdatedBy", history.editor.reference()),
        ("sharing", sharing.into()),
        ("favorite", json!(false)),
        ("user", history.author.reference()),
        ("id", json!(id)),
        ("attributeValues", json!([])),
    ];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The sharing of an object that is not shared.
pub(crate) fn sharing(version: Version) -> Map<String, Value> {
    let mut sharing = Map::new();
    if version == Version::V2_42 {
        sharing.insert("external".to_owned(), json!(false));
    }
    sharing.insert("users".to_owned(), json!({}));
    sharing.insert("userGroups".to_owned(), json!({}));
    sharing
}
