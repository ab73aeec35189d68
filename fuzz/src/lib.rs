//! Fuzzing of the core's readers with mutated responses of real servers.
//!
//! Every reader of the core is a [`Target`]: the decoders of responses, the splitter of details, the JSON parser, and
//! the readers of texts. The tests apply 20,000 mutations to the samples of each, with a fixed seed; `cargo xtask fuzz`
//! continues until stopped, with a random seed. None of this is shipped.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a claim that does not hold ends the run"
)]

pub mod decoder;
mod json;
mod mutation;
pub mod recording;
mod stream;
mod target;
mod text;

pub use mutation::{Mutator, Random};
pub use target::{Target, targets};
