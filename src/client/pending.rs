//! Pending responses.

use core::mem;
use core::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, TryFutureExt};

use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{Answer, Request};

/// A successful response, and its request.
pub type Success = LocalBoxFuture<'static, Result<(Request, Answer)>>;

/// How a value is read from a response.
pub type Read<T> = Box<dyn FnOnce(&Request, &Answer) -> Result<T>>;

/// The future result of a request. Nothing is sent until it is awaited, and dropping it aborts the request.
///
/// A concrete type rather than any future, because sending is the same for every request and only reading the response
/// differs: callers that handle many kinds of responses are not compiled for each.
#[must_use = "sends nothing until awaited"]
pub struct Pending<T> {
    sent: Success,
    read: Read<T>,
}

impl<T: 'static> Pending<T> {
    /// The value that `read` returns for a response.
    pub(super) fn new(sent: Success, read: impl FnOnce(&Request, &Answer) -> Result<T> + 'static) -> Self {
        Self { sent, read: Box::new(read) }
    }

    /// Converts the value with a function that may fail.
    pub(crate) fn and_then<U: 'static>(
        self,
        make: impl FnOnce(T, &Request) -> Result<U> + 'static,
    ) -> Pending<U> {
        let read = self.read;
        Pending::new(self.sent, move |request, answer| make(read(request, answer)?, request))
    }

    /// Maps the value.
    pub(crate) fn map_ok<U: 'static>(self, make: impl FnOnce(T) -> U + 'static) -> Pending<U> {
        self.and_then(move |value, _| Ok(make(value)))
    }

    /// Maps the error.
    pub(super) fn map_err(self, make: fn(Error) -> Error) -> Self {
        let Self { sent, read } = self;
        let sent = sent.map_err(make).boxed_local();
        Pending::new(sent, move |request, answer| read(request, answer).map_err(make))
    }

    /// The sending and the reading of the response, for callers that add a step.
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

/// A future must not be polled again after it is ready.
#[cold]
fn ended() -> Error {
    Error::new(ErrorKind::Aborted, "This has already ended.")
}
