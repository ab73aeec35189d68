//! Every message of the app is in the template, and every translation has all of them.
//!
//! `STEWARD_WRITE_MESSAGES=1 cargo test -p dhis2-steward-www --test messages` updates the template.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops where something is not as it should be"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Messages by their English text, with the plural if there is one.
type Messages = BTreeMap<String, Option<String>>;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// All Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Calls of `tf` and `tn` without a literal text, which would not be found.
fn hidden(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let calls =
        ["tf(", "tn("].into_iter().flat_map(|call| source.match_indices(call).map(move |(at, _)| (at, call)));
    let is_call = |at: usize| {
        !source[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "_.".contains(c))
    };
    let hidden = calls.filter(|(at, call)| is_call(*at) && literal(&source[at + call.len()..]).is_none());
    hidden.map(|(at, _)| source[at..].lines().next().unwrap().to_owned()).collect()
}

/// The string literals passed to `t`, `tf` and `tn`, without test code.
fn extracted(source: &str) -> Messages {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let mut messages = Messages::new();
    for (call, plural) in [("t(", false), ("tf(", false), ("tn(", true)] {
        for (place, _) in source.match_indices(call) {
            let is_name =
                source[..place].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "_.".contains(c));
            let rest = &source[place + call.len()..];
            let Some((id, rest)) = literal(rest).filter(|_| !is_name) else { continue };
            let other = plural.then(|| literal(rest.trim_start().trim_start_matches(',')).unwrap().0);
            add(&mut messages, id, other);
        }
    }
    messages
}

/// Adds a message. Used both with and without a number, it is one message with a plural.
fn add(messages: &mut Messages, id: String, plural: Option<String>) {
    let known = messages.entry(id).or_default();
    if plural.is_some() {
        *known = plural;
    }
}

/// Reads a string literal at the start of a text, and returns what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let mut chars = text.trim_start().strip_prefix('"')?.chars();
    let mut out = String::new();
    loop {
        match chars.next()? {
            '"' => return Some((out, chars.as_str())),
            '\\' => match chars.next()? {
                'n' => out.push('\n'),
                '\n' => chars = chars.as_str().trim_start().chars(),
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
}

/// The manifest's texts, which the build puts into the app's translations.
fn of_manifest() -> Messages {
    let manifest = fs::read_to_string(folder("../manifest.webapp")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let shortcuts = manifest["shortcuts"].as_array().unwrap().iter();
    let shortcuts =
        shortcuts.map(|shortcut| format!("__MANIFEST_SHORTCUT_{}", shortcut["name"].as_str().unwrap()));
    let texts = ["__MANIFEST_APP_TITLE", "__MANIFEST_APP_DESCRIPTION"].map(str::to_owned);
    texts.into_iter().chain(shortcuts).map(|id| (id, None)).collect()
}

fn said() -> Messages {
    let mut messages = of_manifest();
    for file in sources(&folder("src")) {
        for (id, plural) in extracted(&fs::read_to_string(file).unwrap()) {
            add(&mut messages, id, plural);
        }
    }
    messages
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn template(messages: &Messages) -> String {
    let mut out = String::from(
        "# Every message of Steward. The English text is the key.\nmsgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n",
    );
    for (id, plural) in messages {
        out.push_str(&format!("\nmsgid {}\n", quoted(id)));
        match plural {
            None => out.push_str("msgstr \"\"\n"),
            Some(plural) => {
                out.push_str(&format!("msgid_plural {}\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n", quoted(plural)));
            }
        }
    }
    out
}

/// A message of a catalogue: its plural, and its translations.
type Translated = BTreeMap<String, (Option<String>, Vec<String>)>;

fn catalogue(text: &str) -> Translated {
    let mut entries = Translated::new();
    for block in text.split("\n\n") {
        let (mut id, mut plural, mut texts, mut field) = (String::new(), None::<String>, Vec::new(), 0);
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let Some(at) = line.find('"') else { continue };
            let (keyword, text) = line.split_at(at);
            let (text, _) = literal(text).unwrap();
            match keyword.trim() {
                "msgid" => field = 0,
                "msgid_plural" => field = 1,
                keyword if keyword.starts_with("msgstr") => {
                    field = 2;
                    texts.push(String::new());
                }
                _ => {}
            }
            match field {
                0 => id.push_str(&text),
                1 => plural.get_or_insert_default().push_str(&text),
                _ => texts.last_mut().unwrap().push_str(&text),
            }
        }
        if !id.is_empty() {
            entries.insert(id, (plural, texts));
        }
    }
    entries
}

/// The `{{variables}}` of a text, in alphabetical order.
fn variables(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split("{{").skip(1).filter_map(|part| part.split("}}").next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn the_template_holds_every_message_that_the_app_can_say_and_no_other() {
    let path = folder("i18n/en.pot");
    let expected = template(&said());
    if std::env::var_os("STEWARD_WRITE_MESSAGES").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let (written, expected) = (catalogue(&written), catalogue(&expected));
    let missing: Vec<_> = expected.keys().filter(|id| !written.contains_key(*id)).collect();
    let stale: Vec<_> = written.keys().filter(|id| !expected.contains_key(*id)).collect();
    assert!(missing.is_empty(), "en.pot lacks {missing:#?}");
    assert!(stale.is_empty(), "en.pot contains unused messages: {stale:#?}");
}

#[test]
fn every_message_is_written_where_it_is_said() {
    for file in sources(&folder("src")).into_iter().filter(|file| !file.ends_with("src/i18n.rs")) {
        let hidden = hidden(&fs::read_to_string(&file).unwrap());
        assert!(hidden.is_empty(), "{}: {hidden:#?}", file.display());
    }
}

#[test]
fn every_translation_is_complete() {
    let said = said();
    for file in fs::read_dir(folder("i18n")).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "po") {
            continue;
        }
        let translated = catalogue(&fs::read_to_string(&file).unwrap());
        let name = file.display();
        let missing: Vec<_> = said
            .keys()
            .filter(|id| {
                translated
                    .get(*id)
                    .is_none_or(|(_, texts)| texts.is_empty() || texts.iter().any(String::is_empty))
            })
            .collect();
        assert!(missing.is_empty(), "{name} lacks {missing:#?}");
        let stale: Vec<_> = translated.keys().filter(|id| !said.contains_key(*id)).collect();
        assert!(stale.is_empty(), "{name} contains unused messages: {stale:#?}");
    }
}

#[test]
fn every_translation_uses_the_variables_of_its_message() {
    for file in fs::read_dir(folder("i18n")).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "po") {
            continue;
        }
        for (id, (plural, texts)) in catalogue(&fs::read_to_string(&file).unwrap()) {
            let allowed = variables(plural.as_deref().unwrap_or(&id));
            for text in texts {
                let used = variables(&text);
                // A singular form may write the number as a word.
                let is_right =
                    used == allowed || (plural.is_some() && used.iter().all(|name| allowed.contains(name)));
                assert!(is_right, "{}: “{text}” should use {allowed:?}", file.display());
            }
        }
    }
}

#[test]
fn a_missing_key_is_found() {
    let said = extracted(
        r#"view! { {t("Run")} } tn("{{count}} a", "{{count}} b", 1, &[]); format("x"); let_t("no")"#,
    );
    let expected = Messages::from([("Run".into(), None), ("{{count}} a".into(), Some("{{count}} b".into()))]);
    assert_eq!(said, expected);
    assert!(!catalogue("msgid \"Other\"\nmsgstr \"Autre\"\n").contains_key("Run"));
}
