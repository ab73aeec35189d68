//! The server and the person who is logged in.

use serde::Serialize;

use crate::js::zone::Zone;
use crate::model::{CurrentUser, SystemInfo, Uid};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct Server<'a> {
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    system_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_path: Option<&'a str>,
    server_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_time_zone_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_analytics_table_success: Option<String>,
}

impl<'a> Server<'a> {
    pub(in crate::js) fn new(info: &'a SystemInfo, zone: &Zone) -> Self {
        let built = info.last_analytics_table_success.filter(|time| !time.is_never());
        Self {
            version: &info.version,
            revision: info.revision.as_deref(),
            system_name: info.system_name.as_deref(),
            context_path: info.context_path.as_deref(),
            server_date: zone.iso(info.server_date),
            server_time_zone_id: info.server_time_zone_id.as_deref(),
            last_analytics_table_success: built.map(|time| zone.iso(time)),
        }
    }
}

#[derive(Serialize)]
pub(in crate::js) struct User<'a> {
    id: Uid,
    username: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<&'a str>,
    authorities: Vec<&'a str>,
}

impl<'a> From<&'a CurrentUser> for User<'a> {
    fn from(user: &'a CurrentUser) -> Self {
        Self {
            id: user.id,
            username: &user.username,
            name: user.name.as_deref(),
            email: user.email.as_deref(),
            locale: user.settings.key_ui_locale.as_deref(),
            authorities: user.authorities().map(|authority| authority.as_str()).collect(),
        }
    }
}
