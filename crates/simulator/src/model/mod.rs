//! The metadata of the simulated server, and the rows of data that maintenance removes.
//!
//! Plain values: knows no check, no response and no clock.

mod change;
mod country;
mod rows;
mod rule;
mod unit;
mod value;

pub(crate) use change::Holder;
pub(crate) use rows::Rows;
pub(crate) use rule::{Operator, Side, ValidationRule};
pub(crate) use value::{DataValue, Put};

use crate::{Scenario, uid};

/// What every object has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// An organisation unit.
#[derive(Clone, Debug)]
pub(crate) struct OrganisationUnit {
    pub(crate) named: Named,
    pub(crate) level: usize,
    pub(crate) parent: Option<String>,
    /// Longitude and latitude.
    pub(crate) point: Option<(f64, f64)>,
    pub(crate) opened: &'static str,
    pub(crate) closed: Option<&'static str>,
    pub(crate) groups: Vec<&'static str>,
}

/// An object that is a set of others: a group, a category, a combination, a set.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) named: Named,
    pub(crate) members: Vec<String>,
}

/// An aggregate data element.
#[derive(Clone, Debug)]
pub(crate) struct DataElement {
    pub(crate) named: Named,
    pub(crate) short_name: String,
    pub(crate) value_type: &'static str,
    pub(crate) aggregation: &'static str,
    pub(crate) category_combo: &'static str,
    /// How many data values there are that are not deleted.
    pub(crate) values: u64,
}

/// An indicator.
#[derive(Clone, Debug)]
pub(crate) struct Indicator {
    pub(crate) named: Named,
    pub(crate) numerator: String,
    pub(crate) denominator: String,
}

/// An indicator type.
#[derive(Clone, Debug)]
pub(crate) struct IndicatorType {
    pub(crate) named: Named,
    pub(crate) factor: i64,
}

/// A category option combination, with its options.
#[derive(Clone, Debug)]
pub(crate) struct CategoryOptionCombo {
    pub(crate) named: Named,
    pub(crate) combo: String,
    pub(crate) options: Vec<String>,
}

/// An option set: its options by their sort orders, and whether something uses it.
#[derive(Clone, Debug)]
pub(crate) struct OptionSet {
    pub(crate) named: Named,
    pub(crate) orders: Vec<usize>,
    pub(crate) is_used: bool,
}

/// A data set.
#[derive(Clone, Debug)]
pub(crate) struct DataSet {
    pub(crate) named: Named,
    pub(crate) period_type: &'static str,
    pub(crate) elements: Vec<String>,
    pub(crate) units: usize,
}

/// A program stage; up to 2.42 one could be left without a program.
#[derive(Clone, Debug)]
pub(crate) struct ProgramStage {
    pub(crate) named: Named,
    pub(crate) program: Option<String>,
}

/// A program rule.
#[derive(Clone, Debug)]
pub(crate) struct ProgramRule {
    pub(crate) named: Named,
    pub(crate) program: Named,
    pub(crate) condition: &'static str,
    pub(crate) actions: usize,
    pub(crate) priority: Option<u32>,
}

/// A program indicator.
#[derive(Clone, Debug)]
pub(crate) struct ProgramIndicator {
    pub(crate) named: Named,
    pub(crate) program: Named,
    pub(crate) expression: &'static str,
}

/// A predictor: the mean of some months before is what the next one is expected to be.
#[derive(Clone, Debug)]
pub(crate) struct Predictor {
    pub(crate) named: Named,
    /// The data element that gets the predicted values.
    pub(crate) output: String,
    pub(crate) generator: Side,
    /// How many months are looked at.
    pub(crate) samples: usize,
}

/// A user, as the checks see one.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) named: Named,
    pub(crate) roles: Vec<&'static str>,
}

/// A user role.
#[derive(Clone, Debug)]
pub(crate) struct UserRole {
    pub(crate) named: Named,
    pub(crate) authorities: Vec<&'static str>,
}

/// A dashboard, visualization or map, and how many days ago it was viewed.
#[derive(Clone, Debug)]
pub(crate) struct Favorite {
    pub(crate) named: Named,
    pub(crate) items: usize,
    pub(crate) viewed_days_ago: Option<u64>,
}

/// A period, by its year, and whether there are data for it.
#[derive(Clone, Debug)]
pub(crate) struct Period {
    pub(crate) name: &'static str,
    pub(crate) year: i64,
    pub(crate) has_data: bool,
}

/// All metadata and rows of a server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) organisation_units: Vec<OrganisationUnit>,
    pub(crate) organisation_unit_levels: Vec<Named>,
    pub(crate) organisation_unit_groups: Vec<Named>,
    pub(crate) data_elements: Vec<DataElement>,
    pub(crate) data_element_groups: Vec<Group>,
    pub(crate) indicators: Vec<Indicator>,
    pub(crate) indicator_types: Vec<IndicatorType>,
    pub(crate) indicator_groups: Vec<Group>,
    pub(crate) category_options: Vec<Named>,
    pub(crate) categories: Vec<Group>,
    pub(crate) category_combos: Vec<Group>,
    pub(crate) category_option_combos: Vec<CategoryOptionCombo>,
    pub(crate) option_sets: Vec<OptionSet>,
    pub(crate) option_groups: Vec<Group>,
    pub(crate) data_sets: Vec<DataSet>,
    pub(crate) programs: Vec<Named>,
    pub(crate) program_stages: Vec<ProgramStage>,
    pub(crate) program_rules: Vec<ProgramRule>,
    pub(crate) program_indicators: Vec<ProgramIndicator>,
    pub(crate) validation_rules: Vec<ValidationRule>,
    pub(crate) validation_rule_groups: Vec<Group>,
    pub(crate) predictors: Vec<Predictor>,
    pub(crate) predictor_groups: Vec<Group>,
    pub(crate) people: Vec<Person>,
    pub(crate) user_roles: Vec<UserRole>,
    pub(crate) user_groups: Vec<Group>,
    pub(crate) dashboards: Vec<Favorite>,
    pub(crate) visualizations: Vec<Favorite>,
    pub(crate) maps: Vec<Favorite>,
    pub(crate) periods: Vec<Period>,
    pub(crate) rows: Rows,
    pub(crate) data_values: Vec<DataValue>,
}

impl Model {
    /// The metadata of a scenario.
    pub(crate) fn of(scenario: Scenario) -> Self {
        match scenario {
            Scenario::Empty => country::fresh(),
            _ => country::tamaria(),
        }
    }
}

impl Named {
    /// An object of a kind, whose identifier follows from its name.
    pub(crate) fn new(kind: &str, name: &str) -> Self {
        Self { id: uid::of(&format!("{kind} {name}")), name: name.to_owned() }
    }
}

impl Group {
    /// Whether an object is a member.
    pub(crate) fn holds(&self, id: &str) -> bool {
        self.members.iter().any(|member| member == id)
    }
}
