//! Organisation units.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::js::zone::Zone;
use crate::model::{OrganisationUnit, OrganisationUnitLevel, Page};

impl ToJs for OrganisationUnit {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .text("path", &*self.path)
            .number("level", f64::from(self.level))
            .flag("hasChildren", self.has_children)
            .done()
    }
}

impl ToJs for OrganisationUnitLevel {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .number("level", f64::from(self.level))
            .done()
    }
}

/// A part of a list.
impl<T: ToJs> ToJs for Page<T> {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .value("items", &self.items)
            .count("number", self.number)
            .count("count", self.count)
            .count("total", self.total)
            .done()
    }
}
