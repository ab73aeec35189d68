//! Base64, for Basic authentication.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The text that was encoded; `None` if it is none.
pub(crate) fn decode(encoded: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()
}
