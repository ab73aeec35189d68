//! The stories of the replay: the order of the recorded requests, and the events between them.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::fixture::Fixture;

const STORIES: &str = include_str!("stories.txt");
const EXCEPTIONS: &str = include_str!("exceptions.txt");

/// Requests that are sent to one server, one after the other.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) title: String,
    pub(crate) steps: Vec<Step>,
}

/// One thing that happens in a story.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// A recorded request is sent and its answer compared.
    Compare(String),
    /// A recorded request is sent so that the server is where it was.
    Prepare(String),
    Act(Action),
}

/// What is done to the server, or to the next request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// `advance 5 s`: the clock moves on.
    Advance(Duration),
    /// `to the tick and 1 s`: the clock moves to the next tick of the scheduler and further.
    AdvancePastTick(Duration),
    /// `waiting 2 s`: the clock moves on while the next request waits for its answer.
    Waiting(Duration),
    /// `takes CHECK MS`: how long a check takes from now on.
    Takes(String, Duration),
    /// `fail TYPE`: the next job of a type fails.
    Fail(String),
    /// `expire`: all sessions end.
    Expire,
    /// `restart`: the server starts anew with its database.
    Restart,
    /// `csrf`: the server is one that asks for tokens against forged requests.
    Csrf,
    /// `empty`: the server is one on which nothing has ever run.
    Empty,
    /// `password wrong`: the next request has another password than the user's.
    WrongPassword,
    /// `token wrong`: the next request has a token of nobody.
    WrongToken,
    /// `upload APP`: the next request carries the zip of an app.
    Upload(String),
    /// `on the last job`: the job that the next request names is the last one that was begun here.
    OnLastJob,
    /// `name NUMBER the first of COLLECTION`: a recorded row is the first simulated one.
    NameFirst { number: String, collection: String },
    /// `name UID the COLLECTION NAME`: a recorded object is the simulated one of that name.
    NameObject { uid: String, collection: String, name: String },
}

/// A recorded request that is not compared, or that is known to differ.
#[derive(Debug)]
pub(crate) struct Exception {
    pub(crate) name: String,
    pub(crate) reason: String,
}

/// The stories of a version such as `2.42`, with the requests that it has.
pub(crate) fn all(version: &str, fixtures: &[Fixture]) -> Vec<Story> {
    let lines: Vec<&str> = STORIES.lines().filter_map(|line| line_for(version, line)).collect();
    let named: BTreeSet<&str> = lines
        .iter()
        .filter(|line| !line.starts_with('!') && !line.starts_with("story "))
        .flat_map(|line| line.split_whitespace())
        .collect();
    let mut stories: Vec<Story> = Vec::new();
    for line in lines {
        if let Some(title) = line.strip_prefix("story ") {
            stories.push(Story { title: title.to_owned(), steps: Vec::new() });
            continue;
        }
        let steps = match line.strip_prefix("! ") {
            Some(action) => vec![Step::Act(parse_action(action))],
            None => line.split_whitespace().flat_map(|word| expand(word, fixtures, &named)).collect(),
        };
        stories.last_mut().expect("a line stands before the first story").steps.extend(steps);
    }
    stories
}

/// The exceptions of a version.
pub(crate) fn exceptions(version: &str) -> Vec<Exception> {
    EXCEPTIONS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (subject, reason) = line.split_once(" : ").unwrap_or_else(|| panic!("no reason: {line}"));
            let (versions, name) = subject.split_once(' ').unwrap_or_else(|| panic!("no name: {line}"));
            (versions, Exception { name: name.trim().to_owned(), reason: reason.to_owned() })
        })
        .filter(|(versions, _)| *versions == "*" || versions.split(',').any(|other| other == version))
        .map(|(_, exception)| exception)
        .collect()
}

fn line_for<'a>(version: &str, line: &'a str) -> Option<&'a str> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    match line.split_once(": ") {
        Some((versions, rest)) if versions.starts_with("2.") => {
            versions.split(',').any(|other| other == version).then_some(rest)
        }
        _ => Some(line),
    }
}

/// The requests that a word of a story stands for; none if the version does not have it.
fn expand(word: &str, fixtures: &[Fixture], named: &BTreeSet<&str>) -> Vec<Step> {
    let has = |name: &str| fixtures.iter().any(|fixture| fixture.name == name);
    if let Some(prefix) = word.strip_suffix('*') {
        let names = fixtures.iter().map(|fixture| &fixture.name);
        let names = names.filter(|name| name.starts_with(prefix) && !named.contains(name.as_str()));
        return names.cloned().map(Step::Compare).collect();
    }
    let prepared = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
    match prepared {
        Some(name) => has(name).then(|| Step::Prepare(name.to_owned())).into_iter().collect(),
        None => has(word).then(|| Step::Compare(word.to_owned())).into_iter().collect(),
    }
}

fn parse_action(text: &str) -> Action {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["advance", number, unit] => Action::Advance(span(number, unit)),
        ["to", "the", "tick", "and", number, unit] => Action::AdvancePastTick(span(number, unit)),
        ["waiting", number, unit] => Action::Waiting(span(number, unit)),
        ["takes", check, millis] => Action::Takes((*check).to_owned(), span(millis, "ms")),
        ["fail", kind] => Action::Fail((*kind).to_owned()),
        ["expire"] => Action::Expire,
        ["restart"] => Action::Restart,
        ["csrf"] => Action::Csrf,
        ["empty"] => Action::Empty,
        ["password", "wrong"] => Action::WrongPassword,
        ["token", "wrong"] => Action::WrongToken,
        ["upload", ..] => Action::Upload(words[1..].join(" ")),
        ["on", "the", "last", "job"] => Action::OnLastJob,
        ["name", number, "the", "first", "of", collection] => {
            Action::NameFirst { number: (*number).to_owned(), collection: (*collection).to_owned() }
        }
        ["name", uid, "the", collection, name @ ..] => Action::NameObject {
            uid: (*uid).to_owned(),
            collection: (*collection).to_owned(),
            name: name.join(" "),
        },
        _ => panic!("there is no such action: {text}"),
    }
}

fn span(number: &str, unit: &str) -> Duration {
    let number = number.parse().unwrap_or_else(|_| panic!("no number: {number}"));
    match unit {
        "ms" => Duration::from_millis(number),
        "s" => Duration::from_secs(number),
        _ => panic!("no unit of time: {unit}"),
    }
}
