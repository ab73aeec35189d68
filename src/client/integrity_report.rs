//! What else can be asked of integrity checks: the old report, and metrics.

use super::{IntegrityApi, Pending};
use crate::error::{Error, ErrorKind};
use crate::model::{IntegrityFindings, JobRef};
use crate::protocol::integrity_report;

impl IntegrityApi {
    /// Starts the report of 2.41 on the checks with these names, or on some thirty of the server's choice: `POST
    /// /api/dataIntegrity`, with `F_PERFORM_MAINTENANCE`.
    ///
    /// [`run`](Self::run) tells more, on every version.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] from 2.42 on, before anything is sent.
    pub fn start_report(&self, names: &[String]) -> Pending<JobRef> {
        self.client.connection().job_of(integrity_report::start(names, self.client.version()))
    }

    /// The report that a job has made, each finding as an issue: `GET /api/system/taskSummaries/DATA_INTEGRITY/{uid}`,
    /// up to 2.41.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] where the server holds none: the job has not ended, was none of
    /// [`start_report`](Self::start_report), or the server has been started since.
    pub fn report_of(&self, job: &JobRef) -> Pending<IntegrityFindings> {
        let request = integrity_report::findings(job.id);
        let findings = self.client.connection().json_or_empty::<IntegrityFindings>(request);
        findings.and_then(|findings, request| {
            findings.filter(|findings| !findings.0.is_empty()).ok_or_else(|| {
                Error::new(ErrorKind::NotFound, "The server holds no report of this job.")
                    .of_request(request.to_string())
            })
        })
    }

    /// The summaries that the server holds, as Prometheus reads them: `GET /api/dataIntegrity/metrics`, from 2.42 on,
    /// with `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] before 2.42, and then nothing is sent.
    pub fn metrics(&self) -> Pending<String> {
        self.client.connection().text_of(integrity_report::metrics(self.client.version()))
    }
}
