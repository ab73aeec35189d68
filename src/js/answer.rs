//! The answer to any other request.

use js_sys::{JSON, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::error;
use crate::error::{Error, ErrorKind};
use crate::protocol;

/// A whole answer.
#[wasm_bindgen]
pub struct Answer(protocol::Answer);

impl Answer {
    pub(super) fn new(answer: protocol::Answer) -> Self {
        Self(answer)
    }
}

#[wasm_bindgen]
impl Answer {
    /// The number of the status line.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The media type.
    #[wasm_bindgen(getter, js_name = mediaType)]
    pub fn media_type(&self) -> String {
        self.0.media_type.clone()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<JsValue, JsValue> {
        JSON::parse(&self.text()).map_err(|_| {
            error::to_js(&Error::new(ErrorKind::Decode, "The answer is not JSON.").with_status(self.0.status))
        })
    }

    /// The body as bytes.
    pub fn bytes(&self) -> Uint8Array {
        Uint8Array::from(self.0.bytes.as_slice())
    }
}
