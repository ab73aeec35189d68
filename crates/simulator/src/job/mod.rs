//! Jobs: what is scheduled, runs and has run, with the progress and the notifications of each.
//!
//! Nothing runs by itself: the engine brings everything up to the present moment whenever it is asked.
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
