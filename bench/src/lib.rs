//! What `cargo xtask bench` measures: the core on answers that are held in memory.
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

/// The address of a server that is never asked.
pub const SERVER: &str = "http://held.invalid";

/// What was read: two that come to the same sum have read the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many issues there were.
    pub issues: usize,
    /// How long all their texts are together, in bytes.
    pub length: usize,
}

impl Sum {
    /// Counts one more issue, and looks at each of its texts.
    pub fn add(&mut self, issue: &Issue) {
        let texts = [&issue.id, &issue.name, &issue.comment].into_iter().flatten().chain(&issue.refs);
        self.issues += 1;
        self.length += texts.map(String::len).sum::<usize>();
    }
}

/// A client of a server that answers from memory.
///
/// # Errors
///
/// None, unless the client asks for something that is not held.
pub async fn connect(
    transport: impl Transport + 'static,
    environment: impl Environment + 'static,
) -> Result<Client> {
    Client::connect(transport, environment, BaseUrl::parse(SERVER)?, Credentials::Session).await
}

/// Reads the issues of all checks, and gives each to `take`.
///
/// # Errors
///
/// Where the answer is not what the core expects.
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

/// Watches a job whose feed has said all that it will say, and gives back how long a poll takes, in milliseconds.
///
/// A poll is everything but the network: its requests are made, its answers decoded, and looked through for news.
///
/// # Errors
///
/// Where an answer is not what the core expects.
pub async fn quiet_poll(client: &Client, polls: u32, now: impl Fn() -> f64) -> Result<f64> {
    let job: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse()?;
    let mut events = client.jobs().watch(&job);
    // The first poll has everything to tell, the state last.
    while let Some(event) = events.try_next().await? {
        if matches!(event, JobEvent::State(_)) {
            break;
        }
    }
    let since = now();
    // The job ends after so many polls that had nothing to tell.
    match events.try_next().await? {
        Some(JobEvent::State(_)) => Ok((now() - since) / f64::from(polls)),
        _ => Err(Error::new(ErrorKind::Decode, "A poll was meant to be quiet.")),
    }
}
