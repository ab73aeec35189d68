//! Descriptions of expressions, with a path for each context. An invalid expression is also answered with 200.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::exchange::Answer;
use crate::expression::{Context, Outcome, describe};
use crate::route::{Call, Result, only_get};
use crate::state::State;
use crate::web_message;

/// Answers `/api/expressions/description`.
pub(crate) fn generic(state: &State, call: &Call<'_>) -> Result<Answer> {
    only_get(state, call)?;
    let text = call.required("expression")?;
    Ok(answer(Context::Plain, &describe(&state.model, Context::Plain, text)))
}

/// Answers `/api/<collection>/expression/description` and the like; nothing if there is no such path.
pub(crate) fn of_collection(state: &State, call: &Call<'_>, rest: &[&str]) -> Option<Result<Answer>> {
    let (context, controller) = match rest {
        ["indicators", "expression", "description"] => (Context::Plain, "indicator.IndicatorController"),
        ["validationRules", "expression", "description"] => {
            (Context::Plain, "validation.ValidationRuleController")
        }
        ["predictors", "expression" | "skipTest", "description"] => {
            (Context::Predictor, "PredictorController")
        }
        ["programIndicators", "expression" | "filter", "description"] => {
            (Context::Program, "event.ProgramIndicatorController")
        }
        _ => return None,
    };
    Some(posted(state, call, context, controller))
}

fn posted(state: &State, call: &Call<'_>, context: Context, controller: &str) -> Result<Answer> {
    if call.request.method != Method::POST {
        return Err(call.not_allowed(state));
    }
    let body = String::from_utf8_lossy(&call.request.body).into_owned();
    if body.is_empty() {
        let method = "getExpressionDescription(java.lang.String)";
        let text = format!(
            "Required request body is missing: public org.hisp.dhis.dxf2.webmessage.WebMessage \
             org.hisp.dhis.webapi.controller.{controller}.{method}"
        );
        return Err(web_message::bad_request(state.version(), &text));
    }
    let is_json =
        call.request.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
    let inner = serde_json::from_str::<Value>(&body).ok().filter(|_| is_json && context == Context::Program);
    let inner = inner.and_then(|value| value.get("expression")?.as_str().map(str::to_owned));
    let text = inner.unwrap_or(body);
    Ok(answer(context, &describe(&state.model, context, &text)))
}

fn answer(context: Context, outcome: &Outcome) -> Answer {
    let is_program = context == Context::Program;
    let (status, message, description) = match outcome {
        Outcome::Valid(words) => ("OK", "Valid", Some(words.clone())),
        Outcome::Unreadable(rest) if is_program => {
            ("ERROR", "Expression is not valid", Some(format!("Invalid string token '{rest}'")))
        }
        _ if is_program => ("ERROR", "Expression is not valid", None),
        Outcome::Unreadable(_) => ("ERROR", "Expression is not well-formed", None),
        Outcome::NoSuchObject => ("ERROR", "Object does not exist", None),
        Outcome::Empty => ("ERROR", "Expression is empty", None),
    };
    let mut map: Map<String, Value> = web_message::message(StatusCode::OK, Some(message));
    map.insert("status".to_owned(), json!(status));
    map.extend(description.map(|text| ("description".to_owned(), json!(text))));
    Answer::json(&map.into())
}
