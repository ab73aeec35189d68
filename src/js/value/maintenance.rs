//! The steps of a plan.

use wasm_bindgen::JsValue;

use super::Plain;
use crate::domain::plan::{LeftOut, Step, StepState};
use crate::js::error;

pub(in crate::js) fn plan_step(step: &Step) -> JsValue {
    let (outcome, fault, waits_for) = match &step.state {
        StepState::Done => ("done", None, None),
        StepState::Failed(fault) => ("failed", Some(fault), None),
        StepState::Unknown(fault) => ("unknown", Some(fault), None),
        StepState::LeftOut(LeftOut::WaitsFor(operation)) => ("leftOut", None, Some(operation.as_str())),
        StepState::LeftOut(LeftOut::Stopped) | StepState::Waiting | StepState::Running => {
            ("leftOut", None, None)
        }
    };
    Plain::new()
        .with("operation", step.operation.as_str())
        .with("outcome", outcome)
        .with("error", fault.map(error::to_js))
        .with("waitsFor", waits_for)
        .into()
}
