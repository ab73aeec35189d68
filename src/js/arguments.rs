//! Reading what a caller gave. A fault names the option and what is expected, and never repeats the value, which may
//! be a secret.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::signal::Signal;
use crate::error::{Error, Result};

/// The object of options that most methods take last; leaving it out is the same as an empty one.
pub(super) struct Options(JsValue);

impl Options {
    /// Takes an object, or nothing.
    pub(super) fn read(value: &JsValue) -> Result<Self> {
        if value.is_undefined() || (value.is_object() && !Array::is_array(value)) {
            return Ok(Self(value.clone()));
        }
        Err(Error::invalid_argument("An object of options is expected, such as { signal }."))
    }

    /// The signal that ends the work.
    pub(super) fn signal(&self) -> Result<Signal> {
        Signal::read(&self.get("signal"))
    }

    /// Any option; `undefined` where it was left out or is `null`.
    pub(super) fn get(&self, name: &str) -> JsValue {
        if self.0.is_undefined() {
            return JsValue::UNDEFINED;
        }
        let value = Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if value.is_null() { JsValue::UNDEFINED } else { value }
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>> {
        optional(&self.get(name), JsValue::as_string, || format!("The option {name} must be a string."))
    }

    /// Yes or no.
    pub(super) fn boolean(&self, name: &str) -> Result<Option<bool>> {
        optional(&self.get(name), JsValue::as_bool, || format!("The option {name} must be true or false."))
    }

    /// Several texts.
    pub(super) fn texts(&self, name: &str) -> Result<Option<Vec<String>>> {
        optional(&self.get(name), texts, || format!("The option {name} must be an array of strings."))
    }

    /// Another object of options.
    pub(super) fn options(&self, name: &str) -> Result<Option<Options>> {
        let value = self.get(name);
        if value.is_undefined() { Ok(None) } else { Self::read(&value).map(Some) }
    }

    /// The names and values of a plain object.
    pub(super) fn entries(&self) -> Vec<(String, JsValue)> {
        let entries = self.0.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
        let entry = |entry: JsValue| {
            let entry = Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        };
        entries.iter().map(entry).collect()
    }

    /// An option as JSON text.
    pub(super) fn json(&self, name: &str) -> Result<Option<String>> {
        let write = |value: &JsValue| JSON::stringify(value).ok().and_then(|text| text.as_string());
        optional(&self.get(name), write, || {
            format!("The option {name} must be something that JSON can express.")
        })
    }
}

/// A text that must be there, such as `The type of the tasks`.
pub(super) fn text(value: &JsValue, what: &str) -> Result<String> {
    value.as_string().ok_or_else(|| Error::invalid_argument(format!("{what} must be a string.")))
}

/// An array of texts, such as `The operations`.
pub(super) fn text_list(value: &JsValue, what: &str) -> Result<Vec<String>> {
    texts(value).ok_or_else(|| Error::invalid_argument(format!("{what} must be an array of strings.")))
}

fn texts(value: &JsValue) -> Option<Vec<String>> {
    value.dyn_ref::<Array>()?.iter().map(|item| item.as_string()).collect()
}

fn optional<T>(
    value: &JsValue,
    convert: impl FnOnce(&JsValue) -> Option<T>,
    fault: impl FnOnce() -> String,
) -> Result<Option<T>> {
    if value.is_undefined() {
        return Ok(None);
    }
    convert(value).map(Some).ok_or_else(|| Error::invalid_argument(fault()))
}
