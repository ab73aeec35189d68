//! Every dependency must have a licence that requires no more than ours.

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::{check, command, file, project};

/// Licences that require no more than attribution.
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Checks the licences of all resolved crates, and that no npm package is shipped.
pub(crate) fn licences() -> Result {
    let metadata = command::output(command::cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_slice(&metadata)?;
    let lock: Value = serde_json::from_slice(&file::read(&project::root().join("package-lock.json"))?)?;
    let mut findings = crates(&metadata)?;
    findings.extend(shipped(&lock));
    check::report(&findings)
}

fn crates(metadata: &Value) -> Result<Vec<String>> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.ok_or_else(|| Failure::new("cargo metadata lists no packages"))?;
    let text = |package: &Value, field: &str| {
        package.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let refused = packages.iter().filter(|package| !is_allowed(&text(package, "license")));
    Ok(refused
        .map(|package| format!("{}: licence {:?}", text(package, "name"), text(package, "license")))
        .collect())
}

/// The npm packages that are not development dependencies.
fn shipped(lock: &Value) -> Vec<String> {
    let packages = lock.get("packages").and_then(Value::as_object);
    let others = packages.into_iter().flatten().filter(|(path, _)| !path.is_empty());
    let shipped = others.filter(|(_, package)| package.get("dev") != Some(&Value::Bool(true)));
    shipped.map(|(path, _)| format!("{path} is not a development dependency")).collect()
}

/// Whether an SPDX expression can be satisfied by allowed licences only.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut words = words.as_slice();
    any_of(&mut words) == Some(true) && words.is_empty()
}

fn any_of(words: &mut &[&str]) -> Option<bool> {
    let mut allowed = all_of(words)?;
    while let ["OR", rest @ ..] = words {
        *words = rest;
        allowed |= all_of(words)?;
    }
    Some(allowed)
}

fn all_of(words: &mut &[&str]) -> Option<bool> {
    let mut allowed = one(words)?;
    while let ["AND", rest @ ..] = words {
        *words = rest;
        allowed &= one(words)?;
    }
    Some(allowed)
}

fn one(words: &mut &[&str]) -> Option<bool> {
    match words {
        ["(", rest @ ..] => {
            *words = rest;
            let allowed = any_of(words)?;
            let [")", rest @ ..] = words else { return None };
            *words = rest;
            Some(allowed)
        }
        [licence, "WITH", exception, rest @ ..] => {
            let allowed = ALLOWED.contains(&format!("{licence} WITH {exception}").as_str());
            *words = rest;
            Some(allowed)
        }
        [licence, rest @ ..] => {
            let allowed = ALLOWED.contains(licence);
            *words = rest;
            Some(allowed)
        }
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_allowed_choice_is_enough_but_every_part_must_be_allowed() {
        for allowed in ["MIT", "MIT OR GPL-3.0", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert!(is_allowed(allowed), "{allowed}");
        }
        for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT MIT", "(GPL-3.0 OR AGPL-3.0) AND MIT"]
        {
            assert!(!is_allowed(refused), "{refused}");
        }
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception"));
    }

    #[test]
    fn an_npm_package_that_would_be_shipped_is_named() {
        let lock = json!({ "packages": { "": {}, "node_modules/a": { "dev": true }, "node_modules/b": {} } });
        assert_eq!(shipped(&lock), ["node_modules/b is not a development dependency"]);
    }

    #[test]
    fn a_crate_without_an_allowed_licence_is_named() {
        let metadata =
            json!({ "packages": [{ "name": "a", "license": "MIT" }, { "name": "b", "license": null }] });
        assert_eq!(crates(&metadata).unwrap(), ["b: licence \"\""]);
    }
}
