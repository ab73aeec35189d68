//! The fetch transport, with the page's `fetch` replaced by a test's function.

use dhis2_steward::client::IssueEvent;
use dhis2_steward::environment::Environment;
use dhis2_steward::environment::browser::BrowserEnvironment;
use dhis2_steward::protocol::{CachePolicy, Method};
use dhis2_steward::transport::fetch::FetchTransport;
use dhis2_steward::transport::{HttpRequest, Transport};
use dhis2_steward::{BaseUrl, Client, Credentials, ErrorKind};
use futures_util::future::{Either, select};
use futures_util::{FutureExt, StreamExt};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Replaces the global `fetch` until it is dropped; `body` is that of a function of a `Request`.
struct Fetch(JsValue);

impl Fetch {
    fn replaced_by(body: &str) -> Self {
        let own = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap();
        Reflect::set(&js_sys::global(), &"fetch".into(), &Function::new_with_args("request", body)).unwrap();
        Self(own)
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.0).unwrap();
    }
}

fn global(name: &str) -> JsValue {
    Reflect::get(&js_sys::global(), &name.into()).unwrap()
}

fn request(method: Method, headers: Vec<(&'static str, String)>) -> HttpRequest {
    HttpRequest {
        method,
        url: format!("{}/api/me", origin()),
        headers,
        body: None,
        cache: CachePolicy::NoStore,
    }
}

fn origin() -> String {
    web_sys::window().unwrap().location().origin().unwrap()
}

#[wasm_bindgen_test]
async fn status_headers_and_body_arrive() {
    let _fetch = Fetch::replaced_by(
        "return Promise.resolve(new Response('hello', {status: 207, headers: {'X-Answer': 'yes', 'Content-Type': 'Text/Plain;charset=UTF-8'}}))",
    );
    let response = FetchTransport::new().send(request(Method::Get, vec![])).await.unwrap();
    assert_eq!(response.status, 207);
    assert_eq!(response.header("x-answer"), Some("yes"));
    assert_eq!(response.media_type(), "text/plain");
    let pieces: Vec<_> = response.body.map(Result::unwrap).collect().await;
    assert_eq!(pieces.concat(), b"hello");
}

#[wasm_bindgen_test]
async fn a_large_piece_is_handed_on_in_small_ones() {
    let _fetch = Fetch::replaced_by("return Promise.resolve(new Response(new Uint8Array(300000)))");
    let response = FetchTransport::new().send(request(Method::Get, vec![])).await.unwrap();
    let lengths: Vec<usize> = response.body.map(|piece| piece.unwrap().len()).collect().await;
    assert_eq!(lengths.iter().sum::<usize>(), 300_000);
    assert!(lengths.iter().all(|length| *length <= 65_536), "{lengths:?}");
}

#[wasm_bindgen_test]
async fn a_rejection_with_a_string_is_a_network_error_and_the_instance_lives_on() {
    for thrown in ["'stop'", "undefined", "null", "42", "new TypeError('Failed to fetch')"] {
        let _fetch = Fetch::replaced_by(&format!("return Promise.reject({thrown})"));
        let error = FetchTransport::new().send(request(Method::Get, vec![])).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Network, "{thrown}");
    }
    let _fetch = Fetch::replaced_by("throw 'at once'");
    let error = FetchTransport::new().send(request(Method::Get, vec![])).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Network);
}

/// A transport on a function of a `Request` with this body.
fn with_fetch(body: &str) -> FetchTransport {
    FetchTransport::with_fetch(Function::new_with_args("request", body))
}

#[wasm_bindgen_test]
async fn a_function_of_the_caller_is_asked_in_place_of_the_global_one_and_belongs_to_nobody() {
    let _fetch = Fetch::replaced_by("return Promise.reject('the global one')");
    let own = "'use strict'; return new Response(`${this} ${request.method} ${request.redirect} ${request.credentials} ${request.headers.get('Authorization')}`)";
    for (transport, answer) in [
        (with_fetch(own), "undefined POST manual omit ApiToken d2pat_x"),
        // What is no response of this very class is read as one, and a promise need not be one of this class either.
        (
            with_fetch(
                "const head = {status: 201, headers: new Map([['x-own', 'yes']]), body: new Blob(['mine']).stream()}; return {then(resolve) { resolve(head); }}",
            ),
            "mine",
        ),
    ] {
        let headers = vec![("Authorization", "ApiToken d2pat_x".to_owned())];
        let response = transport.send(request(Method::Post, headers)).await.unwrap();
        let pieces: Vec<_> = response.body.map(Result::unwrap).collect().await;
        assert_eq!(pieces.concat(), answer.as_bytes());
    }
}

