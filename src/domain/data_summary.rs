//! What the counts of a data summary mean, which depends on the server's version.

use crate::model::{DataSummary, Version};

/// What the counts of a data summary mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The shortest interval of data is the last hour rather than today.
    pub latest_is_last_hour: bool,
    /// Deleted data values count as changed.
    pub deleted_values_count: bool,
    /// Active users are those who viewed something rather than those who logged in.
    pub active_users_are_viewers: bool,
}

/// What the counts of `summary` mean: all three changed in 2.43.
///
/// ```
/// use dhis2_steward::domain::data_summary::meaning;
/// use dhis2_steward::model::DataSummary;
///
/// let summary: DataSummary = serde_json::from_str(
///     r#"{"objectCounts":{},"system":{"version":"2.42.5.2","serverDate":"2026-11-21T08:02:01.550"}}"#,
/// )?;
/// assert!(!meaning(&summary).latest_is_last_hour);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn meaning(summary: &DataSummary) -> Meaning {
    let is_new = summary.system.version.parse::<Version>().is_ok_and(|version| version.at_least(43));
    Meaning { latest_is_last_hour: is_new, deleted_values_count: is_new, active_users_are_viewers: is_new }
}
