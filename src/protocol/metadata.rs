//! Metadata of any collection.

use super::Request;
use crate::model::{Faults, FromJson, Json, Uid};

/// That an object exists. An answer that does not name it, such as an empty one, proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Existing(pub Uid);

impl FromJson for Existing {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self(json.member("id", faults))
    }
}

/// Asks whether a collection, such as `dataSets`, has an object; where it has none, the answer is 404.
pub fn existence(collection: &str, id: Uid) -> Request {
    Request::get(format!("/api/{collection}/{id}")).query("fields", "id")
}
