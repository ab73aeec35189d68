//! Sortable column headers.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};

/// The sort direction of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Ascending.
    Ascending,
    /// Descending.
    Descending,
}

/// A column header: pressing it sorts by the column, pressing it again reverses the order.
#[component]
pub fn SortHead(
    /// The column's title.
    label: &'static str,
    /// The table's sort direction by it, if any.
    #[prop(into)]
    sorted: Signal<Option<Direction>>,
    /// Whether the column holds numbers, which are aligned at the end.
    #[prop(optional)]
    number: bool,
    /// Whether the column is hidden where the table folds.
    #[prop(optional)]
    folds_away: bool,
    /// Called when it is pressed.
    #[prop(into)]
    on_sort: Callback<()>,
) -> View {
    let order = move || match sorted.get() {
        None => "none",
        Some(Direction::Ascending) => "ascending",
        Some(Direction::Descending) => "descending",
    };
    let arrow = move || {
        sorted.get().map(|direction| {
            let name = if direction == Direction::Ascending { "rise" } else { "fall" };
            icon(name, Size::Small)
        })
    };
    view! {
        <th
            scope="col"
            role="columnheader"
            data-test="dhis2-uicore-tablecellhead"
            class:cell--number=number
            class:cell--fold-away=folds_away
            aria-sort=order
        >
            <button type="button" on:click=move |_| on_sort.run(())>
                {label}
                {arrow}
            </button>
        </th>
    }
}
