//! Which rows of a long list are in the DOM. Pure: the scrolling itself is in `virtual_rows`.
//!
//! A list that is taller than browsers can draw is drawn shorter than it is, and some of its pixels are skipped above
//! the view: how many depends on where the view is. Small scroll steps still move the rows by as much, because what
//! is skipped then stays the same, and is corrected only once scrolling has ended.

use core::ops::Range;

/// The maximum height at which a list is drawn, in pixels: Firefox's limit is 17.9 million, Chromium's 33.5 million.
const HIGHEST: f64 = 8_000_000.0;

/// How many views a single scroll must move to count as dragging the scroll bar or jumping to an end.
const FAR: f64 = 2.0;

/// How close to its end a list counts as at the end: browsers round the scroll position and its maximum.
const EDGE: f64 = 2.0;

/// How much of a row may be missing for it to count as whole: sums of fractions are not exact.
const HAIR: f64 = 0.01;

/// The geometry of a list as last measured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// The height of a row; `None` until one has been measured.
    pub row: f64,
    /// How far the view starts below the top of the drawn list.
    pub top: f64,
    /// The height of the view.
    pub height: f64,
    /// How far it can still scroll down.
    pub rest: f64,
}

/// The position of the view in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The last geometry.
    pub seen: Seen,
    /// How many pixels of the list are skipped above.
    skipped: f64,
    /// Whether the last move was a long one, so that the skipped part follows the scroll bar until small steps resume.
    is_far: bool,
}

impl Place {
    /// How many pixels of a list of `total` rows cannot be drawn.
    fn surplus(seen: Seen, total: usize) -> f64 {
        (seen.row * total as f64 - HIGHEST).max(0.0)
    }

    /// The position after the list has been measured again; `has_rested` says whether scrolling had ended before, and
    /// `focused` where the focused row is drawn.
    #[must_use]
    pub fn moved(self, seen: Seen, total: usize, has_rested: bool, focused: Option<(usize, f64)>) -> Self {
        let surplus = Self::surplus(seen, total);
        let is_jump = (seen.top - self.seen.top).abs() > FAR * seen.height;
        // Jumping to an end arrives there, however late the last events come.
        let seen = Seen { rest: if seen.rest < EDGE { 0.0 } else { seen.rest }, ..seen };
        let is_at_end = seen.top <= 0.0 || seen.rest == 0.0;
        let is_far = is_jump || self.is_far && (is_at_end || !has_rested);
        // The browser scrolls to the focused row wherever it is in the DOM: the rows around it must be there.
        let focused = focused.filter(|(_, at)| (seen.top..seen.top + seen.height).contains(at));
        let skipped = match focused {
            Some((row, at)) => seen.row * row as f64 - at,
            None if is_far => surplus * (seen.top / (seen.top + seen.rest).max(1.0)),
            None => self.skipped,
        };
        Self { seen, skipped: skipped.clamp(0.0, surplus), is_far }
    }

    /// The position once scrolling has ended, with the same rows in view, and the whole pixels to scroll for it.
    #[must_use]
    pub fn rested(self, total: usize) -> (Self, f64) {
        let Seen { top, rest, .. } = self.seen;
        let (surplus, end) = (Self::surplus(self.seen, total), top + rest);
        let within = top + self.skipped;
        if surplus == 0.0 || end <= 0.0 || within <= 0.0 {
            return (self, 0.0);
        }
        let by = (within * end / (end + surplus) - top).round();
        let seen = Seen { top: top + by, rest: rest - by, ..self.seen };
        (Self { seen, skipped: self.skipped - by, ..self }, by)
    }

    /// What is drawn of a list of `total` rows: half a screen more on both sides, so that small scroll steps draw
    /// nothing.
    pub fn drawn(self, total: usize) -> Drawn {
        let Seen { row, top, height, .. } = self.seen;
        if row <= 0.0 {
            return Drawn { rows: 0..total.min(1), ..Drawn::default() };
        }
        let all = row * total as f64;
        let (end, spare) = (all.min(HIGHEST) + self.skipped, height / 2.0);
        // Nothing is drawn above the skipped part, or below the end of what can be drawn.
        let first = ((top + self.skipped - spare) / row).floor().max((self.skipped / row - HAIR).ceil());
        let last = ((top + self.skipped + height + spare) / row).ceil().min((end / row + HAIR).floor());
        let (first, last) = ((first.max(0.0) as usize).min(total), (last as usize).min(total));
        let rows = first.min(last)..last;
        // In whole pixels with a constant sum, so that the list never changes its height.
        let room = (all.min(HIGHEST) - row * rows.len() as f64).max(0.0);
        let above = (row * rows.start as f64 - self.skipped).round().clamp(0.0, room);
        Drawn { total, row, rows, above, below: room - above }
    }
}

/// What is drawn of a list, and how much room is left for the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    total: usize,
    row: f64,
    /// The rows.
    pub rows: Range<usize>,
    above: f64,
    below: f64,
}

impl Drawn {
    /// The height of a gap. One that the focused row divides leaves room for it.
    pub fn gap(&self, from: usize, count: usize) -> f64 {
        let (room, rows) = if from < self.rows.start {
            (self.above, self.rows.start)
        } else {
            (self.below, self.total.saturating_sub(self.rows.end))
        };
        if count >= rows {
            return room;
        }
        let room = (room - self.row).max(0.0);
        let share = |count: usize| (room * count as f64 / (rows - 1).max(1) as f64).floor();
        if from == 0 || from == self.rows.end { share(count) } else { room - share(rows - 1 - count) }
    }

    /// The focused row and where it is drawn, if it is in the DOM only for that.
    pub fn apart(&self, row: usize) -> Option<(usize, f64)> {
        (row < self.total && !self.rows.contains(&row)).then(|| (row, self.place_of(row)))
    }

    fn place_of(&self, row: usize) -> f64 {
        let Range { start, end } = self.rows;
        if row < start {
            return self.gap(0, row);
        }
        let drawn = self.above + self.row * (row.min(end) - start) as f64;
        if row > end { drawn + self.gap(end, row - end) } else { drawn }
    }
}

/// A piece of a long list as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// A row.
    Row(usize),
    /// Rows that are not drawn.
    Gap {
        /// The first one.
        from: usize,
        /// How many.
        count: usize,
    },
}

impl Piece {
    /// A unique key for the piece.
    pub fn key(self) -> String {
        match self {
            Self::Row(row) => row.to_string(),
            Self::Gap { from, count } => format!("{from} {count}"),
        }
    }
}

/// The list as pieces: the rows in `drawn`, the focused row wherever it is, and gaps for all others.
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
mod tests;
