//! The transport for native programs, based on reqwest: for tests, benchmarks and tools.

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt};

use super::{HttpRequest, HttpResponse, Transport, check_headers};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::Method;

/// Sends requests with reqwest; must be used inside a tokio runtime.
#[derive(Clone, Debug)]
pub struct NativeTransport {
    client: reqwest::Client,
}

impl NativeTransport {
    /// Creates a transport with its own connection pool.
    pub fn new() -> Self {
        // Set once per process; fails if another part of the program has already set it, which is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Redirects are not followed: a write would be sent twice, and its body possibly to another server.
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        // Cannot fail, like `Client::new`: every setting has a default.
        Self { client: client.unwrap_or_default() }
    }
}

impl Default for NativeTransport {
    fn default() -> Self {
        Self::new()
    }
}

fn network(error: &reqwest::Error) -> Error {
    if error.is_connect() {
        let message = "The server could not be reached. Check its URL, and that it is running.";
        return Error::new(ErrorKind::Network, message).before_acting();
    }
    Error::new(ErrorKind::Network, "The connection to the server was lost.")
}

impl Transport for NativeTransport {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        let client = self.client.clone();
        async move {
            check_headers(&request.headers)?;
            let method = match request.method {
                Method::Get => reqwest::Method::GET,
                Method::Head => reqwest::Method::HEAD,
                Method::Options => reqwest::Method::OPTIONS,
                Method::Post => reqwest::Method::POST,
                Method::Put => reqwest::Method::PUT,
                Method::Patch => reqwest::Method::PATCH,
                Method::Delete => reqwest::Method::DELETE,
            };
            let mut builder = client.request(method, &request.url);
            for (name, value) in &request.headers {
                builder = builder.header(*name, value);
            }
            if let Some(body) = request.body {
                builder = builder.body(body);
            }
            let response = builder.send().await.map_err(|error| network(&error))?;
            let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
            Ok(HttpResponse {
                status: response.status().as_u16(),
                headers: response
                    .headers()
                    .iter()
                    .map(|(name, value)| (name.to_string(), text(value)))
                    .collect(),
                body: response
                    .bytes_stream()
                    .map(|piece| piece.map(|bytes| bytes.to_vec()).map_err(|error| network(&error)))
                    .boxed_local(),
            })
        }
        .boxed_local()
    }
}
