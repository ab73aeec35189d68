//! Data.

use super::{Client, Pending};
use crate::model::{DataSummary, DateRange, ObjectCounts, Uid, UsageInterval, UsageStatistics};
use crate::protocol::data;

/// What can be asked of data as a whole. Created with [`Client::data`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("GET /api/system/objectCounts", Canned::json(r#"{"dataElement":1037}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let counts = client.data().object_counts().await?;
/// assert_eq!(counts.get("dataElement"), Some(&1037));
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct DataApi {
    client: Client,
}

impl DataApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// How much there is, and how much of it is new: `GET /api/dataSummary`, with `F_PERFORM_MAINTENANCE`.
    ///
    /// Slow on a large server: it counts. What the numbers mean changed with 2.43, see
    /// [`meaning`](crate::domain::data_summary::meaning).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without the authority.
    pub fn summary(&self) -> Pending<DataSummary> {
        self.client.connection().json(data::summary())
    }

    /// The same as Prometheus reads it: `GET /api/dataSummary/metrics`, from 2.42 on, with `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before 2.42, and then nothing is sent.
    pub fn metrics(&self) -> Pending<String> {
        self.client.connection().text_of(data::metrics(self.client.version()))
    }

    /// How many objects there are of each kind: `GET /api/system/objectCounts`, for everybody.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn object_counts(&self) -> Pending<ObjectCounts> {
        self.client.connection().json(data::object_counts())
    }

    /// What people looked at and saved, span by span: `GET /api/dataStatistics`, for everybody.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn usage(&self, dates: &DateRange, interval: UsageInterval) -> Pending<Vec<UsageStatistics>> {
        self.client.connection().json(data::usage(dates, interval))
    }

    /// Sets the limits of values anew, for all data elements of data sets, in a unit and all below it: `POST
    /// /api/minMaxValues`, with `F_GENERATE_MIN_MAX_VALUES`.
    ///
    /// All limits that are there go first, also those that somebody has entered. The answer comes when the server is
    /// done, with no time-out here.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) without a data set,
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a unit that does not exist, and
    /// [`ErrorKind::Server`](crate::ErrorKind::Server) for a data set that does not.
    pub fn generate_min_max(&self, unit: Uid, data_sets: &[Uid]) -> Pending<()> {
        self.client.connection().done_of(data::generate_min_max(unit, data_sets))
    }

    /// Takes the limits of values away, also those that somebody has entered: `DELETE /api/minMaxValues/{uid}`, with
    /// `F_GENERATE_MIN_MAX_VALUES`.
    ///
    /// # Errors
    ///
    /// As [`generate_min_max`](Self::generate_min_max).
    pub fn remove_min_max(&self, unit: Uid, data_sets: &[Uid]) -> Pending<()> {
        self.client.connection().done_of(data::remove_min_max(unit, data_sets))
    }
}
