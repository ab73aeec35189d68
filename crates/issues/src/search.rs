//! Finds the issues that contain all words.

use crate::fold::{fold, unfold};
use crate::list::{BLOCK, Block, IssueList, Turn};

/// A search word; case-insensitive.
struct Word {
    /// In lower case.
    lower: String,
    /// The same in upper case, byte by byte.
    upper: Vec<u8>,
    /// By the last byte of a position that does not match: how far the search can skip.
    skip: [u8; 256],
}

impl Word {
    fn new(word: &str) -> Self {
        let lower: String = word.chars().map(fold).collect();
        let upper = lower.chars().map(unfold).collect::<String>().into_bytes();
        let most = u8::try_from(lower.len()).unwrap_or(u8::MAX);
        let mut skip = [most; 256];
        let last = lower.len().saturating_sub(1);
        for (place, bytes) in lower.bytes().zip(upper.iter().copied()).enumerate().take(last) {
            let left = u8::try_from(last - place).unwrap_or(u8::MAX);
            for byte in [bytes.0, bytes.1] {
                if let Some(skip) = skip.get_mut(usize::from(byte)) {
                    *skip = left;
                }
            }
        }
        Self { lower, upper, skip }
    }

    /// The position of the word in `text`, from an offset.
    fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let length = self.lower.len();
        let mut at = from;
        loop {
            let part = text.get(at..at + length)?;
            let last = *part.last()?;
            if self.is(part) {
                return Some(at);
            }
            at += usize::from(self.skip.get(usize::from(last)).copied().unwrap_or(1));
        }
    }

    fn is(&self, part: &[u8]) -> bool {
        let mut cases = self.lower.bytes().zip(&self.upper).zip(part).rev();
        let is = cases.all(|((lower, upper), byte)| lower == *byte || upper == byte);
        // Bytes of both cases of a letter can combine to another letter.
        is && (self.lower.is_ascii()
            || str::from_utf8(part).is_ok_and(|part| part.chars().map(fold).eq(self.lower.chars())))
    }
}

impl Block {
    /// The issues that contain all words; there is at least one word.
    fn matching(&self, words: &[Word], mut found: impl FnMut(usize)) {
        let Some((first, others)) = words.split_first() else { return };
        let mut from = 0;
        while let Some(at) = first.find(&self.texts, from) {
            let issue = self.ends.partition_point(|end| *end as usize <= at);
            let Some(texts) = self.issue(issue) else { return };
            if others.iter().all(|word| word.find(texts, 0).is_some()) {
                found(issue);
            }
            from = self.start(issue) + texts.len();
        }
    }
}

impl IssueList {
    /// The positions, from `from`, of the issues that contain every word of `search`; case-insensitive.
    pub async fn matching(&self, search: &str, from: usize, turn: Turn<'_>) -> Vec<u32> {
        let mut words: Vec<Word> = search.split_whitespace().map(Word::new).collect();
        // The longest is the fastest to find, and usually the rarest.
        words.sort_by_key(|word| core::cmp::Reverse(word.lower.len()));
        let mut places = Vec::new();
        for (number, block) in self.blocks.iter().enumerate().skip(from / BLOCK) {
            let mut found = |issue: usize| {
                let place = number * BLOCK + issue;
                if place >= from {
                    places.extend(u32::try_from(place));
                }
            };
            if words.is_empty() {
                (0..block.ends.len()).for_each(&mut found);
            } else {
                block.matching(&words, &mut found);
            }
            turn().await;
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Issue;
    use crate::list::tests::{at_once, issues, list, now};

    fn holds(issue: &Issue, search: &str) -> bool {
        let texts = [&issue.name, &issue.id, &issue.comment].into_iter().flatten().chain(&issue.refs);
        let texts: Vec<String> = texts.map(|text| text.to_lowercase()).collect();
        search.split_whitespace().all(|word| texts.iter().any(|text| text.contains(&word.to_lowercase())))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn those_are_found_that_hold_every_word_in_one_of_their_texts(
            issues in issues(), search in "[a-cA-CéÉ ]{0,6}", from in 0..1500usize,
        ) {
            let found = now(list(&issues).matching(&search, from, &at_once));
            let expected = issues.iter().enumerate().skip(from).filter(|(_, issue)| holds(issue, &search));
            let expected: Vec<u32> = expected.map(|(place, _)| place as u32).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn letters_that_only_share_bytes_with_both_cases_of_another_are_not_found() {
        // р is D1 80 and Р is D0 A0; ѐ is D1 90, and Ѐ is D0 80.
        let named = |name: &str| Issue { name: Some(name.into()), ..Issue::default() };
        let list = list(&[named("Ѐ"), named("Р"), named("р")]);
        assert_eq!(now(list.matching("р", 0, &at_once)), [1, 2]);
    }

    #[test]
    fn a_word_longer_than_a_skip_can_be_is_found() {
        let name = format!("{}b{}", "a".repeat(300), "c".repeat(300));
        let list = list(&[Issue { name: Some(format!("xx{name}")), ..Issue::default() }]);
        assert_eq!(now(list.matching(&name, 0, &at_once)), [0]);
        assert_eq!(now(list.matching(&format!("{name}c"), 0, &at_once)), [] as [u32; 0]);
    }

    #[test]
    fn others_have_their_turn_after_every_block() {
        let list = list(&vec![Issue::default(); 5 * BLOCK]);
        let turns = std::cell::Cell::new(0);
        let turn = || {
            turns.set(turns.get() + 1);
            at_once()
        };
        now(list.matching("a", 0, &turn));
        assert_eq!(turns.get(), 5);
    }
}
