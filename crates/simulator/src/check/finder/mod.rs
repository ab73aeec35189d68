//! Finds faults in the model: a table of small functions, one per check.
//!
//! A check that is not in the table finds nothing, because the model has no such objects.

mod category;
mod data_element;
mod favorite;
mod indicator;
mod option;
mod organisation_unit;
mod program;
mod user;

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::clock::Moment;
use crate::model::{Group, Model, Named};
use crate::{Scenario, uid};

/// One fault that a check has found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Issue {
    id: Option<String>,
    name: Option<String>,
    comment: Option<String>,
    refs: Option<Vec<String>>,
}

/// The faults that a check has found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Issues {
    /// Each by itself.
    Listed(Vec<Issue>),
    /// So many that they are generated only when sent.
    Generated(usize),
}

/// What a check has found.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) issues: Issues,
    /// How many objects were looked at; `None` where the check gives no percentage.
    of: Option<usize>,
}

/// Looks for the issues of one check.
type Find = fn(&Model) -> Finding;

/// The checks that find something in the model of the demonstration.
const FINDERS: &[(&str, Find)] = &[
    ("categories_no_options", category::no_options),
    ("categories_same_category_options", category::same_options),
    ("categories_one_default_category", category::one_default),
    ("category_combos_unused", category::combos_unused),
    ("category_options_no_categories", category::options_without_category),
    ("cocs_wrong_cardinality", category::wrong_cardinality),
    ("invalid_category_combos", category::invalid_combos),
    ("dashboards_no_items", favorite::dashboards_no_items),
    ("dashboards_not_viewed_one_year", favorite::dashboards_not_viewed),
    ("visualizations_not_viewed_one_year", favorite::visualizations_not_viewed),
    ("maps_not_viewed_one_year", favorite::maps_not_viewed),
    ("data_element_groups_scarce", data_element::groups_scarce),
    ("data_elements_aggregate_no_data", data_element::no_data),
    ("data_elements_aggregate_abandoned", data_element::no_data),
    ("data_elements_aggregate_no_groups", data_element::no_groups),
    ("data_elements_aggregate_with_different_period_types", data_element::different_period_types),
    ("data_elements_can_aggregate_with_none_operator", data_element::could_be_summed),
    ("data_elements_without_datasets", data_element::without_data_sets),
    ("datasets_empty", data_element::data_sets_empty),
    ("datasets_not_assigned_to_org_units", data_element::data_sets_not_assigned),
    ("periods_3y_future", data_element::periods_in_the_future),
    ("periods_distant_past", data_element::periods_in_the_past),
    ("indicator_groups_scarce", indicator::groups_scarce),
    ("indicator_types_duplicated", indicator::types_duplicated),
    ("indicators_exact_duplicates", indicator::exact_duplicates),
    ("indicators_not_grouped", indicator::not_grouped),
    ("indicators_with_identical_formulas", indicator::identical_formulas),
    ("indicators_with_invalid_numerator", indicator::invalid_numerator),
    ("option_groups_empty", option::groups_empty),
    ("option_sets_wrong_sort_order", option::wrong_sort_order),
    ("options_sets_empty", option::sets_empty),
    ("options_sets_unused", option::sets_unused),
    ("organisation_units_without_groups", organisation_unit::without_groups),
    ("orgunit_groups_scarce", organisation_unit::groups_scarce),
    ("orgunits_multiple_roots", organisation_unit::multiple_roots),
    ("orgunits_multiple_spaces", organisation_unit::multiple_spaces),
    ("orgunits_no_coordinates", organisation_unit::no_coordinates),
    ("orgunits_null_island", organisation_unit::null_island),
    ("orgunits_openingdate_gt_closeddate", organisation_unit::closed_before_opened),
    ("orgunits_orphaned", organisation_unit::orphaned),
    ("orgunits_same_name_and_parent", organisation_unit::same_name_and_parent),
    ("orgunits_trailing_spaces", organisation_unit::trailing_spaces),
    ("program_indicators_without_expression", program::indicators_without_expression),
    ("program_rules_no_action", program::rules_without_action),
    ("program_rules_no_priority", program::rules_without_priority),
    ("program_rules_without_condition", program::rules_without_condition),
    ("program_stages_no_programs", program::stages_without_program),
    ("validation_rules_with_invalid_left_side_expression", program::validation_left_side),
    ("validation_rules_with_invalid_right_side_expression", program::validation_right_side),
    ("validation_rules_without_groups", program::validation_without_group),
    ("validation_rule_groups_scarce", program::validation_groups_scarce),
    ("users_with_all_authority", user::all_authority),
    ("users_with_no_user_role", user::no_role),
    ("users_with_invalid_usernames", user::invalid_usernames),
    ("user_groups_scarce", user::groups_scarce),
    ("user_roles_no_authorities", user::roles_no_authorities),
    ("user_roles_with_no_users", user::roles_no_users),
];

