//! Periods of the ISO calendar: every DHIS2 period type, with identifiers, dates, order and neighbours.
//!
//! A server with another calendar counts months in that one, so call [`require_iso_calendar`] first.

use core::fmt;
use core::iter::successors;
use core::str::FromStr;

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Date, YEARS, digits};

/// A period type, from the shortest to the longest.
///
/// Only the newest servers have `FinancialFeb`, `FinancialAug` and `WeeklyFriday`. The server's `TwoYearly` is omitted:
/// its periods have no identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodType {
    /// A day: `20260131`.
    Daily,
    /// An ISO 8601 week, from Monday: `2026W5`.
    Weekly,
    /// A week from Wednesday: `2026WedW5`.
    WeeklyWednesday,
    /// A week from Thursday: `2026ThuW5`.
    WeeklyThursday,
    /// A week from Friday: `2026FriW5`.
    WeeklyFriday,
    /// A week from Saturday: `2026SatW5`.
    WeeklySaturday,
    /// A week from Sunday: `2026SunW5`.
    WeeklySunday,
    /// Two weeks from Monday: `2026BiW3`. See [`Period::next`] for years of 53 weeks.
    BiWeekly,
    /// A month: `202601`.
    Monthly,
    /// Two months: `202601B` is January and February.
    BiMonthly,
    /// Three months: `2026Q1`.
    Quarterly,
    /// Three months of the year that starts in the previous November: `2026NovQ1` starts in November 2025.
    QuarterlyNov,
    /// Half a year: `2026S1`.
    SixMonthly,
    /// Half of a year that starts in April: `2026AprilS1`.
    SixMonthlyApril,
    /// Half of the year that starts in the previous November: `2026NovS1` starts in November 2025.
    SixMonthlyNov,
    /// A year: `2026`.
    Yearly,
    /// A year from February: `2026Feb`.
    FinancialFeb,
    /// A year from April: `2026April`.
    FinancialApril,
    /// A year from July: `2026July`.
    FinancialJuly,
    /// A year from August: `2026Aug`.
    FinancialAug,
    /// A year from September: `2026Sep`.
    FinancialSep,
    /// A year from October: `2026Oct`.
    FinancialOct,
    /// A year from the previous November: `2026Nov` starts in November 2025.
    FinancialNov,
}

/// The length and start of the periods of a type.
#[derive(Clone, Copy)]
enum Length {
    Day,
    /// A number of weeks; the first of a year is the one that contains 4 January.
    Weeks {
        /// Monday is 1.
        from: i32,
        weeks: i32,
    },
    /// A number of months.
    Months {
        months: i32,
        /// The months between January of the identifier's year and the start of the first one.
        from: i32,
    },
}

use Length::{Day, Months, Weeks};

impl PeriodType {
    /// Every type, from the shortest to the longest.
    pub const ALL: [PeriodType; 23] = [
        Self::Daily,
        Self::Weekly,
        Self::WeeklyWednesday,
        Self::WeeklyThursday,
        Self::WeeklyFriday,
        Self::WeeklySaturday,
        Self::WeeklySunday,
        Self::BiWeekly,
        Self::Monthly,
        Self::BiMonthly,
        Self::Quarterly,
        Self::QuarterlyNov,
        Self::SixMonthly,
        Self::SixMonthlyApril,
        Self::SixMonthlyNov,
        Self::Yearly,
        Self::FinancialFeb,
        Self::FinancialApril,
        Self::FinancialJuly,
        Self::FinancialAug,
        Self::FinancialSep,
        Self::FinancialOct,
        Self::FinancialNov,
    ];

