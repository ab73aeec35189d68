//! Tasks: the notification feeds that jobs write.

use super::Request;
use super::request::segment;
use crate::model::{JobRef, JobType, Notification, Ordered, Uid};

/// Asks for every type that has feeds; each with the newest and the oldest line of its jobs.
pub fn types() -> Request {
    Request::get("/api/system/tasks")
}

/// Asks for the jobs of a type, with the newest and the oldest line of each.
pub fn of_type(job_type: &JobType) -> Request {
    Request::get(format!("/api/system/tasks/{}", segment(job_type.as_str())))
}

/// Asks for a job's whole feed, newest line first.
///
/// Reading can destroy it: when the job no longer runs and its newest line is not the last one, the server answers
/// one line, marked as the last, and deletes the feed. So it is never repeated by itself.
pub fn notifications(job: &JobRef) -> Request {
    Request::get(format!("/api/system/tasks/{}/{}", segment(job.job_type.as_str()), job.id))
}

/// Deletes a job's feed.
pub fn delete(job: &JobRef) -> Request {
    Request::delete(format!("/api/system/tasks/{}/{}", segment(job.job_type.as_str()), job.id))
}

/// The feeds of one type, most recently active job first.
pub type FeedsOfType = Ordered<Uid, Vec<Notification>>;

/// The feeds of all types.
pub type Feeds = Ordered<JobType, FeedsOfType>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::answer::decode;

    #[test]
    fn the_servers_order_of_jobs_is_kept() {
        let feeds: FeedsOfType = decode(br#"{"zOroizYJpqs":[],"aOroizYJpqs":[]}"#).unwrap();
        assert_eq!(feeds.keys().next().unwrap().as_str(), "zOroizYJpqs");
    }
}
