//! Short names for the module's imports from its script.
//!
//! wasm-bindgen gives each import a descriptive name with sixteen digits, in the module and in the script: that is a
//! twentieth of what is loaded at the start.

use std::collections::BTreeMap;

use super::wasm::{Bytes, HEADER, IMPORTS, write_number, write_text};
use crate::failure::{Failure, Result};

/// The name of the imported module: wasm-bindgen's, and ours.
const SCRIPT: (&str, &str) = ("./steward_bg.js", "s");

/// Shortens the names of the imports, in the module and in the script.
pub(crate) fn shorten(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut names = BTreeMap::new();
    let module =
        with_short_imports(module, &mut names).ok_or_else(|| Failure::new("the module is malformed"))?;
    let script = script.replace(&format!("\"{}\"", SCRIPT.0), &format!("\"{}\"", SCRIPT.1));
    Ok((module, renamed(&script, &names)))
}

fn with_short_imports(module: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut out = module.get(..HEADER)?.to_vec();
    let mut rest = Bytes(module.get(HEADER..)?);
    while let Some(kind) = rest.byte() {
        let size = rest.number()?;
        let section = rest.take(size)?;
        let section = if kind == IMPORTS { imports(section, names)? } else { section.to_vec() };
        out.push(kind);
        write_number(&mut out, section.len());
        out.extend(section);
    }
    Some(out)
}

fn imports(section: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut rest = Bytes(section);
    let count = rest.number()?;
    let mut out = Vec::with_capacity(section.len());
    write_number(&mut out, count);
    for _ in 0..count {
        let (module, name) = (rest.text()?, rest.text()?);
        if module == SCRIPT.0 {
            let short = short(names.len());
            write_text(&mut out, SCRIPT.1);
            write_text(&mut out, &short);
            names.insert(name.to_owned(), short);
        } else {
            write_text(&mut out, module);
            write_text(&mut out, name);
        }
        out.extend(rest.kind()?);
    }
    Some(out)
}

/// The name for a number: `a` to `z`, then `a0`, `b0`, ….
fn short(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round - 1),
    }
}

/// Replaces every word of the script that is a name.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        out.push_str(names.get(word).map_or(word, String::as_str));
        let gap = after.find(is_part).unwrap_or(after.len());
        let (gap, after) = after.split_at(gap);
        out.push_str(gap);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a type, an imported memory, and two imported functions, one of them from the script.
    fn module() -> Vec<u8> {
        let mut imports = vec![3];
        write_text(&mut imports, SCRIPT.0);
        write_text(&mut imports, "__wbg_now_463ac581d2fc7ea3");
        imports.extend([0, 0]);
        write_text(&mut imports, "./split.js");
        write_text(&mut imports, "load");
        imports.extend([0, 0]);
        write_text(&mut imports, SCRIPT.0);
        write_text(&mut imports, "memory_1");
        imports.extend([2, 1, 1, 0x80, 2]);
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02".to_vec();
        write_number(&mut module, imports.len());
        module.extend(imports);
        module.extend([0, 2, 1, b'x']);
        module
    }

    #[test]
    fn the_imports_of_the_script_are_renamed_in_both_and_all_else_stays() {
        let script = "const i = { __wbg_now_463ac581d2fc7ea3: 1, __wbg_now_463ac581d2fc7ea34: 2 }; ({ \"./steward_bg.js\": i })";
        let (short, script) = shorten(&module(), script).unwrap();
        assert_eq!(script, "const i = { a: 1, __wbg_now_463ac581d2fc7ea34: 2 }; ({ \"s\": i })");
        let mut names = BTreeMap::new();
        assert_eq!(with_short_imports(&short, &mut names).unwrap(), short, "nothing is left to rename");
        assert!(short.ends_with(&[0, 2, 1, b'x']));
        assert!(short.windows(4).any(|bytes| bytes == b"load"));
    }

    #[test]
    fn every_name_is_given_once() {
        let names: std::collections::BTreeSet<String> = (0..1000).map(short).collect();
        assert_eq!(names.len(), 1000);
        assert_eq!((short(25), short(26)), ("z".to_owned(), "a0".to_owned()));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shorten(b"\0asm\x01\0\0\0\x02\x05\x01", "").is_err());
        assert!(shorten(b"", "").is_err());
    }
}
