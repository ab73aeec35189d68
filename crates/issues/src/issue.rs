//! One issue.

use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// One thing that a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// The identifier of the object; some checks have none.
    pub id: Option<String>,
    /// The object's name; some checks have none.
    pub name: Option<String>,
    /// What is wrong with it, where the check says more.
    pub comment: Option<String>,
    /// What else it touches: texts such as `Name:uid`, or anything else.
    pub refs: Vec<String>,
}

impl FromJson for Issue {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            id: json.member("id", faults),
            name: json.member("name", faults),
            comment: json.member("comment", faults),
            refs: json.member_or_default("refs", faults),
        }
    }
}

deserialize_from_json!(Issue);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_may_lack_its_id_and_everything_else() {
        assert_eq!(serde_json::from_str::<Issue>("{}").unwrap(), Issue::default());
    }
}
