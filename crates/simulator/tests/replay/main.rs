//! Replays recorded requests of real DHIS2 servers against the simulated one and compares the responses.
//!
//! The recordings are in `tests/fixtures/real`; `stories.txt` says in which order they are sent, and
//! `exceptions.txt` names, with its reason, each that is not compared or known to differ.
//! It must never depend on the core, whose assumptions about the server may be wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod app;
mod compare;
mod fixture;
mod mutation;
mod order;
mod report;
mod server;
mod shape;
mod story;

use std::io::Write;

use dhis2_steward_simulator::Version;

/// How many of a hundred recorded requests have to agree.
const FLOOR: f64 = 98.0;

async fn assert_agrees(recorded: Version, simulated: Version) {
    let report = report::replay(recorded, simulated).await;
    // The count is to be seen even where all is well, so it goes past the test's captured output.
    let _ = writeln!(std::io::stderr(), "{}", report.count());
    println!("{report}");
    let faults = report.faults();
    assert!(faults.is_empty(), "{} recorded requests of {recorded} are answered otherwise", faults.len());
    assert_eq!(report.stale(), Vec::<&str>::new(), "these agree, and need no exception");
    assert!(report.percentage() >= FLOOR, "only {:.1} % agree", report.percentage());
}

#[tokio::test]
async fn the_simulated_2_42_answers_as_2_42_5_2_was_recorded() {
    assert_agrees(Version::V2_42, Version::V2_42).await;
}

#[tokio::test]
async fn the_simulated_2_41_answers_as_2_41_9_1_was_recorded() {
    assert_agrees(Version::V2_41, Version::V2_41).await;
}

#[tokio::test]
async fn the_simulated_2_43_answers_as_2_43_1_1_was_recorded() {
    assert_agrees(Version::V2_43, Version::V2_43).await;
}

#[tokio::test]
async fn the_simulated_2_44_answers_as_2_43_was_recorded_except_for_its_checks() {
    assert_agrees(Version::V2_43, Version::V2_44).await;
}
