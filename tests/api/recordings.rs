//! What real servers answered, read by the decoder of each operation.

use std::fs;
use std::path::PathBuf;

use dhis2_steward::model::{FromJson, Json};

/// The versions that were recorded.
pub(crate) const VERSIONS: [&str; 3] = ["2.41.9.1", "2.42.5.2", "2.43.1.1-SNAPSHOT"];

/// A recorded request with its answer.
pub(crate) struct Recording {
    /// Name of the file.
    pub(crate) name: String,
    /// Such as `GET /api/dataSummary`.
    pub(crate) line: String,
    pub(crate) query: String,
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// The recordings of a version, in their order.
pub(crate) fn all(version: &str) -> Vec<Recording> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/fixtures/real", version].iter().collect();
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
                status: head[..3].parse().unwrap(),
                body: body.into(),
            }
        })
        .collect()
}

impl Recording {
    /// The answer as the type that an operation gives back. What a later version adds or changes must not break it.
    fn read<T: FromJson>(&self) -> T {
        T::read(&grown(&self.json())).unwrap_or_else(|fault| panic!("{}, grown: {fault}", self.name));
        self.read_as_it_came()
    }

    fn read_as_it_came<T: FromJson>(&self) -> T {
        let json = self.json();
        for place in 0..count(&json).min(PLACES) {
            for other in others() {
                // Read, or refused with the place where it is wrong; whatever comes, nothing breaks.
                let refused = T::read(&altered(&json, &mut { place }, &other)).err();
                assert!(refused.is_none_or(|fault| fault.path().starts_with('$')), "{}", self.name);
            }
        }
        T::read(&json).unwrap_or_else(|fault| panic!("{}: {fault}", self.name))
    }

    fn json(&self) -> Json<'_> {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|fault| panic!("{}: {fault}: {}", self.name, self.body))
    }
}

/// In how many places of an answer something else is tried: in large ones the same shapes only come again.
const PLACES: usize = 120;

/// What may stand where something else is expected.
fn others() -> [Json<'static>; 7] {
    let number = |number: f64| Json::Number(dhis2_steward::model::Number::of_f64(number).unwrap());
    let text = |text: &'static str| Json::Text(text.into());
    let (list, object) = (Json::List(Vec::new()), Json::Object(Vec::new()));
    [Json::Null, Json::Bool(true), number(-1e300), text(""), text("é:a1234567890)"), list, object]
}

/// How many values there are in a value, itself counted.
fn count(json: &Json<'_>) -> usize {
    match json {
        Json::List(elements) => 1 + elements.iter().map(count).sum::<usize>(),
        Json::Object(members) => 1 + members.iter().map(|(_, value)| count(value)).sum::<usize>(),
        _ => 1,
    }
}

/// The same with something else in one place, counted from the beginning.
fn altered<'a>(json: &Json<'a>, place: &mut usize, other: &Json<'a>) -> Json<'a> {
    if *place == 0 {
        *place = usize::MAX;
        return other.clone();
    }
    *place = place.wrapping_sub(usize::from(*place != usize::MAX));
    match json {
        Json::List(elements) => Json::List(elements.iter().map(|one| altered(one, place, other)).collect()),
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), altered(value, place, other)));
            Json::Object(members.collect())
        }
        same => same.clone(),
    }
}

/// The same with one more member in every object.
fn grown<'a>(json: &Json<'a>) -> Json<'a> {
    match json {
        Json::List(elements) => Json::List(elements.iter().map(grown).collect()),
        Json::Object(members) => {
            let more = ("somethingNew".into(), Json::Number(7.into()));
            let members = members.iter().map(|(name, value)| (name.clone(), grown(value)));
            Json::Object(members.chain([more]).collect())
        }
        other => other.clone(),
    }
}

/// Reads each successful answer that `is_meant` picks, and fails where a version has none.
pub(crate) fn each<T: FromJson>(
    versions: &[&str],
    is_meant: impl Fn(&Recording) -> bool,
    look: impl FnMut(&Recording, T),
) {
    each_by(Recording::read, versions, is_meant, look);
}

/// The same of answers whose keys are data, such as types of jobs: no version adds another member to those.
pub(crate) fn each_map<T: FromJson>(
    versions: &[&str],
    is_meant: impl Fn(&Recording) -> bool,
    look: impl FnMut(&Recording, T),
) {
    each_by(Recording::read_as_it_came, versions, is_meant, look);
}

fn each_by<T>(
    read: fn(&Recording) -> T,
    versions: &[&str],
    is_meant: impl Fn(&Recording) -> bool,
    mut look: impl FnMut(&Recording, T),
) {
    for version in versions {
        let mut count = 0;
        for recording in all(version).iter().filter(|one| (200..300).contains(&one.status) && is_meant(one)) {
            look(recording, read(recording));
            count += 1;
        }
        assert!(count > 0, "{version}: nothing was recorded");
    }
}
