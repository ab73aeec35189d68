//! Lock exceptions: permission to enter data for closed periods.

use super::{ListedPeriod, Named, Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// Permission for an organisation unit to enter the data of a data set for a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockException {
    /// The display name, such as `Monthly report (Alpha Clinic, January 2026)`.
    pub name: String,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// The organisation unit.
    pub organisation_unit: Named,
    /// The data set.
    pub data_set: Named,
    /// The identifier of the period, such as `202601`; absent if it cannot be determined.
    pub period: Option<String>,
}

impl FromJson for LockException {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            name: json.member_or_default("name", faults),
            created: json.member("created", faults),
            organisation_unit: json.member("organisationUnit", faults),
            data_set: json.member("dataSet", faults),
            period: period(json, faults),
        }
    }
}

/// A data set and period with lock exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockCombination {
    /// The display name, such as `Monthly report (January 2026)`.
    pub name: String,
    /// The data set.
    pub data_set: Named,
    /// The identifier of the period, such as `202601`; absent if it cannot be determined.
    pub period: Option<String>,
}

impl FromJson for LockCombination {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            name: json.member_or_default("name", faults),
            data_set: json.member("dataSet", faults),
            period: period(json, faults),
        }
    }
}

/// From 2.43, a listed period has no identifier; only the name ends with it, after the unit or alone. Names such as
/// `January 2026` are not identifiers.
fn period(json: &Json<'_>, faults: &mut Faults) -> Option<String> {
    let listed: ListedPeriod = json.member_or_default("period", faults);
    listed.id.or_else(|| {
        let name = json.get("name")?.as_str()?.strip_suffix(')')?;
        let last = name.rsplit_once('(').map_or(name, |(_, last)| last);
        let period = match last.rsplit_once(' ') {
            Some((unit, period)) if unit.ends_with(',') => period,
            _ => last,
        };
        is_period(period).then(|| period.to_owned())
    })
}

/// Whether a string looks like a period of any type: `2026`, `202601`, `2026W1`, `2026April`.
///
/// It is not parsed, because [`Period`](crate::domain::period::Period) supports only the ISO calendar, and other
/// calendars may have thirteen months.
pub(crate) fn is_period(text: &str) -> bool {
    text.len() >= 4
        && text.bytes().take(4).all(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Filters lock exceptions. Omitted filters match everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockFilter {
    /// Only those of this organisation unit.
    pub organisation_unit: Option<Uid>,
    /// Only those of this data set.
    pub data_set: Option<Uid>,
    /// Only those of this period, such as `202601`.
    pub period: Option<String>,
}

deserialize_from_json!(LockException, LockCombination);

#[cfg(test)]
mod tests {
    use super::*;

    fn period_of(period: &str, name: &str) -> Option<String> {
        let json = format!(r#"{{"name":"{name}","period":{period},"dataSet":{{"id":"lCg7OVa708k"}}}}"#);
        serde_json::from_str::<LockCombination>(&json).unwrap().period
    }

    #[test]
    fn the_period_is_taken_from_the_name_where_it_has_no_identifier() {
        assert_eq!(period_of(r#"{"id":"202601"}"#, "Monthly (January 2026)").unwrap(), "202601");
        assert_eq!(period_of("{}", "Monthly report (202601)").unwrap(), "202601");
        assert_eq!(period_of("{}", "Monthly (old) (Clinic (2), 2026April)").unwrap(), "2026April");
        assert_eq!(period_of("{}", "Monthly (Clinic, north, 202601)").unwrap(), "202601");
        assert_eq!(period_of("{}", "Monthly (January)"), None);
        assert_eq!(period_of("{}", "Monthly (January 2026)"), None);
        assert_eq!(period_of("{}", "Monthly (Clinic, Week 1 2026)"), None);
        assert_eq!(period_of("{}", "Monthly"), None);
    }
}
