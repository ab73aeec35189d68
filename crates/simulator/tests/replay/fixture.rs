//! The recorded requests and responses in `tests/fixtures/real`.

use std::fs;
use std::path::PathBuf;

/// A request and its answer, as a real server was recorded.
#[derive(Clone, Debug)]
pub(crate) struct Fixture {
    /// The name without its number: the same request has the same name in all versions.
    pub(crate) name: String,
    pub(crate) request: Request,
    pub(crate) answer: Answer,
    /// Whether elements of the body were left out.
    pub(crate) is_cut: bool,
    /// Whether the whole body was left out, because it was no text.
    pub(crate) is_bodiless: bool,
    /// Whether the server ran without the filter that gives answers their entity tags.
    pub(crate) is_untagged: bool,
}

/// What was sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// What came back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// In their order, with names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    /// The path without the query.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }
}

impl Answer {
    /// The first value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of a header.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }
}

/// The fixtures of a version such as `2.42.5.2`, in the order in which they were recorded.
pub(crate) fn all(version: &str) -> Vec<Fixture> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures/real", version].iter().collect();
    let entries = fs::read_dir(&folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let (_, name) = stem.split_once('-').unwrap();
            parse(name, &fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Reads one recording.
pub(crate) fn parse(name: &str, text: &str) -> Fixture {
    let (request, answer) = text.split_once("\n\nHTTP/1.1 ").unwrap_or_else(|| panic!("{name}: no answer"));
    let (head, body) = answer.split_once("\n\n").unwrap_or((answer, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.get(..3)).and_then(|code| code.parse().ok());
    let (notes, headers): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('#'));
    Fixture {
        name: name.to_owned(),
        request: parse_request(request),
        answer: Answer {
            status: status.unwrap_or_else(|| panic!("{name}: no status")),
            headers: parse_headers(headers.into_iter()),
            body: body.trim_end_matches('\n').to_owned(),
        },
        is_cut: notes.iter().any(|note| note.starts_with("# cut")),
        is_bodiless: notes.contains(&"# body left out"),
        is_untagged: notes.contains(&"# untagged"),
    }
}

fn parse_request(text: &str) -> Request {
    let lines: Vec<&str> =
        text.lines().map(|line| line.strip_prefix("> ").or(line.strip_prefix('>')).unwrap()).collect();
    let mut parts = lines.split(|line| line.is_empty());
    let head = parts.next().unwrap_or_default();
    let (method, target) = head[0].split_once(' ').unwrap();
    let body: Vec<&str> = lines.iter().skip(head.len() + 1).copied().collect();
    Request {
        method: method.to_owned(),
        target: target.to_owned(),
        headers: parse_headers(head.iter().skip(1).copied()),
        body: body.join("\n"),
    }
}

fn parse_headers<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    lines
        .map(|line| line.split_once(':').unwrap_or_else(|| panic!("no header: {line}")))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect()
}
