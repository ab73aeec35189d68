//! Maintenance: operations that the server carries out while the request waits.

use super::Request;
use super::answer::Empty;
use crate::model::Version;

/// What an operation leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing is lost; at worst something is slower until it has been made anew.
    Harmless,
    /// Something is taken away that can be made again.
    Rebuildable,
    /// What is removed is gone.
    Permanent,
}

/// An operation of `/api/maintenance` that needs no further choice, in the order in which a plan runs them.
///
/// Soft-deleted rows come first and in the server's own order, because each kind refers to the ones after it:
/// a relationship to events, enrollments and tracked entities, an event to its enrollment, an enrollment to its
/// tracked entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// Removes data values that were deleted before, for good.
    RemoveSoftDeletedDataValues,
    /// Removes relationships that were deleted before, for good.
    RemoveSoftDeletedRelationships,
    /// Removes events that were deleted before, for good.
    RemoveSoftDeletedEvents,
    /// Removes enrollments that were deleted before, for good.
    RemoveSoftDeletedEnrollments,
    /// Removes tracked entities that were deleted before, for good.
    RemoveSoftDeletedTrackedEntities,
    /// Removes data values that are zero where zero says nothing.
    RemoveZeroDataValues,
    /// Removes periods that no data refers to.
    PrunePeriods,
    /// Removes invitations of users that have expired.
    ClearExpiredInvitations,
    /// Works out the path of every organisation unit anew.
    UpdateOrganisationUnitPaths,
    /// Makes the category option combinations that are missing.
    UpdateCategoryOptionCombos,
    /// Empties the analytics tables.
    ClearAnalyticsTables,
    /// Has the database gather statistics on the analytics tables.
    AnalyzeAnalyticsTables,
    /// Drops the SQL views.
    DropSqlViews,
    /// Creates the SQL views.
    CreateSqlViews,
    /// Empties the server's caches, the results of integrity checks among them.
    ClearCache,
    /// Looks for installed apps anew.
    ReloadApps,
}

impl Operation {
    /// Every operation, in the order in which a plan runs them.
    pub const ALL: [Operation; 16] = [
        Self::RemoveSoftDeletedDataValues,
        Self::RemoveSoftDeletedRelationships,
        Self::RemoveSoftDeletedEvents,
        Self::RemoveSoftDeletedEnrollments,
        Self::RemoveSoftDeletedTrackedEntities,
        Self::RemoveZeroDataValues,
        Self::PrunePeriods,
        Self::ClearExpiredInvitations,
        Self::UpdateOrganisationUnitPaths,
        Self::UpdateCategoryOptionCombos,
        Self::ClearAnalyticsTables,
        Self::AnalyzeAnalyticsTables,
        Self::DropSqlViews,
        Self::CreateSqlViews,
        Self::ClearCache,
        Self::ReloadApps,
    ];

