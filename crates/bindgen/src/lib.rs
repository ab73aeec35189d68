//! Splitting, as the commands of this crate share it.

use std::error::Error;
use std::fs;
use std::path::Path;

use dhis2_steward_quiet::quieted;
use wasm_split_cli_support::{Options, transform};

/// What Leptos' server functions bring along, streams that become streams of the browser: nothing here makes one.
const UNUSED: [&str; 1] = ["intounderlying"];

/// Splits a linked module: writes `NAME.wasm`, which goes on to wasm-bindgen, the parts, and `split.js`, which loads
/// them. What nothing refers to is left out. If it is to be `quiet`, its panics say nothing.
///
/// # Errors
///
/// Where the module was linked without `--emit-relocs`, or a file cannot be read or written.
pub fn split(input: &Path, folder: &Path, name: &str, quiet: bool) -> Result<(), Box<dyn Error>> {
    let mut module = fs::read(input)?;
    if quiet {
        module = quieted(&module, &UNUSED)?;
    }
    let (main, glue) = (folder.join(format!("{name}.wasm")), format!("./{name}.js"));
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &glue;
    options.link_name = "./split.js";
    transform(options)?;
    Ok(())
}
