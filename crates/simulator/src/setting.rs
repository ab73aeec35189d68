//! System settings: the keys a server has, and the values that were set.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::Version;

const KEYS: &str = include_str!("../catalogue/system-settings.json");

/// The settings that each person has, in the server's order, with what they are at first.
fn preset() -> [(&'static str, Value); 7] {
    [
        ("keyDbLocale", json!("en")),
        ("keyMessageSmsNotification", json!(false)),
        ("keyTrackerDashboardLayout", json!("")),
        ("keyStyle", json!("light_blue/light_blue.css")),
        ("keyUiLocale", json!("en")),
        ("keyAnalysisDisplayProperty", json!("name")),
        ("keyMessageEmailNotification", json!(false)),
    ]
}

/// The settings of a server and of its people.
#[derive(Debug)]
pub(crate) struct Settings {
    values: Map<String, Value>,
    /// What people have set for themselves, by their names.
    personal: HashMap<String, Map<String, Value>>,
    cors_whitelist: Vec<String>,
}

impl Settings {
    pub(crate) fn new(version: Version) -> Self {
        let mut values: Map<String, Value> = serde_json::from_str(KEYS).unwrap_or_default();
        if !version.has_shell() {
            values.shift_remove("globalShellEnabled");
            values.shift_remove("globalShellAppName");
        }
        Self { values, personal: HashMap::new(), cors_whitelist: Vec::new() }
    }

    /// All settings, in the server's order.
    pub(crate) fn all(&self) -> &Map<String, Value> {
        &self.values
    }

    /// The value of a setting; `None` if there is no such key.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.values.get(key)
    }

    /// Sets a value of the type that the key has.
    pub(crate) fn set(&mut self, key: &str, text: &str) -> Result<(), SettingFault> {
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

    /// The settings of a person, with what is preset for what was not set.
    pub(crate) fn of_user(&self, username: &str) -> Map<String, Value> {
        let mut all: Map<String, Value> =
            preset().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        all.extend(self.personal.get(username).cloned().unwrap_or_default());
        all
    }

    /// Sets a setting of a person; whether there is such a key.
    pub(crate) fn set_of_user(&mut self, username: &str, key: &str, value: &str) -> bool {
        let is_known = preset().iter().any(|(known, _)| *known == key);
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
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum SettingFault {
    /// The server has no such key.
    NoSuchKey,
    /// The value is not of the key's type.
    BadValue,
}
