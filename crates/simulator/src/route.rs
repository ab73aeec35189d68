//! Routing of requests to resources.

use axum::http::{Method, StatusCode};

use crate::access::{self, Caller};
use crate::error_page::{error_page, no_such_route};
use crate::exchange::{Answer, Reply, Request};
use crate::state::State;
use crate::user::User;
use crate::{api, job, metadata, page, web_message};

/// An authenticated request, with what resources need to answer it.
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    pub(crate) user: &'a User,
}

impl Call<'_> {
    /// Fails unless the user has an authority.
    pub(crate) fn require(&self, state: &State, authority: &str) -> Result<()> {
        match self.user.may(authority) {
            true => Ok(()),
            false => Err(web_message::forbidden(state.version(), &[authority])),
        }
    }

    /// The value of a parameter; without it the container answers, not the server.
    pub(crate) fn required(&self, name: &str) -> Result<&str> {
        self.request.param(name).ok_or_else(|| {
            let text = format!("Required parameter '{name}' is not present.");
            error_page(StatusCode::BAD_REQUEST, Some(&text)).with(axum::http::header::CONNECTION, "close")
        })
    }

    /// 405 for the method of this request.
    pub(crate) fn not_allowed(&self, state: &State) -> Answer {
        web_message::method_not_allowed(state.version(), self.request)
    }
}

/// The result of a resource: an error is an answer too, and `?` ends the work with it.
pub(crate) type Result<T = Reply> = std::result::Result<T, Answer>;

/// Answers a request of a caller who was let in.
pub(crate) fn answer(state: &mut State, request: &Request, caller: &Caller) -> Reply {
    match dispatch(state, request, caller).unwrap_or_else(Reply::Now) {
        Reply::Now(answer) => Reply::Now(caller.mark(answer)),
        later => later,
    }
}

fn dispatch(state: &mut State, request: &Request, caller: &Caller) -> Result {
    // As GET, and the connection leaves out the body. The files of apps know the method.
    if request.method == Method::HEAD
        && request.path.starts_with("/api/")
        && !request.path.starts_with("/api/apps")
    {
        return dispatch(state, &Request { method: Method::GET, ..request.clone() }, caller);
    }
    if let Some(answer) = page::public(state, request, caller) {
        return Ok(answer.into());
    }
    let Some(user) = &caller.user else {
        return Err(access::log_in_first(state.version(), request));
    };
    let call = Call { request, user };
    let segments = request.segments();
    match segments.split_first() {
        Some((&"api", rest)) => api(state, &call, rest),
        _ => page::answer(state, &call, &segments).map(Reply::Now),
    }
}

