//! The shape of a JSON document: its keys, and the types of their values.
//!
//! The shapes of an array's elements are merged: a key is present always or sometimes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What keys begin with that name a kind of thing: a server need not have things of every kind.
pub(crate) const KIND_MARK: char = '«';

/// The type of a value that has no parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Integer,
    Decimal,
    Text,
    /// A text such as `2026-11-21T07:59:13.326`.
    Time,
}

/// What is known of the values in one place of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    kinds: BTreeSet<Kind>,
    list: Option<List>,
    object: Option<Object>,
}

#[derive(Clone, Debug, Default)]
struct List {
    /// Whether one of the lists has an element.
    is_filled: bool,
    element: Box<Shape>,
}

#[derive(Clone, Debug, Default)]
struct Object {
    seen: usize,
    keys: BTreeMap<String, (usize, Shape)>,
}

impl Shape {
    /// The shape of a document.
    pub(crate) fn of(value: &Value) -> Self {
        let mut shape = Self::default();
        shape.add(value);
        shape
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Null => self.add_kind(Kind::Null),
            Value::Bool(_) => self.add_kind(Kind::Boolean),
            Value::Number(number) if number.is_f64() => self.add_kind(Kind::Decimal),
            Value::Number(_) => self.add_kind(Kind::Integer),
            Value::String(text) if is_time(text) => self.add_kind(Kind::Time),
            Value::String(_) => self.add_kind(Kind::Text),
            Value::Array(elements) => {
                let list = self.list.get_or_insert_default();
                list.is_filled |= !elements.is_empty();
                elements.iter().for_each(|element| list.element.add(element));
            }
            Value::Object(entries) => {
                let object = self.object.get_or_insert_default();
                object.seen += 1;
                for (key, value) in entries {
                    let (count, shape) = object.keys.entry(key.clone()).or_default();
                    *count += 1;
                    shape.add(value);
                }
            }
        }
    }

    fn add_kind(&mut self, kind: Kind) {
        self.kinds.insert(kind);
    }

    /// What differs between a recorded shape and a simulated one, in both directions.
    pub(crate) fn differences(recorded: &Self, simulated: &Self) -> Vec<String> {
        let mut found = Vec::new();
        compare(recorded, simulated, "$", &mut found);
        found
    }
}

fn compare(recorded: &Shape, simulated: &Shape, path: &str, found: &mut Vec<String>) {
    if recorded.kinds != simulated.kinds {
        found.push(format!("{path}: recorded {:?}, simulated {:?}", recorded.kinds, simulated.kinds));
    }
    match (&recorded.list, &simulated.list) {
        (Some(recorded), Some(simulated)) if recorded.is_filled && simulated.is_filled => {
            compare(&recorded.element, &simulated.element, &format!("{path}[]"), found);
        }
        (Some(recorded), Some(simulated)) if recorded.is_filled != simulated.is_filled => {
            let empty = if recorded.is_filled { "simulated" } else { "recorded" };
            found.push(format!("{path}: the {empty} list is empty"));
        }
        (Some(_), None) => found.push(format!("{path}: no list is simulated")),
        (None, Some(_)) => found.push(format!("{path}: a list is simulated")),
        _ => {}
    }
    match (&recorded.object, &simulated.object) {
        (Some(recorded), Some(simulated)) => compare_keys(recorded, simulated, path, found),
        (Some(_), None) => found.push(format!("{path}: no object is simulated")),
        (None, Some(_)) => found.push(format!("{path}: an object is simulated")),
        (None, None) => {}
    }
}

fn compare_keys(recorded: &Object, simulated: &Object, path: &str, found: &mut Vec<String>) {
    for (key, (count, shape)) in &recorded.keys {
        let path = format!("{path}.{key}");
        let Some((other_count, other)) = simulated.keys.get(key) else {
            if !key.starts_with(KIND_MARK) {
                found.push(format!("{path}: missing"));
            }
            continue;
        };
        let (always, other_always) = (*count == recorded.seen, *other_count == simulated.seen);
        match (always, other_always) {
            (true, false) => found.push(format!("{path}: simulated only sometimes")),
            (false, true) => found.push(format!("{path}: recorded only sometimes")),
            _ => {}
        }
        compare(shape, other, &path, found);
    }
    let added = simulated.keys.keys().filter(|key| !recorded.keys.contains_key(*key));
    for key in added.filter(|key| !key.starts_with(KIND_MARK)) {
        found.push(format!("{path}.{key}: added"));
    }
}

/// Whether a text is a time of the server, such as `2026-11-21T07:59:13.326`.
fn is_time(text: &str) -> bool {
    const PATTERN: &[u8] = b"0000-00-00T00:00:00.000";
    text.len() == PATTERN.len()
        && text.bytes().zip(PATTERN).all(|(byte, pattern)| match pattern {
            b'0' => byte.is_ascii_digit(),
            other => byte == *other,
        })
}
