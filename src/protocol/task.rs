//! Tasks: the notification feeds that jobs write.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Request;
use super::request::segment;
use crate::model::{JobRef, JobType, Notification, Uid};

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

/// A JSON object in the order of the answer: the server lists the job that was active last first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered<K, V>(pub Vec<(K, V)>);

/// The feeds of one type, most recently active job first.
pub type FeedsOfType = Ordered<Uid, Vec<Notification>>;

/// The feeds of all types.
pub type Feeds = Ordered<JobType, FeedsOfType>;

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Ordered<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(core::marker::PhantomData<(K, V)>);

        impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = Ordered<K, V>;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }

        deserializer.deserialize_map(Entries(core::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_order_of_jobs_is_kept() {
        let feeds: FeedsOfType = serde_json::from_str(r#"{"zOroizYJpqs":[],"aOroizYJpqs":[]}"#).unwrap();
        assert_eq!(feeds.0[0].0.as_str(), "zOroizYJpqs");
    }
}
