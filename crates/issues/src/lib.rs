//! Issues found by integrity checks: read, stored, searched and sorted, half a million at a time.
//!
//! This crate is compiled for speed, as [`dhis2_steward_json`] is, and everything around both for size.

mod fold;
mod issue;
mod letters;
mod list;
mod search;
mod sort;

pub use issue::{Issue, count_issues, read_issues};
pub use list::{Column, IssueList, Turn};
