//! The engine: advances jobs to the current time, event by event in chronological order.

use std::time::Duration;

use serde_json::Value;

use super::feed::Feed;
use super::run::Work;
use super::schedule::Schedule;
use super::store::{Job, LastStatus, Status};
use super::{kind, plan, work};
use crate::check;
use crate::clock::{Moment, TICK};
use crate::state::State;

/// How long a job that begins at once takes to begin.
const BEGINNING: Duration = Duration::from_millis(20);

/// Progress is written when this long has passed since it was written last.
const WRITING: Duration = Duration::from_secs(10);

/// What happens next, to the job of an index.
#[derive(Clone, Copy)]
enum Event {
    Step(usize),
    Start(usize),
    Due(usize),
    Tick,
}

/// Lets everything happen that is due by now.
pub(crate) fn advance(state: &mut State) {
    let now = state.now();
    advance_to(state, now);
}

/// Lets everything happen that is due by a moment.
pub(crate) fn advance_to(state: &mut State, now: Moment) {
    let mut at = state.jobs.advanced.unwrap_or(now);
    loop {
        let (moment, event) = next_event(state, at);
        if moment > now {
            break;
        }
        at = moment.max(at);
        let id = |index: usize| state.jobs.all.get(index).map(|job| job.id.clone()).unwrap_or_default();
        match event {
            Event::Step(index) => step(state, &id(index), at),
            Event::Start(index) => start(state, &id(index), at),
            Event::Due(index) => become_due(state, &id(index), at),
            Event::Tick => tick(state, at, now),
        }
    }
    state.jobs.advanced = Some(now);
}

fn next_event(state: &State, at: Moment) -> (Moment, Event) {
    let jobs = &state.jobs;
    let all = || jobs.all.iter().enumerate();
    let steps = all().filter(|(_, job)| job.status == Status::Running);
    let steps = steps.filter_map(|(index, job)| Some((job.run.as_ref()?.next_event(), Event::Step(index))));
    let starts = all().filter(|(_, job)| kind::begins_at_once(job.kind) && may_start(state, job));
    let starts = starts.map(|(index, job)| (begins(state, job).max(at), Event::Start(index)));
    let dues = all().filter(|(_, job)| job.enabled && job.status == Status::Scheduled);
    let dues = dues.filter_map(|(index, job)| Some((job.next?.max(at), Event::Due(index))));
    let tick = (at.next_multiple(TICK), Event::Tick);
    let earliest =
        steps.chain(starts).min_by_key(|(moment, _)| *moment).filter(|(moment, _)| *moment < tick.0);
    // What is due at a tick begins at this one.
    let due = dues.min_by_key(|(moment, _)| *moment).filter(|(moment, _)| *moment <= tick.0);
    earliest.into_iter().chain(due).min_by_key(|(moment, _)| *moment).unwrap_or(tick)
}

fn become_due(state: &mut State, id: &str, at: Moment) {
    let is_quiet = state.jobs.quiet_until.is_some_and(|until| at < until);
    if let Some(job) = state.jobs.get_mut(id) {
        job.is_due |= job.configurable || !is_quiet;
        job.plan(at);
    }
}

/// Jobs of a type run one after another, in order of creation.
fn may_start(state: &State, job: &Job) -> bool {
    let waits = |job: &Job| job.is_due && job.enabled && job.status == Status::Scheduled;
    let same = || state.jobs.all.iter().filter(|other| other.kind == job.kind);
    waits(job)
        && same().all(|other| other.status != Status::Running)
        && same().find(|other| waits(other)).is_some_and(|first| first.id == job.id)
}

fn begins(state: &State, job: &Job) -> Moment {
    let same = state.jobs.all.iter().filter(|other| other.kind == job.kind);
    let free = same.filter_map(|other| other.last_finished).max().unwrap_or(job.created);
    free.max(job.last_updated) + BEGINNING
}

