//! The differences between two metadata versions.

use crate::model::{MetadataSnapshot, SnapshotObject};

/// An object that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferingObject {
    /// The identifier.
    pub id: String,
    /// The name, if it has one.
    pub name: Option<String>,
}

/// The differences in one collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectionDifference {
    /// The collection, such as `dataElements`.
    pub collection: String,
    /// Objects only in the first version.
    pub only_first: Vec<DifferingObject>,
    /// Objects only in the second version.
    pub only_second: Vec<DifferingObject>,
    /// Objects in both versions that differ; when and by whom they were saved is ignored.
    pub changed: Vec<DifferingObject>,
}

/// The differences between two versions by collection: those of the first, then those only in the second.
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
    let nothing: &[SnapshotObject] = &[];
    let of = |snapshot: &'_ MetadataSnapshot, name: &str| {
        snapshot.collections.iter().position(|(other, _)| other == name)
    };
    let one = first.collections.iter().map(|(name, objects)| {
        let other = of(second, name).and_then(|place| second.collections.get(place));
        difference(name, objects, other.map_or(nothing, |(_, objects)| objects))
    });
    let alone = second.collections.iter().filter(|(name, _)| of(first, name).is_none());
    let all = one.chain(alone.map(|(name, objects)| difference(name, nothing, objects)));
    all.filter(|difference| !difference.is_empty()).collect()
}

impl CollectionDifference {
    fn is_empty(&self) -> bool {
        self.only_first.is_empty() && self.only_second.is_empty() && self.changed.is_empty()
    }
}

fn difference(collection: &str, first: &[SnapshotObject], second: &[SnapshotObject]) -> CollectionDifference {
    let collection = collection.to_owned();
    let mut difference = CollectionDifference { collection, ..CollectionDifference::default() };
    let named =
        |object: &SnapshotObject| DifferingObject { id: object.id.clone(), name: object.name.clone() };
    let (before, after) = (Index::of(first), Index::of(second));
    for object in first.iter().filter(|object| after.find(&object.id).is_none()) {
        difference.only_first.push(named(object));
    }
    for object in second {
        match before.find(&object.id) {
            None => difference.only_second.push(named(object)),
            Some(other) if other.digest != object.digest => difference.changed.push(named(object)),
            Some(_) => {}
        }
    }
    difference
}

/// Objects by identifier. A few lines instead of the standard library's maps, which are larger than everything else
/// here.
struct Index<'a> {
    /// At least twice as many slots as objects; each object is in the first free slot from that of its identifier.
    places: Vec<Option<&'a SnapshotObject>>,
}

impl<'a> Index<'a> {
    fn of(objects: &'a [SnapshotObject]) -> Self {
        let mut index = Self { places: vec![None; (objects.len() * 2).next_power_of_two()] };
        for object in objects {
            let place = index.walk(&object.id).find(|place| matches!(index.places.get(*place), Some(None)));
            if let Some(free) = place.and_then(|place| index.places.get_mut(place)) {
                *free = Some(object);
            }
        }
        index
    }

    fn find(&self, id: &str) -> Option<&'a SnapshotObject> {
        let walk = self.walk(id).map_while(|place| self.places.get(place).copied().flatten());
        walk.into_iter().find(|object| object.id == id)
    }

    /// The slots in the order in which an identifier is searched.
    fn walk(&self, id: &str) -> impl Iterator<Item = usize> + use<> {
        let count = self.places.len();
        let hash =
            id.bytes().fold(0_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)));
        (0..count).map(move |step| hash.wrapping_add(step) & (count - 1))
    }
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