/// The check that finds half a million issues in the scenario for large answers.
const LARGE: &str = "data_elements_aggregate_no_analysis";

/// Looks for the issues of a check, by its name.
pub(crate) fn find(model: &Model, scenario: Scenario, name: &str, _: Moment) -> Finding {
    if scenario == Scenario::Large && name == LARGE {
        return Finding { issues: Issues::Generated(500_000), of: Some(640_000) };
    }
    let finder = FINDERS.iter().find(|(other, _)| *other == name);
    finder.map_or_else(|| Finding::nothing(name), |(_, find)| find(model))
}

impl Default for Finding {
    fn default() -> Self {
        Self { issues: Issues::Listed(vec![]), of: None }
    }
}

impl Finding {
    /// Some issues among objects of a number.
    pub(crate) fn of(total: usize, issues: impl IntoIterator<Item = Issue>) -> Self {
        Self { issues: Issues::Listed(issues.into_iter().collect()), of: Some(total) }
    }

    /// Issues of a check that gives no percentage.
    pub(crate) fn without_percentage(issues: impl IntoIterator<Item = Issue>) -> Self {
        Self { issues: Issues::Listed(issues.into_iter().collect()), of: None }
    }

    /// No issues among objects that the model does not have.
    fn nothing(name: &str) -> Self {
        let without =
            ["categories_one_default", "program_rule_", "file_resources_no_icon", "tracker_geometry"];
        let is_programmatic =
            without.iter().any(|prefix| name.starts_with(prefix)) || name.contains("_invalid_");
        Self { of: (!is_programmatic).then_some(1), ..Self::default() }
    }

    /// The share of faulty objects, in percent.
    pub(crate) fn percentage(&self) -> Option<f64> {
        let total = self.of.filter(|total| *total > 0)?;
        Some(self.issues.len() as f64 * 100.0 / total as f64)
    }
}

impl Issues {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Listed(issues) => issues.len(),
            Self::Generated(count) => *count,
        }
    }

    /// Appends the issue at an index to some JSON, generating it if necessary.
    pub(crate) fn write(&self, index: usize, json: &mut String) {
        match self {
            Self::Listed(issues) => {
                if let Some(issue) = issues.get(index) {
                    json.push_str(&issue.describe().to_string());
                }
            }
            Self::Generated(_) => {
                let number = index as u64;
                let (id, set) = (uid::numbered(number), uid::numbered(1_000_000 + number % 40));
                // Nothing in these texts needs escaping, and writing them directly is much quicker.
                let _ = write!(
                    json,
                    "{{\"id\":\"{id}\",\"name\":\"Imported element {index}\",\"comment\":\"Used in no visualization, \
                     no map and no indicator since it was imported\",\"refs\":[\"Imported data set:{set}\"]}}"
                );
            }
        }
    }
}

impl Issue {
    /// An issue of an object.
    pub(crate) fn about(named: &Named) -> Self {
        Self { id: Some(named.id.clone()), name: Some(named.name.clone()), ..Self::default() }
    }

    /// An issue of an object as programmatic checks write it: with its identifier in its name.
    pub(crate) fn programmatic(named: &Named, comment: Option<&str>) -> Self {
        Self {
            id: Some(named.id.clone()),
            name: Some(format!("{}:{}", named.name, named.id)),
            comment: comment.map(str::to_owned),
            refs: Some(vec![]),
        }
    }

    /// An issue that is about no single object.
    pub(crate) fn anonymous(name: String, refs: Vec<String>) -> Self {
        Self { name: Some(name), refs: Some(refs), ..Self::default() }
    }

    /// With a comment.
    pub(crate) fn commented(self, comment: impl Into<String>) -> Self {
        Self { comment: Some(comment.into()), ..self }
    }

