//! The tasks page on the screen: the runs with messages, of all types or of one.

pub mod feed;
pub mod follow;
pub mod run;
pub mod save;
pub mod stages;
pub mod table;

use dhis2_steward::Error;
use dhis2_steward::model::JobType;
use dhis2_steward_dom::prelude::*;

use super::state::{Run, TypeCount, of_type, runs, types};
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::load::Background;
use crate::route::Page;
use crate::ui::{Button, Choice, Delayed, Empty, Filter, PageHeader, Skeleton, TroubleNotice};
use crate::words;
use table::RunTable;

/// The state of loading.
#[derive(Clone, PartialEq)]
enum Reading {
    UnderWay,
    Failed(Error),
    Done,
}

/// The state of the page.
#[derive(Clone, Copy)]
struct Shelf {
    app: App,
    reading: RwSignal<Reading>,
    runs: RwSignal<Vec<Run>>,
    types: Memo<Vec<TypeCount>>,
    /// The type whose runs are shown; all if none.
    chosen: Memo<Option<JobType>>,
    work: Background,
}

impl Shelf {
    fn new() -> Self {
        let app = App::here();
        let runs = RwSignal::new(Vec::<Run>::new());
        Self {
            app,
            reading: RwSignal::new(Reading::UnderWay),
            runs,
            types: Memo::new(move || runs.with(|runs| types(runs))),
            chosen: app.location.memo(|route| match &route.page {
                Page::TaskType(kind) => Some(JobType::from(kind.as_str())),
                _ => None,
            }),
            work: Background::new(),
        }
    }

    fn read(self) {
        self.work.begin(async move {
            let reading = match self.app.client().tasks().all().await {
                Ok(feeds) => {
                    self.runs.set(runs(feeds));
                    Reading::Done
                }
                Err(error) => Reading::Failed(error),
            };
            self.reading.set(reading);
        });
    }

    fn go(self, job_type: &str) {
        let page = if job_type.is_empty() { Page::Tasks } else { Page::TaskType(job_type.to_owned()) };
        self.app.location.go(&page.into());
    }
}

/// The runs with messages.
#[component]
pub fn TasksPage() -> View {
    let shelf = Shelf::new();
    // The list changes when a job starts or ends: the tray's poll notices, so this page needs none of its own.
    let going = Memo::new(move || {
        let name = |work: &dhis2_steward::client::RunningWork| {
            (work.job_type.clone(), work.job.as_ref().map(|job| job.id))
        };
        shelf.app.work.running.with(|running| running.iter().map(name).collect::<Vec<_>>())
    });
    let mut is_first = true;
    effect(move || {
        going.track();
        // After a new log-in, the list is read again.
        if !shelf.app.is_logged_out.get() || core::mem::take(&mut is_first) {
            shelf.read();
        }
    });
    let is_empty = Memo::new(move || shelf.runs.with(Vec::is_empty));
    let content = move || match (shelf.reading.get(), is_empty.get()) {
        (Reading::UnderWay, true) => view! {
            <Delayed>
                <Skeleton label=t("Loading tasks") rows=8 />
            </Delayed>
        },
        (Reading::Failed(error), true) => failed(shelf, &error),
        (Reading::Done, true) => nothing(),
        (Reading::Failed(error), false) => view! {
            {failed(shelf, &error)}
            {listed(shelf)}
        },
        (_, false) => listed(shelf),
    };
    let is_reading = Signal::derive(move || shelf.reading.with(|reading| *reading == Reading::UnderWay));
    let refresh = move || {
        shelf.reading.set(Reading::UnderWay);
        shelf.read();
    };
    let actions =
        move || view! { <Button label=t("Refresh") icon="sync" busy=is_reading on_press=refresh /> };
    view! {
        <div class="page" data-test="steward-tasks">
            <PageHeader title=t("Tasks") facts=move || facts(shelf) actions=actions />
            {content}
        </div>
    }
}

fn failed(shelf: Shelf, error: &Error) -> View {
    let trouble = words::trouble(t("The tasks could not be loaded"), error);
    view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| shelf.read()) /> }
}

