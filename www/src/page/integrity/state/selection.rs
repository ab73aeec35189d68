//! Which checks are selected, also as a URL parameter.

use super::names::Names;
use crate::route::Query;

const PARAMETER: &str = "selected";

/// The names of the selected checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Names);

impl Selection {
    /// Reads the URL parameter.
    pub fn of_query(query: &Query) -> Self {
        let names = query.get(PARAMETER).unwrap_or_default().split(',').filter(|name| !name.is_empty());
        Self::default().with(names, true)
    }

    /// Writes the URL parameter.
    #[must_use]
    pub fn into_query(&self, query: Query) -> Query {
        query.with(PARAMETER, &self.0.iter().collect::<Vec<_>>().join(","))
    }

    /// How many are selected.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is selected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a check is selected.
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// The names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter()
    }

    /// Selects or deselects checks.
    #[must_use]
    pub fn with<'a>(mut self, names: impl IntoIterator<Item = &'a str>, on: bool) -> Self {
        for name in names {
            if on {
                self.0.insert(name);
            } else {
                self.0.remove(name);
            }
        }
        self
    }

    /// Only existing ones: a link may name checks that this server does not have.
    #[must_use]
    pub fn kept(mut self, is_there: impl Fn(&str) -> bool) -> Self {
        self.0.retain(is_there);
        self
    }
}

/// Everything between two names in a list, inclusive, in either order; only the second if the first
/// is not in the list.
pub fn between<'a, T: PartialEq>(list: &'a [T], from: Option<&T>, to: &'a T) -> &'a [T] {
    let place = |item: &T| list.iter().position(|other| other == item);
    let Some(last) = place(to) else { return core::slice::from_ref(to) };
    let first = from.and_then(place).unwrap_or(last);
    list.get(first.min(last)..=first.max(last)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_survives_the_address() {
        let selection = Selection::default().with(["b", "a"], true);
        let query = selection.into_query(Query::default());
        assert_eq!(query.get("selected"), Some("a,b"));
        assert_eq!(Selection::of_query(&query), selection);
        assert_eq!(Selection::default().into_query(query), Query::default());
    }

    #[test]
    fn a_range_goes_both_ways_and_holds_both_ends() {
        let list = ["a", "b", "c", "d"];
        assert_eq!(between(&list, Some(&"b"), &"d"), ["b", "c", "d"]);
        assert_eq!(between(&list, Some(&"d"), &"b"), ["b", "c", "d"]);
        assert_eq!(between(&list, None, &"c"), ["c"]);
        assert_eq!(between(&list, Some(&"x"), &"c"), ["c"]);
    }

    #[test]
    fn names_that_the_server_does_not_have_are_dropped() {
        let selection = Selection::default().with(["a", "gone"], true);
        assert_eq!(selection.kept(|name| name == "a").len(), 1);
    }
}
