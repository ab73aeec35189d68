//! The messages of a run, oldest first, with search and a filter for their level.

use dhis2_steward::model::{Level, Notification, Timestamp};
use dhis2_steward_dom::prelude::*;

use super::super::state::{FeedFilters, Follow, Loudness};
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::route::Route;
use crate::ui::{Button, Choice, Empty, Filter, Search, tag};

/// The messages.
#[component]
pub fn Messages(
    /// What every page shares.
    app: App,
    /// Their run.
    follow: RwSignal<Follow>,
) -> View {
    let filters = app.location.memo(|route| FeedFilters::of_query(&route.query));
    let shown =
        Memo::new(move || follow.with(|follow| filters.with(|filters| filters.shown(follow.feed.lines()))));
    let total = Memo::new(move || follow.with(|follow| follow.feed.lines().len()));
    let is_going = Memo::new(move || follow.with(Follow::is_going));
    let content = Memo::new(move || (total.get() == 0, shown.with(Vec::is_empty), is_going.get()));
    let view = move || match content.get() {
        (true, _, is_going) => no_messages(is_going),
        (false, true, _) => nothing_found(app, filters),
        (false, false, _) => lines(follow, shown),
    };
    view! {
        <Show when=move || { total.get() > 0 }>
            <div class="toolbar">{toolbar(app, filters)} {move || counts(shown.with(Vec::len), total.get())}</div>
        </Show>
        {view}
    }
}

fn show(app: App, change: impl FnOnce(&mut FeedFilters)) {
    let route = app.location.get_untracked();
    let mut filters = FeedFilters::of_query(&route.query);
    change(&mut filters);
    app.location.replace(Route { query: filters.into_query(route.query), page: route.page });
}

fn toolbar(app: App, filters: Memo<FeedFilters>) -> View {
    let search = Signal::derive(move || filters.with(|filters| filters.search.clone()));
    let level = Signal::derive(move || filters.with(|filters| filters.loudness.as_str().to_owned()));
    let label = |loudness| match loudness {
        Loudness::All => t("all"),
        Loudness::Warnings => t("warnings and errors"),
        Loudness::Errors => t("errors"),
    };
    let choices: Vec<Choice> =
        Loudness::ALL.into_iter().map(|loudness| Choice::new(loudness.as_str(), label(loudness))).collect();
    view! {
        <Search
            label=t("Search messages")
            text=search
            on_search=move |text: String| show(app, |filters| filters.search = text)
        />
        <Filter
            label=t("Level")
            choices=choices
            chosen=level
            unset=t("Show messages of all levels")
            on_choose=move |word: String| show(app, |filters| filters.loudness = Loudness::from_word(&word))
        />
    }
}

fn counts(shown: usize, total: usize) -> View {
    let text = if shown == total {
        tn("{{count}} message", "{{count}} messages", total, &[])
    } else {
        let (shown, total) = (format::count(shown), format::count(total));
        tf("{{shown}} of {{total}} messages", &[("shown", &shown), ("total", &total)])
    };
    view! { <span class="toolbar__end quiet number">{text}</span> }
}

fn no_messages(is_going: bool) -> View {
    let (title, text) = if is_going {
        (
            t("No messages yet"),
            t("Jobs can take up to 20 seconds to start, and many send no messages while they run."),
        )
    } else {
        (
            t("No messages"),
            t(
                "The job sent none, or the server no longer has them: it keeps messages for a few days, but not after a restart.",
            ),
        )
    };
    view! {
        <div class="card">
            <Empty icon="tasks" title=title>
                <p>{text}</p>
            </Empty>
        </div>
    }
}

fn nothing_found(app: App, filters: Memo<FeedFilters>) -> View {
    let title = Signal::derive(move || {
        filters.with(|filters| match filters.search.trim() {
            "" => t("No messages of this level").to_owned(),
            search => tf("No message matches “{{search}}”", &[("search", search)]),
        })
    });
    view! {
        <div class="card">
            <Empty icon="search" title=title>
                <Button
                    label=t("Show all messages")
                    on_press=move || show(app, |filters| *filters = FeedFilters::default())
                />
            </Empty>
        </div>
    }
}

/// Keyed by place, so that a new message adds a line and leaves the others alone.
fn lines(follow: RwSignal<Follow>, shown: Memo<Vec<usize>>) -> View {
    // A repeated message replaces the one before, so the place alone does not identify a message.
    let places = move || {
        let time = |place: usize| follow.with(|follow| follow.feed.lines().get(place).map(|line| line.time));
        shown.with(|shown| shown.iter().map(|place| (*place, time(*place))).collect::<Vec<_>>())
    };
    let line = move |(place, _): (usize, Option<Timestamp>)| {
        let line = follow.with_untracked(|follow| follow.feed.lines().get(place).cloned());
        line.map(|line| message(&line)).into_view()
    };
    view! {
        <section class="card" aria-label=t("Messages")>
            <ol class="log" data-test="steward-task-messages">
                {each(places, |(place, time)| format!("{place} {}", time.map(|time| time.to_string()).unwrap_or_default()), line)}
            </ol>
        </section>
    }
}

fn message(line: &Notification) -> View {
    let instant = format::instant(line.time);
    let exact = format!("{}\n{}", format::exact(instant), format::server_time(line.time));
    let class = if line.level == Level::Error { "log__line log__line--error" } else { "log__line" };
    let words = match (line.message.is_empty(), line.completed) {
        (false, _) => view! { <span class="log__words" dir="auto">{line.message.clone()}</span> },
        (true, true) => {
            view! { <span class="log__words quiet">{t("Last message without text")}</span> }
        }
        (true, false) => {
            view! { <span class="log__words quiet">{t("Message without text")}</span> }
        }
    };
    view! {
        <li class=class>
            <time class="number" title=exact>
                {format::clock_time(instant)}
            </time>
            {level(&line.level)}
            {words}
        </li>
    }
}

/// The level: warnings and errors stand out, and an unknown one is shown as the server sent it.
fn level(level: &Level) -> View {
    let plain = |word: String| view! { <span class="quiet">{word}</span> };
    match level {
        Level::Error => tag("severe", "failed", t("Error")),
        Level::Warn => tag("warning", "warning", t("Warning")),
        Level::Info => plain(t("Info").into()),
        Level::Debug | Level::Loop => plain(t("Detail").into()),
        other => plain(other.to_string()),
    }
}
