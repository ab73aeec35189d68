//! The HTML error pages of the servlet container, for requests that no DHIS2 controller handles.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_LANGUAGE, VARY};

use crate::exchange::Answer;

/// An error page; `detail` is the message of the report, if any.
pub(crate) fn error_page(status: StatusCode, detail: Option<&str>) -> Answer {
    let title =
        format!("HTTP Status {} – {}", status.as_u16(), status.canonical_reason().unwrap_or_default());
    let detail = detail.map_or_else(String::new, |text| format!("<p><b>Message</b> {}</p>", escape(text)));
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>{title}</title></head><body><h1>{title}</h1>\
         <hr class=\"line\" /><p><b>Type</b> Status Report</p>{detail}<p><b>Description</b> {}</p>\
         <hr class=\"line\" /><h3>Apache Tomcat/11.0.20</h3></body></html>",
        description(status),
    );
    Answer::text("text/html;charset=utf-8", html).status(status).with(CONTENT_LANGUAGE, "en")
}

/// 404 for a path that no controller and no file has.
pub(crate) fn no_such_route(path: &str) -> Answer {
    let detail = format!("No static resource {}.", path.trim_matches('/'));
    error_page(StatusCode::NOT_FOUND, Some(&detail))
        .with(VARY, "Origin")
        .also(VARY, "Access-Control-Request-Method")
        .also(VARY, "Access-Control-Request-Headers")
}

fn description(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "There is nothing at this address.",
        StatusCode::FORBIDDEN => "The request was understood and is refused.",
        StatusCode::NOT_ACCEPTABLE => "There is nothing of a type that the client accepts.",
        StatusCode::BAD_REQUEST => "The request cannot be understood.",
        _ => "The request could not be answered.",
    }
}

/// Text that is safe inside HTML, with the slash written as the container writes it.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('/', "&#47;")
}
