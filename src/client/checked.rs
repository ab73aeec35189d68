//! Requests that may be refused before they are sent, and the kinds of answers that many operations share.

use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};
use futures_util::stream::{self, LocalBoxStream, StreamExt};

use super::connection::Connection;
use crate::error::Result;
use crate::model::{FromJson, JobRef, Page, WebMessage};
use crate::protocol::answer::{Empty, acknowledged, unexpectedly_empty};
use crate::protocol::{Answer, Request, integrity};

/// A list, page by page. Each page is asked for when it is wanted, so dropping the stream asks for no more.
pub type Pages<T> = LocalBoxStream<'static, Result<Page<T>>>;

impl Connection {
    /// As [`success`](Self::success), of a request that may have been refused already.
    pub(super) fn success_of(
        self: &Rc<Self>,
        request: Result<Request>,
    ) -> LocalBoxFuture<'static, Result<(Request, Answer)>> {
        match request {
            Ok(request) => self.success(request),
            Err(refusal) => future::err(refusal).boxed_local(),
        }
    }

    /// As [`json`](Self::json), of a request that may have been refused already.
    pub(super) fn json_of<T: FromJson>(
        self: &Rc<Self>,
        request: Result<Request>,
    ) -> impl Future<Output = Result<T>> + use<T> {
        self.success_of(request).map(|success| success.and_then(|(request, answer)| answer.json(&request)))
    }

    /// The job that the answer names.
    pub(super) fn job_of(
        self: &Rc<Self>,
        request: Result<Request>,
    ) -> LocalBoxFuture<'static, Result<JobRef>> {
        let message = self.json_of::<WebMessage>(request);
        message.map(|message| integrity::started_job(&message?)).boxed_local()
    }

    /// Nothing, once the server has said that it is done.
    pub(super) fn done_of(self: &Rc<Self>, request: Result<Request>) -> LocalBoxFuture<'static, Result<()>> {
        let connection = Rc::clone(self);
        async move {
            let request = request?;
            let answer = connection.answer(&request).await?;
            connection.note(acknowledged(&answer, &request, connection.session_kind(), Empty::IsNoSuccess))
        }
        .boxed_local()
    }

    /// The whole body, which must not be empty.
    pub(super) fn body_of(
        self: &Rc<Self>,
        request: Result<Request>,
    ) -> LocalBoxFuture<'static, Result<Answer>> {
        let body = |success: Result<(Request, Answer)>| match success? {
            (request, answer) if answer.bytes.is_empty() => Err(unexpectedly_empty(&request, answer.status)),
            (_, answer) => Ok(answer),
        };
        self.success_of(request).map(body).boxed_local()
    }

    /// The pages of the list that a request asks for.
    pub(super) fn pages<T: FromJson + 'static>(self: &Rc<Self>, request: Result<Request>) -> Pages<T> {
        let start = (Rc::clone(self), request, Some(1_u64));
        stream::try_unfold(start, |(connection, request, next)| async move {
            let Some(number) = next else { return Ok(None) };
            let request = request?;
            let page: Page<T> = connection.json(request.clone().query("page", number.to_string())).await?;
            let next = (number < page.count).then_some(number + 1);
            Ok(Some((page, (connection, Ok(request), next))))
        })
        .boxed_local()
    }
}
