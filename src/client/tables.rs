//! Resource, analytics and monitoring tables.

use super::{Client, Pending};
use crate::model::{AnalyticsOptions, JobRef, TableStatus};
use crate::protocol::table;

/// Resource, analytics and monitoring tables. Created with [`Client::tables`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// use dhis2_steward::model::AnalyticsOptions;
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("POST /api/resourceTables/analytics", Canned::json(r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{"id":"bZ8cYx9Xq2B","jobType":"ANALYTICS_TABLE"}}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let last_two_years = AnalyticsOptions { last_years: Some(2), ..AnalyticsOptions::default() };
/// let job = client.tables().update_analytics(&last_two_years).await?;
/// assert_eq!(job.to_string(), "ANALYTICS_TABLE/bZ8cYx9Xq2B");
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct TablesApi {
    client: Client,
}

impl TablesApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Starts an update of the resource tables: `POST /api/resourceTables`. Requires `F_PERFORM_MAINTENANCE`.
    ///
    /// If an update is in progress, the server queues this one. It starts within 20 seconds.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without the authority.
    pub fn update_resource_tables(&self) -> Pending<JobRef> {
        self.client.connection().job_of(Ok(table::update_resource_tables()))
    }

    /// Starts an update of the analytics tables: `POST /api/resourceTables/analytics`. Requires
    /// `F_PERFORM_MAINTENANCE`.
    ///
    /// If an update is in progress, the server queues this one. On a fresh 2.43, it fails until the period types of
    /// `/api/configuration/dataOutputPeriodTypes` are set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) for an option the server's version does not have; no
    /// request is sent.
    pub fn update_analytics(&self, options: &AnalyticsOptions) -> Pending<JobRef> {
        self.client.connection().job_of(table::update_analytics_tables(options, self.client.version()))
    }

    /// Starts monitoring, a run of the monitored validation rules: `POST /api/resourceTables/monitoring`. Requires
    /// `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without the authority.
    pub fn update_monitoring(&self) -> Pending<JobRef> {
        self.client.connection().job_of(Ok(table::update_monitoring()))
    }

    /// Returns when the tables were last updated and how long that took: `GET /api/system/info`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn status(&self) -> Pending<TableStatus> {
        self.client.connection().json(table::status())
    }
}
