//! Authorities.

use super::open_enum::open_enum;

open_enum! {
    /// An authority of DHIS2, as `/api/me` lists it.
    pub enum Authority {
        /// Includes every other authority.
        All = "ALL",
        /// Data integrity checks, maintenance and table updates.
        PerformMaintenance = "F_PERFORM_MAINTENANCE",
        /// Reading the progress and errors of other users' jobs.
        JobLogRead = "F_JOB_LOG_READ",
        /// Creating, updating and deleting jobs.
        SchedulingAdmin = "F_SCHEDULING_ADMIN",
        /// Installing and reloading apps.
        AppManagement = "M_dhis-web-app-management",
        /// Running validation rules, and from 2.42 sending the pending notifications of results.
        RunValidation = "F_RUN_VALIDATION",
        /// Running predictors.
        PredictorRun = "F_PREDICTOR_RUN",
        /// Generating and removing min-max values.
        GenerateMinMaxValues = "F_GENERATE_MIN_MAX_VALUES",
        /// Adding lock exceptions for public data sets.
        DataSetPublicAdd = "F_DATASET_PUBLIC_ADD",
        /// Adding lock exceptions for private data sets.
        DataSetPrivateAdd = "F_DATASET_PRIVATE_ADD",
        /// Removing lock exceptions.
        DataSetDelete = "F_DATASET_DELETE",
        /// Changing system settings.
        SystemSetting = "F_SYSTEM_SETTING",
        /// Pushing data to a remote server.
        ExportData = "F_EXPORT_DATA",
        /// Creating and downloading metadata versions.
        MetadataManage = "F_METADATA_MANAGE",
        /// Opening Steward.
        Steward = "M_steward",
    }
}
