//! JSON patches, as `PATCH` takes them: a list of operations on the properties of an object.

use serde_json::{Map, Value};

/// Why a patch cannot be applied.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PatchFault {
    /// It is no list of operations.
    NoPatch,
    /// It names a property that the object does not have; the name is given.
    NoSuchProperty(String),
}

/// Applies a patch to the properties of an object that exist by their names.
pub(crate) fn apply(
    object: &mut Map<String, Value>,
    patch: &[u8],
    properties: &str,
) -> Result<(), PatchFault> {
    let Ok(Value::Array(operations)) = serde_json::from_slice(patch) else {
        return Err(PatchFault::NoPatch);
    };
    for operation in operations {
        let text = |key: &str| operation.get(key).and_then(Value::as_str);
        let (Some(kind), Some(path)) = (text("op"), text("path")) else {
            return Err(PatchFault::NoPatch);
        };
        let mut names = path.trim_start_matches('/').split('/');
        let first = names.next().unwrap_or_default();
        if !properties.split(',').any(|name| name == first) {
            return Err(PatchFault::NoSuchProperty(first.to_owned()));
        }
        let names: Vec<&str> = names.collect();
        change(object, first, &names, kind, operation.get("value").cloned());
    }
    Ok(())
}

fn change(object: &mut Map<String, Value>, name: &str, deeper: &[&str], kind: &str, value: Option<Value>) {
    match deeper.split_first() {
        Some((next, rest)) => {
            if let Some(inner) = object.get_mut(name).and_then(Value::as_object_mut) {
                change(inner, next, rest, kind, value);
            }
        }
        None if kind == "remove" => {
            object.shift_remove(name);
        }
        None => {
            object.insert(name.to_owned(), value.unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn patched(patch: &str) -> Result<Value, PatchFault> {
        let Value::Object(mut job) = json!({ "name": "a", "jobParameters": { "checks": [] } }) else {
            unreachable!()
        };
        apply(&mut job, patch.as_bytes(), "name,enabled,jobParameters").map(|()| job.into())
    }

    #[test]
    fn properties_are_added_replaced_and_removed() {
        let patch = r#"[{"op":"replace","path":"/name","value":"b"},{"op":"add","path":"/enabled","value":true},
            {"op":"replace","path":"/jobParameters/checks","value":["x"]}]"#;
        let expected = json!({ "name": "b", "enabled": true, "jobParameters": { "checks": ["x"] } });
        assert_eq!(patched(patch), Ok(expected));
        assert_eq!(patched(r#"[{"op":"remove","path":"/jobParameters"}]"#), Ok(json!({ "name": "a" })));
    }

    #[test]
    fn an_unknown_property_is_rejected() {
        let fault = PatchFault::NoSuchProperty("noSuch".to_owned());
        assert_eq!(patched(r#"[{"op":"replace","path":"/noSuch","value":1}]"#), Err(fault));
        assert_eq!(patched("{}"), Err(PatchFault::NoPatch));
    }
}
