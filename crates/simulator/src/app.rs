//! Installed apps: reading their zips, and storing their files.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use bytes::Bytes;
use serde_json::{Map, Value, json};
use zip::ZipArchive;

use crate::clock::Moment;
use crate::user::{APP_MANAGEMENT, User};
use crate::{Version, uid};

const MANIFEST: &str = "manifest.webapp";

/// Some of the apps that versions bring with them: their keys and names.
pub(crate) const BUNDLED: [(&str, &str); 8] = [
    ("app-management", "App Management"),
    ("dashboard", "Dashboard"),
    ("data-administration", "Data Administration"),
    ("dataentry", "Data Entry"),
    ("data-visualizer", "Data Visualizer"),
    ("maintenance", "Maintenance"),
    ("scheduler", "Scheduler"),
    ("user", "Users"),
];

/// The name of an app that versions bring with them, by its key.
pub(crate) fn bundled(key: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|(other, _)| *other == key).map(|(_, name)| *name)
}

/// The apps that are installed, in the order of their keys.
#[derive(Debug, Default)]
pub(crate) struct Apps {
    installed: Vec<App>,
}

/// An installed app.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) key: String,
    manifest: Map<String, Value>,
    files: HashMap<String, Bytes>,
    folder: String,
    /// Whether it stands in the place of an app that the version brings with it.
    is_bundled: bool,
    /// When it was installed, which is when its files changed last.
    pub(crate) installed: Moment,
}

/// Why a zip was not installed.
#[derive(Debug, PartialEq, Eq)]
pub enum InstallFault {
    /// It cannot be read as a zip.
    NotAZip,
    /// It has no `manifest.webapp` at its root.
    MissingManifest,
    /// Its manifest is no JSON object with a name.
    InvalidManifest,
}

impl Apps {
    /// Installs an app, in place of one with the same key, and returns it.
    pub(crate) fn install(
        &mut self,
        zip: &[u8],
        version: Version,
        now: Moment,
    ) -> Result<&App, InstallFault> {
        let files = unpack(zip)?;
        let manifest = files.get(MANIFEST).ok_or(InstallFault::MissingManifest)?;
        let manifest: Map<String, Value> =
            serde_json::from_slice(manifest).map_err(|_| InstallFault::InvalidManifest)?;
        let name = manifest.get("short_name").or(manifest.get("name")).and_then(Value::as_str);
        let key = key_of(name.ok_or(InstallFault::InvalidManifest)?);
        let suffix =
            if version >= Version::V2_43 { format!("_{}", uid::of(&now.iso())) } else { String::new() };
        let folder = format!("apps/{key}{suffix}");
        self.remove(&key);
        let at = self.installed.partition_point(|app| app.key < key);
        let is_bundled = version <= Version::V2_42 && bundled(&key).is_some();
        self.installed.insert(at, App { key, manifest, files, folder, is_bundled, installed: now });
        self.installed.get(at).ok_or(InstallFault::InvalidManifest)
    }

    /// Removes an app; whether it was there.
    pub(crate) fn remove(&mut self, key: &str) -> bool {
        let before = self.installed.len();
        self.installed.retain(|app| app.key != key);
        self.installed.len() < before
    }

    /// The app of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&App> {
        self.installed.iter().find(|app| app.key == key)
    }

    /// The authority that a namespace of the data store asks for, if an app has it for itself.
    pub(crate) fn guard(&self, namespace: &str) -> Option<String> {
        let names = |app: &&App| {
            let own = app.manifest.get("activities").and_then(|all| all.pointer("/dhis/namespace"));
            own.and_then(Value::as_str) == Some(namespace)
        };
        self.installed.iter().find(names).map(App::authority)
    }

    /// The apps that a user may use.
    pub(crate) fn of<'a>(&'a self, user: &'a User) -> impl Iterator<Item = &'a App> {
        self.installed.iter().filter(|app| app.is_open_to(user))
    }
}

impl App {
    /// Whether a user may use the app.
    pub(crate) fn is_open_to(&self, user: &User) -> bool {
        user.may(&self.authority()) || user.may(APP_MANAGEMENT)
    }

