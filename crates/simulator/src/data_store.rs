//! Values stored by apps: JSON by namespace and key.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::clock::Moment;
use crate::uid;
use crate::user::User;

/// The store, by namespaces and keys.
#[derive(Debug, Default)]
pub(crate) struct DataStore {
    namespaces: BTreeMap<String, BTreeMap<String, Entry>>,
}

/// A value with who keeps it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) value: Value,
    pub(crate) created: Moment,
    pub(crate) updated: Moment,
    pub(crate) author: User,
    pub(crate) editor: User,
}

impl DataStore {
    /// The names of all namespaces.
    pub(crate) fn namespaces(&self) -> impl Iterator<Item = &String> {
        self.namespaces.keys()
    }

    /// The entries of a namespace, sorted by key; none if it does not exist.
    pub(crate) fn entries(&self, namespace: &str) -> impl Iterator<Item = (&String, &Entry)> {
        self.namespaces.get(namespace).into_iter().flatten()
    }

    /// The entry of a key.
    pub(crate) fn get(&self, namespace: &str, key: &str) -> Option<&Entry> {
        self.namespaces.get(namespace)?.get(key)
    }

    /// Keeps a value; whether the key is new.
    pub(crate) fn put(&mut self, namespace: &str, key: &str, value: Value, user: &User, now: Moment) -> bool {
        let keys = self.namespaces.entry(namespace.to_owned()).or_default();
        if let Some(entry) = keys.get_mut(key) {
            (entry.value, entry.updated, entry.editor) = (value, now, user.clone());
            return false;
        }
        let entry = Entry {
            id: uid::of(&format!("{namespace} {key} {}", now.millis())),
            value,
            created: now,
            updated: now,
            author: user.clone(),
            editor: user.clone(),
        };
        keys.insert(key.to_owned(), entry).is_none()
    }

    /// Changes a part of a value; with a `roll`, appends to a list there and keeps so many of its last elements.
    pub(crate) fn put_at(
        &mut self,
        (namespace, key): (&str, &str),
        path: &str,
        roll: Option<usize>,
        value: Value,
        now: Moment,
    ) {
        let Some(entry) = self.namespaces.get_mut(namespace).and_then(|keys| keys.get_mut(key)) else {
            return;
        };
        entry.updated = now;
        let Some(place) = place(&mut entry.value, path) else { return };
        match (roll, place) {
            (Some(count), Value::Array(list)) => {
                list.push(value);
                list.drain(..list.len().saturating_sub(count));
            }
            (Some(_), place) => *place = Value::Array(vec![value]),
            (None, place) => *place = value,
        }
    }

    /// Removes a key; whether it was there.
    pub(crate) fn remove(&mut self, namespace: &str, key: &str) -> bool {
        let Some(keys) = self.namespaces.get_mut(namespace) else { return false };
        let is_removed = keys.remove(key).is_some();
        self.namespaces.retain(|_, keys| !keys.is_empty());
        is_removed
    }

    /// Removes a namespace; whether it was there.
    pub(crate) fn remove_namespace(&mut self, namespace: &str) -> bool {
        self.namespaces.remove(namespace).is_some()
    }
}

/// The part of a value at a path such as `runs.last`, created if missing.
fn place<'a>(value: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    path.split('.')
        .filter(|name| !name.is_empty())
        .try_fold(value, |value, name| Some(value.as_object_mut()?.entry(name).or_insert(Value::Null)))
}
