//! Tables and category combinations.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::js::zone::Zone;
use crate::model::{ComboCounts, TableStatus, TableUpdate};

impl ToJs for TableStatus {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .time("serverDate", self.server_date)
            .value("analytics", &self.analytics)
            .value("analyticsPartition", &self.analytics_partition)
            .time("systemMonitoring", self.system_monitoring)
            .done()
    }
}

impl ToJs for TableUpdate {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .time("succeeded", self.succeeded)
            .count("duration", self.duration.map(|duration| duration.as_millis() as u64))
            .done()
    }
}

impl ToJs for ComboCounts {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .count("expected", self.expected)
            .count("actual", self.actual)
            .done()
    }
}
