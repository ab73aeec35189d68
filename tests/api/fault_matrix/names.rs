//! The names of the client's operations, read from its source, so that none is forgotten.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Functions that send no request themselves.
const SILENT: [&str; 36] = [
    "BaseUrl.as_str",
    "BaseUrl.host",
    "BaseUrl.of_page",
    "BaseUrl.parse",
    "IntegrityRun.cancel_asked",
    "IntegrityRun.handle",
    "IntegrityRun.job",
    "IntegrityRun.kind",
    "IntegrityRun.names",
    "IssueStream.next_batch",
    "Pause.end",
    "Pause.ended",
    "Pause.until",
    "Pending.into_parts",
    "Poller.between",
    "Poller.changed",
    "Poller.failed",
    "Poller.now",
    "Poller.pause",
    "Poller.survives",
    "Poller.unchanged",
    "RunHandle.cancel_asked",
    "RunHandle.pause",
    "SessionWatch.end",
    "SessionWatch.ended",
    "SessionWatch.has_ended",
    "SessionWatch.resume",
    "SessionWatch.resumed",
    "base_url",
    "integrity.resume",
    "may",
    "poller",
    "server",
    "session",
    "user",
    "version",
];

/// The names of the client's public functions that send requests, such as `jobs.get`.
pub(super) fn names() -> BTreeSet<String> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "src/client"].iter().collect();
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sources: Vec<String> = paths.map(|path| fs::read_to_string(path).unwrap()).collect();
    let accessors: Vec<(String, String)> = sources.iter().flat_map(|source| accessors(source)).collect();
    let mut names = BTreeSet::new();
    for source in &sources {
        // Tests come last in a file.
        let source = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        let mut owner = "";
        for line in source.lines() {
            if let Some(rest) = line.strip_prefix("impl") {
                // Such as `impl<T: 'static> Pending<T> {`.
                let rest = rest
                    .strip_prefix('<')
                    .and_then(|rest| rest.split_once("> "))
                    .map_or(rest.trim_start(), |(_, rest)| rest);
                owner = rest.split([' ', '<', '{']).next().unwrap();
            }
            let Some(name) = function(line) else { continue };
            let is_accessor = accessors.iter().any(|(accessor, _)| owner == "Client" && accessor == name);
            if is_accessor {
                continue;
            }
            let owner =
                accessors.iter().find(|(_, api)| api == owner).map_or(owner, |(accessor, _)| accessor);
            names.insert(if owner == "Client" { name.to_owned() } else { format!("{owner}.{name}") });
        }
    }
    for silent in SILENT {
        assert!(names.remove(silent), "{silent} no longer exists");
    }
    names
}

/// The functions that return an area of the client, such as `jobs`, and the areas' types.
fn accessors(source: &str) -> Vec<(String, String)> {
    let accessor = |line: &str| {
        let api = line.split(" -> ").nth(1)?.strip_suffix(" {")?;
        api.ends_with("Api").then(|| Some((function(line)?.to_owned(), api.to_owned())))?
    };
    source.lines().filter_map(accessor).collect()
}

/// The name of the public function that a line declares.
fn function(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let rest = ["async ", "const "].iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    rest.strip_prefix("fn ")?.split(['(', '<']).next()
}
