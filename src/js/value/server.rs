//! The server and the person who is logged in.

use wasm_bindgen::JsValue;

use super::{Plain, list};
use crate::js::zone::Zone;
use crate::model::{CurrentUser, SystemInfo};

pub(in crate::js) fn server(info: &SystemInfo, zone: &Zone) -> JsValue {
    let built = info.last_analytics_table_success.filter(|time| !time.is_never());
    Plain::new()
        .with("version", &info.version)
        .with("revision", info.revision.as_deref())
        .with("systemName", info.system_name.as_deref())
        .with("contextPath", info.context_path.as_deref())
        .with("serverDate", zone.iso(Some(info.server_date)))
        .with("serverTimeZoneId", info.server_time_zone_id.as_deref())
        .with("lastAnalyticsTableSuccess", zone.iso(built))
        .into()
}

pub(in crate::js) fn user(user: &CurrentUser) -> JsValue {
    let authorities = user.authorities().map(|authority| authority.as_str().into());
    Plain::new()
        .with("id", user.id.as_str())
        .with("username", &user.username)
        .with("name", user.name.as_deref())
        .with("email", user.email.as_deref())
        .with("locale", user.settings.key_ui_locale.as_deref())
        .with("authorities", list(authorities))
        .into()
}
