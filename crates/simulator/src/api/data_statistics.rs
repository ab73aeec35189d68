//! `/api/dataStatistics`: usage statistics by day.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::data_summary::saved;
use crate::activity::{Snapshot, View};
use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::fields::Fields;
use crate::period;
use crate::route::{Call, Result};
use crate::state::State;
use crate::{Version, web_message};

/// What can be looked at, with how statistics call it.
const KINDS: [(&str, &str); 8] = [
    ("VISUALIZATION_VIEW", "visualizationViews"),
    ("MAP_VIEW", "mapViews"),
    ("EVENT_REPORT_VIEW", "eventReportViews"),
    ("EVENT_CHART_VIEW", "eventChartViews"),
    ("EVENT_VISUALIZATION_VIEW", "eventVisualizationViews"),
    ("DASHBOARD_VIEW", "dashboardViews"),
    ("PASSIVE_DASHBOARD_VIEW", "passiveDashboardViews"),
    ("DATA_SET_REPORT_VIEW", "dataSetReportViews"),
];

/// Answers `/api/dataStatistics/…`.
pub(crate) fn answer(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    match (&call.request.method, rest) {
        (&Method::GET, []) => report(state, call),
        (&Method::POST, []) => {
            let kind = kind(state, call)?.to_owned();
            let favorite = call.request.param("favorite").map(str::to_owned);
            let view = View { at: state.now(), kind, favorite, user: call.user.username.to_owned() };
            state.activity.views.push(view);
            Ok(Answer::empty(StatusCode::CREATED))
        }
        (&Method::POST, ["snapshot"]) => {
            call.require(state, "ALL")?;
            let (now, saved) = (state.now(), saved(state));
            let users = state.model.people.len().try_into().unwrap_or(0);
            state.activity.snapshot(now, users, saved);
            Ok(Answer::empty(StatusCode::CREATED))
        }
        (&Method::GET, ["favorites"]) => favorites(state, call),
        (&Method::GET, ["favorites", id]) => {
            let views = state.activity.views.iter().filter(|view| view.favorite.as_deref() == Some(id));
            Ok(Answer::json(&json!({ "views": views.count() })))
        }
        (_, [] | ["snapshot" | "favorites"] | ["favorites", _]) => Err(call.not_allowed(state)),
        _ => Err(no_such_route(&call.request.path)),
    }
}

/// What was looked at, by its kind in the query.
fn kind<'a>(state: &State, call: &'a Call<'_>) -> Result<&'a str> {
    let name = call.required("eventType")?;
    match KINDS.iter().any(|(kind, _)| *kind == name) {
        true => Ok(name),
        false => {
            let all: Vec<_> = KINDS.iter().map(|(kind, _)| *kind).collect();
            let hint = format!("Valid values are: [{}, TOTAL_VIEW, ACTIVE_USERS]", all.join(", "));
            Err(web_message::bad_value(state.version(), name, "parameter ", "eventType", &hint))
        }
    }
}

/// The statistics of a span, by days, weeks, months or years.
fn report(state: &State, call: &Call<'_>) -> Result<Answer> {
    let version = state.version();
    let start = call.required("startDate")?;
    let (end, interval) = match version {
        // Newer versions accept a single day.
        Version::V2_43 | Version::V2_44 => {
            (call.request.param("endDate").unwrap_or(start), call.request.param("interval").unwrap_or("DAY"))
        }
        _ => (call.required("endDate")?, call.required("interval")?),
    };
    let day = |name: &str, text: &str| {
        period::day(text).ok_or_else(|| {
            let hint = match version {
                Version::V2_43 | Version::V2_44 => format!("Parse attempt failed for value [{text}]"),
                _ => format!("Invalid format: \"{text}\""),
            };
            web_message::bad_value(version, text, "parameter ", name, &hint)
        })
    };
    let (start, end) = (day("startDate", start)?, day("endDate", end)?);
    let key = keys(interval).ok_or_else(|| {
        let hint = "Valid values are: [DAY, WEEK, MONTH, YEAR]";
        web_message::bad_value(version, interval, "parameter ", "interval", hint)
    })?;
    if start > end {
        let text = "Start date is after end date";
        return Err(web_message::thrown(version, StatusCode::CONFLICT, text));
    }
    let mut intervals: BTreeMap<Vec<(&str, i16)>, Vec<&Snapshot>> = BTreeMap::new();
    for snapshot in state.activity.snapshots.iter().filter(|one| one.day >= start && one.day <= end) {
        intervals.entry(key(snapshot.day)).or_default().push(snapshot);
    }
    let fields = Fields::parse(call.request.param("fields").unwrap_or("*"));
    let rows = intervals.into_iter().map(|(key, snapshots)| fields.select(&row(version, &key, &snapshots)));
    Ok(Answer::json(&rows.collect()).no_store())
}

