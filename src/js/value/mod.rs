//! Values for JavaScript: plain objects, as declared in `npm/index.d.ts`.
//!
//! Members that the server omits are omitted here. Times become strings; errors become instances of the error class.
//! Objects are built member by member, with a function for each type of member: a serializer for each shape was many
//! times as large.

mod data;
mod integrity;
mod job;
mod lock_exception;
mod maintenance;
mod organisation_unit;
mod period;
mod predictor;
mod progress;
mod scheduler;
mod server;
mod setting;
mod synchronization;
mod table;
mod validation;

pub(super) use integrity::{IssueTexts, checked};
pub(super) use job::{JobSummary, TaskFeeds};
pub(super) use predictor::GroupOutcome;
pub(super) use scheduler::JobTypeParameters;
pub(super) use server::about;

use js_sys::{Array, JSON, Object};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::zone::Zone;
use crate::model::{Json, Timestamp};

/// Something that can cross the border.
pub(super) trait ToJs {
    /// The value as JavaScript sees it, with times in the server's zone.
    fn to_js(&self, zone: &Zone) -> JsValue;
}

impl ToJs for () {
    fn to_js(&self, _: &Zone) -> JsValue {
        JsValue::UNDEFINED
    }
}

/// As it is, for what was made here.
impl ToJs for JsValue {
    fn to_js(&self, _: &Zone) -> JsValue {
        self.clone()
    }
}

impl ToJs for String {
    fn to_js(&self, _: &Zone) -> JsValue {
        self.as_str().into()
    }
}

impl<T: ToJs> ToJs for Option<T> {
    fn to_js(&self, zone: &Zone) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, |value| value.to_js(zone))
    }
}

impl<T: ToJs> ToJs for Vec<T> {
    fn to_js(&self, zone: &Zone) -> JsValue {
        list(self.iter().map(|value| value.to_js(zone)))
    }
}

/// Whatever the server sent.
impl ToJs for Json<'_> {
    fn to_js(&self, _: &Zone) -> JsValue {
        // Whole numbers that JavaScript cannot hold fail, and come as near to them as its own parser does.
        let value = self.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
        value.or_else(|_| JSON::parse(&self.to_string())).unwrap_or_default()
    }
}

/// A plain object in the making. A member that is left out is not set.
///
/// Boxed, so that it is one word and goes from member to member in a register, which takes less code than two.
struct Plain<'z>(Box<Parts<'z>>);

struct Parts<'z> {
    object: Object,
    zone: &'z Zone,
}

impl<'z> Plain<'z> {
    fn new(zone: &'z Zone) -> Self {
        Self(Box::new(Parts { object: Object::new(), zone }))
    }

    /// An object with the members of another value, to have more.
    fn of(value: &impl ToJs, zone: &'z Zone) -> Self {
        Self(Box::new(Parts { object: value.to_js(zone).unchecked_into(), zone }))
    }

    /// The same object with a text.
    fn text<'a>(self, name: &str, text: impl Into<Option<&'a str>>) -> Self {
        set_text(&self.0.object, name, text.into());
        self
    }

    /// The same object with a number. Whole numbers of JavaScript end where those of a 64-bit float do.
    fn number(self, name: &str, number: impl Into<Option<f64>>) -> Self {
        set_number(&self.0.object, name, number.into());
        self
    }

    /// The same object with a count.
    fn count(self, name: &str, count: impl Into<Option<u64>>) -> Self {
        self.number(name, count.into().map(|count| count as f64))
    }

    /// The same object with yes or no.
    fn flag(self, name: &str, flag: impl Into<Option<bool>>) -> Self {
        set_flag(&self.0.object, name, flag.into());
        self
    }

    /// The same object with a time.
    fn time(self, name: &str, time: impl Into<Option<Timestamp>>) -> Self {
        let time = time.into().map(|time| self.0.zone.iso(time));
        self.text(name, time.as_deref())
    }

    /// The same object with anything else.
    fn value(self, name: &str, value: &impl ToJs) -> Self {
        set_value(&self.0.object, name, &value.to_js(self.0.zone));
        self
    }

    fn done(self) -> JsValue {
        self.0.object.into()
    }
}

/// Several values.
fn list(values: impl Iterator<Item = JsValue>) -> JsValue {
    let list = Array::new();
    values.for_each(|value| {
        list.push(&value);
    });
    list.into()
}

/// Several texts.
pub(super) fn texts(texts: &[String]) -> JsValue {
    list(texts.iter().map(JsValue::from))
}

#[wasm_bindgen(raw_module = "./values.js")]
extern "C" {
    #[wasm_bindgen(js_name = set)]
    fn set_text(object: &Object, name: &str, text: Option<&str>);
    #[wasm_bindgen(js_name = set)]
    fn set_number(object: &Object, name: &str, number: Option<f64>);
    #[wasm_bindgen(js_name = set)]
    fn set_flag(object: &Object, name: &str, flag: Option<bool>);
    #[wasm_bindgen(js_name = set)]
    fn set_value(object: &Object, name: &str, value: &JsValue);
}
