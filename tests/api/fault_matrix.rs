//! The outcome of every operation of the client after every fault, each tested with a real request.
//!
//! A new operation is a new line in `operation.rs`; `STEWARD_WRITE_DOCS=1` then updates docs/reliability.md.

mod authority;
mod document;
mod names;
mod operation;
mod outcome;
mod trouble;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use dhis2_steward::{Credentials, Error};
use dhis2_steward_simulator::Fault;
use futures_util::future;
use tokio::net::TcpSocket;

use operation::{Class, Operation, operations};
use outcome::{ATTEMPTS, Outcome, expected};
use trouble::{RETRY_AFTER, Trouble, WORDS};
use world::World;

/// The outcome of an operation after a fault.
struct Found {
    error: Option<Error>,
    outcome: Outcome,
    /// Whether the client knows that the session has ended, or does not exist yet.
    polling_stops: bool,
    /// How long the client waited between requests.
    pauses: Vec<Duration>,
}

/// Calls an operation with a fault in one of its requests.
async fn try_out(world: &World, operation: &Operation, line: &str, class: Class, trouble: Trouble) -> Found {
    let (mut things, mut client) = (world.things.clone(), world.client.clone());
    if trouble.is_of_a_session() {
        things.link.credentials = Credentials::Session;
        client = world.browser.clone();
    }
    // Bound but not listening, so that no other process gets the port.
    let closed = TcpSocket::new_v4().unwrap();
    closed.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    // Watching continues until the fault is over.
    let times = if class == Class::Watches { ATTEMPTS } else { 1_000 };
    if trouble == Trouble::Refused {
        world.line.close(line, closed.local_addr().unwrap(), times);
    }
    world.server.fault(Fault { times: Some(times), ..trouble.fault(line, class) });
    world.server.forget_requests();
    let waited = world.clock.manual.sleeps().len();
    let stalled = world.server.stalled();
    let release = async {
        if trouble == Trouble::Slow && class.acts() {
            stalled.await;
            world.server.release();
        }
    };
    let (result, ()) = future::join((operation.call)(client, things), release).await;
    let error = result.err();
    let outcome = Outcome {
        kind: error.as_ref().map(Error::kind),
        sent: world.sent(line),
        is_unknown: class.acts() && error.as_ref().is_some_and(Error::leaves_outcome_unknown),
    };
    let session = world.browser.session();
    let polling_stops = session.has_ended() || operation.name.starts_with("connect");
    session.resume();
    world.server.clear_faults();
    world.line.open();
    Found { error, outcome, polling_stops, pauses: world.clock.manual.sleeps().split_off(waited) }
}

/// The class of one of an operation's requests: `GET` requests before the last one of a write are checks.
fn class_of(operation: &Operation, line: &str, is_last: bool) -> Class {
    let asks = operation.class.acts() && line.starts_with("GET ") && !is_last;
    if asks { Class::Questions } else { operation.class }
}

/// The differences from the expected outcome.
fn judge(
    found: &Found,
    expected: Outcome,
    line: &str,
    class: Class,
    trouble: Trouble,
    world: &World,
) -> Vec<String> {
    let mut wrong = Vec::new();
    if found.outcome != expected {
        wrong.push(format!("{:?} instead of {expected:?}: {:?}", found.outcome, found.error));
    }
    if trouble.is_of_a_session() && !found.polling_stops {
        wrong.push("polling would continue".into());
    }
    for (request, count) in world.server.requests() {
        let is_safe = ["GET ", "HEAD ", "OPTIONS "].iter().any(|method| request.starts_with(method));
        if !is_safe && count > 1 {
            wrong.push(format!("{request} was sent {count} times"));
        }
        if class == Class::Questions && !request.starts_with("GET ") && !request.contains("/existence") {
            wrong.push(format!("{request} was sent although the check before it failed"));
        }
    }
    if class == Class::Watches {
        return wrong;
    }
    let Some(error) = &found.error else { return wrong };
    let is_secret = line.ends_with("Password");
    let has_body = class != Class::ReadsHeaders;
    let words = (trouble.has_words() && has_body && !is_secret).then_some(WORDS);
    if trouble.has_words() && error.server_message() != words {
        wrong.push(format!("{:?} instead of {words:?}", error.server_message()));
    }
    if error.request() != Some(line) && trouble != Trouble::Slow {
        wrong.push(format!("the error names {:?}", error.request()));
    }
    if error.to_string().contains("district") || error.to_string().contains("s3cret") {
        wrong.push(format!("the error contains a secret: {error}"));
    }
    if trouble == Trouble::Busy {
        let asked = Duration::from_secs(RETRY_AFTER);
        let pauses = vec![asked; usize::try_from(expected.sent - 1).unwrap()];
        if found.pauses != pauses || error.retry_after() != Some(asked) {
            wrong.push(format!(
                "it waited {:?}, and told the caller to wait {:?}",
                found.pauses,
                error.retry_after()
            ));
        }
    }
    wrong
}

