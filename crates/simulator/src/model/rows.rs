//! Rows of data that maintenance removes, counted, not stored.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// How many rows there are of each kind that maintenance removes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// Soft-deleted data values by data element.
    pub(crate) deleted_data_values: BTreeMap<String, u64>,
    /// Data values that are zero although zeros mean nothing for their data element.
    pub(crate) zero_data_values: u64,
    /// The tracker data that is not deleted.
    pub(crate) tracked_entities: u64,
    pub(crate) enrollments: u64,
    pub(crate) tracker_events: u64,
    pub(crate) single_events: u64,
    pub(crate) deleted_relationships: u64,
    pub(crate) deleted_events: u64,
    pub(crate) deleted_enrollments: u64,
    pub(crate) deleted_tracked_entities: u64,
    pub(crate) expired_invitations: u64,
    /// Organisation units whose path does not fit their parents.
    pub(crate) stale_paths: u64,
    pub(crate) analytics_tables: u64,
    /// How often statistics of the analytics tables were gathered.
    pub(crate) analytics_analyzed: u64,
    pub(crate) sql_views: u64,
    /// How often caches were cleared.
    pub(crate) caches_cleared: u64,
    /// How often apps were reloaded.
    pub(crate) apps_reloaded: u64,
}

impl Rows {
    /// The counts for tests.
    pub(crate) fn counts(&self) -> Value {
        json!({
            "softDeletedDataValues": self.deleted_data_values.values().sum::<u64>(),
            "zeroDataValues": self.zero_data_values,
            "softDeletedRelationships": self.deleted_relationships,
            "softDeletedEvents": self.deleted_events,
            "softDeletedEnrollments": self.deleted_enrollments,
            "softDeletedTrackedEntities": self.deleted_tracked_entities,
            "expiredInvitations": self.expired_invitations,
            "stalePaths": self.stale_paths,
            "analyticsTables": self.analytics_tables,
            "analyticsAnalyzed": self.analytics_analyzed,
            "sqlViews": self.sql_views,
            "cachesCleared": self.caches_cleared,
            "appsReloaded": self.apps_reloaded
        })
    }
}
