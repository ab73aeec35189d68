//! The tables that analyses are made from.

use core::time::Duration;

use super::Timestamp;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// What an update of the analytics tables leaves out. By default it is complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnalyticsOptions {
    /// Only data of this many years, the present one included.
    pub last_years: Option<u32>,
    /// Leaves the resource tables as they are.
    pub skip_resource_tables: bool,
    /// Leaves out data values, completeness and its targets.
    pub skip_aggregate: bool,
    /// Leaves out events.
    pub skip_events: bool,
    /// Leaves out enrollments.
    pub skip_enrollment: bool,
    /// Leaves out who owned tracked entities when.
    pub skip_org_unit_ownership: bool,
    /// Leaves out tracked entities with their events and enrollments.
    pub skip_tracked_entities: bool,
    /// Leaves out violations of validation rules.
    pub skip_validation_result: bool,
    /// Leaves out the statistics that outliers are found by.
    pub skip_outliers: bool,
}

/// How the last successful update of some tables was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableUpdate {
    /// When it ended, on the server's clock.
    pub succeeded: Timestamp,
    /// How long it took, where the server has kept that.
    pub duration: Option<Duration>,
}

/// When the tables were last updated: what `GET /api/system/info` says of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableStatus {
    /// The server's current time.
    pub server_date: Timestamp,
    /// All analytics tables; absent where that has never been done.
    pub analytics: Option<TableUpdate>,
    /// The newest partition of the analytics tables; absent where that has never been done.
    pub analytics_partition: Option<TableUpdate>,
    /// The last time that the server's measurements were sent; absent where that has never been done.
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

/// 2.41 leaves out what has never been done, later versions date it 1970.
fn moment(json: &Json<'_>, name: &str, faults: &mut Faults) -> Option<Timestamp> {
    json.member::<Option<Timestamp>>(name, faults).filter(|moment| !moment.is_never())
}

fn update(json: &Json<'_>, success: &str, runtime: &str, faults: &mut Faults) -> Option<TableUpdate> {
    let succeeded = moment(json, success, faults)?;
    Some(TableUpdate { succeeded, duration: json.get(runtime).and_then(Json::as_str).and_then(duration) })
}

/// Reads `00:01:20.012`; hours may have more digits.
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
