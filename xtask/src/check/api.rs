//! The module's declarations: the public API must match the report, and its documentation must build.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::failure::{Context, Result};
use crate::{command, file, project, setup};

/// The files of the package that declare or document it.
const DECLARED: [&str; 4] = ["README.md", "index.d.ts", "package.json", "slim.d.ts"];

/// The API report, which shows changes in reviews.
const REPORT: &str = "npm/api.md";

/// Compares the public API with the report, and builds the documentation without warnings.
pub(crate) fn api() -> Result {
    let folder = declarations()?;
    let diff = ["diff", "--no-index", "--exit-code", REPORT];
    command::run(command::program("git").args(diff).arg(extract(&folder)?))
        .context("the public API has changed: if that is intended, run `cargo xtask check --update`")?;
    document(&folder)
}

/// Updates the API report.
pub(crate) fn update() -> Result {
    let report = extract(&declarations()?)?;
    file::write(&project::root().join(REPORT), file::read(&report)?)
}

/// A folder with a copy of the declarations, because the tools write next to them.
fn declarations() -> Result<PathBuf> {
    setup::npm()?;
    let folder = project::target().join("npm-api");
    file::empty_folder(&folder)?;
    for name in DECLARED {
        file::write(&folder.join(name), file::read(&project::root().join("npm").join(name))?)?;
    }
    let options = json!({
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "lib": ["es2022", "dom"],
        "types": [],
        "strict": true,
        "noEmit": true,
    });
    let files = DECLARED.iter().filter(|name| name.ends_with(".d.ts")).collect::<Vec<_>>();
    let compiler = json!({ "compilerOptions": options, "files": files });
    file::write(&folder.join("tsconfig.json"), compiler.to_string())?;
    let extractor = json!({
        "projectFolder": ".",
        "mainEntryPointFilePath": "<projectFolder>/index.d.ts",
        "apiReport": {
            "enabled": true,
            "reportFileName": "dhis2-steward",
            "reportFolder": "<projectFolder>",
            "reportTempFolder": "<projectFolder>/temp",
        },
        "docModel": { "enabled": false },
        "dtsRollup": { "enabled": false },
        "tsdocMetadata": { "enabled": false },
        "newlineKind": "lf",
        "messages": {
            "extractorMessageReporting": {
                "default": { "logLevel": "error" },
                // Everything is public, and TypeDoc checks the links.
                "ae-missing-release-tag": { "logLevel": "none" },
                "ae-unresolved-link": { "logLevel": "none" },
            },
            "tsdocMessageReporting": { "default": { "logLevel": "none" } },
        },
    });
    file::write(&folder.join("api-extractor.json"), extractor.to_string())?;
    Ok(folder)
}

/// Writes the API report; returns its path.
fn extract(folder: &Path) -> Result<PathBuf> {
    let report = folder.join("dhis2-steward.api.md");
    let mut extractor = command::program(project::npm_tool("api-extractor"));
    extractor.args(["run", "--local", "--config"]).arg(folder.join("api-extractor.json"));
    command::output(&mut extractor)?;
    Ok(report)
}

/// Builds the documentation: every link must resolve, and every referenced type must be exported.
fn document(folder: &Path) -> Result {
    let mut typedoc = command::program(project::npm_tool("typedoc"));
    typedoc.args(["--entryPoints", "index.d.ts", "--entryPoints", "slim.d.ts", "--out", "html"]);
    command::run(
        typedoc
            .args(["--disableSources", "--treatWarningsAsErrors", "--logLevel", "Warn"])
            .current_dir(folder),
    )
}
