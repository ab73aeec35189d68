//! A clock that advances when waited for, for tests and examples.

use core::time::Duration;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Poll, Waker};

use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};

use super::Environment;

/// A clock that advances by every wait, records the waits, and can hide the page.
///
/// Clones share one clock.
#[derive(Clone, Default)]
pub struct ManualEnvironment(Rc<State>);

#[derive(Default)]
struct State {
    now: Cell<f64>,
    sleeps: RefCell<Vec<Duration>>,
    is_hidden: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
    on_sleep: RefCell<Option<OnSleep>>,
}

type OnSleep = Box<dyn Fn(Duration)>;

impl ManualEnvironment {
    /// Creates a clock at zero, with a visible page.
    pub fn new() -> Self {
        Self::default()
    }

    /// The durations of the waits, in order.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.0.sleeps.borrow().clone()
    }

    /// Calls a function at every wait, for example to advance another clock.
    pub fn on_sleep(&self, action: impl Fn(Duration) + 'static) {
        *self.0.on_sleep.borrow_mut() = Some(Box::new(action));
    }

    /// Hides the page.
    pub fn hide(&self) {
        self.0.is_hidden.set(true);
    }

    /// Shows the page, and resumes those that wait for it.
    pub fn show(&self) {
        self.0.is_hidden.set(false);
        self.0.waiting.borrow_mut().drain(..).for_each(Waker::wake);
    }
}

impl Environment for ManualEnvironment {
    fn now(&self) -> f64 {
        self.0.now.get()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        let state = Rc::clone(&self.0);
        async move {
            state.now.set(state.now.get() + duration.as_secs_f64() * 1_000.0);
            state.sleeps.borrow_mut().push(duration);
            if let Some(action) = &*state.on_sleep.borrow() {
                action(duration);
            }
        }
        .boxed_local()
    }

    fn deadline(&self, _: Duration) -> LocalBoxFuture<'static, ()> {
        future::pending().boxed_local()
    }

    fn visible(&self) -> LocalBoxFuture<'static, ()> {
        let state = Rc::clone(&self.0);
        future::poll_fn(move |context| {
            if !state.is_hidden.get() {
                return Poll::Ready(());
            }
            state.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .boxed_local()
    }
}
