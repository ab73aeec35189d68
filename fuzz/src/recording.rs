//! Recorded responses of real servers.

use std::fs;
use std::path::PathBuf;

/// The recorded versions.
pub const VERSIONS: [&str; 3] = ["2.41.9.1", "2.42.5.2", "2.43.1.1-SNAPSHOT"];

/// A recorded request and its response.
#[derive(Debug)]
pub struct Recording {
    /// The version and the name of the file.
    pub name: String,
    /// The method and path, such as `GET /api/dataSummary`.
    pub line: String,
    /// The query.
    pub query: String,
    /// The status of the response.
    pub status: u16,
    /// The response.
    pub body: String,
}

impl Recording {
    /// Whether the response has a body.
    pub fn has_body(&self) -> bool {
        !self.body.trim().is_empty()
    }

    /// Whether the request succeeded.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The recordings of a version, in order.
pub fn all(version: &str) -> Vec<Recording> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../tests/fixtures/real", version].iter().collect();
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let (request, answer) = text.split_once("\n\nHTTP/1.1 ").unwrap();
            let target = request.lines().find_map(|line| line.strip_prefix("> ")).unwrap();
            let (line, query) = target.split_once('?').unwrap_or((target, ""));
            let (head, body) = answer.split_once("\n\n").unwrap_or((answer, ""));
            Recording {
                name: format!("{version}/{}", path.file_name().unwrap().to_str().unwrap()),
                line: line.into(),
                query: query.into(),
                status: head.get(..3).unwrap().parse().unwrap(),
                body: body.into(),
            }
        })
        .collect()
}