#[wasm_bindgen_test]
async fn what_a_function_throws_is_a_network_error_and_what_is_no_response_is_told_as_such() {
    for body in ["throw new Error('no')", "throw undefined", "return Promise.reject(null)"] {
        let error = with_fetch(body).send(request(Method::Get, vec![])).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Network, "{body}");
    }
    for body in [
        "",
        "return null",
        "return 'text'",
        "return {}",
        "return {status: 'fine', headers: [], body: null}",
        "return {status: 200, body: null}",
        "return {status: 200, headers: 7, body: null}",
        "return {status: 200, headers: [], body: 'text'}",
        "return {get status() { throw new Error('no'); }}",
        "const answer = new Response('read already'); answer.body.getReader(); return answer",
    ] {
        let error = with_fetch(body).send(request(Method::Post, vec![])).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{body}");
        assert!(error.leaves_outcome_unknown(), "{body}");
    }
}

#[wasm_bindgen_test]
async fn a_body_of_anything_but_bytes_ends_with_an_error() {
    for (body, kind) in [
        ("new ReadableStream({pull(c) { c.enqueue('text'); }})", ErrorKind::InvalidArgument),
        ("new ReadableStream({pull(c) { c.enqueue(undefined); }})", ErrorKind::InvalidArgument),
        ("{getReader: () => ({read: () => ({done: false, value: 7})})}", ErrorKind::InvalidArgument),
        ("{getReader: () => ({read() { throw 'no'; }})}", ErrorKind::Network),
        ("{getReader: () => ({read: () => undefined})}", ErrorKind::Network),
    ] {
        let transport = with_fetch(&format!("return {{status: 200, headers: [], body: {body}}}"));
        let response = transport.send(request(Method::Get, vec![])).await.unwrap();
        let pieces: Vec<_> = response.body.collect().await;
        assert_eq!(pieces.len(), 1, "{body}");
        assert_eq!(pieces[0].as_ref().unwrap_err().kind(), kind, "{body}");
    }
}

