//! Secrets.

use core::fmt;

/// A password to be sent to the server. It is never read back and cannot be printed.
///
/// ```
/// use dhis2_steward::model::Secret;
///
/// assert_eq!(format!("{:?}", Secret::from("district")), "Secret(…)");
/// ```
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The password itself, only for a request body.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
