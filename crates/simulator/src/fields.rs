//! The `fields` parameter: the properties of an object in a response.
//!
//! Properties are in the order of the object, not of the parameter, as on a real server.

use serde_json::{Map, Value};

/// A requested property, with the requested properties of its value.
#[derive(Clone, Debug, PartialEq)]
struct Field {
    name: String,
    transformers: Vec<Transformer>,
    inner: Vec<Field>,
}

/// What is done to a property, such as `~size`.
#[derive(Clone, Debug, PartialEq)]
enum Transformer {
    Rename(String),
    Size,
    IsEmpty,
    IsNotEmpty,
    Pluck(String),
}

/// A parsed `fields` parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields(Vec<Field>);

impl Fields {
    /// Reads a `fields` parameter, such as `id,name,access[read],!user`.
    pub(crate) fn parse(text: &str) -> Self {
        let mut rest = text;
        Self(parse_list(&mut rest))
    }

    /// Everything an object has.
    pub(crate) fn all() -> Self {
        Self::parse("*")
    }

    /// The properties of an object that were asked for.
    pub(crate) fn select(&self, object: &Value) -> Value {
        select(&self.0, object)
    }
}

fn parse_list(rest: &mut &str) -> Vec<Field> {
    let mut fields = Vec::new();
    loop {
        let end = rest.find([',', '[', ']']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        *rest = after;
        let mut inner = Vec::new();
        if let Some(after) = rest.strip_prefix('[') {
            *rest = after;
            inner = parse_list(rest);
            *rest = rest.strip_prefix(']').unwrap_or(rest);
        }
        if !word.trim().is_empty() {
            fields.push(field(word.trim(), inner));
        }
        match rest.strip_prefix(',') {
            Some(after) => *rest = after,
            None => return fields,
        }
    }
}

fn field(word: &str, inner: Vec<Field>) -> Field {
    let word = word.replace("::", "~").replace('|', "~");
    let mut words = word.split('~');
    let name = words.next().unwrap_or_default().to_owned();
    Field { name, transformers: words.filter_map(transformer).collect(), inner }
}

fn transformer(word: &str) -> Option<Transformer> {
    let (name, argument) = word.trim_end_matches(')').split_once('(').unwrap_or((word, ""));
    match name {
        "rename" => Some(Transformer::Rename(argument.to_owned())),
        "size" => Some(Transformer::Size),
        "isEmpty" => Some(Transformer::IsEmpty),
        "isNotEmpty" => Some(Transformer::IsNotEmpty),
        "pluck" => Some(Transformer::Pluck(if argument.is_empty() { "id" } else { argument }.to_owned())),
        _ => None,
    }
}

/// A property after its transformers, by the name that it has then.
fn transform(field: &Field, value: &Value) -> (String, Value) {
    let chosen = if field.inner.is_empty() { reference(value) } else { select(&field.inner, value) };
    let mut shown = (field.name.clone(), chosen);
    let count = value.as_array().map_or(0, Vec::len);
    for transformer in &field.transformers {
        match transformer {
            Transformer::Rename(name) => shown.0.clone_from(name),
            Transformer::Size => shown.1 = count.into(),
            Transformer::IsEmpty => shown.1 = (count == 0).into(),
            Transformer::IsNotEmpty => shown.1 = (count > 0).into(),
            Transformer::Pluck(name) => {
                let all = value.as_array().into_iter().flatten();
                shown.1 = all.filter_map(|one| one.get(name)).cloned().collect();
            }
        }
    }
    shown
}

fn select(fields: &[Field], value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| select(fields, item)).collect(),
        Value::Object(object) => Value::Object(select_object(fields, object)),
        other => other.clone(),
    }
}

fn select_object(fields: &[Field], object: &Map<String, Value>) -> Map<String, Value> {
    let everything = fields.iter().any(|field| field.name == "*" || field.name.starts_with(':'));
    let mut selected = Map::new();
    for (key, value) in object {
        let named = fields.iter().find(|field| field.name == *key);
        let excluded = fields.iter().any(|field| field.name.strip_prefix('!') == Some(key));
        match named {
            _ if excluded => {}
            Some(field) => {
                let (key, shown) = transform(field, value);
                selected.insert(key, shown);
            }
            None if everything => {
                selected.insert(key.clone(), reference(value));
            }
            None => {}
        }
    }
    selected
}

/// Nested objects have only their UID unless more was requested; users also have their name.
fn reference(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(reference).collect(),
        Value::Object(object) => match (object.get("id"), object.get("name")) {
            (Some(id), Some(_)) if !object.contains_key("username") => {
                Value::Object(Map::from_iter([("id".to_owned(), id.clone())]))
            }
            (Some(_), _) => value.clone(),
            (None, _) => object.iter().map(|(key, value)| (key.clone(), reference(value))).collect(),
        },
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn person() -> Value {
        json!({
            "id": "a", "name": "Ann", "units": [{"name": "Bo", "id": "b"}],
            "settings": {"keyUiLocale": "en", "keyStyle": "blue"}
        })
    }

    #[test]
    fn properties_come_in_the_order_of_the_object() {
        let chosen = Fields::parse("settings[keyUiLocale],units[name,id],id").select(&person());
        assert_eq!(
            chosen.to_string(),
            r#"{"id":"a","units":[{"name":"Bo","id":"b"}],"settings":{"keyUiLocale":"en"}}"#
        );
    }

    #[test]
    fn the_filter_for_everything_reduces_inner_objects_to_their_identifiers() {
        let chosen = Fields::parse("*,!settings").select(&person());
        assert_eq!(chosen.to_string(), r#"{"id":"a","name":"Ann","units":[{"id":"b"}]}"#);
        let link = json!({ "links": [{ "unit": { "id": "b", "name": "Bo" } }] });
        assert_eq!(Fields::all().select(&link), json!({ "links": [{ "unit": { "id": "b" } }] }));
    }

    #[test]
    fn a_property_can_be_renamed_and_counted() {
        let chosen = Fields::parse("name~rename(label),units~size~rename(count)").select(&person());
        assert_eq!(chosen, json!({"label": "Ann", "count": 1}));
        let chosen = Fields::parse("units~isNotEmpty").select(&person());
        assert_eq!(chosen, json!({"units": true}));
        let chosen = Fields::parse("units::pluck(name)").select(&person());
        assert_eq!(chosen, json!({"units": ["Bo"]}));
    }
}
