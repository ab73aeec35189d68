//! Tasks: the feeds that jobs write.

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, TryFutureExt};

use super::Client;
use crate::error::Result;
use crate::model::{JobRef, JobType, Notification, Uid};
use crate::protocol::task;

/// Jobs with lines of their feeds.
pub type Lines = Vec<(Uid, Vec<Notification>)>;

/// What can be asked of tasks. Created with [`Client::tasks`].
pub struct TasksApi {
    client: Client,
}

impl TasksApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The types that have feeds, in the server's order: `GET /api/system/tasks`.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn types(&self) -> impl Future<Output = Result<Vec<JobType>>> + use<> {
        self.feeds().map_ok(|feeds| feeds.0.into_iter().map(|(job_type, _)| job_type).collect())
    }

    /// The jobs of every type that has feeds, with the newest and the oldest line of each; the types in the server's
    /// order, the jobs of a type most recently active first: `GET /api/system/tasks`.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn all(&self) -> impl Future<Output = Result<Vec<(JobType, Lines)>>> + use<> {
        self.feeds()
            .map_ok(|feeds| feeds.0.into_iter().map(|(job_type, feeds)| (job_type, feeds.0)).collect())
    }

    fn feeds(&self) -> LocalBoxFuture<'static, Result<task::Feeds>> {
        self.client.connection().json(task::types()).boxed_local()
    }

    /// The jobs of a type with the newest and the oldest line of their feeds, most recently active first:
    /// `GET /api/system/tasks/{type}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type that the server does not have.
    pub fn list(&self, job_type: &JobType) -> impl Future<Output = Result<Lines>> + use<> {
        self.client.connection().json(task::of_type(job_type)).map_ok(|feeds: task::FeedsOfType| feeds.0)
    }

    /// A job's whole feed, oldest line first: `GET /api/system/tasks/{type}/{uid}`.
    ///
    /// Reading can destroy the feed of a job that no longer runs, so keep what you have shown.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type that the server does not have.
    pub fn notifications(&self, job: &JobRef) -> impl Future<Output = Result<Vec<Notification>>> + use<> {
        self.client.connection().json(task::notifications(job)).map_ok(|mut feed: Vec<Notification>| {
            feed.reverse();
            feed
        })
    }

    /// Deletes a job's feed: `DELETE /api/system/tasks/{type}/{uid}`.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn delete(&self, job: &JobRef) -> impl Future<Output = Result<()>> + use<> {
        self.client.connection().success(task::delete(job)).map_ok(drop)
    }
}
