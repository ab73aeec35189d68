//! What the counts of a data summary mean, which depends on the server's version.

use crate::model::{DataSummary, Version};

/// Whether the counts of `summary` mean what they mean from 2.43 on: the shortest interval of data is the last hour rather
/// than today, deleted data values count as changed, and active users are those who viewed something rather than those
/// who logged in.
///
/// ```
/// use dhis2_steward::domain::data_summary::counts_as_from_2_43;
/// use dhis2_steward::model::DataSummary;
///
/// let summary: DataSummary = serde_json::from_str(
///     r#"{"objectCounts":{},"system":{"version":"2.42.5.2","serverDate":"2026-11-21T08:02:01.550"}}"#,
/// )?;
/// assert!(!counts_as_from_2_43(&summary));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn counts_as_from_2_43(summary: &DataSummary) -> bool {
    summary.system.version.parse::<Version>().is_ok_and(|version| version.at_least(43))
}
