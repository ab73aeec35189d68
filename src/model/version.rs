//! The server's version.

use core::fmt;
use core::str::FromStr;

/// The version of a DHIS2 server, parsed leniently: `2.42.5.1`, `2.44-SNAPSHOT`.
///
/// ```
/// use dhis2_steward::model::Version;
///
/// let version: Version = "2.42.5.2".parse()?;
/// assert_eq!(version.minor(), 42);
/// assert!(version.at_least(42));
/// assert_eq!(version.to_string(), "2.42.5.2");
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    minor: u16,
    text: Box<str>,
}

impl Version {
    /// The oldest minor version that Steward supports.
    pub const OLDEST_SUPPORTED: u16 = 41;
    /// The newest minor version that Steward has been tested with.
    pub const NEWEST_SUPPORTED: u16 = 44;

    /// The minor version: 42 of 2.42.5.2.
    pub const fn minor(&self) -> u16 {
        self.minor
    }

    /// The patch version: 5 of 2.42.5.2; absent from a snapshot without one.
    pub fn patch(&self) -> Option<u16> {
        self.text.split('.').nth(2).and_then(|part| leading_digits(part).parse().ok())
    }

    /// Whether this is minor version `minor` or newer.
    pub const fn at_least(&self, minor: u16) -> bool {
        self.minor >= minor
    }

    /// Fails unless this is minor version `minor` or newer; `what` names what requires it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) that names both versions.
    pub fn require(&self, minor: u16, what: &str) -> crate::Result<()> {
        if self.at_least(minor) {
            return Ok(());
        }
        let words = format!("{what} requires DHIS2 2.{minor} or newer; this server has {self}.");
        Err(crate::Error::new(crate::ErrorKind::Unsupported, words))
    }

    /// Whether Steward supports this version.
    pub const fn is_supported(&self) -> bool {
        self.minor >= Self::OLDEST_SUPPORTED && self.minor <= Self::NEWEST_SUPPORTED
    }
}

impl FromStr for Version {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split('.')
            .nth(1)
            .and_then(|part| leading_digits(part).parse().ok())
            .map(|minor| Self { minor, text: text.into() })
            .ok_or_else(|| {
                crate::Error::invalid_argument(format!(
                    "“{text}” is not a DHIS2 version, such as 2.42.5 or 2.44-SNAPSHOT."
                ))
            })
    }
}

fn leading_digits(part: &str) -> &str {
    part.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default()
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snapshots_and_patches_are_of_their_release_line() {
        for (text, minor) in
            [("2.44-SNAPSHOT", 44), ("2.43.1.1-SNAPSHOT", 43), ("2.41.9.1", 41), ("2.40.0", 40)]
        {
            assert_eq!(text.parse::<Version>().unwrap().minor(), minor, "{text}");
        }
    }

    #[test]
    fn a_patch_is_the_third_number() {
        for (text, patch) in
            [("2.41.9.1", Some(9)), ("2.43.1.1-SNAPSHOT", Some(1)), ("2.44-SNAPSHOT", None), ("2.42", None)]
        {
            assert_eq!(text.parse::<Version>().unwrap().patch(), patch, "{text}");
        }
    }

    #[test]
    fn release_lines_outside_41_to_44_are_not_supported() {
        assert!(!"2.40.13".parse::<Version>().unwrap().is_supported());
        assert!("2.44-SNAPSHOT".parse::<Version>().unwrap().is_supported());
        assert!(!"2.45".parse::<Version>().unwrap().is_supported());
    }

    #[test]
    fn a_text_without_a_minor_number_is_refused() {
        for text in ["", "2", "dev", "2.x"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
