//! Only a few modules may depend on the compilation target.

use super::{Source, code};

/// The files that may have code for WebAssembly only.
const ALLOWED: [&str; 12] = [
    "bench/",
    "crates/allocator/",
    "crates/dom/tests/",
    "crates/send_wrapper/",
    "npm/",
    "src/environment/",
    "src/js/",
    "src/lib.rs",
    "src/transport/",
    "tests/browser/",
    "www/src/",
    "www/tests/",
];

/// The files of the app that use browser APIs directly.
const APP: [&str; 5] = ["main.rs", "lib.rs", "format.rs", "letters.rs", "load.rs"];

/// The finding for a target condition that is not allowed.
pub(crate) fn findings(source: &Source) -> Option<String> {
    let conditional = source.is_rust() && code::names_word(&source.text, "target_arch");
    let allowed = match source.path.strip_prefix("www/src/") {
        Some(file) => APP.contains(&file),
        None => ALLOWED.iter().any(|place| source.path.starts_with(place)),
    };
    (conditional && !allowed).then(|| format!("{}: must not depend on the target", source.path))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_condition_on_the_target_is_found_where_none_may_be() {
        let text = "#[cfg(target_arch = \"wasm32\")]\nmod fetch;\n";
        assert_eq!(findings(&sample("src/transport/mod.rs", text)), None);
        assert_eq!(findings(&sample("www/src/load.rs", text)), None);
        assert!(findings(&sample("src/client/mod.rs", text)).is_some());
        assert!(findings(&sample("www/src/ui/table.rs", text)).is_some());
        assert_eq!(findings(&sample("src/client/mod.rs", "// no target_arch here\n")), None);
    }
}
