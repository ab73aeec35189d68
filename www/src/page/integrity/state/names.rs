//! A set of names.

/// Names in alphabetical order, each once. A list, because there are a few hundred at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(name))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it contains a name.
    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Adds a name.
    pub fn insert(&mut self, name: &str) {
        if let Err(place) = self.place(name) {
            self.0.insert(place, name.to_owned());
        }
    }

    /// Removes a name; returns whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        let place = self.place(name);
        if let Ok(place) = place {
            self.0.remove(place);
        }
        place.is_ok()
    }

    /// Keeps only some.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|name| keep(name));
    }

    /// The names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn names_are_a_set_in_the_order_of_the_alphabet(steps in proptest::collection::vec(("[a-d]{1,2}", any::<bool>()), 0..30)) {
            let mut names = Names::default();
            let mut expected = std::collections::BTreeSet::new();
            for (name, is_added) in &steps {
                if *is_added {
                    names.insert(name);
                    expected.insert(name.clone());
                } else {
                    prop_assert_eq!(names.remove(name), expected.remove(name));
                }
                prop_assert_eq!(names.contains(name), expected.contains(name));
            }
            prop_assert_eq!(names.len(), expected.len());
            prop_assert!(names.iter().eq(expected.iter().map(String::as_str)));
        }
    }
}
