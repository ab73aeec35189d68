//! The names of the maintenance operations, and the result of a plan in words.

use dhis2_steward::model::Operation;

use super::record::Tally;
use crate::i18n::{t, tn};

/// The name of an operation: a verb and its object.
pub fn title(operation: Operation) -> &'static str {
    match operation {
        Operation::RemoveSoftDeletedDataValues => t("Remove soft-deleted data values"),
        Operation::RemoveSoftDeletedRelationships => t("Remove soft-deleted relationships"),
        Operation::RemoveSoftDeletedEvents => t("Remove soft-deleted events"),
        Operation::RemoveSoftDeletedEnrollments => t("Remove soft-deleted enrollments"),
        Operation::RemoveSoftDeletedTrackedEntities => t("Remove soft-deleted tracked entities"),
        Operation::RemoveZeroDataValues => t("Remove zero data values"),
        Operation::PrunePeriods => t("Prune periods"),
        Operation::ClearExpiredInvitations => t("Remove expired invitations"),
        Operation::UpdateOrganisationUnitPaths => t("Update organisation unit paths"),
        Operation::UpdateCategoryOptionCombos => t("Update category option combinations"),
        Operation::ClearAnalyticsTables => t("Clear analytics tables"),
        Operation::AnalyzeAnalyticsTables => t("Analyze analytics tables"),
        Operation::DropSqlViews => t("Drop SQL views"),
        Operation::CreateSqlViews => t("Create SQL views"),
        Operation::ClearCache => t("Clear the application cache"),
        Operation::ReloadApps => t("Reload apps"),
    }
}

/// The result of a plan: the count of each state that occurs.
pub fn tally_words(tally: Tally) -> Vec<String> {
    let words = [
        (tally.done, tn("{{count}} done", "{{count}} done", tally.done, &[])),
        (tally.failed, tn("{{count}} failed", "{{count}} failed", tally.failed, &[])),
        (tally.unknown, tn("{{count}} not known", "{{count}} not known", tally.unknown, &[])),
        (tally.left_out, tn("{{count}} skipped", "{{count}} skipped", tally.left_out, &[])),
        (tally.unreachable, tn("{{count}} not started", "{{count}} not started", tally.unreachable, &[])),
    ];
    words.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect()
}
