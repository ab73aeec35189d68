//! What two versions of metadata hold that differs.

use std::collections::BTreeMap;

use crate::model::{MetadataSnapshot, SnapshotObject};

/// An object that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferingObject {
    /// Its identifier.
    pub id: String,
    /// Its name, where it has one.
    pub name: Option<String>,
}

/// What differs in one collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectionDifference {
    /// The collection, such as `dataElements`.
    pub collection: String,
    /// What only the first version holds.
    pub only_first: Vec<DifferingObject>,
    /// What only the second version holds.
    pub only_second: Vec<DifferingObject>,
    /// What both hold, but otherwise; when it was saved and by whom does not count.
    pub changed: Vec<DifferingObject>,
}

/// What differs between two versions, by collections in the order of their names.
///
/// ```
/// use dhis2_steward::domain::metadata_version::compare;
/// use dhis2_steward::model::{FromJson, Json, MetadataSnapshot};
///
/// let read = |text| MetadataSnapshot::read(&serde_json::from_str::<Json>(text).unwrap()).unwrap();
/// let first = read(r#"{"dataSets":[{"id":"a","name":"Monthly"}]}"#);
/// let second = read(r#"{"dataSets":[{"id":"a","name":"Monthly report"},{"id":"b"}]}"#);
/// let differences = compare(&first, &second);
/// assert_eq!((differences[0].changed.len(), differences[0].only_second.len()), (1, 1));
/// ```
pub fn compare(first: &MetadataSnapshot, second: &MetadataSnapshot) -> Vec<CollectionDifference> {
    let mut all: BTreeMap<(&str, &str), [Option<&SnapshotObject>; 2]> = BTreeMap::new();
    for (collection, object) in objects(first) {
        all.entry((collection, &object.id)).or_default()[0] = Some(object);
    }
    for (collection, object) in objects(second) {
        all.entry((collection, &object.id)).or_default()[1] = Some(object);
    }
    let mut differences: Vec<CollectionDifference> = Vec::new();
    for ((collection, _), both) in all {
        let [one, other] = both;
        if one.map(|object| object.digest) == other.map(|object| object.digest) {
            continue;
        }
        let Some(object) = other.or(one) else { continue };
        if differences.last().is_none_or(|last| last.collection != collection) {
            let collection = collection.to_owned();
            differences.push(CollectionDifference { collection, ..CollectionDifference::default() });
        }
        let Some(difference) = differences.last_mut() else { continue };
        let list = match both {
            [Some(_), None] => &mut difference.only_first,
            [None, _] => &mut difference.only_second,
            [Some(_), Some(_)] => &mut difference.changed,
        };
        list.push(DifferingObject { id: object.id.clone(), name: object.name.clone() });
    }
    differences
}

fn objects(snapshot: &MetadataSnapshot) -> impl Iterator<Item = (&str, &SnapshotObject)> {
    snapshot
        .collections
        .iter()
        .flat_map(|(collection, objects)| objects.iter().map(|object| (collection.as_str(), object)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FromJson, Json};

    fn read(text: &str) -> MetadataSnapshot {
        MetadataSnapshot::read(&serde_json::from_str::<Json>(text).unwrap()).unwrap()
    }

    #[test]
    fn the_order_of_members_and_when_something_was_saved_is_no_difference() {
        let first = read(
            r#"{"system":{"id":"x"},"dataSets":[{"id":"a","lastUpdated":"2026","sets":[1,2],"x":{"y":true,"z":null}}]}"#,
        );
        let second = read(
            r#"{"dataSets":[{"x":{"z":null,"y":true},"sets":[1,2],"id":"a","lastUpdated":"2027","lastUpdatedBy":{}}]}"#,
        );
        assert_eq!(compare(&first, &second), []);
    }

    #[test]
    fn any_other_difference_of_content_is_one() {
        let base = r#"{"o":[{"id":"a","v":VALUE}]}"#;
        let values = [
            "null",
            "0",
            "false",
            "true",
            "1",
            "\"1\"",
            "[1]",
            "[1,2]",
            "[2,1]",
            "{}",
            "{\"b\":1}",
            "{\"c\":1}",
        ];
        for one in values {
            for other in values {
                let differences =
                    compare(&read(&base.replace("VALUE", one)), &read(&base.replace("VALUE", other)));
                assert_eq!(differences.is_empty(), one == other, "{one} and {other}");
            }
        }
    }

    #[test]
    fn what_one_side_alone_holds_is_told_with_its_name() {
        let first = read(r#"{"b":[{"id":"1","name":"Gone"}],"a":[{"id":"2"}]}"#);
        let second = read(r#"{"a":[{"id":"2"}],"c":[{"id":"3","name":"New"}]}"#);
        let differences = compare(&first, &second);
        let names: Vec<&str> = differences.iter().map(|one| one.collection.as_str()).collect();
        assert_eq!(names, ["b", "c"]);
        assert_eq!(differences[0].only_first[0].name.as_deref(), Some("Gone"));
        assert_eq!(differences[1].only_second[0].id, "3");
    }
}
