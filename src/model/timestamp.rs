//! Times as the server writes them.

use core::fmt;
use core::str::FromStr;
use core::time::Duration;

use serde::{Serialize, Serializer};

use super::Date;
use super::date::{civil_from_days, days_from_civil};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

const MILLIS_PER_DAY: i64 = 86_400_000;

/// A time on the server's clock, with millisecond precision.
///
/// DHIS2 writes `2026-08-20T10:11:12.123` in its own time zone, without the offset, so two of these can be compared
/// with each other, but only [`SystemInfo::server_time_zone_id`](super::SystemInfo::server_time_zone_id) turns them
/// into absolute times.
///
/// ```
/// use dhis2_steward::model::Timestamp;
///
/// let created: Timestamp = "2026-11-21T07:59:13.326".parse()?;
/// let started: Timestamp = "2026-11-21T07:59:13.391".parse()?;
/// assert!(started >= created);
/// assert_eq!(started.since(created).as_millis(), 65);
/// assert_eq!(created.to_string(), "2026-11-21T07:59:13.326");
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Milliseconds since 1970-01-01T00:00 on the server's wall clock.
    wall_millis: i64,
}

impl Timestamp {
    /// The time this many milliseconds after 1970-01-01T00:00 on the server's wall clock.
    pub const fn from_wall_millis(wall_millis: i64) -> Self {
        Self { wall_millis }
    }

    /// Milliseconds since 1970-01-01T00:00 on the server's wall clock.
    pub const fn wall_millis(self) -> i64 {
        self.wall_millis
    }

    /// Whether this is how the server writes "never": the first day of 1970 (2.42 and later).
    pub const fn is_never(self) -> bool {
        self.wall_millis.unsigned_abs() <= MILLIS_PER_DAY.unsigned_abs()
    }

    /// The date on the server's wall clock.
    pub fn date(self) -> Date {
        Date::from_days(self.wall_millis.div_euclid(MILLIS_PER_DAY))
    }

    /// The duration since `earlier`; zero if this is not later.
    pub fn since(self, earlier: Timestamp) -> Duration {
        Duration::from_millis(
            u64::try_from(self.wall_millis.saturating_sub(earlier.wall_millis)).unwrap_or(0),
        )
    }
}

impl FromStr for Timestamp {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| {
            crate::Error::invalid_argument(format!(
                "“{text}” is not a DHIS2 timestamp, such as 2026-08-20T10:11:12.123."
            ))
        })
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_once('T').unwrap_or((text, "00:00:00"));
    let mut date = date.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
    let mut time = time.splitn(3, ':');
    let hour: i64 = time.next()?.parse().ok()?;
    let minute: i64 = time.next()?.parse().ok()?;
    let (second, fraction) = match time.next() {
        None => ("0", ""),
        Some(rest) => rest.split_once('.').unwrap_or((rest, "")),
    };
    let second: i64 = second.parse().ok()?;
    let millis: i64 =
        if fraction.is_empty() { 0 } else { format!("{fraction:0<3}").get(..3)?.parse().ok()? };
    let in_range = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..61).contains(&second)
        && (0..=9999).contains(&year);
    in_range.then(|| {
        let seconds = days_from_civil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
        Timestamp { wall_millis: seconds * 1_000 + millis }
    })
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.wall_millis.div_euclid(MILLIS_PER_DAY));
        let millis = self.wall_millis.rem_euclid(MILLIS_PER_DAY);
        let (hour, minute) = (millis / 3_600_000, millis / 60_000 % 60);
        let (second, milli) = (millis / 1_000 % 60, millis % 1_000);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}")
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl FromJson for Timestamp {
    const IS_MISSING_IF_ODD: bool = true;

    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        json.text(faults).parse().unwrap_or_else(|fault: crate::Error| {
            faults.note(fault.message().to_owned());
            Self { wall_millis: 0 }
        })
    }
}

deserialize_from_json!(Timestamp);

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_day_of_1970_means_never() {
        assert!("1970-01-01T00:00:00.000".parse::<Timestamp>().unwrap().is_never());
        assert!(!"2026-11-21T07:59:13.326".parse::<Timestamp>().unwrap().is_never());
    }

    #[test]
    fn a_leap_day_is_counted() {
        let before: Timestamp = "2028-02-28T23:59:59.999".parse().unwrap();
        let after: Timestamp = "2028-03-01T00:00:00.000".parse().unwrap();
        assert_eq!(after.since(before), Duration::from_millis(MILLIS_PER_DAY as u64 + 1));
    }

    #[test]
    fn a_time_without_a_fraction_and_a_date_alone_are_read() {
        assert_eq!(
            "2026-11-21T07:59:13".parse::<Timestamp>().unwrap().to_string(),
            "2026-11-21T07:59:13.000"
        );
        assert_eq!("2026-11-21".parse::<Timestamp>().unwrap().to_string(), "2026-11-21T00:00:00.000");
    }

    #[test]
    fn what_is_no_time_is_refused_in_words() {
        for text in [
            "",
            "soon",
            "2026-13-01T00:00:00.000",
            "2026-11-21T25:00:00",
            "2026-11-21T10",
            "2026-11-21T10:11:xx",
        ] {
            let error = text.parse::<Timestamp>().unwrap_err();
            assert!(error.to_string().contains("is not a DHIS2 timestamp"), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn every_time_is_written_as_it_is_read(millis in -62_000_000_000_000_i64..253_000_000_000_000) {
            let time = Timestamp::from_wall_millis(millis);
            prop_assert_eq!(time.to_string().parse::<Timestamp>().unwrap(), time);
        }
    }
}
