//! The readers of texts written by people or servers.

use core::fmt::Display;
use core::str::FromStr;

use dhis2_steward::domain::cron::Cron;
use dhis2_steward::domain::period::{Period, PeriodType};
use dhis2_steward::model::{Date, DateRange, JobRef, Queue, Timestamp, Uid, Version};
use dhis2_steward::protocol::{lock_exception, queue};
use dhis2_steward::{BaseUrl, Request};

use crate::mutation::Random;

/// A name, samples, and the reader.
pub(crate) type Row = (&'static str, &'static [&'static str], fn(&[u8]));

/// All readers of texts.
pub(crate) const ALL: &[Row] = &[
    ("cron", CRON, |bytes| cron(&text(bytes))),
    ("period", PERIODS, |bytes| period(&text(bytes))),
    ("job_reference", &["ANALYTICS_TABLE/hyKBiDtFlcC", "é/a1234567890", "/a1234567890"], |bytes| {
        written::<JobRef>(&text(bytes), true);
    }),
    ("uid", &["dOroizYJpqs", "1oroizYJpqs"], |bytes| {
        written::<Uid>(&text(bytes), true);
    }),
    ("version", &["2.42.5.2", "2.44-SNAPSHOT", "2.x"], |bytes| {
        written::<Version>(&text(bytes), true);
    }),
    ("date", &["2026-11-21", "0000-02-29", "9999-12-31"], |bytes| {
        written::<Date>(&text(bytes), true);
    }),
    ("date_range", &["2026-01-01 2026-06-30", "2026-06-30 2026-01-01"], |bytes| {
        let text = text(bytes);
        let (start, end) = text.split_once(' ').unwrap_or((&text, ""));
        if let Ok(range) = DateRange::new(start, end) {
            assert!(range.start() <= range.end());
        }
    }),
    (
        "timestamp",
        &["2026-11-21T07:59:13.326", "1970-01-01T00:00", "2026-11-21", "2026-11-21T07:59:13.326+0000"],
        |bytes| {
            if let Some(time) = written::<Timestamp>(&text(bytes), false) {
                assert!(time.since(time).is_zero());
                time.date();
            }
        },
    ),
    ("base_url", &["https://dhis2.example.org/hmis/", "http://localhost:8080", "https://a:b@c/"], |bytes| {
        if let Ok(url) = BaseUrl::parse(&text(bytes)) {
            assert_eq!(BaseUrl::parse(url.as_str()).unwrap(), url);
        }
    }),
    ("query", &["name:like:é&b", "a=b?c#d%20+;/\\\"", ""], |bytes| query(&text(bytes))),
];

const CRON: &[&str] = &[
    "0 0 3 ? * *",
    "0 0 3 ? * MON-FRI",
    "*/5 10-20/3 0,12 L-3 JAN,MAR-MAY *",
    "0 0 0 LW * ?",
    "0 15 10 15W * ?",
    "0 0 0 ? 2 5L",
    "0 0 0 29 FEB MON#5",
    "@daily",
    "@Yearly",
    "59 59 23 31 12 7",
    "0 0 4 ? * SUN,TUE-SAT/2",
];

const PERIODS: &[&str] = &[
    "20260131",
    "2026-01-31",
    "202601",
    "2026-01",
    "202601B",
    "2026Q1",
    "2026NovQ4",
    "2026S2",
    "2026AprilS1",
    "2026NovS2",
    "2026",
    "2026Feb",
    "2026April",
    "2026July",
    "2026Aug",
    "2026Sep",
    "2026Oct",
    "2026Nov",
    "2026W53",
    "2026WedW1",
    "2026ThuW52",
    "2026FriW5",
    "2026SatW5",
    "2026SunW53",
    "2026BiW27",
    "0000W1",
    "9999W52",
    "99991231",
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Reads a text; its formatted value must be read as the same value, and equal the text if the format is unique.
fn written<T: FromStr<Err: Display> + Display + PartialEq>(text: &str, is_only_way: bool) -> Option<T> {
    match text.parse::<T>() {
        Ok(read) => {
            let again = read.to_string();
            assert!(again.parse::<T>().is_ok_and(|same| same == read), "{text} became {again}");
            assert!(!is_only_way || again == text, "{text} became {again}");
            Some(read)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

fn cron(text: &str) {
    let Some(cron) = written::<Cron>(text, false) else { return };
    assert!(cron.describe().iter().all(|phrase| phrase.key().starts_with("cron.")));
    let mut random = Random::new(text.len() as u64);
    for bits in [8, 22, 0] {
        // Times within a century, far away, and anywhere.
        let after = (random.number() >> bits).cast_signed();
        let minutes = random.below(32 * 60) as i32 - 16 * 60;
        let change = after.saturating_add(7 * 86_400_000);
        let zone = move |at: i64| if at < change { minutes } else { minutes + 60 };
        let next = cron.next_times(after, 3, &zone);
        assert!(next.first().is_none_or(|next| *next > after) && next.is_sorted(), "{text} after {after}");
    }
}

fn period(text: &str) {
    let Some(period) = written::<Period>(text, false) else {
        // A text that is not a period may be a period type.
        let _ = written::<PeriodType>(text, true);
        return;
    };
    assert!(period.start() <= period.end() && period.contains(period.start()));
    assert!(period.next().start() > period.start() && period.previous().start() < period.start());
    let (kind, day_after) = (period.period_type(), period.end().plus_days(1));
    // Biweekly periods overlap if a year has 53 weeks.
    assert!(
        period.next().start() == day_after
            || kind == PeriodType::BiWeekly && period.next().start() < day_after
    );
    assert_eq!(kind.containing(period.start()), period);
    assert!(kind.of_year(period.year()).any(|one| one == period), "{text}");
    assert!(period.name().key().starts_with("period."));
}

/// A text must survive encoding in a URL unchanged.
fn query(text: &str) {
    let sent = Request::get("/api/x").query(text, text).path_and_query();
    let (name, value) = sent.strip_prefix("/api/x?").unwrap().split_once('=').unwrap();
    assert_eq!((unescaped(name).as_str(), unescaped(value).as_str()), (text, text), "{sent}");
    let named = Queue { name: text.to_owned(), cron_expression: None, sequence: Vec::new() };
    if let Ok(request) = queue::create(&named) {
        let segment = request.path().strip_prefix("/api/scheduler/queues/").unwrap();
        assert_eq!((unescaped(segment).as_str(), segment.contains('/')), (text, false));
    }
    let unit = "TmM5u4SwmHH".parse().unwrap();
    if let Ok(request) = lock_exception::remove(Some(unit), unit, text) {
        assert_eq!(request.path_and_query(), format!("/api/lockExceptions?pe={text}&ds={unit}&ou={unit}"));
    }
}

/// Decodes a segment of a URL as a server does.
fn unescaped(part: &str) -> String {
    assert!(part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~*:%".contains(&byte)), "{part}");
    let mut bytes = Vec::new();
    let mut rest = part.split('%');
    bytes.extend(rest.next().unwrap().bytes());
    for escaped in rest {
        let (byte, plain) = escaped.split_at(2);
        bytes.push(u8::from_str_radix(byte, 16).unwrap());
        bytes.extend(plain.bytes());
    }
    String::from_utf8(bytes).unwrap()
}
