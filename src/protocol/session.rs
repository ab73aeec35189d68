//! The current user, and the server.

use super::Request;

/// Requests the server's version, time and name.
pub fn system_info() -> Request {
    Request::get("/api/system/info").query(
        "fields",
        "version,revision,systemName,contextPath,serverDate,serverTimeZoneId,calendar,lastAnalyticsTableSuccess",
    )
}

/// Requests the current user.
pub fn me() -> Request {
    Request::get("/api/me").query("fields", "id,username,name,email,authorities,settings[keyUiLocale]")
}

/// The path of [`ping`].
pub const PING: &str = "/api/ping";

/// Requests a sign that the server responds; needs no session and does not extend one.
pub fn ping() -> Request {
    Request::get(PING)
}