    /// The name, the part after the year in identifiers, and the length.
    const fn row(self) -> (&'static str, &'static str, Length) {
        match self {
            Self::Daily => ("Daily", "", Day),
            Self::Weekly => ("Weekly", "W", Weeks { from: 1, weeks: 1 }),
            Self::WeeklyWednesday => ("WeeklyWednesday", "WedW", Weeks { from: 3, weeks: 1 }),
            Self::WeeklyThursday => ("WeeklyThursday", "ThuW", Weeks { from: 4, weeks: 1 }),
            Self::WeeklyFriday => ("WeeklyFriday", "FriW", Weeks { from: 5, weeks: 1 }),
            Self::WeeklySaturday => ("WeeklySaturday", "SatW", Weeks { from: 6, weeks: 1 }),
            Self::WeeklySunday => ("WeeklySunday", "SunW", Weeks { from: 7, weeks: 1 }),
            Self::BiWeekly => ("BiWeekly", "BiW", Weeks { from: 1, weeks: 2 }),
            Self::Monthly => ("Monthly", "", Months { months: 1, from: 0 }),
            Self::BiMonthly => ("BiMonthly", "B", Months { months: 2, from: 0 }),
            Self::Quarterly => ("Quarterly", "Q", Months { months: 3, from: 0 }),
            Self::QuarterlyNov => ("QuarterlyNov", "NovQ", Months { months: 3, from: -2 }),
            Self::SixMonthly => ("SixMonthly", "S", Months { months: 6, from: 0 }),
            Self::SixMonthlyApril => ("SixMonthlyApril", "AprilS", Months { months: 6, from: 3 }),
            Self::SixMonthlyNov => ("SixMonthlyNov", "NovS", Months { months: 6, from: -2 }),
            Self::Yearly => ("Yearly", "", Months { months: 12, from: 0 }),
            Self::FinancialFeb => ("FinancialFeb", "Feb", Months { months: 12, from: 1 }),
            Self::FinancialApril => ("FinancialApril", "April", Months { months: 12, from: 3 }),
            Self::FinancialJuly => ("FinancialJuly", "July", Months { months: 12, from: 6 }),
            Self::FinancialAug => ("FinancialAug", "Aug", Months { months: 12, from: 7 }),
            Self::FinancialSep => ("FinancialSep", "Sep", Months { months: 12, from: 8 }),
            Self::FinancialOct => ("FinancialOct", "Oct", Months { months: 12, from: 9 }),
            Self::FinancialNov => ("FinancialNov", "Nov", Months { months: 12, from: -2 }),
        }
    }

    /// The name as the server writes it, such as `SixMonthlyApril`.
    pub const fn as_str(self) -> &'static str {
        self.row().0
    }

    fn code(self) -> &'static str {
        self.row().1
    }

    fn length(self) -> Length {
        self.row().2
    }

    /// The period of this type that contains a date.
    ///
    /// ```
    /// use dhis2_steward::domain::period::PeriodType;
    ///
    /// let day = "2027-01-01".parse()?;
    /// assert_eq!(PeriodType::Weekly.containing(day).to_string(), "2026W53");
    /// assert_eq!(PeriodType::FinancialApril.containing(day).to_string(), "2026April");
    /// # Ok::<(), dhis2_steward::Error>(())
    /// ```
    pub fn containing(self, day: Date) -> Period {
        let start = match self.length() {
            Day => day,
            Weeks { from, weeks } => {
                let start = day.plus_days(-(day.weekday().cast_signed() - from).rem_euclid(7));
                let is_second = weeks == 2 && week_of(start, from).1 % 2 == 0;
                if is_second { start.plus_days(-7) } else { start }
            }
            Months { months, from } => {
                let since = months_of(day) - from;
                Date::first_of_month(since - since.rem_euclid(months) + from)
            }
        };
        Period { start, period_type: self }
    }

    /// The periods from the one that contains `from` to the one that contains `to`.
    ///
    /// ```
    /// use dhis2_steward::domain::period::PeriodType;
    ///
    /// let quarters = PeriodType::Quarterly.between("2025-12-31".parse()?, "2026-04-01".parse()?);
    /// let names: Vec<String> = quarters.map(|quarter| quarter.to_string()).collect();
    /// assert_eq!(names, ["2025Q4", "2026Q1", "2026Q2"]);
    /// # Ok::<(), dhis2_steward::Error>(())
    /// ```
    pub fn between(self, from: Date, to: Date) -> impl Iterator<Item = Period> + use<> {
        let first = Some(self.containing(from)).filter(|_| from <= to);
        following(first).take_while(move |period| period.start <= to)
    }

    /// The periods whose identifiers begin with a year; none if the year does not have four digits.
    pub fn of_year(self, year: i32) -> impl Iterator<Item = Period> + use<> {
        following(self.numbered(year, 1)).take_while(move |period| period.year() == year)
    }

    /// The nth period of a year, if the year has that many.
    fn numbered(self, year: i32, number: u32) -> Option<Period> {
        if !YEARS.contains(&year) {
            return None;
        }
        let before = number.checked_sub(1)?.cast_signed();
        let start = match self.length() {
            Day => Date::first_of_month(year * 12).plus_days(before),
            Weeks { from, weeks } => first_week(year, from).plus_days(before * weeks * 7),
            Months { months, from } => Date::first_of_month(year * 12 + from + before * months),
        };
        let period = Period { start, period_type: self };
        (period.year_and_number() == (year, number)).then_some(period)
    }
}

