//! What each operation does, in words: one table, drawn by one view.

use dhis2_steward::model::{Consequence, Operation};

use crate::i18n::t;

/// What an operation does, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// What it does, in a sentence or two.
    pub text: &'static str,
    /// Whether it can be undone.
    pub undo: Mark,
    /// Whether it may take minutes.
    pub is_slow: bool,
}

/// A tag beside an operation: how it is drawn, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// One of the tones of the design's tags.
    pub tone: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The words.
    pub text: &'static str,
}

/// Operations that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// What applies to all of them; may be empty.
    pub text: &'static str,
    /// The operations, in the order in which they would run.
    pub operations: &'static [Operation],
}

/// All operations, in groups.
pub fn groups() -> [Group; 8] {
    use Operation::*;
    let group = |title, text, operations| Group { title, text, operations };
    [
        group(
            t("Soft-deleted data"),
            t("Data that users delete is only hidden. These operations remove it permanently."),
            &[
                RemoveSoftDeletedDataValues,
                RemoveSoftDeletedRelationships,
                RemoveSoftDeletedEvents,
                RemoveSoftDeletedEnrollments,
                RemoveSoftDeletedTrackedEntities,
            ],
        ),
        group(t("Data values and periods"), "", &[RemoveZeroDataValues, PrunePeriods]),
        group(t("Analytics"), "", &[ClearAnalyticsTables, AnalyzeAnalyticsTables]),
        group(t("Category option combinations"), "", &[UpdateCategoryOptionCombos]),
        group(t("Organisation units"), "", &[UpdateOrganisationUnitPaths]),
        group(t("SQL views"), "", &[DropSqlViews, CreateSqlViews]),
        group(t("Users"), "", &[ClearExpiredInvitations]),
        group(t("Caches and apps"), "", &[ClearCache, ReloadApps]),
    ]
}

/// What an operation does, in words.
pub fn described(operation: Operation) -> Described {
    Described { text: text(operation), undo: undo(operation), is_slow: operation.is_slow() }
}

fn text(operation: Operation) -> &'static str {
    match operation {
        Operation::RemoveSoftDeletedDataValues => t(
            "Aggregate data values deleted in data entry. Until they are removed, their data elements cannot be deleted.",
        ),
        Operation::RemoveSoftDeletedRelationships => {
            t("Deleted links between tracked entities, enrollments, and events.")
        }
        Operation::RemoveSoftDeletedEvents => {
            t("Deleted events in all programs, with their data values and notes.")
        }
        Operation::RemoveSoftDeletedEnrollments => t("Deleted enrollments with their events and notes."),
        Operation::RemoveSoftDeletedTrackedEntities => {
            t("Deleted tracked entities, with their attributes, enrollments, and events.")
        }
        Operation::RemoveZeroDataValues => t("Zeros for data elements that do not store zero values."),
        Operation::PrunePeriods => {
            t("Periods not used by any data, form, or analysis. DHIS2 recreates them when needed.")
        }
        Operation::ClearExpiredInvitations => {
            t("Invited users who did not accept before the invitation expired.")
        }
        Operation::UpdateOrganisationUnitPaths => {
            t("Recalculates the path of every organisation unit, for example after a change in the database.")
        }
        Operation::UpdateCategoryOptionCombos => t(
            "Adds missing combinations, and removes those that the categories no longer define and that have no data.",
        ),
        Operation::ClearAnalyticsTables => {
            t("Empties all analytics tables. Dashboards stay empty until the tables are built again.")
        }
        Operation::AnalyzeAnalyticsTables => {
            t("Collects database statistics that speed up analytics queries.")
        }
        Operation::DropSqlViews => t(
            "Drops all SQL views from the database but keeps their definitions. Reports that use them fail until you create them again.",
        ),
        Operation::CreateSqlViews => t("Creates all SQL views from their definitions."),
        Operation::ClearCache => {
            t("The next requests are slower until the cache is warm again. Integrity check results are lost.")
        }
        Operation::ReloadApps => {
            t("Reloads the installed apps, for example after you copied one to the server.")
        }
    }
}

fn undo(operation: Operation) -> Mark {
    let rebuilt = |text| Mark { tone: "info", icon: "sync", text };
    match (operation.consequence(), operation) {
        (Consequence::Permanent, _) => Mark { tone: "negative", icon: "trash", text: t("Cannot be undone") },
        (Consequence::Rebuildable, Operation::ClearAnalyticsTables) => {
            rebuilt(t("Rebuilt by the next update"))
        }
        (Consequence::Rebuildable, Operation::UpdateCategoryOptionCombos) => {
            Mark { tone: "info", icon: "info", text: t("Changes metadata") }
        }
        (Consequence::Rebuildable, Operation::ClearCache) => {
            Mark { tone: "info", icon: "info", text: t("Clears check results") }
        }
        (Consequence::Rebuildable, _) => rebuilt(t("Can be recreated")),
        (Consequence::Harmless, _) => Mark { tone: "positive", icon: "check", text: t("Safe") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_offered_once() {
        let mut offered: Vec<Operation> =
            groups().iter().flat_map(|group| group.operations.iter().copied()).collect();
        offered.sort_unstable();
        assert_eq!(offered, Operation::ALL);
    }

    #[test]
    fn what_cannot_be_undone_says_so() {
        for operation in Operation::ALL {
            let is_said = described(operation).undo.text == "Cannot be undone";
            assert_eq!(is_said, operation.consequence() == Consequence::Permanent, "{operation:?}");
        }
    }
}
