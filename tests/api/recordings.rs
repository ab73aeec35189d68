//! Recorded responses of real servers, read by the decoder of each operation.

use dhis2_steward::model::{FromJson, Json};
use dhis2_steward_fuzz::decoder::Answers;
pub(crate) use dhis2_steward_fuzz::recording::{Recording, VERSIONS, all};

/// Reads each successful answer of a kind, and fails where a version has none.
///
/// What a later version adds must not break it; what else may come of it is mutated by the fuzzer's own tests.
pub(crate) fn each<T: FromJson>(
    versions: &[&str],
    answers: &Answers<T>,
    mut look: impl FnMut(&Recording, T),
) {
    for version in versions {
        let all = all(version);
        let mut meant = all.iter().filter(|one| one.is_success() && answers.is_meant(one)).peekable();
        assert!(meant.peek().is_some(), "{version}: nothing was recorded");
        for recording in meant {
            let json = serde_json::from_str(&recording.body)
                .unwrap_or_else(|fault| panic!("{}: {fault}: {}", recording.name, recording.body));
            let read =
                |json: &Json<'_>| T::read(json).unwrap_or_else(|fault| panic!("{}: {fault}", recording.name));
            if !answers.is_map() {
                read(&grown(&json));
            }
            look(recording, read(&json));
        }
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
