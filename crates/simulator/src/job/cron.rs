//! Cron expressions as Spring parses them: six fields, starting with the second.

use std::ops::RangeInclusive;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::clock::Moment;

/// What can be written in place of all six fields.
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
/// The days of a week by their numbers.
const DAYS: RangeInclusive<i32> = 1..=7;
const WEEKDAYS: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/// How many days are looked at: 29 February comes every eighth year at the latest.
const HORIZON: usize = 8 * 366;

/// A cron expression that the server takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cron {
    text: String,
    seconds: u64,
    minutes: u64,
    hours: u64,
    days: Vec<Day>,
    months: u64,
    weekdays: Vec<Weekday>,
}

/// Which days of a month are meant.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Day {
    /// Those whose bits are set.
    These(u64),
    /// The last one, or so many days before it.
    Last(i32),
    /// The last one that is no Saturday or Sunday.
    LastWorkday,
    /// The one nearest to a day that is no Saturday or Sunday, within the month.
    Workday(i8),
}

/// Which days of a week are meant; Monday is 1, Sunday 7.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Weekday {
    These(u64),
    /// The last of the month.
    Last(i8),
    /// The first, second … of the month.
    Nth(i8, i32),
}

impl Cron {
    /// Reads an expression; `None` if the server refuses it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = trimmed(text);
        let known = MACROS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        let written = known.map_or(text, |(_, fields)| fields);
        // Blanks alone part fields; a tab is refused as part of one.
        let mut fields = written.split(' ').map(trimmed).filter(|field| !field.is_empty());
        let mut next = || fields.next();
        let seconds = bits(next()?, 0..=59)?;
        let minutes = bits(next()?, 0..=59)?;
        let hours = bits(next()?, 0..=23)?;
        let days = next()?;
        let months = bits(&numbered(next()?, &MONTHS), 1..=12)?;
        let weekdays = numbered(next()?, &WEEKDAYS);
        let cron = Self {
            text: text.to_owned(),
            seconds,
            minutes,
            hours,
            days: parts(days, &['L', 'W'], day)?,
            months,
            weekdays: parts(&weekdays, &['L', '#'], weekday)?,
        };
        fields.next().is_none().then_some(cron)
    }

    /// The expression as written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The first moment after another one that the expression names; there may be none.
    pub(crate) fn next(&self, after: Moment) -> Option<Moment> {
        let start = Timestamp::from_second(after.seconds()).ok()?.to_zoned(TimeZone::UTC).datetime();
        let passed =
            i64::from(start.hour()) * 3600 + i64::from(start.minute()) * 60 + i64::from(start.second());
        let midnight = after.whole_second() - Duration::from_secs(u64::try_from(passed).ok()?);
        let mut day = start.date();
        for count in 0..HORIZON {
            if self.names(day) {
                let earliest = if count == 0 { passed + 1 } else { 0 };
                if let Some(second) = self.time(earliest) {
                    let days = u64::try_from(count).ok()? * 24 * 3600;
                    return Some(midnight + Duration::from_secs(days + u64::try_from(second).ok()?));
                }
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    fn names(&self, day: Date) -> bool {
        has(self.months, day.month())
            && self.days.iter().any(|field| field.fits(day))
            && self.weekdays.iter().any(|field| field.fits(day))
    }

    /// The first second of a day from another one on.
    fn time(&self, earliest: i64) -> Option<i64> {
        let of = |set: u64, values: RangeInclusive<i64>| values.filter(move |value| set >> value & 1 == 1);
        of(self.hours, earliest / 3600..=23)
            .flat_map(|hour| of(self.minutes, 0..=59).map(move |minute| hour * 3600 + minute * 60))
            .filter(|minute| minute + 59 >= earliest)
            .find_map(|minute| {
                of(self.seconds, 0..=59).map(|second| minute + second).find(|at| *at >= earliest)
            })
    }
}

impl Day {
    fn fits(self, day: Date) -> bool {
        let length = day.days_in_month();
        match self {
            Self::These(days) => has(days, day.day()),
            Self::Last(before) => i32::from(day.day()) == i32::from(length) - before,
            Self::LastWorkday => day.day() == workday(day, length),
            Self::Workday(near) => day.day() == workday(day, near.min(length)),
        }
    }
}

/// The day nearest to one of the same month that is no Saturday or Sunday.
fn workday(day: Date, near: i8) -> i8 {
    let length = day.days_in_month();
    match date(day.year(), day.month(), near).weekday().to_monday_one_offset() {
        6 if near == 1 => 3,
        6 => near - 1,
        7 if near == length => near - 2,
        7 => near + 1,
        _ => near,
    }
}

impl Weekday {
    fn fits(self, day: Date) -> bool {
        let weekday = day.weekday().to_monday_one_offset();
        match self {
            Self::These(days) => has(days, weekday),
            Self::Last(wanted) => weekday == wanted && day.day() + 7 > day.days_in_month(),
            Self::Nth(wanted, nth) => weekday == wanted && i32::from((day.day() - 1) / 7 + 1) == nth,
        }
    }
}

fn has(set: u64, value: i8) -> bool {
    set >> value & 1 == 1
}

/// As Java trims: without what is no more than a blank.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter| letter <= ' ')
}

/// Puts numbers in place of names, which may be written in any case.
fn numbered(field: &str, names: &[&str]) -> String {
    let field = field.to_uppercase();
    names.iter().zip(1..).fold(field, |field, (name, number)| field.replace(name, &number.to_string()))
}

/// The parts of a day field: all numbers together, or each part separately if one has a letter.
fn parts<T>(field: &str, letters: &[char], parse: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    match field.contains(letters) {
        true => field.split(',').map(parse).collect(),
        false => parse(field).map(|one| vec![one]),
    }
}

fn day(field: &str) -> Option<Day> {
    match (field.strip_prefix('L'), field.strip_suffix('W')) {
        (Some(""), _) => Some(Day::Last(0)),
        (Some("W"), _) => Some(Day::LastWorkday),
        (Some(before), _) => {
            let before: i32 = before.parse().ok()?;
            (before < 0).then(|| Day::Last(before.saturating_neg()))
        }
        (None, Some(near)) => number(near, &(1..=31))?.try_into().ok().map(Day::Workday),
        (None, None) => any_or_bits(field, 1..=31).map(Day::These),
    }
}

fn weekday(field: &str) -> Option<Weekday> {
    // Sunday is 0 as well as 7.
    let one = |text: &str| number(text, &DAYS)?.try_into().ok().map(|day: i8| if day == 0 { 7 } else { day });
    match (field.strip_suffix('L'), field.split_once('#')) {
        (Some(day), _) => one(day).map(Weekday::Last),
        (None, Some((day, nth))) => {
            let nth = nth.parse().ok().filter(|nth| *nth > 0)?;
            Some(Weekday::Nth(one(day)?, nth))
        }
        (None, None) => {
            let days = any_or_bits(field, DAYS)?;
            Some(Weekday::These(if has(days, 0) { days | 1 << 7 } else { days }))
        }
    }
}

/// The numbers of a day field, in which `?` alone is equivalent to `*`.
fn any_or_bits(field: &str, all: RangeInclusive<i32>) -> Option<u64> {
    bits(if field == "?" { "*" } else { field }, all)
}

/// The numbers of a field such as `1,5-7,10/2`; `*` is all of them.
fn bits(field: &str, all: RangeInclusive<i32>) -> Option<u64> {
    let mut set = 0;
    for part in field.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, Some(step.parse().ok().filter(|step| *step > 0)?)),
            None => (part, None),
        };
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => (*all.start(), *all.end()),
            Some((first, last)) => match (number(first, &all)?, number(last, &all)?) {
                // Sunday begins a week where it begins a range.
                (7, last) if all == DAYS => (0, last),
                range => range,
            },
            None => {
                let first = number(range, &all)?;
                (first, if step.is_some() { *all.end() } else { first })
            }
        };
        if first > last {
            return None;
        }
        (first..=last).step_by(step.unwrap_or(1)).for_each(|value| set |= 1 << value);
    }
    Some(set)
}