    /// The operation's name as JavaScript callers and addresses of pages see it, such as `clearCache`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RemoveSoftDeletedDataValues => "removeSoftDeletedDataValues",
            Self::RemoveSoftDeletedRelationships => "removeSoftDeletedRelationships",
            Self::RemoveSoftDeletedEvents => "removeSoftDeletedEvents",
            Self::RemoveSoftDeletedEnrollments => "removeSoftDeletedEnrollments",
            Self::RemoveSoftDeletedTrackedEntities => "removeSoftDeletedTrackedEntities",
            Self::RemoveZeroDataValues => "removeZeroDataValues",
            Self::PrunePeriods => "prunePeriods",
            Self::ClearExpiredInvitations => "clearExpiredInvitations",
            Self::UpdateOrganisationUnitPaths => "updateOrganisationUnitPaths",
            Self::UpdateCategoryOptionCombos => "updateCategoryOptionCombos",
            Self::ClearAnalyticsTables => "clearAnalyticsTables",
            Self::AnalyzeAnalyticsTables => "analyzeAnalyticsTables",
            Self::DropSqlViews => "dropSqlViews",
            Self::CreateSqlViews => "createSqlViews",
            Self::ClearCache => "clearCache",
            Self::ReloadApps => "reloadApps",
        }
    }

    /// The operation of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.as_str() == name)
    }

    /// What it leaves behind.
    pub const fn consequence(self) -> Consequence {
        match self {
            Self::RemoveSoftDeletedDataValues
            | Self::RemoveSoftDeletedRelationships
            | Self::RemoveSoftDeletedEvents
            | Self::RemoveSoftDeletedEnrollments
            | Self::RemoveSoftDeletedTrackedEntities
            | Self::RemoveZeroDataValues
            | Self::PrunePeriods
            | Self::ClearExpiredInvitations => Consequence::Permanent,
            Self::ClearAnalyticsTables | Self::DropSqlViews => Consequence::Rebuildable,
            Self::UpdateOrganisationUnitPaths
            | Self::UpdateCategoryOptionCombos
            | Self::AnalyzeAnalyticsTables
            | Self::CreateSqlViews
            | Self::ClearCache
            | Self::ReloadApps => Consequence::Harmless,
        }
    }

    /// Whether it may take minutes on a large server.
    pub const fn is_slow(self) -> bool {
        !matches!(
            self,
            Self::ClearExpiredInvitations | Self::ClearCache | Self::ReloadApps | Self::DropSqlViews
        )
    }

    /// Whether this must not run while nobody knows whether `earlier` is still going on.
    pub const fn depends_on(self, earlier: Operation) -> bool {
        match (self.place_in_chain(), earlier.place_in_chain()) {
            (Some(own), Some(other)) => other < own,
            _ => matches!((self, earlier), (Self::CreateSqlViews, Self::DropSqlViews)),
        }
    }

    const fn place_in_chain(self) -> Option<u8> {
        match self {
            Self::RemoveSoftDeletedRelationships => Some(0),
            Self::RemoveSoftDeletedEvents => Some(1),
            Self::RemoveSoftDeletedEnrollments => Some(2),
            Self::RemoveSoftDeletedTrackedEntities => Some(3),
            _ => None,
        }
    }

    /// The request that carries it out on a server of this version.
    pub fn request(self, version: &Version) -> Request {
        let path = match self {
            Self::ReloadApps => return Request::get("/api/maintenance/appReload").acting(),
            Self::RemoveSoftDeletedDataValues => "softDeletedDataValueRemoval",
            Self::RemoveSoftDeletedRelationships => "softDeletedRelationshipRemoval",
            // 2.40 has only the old names of the three, 2.41 both.
            Self::RemoveSoftDeletedEvents if !version.at_least(41) => {
                "softDeletedProgramStageInstanceRemoval"
            }
            Self::RemoveSoftDeletedEnrollments if !version.at_least(41) => {
                "softDeletedProgramInstanceRemoval"
            }
            Self::RemoveSoftDeletedTrackedEntities if !version.at_least(41) => {
                "softDeletedTrackedEntityInstanceRemoval"
            }
            Self::RemoveSoftDeletedEvents => "softDeletedEventRemoval",
            Self::RemoveSoftDeletedEnrollments => "softDeletedEnrollmentRemoval",
            Self::RemoveSoftDeletedTrackedEntities => "softDeletedTrackedEntityRemoval",
            Self::RemoveZeroDataValues => "zeroDataValueRemoval",
            Self::PrunePeriods => "periodPruning",
            Self::ClearExpiredInvitations => "expiredInvitationsClear",
            Self::UpdateOrganisationUnitPaths => "ouPathsUpdate",
            Self::UpdateCategoryOptionCombos => "categoryOptionComboUpdate",
            Self::ClearAnalyticsTables => "analyticsTablesClear",
            Self::AnalyzeAnalyticsTables => "analyticsTablesAnalyze",
            Self::DropSqlViews => "sqlViewsDrop",
            Self::CreateSqlViews => "sqlViewsCreate",
            Self::ClearCache => "cacheClear",
        };
        Request::post(format!("/api/maintenance/{path}"))
    }

    /// What an empty 200 means: from 2.43 `analyticsTablesClear` answers so when it is done.
    pub fn empty_answer(self, version: &Version) -> Empty {
        if self == Self::ClearAnalyticsTables && version.at_least(43) {
            Empty::IsSuccess
        } else {
            Empty::IsNoSuccess
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn every_operation_is_found_by_its_name() {
        for operation in Operation::ALL {
            assert_eq!(Operation::from_name(operation.as_str()), Some(operation));
        }
        assert_eq!(Operation::from_name("formatDisk"), None);
    }

    #[test]
    fn reloading_apps_is_a_get_that_must_not_be_repeated() {
        let request = Operation::ReloadApps.request(&version("2.42.5"));
        assert_eq!(request.to_string(), "GET /api/maintenance/appReload");
        assert_eq!(request.effect(), crate::protocol::Effect::Acts);
    }

    #[test]
    fn the_old_names_are_for_2_40_only() {
        let request = |text| Operation::RemoveSoftDeletedEvents.request(&version(text)).to_string();
        assert_eq!(request("2.40.12"), "POST /api/maintenance/softDeletedProgramStageInstanceRemoval");
        assert_eq!(request("2.41.9"), "POST /api/maintenance/softDeletedEventRemoval");
    }

    #[test]
    fn a_removal_waits_for_those_that_refer_to_its_rows() {
        use Operation::*;
        assert!(RemoveSoftDeletedEvents.depends_on(RemoveSoftDeletedRelationships));
        assert!(RemoveSoftDeletedTrackedEntities.depends_on(RemoveSoftDeletedEvents));
        assert!(!RemoveSoftDeletedEvents.depends_on(RemoveSoftDeletedDataValues));
        assert!(!RemoveSoftDeletedEvents.depends_on(RemoveSoftDeletedTrackedEntities));
        assert!(!ClearCache.depends_on(RemoveSoftDeletedEvents));
    }

    #[test]
    fn an_empty_200_of_clearing_analytics_tables_is_success_from_2_43_only() {
        assert_eq!(Operation::ClearAnalyticsTables.empty_answer(&version("2.43.1")), Empty::IsSuccess);
        assert_eq!(Operation::ClearAnalyticsTables.empty_answer(&version("2.42.5")), Empty::IsNoSuccess);
        assert_eq!(Operation::ClearCache.empty_answer(&version("2.43.1")), Empty::IsNoSuccess);
    }
}
