//! The app: connects, then shows the frame and the page that the URL names.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

use crate::catalogue;
use crate::clock::Clock;
use crate::context::App;
use crate::format;
use crate::frame::announcer::LiveRegions;
use crate::frame::banner::{SessionBanner, log_in_link};
use crate::frame::header_bar::HeaderBar;
use crate::frame::keys;
use crate::frame::navigation::{self, Navigation};
use crate::frame::part as later;
use crate::i18n::{self, t, tf};
use crate::load::{self, Background};
use crate::location::{self, Location};
use crate::page::integrity::IntegrityPage;
use crate::page::part as pages;
use crate::part;
use crate::route::Page;
use crate::ui::{Delayed, PageHeader, Skeleton, TroubleNotice};
use crate::words;

/// How far the start has got.
#[derive(Clone)]
enum Start {
    Connecting,
    Failed(dhis2_steward::Error),
    Connected(Box<App>),
}

/// The root component.
#[component]
pub fn Root() -> View {
    location::return_to_place();
    let location = Location::follow();
    let clock = Clock::start();
    let owner = Owner::current().unwrap_or_default();
    let start = RwSignal::new(Start::Connecting);
    let connecting = Background::new();
    let connect = move || {
        let owner = owner.clone();
        start.set(Start::Connecting);
        connecting.begin(async move {
            match load::connect().await {
                Ok(client) => {
                    speak(client.user().settings.key_ui_locale.as_deref()).await;
                    let server = client.server();
                    format::set_server_clock(server.server_time_zone_id.as_deref(), server.server_date);
                    // What the app holds lives as long as the page, not as long as this task.
                    let app = owner.with(|| App::new(client, location, clock));
                    start.set(Start::Connected(Box::new(app)));
                }
                Err(error) => start.set(Start::Failed(error)),
            }
        });
    };
    connect();
    let connect = Callback::new(move |()| connect());
    (move || match start.get() {
        Start::Connecting => connecting_page(),
        Start::Failed(error) => failed_page(&error, connect),
        Start::Connected(app) => {
            app.begin();
            view! { <Frame /> }
        }
    })
    .into_view()
}

/// Sets the language and direction of the page, and loads the language's messages if there are any.
async fn speak(ui_locale: Option<&str>) {
    let browser = || window().navigator().language();
    let locale = ui_locale.map(i18n::bcp47).or_else(browser).unwrap_or_else(|| "en".into());
    i18n::install(&locale, catalogue::start(&locale).await.as_deref());
    if let Some(root) = document().document_element() {
        // Setting an attribute with a valid name cannot fail.
        let _ = root.set_attribute("lang", &locale);
        let _ = root.set_attribute("dir", i18n::direction(&locale));
    }
}

fn connecting_page() -> View {
    view! {
        <main class="page">
            <Delayed>
                <Skeleton label=t("Loading Steward") rows=8 />
            </Delayed>
        </main>
    }
}

fn failed_page(error: &dhis2_steward::Error, connect: Callback<()>) -> View {
    let trouble = words::trouble(t("Steward could not start"), error);
    let log_in = error.is_session_expired().then(|| view! { <p>{log_in_link()}</p> });
    view! {
        <main class="page">
            <PageHeader title="Steward" />
            <TroubleNotice trouble=trouble on_retry=connect />
            {log_in}
        </main>
    }
}

