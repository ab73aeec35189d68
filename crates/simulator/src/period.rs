//! DHIS2 periods, of the types that the data sets use.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde_json::{Value, json};

use crate::Version;

/// A period, such as `202601`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// Its identifier, as written.
    pub(crate) iso: String,
    pub(crate) kind: &'static str,
    pub(crate) start: Date,
    pub(crate) end: Date,
}

impl Period {
    /// Reads an identifier such as `2026`, `2026Q1`, `202601`, `2026W5` or `20260131`.
    pub(crate) fn parse(iso: &str) -> Option<Self> {
        let (year, rest) = iso.split_at_checked(4)?;
        let year: i16 = year.parse().ok()?;
        let month = |month: i8, months: i32| {
            let start = Date::new(year, month, 1).ok()?;
            Some((start, start.checked_add(months.months()).ok()?.yesterday().ok()?))
        };
        let is_number = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
        let (kind, (start, end)) = match (rest.strip_prefix('Q'), rest.strip_prefix('W')) {
            _ if rest.is_empty() => ("Yearly", month(1, 12)?),
            (Some(quarter), _) => {
                let quarter: i8 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
                ("Quarterly", month(quarter * 3 - 2, 3)?)
            }
            (_, Some(week)) => {
                let monday = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok()?.date();
                ("Weekly", (monday, monday.checked_add(6.days()).ok()?))
            }
            _ if is_number && rest.len() == 2 => ("Monthly", month(rest.parse().ok()?, 1)?),
            _ if is_number && rest.len() == 4 => {
                let (month, day) = rest.split_at_checked(2)?;
                let day = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
                ("Daily", (day, day))
            }
            _ => return None,
        };
        Some(Self { iso: iso.to_owned(), kind, start, end })
    }

    /// The name in English.
    pub(crate) fn name(&self) -> String {
        match self.kind {
            "Yearly" => self.start.year().to_string(),
            "Monthly" => self.start.strftime("%B %Y").to_string(),
            "Quarterly" => format!("{} - {}", self.start.strftime("%B"), self.end.strftime("%B %Y")),
            "Weekly" => {
                format!("Week {} {} - {}", self.start.iso_week_date().week(), self.start, self.end)
            }
            _ => self.start.to_string(),
        }
    }

    /// What stands for the period in names of other objects: newer versions write the identifier.
    pub(crate) fn title(&self, version: Version) -> String {
        if version >= Version::V2_43 { self.iso.clone() } else { self.name() }
    }

    /// The period as lists show it: newer versions have no identifier there.
    pub(crate) fn listed(&self, version: Version) -> Value {
        let midnight = |day: Date| format!("{day}T00:00:00.000");
        match version >= Version::V2_43 {
            true => json!({
                "periodType": self.kind, "startDate": midnight(self.start), "endDate": midnight(self.end)
            }),
            false => json!({ "id": self.iso, "name": self.iso, "displayName": self.name() }),
        }
    }

    /// Whether the period shares a day with a span.
    pub(crate) fn overlaps(&self, start: Date, end: Date) -> bool {
        self.start <= end && start <= self.end
    }

    /// The number of its last day in the month.
    pub(crate) fn last_day(&self) -> i8 {
        self.end.day()
    }

    /// The periods of the same length before it, the nearest first.
    pub(crate) fn before(&self, count: usize) -> Vec<String> {
        let months = |back: usize| {
            let back = i64::try_from(back).ok()?;
            let start = self.start.checked_sub(back.months()).ok()?;
            Some(start.strftime("%Y%m").to_string())
        };
        (1..=count).filter_map(months).collect()
    }
}

/// A day such as `2026-01-31`, with or without a time behind it.
pub(crate) fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('T').next().unwrap_or_default().splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Date::new(year, month, parts.next()?.parse().ok()?).ok()
}

/// The months that share a day with a span, of a hundred years at most.
pub(crate) fn months(start: Date, end: Date) -> Vec<Period> {
    const MOST: usize = 1200;
    let firsts = start.first_of_month().series(1.month()).take(MOST).take_while(|first| *first <= end);
    firsts.filter_map(|first| Period::parse(&first.strftime("%Y%m").to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_and_named() {
        let names = [
            ("2026", "2026"),
            ("2026Q1", "January - March 2026"),
            ("202602", "February 2026"),
            ("2026W1", "Week 1 2025-12-29 - 2026-01-04"),
            ("20260131", "2026-01-31"),
        ];
        for (iso, name) in names {
            assert_eq!(Period::parse(iso).unwrap().name(), name);
        }
        for iso in ["soon", "2026Q5", "202613", "2026W60", "20260230", ""] {
            assert_eq!(Period::parse(iso), None, "{iso}");
        }
    }

    #[test]
    fn months_are_counted_back() {
        assert_eq!(Period::parse("202602").unwrap().before(3), ["202601", "202512", "202511"]);
        let (start, end) = (day("2026-01-15").unwrap(), day("2026-03-01").unwrap());
        let found: Vec<_> = months(start, end).into_iter().map(|period| period.iso).collect();
        assert_eq!(found, ["202601", "202602", "202603"]);
    }
}
