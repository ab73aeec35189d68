//! Scrolling through lists of any length, as in a browser.

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

/// A browser that shows a list below a head of 200 pixels, with 40 pixels below the list.
struct Browser {
    total: usize,
    row: f64,
    /// The scroll position.
    at: f64,
    place: Place,
    has_rested: bool,
    focused: Option<usize>,
}

const VIEW: f64 = 800.0;

impl Browser {
    fn new(total: usize, row: f64) -> Self {
        let place =
            Place::default().moved(Seen { row, top: -200.0, height: VIEW, rest: 0.0 }, total, false, None);
        let mut browser = Self { total, row, at: 0.0, place, has_rested: false, focused: None };
        browser.scroll(0.0);
        browser
    }

    fn end(&self) -> f64 {
        (200.0 + (self.row * self.total as f64).min(HIGHEST) + 40.0 - VIEW).max(0.0)
    }

    fn scroll(&mut self, by: f64) {
        self.at = (self.at + by).clamp(0.0, self.end());
        let seen = Seen { row: self.row, top: self.at - 200.0, height: VIEW, rest: self.end() - self.at };
        let drawn = self.place.drawn(self.total);
        let focused = self.focused.and_then(|row| drawn.apart(row));
        self.place = self.place.moved(seen, self.total, core::mem::take(&mut self.has_rested), focused);
    }

    fn rest(&mut self) {
        let (place, by) = self.place.rested(self.total);
        self.place = place;
        self.scroll(by);
        self.has_rested = true;
    }

    fn drawn(&self) -> Drawn {
        self.place.drawn(self.total)
    }

    /// The position of a row on the screen.
    fn row_at(&self, row: usize) -> f64 {
        200.0 + self.drawn().place_of(row) - self.at
    }

    /// The first row that is completely in view.
    fn first(&self) -> usize {
        self.drawn().rows.clone().find(|row| self.row_at(*row) >= 0.0).unwrap_or(self.total)
    }

    fn is_in_view(&self, row: usize) -> bool {
        let at = self.row_at(row);
        self.drawn().rows.contains(&row) && at > -0.5 && at + self.row <= VIEW + 0.5
    }
}

fn row() -> impl Strategy<Value = f64> {
    prop_oneof![Just(36.0), Just(84.0), 20.0..120.0_f64]
}

