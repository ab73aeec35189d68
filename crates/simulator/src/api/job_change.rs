//! Creating and changing jobs in `/api/jobConfigurations`.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{CONNECTION, LOCATION};
use serde_json::{Map, Value};

use super::job::get;
use crate::exchange::Answer;
use crate::job::{Cron, Job, Kind, OWNER, Schedule, kind, parameter};
use crate::patch::{self, PatchFault};
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message::ErrorReport;
use crate::{Version, uid, web_message};

const CLASS: &str = "org.hisp.dhis.scheduling.JobConfiguration";

/// A requested job configuration.
struct Wanted {
    name: String,
    kind: Kind,
    schedule: std::result::Result<Schedule, ErrorReport>,
    parameters: Option<Value>,
    enabled: bool,
}

/// Answers `POST /api/jobConfigurations`.
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Result<Answer> {
    require(state, call, "create")?;
    let body = parse(state, call)?;
    let wanted = read(state, &body)?;
    let id = match body.get("id").and_then(Value::as_str) {
        Some(id) if uid::is_valid(id) => id.to_owned(),
        _ => uid::of(&format!("{} {} {}", wanted.name, state.now().millis(), state.jobs.all.len())),
    };
    let schedule = check(state, &id, &wanted)?;
    let now = state.now();
    let mut job = Job {
        parameters: wanted.parameters.or_else(|| parameter::defaults(state.version(), wanted.kind)),
        author: Some(call.user.clone()),
        is_due: schedule == Schedule::Once && wanted.enabled,
        ..Job::scheduled(id.clone(), &wanted.name, wanted.kind, schedule, now)
    };
    job.switch(wanted.enabled, now);
    state.jobs.all.push(job);
    let location = format!("{}/api/jobConfigurations/{id}", call.request.base_url());
    Ok(web_message::object_report(StatusCode::CREATED, &id, CLASS).with(LOCATION, &location))
}

/// Answers `PUT /api/jobConfigurations/{uid}`: does not enable or disable the job.
pub(super) fn replace(state: &mut State, call: &Call<'_>, id: &str) -> Result<Answer> {
    let job = get(state, id)?;
    let (kind, enabled) = (job.kind, job.enabled);
    if !job.configurable {
        let text = format!("Job {id} is a system job that cannot be modified.");
        return Err(web_message::error(state.version(), StatusCode::CONFLICT, &text, Some("E1004")));
    }
    require(state, call, "update")?;
    let mut body = parse(state, call)?;
    body.insert("jobType".to_owned(), kind.into());
    body.insert("enabled".to_owned(), enabled.into());
    change(state, call, id, &body)
}

/// Answers `PATCH /api/jobConfigurations/{uid}`.
pub(super) fn patch(state: &mut State, call: &Call<'_>, id: &str) -> Result<Answer> {
    let job = get(state, id)?.describe(state.version(), "", state.now());
    require(state, call, "update")?;
    let Value::Object(mut job) = job else { return Err(call.not_allowed(state)) };
    patch::apply(&mut job, &call.request.body, OWNER).map_err(|fault| patch_fault(state, &fault))?;
    // A patch leaves the kind of schedule to what it sets.
    job.shift_remove("schedulingType");
    change(state, call, id, &job)
}

/// What is answered to a patch that cannot be applied.
pub(super) fn patch_fault(state: &State, fault: &PatchFault) -> Answer {
    match fault {
        PatchFault::NoPatch => web_message::bad_request(state.version(), "JSON parse error: no patch"),
        PatchFault::NoSuchProperty(name) => {
            let text = format!("Property {name} does not exist on Schema");
            web_message::bad_request(state.version(), &text)
        }
    }
}

fn change(state: &mut State, call: &Call<'_>, id: &str, body: &Map<String, Value>) -> Result<Answer> {
    let wanted = read(state, body)?;
    let schedule = check(state, id, &wanted)?;
    let now = state.now();
    if let Some(job) = state.jobs.get_mut(id) {
        job.name = wanted.name;
        job.parameters = wanted.parameters;
        job.author = Some(call.user.clone());
        job.schedule = schedule;
        job.switch(wanted.enabled, now);
    }
    Ok(web_message::object_report(StatusCode::OK, id, CLASS))
}

fn require(state: &State, call: &Call<'_>, what: &str) -> Result<()> {
    match call.user.may("F_SCHEDULING_ADMIN") {
        true => Ok(()),
        false => {
            let text = format!("You don't have the proper permissions to {what} this object.");
            Err(web_message::error(state.version(), StatusCode::FORBIDDEN, &text, Some("E1006")))
        }
    }
}

