//! What DHIS2, its App Hub, and the server's caching require of the files in the zip.
//!
//! Each rule is a function that returns its violations.

use std::collections::BTreeSet;

use serde_json::Value;

use super::manifest::shortcuts_of;
use crate::build::Files;

/// All violations; empty if the app may be shipped.
pub(crate) fn broken(files: &Files) -> Vec<String> {
    [layout, sizes, manifest, icons, translations, hashed_names, page, references, no_service_worker]
        .iter()
        .flat_map(|rule| rule(files))
        .collect()
}

/// The required files.
const NEEDED: [&str; 8] = [
    "manifest.webapp",
    "manifest.webapp.translations.json",
    "manifest.json",
    "dhis2-cache.json",
    "index.html",
    "icons/icon-48.png",
    "CHANGELOG.md",
    "LICENSE",
];

fn layout(files: &Files) -> Vec<String> {
    let missing =
        NEEDED.iter().filter(|name| !files.contains_key(**name)).map(|name| format!("{name} is missing"));
    let strange =
        files.keys().filter(|name| !is_plain(name)).map(|name| format!("{name:?} is not a valid file name"));
    let nested = files.keys().filter(|name| name.ends_with("/index.html"));
    missing
        .chain(strange)
        .chain(nested.map(|name| format!("{name} would be redirected to the shell")))
        .collect()
}

/// Letters, digits, `.`, `-`, `_` and single slashes between them.
fn is_plain(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part != ".."
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    name.split('/').all(plain)
}

/// Proxies in front of DHIS2 accept bodies of 10 MB, and the server unpacks at most 10,000 files.
fn sizes(files: &Files) -> Vec<String> {
    let bytes: usize = files.values().map(Vec::len).sum();
    if bytes < 5_000_000 && files.len() < 1000 {
        Vec::new()
    } else {
        vec![format!("the app is too large: {bytes} bytes")]
    }
}

fn read(files: &Files, name: &str) -> Value {
    files.get(name).and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default()
}

fn manifest(files: &Files) -> Vec<String> {
    let manifest = read(files, "manifest.webapp");
    let expected = [
        ("/name", "Steward"),
        ("/short_name", "steward"),
        ("/appType", "APP"),
        ("/launch_path", "index.html"),
        ("/activities/dhis/href", "*"),
        ("/activities/dhis/namespace", "steward"),
        ("/version", env!("CARGO_PKG_VERSION")),
    ];
    let text = |pointer: &str| manifest.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let mut wrong: Vec<_> = expected
        .iter()
        .filter(|(pointer, value)| text(pointer) != *value)
        .map(|(pointer, value)| format!("manifest.webapp: {pointer} must be {value:?}"))
        .collect();
    // The apps menu shows no more than this.
    if !(1..=100).contains(&text("/description").chars().count()) {
        wrong.push("manifest.webapp: requires a description of up to 100 characters".into());
    }
    let shortcuts = manifest.get("shortcuts").and_then(Value::as_array).cloned().unwrap_or_default();
    let url = |shortcut: &Value| shortcut.get("url").and_then(Value::as_str).unwrap_or_default().to_owned();
    if shortcuts.is_empty() || shortcuts.iter().any(|shortcut| !url(shortcut).starts_with("#/")) {
        wrong.push("manifest.webapp: shortcuts must lead to places in the app".into());
    }
    wrong
}

/// Each icon of the manifest must be a PNG of its declared size.
fn icons(files: &Files) -> Vec<String> {
    let manifest = read(files, "manifest.webapp");
    let icons = manifest.get("icons").and_then(Value::as_object).cloned().unwrap_or_default();
    let wrong = |(size, path): (&String, &Value)| {
        let png = path.as_str().and_then(|path| files.get(path));
        let fits = png.is_some_and(|png| {
            png_size(png).map(|(width, height)| (width.to_string(), height.to_string()))
                == Some((size.clone(), size.clone()))
        });
        (!fits).then(|| format!("manifest.webapp: the icon {size} is not a PNG of that size"))
    };
    icons.iter().filter_map(wrong).collect()
}

