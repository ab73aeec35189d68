//! The server's data as values: one file per resource.
//!
//! Never performs I/O, never knows a URL or a server version. A field that some version omits is an `Option`; unknown
//! enum values are kept as sent.

mod authority;
mod category_combo;
mod data_summary;
mod date;
mod date_range;
mod integrity;
mod integrity_report;
mod job;
mod job_errors;
mod lock_exception;
mod maintenance;
mod metadata_snapshot;
mod named;
mod notification;
mod open_enum;
mod ordered;
mod organisation_unit;
mod page;
mod predictor;
mod progress;
mod scheduled_job;
mod scheduler;
mod secret;
mod server;
mod setting;
mod synchronization;
mod table;
mod timestamp;
mod uid;
mod usage;
mod user;
mod validation;
mod version;
mod web_message;

pub use authority::Authority;
pub use category_combo::ComboCounts;
pub use data_summary::{DataSummary, ObjectCounts, Recent, SummarizedSystem, UserInvitations};
pub use date::Date;
pub(crate) use date::{YEARS, digits};
pub use date_range::DateRange;
pub use dhis2_steward_issues::Issue;
pub use dhis2_steward_json::{Faults, FromJson, Json, Number, Unexpected, parse as parse_json};
pub use integrity::{Check, CheckDetails, CheckSummary, Severity};
pub use integrity_report::{IntegrityFindings, ReportedCheck};
pub use job::{JobConfiguration, JobParameters, JobRef, JobStatus, JobType, RunningJob, SchedulingType};
pub use job_errors::{JobError, JobErrors};
pub(crate) use lock_exception::is_period;
pub use lock_exception::{LockCombination, LockException, LockFilter};
pub use maintenance::{Consequence, Operation};
pub use metadata_snapshot::{MetadataSnapshot, SnapshotObject};
pub use named::Named;
pub use notification::{Level, Notification};
pub use ordered::Ordered;
pub use organisation_unit::{OrganisationUnit, OrganisationUnitLevel};
pub use page::Page;
pub(crate) use page::PageCount;
pub use predictor::{PredictionStatus, PredictionSummary, Predictor, PredictorGroup, PredictorSelection};
pub use progress::{Item, Process, Progress, ProgressStatus, Stage};
pub use scheduled_job::{JobDraft, Schedule, ScheduledJob};
pub use scheduler::{JobParameter, JobTypeInfo, Queue, SchedulerEntry, SequenceJob};
pub use secret::Secret;
pub use server::SystemInfo;
pub use setting::{SettingKey, SettingKind, SettingValue, SystemSettings, is_confidential};
pub use synchronization::{
    DataPush, ImportConflict, ImportStatus, MetadataPull, MetadataVersion, MetadataVersionType,
    RemoteAvailability, RemoteServer,
};
pub use table::{AnalyticsOptions, TableStatus, TableUpdate};
pub use timestamp::Timestamp;
pub use uid::Uid;
pub use usage::{UsageInterval, UsageStatistics};
pub use user::{CurrentUser, UserSettings};
pub use validation::{
    ExpressionContext, ExpressionDescription, Importance, ListedPeriod, ResultDeletion, ResultFilter,
    ValidationResult, ValidationRun, Violation,
};
pub use version::Version;
pub use web_message::{ErrorReport, ObjectReport, WebMessage, WebMessageStatus};
