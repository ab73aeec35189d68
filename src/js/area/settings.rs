//! System settings.

use wasm_bindgen::JsValue;

use super::{Call, unknown};
use crate::error::{Error, Result};
use crate::js::arguments::{count, written};
use crate::js::work::Reply;
use crate::js::zone::Zone;
use crate::model::{Secret, SettingKind, is_confidential};

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let settings = context.client.settings();
    let name = || arguments.text(0, "The name of a setting");
    let text = || arguments.text(1, "The value of a setting");
    Ok(match *operation {
        "all" => context.reply(settings.all()),
        "some" => {
            let names = arguments.texts(0, "The names of settings");
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            context.reply(settings.some(&names))
        }
        "set" => {
            let name = name();
            let value = typed(&name, &arguments.get(1), &context.zone)?;
            context.reply(settings.set_raw(&name, &value))
        }
        "setRaw" => context.reply(settings.set_raw(&name(), &text())),
        "setSecret" => {
            let name = name();
            if !is_confidential(&name) {
                return Err(Error::invalid_argument(format!(
                    "The setting {name} is not confidential, so the server returns its value to everybody: use set or setRaw."
                )));
            }
            context.reply(settings.set_secret(&name, &Secret::from(text())))
        }
        "reset" => context.reply(settings.reset(&name())),
        "isConfidential" => context.at_once(&JsValue::from(is_confidential(&name()))),
        _ => return unknown(call),
    })
}

/// The value of a setting with a known type, as the server accepts it.
fn typed(name: &str, value: &JsValue, zone: &Zone) -> Result<String> {
    let kind = SettingKind::of(name).ok_or_else(|| {
        Error::invalid_argument(format!("The type of the setting {name} is unknown: use setRaw."))
    })?;
    let (fits, expected) = match kind {
        SettingKind::Text => (value.is_string(), "a string"),
        SettingKind::Flag => (value.as_bool().is_some(), "true or false"),
        SettingKind::Integer => (count(value).is_some(), "a non-negative integer"),
        SettingKind::Number => (value.as_f64().is_some_and(f64::is_finite), "a number"),
        SettingKind::Time => (value.is_string(), "a time"),
    };
    let text = written(value)
        .filter(|_| fits)
        .ok_or_else(|| Error::invalid_argument(format!("The setting {name} must be {expected}.")))?;
    if kind == SettingKind::Time { Ok(zone.wall(&text)?.to_string()) } else { Ok(text) }
}
