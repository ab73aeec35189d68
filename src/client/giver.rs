//! Streams written as the loops that they are.

use core::cell::Cell;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::{LocalBoxStream, Stream, StreamExt};

/// A stream of what some work gives, and of the last value that it returns, if any. The work goes on only while a value
/// is asked for.
///
/// The work keeps its state where it is: a stream that is unfolded passes it on with every value, which takes more code.
pub(crate) fn given<T: 'static, W: Future<Output = Option<T>> + 'static>(
    work: impl FnOnce(Giver<T>) -> W,
) -> LocalBoxStream<'static, T> {
    let place = Rc::default();
    let work = work(Giver(Rc::clone(&place))).boxed_local();
    Given { place, work: Some(work) }.boxed_local()
}

/// Where a value waits to be taken.
type Place<T> = Rc<Cell<Option<T>>>;

/// What work gives its values to.
pub(crate) struct Giver<T>(Place<T>);

impl<T> Giver<T> {
    /// Gives a value, and goes on when the next one is asked for.
    pub(crate) fn give(&self, value: T) -> Taken {
        self.0.set(Some(value));
        Taken(false)
    }
}

/// Ready once the value that was given has been taken, and the next one is asked for.
#[must_use = "what is given next would take the place of this"]
pub(crate) struct Taken(bool);

impl Future for Taken {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

struct Given<T> {
    place: Place<T>,
    work: Option<LocalBoxFuture<'static, Option<T>>>,
}

impl<T> Stream for Given<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let Some(work) = &mut self.work else { return Poll::Ready(None) };
        if let Poll::Ready(last) = work.poll_unpin(context) {
            self.work = None;
            return Poll::Ready(last);
        }
        self.place.take().map_or(Poll::Pending, |value| Poll::Ready(Some(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_goes_on_only_while_a_value_is_asked_for() {
        let begun = Rc::new(Cell::new(0));
        let count = Rc::clone(&begun);
        let mut values = given(|to| async move {
            for value in 1..=2 {
                count.set(value);
                to.give(value).await;
            }
            Some(3)
        });
        assert_eq!(begun.get(), 0);
        for (value, reached) in [(Some(1), 1), (Some(2), 2), (Some(3), 2), (None, 2)] {
            assert_eq!(values.next().now_or_never(), Some(value));
            assert_eq!(begun.get(), reached);
        }
    }
}
