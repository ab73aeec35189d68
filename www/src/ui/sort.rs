//! The head of a column that sorts.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A column's head: pressing it sorts by the column, pressing it again turns the order round.
#[component]
pub fn SortHead(
    /// The column's name.
    label: &'static str,
    /// How the table is sorted by it, if it is.
    #[prop(into)]
    sorted: Signal<Option<Direction>>,
    /// Whether the column holds numbers, which stand at the end.
    #[prop(optional)]
    number: bool,
    /// Whether the column goes away where the table folds.
    #[prop(optional)]
    folds_away: bool,
    /// Told when it is pressed.
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
