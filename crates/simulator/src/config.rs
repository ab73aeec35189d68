//! The configuration of a simulated server.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use crate::{Scenario, Version};

/// How the time of the simulated server passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClockMode {
    /// As on the wall, times a factor: 2.0 makes jobs take half as long.
    Real {
        /// How many simulated seconds pass in a second.
        speed: f64,
    },
    /// Only when it is told to.
    Manual,
}

/// Which content security policy the files of installed apps are sent with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Csp {
    /// What DHIS2 sends: only `frame-ancestors 'self'`.
    #[default]
    Dhis2,
    /// The policy of a hardened proxy: only the app's own files, WebAssembly allowed, nothing inline.
    Strict,
}

/// Everything a simulated server is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// The version to answer as.
    pub version: Version,
    /// The situation.
    pub scenario: Scenario,
    /// How time passes.
    pub clock: ClockMode,
    /// The address to listen on.
    pub listen: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// What stands before every path: empty, or `/name`.
    pub context_path: String,
    /// The zip of an app that is there from the start.
    pub app: Option<Vec<u8>>,
    /// The policy for files of apps.
    pub csp: Csp,
    /// Whether writing needs the token of the cookie `XSRF-TOKEN` (from 2.42).
    pub csrf: bool,
    /// How long a session lives after its last request.
    pub session_timeout: Duration,
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
