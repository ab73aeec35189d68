//! An issue.

use dhis2_steward_json::{Faults, FromJson, Json, Reader, Unexpected, deserialize_from_json, parse_start};

/// A problem that a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// The UID of the object; some checks have none.
    pub id: Option<String>,
    /// The object's name; some checks have none.
    pub name: Option<String>,
    /// What is wrong with it, if the check says more.
    pub comment: Option<String>,
    /// Related objects: texts such as `Name:uid`, or anything else.
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

/// Reads issues from the inside of a list, up to its end or to the first incomplete or invalid one, and passes
/// each to `take`; returns how many bytes and how many issues were read.
///
/// # Errors
///
/// Says what is wrong with the first of them, and where in it.
pub fn read_issues(bytes: &[u8], take: &mut dyn FnMut(Issue)) -> Result<(usize, usize), Unexpected> {
    each(bytes, |ahead| {
        let mut reader = Reader::new(ahead);
        if let Some(issue) = usual(&mut reader) {
            take(issue);
            return Ok(Some(reader.at()));
        }
        let Some((json, end)) = parse_start(ahead)? else { return Ok(None) };
        take(Issue::read(&json)?);
        Ok(Some(end))
    })
}

/// The same without checking the contents of the issues.
///
/// # Errors
///
/// Says where the first of them stops being JSON.
pub fn count_issues(bytes: &[u8]) -> Result<(usize, usize), Unexpected> {
    each(bytes, |ahead| Ok(parse_start(ahead)?.map(|(_, end)| end)))
}

/// Iterates over issues: `read` returns where the next one ends, or that it is incomplete.
fn each(
    bytes: &[u8],
    mut read: impl FnMut(&[u8]) -> Result<Option<usize>, Unexpected>,
) -> Result<(usize, usize), Unexpected> {
    let (mut ahead, mut count) = (bytes, 0);
    loop {
        let between = ahead.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
        ahead = ahead.get(between..).unwrap_or_default();
        let end = match ahead.first() {
            Some(b'{') => read(ahead),
            _ => Ok(None),
        };
        match end {
            Ok(Some(end)) => ahead = ahead.get(end..).unwrap_or_default(),
            Err(fault) if count == 0 => return Err(fault),
            _ => return Ok((bytes.len() - ahead.len(), count)),
        }
        count += 1;
    }
}

/// An issue as servers write it, without an intermediate tree: each member is a text or a list of texts, and occurs
/// at most once.
fn usual(reader: &mut Reader<'_>) -> Option<Issue> {
    let (mut id, mut name, mut comment, mut refs) = (None, None, None, None);
    reader.members(|reader, key| {
        let text = match key.as_ref() {
            "id" => &mut id,
            "name" => &mut name,
            "comment" => &mut comment,
            "refs" if refs.is_none() => {
                let refs = refs.insert(Vec::new());
                return reader.elements(|reader| {
                    refs.push(reader.text()?.into_owned());
                    Some(())
                });
            }
            _ => return None,
        };
        text.replace(reader.text()?.into_owned()).is_none().then_some(())
    })?;
    Some(Issue { id, name, comment, refs: refs.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use dhis2_steward_json::parse;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_issue_may_lack_its_id_and_everything_else() {
        assert_eq!(serde_json::from_str::<Issue>("{}").unwrap(), Issue::default());
    }

    fn read(bytes: &[u8]) -> Result<(usize, Vec<Issue>), Unexpected> {
        let mut issues = Vec::new();
        let (read, count) = read_issues(bytes, &mut |issue| issues.push(issue))?;
        assert_eq!(count, issues.len());
        Ok((read, issues))
    }

    #[test]
    fn issues_are_read_up_to_the_end_of_the_list_or_the_first_that_is_not_whole() {
        let named = |name: &str| Issue { name: Some(name.into()), ..Issue::default() };
        let read = |text: &str| {
            let (bytes, issues) = read(text.as_bytes()).unwrap();
            assert_eq!(count_issues(text.as_bytes()), Ok((bytes, issues.len())));
            (bytes, issues)
        };
        assert_eq!(read(r#" {"name":"a"}, {"name":"b"} ],"#), (28, vec![named("a"), named("b")]));
        assert_eq!(read(r#"{"name":"a"},{"name":"b""#), (13, vec![named("a")]));
        assert_eq!(read("]"), (0, vec![]));
    }

    #[test]
    fn what_is_odd_about_an_issue_is_told_with_its_place() {
        let fault = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(fault(r#"{"refs":["a",3]}"#), "expected a string at $.refs[1]");
        assert_eq!(fault(r#"{"id" "a"}"#), "it is not JSON at $");
        // Those before it come first.
        assert_eq!(read(br#"{},{"id":3}"#), Ok((3, vec![Issue::default()])));
    }

    proptest! {
        /// Members may be repeated, of another type or unknown, and the text may end anywhere.
        #[test]
        fn an_issue_is_read_as_a_tree_of_it_would_be(
            members in prop::collection::vec((r#"id|name|comment|refs|\\u0069d|other"#, r#""[a-z"\\é]{0,12}"?|\[("a"(,"b")?)?\]|null|3|\{\}"#), 0..5),
        ) {
            let text: Vec<_> = members.iter().map(|(key, value)| format!(r#""{key}":{value}"#)).collect();
            let text = format!("{{{}}}", text.join(","));
            match parse(text.as_bytes()) {
                Ok(json) => {
                    prop_assert_eq!(count_issues(text.as_bytes()), Ok((text.len(), 1)));
                    prop_assert_eq!(read(text.as_bytes()), Issue::read(&json).map(|issue| (text.len(), vec![issue])));
                }
                Err(fault) if fault.why() == "it is truncated" => prop_assert_eq!(read(text.as_bytes()), Ok((0, vec![]))),
                Err(fault) => if let Err(told) = read(text.as_bytes()) { prop_assert_eq!(told, fault) }
            }
        }
    }
}