    /// The authority to use the app.
    fn authority(&self) -> String {
        if self.is_bundled {
            return format!("M_dhis-web-{}", self.key);
        }
        let name = self.text("short_name").unwrap_or(&self.key);
        let kept: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || c.is_whitespace()).collect();
        format!("M_{}", kept.trim().replace(char::is_whitespace, "_"))
    }

    /// The bytes of a file.
    pub(crate) fn file(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// The file that the app is opened by.
    pub(crate) fn launch_path(&self) -> &str {
        self.text("launch_path").unwrap_or("index.html")
    }

    /// The app as the list shows it; `base` is the server's address, `None` in the answer to an upload.
    pub(crate) fn describe(&self, version: Version, base: Option<&str>) -> Value {
        let mut all = Map::new();
        let text = |name: &str| self.text(name).map(Value::from);
        let entries = [
            ("version", text("version")),
            ("name", text("name")),
            ("displayName", text("name")),
            ("displayDescription", text("description")),
            ("appType", text("appType").or(Some("APP".into()))),
            ("basePath", base.map(|_| self.home().into())),
            ("appStorageSource", Some("JCLOUDS".into())),
            ("folderName", Some(self.folder.as_str().into())),
            ("description", text("description")),
            ("icons", self.manifest.get("icons").cloned()),
            ("developer", self.manifest.get("developer").cloned()),
            ("activities", self.manifest.get("activities").cloned()),
            ("launchUrl", base.map(|base| self.launch_url(base).into())),
            ("baseUrl", base.map(|base| self.base_url(base).into())),
            ("authorities", Some(self.manifest.get("authorities").cloned().unwrap_or(json!([])))),
            ("bundled", Some(self.is_bundled.into())),
            ("appState", Some("OK".into())),
            ("shortcuts", Some(self.shortcuts())),
            ("key", Some(self.key.as_str().into())),
            ("launch_path", text("launch_path")),
            ("default_locale", text("default_locale")),
            ("short_name", text("short_name")),
            ("core_app", Some(self.manifest.get("core_app").cloned().unwrap_or(Value::Bool(false)))),
        ];
        for (name, value) in entries {
            let newer = ["displayName", "displayDescription", "basePath", "shortcuts"].contains(&name);
            if let (Some(value), false) = (value, newer && version == Version::V2_41) {
                all.insert(name.to_owned(), value);
            }
        }
        Value::Object(all)
    }

    /// The manifest as the server shows it: with the server's address in its place.
    pub(crate) fn served_manifest(&self, version: Version, base: &str) -> Value {
        let mut all = self.describe(version, Some(base));
        if let Some(href) = all.pointer_mut("/activities/dhis/href") {
            *href = base.into();
        }
        all
    }

    /// The app as the menu of the header bar shows it.
    pub(crate) fn module(&self, version: Version, base: &str) -> Value {
        let icon = self.manifest.get("icons").and_then(|icons| icons.get("48")).and_then(Value::as_str);
        let icon = icon.map(|icon| format!("{}/{icon}", self.base_url(base)));
        let newer = |value: Value| (version != Version::V2_41).then_some(value);
        let entries = [
            ("name", Some(json!(self.key))),
            ("namespace", Some(self.namespace(version))),
            ("defaultAction", Some(json!(self.launch_url(base)))),
            ("displayName", Some(json!(self.text("name")))),
            ("displayDescription", newer(json!(self.text("description")))),
            ("icon", Some(json!(icon))),
            ("description", Some(json!(self.text("description")))),
            ("version", newer(json!(self.text("version")))),
            ("shortcuts", newer(self.shortcuts())),
        ];
        entries
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect::<Map<_, _>>()
            .into()
    }

    fn namespace(&self, version: Version) -> Value {
        match version {
            Version::V2_41 => self.key.as_str().into(),
            _ => self.home().into(),
        }
    }

    /// The path below which the files are: apart for apps that versions bring with them.
    fn home(&self) -> String {
        if self.is_bundled { format!("/dhis-web-{}", self.key) } else { format!("/api/apps/{}", self.key) }
    }

    /// Whether the files have a path of their own, outside of the API.
    pub(crate) fn is_apart(&self) -> bool {
        self.is_bundled
    }

    /// The address below which the files are.
    pub(crate) fn base_url(&self, base: &str) -> String {
        format!("{base}{}", self.home())
    }

    /// The address that opens the app outside the shell.
    pub(crate) fn launch_url(&self, base: &str) -> String {
        format!("{}/{}", self.base_url(base), self.launch_path())
    }

    /// The shortcuts of the manifest, as the server completes them.
    fn shortcuts(&self) -> Value {
        let shortcuts = self.manifest.get("shortcuts").and_then(Value::as_array);
        let complete = |shortcut: &Value| json!({ "name": shortcut["name"], "displayName": shortcut["name"], "url": shortcut["url"] });
        shortcuts.map(|all| all.iter().map(complete).collect()).unwrap_or(json!([]))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.manifest.get(name).and_then(Value::as_str)
    }
}

/// The key of an app: its short name, with blanks as hyphens and nothing but letters, digits and hyphens.
fn key_of(name: &str) -> String {
    let kept: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || c.is_whitespace() || *c == '-').collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}

fn unpack(zip: &[u8]) -> Result<HashMap<String, Bytes>, InstallFault> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|_| InstallFault::NotAZip)?;
    let mut files = HashMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|_| InstallFault::NotAZip)?;
        let Some(name) = entry.enclosed_name().filter(|_| entry.is_file()) else { continue };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|_| InstallFault::NotAZip)?;
        files.insert(name.to_string_lossy().into_owned(), bytes.into());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_an_app_is_its_short_name_without_odd_letters() {
        assert_eq!(key_of("steward"), "steward");
        assert_eq!(key_of(" Instance  Console! "), "Instance-Console");
    }

    #[test]
    fn a_file_that_is_no_zip_is_rejected() {
        let mut apps = Apps::default();
        let fault = apps.install(b"PK", Version::V2_42, Moment::NEVER).unwrap_err();
        assert_eq!(fault, InstallFault::NotAZip);
    }
}
