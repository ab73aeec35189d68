//! Times with the offset of the server's zone, by the `Intl` that every environment has.

use js_sys::Date;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Error, Result};
use crate::model::Timestamp;

#[wasm_bindgen(raw_module = "./zone.js")]
extern "C" {
    /// How many minutes a zone is ahead of UTC at a moment; no number where the zone is not known.
    fn offset(zone: &str, millis: f64) -> f64;
}

/// The server's time zone.
pub(super) struct Zone(Option<String>);

impl Zone {
    /// The zone of an IANA name; where it is not known, times are given as the server sends them.
    pub(super) fn named(name: Option<&str>) -> Self {
        Self(name.map(str::to_owned))
    }

    /// A time as ISO 8601 with the zone's offset, or as the server sent it.
    pub(super) fn iso(&self, time: Timestamp) -> String {
        written(time, self.offset_on(time))
    }

    /// A moment, in milliseconds since 1970 in UTC, as ISO 8601 with the zone's offset at it; without one where the
    /// zone is not known and the moment is on the server's clock.
    pub(super) fn iso_at(&self, moment: i64) -> String {
        let offset = self.offset(moment as f64);
        written(Timestamp::from_wall_millis(moment + millis(offset.unwrap_or_default())), offset)
    }

    /// A time that a caller gave: with an offset it is a moment, without one it is on the server's clock.
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

    /// The moment of a time that a caller gave, in milliseconds since 1970 in UTC; on the server's clock where the zone
    /// is not known.
    pub(super) fn moment(&self, text: &str) -> Result<i64> {
        if let Some(moment) = absolute(text) {
            return Ok(moment);
        }
        let time: Timestamp = text.parse()?;
        Ok(time.wall_millis() - millis(self.offset_on(time).unwrap_or_default()))
    }

    /// The present, in milliseconds since 1970 in UTC; where the zone is not known, when the connection was made, on
    /// the server's clock.
    pub(super) fn present(&self, connected: Timestamp) -> i64 {
        let now = Date::now();
        if self.offset(now).is_some() { now as i64 } else { connected.wall_millis() }
    }

    /// How many minutes the zone is ahead of UTC at a moment; none where it is not known.
    pub(super) fn minutes(&self, moment: i64) -> i32 {
        self.offset(moment as f64).unwrap_or_default()
    }

    /// The offset that holds when the zone's clocks show a time: the guess is off by the offset, which matters near a
    /// change of clocks.
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

/// The moment of a time with an offset.
fn absolute(text: &str) -> Option<i64> {
    let (_, clock) = text.split_once('T')?;
    let moment = Date::parse(text);
    (clock.contains(['Z', '+', '-']) && !moment.is_nan()).then_some(moment as i64)
}

fn millis(minutes: i32) -> i64 {
    i64::from(minutes) * 60_000
}
