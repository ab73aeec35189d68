//! Issues found by integrity checks: read, stored, searched and sorted, half a million at a time.
//!
//! Like [`dhis2_steward_json`], this crate is compiled for speed, and everything else for size.

mod fold;
mod issue;
mod letters;
mod list;
mod search;
mod sort;

pub use issue::{Issue, count_issues, read_issues};
pub use list::{Column, IssueList, Turn};
