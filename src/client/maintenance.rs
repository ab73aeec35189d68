//! Maintenance.

use super::Client;
use crate::error::Result;
use crate::model::Operation;
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
    /// For several, ask a [`Plan`](crate::domain::plan::Plan) for one after the other.
    ///
    /// # Errors
    ///
    /// An error whose [`leaves_outcome_unknown`](crate::Error::leaves_outcome_unknown) is true says nothing of the
    /// operation: the server is most likely still at work. Any other one means that it was not done.
    pub async fn run(&self, operation: Operation) -> Result<()> {
        let version = self.client.version();
        let connection = self.client.connection();
        let request = maintenance::request(operation, version);
        let answer = connection.answer(&request).await?;
        let empty = maintenance::empty_answer(operation, version);
        connection.note(answer::acknowledged(&answer, &request, connection.session_kind(), empty))
    }
}
