//! Following a run while its page is open.

use dhis2_steward::Error;
use dhis2_steward::domain::job_watch::JobEvent;
use dhis2_steward::model::{Authority, JobConfiguration, JobRef};
use dhis2_steward_dom::prelude::*;
use futures_util::StreamExt;

use super::super::state::{Ending, Follow, may_cancel};
use crate::context::App;
use crate::format::Instant;
use crate::i18n::{t, tf};
use crate::load::Background;
use crate::ui::AlertTone;
use crate::words;

/// A run being followed; copies refer to the same one.
#[derive(Clone, Copy)]
pub struct Watched {
    /// What every page shares.
    pub app: App,
    /// The job.
    pub job: StoredValue<JobRef>,
    /// Its known state.
    pub follow: RwSignal<Follow>,
    /// The job's record, if the server has it.
    pub record: RwSignal<Option<JobConfiguration>>,
    /// Why it can no longer be followed.
    pub fault: RwSignal<Option<Error>>,
    /// When the connection was lost; `None` while there is one.
    pub lost_at: RwSignal<Option<Instant>>,
    /// When the server was asked to stop it.
    pub stop_asked: RwSignal<Option<Instant>>,
    watching: Background,
    stopping: Background,
}

impl Watched {
    /// Follows a job for as long as the page is open.
    pub fn new(app: App, job: JobRef) -> Self {
        let watched = Self {
            app,
            job: StoredValue::new(job),
            follow: RwSignal::default(),
            record: RwSignal::new(None),
            fault: RwSignal::new(None),
            lost_at: RwSignal::new(None),
            stop_asked: RwSignal::new(None),
            watching: Background::new(),
            stopping: Background::new(),
        };
        watched.watch();
        effect(move || {
            // After a new log-in, the run is followed again.
            let is_lost =
                watched.fault.with_untracked(|fault| fault.as_ref().is_some_and(Error::is_session_expired));
            if !app.is_logged_out.get() && is_lost {
                watched.watch();
            }
        });
        watched
    }

    /// Follows it from the start; what has been shown stays.
    pub fn watch(self) {
        self.fault.set(None);
        self.watching.begin(async move {
            if let Err(error) = self.see_through().await {
                self.fault.set(Some(error));
            }
        });
    }

    async fn see_through(self) -> dhis2_steward::Result<()> {
        let client = self.app.client();
        let job = self.job.get_value();
        let mut events = client.jobs().watch(&job);
        while let Some(event) = events.next().await {
            let event = event?;
            let lost_at = matches!(event, JobEvent::LostSight(_))
                .then(|| self.lost_at.get_untracked().unwrap_or_else(Instant::now));
            self.lost_at.set(lost_at);
            let is_turn = matches!(event, JobEvent::State(_));
            let was_going = self.follow.with_untracked(Follow::is_going);
            self.follow.update(|follow| follow.observe(event));
            if was_going {
                self.announce_end();
            }
            if is_turn {
                self.read_record().await;
            }
        }
        if self.follow.with_untracked(Follow::is_record_gone) {
            for line in client.tasks().notifications(&job).await? {
                self.follow.update(|follow| follow.feed.push(line));
            }
        }
        Ok(())
    }

    fn announce_end(self) {
        let ended = self.follow.with_untracked(|follow| {
            follow.state.as_ref().filter(|_| !follow.is_going()).map(|state| Ending::of(state).word)
        });
        if let Some(word) = ended {
            let name = self.job.with_value(|job| words::job_type(&job.job_type));
            self.app.announcer.say(tf("{{type}}: {{state}}", &[("type", &name), ("state", word)]));
        }
    }

    /// The record says who the job runs as and when it ran. The page works without it.
    async fn read_record(self) {
        if self.follow.with_untracked(Follow::is_record_gone) {
            return;
        }
        let id = self.job.with_value(|job| job.id);
        if let Ok(record) = self.app.client().jobs().get(id).await {
            self.record.set(Some(record));
        }
    }

    /// Whether the user may stop the job, tracked.
    pub fn may_stop(self) -> bool {
        let may_maintain = self.app.may(&Authority::PerformMaintenance);
        let user = self.app.client().user().id;
        self.record.with(|record| may_cancel(record.as_ref(), user, may_maintain))
    }

    /// Asks the server to stop the job. It takes a while to notice; until then the job is stopping.
    pub fn stop(self) {
        self.stop_asked.set(Some(Instant::now()));
        self.follow.update(|follow| follow.cancel_asked(true));
        self.stopping.begin(async move {
            let id = self.job.with_value(|job| job.id);
            if let Err(error) = self.app.client().jobs().cancel(id).await {
                self.stop_asked.set(None);
                self.follow.update(|follow| follow.cancel_asked(false));
                let text = words::in_short(t("The job could not be stopped"), &error);
                self.app.alerts.show(AlertTone::Critical, text);
            }
        });
    }
}
