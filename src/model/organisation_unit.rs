//! Organisation units.

use super::{Named, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// An organisation unit in the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationUnit {
    /// The unit's identifier.
    pub id: Uid,
    /// The name.
    pub name: String,
    /// The path of identifiers from the root, such as `/pum2JRtq2BG/TmM5u4SwmHH`.
    pub path: String,
    /// The level, from 1.
    pub level: u16,
    /// Whether it has children.
    pub has_children: bool,
}

impl FromJson for OrganisationUnit {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let Named { id, name } = Named::from_json(json, faults);
        let path: String = json.member_or_default("path", faults);
        let has_children = match json.get("children") {
            Some(Json::Bool(has_children)) => *has_children,
            Some(Json::Number(count)) => count.as_i64() != Some(0),
            Some(Json::List(children)) => !children.is_empty(),
            _ => false,
        };
        // The level is that of the path; some responses omit it.
        let level = u16::try_from(path.matches('/').count()).unwrap_or(u16::MAX);
        Self { id, name, path, level, has_children }
    }
}

/// A level of the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationUnitLevel {
    /// The identifier of the level's name.
    pub id: Uid,
    /// The name.
    pub name: String,
    /// The level, from 1.
    pub level: u16,
}

impl FromJson for OrganisationUnitLevel {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let Named { id, name } = Named::from_json(json, faults);
        Self { id, name, level: json.member("level", faults) }
    }
}

deserialize_from_json!(OrganisationUnit, OrganisationUnitLevel);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_there_whether_told_counted_or_listed() {
        for (children, expected) in [
            ("true", true),
            ("false", false),
            ("33", true),
            ("0", false),
            ("[{}]", true),
            ("[]", false),
            ("null", false),
        ] {
            let json = format!(r#"{{"id":"pum2JRtq2BG","path":"/pum2JRtq2BG","children":{children}}}"#);
            let unit: OrganisationUnit = serde_json::from_str(&json).unwrap();
            assert_eq!((unit.has_children, unit.level), (expected, 1), "{children}");
        }
    }
}
