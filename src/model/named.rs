//! References to objects.

use super::Uid;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The identifier and name of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The object's identifier.
    pub id: Uid,
    /// The name in the user's language; empty if the server sends none.
    pub name: String,
}

impl FromJson for Named {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let name = if json.get("displayName").is_some() { "displayName" } else { "name" };
        Self { id: json.member("id", faults), name: json.member_or_default(name, faults) }
    }
}

deserialize_from_json!(Named);
