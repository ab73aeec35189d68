//! Maintenance.

use futures_util::stream::{self, LocalBoxStream, StreamExt};

use super::{Client, Pending};
use crate::domain::plan::{Plan, Step, StepState};
use crate::model::{Operation, Uid};
use crate::protocol::{answer, maintenance};

/// What can be done to clean up. Created with [`Client::maintenance`].
pub struct MaintenanceApi {
    client: Client,
}

impl MaintenanceApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Carries out one operation: one request, whose answer comes when the server is done, with no time-out here.
    ///
    /// For several, see [`plan`](Self::plan).
    ///
    /// # Errors
    ///
    /// An error whose [`leaves_outcome_unknown`](crate::Error::leaves_outcome_unknown) is true says nothing of the
    /// operation: the server is most likely still at work. Any other one means that it was not done.
    pub fn run(&self, operation: Operation) -> Pending<()> {
        let (version, connection) = (self.client.version(), self.client.connection());
        let (kind, empty) = (connection.session_kind(), maintenance::empty_answer(operation, version));
        Pending::new(connection.success(maintenance::request(operation, version)), move |request, answer| {
            answer::acknowledged(answer, request, kind, empty)
        })
    }

    /// Removes all data of an organisation unit, for good: `POST
    /// /api/maintenance/dataPruning/organisationUnits/{uid}`, with `ALL` alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) where there is no such unit, and as [`run`](Self::run).
    pub fn prune_organisation_unit(&self, unit: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(maintenance::prune_organisation_unit(unit)))
    }

    /// Removes all data of a data element, for good: `POST /api/maintenance/dataPruning/dataElements/{uid}`, with
    /// `ALL` alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) where there is no such data element, and as
    /// [`run`](Self::run).
    pub fn prune_data_element(&self, element: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(maintenance::prune_data_element(element)))
    }

    /// Carries out operations one after the other, in the order in which they must run, and yields each with what came
    /// of it. One that failed does not hold up the others.
    ///
    /// Nothing starts before it is asked for, so dropping the stream between two steps starts nothing more.
    pub fn plan(&self, operations: impl IntoIterator<Item = Operation>) -> LocalBoxStream<'static, Step> {
        let start = (self.client.clone(), Plan::new(operations), 0);
        stream::unfold(start, |(client, mut plan, place)| async move {
            if plan.steps().get(place)?.state == StepState::Waiting
                && let Some(operation) = plan.next()
            {
                let outcome = client.maintenance().run(operation).await;
                plan.record(operation, outcome);
            }
            let step = plan.steps().get(place)?.clone();
            Some((step, (client, plan, place + 1)))
        })
        .boxed_local()
    }
}
