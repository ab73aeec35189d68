//! What must never be shown.

use core::fmt;

/// A password on its way to the server. It is never read back, and nothing can print it.
///
/// ```
/// use dhis2_steward::model::Secret;
///
/// assert_eq!(format!("{:?}", Secret::from("district")), "Secret(…)");
/// ```
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The password itself, for the body of a request alone.
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
