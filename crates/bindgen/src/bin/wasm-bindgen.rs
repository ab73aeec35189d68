//! The `wasm-bindgen` command, at the version of the lock file.
//!
//! With `STEWARD_QUIET` set to a folder, the module it is given is made quiet first, in that folder: wasm-pack calls
//! this command, and leaves no other place between the linker and wasm-bindgen.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dhis2_steward_bindgen::split;

fn main() -> ExitCode {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(folder) = std::env::var_os("STEWARD_QUIET")
        && let Err(error) = quiet(&mut arguments, Path::new(&folder))
    {
        eprintln!("wasm-bindgen: {error}");
        return ExitCode::FAILURE;
    }
    match wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-bindgen: {error:?}");
            ExitCode::FAILURE
        }
    }
}

/// Puts the quiet module in the place of the one that is named.
fn quiet(arguments: &mut [OsString], folder: &Path) -> Result<(), Box<dyn Error>> {
    let modules = arguments
        .iter_mut()
        .filter(|argument| PathBuf::from(argument).extension().is_some_and(|it| it == "wasm"));
    for module in modules {
        let input = PathBuf::from(&*module);
        let name = input.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        std::fs::create_dir_all(folder)?;
        split(&input, folder, &name, true)?;
        *module = folder.join(format!("{name}.wasm")).into();
    }
    Ok(())
}
