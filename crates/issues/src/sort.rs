//! Sorts issues by a column.
//!
//! Eight letters at a time, as numbers: texts with the same start are then sorted by their next eight.
//! A common prefix is skipped, because names created together often start alike.

use core::ops::Range;

use crate::letters::{compare, ends_in, key, length_of};
use crate::list::{BLOCK, Column, END, IssueList, Turn};

/// How many issues are processed before other tasks can run.
const STRETCH: usize = 4096;

/// Fewer than these are sorted by comparison; more by radix.
const FEW: usize = 256;

/// The text that an issue is sorted by. It is located only once, because that means reading what precedes it.
#[derive(Clone, Copy, Default)]
struct Spot {
    /// The index of the issue.
    place: u32,
    /// Where in its block the text starts.
    start: u32,
}

/// The next letters of a string, and its position.
type Keyed = (u64, Spot);

/// Texts with the same start: their range in the order, and how many bytes they share.
type Alike = (Range<usize>, usize);

impl IssueList {
    /// `places` in the order of a column, ignoring case, ascending or descending. Equal texts keep their order, and
    /// issues without one come last either way.
    pub async fn sorted(&self, places: Vec<u32>, column: Column, reversed: bool, turn: Turn<'_>) -> Vec<u32> {
        let (mut order, mut without) = (Vec::with_capacity(places.len()), Vec::new());
        for stretch in places.chunks(STRETCH) {
            for place in stretch {
                match self.start_of(*place, column) {
                    Some(start) => order.push(Spot { place: *place, start }),
                    None => without.push(*place),
                }
            }
            turn().await;
        }
        drop(places);
        let (mut keyed, mut spare) = (Vec::new(), Vec::new());
        let mut alike: Vec<Alike> = vec![(0..order.len(), 0)];
        let mut looked_at = 0;
        while let Some((range, mut shared)) = alike.pop() {
            let some = order.get_mut(range.clone()).unwrap_or_default();
            if some.len() < FEW {
                looked_at += some.len();
                self.sort_few(some, shared, reversed);
                if looked_at >= STRETCH {
                    looked_at = 0;
                    turn().await;
                }
                continue;
            }
            if let Some(mut common) = Common::of(self, some, shared) {
                for stretch in some.chunks(STRETCH) {
                    common.shrink(stretch);
                    looked_at += stretch.len();
                    if looked_at >= STRETCH {
                        looked_at = 0;
                        turn().await;
                    }
                }
                let Some(length) = common.length else { continue };
                shared += length;
            }
            keyed.clear();
            for stretch in some.chunks(STRETCH) {
                let key = |spot: &Spot| {
                    let key = key(self.text_at(*spot), shared);
                    (if reversed { !key } else { key }, *spot)
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
        drop((keyed, spare));
        let mut sorted: Vec<u32> = order.into_iter().map(|spot| spot.place).collect();
        sorted.append(&mut without);
        sorted
    }

    /// Each text is located only once: they are far apart in memory.
    fn sort_few(&self, spots: &mut [Spot], shared: usize, reversed: bool) {
        let mut few: Vec<(&[u8], Spot)> = spots.iter().map(|spot| (self.text_at(*spot), *spot)).collect();
        few.sort_by(|(one, _), (other, _)| {
            let order = compare(one, other, shared);
            if reversed { order.reverse() } else { order }
        });
        for (to, (_, spot)) in spots.iter_mut().zip(few) {
            *to = spot;
        }
    }

    /// Where in its block the text of an issue starts, if it has one.
    fn start_of(&self, place: u32, column: Column) -> Option<u32> {
        let texts = self.texts(place as usize)?;
        let before = length_of(texts, column.place());
        let is_empty = *texts.get(before)? == END;
        let start = self.blocks.get(place as usize / BLOCK)?.start(place as usize % BLOCK) + before;
        u32::try_from(start).ok().filter(|_| !is_empty)
    }

    /// A text, with everything that follows it in its block.
    fn text_at(&self, spot: Spot) -> &[u8] {
        let block = self.blocks.get(spot.place as usize / BLOCK);
        block.and_then(|block| block.texts.get(spot.start as usize..)).unwrap_or_default()
    }
}

/// Writes the order, and returns which issues are still equal.
fn settle(
    keyed: &[Keyed],
    range: Range<usize>,
    shared: usize,
    reversed: bool,
    order: &mut [Spot],
    alike: &mut Vec<Alike>,
) {
    let mut start = range.start;
    for same in keyed.chunk_by(|one, next| one.0 == next.0) {
        let range = start..start + same.len();
        start = range.end;
        for (to, (_, spot)) in order.get_mut(range.clone()).unwrap_or_default().iter_mut().zip(same) {
            *to = *spot;
        }
        let key = same.first().map_or(0, |(key, _)| if reversed { !key } else { *key });
        // A text that has ended has no more letters to sort by.
        if same.len() > 1 && !ends_in(key) {
            alike.push((range, shared + 8));
        }
    }
}

/// The prefix that texts share beyond the known one.
struct Common<'a> {
    list: &'a IssueList,
    shared: usize,
    /// The letters of the first string.
    first: Vec<u64>,
    /// How many bytes they share; nothing while all are equal to their ends.
    length: Option<usize>,
}

impl<'a> Common<'a> {
    /// Nothing if the first and the last text differ at once: then the others are hardly worth checking.
    fn of(list: &'a IssueList, spots: &[Spot], shared: usize) -> Option<Self> {
        let (first, last) = (list.text_at(*spots.first()?), list.text_at(*spots.last()?));
        if key(first, shared) != key(last, shared) {
            return None;
        }
        let letters = (shared..).step_by(8).map(|from| key(first, from));
        let mut has_ended = false;
        let letters = letters.take_while(|key| !core::mem::replace(&mut has_ended, ends_in(*key)));
        Some(Self { list, shared, first: letters.collect(), length: None })
    }

    fn shrink(&mut self, spots: &[Spot]) {
        for spot in spots {
            let text = self.list.text_at(*spot);
            let letters = (self.shared..).step_by(8).map(|from| key(text, from));
            let other = self.first.iter().zip(letters).position(|(one, other)| *one != other);
            let Some(word) = other else { continue };
            let differing = self.first.get(word).map_or(0, |one| one ^ key(text, self.shared + 8 * word));
            let same = 8 * word + differing.leading_zeros() as usize / 8;
            let length = self.length.map_or(same, |length| length.min(same));
            self.first.truncate(length.div_ceil(8));
            self.length = Some(length);
        }
    }
}

/// Radix sort: by the last byte first, keeping the existing order, and skipping bytes that all share.
async fn deal_out(keyed: &mut Vec<Keyed>, spare: &mut Vec<Keyed>, turn: Turn<'_>) {
    spare.clear();
    spare.resize(keyed.len(), Keyed::default());
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

/// The bits that differ between keys.
fn varying(keyed: &[Keyed]) -> u64 {
    let first = keyed.first().map_or(0, |(key, _)| *key);
    keyed.iter().fold(0, |varying, (key, _)| varying | (key ^ first))
}

/// Copies `from` into `to` in the order of one byte.
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