/// The numbers that tell intervals of a kind apart, with their names.
type Key = fn(Date) -> Vec<(&'static str, i16)>;

fn keys(interval: &str) -> Option<Key> {
    Some(match interval {
        "DAY" => |day| vec![("year", day.year()), ("month", day.month().into()), ("day", day.day().into())],
        "WEEK" => |day| {
            let week = day.iso_week_date();
            vec![("year", week.year()), ("week", week.week().into())]
        },
        "MONTH" => |day| vec![("year", day.year()), ("month", day.month().into())],
        "YEAR" => |day| vec![("year", day.year())],
        _ => return None,
    })
}

fn row(version: Version, key: &[(&str, i16)], snapshots: &[&Snapshot]) -> Value {
    let mut map: Map<String, Value> =
        key.iter().map(|(name, number)| ((*name).to_owned(), json!(number))).collect();
    let views = |kind: &str| snapshots.iter().filter_map(|one| one.views.get(kind)).sum::<u64>();
    let total: u64 = KINDS.iter().map(|(kind, _)| views(kind)).sum();
    let active = snapshots.iter().map(|one| one.active_users).max().unwrap_or(0);
    let average = |count: u64| match version {
        Version::V2_43 | Version::V2_44 => json!(count as f64 / active.max(1) as f64),
        _ => json!(count.checked_div(active).unwrap_or(0)),
    };
    let mut set = |name: String, value: Value| map.insert(name, value);
    for (kind, name) in KINDS {
        set(name.to_owned(), json!(views(kind)));
        if name != "dataSetReportViews" {
            let (first, rest) = name.split_at(1);
            set(format!("average{}{rest}", first.to_uppercase()), average(views(kind)));
        }
    }
    set("totalViews".to_owned(), json!(total));
    set("averageViews".to_owned(), average(total));
    let latest = snapshots.last().map(|one| one.saved).unwrap_or_default();
    let saved = [
        ("savedMaps", latest.maps),
        ("savedVisualizations", latest.visualizations),
        ("savedEventReports", 0),
        ("savedEventCharts", 0),
        ("savedEventVisualizations", 0),
        ("savedDashboards", latest.dashboards),
        ("savedIndicators", latest.indicators),
        ("savedDataValues", latest.data_values),
        ("activeUsers", active),
        ("users", snapshots.last().map_or(0, |one| one.users)),
    ];
    saved.into_iter().for_each(|(name, count)| {
        set(name.to_owned(), json!(count));
    });
    map.into()
}

/// The most or least viewed favorites.
fn favorites(state: &State, call: &Call<'_>) -> Result<Answer> {
    let kind = kind(state, call)?;
    let user = call.request.param("username");
    let views = state.activity.views.iter().filter(|view| view.kind == kind);
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for view in views.filter(|view| user.is_none_or(|user| user == view.user)) {
        if let Some(id) = view.favorite.as_deref() {
            *counts.entry(id).or_default() += 1;
        }
    }
    let model = &state.model;
    let all = || model.dashboards.iter().chain(&model.visualizations).chain(&model.maps);
    let named =
        |id: &str| all().find(|favorite| favorite.named.id == id).map(|favorite| &favorite.named.name);
    let mut rows: Vec<_> =
        counts.into_iter().filter_map(|(id, count)| Some((count, id, named(id)?))).collect();
    rows.sort_by_key(|(count, ..)| *count);
    if call.request.param("sortOrder") != Some("ASC") {
        rows.reverse();
    }
    let size = call.request.param("pageSize").and_then(|text| text.parse().ok()).unwrap_or(20);
    let midnight = |text: String| text.split('T').next().map(|day| format!("{day}T00:00:00.000"));
    let rows = rows.into_iter().take(size).zip(1..).map(|((count, id, name), position)| {
        json!({
            "position": position, "name": name, "views": count, "id": id,
            "created": midnight(state.born.iso())
        })
    });
    Ok(Answer::json(&rows.collect()).no_store())
}
