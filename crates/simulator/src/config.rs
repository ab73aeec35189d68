//! The configuration of a simulated server.

use std::io::{Error, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::{Scenario, Version};

/// How time passes on the simulated server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClockMode {
    /// In real time, multiplied by a factor: with 2.0, jobs take half as long.
    Real {
        /// The number of simulated seconds per second.
        speed: f64,
    },
    /// Only when advanced.
    Manual,
}

/// The Content Security Policy of the files of installed apps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Csp {
    /// DHIS2's: only `frame-ancestors 'self'`.
    #[default]
    Dhis2,
    /// The policy of a hardened proxy: only the app's own files, WebAssembly allowed, nothing inline.
    Strict,
}

/// The configuration of a simulated server.
#[derive(Clone, Debug)]
pub struct Config {
    /// The version to simulate.
    pub version: Version,
    /// The scenario.
    pub scenario: Scenario,
    /// How time passes.
    pub clock: ClockMode,
    /// The address to listen on.
    pub listen: IpAddr,
    /// The port to listen on; 0 for a free one.
    pub port: u16,
    /// The context path: empty, or `/name`.
    pub context_path: String,
    /// The zip of an app to install at the start.
    pub app: Option<Vec<u8>>,
    /// The Content Security Policy for files of apps.
    pub csp: Csp,
    /// Whether writes require the token of the cookie `XSRF-TOKEN` (from 2.42).
    pub csrf: bool,
    /// How long an idle session lasts.
    pub session_timeout: Duration,
}

/// What to tell the user when a server cannot listen.
#[must_use]
pub fn cannot_listen(place: SocketAddr, fault: &Error) -> String {
    match fault.kind() {
        ErrorKind::AddrInUse => format!("port {} is in use: choose another with --port", place.port()),
        _ => format!("cannot listen on {place}: {fault}"),
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            version: Version::default(),
            scenario: Scenario::default(),
            clock: ClockMode::Real { speed: 1.0 },
            listen: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            context_path: String::new(),
            app: None,
            csp: Csp::default(),
            csrf: false,
            session_timeout: Duration::from_secs(3600),
        }
    }
}
