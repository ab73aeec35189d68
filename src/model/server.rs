//! Server information.

use super::Timestamp;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The response of `GET /api/system/info`, as far as Steward needs it.
#[derive(Clone, Debug)]
pub struct SystemInfo {
    /// The DHIS2 version, such as `2.42.5.2` or `2.44-SNAPSHOT`.
    pub version: String,
    /// The commit the server was built from.
    pub revision: Option<String>,
    /// The name of the instance, as set by its administrators.
    pub system_name: Option<String>,
    /// The server's URL as the server sees it; wrong behind some proxies.
    pub context_path: Option<String>,
    /// The server's current time.
    pub server_date: Timestamp,
    /// The time zone of every time the server sends, as an IANA name.
    pub server_time_zone_id: Option<String>,
    /// The calendar of periods, such as `iso8601`.
    pub calendar: Option<String>,
    /// When the analytics tables were last updated; absent on 2.41, 1970 for "never" on later versions.
    pub last_analytics_table_success: Option<Timestamp>,
}

impl FromJson for SystemInfo {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            version: json.member("version", faults),
            revision: json.member("revision", faults),
            system_name: json.member("systemName", faults),
            context_path: json.member("contextPath", faults),
            server_date: json.member("serverDate", faults),
            server_time_zone_id: json.member("serverTimeZoneId", faults),
            calendar: json.member("calendar", faults),
            last_analytics_table_success: json.member("lastAnalyticsTableSuccess", faults),
        }
    }
}

deserialize_from_json!(SystemInfo);
