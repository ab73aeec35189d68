//! Validation: comparing the sides of rules, and persisted results.

use jiff::civil::Date;

use crate::clock::Moment;
use crate::expression::{self, Context};
use crate::model::{Model, Side, ValidationRule};
use crate::period::Period;

/// That a rule does not hold in a unit for a period.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Violation {
    pub(crate) rule: String,
    pub(crate) unit: String,
    pub(crate) period: Period,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// A violation that is kept.
#[derive(Clone, Debug)]
pub(crate) struct ValidationResult {
    pub(crate) number: usize,
    pub(crate) created: Moment,
    pub(crate) violation: Violation,
    pub(crate) is_notified: bool,
}

/// The violations of some rules in a unit and all below it, in all months that share a day with a span.
pub(crate) fn run(
    model: &Model,
    is_meant: impl Fn(&ValidationRule) -> bool,
    unit: &str,
    (start, end): (Date, Date),
) -> Vec<Violation> {
    let rules: Vec<_> = model.validation_rules.iter().filter(|rule| is_meant(rule)).collect();
    let units = model.subtree(unit);
    let months = months(model, start, end);
    let mut found = Vec::new();
    for rule in rules {
        for month in &months {
            for unit in &units {
                found.extend(violation(model, rule, &unit.named.id, month));
            }
        }
    }
    found
}

/// The months of a span that there are values for: no others can have violations.
fn months(model: &Model, start: Date, end: Date) -> Vec<Period> {
    let mut all: Vec<&str> = model.data_values.iter().map(|value| value.period.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    let is_meant = |period: &Period| period.kind == "Monthly" && period.overlaps(start, end);
    all.into_iter().filter_map(Period::parse).filter(is_meant).collect()
}

/// The violation of a rule, if it is one; where a side has no value, nothing is compared.
pub(crate) fn violation(
    model: &Model,
    rule: &ValidationRule,
    unit: &str,
    period: &Period,
) -> Option<Violation> {
    let value = |side: &Side| match expression::element(model, Context::Plain, &side.expression) {
        Some(element) => model.total(element, unit, &period.iso),
        // A side that cannot be read counts as zero.
        None => Some(0.0),
    };
    let (left, right) = (value(&rule.left)?, value(&rule.right)?);
    (!rule.operator.holds(left, right)).then(|| Violation {
        rule: rule.named.id.clone(),
        unit: unit.to_owned(),
        period: period.clone(),
        left,
        right,
    })
}
