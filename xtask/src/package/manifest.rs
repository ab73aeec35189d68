//! The manifests: DHIS2's and its translations, the web app manifest, and the caching rules.
//!
//! `manifest.webapp` at the root of the repository is the source of all of them.

use serde_json::{Map, Value, json};

use crate::build::po::Message;
use crate::failure::{Context, Failure, Result};

/// Reads `manifest.webapp`, which must have the version of the workspace.
pub(crate) fn read(text: &str) -> Result<Value> {
    let manifest: Value = serde_json::from_str(text).context("manifest.webapp")?;
    let version = manifest.get("version").and_then(Value::as_str).unwrap_or_default();
    if version == env!("CARGO_PKG_VERSION") {
        return Ok(manifest);
    }
    let expected = env!("CARGO_PKG_VERSION");
    Err(Failure::new(format!("manifest.webapp has version {version:?}, Cargo.toml has {expected:?}")))
}

/// A document as it is written to the zip.
pub(crate) fn json(document: &Value) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `manifest.webapp.translations.json` (2.42 and newer): the manifest's texts in each language.
pub(crate) fn translations(manifest: &Value, catalogues: &[(String, Vec<Message>)]) -> Result<Value> {
    let english = entry("en", manifest, |key| Some(source(manifest, key)));
    let mut entries = vec![english?];
    for (locale, messages) in catalogues.iter().filter(|(locale, _)| locale != "en") {
        entries.push(entry(locale, manifest, |key| {
            let message = messages.iter().find(|message| message.id == key && message.is_translated())?;
            message.texts.first().cloned()
        })?);
    }
    Ok(Value::Array(entries))
}

/// The English text for a key of the catalogue.
fn source(manifest: &Value, key: &str) -> String {
    let text = |field| manifest.get(field).and_then(Value::as_str).unwrap_or_default();
    match key.strip_prefix("__MANIFEST_SHORTCUT_") {
        Some(name) => name.to_owned(),
        None if key == "__MANIFEST_APP_TITLE" => text("name").to_owned(),
        None => text("description").to_owned(),
    }
}

fn entry(locale: &str, manifest: &Value, translate: impl Fn(&str) -> Option<String>) -> Result<Value> {
    let text = |key: &str| {
        translate(key).ok_or_else(|| Failure::new(format!("{locale}.po does not translate {key}")))
    };
    let mut shortcuts = Map::new();
    for name in shortcuts_of(manifest) {
        shortcuts.insert(name.to_owned(), text(&format!("__MANIFEST_SHORTCUT_{name}"))?.into());
    }
    Ok(json!({
        "locale": locale,
        "title": text("__MANIFEST_APP_TITLE")?,
        "description": text("__MANIFEST_APP_DESCRIPTION")?,
        "shortcuts": shortcuts,
    }))
}

/// The names of the manifest's shortcuts.
pub(crate) fn shortcuts_of(manifest: &Value) -> Vec<&str> {
    let shortcuts =
        manifest.get("shortcuts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    shortcuts.iter().filter_map(|shortcut| shortcut.get("name")?.as_str()).collect()
}

/// `manifest.json`, the web app manifest, which DHIS2 ignores.
pub(crate) fn browser(manifest: &Value) -> Value {
    let text = |field| manifest.get(field).cloned().unwrap_or_default();
    let icon = |size: u32| json!({ "src": format!("icons/icon-{size}.png"), "sizes": format!("{size}x{size}"), "type": "image/png" });
    json!({
        "name": text("name"),
        "short_name": text("name"),
        "description": text("description"),
        "start_url": ".",
        "display": text("display"),
        "theme_color": text("theme_color"),
        "background_color": text("background_color"),
        "icons": [icon(16), icon(48), icon(128)],
    })
}

/// `dhis2-cache.json` (2.44): hashed files may be cached forever; the page is unaffected.
pub(crate) fn cache() -> Value {
    let for_ever =
        |pattern: &str| json!({ "pattern": pattern, "maxAgeSeconds": 31_536_000, "immutable": true });
    json!({
        "htmlRewriteEnabled": false,
        "defaultMaxAgeSeconds": 3600,
        "rules": [for_ever("assets/**"), for_ever("i18n/**")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::po;

    fn manifest() -> Value {
        json!({ "name": "Steward", "description": "Looks after.", "shortcuts": [{ "name": "Tasks", "url": "#/tasks" }] })
    }

    #[test]
    fn every_language_gets_the_texts_of_the_manifest() {
        let french = concat!(
            "msgid \"__MANIFEST_APP_TITLE\"\nmsgstr \"Intendant\"\n\n",
            "msgid \"__MANIFEST_APP_DESCRIPTION\"\nmsgstr \"Veille.\"\n\n",
            "msgid \"__MANIFEST_SHORTCUT_Tasks\"\nmsgstr \"Tâches\"\n",
        );
        let catalogues = [("fr".to_owned(), po::parse(french).unwrap())];
        let expected = json!([
            { "locale": "en", "title": "Steward", "description": "Looks after.", "shortcuts": { "Tasks": "Tasks" } },
            { "locale": "fr", "title": "Intendant", "description": "Veille.", "shortcuts": { "Tasks": "Tâches" } },
        ]);
        assert_eq!(translations(&manifest(), &catalogues).unwrap(), expected);
    }

    #[test]
    fn a_language_that_lacks_a_text_of_the_manifest_is_named() {
        let failure = translations(&manifest(), &[("fr".to_owned(), Vec::new())]).unwrap_err();
        assert!(failure.to_string().starts_with("fr.po does not translate __MANIFEST_"));
    }
}
