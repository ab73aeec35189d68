//! Naming a job: by its reference, by `TYPE/uid`, or by its identifier alone where that is enough.

use wasm_bindgen::JsValue;

use super::arguments::Options;
use super::zone::Zone;
use crate::error::{Error, Result};
use crate::model::{JobRef, JobType, Uid};

/// The job that a reference or `TYPE/uid` names.
pub(super) fn job_ref(value: &JsValue, zone: &Zone) -> Result<JobRef> {
    if let Some(text) = value.as_string() {
        return text.parse();
    }
    let reference = Options::read(value)?;
    let (Some(job_type), Some(id)) = (reference.text("jobType")?, reference.text("id")?) else {
        return Err(Error::invalid_argument(
            "The job must be named by TYPE/uid, or by an object { jobType, id, created }.",
        ));
    };
    let created = reference.text("created")?.map(|text| zone.wall(&text)).transpose()?;
    Ok(JobRef { job_type: JobType::from(job_type.as_str()), id: id.parse()?, created })
}

/// The identifier of the job that a reference, `TYPE/uid` or the identifier itself names.
pub(super) fn job_id(value: &JsValue, zone: &Zone) -> Result<Uid> {
    match value.as_string() {
        Some(text) if !text.contains('/') => text.parse(),
        _ => Ok(job_ref(value, zone)?.id),
    }
}
