//! Parses a details response while it arrives: yields each issue as soon as its last byte is there, and buffers
//! nothing.
//!
//! The response is one object of checks, each with its issues, and may be a hundred megabytes long. Only the chunk that
//! is not yet parsed is held: at most one issue and what arrived with it.

use std::borrow::Cow;

pub use dhis2_steward_issues::{count_issues, read_issues};
use dhis2_steward_json::{parse, parse_start};

use super::answer::undecodable;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{CheckDetails, FromJson, Json, Severity, Unexpected};

/// Receives what the splitter parses, in the order of the response.
pub trait Receiver {
    /// The issues of a check begin; the severity is absent if the server sends it after them.
    fn begin(&mut self, check: &str, severity: Option<Severity>);

    /// Takes the complete issues at the start of `bytes`, and returns the number of bytes and of issues:
    /// [`read_issues`] and [`count_issues`] do so.
    ///
    /// # Errors
    ///
    /// The error of the next issue.
    fn issues(&mut self, bytes: &[u8]) -> core::result::Result<(usize, usize), Unexpected>;

    /// The current check is complete, with this many issues.
    fn end(&mut self, details: CheckDetails, issues: usize);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the first byte.
    Start,
    /// Before a check's key, or the end of the response.
    Check,
    /// Before a member of a check, or the check's end.
    Member,
    /// Before an issue, or the end of the list.
    Issue,
    /// After the last byte.
    Done,
}

/// Takes a response in chunks of any size and passes on what is complete.
///
/// ```
/// use dhis2_steward::model::{CheckDetails, Severity, Unexpected};
/// use dhis2_steward::protocol::details_stream::{Receiver, Splitter, count_issues};
///
/// #[derive(Default)]
/// struct Counts(Vec<(String, usize)>, usize);
///
/// impl Receiver for Counts {
///     fn begin(&mut self, _: &str, _: Option<Severity>) {}
///
///     fn issues(&mut self, bytes: &[u8]) -> Result<(usize, usize), Unexpected> {
///         let (read, count) = count_issues(bytes)?;
///         self.1 += count;
///         Ok((read, count))
///     }
///
///     fn end(&mut self, details: CheckDetails, issues: usize) {
///         self.0.push((details.name, issues));
///     }
/// }
///
/// let (mut splitter, mut counts) = (Splitter::default(), Counts::default());
/// splitter.push(br#"{"c":{"name":"c","severity":"INFO","issues":[{"id":"a"},{"na"#, &mut counts)?;
/// assert_eq!(counts.1, 1); // the first issue is there
/// splitter.push(br#"me":"b"}]}}"#, &mut counts)?;
/// splitter.finish()?;
/// assert_eq!(counts.0, [("c".to_owned(), 2)]);
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Debug)]
pub struct Splitter {
    place: Place,
    /// Bytes that have arrived and are not parsed yet.
    rest: Vec<u8>,
    /// The key of the current check.
    check: String,
    /// The object of the current check, without its issues.
    header: Vec<u8>,
    issues: usize,
}

impl Default for Splitter {
    fn default() -> Self {
        Self { place: Place::Start, rest: Vec::new(), check: String::new(), header: Vec::new(), issues: 0 }
    }
}

/// One step: the number of bytes used, or that more are needed.
enum Step {
    Used(usize),
    NeedsMore,
}

impl Splitter {
    /// Takes the next bytes and passes everything they complete to `receiver`, in order.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if the bytes are not a details response; the path names check and issue.
    pub fn push(&mut self, bytes: &[u8], receiver: &mut dyn Receiver) -> Result<()> {
        let mut rest = core::mem::take(&mut self.rest);
        // Usually nothing was left over; then only what this chunk leaves over is copied.
        let input: &[u8] = if rest.is_empty() {
            bytes
        } else {
            rest.extend_from_slice(bytes);
            &rest
        };
        let mut used = 0;
        while let Some(ahead) = input.get(used..).filter(|ahead| !ahead.is_empty()) {
            match self.step(ahead, receiver)? {
                Step::Used(count) => used += count,
                Step::NeedsMore => break,
            }
        }
        self.rest = if rest.is_empty() {
            bytes.get(used..).unwrap_or_default().to_vec()
        } else {
            rest.drain(..used);
            rest
        };
        Ok(())
    }

    /// Signals the end of the response.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnexpectedAnswer`] if nothing arrived, and [`ErrorKind::Network`] if the response was cut off and
    /// is incomplete.
    pub fn finish(&self) -> Result<()> {
        if self.place == Place::Done {
            return Ok(());
        }
        if self.place == Place::Start && self.rest.is_empty() {
            return Err(Error::new(
                ErrorKind::UnexpectedAnswer,
                "The server's response is empty. Check the server's log.",
            ));
        }
        Err(Error::new(
            ErrorKind::Network,
            format!("The response broke off after {} issues of {}. Read it again.", self.issues, self.here()),
        ))
    }

    fn here(&self) -> &str {
        if self.check.is_empty() { "the first check" } else { &self.check }
    }

