//! Errors in JavaScript: one class, whose `code` is the kind.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Error;

#[wasm_bindgen(raw_module = "./errors.js")]
extern "C" {
    type StewardError;
    #[wasm_bindgen(constructor)]
    fn new(
        message: &str,
        code: &str,
        status: Option<u16>,
        request: Option<&str>,
        server_message: Option<&str>,
        server_code: Option<&str>,
        json_path: Option<&str>,
        leaves_outcome_unknown: bool,
        cause: &JsValue,
    ) -> StewardError;
}

/// The JavaScript error of an error.
#[cold]
pub(super) fn to_js(error: &Error) -> JsValue {
    StewardError::new(
        &error.to_string(),
        error.kind().as_str(),
        error.status(),
        error.request(),
        error.server_message(),
        error.server_code(),
        error.json_path(),
        error.leaves_outcome_unknown(),
        error.cause().unwrap_or(&JsValue::UNDEFINED),
    )
    .into()
}
