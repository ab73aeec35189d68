//! One timer shared by all waiting tasks.

use core::cell::{Cell, RefCell};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Wake;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use crate::environment::Environment;

/// Any number of waits; only the one that ends first has a timer of the environment.
#[derive(Default)]
pub(super) struct Timer {
    waits: Arc<Waits>,
    running: RefCell<Option<Running>>,
    count: Cell<u32>,
}

/// A timer of the environment. Times are in milliseconds.
struct Running {
    since: f64,
    length: f64,
    timer: LocalBoxFuture<'static, ()>,
}

impl Running {
    /// The elapsed time: clocks are set forward and back.
    fn elapsed(&self, now: f64) -> f64 {
        (now - self.since).clamp(0.0, self.length)
    }
}

/// The waiting tasks. All are woken when the timer ends, so that none depends on another that is not polled.
#[derive(Default)]
struct Waits(Mutex<Vec<Wait>>);

struct Wait {
    number: u32,
    /// When it ends, relative to the start of the running timer.
    left: f64,
    waker: Waker,
}

impl Waits {
    /// Changes or reads the list.
    fn with<T>(&self, work: impl FnOnce(&mut Vec<Wait>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn pass(&self, time: f64) {
        self.with(|waits| waits.iter_mut().for_each(|wait| wait.left -= time));
    }
}

impl Wake for Waits {
    fn wake(self: Arc<Self>) {
        let wakers: Vec<Waker> = self.with(|waits| waits.iter().map(|wait| wait.waker.clone()).collect());
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// One wait. Dropping it ends it.
pub(super) struct Sleep {
    timer: Rc<Timer>,
    environment: Rc<dyn Environment>,
    length: f64,
    number: u32,
}

impl Sleep {
    /// Waits for this many milliseconds from the first poll.
    pub(super) fn new(timer: Rc<Timer>, environment: Rc<dyn Environment>, length: f64) -> Self {
        let number = timer.count.get().wrapping_add(1);
        timer.count.set(number);
        // A wait that ended before this is over; never less than zero.
        Self { timer, environment, length: length.max(0.0), number }
    }

    /// Registers the waker; returns the remaining time of this wait, and of the one that ends first among those still
    /// running: some may be over and not polled yet.
    fn enter(&self, waker: &Waker, elapsed: f64) -> (f64, f64) {
        self.timer.waits.with(|waits| {
            let left = match waits.iter_mut().find(|wait| wait.number == self.number) {
                Some(wait) => {
                    wait.waker.clone_from(waker);
                    wait.left
                }
                None => {
                    let left = self.length + elapsed;
                    waits.push(Wait { number: self.number, left, waker: waker.clone() });
                    left
                }
            };
            let others = waits.iter().map(|wait| wait.left).filter(|left| *left > 0.0);
            (left, others.fold(left, f64::min))
        })
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Timer { waits, running, .. } = &*self.timer;
        let mut running = running.borrow_mut();
        loop {
            let now = self.environment.now();
            let elapsed = running.as_ref().map_or(0.0, |running| running.elapsed(now));
            let (left, first) = self.enter(context.waker(), elapsed);
            if left <= 0.0 {
                return Poll::Ready(());
            }
            if running.as_ref().is_none_or(|running| running.length > first) {
                waits.pass(elapsed);
                // Ended before the next one begins, so that there is never more than one.
                *running = None;
                let length = (first - elapsed).max(0.0);
                // Rounds up to the next millisecond.
                let timer = self.environment.sleep(Duration::from_millis(length.ceil() as u64));
                *running = Some(Running { since: now, length, timer });
            }
            let everybody = Waker::from(Arc::clone(waits));
            let Some(Running { length, timer, .. }) = &mut *running else { return Poll::Pending };
            if timer.poll_unpin(&mut Context::from_waker(&everybody)).is_pending() {
                return Poll::Pending;
            }
            waits.pass(*length);
            *running = None;
            everybody.wake();
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let is_last = self.timer.waits.with(|waits| {
            waits.retain(|wait| wait.number != self.number);
            waits.is_empty()
        });
        if is_last {
            *self.timer.running.borrow_mut() = None;
        }
    }
}
