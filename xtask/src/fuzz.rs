//! Fuzzes the readers of the core: each mutation must be read or rejected.

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Result};
use crate::{command, project};

const PACKAGE: [&str; 5] = ["--locked", "--profile", "tools", "--package", "dhis2-steward-fuzz"];

/// The compiler flags of `cargo fuzz` without a sanitizer, which work with a stable compiler.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Fuzzes all targets in turn, or the named one, until a failure or the time limit; with `--coverage`, uses libFuzzer,
/// which is guided by coverage.
///
/// Arithmetic overflow is a failure, as in the tests.
pub(crate) fn fuzz(mut arguments: Arguments) -> Result {
    if arguments.flag("--coverage") {
        return covered(arguments);
    }
    mutate(&arguments.rest())
}

fn mutate(words: &[String]) -> Result {
    let bin = ["--bin", "steward-fuzz", "--"];
    command::run(command::cargo().arg("run").args(PACKAGE).args(bin).args(words))
}

fn covered(mut arguments: Arguments) -> Result {
    let seconds = arguments.value("--seconds")?.unwrap_or_else(|| "0".to_owned());
    let target =
        arguments.first().ok_or_else(|| Failure::new("--coverage requires the name of one target"))?;
    arguments.finish()?;
    command::output(command::program("c++").arg("--version"))
        .context("libFuzzer requires a C++ compiler; on Debian: apt-get install --yes g++")?;
    let folder = project::target().join("fuzz").join(&target);
    std::fs::create_dir_all(&folder).context(folder.display())?;
    let corpus = folder.to_string_lossy().into_owned();
    mutate(&[target.clone(), "--corpus".to_owned(), corpus])?;
    let host = command::output(command::program("rustc").args(["--print", "host-tuple"]))?;
    let host = String::from_utf8_lossy(&host).trim().to_owned();
    let what = ["build", "--features", "libfuzzer", "--bin", "covered", "--target", &host];
    command::run(command::cargo().args(what).args(PACKAGE).env("RUSTFLAGS", COVERAGE))?;
    let program = project::target().join(host).join("tools/covered");
    let time = format!("-max_total_time={seconds}");
    let prefix = format!("-artifact_prefix={}-", folder.display());
    command::run(command::program(program).env("STEWARD_FUZZ", target).args([time, prefix]).arg(folder))
}
