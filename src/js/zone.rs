//! Times with the offset of the server's time zone, from `Intl`.

use js_sys::Date;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Error, Result};
use crate::model::Timestamp;

#[wasm_bindgen(raw_module = "./zone.js")]
extern "C" {
    /// A zone's offset from UTC in minutes at a given time; NaN if the zone is unknown.
    fn offset(zone: &str, millis: f64) -> f64;
}

/// The server's time zone.
pub(super) struct Zone(Option<String>);

impl Zone {
    /// The zone of an IANA name; if it is unknown, times are returned as the server sends them.
    pub(super) fn named(name: Option<&str>) -> Self {
        Self(name.map(str::to_owned))
    }

    /// A time as ISO 8601 with the zone's offset, or as the server sent it.
    pub(super) fn iso(&self, time: Timestamp) -> String {
        written(time, self.offset_on(time))
    }

    /// A time in milliseconds since 1970 in UTC as ISO 8601 with the zone's offset; without an offset if the zone is
    /// unknown and the time is the server's local time.
    pub(super) fn iso_at(&self, moment: i64) -> String {
        let offset = self.offset(moment as f64);
        written(Timestamp::from_wall_millis(moment + millis(offset.unwrap_or_default())), offset)
    }

    /// A time from the caller: without an offset, it is the server's local time.
    pub(super) fn wall(&self, text: &str) -> Result<Timestamp> {
        let Some(moment) = absolute(text) else { return text.parse() };
        let unknown = || {
            Error::invalid_argument(
                "The server's time zone is unknown here: pass its local time, without an offset.",
            )
        };
        let offset = self.offset(moment as f64).ok_or_else(unknown)?;
        Ok(Timestamp::from_wall_millis(moment + millis(offset)))
    }

    /// A time from the caller in milliseconds since 1970 in UTC; in the server's local time if the zone is unknown.
    pub(super) fn moment(&self, text: &str) -> Result<i64> {
        if let Some(moment) = absolute(text) {
            return Ok(moment);
        }
        let time: Timestamp = text.parse()?;
        Ok(time.wall_millis() - millis(self.offset_on(time).unwrap_or_default()))
    }

    /// The current time in milliseconds since 1970 in UTC; if the zone is unknown, the time of the connection in the
    /// server's local time.
    pub(super) fn present(&self, connected: Timestamp) -> i64 {
        let now = Date::now();
        if self.offset(now).is_some() { now as i64 } else { connected.wall_millis() }
    }

    /// The zone's offset from UTC in minutes at a given time; none if it is unknown.
    pub(super) fn minutes(&self, moment: i64) -> i32 {
        self.offset(moment as f64).unwrap_or_default()
    }

    /// The offset at a local time of the zone: the first guess is off by the offset, which matters near a clock change.
    fn offset_on(&self, time: Timestamp) -> Option<i32> {
        let wall = time.wall_millis();
        self.offset(wall as f64).and_then(|guess| self.offset((wall - millis(guess)) as f64))
    }

    fn offset(&self, moment: f64) -> Option<i32> {
        let offset = offset(self.0.as_deref()?, moment);
        (!offset.is_nan()).then_some(offset as i32)
    }
}

fn written(time: Timestamp, offset: Option<i32>) -> String {
    let Some(offset) = offset else { return time.to_string() };
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs());
    format!("{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The UTC time of a time with an offset.
fn absolute(text: &str) -> Option<i64> {
    let (_, clock) = text.split_once('T')?;
    let moment = Date::parse(text);
    (clock.contains(['Z', '+', '-']) && !moment.is_nan()).then_some(moment as i64)
}

fn millis(minutes: i32) -> i64 {
    i64::from(minutes) * 60_000
}
