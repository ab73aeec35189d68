//! A wrapped future is a future, and a wrapped stream a stream.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::SendWrapper;

impl<T> SendWrapper<T> {
    fn pinned(self: Pin<&mut Self>) -> Pin<&mut T> {
        self.home.must_be_here();
        // SAFETY: a pinned wrapper does not move, and the value is in it. What could move the value out, `take` and
        // `DerefMut`, needs a wrapper that is not pinned, or one that may be moved because its value may.
        unsafe { self.map_unchecked_mut(|this| &mut *this.value) }
    }
}

impl<F: Future> Future for SendWrapper<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.pinned().poll(context)
    }
}

impl<S: Stream> Stream for SendWrapper<S> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pinned().poll_next(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (**self).size_hint()
    }
}
