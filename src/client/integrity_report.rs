//! Data integrity: the legacy report, and metrics.

use super::{IntegrityApi, Pending};
use crate::error::{Error, ErrorKind};
use crate::model::{IntegrityFindings, JobRef};
use crate::protocol::integrity_report;

impl IntegrityApi {
    /// Starts the legacy report of 2.41 on the checks with these names, or on about thirty that the server selects:
    /// `POST /api/dataIntegrity`. Requires `F_PERFORM_MAINTENANCE`.
    ///
    /// [`run`](Self::run) returns more, on every version.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] on 2.42 and newer; no request is sent.
    pub fn start_report(&self, names: &[String]) -> Pending<JobRef> {
        self.client.connection().job_of(integrity_report::start(names, self.client.version()))
    }

    /// Returns the report of a finished job, each finding as an issue:
    /// `GET /api/system/taskSummaries/DATA_INTEGRITY/{uid}`. Requires 2.41 or older.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if there is no report: the job has not ended, was not started by
    /// [`start_report`](Self::start_report), or the server was restarted since.
    pub fn report_of(&self, job: &JobRef) -> Pending<IntegrityFindings> {
        let request = integrity_report::findings(job.id);
        let findings = self.client.connection().json_or_empty::<IntegrityFindings>(request);
        findings.and_then(|findings, request| {
            findings.filter(|findings| !findings.0.is_empty()).ok_or_else(|| {
                Error::new(ErrorKind::NotFound, "The server has no report of this job.")
                    .of_request(request.to_string())
            })
        })
    }

    /// Returns the cached summaries in the Prometheus text format: `GET /api/dataIntegrity/metrics`. Requires 2.42 or
    /// newer and `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] before 2.42; no request is sent.
    pub fn metrics(&self) -> Pending<String> {
        self.client.connection().text_of(integrity_report::metrics(self.client.version()))
    }
}
