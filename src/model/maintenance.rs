//! Maintenance operations.

/// The effect of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing is lost; at worst something is slower until it is rebuilt.
    Harmless,
    /// Removes something that can be recreated.
    Rebuildable,
    /// Permanently removes data.
    Permanent,
}

/// An operation of `/api/maintenance` without parameters, in the order in which a plan runs them.
///
/// Soft-deleted rows come first and in the server's own order, because each type refers to the following ones: a
/// relationship to events, enrollments and tracked entities, an event to its enrollment, an enrollment to its tracked
/// entity.
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
    /// Removes zero data values of data elements for which zero is not significant.
    RemoveZeroDataValues,
    /// Removes periods that no data refers to.
    PrunePeriods,
    /// Removes expired user invitations.
    ClearExpiredInvitations,
    /// Recomputes the path of every organisation unit.
    UpdateOrganisationUnitPaths,
    /// Generates missing category option combinations.
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

    /// The operation's name in JavaScript and page URLs, such as `clearCache`.
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

    /// The effect.
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
            // An obsolete combination is removed, and clearing the cache loses the results of integrity checks.
            Self::UpdateCategoryOptionCombos
            | Self::ClearAnalyticsTables
            | Self::DropSqlViews
            | Self::ClearCache => Consequence::Rebuildable,
            Self::UpdateOrganisationUnitPaths
            | Self::AnalyzeAnalyticsTables
            | Self::CreateSqlViews
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

    /// Whether this must not run while `earlier` may still be running.
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
