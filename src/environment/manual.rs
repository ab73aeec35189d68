//! A clock that moves when it is waited for, for tests and examples.

use core::time::Duration;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Poll, Waker};

use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};

use super::Environment;

/// A clock that jumps ahead at every wait, remembers how long each wait was, and can hide the page.
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
    /// A clock that stands at zero, and a page that is visible.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long each wait was, in order.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.0.sleeps.borrow().clone()
    }

    /// Does something at every wait, such as moving another clock along.
    pub fn on_sleep(&self, action: impl Fn(Duration) + 'static) {
        *self.0.on_sleep.borrow_mut() = Some(Box::new(action));
    }

    /// Hides the page.
    pub fn hide(&self) {
        self.0.is_hidden.set(true);
    }

    /// Shows the page, and lets those go on that waited for it.
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
