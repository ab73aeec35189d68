//! The number of bytes that a browser loads until the list of checks is usable, and whether it has grown.
//!
//! `xtask/size.json` has the last accepted sizes.

use std::io::Write;
use std::ops::Add;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::build::{self, Files, Profile};
use crate::failure::{Context, Failure, Result};
use crate::step::Steps;
use crate::{file, project};

/// The files loaded before the list of checks is usable, by their names without hashes.
const START: [&str; 5] =
    ["assets/boot.js", "assets/start.css", "assets/steward.bin", "assets/style.bin", "index.html"];

/// What the headers of one response of DHIS2 take, in bytes.
const HEADERS: u64 = 600;

/// The maximum size of the start, headers included: more is too slow over the connections of many DHIS2 users.
const BUDGET: Size = Size { raw: 170_000, gzip: 120_000 };

/// Sizes in bytes, uncompressed and compressed by gzip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip }
    }
}

/// Builds the app and prints the table; fails if the start exceeds the budget, or has grown by more than 1 %.
///
/// `--update` accepts the current sizes.
pub(crate) fn size(mut arguments: Arguments) -> Result {
    let update = arguments.flag("--update");
    arguments.finish()?;
    let mut steps = Steps::default();
    let files = build::build(Profile::Release, &mut steps)?;
    let measured = measure(&files)?;
    steps.finish()?;
    println!("\n{}", table(&measured));
    let start = start(&measured)?;
    within_budget(start)?;
    if update {
        let text = format!("{:#}\n", json!({ "raw": start.raw, "gzip": start.gzip }));
        return file::write(&committed_path(), text);
    }
    compare(start, committed()?)
}

fn measure(files: &Files) -> Result<Vec<(String, Size)>> {
    let mut measured: Vec<_> =
        files.iter().map(|(name, bytes)| Ok((plain(name), of(bytes)?))).collect::<Result<_>>()?;
    measured.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(measured)
}

/// The size of a file; a file that is already compressed is sent as it is.
pub(crate) fn of(bytes: &[u8]) -> Result<Size> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes)?;
    let (raw, gzip) = (bytes.len() as u64, encoder.finish()?.len() as u64);
    Ok(Size { raw, gzip: gzip.min(raw) })
}

/// A name without its hash.
fn plain(name: &str) -> String {
    match name.rsplit_once('.').and_then(|(stem, extension)| Some((stem.rsplit_once('-')?, extension))) {
        Some(((stem, hash), extension)) if hash.len() == 8 => format!("{stem}.{extension}"),
        _ => name.to_owned(),
    }
}

/// The total size of the start; every file must exist.
fn start(measured: &[(String, Size)]) -> Result<Size> {
    START.iter().try_fold(Size::default(), |sum, name| {
        let found = measured.iter().find(|(measured, _)| measured == name);
        let (_, size) = found.ok_or_else(|| Failure::new(format!("{name} was not built")))?;
        Ok(sum + *size)
    })
}

/// The headers of the responses that bring the start, which nothing compresses.
fn headers() -> Size {
    let bytes = HEADERS * START.len() as u64;
    Size { raw: bytes, gzip: bytes }
}

/// The messages of the first page, by file.
fn translations(measured: &[(String, Size)]) -> impl Iterator<Item = (&str, Size)> {
    let is_first = |name: &str| name.starts_with("i18n/") && !name.contains("-later.");
    measured.iter().filter(move |(name, _)| is_first(name)).map(|(name, size)| (name.as_str(), *size))
}

fn table(measured: &[(String, Size)]) -> String {
    let line = |name: &str, size: Size| format!("{name:<40} {:>10} {:>10}", size.raw, size.gzip);
    let mut lines = vec![format!("{:<40} {:>10} {:>10}", "file", "raw", "gzip")];
    lines.extend(measured.iter().map(|(name, size)| line(name, *size)));
    if let Ok(start) = start(measured) {
        lines.push(line("until the list of checks is usable", start));
        lines.push(line("  with the headers of responses", start + headers()));
        for (name, messages) in translations(measured) {
            lines.push(line(&format!("  with {name}"), start + messages));
        }
    }
    lines.join("\n")
}

fn committed_path() -> PathBuf {
    project::root().join("xtask/size.json")
}

fn committed() -> Result<Size> {
    let text = file::read_text(&committed_path())
        .context("xtask/size.json is missing: run `cargo xtask size --update`")?;
    let figures: Value = serde_json::from_str(&text)?;
    let figure = |name: &str| figures.get(name).and_then(Value::as_u64).unwrap_or_default();
    Ok(Size { raw: figure("raw"), gzip: figure("gzip") })
}

/// Fails if the start, which its files make up, exceeds the budget with the headers of their responses.
fn within_budget(files: Size) -> Result {
    let now = files + headers();
    for (what, now, budget) in [("uncompressed", now.raw, BUDGET.raw), ("compressed", now.gzip, BUDGET.gzip)]
    {
        if now > budget {
            return Err(Failure::new(format!("the start is {now} bytes {what}, the budget is {budget}")));
        }
    }
    Ok(())
}

fn compare(now: Size, then: Size) -> Result {
    for (what, now, then) in [("uncompressed", now.raw, then.raw), ("compressed", now.gzip, then.gzip)] {
        if now * 100 > then * 101 {
            return Err(Failure::new(format!(
                "the start has grown from {then} to {now} bytes {what}: make it smaller, or run `cargo xtask size --update`"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_by_more_than_a_hundredth_fails() {
        let size = |bytes| Size { raw: bytes, gzip: bytes };
        assert!(compare(size(1010), size(1000)).is_ok());
        assert!(compare(size(900), size(1000)).is_ok());
        assert!(compare(size(1011), size(1000)).is_err());
        assert!(compare(Size { raw: 1000, gzip: 1011 }, size(1000)).is_err());
    }

    #[test]
    fn more_than_the_budget_fails() {
        let left = |budget: u64| budget - HEADERS * START.len() as u64;
        let most = Size { raw: left(BUDGET.raw), gzip: left(BUDGET.gzip) };
        assert!(within_budget(most).is_ok());
        assert!(within_budget(Size { raw: most.raw + 1, ..most }).is_err());
        assert!(within_budget(Size { gzip: most.gzip + 1, ..most }).is_err());
    }

    #[test]
    fn only_what_the_start_needs_is_summed() {
        let size = Size { raw: 10, gzip: 5 };
        let mut measured: Vec<_> = START.iter().map(|name| ((*name).to_owned(), size)).collect();
        measured.extend(["i18n/fr.bin", "i18n/fr-later.bin"].map(|name| (name.to_owned(), size)));
        assert_eq!(start(&measured).unwrap(), Size { raw: 50, gzip: 25 });
        assert_eq!(translations(&measured).collect::<Vec<_>>(), [("i18n/fr.bin", size)]);
        measured.retain(|(name, _)| name != "index.html");
        assert!(start(&measured).is_err());
    }

    #[test]
    fn a_name_loses_its_hash_only() {
        assert_eq!(plain("assets/boot-0a1b2c3d.js"), "assets/boot.js");
        assert_eq!(plain("icons/icon.svg"), "icons/icon.svg");
    }
}
