//! Tests that need a browser: the fetch transport, and the page's clock and visibility.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod fetch;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
