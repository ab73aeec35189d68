//! Resource, analytics and monitoring tables: updates, each as a job, and status.

use super::Request;
use crate::error::Result;
use crate::model::{AnalyticsOptions, Version};

/// Starts an update of the resource tables.
pub fn update_resource_tables() -> Request {
    Request::post("/api/resourceTables")
}

/// Starts an update of the analytics tables.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) for an option that the server's version would ignore.
pub fn update_analytics_tables(options: &AnalyticsOptions, version: &Version) -> Result<Request> {
    let skips = [
        ("skipResourceTables", options.skip_resource_tables, 40),
        ("skipAggregate", options.skip_aggregate, 40),
        ("skipEvents", options.skip_events, 40),
        ("skipEnrollment", options.skip_enrollment, 40),
        ("skipOrgUnitOwnership", options.skip_org_unit_ownership, 40),
        ("skipTrackedEntities", options.skip_tracked_entities, 41),
        ("skipValidationResult", options.skip_validation_result, 41),
        ("skipOutliers", options.skip_outliers, 41),
    ];
    let mut request = Request::post("/api/resourceTables/analytics");
    for (name, _, since) in skips.into_iter().filter(|(_, is_wanted, _)| *is_wanted) {
        version.require(since, name)?;
        request = request.query(name, "true");
    }
    Ok(match options.last_years {
        Some(years) => request.number("lastYears", years.into()),
        None => request,
    })
}

/// Starts monitoring, a run of the monitored validation rules.
pub fn update_monitoring() -> Request {
    Request::post("/api/resourceTables/monitoring")
}

/// Requests when the tables were last updated, and how long that took.
pub fn status() -> Request {
    Request::get("/api/system/info").query(
        "fields",
        "serverDate,lastAnalyticsTableSuccess,lastAnalyticsTableRuntime,lastAnalyticsTablePartitionSuccess,\
         lastAnalyticsTablePartitionRuntime,lastSystemMonitoringSuccess",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> AnalyticsOptions {
        AnalyticsOptions {
            last_years: Some(2),
            skip_resource_tables: true,
            skip_aggregate: true,
            skip_events: true,
            skip_enrollment: true,
            skip_org_unit_ownership: true,
            skip_tracked_entities: true,
            skip_validation_result: true,
            skip_outliers: true,
        }
    }

    #[test]
    fn only_what_is_left_out_is_named() {
        let version = "2.42.5".parse().unwrap();
        let of = |options| update_analytics_tables(&options, &version).unwrap().path_and_query();
        assert_eq!(of(AnalyticsOptions::default()), "/api/resourceTables/analytics");
        let two = AnalyticsOptions { skip_events: true, last_years: Some(0), ..AnalyticsOptions::default() };
        assert_eq!(of(two), "/api/resourceTables/analytics?skipEvents=true&lastYears=0");
    }

    #[test]
    fn an_option_that_the_version_lacks_is_refused_by_its_name() {
        let error = update_analytics_tables(&all(), &"2.40.13".parse().unwrap()).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Unsupported);
        assert!(error.message().contains("skipTrackedEntities") && error.message().contains("2.41"));
        for version in ["2.41.0", "2.42.5", "2.43.1", "2.44-SNAPSHOT"] {
            assert!(update_analytics_tables(&all(), &version.parse().unwrap()).is_ok(), "{version}");
        }
    }
}