    fn step(&mut self, input: &[u8], receiver: &mut dyn Receiver) -> Result<Step> {
        let blank = input.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
        let Some((&next, _)) = input.get(blank..).and_then(<[u8]>::split_first) else {
            return Ok(Step::Used(blank));
        };
        let ahead = input.get(blank..).unwrap_or_default();
        let step = match (self.place, next) {
            (Place::Start, b'{') => {
                self.place = Place::Check;
                Step::Used(1)
            }
            (Place::Check, b'}') => {
                self.place = Place::Done;
                Step::Used(1)
            }
            (Place::Check, b'"') => self.begin_check(ahead)?,
            (Place::Member, b'}') => {
                receiver.end(self.end_check()?, self.issues);
                Step::Used(1)
            }
            (Place::Member, b'"') => self.member(ahead, receiver)?,
            (Place::Issue, b']') => {
                self.place = Place::Member;
                Step::Used(1)
            }
            (Place::Issue, b'{') => {
                let (used, issues) = receiver.issues(ahead).map_err(|fault| self.unexpected(&fault))?;
                self.issues += issues;
                if used == 0 { Step::NeedsMore } else { Step::Used(used) }
            }
            _ => return Err(self.broken(&format!("unexpected “{}”", char::from(next)))),
        };
        Ok(match step {
            Step::Used(count) => Step::Used(blank + count),
            Step::NeedsMore => Step::NeedsMore,
        })
    }

    fn begin_check(&mut self, ahead: &[u8]) -> Result<Step> {
        let Some((key, used)) = self.key(ahead)? else { return Ok(Step::NeedsMore) };
        let Some(open) =
            ahead.get(used..).and_then(|after| after.iter().position(|byte| !byte.is_ascii_whitespace()))
        else {
            return Ok(Step::NeedsMore);
        };
        if ahead.get(used + open) != Some(&b'{') {
            return Err(self.broken("a check is not an object"));
        }
        self.check = key.into_owned();
        self.issues = 0;
        self.header.clear();
        self.header.push(b'{');
        self.place = Place::Member;
        Ok(Step::Used(used + open + 1))
    }

    fn member(&mut self, ahead: &[u8], receiver: &mut dyn Receiver) -> Result<Step> {
        let Some((key, after_key)) = self.key(ahead)? else { return Ok(Step::NeedsMore) };
        let value_at = ahead.get(after_key..).unwrap_or_default();
        if key == "issues" {
            let Some(open) = value_at.iter().position(|byte| !byte.is_ascii_whitespace()) else {
                return Ok(Step::NeedsMore);
            };
            if value_at.get(open) != Some(&b'[') {
                return Err(self.broken("issues are not an array"));
            }
            receiver.begin(&self.check, self.severity());
            self.place = Place::Issue;
            return Ok(Step::Used(after_key + open + 1));
        }
        match self.value(value_at)? {
            None => Ok(Step::NeedsMore),
            Some((_, used)) => {
                if self.header.len() > 1 {
                    self.header.push(b',');
                }
                self.header.extend_from_slice(ahead.get(..after_key + used).unwrap_or_default());
                Ok(Step::Used(after_key + used))
            }
        }
    }

