//! Which rows of a long list are in the page. Pure: the scrolling itself is in `virtual_rows`.
//!
//! A list that is higher than browsers can draw is drawn shorter than it is, and a part of its pixels is skipped above
//! the view: how many is told by where the view is. Scrolling by a little still moves the rows by as much, because what
//! is skipped then stays the same, and is put right only once the scrolling has come to rest.

use core::ops::Range;

/// How high a list is drawn at most, in pixels: Firefox gives up at 17.9 million, Chromium at 33.5 million.
const HIGHEST: f64 = 8_000_000.0;

/// How many views one must go at once to have dragged the scroll bar, or gone to an end, rather than read on.
const FAR: f64 = 2.0;

/// How close to its end a list is at the end: browsers round where it is scrolled to, and how far it can be.
const EDGE: f64 = 2.0;

/// What part of a row may be missing for it to count as whole: sums of fractions are not exact.
const HAIR: f64 = 0.01;

/// A list as it is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// How high a row is; nothing until one has been measured.
    pub row: f64,
    /// How far the view begins below the top of the list as it is drawn.
    pub top: f64,
    /// How high the view is.
    pub height: f64,
    /// How far one can still scroll down.
    pub rest: f64,
}

/// Where in a list the view is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// How it was seen last.
    pub seen: Seen,
    /// How many pixels of the list are skipped above.
    skipped: f64,
    /// Whether one has gone far, so that what is skipped follows the scroll bar until one reads on.
    is_far: bool,
}

impl Place {
    /// How many pixels of a list of `total` rows cannot be drawn.
    fn surplus(seen: Seen, total: usize) -> f64 {
        (seen.row * total as f64 - HIGHEST).max(0.0)
    }

    /// The place after the list has been looked at again; `has_rested` says that it had come to rest before, and
    /// `focused` where the row that has the focus is drawn.
    #[must_use]
    pub fn moved(self, seen: Seen, total: usize, has_rested: bool, focused: Option<(usize, f64)>) -> Self {
        let surplus = Self::surplus(seen, total);
        let is_jump = (seen.top - self.seen.top).abs() > FAR * seen.height;
        // Who goes to an end arrives there, however late the last of the way is told.
        let seen = Seen { rest: if seen.rest < EDGE { 0.0 } else { seen.rest }, ..seen };
        let is_at_end = seen.top <= 0.0 || seen.rest == 0.0;
        let is_far = is_jump || self.is_far && (is_at_end || !has_rested);
        // The browser goes to the focus by itself, which is in the page wherever it is: the row must be there then.
        let focused = focused.filter(|(_, at)| (seen.top..seen.top + seen.height).contains(at));
        let skipped = match focused {
            Some((row, at)) => seen.row * row as f64 - at,
            None if is_far => surplus * (seen.top / (seen.top + seen.rest).max(1.0)),
            None => self.skipped,
        };
        Self { seen, skipped: skipped.clamp(0.0, surplus), is_far }
    }

    /// The place once the scrolling rests, with the same rows in view, and by how many whole pixels to scroll for it.
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

    /// What is drawn of a list of `total` rows: half a screen more on both sides, so that scrolling by a little draws
    /// nothing.
    pub fn drawn(self, total: usize) -> Drawn {
        let Seen { row, top, height, .. } = self.seen;
        if row <= 0.0 {
            return Drawn { rows: 0..total.min(1), ..Drawn::default() };
        }
        let all = row * total as f64;
        let (end, spare) = (all.min(HIGHEST) + self.skipped, height / 2.0);
        // Nothing is drawn above what is skipped, or below the end of what can be drawn.
        let first = ((top + self.skipped - spare) / row).floor().max((self.skipped / row - HAIR).ceil());
        let last = ((top + self.skipped + height + spare) / row).ceil().min((end / row + HAIR).floor());
        let (first, last) = ((first.max(0.0) as usize).min(total), (last as usize).min(total));
        let rows = first.min(last)..last;
        // In whole pixels, and together always as many, so that the list never changes its height.
        let above = (row * rows.start as f64 - self.skipped).round().max(0.0);
        let below = all.min(HIGHEST) - above - row * rows.len() as f64;
        Drawn { total, row, rows, above, below: below.max(0.0) }
    }
}

/// What of a list is drawn, and how much room is left for the rest of it.
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
    /// How high a gap is. One that the row with the focus divides leaves room for that.
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

    /// The row that has the focus and where it is drawn, if it is in the page only for that.
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
mod tests;
