//! What other objects say of an object.

use super::Uid;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// An object by its identifier, with its name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The object's identifier.
    pub id: Uid,
    /// The object's name in the person's language; empty where the server does not say it.
    pub name: String,
}

impl FromJson for Named {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let name = if json.get("displayName").is_some() { "displayName" } else { "name" };
        Self { id: json.member("id", faults), name: json.member_or_default(name, faults) }
    }
}

deserialize_from_json!(Named);
