//! Faults of organisation units and their groups.

use super::{Finding, Issue};
use crate::model::{Model, OrganisationUnit};

pub(super) fn without_groups(model: &Model) -> Finding {
    listed(model, |unit| unit.groups.is_empty())
}

pub(super) fn groups_scarce(model: &Model) -> Finding {
    let members =
        |name: &str| model.organisation_units.iter().filter(|unit| unit.groups.contains(&name)).count();
    let scarce = model.organisation_unit_groups.iter().filter(|group| members(&group.name) < 2);
    let issues = scarce.map(|group| Issue::about(group).commented(members(&group.name).to_string()));
    Finding::of(model.organisation_unit_groups.len(), issues)
}

pub(super) fn multiple_roots(model: &Model) -> Finding {
    let roots: Vec<_> = model.organisation_units.iter().filter(|unit| unit.parent.is_none()).collect();
    let names: Vec<_> = roots.iter().map(|unit| unit.named.name.as_str()).collect();
    let comment = names.join(" ; ");
    let roots = if roots.len() > 1 { roots } else { vec![] };
    let issues = roots.iter().map(|unit| Issue::about(&unit.named).commented(comment.as_str()));
    Finding::of(model.organisation_units.len(), issues)
}

pub(super) fn orphaned(model: &Model) -> Finding {
    let has_children =
        |id: &str| model.organisation_units.iter().any(|unit| unit.parent.as_deref() == Some(id));
    listed(model, |unit| unit.parent.is_none() && !has_children(&unit.named.id))
}

pub(super) fn multiple_spaces(model: &Model) -> Finding {
    listed(model, |unit| unit.named.name.contains("  "))
}

pub(super) fn trailing_spaces(model: &Model) -> Finding {
    let spaced = model.organisation_units.iter().filter(|unit| unit.named.name.ends_with(' '));
    let issues = spaced.map(|unit| Issue::about(&unit.named).commented(unit.named.name.as_str()));
    Finding::of(model.organisation_units.len(), issues)
}

pub(super) fn no_coordinates(model: &Model) -> Finding {
    let lost = model.organisation_units.iter().filter(|unit| unit.point.is_none());
    let issues = lost.map(|unit| Issue::about(&unit.named).commented(unit.level.to_string()));
    Finding::of(model.organisation_units.len(), issues)
}

pub(super) fn null_island(model: &Model) -> Finding {
    let near_zero = |(x, y): (f64, f64)| x.abs() < 1.0 && y.abs() < 1.0;
    let lost = model.organisation_units.iter().filter(|unit| unit.point.is_some_and(near_zero));
    let comment =
        |unit: &OrganisationUnit| unit.point.map_or(String::new(), |(x, y)| format!("POINT({x} {y})"));
    let issues = lost.map(|unit| Issue::about(&unit.named).commented(comment(unit)));
    Finding::of(model.organisation_units.len(), issues)
}

pub(super) fn closed_before_opened(model: &Model) -> Finding {
    listed(model, |unit| unit.closed.is_some_and(|closed| closed < unit.opened))
}

pub(super) fn same_name_and_parent(model: &Model) -> Finding {
    let all = &model.organisation_units;
    let twins = |unit: &&OrganisationUnit| {
        let same =
            |other: &&OrganisationUnit| other.parent == unit.parent && other.named.name == unit.named.name;
        all.iter().filter(same).count() > 1
    };
    let parent = |unit: &OrganisationUnit| {
        let parent = all.iter().find(|other| Some(&other.named.id) == unit.parent.as_ref());
        parent.map_or(String::new(), |parent| parent.named.name.clone())
    };
    let issues = all.iter().filter(twins).map(|unit| Issue::about(&unit.named).commented(parent(unit)));
    Finding::of(all.len(), issues)
}

fn listed(model: &Model, is_faulty: impl Fn(&OrganisationUnit) -> bool) -> Finding {
    let faulty = model.organisation_units.iter().filter(|unit| is_faulty(unit));
    Finding::of(model.organisation_units.len(), faulty.map(|unit| Issue::about(&unit.named)))
}
