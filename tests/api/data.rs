//! Data: summary, counts, usage and min-max values.

use dhis2_steward::domain::data_summary::counts_as_from_2_43;
use dhis2_steward::model::{DateRange, Uid, UsageInterval};
use dhis2_steward::{ErrorKind, Request};
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::{Simulated, admin, ids};

#[tokio::test]
async fn the_summary_of_each_version_says_what_it_counted_in_which_period() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let summary = client.data().summary().await.unwrap();
        let is_new = version >= Version::V2_43;
        assert_eq!(counts_as_from_2_43(&summary), is_new, "{version}");
        assert_eq!((summary.logins.is_some(), summary.enrollments.is_some()), (is_new, is_new));
        assert!(summary.active_users.two_days.is_some());
        let counts = client.data().object_counts().await.unwrap();
        assert_eq!(summary.object_counts.get("organisationUnit"), counts.get("organisationUnit"));
    }
}

#[tokio::test]
async fn every_user_may_read_counts_but_not_the_summary() {
    for version in Version::ALL {
        let client = Simulated::of(version).await.client("clerk").await;
        assert!(client.data().object_counts().await.unwrap().get("dataElement").is_some());
        assert_eq!(client.data().summary().await.unwrap_err().kind(), ErrorKind::Forbidden);
    }
}

#[tokio::test]
async fn metrics_of_the_summary_are_text_from_2_42_and_unsupported_before() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let metrics = client.data().metrics().await;
        if version == Version::V2_41 {
            assert_eq!(metrics.unwrap_err().kind(), ErrorKind::Unsupported);
            assert_eq!(server.count("GET /api/dataSummary"), 0);
        } else {
            assert!(metrics.unwrap().contains("data_summary_object_counts{type=\"indicator\"}"));
        }
    }
}

#[tokio::test]
async fn usage_is_counted_by_every_interval() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let view = Request::post("/api/dataStatistics").query("eventType", "DASHBOARD_VIEW");
        client.request(&view).await.unwrap();
        client.request(&Request::post("/api/dataStatistics/snapshot")).await.unwrap();
        let dates = DateRange::new("2026-01-01", "2026-12-31").unwrap();
        for (interval, parts) in [
            (UsageInterval::Day, (true, false, true)),
            (UsageInterval::Week, (false, true, false)),
            (UsageInterval::Month, (true, false, false)),
            (UsageInterval::Year, (false, false, false)),
        ] {
            let usage = client.data().usage(&dates, interval).await.unwrap();
            let last = usage.last().unwrap();
            assert_eq!(last.year, 2026);
            assert_eq!(
                (last.month.is_some(), last.week.is_some(), last.day.is_some()),
                parts,
                "{interval:?}"
            );
            assert!(last.users > 0, "{version} {last:?}");
        }
    }
}

#[test]
fn empty_metrics_are_an_unexpected_answer() {
    let server = Server::new();
    server.json("GET /api/dataSummary/metrics", "");
    let error = now(server.client().data().metrics()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedAnswer);
}

async fn limits(client: &dhis2_steward::Client) -> u64 {
    let request = Request::get("/api/minMaxDataElements").query("fields", "min");
    let answer = client.request(&request).await.unwrap();
    let json: dhis2_steward::model::Json = serde_json::from_slice(&answer.bytes).unwrap();
    let Some(dhis2_steward::model::Json::Number(total)) =
        json.get("pager").and_then(|pager| pager.get("total"))
    else {
        panic!("{json:?}")
    };
    total.as_u64().unwrap()
}

#[tokio::test]
async fn min_max_values_are_generated_below_a_unit_and_removed() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let roots = client.organisation_units().of_level(1).await.unwrap();
        let root = roots.iter().find(|root| root.has_children).unwrap().id;
        let data_sets = ids(&client, "dataSets").await;
        let before = limits(&client).await;
        client.data().generate_min_max(root, &data_sets).await.unwrap();
        assert!(limits(&client).await > before, "{version}");
        client.data().remove_min_max(root, &data_sets).await.unwrap();
        assert_eq!(limits(&client).await, 0);
    }
}

#[tokio::test]
async fn min_max_values_need_an_existing_unit_a_data_set_and_the_authority() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let unknown: Uid = "abcdefghijk".parse().unwrap();
        let data_sets = ids(&client, "dataSets").await;
        let error = client.data().generate_min_max(unknown, &data_sets).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        let clerk = server.client("clerk").await;
        let error = clerk.data().remove_min_max(unknown, &data_sets).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Forbidden);
    }
}

#[test]
fn min_max_values_without_a_data_set_are_rejected_before_anything_is_sent() {
    let server = Server::new();
    let unit: Uid = "TmM5u4SwmHH".parse().unwrap();
    let asked = server.client();
    let before = server.transport.asked().len();
    for refused in
        [now(asked.data().generate_min_max(unit, &[])), now(asked.data().remove_min_max(unit, &[]))]
    {
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidArgument);
    }
    assert_eq!(server.transport.asked().len(), before);
}

#[test]
fn every_recorded_summary_count_and_statistic_is_read() {
    each(&VERSIONS, &decoder::DATA_SUMMARY, |one, summary| {
        let is_new = one.name.starts_with("2.43");
        assert_eq!(counts_as_from_2_43(&summary), is_new, "{}", one.name);
        assert_eq!(summary.single_events.is_some_and(|events| events.month > 0), is_new);
        assert_eq!(summary.system.system_id.is_some(), !one.name.starts_with("2.41"));
    });
    each(&VERSIONS, &decoder::OBJECT_COUNTS, |_, counts| {
        assert!(counts.get("organisationUnit").is_some_and(|count| *count == 72))
    });
    each(&VERSIONS, &decoder::USAGE, |one, rows| {
        assert!(rows.iter().all(|row| row.year == 2026), "{}", one.name);
        let averages = rows.iter().map(|row| row.average_dashboard_views).sum::<f64>();
        assert!(averages <= rows.len() as f64, "{}: {averages}", one.name);
    });
}

#[test]
fn a_recorded_page_of_min_max_values_has_their_count() {
    each(&VERSIONS, &decoder::LIMITS, |one, page| {
        assert_eq!(page.items.len() as u64, page.total, "{}", one.name);
    });
}
