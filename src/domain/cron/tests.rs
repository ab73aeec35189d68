//! Cron against what servers took and refused, and against a slow reference that tries every second or minute.

use proptest::prelude::*;

use super::*;
use crate::model::{Date, Timestamp};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn at(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().wall_millis()
}

fn utc(_: i64) -> i32 {
    0
}

fn days(text: &str, from: &str, count: usize) -> Vec<String> {
    let cron: Cron = text.parse().unwrap();
    let times = cron.next_times(at(from), count, &utc);
    times.into_iter().map(|at| Timestamp::from_wall_millis(at).date().to_string()).collect()
}

#[test]
fn what_real_servers_took_is_read_and_what_they_refused_is_not() {
    for text in [
        "0 0 5 L * ?",
        "0 0 1,13 * * *",
        "0 0 3 ? * MON#1",
        "0 0 3 15W * ?",
        "@daily",
        "0 0 0 ? * SUN-TUE",
        "0 0 3 ? * mon",
        "0 0/5 * * * *",
        "0 0 3 31 2 *",
        "0  0 3 ? * *",
        "0 0 12 ? * MON-FRI",
    ] {
        assert!(Cron::parse(text).is_ok(), "{text}");
    }
    for text in ["rubbish", "0 0 25 * * *", "0 0 3", "0 0 0 0 1 *"] {
        assert!(Cron::parse(text).is_err(), "{text}");
    }
}

#[test]
fn every_corner_of_the_dialect_is_taken_or_refused_as_spring_does() {
    for text in [
        "0 0 0 L-3 * *",
        "0 0 0 LW * *",
        "0 0 0 1W,15,L * *",
        "0 0 0 L,? * *",
        "0 0 0 * * 5L",
        "0 0 0 * * thuL",
        "0 0 0 ? * 0#5",
        "0 0 0 ? * 1#9",
        "0 0 0 ? * MON#1,WED#3,5",
        "0 0 0 ? JAN-MAR,dec 0",
        "0 0 0 ? * 7-7",
        "0 0 0 1 */2 *",
        "5/20 1-9/3 * * * *",
        "0 0 0 * * FRI-SUN",
        "  @Hourly ",
        "@WEEKLY",
        "\t0 0 0 * * * ",
        "+1 0 0 * * *",
        "0 0 0 L-40 * *",
    ] {
        assert!(Cron::parse(text).is_ok(), "{text}");
    }
    for (text, field) in [
        ("60 0 0 * * *", Field::Second),
        ("? 0 0 * * *", Field::Second),
        ("-1 0 0 * * *", Field::Second),
        ("0 5-1 0 * * *", Field::Minute),
        ("0 1,,2 0 * * *", Field::Minute),
        ("0 1, 0 * * *", Field::Minute),
        ("0 0 */0 * * *", Field::Hour),
        ("0 0 1/-2 * * *", Field::Hour),
        ("0 0 ? * * *", Field::Hour),
        ("0 0 0 32 * *", Field::DayOfMonth),
        ("0 0 0 l * *", Field::DayOfMonth),
        ("0 0 0 L-0 * *", Field::DayOfMonth),
        ("0 0 0 L3 * *", Field::DayOfMonth),
        ("0 0 0 W * *", Field::DayOfMonth),
        ("0 0 0 32W * *", Field::DayOfMonth),
        ("0 0 0 1,? * *", Field::DayOfMonth),
        ("0 0 0 5L * *", Field::DayOfMonth),
        ("0 0 0 15WL * *", Field::DayOfMonth),
        ("0 0 0 * JANUARY *", Field::Month),
        ("0 0 0 * 0 *", Field::Month),
        ("0 0 0 * ? *", Field::Month),
        ("0 0 0 * * L", Field::DayOfWeek),
        ("0 0 0 * * 8", Field::DayOfWeek),
        ("0 0 0 * * FRI-MON", Field::DayOfWeek),
        ("0 0 0 * * MON#0", Field::DayOfWeek),
        ("0 0 0 * * #1", Field::DayOfWeek),
        ("0 0 0 * * L5", Field::DayOfWeek),
    ] {
        let fault = Cron::parse(text).unwrap_err();
        assert_eq!(fault.field(), Some(field), "{text}");
    }
    for (text, count) in [("", 0), ("@reboot", 1), ("0\t0 0 * * *", 5), ("0 0 0 * * * 2026", 7)] {
        assert_eq!(Cron::parse(text), Err(CronFault::FieldCount(count)), "{text}");
    }
}

