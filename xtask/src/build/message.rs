//! Messages: each catalogue of translations becomes two small files that the app loads at run time: the messages of the
//! first page, and those of the parts that load later.
//!
//! English needs none: the English text is the key. It stands in the module of the part that shows it, so a message is
//! one of the first page if the module that the app starts with has its text.

use std::path::Path;

use serde_json::{Map, Value};

use super::{Files, Profile, asset, module, po};
use crate::failure::{Failure, Result};
use crate::file;

/// Adds the messages of every language and gives the list that the app reads:
/// `fr=i18n/fr-0a1b2c3d.bin,i18n/fr-later-1b2c3d4e.bin …`. `start` is the module that the app starts with.
pub(crate) fn add(files: &mut Files, folder: &Path, start: &[u8], profile: Profile) -> Result<String> {
    let start = module::unpack(start)?;
    let mut list = Vec::new();
    for path in file::with_extension(folder, "po")? {
        let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let catalogue = po::parse(&file::read_text(&path)?)
            .map_err(|problem| Failure::new(format!("{}: {problem}", path.display())))?;
        if language == "en" {
            continue;
        }
        let (first, later) = split(messages(&catalogue), &start);
        let mut add = |stem: String, messages: Map<String, Value>| -> Result<String> {
            let packed = module::pack_for(profile, &serde_json::to_vec(&messages)?)?;
            Ok(asset::add(files, &stem, "bin", packed))
        };
        let (first, later) =
            (add(format!("i18n/{language}"), first)?, add(format!("i18n/{language}-later"), later)?);
        list.push(format!("{language}={first},{later}"));
    }
    Ok(list.join(" "))
}

/// The messages whose English text a module contains, and the others.
fn split(messages: Map<String, Value>, module: &[u8]) -> (Map<String, Value>, Map<String, Value>) {
    messages.into_iter().partition(|(id, _)| memchr::memmem::find(module, id.as_bytes()).is_some())
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
    fn the_first_page_has_the_messages_whose_texts_its_module_has() {
        let Value::Object(messages) =
            json!({ "Run": "Lancer", "Stop": "Arrêter", "noun\u{4}Run": "Exécution" })
        else {
            unreachable!()
        };
        let (first, later) = split(messages, b"\0asm..RunReload..");
        assert_eq!(Value::Object(first), json!({ "Run": "Lancer" }));
        assert_eq!(Value::Object(later), json!({ "Stop": "Arrêter", "noun\u{4}Run": "Exécution" }));
    }

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
