//! System settings: the server's keys, and the values set.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::Version;

/// The keys with their first values: those of 2.42, and what other versions have instead.
const KEYS: &str = include_str!("../catalogue/system-settings.json");

/// The key of the password for another server.
const SECRET: &str = "keyRemoteInstancePassword";

/// A key that newer versions still answer for but do not list any more.
const UNLISTED: &str = "keyStyle";

/// The user settings, in the server's order, with their defaults.
fn preset(version: Version) -> Map<String, Value> {
    // 2.41 omits unset values, and notifies users by default.
    let is_newer = version != Version::V2_41;
    let entries = [
        ("keyDbLocale", is_newer.then(|| json!("en"))),
        ("keyMessageSmsNotification", Some(json!(!is_newer))),
        ("keyTrackerDashboardLayout", is_newer.then(|| json!(""))),
        ("keyStyle", Some(json!("light_blue/light_blue.css"))),
        ("keyUiLocale", Some(json!("en"))),
        ("keyAnalysisDisplayProperty", Some(json!("name"))),
        ("keyMessageEmailNotification", Some(json!(!is_newer))),
    ];
    entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// The settings of a server and of its users.
#[derive(Debug)]
pub(crate) struct Settings {
    version: Version,
    values: Map<String, Value>,
    /// The defaults.
    presets: Map<String, Value>,
    /// What only superusers are told, such as a password.
    secrets: HashMap<String, String>,
    /// The settings of users, by their usernames.
    personal: HashMap<String, Map<String, Value>>,
    cors_whitelist: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Keys {
    common: Map<String, Value>,
    #[serde(rename = "2.41")]
    older: Difference,
    #[serde(rename = "2.43")]
    newer: Difference,
}

/// What a version has otherwise.
#[derive(Default, Deserialize)]
struct Difference {
    without: Vec<String>,
    with: Map<String, Value>,
}

impl Settings {
    pub(crate) fn new(version: Version) -> Self {
        let keys: Keys = serde_json::from_str(KEYS).unwrap_or_default();
        let difference = match version {
            Version::V2_41 => keys.older,
            Version::V2_42 => Difference::default(),
            Version::V2_43 | Version::V2_44 => keys.newer,
        };
        let mut values = keys.common;
        values.retain(|key, _| !difference.without.contains(key));
        values.extend(difference.with);
        Self {
            version,
            presets: values.clone(),
            values,
            secrets: HashMap::new(),
            personal: HashMap::new(),
            cors_whitelist: Vec::new(),
        }
    }

    /// The settings that were asked for by their keys, or all that are listed, in the server's order.
    pub(crate) fn chosen(&self, keys: Option<&[String]>) -> Value {
        let is_listed = |key: &str| key != UNLISTED || self.version <= Version::V2_42;
        let is_chosen = |key: &String| keys.map_or_else(|| is_listed(key), |keys| keys.contains(key));
        let chosen = self.values.iter().filter(|(key, _)| is_chosen(key));
        chosen.map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// The value of a setting; `None` if the key does not exist.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.values.get(key)
    }

    /// Sets a value of the type that the key has.
    pub(crate) fn set(&mut self, key: &str, text: &str) -> Result<(), SettingFault> {
        if key == SECRET {
            self.secrets.insert(key.to_owned(), text.to_owned());
            return Ok(());
        }
        let current = self.values.get_mut(key).ok_or(SettingFault::NoSuchKey)?;
        *current = match current {
            Value::Bool(_) => text.parse().map(Value::Bool).map_err(|_| SettingFault::BadValue)?,
            Value::Number(_) => {
                let number: serde_json::Number = text.parse().map_err(|_| SettingFault::BadValue)?;
                Value::Number(number)
            }
            _ => Value::String(text.to_owned()),
        };
        Ok(())
    }

    /// Resets a setting.
    pub(crate) fn reset(&mut self, key: &str) -> Result<(), SettingFault> {
        if key == SECRET {
            self.secrets.remove(key);
            return Ok(());
        }
        let preset = self.presets.get(key).cloned().ok_or(SettingFault::NoSuchKey)?;
        self.values.insert(key.to_owned(), preset);
        Ok(())
    }

    /// The value of a setting that only superusers are told; `None` for other settings.
    pub(crate) fn secret(&self, key: &str) -> Option<&str> {
        (key == SECRET).then(|| self.secrets.get(key).map_or("", String::as_str))
    }

    /// The settings of a user, including defaults.
    pub(crate) fn of_user(&self, username: &str) -> Map<String, Value> {
        let mut all = preset(self.version);
        all.extend(self.personal.get(username).cloned().unwrap_or_default());
        all
    }

    /// Sets a user setting; returns whether the key exists.
    pub(crate) fn set_of_user(&mut self, username: &str, key: &str, value: &str) -> bool {
        let is_known = preset(Version::V2_42).contains_key(key);
        if is_known {
            let personal = self.personal.entry(username.to_owned()).or_default();
            personal.insert(key.to_owned(), value.into());
        }
        is_known
    }

    /// Whether installed apps open inside the global shell.
    pub(crate) fn shell_is_on(&self) -> bool {
        self.values.get("globalShellEnabled").and_then(Value::as_bool).unwrap_or(false)
    }

    /// The title of the server.
    pub(crate) fn title(&self) -> &str {
        self.values.get("applicationTitle").and_then(Value::as_str).unwrap_or("DHIS 2")
    }

    /// The foreign origins that scripts may call the server from.
    pub(crate) fn cors_whitelist(&self) -> &[String] {
        &self.cors_whitelist
    }

    /// Replaces the foreign origins that are allowed.
    pub(crate) fn set_cors_whitelist(&mut self, origins: Vec<String>) {
        self.cors_whitelist = origins;
    }
}

/// Why a setting was not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SettingFault {
    /// The server has no such key.
    NoSuchKey,
    /// The value is not of the key's type.
    BadValue,
}
