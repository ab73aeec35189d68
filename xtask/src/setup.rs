//! Brings what a chore needs and this machine lacks. Safe to run again; after the first time it needs no network.
//!
//! Never builds anything of the project itself, the wrapped wasm-bindgen apart.

mod bindgen;
mod browser;
mod npm;
mod wasm_target;

pub(crate) use bindgen::{runner, wasm_bindgen};
pub(crate) use browser::{Browser, browser};
pub(crate) use npm::npm;
pub(crate) use wasm_target::{TARGET, wasm_target};