#[test]
fn days_follow_the_calendar() {
    let from = "2026-11-21T12:00:00.000";
    assert_eq!(days("0 0 5 L * ?", from, 3), ["2026-11-30", "2026-12-31", "2027-01-31"]);
    assert_eq!(days("0 0 5 L-3 * ?", from, 2), ["2026-11-27", "2026-12-28"]);
    assert_eq!(days("0 0 5 LW 1,2 ?", from, 2), ["2027-01-29", "2027-02-26"]);
    assert_eq!(days("0 0 3 1W 5 ?", from, 2), ["2027-05-03", "2028-05-01"]);
    assert_eq!(days("0 0 3 ? * 5L", from, 2), ["2026-11-27", "2026-12-25"]);
    assert_eq!(days("0 0 3 ? * 0#1", from, 2), ["2026-12-06", "2027-01-03"]);
    assert_eq!(days("0 0 3 29 2 MON", from, 2), ["2044-02-29", "2072-02-29"]);
    assert_eq!(days("0 0 3 29 2 1", "2072-03-01", 1), ["2112-02-29"]);
    assert!(days("0 0 3 31 2 *", from, 1).is_empty());
    assert!(days("0 0 3 ? * MON#6", from, 1).is_empty());
    // A Sunday at the end of a month has no Monday behind it in the month.
    assert_eq!(days("0 0 3 31W * ?", "2027-01-01", 2), ["2027-03-31", "2027-05-31"]);
}

