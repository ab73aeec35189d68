//! What the runs of each type of job consist of.

use std::time::Duration;

use serde_json::Value;

use super::kind::{self, Kind};
use super::run::{Item, Run, Stage, Work};
use crate::check::{self, Aspect};
use crate::clock::Moment;
use crate::state::State;

const ANALYTICS_FAULT: &str = "StatementCallback; bad SQL grammar [create unlogged table \
    \"analytics_event_2026_temp\" (check(yearly = '2026')) inherits (\"analytics_event_temp\");]";

/// The run of a job that begins now.
pub(crate) fn run(state: &mut State, kind: Kind, parameters: Option<&Value>, now: Moment) -> Run {
    let doomed = state.jobs.doomed.iter().position(|other| *other == kind);
    if let Some(at) = doomed {
        state.jobs.doomed.remove(at);
    }
    let fails = doomed.is_some();
    match kind {
        kind::DATA_INTEGRITY => integrity(state, aspect(parameters), parameters, now),
        kind::DATA_INTEGRITY_DETAILS => integrity(state, Aspect::Details, parameters, now),
        kind::RESOURCE_TABLE => resource_tables(fails, now),
        kind::ANALYTICS_TABLE => analytics_tables(fails, parameters, now),
        kind::MONITORING => monitoring(fails, now),
        _ => Run::new(kind, None, vec![], now),
    }
}

/// What a run of checks makes, as its parameters say.
fn aspect(parameters: Option<&Value>) -> Aspect {
    match parameters.and_then(|all| all.get("type")).and_then(Value::as_str) {
        Some("DETAILS") => Aspect::Details,
        _ => Aspect::Summary,
    }
}

fn integrity(state: &State, aspect: Aspect, parameters: Option<&Value>, now: Moment) -> Run {
    let names = parameters.and_then(|all| all.get("checks")).and_then(Value::as_array);
    let words: Vec<&str> = names.into_iter().flatten().filter_map(Value::as_str).collect();
    let named = names.is_some_and(|names| !names.is_empty());
    let mut checks: Vec<_> = check::catalogue::of(state.version())
        .iter()
        .filter(|check| if named { words.iter().any(|word| check.is_named(word)) } else { !check.is_slow })
        .collect();
    checks.sort_by_key(|check| (state.results.average(&check.name).unwrap_or(0), check.is_slow));
    let items = checks.into_iter().map(|check| {
        let work = Work::Check { name: check.name.clone(), aspect };
        Item::new(check.item_description(), check::duration(state, check), work)
    });
    let description = match aspect {
        Aspect::Summary => "Data Integrity summary checks",
        Aspect::Details => "Data Integrity details checks",
    };
    let stage = Stage::new(description, "SKIP_ITEM", items.collect());
    Run::new("Data integrity check", None, vec![stage], now)
}

fn resource_tables(fails: bool, now: Moment) -> Run {
    Run::new("Generating resource tables", Some("Resource tables generated: {}"), resource_stages(fails), now)
}

fn resource_stages(fails: bool) -> Vec<Stage> {
    let work = if fails { Work::Fail(ANALYTICS_FAULT.to_owned()) } else { Work::Nothing };
    let generating = Item::new("Generating resource tables", Duration::from_millis(6300), work);
    vec![
        Stage::new("Drop SQL views", "SKIP_ITEM", views()),
        Stage::new("Generating resource tables", "SKIP_STAGE", vec![generating]),
        Stage::new("Create SQL views", "SKIP_ITEM", views()),
    ]
}

fn views() -> Vec<Item> {
    vec![Item::new("_view_units_by_level", Duration::from_millis(20), Work::Nothing)]
}

