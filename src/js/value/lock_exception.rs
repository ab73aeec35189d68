//! Lock exceptions.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::client::LockAddition;
use crate::js::zone::Zone;
use crate::model::{LockCombination, LockException};

impl ToJs for LockException {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("name", &*self.name)
            .time("created", self.created)
            .value("organisationUnit", &self.organisation_unit)
            .value("dataSet", &self.data_set)
            .text("period", self.period.as_deref())
            .done()
    }
}

impl ToJs for LockCombination {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("name", &*self.name)
            .value("dataSet", &self.data_set)
            .text("period", self.period.as_deref())
            .done()
    }
}

impl ToJs for LockAddition {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).value("organisationUnits", &self.organisation_units);
        match &self.outcome {
            Ok(()) => plain.text("state", "completed"),
            Err(fault) => {
                let state = if fault.leaves_outcome_unknown() { "unknown" } else { "failed" };
                plain.text("state", state).value("error", fault)
            }
        }
        .done()
    }
}
