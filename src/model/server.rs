//! The server's word on itself.

use serde::Deserialize;

use super::Timestamp;

/// What `GET /api/system/info` answers, as far as Steward needs it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SystemInfo {
    /// Such as `2.42.5.2` or `2.44-SNAPSHOT`.
    pub version: String,
    /// The commit that the server was built from.
    #[serde(default)]
    pub revision: Option<String>,
    /// The server's name as its administrators chose it.
    #[serde(default)]
    pub system_name: Option<String>,
    /// The server's address as it sees itself; wrong behind some proxies.
    #[serde(default)]
    pub context_path: Option<String>,
    /// The present on the server's clock.
    pub server_date: Timestamp,
    /// The time zone of every time the server sends, an IANA name.
    #[serde(default)]
    pub server_time_zone_id: Option<String>,
    /// When the analytics tables were last built; 2.41 leaves it out, later versions send 1970 for "never".
    #[serde(default)]
    pub last_analytics_table_success: Option<Timestamp>,
}
