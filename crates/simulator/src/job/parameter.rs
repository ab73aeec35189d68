//! The configurable job types and their parameters.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::kind::{self, Kind};
use crate::Version;

static CATALOGUE: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../catalogue/job-types.json")).unwrap_or_default()
});

/// What is known of a parameter of a type of job.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameter {
    name: String,
    klass: String,
    item_klass: Option<String>,
    constants: Option<Value>,
    default_value: Option<Value>,
    relative_api_endpoint: Option<String>,
    #[serde(default)]
    required: bool,
    since: Option<String>,
    until: Option<String>,
}

/// Whether a job type is configurable.
pub(crate) fn is_definable(kind: Kind) -> bool {
    CATALOGUE.contains_key(kind)
}

/// The configurable job types.
pub(crate) fn definable(version: Version) -> impl Iterator<Item = Kind> {
    kind::all(version).filter(|kind| is_definable(kind))
}

/// The parameters of a type, by their names, as the server describes properties.
pub(crate) fn describe(version: Version, kind: Kind) -> Map<String, Value> {
    of(version, kind).iter().map(|parameter| (parameter.name.clone(), parameter.describe(version))).collect()
}

/// The parameters of a job for which none were given.
pub(crate) fn defaults(version: Version, kind: Kind) -> Option<Value> {
    let parameters = of(version, kind);
    let preset = |parameter: &Parameter| Some((parameter.name.clone(), parameter.default_value.clone()?));
    (!parameters.is_empty()).then(|| parameters.iter().filter_map(preset).collect())
}

/// The values that a parameter of a type may have.
pub(crate) fn choices(version: Version, kind: Kind, name: &str) -> Value {
    let found = of(version, kind).into_iter().find(|parameter| parameter.name == name);
    found.and_then(|parameter| parameter.constants).unwrap_or(json!([]))
}

/// The words of a name such as `DATA_INTEGRITY` or `skipTableTypes`, with one capital letter in front.
pub(crate) fn label(name: &str) -> String {
    let is_constant = name.contains('_') || !name.contains(char::is_lowercase);
    let mut words = String::new();
    for letter in name.chars() {
        match letter {
            '_' => words.push(' '),
            _ if is_constant => words.push(letter.to_ascii_lowercase()),
            'A'..='Z' => words.extend([' ', letter.to_ascii_lowercase()]),
            _ => words.push(letter),
        }
    }
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn of(version: Version, kind: Kind) -> Vec<Parameter> {
    let all = CATALOGUE.get(kind).cloned().and_then(|value| serde_json::from_value(value).ok());
    let is_known = |parameter: &Parameter| {
        parameter.since.as_deref().is_none_or(|since| since <= version.name())
            && parameter.until.as_deref().is_none_or(|until| version.name() <= until)
    };
    all.map_or_else(Vec::new, |all: Vec<Parameter>| all.into_iter().filter(is_known).collect())
}

impl Parameter {
    fn describe(&self, version: Version) -> Value {
        let is_list = self.item_klass.is_some();
        let no = || Some(json!(false));
        let entries = [
            ("klass", Some(json!(self.klass))),
            ("itemKlass", self.item_klass.as_ref().map(|class| json!(class))),
            ("name", Some(json!(self.name))),
            ("fieldName", Some(json!(label(&self.name)))),
            ("persisted", no()),
            ("collectionName", is_list.then(|| json!(self.name))),
            ("attribute", no()),
            ("simple", no()),
            ("collection", Some(json!(is_list))),
            ("ordered", no()),
            ("owner", no()),
            ("identifiableObject", no()),
            ("nameableObject", no()),
            ("embeddedObject", Some(json!(is_list))),
            ("analyticalObject", no()),
            ("readable", no()),
            ("writable", no()),
            ("unique", no()),
            ("required", Some(json!(self.required))),
            ("manyToMany", no()),
            ("oneToOne", no()),
            ("manyToOne", no()),
            ("oneToMany", no()),
            ("constants", self.constants.clone()),
            ("relativeApiEndpoint", self.relative_api_endpoint.as_ref().map(|path| json!(path))),
            ("defaultValue", self.default_value.clone()),
            ("translatable", no()),
            ("gistPreferences", Some(json!({ "included": "AUTO", "transformation": "AUTO" }))),
            ("sortable", no().filter(|_| version != Version::V2_41)),
            ("propertyTransformer", no()),
        ];
        entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_consists_of_the_words_of_a_name() {
        assert_eq!(label("DATA_INTEGRITY"), "Data integrity");
        assert_eq!(label("MONITORING"), "Monitoring");
        assert_eq!(label("skipTableTypes"), "Skip table types");
    }

    #[test]
    fn every_type_of_the_catalogue_is_read() {
        for version in Version::ALL {
            for kind in definable(version) {
                let listed = CATALOGUE.get(kind).and_then(Value::as_array).map(Vec::len);
                assert!(listed == Some(0) || !describe(version, kind).is_empty(), "{kind}");
            }
        }
    }
}
