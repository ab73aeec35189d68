//! A typed client for the administration of DHIS2: data integrity checks, jobs, tasks, maintenance, tables, validation,
//! predictors, data, settings and synchronisation.
//!
//! It has two levels: [`Client`] covers the administration API of DHIS2, and [`Client::request`] sends any other
//! request.
//!
//! ```
//! use dhis2_steward::environment::manual::ManualEnvironment;
//! use dhis2_steward::transport::memory::{Canned, MemoryTransport};
//! use dhis2_steward::{BaseUrl, Client, Credentials, Request};
//!
//! # futures_util::FutureExt::now_or_never(async {
//! # let transport = MemoryTransport::new();
//! # transport
//! #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
//! #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
//! #     .on("GET /api/dataIntegrity", Canned::json("[]"))
//! #     .on("GET /api/system/objectCounts", Canned::json("{}"));
//! # let environment = ManualEnvironment::new();
//! let base_url = BaseUrl::parse("https://dhis2.example.org")?;
//! let token = Credentials::Token("d2pat_…".into());
//! # let token = Credentials::Session;
//! let client = Client::connect(transport, environment, base_url, token).await?;
//! let checks = client.integrity().checks().await?;
//!
//! // Anything the library does not model yet.
//! let counts = client.request(&Request::get("/api/system/objectCounts")).await?;
//! # assert!(checks.is_empty() && counts.bytes == b"{}");
//! # Ok::<(), dhis2_steward::Error>(())
//! # }).unwrap().unwrap();
//! ```

pub mod client;
pub mod domain;
pub mod environment;
pub mod error;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub mod js;
pub mod model;
pub mod protocol;
pub mod transport;

pub use client::{BaseUrl, Client, Credentials};
pub use error::{Error, ErrorKind, Result};
pub use protocol::Request;
