//! Predictors: lists, groups, and runs through `/api/predictions`, which returns more than the other endpoints.

use super::{Request, metadata, task};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    DateRange, FromJson, JobType, PredictionStatus, PredictionSummary, PredictorSelection, Uid, WebMessage,
};

/// Requests all predictors.
pub fn list() -> Request {
    Request::get("/api/predictors")
        .query(
            "fields",
            "id,displayName,description,periodType,output[id,displayName],predictorGroups[id,displayName]",
        )
        .query("paging", "false")
}

/// Requests all predictor groups.
pub fn groups() -> Request {
    Request::get("/api/predictorGroups")
        .query("fields", "id,displayName,predictors[id,displayName]")
        .query("paging", "false")
}

/// Checks that the predictor or group exists: a run silently skips one that does not. `None` for all predictors.
pub fn existence(selection: PredictorSelection) -> Option<Request> {
    match selection {
        PredictorSelection::All => None,
        PredictorSelection::Predictor(id) => Some(metadata::existence("predictors", id)),
        PredictorSelection::Group(id) => Some(metadata::existence("predictorGroups", id)),
    }
}

/// Runs predictors and waits for the outcome.
pub fn run(selection: PredictorSelection, dates: &DateRange) -> Request {
    let request =
        Request::post("/api/predictions").query("startDate", dates.start()).query("endDate", dates.end());
    match selection {
        PredictorSelection::All => request,
        PredictorSelection::Predictor(id) => request.query("predictor", id.as_str()),
        PredictorSelection::Group(id) => request.query("predictorGroup", id.as_str()),
    }
}

/// Starts a job that runs predictors.
pub fn start(selection: PredictorSelection, dates: &DateRange) -> Request {
    run(selection, dates).query("async", "true")
}

/// Requests the outcome of a job.
pub fn outcome(job: Uid) -> Request {
    task::summary_of(&JobType::from("PREDICTOR"), job)
}

/// The summary of a run; a success status does not prove that the run succeeded.
///
/// # Errors
///
/// The errors of [`judge`]; [`ErrorKind::Decode`] if there is no summary.
pub fn summary(message: &WebMessage) -> Result<PredictionSummary> {
    let summary = message.response.as_ref().and_then(|response| PredictionSummary::read(response).ok());
    judge(summary.ok_or_else(|| {
        Error::new(ErrorKind::Decode, "The server accepted the request but did not return a result.")
            .with_server_words(message.message.clone(), message.error_code.clone())
            .with_unknown_outcome()
    })?)
}

/// The summary, unless it says that the run failed.
///
/// # Errors
///
/// [`ErrorKind::Conflict`] with the server's message: the status is 200 even then.
pub fn judge(summary: PredictionSummary) -> Result<PredictionSummary> {
    if summary.status == PredictionStatus::Error {
        return Err(Error::new(ErrorKind::Conflict, "The predictors failed.")
            .with_server_words(summary.description, None));
    }
    Ok(summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(response: &str) -> WebMessage {
        let json =
            format!(r#"{{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{response}}}"#);
        WebMessage::read(json.as_bytes()).unwrap()
    }

    #[test]
    fn a_200_whose_summary_says_error_is_a_failure_in_the_servers_words() {
        let failed =
            message(r#"{"status":"ERROR","description":"Predictor X: no generator","predictors":0}"#);
        let error = summary(&failed).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert_eq!(error.server_message(), Some("Predictor X: no generator"));
    }

    #[test]
    fn a_status_that_is_not_known_is_kept_and_no_failure() {
        let kept = summary(&message(r#"{"status":"PARTIAL","inserted":3,"new":[]}"#)).unwrap();
        assert_eq!((kept.status.as_str(), kept.inserted, kept.deleted), ("PARTIAL", 3, 0));
    }

    #[test]
    fn an_answer_without_a_summary_is_no_success() {
        assert_eq!(summary(&message("null")).unwrap_err().kind(), ErrorKind::Decode);
    }

    #[test]
    fn only_what_is_meant_is_named() {
        let dates = DateRange::new("2026-01-01", "2026-06-30").unwrap();
        let id = "m6CWczUxsn9".parse().unwrap();
        let of = |selection| run(selection, &dates).path_and_query();
        assert_eq!(of(PredictorSelection::All), "/api/predictions?startDate=2026-01-01&endDate=2026-06-30");
        assert!(of(PredictorSelection::Predictor(id)).ends_with("&predictor=m6CWczUxsn9"));
        assert!(of(PredictorSelection::Group(id)).ends_with("&predictorGroup=m6CWczUxsn9"));
        assert!(start(PredictorSelection::All, &dates).path_and_query().ends_with("&async=true"));
    }
}
