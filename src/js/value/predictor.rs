//! Predictors and their results.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::error::Result;
use crate::js::zone::Zone;
use crate::model::{PredictionSummary, Predictor, PredictorGroup, Uid};

impl ToJs for Predictor {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .text("description", self.description.as_deref())
            .text("periodType", &*self.period_type)
            .value("output", &self.output)
            .value("groups", &self.groups)
            .done()
    }
}

impl ToJs for PredictorGroup {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .value("predictors", &self.predictors)
            .done()
    }
}

impl ToJs for PredictionSummary {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("status", self.status.as_str())
            .text("description", self.description.as_deref())
            .count("predictors", self.predictors)
            .count("inserted", self.inserted)
            .count("updated", self.updated)
            .count("deleted", self.deleted)
            .count("unchanged", self.unchanged)
            .done()
    }
}

/// What came of one group of several.
pub(in crate::js) struct GroupOutcome {
    pub(in crate::js) group: Uid,
    pub(in crate::js) outcome: Result<PredictionSummary>,
}

impl ToJs for GroupOutcome {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).text("group", self.group.as_str());
        match &self.outcome {
            Ok(summary) => plain.text("state", "completed").value("summary", summary),
            Err(fault) => {
                let state = if fault.leaves_outcome_unknown() { "unknown" } else { "failed" };
                plain.text("state", state).value("error", fault)
            }
        }
        .done()
    }
}
