//! Violations of validation rules, persisted results, and expressions.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::js::zone::Zone;
use crate::model::{ExpressionDescription, Importance, ListedPeriod, Named, ValidationResult, Violation};

impl ToJs for Named {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).text("id", self.id.as_str()).text("name", &*self.name).done()
    }
}

impl ToJs for Violation {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("validationRule", self.validation_rule.as_str())
            .text("description", self.description.as_deref())
            .text("importance", self.importance.as_str())
            .value("organisationUnit", &self.organisation_unit)
            .text("path", &*self.path)
            .text("ancestors", &*self.ancestors)
            .text("period", &*self.period)
            .text("periodName", &*self.period_name)
            .value("attributeOptionCombo", &self.attribute_option_combo)
            .number("left", self.left)
            .text("operator", &*self.operator)
            .number("right", self.right)
            .done()
    }
}

impl ToJs for ValidationResult {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .count("id", self.id)
            .time("created", self.created)
            .value("validationRule", &self.validation_rule)
            .text("importance", self.importance.as_ref().map(Importance::as_str))
            .text("operator", self.operator.as_deref())
            .value("organisationUnit", &self.organisation_unit)
            .value("period", &self.period)
            .value("attributeOptionCombo", &self.attribute_option_combo)
            .number("left", self.left)
            .number("right", self.right)
            .flag("notificationSent", self.notification_sent)
            .done()
    }
}

impl ToJs for ListedPeriod {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_deref())
            .text("periodType", self.period_type.as_deref())
            .time("start", self.start)
            .time("end", self.end)
            .done()
    }
}

impl ToJs for ExpressionDescription {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .flag("valid", self.is_valid)
            .text("message", &*self.message)
            .text("description", self.description.as_deref())
            .done()
    }
}
