//! Which rows of a long list are in the page. Pure: the scrolling itself is in `virtual_rows`.

use core::ops::Range;

/// A piece of a long list as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// A row that is there.
    Row(usize),
    /// So many rows that are not drawn, from this one on.
    Gap {
        /// The first row left out.
        from: usize,
        /// How many are left out.
        count: usize,
    },
}

impl Piece {
    /// What tells the piece from every other one.
    pub fn key(self) -> String {
        match self {
            Self::Row(row) => row.to_string(),
            Self::Gap { from, count } => format!("{from} {count}"),
        }
    }
}

/// The rows to draw when the view shows `height` pixels from `top` of a list of `total` rows of `row` pixels each;
/// half a screen more on both sides, so that scrolling by a little draws nothing.
pub fn visible(total: usize, row: f64, top: f64, height: f64) -> Range<usize> {
    if row <= 0.0 {
        return 0..total.min(1);
    }
    let spare = height / 2.0;
    let first = ((top - spare) / row).max(0.0) as usize;
    let last = ((top + height + spare) / row).max(0.0).ceil() as usize;
    first.min(total)..last.min(total)
}

/// The list as pieces: the rows in `drawn`, the row that has the focus wherever it is, and gaps for all others.
pub fn pieces(total: usize, drawn: Range<usize>, focused: Option<usize>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(drawn.len() + 4);
    let focused = focused.filter(|row| *row < total && !drawn.contains(row));
    let mut at = 0;
    let before = focused.filter(|row| *row < drawn.start);
    let after = focused.filter(|row| *row >= drawn.end);
    let rows = before.into_iter().chain(drawn).chain(after);
    for row in rows.filter(|row| *row < total) {
        gap(&mut pieces, at, row);
        pieces.push(Piece::Row(row));
        at = row + 1;
    }
    gap(&mut pieces, at, total);
    pieces
}

fn gap(pieces: &mut Vec<Piece>, from: usize, to: usize) {
    if to > from {
        pieces.push(Piece::Gap { from, count: to - from });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_drawn_or_in_exactly_one_gap(
            total in 0..200usize, start in 0..200usize, len in 0..40usize, focused in proptest::option::of(0..250usize),
        ) {
            let drawn = start.min(total)..(start + len).min(total);
            let mut next = 0;
            for piece in pieces(total, drawn.clone(), focused) {
                match piece {
                    Piece::Row(row) => {
                        prop_assert_eq!(row, next);
                        next += 1;
                    }
                    Piece::Gap { from, count } => {
                        prop_assert_eq!(from, next);
                        prop_assert!(!drawn.contains(&from) && focused != Some(from));
                        next += count;
                    }
                }
            }
            prop_assert_eq!(next, total);
        }
    }

    #[test]
    fn the_number_of_rows_drawn_does_not_grow_with_the_list() {
        assert_eq!(
            visible(500_000, 40.0, 8_000_000.0, 800.0).len(),
            visible(500, 40.0, 8_000.0, 800.0).len()
        );
    }

    #[test]
    fn a_short_list_is_drawn_whole() {
        assert_eq!(visible(5, 40.0, 0.0, 800.0), 0..5);
    }

    #[test]
    fn rows_of_unknown_height_are_measured_on_the_first_one() {
        assert_eq!(visible(500_000, 0.0, 0.0, 800.0), 0..1);
    }

    #[test]
    fn the_focused_row_is_drawn_wherever_it_is() {
        let expected = [
            Piece::Row(0),
            Piece::Gap { from: 1, count: 1 },
            Piece::Row(2),
            Piece::Gap { from: 3, count: 2 },
        ];
        assert_eq!(pieces(5, 2..3, Some(0)), expected);
    }
}
