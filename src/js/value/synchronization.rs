//! Data and metadata synchronisation.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::domain::metadata_version::{CollectionDifference, DifferingObject};
use crate::js::zone::Zone;
use crate::model::{DataPush, ImportConflict, MetadataPull, MetadataVersion, RemoteAvailability};

impl ToJs for RemoteAvailability {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .flag("available", self.available)
            .text("message", &*self.message)
            .number("statusCode", f64::from(self.status_code))
            .text("statusPhrase", &*self.status_phrase)
            .done()
    }
}

impl ToJs for DataPush {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("status", self.status.as_str())
            .text("description", self.description.as_deref())
            .count("imported", self.imported)
            .count("updated", self.updated)
            .count("deleted", self.deleted)
            .count("ignored", self.ignored)
            .value("conflicts", &self.conflicts)
            .done()
    }
}

impl ToJs for ImportConflict {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).text("object", &*self.object).text("value", &*self.value).done()
    }
}

impl ToJs for MetadataPull {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("status", self.status.as_str())
            .count("created", self.created)
            .count("updated", self.updated)
            .count("deleted", self.deleted)
            .count("ignored", self.ignored)
            .done()
    }
}

impl ToJs for MetadataVersion {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .text("versionType", self.version_type.as_str())
            .time("created", self.created)
            .time("imported", self.imported)
            .text("hashCode", self.hash_code.as_deref())
            .done()
    }
}

impl ToJs for CollectionDifference {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("collection", &*self.collection)
            .value("onlyFirst", &self.only_first)
            .value("onlySecond", &self.only_second)
            .value("changed", &self.changed)
            .done()
    }
}

impl ToJs for DifferingObject {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).text("id", &*self.id).text("name", self.name.as_deref()).done()
    }
}
