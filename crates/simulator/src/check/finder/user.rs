//! Faults of users, their roles and groups.

use super::{Finding, Issue, scarce};
use crate::model::{Model, Person, UserRole};

pub(super) fn all_authority(model: &Model) -> Finding {
    let powerful = |person: &Person| -> Vec<String> {
        let roles = model.user_roles.iter().filter(|role| role.authorities.contains(&"ALL"));
        let names = roles.map(|role| role.named.name.as_str()).filter(|name| person.roles.contains(name));
        names.map(str::to_owned).collect()
    };
    let issue = |person: &Person| {
        let roles = powerful(person);
        (!roles.is_empty()).then(|| Issue::about(&person.named).commented("Active").referring(roles))
    };
    Finding::of(model.people.len(), model.people.iter().filter_map(issue))
}

pub(super) fn no_role(model: &Model) -> Finding {
    people(model, |person| person.roles.is_empty())
}

pub(super) fn invalid_usernames(model: &Model) -> Finding {
    people(model, |person| person.named.name.contains("..") || person.named.name.ends_with(['.', '-']))
}

pub(super) fn groups_scarce(model: &Model) -> Finding {
    scarce(&model.user_groups)
}

pub(super) fn roles_no_authorities(model: &Model) -> Finding {
    roles(model, |role| role.authorities.is_empty())
}

pub(super) fn roles_no_users(model: &Model) -> Finding {
    roles(model, |role| !model.people.iter().any(|person| person.roles.contains(&role.named.name.as_str())))
}

fn people(model: &Model, is_faulty: fn(&Person) -> bool) -> Finding {
    let faulty = model.people.iter().filter(|person| is_faulty(person));
    Finding::of(model.people.len(), faulty.map(|person| Issue::about(&person.named)))
}

fn roles(model: &Model, is_faulty: impl Fn(&UserRole) -> bool) -> Finding {
    let faulty = model.user_roles.iter().filter(|role| is_faulty(role));
    Finding::of(model.user_roles.len(), faulty.map(|role| Issue::about(&role.named)))
}
