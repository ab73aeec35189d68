//! `/api/maintenance`: operations that run synchronously, without a job.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::error_page::no_such_route;
use crate::exchange::{Answer, Reply};
use crate::route::{Call, Result};
use crate::state::State;
use crate::user::F_PERFORM_MAINTENANCE;
use crate::{Version, web_message};

/// One operation: its path, its older path, its parameter of the combined call, and what it does.
struct Operation {
    path: &'static str,
    older_path: Option<&'static str>,
    parameter: &'static str,
    millis: u64,
    effect: fn(&mut State),
}

/// The operations, in the order in which the combined call performs them.
const OPERATIONS: [Operation; 18] = [
    operation("analyticsTablesClear", "analyticsTableClear", 900, |state| {
        state.model.rows.analytics_tables = 0
    }),
    operation("analyticsTablesAnalyze", "analyticsTableAnalyze", 1400, |state| {
        state.model.rows.analytics_analyzed += 1;
    }),
    operation("expiredInvitationsClear", "expiredInvitationsClear", 200, |state| {
        state.model.rows.expired_invitations = 0;
    }),
    operation("ouPathsUpdate", "ouPathsUpdate", 700, |state| state.model.rows.stale_paths = 0),
    operation("periodPruning", "periodPruning", 500, |state| state.model.prune_periods()),
    operation("zeroDataValueRemoval", "zeroDataValueRemoval", 900, |state| {
        state.model.rows.zero_data_values = 0
    }),
    operation("softDeletedDataValueRemoval", "softDeletedDataValueRemoval", 1200, |state| {
        state.model.rows.deleted_data_values.clear();
    }),
    operation("softDeletedRelationshipRemoval", "softDeletedRelationshipRemoval", 400, |state| {
        state.model.rows.deleted_relationships = 0;
    }),
    operation("softDeletedEventRemoval", "softDeletedEventRemoval", 1100, |state| {
        state.model.rows.deleted_events = 0;
    })
    .once("softDeletedProgramStageInstanceRemoval"),
    operation("softDeletedEnrollmentRemoval", "softDeletedEnrollmentRemoval", 700, |state| {
        state.model.rows.deleted_enrollments = 0;
    })
    .once("softDeletedProgramInstanceRemoval"),
    operation("softDeletedTrackedEntityRemoval", "softDeletedTrackedEntityRemoval", 800, |state| {
        state.model.rows.deleted_tracked_entities = 0;
    })
    .once("softDeletedTrackedEntityInstanceRemoval"),
    operation("sqlViewsDrop", "sqlViewsDrop", 200, |state| state.model.rows.sql_views = 0),
    operation("sqlViewsCreate", "sqlViewsCreate", 300, |state| state.model.rows.sql_views = 2),
    operation("categoryOptionComboUpdate", "categoryOptionComboUpdate", 1600, |state| {
        state.model.update_all_category_option_combos();
    }),
    operation("cacheClear", "cacheClear", 300, clear_caches),
    operation("cache", "", 300, clear_caches),
    operation("", "appReload", 300, reload_apps),
    operation("", "resourceTableUpdate", 12_000, |_| {}),
];

const fn operation(
    path: &'static str,
    parameter: &'static str,
    millis: u64,
    effect: fn(&mut State),
) -> Operation {
    Operation { path, older_path: None, parameter, millis, effect }
}

impl Operation {
    /// With the path that it had before tracker objects were renamed.
    const fn once(mut self, older_path: &'static str) -> Self {
        self.older_path = Some(older_path);
        self
    }

    /// Whether a version has the operation under a path.
    fn is_at(&self, path: &str, version: Version) -> bool {
        !path.is_empty()
            && (self.path == path || (version == Version::V2_41 && self.older_path == Some(path)))
    }

    /// Whether a version has the operation under a parameter of the combined call.
    fn is_named(&self, parameter: &str, version: Version) -> bool {
        // Only that of tracked entities was renamed in the combined call too, and both names work on 2.41.
        let older = "softDeletedTrackedEntityInstanceRemoval";
        let is_older = version == Version::V2_41 && parameter == older && self.older_path == Some(older);
        !parameter.is_empty() && (self.parameter == parameter || is_older)
    }
}

