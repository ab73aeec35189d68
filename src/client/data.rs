//! Data.

use super::{Client, Pending};
use crate::model::{DataSummary, DateRange, ObjectCounts, Uid, UsageInterval, UsageStatistics};
use crate::protocol::data;

/// Data as a whole. Created with [`Client::data`].
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

    /// Returns counts of objects and of recent changes: `GET /api/dataSummary`. Requires `F_PERFORM_MAINTENANCE`.
    ///
    /// Slow on a large server, which counts the data. The meaning of the counts changed in 2.43: see
    /// [`counts_as_from_2_43`](crate::domain::data_summary::counts_as_from_2_43).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without the authority.
    pub fn summary(&self) -> Pending<DataSummary> {
        self.client.connection().json(data::summary())
    }

    /// Returns the summary in the Prometheus text format: `GET /api/dataSummary/metrics`. Requires 2.42 or newer and
    /// `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before 2.42; no request is sent.
    pub fn metrics(&self) -> Pending<String> {
        self.client.connection().text_of(data::metrics(self.client.version()))
    }

    /// Returns the number of objects of each type: `GET /api/system/objectCounts`. Requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn object_counts(&self) -> Pending<ObjectCounts> {
        self.client.connection().json(data::object_counts())
    }

    /// Returns usage statistics, one entry per interval: `GET /api/dataStatistics`. Requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn usage(&self, dates: &DateRange, interval: UsageInterval) -> Pending<Vec<UsageStatistics>> {
        self.client.connection().json(data::usage(dates, interval))
    }

    /// Generates the min-max values of all data elements of data sets, for an organisation unit and its descendants:
    /// `POST /api/minMaxValues`. Requires `F_GENERATE_MIN_MAX_VALUES`.
    ///
    /// First removes all existing min-max values, including those entered by users. Resolves when the server is done,
    /// without a timeout.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) without a data set,
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a unit that does not exist, and
    /// [`ErrorKind::Server`](crate::ErrorKind::Server) for a data set that does not exist.
    pub fn generate_min_max(&self, unit: Uid, data_sets: &[Uid]) -> Pending<()> {
        self.client.connection().done_of(data::generate_min_max(unit, data_sets))
    }

    /// Removes the min-max values, including those entered by users: `DELETE /api/minMaxValues/{uid}`. Requires
    /// `F_GENERATE_MIN_MAX_VALUES`.
    ///
    /// # Errors
    ///
    /// The errors of [`generate_min_max`](Self::generate_min_max), and
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for more data sets than a URL can name, before
    /// anything is removed.
    pub fn remove_min_max(&self, unit: Uid, data_sets: &[Uid]) -> Pending<()> {
        self.client.connection().done_of(data::remove_min_max(unit, data_sets))
    }
}
