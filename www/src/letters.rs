//! Lower case for every script, by the browser: the Unicode tables would be a tenth of the app.

/// A text in lower case.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    others(text)
}

#[cfg(target_arch = "wasm32")]
fn others(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(not(target_arch = "wasm32"))]
fn others(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_has_a_lower_case() {
        assert_eq!(lower("ANC 1st Visit"), "anc 1st visit");
        assert_eq!(lower("Équipe ÉLARGIE"), "équipe élargie");
    }
}
