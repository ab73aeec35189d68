//! What real servers answered, by the decoder that reads it, and what comes of it when it is mutated.
//!
//! Every reader of the core is a [`Target`]: the decoders of answers, the splitter of details, the parser of JSON, and
//! what reads texts. The tests mutate what each knows 20,000 times with a fixed seed; `cargo xtask fuzz` goes on without
//! end, from a seed of chance. Nothing of this is shipped.

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
