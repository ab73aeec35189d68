//! The server's word on itself.

use super::Timestamp;
use super::json::{FromJson, Json, Unexpected, deserialize_from_json};

/// What `GET /api/system/info` answers, as far as Steward needs it.
#[derive(Clone, Debug)]
pub struct SystemInfo {
    /// Such as `2.42.5.2` or `2.44-SNAPSHOT`.
    pub version: String,
    /// The commit that the server was built from.
    pub revision: Option<String>,
    /// The server's name as its administrators chose it.
    pub system_name: Option<String>,
    /// The server's address as it sees itself; wrong behind some proxies.
    pub context_path: Option<String>,
    /// The present on the server's clock.
    pub server_date: Timestamp,
    /// The time zone of every time the server sends, an IANA name.
    pub server_time_zone_id: Option<String>,
    /// When the analytics tables were last built; 2.41 leaves it out, later versions send 1970 for "never".
    pub last_analytics_table_success: Option<Timestamp>,
}

impl FromJson for SystemInfo {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let json = json.members()?;
        Ok(Self {
            version: json.get("version")?,
            revision: json.get("revision")?,
            system_name: json.get("systemName")?,
            context_path: json.get("contextPath")?,
            server_date: json.get("serverDate")?,
            server_time_zone_id: json.get("serverTimeZoneId")?,
            last_analytics_table_success: json.get("lastAnalyticsTableSuccess")?,
        })
    }
}

deserialize_from_json!(SystemInfo);
