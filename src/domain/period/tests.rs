//! Periods against a slow reference that walks through the days.

use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn ids(periods: impl Iterator<Item = Period>) -> Vec<String> {
    periods.map(|period| period.to_string()).collect()
}

/// The identifier of the period that a day lies in, found by walking day by day from one whose place is known.
///
/// Slow and obvious: no division, only "the next one begins today".
fn walked(period_type: PeriodType, from: i32, to: i32) -> Vec<(Date, String)> {
    let mut day = Date::new(from, 1, 1).unwrap();
    let mut all = Vec::new();
    while day.year() <= to {
        all.push((day, slow_id(period_type, day)));
        day = day.plus_days(1);
    }
    all
}

/// The last day of a week that begins on a day of the week.
fn week_days(day: Date, first_weekday: u32) -> Vec<Date> {
    let mut start = day;
    while start.weekday() != first_weekday {
        start = start.plus_days(-1);
    }
    (0..7).map(|offset| start.plus_days(offset)).collect()
}

fn slow_week(day: Date, first_weekday: u32) -> (i32, u32) {
    let mut week = week_days(day, first_weekday);
    // The year that has four or more of its days.
    let year = |week: &[Date]| week[3].year();
    let counted = year(&week);
    let mut number = 0;
    while year(&week) == counted {
        number += 1;
        week = week_days(week[0].plus_days(-1), first_weekday);
    }
    (counted, number)
}

fn slow_id(period_type: PeriodType, day: Date) -> String {
    let (year, month) = (day.year(), day.month());
    let weekly = |code: &str, first_weekday| {
        let (year, week) = slow_week(day, first_weekday);
        format!("{year}{code}{week}")
    };
    let since = |first_month: u32| if month >= first_month { year } else { year - 1 };
    let part_since_november = |months: u32| match month {
        11 | 12 => (year + 1, 1),
        _ => (year, (month + 1) / months + 1),
    };
    match period_type {
        PeriodType::Daily => format!("{year}{month:02}{:02}", day.day()),
        PeriodType::Weekly => weekly("W", 1),
        PeriodType::WeeklyWednesday => weekly("WedW", 3),
        PeriodType::WeeklyThursday => weekly("ThuW", 4),
        PeriodType::WeeklyFriday => weekly("FriW", 5),
        PeriodType::WeeklySaturday => weekly("SatW", 6),
        PeriodType::WeeklySunday => weekly("SunW", 7),
        PeriodType::BiWeekly => {
            let (year, week) = slow_week(day, 1);
            format!("{year}BiW{}", week.div_ceil(2))
        }
        PeriodType::Monthly => format!("{year}{month:02}"),
        PeriodType::BiMonthly => format!("{year}{:02}B", month.div_ceil(2)),
        PeriodType::Quarterly => format!("{year}Q{}", month.div_ceil(3)),
        PeriodType::QuarterlyNov => {
            let (year, quarter) = part_since_november(3);
            format!("{year}NovQ{quarter}")
        }
        PeriodType::SixMonthly => format!("{year}S{}", month.div_ceil(6)),
        PeriodType::SixMonthlyApril => match month {
            4..=9 => format!("{year}AprilS1"),
            _ => format!("{}AprilS2", since(4)),
        },
        PeriodType::SixMonthlyNov => {
            let (year, half) = part_since_november(6);
            format!("{year}NovS{half}")
        }
        PeriodType::Yearly => format!("{year}"),
        PeriodType::FinancialFeb => format!("{}Feb", since(2)),
        PeriodType::FinancialApril => format!("{}April", since(4)),
        PeriodType::FinancialJuly => format!("{}July", since(7)),
        PeriodType::FinancialAug => format!("{}Aug", since(8)),
        PeriodType::FinancialSep => format!("{}Sep", since(9)),
        PeriodType::FinancialOct => format!("{}Oct", since(10)),
        PeriodType::FinancialNov => format!("{}Nov", since(11) + 1),
    }
}

#[test]
fn every_day_of_forty_years_lies_in_the_period_that_walking_day_by_day_finds() {
    for period_type in PeriodType::ALL {
        for (day, id) in walked(period_type, 2000, 2039) {
            let period = period_type.containing(day);
            assert_eq!(period.to_string(), id, "{period_type} {day}");
            assert!(period.contains(day), "{period:?} {day}");
        }
    }
}

#[test]
fn a_period_begins_where_the_one_before_it_ends() {
    for period_type in PeriodType::ALL {
        let mut periods = period_type.between(date("1999-06-15"), date("2040-06-15"));
        let mut last = periods.next().unwrap();
        for period in periods {
            assert_eq!(period.previous(), last);
            assert!(period > last);
            let overlap = last.end().days() + 1 - period.start().days();
            let is_53 = last.to_string().ends_with("BiW27");
            assert_eq!(overlap, if is_53 { 7 } else { 0 }, "{last} {period}");
            last = period;
        }
    }
}

#[test]
fn the_periods_of_a_year_are_those_whose_identifiers_begin_with_it() {
    assert_eq!(PeriodType::Daily.of_year(2028).count(), 366);
    assert_eq!(PeriodType::Weekly.of_year(2026).count(), 53);
    assert_eq!(PeriodType::Weekly.of_year(2027).count(), 52);
    assert_eq!(
        ids(PeriodType::BiMonthly.of_year(2026)).join(" "),
        "202601B 202602B 202603B 202604B 202605B 202606B"
    );
    assert_eq!(
        ids(PeriodType::QuarterlyNov.of_year(2026)),
        ["2026NovQ1", "2026NovQ2", "2026NovQ3", "2026NovQ4"]
    );
    assert_eq!(ids(PeriodType::FinancialNov.of_year(2026)), ["2026Nov"]);
    assert_eq!(PeriodType::BiWeekly.of_year(2026).last().unwrap().to_string(), "2026BiW27");
    assert_eq!(PeriodType::BiWeekly.of_year(2027).count(), 26);
}

