//! Mutations of texts: of their bytes, and of the values that lie in them.

use std::ops::Range;

/// Numbers that follow from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 where there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.number() % (limit.max(1) as u64)) as usize
    }

    /// Picks one of several.
    fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }

    /// Picks a range within this length, usually a short one.
    fn range(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length + 1);
        let longest = if self.below(4) == 0 { length } else { 8 };
        start..(start + self.below(longest + 1)).min(length)
    }
}

/// Values to insert in place of others.
const ODD: [&str; 38] = [
    "null",
    "true",
    "-1",
    "0",
    "-0.0",
    "1e308",
    "-1e400",
    "18446744073709551616",
    "2147483648",
    "0.1",
    "\"\"",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "[null]",
    "{\"\":null}",
    "\"é\"",
    "\"\\ud83d\"",
    "\"9999-12-31T23:59:60.999\"",
    "\"1970-01-01T00:00:00.000\"",
    "\"a1234567890\"",
    "\"ERROR\"",
    "\"202653\"",
    "\"2026W53\"",
    "\"0 0 0 L * 5#6\"",
    "L",
    "W",
    "#",
    "-",
    "/",
    ",",
    ":",
    "*",
    "?",
    "99999999999",
    "é",
    "\u{0}",
];

/// Samples, and mutations of them.
#[derive(Debug)]
pub struct Mutator {
    seeds: Vec<Seed>,
}

#[derive(Debug)]
struct Seed {
    bytes: Vec<u8>,
    values: Vec<Range<usize>>,
}

impl Mutator {
    /// Mutates these samples, at least one.
    pub fn new(texts: &[Vec<u8>]) -> Self {
        let seed = |bytes: &Vec<u8>| Seed { bytes: bytes.clone(), values: values(bytes) };
        Self { seeds: texts.iter().map(seed).collect() }
    }

    /// A sample with replaced values, changed bytes, or both.
    pub fn mutated(&self, random: &mut Random) -> Vec<u8> {
        let seed = random.one_of(&self.seeds);
        let mut bytes = seed.bytes.clone();
        let kind = random.below(3);
        if kind != 0 && !seed.values.is_empty() {
            let value = random.one_of(&seed.values).clone();
            self.replace(&mut bytes, value, random);
        }
        if kind != 1 {
            for _ in 0..=random.below(3) {
                scratch(&mut bytes, random);
            }
        }
        bytes
    }

    /// Replaces a value: with nothing, itself twice, an unusual value, or a value of any sample.
    fn replace(&self, bytes: &mut Vec<u8>, value: Range<usize>, random: &mut Random) {
        let other = match random.below(4) {
            0 => Vec::new(),
            1 => [&bytes[value.clone()], b",", &bytes[value.clone()]].concat(),
            2 => random.one_of(&ODD).as_bytes().to_vec(),
            _ => {
                let seed = random.one_of(&self.seeds);
                let range = if seed.values.is_empty() { 0..0 } else { random.one_of(&seed.values).clone() };
                seed.bytes[range].to_vec()
            }
        };
        bytes.splice(value, other);
    }
}

/// Changes bytes anywhere.
fn scratch(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    match random.below(6) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => bytes.insert(at, random.number() as u8),
        2 => {
            let range = random.range(bytes.len());
            bytes.drain(range);
        }
        3 => {
            let range = random.range(bytes.len());
            let copy = bytes[range].to_vec();
            bytes.splice(at..at, copy);
        }
        4 => {
            let odd = random.one_of(&ODD).bytes();
            bytes.splice(at..at, odd);
        }
        _ => bytes.truncate(at),
    }
}

/// The ranges of the values in a text: JSON objects, arrays, strings and words; in other texts, the words.
fn values(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut open, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'"' => {
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at = (at + 1).min(bytes.len());
                found.push(start..at);
            }
            b'{' | b'[' => open.push(start),
            b'}' | b']' => found.extend(open.pop().map(|start| start..at)),
            _ if is_word(*byte) => {
                at += bytes[at..].iter().take_while(|byte| is_word(**byte)).count();
                found.push(start..at);
            }
            _ => {}
        }
    }
    found
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || matches!(byte, b'.' | b'+' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_a_text_are_found() {
        let text = br#"{"a":[1,"b\"]"],"c":tru"#;
        let found: Vec<&[u8]> = values(text).into_iter().map(|range| &text[range]).collect();
        let expected: [&[u8]; 6] = [b"\"a\"", b"1", br#""b\"]""#, br#"[1,"b\"]"]"#, b"\"c\"", b"tru"];
        assert_eq!(found, expected);
        assert_eq!(values(b"\"\\").first(), Some(&(0..2)));
    }

    #[test]
    fn the_same_seed_gives_the_same_mutations_and_they_differ() {
        let mutator = Mutator::new(&[br#"{"a":[1,2]}"#.to_vec(), b"2026W53".to_vec()]);
        let of = |seed| {
            let mut random = Random::new(seed);
            (0..1_000).map(|_| mutator.mutated(&mut random)).collect::<Vec<_>>()
        };
        assert_eq!(of(7), of(7));
        let mut different = of(7);
        different.sort();
        different.dedup();
        assert!(different.len() > 500, "{}", different.len());
    }
}
