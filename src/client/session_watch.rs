//! The expiry of a session, and what waits for it.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Whether the session has ended. All polling stops when it has.
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
        poll_fn(|context| {
            if self.has_ended.get() {
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

    /// Signals that the user has logged in again.
    pub fn resume(&self) {
        self.has_ended.set(false);
    }

    pub(super) fn end(&self) {
        self.has_ended.set(true);
        self.waiting.borrow_mut().drain(..).for_each(Waker::wake);
    }
}
