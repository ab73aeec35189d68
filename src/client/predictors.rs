//! Predictors.

use futures_util::stream::LocalBoxStream;

use super::checked::job;
use super::giver::given;
use super::pending::Success;
use super::{Client, Pending};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    DateRange, JobRef, PredictionSummary, Predictor, PredictorGroup, PredictorSelection, Uid,
};
use crate::protocol::{Request, predictor};

/// Predictors. Created with [`Client::predictors`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// use dhis2_steward::model::{DateRange, PredictorSelection};
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("POST /api/predictions", Canned::json(r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{"status":"SUCCESS","predictors":2,"inserted":10}}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let first_half = DateRange::new("2026-01-01", "2026-06-30")?;
/// let summary = client.predictors().run(PredictorSelection::All, &first_half).await?;
/// assert_eq!((summary.predictors, summary.inserted), (2, 10));
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct PredictorsApi {
    client: Client,
}

impl PredictorsApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists all predictors: `GET /api/predictors`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn list(&self) -> Pending<Vec<Predictor>> {
        self.client.connection().items(predictor::list())
    }

    /// Lists all predictor groups: `GET /api/predictorGroups`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn groups(&self) -> Pending<Vec<PredictorGroup>> {
        self.client.connection().items(predictor::groups())
    }

    /// Runs predictors and returns the server's counts: `POST /api/predictions`. Requires `F_PREDICTOR_RUN`.
    ///
    /// Resolves when the server is done, without a timeout; [`start`](Self::start) does not wait.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] for a predictor or group that does not exist, before anything runs, because the server
    /// would silently skip it. [`ErrorKind::Conflict`] if a predictor failed, for which the server responds with a 200
    /// whose `response.status` is `ERROR`.
    pub fn run(&self, selection: PredictorSelection, dates: &DateRange) -> Pending<PredictionSummary> {
        let ran = self.checked(selection, predictor::run(selection, dates));
        Pending::new(ran, |request, answer| {
            predictor::summary(&answer.json(request)?).map_err(|error| error.of_request(request.to_string()))
        })
    }

    /// Starts a job that runs predictors: `POST /api/predictions?async=true`. Requires `F_PREDICTOR_RUN`.
    ///
    /// Once the job has ended, [`outcome`](Self::outcome) returns the counts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] for a predictor or group that does not exist, before anything is started.
    pub fn start(&self, selection: PredictorSelection, dates: &DateRange) -> Pending<JobRef> {
        job(self.checked(selection, predictor::start(selection, dates)))
    }

    /// Returns the counts of a job of [`start`](Self::start): `GET /api/system/taskSummaries/PREDICTOR/{uid}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if the job has not ended, or the server was restarted since. [`ErrorKind::Conflict`] if
    /// a predictor failed.
    pub fn outcome(&self, job: &JobRef) -> Pending<PredictionSummary> {
        let request = predictor::outcome(job.id);
        let none = || Error::new(ErrorKind::NotFound, "The server has no result of this job.");
        let summary = self.client.connection().json_or_empty::<PredictionSummary>(request);
        summary.and_then(move |summary, request| {
            let judged = summary.ok_or_else(none).and_then(predictor::judge);
            judged.map_err(|error| error.of_request(request.to_string()))
        })
    }

    /// Runs predictor groups one after another, and yields the outcome of each. A failed group does not stop the
    /// others. After a group whose outcome is unknown ([`leaves_outcome_unknown`](Error::leaves_outcome_unknown)), no
    /// other is run: groups often build on each other.
    ///
    /// Each group starts on demand, so dropping the stream between two groups starts no more of them.
    pub fn run_groups(
        &self,
        groups: Vec<Uid>,
        dates: &DateRange,
    ) -> LocalBoxStream<'static, (Uid, Result<PredictionSummary>)> {
        let (predictors, dates) = (Self::new(self.client.clone()), dates.clone());
        given(|to| async move {
            let mut lost = None;
            for group in groups {
                let outcome = match lost {
                    None => predictors.run(PredictorSelection::Group(group), &dates).await,
                    Some(before) => Err(held_up_by(before)),
                };
                if outcome.as_ref().is_err_and(Error::leaves_outcome_unknown) {
                    lost = Some(group);
                }
                to.give((group, outcome)).await;
            }
            None
        })
    }

    fn checked(&self, selection: PredictorSelection, request: Request) -> Success {
        let question = predictor::existence(selection);
        self.client.connection().success_after(question.into_iter().collect(), Ok(request))
    }
}

/// Why a group was not run.
#[cold]
fn held_up_by(group: Uid) -> Error {
    Error::new(
        ErrorKind::Conflict,
        format!(
            "This group was not run, because the server may still be running {group}. Check it, then run this group again."
        ),
    )
}
