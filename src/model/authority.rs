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
        /// Running validation rules, and from 2.42 on sending what results still have to notify of.
        RunValidation = "F_RUN_VALIDATION",
        /// Running predictors.
        PredictorRun = "F_PREDICTOR_RUN",
        /// Generating and removing limits of values.
        GenerateMinMaxValues = "F_GENERATE_MIN_MAX_VALUES",
        /// Making lock exceptions of data sets that others may see.
        DataSetPublicAdd = "F_DATASET_PUBLIC_ADD",
        /// Making lock exceptions of data sets that others may not see.
        DataSetPrivateAdd = "F_DATASET_PRIVATE_ADD",
        /// Removing lock exceptions.
        DataSetDelete = "F_DATASET_DELETE",
        /// Changing system settings.
        SystemSetting = "F_SYSTEM_SETTING",
        /// Sending data to another server.
        ExportData = "F_EXPORT_DATA",
        /// Making and downloading versions of metadata.
        MetadataManage = "F_METADATA_MANAGE",
        /// Opening Steward.
        Steward = "M_steward",
    }
}
