//! Maintenance: operations that the server runs while the request waits.

use super::Request;
use super::answer::Empty;
use crate::model::{Operation, Uid, Version};

/// The request that runs `operation` on a server of this version.
pub fn request(operation: Operation, version: &Version) -> Request {
    let path = match operation {
        Operation::ReloadApps => return Request::get("/api/maintenance/appReload").acting(),
        Operation::RemoveSoftDeletedDataValues => "softDeletedDataValueRemoval",
        Operation::RemoveSoftDeletedRelationships => "softDeletedRelationshipRemoval",
        // 2.40 has only the old names of the three, 2.41 both.
        Operation::RemoveSoftDeletedEvents if !version.at_least(41) => {
            "softDeletedProgramStageInstanceRemoval"
        }
        Operation::RemoveSoftDeletedEnrollments if !version.at_least(41) => {
            "softDeletedProgramInstanceRemoval"
        }
        Operation::RemoveSoftDeletedTrackedEntities if !version.at_least(41) => {
            "softDeletedTrackedEntityInstanceRemoval"
        }
        Operation::RemoveSoftDeletedEvents => "softDeletedEventRemoval",
        Operation::RemoveSoftDeletedEnrollments => "softDeletedEnrollmentRemoval",
        Operation::RemoveSoftDeletedTrackedEntities => "softDeletedTrackedEntityRemoval",
        Operation::RemoveZeroDataValues => "zeroDataValueRemoval",
        Operation::PrunePeriods => "periodPruning",
        Operation::ClearExpiredInvitations => "expiredInvitationsClear",
        Operation::UpdateOrganisationUnitPaths => "ouPathsUpdate",
        Operation::UpdateCategoryOptionCombos => "categoryOptionComboUpdate",
        Operation::ClearAnalyticsTables => "analyticsTablesClear",
        Operation::AnalyzeAnalyticsTables => "analyticsTablesAnalyze",
        Operation::DropSqlViews => "sqlViewsDrop",
        Operation::CreateSqlViews => "sqlViewsCreate",
        Operation::ClearCache => "cacheClear",
    };
    Request::post(format!("/api/maintenance/{path}"))
}

/// Permanently removes all data of an organisation unit.
pub fn prune_organisation_unit(unit: Uid) -> Request {
    Request::post(format!("/api/maintenance/dataPruning/organisationUnits/{unit}"))
}

/// Permanently removes all data of a data element.
pub fn prune_data_element(element: Uid) -> Request {
    Request::post(format!("/api/maintenance/dataPruning/dataElements/{element}"))
}

/// What an empty 200 means: from 2.43, it is the success response of `analyticsTablesClear`.
pub fn empty_answer(operation: Operation, version: &Version) -> Empty {
    if operation == Operation::ClearAnalyticsTables && version.at_least(43) {
        Empty::IsSuccess
    } else {
        Empty::IsNoSuccess
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn reloading_apps_is_a_get_that_must_not_be_repeated() {
        let request = request(Operation::ReloadApps, &version("2.42.5"));
        assert_eq!(request.to_string(), "GET /api/maintenance/appReload");
        assert_eq!(request.effect(), crate::protocol::Effect::Acts);
    }

    #[test]
    fn the_old_names_are_for_2_40_only() {
        let line = |text| request(Operation::RemoveSoftDeletedEvents, &version(text)).to_string();
        assert_eq!(line("2.40.12"), "POST /api/maintenance/softDeletedProgramStageInstanceRemoval");
        assert_eq!(line("2.41.9"), "POST /api/maintenance/softDeletedEventRemoval");
    }

    #[test]
    fn an_empty_200_of_clearing_analytics_tables_is_success_from_2_43_only() {
        assert_eq!(empty_answer(Operation::ClearAnalyticsTables, &version("2.43.1")), Empty::IsSuccess);
        assert_eq!(empty_answer(Operation::ClearAnalyticsTables, &version("2.42.5")), Empty::IsNoSuccess);
        assert_eq!(empty_answer(Operation::ClearCache, &version("2.43.1")), Empty::IsNoSuccess);
    }
}
