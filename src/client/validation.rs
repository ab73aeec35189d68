//! Validation.

use super::{Client, Pages, Pending};
use crate::model::{
    ExpressionContext, ExpressionDescription, JobRef, ResultDeletion, ResultFilter, ValidationResult,
    ValidationRun, Violation,
};
use crate::protocol::{metadata, validation};

/// Validation. Created with [`Client::validation`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// use dhis2_steward::model::ExpressionContext;
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("POST /api/indicators/expression/description", Canned::json(r##"{"status":"OK","message":"Valid","description":"Births * 2"}"##));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let described = client.validation().describe("#{icxiNEy2HMt} * 2", ExpressionContext::Indicator).await?;
/// assert!(described.is_valid);
/// assert_eq!(described.description.as_deref(), Some("Births * 2"));
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct ValidationApi {
    client: Client,
}

impl ValidationApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Runs validation rules on an organisation unit and its descendants, and returns the violations:
    /// `POST /api/dataAnalysis/validationRules`. Requires `F_RUN_VALIDATION`.
    ///
    /// Resolves when the server is done, without a timeout. Returns 500 violations at most, or fewer if
    /// [`ValidationRun::max_results`] or the setting `keyDataQualityMaxLimit` says so.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a group that does not exist, before anything runs,
    /// because the server would run every rule. [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a unit that
    /// does not exist.
    pub fn run(&self, run: &ValidationRun) -> Pending<Vec<Violation>> {
        let group = run.group.map(|group| metadata::existence("validationRuleGroups", group));
        let connection = self.client.connection();
        let found = connection
            .success_after(group.into_iter().collect(), validation::run(run, self.client.version()));
        Pending::new(found, |request, answer| answer.json(request))
    }

    /// Lists the persisted results, page by page: `GET /api/validationResults`.
    ///
    /// Only those of units whose data the user may view. The server has no order, so pages may overlap while results
    /// change.
    ///
    /// # Errors
    ///
    /// In the stream, [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a unit, rule or period that does not
    /// exist.
    pub fn results(&self, filter: &ResultFilter, page_size: u32) -> Pages<ValidationResult> {
        self.client.connection().pages(validation::results(filter, page_size))
    }

    /// Returns a persisted result: `GET /api/validationResults/{id}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if it does not exist.
    pub fn result(&self, id: u64) -> Pending<ValidationResult> {
        self.client.connection().json(validation::result(id))
    }

    /// Permanently deletes a result: `DELETE /api/validationResults/{id}`. Requires `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if it does not exist. Up to 2.41, `ALL` alone is
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden).
    pub fn delete_result(&self, id: u64) -> Pending<()> {
        self.client.connection().done_of(Ok(validation::delete_result(id)))
    }

    /// Deletes results, including those of units whose data the user may not view: `DELETE /api/validationResults`.
    /// Requires `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) without a filter, or for more units and rules
    /// than a URL can name, without sending a request; otherwise the errors of [`delete_result`](Self::delete_result) and [`results`](Self::results).
    pub fn delete_results(&self, which: &ResultDeletion) -> Pending<()> {
        self.client.connection().done_of(validation::delete_results(which))
    }

    /// Starts sending the pending notifications of results: `POST /api/validation/sendNotifications`. Requires
    /// `F_RUN_VALIDATION` from 2.42, and `M_dhis-web-app-management` before.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without the authority.
    pub fn send_notifications(&self) -> Pending<JobRef> {
        self.client.connection().job_of(Ok(validation::send_notifications()))
    }

    /// Describes an expression and says whether it is valid. Each context has its own endpoint, such as
    /// `POST /api/indicators/expression/description`.
    ///
    /// An invalid expression is not an error: see [`ExpressionDescription::is_valid`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an empty expression, or one that is too long
    /// for a URL in the generic context, which has no other endpoint.
    pub fn describe(&self, expression: &str, context: ExpressionContext) -> Pending<ExpressionDescription> {
        self.client.connection().json_of(validation::describe(expression, context))
    }
}
