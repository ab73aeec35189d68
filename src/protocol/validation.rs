//! Validation: rule runs, persisted results, and descriptions of expressions.

use core::fmt::Write as _;

use super::Request;
use crate::error::{Error, Result};
use crate::model::{Date, ExpressionContext, ResultDeletion, ResultFilter, Uid, ValidationRun, Version};

/// The requested fields of each result; the whole `period`, because 2.43 no longer has its identifier.
const RESULT: &str = "id,created,leftsideValue,rightsideValue,notificationSent,\
                      validationRule[id,displayName,importance,operator],organisationUnit[id,displayName],period,\
                      attributeOptionCombo[id,displayName]";

/// Runs validation rules and waits for their violations.
///
/// For a group that does not exist, the server runs every rule, so make sure that it exists.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) for a limit that 2.40 would ignore.
pub fn run(run: &ValidationRun, version: &Version) -> Result<Request> {
    // Nothing in it needs escaping: identifiers, dates and numbers.
    let mut body = format!(
        r#"{{"ou":"{}","startDate":"{}","endDate":"{}","notification":{},"persist":{}"#,
        run.organisation_unit,
        run.dates.start(),
        run.dates.end(),
        run.notify,
        run.persist
    );
    // Writing to a string cannot fail.
    if let Some(group) = run.group {
        let _ = write!(body, r#","vrg":"{group}""#);
    }
    if let Some(limit) = run.max_results {
        version.require(41, "Limiting validation results")?;
        let _ = write!(body, r#","maxResults":{limit}"#);
    }
    body.push('}');
    Ok(Request::post("/api/dataAnalysis/validationRules").json(body.into_bytes()))
}

/// Requests a list of results; the page is added separately.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an invalid date.
pub fn results(filter: &ResultFilter, page_size: u32) -> Result<Request> {
    let mut request = Request::get("/api/validationResults").query("fields", RESULT);
    request = of_units_and_rules(request, &filter.organisation_units, &filter.validation_rules);
    for period in &filter.periods {
        request = request.query("pe", period);
    }
    if let Some(day) = &filter.created_since {
        day.parse::<Date>()?;
        request = request.query("createdDate", day);
    }
    request.number("pageSize", page_size.into()).short()
}

/// Requests a result.
pub fn result(id: u64) -> Request {
    Request::get(format!("/api/validationResults/{id}"))
}

/// Deletes one result.
pub fn delete_result(id: u64) -> Request {
    Request::delete(format!("/api/validationResults/{id}"))
}

/// Deletes results.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) without a filter, for which the server would
/// delete nothing but report success, and for an empty period.
pub fn delete_results(which: &ResultDeletion) -> Result<Request> {
    let is_empty = |period: &Option<String>| period.as_ref().is_some_and(|period| period.trim().is_empty());
    if is_empty(&which.period) || is_empty(&which.created) {
        return Err(Error::invalid_argument("The period of the results to delete is empty."));
    }
    if *which == ResultDeletion::default() {
        return Err(Error::invalid_argument(
            "Specify the validation results to delete: by unit, rule, period, or whether a notification was sent.",
        ));
    }
    let mut request = Request::delete("/api/validationResults");
    request = of_units_and_rules(request, &which.organisation_units, &which.validation_rules);
    let is_sent = which.notification_sent.map(|is_sent| is_sent.to_string());
    for (name, value) in [("pe", &which.period), ("created", &which.created), ("notificationSent", &is_sent)]
    {
        if let Some(value) = value {
            request = request.query(name, value);
        }
    }
    request.short()
}

fn of_units_and_rules(mut request: Request, units: &[Uid], rules: &[Uid]) -> Request {
    for (name, ids) in [("ou", units), ("vr", rules)] {
        for id in ids {
            request = request.query(name, id.as_str());
        }
    }
    request
}

/// Starts sending the pending notifications of results.
pub fn send_notifications() -> Request {
    Request::post("/api/validation/sendNotifications")
}

/// Requests the description of an expression.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an empty expression, which each context
/// handles differently: one responds with 400, another calls it valid.
pub fn describe(expression: &str, context: ExpressionContext) -> Result<Request> {
    if expression.trim().is_empty() {
        return Err(Error::invalid_argument("The expression is empty."));
    }
    let path = match context {
        ExpressionContext::Generic => {
            return Request::get("/api/expressions/description").query("expression", expression).short();
        }
        ExpressionContext::Indicator => "indicators/expression",
        ExpressionContext::ValidationRule => "validationRules/expression",
        ExpressionContext::Predictor => "predictors/expression",
        ExpressionContext::PredictorSkipTest => "predictors/skipTest",
        ExpressionContext::ProgramIndicator => "programIndicators/expression",
        ExpressionContext::ProgramIndicatorFilter => "programIndicators/filter",
    };
    Ok(Request::post(format!("/api/{path}/description")).text(expression))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::model::{DateRange, Json};

    fn uid(text: &str) -> Uid {
        text.parse().unwrap()
    }

    #[test]
    fn the_body_of_a_run_is_json_with_every_choice() {
        let mut wanted =
            ValidationRun::new(uid("pum2JRtq2BG"), DateRange::new("2026-01-01", "2026-03-31").unwrap());
        wanted.group = Some(uid("NbMzxEVhbZG"));
        wanted.max_results = Some(20);
        wanted.persist = true;
        let request = run(&wanted, &"2.42.5".parse().unwrap()).unwrap();
        let body = crate::model::parse_json(&request.body().unwrap().bytes).unwrap();
        let text = |name| body.get(name).and_then(Json::as_str);
        assert_eq!((text("ou"), text("vrg")), (Some("pum2JRtq2BG"), Some("NbMzxEVhbZG")));
        assert_eq!((text("startDate"), text("endDate")), (Some("2026-01-01"), Some("2026-03-31")));
        assert_eq!(body.get("persist"), Some(&Json::Bool(true)));
        assert_eq!(body.get("notification"), Some(&Json::Bool(false)));
        assert_eq!(body.get("maxResults"), Some(&Json::Number(20_i64.into())));
        let error = run(&wanted, &"2.40.13".parse().unwrap()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }

    #[test]
    fn a_deletion_of_everything_is_refused() {
        let error = delete_results(&ResultDeletion::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        for empty in ["", " "] {
            let of_no_period = ResultDeletion { period: Some(empty.into()), ..ResultDeletion::default() };
            let error = delete_results(&of_no_period).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        }
        let sent = ResultDeletion { notification_sent: Some(false), ..ResultDeletion::default() };
        let request = delete_results(&sent).unwrap();
        assert_eq!(request.path_and_query(), "/api/validationResults?notificationSent=false");
    }

    #[test]
    fn values_of_one_filter_are_repeated() {
        let filter = ResultFilter {
            organisation_units: vec![uid("TmM5u4SwmHH"), uid("Aoevh3K0Wtp")],
            periods: vec!["202601".into()],
            created_since: Some("2026-01-31".into()),
            ..ResultFilter::default()
        };
        let request = results(&filter, 50).unwrap().path_and_query();
        assert!(
            request.ends_with("&ou=TmM5u4SwmHH&ou=Aoevh3K0Wtp&pe=202601&createdDate=2026-01-31&pageSize=50"),
            "{request}"
        );
        let wrong = ResultFilter { created_since: Some("2026W1".into()), ..ResultFilter::default() };
        assert_eq!(results(&wrong, 50).unwrap_err().kind(), ErrorKind::InvalidArgument);
    }

    #[test]
    fn each_context_has_its_own_endpoint_and_takes_the_expression_as_it_is() {
        let lines: Vec<String> = ExpressionContext::ALL
            .iter()
            .map(|context| describe("#{icxiNEy2HMt} * 2", *context).unwrap().to_string())
            .collect();
        assert_eq!(
            lines,
            [
                "GET /api/expressions/description",
                "POST /api/indicators/expression/description",
                "POST /api/validationRules/expression/description",
                "POST /api/predictors/expression/description",
                "POST /api/predictors/skipTest/description",
                "POST /api/programIndicators/expression/description",
                "POST /api/programIndicators/filter/description",
            ]
        );
        let posted = describe("avg(\"x\")", ExpressionContext::Predictor).unwrap();
        assert_eq!(posted.body().unwrap().bytes, br#"avg("x")"#);
        assert!(describe(" ", ExpressionContext::Generic).is_err());
    }
}
