//! The members of groups: adding and removing one or several.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::metadata::unknown;
use crate::Version;
use crate::exchange::Answer;
use crate::metadata::Collection;
use crate::model::{Group, Model};
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message;

/// How many objects of each kind a change had.
#[derive(Default)]
struct Stats {
    updated: usize,
    deleted: usize,
    ignored: usize,
}

/// The collections whose members can be changed, and what their members are.
const GROUPS: [(&str, &str); 7] = [
    ("dataElementGroups", "dataElements"),
    ("indicatorGroups", "indicators"),
    ("validationRuleGroups", "validationRules"),
    ("predictorGroups", "predictors"),
    ("userGroups", "users"),
    ("categories", "categoryOptions"),
    ("categoryCombos", "categories"),
];

/// Whether the objects of a collection have such members.
pub(super) fn has_members(collection: &str, members: &str) -> bool {
    GROUPS.contains(&(collection, members))
}

fn groups<'a>(model: &'a mut Model, collection: &str) -> &'a mut [Group] {
    match collection {
        "dataElementGroups" => &mut model.data_element_groups,
        "indicatorGroups" => &mut model.indicator_groups,
        "validationRuleGroups" => &mut model.validation_rule_groups,
        "predictorGroups" => &mut model.predictor_groups,
        "userGroups" => &mut model.user_groups,
        "categories" => &mut model.categories,
        "categoryCombos" => &mut model.category_combos,
        _ => &mut [],
    }
}

/// Answers `/api/<groups>/{uid}/<members>/…`.
pub(super) fn change(
    state: &mut State,
    call: &Call<'_>,
    collection: &Collection,
    id: &str,
    member: Option<&str>,
) -> Result<Answer> {
    let now = state.now();
    let not_allowed = call.not_allowed(state);
    let not_found = unknown(state, collection, id);
    let groups = groups(&mut state.model, collection.name);
    let group = groups.iter_mut().find(|group| group.named.id == id).ok_or(not_found)?;
    let mut stats = Stats::default();
    let (added, removed) = match (&call.request.method, member) {
        (&Method::POST, Some(member)) => (vec![member.to_owned()], vec![]),
        (&Method::DELETE, Some(member)) => (vec![], vec![member.to_owned()]),
        (&Method::POST, None) => (named(call, "additions"), named(call, "deletions")),
        _ => return Err(not_allowed),
    };
    for member in added {
        match group.holds(&member) {
            true => stats.ignored += 1,
            false => {
                group.members.push(member);
                stats.updated += 1;
            }
        }
    }
    for member in removed {
        match group.holds(&member) {
            true => {
                group.members.retain(|other| *other != member);
                stats.deleted += 1;
            }
            false => stats.ignored += 1,
        }
    }
    state.changed.insert(id.to_owned(), now);
    // From 2.43, option combinations are unchanged until maintenance updates them.
    if collection.name.starts_with("categor") && state.version() <= Version::V2_42 {
        state.model.update_all_category_option_combos();
    }
    Ok(stats.report())
}

/// The identifiers in a list of the body.
fn named(call: &Call<'_>, key: &str) -> Vec<String> {
    let body: Value = serde_json::from_slice(&call.request.body).unwrap_or_default();
    let all = body.get(key).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|one| one.get("id")?.as_str().map(str::to_owned)).collect()
}

impl Stats {
    fn report(&self) -> Answer {
        let mut map = web_message::message(StatusCode::OK, None);
        let response = json!({
            "status": "OK",
            "stats": {
                "created": 0, "updated": self.updated, "deleted": self.deleted, "ignored": self.ignored,
                "total": self.updated + self.deleted + self.ignored
            },
            "objectReports": [],
            "responseType": "TypeReport"
        });
        map.insert("response".into(), response);
        Answer::json(&map.into())
    }
}
