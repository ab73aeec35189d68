//! The properties specific to each type of object.

use serde_json::{Map, Value, json};

use super::Object;
use crate::model::{CategoryOptionCombo, DataElement, Group, Model, Named, OrganisationUnit, Side};

/// An object with its own properties; null is left out.
fn object(named: &Named, own: Value) -> Object {
    let own = match own {
        Value::Object(map) => map.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Map::new(),
    };
    Object { named: named.clone(), own }
}

/// An object as others refer to it.
fn reference(named: &Named) -> Value {
    json!({ "id": named.id, "name": named.name, "displayName": named.name })
}

/// The objects of some identifiers among others.
fn members<'a>(ids: &[String], all: impl Iterator<Item = &'a Named> + Clone) -> Value {
    ids.iter().filter_map(|id| all.clone().find(|named| named.id == *id)).map(reference).collect()
}

/// The groups of which an object is a member.
fn groups_of(id: &str, groups: &[Group]) -> Value {
    groups.iter().filter(|group| group.holds(id)).map(|group| reference(&group.named)).collect()
}

fn groups<'a>(groups: &[Group], key: &str, all: impl Iterator<Item = &'a Named> + Clone) -> Vec<Object> {
    groups
        .iter()
        .map(|group| object(&group.named, json!({ key: members(&group.members, all.clone()) })))
        .collect()
}

fn plain<'a>(all: impl Iterator<Item = &'a Named>) -> Vec<Object> {
    all.map(|named| object(named, json!({}))).collect()
}

pub(super) fn organisation_units(model: &Model) -> Vec<Object> {
    model.organisation_units.iter().map(|unit| organisation_unit(model, unit)).collect()
}

fn organisation_unit(model: &Model, unit: &OrganisationUnit) -> Object {
    let day = |day: &str| json!(format!("{day}T00:00:00.000"));
    let ancestors = model.ancestors(unit);
    let children: Vec<Value> =
        model.children(&unit.named.id).map(|child| unit_reference(model, child)).collect();
    let groups =
        model.organisation_unit_groups.iter().filter(|group| unit.groups.contains(&group.name.as_str()));
    let sets = model.data_sets.iter().filter(|set| model.is_assigned(set, &unit.named.id));
    object(
        &unit.named,
        json!({
            "code": unit.code(),
            "shortName": unit.named.name,
            "level": unit.level,
            "path": model.path(unit),
            "openingDate": day(unit.opened),
            "closedDate": unit.closed.map(day),
            "leaf": children.is_empty(),
            "children": children,
            "parent": ancestors.last().map(|parent| unit_reference(model, parent)),
            "ancestors": ancestors.iter().map(|unit| reference(&unit.named)).collect::<Value>(),
            "organisationUnitGroups": groups.map(reference).collect::<Value>(),
            "dataSets": sets.map(|set| reference(&set.named)).collect::<Value>(),
            "geometry": unit.point.map(|(x, y)| json!({ "type": "Point", "coordinates": [x, y] })),
        }),
    )
}

/// A unit inside another one, with those below it.
fn unit_reference(model: &Model, unit: &OrganisationUnit) -> Value {
    let children: Value = model.children(&unit.named.id).map(|child| reference(&child.named)).collect();
    json!({
        "id": unit.named.id, "name": unit.named.name, "displayName": unit.named.name,
        "level": unit.level, "path": model.path(unit), "children": children
    })
}

pub(super) fn organisation_unit_levels(model: &Model) -> Vec<Object> {
    let levels = model.organisation_unit_levels.iter().zip(1..);
    levels.map(|(named, level)| object(named, json!({ "level": level }))).collect()
}

pub(super) fn organisation_unit_groups(model: &Model) -> Vec<Object> {
    let units = |group: &Named| {
        let units = model.organisation_units.iter().filter(|unit| unit.groups.contains(&group.name.as_str()));
        units.map(|unit| unit_reference(model, unit)).collect::<Value>()
    };
    let describe =
        |group: &Named| object(group, json!({ "shortName": group.name, "organisationUnits": units(group) }));
    model.organisation_unit_groups.iter().map(describe).collect()
}

