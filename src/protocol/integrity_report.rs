//! Data integrity: the legacy report, and metrics.

use super::{Request, task};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{JobType, Uid, Version};

/// Starts the report on these checks, or on about thirty that the server selects.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.42 and newer, where the same request starts a summary run.
pub fn start(names: &[String], version: &Version) -> Result<Request> {
    if version.at_least(42) {
        return Err(Error::new(
            ErrorKind::Unsupported,
            format!(
                "The legacy data integrity report requires DHIS2 2.41 or older; this server has {version}. Run summaries or details."
            ),
        ));
    }
    let request = Request::post("/api/dataIntegrity");
    Ok(if names.is_empty() {
        request
    } else {
        request.json(crate::model::Json::from(names).to_string().into_bytes())
    })
}

/// Requests the report of a job.
pub fn findings(job: Uid) -> Request {
    task::summary_of(&JobType::DataIntegrity, job)
}

/// Requests the cached summaries in the Prometheus text format.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] before 2.42.
pub fn metrics(version: &Version) -> Result<Request> {
    version.require(42, "Reading the metrics of data integrity checks")?;
    Ok(Request::get("/api/dataIntegrity/metrics").accept("text/plain"))
}
