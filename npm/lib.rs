//! The module of the npm package. A crate of its own, because what a crate exports stays in every module it is linked
//! into: the app must never carry the bindings. Never holds code.
#![cfg(target_arch = "wasm32")]

pub use dhis2_steward::js::*;
use dhis2_steward_allocator as _;
