//! Dependencies of layers: each layer of the core and of the app may use only the layers below it.

use std::collections::BTreeMap;

use super::{Source, code};

/// The rules of a layer.
struct Layer {
    /// The path of its files.
    place: &'static str,
    /// The modules of the core that it may use.
    core: Only,
    /// The modules of the app that it may use.
    app: Only,
    /// The crates that it must not use.
    foreign: &'static [&'static str],
}

enum Only {
    Any,
    These(&'static [&'static str]),
    AnyBut(&'static [&'static str]),
}

impl Only {
    fn allows(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::These(names) => names.contains(&name),
            Self::AnyBut(names) => !names.contains(&name),
        }
    }
}

use Only::{Any, AnyBut, These};

const BROWSER: &[&str] = &["gloo_net", "js_sys", "leptos", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];
const OUTSIDE: &[&str] =
    &["gloo_net", "js_sys", "leptos", "reqwest", "tokio", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];
const DRAWING: &[&str] = &["leptos", "web_sys"];

const LAYERS: [Layer; 12] = [
    Layer { place: "src/model/", core: These(&["error", "model"]), app: These(&[]), foreign: OUTSIDE },
    Layer {
        place: "src/protocol/",
        core: These(&["error", "model", "protocol"]),
        app: These(&[]),
        foreign: OUTSIDE,
    },
    Layer {
        place: "src/domain/",
        core: These(&["domain", "error", "model"]),
        app: These(&[]),
        foreign: OUTSIDE,
    },
    Layer {
        place: "src/transport/",
        core: These(&["error", "protocol", "transport"]),
        app: These(&[]),
        foreign: &["leptos"],
    },
    Layer { place: "src/environment/", core: These(&["environment"]), app: These(&[]), foreign: &["leptos"] },
    Layer { place: "src/client/", core: AnyBut(&["js"]), app: These(&[]), foreign: BROWSER },
    Layer { place: "src/js/", core: Any, app: These(&[]), foreign: &["leptos"] },
    Layer {
        place: "www/src/page/*/state",
        core: These(&["domain", "error", "model"]),
        app: AnyBut(&["app", "frame", "load", "ui"]),
        foreign: DRAWING,
    },
    Layer { place: "crates/dom/src/", core: These(&[]), app: Any, foreign: &["gloo_net"] },
    Layer {
        place: "www/src/ui/",
        core: These(&[]),
        app: AnyBut(&["app", "frame", "load", "page", "route"]),
        foreign: &["gloo_net"],
    },
    Layer { place: "www/src/", core: AnyBut(&["js"]), app: Any, foreign: &["gloo_net"] },
    Layer { place: "crates/simulator/src/", core: These(&[]), app: Any, foreign: BROWSER },
];

/// The rules, with the names that the core re-exports at its root.
pub(crate) struct Layers {
    at_root: BTreeMap<String, String>,
}

impl Layers {
    /// Reads from the core's `lib.rs` which module each re-exported name comes from.
    pub(crate) fn new(core: &str) -> Self {
        let mut at_root = BTreeMap::new();
        for statement in code::shipped(core).split(';') {
            let Some((module, names)) =
                statement.split_once("pub use ").and_then(|(_, path)| path.split_once("::"))
            else {
                continue;
            };
            for name in
                names.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty())
            {
                at_root.insert(name.to_owned(), module.trim_start_matches("crate::").to_owned());
            }
        }
        Self { at_root }
    }

    /// The forbidden names in a file.
    pub(crate) fn findings(&self, source: &Source) -> Vec<String> {
        let layer = LAYERS.iter().find(|layer| lies_in(&source.path, layer.place));
        let Some(layer) = layer.filter(|_| source.is_rust() && !source.path.contains("/tests")) else {
            return Vec::new();
        };
        let code = code::shipped(&source.text);
        let own = if source.path.starts_with("src/") { &layer.core } else { &layer.app };
        let mut findings: Vec<String> = Vec::new();
        let mut find = |what: &str| findings.push(format!("{}: must not use {what}", source.path));
        for name in
            code::names_after(&code, "crate::").into_iter().filter(|name| !own.allows(self.module(name)))
        {
            find(&format!("crate::{name}"));
        }
        for name in code::names_after(&code, "dhis2_steward::")
            .into_iter()
            .filter(|name| !layer.core.allows(self.module(name)))
        {
            find(&format!("dhis2_steward::{name}"));
        }
        for foreign in layer.foreign.iter().filter(|foreign| names_crate(&code, foreign)) {
            find(foreign);
        }
        if let Some(other) = other_page(&source.path, &code) {
            find(&format!("the page {other}"));
        }
        findings
    }

    fn module<'a>(&'a self, name: &'a str) -> &'a str {
        self.at_root.get(name).map_or(name, String::as_str)
    }
}

