//! The start script: our loader and the scripts of wasm-bindgen and wasm-split, bundled into one file.

use std::collections::BTreeMap;
use std::path::Path;

use super::Profile;
use crate::command;
use crate::failure::{Failure, Result};
use crate::{file, project};

/// The JavaScript version of the start script: browsers too old for the app must still be able to run the part that
/// says so.
const LANGUAGE: &str = "--target=es2018";

/// Lets esbuild drop unused classes, which wasm-bindgen makes disposable and registers for finalisation.
const UNUSED: [&str; 2] = ["--define:Symbol.dispose=undefined", "--pure:FinalizationRegistry"];

/// The scripts that bind the module and load its parts.
pub(crate) struct Loaders<'a> {
    /// The folder with `steward.js` and `split.js`.
    pub(crate) scripts: &'a Path,
    /// The files of the parts by their names from wasm-split.
    pub(crate) parts: BTreeMap<&'a str, String>,
}

/// Bundles `boot.js` with wasm-bindgen's script, which it imports as `steward-module`.
pub(crate) fn boot(www: &Path, loaders: &Loaders, profile: Profile) -> Result<Vec<u8>> {
    let split = loaders.scripts.join("split.js");
    file::write(&split, with_our_loader(&file::read_text(&split)?, &loaders.parts)?)?;
    let mut esbuild = command::program(project::npm_tool("esbuild"));
    esbuild.arg(www.join("boot.js")).args(["--bundle", "--format=iife", "--log-level=warning", LANGUAGE]);
    esbuild.arg(format!("--alias:steward-module={}", loaders.scripts.join("steward.js").display()));
    esbuild.arg(format!("--alias:steward-part={}", www.join("part.js").display()));
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]).args(UNUSED);
    }
    command::output(&mut esbuild)
}

/// wasm-split's script with our way to load a part, because its own supports neither compressed parts nor login pages.
/// Fails if the script does not have the expected format.
fn with_our_loader(script: &str, parts: &BTreeMap<&str, String>) -> Result<String> {
    let mut ours = String::from("import { part } from \"steward-part\";\n");
    let mut rest = script;
    let mut fetched = 0;
    while let Some((before, after)) = rest.split_once("fetch(new URL(\"./") {
        let (name, after) = after
            .split_once(".wasm\", import.meta.url))")
            .ok_or_else(|| Failure::new("the format of wasm-split's script has changed"))?;
        let file = parts.get(name).ok_or_else(|| Failure::new(format!("unknown part {name}")))?;
        ours.push_str(&format!("{before}part(\"{file}\")"));
        fetched += 1;
        rest = after;
    }
    ours.push_str(rest);
    let is_known = !ours.contains("import.meta") && !ours.contains("fetch(");
    if fetched != parts.len() || !is_known {
        return Err(Failure::new(format!("there are {} parts, but {fetched} are loaded", parts.len())));
    }
    Ok(ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "const src = fetch(new URL(\"./tasks.wasm\", import.meta.url));";

    #[test]
    fn a_part_is_fetched_by_our_loader_from_its_file() {
        let parts = [("tasks", "assets/tasks-00000000.bin".to_owned())].into();
        let ours = with_our_loader(SCRIPT, &parts).unwrap();
        assert!(ours.ends_with("const src = part(\"assets/tasks-00000000.bin\");"), "{ours}");
    }

    #[test]
    fn a_script_that_loads_otherwise_fails_the_build() {
        let parts = [("tasks", "assets/tasks-00000000.bin".to_owned())].into();
        assert!(with_our_loader("import.source(\"./tasks.wasm\")", &parts).is_err());
        assert!(with_our_loader(SCRIPT, &BTreeMap::new()).is_err());
    }
}
