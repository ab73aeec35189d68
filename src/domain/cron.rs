//! Cron expressions in the server's dialect: parsing, execution times, and descriptions.
//!
//! The server parses them with Spring: six fields, starting with the second of the minute; `L`, `LW`, `L-3`, `15W` for
//! days of the month, `5L` and `MON#1` for days of the week, names in any case, and macros such as `@daily`. A day must
//! match both day fields.

mod describe;
mod next;

use core::fmt;
use core::str::FromStr;

pub use describe::{Phrase, TimeOfDay};

use crate::error::Error;

/// A cron expression that the server accepts.
///
/// ```
/// use dhis2_steward::domain::cron::{Cron, Field};
///
/// let cron: Cron = "0 0 3 ? * MON-FRI".parse()?;
/// // Saturday, 2026-11-21T12:00 in UTC; the zone is a function from a moment to minutes.
/// let next = cron.next(1_795_262_400_000, &|_| 60);
/// assert_eq!(next, Some(1_795_399_200_000)); // Monday, 2026-11-23T03:00+01:00
///
/// let fault = Cron::parse("0 0 25 * * *").unwrap_err();
/// assert_eq!(fault.field(), Some(Field::Hour));
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cron {
    text: String,
    seconds: u64,
    minutes: u64,
    hours: u64,
    months: u64,
    /// The days of the month; one of them must match.
    days: Vec<DayRule>,
    /// The days of the week; one of them must match.
    weekdays: Vec<DayRule>,
}

/// One of the six fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The second of the minute.
    Second,
    /// The minute of the hour.
    Minute,
    /// The hour of the day.
    Hour,
    /// The day of the month.
    DayOfMonth,
    /// The month; January is 1.
    Month,
    /// The day of the week; Monday is 1, Sunday 7 or 0.
    DayOfWeek,
}

impl Field {
    /// Every field, in order.
    pub const ALL: [Field; 6] =
        [Self::Second, Self::Minute, Self::Hour, Self::DayOfMonth, Self::Month, Self::DayOfWeek];

    /// The field's name, such as `dayOfMonth`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayOfMonth => "dayOfMonth",
            Self::Month => "month",
            Self::DayOfWeek => "dayOfWeek",
        }
    }

    /// The minimum and maximum value.
    const fn range(self) -> (u32, u32) {
        match self {
            Self::Second | Self::Minute => (0, 59),
            Self::Hour => (0, 23),
            Self::DayOfMonth => (1, 31),
            Self::Month => (1, 12),
            Self::DayOfWeek => (1, 7),
        }
    }

    /// The set of all its values.
    const fn all(self) -> u64 {
        let (first, last) = self.range();
        bits_between(first, last)
    }
}

/// Why the server rejects an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CronFault {
    /// It is not a macro and does not have six fields.
    FieldCount(usize),
    /// A field is invalid.
    Field {
        /// The field.
        field: Field,
        /// Its text.
        text: String,
    },
}

impl CronFault {
    /// The invalid field.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::FieldCount(_) => None,
            Self::Field { field, .. } => Some(*field),
        }
    }
}

impl fmt::Display for CronFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FieldCount(count) => write!(
                f,
                "A cron expression must have six fields, from the second to the day of the week, not {count}."
            ),
            Self::Field { field, text } => {
                write!(f, "The server rejects “{text}” as the {} of a cron expression.", field.as_str())
            }
        }
    }
}

/// The days that a part of a field matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayRule {
    /// These days of the month.
    DaysOfMonth(u64),
    /// This many days before the last day of the month.
    Last(u32),
    /// The last weekday of the month, Monday to Friday.
    LastWorkday,
    /// The weekday, Monday to Friday, nearest to a day of the month.
    Workday(u32),
    /// These days of the week.
    DaysOfWeek(u64),
    /// The last of a weekday in the month.
    LastOfWeekday(u32),
    /// The first, second and so on of a weekday in the month.
    NthOfWeekday(u32, u32),
}

const MACROS: [(&str, &str); 7] = [
    ("@yearly", "0 0 0 1 1 *"),
    ("@annually", "0 0 0 1 1 *"),
    ("@monthly", "0 0 0 1 * *"),
    ("@weekly", "0 0 0 * * 0"),
    ("@daily", "0 0 0 * * *"),
    ("@midnight", "0 0 0 * * *"),
    ("@hourly", "0 0 * * * *"),
];

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

impl Cron {
    /// Parses an expression as the server does.
    ///
    /// # Errors
    ///
    /// Names the field that the server would reject.
    pub fn parse(text: &str) -> Result<Self, CronFault> {
        let text = trimmed(text);
        let written = MACROS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text))
            .map_or(text, |(_, fields)| fields);
        let fields: Vec<&str> = written.split(' ').map(trimmed).filter(|field| !field.is_empty()).collect();
        let [seconds, minutes, hours, days, months, weekdays] = *fields.as_slice() else {
            return Err(CronFault::FieldCount(fields.len()));
        };
        let fault = |field, text: &str| CronFault::Field { field, text: text.to_owned() };
        let set = |field, text: &str| values(field, text).ok_or_else(|| fault(field, text));
        Ok(Self {
            text: text.to_owned(),
            seconds: set(Field::Second, seconds)?,
            minutes: set(Field::Minute, minutes)?,
            hours: set(Field::Hour, hours)?,
            days: rules(days, b"LW", day_of_month).ok_or_else(|| fault(Field::DayOfMonth, days))?,
            months: values(Field::Month, &numbered(months, &MONTHS))
                .ok_or_else(|| fault(Field::Month, months))?,
            weekdays: rules(&numbered(weekdays, &WEEKDAYS), b"L#", day_of_week)
                .ok_or_else(|| fault(Field::DayOfWeek, weekdays))?,
        })
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Cron {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text).map_err(|fault| Error::invalid_argument(fault.to_string()))
    }
}

