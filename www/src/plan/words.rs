//! What the operations of maintenance are called.

use dhis2_steward::model::Operation;

use crate::i18n::t;

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
