//! Lock exceptions.

use futures_util::FutureExt;
use futures_util::stream::{self, LocalBoxStream, StreamExt};

use super::{Client, Pages, Pending};
use crate::error::{Error, Result};
use crate::model::{LockCombination, LockException, LockFilter, Page, Uid};
use crate::protocol::{lock_exception, metadata};

/// What came of one request that makes exceptions.
#[derive(Clone, Debug, PartialEq)]
pub struct LockAddition {
    /// The units that it was for.
    pub organisation_units: Vec<Uid>,
    /// Whether they have the exception now. A request is not carried out as a whole: where it failed, units that came
    /// before the one that it failed at have it.
    pub outcome: Result<()>,
}

/// What can be asked of lock exceptions. Created with [`Client::lock_exceptions`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// use futures_util::StreamExt;
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.43.1","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("POST /api/lockExceptions", Canned::json(r#"{"httpStatus":"Created","httpStatusCode":201,"status":"OK"}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let (clinic, monthly_report) = ("TmM5u4SwmHH".parse()?, "lCg7OVa708k".parse()?);
/// let mut additions = client.lock_exceptions().add(&[clinic], monthly_report, "202601")?;
/// while let Some(addition) = additions.next().await {
///     assert!(addition.outcome.is_ok());
/// }
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct LockExceptionsApi {
    client: Client,
}

impl LockExceptionsApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lock exceptions, page by page; with a filter all on one page: `GET /api/lockExceptions`, for everybody.
    ///
    /// # Errors
    ///
    /// In the stream, [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for what is no period.
    pub fn list(&self, filter: &LockFilter, page_size: u32) -> Pages<LockException> {
        self.client.connection().pages(lock_exception::list(filter, page_size))
    }

    /// Each data set and period that has lock exceptions: `GET /api/lockExceptions/combinations`, for everybody.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn combinations(&self) -> Pending<Vec<LockCombination>> {
        self.client.connection().json(lock_exception::combinations()).map_ok(|page: Page<_>| page.items)
    }

    /// Makes an exception for each of some units that report by a data set, and yields the result of each request:
    /// `POST /api/lockExceptions`, with `F_DATASET_PUBLIC_ADD` or `F_DATASET_PRIVATE_ADD`, for units that the person
    /// may enter data of.
    ///
    /// As many requests as it takes for none to have an address of more than 6,000 characters, one after another; one
    /// that failed does not hold up the others. Units that do not report by the data set are left out by the server
    /// without a word, unless none does. Nothing prevents making the same exception twice.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for what is no period, and without a unit.
    pub fn add(
        &self,
        organisation_units: &[Uid],
        data_set: Uid,
        period: &str,
    ) -> Result<LocalBoxStream<'static, LockAddition>> {
        if organisation_units.is_empty() {
            return Err(Error::invalid_argument("Name at least one organisation unit."));
        }
        let base_url = self.client.base_url().as_str();
        let requests = lock_exception::additions(organisation_units, data_set, period, base_url)?;
        let connection = self.client.connection().clone();
        let addition = move |(organisation_units, request)| {
            let done = connection.done_of(Ok(request));
            done.map(|outcome| LockAddition { organisation_units, outcome })
        };
        Ok(stream::iter(requests).then(addition).boxed_local())
    }

    /// Removes the exception of one unit: `DELETE /api/lockExceptions`, with `F_DATASET_DELETE`.
    ///
    /// Nothing is removed before unit and data set are known to exist: for a unit that does not, the server removes
    /// the exceptions of all units.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such unit or data set.
    pub fn remove(&self, organisation_unit: Uid, data_set: Uid, period: &str) -> Pending<()> {
        self.checked(Some(organisation_unit), data_set, period)
    }

    /// Removes the exceptions of all units for a data set and a period: `DELETE /api/lockExceptions`, with
    /// `F_DATASET_DELETE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such data set.
    pub fn remove_all(&self, data_set: Uid, period: &str) -> Pending<()> {
        self.checked(None, data_set, period)
    }

    fn checked(&self, unit: Option<Uid>, data_set: Uid, period: &str) -> Pending<()> {
        let mut questions = vec![metadata::existence("dataSets", data_set)];
        questions.extend(unit.map(|unit| metadata::existence("organisationUnits", unit)));
        self.client.connection().done_after(questions, lock_exception::remove(unit, data_set, period))
    }
}
