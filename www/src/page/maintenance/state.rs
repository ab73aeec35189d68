//! The maintenance page as a value: descriptions of the operations, and which are picked.
//!
//! Pure: knows the model and the messages, never a view or a browser.

mod described;
mod outcome;

use std::collections::BTreeSet;

use dhis2_steward::model::{Consequence, Operation};

use crate::route::Query;

pub use described::{Described, Group, Mark, described, groups};
pub use outcome::{Standing, as_text, standing};

const PARAMETER: &str = "selected";

/// The picked operations, in the order in which they will run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked(BTreeSet<Operation>);

impl Picked {
    /// Reads the URL parameter; an unknown operation is dropped.
    pub fn of_query(query: &Query) -> Self {
        let names = query.get(PARAMETER).unwrap_or_default().split(',');
        Self(names.filter_map(Operation::from_name).collect())
    }

    /// Writes the URL parameter.
    #[must_use]
    pub fn into_query(&self, query: Query) -> Query {
        query
            .with(PARAMETER, &self.0.iter().map(|operation| operation.as_str()).collect::<Vec<_>>().join(","))
    }

    /// The same with an operation added or removed.
    #[must_use]
    pub fn with(mut self, operation: Operation, on: bool) -> Self {
        if on {
            self.0.insert(operation);
        } else {
            self.0.remove(&operation);
        }
        self
    }

    /// Whether an operation is picked.
    pub fn contains(&self, operation: Operation) -> bool {
        self.0.contains(&operation)
    }

    /// How many are picked.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is picked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The operations, in the order in which they will run.
    pub fn operations(&self) -> impl Iterator<Item = Operation> {
        self.0.iter().copied()
    }

    /// How many of them delete something permanently.
    pub fn permanent(&self) -> usize {
        self.operations().filter(|operation| is_permanent(*operation)).count()
    }

    /// Those that delete nothing permanently.
    #[must_use]
    pub fn without_permanent(&self) -> Self {
        Self(self.operations().filter(|operation| !is_permanent(*operation)).collect())
    }
}

impl FromIterator<Operation> for Picked {
    fn from_iter<T: IntoIterator<Item = Operation>>(operations: T) -> Self {
        Self(operations.into_iter().collect())
    }
}

/// Whether an operation deletes permanently.
pub fn is_permanent(operation: Operation) -> bool {
    operation.consequence() == Consequence::Permanent
}

/// Whether the typed text is the requested word, ignoring case and surrounding blanks.
pub fn is_word(typed: &str, word: &str) -> bool {
    typed.trim().to_lowercase() == word.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use dhis2_steward::model::Operation::*;

    use super::*;

    #[test]
    fn what_is_picked_survives_the_address() {
        let picked: Picked = [ClearCache, RemoveSoftDeletedEvents].into_iter().collect();
        let query = picked.into_query(Query::default());
        assert_eq!(query.get("selected"), Some("removeSoftDeletedEvents,clearCache"));
        assert_eq!(Picked::of_query(&query), picked);
        assert_eq!(Picked::default().into_query(query), Query::default());
    }

    #[test]
    fn a_link_that_names_an_operation_that_does_not_exist_picks_the_others() {
        let query = Query::default().with("selected", "formatDisk,clearCache");
        assert_eq!(Picked::of_query(&query), [ClearCache].into_iter().collect());
    }

    #[test]
    fn unticking_leaves_only_what_is_ticked() {
        let picked = Picked::default().with(ClearCache, true).with(ReloadApps, true).with(ClearCache, false);
        assert_eq!(picked.operations().collect::<Vec<_>>(), [ReloadApps]);
    }

    #[test]
    fn the_harmless_part_of_a_plan_holds_no_permanent_removal() {
        let picked: Picked = Operation::ALL.into_iter().collect();
        let harmless = picked.without_permanent();
        assert_eq!(harmless.permanent(), 0);
        assert_eq!(harmless.len() + picked.permanent(), picked.len());
    }

    #[test]
    fn the_word_is_compared_without_case_and_outer_blanks() {
        assert!(is_word(" DELETE ", "delete"));
        assert!(is_word("SUPPRIMER", "supprimer"));
        for typed in ["", "delet", "delete it", "de lete"] {
            assert!(!is_word(typed, "delete"), "{typed}");
        }
    }
}