fn analytics_tables(fails: bool, parameters: Option<&Value>, now: Moment) -> Run {
    let skipped = parameters.and_then(|all| all.get("skipTableTypes")).and_then(Value::as_array);
    let is_skipped = |name: &str| skipped.is_some_and(|types| types.iter().any(|kind| kind == name));
    let skips_resources =
        parameters.and_then(|all| all.get("skipResourceTables")) == Some(&Value::Bool(true));
    let mut stages = if skips_resources { vec![] } else { resource_stages(false) };
    for (table, file, indexes, millis) in TABLES {
        if !is_skipped(table) {
            stages.extend(table_stages(table, file, indexes, millis, fails && table == "EVENT"));
        }
    }
    stages.push(Stage::new("Updating system settings", "FAIL", vec![]).saying(""));
    stages.push(Stage::new("Invalidate analytics caches", "SKIP_STAGE", vec![]).saying(""));
    stages.push(Stage::new("", "FAIL", vec![]).saying(""));
    Run::new("Analytics table update process", Some("Analytics tables updated: {}"), stages, now)
}

/// Each kind of analytics table: its type, the name of the table, its indexes, and how long filling it takes.
const TABLES: [(&str, &str, usize, u64); 7] = [
    ("TRACKED_ENTITY_INSTANCE", "analytics_te", 33, 900),
    ("DATA_VALUE", "analytics", 26, 4200),
    ("COMPLETENESS_TARGET", "analytics_completenesstarget", 10, 600),
    ("ORG_UNIT_TARGET", "analytics_orgunittarget", 4, 200),
    ("OWNERSHIP", "analytics_ownership", 16, 400),
    ("EVENT", "analytics_event", 22, 2600),
    ("ENROLLMENT", "analytics_enrollment", 12, 1100),
];

fn table_stages(table: &str, file: &str, indexes: usize, millis: u64, fails: bool) -> Vec<Stage> {
    let temporary = format!("{file}_temp");
    let item = |millis, work| vec![Item::new(temporary.clone(), Duration::from_millis(millis), work)];
    let work = if fails { Work::Fail(ANALYTICS_FAULT.to_owned()) } else { Work::Nothing };
    let index = |at: usize| Item::new(format!("in_{file}_{at}"), Duration::from_millis(12), Work::Nothing);
    vec![
        Stage::new(format!("Validating analytics table: {table}"), "FAIL", vec![])
            .saying("Validated analytics tables with outcome: true"),
        Stage::new("Performing pre-create table work", "FAIL", vec![]).saying(""),
        Stage::new(format!("Dropping staging tables: '{table}'"), "FAIL", item(2, Work::Nothing)),
        Stage::new(format!("Creating analytics tables: '{table}'"), "FAIL", item(4, work)),
        Stage::new(format!("Populating 1 analytics tables: '{table}'"), "FAIL", item(millis, Work::Nothing)),
        Stage::new(format!("Invoking analytics table hooks: '{table}'"), "FAIL", vec![]).saying(""),
        Stage::new(
            format!("Creating {indexes} indexes: '{table}'"),
            "SKIP_ITEM_OUTLIER",
            (0..indexes).map(index).collect(),
        )
        .saying(""),
        Stage::new(format!("Analyzing analytics tables: '{table}'"), "FAIL", item(8, Work::Nothing))
            .saying(""),
        Stage::new(format!("Swapping analytics tables: '{table}'"), "FAIL", item(11, Work::Nothing)),
    ]
}

fn monitoring(fails: bool, now: Moment) -> Run {
    let fault = Work::Fail("Validation could not be run".to_owned());
    let items = fails.then(|| Item::new("Validating", Duration::from_millis(160), fault));
    let stage = Stage::new("Preparing analysis parameters", "FAIL", items.into_iter().collect()).saying("");
    Run::new("Data validation", Some("Data validation done"), vec![stage], now)
}

/// The run of a housekeeping that is over.
pub(crate) fn housekeeping(begun: Moment, ended: Moment) -> Run {
    let names = [
        "Apply job cancellation",
        "Auto spawn default jobs when missing",
        "Update status to DISABLED for jobs that are not enabled",
        "Cleanup finished ONCE_ASAP jobs",
        "Reschedule stale jobs",
    ];
    let stage = |name: &str| {
        let mut stage = Stage::new(name, "SKIP_STAGE", vec![]);
        (stage.started, stage.completed, stage.status) = (Some(begun), Some(begun), "SUCCESS");
        stage
    };
    let mut run = Run::new("Housekeeping", None, names.into_iter().map(stage).collect(), begun);
    (run.completed, run.ended, run.status) = (Some(ended), Some(ended), "SUCCESS");
    run
}
