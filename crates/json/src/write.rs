//! Writes the tree as text.

use core::fmt::{self, Write as _};

use super::Json;

/// JSON without whitespace.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => f.write_str(if *value { "true" } else { "false" }),
            Self::Number(number) => f.write_str(number.as_str()),
            Self::Text(value) => text(f, value),
            Self::List(elements) => {
                f.write_char('[')?;
                for (index, element) in elements.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    element.fmt(f)?;
                }
                f.write_char(']')
            }
            Self::Object(members) => {
                f.write_char('{')?;
                for (index, (key, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    text(f, key)?;
                    f.write_char(':')?;
                    value.fmt(f)?;
                }
                f.write_char('}')
            }
        }
    }
}

/// Appends a string with its quotes to JSON.
///
/// ```
/// let mut json = String::new();
/// dhis2_steward_json::quote("2 \"quotes\"\n", &mut json);
/// assert_eq!(json, r#""2 \"quotes\"\u000a""#);
/// ```
pub fn quote(text: &str, json: &mut String) {
    json.push('"');
    let mut rest = text;
    // What needs no escape, which is nearly everything, is copied at once.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' ')) {
        let (plain, special) = rest.split_at(at);
        json.push_str(plain);
        let mut special = special.chars();
        match special.next() {
            Some(character @ ('"' | '\\')) => json.extend(['\\', character]),
            character => {
                let code = u32::from(character.unwrap_or_default());
                let digits = [code / 16, code % 16].map(|digit| char::from_digit(digit, 16));
                json.push_str("\\u00");
                json.extend(digits.into_iter().flatten());
            }
        }
        rest = special.as_str();
    }
    json.push_str(rest);
    json.push('"');
}

fn text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut quoted = String::with_capacity(text.len() + 2);
    quote(text, &mut quoted);
    f.write_str(&quoted)
}