#[wasm_bindgen_test]
async fn a_token_with_a_line_break_is_an_invalid_argument_and_the_instance_lives_on() {
    let _fetch = Fetch::replaced_by("return Promise.resolve(new Response('{}'))");
    for value in ["ApiToken d2pat_s3cret\n", "ApiToken \u{e9}", "ApiToken \0"] {
        let headers = vec![("Authorization", value.to_owned())];
        let error = FetchTransport::new().send(request(Method::Get, headers)).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(!error.to_string().contains("secret"));
    }
    assert!(FetchTransport::new().send(request(Method::Get, vec![])).await.is_ok());
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_an_invalid_argument() {
    let request = HttpRequest { url: "http://".into(), ..request(Method::Get, vec![]) };
    assert_eq!(FetchTransport::new().send(request).await.err().unwrap().kind(), ErrorKind::InvalidArgument);
}

#[wasm_bindgen_test]
async fn dropping_a_request_aborts_it() {
    let _fetch = Fetch::replaced_by(
        "globalThis.aborted = 'no'; request.signal.addEventListener('abort', () => { globalThis.aborted = 'yes'; }); return new Promise(() => {})",
    );
    let mut sending = FetchTransport::new().send(request(Method::Get, vec![]));
    assert!((&mut sending).now_or_never().is_none());
    assert_eq!(global("aborted"), "no");
    drop(sending);
    assert_eq!(global("aborted"), "yes");
}

#[wasm_bindgen_test]
async fn dropping_a_body_aborts_the_download_and_reading_it_whole_does_not() {
    let answer = "globalThis.aborted = 'no'; request.signal.addEventListener('abort', () => { globalThis.aborted = 'yes'; }); return Promise.resolve(new Response('hello'))";
    let _fetch = Fetch::replaced_by(answer);
    drop(FetchTransport::new().send(request(Method::Get, vec![])).await.unwrap());
    assert_eq!(global("aborted"), "yes");
    let response = FetchTransport::new().send(request(Method::Get, vec![])).await.unwrap();
    let _: Vec<_> = response.body.collect().await;
    assert_eq!(global("aborted"), "no");
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_is_an_error_after_what_came() {
    let _fetch = Fetch::replaced_by(
        "let sent = false; return Promise.resolve(new Response(new ReadableStream({ pull(c) { if (sent) { c.error('gone'); } else { sent = true; c.enqueue(new Uint8Array([1, 2])); } } })))",
    );
    let response = FetchTransport::new().send(request(Method::Get, vec![])).await.unwrap();
    let pieces: Vec<_> = response.body.collect().await;
    assert_eq!(pieces[0].as_ref().unwrap(), &[1, 2]);
    assert_eq!(pieces[1].as_ref().unwrap_err().kind(), ErrorKind::Network);
    assert_eq!(pieces.len(), 2);
}

#[wasm_bindgen_test]
async fn the_token_against_forged_requests_goes_with_what_writes_and_only_with_that() {
    let document: web_sys::Document = web_sys::window().unwrap().document().unwrap();
    let set = |value: &str| Reflect::set(&document, &"cookie".into(), &value.into()).unwrap();
    set("XSRF-TOKEN=3118fc4f-0e63");
    let _fetch = Fetch::replaced_by(
        "globalThis.token = request.headers.get('X-XSRF-TOKEN'); return Promise.resolve(new Response(null, {status: 204}))",
    );
    for method in Method::ALL {
        FetchTransport::new().send(request(method, vec![])).await.unwrap();
        let token = global("token").as_string();
        assert_eq!(token.as_deref(), (!method.is_safe()).then_some("3118fc4f-0e63"), "{}", method.as_str());
    }
    set("XSRF-TOKEN=; expires=Thu, 01 Jan 1970 00:00:00 GMT");
}

#[wasm_bindgen_test]
async fn a_client_connects_over_fetch_and_says_that_it_is_a_script() {
    let _fetch = Fetch::replaced_by(
        "globalThis.asked = request.headers.get('X-Requested-With') + ' ' + request.cache; const body = request.url.includes('/api/me') ? '{\"id\":\"M5zQapPyTZI\",\"username\":\"admin\",\"authorities\":[\"ALL\"]}' : '{\"version\":\"2.42.5.2\",\"serverDate\":\"2026-11-21T07:58:57.132\"}'; return Promise.resolve(new Response(body, {headers: {'Content-Type': 'application/json'}}))",
    );
    let base_url = BaseUrl::of_page(&origin(), "/api/apps/steward/index.html");
    let client = Client::connect(FetchTransport::new(), BrowserEnvironment, base_url, Credentials::Session)
        .await
        .unwrap();
    assert_eq!(client.version().minor(), 42);
    assert_eq!(global("asked"), "XMLHttpRequest no-store");
}

#[wasm_bindgen_test]
async fn an_answer_that_was_asked_for_early_is_used_once() {
    let _fetch = Fetch::replaced_by("return Promise.resolve(new Response('late'))");
    let early = js_sys::Map::new();
    let promise =
        Function::new_no_args("return Promise.resolve(new Response('early'))").call0(&JsValue::NULL).unwrap();
    early.set(&format!("{}/api/me", origin()).into(), &promise);
    let transport = FetchTransport::with_early(early);
    for expected in ["early", "late"] {
        let response = transport.send(request(Method::Get, vec![])).await.unwrap();
        let pieces: Vec<_> = response.body.map(Result::unwrap).collect().await;
        assert_eq!(pieces.concat(), expected.as_bytes());
    }
}

#[wasm_bindgen_test]
async fn a_timer_that_is_dropped_never_fires_and_one_that_is_awaited_does() {
    let environment = BrowserEnvironment;
    drop(environment.sleep(std::time::Duration::from_secs(3_600)));
    environment.sleep(std::time::Duration::from_millis(1)).await;
    let longer_than_any = environment.sleep(std::time::Duration::from_secs(100 * 86_400));
    let short = environment.sleep(std::time::Duration::from_millis(20));
    assert!(matches!(select(longer_than_any, short).await, Either::Right(_)));
    environment.visible().await;
}

#[wasm_bindgen_test]
async fn a_token_travels_without_cookies_and_a_session_with_them() {
    let _fetch = Fetch::replaced_by("return Promise.resolve(new Response(request.credentials))");
    let sent = async |headers| {
        let response = FetchTransport::new().send(request(Method::Post, headers)).await.unwrap();
        let pieces: Vec<_> = response.body.map(Result::unwrap).collect().await;
        String::from_utf8(pieces.concat()).unwrap()
    };
    assert_eq!(sent(vec![("Authorization", "ApiToken d2pat_x".into())]).await, "omit");
    assert_eq!(sent(vec![("Accept", "application/json".into())]).await, "same-origin");
}

#[wasm_bindgen_test]
async fn no_redirection_takes_what_acts_or_a_token_anywhere_else() {
    let _fetch = Fetch::replaced_by(
        "globalThis.seen = (globalThis.seen || '') + request.method + request.redirect + ' ';
         return Promise.resolve(request.redirect === 'manual' ? Response.error() : new Response('{}'))",
    );
    let token = || vec![("Authorization", "ApiToken d2pat_x".to_owned())];
    let sent = [
        (Method::Get, vec![]),
        (Method::Head, vec![]),
        (Method::Post, vec![]),
        (Method::Get, token()),
        (Method::Delete, vec![]),
    ];
    let mut statuses = Vec::new();
    for (method, headers) in sent {
        statuses.push(FetchTransport::new().send(request(method, headers)).await.unwrap().status);
    }
    assert_eq!(statuses, [200, 200, 302, 302, 302]);
    let seen = "GETfollow HEADfollow POSTmanual GETmanual DELETEmanual ";
    assert_eq!(global("seen").as_string().as_deref(), Some(seen));
}

#[wasm_bindgen_test]
async fn issues_pass_through_without_being_kept() {
    // A hundred thousand issues, 14 megabytes, in pieces of two megabytes as browsers hand them over.
    let _fetch = Fetch::replaced_by(
        "const issue = index => JSON.stringify({ id: 'aB3' + index, name: 'Imported element ' + index, comment: 'Used in no visualization, no map and no indicator', refs: ['Imported data set:UYJ2HIOYimq'] });
        let index = 0;
        const pull = controller => {
            if (index === 0) controller.enqueue(new TextEncoder().encode('{\"c\":{\"name\":\"c\",\"severity\":\"INFO\",\"issues\":['));
            const issues = Array.from({ length: 12500 }, (_, place) => issue(index + place));
            index += issues.length;
            controller.enqueue(new TextEncoder().encode(issues.join() + (index < 100000 ? ',' : ']}}')));
            if (index === 100000) controller.close();
        };
        const body = request.url.includes('/details') ? new ReadableStream({ pull }) : request.url.includes('/api/me') ? '{\"id\":\"M5zQapPyTZI\",\"username\":\"admin\",\"authorities\":[\"ALL\"]}' : '{\"version\":\"2.42.5.2\",\"serverDate\":\"2026-11-21T07:58:57.132\"}';
        return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'application/json' } }))",
    );
    let base_url = BaseUrl::of_page(&origin(), "/");
    let client = Client::connect(FetchTransport::new(), BrowserEnvironment, base_url, Credentials::Session)
        .await
        .unwrap();
    let pages = core::arch::wasm32::memory_size::<0>();
    let mut events = client.integrity().issues(&[]).await.unwrap();
    let mut issues = 0;
    while let Some(event) = events.next().await {
        issues += u32::from(matches!(event.unwrap(), IssueEvent::Issue(_)));
    }
    assert_eq!(issues, 100_000);
    let grown = (core::arch::wasm32::memory_size::<0>() - pages) * 65_536;
    assert!(grown <= 4 << 20, "{grown} bytes");
}
