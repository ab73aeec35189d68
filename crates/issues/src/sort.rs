//! The order of issues by a column.
//!
//! Eight letters at a time, as numbers: those that begin in the same way are sorted among each other by the next eight.
//! What all have in common is left out, because names that were made in one go often begin alike.

use core::cmp::Ordering;
use core::ops::Range;

use crate::fold::fold;
use crate::list::{Column, IssueList, Turn};

/// How many issues are looked at before others have their turn.
const STRETCH: usize = 4096;

/// Fewer than these are compared with each other; more are dealt out by their bytes.
const FEW: usize = 256;

/// The next letters of an issue, and its place.
type Keyed = (u64, u32);

/// Issues that begin in the same way: where they stand in the order, and how many bytes they share.
type Alike = (Range<usize>, usize);

impl IssueList {
    /// `places` in the order of a column, without regard to case, forwards or backwards. Those of equal texts stay as they
    /// are, and those without one come last both ways.
    pub async fn sorted(&self, places: Vec<u32>, column: Column, reversed: bool, turn: Turn<'_>) -> Vec<u32> {
        let (mut order, mut without) = (Vec::with_capacity(places.len()), Vec::new());
        for stretch in places.chunks(STRETCH) {
            for place in stretch {
                let side = if self.text(*place, column).is_empty() { &mut without } else { &mut order };
                side.push(*place);
            }
            turn().await;
        }
        drop(places);
        let (mut keyed, mut spare) = (Vec::new(), Vec::new());
        let mut alike: Vec<Alike> = vec![(0..order.len(), 0)];
        let mut looked_at = 0;
        while let Some((range, shared)) = alike.pop() {
            let some = order.get_mut(range.clone()).unwrap_or_default();
            if some.len() < FEW {
                looked_at += some.len();
                self.sort_few(some, column, shared, reversed);
                if looked_at >= STRETCH {
                    looked_at = 0;
                    turn().await;
                }
                continue;
            }
            let mut common = Common::new(self, column, some, shared);
            for stretch in some.chunks(STRETCH) {
                if common.is_none() {
                    break;
                }
                common.shrink(stretch);
                looked_at += stretch.len();
                if looked_at >= STRETCH {
                    looked_at = 0;
                    turn().await;
                }
            }
            if common.is_all {
                continue;
            }
            let shared = shared + common.length;
            keyed.clear();
            for stretch in some.chunks(STRETCH) {
                let key = |place: &u32| {
                    let key = key(self.text(*place, column), shared);
                    (if reversed { !key } else { key }, *place)
                };
                keyed.extend(stretch.iter().map(key));
                looked_at += stretch.len();
                if looked_at >= STRETCH {
                    looked_at = 0;
                    turn().await;
                }
            }
            deal_out(&mut keyed, &mut spare, turn).await;
            settle(&keyed, range, shared, reversed, &mut order, &mut alike);
        }
        order.append(&mut without);
        order
    }

    /// Each text is looked for only once: they lie far from each other.
    fn sort_few(&self, places: &mut [u32], column: Column, shared: usize, reversed: bool) {
        let mut few: Vec<(&[u8], u32)> =
            places.iter().map(|place| (self.text(*place, column), *place)).collect();
        few.sort_by(|(one, _), (other, _)| {
            let order = compare(one, other, shared);
            if reversed { order.reverse() } else { order }
        });
        for (to, (_, place)) in places.iter_mut().zip(few) {
            *to = place;
        }
    }
}

/// The order of two texts that share so many bytes.
fn compare(one: &[u8], other: &[u8], shared: usize) -> Ordering {
    let mut from = shared;
    loop {
        let (next, others) = (key(one, from), key(other, from));
        if next != others || ends_in(next) {
            return next.cmp(&others);
        }
        from += 8;
    }
}

/// Whether a text ends within its next letters.
fn ends_in(key: u64) -> bool {
    key.to_be_bytes().last() == Some(&0)
}

