//! Notifications of jobs.

use super::open_enum::open_enum;
use super::{JobType, Timestamp};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// The level of a notification.
    pub enum Level {
        /// For developers.
        Debug = "DEBUG",
        /// One of a series; the next one replaces it.
        Loop = "LOOP",
        /// For information.
        Info = "INFO",
        /// A warning.
        Warn = "WARN",
        /// An error.
        Error = "ERROR",
    }
}

/// A notification of a job: an element of `GET /api/system/tasks/{type}/{uid}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    /// The level.
    pub level: Level,
    /// The job type.
    pub category: Option<JobType>,
    /// When it was written.
    pub time: Timestamp,
    /// The message; empty for most data integrity runs.
    pub message: String,
    /// Whether this is the last notification. Does not say how the run ended.
    pub completed: bool,
    /// The parameters of the run; on the oldest notification only.
    pub data: Option<Json<'static>>,
}

impl FromJson for Notification {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            level: json.member("level", faults),
            category: json.member("category", faults),
            time: json.member("time", faults),
            message: json.member_or_default("message", faults),
            completed: json.member_or_default("completed", faults),
            data: json.member("data", faults),
        }
    }
}

impl Notification {
    /// Whether two notifications are equal; identifiers are ignored because they are not unique on some versions.
    pub fn is_same_as(&self, other: &Notification) -> bool {
        self.time == other.time && self.level == other.level && self.message == other.message
    }
}

deserialize_from_json!(Notification);
