//! Faults of dashboards, visualizations and maps.

use super::{Finding, Issue};
use crate::model::{Favorite, Model};

pub(super) fn dashboards_no_items(model: &Model) -> Finding {
    let empty = model.dashboards.iter().filter(|dashboard| dashboard.items == 0);
    Finding::of(model.dashboards.len(), empty.map(|dashboard| Issue::about(&dashboard.named)))
}

pub(super) fn dashboards_not_viewed(model: &Model) -> Finding {
    not_viewed(&model.dashboards)
}

pub(super) fn visualizations_not_viewed(model: &Model) -> Finding {
    not_viewed(&model.visualizations)
}

pub(super) fn maps_not_viewed(model: &Model) -> Finding {
    not_viewed(&model.maps)
}

fn not_viewed(favorites: &[Favorite]) -> Finding {
    let forgotten = favorites.iter().filter(|one| one.viewed_days_ago.is_none_or(|days| days > 365));
    Finding::of(favorites.len(), forgotten.map(|one| Issue::about(&one.named)))
}
