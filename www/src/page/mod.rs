//! The pages. None of them knows another.

pub mod check;
pub mod integrity;
pub mod maintenance;
#[allow(unsafe_code, reason = "wasm_split declares the functions of a part as those of another module")]
pub mod part;
pub mod tasks;
