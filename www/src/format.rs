//! Formats numbers, shares, dates and durations for the user's locale with the browser's `Intl`.
//!
//! The only place that formats dates and numbers. Never knows a page or a request.

use std::cell::{Cell, RefCell};

use dhis2_steward::model::Timestamp;
use js_sys::Intl::{DateTimeFormat, NumberFormat, RelativeTimeFormat};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::i18n::{locale, t, tf};

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// A moment in milliseconds since 1970 UTC, as in the browser.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Instant(pub f64);

impl Instant {
    /// The current time.
    pub fn now() -> Self {
        Self(Date::now())
    }

    /// Milliseconds since `earlier`; zero if it is later.
    pub fn since(self, earlier: Instant) -> u64 {
        (self.0 - earlier.0).max(0.0) as u64
    }
}

/// The formatters, created once: creating one costs more than using it a hundred times.
struct Formats {
    number: Function,
    tenths: Function,
    percent: Function,
    time: Function,
    clock_time: Function,
    date_time: Function,
    exact: Function,
    relative: RelativeTimeFormat,
}

thread_local! {
    static FORMATS: RefCell<Option<Formats>> = const { RefCell::new(None) };
    static SERVER_ZONE: RefCell<Option<(String, Function)>> = const { RefCell::new(None) };
    /// How far the server's clock is ahead of the browser's, in milliseconds.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
}

fn formats<T>(use_them: impl FnOnce(&Formats) -> T) -> T {
    FORMATS.with_borrow_mut(|formats| use_them(formats.get_or_insert_with(Formats::new)))
}

impl Formats {
    fn new() -> Self {
        let locales = Array::of1(&locale().into());
        let number = |settings: &[(&str, JsValue)]| NumberFormat::new(&locales, &options(settings)).format();
        let date = |settings: &[(&str, JsValue)]| DateTimeFormat::new(&locales, &options(settings)).format();
        let tenths = [("minimumFractionDigits", 1.into()), ("maximumFractionDigits", 1.into())];
        Self {
            number: number(&[]),
            tenths: number(&tenths),
            percent: number(&[("style", "percent".into()), ("maximumFractionDigits", 1.into())]),
            time: date(&[("timeStyle", "short".into())]),
            clock_time: date(&[("timeStyle", "medium".into())]),
            date_time: date(&[("dateStyle", "medium".into()), ("timeStyle", "short".into())]),
            exact: date(&[("dateStyle", "long".into()), ("timeStyle", "long".into())]),
            relative: RelativeTimeFormat::new(
                &locales,
                &options(&[("style", "short".into()), ("numeric", "auto".into())]),
            ),
        }
    }
}