/// Writes the order down, and says which issues are still alike.
fn settle(
    keyed: &[Keyed],
    range: Range<usize>,
    shared: usize,
    reversed: bool,
    order: &mut [u32],
    alike: &mut Vec<Alike>,
) {
    let mut start = range.start;
    for same in keyed.chunk_by(|one, next| one.0 == next.0) {
        let range = start..start + same.len();
        start = range.end;
        for (to, (_, place)) in order.get_mut(range.clone()).unwrap_or_default().iter_mut().zip(same) {
            *to = *place;
        }
        let key = same.first().map_or(0, |(key, _)| if reversed { !key } else { *key });
        // A text that has ended has no more letters to be sorted by.
        if same.len() > 1 && !ends_in(key) {
            alike.push((range, shared + 8));
        }
    }
}

/// What texts have in common after what they are known to share.
struct Common<'a> {
    list: &'a IssueList,
    column: Column,
    shared: usize,
    first: &'a [u8],
    length: usize,
    /// Whether all texts that were looked at are the same to their ends.
    is_all: bool,
}

impl<'a> Common<'a> {
    fn new(list: &'a IssueList, column: Column, places: &[u32], shared: usize) -> Self {
        let first = places.first().map_or(&[][..], |place| list.text(*place, column));
        let first = first.get(shared..).unwrap_or_default();
        Self { list, column, shared, first, length: first.len(), is_all: !first.is_empty() }
    }

    fn is_none(&self) -> bool {
        self.length == 0
    }

    fn shrink(&mut self, places: &[u32]) {
        for place in places {
            let text = self.list.text(*place, self.column).get(self.shared..).unwrap_or_default();
            let same = |(one, other): &(&u8, &u8)| one.eq_ignore_ascii_case(other);
            self.length = self.first.iter().take(self.length).zip(text).take_while(same).count();
            self.is_all &= self.length == self.first.len() && text.len() == self.length;
            if self.length == 0 {
                break;
            }
        }
    }
}

/// The eight bytes of a text in lower case from a place on, as a number; nothing follows its end.
fn key(text: &[u8], from: usize) -> u64 {
    let mut bytes = [0; 8];
    let part = text.get(from..).unwrap_or_default();
    if let Some(eight) = part.first_chunk::<8>() {
        bytes = *eight;
    } else {
        bytes.iter_mut().zip(part).for_each(|(to, byte)| *to = *byte);
    }
    if bytes.is_ascii() {
        bytes.make_ascii_lowercase();
    } else {
        fold_into(&mut bytes, text, from);
    }
    u64::from_be_bytes(bytes)
}

/// Letters may begin before the eight bytes and end after them; both cases of a letter take as much room.
#[cold]
fn fold_into(bytes: &mut [u8; 8], text: &[u8], from: usize) {
    let is_inside = |byte: &u8| (0x80..0xC0).contains(byte);
    let before =
        text.get(..=from).unwrap_or_default().iter().rev().take_while(|byte| is_inside(byte)).count();
    let start = from.saturating_sub(before);
    let window = text.get(start..).unwrap_or_default();
    let window = window.get(..window.len().min(16)).unwrap_or_default();
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
}

/// Sorts by dealing out: by the last byte first, each time in the order that there is, and not by bytes that all share.
async fn deal_out(keyed: &mut Vec<Keyed>, spare: &mut Vec<Keyed>, turn: Turn<'_>) {
    spare.clear();
    spare.resize(keyed.len(), (0, 0));
    let varying = varying(keyed);
    for byte in 0..8 {
        let shift = 8 * byte;
        if (varying >> shift) & 0xFF != 0 {
            turn().await;
            deal(keyed, spare, shift);
            core::mem::swap(keyed, spare);
        }
    }
    turn().await;
}

/// The bits that are not the same in all keys.
fn varying(keyed: &[Keyed]) -> u64 {
    let first = keyed.first().map_or(0, |(key, _)| *key);
    keyed.iter().fold(0, |varying, (key, _)| varying | (key ^ first))
}

