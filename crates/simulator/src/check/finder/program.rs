//! Faults of programs with their stages, rules and indicators, and of validation rules.

use super::{Finding, Issue, reference, scarce};
use crate::model::{Model, ProgramRule, ValidationRule};

pub(super) fn stages_without_program(model: &Model) -> Finding {
    let lonely = model.program_stages.iter().filter(|stage| stage.program.is_none());
    Finding::of(model.program_stages.len(), lonely.map(|stage| Issue::about(&stage.named)))
}

pub(super) fn rules_without_action(model: &Model) -> Finding {
    rules(model, |rule| rule.actions == 0)
}

pub(super) fn rules_without_priority(model: &Model) -> Finding {
    rules(model, |rule| rule.priority.is_none())
}

pub(super) fn rules_without_condition(model: &Model) -> Finding {
    rules(model, |rule| rule.condition.is_empty())
}

pub(super) fn indicators_without_expression(model: &Model) -> Finding {
    let empty = model.program_indicators.iter().filter(|one| one.expression.is_empty());
    let issues = empty.map(|one| Issue::about(&one.named).referring(vec![reference(&one.program)]));
    Finding::of(model.program_indicators.len(), issues)
}

pub(super) fn validation_left_side(model: &Model) -> Finding {
    broken_sides(model, |rule| &rule.left.expression)
}

pub(super) fn validation_right_side(model: &Model) -> Finding {
    broken_sides(model, |rule| &rule.right.expression)
}

fn broken_sides(model: &Model, side: fn(&ValidationRule) -> &String) -> Finding {
    let broken =
        model.validation_rules.iter().filter(|rule| side(rule).trim_end().ends_with(['+', '-', '*', '/']));
    let comment = Some("Expression is not well-formed");
    Finding::without_percentage(broken.map(|rule| Issue::programmatic(&rule.named, comment)))
}

pub(super) fn validation_without_group(model: &Model) -> Finding {
    let is_grouped = |id: &str| model.validation_rule_groups.iter().any(|group| group.holds(id));
    let lonely = model.validation_rules.iter().filter(|rule| !is_grouped(&rule.named.id));
    Finding::of(model.validation_rules.len(), lonely.map(|rule| Issue::about(&rule.named)))
}

pub(super) fn validation_groups_scarce(model: &Model) -> Finding {
    scarce(&model.validation_rule_groups)
}

fn rules(model: &Model, is_faulty: fn(&ProgramRule) -> bool) -> Finding {
    let faulty = model.program_rules.iter().filter(|rule| is_faulty(rule));
    let issues = faulty.map(|rule| Issue::about(&rule.named).referring(vec![reference(&rule.program)]));
    Finding::of(model.program_rules.len(), issues)
}
