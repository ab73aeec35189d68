//! Times with the offset of the server's zone, by the `Intl` that every environment has.

use js_sys::Date;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Result;
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
        let wall = time.wall_millis() as f64;
        // The offset that holds at that moment: the guess is off by the offset, which matters near a change of clocks.
        let offset = self.offset(wall).and_then(|guess| self.offset(wall - millis(guess)));
        let Some(offset) = offset else { return time.to_string() };
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs());
        format!("{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// A time that a caller gave: with an offset it is a moment, without one it is on the server's clock.
    pub(super) fn wall(&self, text: &str) -> Result<Timestamp> {
        let clock = text.split_once('T').map_or("", |(_, clock)| clock);
        let moment = Date::parse(text);
        if !clock.contains(['Z', '+', '-']) || moment.is_nan() {
            return text.parse();
        }
        let offset = self.offset(moment).unwrap_or_default();
        Ok(Timestamp::from_wall_millis((moment + millis(offset)) as i64))
    }

    fn offset(&self, moment: f64) -> Option<i32> {
        let offset = offset(self.0.as_deref()?, moment);
        (!offset.is_nan()).then_some(offset as i32)
    }
}

fn millis(minutes: i32) -> f64 {
    f64::from(minutes) * 60_000.0
}