impl fmt::Display for PeriodType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PeriodType {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text).ok_or_else(|| {
            Error::invalid_argument(format!("“{text}” is not a supported period type, such as Monthly."))
        })
    }
}

/// A period and all following ones, up to the last date.
fn following(first: Option<Period>) -> impl Iterator<Item = Period> {
    successors(first, |period| Some(period.next()).filter(|next| next.start > period.start))
}

/// Months since January of the year 0.
fn months_of(day: Date) -> i32 {
    day.year() * 12 + day.month().cast_signed() - 1
}

/// The first day of the first week of a year, for weeks that start on a given weekday.
fn first_week(year: i32, from: i32) -> Date {
    let fourth = Date::first_of_month(year * 12).plus_days(3);
    fourth.plus_days(-(fourth.weekday().cast_signed() - from).rem_euclid(7))
}

/// The year and number of the week that starts on a date: most of its days are in that year.
fn week_of(start: Date, from: i32) -> (i32, i32) {
    let year = start.plus_days(3).year();
    (year, (start.days() - first_week(year, from).days()) / 7 + 1)
}

/// A period, ordered by start date, then by length.
///
/// ```
/// use dhis2_steward::domain::period::Period;
///
/// let half: Period = "2026NovS1".parse()?;
/// assert_eq!((half.start().to_string(), half.end().to_string()), ("2025-11-01".into(), "2026-04-30".into()));
/// assert_eq!(half.next().to_string(), "2026NovS2");
/// assert!("2026Q5".parse::<Period>().is_err());
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    start: Date,
    period_type: PeriodType,
}

/// The name of a period, in parts to be formatted: [`key`](Self::key) names the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodName {
    /// A day.
    Day(Date),
    /// A week with its number and dates.
    Week {
        /// The year the week counts towards.
        year: i32,
        /// The number in the year.
        number: u32,
        /// Its first day.
        start: Date,
        /// Its last day.
        end: Date,
    },
    /// Two weeks with their number and dates.
    TwoWeeks {
        /// The year the weeks count towards.
        year: i32,
        /// The number in the year.
        number: u32,
        /// The first day.
        start: Date,
        /// The last day.
        end: Date,
    },
    /// A month, given by any of its days.
    Month(Date),
    /// Several months, from the month of the start date to that of the end date.
    Months {
        /// The first day of the first month.
        start: Date,
        /// The last day of the last month.
        end: Date,
    },
    /// A year.
    Year(i32),
}

impl PeriodName {
    /// The key of the message, such as `period.week`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Day(_) => "period.day",
            Self::Week { .. } => "period.week",
            Self::TwoWeeks { .. } => "period.twoWeeks",
            Self::Month(_) => "period.month",
            Self::Months { .. } => "period.months",
            Self::Year(_) => "period.year",
        }
    }
}

impl Period {
    /// The period type.
    pub const fn period_type(self) -> PeriodType {
        self.period_type
    }

    /// Its first day.
    pub const fn start(self) -> Date {
        self.start
    }

    /// Its last day.
    pub fn end(self) -> Date {
        match self.period_type.length() {
            Day => self.start,
            Weeks { weeks, .. } => self.start.plus_days(weeks * 7 - 1),
            Months { months, .. } => Date::first_of_month(months_of(self.start) + months).plus_days(-1),
        }
    }

    /// Whether it contains a date.
    pub fn contains(self, day: Date) -> bool {
        (self.start..=self.end()).contains(&day)
    }

    /// The year that its identifier begins with.
    pub fn year(self) -> i32 {
        self.year_and_number().0
    }

