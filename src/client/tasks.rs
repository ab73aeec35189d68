//! Tasks: the feeds that jobs write.

use super::Client;
use crate::error::Result;
use crate::model::{JobRef, JobType, Notification, Uid};
use crate::protocol::task;

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
    pub async fn types(&self) -> Result<Vec<JobType>> {
        let feeds: task::Feeds = self.client.connection().json(&task::types()).await?;
        Ok(feeds.0.into_iter().map(|(job_type, _)| job_type).collect())
    }

    /// The jobs of every type that has feeds, with the newest and the oldest line of each; the types in the server's
    /// order, the jobs of a type most recently active first: `GET /api/system/tasks`.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub async fn all(&self) -> Result<Vec<(JobType, Vec<(Uid, Vec<Notification>)>)>> {
        let feeds: task::Feeds = self.client.connection().json(&task::types()).await?;
        Ok(feeds.0.into_iter().map(|(job_type, feeds)| (job_type, feeds.0)).collect())
    }

    /// The jobs of a type with the newest and the oldest line of their feeds, most recently active first:
    /// `GET /api/system/tasks/{type}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type that the server does not have.
    pub async fn list(&self, job_type: &JobType) -> Result<Vec<(Uid, Vec<Notification>)>> {
        let feeds: task::FeedsOfType = self.client.connection().json(&task::of_type(job_type)).await?;
        Ok(feeds.0)
    }

    /// A job's whole feed, oldest line first: `GET /api/system/tasks/{type}/{uid}`.
    ///
    /// Reading can destroy the feed of a job that no longer runs, so keep what you have shown.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type that the server does not have.
    pub async fn notifications(&self, job: &JobRef) -> Result<Vec<Notification>> {
        let mut feed: Vec<Notification> = self.client.connection().json(&task::notifications(job)).await?;
        feed.reverse();
        Ok(feed)
    }

    /// Deletes a job's feed: `DELETE /api/system/tasks/{type}/{uid}`.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub async fn delete(&self, job: &JobRef) -> Result<()> {
        self.client.connection().done(&task::delete(job)).await
    }
}
