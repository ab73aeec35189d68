//! The state of the page, and its actions: the signals, and how they change.

use dhis2_steward::Error;
use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward::model::{JobType, Severity};
use dhis2_steward::protocol::integrity::Summaries;
use dhis2_steward_dom::prelude::*;

use super::super::state::{
    Counts, Filters, Group, Line, Names, Row, Selection, Standing, between, counts, groups, lines, rows,
};
use super::part as later;
use super::watched::Watched;
use crate::context::App;
use crate::i18n::tn;
use crate::load::Background;
use crate::part;
use crate::route::{Page, Route};

/// The state of loading the checks.
#[derive(Clone, PartialEq)]
pub enum Reading {
    /// Requested.
    UnderWay,
    /// Loaded.
    Done,
    /// Could not be loaded.
    Failed(Error),
}

/// The state of the page; copies refer to the same page.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What all pages share.
    pub app: App,
    /// The state of loading the checks.
    pub reading: RwSignal<Reading>,
    /// The checks, in the server's order.
    pub rows: RwSignal<Vec<Row>>,
    /// The run being followed, or that has just ended.
    pub run: RwSignal<Option<Watched>>,
    /// Filters and sort order, from the URL.
    pub filters: Memo<Filters>,
    /// The selection, from the URL.
    pub selection: Memo<Selection>,
    /// The counts of the facets.
    pub counts: Memo<Counts>,
    /// The sections that are shown.
    pub groups: Memo<Vec<Group>>,
    /// The lines of the list.
    pub lines: Memo<Vec<Line>>,
    /// The collapsed sections.
    pub folded: RwSignal<Names>,
    /// The list as it was before the current run: it keeps the order until the run has ended.
    pub settled: RwSignal<Vec<Row>>,
    /// The check that was ticked last.
    anchor: StoredValue<Option<String>>,
    reader: Background,
    /// The task that loads the code for following a run of someone else.
    finder: Background,
    /// The task that follows a run.
    pub watcher: Background,
}

impl Desk {
    /// Opens the page and starts loading.
    pub fn open() -> Self {
        let app = App::here();
        let rows = RwSignal::new(Vec::<Row>::new());
        let settled = RwSignal::new(Vec::new());
        let folded = RwSignal::new(Names::default());
        let filters = app.location.memo(|route| Filters::of_query(&route.query));
        let selection = Memo::new(move || {
            let selection = Selection::of_query(&app.location.get().query);
            rows.with(|rows| {
                selection.kept(|name| rows.is_empty() || rows.iter().any(|row| row.check.name == name))
            })
        });
        let groups = Memo::new(move || {
            rows.with(|rows| settled.with(|settled| filters.with(|filters| groups(rows, settled, filters))))
        });
        let desk = Self {
            app,
            reading: RwSignal::new(Reading::UnderWay),
            rows,
            run: RwSignal::new(None),
            filters,
            selection,
            counts: Memo::new(move || rows.with(|rows| counts(rows))),
            groups,
            lines: Memo::new(move || groups.with(|groups| folded.with(|folded| lines(groups, folded)))),
            folded,
            settled,
            anchor: StoredValue::new(None),
            reader: Background::new(),
            finder: Background::new(),
            watcher: Background::new(),
        };
        desk.read();
        desk.notice_runs_of_others();
        desk.say_how_many_match();
        desk
    }

    /// Loads the checks and the server's last results.
    pub fn read(self) {
        self.reading.set(Reading::UnderWay);
        self.reader.begin(async move {
            let integrity = self.app.client().integrity();
            match futures_util::try_join!(integrity.checks(), integrity.summaries(&[])) {
                Ok((checks, summaries)) => {
                    self.rows.set(rows(checks, &summaries));
                    self.reading.set(Reading::Done);
                }
                Err(error) => self.reading.set(Reading::Failed(error)),
            }
        });
    }

    /// Merges new results into the list.
    pub fn take(self, summaries: &Summaries) {
        self.rows.update(|rows| {
            for row in rows.iter_mut() {
                if let Some(summary) = summaries.get(&row.check.name) {
                    row.take(summary);
                }
            }
        });
    }

