//! Requests that may be rejected before they are sent, and kinds of responses that many operations share.
//!
//! Nothing here is compiled per type: an operation only adds how its response is read.

use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future;
use futures_util::stream::{LocalBoxStream, StreamExt};

use super::connection::Connection;
use super::giver::{Giver, given};
use super::pending::{Pending, Success};
use crate::error::{Error, Result};
use crate::model::{FromJson, JobRef, Page, PageCount, WebMessage};
use crate::protocol::answer::{Empty, acknowledged};
use crate::protocol::metadata::Existing;
use crate::protocol::{Answer, Request, integrity};

/// A list, page by page. Each page is requested on demand, so dropping the stream requests no more.
pub type Pages<T> = LocalBoxStream<'static, Result<Page<T>>>;

impl Connection {
    /// As [`success`](Self::success), of a request that may already have been rejected.
    pub(super) fn success_of(self: &Rc<Self>, request: Result<Request>) -> Success {
        match request {
            Ok(request) => self.success(request),
            Err(refusal) => future::err(refusal).boxed_local(),
        }
    }

    /// As [`success_of`](Self::success_of), after some lookups that must all succeed.
    pub(super) fn success_after(
        self: &Rc<Self>,
        questions: Vec<Request>,
        request: Result<Request>,
    ) -> Success {
        let connection = Rc::clone(self);
        async move {
            let request = request?;
            for question in questions {
                connection.json::<Existing>(question).await.map_err(Error::before_acting)?;
            }
            connection.success(request).await
        }
        .boxed_local()
    }

    /// As [`json`](Self::json), of a request that may already have been rejected.
    pub(super) fn json_of<T: FromJson + 'static>(self: &Rc<Self>, request: Result<Request>) -> Pending<T> {
        Pending::new(self.success_of(request), |request, answer| answer.json(request))
    }

    /// Like [`json`](Self::json), or `None` if the body is empty.
    pub(super) fn json_or_empty_of<T: FromJson + 'static>(
        self: &Rc<Self>,
        request: Result<Request>,
    ) -> Pending<Option<T>> {
        Pending::new(self.success_of(request), |request, answer| {
            if answer.bytes.is_empty() { Ok(None) } else { answer.json(request).map(Some) }
        })
    }

    /// All items of the requested list.
    pub(super) fn items<T: FromJson + 'static>(self: &Rc<Self>, request: Request) -> Pending<Vec<T>> {
        self.json(request).map_ok(|page: Page<T>| page.items)
    }

    /// The job in the response.
    pub(super) fn job_of(self: &Rc<Self>, request: Result<Request>) -> Pending<JobRef> {
        job(self.success_of(request))
    }

    /// Nothing, after the server has confirmed success.
    pub(super) fn done_of(self: &Rc<Self>, request: Result<Request>) -> Pending<()> {
        self.done_after(Vec::new(), request)
    }

    /// The same, after some lookups that must all succeed.
    pub(super) fn done_after(
        self: &Rc<Self>,
        questions: Vec<Request>,
        request: Result<Request>,
    ) -> Pending<()> {
        let kind = self.session_kind();
        Pending::new(self.success_after(questions, request), move |request, answer| {
            acknowledged(answer, request, kind, Empty::IsNoSuccess)
        })
    }

    /// The body as text, which must not be empty.
    pub(super) fn text_of(self: &Rc<Self>, request: Result<Request>) -> Pending<String> {
        Pending::new(self.success_of(request), |request, answer| answer.text(request).map(str::to_owned))
    }

    /// The pages of the requested list.
    pub(super) fn pages<T: FromJson + 'static>(self: &Rc<Self>, request: Result<Request>) -> Pages<T> {
        let page = |answer: Result<(Request, Answer)>| {
            let (request, answer) = answer?;
            answer.json(&request)
        };
        self.answers(request).map(page).boxed_local()
    }

    /// The responses with the pages of a list.
    fn answers(
        self: &Rc<Self>,
        request: Result<Request>,
    ) -> LocalBoxStream<'static, Result<(Request, Answer)>> {
        let connection = Rc::clone(self);
        given(|to| async move { connection.give_pages(request, &to).await.err().map(Err) })
    }

    async fn give_pages(
        self: Rc<Self>,
        request: Result<Request>,
        to: &Giver<Result<(Request, Answer)>>,
    ) -> Result<()> {
        let (request, mut number) = (request?, 1);
        loop {
            let (sent, answer) = self.success(request.clone().number("page", number)).await?;
            // The reader reports a response that is not a page.
            let is_last = !answer.json(&sent).is_ok_and(|PageCount(count)| number < count);
            to.give(Ok((sent, answer))).await;
            if is_last {
                return Ok(());
            }
            number += 1;
        }
    }
}

/// The job in the response.
pub(super) fn job(success: Success) -> Pending<JobRef> {
    Pending::new(success, |request, answer| {
        integrity::started_job(&answer.json::<WebMessage>(request)?)
            .map_err(|error| error.of_request(request.to_string()))
    })
}
