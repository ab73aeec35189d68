//! The benchmarks of `cargo xtask bench`: the core on in-memory responses.
//!
//! Everything goes through the client, as it does in the app; the same functions run natively and in a browser.

mod held;
#[cfg(target_arch = "wasm32")]
pub mod page;

use dhis2_steward::client::IssueEvent;
use dhis2_steward::domain::job_watch::JobEvent;
use dhis2_steward::environment::Environment;
use dhis2_steward::model::{Issue, JobRef};
use dhis2_steward::transport::Transport;
use dhis2_steward::{BaseUrl, Client, Credentials, Error, ErrorKind, Result};
use futures_util::TryStreamExt;

pub use held::{Held, feed};

/// The URL of a server that is never contacted.
pub const SERVER: &str = "http://held.invalid";

/// A checksum of the read issues: equal sums mean equal input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The number of issues.
    pub issues: usize,
    /// The total length of their strings, in bytes.
    pub length: usize,
}

impl Sum {
    /// Adds an issue, reading each of its strings.
    pub fn add(&mut self, issue: &Issue) {
        let texts = [&issue.id, &issue.name, &issue.comment].into_iter().flatten().chain(&issue.refs);
        self.issues += 1;
        self.length += texts.map(String::len).sum::<usize>();
    }
}

/// A client of a server with in-memory responses.
///
/// # Errors
///
/// None, unless the client requests something without a response.
pub async fn connect(
    transport: impl Transport + 'static,
    environment: impl Environment + 'static,
) -> Result<Client> {
    Client::connect(transport, environment, BaseUrl::parse(SERVER)?, Credentials::Session).await
}

/// Reads the issues of all checks, and passes each to `take`.
///
/// # Errors
///
/// If the response is not what the core expects.
pub async fn read_issues(client: &Client, mut take: impl FnMut(Issue)) -> Result<()> {
    let mut events = client.integrity().issues(&[]).await?;
    while let Some(batch) = events.next_batch().await? {
        for event in batch {
            if let IssueEvent::Issue(found) = event {
                take(found.issue);
            }
        }
    }
    Ok(())
}

/// Watches a job without new notifications; returns the duration of a poll in milliseconds.
///
/// A poll is everything except the network: building requests, decoding responses, and finding new notifications.
///
/// # Errors
///
/// If a response is not what the core expects.
pub async fn quiet_poll(client: &Client, polls: u32, now: impl Fn() -> f64) -> Result<f64> {
    let job: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse()?;
    let mut events = client.jobs().watch(&job);
    // The first poll yields everything, the state last.
    while let Some(event) = events.try_next().await? {
        if matches!(event, JobEvent::State(_)) {
            break;
        }
    }
    let since = now();
    // The job ends after this many polls without events.
    match events.try_next().await? {
        Some(JobEvent::State(_)) => Ok((now() - since) / f64::from(polls)),
        _ => Err(Error::new(ErrorKind::Decode, "A poll was meant to be quiet.")),
    }
}
