//! Metadata of any collection.

use super::Request;
use crate::model::Uid;

/// Asks whether a collection, such as `dataSets`, has an object; where it has none, the answer is 404.
pub fn existence(collection: &str, id: Uid) -> Request {
    Request::get(format!("/api/{collection}/{id}")).query("fields", "id")
}
