//! What else integrity checks are asked for: the old report, and metrics.

use super::Request;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Uid, Version};

/// Starts the report on these checks, or on the server's own choice of some thirty.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] from 2.42 on, where the same request starts a summary run.
pub fn start(names: &[String], version: &Version) -> Result<Request> {
    if version.at_least(42) {
        return Err(Error::new(
            ErrorKind::Unsupported,
            format!(
                "The report of integrity checks ended with DHIS2 2.41; this server has {version}. Run summaries or details."
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

/// Asks for the report that a job has made.
pub fn findings(job: Uid) -> Request {
    Request::get(format!("/api/system/taskSummaries/DATA_INTEGRITY/{job}"))
}

/// Asks for the summaries that the server holds as Prometheus reads them.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] before 2.42.
pub fn metrics(version: &Version) -> Result<Request> {
    version.require(42, "Metrics of integrity checks")?;
    Ok(Request::get("/api/dataIntegrity/metrics").accept("text/plain"))
}
