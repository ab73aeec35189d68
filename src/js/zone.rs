//! Times with the offset of the server's zone, by the `Intl` that every environment has.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Result;
use crate::model::Timestamp;

#[wasm_bindgen]
extern "C" {
    type DateTimeFormat;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> core::result::Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn format(this: &DateTimeFormat, millis: f64) -> core::result::Result<String, JsValue>;
}

/// The server's time zone.
pub(super) struct Zone(Option<DateTimeFormat>);

impl Zone {
    /// The zone of an IANA name; where it is not known, times are given as the server sends them.
    pub(super) fn named(name: Option<&str>) -> Self {
        let options = Object::new();
        for (option, value) in
            [("timeZone", name), ("timeZoneName", Some("longOffset")), ("hour", Some("numeric"))]
        {
            // Setting a member of a fresh object cannot fail.
            let _ = Reflect::set(&options, &option.into(), &value.unwrap_or("UTC").into());
        }
        Self(name.and_then(|_| DateTimeFormat::new("en-US", &options).ok()))
    }

    /// A time as ISO 8601 with the zone's offset, or as the server sent it.
    pub(super) fn iso(&self, time: Option<Timestamp>) -> Option<String> {
        time.map(|time| self.text(time))
    }

    fn text(&self, time: Timestamp) -> String {
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

    /// How many minutes the zone is ahead of UTC at a moment.
    fn offset(&self, moment: f64) -> Option<i32> {
        let text = self.0.as_ref()?.format(moment).ok()?;
        // Such as "11/21/2026, 10 AM GMT+02:00".
        let (_, offset) = text.rsplit_once('T')?;
        let Some((hours, minutes)) = offset.split_once(':') else { return Some(0) };
        let minutes: i32 = minutes.split(':').next()?.parse().ok()?;
        // Intl writes a hyphen or a minus sign.
        let is_behind = hours.starts_with(['-', '−']);
        let hours: i32 = hours.trim_start_matches(['+', '-', '−']).parse().ok()?;
        let ahead = hours * 60 + minutes;
        Some(if is_behind { -ahead } else { ahead })
    }
}

fn millis(minutes: i32) -> f64 {
    f64::from(minutes) * 60_000.0
}
