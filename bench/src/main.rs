//! Reads a details response natively, several times, and prints the results as JSON.
//!
//! `steward-bench RESPONSE ROUNDS`: every issue is decoded and stored, as by a client in another language.

use std::process::ExitCode;
use std::time::Instant;

use dhis2_steward::environment::manual::ManualEnvironment;
use futures_util::FutureExt;
use steward_bench::{Held, Sum, connect, read_issues};

fn main() -> ExitCode {
    match measure(std::env::args().skip(1)) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("steward-bench: {why}");
            ExitCode::FAILURE
        }
    }
}

fn measure(mut arguments: impl Iterator<Item = String>) -> Result<String, Box<dyn std::error::Error>> {
    let (Some(path), Some(rounds)) = (arguments.next(), arguments.next()) else {
        return Err("usage: steward-bench ANSWER ROUNDS".into());
    };
    let held = Held { details: std::fs::read(path)?.into(), ..Held::default() };
    let mut sum = Sum::default();
    let mut milliseconds = Vec::new();
    for _ in 0..rounds.parse::<u32>()? {
        let started = Instant::now();
        let mut issues = Vec::new();
        let reading = async {
            let client = connect(held.clone(), ManualEnvironment::new()).await?;
            read_issues(&client, |issue| issues.push(issue)).await
        };
        // Everything is in memory, so nothing waits.
        reading.now_or_never().ok_or("the answer was waited for")??;
        sum = Sum::default();
        issues.iter().for_each(|issue| sum.add(issue));
        milliseconds.push((started.elapsed().as_secs_f64() * 1_000.0).to_string());
    }
    Ok(format!(
        "{{\"issues\":{},\"length\":{},\"milliseconds\":[{}]}}",
        sum.issues,
        sum.length,
        milliseconds.join(",")
    ))
}
