//! JSON values, a parser, and decoding types from JSON.
//!
//! All types are decoded from one tree: decoders derived with serde are compiled for every type, and were a third of
//! the compiled code. The tree has a parser of its own, which accepts invalid text in members that are never read:
//! servers write whatever their database holds, even unpaired surrogates. Numbers stay as written.
//!
//! This crate is compiled for speed, and almost everything around it for size: half a million issues pass through it.

mod number;
mod parse;
mod read;
mod tree;
mod write;

use std::borrow::Cow;

pub use number::Number;
pub use parse::{Reader, check, parse, parse_start};
pub use read::{Faults, FromJson, Unexpected};
pub use write::quote;

/// What the expansion of [`deserialize_from_json`] refers to.
#[doc(hidden)]
pub use serde;

/// A JSON value, with its members in the order of the text.
///
/// ```
/// use dhis2_steward_json::{Json, parse};
///
/// let json = parse(br#"{"type":"SUMMARY","checks":["users_with_no_role"]}"#)?;
/// assert_eq!(json.get("type").and_then(Json::as_str), Some("SUMMARY"));
/// assert_eq!(json.get("checks").and_then(Json::as_list).map(<[_]>::len), Some(1));
/// assert_eq!(json.to_string(), r#"{"type":"SUMMARY","checks":["users_with_no_role"]}"#);
/// # Ok::<(), dhis2_steward_json::Unexpected>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl Json<'_> {
    /// The member with this name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The elements, if this is an array.
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(elements) = self { Some(elements) } else { None }
    }

    /// The same value with owned texts.
    pub fn to_owned(&self) -> Json<'static> {
        let text = |text: &str| Cow::Owned(text.to_owned());
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(number) => Json::Number(number.to_owned()),
            Self::Text(value) => Json::Text(text(value)),
            Self::List(elements) => Json::List(elements.iter().map(Self::to_owned).collect()),
            Self::Object(members) => {
                Json::Object(members.iter().map(|(key, value)| (text(key), value.to_owned())).collect())
            }
        }
    }
}

/// An array of strings.
impl<'a> From<&'a [String]> for Json<'a> {
    fn from(texts: &'a [String]) -> Self {
        Json::List(texts.iter().map(|text| Json::Text(Cow::Borrowed(text))).collect())
    }
}
