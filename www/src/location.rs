//! The browser's URL as a signal, and the one place that changes it.
//!
//! Knows routes and the browser; never a page.

use dhis2_steward_dom::prelude::*;
use wasm_bindgen::JsValue;

use crate::route::Route;

/// The browser's location.
#[derive(Clone, Copy)]
pub struct Location {
    route: RwSignal<Route>,
}

impl Location {
    /// Follows the URL from now on.
    pub fn follow() -> Self {
        let route = RwSignal::new(current());
        let read = move || {
            let now = current();
            if now != route.get_untracked() {
                route.set(now);
            }
        };
        // The shell around the app sets the hash, links set it, and history navigates: each fires one of these two
        // events.
        for event in ["hashchange", "popstate"] {
            drop(window_event_listener_untyped(event, move |_| read()));
        }
        Self { route }
    }

    /// The route, tracked.
    pub fn get(self) -> Route {
        self.route.get()
    }

    /// The route, not tracked.
    pub fn get_untracked(self) -> Route {
        self.route.get_untracked()
    }

    /// Follows a part of the route.
    pub fn memo<T: PartialEq + 'static>(self, part: fn(&Route) -> T) -> Memo<T> {
        Memo::new(move || self.route.with(part))
    }

    /// Navigates to a place: a new entry in the history.
    pub fn go(self, route: &Route) {
        // Never refused for a hash of the same page.
        let _ = window().location().set_hash(&route.to_string());
    }

    /// Replaces the URL's state: no new entry in the history.
    pub fn replace(self, route: Route) {
        if route == self.route.get_untracked() {
            return;
        }
        let text = route.to_string();
        self.route.set(route);
        if let Ok(history) = window().history()
            && history.replace_state_with_url(&JsValue::NULL, "", Some(&text)).is_ok()
            && let Ok(event) = web_sys::PopStateEvent::new("popstate")
        {
            // Replacing the URL fires no event; the shell around the app copies the URL on this one.
            let _ = window().dispatch_event(&event);
        }
    }
}

fn current() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

const PLACE: &str = "steward-place";

/// The URL of the whole window without the place in the app: within the shell, the shell's.
pub fn outer_address() -> String {
    let outer = window().top().ok().flatten().unwrap_or_else(window);
    let address = outer.location().href().or_else(|_| window().location().href()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Whether the app is embedded in another page, such as the shell, which then draws the header bar.
pub fn is_framed() -> bool {
    window().top().ok().flatten().is_none_or(|top| top != window())
}

/// Remembers the place for the return from the login page.
pub fn remember_place() {
    if let (Ok(Some(storage)), Ok(hash)) = (window().session_storage(), window().location().hash()) {
        // Without storage, the user returns to the first page.
        let _ = storage.set_item(PLACE, &hash);
    }
}

/// Navigates to the remembered place, once, unless the URL names another.
pub fn return_to_place() {
    let Ok(Some(storage)) = window().session_storage() else { return };
    let Ok(Some(hash)) = storage.get_item(PLACE) else { return };
    let _ = storage.remove_item(PLACE);
    let location = window().location();
    if location.hash().is_ok_and(|now| now.len() <= "#/".len()) {
        let _ = location.set_hash(&hash);
    }
}
