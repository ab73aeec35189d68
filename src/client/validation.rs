//! Validation.

use super::{Client, Pages, Pending};
use crate::model::{
    ExpressionContext, ExpressionDescription, JobRef, ResultDeletion, ResultFilter, ValidationResult,
    ValidationRun, Violation,
};
use crate::protocol::{metadata, validation};

/// What can be asked of validation. Created with [`Client::validation`].
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
/// let described = client.validation().describe(ExpressionContext::Indicator, "#{icxiNEy2HMt} * 2").await?;
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

    /// Runs validation rules on a unit and everything below it, and gives back what violates them: `POST
    /// /api/dataAnalysis/validationRules`, with `F_RUN_VALIDATION`.
    ///
    /// The answer comes when the server is done, with no time-out here. It holds 500 violations at most, or fewer
    /// where [`ValidationRun::max_results`] or the setting `keyDataQualityMaxLimit` says so.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a group that does not exist, before anything runs: the
    /// server would run every rule. [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a unit that does not exist.
    pub fn run(&self, run: &ValidationRun) -> Pending<Vec<Violation>> {
        let group = run.group.map(|group| metadata::existence("validationRuleGroups", group));
        let connection = self.client.connection();
        let found = connection
            .success_after(group.into_iter().collect(), validation::run(run, self.client.version()));
        Pending::new(found, |request, answer| answer.json(request))
    }

    /// The results that were kept, page by page: `GET /api/validationResults`.
    ///
    /// Only those of units that the person may see data of. The server has no order, so pages may overlap while
    /// results come and go.
    ///
    /// # Errors
    ///
    /// In the stream, [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a unit, rule or period that does not
    /// exist.
    pub fn results(&self, filter: &ResultFilter, page_size: u32) -> Pages<ValidationResult> {
        self.client.connection().pages(validation::results(filter, page_size))
    }

    /// One result: `GET /api/validationResults/{id}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is none.
    pub fn result(&self, id: u64) -> Pending<ValidationResult> {
        self.client.connection().json(validation::result(id))
    }

    /// Deletes one result: `DELETE /api/validationResults/{id}`, with `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is none. Up to 2.41 `ALL` alone is
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden).
    pub fn delete_result(&self, id: u64) -> Pending<()> {
        self.client.connection().done_of(Ok(validation::delete_result(id)))
    }

    /// Deletes results, also of units that the person may not see data of: `DELETE /api/validationResults`, with
    /// `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) where nothing says which, before anything is
    /// sent; otherwise as [`delete_result`](Self::delete_result) and [`results`](Self::results).
    pub fn delete_results(&self, which: &ResultDeletion) -> Pending<()> {
        self.client.connection().done_of(validation::delete_results(which))
    }

    /// Starts sending the notifications that results still wait for: `POST /api/validation/sendNotifications`, with
    /// `F_RUN_VALIDATION` from 2.42 on and `M_dhis-web-app-management` before.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) without the authority.
    pub fn send_notifications(&self) -> Pending<JobRef> {
        self.client.connection().job_of(Ok(validation::send_notifications()))
    }

    /// What an expression means, or that it is none: each context by its own endpoint, such as `POST
    /// /api/indicators/expression/description`.
    ///
    /// A wrong expression is no error: look at [`ExpressionDescription::is_valid`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an empty expression.
    pub fn describe(&self, context: ExpressionContext, expression: &str) -> Pending<ExpressionDescription> {
        self.client.connection().json_of(validation::describe(context, expression))
    }
}
