//! Data: counts, usage, min-max values.

use super::Request;
use crate::error::{Error, Result};
use crate::model::{DateRange, Uid, UsageInterval, Version};

/// Requests counts of objects and of recent changes.
pub fn summary() -> Request {
    Request::get("/api/dataSummary")
}

/// Requests the summary in the Prometheus text format.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before 2.42.
pub fn metrics(version: &Version) -> Result<Request> {
    version.require(42, "Reading the metrics of the data summary")?;
    Ok(Request::get("/api/dataSummary/metrics").accept("text/plain"))
}

/// Requests the number of objects of each type.
pub fn object_counts() -> Request {
    Request::get("/api/system/objectCounts")
}

/// Requests usage statistics.
pub fn usage(dates: &DateRange, interval: UsageInterval) -> Request {
    Request::get("/api/dataStatistics")
        .query("startDate", dates.start())
        .query("endDate", dates.end())
        .query("interval", interval.as_str())
}

/// Generates min-max values from the existing data values.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) without a data set.
pub fn generate_min_max(unit: Uid, data_sets: &[Uid]) -> Result<Request> {
    check_named(data_sets)?;
    let ids: Vec<String> = data_sets.iter().map(|id| format!("\"{id}\"")).collect();
    // Nothing in it needs escaping.
    let body = format!(r#"{{"organisationUnit":"{unit}","dataSets":[{}]}}"#, ids.join(","));
    Ok(Request::post("/api/minMaxValues").json(body.into_bytes()))
}

/// Removes min-max values.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) without a data set.
pub fn remove_min_max(unit: Uid, data_sets: &[Uid]) -> Result<Request> {
    check_named(data_sets)?;
    let request = Request::delete(format!("/api/minMaxValues/{unit}"));
    data_sets.iter().fold(request, |request, id| request.query("ds", id.as_str())).short()
}

fn check_named(data_sets: &[Uid]) -> Result<()> {
    if data_sets.is_empty() {
        return Err(Error::invalid_argument("Name at least one data set."));
    }
    Ok(())
}
