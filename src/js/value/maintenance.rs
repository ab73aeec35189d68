//! The steps of a plan.

use serde::Serialize;

use super::Thrown;
use crate::domain::plan::{LeftOut, Step, StepState};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct PlanStep {
    operation: &'static str,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Thrown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waits_for: Option<&'static str>,
}

impl From<&Step> for PlanStep {
    fn from(step: &Step) -> Self {
        let (outcome, error, waits_for) = match &step.state {
            StepState::Done => ("done", None, None),
            StepState::Failed(fault) => ("failed", Some(fault), None),
            StepState::Unknown(fault) => ("unknown", Some(fault), None),
            StepState::LeftOut(LeftOut::WaitsFor(operation)) => ("leftOut", None, Some(operation.as_str())),
            StepState::LeftOut(LeftOut::Stopped) | StepState::Waiting | StepState::Running => {
                ("leftOut", None, None)
            }
        };
        Self { operation: step.operation.as_str(), outcome, error: error.map(Thrown::from), waits_for }
    }
}
