//! Maintenance.

use futures_util::stream::LocalBoxStream;

use super::giver::given;
use super::{Client, Pending};
use crate::domain::plan::{Plan, Step, StepState};
use crate::model::{Operation, Uid};
use crate::protocol::{answer, maintenance};

/// Maintenance operations. Created with [`Client::maintenance`].
pub struct MaintenanceApi {
    client: Client,
}

impl MaintenanceApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Runs one operation with one request. Resolves when the server is done, without a timeout.
    ///
    /// For several operations, see [`plan`](Self::plan).
    ///
    /// # Errors
    ///
    /// After an error whose [`leaves_outcome_unknown`](crate::Error::leaves_outcome_unknown) is true, the outcome is
    /// unknown: the server is most likely still working. Any other error means that the operation was not carried out.
    pub fn run(&self, operation: Operation) -> Pending<()> {
        let (version, connection) = (self.client.version(), self.client.connection());
        let (kind, empty) = (connection.session_kind(), maintenance::empty_answer(operation, version));
        Pending::new(connection.success(maintenance::request(operation, version)), move |request, answer| {
            answer::acknowledged(answer, request, kind, empty)
        })
    }

    /// Permanently removes all data of an organisation unit:
    /// `POST /api/maintenance/dataPruning/organisationUnits/{uid}`. Requires `ALL`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if the unit does not exist, and the errors of
    /// [`run`](Self::run).
    pub fn prune_organisation_unit(&self, unit: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(maintenance::prune_organisation_unit(unit)))
    }

    /// Permanently removes all data of a data element: `POST /api/maintenance/dataPruning/dataElements/{uid}`. Requires
    /// `ALL`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if the data element does not exist, and the errors of
    /// [`run`](Self::run).
    pub fn prune_data_element(&self, element: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(maintenance::prune_data_element(element)))
    }

    /// Runs operations one after another, in the order in which they must run, and yields the outcome of each. A failed
    /// operation does not stop the others.
    ///
    /// After a lost connection it asks the server for a sign of life; without one, or without a session, the rest is not
    /// started.
    ///
    /// Each operation starts on demand, so dropping the stream between two steps starts no more of them.
    pub fn plan(&self, operations: impl IntoIterator<Item = Operation>) -> LocalBoxStream<'static, Step> {
        let (client, mut plan) = (self.client.clone(), Plan::new(operations));
        given(|to| async move {
            for place in 0.. {
                if plan.steps().get(place)?.state == StepState::Waiting
                    && let Some(operation) = plan.next()
                {
                    let outcome = client.maintenance().run(operation).await;
                    if plan.record(operation, outcome) && client.ping().await.is_err() {
                        plan.stop_unreachable();
                    }
                }
                to.give(plan.steps().get(place)?.clone()).await;
            }
            None
        })
    }
}
