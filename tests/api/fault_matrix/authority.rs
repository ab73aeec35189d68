//! Who may call which operation: what docs/operations.md says, tried by two people who may not do everything.

use std::collections::BTreeMap;
use std::fs;

use dhis2_steward::{Credentials, ErrorKind};
use dhis2_steward_simulator::{PASSWORD, Version};

use super::operation::operations;
use super::world::World;

/// The authorities of which each operation needs one on 2.42, by its name; those whose authority is that of what is
/// called are left out.
fn needed() -> BTreeMap<String, Vec<String>> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/operations.md")).unwrap();
    let mut needed = BTreeMap::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        // What comes later, and what another version asks for.
        let of_here = cells[5].split(';').next().unwrap();
        let authority = if of_here.starts_with("from 2.43") { "–" } else { of_here };
        if authority == "that of the endpoint" {
            continue;
        }
        for name in quoted(cells[0]) {
            needed.insert(name.replace("()", ""), quoted(authority));
        }
    }
    needed
}

/// What stands between back quotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[tokio::test]
async fn each_operation_is_forbidden_without_the_authority_in_the_document() {
    let needed = needed();
    let (mut wrong, mut refused) = (Vec::new(), 0);
    for (username, has) in [("maintainer", "F_PERFORM_MAINTENANCE"), ("observer", "M_steward")] {
        let world = World::new(Version::V2_42).await;
        let mut things = world.things.clone();
        things.link.credentials = Credentials::Basic { username: username.into(), password: PASSWORD.into() };
        let client = things.link.clone().connect().await.unwrap();
        for operation in operations().into_iter().filter(|operation| operation.version == Version::V2_42) {
            let Some(needed) = needed.get(operation.base()) else {
                let is_told = operation.base().starts_with("IntegrityRun.") || operation.base() == "request";
                assert!(is_told, "{} is not in the document", operation.name);
                continue;
            };
            let may = needed.is_empty() || needed.iter().any(|authority| authority == has);
            let error = (operation.call)(client.clone(), things.clone()).await.err();
            let is_refused = error.as_ref().is_some_and(|error| error.kind() == ErrorKind::Forbidden);
            refused += usize::from(is_refused);
            if is_refused == may {
                wrong.push(format!("{} as {username}, {needed:?}: {error:?}", operation.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(refused > 60, "{refused}");
}
