//! What an expression says, as keys of messages with what goes into them.

use super::{Cron, DayRule, Field, members};

/// How many times of the day are told one by one.
const TIMES: u32 = 6;

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDay {
    /// The hour, from 0.
    pub hour: u32,
    /// The minute of the hour.
    pub minute: u32,
    /// The second of the minute.
    pub second: u32,
}

/// A part of what an expression says; [`key`](Self::key) names the message.
///
/// Of all parts together the expression is true; of those about days of the month one is enough, and so of those about
/// days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// At these times of the day.
    At(Vec<TimeOfDay>),
    /// Every so many seconds, minutes … from one to another.
    Every {
        /// Of what.
        field: Field,
        /// How many; 1 for each of them.
        step: u32,
        /// The first one.
        from: u32,
        /// The last one.
        to: u32,
    },
    /// In these, each from one to another.
    In {
        /// Seconds, minutes, hours, days, months or days of the week.
        field: Field,
        /// The first and the last of each run; the same where it is one.
        runs: Vec<(u32, u32)>,
    },
    /// So many days before the last one of the month.
    LastDay {
        /// 0 for the last one itself.
        before: u32,
    },
    /// The last day of the month that is no Saturday or Sunday.
    LastWorkday,
    /// The day nearest to one of the month that is no Saturday or Sunday.
    NearestWorkday {
        /// The day of the month.
        day: u32,
    },
    /// The last Monday, Tuesday … of the month.
    LastOfWeekday {
        /// Monday is 1.
        weekday: u32,
    },
    /// The first, second … Monday, Tuesday … of the month.
    NthOfWeekday {
        /// Monday is 1.
        weekday: u32,
        /// 1 for the first one; none comes for more than 5.
        nth: u32,
    },
}

impl Phrase {
    /// The key of the message, such as `cron.at`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::At(_) => "cron.at",
            Self::Every { .. } => "cron.every",
            Self::In { .. } => "cron.in",
            Self::LastDay { .. } => "cron.lastDay",
            Self::LastWorkday => "cron.lastWorkday",
            Self::NearestWorkday { .. } => "cron.nearestWorkday",
            Self::LastOfWeekday { .. } => "cron.lastOfWeekday",
            Self::NthOfWeekday { .. } => "cron.nthOfWeekday",
        }
    }
}

impl Cron {
    /// What the expression says: the time of the day, then days of the month, days of the week and months, each left
    /// out where all are meant.
    ///
    /// ```
    /// use dhis2_steward::domain::cron::{Cron, Field, Phrase, TimeOfDay};
    ///
    /// let cron: Cron = "0 30 3 ? * MON-FRI".parse()?;
    /// assert_eq!(cron.describe(), [
    ///     Phrase::At(vec![TimeOfDay { hour: 3, minute: 30, second: 0 }]),
    ///     Phrase::In { field: Field::DayOfWeek, runs: vec![(1, 5)] },
    /// ]);
    /// # Ok::<(), dhis2_steward::Error>(())
    /// ```
    pub fn describe(&self) -> Vec<Phrase> {
        let mut phrases = self.describe_time();
        phrases.extend(self.days.iter().chain(&self.weekdays).filter_map(describe_days));
        phrases
            .extend(describe_values(Field::Month, self.months).filter(|_| self.months != Field::Month.all()));
        phrases
    }

    fn describe_time(&self) -> Vec<Phrase> {
        let sets = [(Field::Second, self.seconds), (Field::Minute, self.minutes), (Field::Hour, self.hours)];
        if sets.iter().map(|(_, set)| set.count_ones()).product::<u32>() <= TIMES {
            return vec![Phrase::At(self.times())];
        }
        let mut phrases = Vec::new();
        for (field, set) in sets {
            // “Every five minutes” says that it begins with the minute, and means every hour.
            let is_said = match phrases.last() {
                None => set == 1,
                Some(Phrase::Every { .. }) => set == field.all(),
                Some(_) => false,
            };
            if !is_said {
                phrases.extend(describe_values(field, set));
            }
        }
        phrases
    }

    fn times(&self) -> Vec<TimeOfDay> {
        let mut times = Vec::new();
        for hour in members(self.hours, 0) {
            for minute in members(self.minutes, 0) {
                times.extend(members(self.seconds, 0).map(|second| TimeOfDay { hour, minute, second }));
            }
        }
        times
    }
}

fn describe_days(rule: &DayRule) -> Option<Phrase> {
    match *rule {
        DayRule::DaysOfMonth(days) if days == Field::DayOfMonth.all() => None,
        DayRule::DaysOfWeek(days) if days == Field::DayOfWeek.all() => None,
        DayRule::DaysOfMonth(days) => describe_values(Field::DayOfMonth, days),
        DayRule::DaysOfWeek(days) => describe_values(Field::DayOfWeek, days),
        DayRule::Last(before) => Some(Phrase::LastDay { before }),
        DayRule::LastWorkday => Some(Phrase::LastWorkday),
        DayRule::Workday(day) => Some(Phrase::NearestWorkday { day }),
        DayRule::LastOfWeekday(weekday) => Some(Phrase::LastOfWeekday { weekday }),
        DayRule::NthOfWeekday(weekday, nth) => Some(Phrase::NthOfWeekday { weekday, nth }),
    }
}

/// A set in the shortest way: all, steps of the same width, or runs.
fn describe_values(field: Field, set: u64) -> Option<Phrase> {
    let values: Vec<u32> = members(set, 0).collect();
    let (from, to) = (*values.first()?, *values.last()?);
    let mut steps = values.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?));
    let step = steps.next().unwrap_or(1);
    let is_even = steps.all(|other| other == step);
    if set == field.all() || (is_even && step > 1 && values.len() > 2) {
        return Some(Phrase::Every { field, step, from, to });
    }
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for value in values {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == value => *last = value,
            _ => runs.push((value, value)),
        }
    }
    Some(Phrase::In { field, runs })
}
