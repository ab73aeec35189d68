//! Asking again and again: at a pace, one at a time, and only while somebody looks.

use core::time::Duration;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::SessionWatch;
use super::connection::Connection;
use crate::domain::backoff::Backoff;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};

/// The pauses of a poll.
///
/// A poll is a loop that asks, says how it went, and waits; so it never overlaps with itself, and dropping it ends it.
/// A pause lasts until the page is visible again, and fails when the session has ended.
pub struct Poller {
    environment: Rc<dyn Environment>,
    session: Rc<SessionWatch>,
    pace: Backoff,
}

impl Poller {
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            environment: connection.environment(),
            session: Rc::clone(connection.session()),
            pace: Backoff::default(),
        }
    }

    /// The same poll at another pace.
    #[must_use]
    pub fn between(mut self, shortest: Duration, longest: Duration) -> Self {
        self.pace = Backoff::between(shortest, longest);
        self
    }

    /// Milliseconds since 1970 by this machine's clock.
    pub fn now(&self) -> f64 {
        self.environment.now()
    }

    /// Waits after an answer that held something new.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SessionExpired`] when there is no session to go on with.
    pub fn changed(&mut self) -> LocalBoxFuture<'static, Result<()>> {
        let pause = self.pace.after_change();
        self.pause(Ok(pause))
    }

    /// Waits after an answer that held nothing new.
    ///
    /// # Errors
    ///
    /// As [`changed`](Self::changed).
    pub fn unchanged(&mut self) -> LocalBoxFuture<'static, Result<()>> {
        let pause = self.pace.after_no_change();
        self.pause(Ok(pause))
    }

    /// Waits after a failure that may pass.
    ///
    /// # Errors
    ///
    /// The failure itself where asking again cannot help: the session has ended, or the person may not ask.
    pub fn failed(&mut self, error: Error) -> LocalBoxFuture<'static, Result<()>> {
        let pause =
            if error.is_passing() { Ok(self.pace.after_failure(error.retry_after())) } else { Err(error) };
        self.pause(pause)
    }

    fn pause(&self, duration: Result<Duration>) -> LocalBoxFuture<'static, Result<()>> {
        let (environment, session) = (Rc::clone(&self.environment), Rc::clone(&self.session));
        async move {
            let duration = duration?;
            go_on(&session)?;
            environment.sleep(duration).await;
            environment.visible().await;
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
