//! The body of a table of any length: only the rows in view are in the page.

use dhis2_steward_dom::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use super::window::{Piece, pieces, visible};

/// A `tbody` whose rows are drawn as they come into view of the element with the id `scroller`.
///
/// All rows have the height of the first one, which is measured. The row that has the focus stays in the page.
#[component]
pub fn VirtualRows(
    /// How many rows there are.
    #[prop(into)]
    total: Signal<usize>,
    /// Changes when rows change their content, so that they are drawn anew.
    #[prop(into)]
    version: Signal<u32>,
    /// The id of the element that scrolls.
    scroller: &'static str,
    /// Draws the cells of a row.
    #[prop(into)]
    cells: Callback<usize, View>,
) -> View {
    let body = ElementRef::new();
    let row_height = RwSignal::new(0.0_f64);
    // Where the view begins inside the list, and how high it is.
    let view_port = RwSignal::new((0.0_f64, 800.0_f64));
    let focused = RwSignal::new(None::<usize>);

    let measure = move || {
        // The rows may have gone since the frame was asked for.
        let Some(known) = row_height.try_get_untracked() else { return };
        let (Some(body), Some(scroller)) = (body.get_untracked(), document().get_element_by_id(scroller))
        else {
            return;
        };
        let body: &Element = body.as_ref();
        if let Ok(Some(row)) = body.query_selector("tr[aria-rowindex]") {
            let height = row.get_bounding_client_rect().height();
            if height > 0.0 && (height - known).abs() > 0.5 {
                row_height.set(height);
            }
        }
        let frame = scroller.get_bounding_client_rect();
        let now = (frame.top() - body.get_bounding_client_rect().top(), frame.height());
        if now != view_port.get_untracked() {
            view_port.set(now);
        }
    };
    watch_scrolling(scroller, measure);
    effect(move || {
        total.track();
        version.track();
        row_height.track();
        request_animation_frame(measure);
    });

    let drawn = Memo::new(move || {
        let (top, height) = view_port.get();
        visible(total.get(), row_height.get(), top, height)
    });
    let list = move || {
        let version = version.get();
        let pieces = pieces(total.get(), drawn.get(), focused.get());
        pieces.into_iter().map(move |piece| (piece, version)).collect::<Vec<_>>()
    };
    let row_view = move |row: usize| {
        // A row that is drawn anew has lost the focus, and nobody is told of that.
        on_cleanup(move || {
            if focused.try_get_untracked() == Some(Some(row)) {
                focused.set(None);
            }
        });
        view! {
            <tr
                role="row"
                aria-rowindex=row + 2
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
        Piece::Gap { count, .. } => view! {
            <tr role="presentation" class="row--gap">
                <td role="presentation" style:height=move || format!("{}px", (row_height.get() * count as f64).round() as u64)></td>
            </tr>
        },
    };
    view! {
        <tbody role="rowgroup" node_ref=body>
            {each(list, |(piece, version)| format!("{version} {}", piece.key()), piece_view)}
        </tbody>
    }
}

/// Calls `measure` after the element has scrolled or changed its size, at most once a frame.
fn watch_scrolling(scroller: &'static str, measure: impl Fn() + Copy + 'static) {
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
    let function: &js_sys::Function = on_change.as_ref().unchecked_ref();
    let _ = element.add_event_listener_with_callback("scroll", function);
    let observer = ResizeObserver::new(function).ok();
    if let Some(observer) = &observer {
        observer.observe(&element);
    }
    let kept = StoredValue::new((element, on_change, observer));
    on_cleanup(move || {
        kept.try_with_value(|(element, on_change, observer)| {
            let function = on_change.as_ref().unchecked_ref();
            let _ = element.remove_event_listener_with_callback("scroll", function);
            if let Some(observer) = observer {
                observer.disconnect();
            }
        });
    });
}
