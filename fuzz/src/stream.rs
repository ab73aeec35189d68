//! The stream of details.

use dhis2_steward::model::{CheckDetails, FromJson, Issue, Json, Severity, Unexpected, parse_json};
use dhis2_steward::protocol::details_stream::{Receiver, Splitter, count_issues, read_issues};
use dhis2_steward::{Error, ErrorKind};

use crate::mutation::Random;

/// The output of the splitter.
#[derive(Debug, Default, PartialEq)]
struct Received {
    checks: Vec<(String, Option<Severity>)>,
    issues: Vec<Issue>,
    ends: Vec<(CheckDetails, usize)>,
}

impl Receiver for Received {
    fn begin(&mut self, check: &str, severity: Option<Severity>) {
        self.checks.push((check.to_owned(), severity));
    }

    fn issues(&mut self, bytes: &[u8]) -> Result<(usize, usize), Unexpected> {
        read_issues(bytes, &mut |issue| self.issues.push(issue))
    }

    fn end(&mut self, details: CheckDetails, issues: usize) {
        self.ends.push((details, issues));
    }
}

/// The same with only the number of issues.
#[derive(Debug, Default)]
struct Counted(Vec<usize>);

impl Receiver for Counted {
    fn begin(&mut self, _: &str, _: Option<Severity>) {}

    fn issues(&mut self, bytes: &[u8]) -> Result<(usize, usize), Unexpected> {
        count_issues(bytes)
    }

    fn end(&mut self, _: CheckDetails, issues: usize) {
        self.0.push(issues);
    }
}

/// Reads it at once, in chunks, and as a tree: all results must be equal.
pub(crate) fn read(bytes: &[u8]) {
    let (whole, outcome) = split(bytes, Received::default(), bytes.len());
    for longest in [1, 7, 64] {
        let (pieces, same) = split(bytes, Received::default(), longest);
        assert_eq!(pieces, whole, "in pieces of up to {longest}");
        assert_eq!(told(&same), told(&outcome), "in pieces of up to {longest}");
    }
    if outcome.is_ok() {
        let (counted, outcome) = split(bytes, Counted::default(), 64);
        let issues: Vec<usize> = whole.ends.iter().map(|(_, issues)| *issues).collect();
        assert_eq!((counted.0, outcome.is_ok()), (issues, true));
    }
    if let (Ok(()), Ok(tree)) = (&outcome, parse_json(bytes)) {
        assert_eq!(whole.issues, issues_of(&tree));
    }
}

fn split<R: Receiver>(bytes: &[u8], mut receiver: R, longest: usize) -> (R, Result<(), Error>) {
    let mut random = Random::new(bytes.len() as u64);
    let mut splitter = Splitter::default();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at((1 + random.below(longest)).min(rest.len()));
        if let Err(error) = splitter.push(piece, &mut receiver) {
            return (receiver, Err(error));
        }
        rest = behind;
    }
    let outcome = splitter.finish();
    (receiver, outcome)
}

fn told(outcome: &Result<(), Error>) -> Option<(ErrorKind, Option<&str>)> {
    outcome.as_ref().err().map(|error| (error.kind(), error.json_path()))
}

/// The issues of all checks in the tree of the whole response.
fn issues_of(tree: &Json<'_>) -> Vec<Issue> {
    let members = |json: &Json<'_>| if let Json::Object(members) = json { members.len() } else { 0 };
    assert!(matches!(tree, Json::Object(_)), "an answer is an object of {} members", members(tree));
    let Json::Object(checks) = tree else { return Vec::new() };
    let of_check = |check: &Json<'_>| {
        let Json::Object(members) = check else { return Vec::new() };
        let lists = members.iter().filter(|(name, _)| name == "issues").flat_map(|(_, list)| list.as_list());
        lists.flatten().map(|issue| Issue::read(issue).unwrap()).collect()
    };
    checks.iter().flat_map(|(_, check)| of_check(check)).collect::<Vec<_>>()
}
