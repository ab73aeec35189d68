//! The server and the current user.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::client::Client;
use crate::js::zone::Zone;
use crate::model::{CurrentUser, SystemInfo};

/// What was found out on connecting.
pub(in crate::js) fn about(client: &Client, zone: &Zone) -> JsValue {
    Plain::new(zone)
        .text("version", &*client.version().to_string())
        .text("baseUrl", &*client.base_url().to_string())
        .value("server", client.server())
        .value("user", client.user())
        .done()
}

impl ToJs for SystemInfo {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let built = self.last_analytics_table_success.filter(|time| !time.is_never());
        Plain::new(zone)
            .text("version", &*self.version)
            .text("revision", self.revision.as_deref())
            .text("systemName", self.system_name.as_deref())
            .text("contextPath", self.context_path.as_deref())
            .time("serverDate", self.server_date)
            .text("serverTimeZoneId", self.server_time_zone_id.as_deref())
            .time("lastAnalyticsTableSuccess", built)
            .done()
    }
}

impl ToJs for CurrentUser {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let authorities: Vec<_> = self.authorities().map(|authority| authority.as_str().to_owned()).collect();
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("username", &*self.username)
            .text("name", self.name.as_deref())
            .text("email", self.email.as_deref())
            .text("locale", self.settings.key_ui_locale.as_deref())
            .value("authorities", &authorities)
            .done()
    }
}
