//! `/api/scheduler`: scheduled jobs and queues. The server checks no authority here.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::clock::Moment;
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::job::{Job, LONGEST_WAIT, QueueFault, Schedule, Sequence};
use crate::route::{Call, Result};
use crate::state::State;
use crate::web_message;

/// Answers `/api/scheduler/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, []) => Ok(Answer::json(&list(state, call.request.param("order")))),
        (&Method::GET, ["queueable"]) => {
            let is_free = |job: &&Job| {
                job.configurable && job.queue.is_none() && matches!(job.schedule, Schedule::Cron(_))
            };
            let jobs = state.jobs.all.iter().filter(is_free);
            Ok(Answer::json(&jobs.map(|job| Entry::of(state, &job.name, vec![job]).show()).collect()))
        }
        (&Method::GET, ["queues"]) => Ok(Answer::json(&state.jobs.queues().into())),
        (&Method::GET, ["queues", name]) => queue(state, name),
        (&Method::POST, ["queues", name]) => {
            let (wanted, _) = read(state, call)?;
            let now = state.now();
            let made = state.jobs.make_queue(name, &wanted, now);
            made.map_err(|fault| refused(state, name, &fault))?;
            Ok(Answer::empty(StatusCode::CREATED))
        }
        (&Method::PUT, ["queues", name]) => {
            let (wanted, new_name) = read(state, call)?;
            let (now, new_name) = (state.now(), new_name.unwrap_or_else(|| (*name).to_owned()));
            let changed = state.jobs.change_queue(name, &new_name, &wanted, now);
            changed.map_err(|fault| refused(state, name, &fault))?;
            Ok(Answer::no_content())
        }
        (&Method::DELETE, ["queues", name]) => {
            let now = state.now();
            let deleted = state.jobs.delete_queue(name, now);
            deleted.map_err(|fault| refused(state, name, &fault))?;
            Ok(Answer::no_content())
        }
        (_, [] | ["queueable"] | ["queues"] | ["queues", _]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// What stands in a line of the list: a job, or the jobs of a queue.
struct Entry<'a> {
    name: &'a str,
    jobs: Vec<&'a Job>,
    now: Moment,
}

fn list(state: &State, order: Option<&str>) -> Value {
    let queues = state.jobs.queues();
    let single = state.jobs.all.iter().filter(|job| job.queue.is_none() && job.schedule != Schedule::Once);
    let single = single.map(|job| Entry::of(state, &job.name, vec![job]));
    let queued = queues.iter().map(|name| Entry::of(state, name, state.jobs.queue(name)));
    let mut entries: Vec<Entry<'_>> = single.chain(queued).collect();
    entries.sort_by_key(|entry| entry.name.to_lowercase());
    if order != Some("name") {
        entries.sort_by_key(|entry| (entry.next().is_none(), entry.next()));
    }
    entries.iter().map(Entry::show).collect()
}

impl<'a> Entry<'a> {
    fn of(state: &State, name: &'a str, jobs: Vec<&'a Job>) -> Self {
        Self { name, jobs, now: state.now() }
    }

    fn next(&self) -> Option<Moment> {
        self.jobs.first().and_then(|job| job.next_execution(self.now))
    }

    fn show(&self) -> Value {
        let Some(first) = self.jobs.first() else { return Value::Null };
        let kind = if first.queue.is_some() { "Sequence" } else { first.kind };
        let next = self.next();
        let latest = next.filter(|_| first.schedule.cron().is_some()).map(|next| next + LONGEST_WAIT);
        let wait = |moment: Option<Moment>| moment.map(|moment| json!(moment.since(self.now).as_secs()));
        let mut map = self.timing(first, kind, self.name);
        let entries = [
            ("maxDelayedExecutionTime", latest.map(|latest| json!(latest.iso()))),
            ("secondsToNextExecutionTime", wait(next)),
            ("secondsToMaxDelayedExecutionTime", wait(latest)),
            ("status", Some(json!(first.status.name()))),
            ("enabled", Some(json!(first.enabled))),
            ("configurable", Some(json!(first.configurable))),
            ("sequence", Some(self.jobs.iter().map(|job| self.show_job(job)).collect())),
        ];
        map.extend(entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
        map.into()
    }

    fn show_job(&self, job: &Job) -> Value {
        let mut map = Map::new();
        map.insert("id".to_owned(), json!(job.id));
        map.extend(self.timing(job, job.kind, &job.name));
        map.insert("status".to_owned(), json!(job.status.name()));
        map.into()
    }

    fn timing(&self, job: &Job, kind: &str, name: &str) -> Map<String, Value> {
        let entries = [
            ("name", Some(json!(name))),
            ("type", Some(json!(kind))),
            ("cronExpression", job.schedule.cron().map(|cron| json!(cron.text()))),
            ("delay", job.schedule.delay().map(|delay| json!(delay.as_secs()))),
            ("nextExecutionTime", job.next_execution(self.now).map(|next| json!(next.iso()))),
        ];
        entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
    }
}

fn queue(state: &State, name: &str) -> Result<Answer> {
    let jobs = state.jobs.queue(name);
    let first = jobs.first().ok_or_else(|| refused(state, name, &QueueFault::NoSuchQueue))?;
    let mut map = Map::new();
    map.insert("name".to_owned(), json!(name));
    if let Some(cron) = first.schedule.cron() {
        map.insert("cronExpression".to_owned(), json!(cron.text()));
    }
    map.insert("sequence".to_owned(), jobs.iter().map(|job| json!(job.id)).collect());
    Ok(Answer::json(&map.into()))
}

fn read(state: &State, call: &Call<'_>) -> Result<(Sequence, Option<String>)> {
    let body: Map<String, Value> = serde_json::from_slice(&call.request.body)
        .map_err(|_| web_message::bad_request(state.version(), "JSON parse error: no object"))?;
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let jobs = body.get("sequence").and_then(Value::as_array).into_iter().flatten();
    let jobs = jobs.filter_map(|id| id.as_str().map(str::to_owned)).collect();
    Ok((Sequence { cron: text("cronExpression").unwrap_or_default(), jobs }, text("name")))
}

fn refused(state: &State, name: &str, fault: &QueueFault) -> Answer {
    let conflict = StatusCode::CONFLICT;
    let (status, code, text) = match fault {
        QueueFault::NoSuchQueue => {
            (StatusCode::NOT_FOUND, "E7020", format!("Job queue does not exist: `{name}`"))
        }
        QueueFault::Exists => (conflict, "E7021", format!("Job queue already exists: `{name}`")),
        QueueFault::NoSuchJob(id) => {
            let text = format!("JobConfiguration with id {id} could not be found.");
            (StatusCode::NOT_FOUND, "E1005", text)
        }
        QueueFault::Taken { job, queue } => {
            (conflict, "E7022", format!("Job `{job}` is already used in another queue: `{queue}`"))
        }
        QueueFault::SystemJob(id) => {
            (conflict, "E7023", format!("Job `{id}` is a system job and cannot be used in a queue."))
        }
        QueueFault::TooShort => (conflict, "E7024", "Job queue must have at least two jobs.".to_owned()),
        QueueFault::BadCron(cron) => (conflict, "E7005", format!("Cron expression is invalid: `{cron}`")),
    };
    web_message::error(state.version(), status, &text, Some(code))
}
