//! The steps of a plan.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::domain::plan::{LeftOut, Step, StepState};
use crate::js::zone::Zone;

impl ToJs for Step {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).text("operation", self.operation.as_str());
        match &self.state {
            StepState::Done => plain.text("outcome", "done"),
            StepState::Failed(fault) => plain.text("outcome", "failed").value("error", fault),
            StepState::Unknown(fault) => plain.text("outcome", "unknown").value("error", fault),
            StepState::LeftOut(LeftOut::WaitsFor(operation)) => {
                plain.text("outcome", "leftOut").text("waitsFor", operation.as_str())
            }
            StepState::LeftOut(LeftOut::Stopped) | StepState::Waiting | StepState::Running => {
                plain.text("outcome", "leftOut")
            }
        }
        .done()
    }
}
