//! The job types, in the server's order.

use crate::Version;

/// A type of job, by its name in the API.
pub(crate) type Kind = &'static str;

pub(crate) const DATA_INTEGRITY: Kind = "DATA_INTEGRITY";
pub(crate) const DATA_INTEGRITY_DETAILS: Kind = "DATA_INTEGRITY_DETAILS";
pub(crate) const RESOURCE_TABLE: Kind = "RESOURCE_TABLE";
pub(crate) const ANALYTICS_TABLE: Kind = "ANALYTICS_TABLE";
pub(crate) const MONITORING: Kind = "MONITORING";
pub(crate) const PREDICTOR: Kind = "PREDICTOR";
pub(crate) const VALIDATION_RESULTS_NOTIFICATION: Kind = "VALIDATION_RESULTS_NOTIFICATION";
pub(crate) const HOUSEKEEPING: Kind = "HOUSEKEEPING";

const KINDS: [Kind; 50] = [
    DATA_INTEGRITY,
    DATA_INTEGRITY_DETAILS,
    RESOURCE_TABLE,
    ANALYTICS_TABLE,
    "CONTINUOUS_ANALYTICS_TABLE",
    "SINGLE_EVENT_DATA_SYNC",
    "TRACKED_ENTITY_DATA_SYNC",
    "DATA_SYNC",
    "TRACKER_PROGRAMS_DATA_SYNC",
    "EVENT_PROGRAMS_DATA_SYNC",
    "META_DATA_SYNC",
    "AGGREGATE_DATA_EXCHANGE",
    "SEND_SCHEDULED_MESSAGE",
    "PROGRAM_NOTIFICATIONS",
    MONITORING,
    "PUSH_ANALYSIS",
    "HTML_PUSH_ANALYTICS",
    "TRACKER_SEARCH_OPTIMIZATION",
    "TRACKER_TRIGRAM_INDEX_MAINTENANCE",
    PREDICTOR,
    "MATERIALIZED_SQL_VIEW_UPDATE",
    "DISABLE_INACTIVE_USERS",
    "TEST",
    "LOCK_EXCEPTION_CLEANUP",
    "MOCK",
    "SMS_SEND",
    "SMS_INBOUND_PROCESSING",
    "TRACKER_IMPORT_JOB",
    "TRACKER_IMPORT_NOTIFICATION_JOB",
    "TRACKER_IMPORT_RULE_ENGINE_JOB",
    "IMAGE_PROCESSING",
    "COMPLETE_DATA_SET_REGISTRATION_IMPORT",
    "DATAVALUE_IMPORT_INTERNAL",
    "METADATA_IMPORT",
    "DATAVALUE_IMPORT",
    "GEOJSON_IMPORT",
    "EVENT_IMPORT",
    "ENROLLMENT_IMPORT",
    "TEI_IMPORT",
    "GML_IMPORT",
    HOUSEKEEPING,
    "DATA_VALUE_TRIM",
    "DATA_SET_NOTIFICATION",
    "CREDENTIALS_EXPIRY_ALERT",
    "DATA_STATISTICS",
    "FILE_RESOURCE_CLEANUP",
    "ACCOUNT_EXPIRY_ALERT",
    VALIDATION_RESULTS_NOTIFICATION,
    "REMOVE_USED_OR_EXPIRED_RESERVED_VALUES",
    "SYSTEM_VERSION_UPDATE_CHECK",
];

/// The types that a version knows.
pub(crate) fn all(version: Version) -> impl Iterator<Item = Kind> {
    let unknown: &[Kind] = match version {
        Version::V2_41 => &[
            "SINGLE_EVENT_DATA_SYNC",
            "TRACKED_ENTITY_DATA_SYNC",
            "TRACKER_TRIGRAM_INDEX_MAINTENANCE",
            "SMS_INBOUND_PROCESSING",
        ],
        Version::V2_42 => &[
            "TRACKER_PROGRAMS_DATA_SYNC",
            "EVENT_PROGRAMS_DATA_SYNC",
            "TRACKER_TRIGRAM_INDEX_MAINTENANCE",
            "EVENT_IMPORT",
            "ENROLLMENT_IMPORT",
            "TEI_IMPORT",
        ],
        Version::V2_43 | Version::V2_44 => &[
            "TRACKER_PROGRAMS_DATA_SYNC",
            "EVENT_PROGRAMS_DATA_SYNC",
            "PUSH_ANALYSIS",
            "TRACKER_SEARCH_OPTIMIZATION",
            "EVENT_IMPORT",
            "ENROLLMENT_IMPORT",
            "TEI_IMPORT",
        ],
    };
    KINDS.into_iter().filter(move |kind| !unknown.contains(kind))
}

/// The type of a name.
pub(crate) fn parse(version: Version, name: &str) -> Option<Kind> {
    all(version).find(|kind| *kind == name)
}

/// Whether jobs of a type begin at once; others begin at the next tick of the scheduler.
pub(crate) fn begins_at_once(kind: Kind) -> bool {
    matches!(kind, DATA_INTEGRITY | DATA_INTEGRITY_DETAILS)
}

/// Whether the notifications of a type tell of each stage; others tell only of beginning, end and errors.
pub(crate) fn tells_stages(kind: Kind) -> bool {
    matches!(
        kind,
        RESOURCE_TABLE | ANALYTICS_TABLE | MONITORING | PREDICTOR | VALIDATION_RESULTS_NOTIFICATION
    )
}

/// Whether jobs of a type have no user, even if a user started them.
pub(crate) fn runs_as_system(kind: Kind) -> bool {
    matches!(kind, MONITORING | VALIDATION_RESULTS_NOTIFICATION)
}

/// Whether the last notification of a type has no message, not even an empty one.
pub(crate) fn ends_without_words(kind: Kind) -> bool {
    matches!(kind, PREDICTOR | VALIDATION_RESULTS_NOTIFICATION)
}
