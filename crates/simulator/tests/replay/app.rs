//! A reconstruction of the app that the recordings install, whose bytes were not recorded.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const BOUNDARY: &str = "----boundary";

/// The files of the recorded app, without its manifest.
const FILES: [(&str, &[u8]); 9] = [
    (
        "index.html",
        b"<!doctype html><html><head><meta charset=utf-8><title>p</title></head>\
          <body><script type=module src=app.js></script></body></html>",
    ),
    ("app.js", b"console.log('probe', __BASE_URL__ ?? '');"),
    ("mod.mjs", b"export default 1;"),
    ("app.css", b"body{color:black}"),
    ("data.json", b"{}"),
    ("icon.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("font.woff2", b"wOF2"),
    ("probe.wasm", b"\0asm\x01\0\0\0"),
    ("assets/deep-1a2b3c.js", b"export const x=1;"),
];

/// The page of the other recorded app.
const PLAIN_PAGE: &[u8] = b"<!doctype html><title>x</title>";

/// What a request uploads.
pub(crate) struct App {
    bytes: Vec<u8>,
}

impl App {
    /// What a story calls `probe VERSION`, `bundled core`, `bundled other`, `namespace NAME`, `no namespace`, `no zip` or `no manifest`.
    pub(crate) fn named(name: &str) -> Self {
        let bytes = match name.split_once(' ') {
            Some(("probe", version)) => zip(Some(&manifest(version))),
            Some(("bundled", core)) => zip_with(Some(&bundled_manifest(core == "core")), PLAIN_PAGE),
            Some(("namespace", name)) => zip(Some(&namespace_manifest(Some(name)))),
            Some(("no", "namespace")) => zip(Some(&namespace_manifest(None))),
            Some(("no", "manifest")) => zip(None),
            Some(("no", "zip")) => b"this is not a zip".to_vec(),
            _ => panic!("there is no such app: {name}"),
        };
        Self { bytes }
    }

    /// The body of the form that uploads it.
    pub(crate) fn multipart(&self) -> Vec<u8> {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"probe.zip\"\r\n\
             Content-Type: application/zip\r\n\r\n"
        );
        let tail = format!("\r\n--{BOUNDARY}--\r\n");
        [head.as_bytes(), &self.bytes, tail.as_bytes()].concat()
    }
}

fn manifest(version: &str) -> String {
    serde_json::json!({
        "version": version,
        "name": "Probe App",
        "short_name": "probe",
        "description": "A probe",
        "appType": "APP",
        "launch_path": "index.html",
        "default_locale": "en",
        "icons": { "48": "icon.svg" },
        "developer": { "name": "nobody" },
        "activities": { "dhis": { "href": "*", "namespace": "probe" } },
        "authorities": ["F_PERFORM_MAINTENANCE"],
    })
    .to_string()
}

/// The manifest of an app that stands in the place of one that versions bring with them.
fn bundled_manifest(is_core: bool) -> String {
    serde_json::json!({
        "version": "100.0.0",
        "name": "Data Administration",
        "short_name": "data-administration",
        "appType": "APP",
        "launch_path": "index.html",
        "icons": { "48": "i.png" },
        "developer": { "name": "n" },
        "activities": { "dhis": { "href": "*" } },
        "core_app": is_core,
    })
    .to_string()
}

/// The manifest of an app that has a namespace of the data store for itself.
fn namespace_manifest(namespace: Option<&str>) -> String {
    let mut manifest = serde_json::json!({
        "version": "0.1.0",
        "name": "Ns probe",
        "short_name": "ns-probe",
        "description": "d",
        "appType": "APP",
        "launch_path": "index.html",
        "icons": { "48": "i.png" },
        "activities": { "dhis": { "href": "*" } },
    });
    if let Some(namespace) = namespace {
        manifest["activities"]["dhis"]["namespace"] = namespace.into();
    }
    manifest.to_string()
}

fn zip(manifest: Option<&str>) -> Vec<u8> {
    zip_with(manifest, FILES[0].1)
}

fn zip_with(manifest: Option<&str>, page: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = manifest.map(|text| ("manifest.webapp", text.as_bytes()));
    let page = [("index.html", page)];
    for (name, bytes) in page.into_iter().chain(FILES.into_iter().skip(1)).chain(manifest) {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
