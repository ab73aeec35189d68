//! Data summaries: counts of objects and of recent changes.

use super::{Ordered, Timestamp};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The number of objects by type, such as `dataElement`; the counts of data are estimates.
pub type ObjectCounts = Ordered<String, i64>;

/// Counts over intervals that end now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// Over the shortest interval: today (up to 2.42) or the last hour (from 2.43); for users, always the last hour.
    pub latest: i64,
    /// Since yesterday.
    pub day: i64,
    /// Over two days; for users only.
    pub two_days: Option<i64>,
    /// Over seven days.
    pub week: i64,
    /// Over thirty days.
    pub month: i64,
}

impl FromJson for Recent {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            latest: json.member_or_default("0", faults),
            day: json.member_or_default("1", faults),
            two_days: json.member("2", faults),
            week: json.member_or_default("7", faults),
            month: json.member_or_default("30", faults),
        }
    }
}

/// The pending user invitations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserInvitations {
    /// How many there are.
    pub all: i64,
    /// The number of expired invitations.
    pub expired: i64,
}

impl FromJson for UserInvitations {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            all: json.member_or_default("all", faults),
            expired: json.member_or_default("expired", faults),
        }
    }
}

/// The summarised server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummarizedSystem {
    /// The DHIS2 version, such as `2.42.5.2`.
    pub version: String,
    /// The commit the server was built from.
    pub revision: Option<String>,
    /// When the server was built.
    pub build_time: Option<Timestamp>,
    /// The unique identifier of the instance; absent on 2.41.
    pub system_id: Option<String>,
    /// The server's time of the summary.
    pub server_date: Timestamp,
}

impl FromJson for SummarizedSystem {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            version: json.member("version", faults),
            revision: json.member("revision", faults),
            build_time: json.member("buildTime", faults),
            system_id: json.member("systemId", faults),
            server_date: json.member("serverDate", faults),
        }
    }
}

/// Counts of objects and of recent changes: the response of `GET /api/dataSummary`.
///
/// The meaning of some members changed in 2.43: see [`counts_as_from_2_43`](crate::domain::data_summary::counts_as_from_2_43).
#[derive(Clone, Debug, PartialEq)]
pub struct DataSummary {
    /// The number of objects of each type.
    pub object_counts: ObjectCounts,
    /// The users who logged in (up to 2.42) or viewed something (from 2.43).
    pub active_users: Recent,
    /// The users who logged in (from 2.43).
    pub logins: Option<Recent>,
    /// The pending user invitations.
    pub user_invitations: UserInvitations,
    /// The changed data values.
    pub data_values: Recent,
    /// The changed events.
    pub events: Recent,
    /// The changed events with registration (from 2.43).
    pub tracker_events: Option<Recent>,
    /// The changed events without registration (from 2.43).
    pub single_events: Option<Recent>,
    /// The changed enrollments (from 2.43).
    pub enrollments: Option<Recent>,
    /// The server.
    pub system: SummarizedSystem,
}

impl FromJson for DataSummary {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            object_counts: json.member("objectCounts", faults),
            active_users: json.member_or_default("activeUsers", faults),
            logins: json.member("logins", faults),
            user_invitations: json.member_or_default("userInvitations", faults),
            data_values: json.member_or_default("dataValueCount", faults),
            events: json.member_or_default("eventCount", faults),
            tracker_events: json.member("trackerEventCount", faults),
            single_events: json.member("singleEventCount", faults),
            enrollments: json.member("enrollmentCount", faults),
            system: json.member("system", faults),
        }
    }
}

deserialize_from_json!(DataSummary);
