//! No file may name a developer's folders or the hosts of package registries.

use super::Source;

/// Machine-specific names, in two halves so that this file passes its own rule.
const FORBIDDEN: [(&str, &str); 10] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("../sha", "red/"),
    ("registry.", "npmjs.org"),
    ("static.", "crates.io"),
    ("index.", "crates.io"),
    ("deb.", "debian.org"),
    ("static.", "rust-lang.org"),
];

/// The machine-specific names in a file. Lock files may name registries.
pub(crate) fn findings(source: &Source) -> Vec<String> {
    if source.path.ends_with(".lock") || source.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    let forbidden = FORBIDDEN.iter().map(|(start, end)| format!("{start}{end}"));
    let found = forbidden.filter(|text| source.text.contains(text));
    found.map(|text| format!("{}: names {text}", source.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_found_anywhere_but_in_lock_files() {
        let text = format!("see {}{}someone/notes", "/ho", "me/");
        assert_eq!(findings(&sample("README.md", &text)).len(), 1);
        assert_eq!(findings(&sample("Cargo.lock", &text)), Vec::<String>::new());
        assert_eq!(findings(&sample("README.md", "see docs/notes")), Vec::<String>::new());
    }
}
