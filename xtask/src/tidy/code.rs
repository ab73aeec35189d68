//! Parses just enough Rust to find the modules and crates that a file uses.

/// Whether code, including tests, has a word outside comments and strings.
pub(crate) fn names_word(text: &str, word: &str) -> bool {
    strip(text).contains(word)
}

/// The shipped code: without comments, contents of strings, and the tests at the end.
pub(crate) fn shipped(text: &str) -> String {
    let code = strip(text);
    code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

/// The code without comments and without the contents of strings.
fn strip(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('/', Some('/')) => while characters.next_if(|next| *next != '\n').is_some() {},
            ('\'', Some('"')) => code.push(character),
            ('"', _) if !code.ends_with('\'') => {
                code.push('"');
                while let Some(inner) = characters.next() {
                    if inner == '"' {
                        break;
                    }
                    if inner == '\\' {
                        characters.next();
                    }
                }
                code.push('"');
            }
            _ => code.push(character),
        }
    }
    code
}

/// The names that directly follow a path such as `crate::`, including those in braces.
pub(crate) fn names_after<'a>(code: &'a str, start: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (place, found) in code.match_indices(start) {
        let (before, rest) =
            (code.get(..place).unwrap_or_default(), code.get(place + found.len()..).unwrap_or_default());
        if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':')) {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(group) => names.extend(first_names(group)),
            None => names.extend(name(rest)),
        }
    }
    names
}

/// The first name of each path in a group, up to its closing brace.
fn first_names(group: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut depth, mut begins) = (0_usize, true);
    for (place, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            _ if begins && !character.is_whitespace() => {
                names.extend(group.get(place..).and_then(name));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

/// The name at the start of a text.
fn name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_tests_name_nothing() {
        let text = concat!(
            "//! crate::a\nuse crate::b; // crate::c\nlet s = \"crate::d \\\" crate::e\"; let q = '\"'; crate::f();\n",
            "#[cfg(test)]\nmod tests {\n    use crate::g;\n}\n",
        );
        assert_eq!(names_after(&shipped(text), "crate::"), ["b", "f"]);
    }

    #[test]
    fn groups_name_the_first_part_of_each_path() {
        let code =
            "use crate::{a::{b, c}, d, e::f};\npub(in crate::g) fn x() { other_crate::h(); self::crate::i }";
        assert_eq!(names_after(code, "crate::"), ["a", "d", "e", "g"]);
    }
}
