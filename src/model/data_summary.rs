//! How much there is on a server, and how much of it is new.

use super::{Ordered, Timestamp};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// How many objects there are of each kind, by the server's names such as `dataElement`; those of data are estimates.
pub type ObjectCounts = Ordered<String, i64>;

/// How much is new, over spans that all end now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// Over the shortest span: today up to 2.42, the last hour from 2.43 on; of people always the last hour.
    pub latest: i64,
    /// Since yesterday.
    pub day: i64,
    /// Over two days; of people alone.
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

/// Invitations that nobody has taken up yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserInvitations {
    /// How many there are.
    pub all: i64,
    /// How many of them are too old.
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

/// The server that was summed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummarizedSystem {
    /// Such as `2.42.5.2`.
    pub version: String,
    /// The commit that the server was built from.
    pub revision: Option<String>,
    /// When it was built.
    pub build_time: Option<Timestamp>,
    /// What tells servers apart; 2.41 leaves it out.
    pub system_id: Option<String>,
    /// When this was summed up.
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

/// How much there is and how much of it is new: what `GET /api/dataSummary` answers.
///
/// The same member means another thing from 2.43 on: see [`meaning`](crate::domain::data_summary::meaning).
#[derive(Clone, Debug, PartialEq)]
pub struct DataSummary {
    /// How many objects there are of each kind.
    pub object_counts: ObjectCounts,
    /// How many people logged in up to 2.42, how many looked at something from 2.43 on.
    pub active_users: Recent,
    /// How many people logged in, from 2.43 on.
    pub logins: Option<Recent>,
    /// Invitations that nobody has taken up yet.
    pub user_invitations: UserInvitations,
    /// How many data values were changed.
    pub data_values: Recent,
    /// How many events were changed.
    pub events: Recent,
    /// How many events with registration, from 2.43 on.
    pub tracker_events: Option<Recent>,
    /// How many events without registration, from 2.43 on.
    pub single_events: Option<Recent>,
    /// How many enrollments were changed, from 2.43 on.
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