/// Whether a path starts with a place; `*` matches one folder.
fn lies_in(path: &str, place: &str) -> bool {
    match place.split_once('*') {
        None => path.starts_with(place),
        Some((before, after)) => {
            let rest = path.strip_prefix(before).and_then(|rest| rest.split_once('/'));
            rest.is_some_and(|(_, rest)| format!("/{rest}").starts_with(after))
        }
    }
}

fn names_crate(code: &str, name: &str) -> bool {
    !code::names_after(code, &format!("{name}::")).is_empty()
}

/// The other pages that a page uses: pages must be independent.
fn other_page<'a>(path: &str, code: &'a str) -> Option<&'a str> {
    let (own, _) = path.strip_prefix("www/src/page/")?.split_once('/')?;
    code::names_after(code, "crate::page::")
        .into_iter()
        .find(|page| *page != own && page.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        let layers = Layers::new("pub use client::{Client, Jobs};\npub use error::Error;\npub mod model;\n");
        layers.findings(&sample(path, text))
    }

    #[test]
    fn what_lies_above_must_not_be_named() {
        for (path, text) in [
            ("src/model/job.rs", "use crate::protocol::Request;"),
            ("src/model/job.rs", "use crate::{model::Uid, Client};"),
            ("src/protocol/job.rs", "let now = crate::environment::now();"),
            ("src/domain/plan.rs", "use crate::protocol::job;"),
            ("src/client/jobs.rs", "use web_sys::Window;"),
            ("src/transport/fetch.rs", "use crate::model::Job;"),
            ("www/src/page/integrity/state/order.rs", "use leptos::prelude::*;"),
            ("www/src/page/integrity/state.rs", "use dhis2_steward::Client;"),
            ("www/src/ui/table.rs", "use dhis2_steward::model::Issue;"),
            ("www/src/ui/table.rs", "use crate::page::integrity;"),
            ("www/src/page/tasks/view.rs", "use crate::page::integrity::state::State;"),
            ("www/src/page/tasks/view.rs", "use dhis2_steward::js::Client;"),
        ] {
            assert_eq!(findings(path, text).len(), 1, "{path}: {text}");
        }
    }

    #[test]
    fn what_lies_below_may_be_named() {
        for (path, text) in [
            ("src/model/job.rs", "use crate::Error; use super::uid::Uid;"),
            ("src/client/jobs.rs", "use crate::{domain, model::Job, protocol::job, transport::Transport};"),
            (
                "www/src/page/integrity/state/order.rs",
                "use dhis2_steward::model::Severity; use crate::format;",
            ),
            (
                "www/src/page/tasks/view.rs",
                "use crate::page::tasks::state::State; use dhis2_steward::Client;",
            ),
            ("www/src/ui/table.rs", "use leptos::prelude::*; use crate::i18n::t;"),
            ("src/domain/job_watch/tests.rs", "use crate::protocol::job;"),
        ] {
            assert_eq!(findings(path, text), Vec::<String>::new(), "{path}: {text}");
        }
    }
}