    /// With references to other objects.
    pub(crate) fn referring(self, refs: Vec<String>) -> Self {
        Self { refs: Some(refs), ..self }
    }

    /// The issue as the API shows it.
    pub(crate) fn describe(&self) -> Value {
        let mut map = Map::new();
        let texts = [("id", &self.id), ("name", &self.name), ("comment", &self.comment)];
        for (key, text) in texts {
            if let Some(text) = text {
                map.insert(key.to_owned(), text.as_str().into());
            }
        }
        if let Some(refs) = &self.refs {
            map.insert("refs".to_owned(), refs.as_slice().into());
        }
        Value::Object(map)
    }
}

/// Groups with fewer than two members, with how many they have.
fn scarce(groups: &[Group]) -> Finding {
    let scarce = groups.iter().filter(|group| group.members.len() < 2);
    let issue = |group: &Group| Issue::about(&group.named).commented(group.members.len().to_string());
    Finding::of(groups.len(), scarce.map(issue))
}

/// The name and the identifier of an object in one text, as references are written.
fn reference(named: &Named) -> String {
    format!("{}:{}", named.name, named.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Version;
    use crate::check::catalogue;
    use crate::clock::Clock;

    fn finding(name: &str) -> Finding {
        let now = Clock::new(crate::ClockMode::Manual).now();
        find(&Model::of(Scenario::Demo), Scenario::Demo, name, now)
    }

    #[test]
    fn every_finder_belongs_to_a_check_and_most_find_something() {
        let names = |version| catalogue::of(version).iter().map(|check| check.name.as_str());
        let finders = || FINDERS.iter().map(|(name, _)| *name);
        for name in finders() {
            assert!(names(Version::V2_42).any(|other| other == name), "{name} is no check");
        }
        let silent: Vec<_> = finders().filter(|name| finding(name).issues.len() == 0).collect();
        assert_eq!(silent, ["categories_one_default_category"]);
    }

    #[test]
    fn the_readme_lists_the_checks_that_find_nothing() {
        let readme = include_str!("../../../README.md");
        let listed: Vec<_> =
            readme.lines().filter_map(|line| line.strip_prefix("* `")?.strip_suffix('`')).collect();
        let checks = Version::ALL.into_iter().flat_map(catalogue::of);
        let silent = checks.filter(|check| check.name != crate::check::ALWAYS_FAILS);
        let mut silent: Vec<_> = silent
            .filter(|check| finding(&check.name).issues.len() == 0)
            .map(|check| check.name.as_str())
            .collect();
        silent.sort_unstable();
        silent.dedup();
        assert_eq!(listed, silent);
    }

    #[test]
    fn the_country_has_issues_of_every_severity_in_many_object_types() {
        let faulty: Vec<_> = catalogue::of(Version::V2_42)
            .iter()
            .filter(|check| finding(&check.name).issues.len() > 0)
            .collect();
        let severities = ["INFO", "WARNING", "SEVERE", "CRITICAL"];
        assert!(severities.iter().all(|one| faulty.iter().any(|check| check.severity == **one)));
        let mut kinds: Vec<_> = faulty.iter().filter_map(|check| check.issues_id_type.as_deref()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert!(faulty.len() >= 30 && kinds.len() >= 12, "{} checks, {} kinds", faulty.len(), kinds.len());
    }

    #[test]
    fn the_only_issue_of_a_fresh_server_is_its_superuser() {
        let model = Model::of(Scenario::Empty);
        let found: Vec<_> =
            FINDERS.iter().filter(|(_, find)| find(&model).issues.len() > 0).map(|(name, _)| *name).collect();
        assert_eq!(found, ["users_with_all_authority"]);
    }

    #[test]
    fn half_a_million_issues_are_generated_one_by_one() {
        let now = Clock::new(crate::ClockMode::Manual).now();
        let finding = find(&Model::of(Scenario::Large), Scenario::Large, LARGE, now);
        assert_eq!(finding.issues.len(), 500_000);
        let json = |index| {
            let mut json = String::new();
            finding.issues.write(index, &mut json);
            serde_json::from_str::<Value>(&json).unwrap()
        };
        assert_ne!(json(0)["id"], json(499_999)["id"]);
    }
}
