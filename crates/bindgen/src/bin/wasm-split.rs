//! Splits a linked module into the part that is needed at the start and those that are loaded when they are needed.

use std::path::Path;
use std::process::ExitCode;

use dhis2_steward_bindgen::split;

const USAGE: &str = "usage: wasm-split [--quiet] INPUT.wasm OUTPUT-FOLDER NAME";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let quiet = arguments.first().is_some_and(|argument| argument == "--quiet");
    if quiet {
        arguments.remove(0);
    }
    let [input, folder, name] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match split(Path::new(input), Path::new(folder), name, quiet) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-split: {error}");
            ExitCode::FAILURE
        }
    }
}
