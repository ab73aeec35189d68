//! JSON as it came, and how every type here is read from it.
//!
//! All types go through one tree, and only the tree is read by serde: decoders that serde derives are made anew for
//! every type, and were a third of the compiled code.

mod read;
mod tree;

use std::borrow::Cow;

pub use read::{Faults, FromJson, Unexpected};
use serde_json::Number;
pub(crate) use tree::deserialize_from_json;

/// A JSON value, its members in the order of the text.
///
/// ```
/// use dhis2_steward::model::Json;
///
/// let json: Json = serde_json::from_str(r#"{"type":"SUMMARY","checks":["users_with_no_role"]}"#)?;
/// assert_eq!(json.get("type").and_then(Json::as_str), Some("SUMMARY"));
/// assert_eq!(json.get("checks").and_then(Json::as_list).map(<[_]>::len), Some(1));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl Json<'_> {
    /// The member of this name, where this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text, where this is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The elements, where this is an array.
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(elements) = self { Some(elements) } else { None }
    }

    /// The same value with texts of its own.
    pub fn to_owned(&self) -> Json<'static> {
        let text = |text: &str| Cow::Owned(text.to_owned());
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(number) => Json::Number(number.clone()),
            Self::Text(value) => Json::Text(text(value)),
            Self::List(elements) => Json::List(elements.iter().map(Self::to_owned).collect()),
            Self::Object(members) => {
                Json::Object(members.iter().map(|(key, value)| (text(key), value.to_owned())).collect())
            }
        }
    }
}
