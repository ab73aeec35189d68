//! The issues of a check as a table of any length.

use dhis2_steward::model::Issue;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Column, Listing, reference};
use super::desk::Desk;
use crate::format;
use crate::frame::diagnostics::copy_text;
use crate::i18n::{t, tf, tn};
use crate::ui::{Button, Direction, Empty, IconButton, Search, SortHead, VirtualRows};

/// The issues that are shown.
#[derive(Clone, Copy)]
struct Shown {
    desk: Desk,
    /// The places of the issues in order; nothing where all stand as they came.
    order: StoredValue<Option<Vec<u32>>>,
    total: RwSignal<usize>,
    version: RwSignal<u32>,
}

impl Shown {
    fn follow(desk: Desk) -> Self {
        let shown =
            Self { desk, order: StoredValue::new(None), total: RwSignal::new(0), version: RwSignal::new(0) };
        let mut was_plain = None;
        effect(move || {
            let filters = desk.filters.get();
            let count = desk.count.get();
            let is_plain = filters.is_plain();
            if is_plain {
                shown.order.set_value(None);
                shown.total.set(count);
            } else {
                let order = desk.issues.with_value(|issues| filters.shown(issues));
                shown.total.set(order.len());
                shown.order.set_value(Some(order));
            }
            // More issues at the end change no row; another order changes them all.
            if was_plain.is_some_and(|was_plain| !(was_plain && is_plain)) {
                shown.version.update(|version| *version = version.wrapping_add(1));
            }
            was_plain = Some(is_plain);
        });
        shown
    }

    fn issue(self, row: usize) -> Option<Issue> {
        let place = self.order.with_value(|order| match order {
            None => Some(row),
            Some(order) => order.get(row).and_then(|place| usize::try_from(*place).ok()),
        })?;
        self.desk.issues.with_value(|issues| issues.get(place).cloned())
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
    let is_searching = Memo::new(move || desk.filters.with(|filters| !filters.search.trim().is_empty()));
    let status = move || {
        let count = desk.count.get();
        let all = tn("{{count}} issue", "{{count}} issues", count, &[]);
        let text = if is_searching.get() {
            tf("{{shown}} of {{all}}", &[("shown", &format::count(shown.total.get())), ("all", &all)])
        } else {
            all
        };
        match desk.listing.get() {
            Listing::Coming => tf("{{issues}} so far, more are coming", &[("issues", &text)]),
            _ => text,
        }
    };
    let is_nothing = Memo::new(move || shown.total.get() == 0 && is_searching.get());
    view! {
        <div class="toolbar">
            <Search
                label=t("Search name, ID or comment")
                text=search
                on_search=move |text: String| desk.show(|filters| filters.search = text)
            />
            <span class="quiet number" role="status" data-test="steward-issue-count">
                {status}
            </span>
        </div>
        {move || if is_nothing.get() { nothing_found(desk) } else { table(shown) }}
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
                aria-busy=move || (desk.listing.get() == Listing::Coming).then_some("true")
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

fn nothing_found(desk: Desk) -> View {
    let search = desk.filters.with_untracked(|filters| filters.search.clone());
    view! {
        <div class="card">
            <Empty icon="search" title=tf("No issue matches “{{search}}”", &[("search", &search)])>
                <p>{t("Search looks in names, IDs, comments, and references.")}</p>
                <Button
                    label=t("Clear the search")
                    on_press=move || desk.show(|filters| filters.search = String::new())
                />
            </Empty>
        </div>
    }
}
