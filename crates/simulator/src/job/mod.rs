//! Jobs: scheduled, running and finished, with their progress and notifications.
//!
//! Nothing runs in the background: the engine advances everything to the current time whenever it is called.
//! This module knows checks and the model only through the work that an item names.

mod cron;
pub(crate) mod defaults;
mod describe;
pub(crate) mod engine;
mod feed;
pub(crate) mod kind;
pub(crate) mod parameter;
pub(crate) mod plan;
mod queue;
mod run;
mod schedule;
mod store;
mod work;

pub(crate) use cron::Cron;
pub(crate) use describe::{LONGEST_WAIT, OWNER};
pub(crate) use feed::Feed;
pub(crate) use kind::Kind;
pub(crate) use plan::millis;
pub(crate) use queue::{QueueFault, Sequence};
use run::Stage;
pub(crate) use run::Work;
pub(crate) use schedule::Schedule;
pub(crate) use store::{Job, Jobs, Status};
