//! Paged lists.

use dhis2_steward_json::{Faults, FromJson, Json};

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The items on this page.
    pub items: Vec<T>,
    /// The page number, from 1.
    pub number: u64,
    /// The number of pages.
    pub count: u64,
    /// The number of items on all pages.
    pub total: u64,
}

struct Pager {
    page: u64,
    page_count: u64,
    total: u64,
}

impl FromJson for Pager {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            page: json.member("page", faults),
            page_count: json.member_or_default("pageCount", faults),
            total: json.member_or_default("total", faults),
        }
    }
}

impl<T: FromJson> FromJson for Page<T> {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        // The list is named after its items, and is the only member beside the pager.
        let members = if let Json::Object(members) = json { members.as_slice() } else { &[] };
        let name = members.iter().find(|(_, value)| matches!(value, Json::List(_))).map(|(name, _)| name);
        let items: Vec<T> = json.member(name.map_or("", |name| name), faults);
        let pager: Option<Pager> = json.member("pager", faults);
        let pager = pager.unwrap_or(Pager { page: 1, page_count: 1, total: items.len() as u64 });
        Self { items, number: pager.page, count: pager.page_count, total: pager.total }
    }
}

/// The number of pages of a list.
pub(crate) struct PageCount(pub(crate) u64);

impl FromJson for PageCount {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self(json.member::<Option<Pager>>("pager", faults).map_or(1, |pager| pager.page_count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Named;

    fn page(json: &str) -> Result<Page<Named>, super::super::Unexpected> {
        Page::read(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_list_without_a_pager_is_the_only_page() {
        let page = page(r#"{"dataSets":[{"id":"lCg7OVa708k","name":"m","displayName":"Monthly"}]}"#).unwrap();
        assert_eq!((page.number, page.count, page.total), (1, 1, 1));
        assert_eq!(page.items[0].name, "Monthly");
    }

    #[test]
    fn an_answer_without_a_list_is_no_page() {
        assert!(page("{}").is_err() && page("[]").is_err());
    }
}
