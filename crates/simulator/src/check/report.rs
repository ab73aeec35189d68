//! The legacy data integrity report of 2.41: all faults in one object, each type in its own form.

use serde_json::{Map, Value, json};

use super::finder::Issues;
use super::result::{Aspect, Results};
use crate::clock::Moment;

/// How the report shows the issues of a check.
#[derive(Clone, Copy)]
enum Form {
    /// A list of names, with the identifiers of the objects.
    Identified,
    /// A list of names.
    Names,
    /// What each object refers to, by the names of the objects.
    References,
    /// What is wrong with each object, by the names of the objects with their identifiers.
    Comments,
    /// What belongs together, in a list of lists.
    Groups,
}

/// The members of the report, with the checks that they come from.
const MEMBERS: [(&str, &str, Form); 32] = [
    ("dataElementsWithoutDataSet", "data_elements_without_datasets", Form::Identified),
    ("dataElementsWithoutGroups", "data_elements_aggregate_no_groups", Form::Identified),
    (
        "dataElementsAssignedToDataSetsWithDifferentPeriodTypes",
        "data_elements_aggregate_with_different_period_types",
        Form::References,
    ),
    (
        "dataElementsViolatingExclusiveGroupSets",
        "data_elements_violating_exclusive_group_sets",
        Form::References,
    ),
    ("dataElementsInDataSetNotInForm", "data_elements_in_data_set_not_in_form", Form::References),
    ("invalidCategoryCombos", "invalid_category_combos", Form::Identified),
    ("dataSetsNotAssignedToOrganisationUnits", "datasets_not_assigned_to_org_units", Form::Names),
    ("indicatorsWithIdenticalFormulas", "indicators_with_identical_formulas", Form::Groups),
    ("indicatorsWithoutGroups", "indicators_not_grouped", Form::Names),
    ("invalidIndicatorNumerators", "indicators_with_invalid_numerator", Form::Comments),
    ("invalidIndicatorDenominators", "indicators_with_invalid_denominator", Form::Comments),
    ("indicatorsViolatingExclusiveGroupSets", "indicators_violating_exclusive_group_sets", Form::References),
    ("duplicatePeriods", "periods_same_start_date_period_type", Form::Names),
    ("organisationUnitsWithCyclicReferences", "org_units_with_cyclic_references", Form::Identified),
    ("orphanedOrganisationUnits", "orgunits_orphaned", Form::Identified),
    ("organisationUnitsWithoutGroups", "organisation_units_without_groups", Form::Identified),
    (
        "organisationUnitsViolatingExclusiveGroupSets",
        "organisation_units_violating_exclusive_group_sets",
        Form::References,
    ),
    ("validationRulesWithoutGroups", "validation_rules_without_groups", Form::Names),
    (
        "invalidValidationRuleLeftSideExpressions",
        "validation_rules_with_invalid_left_side_expression",
        Form::Comments,
    ),
    (
        "invalidValidationRuleRightSideExpressions",
        "validation_rules_with_invalid_right_side_expression",
        Form::Comments,
    ),
    ("invalidProgramIndicatorExpressions", "program_indicators_with_invalid_expressions", Form::Comments),
    ("programIndicatorsWithNoExpression", "program_indicators_without_expression", Form::Names),
    ("invalidProgramIndicatorFilters", "program_indicators_with_invalid_filters", Form::Comments),
    ("programRulesWithNoCondition", "program_rules_without_condition", Form::References),
    ("programRulesWithNoPriority", "program_rules_no_priority", Form::References),
    ("programRulesWithNoAction", "program_rules_no_action", Form::References),
    (
        "programRuleVariablesWithNoDataElement",
        "program_rule_variables_without_data_element",
        Form::References,
    ),
    ("programRuleVariablesWithNoAttribute", "program_rule_variables_without_attribute", Form::References),
    ("programRuleActionsWithNoDataObject", "program_rule_actions_without_data_object", Form::References),
    ("programRuleActionsWithNoNotification", "program_rule_actions_without_notification", Form::References),
    ("programRuleActionsWithNoSectionId", "program_rule_actions_without_section", Form::References),
    ("programRuleActionsWithNoStageId", "program_rule_actions_without_stage_id", Form::References),
];

/// The checks of a report for which none were named.
pub(crate) fn checks() -> impl Iterator<Item = &'static str> {
    MEMBERS.iter().map(|(_, check, _)| *check)
}

/// The report on the checks of some names, from their details.
pub(crate) fn build(results: &Results, names: &[String], now: Moment) -> Value {
    let is_meant = |check: &str| names.iter().any(|name| name == check);
    let members = MEMBERS.iter().filter(|(_, check, _)| is_meant(check));
    let shown = members.map(|(member, check, form)| {
        let issues = match results.get(Aspect::Details, check, now).map(|outcome| &outcome.finding.issues) {
            Some(Issues::Listed(issues)) => issues.iter().map(|issue| issue.describe()).collect(),
            _ => vec![],
        };
        ((*member).to_owned(), form.show(&issues))
    });
    shown.collect::<Map<_, _>>().into()
}

impl Form {
    fn show(self, issues: &[Value]) -> Value {
        let text =
            |issue: &Value, key: &str| issue.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let refs = |issue: &Value| issue.get("refs").cloned().unwrap_or(json!([]));
        let plain = |issue: &Value| {
            let (name, id) = (text(issue, "name"), text(issue, "id"));
            name.strip_suffix(&format!(":{id}")).unwrap_or(&name).to_owned()
        };
        let identified = |issue: &Value| format!("{}:{}", plain(issue), text(issue, "id"));
        match self {
            Self::Identified => issues.iter().map(identified).collect(),
            Self::Names => issues.iter().map(plain).collect(),
            Self::References => issues.iter().map(|issue| (plain(issue), refs(issue))).collect(),
            Self::Comments => {
                issues.iter().map(|issue| (identified(issue), json!(text(issue, "comment")))).collect()
            }
            Self::Groups => issues.iter().map(refs).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Version;
    use crate::check::catalogue;

    #[test]
    fn every_member_comes_from_a_check_of_2_41() {
        for name in checks() {
            assert!(catalogue::of(Version::V2_41).iter().any(|check| check.name == name), "{name}");
        }
    }

    #[test]
    fn issues_are_shown_in_each_form() {
        let issue = json!({ "id": "a", "name": "Rate:a", "comment": "wrong", "refs": ["Set:b"] });
        let show = |form: Form| form.show(std::slice::from_ref(&issue));
        assert_eq!(show(Form::Identified), json!(["Rate:a"]));
        assert_eq!(show(Form::Names), json!(["Rate"]));
        assert_eq!(show(Form::References), json!({ "Rate": ["Set:b"] }));
        assert_eq!(show(Form::Comments), json!({ "Rate:a": "wrong" }));
        assert_eq!(show(Form::Groups), json!([["Set:b"]]));
    }
}