#[test]
fn a_time_that_is_leapt_over_is_left_out_and_one_that_comes_twice_runs_twice() {
    let text = |at: i64| Timestamp::from_wall_millis(at).to_string();
    let amsterdam = changes(vec![(at("2026-03-29T01:00"), 120), (at("2026-10-25T01:00"), 60)], 60);
    let times = |expression: &str, from: &str, count| {
        let cron: Cron = expression.parse().unwrap();
        cron.next_times(at(from), count, &amsterdam).into_iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(
        times("0 10 2 * * *", "2026-03-28T12:00", 2),
        ["2026-03-30T00:10:00.000", "2026-03-31T00:10:00.000"]
    );
    assert_eq!(
        times("0 0 * * * *", "2026-03-29T00:00", 2),
        ["2026-03-29T01:00:00.000", "2026-03-29T02:00:00.000"]
    );
    assert_eq!(
        times("0 30 2 * * *", "2026-10-24T12:00", 3),
        ["2026-10-25T00:30:00.000", "2026-10-25T01:30:00.000", "2026-10-26T01:30:00.000"]
    );
    // Cairo leaps over midnight itself.
    let cairo = changes(vec![(at("2026-04-23T22:00"), 180)], 120);
    let midnight: Cron = "@midnight".parse().unwrap();
    let after = midnight.next(at("2026-04-23T12:00"), &cairo).map(text);
    assert_eq!(after.as_deref(), Some("2026-04-24T21:00:00.000"));
}

#[test]
fn nothing_runs_in_times_that_no_clock_shows() {
    let daily: Cron = "@daily".parse().unwrap();
    let furthest = 8_640_000_000_000_000;
    for after in [i64::MIN, -furthest - 1, furthest + 1, i64::MAX] {
        assert_eq!(daily.next(after, &utc), None);
    }
    for after in [-furthest, furthest] {
        assert_eq!(daily.next(after, &utc), Some(after + DAY));
        for offset in [i32::MIN, i32::MAX] {
            let _ = daily.next(after, &|_| offset);
        }
    }
}

#[test]
fn an_expression_says_what_it_means_in_parts() {
    use Phrase::{At, Every, In};
    let said = |text: &str| text.parse::<Cron>().unwrap().describe();
    let time = |hour, minute| TimeOfDay { hour, minute, second: 0 };
    assert_eq!(said("@daily"), [At(vec![time(0, 0)])]);
    assert_eq!(said("0 0,30 1,13 * * *"), [At(vec![time(1, 0), time(1, 30), time(13, 0), time(13, 30)])]);
    assert_eq!(said("0 0/5 * * * *"), [Every { field: Field::Minute, step: 5, from: 0, to: 55 }]);
    assert_eq!(said("@hourly"), [Every { field: Field::Hour, step: 1, from: 0, to: 23 }]);
    assert_eq!(
        said("0 30 * * * *"),
        [
            In { field: Field::Minute, runs: vec![(30, 30)] },
            Every { field: Field::Hour, step: 1, from: 0, to: 23 }
        ]
    );
    assert_eq!(
        said("*/10 * 8-9 L,15W JAN-MAR,DEC SUN#1,5L"),
        [
            Every { field: Field::Second, step: 10, from: 0, to: 50 },
            In { field: Field::Hour, runs: vec![(8, 9)] },
            Phrase::LastDay { before: 0 },
            Phrase::NearestWorkday { day: 15 },
            Phrase::NthOfWeekday { weekday: 7, nth: 1 },
            Phrase::LastOfWeekday { weekday: 5 },
            In { field: Field::Month, runs: vec![(1, 3), (12, 12)] },
        ]
    );
    assert_eq!(
        said("0 0 0 1-31/2 * SAT,SUN").last(),
        Some(&In { field: Field::DayOfWeek, runs: vec![(6, 7)] })
    );
}

/// A zone whose clocks are `first` minutes ahead until the first change.
fn changes(changes: Vec<(i64, i32)>, first: i32) -> impl Fn(i64) -> i32 {
    move |at| changes.iter().rev().find(|(change, _)| at >= *change).map_or(first, |(_, offset)| *offset)
}

/// A part of a field as the reference understands it.
#[derive(Clone, Copy, Debug)]
enum Part {
    All,
    One(u32),
    Range(u32, u32),
    From(u32, u32),
    RangeStep(u32, u32, u32),
    Every(u32),
    Last,
    LastButSome(u32),
    LastWorkday,
    Workday(u32),
    LastOf(u32),
    Nth(u32, u32),
}

impl Part {
    fn text(self) -> String {
        match self {
            Self::All => "*".into(),
            Self::One(value) => value.to_string(),
            Self::Range(from, to) => format!("{from}-{to}"),
            Self::From(from, step) => format!("{from}/{step}"),
            Self::RangeStep(from, to, step) => format!("{from}-{to}/{step}"),
            Self::Every(step) => format!("*/{step}"),
            Self::Last => "L".into(),
            Self::LastButSome(days) => format!("L-{days}"),
            Self::LastWorkday => "LW".into(),
            Self::Workday(day) => format!("{day}W"),
            Self::LastOf(weekday) => format!("{weekday}L"),
            Self::Nth(weekday, nth) => format!("{weekday}#{nth}"),
        }
    }

    /// Whether `value` of a field from `first` on is meant, on a day.
    fn means(self, value: u32, first: u32, date: Date) -> bool {
        let next = |days: i32| date.plus_days(days);
        let is_in_month = |day: Date| (day.year(), day.month()) == (date.year(), date.month());
        let is_workday = |day: Date| day.weekday() < 6;
        match self {
            Self::All => true,
            Self::One(one) => one == value,
            Self::Range(from, to) => (from..=to).contains(&value),
            Self::From(from, step) => value >= from && (value - from).is_multiple_of(step),
            Self::RangeStep(from, to, step) => {
                (from..=to).contains(&value) && (value - from).is_multiple_of(step)
            }
            Self::Every(step) => (value - first).is_multiple_of(step),
            Self::Last => !is_in_month(next(1)),
            Self::LastButSome(days) => {
                let last = next(i32::try_from(days).unwrap());
                is_in_month(last) && !is_in_month(last.plus_days(1))
            }
            Self::LastWorkday => {
                let mut later = (1..7).map(next).take_while(|day| is_in_month(*day));
                is_workday(date) && !later.any(is_workday)
            }
            Self::Workday(day) => {
                let wanted = Date::new(date.year(), date.month(), day);
                let near = |wanted: Date| {
                    // The nearest one, back before forth; the first of a month has none before it.
                    [0, -1, 1, 2]
                        .map(|days| wanted.plus_days(days))
                        .into_iter()
                        .filter(|day| is_workday(*day))
                        .find(|day| is_in_month(*day) || *day > wanted)
                };
                wanted.and_then(near) == Some(date)
            }
            Self::LastOf(weekday) => date.weekday() == weekday && !is_in_month(next(7)),
            Self::Nth(weekday, nth) => {
                let before = (0..date.day().cast_signed()).map(|days| next(-days));
                date.weekday() == weekday
                    && before.filter(|day| day.weekday() == weekday).count() == nth as usize
            }
        }
    }
}

type Fields = [Vec<Part>; 6];

fn text_of(fields: &Fields) -> String {
    let field = |parts: &Vec<Part>| parts.iter().map(|part| part.text()).collect::<Vec<_>>().join(",");
    fields.iter().map(field).collect::<Vec<_>>().join(" ")
}

/// Whether a clock that shows `wall` shows what the fields name.
fn shows(fields: &Fields, wall: i64) -> bool {
    let date = Timestamp::from_wall_millis(wall).date();
    let seconds = u32::try_from(wall.rem_euclid(DAY) / 1_000).unwrap();
    let values = [seconds % 60, seconds / 60 % 60, seconds / 3_600, date.day(), date.month(), date.weekday()];
    let firsts = [0, 0, 0, 1, 1, 1];
    fields
        .iter()
        .zip(values.into_iter().zip(firsts))
        .all(|(parts, (value, first))| parts.iter().any(|part| part.means(value, first, date)))
}

fn numbers(from: u32, to: u32) -> BoxedStrategy<Part> {
    let step = 1..=to;
    prop_oneof![
        3 => Just(Part::All),
        3 => (from..=to).prop_map(Part::One),
        1 => (from..=to, from..=to).prop_map(|(one, other)| Part::Range(one.min(other), one.max(other))),
        1 => (from..=to, step.clone()).prop_map(|(first, step)| Part::From(first, step)),
        1 => (from..=to, from..=to, step.clone())
            .prop_map(|(one, other, step)| Part::RangeStep(one.min(other), one.max(other), step)),
        1 => step.prop_map(Part::Every),
    ]
    .boxed()
}

fn fields(second: BoxedStrategy<Part>) -> impl Strategy<Value = Fields> {
    let list = |part| prop::collection::vec(part, 1..3);
    let day = prop_oneof![
        4 => numbers(1, 31),
        1 => Just(Part::Last),
        1 => (1_u32..29).prop_map(Part::LastButSome),
        1 => Just(Part::LastWorkday),
        1 => (1_u32..=31).prop_map(Part::Workday),
    ];
    let weekday = prop_oneof![
        // At the beginning of a range 7 is the Sunday before, so that "7-7" is the whole week.
        4 => numbers(1, 7).prop_map(|part| match part {
            Part::Range(7, _) | Part::RangeStep(7, ..) => Part::One(7),
            part => part,
        }),
        1 => (1_u32..=7).prop_map(Part::LastOf),
        1 => (1_u32..=7, 1_u32..=6).prop_map(|(weekday, nth)| Part::Nth(weekday, nth)),
    ];
    (
        list(second),
        list(numbers(0, 59)),
        list(numbers(0, 23)),
        list(day.boxed()),
        list(numbers(1, 12)),
        list(weekday.boxed()),
    )
        .prop_map(|(second, minute, hour, day, month, weekday)| [second, minute, hour, day, month, weekday])
}

/// Two changes of the clock some weeks apart, by half an hour, an hour or two, at any time of the day.
fn zone() -> impl Strategy<Value = (Vec<(i64, i32)>, i32)> {
    let jump = prop_oneof![Just(30), Just(60), Just(120), Just(-30), Just(-60), Just(-120)];
    (-12_i32..=13, 0_i64..48, 30_i64..60, jump).prop_map(|(hours, half_hours, weeks, jump)| {
        let first = at("2026-03-28T00:00") + half_hours * 30 * MINUTE;
        let offset = hours * 60 + 15;
        (vec![(first, offset + jump), (first + weeks * DAY, offset)], offset)
    })
}

/// The first moment that the reference finds, trying one after the other.
fn slow_next(fields: &Fields, after: i64, end: i64, step: i64, zone: &dyn Fn(i64) -> i32) -> Option<i64> {
    let mut at = (after.div_euclid(step) + 1) * step;
    while at <= end {
        if shows(fields, at + i64::from(zone(at)) * MINUTE) {
            return Some(at);
        }
        at += step;
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_next_time_is_the_first_minute_that_fits(
        fields in fields(Just(Part::One(0)).boxed()),
        (changed, first) in zone(),
        start in 0_i64..90,
    ) {
        let cron = Cron::parse(&text_of(&fields)).unwrap();
        let zone = changes(changed, first);
        let after = at("2026-03-01T00:00") + start * 13 * HOUR + 17;
        let end = after + 45 * DAY;
        let found = cron.next(after, &zone).filter(|at| *at <= end);
        prop_assert_eq!(found, slow_next(&fields, after, end, MINUTE, &zone), "{}", cron);
    }

    #[test]
    fn around_a_change_of_the_clock_every_second_that_fits_is_found(
        fields in fields(numbers(0, 59)),
        (changed, first) in zone(),
        start in 0_i64..5,
    ) {
        let fields: Fields =
            [fields[0].clone(), fields[1].clone(), fields[2].clone(), vec![Part::All], vec![Part::All], vec![Part::All]];
        let cron = Cron::parse(&text_of(&fields)).unwrap();
        let mut after = changed[0].0 - start * HOUR - 1;
        let zone = changes(changed, first);
        for _ in 0..4 {
            let end = after + 6 * HOUR;
            let found = cron.next(after, &zone).filter(|at| *at <= end);
            prop_assert_eq!(found, slow_next(&fields, after, end, 1_000, &zone), "{}", cron);
            let Some(found) = found else { break };
            after = found;
        }
    }

    #[test]
    fn no_text_breaks_the_parser(text in "[0-9*?/,LW#@a-zA-Zé -]{0,24}") {
        if let Ok(cron) = Cron::parse(&text) {
            prop_assert_eq!(cron.as_str().parse::<Cron>().unwrap(), cron);
        }
    }

    #[test]
    fn what_is_read_is_described_in_full(fields in fields(numbers(0, 59))) {
        let cron = Cron::parse(&text_of(&fields)).unwrap();
        let said = cron.describe();
        prop_assert!(!said.is_empty());
        // Only what means every day or month is left out.
        let names_month = said.iter().any(|one| matches!(one, Phrase::Every { field: Field::Month, .. } | Phrase::In { field: Field::Month, .. }));
        prop_assert_eq!(names_month, (1..=12).any(|month| !has(cron.months, month)));
    }
}
