//! Data: how much there is, how it is used, and between which limits values are expected.

use super::Request;
use crate::error::{Error, Result};
use crate::model::{DateRange, Uid, UsageInterval, Version};

/// Asks how much there is, and how much of it is new.
pub fn summary() -> Request {
    Request::get("/api/dataSummary")
}

/// Asks for the same as Prometheus reads it.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before 2.42.
pub fn metrics(version: &Version) -> Result<Request> {
    version.require(42, "Metrics of the data summary")?;
    Ok(Request::get("/api/dataSummary/metrics").accept("text/plain"))
}

/// Asks how many objects there are of each kind.
pub fn object_counts() -> Request {
    Request::get("/api/system/objectCounts")
}

/// Asks what people looked at and saved.
pub fn usage(dates: &DateRange, interval: UsageInterval) -> Request {
    Request::get("/api/dataStatistics")
        .query("startDate", dates.start())
        .query("endDate", dates.end())
        .query("interval", interval.as_str())
}

/// Sets the limits of values anew, from the values that there are.
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

/// Takes the limits of values away.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) without a data set.
pub fn remove_min_max(unit: Uid, data_sets: &[Uid]) -> Result<Request> {
    check_named(data_sets)?;
    let request = Request::delete(format!("/api/minMaxValues/{unit}"));
    Ok(data_sets.iter().fold(request, |request, id| request.query("ds", id.as_str())))
}

fn check_named(data_sets: &[Uid]) -> Result<()> {
    if data_sets.is_empty() {
        return Err(Error::invalid_argument("Name at least one data set."));
    }
    Ok(())
}
