//! Identifiers.

use core::fmt;
use core::str::FromStr;

use serde::{Serialize, Serializer};

use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The identifier of a DHIS2 object: a letter followed by ten letters or digits.
///
/// ```
/// use dhis2_steward::model::Uid;
///
/// let uid: Uid = "dOroizYJpqs".parse()?;
/// assert_eq!(uid.as_str(), "dOroizYJpqs");
/// assert!("1oroizYJpqs".parse::<Uid>().is_err());
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid([u8; 11]);

impl Uid {
    /// What stands for an identifier that could not be read, until that is told.
    pub(crate) const UNREAD: Self = Self(*b"a0000000000");

    /// The identifier as a string.
    pub fn as_str(&self) -> &str {
        // The parser accepts only ASCII letters and digits, so this never fails.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Uid {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        <[u8; 11]>::try_from(text.as_bytes())
            .ok()
            .filter(|bytes| bytes.iter().all(u8::is_ascii_alphanumeric))
            .filter(|bytes| bytes.first().is_some_and(u8::is_ascii_alphabetic))
            .map(Uid)
            .ok_or_else(|| {
                crate::Error::invalid_argument(format!(
                    "“{text}” is not a DHIS2 UID: expected a letter and ten letters or digits."
                ))
            })
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uid({self})")
    }
}

impl FromJson for Uid {
    const IS_MISSING_IF_ODD: bool = true;

    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        json.text(faults).parse().unwrap_or_else(|fault: crate::Error| {
            faults.note(fault.message().to_owned());
            Self::UNREAD
        })
    }
}

deserialize_from_json!(Uid);

impl Serialize for Uid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
