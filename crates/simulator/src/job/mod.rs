//! Jobs: what is scheduled, runs and has run, with the progress and the notifications of each.
//!
//! Nothing runs by itself: the engine brings everything up to the present moment whenever it is asked.
//! This module knows checks and the model only through the work that an item names.

pub(crate) mod defaults;
pub(crate) mod engine;
mod feed;
pub(crate) mod kind;
pub(crate) mod plan;
mod run;
mod store;

pub(crate) use feed::Feed;
pub(crate) use kind::Kind;
use run::Stage;
pub(crate) use run::Work;
pub(crate) use store::{Job, Jobs, Status};
