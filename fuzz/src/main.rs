//! Fuzzes until stopped, with a random seed: `steward-fuzz [TARGET] [--seconds N] [--seed S]`.
//!
//! Prints its seed and, on a failure, the seed and the input that caused it. With `--corpus FOLDER`, only writes the
//! samples. Called by `cargo xtask fuzz`.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use dhis2_steward_fuzz::{Mutator, Random, Target, targets};

/// An input that takes longer than this counts as an endless loop.
const LONGEST: Duration = Duration::from_secs(20);

/// The arguments.
struct Asked {
    target: Option<String>,
    seconds: Option<u64>,
    seed: u64,
    corpus: Option<PathBuf>,
}

fn main() -> ExitCode {
    match asked(std::env::args().skip(1)).and_then(|asked| fuzz(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("steward-fuzz: {why}");
            ExitCode::FAILURE
        }
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let seed = RandomState::new().build_hasher().finish();
    let mut asked = Asked { target: None, seconds: None, seed, corpus: None };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        let number = |value: String| value.parse().map_err(|_| format!("{value} is no number"));
        match argument.as_str() {
            "--seconds" => asked.seconds = Some(number(value()?)?),
            "--seed" => asked.seed = number(value()?)?,
            "--corpus" => asked.corpus = Some(value()?.into()),
            _ if asked.target.is_none() => asked.target = Some(argument),
            _ => return Err(format!("{argument} is one word too many")),
        }
    }
    Ok(asked)
}

/// Fuzzes the targets in turn until the time limit or a failure.
fn fuzz(asked: &Asked) -> Result<(), String> {
    let all = targets();
    let is_meant = |target: &&Target| asked.target.as_ref().is_none_or(|name| *name == target.name);
    let meant: Vec<(&Target, Mutator)> =
        all.iter().filter(is_meant).map(|target| (target, Mutator::new(&target.corpus))).collect();
    if meant.is_empty() {
        let names: Vec<&str> = all.iter().map(|target| target.name.as_str()).collect();
        return Err(format!("there is no such target; there are {}", names.join(", ")));
    }
    if let Some(folder) = &asked.corpus {
        let all = meant.iter().flat_map(|(target, _)| target.corpus.iter().map(|text| (&target.name, text)));
        for (count, (name, text)) in all.enumerate() {
            fs::write(folder.join(format!("{name}-{count}")), text).map_err(|error| error.to_string())?;
        }
        return Ok(());
    }
    println!("seed {}", asked.seed);
    let reading = Arc::new(Mutex::new((Instant::now(), String::new(), Vec::new())));
    watch(Arc::clone(&reading));
    let end = asked.seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    for round in 0.. {
        for (target, mutator) in &meant {
            if end.is_some_and(|end| Instant::now() >= end) {
                println!("{} inputs were read or refused", round * meant.len() as u64);
                return Ok(());
            }
            let seed = asked.seed.wrapping_add(round);
            let input = mutator.mutated(&mut Random::new(seed));
            *reading.lock().unwrap_or_else(PoisonError::into_inner) =
                (Instant::now(), target.name.clone(), input.clone());
            if catch_unwind(AssertUnwindSafe(|| target.read(&input))).is_err() {
                return Err(format!("seed {seed}: {}", keep(&target.name, &input)));
            }
        }
    }
    Ok(())
}

/// Exits if an input does not finish.
fn watch(reading: Arc<Mutex<(Instant, String, Vec<u8>)>>) {
    thread::spawn(move || {
        loop {
            thread::park_timeout(LONGEST / 4);
            let reading = reading.lock().unwrap_or_else(PoisonError::into_inner);
            if reading.0.elapsed() > LONGEST {
                eprintln!("steward-fuzz: it does not end: {}", keep(&reading.1, &reading.2));
                std::process::exit(1);
            }
        }
    });
}

/// Saves an input, and prints its path.
fn keep(target: &str, input: &[u8]) -> String {
    let folder: PathBuf = std::env::temp_dir().join("steward-fuzz");
    let path = folder.join(target);
    match fs::create_dir_all(&folder).and_then(|()| fs::write(&path, input)) {
        Ok(()) => format!("{target} fails for the input in {}", path.display()),
        Err(error) => format!("{target} fails for {input:?}, which cannot be written down: {error}"),
    }
}
