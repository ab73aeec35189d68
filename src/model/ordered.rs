//! Objects whose keys are names.

use dhis2_steward_json::{Faults, FromJson, Json};

/// A JSON object in the order of the response: the server lists the most recently active job first.
///
/// A list rather than a tree: no response has more than some hundred members.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered<K, V>(pub Vec<(K, V)>);

impl<K, V> Ordered<K, V> {
    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value under a key.
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Removes and returns the value under a key.
    pub fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: PartialEq<Q>,
    {
        let place = self.0.iter().position(|(known, _)| known == key)?;
        Some(self.0.remove(place).1)
    }

    /// Keeps only the members for which `is_wanted` returns true.
    pub fn retain(&mut self, mut is_wanted: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|(key, value)| is_wanted(key, value));
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }
}

impl<K: FromJson, V: FromJson> FromJson for Ordered<K, V> {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self(json.entries(faults))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_text_is_kept_and_a_member_is_found_by_its_name() {
        let json = serde_json::from_str(r#"{"z":1,"a":2,"m":3}"#).unwrap();
        let mut ordered: Ordered<String, i64> = Ordered::read(&json).unwrap();
        assert_eq!(ordered.keys().collect::<Vec<_>>(), ["z", "a", "m"]);
        assert_eq!((ordered.get("a"), ordered.get("b")), (Some(&2), None));
        assert_eq!((ordered.remove("z"), ordered.remove("z")), (Some(1), None));
        ordered.retain(|name, value| name == "a" && *value == 3);
        assert!(ordered.is_empty());
    }
}
