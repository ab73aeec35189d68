//! When an expression runs.

use super::{Cron, DayRule, has, members};
use crate::model::Date;

const SECOND: i64 = 1_000;
const DAY: i64 = 86_400 * SECOND;

/// How many days are looked at: 29 February falls on a given day of the week every forty years at the least.
const HORIZON: i32 = 41 * 366;

/// No moment is further from 1970, because no clock of JavaScript goes beyond it. Milliseconds.
const FURTHEST: i64 = 8_640_000_000_000_000;

/// No zone is further ahead of UTC than this, nor further behind it.
const WIDEST_OFFSET: i64 = 16 * 3_600 * SECOND;

/// From a moment, in milliseconds since 1970 in UTC, to the minutes by which clocks are ahead of UTC.
pub(super) type Zone<'a> = &'a dyn Fn(i64) -> i32;

impl Cron {
    /// The first moment after another one at which the clock of a zone shows what the expression names; nothing for
    /// days that never come. Moments are milliseconds since 1970 in UTC, the zone says how many minutes its clocks are
    /// ahead of UTC at one. The server's zone is
    /// [`server_time_zone_id`](crate::model::SystemInfo::server_time_zone_id).
    ///
    /// A time that clocks leap over in spring is left out on that day, and one that they show twice in autumn comes
    /// twice: so does Spring, which asks of each moment what the clock shows.
    pub fn next(&self, after: i64, zone: &dyn Fn(i64) -> i32) -> Option<i64> {
        if !(-FURTHEST..=FURTHEST).contains(&after) {
            return None;
        }
        let earliest = (after.div_euclid(SECOND) + 1) * SECOND;
        let first = day_of(earliest + offset(zone, earliest));
        let on = |days| {
            let day: Date = first.plus_days(days);
            if self.names(day) { self.first_on(i64::from(day.days()) * DAY, earliest, zone) } else { None }
        };
        // Clocks that are put back at midnight show parts of two days twice, in turns.
        (-1..=1).filter_map(on).min().or_else(|| (2..HORIZON).find_map(on))
    }

    /// The first moments after another one; fewer than `count` where there are no more.
    pub fn next_times(&self, after: i64, count: usize, zone: &dyn Fn(i64) -> i32) -> Vec<i64> {
        core::iter::successors(self.next(after, zone), |at| self.next(*at, zone)).take(count).collect()
    }

    /// The first moment of a day from another one on; `midnight` is what the clock shows when the day begins.
    fn first_on(&self, midnight: i64, earliest: i64, zone: Zone<'_>) -> Option<i64> {
        let (from, to) = (midnight - WIDEST_OFFSET, midnight + DAY + WIDEST_OFFSET);
        let (before, after) = (offset(zone, from), offset(zone, to));
        if before == after {
            return self.first_while(before, midnight, earliest, i64::MAX);
        }
        let change = change_between(from, to, zone);
        self.first_while(before, midnight, earliest, change)
            .or_else(|| self.first_while(after, midnight, earliest.max(change), i64::MAX))
    }

    /// The first moment of a day between two others, while clocks are `offset` ahead.
    fn first_while(&self, offset: i64, midnight: i64, earliest: i64, end: i64) -> Option<i64> {
        let passed = (earliest + offset - midnight).max(0);
        let second = self.time(u32::try_from(passed / SECOND).ok()?)?;
        Some(midnight + i64::from(second) * SECOND - offset).filter(|at| *at < end)
    }

    /// The first second of a day from another one on that the expression names.
    fn time(&self, earliest: u32) -> Option<u32> {
        let (first_hour, first_minute) = (earliest / 3_600, earliest / 60);
        members(self.hours, first_hour).find_map(|hour| {
            let minute = first_minute.saturating_sub(hour * 60);
            members(self.minutes, minute).find_map(|minute| {
                let passed = hour * 3_600 + minute * 60;
                Some(passed + members(self.seconds, earliest.saturating_sub(passed)).next()?)
            })
        })
    }

    pub(super) fn names(&self, day: Date) -> bool {
        has(self.months, day.month())
            && self.days.iter().any(|rule| rule.fits(day))
            && self.weekdays.iter().any(|rule| rule.fits(day))
    }
}

impl DayRule {
    fn fits(self, date: Date) -> bool {
        let (day, weekday, length) = (date.day(), date.weekday(), date.days_in_month());
        match self {
            Self::DaysOfMonth(days) => has(days, day),
            Self::Last(before) => day.saturating_add(before) == length,
            Self::LastWorkday => weekday <= 5 && (day == length || weekday == 5 && day + 2 >= length),
            // On another day only where the wanted one is a Saturday or Sunday, and never in another month.
            Self::Workday(near) => {
                near <= length
                    && match weekday {
                        1 => day == near || day == near + 1 || (day, near) == (3, 1),
                        2..=4 => day == near,
                        5 => day == near || day + 1 == near,
                        _ => false,
                    }
            }
            Self::DaysOfWeek(days) => has(days, weekday),
            Self::LastOfWeekday(wanted) => weekday == wanted && day + 7 > length,
            Self::NthOfWeekday(wanted, nth) => weekday == wanted && (day - 1) / 7 + 1 == nth,
        }
    }
}

fn offset(zone: Zone<'_>, at: i64) -> i64 {
    i64::from(zone(at)) * 60 * SECOND
}

fn day_of(wall: i64) -> Date {
    Date::from_days(wall.div_euclid(DAY))
}

/// The moment at which clocks are changed between two others; two changes are never that near to each other.
fn change_between(mut from: i64, mut to: i64, zone: Zone<'_>) -> i64 {
    let before = zone(from);
    while to - from > SECOND {
        let middle = (from + (to - from) / 2).div_euclid(SECOND) * SECOND;
        if zone(middle) == before { from = middle } else { to = middle }
    }
    to
}