proptest! {
    #[test]
    fn every_row_can_be_dragged_to_and_then_scrolled_to(
        total in 1..700_000usize, row in row(), part in 0.0..1.0_f64,
    ) {
        let wanted = ((total as f64 * part) as usize).min(total - 1);
        let mut browser = Browser::new(total, row);
        browser.scroll(browser.end() * part);
        browser.rest();
        let mut steps = 0;
        while !browser.is_in_view(wanted) {
            let down = browser.row_at(wanted) > 0.0;
            browser.scroll(if down { 400.0 } else { -400.0 });
            browser.rest();
            steps += 1;
            prop_assert!(steps < 30, "row {wanted} is at {}", browser.row_at(wanted));
        }
    }

    #[test]
    fn further_down_is_never_further_up_in_the_list(
        total in 1..700_000usize, row in row(), places in proptest::collection::vec(0.0..1.0_f64, 2..20),
    ) {
        let mut places = places;
        places.sort_by(f64::total_cmp);
        let mut before = 0;
        for part in places {
            let mut browser = Browser::new(total, row);
            browser.scroll(browser.end() * part);
            let first = browser.first();
            prop_assert!(first >= before);
            before = first;
        }
    }

    #[test]
    fn scrolling_by_a_little_moves_the_rows_by_as_much(
        total in 100..700_000usize, row in row(), part in 0.0..1.0_f64, steps in proptest::collection::vec(-300.0..300.0_f64, 1..40),
    ) {
        let mut browser = Browser::new(total, row);
        browser.scroll(browser.end() * part);
        browser.rest();
        for step in steps {
            let (row, before) = (browser.first(), browser.at);
            let at = browser.row_at(row);
            browser.scroll(step);
            if browser.drawn().rows.contains(&row) {
                // Rows are at whole pixels.
                    prop_assert!((browser.row_at(row) - at + browser.at - before).abs() <= 1.0);
            }
            let at = browser.row_at(browser.first());
            let first = browser.first();
            browser.rest();
            // Resting moves the scroll bar, and nothing in view.
            if first < total {
                prop_assert!((browser.row_at(first) - at).abs() <= 1.0);
            }
        }
    }

    #[test]
    fn nothing_is_drawn_higher_than_browsers_can_draw(
        total in 1..700_000usize, row in row(), part in 0.0..1.0_f64, steps in proptest::collection::vec(-300.0..300.0_f64, 0..20),
        focused in proptest::option::of(0..700_000usize),
    ) {
        let mut browser = Browser::new(total, row);
        browser.focused = focused.filter(|row| *row < total);
        browser.scroll(browser.end() * part);
        for step in steps {
            browser.scroll(step);
        }
        let drawn = browser.drawn();
        let height: f64 = pieces(total, drawn.rows.clone(), browser.focused).into_iter().map(|piece| match piece {
            Piece::Row(_) => row,
            Piece::Gap { from, count } => drawn.gap(from, count),
        }).sum();
        let expected = (total as f64 * row).min(HIGHEST);
        prop_assert!((height - expected).abs() < 1e-3, "{height} is not {expected}");
        prop_assert!(drawn.rows.len() <= (2.0 * VIEW / row) as usize + 2);
    }

    #[test]
    fn at_the_end_the_last_row_is_wholly_in_view(total in 30..700_000usize, row in row()) {
        let mut browser = Browser::new(total, row);
        browser.scroll(f64::MAX);
        prop_assert!(browser.is_in_view(total - 1), "{} of {:?}", browser.row_at(total - 1), browser.drawn());
        browser.rest();
        prop_assert!(browser.is_in_view(total - 1));
        browser.scroll(f64::MIN);
        prop_assert_eq!(browser.drawn().rows.start, 0);
        prop_assert!((browser.row_at(0) - 200.0).abs() < 1e-3);
    }

    #[test]
    fn the_end_is_reached_although_the_last_of_the_way_is_told_late(row in row(), left in 0.0..700.0_f64) {
        let mut browser = Browser::new(500_000, row);
        browser.scroll(browser.end() - left);
        browser.rest();
        browser.scroll(left);
        prop_assert!(browser.is_in_view(499_999), "{}", browser.row_at(499_999));
    }

    #[test]
    fn going_to_the_row_with_the_focus_brings_it_into_view(
        row in row(), focused in 0..500_000usize, part in 0.0..1.0_f64,
    ) {
        let mut browser = Browser::new(500_000, row);
        browser.focused = Some(focused);
        browser.scroll(browser.end() * part);
        browser.rest();
        // As browsers do, to the middle of the screen.
        browser.scroll(browser.row_at(focused) - VIEW / 2.0);
        prop_assert!(browser.is_in_view(focused), "{}", browser.row_at(focused));
    }
}

#[test]
fn the_number_of_rows_drawn_does_not_grow_with_the_list() {
    let drawn = |total| {
        let mut browser = Browser::new(total, 40.0);
        browser.scroll(browser.end() / 2.0);
        browser.drawn().rows.len()
    };
    assert!(drawn(500_000).abs_diff(drawn(500)) <= 1);
}

#[test]
fn a_short_list_is_drawn_whole() {
    assert_eq!(Browser::new(5, 40.0).drawn().rows, 0..5);
}

#[test]
fn rows_of_unknown_height_are_measured_on_the_first_one() {
    assert_eq!(Place::default().drawn(500_000).rows, 0..1);
}

#[test]
fn the_focused_row_is_drawn_wherever_it_is() {
    let expected =
        [Piece::Row(0), Piece::Gap { from: 1, count: 1 }, Piece::Row(2), Piece::Gap { from: 3, count: 2 }];
    assert_eq!(pieces(5, 2..3, Some(0)), expected);
}
