//! Data integrity: the list of checks, runs, and their results.

use super::Request;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{CheckSummary, FromJson, JobRef, Json, Ordered, WebMessage};

/// The kind of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// Counts the issues of each check.
    Summary,
    /// Lists the issues of each check.
    Details,
}

impl RunKind {
    /// The segment of the path.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Details => "details",
        }
    }
}

/// Requests all checks. The response rarely changes, so it is revalidated.
pub fn checks() -> Request {
    Request::get("/api/dataIntegrity").revalidated()
}

/// Starts a run of the checks with these names.
///
/// Without names, the server runs every check that is not slow. Names go into the body: a hundred of them are too long
/// for the request line of some proxies.
pub fn start(kind: RunKind, names: &[String]) -> Request {
    let request = Request::post(format!("/api/dataIntegrity/{}", kind.as_str()));
    if names.is_empty() { request } else { request.json(Json::from(names).to_string().into_bytes()) }
}

/// Requests the names of the checks that are still to run.
pub fn running(kind: RunKind) -> Request {
    Request::get(format!("/api/dataIntegrity/{}/running", kind.as_str()))
}

/// Requests the names of the checks with cached results.
pub fn completed(kind: RunKind) -> Request {
    Request::get(format!("/api/dataIntegrity/{}/completed", kind.as_str()))
}

/// Requests the cached results: those of `names`, or all if there are none or more than a URL can name.
pub fn results(kind: RunKind, names: &[String]) -> Request {
    Some(results_of(kind, names)).filter(Request::is_short).unwrap_or_else(|| results_of(kind, &[]))
}

/// Requests the cached issues: all, or those of `names`, and no others.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for more names than a URL can hold.
pub fn issues(names: &[String]) -> Result<Request> {
    results_of(RunKind::Details, names).short()
}

fn results_of(kind: RunKind, names: &[String]) -> Request {
    let request = Request::get(format!("/api/dataIntegrity/{}", kind.as_str()));
    if names.is_empty() { request } else { request.query("checks", names.join(",")) }
}

/// The summaries by check.
pub type Summaries = Ordered<String, CheckSummary>;

/// Reads the job from the response to a start.
///
/// # Errors
///
/// [`ErrorKind::Decode`] if the message contains no job.
pub fn started_job(message: &WebMessage) -> Result<JobRef> {
    let job = message.response.as_ref().and_then(|response| JobRef::read(response).ok());
    job.ok_or_else(|| {
        Error::new(ErrorKind::Decode, "The server accepted the request but did not return the job.")
            .with_server_words(message.message.clone(), message.error_code.clone())
            .with_unknown_outcome()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Method;

    #[test]
    fn names_travel_in_the_body_of_a_start_and_in_the_query_of_a_read() {
        let names = ["a_b".to_owned(), "c_d".to_owned()];
        let start = start(RunKind::Summary, &names);
        assert_eq!(start.method(), Method::Post);
        assert_eq!(start.path_and_query(), "/api/dataIntegrity/summary");
        assert_eq!(start.body().unwrap().bytes, br#"["a_b","c_d"]"#);
        assert_eq!(
            results(RunKind::Details, &names).path_and_query(),
            "/api/dataIntegrity/details?checks=a_b%2Cc_d"
        );
    }

    #[test]
    fn the_job_is_read_from_the_answer_of_a_start() {
        let message = WebMessage::read(
            br#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","message":"Initiated DATA_INTEGRITY (1795247953326)","response":{"name":"DATA_INTEGRITY (1795247953326)","id":"dOroizYJpqs","created":"2026-11-21T07:59:13.326","jobType":"DATA_INTEGRITY","jobStatus":"NOT_STARTED","jobParameters":{"type":"SUMMARY","checks":["categories_no_options"]},"relativeNotifierEndpoint":"/api/system/tasks/DATA_INTEGRITY/dOroizYJpqs","responseType":"JobConfiguration"}}"#,
        )
        .unwrap();
        let job = started_job(&message).unwrap();
        assert_eq!(job.to_string(), "DATA_INTEGRITY/dOroizYJpqs");
        assert_eq!(job.created.unwrap().to_string(), "2026-11-21T07:59:13.326");
    }
}
