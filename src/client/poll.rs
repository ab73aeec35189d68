//! Polling: at a pace, one poll at a time, and only while the page is visible.

use core::cell::{Cell, RefCell};
use core::time::Duration;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{self, Either, LocalBoxFuture};
use futures_util::{FutureExt, pin_mut};

use super::SessionWatch;
use super::connection::Connection;
use super::timer::{Sleep, Timer};
use crate::domain::backoff::Backoff;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};

/// How many responses in a row may be unreadable before a poll fails: one can be cut off or replaced on its way.
const UNREADABLE: u8 = 3;
/// How long a poll that starts at the timeout may take.
const LAST_LOOK: Duration = Duration::from_secs(5);

/// The pauses of a poll.
///
/// A poll is a loop that sends a request, reports how it went, and waits, so polls never overlap and dropping it ends
/// it. All pauses of a client share one timer. A pause lasts until the page is visible again, and fails when the
/// session has expired.
pub struct Poller {
    environment: Rc<dyn Environment>,
    session: Rc<SessionWatch>,
    timer: Rc<Timer>,
    pace: Backoff,
    pause: Pause,
    /// When the timeout ends, by the local clock.
    end: f64,
    /// How many responses in a row were unreadable.
    unreadable: u8,
}

/// A handle to the pause of a poll: when it ends, and how to end it now. Clones refer to the same pause.
#[derive(Clone, Debug, Default)]
pub struct Pause(Rc<PauseState>);

#[derive(Debug, Default)]
struct PauseState {
    until: Cell<Option<f64>>,
    /// Dropping it wakes the waiting task.
    end: RefCell<Option<oneshot::Sender<()>>>,
}

impl Pause {
    /// The time of the next poll, in milliseconds since 1970 by the local clock; `None` during a poll.
    pub fn until(&self) -> Option<f64> {
        self.0.until.get()
    }

    /// Polls again now, if the page is visible.
    pub fn end(&self) {
        self.0.end.take();
    }

    /// Waits until [`end`](Self::end) is called.
    pub async fn ended(&self) {
        let (sender, ended) = oneshot::channel();
        self.0.end.replace(Some(sender));
        // It is dropped, never sent.
        let _ = ended.await;
    }

    fn begin(&self, until: f64) -> oneshot::Receiver<()> {
        let (sender, ended) = oneshot::channel();
        self.0.until.set(Some(until));
        self.0.end.replace(Some(sender));
        ended
    }
}

impl PartialEq for Pause {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Poller {
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            environment: connection.environment(),
            session: Rc::clone(connection.session()),
            timer: Rc::clone(connection.timer()),
            pace: Backoff::default(),
            pause: Pause::default(),
            end: f64::INFINITY,
            unreadable: 0,
        }
    }

    /// Sets the pace.
    #[must_use]
    pub fn between(mut self, shortest: Duration, longest: Duration) -> Self {
        self.pace = Backoff::between(shortest, longest);
        self
    }

    /// Sets a timeout from now: no pause exceeds it. Without one, polling never times out.
    #[must_use]
    pub(super) fn within(mut self, timeout: Option<Duration>) -> Self {
        self.end = timeout.map_or(f64::INFINITY, |timeout| self.now() + timeout.as_secs_f64() * 1_000.0);
        self
    }

    /// The time left until the timeout; `None` without one.
    pub(super) fn left(&self) -> Option<Duration> {
        // Rounds up to the next millisecond.
        self.end.is_finite().then(|| Duration::from_millis((self.end - self.now()).ceil() as u64))
    }

    /// The deadline of a poll that starts now; the last one may exceed the timeout by some seconds.
    pub(super) fn deadline(&self) -> LocalBoxFuture<'static, ()> {
        self.left()
            .map_or(future::pending().boxed_local(), |left| self.environment.deadline(left.max(LAST_LOOK)))
    }

    /// Milliseconds since 1970 by this machine's clock.
    pub fn now(&self) -> f64 {
        self.environment.now()
    }

    /// A handle to its pauses.
    pub fn pause(&self) -> Pause {
        self.pause.clone()
    }

    /// Waits after a poll with news.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SessionExpired`] if the session has expired.
    pub fn changed(&mut self) -> LocalBoxFuture<'static, Result<()>> {
        self.unreadable = 0;
        let pause = self.pace.after_change();
        self.wait(Ok(pause))
    }

    /// Waits after a poll without news.
    ///
    /// # Errors
    ///
    /// The errors of [`changed`](Self::changed).
    pub fn unchanged(&mut self) -> LocalBoxFuture<'static, Result<()>> {
        self.unreadable = 0;
        let pause = self.pace.after_no_change();
        self.wait(Ok(pause))
    }

    /// Whether polling continues after a failure: one that is temporary, or a response that is unreadable, unless
    /// several were in a row.
    pub fn survives(&self, error: &Error) -> bool {
        error.is_passing() || (error.is_unreadable() && self.unreadable < UNREADABLE)
    }

    /// Waits after a failure that polling [survives](Self::survives).
    ///
    /// # Errors
    ///
    /// The failure itself if a retry cannot help: the session has expired, the user lacks permission, or the responses
    /// remain unreadable.
    pub fn failed(&mut self, error: Error) -> LocalBoxFuture<'static, Result<()>> {
        let pause = if self.survives(&error) {
            self.unreadable += u8::from(error.is_unreadable());
            Ok(self.pace.after_failure(error.retry_after()))
        } else {
            Err(error)
        };
        self.wait(pause)
    }

    fn wait(&self, duration: Result<Duration>) -> LocalBoxFuture<'static, Result<()>> {
        let (environment, session) = (Rc::clone(&self.environment), Rc::clone(&self.session));
        let (pause, timer, end) = (self.pause.clone(), Rc::clone(&self.timer), self.end);
        async move {
            let duration = duration?;
            go_on(&session)?;
            let now = environment.now();
            let until = (now + duration.as_secs_f64() * 1_000.0).min(end);
            let ended = pause.begin(until);
            future::select(Sleep::new(Rc::clone(&timer), Rc::clone(&environment), until - now), ended).await;
            pause.0.until.set(None);
            let visible = environment.visible();
            if end.is_finite() {
                let left = end - environment.now();
                future::select(visible, Sleep::new(timer, environment, left)).await;
            } else {
                visible.await;
            }
            go_on(&session)
        }
        .boxed_local()
    }
}

fn go_on(session: &SessionWatch) -> Result<()> {
    if session.has_ended() {
        return Err(Error::new(ErrorKind::SessionExpired, "The session has expired. Log in again."));
    }
    Ok(())
}

/// The result of a poll, unless its deadline passes first.
///
/// # Errors
///
/// [`ErrorKind::Timeout`] after the deadline.
pub(super) async fn in_time<T>(
    deadline: LocalBoxFuture<'static, ()>,
    look: impl Future<Output = Result<T>>,
) -> Result<T> {
    pin_mut!(look);
    match future::select(look, deadline).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => {
            Err(Error::new(ErrorKind::Timeout, "The server did not respond within the timeout."))
        }
    }
}
