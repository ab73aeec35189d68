//! The issues in the table: searched and sorted in the background, and selected.

use dhis2_steward::model::Issue;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Editor, IssueFilters, Picked};
use super::desk::{Desk, turns};
use crate::i18n::tn;
use crate::load::Background;
use crate::ui::Ticked;

/// The issues that are shown.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The page.
    pub desk: Desk,
    /// The places of the issues in order; `None` if all are shown as they arrived.
    order: StoredValue<Option<Vec<u32>>>,
    /// How many there are.
    pub total: RwSignal<usize>,
    /// Changes when rows do.
    pub version: RwSignal<u32>,
    /// The search and sort order that they match.
    pub filters: RwSignal<IssueFilters>,
    /// Whether another order is being computed; the current rows stay until then.
    pub is_busy: RwSignal<bool>,
    /// The app that edits the objects, if the user may open it.
    pub editor: StoredValue<Option<Editor>>,
    worker: Background,
}

impl Shown {
    /// Follows the search, the sort order, and new issues.
    pub fn follow(desk: Desk) -> Self {
        let shown = Self {
            desk,
            order: StoredValue::new(None),
            total: RwSignal::new(0),
            version: RwSignal::new(0),
            filters: RwSignal::new(IssueFilters::default()),
            is_busy: RwSignal::new(false),
            editor: StoredValue::new(desk.editor()),
            worker: Background::new(),
        };
        let mut asked = IssueFilters::default();
        effect(move || {
            let filters = desk.filters.get();
            let count = desk.count.get();
            let is_new = filters != asked;
            asked.clone_from(&filters);
            if filters.is_plain() {
                shown.worker.end();
                shown.is_busy.set(false);
                shown.put(filters, None, count);
            } else if is_new || !shown.is_busy.get_untracked() {
                // Ongoing work includes what arrives meanwhile.
                shown.is_busy.set(true);
                shown.worker.begin(shown.work(filters));
            }
        });
        shown
    }

    async fn work(self, filters: IssueFilters) {
        let turn = turns();
        let (mut found, mut searched) = (Vec::new(), 0);
        while let Some(issues) = self.desk.issues.try_get_value().filter(|issues| issues.len() > searched) {
            found.extend(issues.matching(&filters.search, searched, &turn).await);
            searched = issues.len();
            let order = match filters.sort {
                None => found.clone(),
                Some((column, reversed)) => issues.sorted(found.clone(), column, reversed, &turn).await,
            };
            let total = order.len();
            self.put(filters.clone(), Some(order), total);
        }
        self.is_busy.set(false);
    }

    fn put(self, filters: IssueFilters, order: Option<Vec<u32>>, total: usize) {
        // More issues at the end change no row; another order changes them all.
        let is_same = filters.sort.is_none() && self.filters.with_untracked(|before| *before == filters);
        self.order.set_value(order);
        self.total.set(total);
        if !is_same {
            self.filters.set(filters);
            self.version.update(|version| *version = version.wrapping_add(1));
        }
    }

    fn place(self, row: usize) -> Option<u32> {
        self.order.with_value(|order| match order {
            None => u32::try_from(row).ok(),
            Some(order) => order.get(row).copied(),
        })
    }

    fn row(self, place: u32) -> Option<usize> {
        self.order.with_value(|order| match order {
            None => usize::try_from(place).ok(),
            Some(order) => order.iter().position(|other| *other == place),
        })
    }

    /// The issue in a row.
    pub fn issue(self, row: usize) -> Option<Issue> {
        let place = usize::try_from(self.place(row)?).ok()?;
        self.desk.issues.with_value(|issues| issues.get(place))
    }

    /// How many of the shown ones are selected, tracked.
    pub fn picked(self) -> usize {
        self.total.track();
        self.version.track();
        self.desk.picked.with(|picked| {
            self.order.with_value(|order| match order {
                None => picked.len(),
                Some(order) => order.iter().filter(|place| picked.contains(**place)).count(),
            })
        })
    }

    /// Whether the issue in a row is selected, tracked.
    pub fn is_picked(self, row: usize) -> bool {
        self.place(row).is_some_and(|place| self.desk.picked.with(|picked| picked.contains(place)))
    }

    /// Ticks the issue in a row, or everything since the last ticked one.
    pub fn tick(self, row: usize, ticked: Ticked) {
        let since = self.desk.picked.with_untracked(Picked::last).filter(|_| ticked.range);
        let since = since.and_then(|place| self.row(place));
        self.pick(|picked| picked.tick(row, ticked.on, since, |row| self.place(row)));
    }

    /// Ticks all shown ones.
    pub fn tick_all(self, on: bool) {
        let total = self.total.get_untracked();
        self.pick(|picked| {
            (0..total).filter_map(|row| self.place(row)).for_each(|place| picked.set(place, on));
        });
    }

    /// Changes the selection.
    pub fn pick(self, change: impl FnOnce(&mut Picked)) {
        self.desk.picked.update(change);
        let count = self.desk.picked.with_untracked(Picked::len);
        self.desk.app.announcer.say(tn("{{count}} selected", "{{count}} selected", count, &[]));
    }
}
