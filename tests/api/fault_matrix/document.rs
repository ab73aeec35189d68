//! docs/reliability.md: written by the test, and compared with what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use super::operation::Class;
use super::outcome::expected;
use super::trouble::Trouble;

/// The operations of each class by their names.
pub(super) type Members = BTreeMap<Class, BTreeSet<String>>;

const START: &str = "\
# Reliability

What comes of each operation of the core with each thing that can go wrong.
`tests/api/fault_matrix` writes this page: it sends every request of every operation to the simulated server with every trouble, and fails when the outcome is another one, when an operation is missing, or when this page differs.
With `STEWARD_WRITE_DOCS=1` it writes it anew.

## The rules

* What only reads is sent again after a broken connection, 429, 502, 503 and 504: three times at most, after half a second and then longer, or after what `Retry-After` asks for, where that is at most half a minute.
* What acts is sent once, whatever happens.
  The server may take as long as it likes until its answer begins.
* An answer of which nothing more comes for two minutes is given up, and so is the waiting for one to a request that only reads.
* No redirection is followed of what acts or carries a token or a password, natively of nothing at all, so that nothing is sent twice and nothing reaches another server.
* An answer is a success when it says what it should say.
  A page, an empty 200, or a body that breaks off is none.
* Whether a request that acts was carried out is *unknown* when its answer was lost, cannot be read, or came from a gateway that gave up; `leaves_outcome_unknown` says so.
  Such an operation may have been done, or may be going on.
* Errors hold the server's own words, save where they could repeat a secret.
* The end of a browser's session stops all polling.
";

const OUTCOMES: [(&str, &str, &str); 12] = [
    (
        "as without it",
        "The operation does not notice: it waits, takes nothing for an answer, or cannot tell.",
        "Nothing.",
    ),
    (
        "goes on",
        "Watching goes on: the server works, and is seen again with the next look. What watches a job tells \
         meanwhile that it has lost sight.",
        "Nothing; say that the server cannot be seen at the moment.",
    ),
    (
        "`network`",
        "No answer, or half of one.",
        "What reads: try again later. What acts: look whether it was done, and only then send it again.",
    ),
    (
        "`timeout`",
        "Nothing came within the time for an answer, which is two minutes unless `connect_within` was given another; the connection is given up.",
        "As after `network`.",
    ),
    (
        "`unauthorized`",
        "The token, or the user name and password, are not accepted.",
        "Connect with others. Trying again with the same may lock the account.",
    ),
    (
        "`session-expired`",
        "The session of the browser has ended.",
        "Log in again, then call `session().resume()`. What acts was not carried out.",
    ),
    (
        "`forbidden`",
        "The person may not do this.",
        "Show the server's words, which name the authority that is missing.",
    ),
    ("`not-found`", "The server does not have it, or not yet.", "Read the list again."),
    ("`conflict`", "The server's present state does not allow it.", "Show the server's words."),
    (
        "`busy`",
        "The server asks to come back later.",
        "Wait for `retry_after`. What acts was not carried out, and may be sent again.",
    ),
    (
        "`server`",
        "The server failed, or a gateway before it.",
        "Look at the server's log. After a gateway's failure, what acts may still be going on.",
    ),
    (
        "`unexpected-answer`",
        "A page, a redirection or nothing came where an answer was due.",
        "Look at the base URL and at proxies. What acts has most likely done nothing.",
    ),
];

const DECODE: (&str, &str, &str) = (
    "`decode`",
    "The answer is no JSON, breaks off, or has another shape than this release knows; the error names the place.",
    "What acts: look whether it was done. If it happens again, report it with the version of the server.",
);

/// Fails unless the page says what is true; writes it where that is asked for.
pub(super) fn check(members: &Members, cells: usize) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "docs/reliability.md"].iter().collect();
    let page = page(members, cells);
    if std::env::var_os("STEWARD_WRITE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/reliability.md differs: STEWARD_WRITE_DOCS=1 writes it anew");
}

fn page(members: &Members, cells: usize) -> String {
    let mut page = START.to_owned();
    let requests = cells / Trouble::ALL.len();
    write!(
        page,
        "\n## The matrix\n\n{requests} requests, each with {} troubles: {cells} cells.\n\
         A number behind a cross says how often the request was sent, where that is more than once.\n\n",
        Trouble::ALL.len()
    )
    .unwrap();
    let (common, special): (Vec<Trouble>, Vec<Trouble>) =
        Trouble::ALL.into_iter().partition(|trouble| is_common(members, *trouble));
    page += "| what goes wrong | what reads | what acts | what watches |\n| --- | --- | --- | --- |\n";
    for trouble in common {
        let cells = [Class::Reads, Class::Acts, Class::Watches].map(|class| cell(class, trouble));
        writeln!(page, "| {} | {} |", trouble.name(), cells.join(" | ")).unwrap();
    }
    page += "\nWhat these come to depends on what the operation expects:\n\n| the operation |";
    special.iter().for_each(|trouble| write!(page, " {} |", trouble.name()).unwrap());
    write!(page, "\n| --- |{}\n", " --- |".repeat(special.len())).unwrap();
    for class in members.keys() {
        let cells: Vec<String> = special.iter().map(|trouble| cell(*class, *trouble)).collect();
        writeln!(page, "| {} | {} |", class.name(), cells.join(" | ")).unwrap();
    }
    page += "\nOf what watches, this is the request for the thing itself: what it reads beside it, such as a job's progress, may \
             be missing.\n";
    page += "\n## What an outcome means\n\n| outcome | what it means | what a caller does next |\n| --- | --- | --- |\n";
    for (outcome, meaning, next) in OUTCOMES.into_iter().chain([DECODE]) {
        writeln!(page, "| {outcome} | {meaning} | {next} |").unwrap();
    }
    page += "\n## The operations\n\n| the operation | which |\n| --- | --- |\n";
    for (class, names) in members {
        writeln!(page, "| {} | {} |", class.name(), list(names)).unwrap();
    }
    page
}

/// Whether all that read end alike, and all that act.
fn is_common(members: &Members, trouble: Trouble) -> bool {
    members.keys().filter(|class| **class != Class::Watches).all(|class| {
        let like = if class.acts() { Class::Acts } else { Class::Reads };
        expected(*class, trouble) == expected(like, trouble)
    })
}

fn cell(class: Class, trouble: Trouble) -> String {
    let outcome = expected(class, trouble);
    match outcome.kind {
        None if class == Class::Watches => "goes on".into(),
        _ => outcome.cell(),
    }
}

/// The names, each once, with what tells calls of one name apart.
fn list(names: &BTreeSet<String>) -> String {
    let mut calls: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        let (base, rest) = name.split_once(" (").unwrap_or((name, ""));
        calls.entry(base).or_default().extend(rest.strip_suffix(')'));
    }
    let one = |(base, rest): (&&str, &Vec<&str>)| match rest.as_slice() {
        [] => format!("`{base}`"),
        [rest] => format!("`{base}` ({rest})"),
        rest => format!("`{base}` ({} kinds)", rest.len()),
    };
    calls.iter().map(one).collect::<Vec<String>>().join(", ")
}
