//! Category combinations: their option combinations, made anew and counted.

use super::Request;
use crate::model::Uid;

/// Sizes in place of lists: a combination of many categories has tens of thousands of option combinations.
const COUNTS: &str = "id,displayName,categories[categoryOptions~size],categoryOptionCombos~size";

/// Makes the option combinations that one category combination lacks, and removes those that it must not have.
pub fn update(combo: Uid) -> Request {
    Request::post(format!("/api/maintenance/categoryOptionComboUpdate/categoryCombo/{combo}"))
}

/// Asks how many option combinations a category combination has and should have.
pub fn counts(combo: Uid) -> Request {
    Request::get(format!("/api/categoryCombos/{combo}")).query("fields", COUNTS)
}

/// Asks the same of every category combination.
pub fn all_counts() -> Request {
    Request::get("/api/categoryCombos").query("fields", COUNTS).query("paging", "false")
}
