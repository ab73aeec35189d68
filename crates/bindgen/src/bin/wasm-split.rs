//! Splits a linked module into the part that is needed at the start and those that are loaded when they are needed.

use std::path::Path;
use std::process::ExitCode;

use wasm_split_cli_support::{Options, transform};

const USAGE: &str = "usage: wasm-split INPUT.wasm OUTPUT-FOLDER NAME";

/// Writes `NAME.wasm`, which goes on to wasm-bindgen, the parts, and `split.js`, which loads them.
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, folder, name] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match split(Path::new(input), Path::new(folder), name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-split: {error}");
            ExitCode::FAILURE
        }
    }
}

fn split(input: &Path, folder: &Path, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let module = std::fs::read(input)?;
    let (main, glue) = (folder.join(format!("{name}.wasm")), format!("./{name}.js"));
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &glue;
    options.link_name = "./split.js";
    transform(options)?;
    Ok(())
}