/// Answers `/api/maintenance/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result {
    let version = state.version();
    let writes = [Method::POST, Method::PUT].contains(&call.request.method);
    match rest {
        ["appReload"] if call.request.method == Method::GET => {
            call.require(state, F_PERFORM_MAINTENANCE)?;
            reload_apps(state);
            Ok(web_message::ok(StatusCode::OK, Some("Apps reloaded")).into())
        }
        ["appReload"] => Err(call.not_allowed(state)),
        [] if !writes => Err(call.not_allowed(state)),
        [] => {
            call.require(state, F_PERFORM_MAINTENANCE)?;
            let asked = asked(state, call)?;
            perform(state, call, &asked, done(version))
        }
        [path] => {
            let operation = OPERATIONS.iter().find(|operation| operation.is_at(path, version));
            let operation = operation.ok_or_else(|| no_such_route(&call.request.path))?;
            if !writes {
                return Err(call.not_allowed(state));
            }
            call.require(state, F_PERFORM_MAINTENANCE)?;
            // Newer versions respond with a message, except for this operation.
            let is_silent = operation.path == "analyticsTablesClear" && version >= Version::V2_43;
            let answer = if is_silent { Answer::empty(StatusCode::OK) } else { done(version) };
            perform(state, call, &[operation], answer)
        }
        _ if !writes => Err(call.not_allowed(state)),
        ["categoryOptionComboUpdate", "categoryCombo", id] => update_combo(state, call, id).map(Reply::Now),
        ["dataPruning", kind, id] => prune(state, call, kind, id).map(Reply::Now),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// The success of an operation.
fn done(version: Version) -> Answer {
    match version {
        Version::V2_41 | Version::V2_42 => Answer::no_content(),
        _ => web_message::ok(StatusCode::OK, None),
    }
}

/// The operations that the parameters of the combined call ask for; others are ignored without a word.
fn asked(state: &State, call: &Call<'_>) -> Result<Vec<&'static Operation>> {
    let version = state.version();
    let mut asked = Vec::new();
    for operation in &OPERATIONS {
        let value = call.request.query.iter().find(|(name, _)| operation.is_named(name, version));
        match value.map(|(name, value)| (name, value.as_str())) {
            None | Some((_, "false" | "off" | "no" | "0" | "")) => {}
            Some((_, "true" | "on" | "yes" | "1")) => asked.push(operation),
            Some((name, value)) => {
                let hint = "It should be of type boolean";
                return Err(web_message::bad_value(version, value, "parameter ", name, hint));
            }
        }
    }
    Ok(asked)
}

/// Performs operations when their time is over, and answers only then.
fn perform(state: &mut State, call: &Call<'_>, asked: &[&Operation], answer: Answer) -> Result {
    let rebuilds = |operation: &&&Operation| operation.parameter == "resourceTableUpdate";
    // On a driven clock only what really takes long is waited for, so that tests need not push everything.
    let waited = asked.iter().filter(|operation| !state.clock.is_manual() || rebuilds(operation));
    let until = call.request.arrived + Duration::from_millis(waited.map(|operation| operation.millis).sum());
    if until > state.now() {
        return Ok(Reply::Later(until));
    }
    for operation in asked {
        (operation.effect)(state);
    }
    Ok(answer.into())
}

fn clear_caches(state: &mut State) {
    state.results.clear();
    state.model.rows.caches_cleared += 1;
}

fn reload_apps(state: &mut State) {
    state.model.rows.apps_reloaded += 1;
}

fn update_combo(state: &mut State, call: &Call<'_>, id: &str) -> Result<Answer> {
    call.require(state, F_PERFORM_MAINTENANCE)?;
    if !state.model.category_combos.iter().any(|combo| combo.named.id == id) {
        return Err(no_such("CategoryCombo", id));
    }
    state.model.update_category_option_combos(id);
    let mut map = web_message::message(StatusCode::OK, Some("Import was successful."));
    let summaries = json!({
        "status": "SUCCESS", "imported": 0, "updated": 0, "deleted": 0, "ignored": 0,
        "importSummaries": [], "total": 0, "responseType": "ImportSummaries"
    });
    map.insert("response".into(), summaries);
    Ok(Answer::json(&map.into()))
}

fn prune(state: &mut State, call: &Call<'_>, kind: &str, id: &str) -> Result<Answer> {
    let is_known = match kind {
        "organisationUnits" => state.model.organisation_units.iter().any(|unit| unit.named.id == id),
        "dataElements" => state.model.data_elements.iter().any(|element| element.named.id == id),
        _ => return Err(no_such_route(&call.request.path)),
    };
    call.require(state, "ALL")?;
    if !is_known {
        let name = if kind == "dataElements" { "Data element" } else { "Organisation unit" };
        return Err(no_such(name, id));
    }
    match kind {
        "organisationUnits" => state.model.prune_unit(id),
        _ => state.model.prune_data_element(id),
    }
    Ok(web_message::ok(StatusCode::OK, Some("Data was pruned successfully")))
}

fn no_such(kind: &str, id: &str) -> Answer {
    let text = format!("{kind} does not exist: {id}");
    web_message::returned_conflict(&text)
}