fn parse(state: &State, call: &Call<'_>) -> Result<Map<String, Value>> {
    serde_json::from_slice(&call.request.body)
        .map_err(|_| web_message::bad_request(state.version(), "JSON parse error: no object"))
}

/// Reads a job; an unknown type cannot even be read.
fn read(state: &State, body: &Map<String, Value>) -> Result<Wanted> {
    let version = state.version();
    let text = |key: &str| body.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let name = text("jobType").unwrap_or_default();
    let kind = kind::parse(version, name).ok_or_else(|| {
        let all: Vec<_> = kind::all(version).collect();
        let text = format!(
            "Cannot deserialize value of type `org.hisp.dhis.scheduling.JobType` from String \"{name}\": \
             not one of the values accepted for Enum class: [{}]",
            all.join(", ")
        );
        let status =
            if version <= Version::V2_42 { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::CONFLICT };
        web_message::error(version, status, &text, None).with(CONNECTION, "close")
    })?;
    Ok(Wanted {
        name: text("name").unwrap_or_default().to_owned(),
        kind,
        schedule: schedule(body),
        parameters: body.get("jobParameters").filter(|value| !value.is_null()).cloned(),
        enabled: body.get("enabled").and_then(Value::as_bool).unwrap_or(true),
    })
}

/// The schedule that a job asks for: if it does not name a kind, the one that its other properties fit.
fn schedule(body: &Map<String, Value>) -> std::result::Result<Schedule, ErrorReport> {
    let cron = body.get("cronExpression").and_then(Value::as_str).filter(|text| !text.is_empty());
    let delay = body.get("delay").and_then(Value::as_u64).filter(|delay| *delay > 0);
    let delay = delay.map(Duration::from_secs);
    let is_in_queue = body.get("queueName").is_some_and(Value::is_string);
    match (body.get("schedulingType").and_then(Value::as_str), cron, delay) {
        (Some("ONCE_ASAP"), ..) | (None, None, None) if !is_in_queue => Ok(Schedule::Once),
        (Some("FIXED_DELAY"), _, Some(delay)) | (None, None, Some(delay)) => Ok(Schedule::Every(delay)),
        (Some("FIXED_DELAY"), _, None) => Err(ErrorReport::new(
            "E7007",
            "Delay must be specified for jobs with fixed delay scheduling",
            &[],
        )),
        (_, Some(text), _) => {
            let cron = Cron::parse(text).map(|cron| Schedule::Cron(Some(cron)));
            cron.ok_or_else(|| ErrorReport::new("E7005", "Cron expression is invalid: `{0}`", &[]))
        }
        (_, None, _) if is_in_queue => Ok(Schedule::Cron(None)),
        _ => Err(ErrorReport::new(
            "E7004",
            "Cron expression must be not null for job with scheduling type CRON",
            &[],
        )),
    }
}

/// The schedule of a valid requested job, or the response that rejects it.
fn check(state: &State, id: &str, wanted: &Wanted) -> Result<Schedule> {
    let mut reports = Vec::new();
    let others = || state.jobs.all.iter().filter(|job| job.id != id);
    if wanted.name.is_empty() {
        reports.push(ErrorReport::new("E4000", "Missing required property `name`", &["name"]));
    }
    if let Some(other) = others().find(|job| job.name == wanted.name) {
        let object = format!("{} [{id}] (JobConfiguration)", wanted.name);
        let text = format!(
            "Property `name` with value `{}` on object {object} already exists on object {}",
            wanted.name, other.id
        );
        let args = ["name", &wanted.name, &object, &other.id];
        let report = ErrorReport::new("E5003", text, &args);
        reports.push(report.with("mainId", &other.id).with("errorProperty", "name"));
    }
    let schedule = match &wanted.schedule {
        Ok(schedule) => schedule.clone(),
        Err(report) => {
            reports.push(ErrorReport::new(report.code, report.message.clone(), &[]));
            Schedule::Cron(None)
        }
    };
    let text = schedule.cron().map(Cron::text);
    let same = |job: &Job| job.kind == wanted.kind && job.schedule.cron().map(Cron::text) == text;
    if let Some(text) = text.filter(|_| others().any(same)) {
        let message = format!("Job of same type already scheduled with cron expression: `{text}`");
        reports.push(ErrorReport::new("E7000", message, &[text]));
    }
    match reports.is_empty() {
        true => Ok(schedule),
        false => Err(web_message::refused_object(id, CLASS, &reports)),
    }
}
