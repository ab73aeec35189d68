//! A typed client for the administration of DHIS2.

pub mod domain;
pub mod error;
pub mod model;
pub mod protocol;

pub use error::{Error, ErrorKind, Result};
pub use protocol::Request;
