//! Date ranges.

use super::Date;
use crate::error::{Error, Result};

/// A date range, both dates included.
///
/// ```
/// use dhis2_steward::model::DateRange;
///
/// let half_year = DateRange::new("2026-01-01", "2026-06-30")?;
/// assert_eq!((half_year.start(), half_year.end()), ("2026-01-01", "2026-06-30"));
/// assert!(DateRange::new("2026-01-01", "2026-02-30").is_err());
/// assert!(DateRange::new("2026-06-30", "2026-01-01").is_err());
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRange {
    start: String,
    end: String,
}

impl DateRange {
    /// Parses two dates such as `2026-01-31`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an invalid date, and for a start date
    /// after the end date, which some versions accept but find nothing for.
    pub fn new(start: &str, end: &str) -> Result<Self> {
        if start.parse::<Date>()? > end.parse::<Date>()? {
            return Err(Error::invalid_argument(format!(
                "The start date {start} is after the end date {end}."
            )));
        }
        Ok(Self { start: start.to_owned(), end: end.to_owned() })
    }

    /// The first day.
    pub fn start(&self) -> &str {
        &self.start
    }

    /// The last day.
    pub fn end(&self) -> &str {
        &self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_taken() {
        for text in ["2026-01-31", "2024-02-29", "0001-01-01"] {
            assert!(DateRange::new(text, text).is_ok(), "{text}");
        }
        for text in ["", "today", "2026-1-31", "2026-02-29", "2026-13-01", "2026-01-31T00:00", "+026-01-01"] {
            assert!(DateRange::new(text, text).is_err(), "{text}");
        }
    }
}
