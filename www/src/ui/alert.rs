//! Alerts: results of actions whose place is gone, at the bottom of the window.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};
use crate::i18n::t;

/// The level of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertTone {
    /// Information; disappears by itself.
    Info,
    /// Success; disappears by itself.
    Success,
    /// Warning; stays.
    Warning,
    /// Error; stays.
    Critical,
}

impl AlertTone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "alert",
            Self::Success => "alert alert--success",
            Self::Warning => "alert alert--warning",
            Self::Critical => "alert alert--critical",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "passed",
            Self::Warning => "warning",
            Self::Critical => "failed",
        }
    }

    fn leaves(self) -> bool {
        matches!(self, Self::Info | Self::Success)
    }
}

/// One alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    id: u32,
    tone: AlertTone,
    text: String,
}

/// The alerts on the screen; copies refer to the same ones.
#[derive(Clone, Copy)]
pub struct Alerts {
    list: RwSignal<Vec<Alert>>,
    next: StoredValue<u32>,
}

impl Default for Alerts {
    fn default() -> Self {
        Self { list: RwSignal::default(), next: StoredValue::new(0) }
    }
}

impl Alerts {
    /// Shows an alert.
    pub fn show(self, tone: AlertTone, text: impl Into<String>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let text = text.into();
        self.list.update(|list| list.push(Alert { id, tone, text }));
    }

    fn dismiss(self, id: u32) {
        self.list.update(|list| list.retain(|alert| alert.id != id));
    }
}

/// The place where alerts appear.
#[component]
pub fn AlertStack(
    /// The alerts.
    alerts: Alerts,
) -> View {
    view! {
        <div class="alerts" data-test="dhis2-uicore-alertstack">
            {each(move || alerts.list.get(), |alert| alert.id.to_string(), move |alert| alert_bar(alerts, alert))}
        </div>
    }
}

fn alert_bar(alerts: Alerts, alert: Alert) -> View {
    let Alert { id, tone, text } = alert;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    };
    let start = move || {
        if tone.leaves() {
            let dismiss = move || alerts.dismiss(id);
            timer.set_value(set_timeout_with_handle(dismiss, Duration::from_secs(8)).ok());
        }
    };
    start();
    on_cleanup(stop);
    let role = if tone == AlertTone::Critical { "alert" } else { "status" };
    view! {
        <div
            class=tone.class()
            role=role
            data-test="dhis2-uicore-alertbar"
            on:pointerenter=move |_| stop()
            on:pointerleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            {icon(tone.icon(), Size::Large)}
            <span class="alert__text">{text}</span>
            <button
                class="alert__action"
                type="button"
                aria-label=t("Dismiss")
                on:click=move |_| alerts.dismiss(id)
            >
                {icon("cross", Size::Small)}
            </button>
        </div>
    }
}