/// The frame around every page.
#[component]
fn Frame() -> View {
    let app = App::here();
    let is_unknown = !app.client().version().is_supported();
    watch_session(app);
    // Deferred parts do not wait for a slow server: the way to log out is among them.
    set_timeout(move || app.drawn(), Duration::from_secs(2));
    let page = app.location.memo(|route| route.page.clone());
    // The runs of all types and of one type are the same page, which stays while you switch between types.
    let shown = Memo::new(move || match page.get() {
        Page::TaskType(_) => Page::Tasks,
        page => page,
    });
    effect(move || app.title.set(page.with(navigation::title).into()));
    effect(move || document().set_title(&tf("{{page}} – Steward", &[("page", &app.title.get())])));
    let scrolled = StoredValue::new(Vec::<(String, i32)>::new());
    let mut before = None::<Page>;
    effect(move || {
        let page = page.get();
        // On start, the focus stays where the browser put it.
        if let Some(before) = before.replace(page.clone()).filter(|before| *before != page) {
            arrive(&page, &before, scrolled);
        }
    });
    let remember_scroll = move |_| {
        if let Some(main) = document().get_element_by_id("main") {
            let page = page.with_untracked(Page::href);
            scrolled.update_value(|scrolled| {
                scrolled.retain(|(known, _)| *known != page);
                scrolled.push((page, main.scroll_top()));
            });
        }
    };
    view! {
        <a class="button skip" href="#main" on:click=|event| {
            event.prevent_default();
            keys::focus_first("#main");
        }>
            {t("Skip to content")}
        </a>
        <div class="app" data-test="steward-app">
            <HeaderBar />
            <SessionBanner />
            {is_unknown.then(|| part::afterwards(later::load_version_banner, later::version_banner))}
            <div class="nav">
                <Navigation />
                {part::afterwards(later::load_tray, later::tray)}
            </div>
            <main class="app__main" id="main" tabindex="-1" on:scroll=remember_scroll>
                {part::missing(app)}
                {move || page_view(app, shown.get())}
            </main>
        </div>
        <LiveRegions announcer=app.announcer />
        {part::afterwards(later::load_alerts, later::alerts)}
    }
}

/// Focuses the title of a page; on the way back, the link that led away, at its former scroll position.
fn arrive(page: &Page, before: &Page, scrolled: StoredValue<Vec<(String, i32)>>) {
    let is_return = page.is_above(before);
    let top = scrolled
        .with_value(|scrolled| {
            let page = page.href();
            scrolled.iter().find(|(known, _)| *known == page).map(|(_, top)| *top)
        })
        .filter(|_| is_return);
    let link = format!("main a[href=\"{}\"]", before.href());
    request_animation_frame(move || {
        keys::focus_first("main h1");
        if is_return {
            restore(link, top.unwrap_or(0), 30);
        }
    });
}

/// Looks for a link until the page has loaded its content or the user has navigated on.
fn restore(link: String, top: i32, tries: u8) {
    let is_title_focused = document().active_element().is_some_and(|element| element.tag_name() == "H1");
    if !is_title_focused || tries == 0 {
        return;
    }
    if keys::focus_first(&link) {
        if let Some(main) = document().get_element_by_id("main") {
            main.set_scroll_top(top);
        }
        return;
    }
    set_timeout(move || restore(link, top, tries - 1), Duration::from_millis(100));
}

fn page_view(app: App, page: Page) -> View {
    if let Some(authority) = navigation::needs(&page).filter(|authority| !app.may(authority)) {
        let (title, authority) = (navigation::title(&page), authority.to_string());
        return part::page(title, later::load_no_rights, move || later::no_rights(title, authority.clone()));
    }
    let title = navigation::title(&page);
    match page {
        Page::Integrity => view! { <IntegrityPage /> },
        Page::Check(name) => part::page(title, pages::load_check, move || pages::check(name.clone())),
        Page::Maintenance => part::page(title, pages::load_maintenance, pages::maintenance),
        Page::Plan => part::page(title, pages::load_plan, pages::plan),
        Page::Tasks | Page::TaskType(_) => part::page(title, pages::load_tasks, pages::tasks),
        Page::Task { kind, uid } => {
            part::page(title, pages::load_task, move || pages::task(kind.clone(), uid.clone()))
        }
        Page::NotFound(path) => {
            part::page(title, later::load_not_found, move || later::not_found(path.clone()))
        }
    }
}

/// Notices when the session ends and when it is valid again: every request reports it.
fn watch_session(app: App) {
    Background::new().begin(async move {
        let client = app.client();
        let session = client.session();
        loop {
            session.ended().await;
            app.is_logged_out.set(true);
            session.resumed().await;
            app.is_logged_out.set(false);
        }
    });
}
