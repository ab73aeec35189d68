//! The issues of a check as a table of any length.

use dhis2_steward::domain::issue_list::Column;
use dhis2_steward::model::Issue;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Listing, Picked, reference};
use super::desk::Desk;
use super::shown::Shown;
use crate::format;
use crate::frame::diagnostics::copy_text;
use crate::i18n::{t, tf, tn};
use crate::ui::{
    Button, ButtonKind, Checkbox, Delayed, Direction, Empty, IconButton, LinkButton, Search, SelectionBar,
    Size, SortHead, Tick, Ticked, VirtualRows, icon,
};

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
            Listing::Coming => tf("{{issues}} so far, loading more", &[("issues", &text)]),
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
                label=t("Search issues")
                text=search
                on_search=move |text: String| desk.show(|filters| filters.search = text)
            />
            <span class="quiet number" role="status" data-test="steward-issue-count">
                {status} {busy}
            </span>
        </div>
        {move || if is_nothing.get() { nothing_found(desk, &searched.get()) } else { table(shown) }}
        {selection(shown)}
    }
}

/// Actions for the selected issues.
fn selection(shown: Shown) -> View {
    let desk = shown.desk;
    let count = Memo::new(move || desk.picked.with(Picked::len));
    let title =
        Signal::derive(move || tn("{{count}} issue selected", "{{count}} issues selected", count.get(), &[]));
    let all =
        Signal::derive(move || tf("Select all {{count}}", &[("count", &format::count(shown.total.get()))]));
    let here = Memo::new(move || shown.picked());
    let has_more = move || here.get() < shown.total.get();
    let note = Signal::derive(move || {
        let hidden = count.get().saturating_sub(here.get());
        (hidden > 0)
            .then(|| tn("{{count}} of them is not shown", "{{count}} of them are not shown", hidden, &[]))
    });
    let copy = move || {
        let (ids, count) =
            desk.picked.with_untracked(|picked| desk.issues.with_value(|issues| issues.ids(picked.places())));
        copy_text(desk.app, &ids, &tn("{{count}} ID copied", "{{count}} IDs copied", count, &[]));
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <SelectionBar count=title note=note>
                {move || has_more().then(|| view! { <LinkButton label=all on_press=move || shown.tick_all(true) /> })}
                <Button
                    label=t("Clear")
                    kind=ButtonKind::Plain
                    on_press=move || shown.pick(|picked| *picked = Picked::default())
                />
                <Button label=t("Copy IDs") icon="copy" on_press=copy />
            </SelectionBar>
        </Show>
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
        view! { <SortHead label=label sorted=sorted folds_away=column == Column::Refs on_sort=sort /> }
    };
    let here = Memo::new(move || shown.picked());
    let all = Signal::derive(move || match (here.get(), shown.total.get()) {
        (0, _) => Tick::Off,
        (picked, total) if picked >= total => Tick::On,
        _ => Tick::Mixed,
    });
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
                        <th class="cell--check" role="columnheader">
                            <Checkbox
                                label=t("Select all shown issues")
                                tick=all
                                on_tick=move |ticked: Ticked| shown.tick_all(ticked.on)
                            />
                        </th>
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
                    selected=Callback::new(move |row| shown.is_picked(row))
                />
            </table>
        </div>
    }
}

fn cells(shown: Shown, row: usize) -> View {
    let Some(issue) = shown.issue(row) else { return View::Nothing };
    let Issue { id, name, comment, refs, .. } = issue;
    let name = name.unwrap_or_else(|| id.clone().unwrap_or_else(|| t("Unnamed").into()));
    let comment = comment.unwrap_or_default();
    let all_refs = refs.join("\n");
    let refs: Vec<String> = refs.iter().map(|text| reference(text).name.to_owned()).collect();
    let refs = refs.join(", ");
    let app = shown.desk.app;
    let edit = id.as_deref().and_then(|id| {
        let editor = shown.editor.get_value()?;
        let href = app.server_url(&editor.path(id)?);
        let label = tf("Edit {{name}} in {{app}}, new tab", &[("name", &name), ("app", editor.name)]);
        Some(view! {
            <a
                class="button button--plain button--small button--icon"
                href=href
                target="_blank"
                rel="noreferrer"
                aria-label=label.clone()
                title=label
            >
                {icon("external", Size::Small)}
            </a>
        })
    });
    let id_cell = id.map(|id| {
        let label = tf("Copy the ID of {{name}}", &[("name", &name)]);
        let done = tf("{{id}} copied", &[("id", &id)]);
        let copied = id.clone();
        view! {
            <span class="cell__line">
                <code dir="ltr">{id}</code>
                <IconButton label=label icon="copy" on_press=move || copy_text(app, &copied, &done) />
                {edit}
            </span>
        }
    });
    let (name_title, comment_title) = (name.clone(), comment.clone());
    let label = tf("Select: {{name}}", &[("name", &name)]);
    let tick = Signal::derive(move || if shown.is_picked(row) { Tick::On } else { Tick::Off });
    view! {
        <td class="cell--check" role="cell">
            <Checkbox label=label tick=tick on_tick=move |ticked: Ticked| shown.tick(row, ticked) />
        </td>
        <td class="cell--name" role="cell" title=name_title>
            <bdi>{name}</bdi>
        </td>
        <td class="cell--break only-fold" role="presentation"></td>
        <td class="cell--indent cell--quiet cell--comment" role="cell" title=comment_title>
            <bdi>{comment}</bdi>
        </td>
        <td class="cell--quiet cell--fold-away" role="cell" title=all_refs>
            <bdi>{refs}</bdi>
        </td>
        <td class="cell--indent cell--id" role="cell">
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