impl fmt::Display for Cron {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter| letter <= ' ')
}

/// Replaces names with numbers anywhere, as the server does.
///
/// By hand, because string replacement would add six kilobytes of search code.
fn numbered(field: &str, names: &[&str]) -> String {
    let (mut numbered, mut rest) = (String::new(), field);
    while let Some(letter) = rest.chars().next() {
        let name =
            rest.get(..3).and_then(|word| names.iter().position(|name| name.eq_ignore_ascii_case(word)));
        match name {
            Some(place) => numbered += &(place + 1).to_string(),
            None => numbered.push(letter.to_ascii_uppercase()),
        }
        rest = rest.get(if name.is_some() { 3 } else { letter.len_utf8() }..).unwrap_or_default();
    }
    numbered
}

/// The rules of a day field: one for all its numbers, or one for each part if it contains one of `letters`.
fn rules(field: &str, letters: &[u8], rule: fn(&str) -> Option<DayRule>) -> Option<Vec<DayRule>> {
    if field.bytes().any(|letter| letters.contains(&letter)) {
        field.split(',').map(rule).collect()
    } else {
        rule(field).map(|rule| vec![rule])
    }
}

fn day_of_month(part: &str) -> Option<DayRule> {
    match (part.strip_prefix('L'), part.strip_suffix('W')) {
        (Some(""), _) => Some(DayRule::Last(0)),
        (Some("W"), _) => Some(DayRule::LastWorkday),
        (Some(before), _) => {
            let before: i32 = before.parse().ok()?;
            (before < 0).then(|| DayRule::Last(before.unsigned_abs()))
        }
        (None, Some(day)) => value(Field::DayOfMonth, day).map(DayRule::Workday),
        (None, None) => days(Field::DayOfMonth, part).map(DayRule::DaysOfMonth),
    }
}

fn day_of_week(part: &str) -> Option<DayRule> {
    let weekday = |text: &str| value(Field::DayOfWeek, text).map(|day| if day == 0 { 7 } else { day });
    match (part.strip_suffix('L'), part.split_once('#')) {
        (Some(day), _) => weekday(day).map(DayRule::LastOfWeekday),
        (None, Some((day, nth))) => {
            let nth: i32 = nth.parse().ok()?;
            (nth > 0).then_some(DayRule::NthOfWeekday(weekday(day)?, nth.unsigned_abs()))
        }
        (None, None) => {
            let days = days(Field::DayOfWeek, part)?;
            let sunday = if has(days, 0) { 1 << 7 } else { 0 };
            Some(DayRule::DaysOfWeek(days & !1 | sunday))
        }
    }
}

/// The set of values of a day field, where `?` equals `*`.
fn days(field: Field, text: &str) -> Option<u64> {
    values(field, if text == "?" { "*" } else { text })
}

/// The set of values of a field such as `1,5-7,10/2`.
fn values(field: Field, text: &str) -> Option<u64> {
    let mut set = 0;
    for part in text.split(',') {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => field.range(),
            Some((first, last)) => match (value(field, first)?, value(field, last)?) {
                // At the start of a range, Sunday is the first day of the week.
                (7, last) if field == Field::DayOfWeek => (0, last),
                range => range,
            },
            None if step.is_some() => (value(field, range)?, field.range().1),
            None => (value(field, range)?, value(field, range)?),
        };
        let step: i32 = step.map_or(Some(1), |step| step.parse().ok())?;
        if first > last || step <= 0 {
            return None;
        }
        set |= (first..=last).step_by(usize::try_from(step).ok()?).fold(0, |set, value| set | 1 << value);
    }
    Some(set)
}

fn value(field: Field, text: &str) -> Option<u32> {
    let value = u32::try_from(text.parse::<i32>().ok()?).ok()?;
    let (first, last) = field.range();
    let is_sunday = field == Field::DayOfWeek && value == 0;
    (is_sunday || (first..=last).contains(&value)).then_some(value)
}

/// The set of all values in a range.
const fn bits_between(first: u32, last: u32) -> u64 {
    (u64::MAX << first) & (u64::MAX >> (63 - last))
}

/// Whether a value is in a set.
const fn has(set: u64, value: u32) -> bool {
    value < 64 && set >> value & 1 == 1
}

/// The values of a set from a minimum.
fn members(set: u64, from: u32) -> impl Iterator<Item = u32> {
    (from..64).filter(move |value| has(set, *value))
}

#[cfg(test)]
mod tests;
