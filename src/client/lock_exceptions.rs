//! Lock exceptions.

use futures_util::stream::LocalBoxStream;

use super::giver::given;
use super::{Client, Pages, Pending};
use crate::error::{Error, Result};
use crate::model::{LockCombination, LockException, LockFilter, Uid};
use crate::protocol::{lock_exception, metadata};

/// The outcome of one request that adds lock exceptions.
#[derive(Clone, Debug, PartialEq)]
pub struct LockAddition {
    /// The units of the request.
    pub organisation_units: Vec<Uid>,
    /// Whether they now have the exception. A request is not atomic: if it failed, the units before the failing one
    /// have the exception.
    pub outcome: Result<()>,
}

/// Lock exceptions. Created with [`Client::lock_exceptions`].
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

    /// Lists lock exceptions, page by page, or all at once with a filter: `GET /api/lockExceptions`. Requires no
    /// authority.
    ///
    /// # Errors
    ///
    /// In the stream, [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an invalid period.
    pub fn list(&self, filter: &LockFilter, page_size: u32) -> Pages<LockException> {
        self.client.connection().pages(lock_exception::list(filter, page_size))
    }

    /// Lists the data sets and periods that have lock exceptions: `GET /api/lockExceptions/combinations`. Requires no
    /// authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn combinations(&self) -> Pending<Vec<LockCombination>> {
        self.client.connection().items(lock_exception::combinations())
    }

    /// Adds a lock exception for each of the organisation units, and yields the outcome of each request:
    /// `POST /api/lockExceptions`. Requires `F_DATASET_PUBLIC_ADD` or `F_DATASET_PRIVATE_ADD`, and units for which the
    /// user may enter data.
    ///
    /// Splits the units over several requests, sent one after another, so that no URL exceeds 6,000 characters. A
    /// failed request does not stop the others. The server silently skips units that are not assigned to the data set,
    /// unless none is. The server does not prevent duplicate exceptions.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an invalid period, or without a unit.
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
        Ok(given(|to| async move {
            for (organisation_units, request) in requests {
                let outcome = connection.done_of(Ok(request)).await;
                to.give(LockAddition { organisation_units, outcome }).await;
            }
            None
        }))
    }

    /// Removes the lock exception of one organisation unit: `DELETE /api/lockExceptions`. Requires `F_DATASET_DELETE`.
    ///
    /// Checks first that the unit and the data set exist: for an unknown unit, the server would remove the exceptions
    /// of all units.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if the unit or data set does not exist.
    pub fn remove(&self, organisation_unit: Uid, data_set: Uid, period: &str) -> Pending<()> {
        self.checked(Some(organisation_unit), data_set, period)
    }

    /// Removes the lock exceptions of all units for a data set and period: `DELETE /api/lockExceptions`. Requires
    /// `F_DATASET_DELETE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if the data set does not exist.
    pub fn remove_all(&self, data_set: Uid, period: &str) -> Pending<()> {
        self.checked(None, data_set, period)
    }

    fn checked(&self, unit: Option<Uid>, data_set: Uid, period: &str) -> Pending<()> {
        let mut questions = vec![metadata::existence("dataSets", data_set)];
        questions.extend(unit.map(|unit| metadata::existence("organisationUnits", unit)));
        self.client.connection().done_after(questions, lock_exception::remove(unit, data_set, period))
    }
}
