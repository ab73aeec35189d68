//! Dates of the ISO calendar.

use core::fmt;
use core::ops::RangeInclusive;
use core::str::FromStr;

use serde::{Serialize, Serializer};

use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// A date of the ISO calendar, without a time.
///
/// ```
/// use dhis2_steward::model::Date;
///
/// let day: Date = "2026-11-21".parse()?;
/// assert_eq!((day.year(), day.month(), day.day(), day.weekday()), (2026, 11, 21, 6));
/// assert_eq!(day.plus_days(10).to_string(), "2026-12-01");
/// assert!("2026-02-29".parse::<Date>().is_err());
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    days: i32,
}

/// The years with four digits.
pub(crate) const YEARS: RangeInclusive<i32> = 0..=9999;

impl Date {
    /// The date of a year up to 9999, a month and a day, both from 1; `None` if it does not exist.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let is_there = YEARS.contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        is_there.then(|| Self::of_parts(year, month, day))
    }

    /// The first day of a month, counted from January of the year 0.
    pub(crate) fn first_of_month(months: i32) -> Self {
        Self::of_parts(months.div_euclid(12), months.rem_euclid(12).unsigned_abs() + 1, 1)
    }

    fn of_parts(year: i32, month: u32, day: u32) -> Self {
        Self::from_days(days_from_civil(year.into(), month.into(), day.into()))
    }

    pub(crate) fn from_days(days: i64) -> Self {
        // Only dates millions of years away do not fit.
        Self { days: days.clamp(i32::MIN.into(), i32::MAX.into()) as i32 }
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.days
    }

    fn parts(self) -> (i64, i64, i64) {
        civil_from_days(self.days.into())
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::try_from(self.parts().0).unwrap_or_default()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        u32::try_from(self.parts().1).unwrap_or_default()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        u32::try_from(self.parts().2).unwrap_or_default()
    }

    /// The day of the week: Monday is 1, Sunday 7.
    pub const fn weekday(self) -> u32 {
        // 1 January 1970 was a Thursday.
        (self.days.rem_euclid(7) + 3).rem_euclid(7).unsigned_abs() + 1
    }

    /// The number of days in the month.
    pub fn days_in_month(self) -> u32 {
        days_in_month(self.year(), self.month())
    }

    /// The date this many days later, or earlier if negative.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self { days: self.days.saturating_add(days) }
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar, counted from March so that leap days come last.
pub(super) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days_from_civil`].
pub(super) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

impl FromStr for Date {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| {
            crate::Error::invalid_argument(format!("“{text}” is not a date, such as 2026-08-20."))
        })
    }
}

fn parse(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let mut next = |length| digits(parts.next()?, length);
    Date::new(i32::try_from(next(4)?).ok()?, next(2)?, next(2)?)
}

/// Parses a number with this many digits.
pub(crate) fn digits(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl FromJson for Date {
    const IS_MISSING_IF_ODD: bool = true;

    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        json.text(faults).parse().unwrap_or_else(|fault: crate::Error| {
            faults.note(fault.message().to_owned());
            Self { days: 0 }
        })
    }
}

deserialize_from_json!(Date);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before_it() {
        let mut day = Date::new(1800, 1, 1).unwrap();
        let (mut month_length, mut weekday) = (0, day.weekday());
        while day.year() < 2200 {
            let next = day.plus_days(1);
            month_length += 1;
            let expected = if day.day() < day.days_in_month() {
                (day.year(), day.month(), day.day() + 1)
            } else if day.month() < 12 {
                (day.year(), day.month() + 1, 1)
            } else {
                (day.year() + 1, 1, 1)
            };
            assert_eq!((next.year(), next.month(), next.day()), expected);
            weekday = weekday % 7 + 1;
            assert_eq!(next.weekday(), weekday);
            if next.day() == 1 {
                assert_eq!(month_length, day.days_in_month(), "{day}");
                month_length = 0;
            }
            assert_eq!(next.to_string().parse::<Date>().unwrap(), next);
            day = next;
        }
    }

    #[test]
    fn no_day_is_too_far_away_to_be_reckoned_with() {
        assert_eq!(
            (Date::new(10_000, 1, 1), Date::new(i32::MAX, 1, 1), Date::new(-1, 1, 1)),
            (None, None, None)
        );
        for (days, weekday) in [(i64::MIN, 2), (i64::MAX, 5)] {
            let day = Date::from_days(days);
            assert_eq!(i64::from(day.days()), days.clamp(i32::MIN.into(), i32::MAX.into()));
            assert_eq!((day.weekday(), day.plus_days(0)), (weekday, day));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2026", "2026-1-01", "2026-13-01", "2026-00-01", "2026-04-31", "1900-02-29", "+026-01-01"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2000-02-29".parse::<Date>().is_ok());
    }
}
