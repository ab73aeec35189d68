//! Answers that are still to come.

use core::mem;
use core::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, TryFutureExt};

use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{Answer, Request};

/// An answer that means success, and what asked for it.
pub type Success = LocalBoxFuture<'static, Result<(Request, Answer)>>;

/// How a value is made of an answer.
pub type Read<T> = Box<dyn FnOnce(&Request, &Answer) -> Result<T>>;

/// What a request will come to. Nothing is sent before this is awaited, and dropping it breaks the request off.
///
/// A type of its own and not just any future, because sending is the same whatever is asked for and only how the answer
/// is read differs: whoever takes many kinds of answers need not be made anew for each.
#[must_use = "nothing is sent before this is awaited"]
pub struct Pending<T> {
    sent: Success,
    read: Read<T>,
}

impl<T: 'static> Pending<T> {
    /// What `read` makes of an answer.
    pub(super) fn new(sent: Success, read: impl FnOnce(&Request, &Answer) -> Result<T> + 'static) -> Self {
        Self { sent, read: Box::new(read) }
    }

    /// The same, made into something else where it could be read.
    pub(crate) fn and_then<U: 'static>(
        self,
        make: impl FnOnce(T, &Request) -> Result<U> + 'static,
    ) -> Pending<U> {
        let read = self.read;
        Pending::new(self.sent, move |request, answer| make(read(request, answer)?, request))
    }

    /// The same with another value.
    pub(crate) fn map_ok<U: 'static>(self, make: impl FnOnce(T) -> U + 'static) -> Pending<U> {
        self.and_then(move |value, _| Ok(make(value)))
    }

    /// The same with other errors.
    pub(super) fn map_err(self, make: fn(Error) -> Error) -> Self {
        let Self { sent, read } = self;
        let sent = sent.map_err(make).boxed_local();
        Pending::new(sent, move |request, answer| read(request, answer).map_err(make))
    }

    /// The sending, and how the answer is read, for those who add a step of their own.
    pub fn into_parts(self) -> (Success, Read<T>) {
        (self.sent, self.read)
    }
}

impl<T: 'static> Future for Pending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (request, answer) = ready!(self.sent.poll_unpin(context))?;
        Poll::Ready(mem::replace(&mut self.read, Box::new(|_, _| Err(ended())))(&request, &answer))
    }
}

/// A future must not be asked again once it has given its value.
#[cold]
fn ended() -> Error {
    Error::new(ErrorKind::Aborted, "This has ended already.")
}
