//! A followed run in the sight of others: its progress in the work tray, and what happens when it is lost from sight.

use dhis2_steward::client::{IntegrityRun, RunPhase, RunStep};
use dhis2_steward::model::JobRef;
use dhis2_steward::{Error, ErrorKind};

use super::desk::Desk;
use crate::lost_sight::Kind;

/// While it exists, the work tray shows the progress of the page.
pub struct Followed(pub Desk);

impl Drop for Followed {
    fn drop(&mut self) {
        self.0.app.work.followed.set(None);
    }
}

impl Desk {
    /// Shows the page's progress in the work tray, which would otherwise show an older one.
    pub(super) fn tell_tray(self, job: &JobRef, step: &RunStep) {
        let is_counted = matches!(step.phase, RunPhase::Running | RunPhase::Stopping);
        self.app.work.followed.set(Some((job.id, is_counted.then_some((step.done, step.total)))));
    }

    /// Follows a run that could no longer be followed, until it is known how it has ended, or that nobody knows.
    pub fn follow_again(self) {
        // The task that lost it has waited: it knows which checks are to be retried.
        let handle = self.run.with_untracked(|run| run.as_ref()?.handle.clone());
        if let Some(handle) = handle {
            handle.pause().end();
        }
    }

    /// Reports that a run can no longer be followed, and waits until the user tries again; returns whether the server
    /// still has the run.
    pub(super) async fn find_again(self, run: &IntegrityRun, error: &Error) -> bool {
        let client = self.app.client();
        let mut why = error.clone();
        loop {
            self.lose(Kind::NotWatched.because(why));
            run.handle().pause().ended().await;
            self.mark(run.names(), false);
            self.change_run(|run| run.fault = None);
            match client.jobs().get(run.job().id).await {
                Ok(_) => return true,
                Err(gone) if gone.kind() == ErrorKind::NotFound => {
                    if let Ok(summaries) = client.integrity().summaries(&[]).await {
                        self.take(&summaries);
                    }
                    self.change_run(|run| run.end_unknown(gone));
                    self.end();
                    return false;
                }
                Err(error) => why = error,
            }
        }
    }
}
