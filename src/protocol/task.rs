//! Tasks: the notifications of jobs.

use super::Request;
use super::request::segment;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{JobRef, JobType, Json, Notification, Ordered, Uid, Version};

const TASKS: &str = "/api/system/tasks";

/// Which notifications of each job a list contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The newest and the oldest; versions before 2.41.4 send all of them anyway.
    Ends,
    /// All of them.
    Full,
}

fn list(path: String, extent: Extent) -> Request {
    // The server's default is a setting.
    Request::get(path).query("gist", if extent == Extent::Ends { "true" } else { "false" })
}

/// Requests every type that has feeds.
pub fn types(extent: Extent) -> Request {
    list(TASKS.to_owned(), extent)
}

/// Requests the jobs of a type with their notifications.
pub fn of_type(job_type: &JobType, extent: Extent) -> Request {
    list(path_of_type(job_type), extent)
}

fn path_of_type(job_type: &JobType) -> String {
    format!("{TASKS}/{}", segment(job_type.as_str()))
}

fn path_of(job: &JobRef) -> String {
    format!("{}/{}", path_of_type(&job.job_type), job.id)
}

/// Requests all notifications of a job, newest first.
///
/// Reading can delete the feed: if the job is no longer running and its newest notification is not the last one, the
/// server sends one notification, marked as the last, and deletes the feed, so callers must keep what they have read. A
/// lost response is retried all the same, since nothing else can restore the feed.
pub fn notifications(job: &JobRef) -> Request {
    Request::get(path_of(job))
}

/// Deletes a job's feed.
pub fn delete(job: &JobRef) -> Request {
    Request::delete(path_of(job))
}

/// Deletes the feeds of a type, or all.
pub fn delete_all(job_type: Option<&JobType>) -> Request {
    Request::delete(job_type.map_or_else(|| TASKS.to_owned(), path_of_type))
}

/// Which feeds to keep when old ones are deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Keep the feeds of this many jobs per type, the most recently active.
    pub jobs: Option<u32>,
    /// Keep feeds that received a notification within this many days.
    pub days: Option<u32>,
}

/// Deletes the old feeds of a type, or of all.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`] if nothing says what to keep, and [`ErrorKind::Unsupported`] before 2.41.4 (2.40.8),
/// where the server would delete everything.
pub fn delete_old(job_type: Option<&JobType>, keep: Keep, version: &Version) -> Result<Request> {
    if keep == Keep::default() {
        return Err(Error::invalid_argument(
            "Specify how many jobs or days to keep: without either, the server would delete every feed.",
        ));
    }
    let is_late = |minor, patch| version.minor() == minor && version.patch() >= Some(patch);
    if !(version.at_least(42) || is_late(41, 4) || is_late(40, 8)) {
        return Err(Error::new(
            ErrorKind::Unsupported,
            format!("Deleting only old feeds requires DHIS2 2.41.4 or newer; this server has {version}."),
        ));
    }
    let limits = [("maxCount", keep.jobs), ("maxAge", keep.days)];
    Ok(limits.iter().fold(delete_all(job_type), |request, (name, limit)| match limit {
        Some(limit) => request.query(name, limit.to_string()),
        None => request,
    }))
}

/// Requests the summaries of the jobs of a type; few types have one.
pub fn summaries(job_type: &JobType) -> Request {
    Request::get(path_of_summaries(job_type))
}

/// Requests the summary of a job; the response is empty if it has none.
pub fn summary(job: &JobRef) -> Request {
    summary_of(&job.job_type, job.id)
}

/// Requests the summary of a job of a type.
pub(super) fn summary_of(job_type: &JobType, job: Uid) -> Request {
    Request::get(format!("{}/{job}", path_of_summaries(job_type)))
}

fn path_of_summaries(job_type: &JobType) -> String {
    format!("/api/system/taskSummaries/{}", segment(job_type.as_str()))
}

/// The summaries of jobs, whose shape depends on the type.
pub type Summaries = Ordered<Uid, Json<'static>>;

/// The feeds of one type, most recently active job first.
pub type FeedsOfType = Ordered<Uid, Vec<Notification>>;

/// The feeds of all types.
pub type Feeds = Ordered<JobType, FeedsOfType>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::answer::decode;

    #[test]
    fn nothing_is_deleted_where_what_stays_would_not_be_heeded() {
        let keep = Keep { jobs: Some(10), days: Some(7) };
        let kind = |keep, version: &str| {
            delete_old(None, keep, &version.parse().unwrap()).err().map(|error| error.kind())
        };
        for version in ["2.40.7", "2.41.3", "2.41-SNAPSHOT", "2.39.12"] {
            assert_eq!(kind(keep, version), Some(ErrorKind::Unsupported), "{version}");
        }
        for version in ["2.40.8", "2.41.4.1", "2.42.0", "2.44-SNAPSHOT"] {
            assert_eq!(kind(keep, version), None, "{version}");
        }
        assert_eq!(kind(Keep::default(), "2.42.0"), Some(ErrorKind::InvalidArgument));
    }

    #[test]
    fn what_stays_is_in_the_query() {
        let version = "2.42.5".parse().unwrap();
        let line =
            |job_type: Option<&JobType>, keep| delete_old(job_type, keep, &version).unwrap().path_and_query();
        let keep = Keep { jobs: Some(10), days: None };
        assert_eq!(line(None, keep), "/api/system/tasks?maxCount=10");
        let keep = Keep { days: Some(7), ..keep };
        assert_eq!(
            line(Some(&JobType::DataIntegrity), keep),
            "/api/system/tasks/DATA_INTEGRITY?maxCount=10&maxAge=7"
        );
    }

    #[test]
    fn the_servers_order_of_jobs_is_kept() {
        let feeds: FeedsOfType = decode(br#"{"zOroizYJpqs":[],"aOroizYJpqs":[]}"#).unwrap();
        assert_eq!(feeds.keys().next().unwrap().as_str(), "zOroizYJpqs");
    }
}
