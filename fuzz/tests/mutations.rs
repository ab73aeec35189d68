//! 20,000 deterministic mutations for every reader of the core.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dhis2_steward_fuzz::decoder;
use dhis2_steward_fuzz::recording::{VERSIONS, all};
use dhis2_steward_fuzz::{Mutator, Random, Target, targets};

const MUTATIONS: u64 = 20_000;

#[test]
fn whatever_comes_is_read_or_refused() {
    let targets = targets();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut failed = Vec::new();
        while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
            failed.extend(failure(target));
        }
        failed
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let failed: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The first sample or mutation that a target fails for.
fn failure(target: &Target) -> Option<String> {
    let mutator = Mutator::new(&target.corpus);
    let mutations = (0..MUTATIONS).map(|seed| mutator.mutated(&mut Random::new(seed)));
    let mut inputs = target.corpus.iter().cloned().chain(mutations);
    let failed = inputs.find(|input| catch_unwind(AssertUnwindSafe(|| target.read(input))).is_err())?;
    Some(format!("{}: {:?}", target.name, String::from_utf8_lossy(&failed)))
}

#[test]
fn every_decoder_knows_an_answer() {
    let recordings: Vec<_> = VERSIONS.into_iter().flat_map(all).collect();
    for one in decoder::ALL {
        let count =
            recordings.iter().filter(|recording| recording.is_success() && one.is_meant(recording)).count();
        assert!(count > 0 || !one.samples().is_empty(), "{}", one.name());
    }
    let mut names: Vec<String> = targets().into_iter().map(|target| target.name).collect();
    names.sort();
    assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
}
