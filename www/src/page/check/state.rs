//! Which issues of a check are shown, and in which order.
//!
//! Pure: knows the model, never a view or a browser.

mod editor;
mod picked;

use dhis2_steward::Error;
use dhis2_steward::domain::issue_list::Column;

pub use editor::Editor;
pub use picked::Picked;

use crate::route::Query;

/// Which issues are shown; without a column, in the server's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueFilters {
    /// Words that must all occur.
    pub search: String,
    /// The sort column, and whether it is reversed.
    pub sort: Option<(Column, bool)>,
}

impl IssueFilters {
    /// Reads the URL parameters.
    pub fn of_query(query: &Query) -> Self {
        let sort = query.get("sort").unwrap_or_default();
        let (word, reversed) = sort.strip_suffix(",reversed").map_or((sort, false), |word| (word, true));
        let column = Column::ALL.into_iter().find(|column| column.as_str() == word);
        Self {
            search: query.get("search").unwrap_or_default().to_owned(),
            sort: column.map(|column| (column, reversed)),
        }
    }

    /// Writes the URL parameters.
    #[must_use]
    pub fn into_query(&self, query: Query) -> Query {
        let sort = match self.sort {
            None => String::new(),
            Some((column, false)) => column.as_str().to_owned(),
            Some((column, true)) => format!("{},reversed", column.as_str()),
        };
        query.with("search", &self.search).with("sort", &sort)
    }

    /// The sort order after a press on a column header: ascending, descending, as sent.
    pub fn pressed(&self, column: Column) -> Option<(Column, bool)> {
        match self.sort {
            Some((by, false)) if by == column => Some((column, true)),
            Some((by, true)) if by == column => None,
            _ => Some((column, false)),
        }
    }

    /// Whether issues can be shown in the order in which they arrive.
    pub fn is_plain(&self) -> bool {
        self.search.trim().is_empty() && self.sort.is_none()
    }
}

/// How far the list of issues has loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Listing {
    /// Loading.
    Coming,
    /// Complete.
    Complete,
    /// The server has none: the check has not been run for it, or the result has expired.
    Absent,
    /// Loading stopped before the end, or could not start.
    Broken(Error),
}

/// The paragraphs of a text from the server: single line breaks come from how it was typed.
pub fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.filter(|part| !part.is_empty()).collect()
}

/// A reference of an issue: many are written as `Name:uid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The text.
    pub name: &'a str,
    /// The identifier at its end, if any.
    pub uid: Option<&'a str>,
}

/// Parses a reference.
pub fn reference(text: &str) -> Reference<'_> {
    match text.rsplit_once(':') {
        Some((name, uid))
            if !name.trim().is_empty() && uid.trim().parse::<dhis2_steward::model::Uid>().is_ok() =>
        {
            Reference { name: name.trim(), uid: Some(uid.trim()) }
        }
        _ => Reference { name: text, uid: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_survives_the_address() {
        for sort in [None, Some((Column::Id, true)), Some((Column::Refs, false))] {
            let filters = IssueFilters { search: "a b".into(), sort };
            assert_eq!(IssueFilters::of_query(&filters.into_query(Query::default())), filters);
        }
    }

    #[test]
    fn a_third_press_on_a_column_gives_the_servers_order_back() {
        let mut filters = IssueFilters::default();
        for expected in [Some((Column::Id, false)), Some((Column::Id, true)), None] {
            filters.sort = filters.pressed(Column::Id);
            assert_eq!(filters.sort, expected);
        }
    }

    #[test]
    fn a_line_break_alone_begins_no_paragraph() {
        assert_eq!(paragraphs("One\ntwo.\n\nThree. \n\n"), ["One two.", "Three."]);
    }

    #[test]
    fn a_reference_that_ends_in_a_uid_is_taken_apart_and_others_are_left_alone() {
        assert_eq!(reference("Badjia:YuQRtpLP10I"), Reference { name: "Badjia", uid: Some("YuQRtpLP10I") });
        assert_eq!(reference("Expression: #{a}"), Reference { name: "Expression: #{a}", uid: None });
    }
}
