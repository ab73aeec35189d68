//! The issues of one check as a value: which are shown, in which order.
//!
//! Pure: knows the model, never a view or a browser.

use dhis2_steward::Error;
use dhis2_steward::model::Issue;

use crate::route::Query;

/// A column that issues can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The object's name.
    Name,
    /// What is wrong with it.
    Comment,
    /// What else it touches.
    Refs,
    /// Its identifier.
    Id,
}

impl Column {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Name, Self::Comment, Self::Refs, Self::Id];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Comment => "comment",
            Self::Refs => "refs",
            Self::Id => "id",
        }
    }

    fn key(self, issue: &Issue) -> String {
        match self {
            Self::Name => issue.name.as_deref().unwrap_or_default().to_lowercase(),
            Self::Comment => issue.comment.as_deref().unwrap_or_default().to_lowercase(),
            Self::Refs => issue.refs.first().map(|text| text.to_lowercase()).unwrap_or_default(),
            Self::Id => issue.id.clone().unwrap_or_default(),
        }
    }
}

/// What of the issues is shown; without a column they stand as the server sent them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueFilters {
    /// Words that must all occur.
    pub search: String,
    /// The column they are sorted by, and whether backwards.
    pub sort: Option<(Column, bool)>,
}

impl IssueFilters {
    /// Reads the parameters of the address.
    pub fn of_query(query: &Query) -> Self {
        let sort = query.get("sort").unwrap_or_default();
        let (word, reversed) = sort.strip_suffix(",reversed").map_or((sort, false), |word| (word, true));
        let column = Column::ALL.into_iter().find(|column| column.as_str() == word);
        Self {
            search: query.get("search").unwrap_or_default().to_owned(),
            sort: column.map(|column| (column, reversed)),
        }
    }

    /// Writes the parameters into the address.
    #[must_use]
    pub fn into_query(&self, query: Query) -> Query {
        let sort = match self.sort {
            None => String::new(),
            Some((column, false)) => column.as_str().to_owned(),
            Some((column, true)) => format!("{},reversed", column.as_str()),
        };
        query.with("search", &self.search).with("sort", &sort)
    }

    /// The sorting after a press on the head of a column: forwards, backwards, as sent.
    pub fn pressed(&self, column: Column) -> Option<(Column, bool)> {
        match self.sort {
            Some((by, false)) if by == column => Some((column, true)),
            Some((by, true)) if by == column => None,
            _ => Some((column, false)),
        }
    }

    /// Whether issues can be shown just as they come.
    pub fn is_plain(&self) -> bool {
        self.search.trim().is_empty() && self.sort.is_none()
    }

    fn admits(&self, words: &[String], issue: &Issue) -> bool {
        words.iter().all(|word| {
            let texts = [&issue.name, &issue.id, &issue.comment].into_iter().flatten().chain(&issue.refs);
            texts.into_iter().any(|text| contains_folded(text, word))
        })
    }

    /// The issues that are shown, in order, as places in the list.
    pub fn shown(&self, issues: &[Issue]) -> Vec<u32> {
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let admitted = issues.iter().enumerate().filter(|(_, issue)| self.admits(&words, issue));
        let places = admitted.filter_map(|(place, _)| u32::try_from(place).ok());
        let Some((column, reversed)) = self.sort else { return places.collect() };
        let mut keyed: Vec<(String, u32)> = places
            .filter_map(|place| Some((column.key(issues.get(usize::try_from(place).ok()?)?), place)))
            .collect();
        // Issues without a value come last in both directions.
        keyed.sort_by(|(a, _), (b, _)| {
            let order = if reversed { b.cmp(a) } else { a.cmp(b) };
            a.is_empty().cmp(&b.is_empty()).then(order)
        });
        keyed.into_iter().map(|(_, place)| place).collect()
    }
}

/// Whether `word`, in lower case, occurs in `text`; copies nothing where the text has only ASCII letters.
fn contains_folded(text: &str, word: &str) -> bool {
    if text.is_ascii() && word.is_ascii() {
        let (text, word) = (text.as_bytes(), word.as_bytes());
        return word.is_empty() || text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    }
    text.to_lowercase().contains(word)
}

/// How far the list of issues is.
#[derive(Clone, Debug, PartialEq)]
pub enum Listing {
    /// It is on its way.
    Coming,
    /// It is there as a whole.
    Complete,
    /// The server holds none: the check has not been run for it, or the result has been forgotten.
    Absent,
    /// It broke off, or could not be read at all.
    Broken(Error),
}

/// The paragraphs of a text that the server wrote: single line breaks are only how it was typed.
pub fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.filter(|part| !part.is_empty()).collect()
}

/// A reference of an issue: many read `Name:uid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// What is read.
    pub name: &'a str,
    /// The identifier behind it, if it ends in one.
    pub uid: Option<&'a str>,
}

/// Takes a reference apart.
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

    fn issue(id: &str, name: &str, comment: Option<&str>) -> Issue {
        let comment = comment.map(Into::into);
        Issue { id: Some(id.into()), name: Some(name.into()), comment, ..Issue::default() }
    }

    fn sample() -> Vec<Issue> {
        vec![
            issue("b", "Ngelehun CHC", Some("Ring is not closed")),
            issue("a", "Éclair", None),
            issue("c", "bandajuma", Some("Self-intersection")),
        ]
    }

    fn shown(search: &str, sort: Option<(Column, bool)>) -> Vec<u32> {
        IssueFilters { search: search.into(), sort }.shown(&sample())
    }

    #[test]
    fn without_a_column_issues_stand_as_the_server_sent_them() {
        assert_eq!(shown("", None), [0, 1, 2]);
    }

    #[test]
    fn issues_sort_by_a_column_without_case_and_those_without_a_value_come_last() {
        assert_eq!(shown("", Some((Column::Name, false))), [2, 0, 1]);
        assert_eq!(shown("", Some((Column::Comment, false))), [0, 2, 1]);
        assert_eq!(shown("", Some((Column::Comment, true))), [2, 0, 1]);
    }

    #[test]
    fn search_looks_in_name_id_comment_and_references() {
        assert_eq!(shown("RING chc", None), [0]);
        assert_eq!(shown("éCL", None), [1]);
        assert_eq!(shown("nothing", None), [] as [u32; 0]);
        let with_ref = Issue { refs: vec!["Badjia:YuQRtpLP10I".into()], ..Issue::default() };
        let filters = IssueFilters { search: "badjia".into(), sort: None };
        assert_eq!(filters.shown(&[with_ref]), [0]);
    }

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