#[test]
fn first_and_last_days_are_those_that_dhis2_documents() {
    for (id, start, end) in [
        ("2026W53", "2026-12-28", "2027-01-03"),
        ("2015SunW1", "2015-01-04", "2015-01-10"),
        ("2015WedW1", "2014-12-31", "2015-01-06"),
        ("2015ThuW1", "2015-01-01", "2015-01-07"),
        ("2015SatW1", "2015-01-03", "2015-01-09"),
        ("2026BiW1", "2025-12-29", "2026-01-11"),
        ("202602B", "2026-03-01", "2026-04-30"),
        ("2026AprilS2", "2026-10-01", "2027-03-31"),
        ("2026NovS1", "2025-11-01", "2026-04-30"),
        ("2026NovQ2", "2026-02-01", "2026-04-30"),
        ("2027Feb", "2027-02-01", "2028-01-31"),
        ("2026April", "2026-04-01", "2027-03-31"),
        ("2026Nov", "2025-11-01", "2026-10-31"),
    ] {
        let period: Period = id.parse().unwrap();
        assert_eq!((period.start(), period.end()), (date(start), date(end)), "{id}");
    }
}

#[test]
fn what_is_no_period_is_refused() {
    for text in [
        "",
        "2026Q0",
        "2026Q5",
        "2026Q",
        "2026Q11",
        "202600",
        "202613",
        "20260230",
        "2026W0",
        "2027W53",
        "2026W054",
        "2027BiW27",
        "202607B",
        "20261B",
        "2026B",
        "2026S3",
        "2026NovS3",
        "2026Nov1",
        "2026Feb2",
        "26Q1",
        "2026q1",
        "2026-1",
        "2026-02-30",
        "2026-01-1",
        "2026Wed",
        "٢٠٢٦",
        "2026W٥",
        "2026-W5",
        "+026",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
    assert_eq!("2026W05".parse::<Period>().unwrap().to_string(), "2026W5");
    assert_eq!("2026-01".parse::<Period>().unwrap().to_string(), "202601");
    assert_eq!("2026-01-31".parse::<Period>().unwrap().to_string(), "20260131");
    assert!("Hourly".parse::<PeriodType>().is_err());
}

#[test]
fn periods_are_ordered_by_their_first_day_and_then_by_length() {
    let mut periods: Vec<Period> = ["2026", "202602", "20260101", "202601", "2025Q4", "2026Q1"]
        .map(|text| text.parse().unwrap())
        .to_vec();
    periods.sort();
    assert_eq!(ids(periods.into_iter()), ["2025Q4", "20260101", "202601", "2026Q1", "2026", "202602"]);
}

#[test]
fn a_name_is_parts_and_never_a_sentence() {
    let name = |id: &str| id.parse::<Period>().unwrap().name();
    assert_eq!(name("2026"), PeriodName::Year(2026));
    assert_eq!(name("202603"), PeriodName::Month(date("2026-03-01")));
    assert_eq!(name("2026W1").key(), "period.week");
    assert_eq!(name("2026NovS1"), PeriodName::Months { start: date("2025-11-01"), end: date("2026-04-30") });
    assert_eq!(
        name("2026BiW27"),
        PeriodName::TwoWeeks { year: 2026, number: 27, start: date("2026-12-28"), end: date("2027-01-10") }
    );
}

#[test]
fn another_calendar_is_unsupported() {
    assert!(require_iso_calendar("iso8601").is_ok());
    assert_eq!(require_iso_calendar("ethiopian").unwrap_err().kind(), ErrorKind::Unsupported);
}

#[test]
fn no_year_and_no_day_is_too_far_away_to_be_reckoned_with() {
    for period_type in PeriodType::ALL {
        for year in [i32::MIN, -1, 10_000, i32::MAX] {
            assert_eq!(period_type.of_year(year).next(), None, "{period_type} {year}");
        }
        assert!(period_type.of_year(9999).count() > 0);
        for days in [i32::MIN, i32::MAX] {
            let day = Date::new(2026, 1, 1).unwrap().plus_days(days);
            let period = period_type.containing(day);
            assert!(period_type.between(day, day).count() <= 2, "{period_type} ends");
            let _ = (period.next(), period.previous(), period.end(), period.name(), period.to_string());
        }
    }
}

proptest! {
    #[test]
    fn an_identifier_is_read_as_it_was_written(days in -200_000_i32..2_000_000, place in 0_usize..23) {
        let period = PeriodType::ALL[place].containing(Date::new(1970, 1, 1).unwrap().plus_days(days));
        prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        prop_assert_eq!(PeriodType::ALL[place].as_str().parse::<PeriodType>().unwrap(), PeriodType::ALL[place]);
    }

    #[test]
    fn no_text_breaks_the_parser(text in "[0-9]{0,4}[A-Za-z0-9é-]{0,8}") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        }
    }

    #[test]
    fn periods_between_two_days_are_those_that_share_a_day_with_the_span(
        start in 10_000_i32..30_000, length in 0_i32..800, place in 0_usize..23,
    ) {
        let from = Date::new(1970, 1, 1).unwrap().plus_days(start);
        let to = from.plus_days(length);
        let mut expected: Vec<String> = Vec::new();
        for offset in 0..=length {
            let id = PeriodType::ALL[place].containing(from.plus_days(offset)).to_string();
            if expected.last() != Some(&id) {
                expected.push(id);
            }
        }
        prop_assert_eq!(ids(PeriodType::ALL[place].between(from, to)), expected);
    }
}
