//! The content of a metadata version, reduced to what a comparison needs.

use dhis2_steward_json::{Faults, FromJson, Json};

/// The content of a metadata version, each object reduced to its identifier, name and digest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataSnapshot {
    /// The collections, such as `dataElements`, with their objects.
    pub collections: Vec<(String, Vec<SnapshotObject>)>,
}

/// An object of a metadata version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotObject {
    /// The identifier.
    pub id: String,
    /// The name, if it has one.
    pub name: Option<String>,
    /// The digest of its content, except when and by whom it was saved.
    pub digest: u64,
}

impl FromJson for MetadataSnapshot {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let Json::Object(members) = json else {
            faults.note("expected an object");
            return Self::default();
        };
        let collection = |(name, objects): &(std::borrow::Cow<'_, str>, Json<'_>)| {
            let objects = objects.as_list()?.iter().filter_map(object).collect();
            Some((name.as_ref().to_owned(), objects))
        };
        let collections: Vec<_> = members.iter().filter_map(collection).collect();
        if collections.is_empty() && members.iter().any(|(name, _)| name == "status") {
            faults.note("expected metadata");
        }
        Self { collections }
    }
}

fn object(json: &Json<'_>) -> Option<SnapshotObject> {
    let text = |name| json.get(name).and_then(Json::as_str).map(str::to_owned);
    Some(SnapshotObject { id: text("id")?, name: text("name"), digest: content(json) })
}

/// The digest of an object, regardless of the order of its members.
fn content(json: &Json<'_>) -> u64 {
    let Json::Object(members) = json else { return digest(json) };
    let counts = members.iter().filter(|(name, _)| !matches!(name.as_ref(), "lastUpdated" | "lastUpdatedBy"));
    counts.fold(1, |sum, (name, value)| sum.wrapping_add(mixed(fnv(START, name.as_bytes()), digest(value))))
}

fn digest(json: &Json<'_>) -> u64 {
    match json {
        Json::Null => 2,
        Json::Bool(value) => 3 + u64::from(*value),
        Json::Number(number) => mixed(5, number.as_f64().to_bits()),
        Json::Text(text) => fnv(START, text.as_bytes()),
        Json::List(elements) => elements.iter().fold(6, |sum, element| mixed(sum, digest(element))),
        Json::Object(_) => content(json),
    }
}

/// Uses FNV-1a, which is short and good enough: metadata is not crafted to collide.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

fn mixed(one: u64, other: u64) -> u64 {
    fnv(one.rotate_left(5), &other.to_le_bytes())
}