    /// A key and its colon.
    fn key<'a>(&self, ahead: &'a [u8]) -> Result<Option<(Cow<'a, str>, usize)>> {
        let Some((Json::Text(key), used)) = self.value(ahead)? else { return Ok(None) };
        let after = ahead.get(used..).unwrap_or_default();
        match after.iter().position(|byte| !byte.is_ascii_whitespace()) {
            None => Ok(None),
            Some(colon) if after.get(colon) == Some(&b':') => Ok(Some((key, used + colon + 1))),
            Some(_) => Err(self.broken("a key without a value")),
        }
    }

    fn severity(&self) -> Option<Severity> {
        let mut so_far = self.header.clone();
        so_far.push(b'}');
        let json = parse(&so_far).ok()?;
        json.get("severity")?.as_str().map(Severity::from)
    }

    fn end_check(&mut self) -> Result<CheckDetails> {
        self.header.push(b'}');
        let json = parse(&self.header).map_err(|fault| self.unexpected(&fault))?;
        let details = CheckDetails::read(&json).map_err(|fault| self.unexpected(&fault))?;
        self.place = Place::Check;
        Ok(details)
    }

    /// The value at the start of `input` and its length, or `None` if its end has not arrived.
    fn value<'a>(&self, input: &'a [u8]) -> Result<Option<(Json<'a>, usize)>> {
        parse_start(input).map_err(|fault| self.unexpected(&fault))
    }

    #[cold]
    fn unexpected(&self, fault: &Unexpected) -> Error {
        undecodable(fault.why(), self.path() + fault.path().trim_start_matches('$'))
    }

    #[cold]
    fn broken(&self, why: &str) -> Error {
        undecodable(why, self.path())
    }

    fn path(&self) -> String {
        match self.place {
            Place::Start | Place::Done => "$".to_owned(),
            Place::Check | Place::Member => format!("$.{}", self.check),
            Place::Issue => format!("$.{}.issues[{}]", self.check, self.issues),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Issue;

    /// What the splitter gives on.
    #[derive(Clone, Debug, PartialEq)]
    enum Piece {
        Begin(String, Option<Severity>),
        Issue(Issue),
        End(CheckDetails, usize),
    }

    impl Receiver for Vec<Piece> {
        fn begin(&mut self, check: &str, severity: Option<Severity>) {
            self.push(Piece::Begin(check.to_owned(), severity));
        }

        fn issues(&mut self, bytes: &[u8]) -> core::result::Result<(usize, usize), Unexpected> {
            read_issues(bytes, &mut |issue| self.push(Piece::Issue(issue)))
        }

        fn end(&mut self, details: CheckDetails, issues: usize) {
            self.push(Piece::End(details, issues));
        }
    }

    const TWO_CHECKS: &str = r#"{"a_b":{"name":"a_b","displayName":"A [\"b\"]","severity":"CRITICAL","averageExecutionTime":12,"startTime":"2026-11-21T07:59:22.992","issues":[{"id":"rdKQhyVo33K","name":"x\\\"]}"},{"name":"é","comment":"c","refs":["Name:uid",""]}]},
     "c_d":{"name":"c_d","severity":"INFO","startTime":"2026-11-21T07:59:22.992","error":"Check failed: [{","issues":[]}}"#;

    fn split(text: &str, cuts: &[usize]) -> Result<Vec<Piece>> {
        let mut splitter = Splitter::default();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut start = 0;
        for &cut in cuts.iter().chain([&text.len()]) {
            splitter.push(&text.as_bytes()[start..cut], &mut pieces)?;
            start = cut;
        }
        splitter.finish()?;
        Ok(pieces)
    }

    fn expected() -> Vec<Piece> {
        split(TWO_CHECKS, &[]).unwrap()
    }

    #[test]
    fn issues_come_between_the_beginning_and_the_end_of_their_check() {
        let pieces = expected();
        assert_eq!(pieces.len(), 6);
        assert_eq!(pieces[0], Piece::Begin("a_b".into(), Some(Severity::Critical)));
        let Piece::Issue(issue) = &pieces[1] else { panic!("{:?}", pieces[1]) };
        assert_eq!((issue.id.as_deref(), issue.name.as_deref()), (Some("rdKQhyVo33K"), Some("x\\\"]}")));
        let Piece::Issue(issue) = &pieces[2] else { panic!("{:?}", pieces[2]) };
        assert_eq!(issue.id, None);
        assert_eq!(issue.refs, ["Name:uid", ""]);
        assert!(matches!(&pieces[3], Piece::End(_, 2)));
        let Piece::End(details, 0) = &pieces[5] else { panic!("{:?}", pieces[5]) };
        assert_eq!(details.error.as_deref(), Some("Check failed: [{"));
    }

    #[test]
    fn the_first_issue_is_there_before_the_answer_ends() {
        let end_of_first = TWO_CHECKS.find("},{\"name\":\"é\"").unwrap() + 2;
        let mut splitter = Splitter::default();
        let mut pieces: Vec<Piece> = Vec::new();
        splitter.push(&TWO_CHECKS.as_bytes()[..end_of_first], &mut pieces).unwrap();
        assert!(matches!(pieces.last(), Some(Piece::Issue(_))));
    }

    #[test]
    fn an_answer_that_is_empty_or_breaks_off_is_not_taken_for_whole() {
        assert_eq!(split("", &[]).unwrap_err().kind(), ErrorKind::UnexpectedAnswer);
        for length in 1..TWO_CHECKS.len() {
            if let Some(beginning) = TWO_CHECKS.get(..length) {
                let error = split(beginning, &[]).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Network, "{length}: {error}");
            }
        }
    }

    #[test]
    fn no_results_are_an_empty_object() {
        assert_eq!(split("{}", &[]).unwrap(), []);
    }

    #[test]
    fn what_is_no_details_answer_is_refused_with_its_place() {
        let error =
            split(r#"{"a":{"name":"a","severity":"INFO","issues":[{"id":"x"},{"id":3}]}}"#, &[]).unwrap_err();
        assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("$.a.issues[1].id")));
        for text in ["[]", r#"{"a":[]}"#, r#"{"a":{"issues":{}}}"#, r#"{"a" {}}"#, "{}x"] {
            assert_eq!(split(text, &[]).unwrap_err().kind(), ErrorKind::Decode, "{text}");
        }
    }

    proptest! {
        #[test]
        fn where_the_pieces_are_cut_makes_no_difference(mut cuts in prop::collection::vec(0..TWO_CHECKS.len(), 0..40)) {
            cuts.sort_unstable();
            prop_assert_eq!(split(TWO_CHECKS, &cuts).unwrap(), expected());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut splitter = Splitter::default();
            let _ = splitter.push(&bytes, &mut Vec::<Piece>::new());
        }
    }
}
