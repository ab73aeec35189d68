//! The letters of texts, eight at a time: as numbers that sort like the texts in lower case.
//!
//! A text is passed with everything that follows it: its end is found on the way.

use core::cmp::Ordering;

use crate::fold::fold;
use crate::list::END;

/// The lowest and the highest bit of each byte.
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = LOW << 7;

/// The eight bytes of a text in lower case from an offset on, as a number; zeros after its end.
pub(crate) fn key(text: &[u8], from: usize) -> u64 {
    let mut letters = u64::from_be_bytes(eight(text.get(from..).unwrap_or_default()));
    let ends = ends(letters);
    if ends != 0 {
        letters &= !(u64::MAX >> (ends.leading_zeros() & !7));
    }
    if letters & HIGH != 0 {
        return folded(text, from);
    }
    let mut bytes = letters.to_be_bytes();
    bytes.make_ascii_lowercase();
    u64::from_be_bytes(bytes)
}

/// Whether a string ends within its next letters.
pub(crate) fn ends_in(key: u64) -> bool {
    key & 0xFF == 0
}

/// The order of two strings that share this many bytes.
pub(crate) fn compare(one: &[u8], other: &[u8], shared: usize) -> Ordering {
    let mut from = shared;
    loop {
        let (next, others) = (key(one, from), key(other, from));
        if next != others || ends_in(next) {
            return next.cmp(&others);
        }
        from += 8;
    }
}

/// The length of the first `count` texts in bytes, including their ends.
pub(crate) fn length_of(texts: &[u8], count: usize) -> usize {
    let mut left = count;
    let mut at = 0;
    while left > 0 && at < texts.len() {
        let mut ends = ends(u64::from_le_bytes(eight(texts.get(at..).unwrap_or_default())));
        let found = ends.count_ones() as usize;
        if found < left {
            left -= found;
            at += 8;
        } else {
            for _ in 1..left {
                ends &= ends - 1;
            }
            return at + ends.trailing_zeros() as usize / 8 + 1;
        }
    }
    at
}

/// The first eight bytes; if there are fewer, padded with ends.
fn eight(bytes: &[u8]) -> [u8; 8] {
    bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [END; 8];
        eight.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
        eight
    })
}

/// The highest bit of each terminator. Could mistake a byte one less before a terminator, which UTF-8 does not use.
fn ends(letters: u64) -> u64 {
    let others = !letters;
    others.wrapping_sub(LOW) & letters & HIGH
}

/// Letters may start before the eight bytes and end after them; both cases of a letter have the same length.
#[cold]
fn folded(text: &[u8], from: usize) -> u64 {
    let mut bytes = [0; 8];
    let is_inside = |byte: &u8| (0x80..0xC0).contains(byte);
    let before =
        text.get(..=from).unwrap_or_default().iter().rev().take_while(|byte| is_inside(byte)).count();
    let start = from.saturating_sub(before);
    let window = text.get(start..).unwrap_or_default();
    let window = window.get(..window.len().min(16)).unwrap_or_default();
    let window = window.split(|byte| *byte == END).next().unwrap_or_default();
    let mut at = start;
    for char in window.utf8_chunks().flat_map(|chunk| chunk.valid().chars()) {
        let mut folded = [0; 4];
        for byte in fold(char).encode_utf8(&mut folded).bytes() {
            if let Some(to) = at.checked_sub(from).and_then(|place| bytes.get_mut(place)) {
                *to = byte;
            }
            at += 1;
        }
    }
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ended(texts: &[String]) -> Vec<u8> {
        texts.iter().flat_map(|text| text.bytes().chain([END])).collect()
    }

    proptest! {
        #[test]
        fn the_numbers_are_the_letters_of_a_text_and_of_no_other(
            text in "[a-zA-Z éÉяЯ]{0,20}", next in "[a-zA-Z éÉ]{0,9}", from in 0..20usize,
        ) {
            let texts = ended(&[text.clone(), next]);
            let mut expected: Vec<u8> = text.to_lowercase().bytes().skip(from).take(8).collect();
            expected.resize(8, 0);
            prop_assume!(from <= text.len());
            prop_assert_eq!(key(&texts, from).to_be_bytes().to_vec(), expected);
        }

        #[test]
        fn texts_are_as_long_as_all_that_is_in_them(
            texts in proptest::collection::vec("[a-cé]{0,12}", 0..6), count in 0..6usize,
        ) {
            let expected: usize = texts.iter().take(count).map(|text| text.len() + 1).sum();
            prop_assume!(count <= texts.len());
            prop_assert_eq!(length_of(&ended(&texts), count), expected);
        }
    }
}
