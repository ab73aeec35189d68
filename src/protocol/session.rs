//! Who is there, and on what server.

use super::Request;

/// Asks for the server's version, clock and name.
pub fn system_info() -> Request {
    Request::get("/api/system/info").query(
        "fields",
        "version,revision,systemName,contextPath,serverDate,serverTimeZoneId,lastAnalyticsTableSuccess",
    )
}

/// Asks for the person who is logged in.
pub fn me() -> Request {
    Request::get("/api/me").query("fields", "id,username,name,email,authorities,settings[keyUiLocale]")
}

/// Asks whether the server answers at all; needs no session and does not prolong one.
pub fn ping() -> Request {
    Request::get("/api/ping")
}
