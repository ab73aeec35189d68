//! The tree of a job's stages and items.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::js::zone::Zone;
use crate::model::{Item, Process, Progress, Stage, Uid};

impl ToJs for Progress {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).value("sequence", &self.sequence).done()
    }
}

impl ToJs for Process {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("status", self.status.as_str())
            .text("description", self.description.as_deref())
            .text("summary", self.summary.as_deref())
            .text("error", self.error.as_deref())
            .time("startedTime", self.started_time)
            .time("completedTime", self.completed_time)
            .time("cancelledTime", self.cancelled_time)
            .text("jobId", self.job_id.as_ref().map(Uid::as_str))
            .value("stages", &self.stages)
            .done()
    }
}

impl ToJs for Stage {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("status", self.status.as_str())
            .text("description", &*self.description)
            .number("totalItems", self.total_items as f64)
            .text("summary", self.summary.as_deref())
            .text("error", self.error.as_deref())
            .time("startedTime", self.started_time)
            .count("duration", self.duration)
            .value("items", &self.items)
            .done()
    }
}

impl ToJs for Item {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("status", self.status.as_str())
            .text("description", &*self.description)
            .text("summary", self.summary.as_deref())
            .text("error", self.error.as_deref())
            .count("duration", self.duration)
            .done()
    }
}
