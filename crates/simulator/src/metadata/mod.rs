//! Metadata as the server returns it: the collections, and their objects with all properties.

mod describe;
mod export;

use serde_json::{Map, Value, json};

use crate::exchange::Request;
use crate::identifiable::{self, History};
use crate::model::{Model, Named};
use crate::state::State;

pub(crate) use export::export;

/// A collection of objects, such as `dataSets`.
pub(crate) struct Collection {
    /// Its name in the API.
    pub(crate) name: &'static str,
    /// What one of its objects is called in messages.
    pub(crate) class: &'static str,
    objects: fn(&Model) -> Vec<Object>,
}

/// An object, with the properties that not every object has.
pub(crate) struct Object {
    pub(crate) named: Named,
    own: Map<String, Value>,
}

const COLLECTIONS: [Collection; 24] = [
    collection("organisationUnits", "OrganisationUnit", describe::organisation_units),
    collection("organisationUnitLevels", "OrganisationUnitLevel", describe::organisation_unit_levels),
    collection("organisationUnitGroups", "OrganisationUnitGroup", describe::organisation_unit_groups),
    collection("dataElements", "DataElement", describe::data_elements),
    collection("dataElementGroups", "DataElementGroup", describe::data_element_groups),
    collection("dataSets", "DataSet", describe::data_sets),
    collection("indicators", "Indicator", describe::indicators),
    collection("indicatorTypes", "IndicatorType", describe::indicator_types),
    collection("indicatorGroups", "IndicatorGroup", describe::indicator_groups),
    collection("categories", "Category", describe::categories),
    collection("categoryOptions", "CategoryOption", describe::category_options),
    collection("categoryCombos", "CategoryCombo", describe::category_combos),
    collection("categoryOptionCombos", "CategoryOptionCombo", describe::category_option_combos),
    collection("optionSets", "OptionSet", describe::option_sets),
    collection("programs", "Program", describe::programs),
    collection("programIndicators", "ProgramIndicator", describe::program_indicators),
    collection("validationRules", "ValidationRule", describe::validation_rules),
    collection("validationRuleGroups", "ValidationRuleGroup", describe::validation_rule_groups),
    collection("predictors", "Predictor", describe::predictors),
    collection("predictorGroups", "PredictorGroup", describe::predictor_groups),
    collection("dashboards", "Dashboard", describe::dashboards),
    collection("visualizations", "Visualization", describe::visualizations),
    collection("userGroups", "UserGroup", describe::user_groups),
    collection("analyticsTableHooks", "AnalyticsTableHook", |_| Vec::new()),
];

const fn collection(
    name: &'static str,
    class: &'static str,
    objects: fn(&Model) -> Vec<Object>,
) -> Collection {
    Collection { name, class, objects }
}

/// The collection of a name.
pub(crate) fn find(name: &str) -> Option<&'static Collection> {
    COLLECTIONS.iter().find(|collection| collection.name == name)
}

/// The collections, as `/api/resources` lists them.
pub(crate) fn resources(base: &str) -> Value {
    let describe = |collection: &Collection| {
        let mut singular = String::new();
        let mut words = String::new();
        for (at, letter) in collection.class.chars().enumerate() {
            singular.push(if at == 0 { letter.to_ascii_lowercase() } else { letter });
        }
        for (at, letter) in collection.name.chars().enumerate() {
            match (at, letter) {
                (0, _) => words.push(letter.to_ascii_uppercase()),
                (_, 'A'..='Z') => words.extend([' ', letter]),
                _ => words.push(letter),
            }
        }
        json!({
            "displayName": words, "singular": singular, "plural": collection.name,
            "href": format!("{base}/api/{}", collection.name)
        })
    };
    json!({ "resources": COLLECTIONS.iter().map(describe).collect::<Value>() })
}

impl Collection {
    /// All objects with all their properties, in the order of their names.
    pub(crate) fn all(&self, state: &State, request: &Request) -> Vec<Value> {
        let mut objects = (self.objects)(&state.model);
        objects.sort_by_key(|object| object.named.name.to_lowercase());
        let base = request.base_url();
        objects.into_iter().map(|object| self.show(state, object, &base)).collect()
    }

    /// One object with all its properties.
    pub(crate) fn get(&self, state: &State, request: &Request, id: &str) -> Option<Value> {
        let object = (self.objects)(&state.model).into_iter().find(|object| object.named.id == id)?;
        Some(self.show(state, object, &request.base_url()))
    }

    fn show(&self, state: &State, object: Object, base: &str) -> Value {
        let mut map = common(state, &object.named.id);
        map.insert("name".to_owned(), json!(object.named.name));
        map.insert("displayName".to_owned(), json!(object.named.name));
        map.insert("href".to_owned(), json!(format!("{base}/api/{}/{}", self.name, object.named.id)));
        map.extend(object.own);
        map.into()
    }
}

/// The properties of every object; all were created by the same user, when the server was set up.
fn common(state: &State, id: &str) -> Map<String, Value> {
    let Some(author) = state.user("admin") else { return Map::new() };
    let changed = state.changed.get(id).copied();
    let history =
        History { created: state.born, updated: changed.unwrap_or(state.born), author, editor: author };
    identifiable::describe(state.version(), id, &history)
}

/// An object inside another one, with what is shared of it.
pub(crate) fn brief(state: &State, named: &Named, is_shared: bool) -> Map<String, Value> {
    let mut map = common(state, &named.id);
    map.shift_remove("access");
    map.insert("name".to_owned(), json!(named.name));
    map.insert("displayName".to_owned(), json!(named.name));
    if !is_shared {
        map.insert("sharing".to_owned(), identifiable::sharing(state.version()).into());
    }
    map
}
