//! Responses, and whether they can be trusted.

use core::time::Duration;

use super::{Effect, Method, Request};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Faults, FromJson, Json, Unexpected, WebMessage, WebMessageStatus};

/// How the caller authenticates, which decides what a rejection means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// By the browser's session cookie: a 401, or a page instead of JSON, means that the session has expired.
    Cookie,
    /// By a token or a password: a 401 means that it is wrong.
    Credentials,
}

/// A response.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type without parameters, in lower case; empty if none was sent.
    pub media_type: String,
    /// How long the server asks to wait before the next request.
    pub retry_after: Option<Duration>,
    /// Names and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Parses the response, which must pass [`believe`](Self::believe), as JSON of a shape.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnexpectedAnswer`] for an empty body, and [`ErrorKind::Decode`] with the JSON path if the shape
    /// differs.
    pub fn json<T: FromJson>(&self, request: &Request) -> Result<T> {
        let mut value = None;
        self.read(request, &mut |json, faults| value = Some(T::from_json(json, faults)))?;
        value.ok_or_else(|| unexpectedly_empty(request, self.status))
    }

    /// Parses the response; everything except `read` is the same for every shape, and so compiled once.
    fn read(&self, request: &Request, read: &mut dyn FnMut(&Json<'_>, &mut Faults)) -> Result<()> {
        let json = self.tree(request)?;
        let mut faults = Faults::default();
        read(&json, &mut faults);
        faults.first().map_or(Ok(()), |fault| Err(unread(unexpected(&fault), request)))
    }

    /// Reads the response, which must pass [`believe`](Self::believe), as text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnexpectedAnswer`] for an empty body, and [`ErrorKind::Decode`] for invalid UTF-8.
    pub fn text(&self, request: &Request) -> Result<&str> {
        if self.bytes.is_empty() {
            return Err(unexpectedly_empty(request, self.status));
        }
        core::str::from_utf8(&self.bytes)
            .map_err(|_| unread(undecodable("it is not valid UTF-8", "$".to_owned()), request))
    }

    /// Reads the response, which must pass [`believe`](Self::believe), as the text of JSON.
    ///
    /// # Errors
    ///
    /// The errors of [`text`](Self::text), and [`ErrorKind::Decode`] with the JSON path for any other text.
    pub fn json_text(&self, request: &Request) -> Result<&str> {
        let text = self.text(request)?;
        dhis2_steward_json::check(&self.bytes).map_err(|fault| unread(unexpected(&fault), request))?;
        Ok(text)
    }

    fn tree(&self, request: &Request) -> Result<Json<'_>> {
        if self.bytes.is_empty() {
            return Err(unexpectedly_empty(request, self.status));
        }
        parse(&self.bytes).map_err(|error| unread(error, request))
    }

    /// Fails unless the status is a success and the body is not a page.
    ///
    /// # Errors
    ///
    /// See [`check`].
    pub fn believe(&self, request: &Request, session: SessionKind) -> Result<()> {
        let location = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location"));
        let location = location.map(|(_, value)| &**value);
        check(self.status, &self.media_type, request, session, location, self.retry_after, || {
            WebMessage::read(&self.bytes)
        })
    }
}

impl WebMessage {
    /// The envelope, if these bytes contain one.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        decode(bytes).ok()
    }
}

/// Decodes `bytes`; the error names the JSON path.
pub(crate) fn decode<T: FromJson>(bytes: &[u8]) -> Result<T> {
    let json = parse(bytes)?;
    T::read(&json).map_err(|fault| unexpected(&fault))
}

/// The error of a successful but unreadable response: a write has most likely been carried out.
#[cold]
fn unread(error: Error, request: &Request) -> Error {
    let error = error.of_request(request.to_string());
    if request.effect() == Effect::Acts { error.with_unknown_outcome() } else { error }
}

#[cold]
fn unexpected(fault: &Unexpected) -> Error {
    undecodable(fault.why(), fault.path())
}

fn parse(bytes: &[u8]) -> Result<Json<'_>> {
    dhis2_steward_json::parse(bytes).map_err(|fault| unexpected(&fault))
}

