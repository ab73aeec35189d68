//! Messages: each catalogue of translations becomes a small file that the app loads at run time.
//!
//! English needs none: the English text is the key.

use std::path::Path;

use serde_json::{Map, Value};

use super::{Files, asset, po};
use crate::failure::{Failure, Result};
use crate::file;

/// Adds the messages of every language; returns the list that the app reads: `fr=i18n/fr-0a1b2c3d.json …`.
pub(crate) fn add(files: &mut Files, folder: &Path) -> Result<String> {
    let mut list = Vec::new();
    for path in file::with_extension(folder, "po")? {
        let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let catalogue = po::parse(&file::read_text(&path)?)
            .map_err(|problem| Failure::new(format!("{}: {problem}", path.display())))?;
        if language == "en" {
            continue;
        }
        let json = serde_json::to_vec(&messages(&catalogue))?;
        list.push(format!("{language}={}", asset::add(files, &format!("i18n/{language}"), "json", json)));
    }
    Ok(list.join(" "))
}

/// The translated messages by English text; plural messages have one text per plural form.
///
/// A context precedes its message, with gettext's separator.
/// Leaves out the texts of the manifest, which the app never shows.
fn messages(catalogue: &[po::Message]) -> Map<String, Value> {
    let shown =
        catalogue.iter().filter(|message| message.is_translated() && !message.id.starts_with("__MANIFEST_"));
    shown
        .map(|message| {
            let key = match &message.context {
                Some(context) => format!("{context}\u{4}{}", message.id),
                None => message.id.clone(),
            };
            let text = match (&message.plural, message.texts.as_slice()) {
                (None, [text, ..]) => text.as_str().into(),
                (_, forms) => forms.into(),
            };
            (key, text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn messages_are_keyed_by_the_english_text() {
        let catalogue = po::parse(concat!(
            "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n",
            "msgid \"Run\"\nmsgstr \"Lancer\"\n\n",
            "msgctxt \"noun\"\nmsgid \"Run\"\nmsgstr \"Exécution\"\n\n",
            "msgid \"Empty\"\nmsgstr \"\"\n\n",
            "msgid \"__MANIFEST_APP_TITLE\"\nmsgstr \"Steward\"\n\n",
            "msgid \"{{n}} check\"\nmsgid_plural \"{{n}} checks\"\nmsgstr[0] \"{{n}} test\"\nmsgstr[1] \"{{n}} tests\"\n",
        ));
        let expected = json!({
            "Run": "Lancer",
            "noun\u{4}Run": "Exécution",
            "{{n}} check": ["{{n}} test", "{{n}} tests"],
        });
        assert_eq!(Value::Object(messages(&catalogue.unwrap())), expected);
    }
}
