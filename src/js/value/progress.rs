//! The tree of a job's stages and items.

use wasm_bindgen::JsValue;

use super::{Plain, list, number};
use crate::js::zone::Zone;
use crate::model::{Item, Process, Progress, Stage, Uid};

pub(in crate::js) fn progress(progress: &Progress, zone: &Zone) -> JsValue {
    let sequence = progress.sequence.iter().map(|part| process(part, zone));
    Plain::new().with("sequence", list(sequence)).into()
}

fn process(process: &Process, zone: &Zone) -> JsValue {
    let stages = process.stages.iter().map(|part| stage(part, zone));
    Plain::new()
        .with("status", process.status.as_str())
        .with("description", process.description.as_deref())
        .with("summary", process.summary.as_deref())
        .with("error", process.error.as_deref())
        .with("startedTime", zone.iso(process.started_time))
        .with("completedTime", zone.iso(process.completed_time))
        .with("cancelledTime", zone.iso(process.cancelled_time))
        .with("jobId", process.job_id.as_ref().map(Uid::as_str))
        .with("stages", list(stages))
        .into()
}

pub(super) fn stage(stage: &Stage, zone: &Zone) -> JsValue {
    Plain::new()
        .with("status", stage.status.as_str())
        .with("description", &stage.description)
        .with("totalItems", stage.total_items as f64)
        .with("summary", stage.summary.as_deref())
        .with("error", stage.error.as_deref())
        .with("startedTime", zone.iso(stage.started_time))
        .with("duration", number(stage.duration))
        .with("items", list(stage.items.iter().map(item)))
        .into()
}

fn item(item: &Item) -> JsValue {
    Plain::new()
        .with("status", item.status.as_str())
        .with("description", &item.description)
        .with("summary", item.summary.as_deref())
        .with("error", item.error.as_deref())
        .with("duration", number(item.duration))
        .into()
}