/// A number that a field may have; of days of the week 0 too, which is Sunday.
fn number(text: &str, all: &RangeInclusive<i32>) -> Option<i32> {
    let number = text.parse().ok()?;
    (all.contains(&number) || number == 0 && *all == DAYS).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The next times after Saturday, 21 November 2026, 12:00.
    fn next(text: &str, count: usize) -> Vec<String> {
        let cron = Cron::parse(text).unwrap();
        let mut at = Moment::NEVER + Duration::from_secs(1_795_262_400);
        let mut times = Vec::new();
        for _ in 0..count {
            let Some(next) = cron.next(at) else { break };
            times.push(next.iso().replace(":00.000", ""));
            at = next;
        }
        times
    }

    #[test]
    fn expressions_that_real_servers_rejected_are_rejected() {
        for text in ["rubbish", "0 0 25 * * *", "0 0 3", "0 0 0 0 1 *", "0 0 0 ? * L", "0 0 0 L2 * ?", ""] {
            assert_eq!(Cron::parse(text), None, "{text}");
        }
    }

    #[test]
    fn expressions_that_real_servers_accepted_are_accepted() {
        for text in [
            "0 0 5 L * ?",
            "0 0 1,13 * * *",
            "0 0 3 ? * MON#1",
            "0 0 3 15W * ?",
            "@daily",
            "0 0 0 ? * SUN-TUE",
            "0 0 3 ? * mon",
            "0 0 3 31 2 *",
            "0  0 3 ? * *",
        ] {
            assert!(Cron::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn edge_cases_are_read_as_spring_reads_them() {
        for text in [
            "0 0 0 L-3 * *",
            "0 0 0 L-40 * *",
            "0 0 0 1W,15,L * *",
            "0 0 0 L,? * *",
            "0 0 0 * * thuL",
            "0 0 0 ? * 0#5",
            "0 0 0 ? * 1#200",
            "0 0 0 ? * MON#1,WED#3,5",
            "0 0 0 ? * 7-7",
            "5/20 1-9/3 * * * *",
            "0 0 0 * * FRI-SUN",
            "  @Hourly ",
            "\t0 0 0 * * * ",
            "+1 0 0 * * *",
        ] {
            assert!(Cron::parse(text).is_some(), "{text}");
        }
        for text in [
            "60 0 0 * * *",
            "? 0 0 * * *",
            "-1 0 0 * * *",
            "0 5-1 0 * * *",
            "0 1,,2 0 * * *",
            "0 1, 0 * * *",
            "0 0 */0 * * *",
            "0 0 1/-2 * * *",
            "0 0 ? * * *",
            "0 0 0 32 * *",
            "0 0 0 l * *",
            "0 0 0 L-0 * *",
            "0 0 0 L3 * *",
            "0 0 0 32W * *",
            "0 0 0 1,? * *",
            "0 0 0 15WL * *",
            "0 0 0 * JANUARY *",
            "0 0 0 * ? *",
            "0 0 0 * * 8",
            "0 0 0 * * 0-8",
            "0 0 0 * * FRI-MON",
            "0 0 0 * * MON#0",
            "0 0 0 * * #1",
            "@reboot",
            "0\t0 0 * * *",
            "0 0 0 * * * 2026",
        ] {
            assert_eq!(Cron::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_next_time_matches_every_field() {
        assert_eq!(next("0 0 3 ? * *", 2), ["2026-11-22T03:00", "2026-11-23T03:00"]);
        assert_eq!(next("0 0 1,13 * * *", 2), ["2026-11-21T13:00", "2026-11-22T01:00"]);
        assert_eq!(next("0  0/5 * * * *", 2), ["2026-11-21T12:05", "2026-11-21T12:10"]);
        assert_eq!(next("@daily", 1), ["2026-11-22T00:00"]);
        assert_eq!(next("30 0 12 * * *", 1), ["2026-11-21T12:00:30.000"]);
    }

    #[test]
    fn days_are_counted_from_the_end_and_in_weeks() {
        assert_eq!(next("0 0 5 L * ?", 2), ["2026-11-30T05:00", "2026-12-31T05:00"]);
        assert_eq!(next("0 0 5 L-3 * ?", 1), ["2026-11-27T05:00"]);
        assert_eq!(next("0 0 5 LW 1 ?", 1), ["2027-01-29T05:00"]);
        assert_eq!(next("0 0 3 15W * ?", 2), ["2026-12-15T03:00", "2027-01-15T03:00"]);
        assert_eq!(next("0 0 3 1W 5 ?", 1), ["2027-05-03T03:00"]);
        assert_eq!(next("0 0 3 ? * MON#1", 1), ["2026-12-07T03:00"]);
        assert_eq!(next("0 0 3 ? * 5L", 1), ["2026-11-27T03:00"]);
        assert_eq!(
            next("0 0 0 ? * SUN-TUE", 4),
            ["2026-11-22T00:00", "2026-11-23T00:00", "2026-11-24T00:00", "2026-11-29T00:00"]
        );
        assert_eq!(next("0 0 3 ? * mon", 1), ["2026-11-23T03:00"]);
        assert_eq!(next("0 0 3 ? * */3", 2), ["2026-11-22T03:00", "2026-11-23T03:00"]);
    }

    #[test]
    fn a_date_that_does_not_exist_has_no_next_time() {
        assert_eq!(next("0 0 3 31 2 *", 1), Vec::<String>::new());
        assert_eq!(next("0 0 3 29 2 *", 1), ["2028-02-29T03:00"]);
    }
}
