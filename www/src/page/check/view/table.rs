//! The issues of a check as a table of any length.

use dhis2_steward::domain::issue_list::Column;
use dhis2_steward::model::Issue;
use dhis2_steward_dom::prelude::*;

use super::super::state::{IssueFilters, Listing, reference};
use super::desk::{Desk, turns};
use crate::format;
use crate::frame::diagnostics::copy_text;
use crate::i18n::{t, tf, tn};
use crate::load::Background;
use crate::ui::{Button, Delayed, Direction, Empty, IconButton, Search, SortHead, VirtualRows};

/// The issues that are shown.
#[derive(Clone, Copy)]
struct Shown {
    desk: Desk,
    /// The places of the issues in order; nothing where all stand as they came.
    order: StoredValue<Option<Vec<u32>>>,
    total: RwSignal<usize>,
    version: RwSignal<u32>,
    /// What was asked for when they were put in this order.
    filters: RwSignal<IssueFilters>,
    /// Whether another order is being worked out; what is there stays until then.
    is_busy: RwSignal<bool>,
    worker: Background,
}

impl Shown {
    fn follow(desk: Desk) -> Self {
        let shown = Self {
            desk,
            order: StoredValue::new(None),
            total: RwSignal::new(0),
            version: RwSignal::new(0),
            filters: RwSignal::new(IssueFilters::default()),
            is_busy: RwSignal::new(false),
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
                // Work that goes on takes in what comes meanwhile.
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

    fn issue(self, row: usize) -> Option<Issue> {
        let place = self.order.with_value(|order| match order {
            None => Some(row),
            Some(order) => order.get(row).and_then(|place| usize::try_from(*place).ok()),
        })?;
        self.desk.issues.with_value(|issues| issues.get(place))
    }
}

/// Search and table.
#[component]
pub fn IssueTable(
    /// The page.
    desk: Desk,
) -> View {
    let shown = Shown::follow(desk);
    let search = Signal::derive(move || desk.filters.with(|filters| filters.search.clone()));
    let searched = Memo::new(move || shown.filters.with(|filters| filters.search.trim().to_owned()));
    let status = move || {
        let count = desk.count.get();
        let all = tn("{{count}} issue", "{{count}} issues", count, &[]);
        let text = if searched.with(String::is_empty) {
            all
        } else {
            tf("{{shown}} of {{all}}", &[("shown", &format::count(shown.total.get())), ("all", &all)])
        };
        match desk.listing.get() {
            Listing::Coming => tf("{{issues}} so far, more are coming", &[("issues", &text)]),
            _ => text,
        }
    };
    let is_nothing = Memo::new(move || shown.total.get() == 0 && searched.with(|text| !text.is_empty()));
    let busy = move || {
        shown.is_busy.get().then(|| {
            let is_searching = desk.filters.with_untracked(|filters| !filters.search.trim().is_empty());
            let what = if is_searching { t("Searching") } else { t("Sorting") };
            view! {
                <Delayed>" · " {what}</Delayed>
            }
        })
    };
    view! {
        <div class="toolbar">
            <Search
                label=t("Search name, ID or comment")
                text=search
                on_search=move |text: String| desk.show(|filters| filters.search = text)
            />
            <span class="quiet number" role="status" data-test="steward-issue-count">
                {status} {busy}
            </span>
        </div>
        {move || if is_nothing.get() { nothing_found(desk, &searched.get()) } else { table(shown) }}
    }
}

fn table(shown: Shown) -> View {
    let desk = shown.desk;
    let head = move |column: Column, label: &'static str| {
        let sorted = Signal::derive(move || match desk.filters.with(|filters| filters.sort) {
            Some((by, reversed)) if by == column => {
                Some(if reversed { Direction::Descending } else { Direction::Ascending })
            }
            _ => None,
        });
        let sort = move || desk.show(|filters| filters.sort = filters.pressed(column));
        view! { <SortHead label=label sorted=sorted on_sort=sort /> }
    };
    view! {
        <div class="table-box">
            <table
                class="table table--sticky table--fold table--virtual"
                role="table"
                aria-label=t("Issues")
                aria-rowcount=move || (shown.total.get() + 1).to_string()
                aria-busy=move || (shown.is_busy.get() || desk.listing.get() == Listing::Coming).then_some("true")
                data-test="dhis2-uicore-datatable"
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        {head(Column::Name, t("Name"))}
                        <th class="only-fold" role="presentation"></th>
                        {head(Column::Comment, t("Comment"))}
                        {head(Column::Refs, t("References"))}
                        {head(Column::Id, t("ID"))}
                    </tr>
                </thead>
                <VirtualRows
                    total=shown.total
                    version=shown.version
                    scroller="main"
                    cells=move |row| cells(shown, row)
                />
            </table>
        </div>
    }
}

fn cells(shown: Shown, row: usize) -> View {
    let Some(issue) = shown.issue(row) else { return View::Nothing };
    let Issue { id, name, comment, refs, .. } = issue;
    let name = name.unwrap_or_else(|| id.clone().unwrap_or_else(|| t("Without a name").into()));
    let comment = comment.unwrap_or_default();
    let all_refs = refs.join("\n");
    let refs: Vec<String> = refs.iter().map(|text| reference(text).name.to_owned()).collect();
    let refs = refs.join(", ");
    let app = shown.desk.app;
    let id_cell = id.map(|id| {
        let label = tf("Copy the ID of {{name}}", &[("name", &name)]);
        let done = tf("{{id}} copied", &[("id", &id)]);
        let copied = id.clone();
        view! {
            <span class="cell__line">
                <code dir="ltr">{id}</code>
                <IconButton label=label icon="copy" on_press=move || copy_text(app, &copied, &done) />
            </span>
        }
    });
    let (name_title, comment_title) = (name.clone(), comment.clone());
    view! {
        <td class="cell--name" role="cell" title=name_title>
            <bdi>{name}</bdi>
        </td>
        <td class="cell--break only-fold" role="presentation"></td>
        <td class="cell--quiet cell--comment" role="cell" title=comment_title>
            <bdi>{comment}</bdi>
        </td>
        <td class="cell--quiet cell--fold-away" role="cell" title=all_refs>
            <bdi>{refs}</bdi>
        </td>
        <td class="cell--id" role="cell">
            {id_cell}
        </td>
    }
}

fn nothing_found(desk: Desk, search: &str) -> View {
    view! {
        <div class="card">
            <Empty icon="search" title=tf("No issue matches “{{search}}”", &[("search", search)])>
                <p>{t("Search looks in names, IDs, comments, and references.")}</p>
                <Button
                    label=t("Clear the search")
                    on_press=move || desk.show(|filters| filters.search = String::new())
                />
            </Empty>
        </div>
    }
}
