//! Asking again and again: at a pace, one at a time, and only while somebody looks.

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

/// How long the look may take that is begun when the time given is over.
const LAST_LOOK: Duration = Duration::from_secs(5);

/// The pauses of a poll.
///
/// A poll is a loop that asks, says how it went, and waits; so it never overlaps with itself, and dropping it ends it.
/// All pauses of a client share one timer. A pause lasts until the page is visible again, and fails when the session has ended.
pub struct Poller {
    environment: Rc<dyn Environment>,
    session: Rc<SessionWatch>,
    timer: Rc<Timer>,
    pace: Backoff,
    pause: Pause,
    /// When the time that was given is over, on this machine's clock.
    end: f64,
}

/// The pause of a poll, seen from outside: until when it lasts, and a way to end it now. A clone is the same one's.
#[derive(Clone, Debug, Default)]
pub struct Pause(Rc<PauseState>);

#[derive(Debug, Default)]
struct PauseState {
    until: Cell<Option<f64>>,
    /// Whoever waits goes on when this is dropped.
    end: RefCell<Option<oneshot::Sender<()>>>,
}

impl Pause {
    /// When the poll asks again, in milliseconds since 1970 by this machine's clock; nothing while it asks.
    pub fn until(&self) -> Option<f64> {
        self.0.until.get()
    }

    /// Lets the poll ask again now, if the page is visible.
    pub fn end(&self) {
        self.0.end.take();
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
        }
    }

    /// The same poll at another pace.
    #[must_use]
    pub fn between(mut self, shortest: Duration, longest: Duration) -> Self {
        self.pace = Backoff::between(shortest, longest);
        self
    }

    /// The same poll, for so long from now on: no pause lasts longer than that. Without a limit for ever.
    #[must_use]
    pub(super) fn within(mut self, timeout: Option<Duration>) -> Self {
        self.end = timeout.map_or(f64::INFINITY, |timeout| self.now() + timeout.as_secs_f64() * 1_000.0);
        self
    }

    /// How much of the time that was given is left; nothing where there is no limit.
    pub(super) fn left(&self) -> Option<Duration> {
        // What is begun of a millisecond counts.
        self.end.is_finite().then(|| Duration::from_millis((self.end - self.now()).ceil() as u64))
    }

    /// When a look that begins now takes too long for the time that was given; the last one may take some seconds.
    pub(super) fn deadline(&self) -> LocalBoxFuture<'static, ()> {
        self.left()
            .map_or(future::pending().boxed_local(), |left| self.environment.deadline(left.max(LAST_LOOK)))
    }

    /// Milliseconds since 1970 by this machine's clock.
    pub fn now(&self) -> f64 {
        self.environment.now()
    }

    /// Its pauses, for whoever wants to know of them or to end them.
    pub fn pause(&self) -> Pause {
        self.pause.clone()
    }

    /// Waits after an answer that held something new.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SessionExpired`] when there is no session to go on with.
    pub fn changed(&mut self) -> LocalBoxFuture<'static, Result<()>> {
        let pause = self.pace.after_change();
        self.wait(Ok(pause))
    }

    /// Waits after an answer that held nothing new.
    ///
    /// # Errors
    ///
    /// As [`changed`](Self::changed).
    pub fn unchanged(&mut self) -> LocalBoxFuture<'static, Result<()>> {
        let pause = self.pace.after_no_change();
        self.wait(Ok(pause))
    }

    /// Waits after a failure that may pass.
    ///
    /// # Errors
    ///
    /// The failure itself where asking again cannot help: the session has ended, or the person may not ask.
    pub fn failed(&mut self, error: Error) -> LocalBoxFuture<'static, Result<()>> {
        let pause =
            if error.is_passing() { Ok(self.pace.after_failure(error.retry_after())) } else { Err(error) };
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
        return Err(Error::new(ErrorKind::SessionExpired, "The session has ended. Log in again."));
    }
    Ok(())
}

/// What a look comes to, unless its deadline comes first.
///
/// # Errors
///
/// [`ErrorKind::Timeout`] where it does.
pub(super) async fn in_time<T>(
    deadline: LocalBoxFuture<'static, ()>,
    look: impl Future<Output = Result<T>>,
) -> Result<T> {
    pin_mut!(look);
    match future::select(look, deadline).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => Err(Error::new(ErrorKind::Timeout, "No answer came in the time given.")),
    }
}