pub(super) fn data_elements(model: &Model) -> Vec<Object> {
    model.data_elements.iter().map(|element| data_element(model, element)).collect()
}

fn data_element(model: &Model, element: &DataElement) -> Object {
    let combo = model.category_combos.iter().find(|combo| combo.named.name == element.category_combo);
    let sets = model.data_sets.iter().filter(|set| set.elements.contains(&element.named.id));
    let sets = sets.map(|set| json!({ "dataSet": reference(&set.named) }));
    object(
        &element.named,
        json!({
            "shortName": element.short_name,
            "aggregationType": element.aggregation,
            "domainType": "AGGREGATE",
            "valueType": element.value_type,
            "legendSets": [],
            "aggregationLevels": [],
            "zeroIsSignificant": false,
            "categoryCombo": combo.map(|combo| reference(&combo.named)),
            "dataSetElements": sets.collect::<Value>(),
            "dataElementGroups": groups_of(&element.named.id, &model.data_element_groups),
        }),
    )
}

pub(super) fn data_element_groups(model: &Model) -> Vec<Object> {
    groups(&model.data_element_groups, "dataElements", model.data_elements.iter().map(|one| &one.named))
}

pub(super) fn data_sets(model: &Model) -> Vec<Object> {
    let elements = |ids: &[String]| {
        let found = ids.iter().filter_map(|id| model.data_elements.iter().find(|one| one.named.id == *id));
        found.map(|element| json!({ "dataElement": reference(&element.named) })).collect::<Value>()
    };
    let describe = |set: &crate::model::DataSet| {
        let units = model.assigned_units(set).map(|unit| unit_reference(model, unit));
        object(
            &set.named,
            json!({
                "shortName": set.named.name,
                "periodType": set.period_type,
                "formType": "DEFAULT",
                "expiryDays": 0.0,
                "timelyDays": 15.0,
                "openFuturePeriods": 0,
                "dataSetElements": elements(&set.elements),
                "organisationUnits": units.collect::<Value>(),
            }),
        )
    };
    model.data_sets.iter().map(describe).collect()
}

pub(super) fn indicators(model: &Model) -> Vec<Object> {
    let describe = |indicator: &crate::model::Indicator| {
        object(
            &indicator.named,
            json!({
                "shortName": indicator.named.name,
                "numerator": indicator.numerator,
                "denominator": indicator.denominator,
                "indicatorGroups": groups_of(&indicator.named.id, &model.indicator_groups),
            }),
        )
    };
    model.indicators.iter().map(describe).collect()
}

pub(super) fn indicator_types(model: &Model) -> Vec<Object> {
    model.indicator_types.iter().map(|kind| object(&kind.named, json!({ "factor": kind.factor }))).collect()
}

pub(super) fn indicator_groups(model: &Model) -> Vec<Object> {
    groups(&model.indicator_groups, "indicators", model.indicators.iter().map(|one| &one.named))
}

pub(super) fn categories(model: &Model) -> Vec<Object> {
    let options = |category: &Group| members(&category.members, model.category_options.iter());
    let describe = |category: &Group| {
        object(
            &category.named,
            json!({
                "shortName": category.named.name, "dataDimensionType": "DISAGGREGATION",
                "dataDimension": true, "categoryOptions": options(category)
            }),
        )
    };
    model.categories.iter().map(describe).collect()
}

pub(super) fn category_options(model: &Model) -> Vec<Object> {
    plain(model.category_options.iter())
}

pub(super) fn category_combos(model: &Model) -> Vec<Object> {
    let category = |category: &Group| {
        json!({
            "id": category.named.id, "name": category.named.name, "displayName": category.named.name,
            "categoryOptions": members(&category.members, model.category_options.iter())
        })
    };
    let categories = |combo: &Group| {
        let found =
            combo.members.iter().filter_map(|id| model.categories.iter().find(|one| one.named.id == *id));
        found.map(category).collect::<Value>()
    };
    let option_combos = |combo: &Group| {
        let found = model.category_option_combos.iter().filter(|one| one.combo == combo.named.id);
        found.map(|one| reference(&one.named)).collect::<Value>()
    };
    let describe = |combo: &Group| {
        object(
            &combo.named,
            json!({
                "dataDimensionType": "DISAGGREGATION", "skipTotal": false,
                "isDefault": combo.named.name == "default",
                "categories": categories(combo), "categoryOptionCombos": option_combos(combo)
            }),
        )
    };
    model.category_combos.iter().map(describe).collect()
}

