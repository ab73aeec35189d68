//! The steps of a plan.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::domain::plan::{LeftOut, Step, StepState};
use crate::js::zone::Zone;

impl ToJs for Step {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).text("operation", self.operation.as_str());
        match &self.state {
            StepState::Done => plain.text("state", "completed"),
            StepState::Failed(fault) => plain.text("state", "failed").value("error", fault),
            StepState::Unknown(fault) => plain.text("state", "unknown").value("error", fault),
            StepState::LeftOut(LeftOut::WaitsFor(operation)) => {
                plain.text("state", "notStarted").text("waitsFor", operation.as_str())
            }
            StepState::LeftOut(LeftOut::Stopped | LeftOut::Unreachable)
            | StepState::Waiting
            | StepState::Running => plain.text("state", "notStarted"),
        }
        .done()
    }
}
