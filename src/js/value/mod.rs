//! What crosses the border: plain objects, shaped as `npm/index.d.ts` says.
//!
//! What the server left out is left out here. Times become texts; errors become instances of the one class.

mod integrity;
mod job;
mod maintenance;
mod progress;
mod server;

pub(super) use integrity::{Check, CheckReport, Details, Issue, Report, RunStep};
pub(super) use job::{Job, JobEvent, JobReference, Notification, Outcome, RunningWork, TaskFeed};
pub(super) use maintenance::PlanStep;
pub(super) use progress::Progress;
pub(super) use server::{Server, User};

use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;

use super::error;
use crate::error::{Error, ErrorKind, Result};

/// A value as JavaScript has it.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue> {
    let converted = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    converted
        .map_err(|fault| Error::new(ErrorKind::Decode, format!("JavaScript cannot hold the answer: {fault}")))
}

/// An error among other members.
pub(super) struct Thrown(JsValue);

impl From<&Error> for Thrown {
    fn from(fault: &Error) -> Self {
        Self(error::to_js(fault))
    }
}

impl Serialize for Thrown {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serde_wasm_bindgen::preserve::serialize(&self.0, serializer)
    }
}
