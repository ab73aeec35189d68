//! The expiry of a session, and what waits for it.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Whether the session has ended. All polling stops when it has, until the server accepts a later request.
#[derive(Default)]
pub struct SessionWatch {
    has_ended: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl SessionWatch {
    /// Whether a response has proved that the session has expired.
    pub fn has_ended(&self) -> bool {
        self.has_ended.get()
    }

    /// Waits until the session has expired.
    pub async fn ended(&self) {
        self.becomes(true).await;
    }

    /// Waits until the session has not expired, or no longer: the user has logged in again, here or elsewhere.
    pub async fn resumed(&self) {
        self.becomes(false).await;
    }

    async fn becomes(&self, has_ended: bool) {
        poll_fn(|context| {
            if self.has_ended.get() == has_ended {
                return Poll::Ready(());
            }
            let mut waiting = self.waiting.borrow_mut();
            if !waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }

    /// Signals that the user has logged in again. A successful response to a request that was sent after the session
    /// had expired signals the same.
    pub fn resume(&self) {
        self.change(false);
    }

    /// Signals that the session has expired, if something other than the client has noticed it.
    pub fn end(&self) {
        self.change(true);
    }

    fn change(&self, has_ended: bool) {
        if self.has_ended.replace(has_ended) != has_ended {
            let waiting = self.waiting.take();
            waiting.into_iter().for_each(Waker::wake);
        }
    }
}
