//! Category combinations: updating and counting their option combinations.

use super::Request;
use crate::model::Uid;

/// Sizes instead of lists: a combination of many categories has tens of thousands of option combinations.
const COUNTS: &str = "id,displayName,categories[categoryOptions~size],categoryOptionCombos~size";

/// Generates the missing option combinations of one category combination and removes superfluous ones.
pub fn update(combo: Uid) -> Request {
    Request::post(format!("/api/maintenance/categoryOptionComboUpdate/categoryCombo/{combo}"))
}

/// Requests the counts of a category combination.
pub fn counts(combo: Uid) -> Request {
    Request::get(format!("/api/categoryCombos/{combo}")).query("fields", COUNTS)
}

/// Requests the counts of every category combination.
pub fn all_counts() -> Request {
    Request::get("/api/categoryCombos").query("fields", COUNTS).query("paging", "false")
}
