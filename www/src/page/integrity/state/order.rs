//! The order of the list: sections, checks, and what is collapsed.

use std::cmp::Ordering;

use dhis2_steward::domain::integrity::CheckResult;

use super::filter::{Filters, Sort, SortKey};
use super::names::Names;
use super::{Row, Selection};

/// A section of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The section's key.
    pub key: String,
    /// The section's title.
    pub title: String,
    /// Its checks, shown or collapsed, in order, as places in the list of rows.
    pub rows: Vec<usize>,
    /// How many of them have issues or could not run.
    pub attention: usize,
}

impl Group {
    /// How many of its checks are selected.
    pub fn selected(&self, rows: &[Row], selection: &Selection) -> usize {
        let names = self.rows.iter().filter_map(|place| rows.get(*place));
        names.filter(|row| selection.contains(&row.check.name)).count()
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// A section header, by its key.
    Head(String),
    /// A check, as a place in the list of rows.
    Check(usize),
}

impl Line {
    /// A unique key for the line.
    pub fn key(&self) -> String {
        match self {
            Self::Head(key) => format!("head {key}"),
            Self::Check(place) => place.to_string(),
        }
    }
}

/// The checks that are shown, by section; a single section without a key if the list is flat.
///
/// `settled` orders them: during a run it is the list as it was before, so that nothing moves under the pointer.
pub fn groups(rows: &[Row], settled: &[Row], filters: &Filters) -> Vec<Group> {
    let order = |place: &usize| settled.get(*place).or_else(|| rows.get(*place));
    let places: Vec<usize> =
        rows.iter().enumerate().filter(|(_, row)| filters.admits(row)).map(|(place, _)| place).collect();
    let places = sorted(&places, &|a, b| match (order(&a), order(&b)) {
        (Some(a), Some(b)) => compare(a, b, filters.sort),
        _ => Ordering::Equal,
    });
    if filters.flat {
        let attention =
            places.iter().filter_map(|place| rows.get(*place)).filter(|row| row.needs_attention());
        let attention = attention.count();
        return vec![Group { key: String::new(), title: String::new(), rows: places, attention }];
    }
    let mut groups: Vec<Group> = Vec::new();
    for place in places {
        let Some(row) = rows.get(place) else { continue };
        let known = groups.iter().position(|group| group.key == row.section).unwrap_or(groups.len());
        if known == groups.len() {
            let (key, title) = (row.section.clone(), row.check.section.clone());
            groups.push(Group { key, title, rows: Vec::new(), attention: 0 });
        }
        let Some(group) = groups.get_mut(known) else { continue };
        group.title = better_title(&group.title, &row.check.section).to_owned();
        group.attention += usize::from(row.needs_attention());
        group.rows.push(place);
    }
    // What needs attention comes first; ties are in alphabetical order.
    let worst = |group: &Group| {
        let rows = group.rows.iter().filter_map(order).filter(|row| row.needs_attention());
        rows.map(|row| &row.check.severity).max()
    };
    let places: Vec<usize> = (0..groups.len()).collect();
    let places = sorted(&places, &|a, b| match (groups.get(a), groups.get(b)) {
        (Some(a), Some(b)) if filters.sort.key == SortKey::Issues => {
            worst(b).cmp(&worst(a)).then_with(|| a.key.cmp(&b.key))
        }
        (Some(a), Some(b)) => a.key.cmp(&b.key),
        _ => Ordering::Equal,
    });
    places.into_iter().filter_map(|place| groups.get(place).cloned()).collect()
}

/// Sorts places by their values; equal ones stay in order. An insertion sort: there are a few hundred, and the
/// library's sort for millions is twenty times this code.
fn sorted(places: &[usize], compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted = Vec::with_capacity(places.len());
    for place in places {
        let after = sorted.partition_point(|before| compare(*before, *place) != Ordering::Greater);
        sorted.insert(after, *place);
    }
    sorted
}

/// The lines of the list, without the checks of collapsed sections.
pub fn lines(groups: &[Group], folded: &Names) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in groups {
        if !group.key.is_empty() {
            lines.push(Line::Head(group.key.clone()));
        }
        if !folded.contains(&group.key) {
            lines.extend(group.rows.iter().copied().map(Line::Check));
        }
    }
    lines
}

/// Every section with its title, in alphabetical order.
pub fn sections(rows: &[Row]) -> Vec<(String, String)> {
    let mut sections = Names::default();
    for row in rows.iter().filter(|row| !row.section.is_empty()) {
        sections.insert(&row.section);
    }
    let title = |key: &str| {
        let titles = rows.iter().filter(|row| row.section == key).map(|row| row.check.section.as_str());
        titles.reduce(better_title).unwrap_or_default().to_owned()
    };
    sections.iter().map(|key| (key.to_owned(), title(key))).collect()
}

/// Every object type that issues have, with a title, in alphabetical order.
pub fn types(rows: &[Row]) -> Vec<(String, String)> {
    let mut kinds = Names::default();
    for kind in
        rows.iter().filter_map(|row| row.check.issues_id_type.as_deref()).filter(|kind| !kind.is_empty())
    {
        kinds.insert(kind);
    }
    kinds.iter().map(|kind| (kind.to_owned(), words(kind))).collect()
}

