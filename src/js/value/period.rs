//! Periods.

use core::fmt::Display;

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::domain::period::{Period, PeriodName};
use crate::js::zone::Zone;
use crate::model::Date;

impl ToJs for Period {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).number("year", f64::from(self.year())).value("name", &self.name());
        let plain = written(plain, "id", self).text("periodType", self.period_type().as_str());
        let plain = between(plain, self.start(), self.end());
        written(written(plain, "previous", &self.previous()), "next", &self.next()).done()
    }
}

impl ToJs for PeriodName {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).text("key", self.key());
        match *self {
            Self::Day(day) | Self::Month(day) => written(plain, "day", &day),
            Self::Week { year, number, start, end } | Self::TwoWeeks { year, number, start, end } => {
                let plain = plain.number("year", f64::from(year)).number("number", f64::from(number));
                between(plain, start, end)
            }
            Self::Months { start, end } => between(plain, start, end),
            Self::Year(year) => plain.number("year", f64::from(year)),
        }
        .done()
    }
}

fn between<'z>(plain: Plain<'z>, start: Date, end: Date) -> Plain<'z> {
    written(written(plain, "startDate", &start), "endDate", &end)
}

fn written<'z>(plain: Plain<'z>, name: &str, value: &dyn Display) -> Plain<'z> {
    plain.text(name, &*value.to_string())
}