fn tick(state: &mut State, at: Moment, now: Moment) {
    let due: Vec<String> = state
        .jobs
        .all
        .iter()
        .filter(|job| !kind::begins_at_once(job.kind) && job.created < at && may_start(state, job))
        .map(|job| job.id.clone())
        .collect();
    for id in due {
        start(state, &id, at + Duration::from_millis(6));
    }
    for job in state.jobs.all.iter_mut().filter(|job| job.status == Status::Running) {
        job.last_alive = job.last_alive.max(Some(at));
    }
    for job in state.jobs.all.iter_mut().filter(|job| job.is_cancelled && job.status == Status::Running) {
        if let Some(run) = job.run.as_mut().filter(|run| run.cancelled.is_none()) {
            run.cancelled = Some(at);
            run.status = "CANCELLED";
        }
    }
    // Only the traces of the last housekeeping are kept.
    if at.next_multiple(TICK) > now {
        keep_house(state, at);
    }
}

/// The housekeeping of a tick is done at once; only its traces are kept.
fn keep_house(state: &mut State, at: Moment) {
    let Some(job) = state.jobs.all.iter_mut().find(|job| job.kind == kind::HOUSEKEEPING) else { return };
    let (begun, ended) = (at + Duration::from_millis(15), at + Duration::from_millis(43));
    job.last_executed = Some(begun);
    job.last_finished = Some(ended);
    job.last_updated = ended;
    job.last_status = LastStatus::Completed;
    job.run = Some(plan::housekeeping(begun, ended));
    let mut feed = Feed::new(job.kind, &job.id);
    feed.begin("", None, begun);
    feed.complete("INFO", "", ended);
    let id = job.id.clone();
    state.jobs.set_feed(kind::HOUSEKEEPING, &id, feed);
}

fn start(state: &mut State, id: &str, at: Moment) {
    let Some(job) = state.jobs.get(id) else { return };
    let (kind, parameters) = (job.kind, job.parameters.clone());
    let run = plan::run(state, kind, parameters.as_ref(), at);
    let mut feed = Feed::new(kind, id);
    let beginning = if kind::tells_stages(kind) { run.description.as_str() } else { "" };
    feed.begin(beginning, parameters.map(|parameters| told(kind, parameters)), at);
    state.jobs.set_feed(kind, id, feed);
    if let Some(job) = state.jobs.get_mut(id) {
        job.status = Status::Running;
        job.is_due = false;
        job.is_forced = false;
        job.is_cancelled = false;
        job.last_status = LastStatus::NotStarted;
        job.last_executed = Some(at);
        job.last_alive = Some(at + Duration::from_millis(7));
        job.last_updated = at;
        job.run = Some(run);
    }
}

/// The parameters of a job as its notifications show them: with years that were not named, unlike elsewhere.
fn told(kind: super::Kind, parameters: Value) -> Value {
    match parameters {
        Value::Object(map) if kind == kind::ANALYTICS_TABLE && !map.contains_key("lastYears") => {
            [("lastYears".to_owned(), Value::Null)].into_iter().chain(map).collect()
        }
        other => other,
    }
}

