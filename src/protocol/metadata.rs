//! Metadata of any collection.

use super::Request;
use crate::model::{Faults, FromJson, Json, Uid};

/// Proof that an object exists. A response that does not name it, such as an empty one, proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Existing(pub Uid);

impl FromJson for Existing {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self(json.member("id", faults))
    }
}

/// Requests an object of a collection, such as `dataSets`, to see whether it exists; responds with 404 if it does not.
pub fn existence(collection: &str, id: Uid) -> Request {
    Request::get(format!("/api/{collection}/{id}")).query("fields", "id")
}