/// The error of a response that is invalid at a JSON path.
#[cold]
pub(super) fn undecodable(why: &str, path: String) -> Error {
    Error::new(
        ErrorKind::Decode,
        format!("The response is not what this release of Steward expects ({why})."),
    )
    .at_json_path(path)
}

#[cold]
pub(crate) fn unexpectedly_empty(request: &Request, status: u16) -> Error {
    let hint = if request.method() == Method::Get {
        "The server's response is empty. Check the server's log."
    } else {
        "The server's response is empty, so it most likely did nothing. This happens if a proxy changes the request's host: the server then treats the request as cross-site."
    };
    Error::new(ErrorKind::UnexpectedAnswer, hint).of_request(request.to_string()).with_status(status)
}

/// Fails unless an answer may be believed: a success by its status, and not a page in place of data, unless a page was
/// asked for.
///
/// # Errors
///
/// One of each kind that a response can prove, with the server's message.
pub fn check(
    status: u16,
    media_type: &str,
    request: &Request,
    session: SessionKind,
    location: Option<&str>,
    retry_after: Option<Duration>,
    words: impl FnOnce() -> Option<WebMessage>,
) -> Result<()> {
    let is_html = media_type == "text/html" && request.accepted() != media_type;
    if (200..300).contains(&status) && !is_html {
        return Ok(());
    }
    let words = if is_html { None } else { words() };
    let (server_message, server_code) = words.map(WebMessage::into_words).unwrap_or_default();
    let (kind, message) = classify(status, is_html, session, server_message.as_deref());
    Err(Error::new(kind, message)
        .of_request(request.to_string())
        .with_status(status)
        .with_server_words(server_message.or_else(|| redirect(status, location?)), server_code)
        .with_retry_after(retry_after))
}

/// Where a redirect leads, which browsers, and so the app, never learn. Parameters, like a name in front of the host, may
/// contain a secret.
fn redirect(status: u16, location: &str) -> Option<String> {
    if cfg!(not(any(feature = "js", feature = "native"))) || !(300..400).contains(&status) {
        return None;
    }
    let to = location.split(['?', '#', ';']).next()?;
    (!to.contains('@')).then(|| ["Location: ", to].concat())
}

fn classify(
    status: u16,
    is_html: bool,
    session: SessionKind,
    server_message: Option<&str>,
) -> (ErrorKind, &'static str) {
    match status {
        200..400 if session == SessionKind::Cookie => (
            ErrorKind::SessionExpired,
            "The response is HTML instead of data: the session has expired. Log in again.",
        ),
        200..400 => (
            ErrorKind::UnexpectedAnswer,
            "The response is a page or a redirect instead of data. Check that the base URL is that of a DHIS2 server, and that no proxy requires a log-in.",
        ),
        401 if session == SessionKind::Cookie => {
            (ErrorKind::SessionExpired, "The session has expired. Log in again.")
        }
        401 => (ErrorKind::Unauthorized, "The server rejected the token, or the username and password."),
        // A mistyped personal access token fails its checksum before it is looked up.
        400 if session == SessionKind::Credentials
            && server_message.is_some_and(|words| words.starts_with("Checksum validation failed")) =>
        {
            (ErrorKind::Unauthorized, "The server rejected the personal access token: it is mistyped.")
        }
        403 if is_html => (
            ErrorKind::Forbidden,
            "The server rejected the request without a reason. If it protects against forged requests (CSRF), reload the page and try again.",
        ),
        403 => (
            ErrorKind::Forbidden,
            "You are not authorised to do this. Ask an administrator for the authority.",
        ),
        404 => (ErrorKind::NotFound, "The server does not have this."),
        409 => (ErrorKind::Conflict, "The server's current state does not allow this."),
        400 | 405 | 406 | 410..=428 => (ErrorKind::Rejected, "The server rejected the request as invalid."),
        429 => (ErrorKind::Busy, "The server is busy. Try again later."),
        503 => (ErrorKind::Server, "The server is starting, overloaded or under maintenance."),
        502 | 504 => {
            (ErrorKind::Server, "A gateway gave up waiting for the server, which may still be working.")
        }
        500.. => (ErrorKind::Server, "The server failed. Check the server's log."),
        _ => (ErrorKind::UnexpectedAnswer, "The server's response is not supported by this release."),
    }
}

