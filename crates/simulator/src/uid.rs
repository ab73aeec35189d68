//! Identifiers of DHIS2 objects: eleven letters and digits, the first a letter.

use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};

const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &[u8; 10] = b"0123456789";

/// The identifier that always belongs to a name, so that the same object has it in every run.
pub(crate) fn of(name: &str) -> String {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    spell(hasher.finish())
}

/// The identifier of a number: as even as those of names, and quicker to make.
pub(crate) fn numbered(number: u64) -> String {
    let mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    spell(mixed ^ (mixed >> 29))
}

/// Whether a text has the form of an identifier.
pub(crate) fn is_valid(text: &str) -> bool {
    text.len() == 11
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Two random numbers as 32 hexadecimal digits, for sessions and tokens.
pub(crate) fn random_hex() -> String {
    let number = || RandomState::new().build_hasher().finish();
    format!("{:016X}{:016X}", number(), number())
}

/// The 32 hexadecimal digits that stand for some bytes in an entity tag.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        bytes.hash(&mut hasher);
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}

fn spell(mut number: u64) -> String {
    let mut take = |from: &mut dyn Iterator<Item = &u8>, size: u64| {
        let at = usize::try_from(number % size).unwrap_or(0);
        number /= size;
        from.nth(at).map_or('x', |letter| char::from(*letter))
    };
    let mut text = String::from(take(&mut LETTERS.iter(), 52));
    while text.len() < 11 {
        text.push(take(&mut LETTERS.iter().chain(DIGITS), 62));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_has_the_form_of_dhis2_and_never_changes() {
        assert!(is_valid(&of("Bo District")));
        assert_eq!(of("Bo District"), of("Bo District"));
        assert_ne!(of("Bo District"), of("Bo district"));
        assert!(!is_valid("1bcdefghijk"));
        assert!(!is_valid("nope"));
    }
}