fn options(settings: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in settings {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

fn call(function: &Function, value: f64) -> String {
    let text = function.call1(&JsValue::UNDEFINED, &value.into());
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A number, such as `1,332`.
pub fn number(value: f64) -> String {
    // A small whole number needs no formatter where digits are Latin, and keeps this callable without a browser.
    if (0.0..1000.0).contains(&value) && value.fract() == 0.0 && has_latin_digits(&locale()) {
        return (value as u32).to_string();
    }
    formats(|formats| call(&formats.number, value))
}

fn has_latin_digits(locale: &str) -> bool {
    let language = locale.split('-').next().unwrap_or_default();
    !["ar", "bn", "ckb", "dz", "fa", "ks", "mr", "my", "ne", "ps", "ur"].contains(&language)
}

/// A whole number, such as `1,332`.
pub fn count(value: usize) -> String {
    number(value as f64)
}

/// A share that the server gives as 0 to 100, such as `2.8%`.
pub fn share(percentage: f64) -> String {
    formats(|formats| call(&formats.percent, percentage / 100.0))
}

/// The time of day in the user's time zone, such as `14:30`.
pub fn time(instant: Instant) -> String {
    formats(|formats| call(&formats.time, instant.0))
}

/// The time of day to the second, such as `14:30:05`.
pub fn clock_time(instant: Instant) -> String {
    formats(|formats| call(&formats.clock_time, instant.0))
}

/// Date and time in the user's time zone; only the time if it is today.
pub fn date_time(instant: Instant) -> String {
    let day = |instant: Instant| Date::new(&instant.0.into()).to_date_string();
    if day(instant) == day(Instant::now()) {
        return tf("today {{time}}", &[("time", &time(instant))]);
    }
    formats(|formats| call(&formats.date_time, instant.0))
}

/// Date, time and zone to the second: the tooltip of a relative time.
pub fn exact(instant: Instant) -> String {
    formats(|formats| call(&formats.exact, instant.0))
}

/// How long ago, such as `12 h ago`.
pub fn relative(then: Instant, now: Instant) -> String {
    let ago = now.since(then);
    if ago < MINUTE {
        return t("just now").into();
    }
    let (amount, unit) = match ago {
        ..HOUR => (ago / MINUTE, "minute"),
        HOUR..DAY => (ago / HOUR, "hour"),
        _ => (ago / DAY, "day"),
    };
    formats(|formats| formats.relative.format(-(amount as f64), unit)).into()
}

/// How long something takes or took, such as `0.3 s`, `4 min 12 s` or `2 d 13 h`.
pub fn duration(millis: u64) -> String {
    if millis < 10 * SECOND {
        let tenths = formats(|formats| call(&formats.tenths, millis as f64 / 1000.0));
        return tf("{{seconds}} s", &[("seconds", &tenths)]);
    }
    whole_duration(millis)
}

/// How long something has been running, in whole seconds so that it does not flicker.
pub fn whole_duration(millis: u64) -> String {
    let [days, hours, minutes, seconds] = split(millis);
    let part = |value: u64, unit: Unit| {
        let value = number(value as f64);
        match unit {
            Unit::Day => tf("{{days}} d", &[("days", &value)]),
            Unit::Hour => tf("{{hours}} h", &[("hours", &value)]),
            Unit::Minute => tf("{{minutes}} min", &[("minutes", &value)]),
            Unit::Second => tf("{{seconds}} s", &[("seconds", &value)]),
        }
    };
    let (large, small) = match (days, hours, minutes) {
        (0, 0, 0) => return part(seconds, Unit::Second),
        (0, 0, _) => (part(minutes, Unit::Minute), (seconds, Unit::Second)),
        (0, ..) => (part(hours, Unit::Hour), (minutes, Unit::Minute)),
        _ => (part(days, Unit::Day), (hours, Unit::Hour)),
    };
    if small.0 == 0 { large } else { format!("{large} {}", part(small.0, small.1)) }
}

/// A rough estimate in one unit, such as `about 2 min`.
pub fn rough_duration(millis: u64) -> String {
    let rounded = match millis {
        ..MINUTE => millis.div_ceil(SECOND).max(1) * SECOND,
        MINUTE..HOUR => (millis + MINUTE / 2) / MINUTE * MINUTE,
        _ => (millis + HOUR / 2) / HOUR * HOUR,
    };
    whole_duration(rounded)
}

enum Unit {
    Day,
    Hour,
    Minute,
    Second,
}

/// Days, hours, minutes and seconds.
fn split(millis: u64) -> [u64; 4] {
    [millis / DAY, millis % DAY / HOUR, millis % HOUR / MINUTE, millis % MINUTE / SECOND]
}

/// Sets the server's time zone (an IANA name; without it, its times are read in the user's zone) and its current time,
/// so that elapsed times are the same here as on the server.
pub fn set_server_clock(zone: Option<&str>, present: Timestamp) {
    set_server_zone(zone);
    AHEAD.set(0.0);
    let ahead = instant(present).0 - Instant::now().0;
    // Smaller differences come from the response time.
    AHEAD.set(if ahead.abs() < 5.0 * SECOND as f64 { 0.0 } else { ahead });
}

fn set_server_zone(zone: Option<&str>) {
    let format = zone.and_then(|zone| {
        let settings = options(&[
            ("timeZone", zone.into()),
            ("hourCycle", "h23".into()),
            ("year", "numeric".into()),
            ("month", "numeric".into()),
            ("day", "numeric".into()),
            ("hour", "numeric".into()),
            ("minute", "numeric".into()),
            ("second", "numeric".into()),
        ]);
        // The constructor throws for a zone that the browser does not know, so the call must be catchable.
        let constructor: Function = Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()))
            .ok()?
            .into();
        let format = Reflect::construct(&constructor, &Array::of2(&"en-US".into(), &settings)).ok()?;
        Some((zone.to_owned(), DateTimeFormat::from(format).format()))
    });
    SERVER_ZONE.set(format);
}

/// Converts a server time to the browser's clock.
pub fn instant(server_time: Timestamp) -> Instant {
    let wall = server_time.wall_millis() as f64;
    let there = SERVER_ZONE.with_borrow(|zone| match zone {
        Some((_, format)) => instant_of(wall, |at| wall_clock(&call(format, at)).map(|clock| clock - at)),
        None => instant_of(wall, |at| {
            let offset = Date::new(&at.into()).get_timezone_offset();
            Some(-offset * MINUTE as f64)
        }),
    });
    Instant(there - AHEAD.get())
}

/// A server time as the server's clock shows it, for the tooltip beside a relative one.
pub fn server_time(time: Timestamp) -> String {
    let zone = SERVER_ZONE.with_borrow(|zone| zone.as_ref().map(|(name, _)| name.clone()));
    let text = time.to_string().replace('T', " ");
    let text = text.split('.').next().unwrap_or_default();
    tf("{{time}} server time ({{zone}})", &[("time", text), ("zone", &zone.unwrap_or_else(|| "?".into()))])
}

/// Finds the moment whose wall clock reads `wall`, given the zone's offset at any moment.
///
/// The offset depends on the moment and the moment on the offset, so it is computed twice: that is enough
/// everywhere but inside the hour that a clock skips.
fn instant_of(wall: f64, offset_at: impl Fn(f64) -> Option<f64>) -> f64 {
    let first = wall - offset_at(wall).unwrap_or_default();
    wall - offset_at(first).unwrap_or_default()
}

/// Reads `11/21/2026, 07:59:13` as milliseconds on that wall clock.
fn wall_clock(text: &str) -> Option<f64> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<i64>().ok();
    let (month, day, year) = (next()?, next()?, next()?);
    let (hour, minute, second) = (next()?, next()?, next()?);
    let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    text.parse().ok().map(|time: Timestamp| time.wall_millis() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURS: f64 = HOUR as f64;

    #[test]
    fn a_duration_shows_its_two_largest_units() {
        assert_eq!(whole_duration(252_400), "4 min 12 s");
        assert_eq!(whole_duration(61 * HOUR), "2 d 13 h");
        assert_eq!(whole_duration(3 * MINUTE), "3 min");
        assert_eq!(whole_duration(18_900), "18 s");
        assert_eq!(whole_duration(0), "0 s");
    }

    #[test]
    fn an_estimate_is_rounded_to_one_unit_and_never_nothing() {
        assert_eq!(rough_duration(0), "1 s");
        assert_eq!(rough_duration(1400), "2 s");
        assert_eq!(rough_duration(100 * SECOND), "2 min");
        assert_eq!(rough_duration(100 * MINUTE), "2 h");
    }

    #[test]
    fn the_wall_clock_of_a_zone_is_read() {
        let expected: Timestamp = "2026-11-21T07:59:13".parse().unwrap();
        assert_eq!(wall_clock("11/21/2026, 07:59:13"), Some(expected.wall_millis() as f64));
        assert_eq!(wall_clock("Saturday"), None);
    }

    #[test]
    fn a_server_time_is_read_in_the_zone_of_that_day_of_the_year() {
        // A zone that is two hours ahead until `change`, and one hour afterwards.
        let change = 1_000.0 * HOURS;
        let offset = |at: f64| Some(if at < change { 2.0 * HOURS } else { HOURS });
        assert_eq!(instant_of(500.0 * HOURS, offset), 498.0 * HOURS);
        assert_eq!(instant_of(1_500.0 * HOURS, offset), 1_499.0 * HOURS);
        // The first guess falls after the change, the second is correct.
        assert_eq!(instant_of(1_000.5 * HOURS, offset), 998.5 * HOURS);
    }
}