/// Checks the response of an operation that returns no data: 201 or 204, or (from 2.43) 200 with a message whose status
/// is OK.
///
/// # Errors
///
/// The errors of [`check`]; [`ErrorKind::UnexpectedAnswer`] for an empty 200, unless `empty` allows it, and for a
/// message that is not OK.
pub fn acknowledged(answer: &Answer, request: &Request, session: SessionKind, empty: Empty) -> Result<()> {
    answer.believe(request, session)?;
    match (answer.status, empty) {
        (201 | 204, _) => return Ok(()),
        (_, Empty::IsSuccess) if answer.bytes.is_empty() => return Ok(()),
        _ if answer.bytes.is_empty() => return Err(unexpectedly_empty(request, answer.status)),
        _ => {}
    }
    let message: WebMessage = answer.json(request)?;
    if message.status == WebMessageStatus::Ok {
        return Ok(());
    }
    Err(Error::new(ErrorKind::UnexpectedAnswer, "The server did not confirm the operation.")
        .of_request(request.to_string())
        .with_status(answer.status)
        .with_server_words(message.message, message.error_code))
}

/// What an empty 200 means for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// The operation succeeded: `analyticsTablesClear` from 2.43.
    IsSuccess,
    /// Nothing was done, as for a foreign origin.
    IsNoSuccess,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, media_type: &str, body: &str) -> Answer {
        Answer {
            status,
            media_type: media_type.into(),
            retry_after: None,
            headers: Vec::new(),
            bytes: body.as_bytes().into(),
        }
    }

    fn kind(status: u16, media_type: &str, body: &str, session: SessionKind) -> Option<ErrorKind> {
        let request = Request::get("/api/me");
        answer(status, media_type, body).believe(&request, session).err().map(|error| error.kind())
    }

    #[test]
    fn each_status_has_its_kind() {
        use ErrorKind::*;
        let json = "application/json";
        for (status, expected) in [
            (200, None),
            (204, None),
            (400, Some(Rejected)),
            (403, Some(Forbidden)),
            (404, Some(NotFound)),
            (405, Some(Rejected)),
            (409, Some(Conflict)),
            (415, Some(Rejected)),
            (429, Some(Busy)),
            (500, Some(Server)),
            (503, Some(Server)),
        ] {
            assert_eq!(kind(status, json, "{}", SessionKind::Cookie), expected, "{status}");
        }
    }

    #[test]
    fn a_page_where_data_was_due_is_the_end_of_a_session_and_never_a_success() {
        let page = "<!doctype html><title>Log in</title>";
        assert_eq!(kind(200, "text/html", page, SessionKind::Cookie), Some(ErrorKind::SessionExpired));
        assert_eq!(kind(200, "text/html", page, SessionKind::Credentials), Some(ErrorKind::UnexpectedAnswer));
        assert_eq!(kind(404, "text/html", page, SessionKind::Cookie), Some(ErrorKind::NotFound));
        let form = Request::get("/api/dataSets/lCg7OVa708k/form").accept("text/html");
        assert!(answer(200, "text/html", page).believe(&form, SessionKind::Cookie).is_ok());
    }

    #[test]
    fn a_redirect_says_where_it_leads_without_what_may_be_secret() {
        let words = |location: Option<&str>| {
            let mut answer = answer(302, "", "");
            answer.headers.extend(location.map(|to| ("Location".to_owned(), to.to_owned())));
            let error = answer.believe(&Request::get("/api/me"), SessionKind::Credentials).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnexpectedAnswer);
            error.server_message().map(str::to_owned)
        };
        let moved = words(Some("https://dhis2.example.org/hmis/api/me;jsessionid=s3cret?state=s3cret"));
        assert_eq!(moved.as_deref(), Some("Location: https://dhis2.example.org/hmis/api/me"));
        for hidden in [None, Some("https://admin:s3cret@dhis2.example.org/api/me")] {
            assert_eq!(words(hidden), None);
        }
        assert_eq!(kind(302, "", "", SessionKind::Cookie), Some(ErrorKind::SessionExpired));
    }

    #[test]
    fn a_server_that_is_starting_is_told_apart_from_a_gateway_that_gave_up() {
        let message = |status| {
            let answer = answer(status, "text/html", "<html>");
            answer
                .believe(&Request::get("/api/me"), SessionKind::Credentials)
                .unwrap_err()
                .message()
                .to_owned()
        };
        assert!(message(503).contains("starting"));
        assert!(message(502).contains("gateway") && message(504).contains("gateway"));
    }

    #[test]
    fn a_401_means_log_in_again_by_cookie_and_a_wrong_password_otherwise() {
        assert_eq!(kind(401, "application/json", "{}", SessionKind::Cookie), Some(ErrorKind::SessionExpired));
        assert_eq!(
            kind(401, "application/json", "{}", SessionKind::Credentials),
            Some(ErrorKind::Unauthorized)
        );
    }

    #[test]
    fn a_mistyped_token_is_unauthorized_although_the_server_says_400() {
        let body = r#"{"httpStatus":"Bad Request","httpStatusCode":400,"status":"ERROR","message":"Checksum validation failed"}"#;
        assert_eq!(
            kind(400, "application/json", body, SessionKind::Credentials),
            Some(ErrorKind::Unauthorized)
        );
        assert_eq!(kind(400, "application/json", body, SessionKind::Cookie), Some(ErrorKind::Rejected));
    }

    #[test]
    fn the_servers_words_and_code_are_kept() {
        let body = r#"{"httpStatus":"Forbidden","httpStatusCode":403,"status":"ERROR","message":"User has no access to JobConfiguration:LMer6WPjek5","errorCode":"E1006"}"#;
        let request = Request::get("/api/jobConfigurations/LMer6WPjek5/progress");
        let error = answer(403, "application/json", body).believe(&request, SessionKind::Cookie).unwrap_err();
        assert_eq!(error.server_message(), Some("User has no access to JobConfiguration:LMer6WPjek5"));
        assert_eq!(error.server_code(), Some("E1006"));
    }

    #[test]
    fn a_decode_error_names_the_member() {
        let request = Request::get("/api/me");
        let error = answer(200, "application/json", r#"[{"a":1},{"a":"x"}]"#)
            .json::<Vec<crate::model::Ordered<String, u16>>>(&request)
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.json_path(), Some("$[1].a"));
    }

    #[test]
    fn what_acts_may_have_been_done_although_its_answer_cannot_be_read() {
        let half = answer(200, "application/json", r#"{"httpStatus":"OK","st"#);
        let unknown = |request| half.json::<WebMessage>(&request).unwrap_err().leaves_outcome_unknown();
        assert!(unknown(Request::post("/api/maintenance/cacheClear")));
        assert!(unknown(Request::get("/api/maintenance/appReload").acting()));
        assert!(!unknown(Request::get("/api/me")));
    }

    #[test]
    fn an_empty_200_is_no_success_where_a_message_is_due() {
        let request = Request::post("/api/maintenance/cacheClear");
        let done = |status, body, empty| {
            acknowledged(&answer(status, "application/json", body), &request, SessionKind::Cookie, empty)
        };
        assert!(done(204, "", Empty::IsNoSuccess).is_ok());
        assert!(done(200, "", Empty::IsSuccess).is_ok());
        assert!(
            done(200, r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK"}"#, Empty::IsNoSuccess)
                .is_ok()
        );
        assert_eq!(done(200, "", Empty::IsNoSuccess).unwrap_err().kind(), ErrorKind::UnexpectedAnswer);
        let warning = r#"{"httpStatus":"OK","httpStatusCode":200,"status":"WARNING","message":"half"}"#;
        assert_eq!(done(200, warning, Empty::IsNoSuccess).unwrap_err().server_message(), Some("half"));
    }
}
