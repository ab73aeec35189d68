//! Data integrity checks.

use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use futures_util::stream::LocalBoxStream;
use futures_util::{Stream, StreamExt, future};

use super::{Client, IntegrityRun, Pending};
use crate::domain::integrity::Selection;
use crate::error::{Error, Result};
use crate::model::{
    Check, CheckDetails, Issue, JobConfiguration, JobRef, JobType, Json, Severity, Unexpected,
};
use crate::protocol::details_stream::{Receiver, Splitter, read_issues};
use crate::protocol::integrity::{self, RunKind, Summaries};

/// An issue together with the check that found it.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckIssue {
    /// The check's key.
    pub check: Rc<str>,
    /// The severity; absent if the server did not send it before the issue.
    pub severity: Option<Severity>,
    /// The issue.
    pub issue: Issue,
}

/// An item of a stream of issues.
#[derive(Clone, Debug, PartialEq)]
pub enum IssueEvent {
    /// An issue.
    Issue(CheckIssue),
    /// A check is complete, with whether it failed.
    Checked(Box<CheckDetails>),
}

/// Data integrity checks. Created with [`Client::integrity`].
pub struct IntegrityApi {
    pub(super) client: Client,
}

impl IntegrityApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists the server's checks, in no particular order: `GET /api/dataIntegrity`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn checks(&self) -> Pending<Vec<Check>> {
        self.client.connection().json(integrity::checks())
    }

    /// Returns the cached results of summary runs, of the named checks or of all: `GET /api/dataIntegrity/summary`.
    ///
    /// The server drops them after an hour, when its cache is cleared, and when it restarts. For more names
    /// than a URL can hold, all are returned.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without `F_PERFORM_MAINTENANCE`.
    pub fn summaries(&self, names: &[String]) -> Pending<Summaries> {
        self.client.connection().json(integrity::results(RunKind::Summary, names))
    }

    /// Returns the names of the checks that are still to run: `GET /api/dataIntegrity/{kind}/running`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn running(&self, kind: RunKind) -> Pending<Vec<String>> {
        self.client.connection().json(integrity::running(kind))
    }

    /// Returns the names of the checks with cached results: `GET /api/dataIntegrity/{kind}/completed`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn completed(&self, kind: RunKind) -> Pending<Vec<String>> {
        self.client.connection().json(integrity::completed(kind))
    }

    /// Starts a run of the checks with these names and returns its job: `POST /api/dataIntegrity/{kind}`.
    ///
    /// [`run`](Self::run) also watches it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without `F_PERFORM_MAINTENANCE`.
    pub fn start(&self, kind: RunKind, names: &[String]) -> Pending<JobRef> {
        self.client.connection().job_of(Ok(integrity::start(kind, names)))
    }

    /// Runs checks: starts a job and returns a handle to watch it and to get its report.
    ///
    /// If a run is in progress, the server queues this one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a check that the server does not have, or
    /// if it has none that is selected, and the errors of [`start`](Self::start).
    pub async fn run(&self, kind: RunKind, selection: &Selection, checks: &[Check]) -> Result<IntegrityRun> {
        let names = selection.resolve(checks)?;
        // Without names, the server would run those that are not slow.
        if names.is_empty() {
            return Err(Error::invalid_argument("No checks selected: the server has none of this kind."));
        }
        let job = self.start(kind, &names).await?;
        Ok(IntegrityRun::new(self.client.clone(), kind, job, names))
    }

    /// Resumes watching a run that was started here or elsewhere. Watching it starts nothing: checks that ended in an
    /// error are not rerun.
    ///
    /// `checks` is the list of all checks: a run that names none runs those that are not slow.
    pub fn resume(&self, job: &JobConfiguration, checks: &[Check]) -> IntegrityRun {
        let parameter = |name: &str| job.job_parameters.as_ref().and_then(|parameters| parameters.get(name));
        // A scheduled job of either type says in its parameters what it runs.
        let is_details = match parameter("type").and_then(Json::as_str) {
            Some(kind) => kind == "DETAILS",
            None => job.job_type == JobType::DataIntegrityDetails,
        };
        let kind = if is_details { RunKind::Details } else { RunKind::Summary };
        let named = parameter("checks").and_then(Json::as_list);
        let named: Vec<String> =
            named.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect();
        let selection = if named.is_empty() { Selection::Fast } else { Selection::Matching(named) };
        let names = selection.known(checks);
        IntegrityRun::new(self.client.clone(), kind, job.current_run(), names).of_somebody_else()
    }

    /// Streams the cached issues of details runs, of the named checks or of all: `GET /api/dataIntegrity/details`.
    ///
    /// Yields the first issue before the response is complete, and buffers no more than the chunk that arrived. Dropping the stream aborts the
    /// download.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without `F_PERFORM_MAINTENANCE`; in the stream
    /// [`ErrorKind::Network`](crate::ErrorKind::Network) if the response is cut off.
    pub async fn issues(&self, names: &[String]) -> Result<IssueStream> {
        let request = integrity::issues(names)?;
        let response = self.client.connection().open(&request).await?;
        Ok(IssueStream::new(request.to_string(), response.body))
    }
}

