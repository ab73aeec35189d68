//! Which issues are selected: as fast for half a million as for one.

/// The places of the selected issues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// One bit per place.
    bits: Vec<u64>,
    count: usize,
    /// The place that was ticked last, where a range starts.
    last: Option<u32>,
}

impl Picked {
    /// How many are selected.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether none is selected.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether an issue is selected.
    pub fn contains(&self, place: u32) -> bool {
        let (word, bit) = bit(place);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Selects or deselects an issue.
    pub fn set(&mut self, place: u32, on: bool) {
        let (word, bit) = bit(place);
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        let Some(bits) = self.bits.get_mut(word).filter(|bits| (**bits & bit != 0) != on) else { return };
        *bits ^= bit;
        self.count = if on { self.count + 1 } else { self.count - 1 };
    }

    /// Ticks the issue in a row, or all from the row `since` on; `place_of` maps a row to its issue.
    pub fn tick(
        &mut self,
        row: usize,
        on: bool,
        since: Option<usize>,
        place_of: impl Fn(usize) -> Option<u32>,
    ) {
        let from = since.unwrap_or(row);
        for place in (from.min(row)..=from.max(row)).filter_map(&place_of) {
            self.set(place, on);
        }
        self.last = place_of(row);
    }

    /// The place that was ticked last.
    pub fn last(&self) -> Option<u32> {
        self.last
    }

    /// The selected places, in order.
    pub fn places(&self) -> impl Iterator<Item = u32> {
        let words = self.bits.iter().zip(0_u32..);
        words.flat_map(|(bits, word)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        })
    }
}

fn bit(place: u32) -> (usize, u64) {
    (place as usize / 64, 1 << (place % 64))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_selected_is_what_was_ticked_and_not_taken_out(
            ticks in proptest::collection::vec((0..300_u32, any::<bool>()), 0..200),
        ) {
            let (mut picked, mut expected) = (Picked::default(), BTreeSet::new());
            for (place, on) in ticks {
                picked.set(place, on);
                if on { expected.insert(place); } else { expected.remove(&place); }
            }
            prop_assert_eq!(picked.places().collect::<BTreeSet<_>>(), expected.clone());
            prop_assert_eq!((picked.len(), picked.is_empty()), (expected.len(), expected.is_empty()));
            prop_assert!((0..300).all(|place| picked.contains(place) == expected.contains(&place)));
        }
    }

    #[test]
    fn a_range_goes_by_the_order_of_the_rows_in_either_direction() {
        let order = [7, 3, 9, 1];
        let place_of = |row: usize| order.get(row).copied();
        let mut picked = Picked::default();
        picked.tick(3, true, None, place_of);
        assert_eq!(picked.last(), Some(1));
        picked.tick(1, true, Some(3), place_of);
        assert_eq!(picked.places().collect::<Vec<_>>(), [1, 3, 9]);
        picked.tick(2, false, Some(1), place_of);
        assert_eq!(picked.places().collect::<Vec<_>>(), [1]);
    }
}