/// The lines of an operation's requests, in order. Writes are answered without being carried out.
async fn lines_of(world: &World, operation: &Operation) -> Vec<String> {
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let message = Some("as if".to_owned());
        let method = Some(method.to_owned());
        world.server.fault(Fault { method, status: Some(200), message, ..Fault::default() });
    }
    world.line.take_sent();
    let sound = (operation.call)(world.client.clone(), world.things.clone()).await;
    world.server.clear_faults();
    if !operation.class.acts() {
        assert_eq!(sound, Ok(()), "{} fails without a fault", operation.name);
    }
    let mut lines = world.line.take_sent();
    if operation.class == Class::Watches {
        // If a secondary request fails, watching continues without its result.
        lines.truncate(1);
    }
    lines
}

#[tokio::test]
async fn every_operation_has_the_documented_outcome_after_every_fault() {
    let mut members: BTreeMap<Class, BTreeSet<String>> = BTreeMap::new();
    let (mut wrong, mut cells) = (Vec::new(), 0);
    let mut operations = operations();
    operations.sort_by_key(|operation| (operation.class.acts(), operation.version));
    // The state that an operation leaves can break another one, unless both do the same to different objects.
    let mut last: Option<(String, World)> = None;
    for operation in operations {
        let group = if operation.class.acts() { operation.base() } else { "reads" };
        let fits = |(of, world): &(String, World)| of == group && world.version == operation.version;
        let world = match last.take().filter(fits) {
            Some((_, world)) => world,
            None => World::new(operation.version).await,
        };
        let lines = lines_of(&world, &operation).await;
        for (place, line) in lines.iter().enumerate() {
            let class = class_of(&operation, line, place + 1 == lines.len());
            members.entry(class).or_default().insert(operation.name.clone());
            for trouble in Trouble::ALL {
                let found = try_out(&world, &operation, line, class, trouble).await;
                let mut expected = expected(class, trouble);
                if class == Class::Watches && expected.kind.is_none() {
                    expected.sent = found.outcome.sent;
                }
                if trouble == Trouble::Slow && class.acts() {
                    expected.kind = operation.sound;
                }
                let faults = judge(&found, expected, line, class, trouble, &world).into_iter();
                let place = format!("{} · {line} · {trouble:?}", operation.name);
                wrong.extend(faults.map(|fault| format!("{place}: {fault}")));
                cells += 1;
            }
        }
        last = Some((group.to_owned(), world));
    }
    assert!(wrong.is_empty(), "{} of {cells} cells are wrong:\n{}", wrong.len(), wrong.join("\n"));
    document::check(&members, cells);
}

#[test]
fn the_matrix_has_every_operation_of_the_client() {
    let tried: BTreeSet<String> = operations().iter().map(|operation| operation.base().to_owned()).collect();
    let offered = names::names();
    let left_out: Vec<_> = offered.difference(&tried).collect();
    let gone: Vec<_> = tried.difference(&offered).collect();
    assert!(left_out.is_empty() && gone.is_empty(), "without a row: {left_out:?}; gone: {gone:?}");
}
