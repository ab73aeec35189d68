//! What crosses the border: plain objects, shaped as `npm/index.d.ts` says.
//!
//! What the server left out is left out here. Times become texts; errors become instances of the one class.
//! Objects are put together member by member, by one function for all: a serializer for each shape was many times as
//! large.

mod integrity;
mod job;
mod maintenance;
mod progress;
mod server;

pub(super) use integrity::{check, check_report, checked, found, issue, report, run_step};
pub(super) use job::{event, job, job_reference, notification, outcome, running_work, task_feeds};
pub(super) use maintenance::plan_step;
pub(super) use progress::progress;
pub(super) use server::{server, user};

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::Json;

/// A plain object in the making.
struct Plain(Object);

impl Plain {
    fn new() -> Self {
        Self(Object::new())
    }

    /// The same object with one more member, unless its value is left out.
    fn with(self, name: &str, value: impl Into<JsValue>) -> Self {
        self.set(name, &value.into());
        self
    }

    fn set(&self, name: &str, value: &JsValue) {
        if !value.is_undefined() {
            // Setting a member of a fresh object cannot fail.
            let _ = Reflect::set(&self.0, &name.into(), value);
        }
    }
}

impl From<Plain> for JsValue {
    fn from(plain: Plain) -> Self {
        plain.0.into()
    }
}

/// Several values.
pub(super) fn list(values: impl Iterator<Item = JsValue>) -> JsValue {
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

/// A count as JavaScript has it: its whole numbers end where those of a 64-bit float do.
fn number(count: u64) -> f64 {
    count as f64
}

/// Whatever the server sent.
fn json(json: &Json<'_>) -> JsValue {
    // Only numbers that JavaScript cannot hold fail.
    json.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
}

/// What an iteration yields at each step.
pub(super) fn iteration_step(value: Option<JsValue>) -> JsValue {
    let is_done = value.is_none();
    step(&value.unwrap_or_default(), is_done)
}

#[wasm_bindgen(raw_module = "./values.js")]
extern "C" {
    #[wasm_bindgen(js_name = issue)]
    fn plain_issue(
        check: &str,
        severity: Option<&str>,
        id: Option<&str>,
        name: Option<&str>,
        comment: Option<&str>,
        refs: JsValue,
    ) -> JsValue;
    fn step(value: &JsValue, done: bool) -> JsValue;
}
