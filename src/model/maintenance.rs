//! The operations of maintenance.

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
    /// Permanently removes soft-deleted data values.
    RemoveSoftDeletedDataValues,
    /// Permanently removes soft-deleted relationships.
    RemoveSoftDeletedRelationships,
    /// Permanently removes soft-deleted events.
    RemoveSoftDeletedEvents,
    /// Permanently removes soft-deleted enrollments.
    RemoveSoftDeletedEnrollments,
    /// Permanently removes soft-deleted tracked entities.
    RemoveSoftDeletedTrackedEntities,
    /// Removes data values that are zero where zero says nothing.
    RemoveZeroDataValues,
    /// Removes periods that no data refers to.
    PrunePeriods,
    /// Removes invitations of users that have expired.
    ClearExpiredInvitations,
    /// Recomputes the path of every organisation unit.
    UpdateOrganisationUnitPaths,
    /// Makes the category option combinations that are missing.
    UpdateCategoryOptionCombos,
    /// Clears the analytics tables.
    ClearAnalyticsTables,
    /// Runs the database's ANALYZE on the analytics tables.
    AnalyzeAnalyticsTables,
    /// Drops the SQL views.
    DropSqlViews,
    /// Creates the SQL views.
    CreateSqlViews,
    /// Clears the server's caches, including the results of data integrity checks.
    ClearCache,
    /// Reloads the installed apps.
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_found_by_its_name() {
        for operation in Operation::ALL {
            assert_eq!(Operation::from_name(operation.as_str()), Some(operation));
        }
        assert_eq!(Operation::from_name("formatDisk"), None);
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
}
