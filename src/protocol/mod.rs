//! Requests and responses as values: how each resource is requested and its response read.
//!
//! Never performs I/O, never reads a clock, never names a browser type.
//! Every quirk of a server version is visible here and nowhere else.

pub mod answer;
pub mod category_combo;
pub mod data;
pub mod details_stream;
pub mod integrity;
pub mod integrity_report;
pub mod job;
pub mod lock_exception;
pub mod maintenance;
pub mod metadata;
pub mod organisation_unit;
pub mod predictor;
pub mod queue;
mod request;
pub mod scheduler;
pub mod session;
pub mod setting;
pub mod synchronization;
pub mod table;
pub mod task;
pub mod validation;

pub use answer::{Answer, SessionKind};
pub(crate) use request::LONGEST_URL;
pub use request::{Body, CachePolicy, Effect, Method, Request};