    fn year_and_number(self) -> (i32, u32) {
        let (year, number) = match self.period_type.length() {
            Day => {
                let year = self.start.year();
                (year, self.start.days() - Date::first_of_month(year * 12).days() + 1)
            }
            Weeks { from, weeks } => {
                let (year, week) = week_of(self.start, from);
                (year, (week - 1) / weeks + 1)
            }
            Months { months, from } => {
                let since = months_of(self.start) - from;
                (since.div_euclid(12), since.rem_euclid(12) / months + 1)
            }
        };
        (year, number.unsigned_abs())
    }

    /// The next period of its type.
    ///
    /// It starts on the day after this one ends, with one exception: in a year of 53 weeks, the server's `BiW27`
    /// consists of the last week and the first week of the next year, which is also part of the next year's `BiW1`.
    #[must_use]
    pub fn next(self) -> Period {
        self.period_type.containing(self.end().plus_days(1))
    }

    /// The previous period of its type.
    #[must_use]
    pub fn previous(self) -> Period {
        self.period_type.containing(self.start.plus_days(-1))
    }

    /// The name, in parts.
    pub fn name(self) -> PeriodName {
        let (start, end) = (self.start, self.end());
        let (year, number) = self.year_and_number();
        match self.period_type.length() {
            Day => PeriodName::Day(start),
            Weeks { weeks: 1, .. } => PeriodName::Week { year, number, start, end },
            Weeks { .. } => PeriodName::TwoWeeks { year, number, start, end },
            Months { months: 1, .. } => PeriodName::Month(start),
            Months { months: 12, from: 0 } => PeriodName::Year(year),
            Months { .. } => PeriodName::Months { start, end },
        }
    }
}

impl fmt::Display for Period {
    /// The identifier as the server writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = self.year_and_number();
        let code = self.period_type.code();
        match self.period_type {
            PeriodType::Daily => write!(f, "{year:04}{:02}{:02}", self.start.month(), self.start.day()),
            PeriodType::Monthly | PeriodType::BiMonthly => write!(f, "{year:04}{number:02}{code}"),
            period_type if period_type >= PeriodType::Yearly => write!(f, "{year:04}{code}"),
            _ => write!(f, "{year:04}{code}{number}"),
        }
    }
}

impl FromStr for Period {
    type Err = Error;

    /// Parses an identifier; also accepts `2026-01` and `2026-01-31`, as the server does.
    fn from_str(text: &str) -> Result<Self> {
        parse(text).ok_or_else(|| {
            Error::invalid_argument(format!(
                "“{text}” is not an ISO period, such as 202601, 2026Q1 or 2026W5."
            ))
        })
    }
}

fn parse(text: &str) -> Option<Period> {
    let (year, rest) = text.split_at_checked(4)?;
    let year = digits(year, 4)?.cast_signed();
    PeriodType::ALL.into_iter().find_map(|period_type| {
        let code = period_type.code();
        let number = match period_type {
            PeriodType::Daily if rest.starts_with('-') => {
                return text.parse().ok().map(|day| period_type.containing(day));
            }
            PeriodType::Daily => {
                let (month, day) = rest.split_at_checked(2)?;
                return Some(period_type.containing(Date::new(year, digits(month, 2)?, digits(day, 2)?)?));
            }
            PeriodType::Monthly => digits(rest.strip_prefix('-').unwrap_or(rest), 2)?,
            PeriodType::BiMonthly => digits(rest.strip_suffix(code)?, 2)?,
            _ if period_type >= PeriodType::Yearly => (rest == code).then_some(1)?,
            _ => {
                let number = rest.strip_prefix(code)?;
                digits(number, number.len().clamp(1, 2))?
            }
        };
        period_type.numbered(year, number)
    })
}

/// Fails unless the server uses the ISO calendar: `calendar` of `GET /api/system/info`.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] for any other calendar.
pub fn require_iso_calendar(calendar: &str) -> Result<()> {
    // The two differ only in how DHIS2 names them.
    if matches!(calendar, "iso8601" | "gregorian") {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Unsupported,
        format!("Periods of the calendar “{calendar}” are not supported, only iso8601."),
    ))
}

#[cfg(test)]
mod tests;