/// Puts `from` into `to` in the order of one byte.
fn deal(from: &[Keyed], to: &mut [Keyed], shift: u32) {
    let pile = |key: u64| usize::from((key >> shift) as u8);
    let mut next = [0_usize; 256];
    for (key, _) in from {
        if let Some(count) = next.get_mut(pile(*key)) {
            *count += 1;
        }
    }
    let mut start = 0;
    for place in &mut next {
        start += core::mem::replace(place, start);
    }
    for item in from {
        if let Some(place) = next.get_mut(pile(item.0)) {
            if let Some(to) = to.get_mut(*place) {
                *to = *item;
            }
            *place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Issue;
    use crate::list::tests::{at_once, issues, list, now};

    fn text(issue: &Issue, column: Column) -> String {
        let text = match column {
            Column::Name => issue.name.as_ref(),
            Column::Comment => issue.comment.as_ref(),
            Column::Id => issue.id.as_ref(),
            Column::Refs => issue.refs.first(),
        };
        text.map(|text| text.to_lowercase()).unwrap_or_default()
    }

    fn expected(issues: &[Issue], column: Column, reversed: bool) -> Vec<u32> {
        let mut places: Vec<usize> = (0..issues.len()).collect();
        places.sort_by(|a, b| {
            let (a, b) = (text(&issues[*a], column), text(&issues[*b], column));
            let order = if reversed { b.cmp(&a) } else { a.cmp(&b) };
            a.is_empty().cmp(&b.is_empty()).then(order)
        });
        places.into_iter().map(|place| place as u32).collect()
    }

    fn sorted(issues: &[Issue], column: Column, reversed: bool) -> Vec<u32> {
        let places = (0..issues.len() as u32).collect();
        now(list(issues).sorted(places, column, reversed, &at_once))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_order_is_that_of_the_texts_in_lower_case(
            issues in issues(), column in 0..4usize, reversed: bool,
        ) {
            let column = Column::ALL[column];
            prop_assert_eq!(sorted(&issues, column, reversed), expected(&issues, column, reversed));
        }

        #[test]
        fn names_that_begin_alike_are_sorted_by_what_follows(
            names in proptest::collection::vec("(Élément importé|élément IMPORTÉ|Imported) [0-9é]{0,9}", 1..30), count in 0..3 * FEW, reversed: bool,
        ) {
            let named = |name| Issue { name: Some(name), ..Issue::default() };
            let issues: Vec<Issue> = names.into_iter().cycle().take(count).map(named).collect();
            prop_assert_eq!(sorted(&issues, Column::Name, reversed), expected(&issues, Column::Name, reversed));
        }
    }

    #[test]
    fn a_text_that_ends_where_others_go_on_comes_before_them() {
        let names = ["abcdefghij", "abcdefgh", "xbcdefgh", "abcdefghi"];
        let named = |name: &&str| Issue { name: Some((*name).into()), ..Issue::default() };
        for first in 0..names.len() {
            let issues: Vec<Issue> = names.iter().cycle().skip(first).take(6 * FEW).map(named).collect();
            for reversed in [false, true] {
                assert_eq!(
                    sorted(&issues, Column::Name, reversed),
                    expected(&issues, Column::Name, reversed)
                );
            }
        }
    }

    #[test]
    fn only_the_places_that_are_given_are_sorted() {
        let named = |name: &str| Issue { name: Some(name.into()), ..Issue::default() };
        let list = list(&[named("c"), named("b"), named("a")]);
        assert_eq!(now(list.sorted(vec![0, 2], Column::Name, false, &at_once)), [2, 0]);
    }

    #[test]
    fn others_have_their_turn_again_and_again() {
        let named = |number: usize| Issue { name: Some(format!("Element {number}")), ..Issue::default() };
        let issues: Vec<Issue> = (0..5 * STRETCH).map(named).collect();
        let turns = std::cell::Cell::new(0);
        let turn = || {
            turns.set(turns.get() + 1);
            at_once()
        };
        now(list(&issues).sorted((0..issues.len() as u32).collect(), Column::Name, false, &turn));
        assert!(turns.get() > 15, "{}", turns.get());
    }
}