/// The form with fewer capitals: the server writes both "Organisation units" and "Organisation Units".
fn better_title<'a>(a: &'a str, b: &'a str) -> &'a str {
    let capitals = |text: &str| text.bytes().filter(u8::is_ascii_uppercase).count();
    if capitals(b) < capitals(a) { b } else { a }
}

/// `dataElementGroups` as "Data element groups".
fn words(kind: &str) -> String {
    let mut out = String::with_capacity(kind.len() + 4);
    for (place, c) in kind.chars().enumerate() {
        match (place, c.is_ascii_uppercase()) {
            (0, _) => out.push(c.to_ascii_uppercase()),
            (_, true) => {
                out.push(' ');
                out.push(c.to_ascii_lowercase());
            }
            (_, false) => out.push(c),
        }
    }
    out
}

fn compare(a: &Row, b: &Row, sort: Sort) -> Ordering {
    let by_key = match sort.key {
        SortKey::Issues => attention(b).cmp(&attention(a)),
        SortKey::Name => Ordering::Equal,
        SortKey::Severity => b.check.severity.cmp(&a.check.severity),
        SortKey::Share => b.share().unwrap_or(-1.0).total_cmp(&a.share().unwrap_or(-1.0)),
        SortKey::LastRun => b.start_time.cmp(&a.start_time),
        SortKey::Took => b.duration.cmp(&a.duration),
    };
    let by_name = || a.name.cmp(&b.name);
    let order = by_key.then_with(by_name);
    if sort.reversed { order.reverse() } else { order }
}

/// How urgent a check is: higher is more urgent.
fn attention(row: &Row) -> impl Ord {
    let rank = match row.result {
        CheckResult::Issues { .. } | CheckResult::Failed { .. } => 2,
        CheckResult::Passed => 1,
        CheckResult::NotRun => 0,
    };
    (rank, row.check.severity.clone(), row.issues())
}

#[cfg(test)]
mod tests {
    use super::super::samples::row;
    use super::*;

    fn names(rows: &[Row], groups: &[Group]) -> Vec<String> {
        let folded = Names::default();
        let name = |line| match line {
            Line::Head(key) => format!("[{key}]"),
            Line::Check(place) => rows[place].check.name.clone(),
        };
        lines(groups, &folded).into_iter().map(name).collect()
    }

    fn sample() -> Vec<Row> {
        vec![
            row("passed", "Users", "CRITICAL", Some(0)),
            row("few", "Organisation Units", "WARNING", Some(14)),
            row("many", "Organisation units", "WARNING", Some(214)),
            row("broken", "Organisation units", "CRITICAL", Some(-1)),
            row("never", "Users", "SEVERE", None),
            row("bad", "Categories", "SEVERE", Some(1)),
        ]
    }

    #[test]
    fn what_needs_a_person_comes_first_and_sections_fold_their_case() {
        let rows = sample();
        let groups = groups(&rows, &rows, &Filters::default());
        assert_eq!(
            names(&rows, &groups),
            [
                "[organisation units]",
                "broken",
                "many",
                "few",
                "[categories]",
                "bad",
                "[users]",
                "passed",
                "never"
            ]
        );
        assert_eq!(groups[0].title, "Organisation units");
        assert_eq!(groups[0].attention, 3);
    }

    #[test]
    fn a_flat_list_has_no_heads_and_one_order() {
        let rows = sample();
        let filters = Filters { flat: true, ..Filters::default() };
        let shown = names(&rows, &groups(&rows, &rows, &filters));
        assert_eq!(shown, ["broken", "bad", "many", "few", "passed", "never"]);
    }

    #[test]
    fn a_reversed_order_is_the_other_one_backwards() {
        let rows = sample();
        let sort = Sort { key: SortKey::Name, reversed: true };
        let filters = Filters { flat: true, sort, ..Filters::default() };
        assert_eq!(names(&rows, &groups(&rows, &rows, &filters))[0], "passed");
    }

    #[test]
    fn nothing_moves_while_results_arrive() {
        let settled = sample();
        let mut rows = sample();
        rows[0] = row("passed", "Users", "CRITICAL", Some(9));
        let filters = Filters::default();
        assert_eq!(
            names(&rows, &groups(&rows, &settled, &filters)),
            names(&settled, &groups(&settled, &settled, &filters))
        );
    }

    #[test]
    fn a_folded_section_keeps_its_head() {
        let rows = sample();
        let groups = groups(&rows, &rows, &Filters::default());
        let mut folded = Names::default();
        folded.insert("organisation units");
        assert_eq!(lines(&groups, &folded).len(), 9 - 3);
    }

    #[test]
    fn kinds_of_objects_read_as_words() {
        assert_eq!(words("dataElementGroups"), "Data element groups");
        assert_eq!(types(&sample()), [("organisationUnits".to_owned(), "Organisation units".to_owned())]);
    }
}
