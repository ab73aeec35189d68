//! `/api/system/tasks` and `/api/system/taskSummaries`: the notifications of jobs. Every user may read and delete them.

use std::time::Duration;

use axum::http::Method;
use axum::http::header::CACHE_CONTROL;
use serde_json::{Map, Value, json};

use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::job::{Kind, Status, kind};
use crate::route::{Call, Result, only_get};
use crate::state::State;
use crate::{Version, uid, web_message};

/// Answers `/api/system/tasks/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    let version = state.version();
    let kind = match rest {
        [] => None,
        [name] | [name, _] => Some(parse_kind(version, name)?),
        _ => return Err(no_such_route(&call.request.path)),
    };
    let job = match rest {
        [_, job] => Some(parse_uid(version, job, "jobId")?),
        _ => None,
    };
    match (&call.request.method, kind, job) {
        (&Method::GET, Some(kind), Some(job)) => Ok(unstored(&feed(state, kind, job))),
        (&Method::GET, Some(kind), None) => Ok(unstored(&feeds(state, call, kind).into())),
        (&Method::GET, None, _) => {
            let all = kind::all(version).map(|kind| (kind.to_owned(), feeds(state, call, kind)));
            let some =
                all.filter(|(_, feeds)| !feeds.is_empty()).map(|(kind, feeds)| (kind, Value::Object(feeds)));
            Ok(unstored(&some.collect()))
        }
        (&Method::DELETE, kind, job) => {
            delete(state, call, kind, job);
            Ok(Answer::no_content())
        }
        _ => Err(call.not_allowed(state)),
    }
}

/// Deletes notifications: those of one job, or of a type or all, of which the youngest and the latest may be kept.
fn delete(state: &mut State, call: &Call<'_>, kind: Option<Kind>, job: Option<&str>) {
    let number = |name: &str| call.request.param(name).and_then(|text| text.parse::<u32>().ok());
    let (count, days) = (number("maxCount"), number("maxAge"));
    if job.is_some() || (count.is_none() && days.is_none()) {
        return state.jobs.forget_feeds(kind, job);
    }
    let since = days.map(|days| state.now() - Duration::from_secs(24 * 3600) * days);
    for kind in kind::all(state.version()).filter(|one| kind.is_none_or(|kind| kind == *one)) {
        let is_old = |feed: &crate::job::Feed| since.is_some_and(|since| feed.latest() < Some(since));
        let feeds = state.jobs.feeds(kind).into_iter().enumerate();
        let gone = feeds.filter(|(at, (_, feed))| {
            is_old(feed) || count.is_some_and(|count| u32::try_from(*at).is_ok_and(|at| at >= count))
        });
        let gone: Vec<String> = gone.map(|(_, (id, _))| id.to_owned()).collect();
        gone.iter().for_each(|id| state.jobs.forget_feeds(Some(kind), Some(id)));
    }
}

/// Answers `/api/system/taskSummaries/…`: few types leave a summary.
pub(crate) fn summaries(state: &State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    only_get(state, call)?;
    match rest {
        [name] => {
            let kind = parse_kind(state.version(), name)?;
            let all = state.jobs.summaries(kind).map(|(id, summary)| (id.clone(), summary.clone()));
            Ok(unstored(&Value::Object(all.collect())))
        }
        [name, job] => {
            let kind = parse_kind(state.version(), name)?;
            let job = parse_uid(state.version(), job, "jobId")?;
            if let Some((_, summary)) = state.jobs.summaries(kind).find(|(id, _)| *id == job) {
                return Ok(unstored(summary));
            }
            Ok(Answer::empty(axum::http::StatusCode::OK).with(CACHE_CONTROL, "no-store"))
        }
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// The notifications of a job. Reading them when nothing runs and no end was told deletes them.
fn feed(state: &mut State, kind: Kind, job: &str) -> Value {
    let version = state.version();
    let is_running = state.jobs.get(job).is_some_and(|job| job.status == Status::Running);
    let Some(feed) = state.jobs.feed(kind, job) else { return json!([]) };
    if is_running || feed.is_completed() {
        return feed.all(version).into();
    }
    let last = feed.forced_end(version);
    state.jobs.forget_feeds(Some(kind), Some(job));
    last.into()
}

fn feeds(state: &State, call: &Call<'_>, kind: Kind) -> Map<String, Value> {
    let gist = call.request.param("gist") != Some("false");
    let version = state.version();
    let show = |feed: &crate::job::Feed| if gist { feed.gist(version) } else { feed.all(version) };
    state.jobs.feeds(kind).into_iter().map(|(id, feed)| (id.to_owned(), show(feed).into())).collect()
}

fn unstored(value: &Value) -> Answer {
    Answer::json(value).with(CACHE_CONTROL, "no-store")
}

/// The job type of a path.
fn parse_kind(version: Version, name: &str) -> Result<Kind> {
    kind::parse(version, name).ok_or_else(|| {
        let all: Vec<_> = kind::all(version).collect();
        let hint = format!("Valid values are: [{}]", all.join(", "));
        web_message::bad_value(version, name, "path parameter ", "jobType", &hint)
    })
}

/// The identifier of a path.
pub(crate) fn parse_uid<'a>(version: Version, text: &'a str, parameter: &str) -> Result<&'a str> {
    match uid::is_valid(text) {
        true => Ok(text),
        false => {
            let rule = "UID must be an alphanumeric string of 11 characters starting with a letter";
            let hint = format!("{rule}, but was: {text}");
            Err(web_message::bad_value(version, text, "path parameter ", parameter, &hint))
        }
    }
}