fn facts(shelf: Shelf) -> View {
    let (runs, types) = (shelf.runs.with(Vec::len), shelf.types.with(Vec::len));
    if runs == 0 {
        return view! { <span>{t("Messages from jobs")}</span> };
    }
    let runs = tn("{{count}} run with messages", "{{count}} runs with messages", runs, &[]);
    let types = tn("{{count}} job type", "{{count}} job types", types, &[]);
    view! {
        <span>{runs}</span>
        <span>{types}</span>
        <span>{t("DHIS2 keeps messages for a few days, but not after a restart")}</span>
    }
}

fn nothing() -> View {
    view! {
        <div class="card">
            <Empty icon="tasks" title=t("No job messages")>
                <p>
                    {t("DHIS2 keeps job messages for a few days, but not after a restart. Run integrity checks to see their messages here.")}
                </p>
                <p>
                    <a href=Page::Integrity.href()>{t("Go to Integrity")}</a>
                </p>
            </Empty>
        </div>
    }
}

fn listed(shelf: Shelf) -> View {
    let shown =
        Memo::new(move || shelf.runs.with(|runs| shelf.chosen.with(|chosen| of_type(runs, chosen.as_ref()))));
    let is_empty = Memo::new(move || shown.with(Vec::is_empty));
    let table = move || {
        if is_empty.get() {
            return none_of_type(shelf);
        }
        let has_types = shelf.chosen.with(Option::is_none);
        view! { <RunTable app=shelf.app runs=shown has_types=has_types /> }
    };
    view! {
        <div class="tasks">
            {type_list(shelf)}
            <div class="tasks__runs">
                <div class="toolbar tasks__filter">{type_filter(shelf)}</div>
                {table}
            </div>
        </div>
    }
}

fn none_of_type(shelf: Shelf) -> View {
    let name = shelf.chosen.get().map(|job_type| words::job_type(&job_type)).unwrap_or_default();
    let title = tf("No messages from “{{type}}”", &[("type", &name)]);
    view! {
        <div class="card">
            <Empty icon="tasks" title=title>
                <p>
                    <a href=Page::Tasks.href()>{t("Show all types")}</a>
                </p>
            </Empty>
        </div>
    }
}

/// The types beside the runs, on wide screens.
fn type_list(shelf: Shelf) -> View {
    let item = move |chosen: Option<JobType>, label: String, count: usize| {
        let page = chosen.as_ref().map_or(Page::Tasks, |job_type| Page::TaskType(job_type.to_string()));
        let is_current = move || shelf.chosen.with(|now| *now == chosen).then_some("true");
        view! {
            <li>
                <a class="tasks__type" href=page.href() aria-current=is_current>
                    <span>{label}</span>
                    <span class="quiet number">{format::count(count)}</span>
                </a>
            </li>
        }
    };
    let items = move || {
        let all = item(None, t("All types").into(), shelf.runs.with(Vec::len));
        let types = shelf.types.get().into_iter().map(|known| {
            let label = words::job_type(&known.job_type);
            item(Some(known.job_type), label, known.runs)
        });
        std::iter::once(all).chain(types).collect::<Vec<_>>()
    };
    view! {
        <nav class="card tasks__types" aria-label=t("Job types")>
            <ul>{items}</ul>
        </nav>
    }
}

/// The types as a filter, on narrow screens.
fn type_filter(shelf: Shelf) -> View {
    let choices = Signal::derive(move || {
        let all = Choice::new("", t("all"));
        let types = shelf.types.get().into_iter();
        let types = types.map(|known| Choice::new(known.job_type.as_str(), words::job_type(&known.job_type)));
        std::iter::once(all).chain(types).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        shelf.chosen.with(|chosen| chosen.as_ref().map(|job_type| job_type.to_string())).unwrap_or_default()
    });
    view! {
        <Filter
            label=t("Type")
            choices=choices
            chosen=chosen
            unset=t("Show all types")
            on_choose=move |job_type: String| shelf.go(&job_type)
        />
    }
}
