//! A simulated DHIS2 server: the part of its Web API that Steward uses, as a state machine.
//!
//! It follows recorded responses of real servers of 2.41 to 2.44, with invented metadata whose faults its data
//! integrity checks really find.
//! It must never depend on the core or the app, whose assumptions about the server are tested against it.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use dhis2_steward_simulator::{ClockMode, Config, start};
//!
//! let server = start(Config { clock: ClockMode::Manual, ..Config::default() }).await?;
//! println!("{}", server.base_url());
//! server.advance(std::time::Duration::from_secs(20));
//! # Ok(())
//! # }
//! ```

mod access;
mod activity;
mod api;
mod app;
mod base64;
mod check;
mod clock;
mod config;
mod control;
mod data_store;
mod error_page;
mod exchange;
mod expression;
mod fault;
mod fields;
mod identifiable;
mod job;
mod list;
mod metadata;
mod model;
mod page;
mod patch;
mod period;
mod prediction;
mod proxy;
mod route;
mod scenario;
mod server;
mod session;
mod setting;
mod state;
mod uid;
mod user;
mod validation;
mod version;
mod web_message;
mod wire;

pub use app::InstallFault;
pub use config::{ClockMode, Config, Csp, cannot_listen};
pub use exchange::RequestCounts;
pub use fault::{Drop, Fault, Spoilt};
pub use proxy::{Proxy, ProxyConfig, start_proxy};
pub use scenario::Scenario;
pub use server::{Server, start};
pub use user::PASSWORD;
pub use version::Version;

/// Chooses the cryptography of this process's TLS connections, unless that was done before.
///
/// Whatever sends requests with this package in its program needs it, even over plain connections.
pub fn install_tls() {
    // An error means that a provider is already installed, which is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Runs the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