/// Width and height of a PNG.
fn png_size(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..16)?.strip_prefix(b"IHDR")?;
    let (width, height) = header.split_at_checked(4)?;
    Some((u32::from_be_bytes(width.try_into().ok()?), u32::from_be_bytes(height.try_into().ok()?)))
}

/// Each translation of the manifest must have the shortcuts of the manifest.
fn translations(files: &Files) -> Vec<String> {
    let manifest = read(files, "manifest.webapp");
    let expected: BTreeSet<&str> = shortcuts_of(&manifest).into_iter().collect();
    let translations = read(files, "manifest.webapp.translations.json");
    let entries = translations.as_array().map(Vec::as_slice).unwrap_or_default();
    let wrong = |entry: &Value| {
        let shortcuts = entry.get("shortcuts").and_then(Value::as_object)?;
        let names: BTreeSet<&str> = shortcuts.keys().map(String::as_str).collect();
        (names == expected).then_some(())
    };
    let broken = entries.iter().filter(|entry| wrong(entry).is_none());
    broken
        .map(|entry| {
            format!(
                "translations of the manifest: {} has different shortcuts",
                entry.get("locale").unwrap_or(&Value::Null)
            )
        })
        .collect()
}

/// Files that may be cached forever must have names that DHIS2 2.44 recognises as hashed.
fn hashed_names(files: &Files) -> Vec<String> {
    let kept = files.keys().filter(|name| name.starts_with("assets/") || name.starts_with("i18n/"));
    kept.filter(|name| !is_hashed(name) && !name.contains("LICENSE"))
        .map(|name| format!("{name} has no 8 hex digits in its name"))
        .collect()
}

/// Whether a name ends in `-<8 hex digits>.extension`.
fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('-')).map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == 8 && hash.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')))
}

/// The page must work under a strict Content Security Policy and find the server.
fn page(files: &Files) -> Vec<String> {
    let page = files.get("index.html").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let needed = [
        ("\n<head>\n", "a head that DHIS2 2.43 recognises"),
        ("<meta name=\"dhis2-base-url\" content=\"__DHIS2_BASE_URL__\">", "the base URL"),
        ("crossorigin=\"use-credentials\"", "a web app manifest that is fetched with the session"),
        ("id=\"dhis2-app-root\"", "the app's root"),
        ("id=\"dhis2-portal-root\"", "the root for portals"),
        ("<noscript>", "a message for browsers without JavaScript"),
    ];
    let forbidden = [
        ("<base", "a base element, which would turn hash links into links to other pages"),
        ("<script>", "an inline script"),
        (" style=\"", "an inline style"),
        ("<style", "an inline stylesheet"),
        ("=\"http", "an absolute URL"),
        ("=\"/", "a URL relative to the server's root"),
    ];
    let lacks = needed
        .iter()
        .filter(|(text, _)| !page.contains(text))
        .map(|(_, what)| format!("index.html lacks {what}"));
    let has = forbidden
        .iter()
        .filter(|(text, _)| page.contains(text))
        .map(|(_, what)| format!("index.html has {what}"));
    lacks.chain(has).collect()
}

/// The files that the page references must be in the zip.
fn references(files: &Files) -> Vec<String> {
    let page = files.get("index.html").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let links = page.split(" href=\"").skip(1).chain(page.split(" src=\"").skip(1));
    links
        .filter_map(|rest| rest.split(['"', '?']).next())
        .filter(|link| !link.starts_with('#') && !link.starts_with("data:") && !files.contains_key(*link))
        .map(|link| format!("index.html references {link}, which does not exist"))
        .collect()
}

/// An administration tool must not show cached responses.
fn no_service_worker(files: &Files) -> Vec<String> {
    files
        .keys()
        .filter(|name| name.contains("service-worker"))
        .map(|name| format!("{name} is not allowed"))
        .collect()
}
