//! The stages of the runs of each job type.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

use super::kind::{self, Kind};
use super::run::{Item, Run, Stage, Work};
use super::work;
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
        kind::MONITORING => monitoring(fails, parameters, now),
        kind::PREDICTOR => predictors(parameters, now),
        kind::VALIDATION_RESULTS_NOTIFICATION => notifications(state, now),
        _ => Run::new(kind, None, vec![], now),
    }
}

/// What a run of checks makes, as its parameters say.
fn aspect(parameters: Option<&Value>) -> Aspect {
    match parameters.and_then(|all| all.get("type")).and_then(Value::as_str) {
        // A report consists of details.
        Some("DETAILS" | "REPORT") => Aspect::Details,
        _ => Aspect::Summary,
    }
}

/// Whether a run of checks leaves a report, as that of the older way does.
pub(super) fn is_report(parameters: Option<&Value>) -> bool {
    parameters.and_then(|all| all.get("type")).and_then(Value::as_str) == Some("REPORT")
}

fn integrity(state: &State, aspect: Aspect, parameters: Option<&Value>, now: Moment) -> Run {
    let names = parameters.and_then(|all| all.get("checks")).and_then(Value::as_array);
    let words: Vec<&str> = names.into_iter().flatten().filter_map(Value::as_str).collect();
    let is_report = is_report(parameters);
    let words: Vec<&str> =
        if is_report && words.is_empty() { check::report::checks().collect() } else { words };
    let named = is_report || names.is_some_and(|names| !names.is_empty());
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

fn monitoring(fails: bool, parameters: Option<&Value>, now: Moment) -> Run {
    let item = |work| Item::new("Validating", Duration::from_millis(160), work);
    let persists = parameters.and_then(|all| all.get("persistResults")) == Some(&Value::Bool(true));
    let (start, end) = span(parameters, now);
    let groups = named(parameters, "validationRuleGroups");
    let items = match (fails, persists) {
        (true, _) => vec![item(Work::Fail("Validation could not be run".to_owned()))],
        (false, true) => vec![item(Work::Validate { groups, start, end })],
        (false, false) => vec![],
    };
    let stage = Stage::new("Preparing analysis parameters", "FAIL", items).saying("");
    Run::new("Data validation", Some("Data validation done"), vec![stage], now)
}

fn predictors(parameters: Option<&Value>, now: Moment) -> Run {
    let (start, end) = span(parameters, now);
    let (predictors, groups) = (named(parameters, "predictors"), named(parameters, "predictorGroups"));
    let work = Work::Predict { predictors, groups, start, end };
    let running = format!("Running predictors {}", work::words((start, end)));
    let stages = vec![
        Stage::new("Fetching predictors", "FAIL", vec![]).saying(""),
        Stage::new(running, "SKIP_ITEM", vec![Item::new("Predicting", Duration::from_millis(140), work)]),
    ];
    Run::new("Making predictions", None, stages, now)
}

fn notifications(state: &State, now: Moment) -> Run {
    let silent = |text: &str| Stage::new(text, "FAIL", vec![]).saying("");
    let mut stages = vec![silent("Finding not yet reported validation results")];
    if state.validation_results.iter().any(|result| !result.is_notified) {
        // No rule here has a notification template, so there are no recipients.
        stages.push(silent("Filtering results with rule and template "));
        stages.push(silent("Creating notifications for 0 validation results"));
    }
    let update = Item::new("Updating results", Duration::from_millis(12), Work::Notify);
    stages.push(Stage::new("Updating results", "FAIL", vec![update]).saying(""));
    Run::new("Validation result notification", None, stages, now)
}

/// The identifiers in a list of the parameters.
fn named(parameters: Option<&Value>, key: &str) -> Vec<String> {
    let all = parameters.and_then(|all| all.get(key)).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// The span that the parameters name: two days, or so many days before and after the run.
fn span(parameters: Option<&Value>, now: Moment) -> (Date, Date) {
    let number = |key: &str| parameters.and_then(|all| all.get(key)).and_then(Value::as_i64);
    let day = |millis: i64| {
        let moment = Timestamp::from_millisecond(millis).unwrap_or_default();
        moment.to_zoned(TimeZone::UTC).date()
    };
    let today = day(now.millis());
    let relative = |key: &str| today.saturating_add(number(key).unwrap_or(0).clamp(-36_500, 36_500).days());
    let start = number("startDate").map_or_else(|| relative("relativeStart"), day);
    let end = number("endDate").map_or_else(|| relative("relativeEnd"), day);
    (start, end)
}

/// The beginning of a day, as jobs keep it in their parameters.
pub(crate) fn millis(day: Date) -> i64 {
    day.to_zoned(TimeZone::UTC).map_or(0, |midnight| midnight.timestamp().as_millisecond())
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
