//! Resource, analytics and monitoring tables.

use core::time::Duration;

use super::Timestamp;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// What an update of the analytics tables skips. By default, it includes everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnalyticsOptions {
    /// Only data of this many years, including the current one.
    pub last_years: Option<u32>,
    /// Skips the resource tables.
    pub skip_resource_tables: bool,
    /// Skips data values, completeness and its targets.
    pub skip_aggregate: bool,
    /// Skips events.
    pub skip_events: bool,
    /// Skips enrollments.
    pub skip_enrollment: bool,
    /// Skips the ownership history of tracked entities.
    pub skip_org_unit_ownership: bool,
    /// Skips tracked entities with their events and enrollments.
    pub skip_tracked_entities: bool,
    /// Skips validation results.
    pub skip_validation_result: bool,
    /// Skips the outlier statistics.
    pub skip_outliers: bool,
}

/// The last successful update of some tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableUpdate {
    /// When it ended, in the server's time.
    pub succeeded: Timestamp,
    /// The duration, if the server has recorded it.
    pub duration: Option<Duration>,
}

/// When the tables were last updated, from `GET /api/system/info`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableStatus {
    /// The server's current time.
    pub server_date: Timestamp,
    /// All analytics tables; absent if never updated.
    pub analytics: Option<TableUpdate>,
    /// The latest partition of the analytics tables; absent if never updated.
    pub analytics_partition: Option<TableUpdate>,
    /// When the server's system monitoring data was last sent; absent if it never was.
    pub system_monitoring: Option<Timestamp>,
}

impl FromJson for TableStatus {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            server_date: json.member("serverDate", faults),
            analytics: update(json, "lastAnalyticsTableSuccess", "lastAnalyticsTableRuntime", faults),
            analytics_partition: update(
                json,
                "lastAnalyticsTablePartitionSuccess",
                "lastAnalyticsTablePartitionRuntime",
                faults,
            ),
            system_monitoring: moment(json, "lastSystemMonitoringSuccess", faults),
        }
    }
}

/// 2.41 omits what never happened; later versions date it 1970.
fn moment(json: &Json<'_>, name: &str, faults: &mut Faults) -> Option<Timestamp> {
    json.member::<Option<Timestamp>>(name, faults).filter(|moment| !moment.is_never())
}

fn update(json: &Json<'_>, success: &str, runtime: &str, faults: &mut Faults) -> Option<TableUpdate> {
    let succeeded = moment(json, success, faults)?;
    Some(TableUpdate { succeeded, duration: json.get(runtime).and_then(Json::as_str).and_then(duration) })
}

/// Parses `00:01:20.012`; hours may have more digits.
fn duration(text: &str) -> Option<Duration> {
    let mut parts = text.splitn(3, ':');
    let (hours, minutes): (u64, u64) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let (seconds, millis) = parts.next()?.split_once('.')?;
    let seconds: u64 = seconds.parse().ok()?;
    Some(
        Duration::from_secs(hours * 3_600 + minutes * 60 + seconds)
            + Duration::from_millis(millis.parse().ok()?),
    )
}

deserialize_from_json!(TableStatus);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_1970_is_never() {
        let status: TableStatus = serde_json::from_str(
            r#"{"serverDate":"2026-11-21T08:02:01.339","lastAnalyticsTableSuccess":"1970-01-01T00:00:00.000","lastAnalyticsTableRuntime":""}"#,
        )
        .unwrap();
        assert_eq!((status.analytics, status.analytics_partition), (None, None));
    }

    #[test]
    fn a_runtime_is_read_with_its_milliseconds() {
        assert_eq!(duration("00:01:20.012"), Some(Duration::from_millis(80_012)));
        assert_eq!(duration("100:00:00.000"), Some(Duration::from_secs(360_000)));
        for text in ["", "20 s", "00:01", "00:00:01"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
