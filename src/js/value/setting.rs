//! System settings.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::js::zone::Zone;
use crate::model::{Json, SettingKind, SettingValue, SystemSettings, Timestamp};

impl ToJs for SystemSettings {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let settings = self.iter();
        settings
            .fold(Plain::new(zone), |plain, (name, json)| plain.value(name, &typed(name, json, zone)))
            .done()
    }
}

/// A setting by its type where that is known, and as it came otherwise.
fn typed(name: &str, json: &Json<'_>, zone: &Zone) -> JsValue {
    match SettingKind::of(name) {
        None => json.to_js(zone),
        Some(SettingKind::Text) => String::read(json).to_js(zone),
        Some(SettingKind::Flag) => bool::read(json).map_or(JsValue::UNDEFINED, JsValue::from),
        Some(SettingKind::Integer | SettingKind::Number) => {
            f64::read(json).map_or(JsValue::UNDEFINED, JsValue::from)
        }
        Some(SettingKind::Time) => Timestamp::read(json).map(|time| zone.iso(time)).to_js(zone),
    }
}