    /// Follows a run that was started elsewhere, or here before the page was left.
    fn notice_runs_of_others(self) {
        let has_run = Memo::new(move || self.app.work.has(&[JobType::DataIntegrity]));
        effect(move || {
            self.app.missing.track();
            // After a new log-in, the run is followed again.
            let is_logged_out = self.app.is_logged_out.get();
            if has_run.get() && !is_logged_out && self.reading.get() == Reading::Done {
                self.finder.begin(async move {
                    if let Err(fault) = later::pick_up(self).await {
                        part::tell(self.app, fault);
                    }
                });
            }
        });
    }

    fn say_how_many_match(self) {
        let matching = Memo::new(move || {
            let is_set = self.filters.with(Filters::is_set);
            is_set.then(|| {
                self.groups.with(|groups| groups.iter().map(|group| group.rows.len()).sum::<usize>())
            })
        });
        effect(move || {
            if let Some(count) = matching.get() {
                self.app.announcer.say(tn("{{count}} check matches", "{{count}} checks match", count, &[]));
            }
        });
    }

    /// Changes what is shown.
    pub fn show(self, change: impl FnOnce(&mut Filters)) {
        let mut filters = self.filters.get_untracked();
        change(&mut filters);
        let query = filters.into_query(self.app.location.get_untracked().query);
        self.app.location.replace(Route { page: Page::Integrity, query });
    }

    /// Shows only the checks with a result, and with a severity if one is given; shows all if they are already shown.
    pub fn press_facet(self, standing: Standing, severity: Option<&Severity>) {
        let is_pressed = self.is_facet_pressed(standing, severity);
        self.show(|filters| {
            filters.standing = (!is_pressed).then_some(standing);
            filters.severity = match severity {
                Some(severity) if !is_pressed => severity.as_str().into(),
                _ => String::new(),
            };
        });
    }

    /// Whether only the checks of a facet are shown.
    pub fn is_facet_pressed(self, standing: Standing, severity: Option<&Severity>) -> bool {
        self.filters.with(|filters| {
            filters.standing == Some(standing) && filters.severity == severity.map_or("", Severity::as_str)
        })
    }

    /// Selects or deselects checks.
    pub fn select(self, names: &[String], on: bool) {
        let selection = self.selection.get_untracked().with(names.iter().map(String::as_str), on);
        self.put_selection(&selection);
        let count = selection.len();
        self.app.announcer.say(tn("{{count}} selected", "{{count}} selected", count, &[]));
    }

    /// Clears the selection.
    pub fn clear_selection(self) {
        self.put_selection(&Selection::default());
    }

    fn put_selection(self, selection: &Selection) {
        let query = selection.into_query(self.app.location.get_untracked().query);
        self.app.location.replace(Route { page: Page::Integrity, query });
    }

    /// Ticks a check, or everything since the last ticked one.
    pub fn tick(self, name: &str, on: bool, range: bool) {
        let shown = self.shown_names();
        let from = self.anchor.get_value().filter(|_| range);
        let name = name.to_owned();
        let names = between(&shown, from.as_ref(), &name).to_vec();
        self.anchor.set_value(Some(name));
        self.select(&names, on);
    }

    /// The names of the checks in the list, in order.
    pub fn shown_names(self) -> Vec<String> {
        self.rows.with_untracked(|rows| {
            self.lines.with_untracked(|lines| {
                let places = lines.iter().filter_map(|line| match line {
                    Line::Check(place) => rows.get(*place),
                    Line::Head(_) => None,
                });
                places.map(|row| row.check.name.clone()).collect()
            })
        })
    }

    /// Follows one check of the list.
    pub fn row<T: PartialEq + 'static>(
        self,
        place: usize,
        read: impl Fn(&Row) -> T + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move || self.rows.with(|rows| rows.get(place).map(&read)))
    }

    /// Whether the server has no result for any check.
    pub fn has_no_results(self) -> bool {
        self.rows.with(|rows| rows.iter().all(|row| row.result == CheckResult::NotRun))
    }

    /// Whether a followed run has not ended.
    pub fn is_watching(self) -> bool {
        self.run.with_untracked(|run| run.as_ref().is_some_and(|run| !run.is_over()))
    }

    /// Whether a run is in progress, tracked.
    pub fn is_running(self) -> bool {
        self.run.with(|run| run.as_ref().is_some_and(|run| !run.is_over()))
    }
}
