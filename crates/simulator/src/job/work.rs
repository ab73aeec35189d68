//! The effects of jobs on data.

use jiff::civil::Date;

use super::kind;
use super::run::{Item, Run, Work};
use crate::api::predictor::chosen;
use crate::clock::Moment;
use crate::model::ValidationRule;
use crate::state::State;
use crate::validation;

/// Runs predictors, stores the summary of the job, and returns its message.
pub(super) fn predict(
    state: &mut State,
    job: &str,
    ones: &[String],
    groups: &[String],
    span: (Date, Date),
    at: Moment,
) -> String {
    let predictors = chosen(state, ones, groups);
    let summary = state.predict(&predictors, span, at);
    state.jobs.set_summary(kind::PREDICTOR, job, summary.describe());
    format!("Finished predictors {}: {}", words(span), summary.told(state.version()))
}

/// The names of the checks of a run.
pub(super) fn checks(run: &Run) -> Vec<String> {
    let items = run.stages.iter().flat_map(|stage| &stage.items);
    let name = |item: &Item| match &item.work {
        Work::Check { name, .. } => Some(name.clone()),
        _ => None,
    };
    items.filter_map(name).collect()
}

/// A span as notifications write it.
pub(super) fn words((start, end): (Date, Date)) -> String {
    let day = |day: Date| day.strftime("%a %b %d 00:00:00 UTC %Y").to_string();
    format!("from {} to {}", day(start), day(end))
}

/// Runs the rules of some groups in the whole country, and keeps the violations.
pub(super) fn validate(state: &mut State, groups: &[String], span: (Date, Date)) {
    let model = &state.model;
    let holds = |rule: &ValidationRule| {
        let mut of = model.validation_rule_groups.iter().filter(|group| groups.contains(&group.named.id));
        groups.is_empty() || of.any(|group| group.holds(&rule.named.id))
    };
    let roots = model.organisation_units.iter().filter(|unit| unit.parent.is_none());
    let found: Vec<_> = roots.flat_map(|root| validation::run(model, holds, &root.named.id, span)).collect();
    state.keep_violations(found);
}