pub(super) fn category_option_combos(model: &Model) -> Vec<Object> {
    let combo = |id: &str| model.category_combos.iter().find(|combo| combo.named.id == id);
    let describe = |one: &CategoryOptionCombo| {
        object(
            &one.named,
            json!({
                "code": one.code(), "ignoreApproval": false,
                "categoryCombo": combo(&one.combo).map(|combo| reference(&combo.named)),
                "categoryOptions": members(&one.options, model.category_options.iter())
            }),
        )
    };
    model.category_option_combos.iter().map(describe).collect()
}

pub(super) fn option_sets(model: &Model) -> Vec<Object> {
    plain(model.option_sets.iter().map(|set| &set.named))
}

pub(super) fn programs(model: &Model) -> Vec<Object> {
    plain(model.programs.iter())
}

pub(super) fn program_indicators(model: &Model) -> Vec<Object> {
    let describe = |indicator: &crate::model::ProgramIndicator| {
        let own = json!({ "expression": indicator.expression, "program": reference(&indicator.program) });
        object(&indicator.named, own)
    };
    model.program_indicators.iter().map(describe).collect()
}

pub(super) fn validation_rules(model: &Model) -> Vec<Object> {
    let describe = |rule: &crate::model::ValidationRule| {
        let name = &rule.named.name;
        object(
            &rule.named,
            json!({
                "shortName": name,
                "displayShortName": name,
                "displayFormName": name,
                "dimensionItem": rule.named.id,
                "legendSets": [],
                "importance": rule.importance,
                "operator": rule.operator.name(),
                "periodType": "Monthly",
                "leftSide": side(&rule.left),
                "rightSide": side(&rule.right),
                "skipFormValidation": false,
                "organisationUnitLevels": [],
                "notificationTemplates": [],
                "validationRuleGroups": groups_of(&rule.named.id, &model.validation_rule_groups),
            }),
        )
    };
    model.validation_rules.iter().map(describe).collect()
}

fn side(side: &Side) -> Value {
    json!({
        "translations": [], "expression": side.expression, "description": side.description,
        "slidingWindow": false, "missingValueStrategy": "SKIP_IF_ALL_VALUES_MISSING",
        "displayDescription": side.description
    })
}

pub(super) fn validation_rule_groups(model: &Model) -> Vec<Object> {
    groups(
        &model.validation_rule_groups,
        "validationRules",
        model.validation_rules.iter().map(|one| &one.named),
    )
}

pub(super) fn predictors(model: &Model) -> Vec<Object> {
    let describe = |predictor: &crate::model::Predictor| {
        let output = model.data_elements.iter().find(|element| element.named.id == predictor.output);
        object(
            &predictor.named,
            json!({
                "shortName": predictor.named.name,
                "periodType": "Monthly",
                "output": output.map(|element| reference(&element.named)),
                "generator": side(&predictor.generator),
                "sequentialSampleCount": predictor.samples,
                "annualSampleCount": 0,
                "sequentialSkipCount": 0,
                "organisationUnitDescendants": "SELECTED",
                "organisationUnitLevels": model.organisation_unit_levels.last().map(|level| vec![reference(level)]),
                "predictorGroups": groups_of(&predictor.named.id, &model.predictor_groups),
            }),
        )
    };
    model.predictors.iter().map(describe).collect()
}

pub(super) fn predictor_groups(model: &Model) -> Vec<Object> {
    groups(&model.predictor_groups, "predictors", model.predictors.iter().map(|one| &one.named))
}

pub(super) fn dashboards(model: &Model) -> Vec<Object> {
    plain(model.dashboards.iter().map(|one| &one.named))
}

pub(super) fn visualizations(model: &Model) -> Vec<Object> {
    plain(model.visualizations.iter().map(|one| &one.named))
}

pub(super) fn user_groups(model: &Model) -> Vec<Object> {
    groups(&model.user_groups, "users", model.people.iter().map(|person| &person.named))
}