fn api(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result {
    let rest = unversioned(state, rest).ok_or_else(|| no_such_route(&call.request.path))?;
    match resource(state, call, rest) {
        // No resource has a handler for it: the framework answers, if there is one for another method.
        Err(answer)
            if call.request.method == Method::OPTIONS && answer.status == StatusCode::METHOD_NOT_ALLOWED =>
        {
            Ok(Answer::empty(StatusCode::OK).into())
        }
        other => other,
    }
}

fn resource(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result {
    let stripped: Vec<&str> = without_suffix(rest);
    match stripped.as_slice() {
        [] | [""] => Ok(Answer::redirect(&format!("{}/api/resources", call.request.base_url())).into()),
        ["apps", ..] => api::app::answer(state, call, rest).map(Reply::Now),
        ["me", rest @ ..] => api::me::answer(state, call, rest).map(Reply::Now),
        ["system", rest @ ..] => api::system::answer(state, call, rest),
        ["systemSettings", rest @ ..] => api::setting::system(state, call, rest).map(Reply::Now),
        ["userSettings", rest @ ..] => api::setting::user(state, call, rest).map(Reply::Now),
        ["configuration", rest @ ..] => api::setting::configuration(state, call, rest).map(Reply::Now),
        ["locales", "ui"] => api::setting::languages(state, call).map(Reply::Now),
        ["staticContent", name] => api::setting::static_content(state, call, name).map(Reply::Now),
        ["dataIntegrity", rest @ ..] => api::integrity::answer(state, call, rest),
        ["jobConfigurations", rest @ ..] => api::job::answer(state, call, rest).map(Reply::Now),
        ["scheduler", rest @ ..] => api::scheduler::answer(state, call, rest).map(Reply::Now),
        ["scheduling", rest @ ..] => api::scheduling::answer(state, call, rest).map(Reply::Now),
        ["resourceTables", rest @ ..] => api::resource_table::answer(state, call, rest).map(Reply::Now),
        ["maintenance", rest @ ..] => api::maintenance::answer(state, call, rest),
        ["dataStore", rest @ ..] => api::data_store::answer(state, call, rest).map(Reply::Now),
        ["dataAnalysis", rest @ ..] => api::validation::analysis(state, call, rest).map(Reply::Now),
        ["validation", rest @ ..] => api::validation::answer(state, call, rest).map(Reply::Now),
        ["validationResults", rest @ ..] => api::validation_result::answer(state, call, rest).map(Reply::Now),
        ["predictions"] => api::predictor::predictions(state, call).map(Reply::Now),
        ["dataValueSets"] if call.request.method == Method::POST => {
            api::data_value::answer(state, call).map(Reply::Now)
        }
        ["expressions", "description"] => api::expression::generic(state, call).map(Reply::Now),
        ["lockExceptions", rest @ ..] => api::lock_exception::answer(state, call, rest).map(Reply::Now),
        ["minMaxValues", rest @ ..] => api::min_max::generation(state, call, rest).map(Reply::Now),
        ["minMaxDataElements", rest @ ..] => api::min_max::single(state, call, rest).map(Reply::Now),
        ["dataEntry", "minMaxValues"] => api::min_max::entry(state, call).map(Reply::Now),
        ["dataEntry", "lockExceptions"] => {
            only_get(state, call)?;
            Ok(api::lock_exception::brief(state).into())
        }
        ["apiToken"] => api::api_token::answer(state, call).map(Reply::Now),
        ["resources"] => {
            only_get(state, call)?;
            Ok(Answer::json(&metadata::resources(&call.request.base_url())).into())
        }
        ["analytics", "tableTypes"] => {
            only_get(state, call)?;
            let types =
                job::parameter::choices(state.version(), job::kind::ANALYTICS_TABLE, "skipTableTypes");
            Ok(Answer::json(&types).into())
        }
        ["filledOrganisationUnitLevels"] => {
            only_get(state, call)?;
            let levels = metadata::find("organisationUnitLevels");
            let mut levels = levels.map(|levels| levels.all(state, call.request)).unwrap_or_default();
            levels.sort_by_key(|level| level.get("level").and_then(serde_json::Value::as_u64));
            Ok(Answer::json(&levels.into()).into())
        }
        ["dataSummary", rest @ ..] => api::data_summary::answer(state, call, rest).map(Reply::Now),
        ["dataStatistics", rest @ ..] => api::data_statistics::answer(state, call, rest).map(Reply::Now),
        ["synchronization", rest @ ..] => api::synchronization::answer(state, call, rest).map(Reply::Now),
        ["metadata", rest @ ..] if matches!(rest.first(), Some(&("version" | "versions"))) => {
            api::synchronization::versions(state, call, rest).map(Reply::Now)
        }
        ["metadata"] if call.request.method == Method::POST => {
            api::metadata_import::answer(state, call).map(Reply::Now)
        }
        path if let Some(answer) = api::expression::of_collection(state, call, path) => {
            answer.map(Reply::Now)
        }
        path if let Some(answer) = api::predictor::answer(state, call, path) => answer.map(Reply::Now),
        [name, rest @ ..] if let Some(collection) = metadata::find(name) => {
            api::metadata::answer(state, call, collection, rest).map(Reply::Now)
        }
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// Takes the number off `/api/<number>/…`; `None` for a number that the version does not know.
fn unversioned<'a, 'b>(state: &State, rest: &'a [&'b str]) -> Option<&'a [&'b str]> {
    match rest.split_first() {
        Some((first, after)) => match first.parse::<u32>() {
            Ok(number) => (28..=state.version().highest_api_number()).contains(&number).then_some(after),
            Err(_) => Some(rest),
        },
        None => Some(rest),
    }
}

/// Takes `.json` off the last part, as old clients write it.
fn without_suffix<'b>(rest: &[&'b str]) -> Vec<&'b str> {
    let mut parts = rest.to_vec();
    if let Some(last) = parts.last_mut() {
        *last = last.strip_suffix(".json").unwrap_or(last);
    }
    parts
}

/// 200 for GET, 405 for everything else.
pub(crate) fn only_get(state: &State, call: &Call<'_>) -> Result<()> {
    match call.request.method {
        Method::GET | Method::HEAD => Ok(()),
        _ => Err(call.not_allowed(state)),
    }
}

/// 406 for clients that take neither JSON nor anything.
pub(crate) fn accepts_json(request: &Request) -> Result<()> {
    accepts(request, &["json", "application/*", "javascript"], "application/json, application/javascript")
}

/// 406 for clients that take neither text nor anything.
pub(crate) fn accepts_text(request: &Request) -> Result<()> {
    accepts(request, &["text/plain", "text/*"], "text/plain")
}

fn accepts(request: &Request, kinds: &[&str], made: &'static str) -> Result<()> {
    let accepted = request.header("accept").unwrap_or("*/*");
    if accepted.contains("*/*") || kinds.iter().any(|kind| accepted.contains(kind)) {
        return Ok(());
    }
    let text = format!("Acceptable representations: [{made}].");
    Err(crate::error_page::error_page(StatusCode::NOT_ACCEPTABLE, Some(&text))
        .with(axum::http::header::ACCEPT, made))
}