/// Begins a stage, ends an item, ends a stage, or ends the run: whatever is next.
fn step(state: &mut State, id: &str, at: Moment) {
    let Some(job) = state.jobs.get_mut(id) else { return };
    let (kind, Some(run)) = (job.kind, job.run.as_mut()) else { return };
    let tells = kind::tells_stages(kind);
    let (begun, last_written) = (run.started, run.written);
    let cancelled = run.cancelled.is_some();
    let Some(stage) = run.stage() else {
        return finish(state, id, at);
    };
    if stage.started.is_none() {
        stage.started = Some(at);
        let description = stage.description.clone();
        let next = begin_item(stage, at);
        tell(state, kind, id, |feed| {
            if tells {
                feed.info(&description, at);
                next.iter().for_each(|text| feed.item(text, at));
            }
        });
        return;
    }
    let running = stage.items.iter().position(|item| item.started.is_some() && item.completed.is_none());
    let work = running.and_then(|at| stage.items.get(at)).map(|item| item.work.clone());
    if at.since(last_written.unwrap_or(begun)) > WRITING {
        run.written = Some(at);
    }
    let done = work.map_or(Ok(None), |work| perform(state, id, &work, at));
    let (words, error) = match done {
        Ok(words) => (words, None),
        Err(error) => (None, Some(error)),
    };
    let Some(run) = state.jobs.get_mut(id).and_then(|job| job.run.as_mut()) else { return };
    let Some(stage) = run.stage() else { return };
    if words.is_some() {
        stage.says = words;
    }
    if let Some(item) = running.and_then(|at| stage.items.get_mut(at)) {
        item.completed = Some(at);
        item.error.clone_from(&error);
    }
    let fails = error.is_some() && stage.on_failure != "SKIP_ITEM";
    let stops = stage.remaining().next().is_some() && cancelled;
    let next = if fails || stops { None } else { begin_item(stage, at) };
    tell(state, kind, id, |feed| {
        if let Some(error) = error.as_deref().filter(|_| !fails) {
            feed.error(error, at);
        }
        next.iter().filter(|_| tells).for_each(|text| feed.item(text, at));
    });
    if next.is_none() {
        end_stage(state, id, at, error.filter(|_| fails), stops);
    }
}

/// Starts the next item of a stage, and returns its message.
fn begin_item(stage: &mut super::Stage, at: Moment) -> Option<String> {
    let total = stage.items.len();
    let (index, item) = stage.items.iter_mut().enumerate().find(|(_, item)| item.completed.is_none())?;
    item.started = Some(at);
    Some(format!("[{index}/{total}] {}", item.description))
}

/// Ends the running stage: well, with a fault that ends the run, or because the run was cancelled.
fn end_stage(state: &mut State, id: &str, at: Moment, fault: Option<String>, stops: bool) {
    let Some(job) = state.jobs.get_mut(id) else { return };
    let (kind, Some(run)) = (job.kind, job.run.as_mut()) else { return };
    let cancelled = run.cancelled.is_some();
    let Some(stage) = run.stage() else { return };
    let (good, failed) = stage.tally();
    let tally = format!("{good} successful and {failed} failed items");
    let aborted = format!("skipped stage, failing item caused abort. {tally}");
    stage.completed = Some(at);
    let message = match (&fault, stops, stage.says.as_deref()) {
        (Some(_), ..) => Some(format!("processing aborted: {aborted}")),
        (None, true, _) => Some(aborted),
        (None, false, Some("")) => None,
        (None, false, Some(text)) => Some(text.to_owned()),
        (None, false, None) => Some(tally),
    };
    stage.message.clone_from(&message);
    stage.status = match (&fault, stops) {
        (Some(_), _) => "ERROR",
        (None, true) => "CANCELLED",
        (None, false) => "SUCCESS",
    };
    let is_bad = fault.is_some() || stops;
    if fault.is_some() {
        run.status = "ERROR";
        run.error.clone_from(&fault);
    }
    if is_bad || cancelled {
        let done: Vec<_> = run.stages.drain(..).filter(|stage| stage.started.is_some()).collect();
        run.stages = done;
    }
    tell(state, kind, id, |feed| match message {
        Some(text) if is_bad => feed.error(&text, at),
        Some(text) if kind::tells_stages(kind) => feed.info(&text, at),
        _ => {}
    });
    let goes_on = state.jobs.get_mut(id).and_then(|job| job.run.as_mut()?.stage().map(|_| ())).is_some();
    if !goes_on {
        finish(state, id, at);
    }
}

