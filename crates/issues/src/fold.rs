//! Upper and lower case, for searching and sorting.
//!
//! Supports only letters of common scripts whose two cases have the same length in UTF-8: the tables for all of Unicode
//! are larger than the rest of the crate.

/// A character in lower case.
pub(super) fn fold(char: char) -> char {
    let code = u32::from(char);
    let is_even = code.is_multiple_of(2);
    let by = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3A9 | 0x410..=0x42F => 0x20,
        0x400..=0x40F => 0x50,
        // Letters of West African languages.
        0x181 => 0xD2,
        0x186 => 0xCE,
        0x18A => 0xCD,
        0x190 => 0xCB,
        0x198 => 1,
        // Letters of Vietnamese.
        0x1A0 | 0x1AF => 1,
        // Scripts in which the two cases are adjacent.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF if is_even => 1,
        0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F if is_even => 1,
        0x139..=0x148 | 0x179..=0x17E if !is_even => 1,
        _ => 0,
    };
    char::from_u32(code + by).unwrap_or(char)
}

/// The upper case of a character in lower case, or itself.
pub(super) fn unfold(char: char) -> char {
    let by = [0x20, 1, 0x50, 0xD2, 0xCE, 0xCD, 0xCB];
    let others = by.into_iter().filter_map(|by| char::from_u32(u32::from(char).checked_sub(by)?));
    others.into_iter().find(|other| fold(*other) == char).unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_that_is_folded_becomes_its_lower_case_and_takes_as_much_room() {
        let folded = ('\0'..=char::MAX).filter(|char| fold(*char) != *char);
        let mut count = 0;
        for char in folded {
            assert_eq!(char.to_lowercase().collect::<Vec<_>>(), [fold(char)], "{char}");
            assert_eq!(char.len_utf8(), fold(char).len_utf8(), "{char}");
            assert_eq!(unfold(fold(char)), char);
            count += 1;
        }
        assert_eq!(count, 411);
    }

    #[test]
    fn the_letters_of_our_languages_are_folded() {
        let text = "ÀÇÉÎŒŠŽÑÕØÅŁŻĞŞĐẠỄƠƯΩБЯЁЇҚҢӨƁƊƐƆŊ";
        assert_eq!(text.chars().map(fold).collect::<String>(), "àçéîœšžñõøåłżğşđạễơưωбяёїқңөɓɗɛɔŋ");
    }
}
