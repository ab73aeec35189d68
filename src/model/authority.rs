//! What a person may do.

use super::open_enum::open_enum;

open_enum! {
    /// An authority of DHIS2, as `/api/me` lists it.
    pub enum Authority {
        /// Counts as every other authority.
        All = "ALL",
        /// Integrity checks, maintenance and table updates.
        PerformMaintenance = "F_PERFORM_MAINTENANCE",
        /// Progress and errors of jobs that other people started.
        JobLogRead = "F_JOB_LOG_READ",
        /// Creating, changing and deleting jobs.
        SchedulingAdmin = "F_SCHEDULING_ADMIN",
        /// Installing and reloading apps.
        AppManagement = "M_dhis-web-app-management",
        /// Opening Steward.
        Steward = "M_steward",
    }
}
