//! The integrity page on the screen.

pub mod desk;
#[allow(unsafe_code, reason = "wasm_split declares the functions of a part as those of another module")]
pub mod part;
pub mod run_panel;
pub mod start;
pub mod table;
pub mod toolbar;
pub mod watch;

use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward_dom::prelude::*;

use crate::format;
use crate::i18n::{t, tf, tn};
use crate::part::piece;
use crate::ui::{Button, Delayed, Empty, LinkButton, Notice, PageHeader, Skeleton, Tone, TroubleNotice};
use crate::words;
use desk::{Desk, Reading};
use start::{Asked, PageActions};
use table::CheckTable;
use toolbar::{Facets, Toolbar};

/// All checks, what each came to, and ways to run them.
#[component]
pub fn IntegrityPage() -> View {
    let desk = Desk::open();
    let asked: Asked = RwSignal::new(None);
    clear_with_escape(desk);
    let is_asked = Memo::new(move || asked.with(Option::is_some));
    effect(move || {
        if desk.reading.with(|reading| *reading != Reading::UnderWay) {
            // Once the list has been painted: what comes later must not take its place on a slow line.
            request_animation_frame(move || desk.app.drawn());
        }
    });
    let is_read = Memo::new(move || desk.rows.with(|rows| !rows.is_empty()));
    let content = move || {
        if is_read.get() {
            return read(desk, asked);
        }
        match desk.reading.get() {
            Reading::UnderWay => {
                view! {
                    <Delayed>
                        <Skeleton label=t("Loading checks") rows=10 />
                    </Delayed>
                }
            }
            Reading::Failed(error) => failed(desk, &error),
            Reading::Done => view! {
                <div class="card">
                    <Empty icon="integrity" title=t("This server has no checks")>
                        <p>{t("DHIS2 brings its checks along. Look into the server's log for why it could not load them.")}</p>
                    </Empty>
                </div>
            },
        }
    };
    let actions = move || is_read.get().then(|| view! { <PageActions desk=desk asked=asked /> });
    view! {
        <div class="page" data-test="steward-integrity">
            <PageHeader title=t("Integrity") facts=move || facts(desk) actions=actions />
            {content}
            {move || is_asked.get().then(|| piece(part::load_question, move || part::question(desk, asked)))}
        </div>
    }
}

/// Escape takes the selection back, unless something is open that it closes.
fn clear_with_escape(desk: Desk) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let is_covered = document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
        if event.key() == "Escape"
            && !is_covered
            && !desk.selection.with_untracked(|selection| selection.is_empty())
        {
            desk.clear_selection();
        }
    });
    on_cleanup(move || handle.remove());
}

fn failed(desk: Desk, error: &dhis2_steward::Error) -> View {
    let trouble = words::trouble(t("The checks could not be read"), error);
    view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| desk.read()) /> }
}

/// One line: how many checks, and when they were run last.
fn facts(desk: Desk) -> View {
    let (count, last) =
        desk.rows.with(|rows| (rows.len(), rows.iter().filter_map(|row| row.start_time).max()));
    if count == 0 {
        return View::Nothing;
    }
    let run = desk.run.with(|run| run.as_ref().filter(|run| !run.is_over()).map(|run| run.names.len()));
    let first = match run {
        Some(running) => tf(
            "{{running}} of {{total}} checks are being run",
            &[("running", &format::count(running)), ("total", &format::count(count))],
        ),
        None => tn("{{count}} check", "{{count}} checks", count, &[]),
    };
    let last = last.map(|last| {
        let instant = format::instant(last);
        let exact = format!("{}\n{}", format::exact(instant), format::server_time(last));
        let text = tf("Last run {{time}}", &[("time", &format::date_time(instant))]);
        view! { <time title=exact>{text}</time> }
    });
    view! {
        <span>{first}</span>
        {last}
    }
}

fn read(desk: Desk, asked: Asked) -> View {
    let is_empty = Memo::new(move || desk.lines.with(Vec::is_empty));
    let has_run = Memo::new(move || desk.run.with(Option::is_some));
    let is_selected = Memo::new(move || !desk.selection.with(|selection| selection.is_empty()));
    view! {
        {move || has_run.get().then(|| piece(part::load_run_panel, move || part::run_panel(desk)))}
        {move || standing(desk, asked)}
        <Facets desk=desk />
        <Toolbar desk=desk />
        {move || if is_empty.get() { nothing_found(desk) } else { view! { <CheckTable desk=desk /> } }}
        {move || is_selected.get().then(|| piece(part::load_selected, move || part::selected(desk, asked)))}
    }
}

/// Two states of the whole list that deserve a word: nothing has run, and all is well.
fn standing(desk: Desk, asked: Asked) -> Option<View> {
    if desk.run.with(Option::is_some) {
        return None;
    }
    let counts = desk.counts.get();
    let total = desk.rows.with(Vec::len);
    if counts.never == total {
        let fast = start::names(desk, false).len();
        let label = tn("Run {{count}} fast check", "Run all {{count}} fast checks", fast, &[]);
        let run = move || start::run(desk, asked, start::names(desk, false));
        return Some(view! {
            <Notice tone=Tone::Info title=t("No check has run yet")>
                <p>{t("DHIS2 forgets results after a while, when its cache is cleared, and when it restarts. Run the fast checks to see where this server stands.")}</p>
                <p class="notice__actions">
                    <LinkButton label=label on_press=run />
                </p>
            </Notice>
        });
    }
    let is_all_well = desk.rows.with(|rows| rows.iter().all(|row| row.result == CheckResult::Passed));
    is_all_well.then(|| {
        let title = tn("The check passed", "All {{count}} checks passed", total, &[]);
        view! {
            <Notice tone=Tone::Valid title=title>
                <p>{t("Nothing was found that needs a person.")}</p>
            </Notice>
        }
    })
}

fn nothing_found(desk: Desk) -> View {
    let search = desk.filters.with_untracked(|filters| filters.search.clone());
    let title = if search.is_empty() {
        t("No check fits the filters").to_owned()
    } else {
        tf("No check matches “{{search}}”", &[("search", &search)])
    };
    let clear = move || desk.show(|filters| *filters = filters.cleared());
    let label = if search.is_empty() { t("Clear the filters") } else { t("Clear the search") };
    view! {
        <div class="card">
            <Empty icon="search" title=title>
                <p>{t("Search looks in names, codes, sections, and descriptions.")}</p>
                <Button label=label on_press=clear />
            </Empty>
        </div>
    }
}
