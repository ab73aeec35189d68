//! The fuzz targets.

use std::fmt;

use crate::decoder::{self, Decode};
use crate::recording::{Recording, VERSIONS, all};
use crate::{json, stream, text};

type Read = dyn Fn(&[u8]) + Send + Sync;

/// A reader of the core, with samples.
pub struct Target {
    /// Its name.
    pub name: String,
    /// Samples that it accepts, and some that it rejects.
    pub corpus: Vec<Vec<u8>>,
    read: Box<Read>,
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with {} texts", self.name, self.corpus.len())
    }
}

impl Target {
    fn new(name: &str, corpus: Vec<Vec<u8>>, read: impl Fn(&[u8]) + Send + Sync + 'static) -> Self {
        Self { name: name.to_owned(), corpus, read: Box::new(read) }
    }

    /// Reads arbitrary bytes; panics if the reader does, or if a property of the result does not hold.
    pub fn read(&self, bytes: &[u8]) {
        (self.read)(bytes);
    }
}

/// All targets.
pub fn targets() -> Vec<Target> {
    let recordings: Vec<Recording> = VERSIONS.into_iter().flat_map(all).collect();
    let mut all: Vec<Target> = decoder::ALL
        .iter()
        .map(|one| Target::new(one.name(), corpus(*one, &recordings), |bytes| one.decode(bytes)))
        .collect();
    let details = bodies(&recordings, |one| one.line == "GET /api/dataIntegrity/details");
    all.push(Target::new("details_stream", details, stream::read));
    let any: Vec<Vec<u8>> = all.iter().flat_map(|target| target.corpus.first().cloned()).collect();
    all.push(Target::new("json", any, json::read));
    let of_text = |(name, known, read): &text::Row| {
        Target::new(name, known.iter().map(|text| text.as_bytes().to_vec()).collect(), *read)
    };
    all.extend(text::ALL.iter().map(of_text));
    all
}

/// The samples of a decoder: its responses, and error responses and HTML pages.
fn corpus(decoder: &dyn Decode, recordings: &[Recording]) -> Vec<Vec<u8>> {
    let mut corpus = bodies(recordings, |one| decoder.is_meant(one));
    corpus.extend(decoder.samples().iter().map(|sample| sample.as_bytes().to_vec()));
    corpus
}

/// The distinct responses of successful requests, shortened by repetition.
fn bodies(recordings: &[Recording], is_meant: impl Fn(&Recording) -> bool) -> Vec<Vec<u8>> {
    let meant = recordings.iter().filter(|one| one.is_success() && one.has_body() && is_meant(one));
    let mut bodies: Vec<Vec<u8>> = meant.map(|one| json::shortened(one.body.as_bytes())).collect();
    bodies.sort();
    bodies.dedup();
    bodies.sort_by_key(Vec::len);
    bodies.truncate(MOST);
    bodies
}

/// The number of responses kept of each type, the shortest ones.
const MOST: usize = 40;