/// The maximum size of a batch, so that its consumer can yield.
const BATCH: usize = 1024;

/// Issues as they arrive, with the end of each check. Created with [`IntegrityApi::issues`].
pub struct IssueStream {
    /// The request, for errors.
    request: String,
    /// `None` once the response has ended or is invalid.
    body: Option<LocalBoxStream<'static, Result<Vec<u8>>>>,
    splitter: Splitter,
    events: Events,
    /// The error to return after all ready events.
    failure: Option<Error>,
}

impl IssueStream {
    fn new(request: String, body: LocalBoxStream<'static, Result<Vec<u8>>>) -> Self {
        Self {
            request,
            body: Some(body),
            splitter: Splitter::default(),
            events: Events { check: "".into(), severity: None, ready: VecDeque::new() },
            failure: None,
        }
    }

    /// The events since the last call, from one to some hundred; `None` once the response has ended. Faster than one by
    /// one for large numbers of issues.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Network`](crate::ErrorKind::Network) if the response is cut off, after all events before that.
    pub async fn next_batch(&mut self) -> Result<Option<Vec<IssueEvent>>> {
        future::poll_fn(|context| self.poll_ready(context)).await?;
        let mut batch = Vec::with_capacity(BATCH.min(self.events.ready.len()));
        while batch.len() < BATCH
            && let Some(event) = self.events.ready.pop_front()
        {
            batch.push(event);
        }
        Ok(Some(batch).filter(|batch| !batch.is_empty()))
    }

    /// Waits until an event is ready or the response has ended; fails after all earlier events were returned.
    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        while self.events.ready.is_empty()
            && let Some(body) = &mut self.body
        {
            let taken = match ready!(body.poll_next_unpin(context)) {
                Some(Ok(bytes)) => self.splitter.push(&bytes, &mut self.events),
                Some(Err(error)) => Err(error),
                None => {
                    self.body = None;
                    self.splitter.finish()
                }
            };
            if let Err(error) = taken {
                self.body = None;
                self.failure = Some(error.of_request(self.request.clone()));
            }
        }
        let failure = if self.events.ready.is_empty() { self.failure.take() } else { None };
        Poll::Ready(failure.map_or(Ok(()), Err))
    }
}

/// Events that have arrived and were not returned yet.
struct Events {
    check: Rc<str>,
    severity: Option<Severity>,
    ready: VecDeque<IssueEvent>,
}

impl Receiver for Events {
    fn begin(&mut self, check: &str, severity: Option<Severity>) {
        self.check = check.into();
        self.severity = severity;
    }

    fn issues(&mut self, bytes: &[u8]) -> core::result::Result<(usize, usize), Unexpected> {
        let Self { check, severity, ready } = self;
        read_issues(bytes, &mut |issue| {
            let (check, severity) = (Rc::clone(check), severity.clone());
            ready.push_back(IssueEvent::Issue(CheckIssue { check, severity, issue }));
        })
    }

    fn end(&mut self, details: CheckDetails, _: usize) {
        self.ready.push_back(IssueEvent::Checked(Box::new(details)));
    }
}

impl Stream for IssueStream {
    type Item = Result<IssueEvent>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let ready = ready!(self.poll_ready(context));
        Poll::Ready(ready.map(|()| self.events.ready.pop_front()).transpose())
    }
}
