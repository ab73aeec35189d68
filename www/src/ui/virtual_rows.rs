//! The body of a table of any length: only visible rows are in the DOM.

use dhis2_steward_dom::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use super::window::{Piece, Place, Seen, pieces};

/// A `tbody` whose rows are drawn as they scroll into view of the element with the id `scroller`.
///
/// All rows have the height of the first one, which is measured. The focused row stays in the DOM.
#[component]
pub fn VirtualRows(
    /// The number of rows.
    #[prop(into)]
    total: Signal<usize>,
    /// Changes when rows change their content and must be redrawn.
    #[prop(into)]
    version: Signal<u32>,
    /// The id of the scrolling element.
    scroller: &'static str,
    /// Draws the cells of a row.
    #[prop(into)]
    cells: Callback<usize, View>,
    /// Whether a row is selected, tracked; absent if rows cannot be selected.
    #[prop(optional)]
    selected: Option<Callback<usize, bool>>,
) -> View {
    let body = ElementRef::new();
    let place = RwSignal::new(Place::default());
    let focused = RwSignal::new(None::<usize>);
    let drawn = Memo::new(move || place.get().drawn(total.get()));
    let has_rested = StoredValue::new(false);
    let row_height = Memo::new(move || place.with(|place| place.seen.row));

    let measure = move || {
        // The rows may have gone since the frame was requested.
        let Some(known) = place.try_get_untracked() else { return };
        let (Some(body), Some(scroller)) = (body.get_untracked(), document().get_element_by_id(scroller))
        else {
            return;
        };
        let measured = |row: Element| row.get_bounding_client_rect().height();
        let row = body.query_selector("tr[aria-rowindex]").ok().flatten().map_or(0.0, measured);
        let row = if row > 0.0 && (row - known.seen.row).abs() > 0.5 { row } else { known.seen.row };
        let frame = scroller.get_bounding_client_rect();
        let top = frame.top() - body.get_bounding_client_rect().top();
        let rest_of = scroller.scroll_height() - scroller.client_height() - scroller.scroll_top();
        let seen = Seen { row, top, height: frame.height(), rest: f64::from(rest_of) };
        let apart = |row| drawn.with_untracked(|drawn| drawn.apart(row));
        let focused = focused.get_untracked().and_then(apart);
        let now = known.moved(seen, total.get_untracked(), has_rested.get_value(), focused);
        has_rested.set_value(false);
        if now != known {
            place.set(now);
        }
    };
    // Corrects what was skipped by moving only the scroll bar.
    let rest = move || {
        measure();
        let Some(now) = place.try_get_untracked() else { return };
        has_rested.set_value(true);
        let (rested, by) = now.rested(total.get_untracked());
        if rested != now {
            place.set(rested);
        }
        if by != 0.0
            && let Some(scroller) = document().get_element_by_id(scroller)
        {
            scroller.set_scroll_top(scroller.scroll_top() + by as i32);
        }
    };
    watch_scrolling(scroller, measure, rest);
    effect(move || {
        total.track();
        version.track();
        row_height.track();
        request_animation_frame(measure);
    });

    let list = move || {
        let version = version.get();
        let pieces = drawn.with(|drawn| pieces(total.get(), drawn.rows.clone(), focused.get()));
        pieces.into_iter().map(move |piece| (piece, version)).collect::<Vec<_>>()
    };
    let row_view = move |row: usize| {
        // A redrawn row has lost the focus, and no event says so.
        on_cleanup(move || {
            if focused.try_get_untracked() == Some(Some(row)) {
                focused.set(None);
            }
        });
        view! {
            <tr
                role="row"
                aria-rowindex=row + 2
                aria-selected=move || selected.map(|selected| selected.run(row).to_string())
                data-test="dhis2-uicore-tablerow"
                on:focusin=move |_| focused.set(Some(row))
                on:focusout=move |_| focused.set(None)
            >
                {cells.run(row)}
            </tr>
        }
    };
    let piece_view = move |(piece, _): (Piece, u32)| match piece {
        Piece::Row(row) => row_view(row),
        Piece::Gap { from, count } => {
            let height = move || format!("{}px", drawn.with(|drawn| drawn.gap(from, count)).round() as u64);
            view! {
                <tr role="presentation" class="row--gap">
                    <td role="presentation" style:height=height></td>
                </tr>
            }
        }
    };
    view! {
        <tbody role="rowgroup" node_ref=body>
            {each(list, |(piece, version)| format!("{version} {}", piece.key()), piece_view)}
        </tbody>
    }
}

/// Calls `measure` after the element has scrolled or been resized, at most once per frame, and `rest` once scrolling
/// has ended; browsers without that event behave as if a long list were being dragged.
fn watch_scrolling(scroller: &'static str, measure: impl Fn() + Copy + 'static, rest: impl Fn() + 'static) {
    let due = StoredValue::new(false);
    let later = move || {
        if due.try_get_value() == Some(false) {
            due.set_value(true);
            request_animation_frame(move || {
                if due.try_get_value().is_some() {
                    due.set_value(false);
                    measure();
                }
            });
        }
    };
    let Some(element) = document().get_element_by_id(scroller) else { return };
    let on_change = Closure::<dyn FnMut()>::new(later);
    let on_rest = Closure::<dyn FnMut()>::new(rest);
    let function =
        |closure: &Closure<dyn FnMut()>| -> js_sys::Function { closure.as_ref().clone().unchecked_into() };
    let listeners = [("scroll", function(&on_change)), ("scrollend", function(&on_rest))];
    for (event, function) in &listeners {
        let _ = element.add_event_listener_with_callback(event, function);
    }
    let observer = ResizeObserver::new(&function(&on_change)).ok();
    if let Some(observer) = &observer {
        observer.observe(&element);
    }
    let kept = StoredValue::new((element, listeners, observer, on_change, on_rest));
    on_cleanup(move || {
        kept.try_with_value(|(element, listeners, observer, ..)| {
            for (event, function) in listeners {
                let _ = element.remove_event_listener_with_callback(event, function);
            }
            if let Some(observer) = observer {
                observer.disconnect();
            }
        });
    });
}
