//! The legacy data integrity report of 2.41.

use super::{Issue, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The issues of one check in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedCheck {
    /// The check's name in the report, such as `dataElementsWithoutGroups`; differs from the key of a check.
    pub name: String,
    /// The issues, in the report's order.
    pub issues: Vec<Issue>,
}

/// The report, flattened: each check has its own format; here all findings are issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegrityFindings(pub Vec<ReportedCheck>);

impl FromJson for IntegrityFindings {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let checks: Vec<(String, Found)> = json.entries(faults);
        Self(checks.into_iter().map(|(name, found)| ReportedCheck { name, issues: found.0 }).collect())
    }
}

struct Found(Vec<Issue>);

impl FromJson for Found {
    fn from_json(json: &Json<'_>, _: &mut Faults) -> Self {
        Self(match json {
            Json::List(found) => found.iter().map(|one| issue("", one)).collect(),
            Json::Object(found) => found.iter().map(|(name, what)| issue(name, what)).collect(),
            _ => Vec::new(),
        })
    }
}

/// The finding about `name`: what is wrong, or what it clashes with, which may be the name itself.
fn issue(name: &str, what: &Json<'_>) -> Issue {
    let mut refs: Vec<String> = what.as_list().unwrap_or_default().iter().filter_map(text).collect();
    let mut comment = text(what);
    let name = if !name.is_empty() {
        Some(name.to_owned())
    } else if refs.is_empty() {
        comment.take()
    } else {
        Some(refs.remove(0))
    };
    // `Name:uid`, but names may contain colons and some have no identifier.
    let parts = name.as_deref().and_then(|name| name.rsplit_once(':'));
    match parts.filter(|(_, id)| id.parse::<Uid>().is_ok()) {
        Some((name, id)) => Issue { id: Some(id.to_owned()), name: Some(name.to_owned()), comment, refs },
        None => Issue { id: None, name, comment, refs },
    }
}

fn text(json: &Json<'_>) -> Option<String> {
    json.as_str().map(str::to_owned)
}

deserialize_from_json!(IntegrityFindings);

#[cfg(test)]
mod tests {
    use super::*;

    fn issues(found: &str) -> Vec<Issue> {
        let report: IntegrityFindings = serde_json::from_str(&format!(r#"{{"check":{found}}}"#)).unwrap();
        report.0.into_iter().next().unwrap().issues
    }

    fn of(id: &str, name: &str) -> Issue {
        Issue { id: Some(id.into()), name: Some(name.into()), ..Issue::default() }
    }

    #[test]
    fn every_way_of_writing_findings_becomes_issues() {
        assert_eq!(issues(r#"["Births: all:icxiNEy2HMt"]"#), [of("icxiNEy2HMt", "Births: all")]);
        assert_eq!(issues(r#"["2026 Q1"]"#), [Issue { name: Some("2026 Q1".into()), ..Issue::default() }]);
        let same = issues(r#"[["Rate again:oVpOm4cqtaF","Rate:dtq91yVa9Tb"]]"#);
        assert_eq!(
            same,
            [Issue { refs: vec!["Rate:dtq91yVa9Tb".into()], ..of("oVpOm4cqtaF", "Rate again") }]
        );
        let wrong = issues(r#"{"Bad numerator:hm7zadLd7n4":"not well-formed"}"#);
        assert_eq!(
            wrong,
            [Issue { comment: Some("not well-formed".into()), ..of("hm7zadLd7n4", "Bad numerator") }]
        );
        let clash = issues(r#"{"In both":["A:eu4I3OKqfNi","B:AtQSMRwApwr"]}"#);
        assert_eq!((clash[0].name.as_deref(), clash[0].refs.len()), (Some("In both"), 2));
        assert!(issues("{}").is_empty() && issues("7").is_empty());
    }
}