fn finish(state: &mut State, id: &str, at: Moment) {
    let Some(job) = state.jobs.get_mut(id) else { return };
    let (kind, was_cancelled) = (job.kind, job.is_cancelled);
    let Some(run) = job.run.as_mut() else { return };
    let seconds = at.since(run.started).as_secs_f64();
    let took = super::store::span(at.since(run.started));
    let report = plan::is_report(job.parameters.as_ref()).then(|| work::checks(run));
    let failed = run.status == "ERROR";
    let is_poisoned = run.is_poisoned;
    run.ended = Some(at);
    if run.cancelled.is_none() {
        run.completed = Some(at);
    }
    if run.status == "RUNNING" {
        run.status = "SUCCESS";
        run.summary = run.success.map(|text| text.replace("{}", &took));
    }
    let summary = run.summary.clone().unwrap_or_default();
    job.last_status = match (was_cancelled, failed || is_poisoned) {
        (true, _) => LastStatus::Stopped,
        (false, true) => LastStatus::Failed,
        (false, false) => LastStatus::Completed,
    };
    let is_once = job.schedule == Schedule::Once;
    if job.schedule.delay().is_some() {
        job.plan(at);
    }
    job.enabled &= !is_once;
    job.status = if job.enabled { Status::Scheduled } else { Status::Disabled };
    job.last_finished = Some(at + Duration::from_millis(2));
    job.last_updated = at + Duration::from_millis(2);
    if kind == kind::ANALYTICS_TABLE && !failed && !was_cancelled {
        state.tables.analytics = Some((at, took));
    }
    if !failed && !is_poisoned && !was_cancelled {
        state.jobs.advance_queue(id);
    }
    // A failed run of tables ends with its error: it is the reader who notices that nothing goes on.
    if failed {
        return;
    }
    if let Some(names) = &report {
        state.jobs.set_summary(kind, id, check::report::build(&state.results, names, at));
    }
    tell(state, kind, id, |feed| {
        match kind::ends_without_words(kind) {
            true => feed.complete_silently(at),
            false => feed.complete("INFO", &summary, at),
        }
        if is_poisoned {
            feed.complete("ERROR", POISONED, at);
        }
        if report.is_some() {
            feed.complete("INFO", &format!("Data integrity checks completed in {seconds} sec.."), at);
        }
    });
}

/// The notification of a run whose transaction was aborted by one of its checks.
const POISONED: &str =
    "Process failed: Transaction silently rolled back because it has been marked as rollback-only";

fn tell(state: &mut State, kind: super::Kind, id: &str, add: impl FnOnce(&mut Feed)) {
    if let Some(feed) = state.jobs.feed_mut(kind, id) {
        add(feed);
    }
}

/// Does the work of an item, and returns the message of its stage, or the error of the item.
fn perform(state: &mut State, id: &str, work: &Work, at: Moment) -> Result<Option<String>, String> {
    match work {
        Work::Nothing => Ok(None),
        Work::Predict { predictors, groups, start, end } => {
            Ok(Some(work::predict(state, id, predictors, groups, (*start, *end), at)))
        }
        Work::Notify => {
            state.validation_results.iter_mut().for_each(|result| result.is_notified = true);
            Ok(None)
        }
        Work::Validate { groups, start, end } => {
            work::validate(state, groups, (*start, *end));
            Ok(None)
        }
        Work::Fail(text) => Err(text.clone()),
        Work::Check { name, aspect } => {
            let run = state.jobs.get(id).and_then(|job| job.run.as_ref());
            let is_poisoned = run.is_some_and(|run| run.is_poisoned);
            let started = run.and_then(|run| {
                let items = run.stages.iter().flat_map(|stage| stage.remaining());
                items.filter_map(|item| item.started).next()
            });
            let outcome = check::perform(state, name, *aspect, started.unwrap_or(at), at, is_poisoned);
            if let Some(run) = state.jobs.get_mut(id).and_then(|job| job.run.as_mut()) {
                run.is_poisoned |= outcome.poisons;
            }
            outcome.error.map_or(Ok(None), Err)
        }
    }
}
