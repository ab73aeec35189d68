//! Lock exceptions: lists, additions in batches, removals of what exists.

use dhis2_steward::client::LockAddition;
use dhis2_steward::model::{LockException, LockFilter, Page, Uid, WebMessageStatus};
use dhis2_steward::transport::memory::Canned;
use dhis2_steward::{Client, ErrorKind, Request};
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;
use futures_util::{StreamExt, TryStreamExt};

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::{admin, page};

async fn listed(client: &Client, filter: &LockFilter) -> Vec<LockException> {
    let pages: Vec<Page<LockException>> =
        client.lock_exceptions().list(filter, 2).try_collect().await.unwrap();
    pages.into_iter().flat_map(|page| page.items).collect()
}

async fn add(client: &Client, units: &[Uid], data_set: Uid, period: &str) -> Vec<LockAddition> {
    client.lock_exceptions().add(units, data_set, period).unwrap().collect().await
}

/// A data set with some units that report by it.
async fn reporting(client: &Client) -> (Uid, Vec<Uid>) {
    for data_set in crate::versions::ids(client, "dataSets").await {
        let request = Request::get("/api/organisationUnits")
            .query("filter", format!("dataSets.id:eq:{data_set}"))
            .query("pageSize", "3");
        let units: Vec<Uid> = page(client, request).await.items.iter().map(|unit| unit.id).collect();
        if units.len() == 3 {
            return (data_set, units);
        }
    }
    panic!("no data set has units")
}

#[tokio::test]
async fn exceptions_are_added_listed_with_pages_and_filters_and_removed() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let (data_set, units) = reporting(&client).await;
        for period in ["202601", "202602"] {
            let added = add(&client, &units, data_set, period).await;
            assert_eq!(added.len(), 1, "a few units take one request");
            assert_eq!((&added[0].organisation_units, &added[0].outcome), (&units, &Ok(())));
        }
        let all = listed(&client, &LockFilter::default()).await;
        assert_eq!(all.len(), 6);
        assert!(all.iter().all(|one| one.data_set.id == data_set && one.created.is_some()));
        let filter = LockFilter {
            organisation_unit: Some(units[0]),
            data_set: Some(data_set),
            ..LockFilter::default()
        };
        let of_unit = listed(&client, &filter).await;
        let mut periods: Vec<&str> = of_unit.iter().filter_map(|one| one.period.as_deref()).collect();
        periods.sort_unstable();
        assert_eq!(periods, ["202601", "202602"], "{version}: {of_unit:?}");
        let filter = LockFilter { period: Some("202602".into()), ..LockFilter::default() };
        assert_eq!(listed(&client, &filter).await.len(), 3, "{version}");
        client.lock_exceptions().remove(units[0], data_set, "202601").await.unwrap();
        assert_eq!(listed(&client, &LockFilter::default()).await.len(), 5);
    }
}

#[tokio::test]
async fn removing_a_combination_removes_the_exceptions_of_all_its_units() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let (data_set, units) = reporting(&client).await;
        add(&client, &units, data_set, "202601").await;
        add(&client, &units, data_set, "202602").await;
        let combinations = client.lock_exceptions().combinations().await.unwrap();
        assert_eq!(combinations.len(), 2);
        let first = &combinations[0];
        client.lock_exceptions().remove_all(first.data_set.id, first.period.as_ref().unwrap()).await.unwrap();
        assert_eq!(client.lock_exceptions().combinations().await.unwrap().len(), 1, "{version}");
    }
}

#[tokio::test]
async fn nothing_is_removed_for_a_unit_or_a_data_set_that_does_not_exist() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let (data_set, units) = reporting(&client).await;
        add(&client, &units, data_set, "202601").await;
        let unknown: Uid = "abcdefghijk".parse().unwrap();
        let locks = client.lock_exceptions();
        for refused in [
            locks.remove(unknown, data_set, "202601").await,
            locks.remove(units[0], unknown, "202601").await,
            locks.remove_all(unknown, "202601").await,
        ] {
            assert_eq!(refused.unwrap_err().kind(), ErrorKind::NotFound);
        }
        assert_eq!(server.count("DELETE"), 0);
        assert_eq!(listed(&client, &LockFilter::default()).await.len(), 3, "{version}");
    }
}

#[tokio::test]
async fn a_rejected_addition_has_the_servers_message() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let (data_set, units) = reporting(&client).await;
        let unknown: Uid = "abcdefghijk".parse().unwrap();
        let added = add(&client, &[unknown], data_set, "202601").await;
        let error = added[0].outcome.as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert_eq!(error.server_message(), Some("Can't find OrganisationUnit with id =abcdefghijk"));
        let clerk = server.client("clerk").await;
        let added = add(&clerk, &units, data_set, "202601").await;
        assert_eq!(added[0].outcome.as_ref().unwrap_err().kind(), ErrorKind::Forbidden);
    }
}

#[test]
fn many_units_are_added_in_several_requests_and_one_failure_stops_none() {
    let server = Server::new();
    let route = "POST /api/lockExceptions";
    let done = r#"{"httpStatus":"Created","httpStatusCode":201,"status":"OK","message":"done"}"#;
    server
        .json(route, done)
        .transport
        .on(route, Canned::new(502, "text/html", "<html>gateway</html>"))
        .on(route, Canned::new(201, "application/json", done));
    let units: Vec<Uid> = (0..1_000).map(|number| format!("a{number:010}").parse().unwrap()).collect();
    let data_set = "lCg7OVa708k".parse().unwrap();
    let added: Vec<LockAddition> =
        now(server.client().lock_exceptions().add(&units, data_set, "202601").unwrap().collect());
    assert_eq!(added.iter().map(|one| one.organisation_units.len()).sum::<usize>(), 1_000);
    let outcomes: Vec<bool> = added.iter().map(|one| one.outcome.is_ok()).collect();
    assert_eq!(outcomes, [true, false, true]);
    assert!(added[1].outcome.as_ref().unwrap_err().leaves_outcome_unknown());
    let longest = server.transport.asked().iter().map(|request| request.url.len()).max().unwrap();
    assert!((5_900..=6_000).contains(&longest), "{longest}");
}

#[test]
fn an_addition_without_units_or_with_an_invalid_period_is_rejected() {
    let server = Server::new();
    let client = server.client();
    let (unit, data_set): (Uid, Uid) = ("TmM5u4SwmHH".parse().unwrap(), "lCg7OVa708k".parse().unwrap());
    assert!(client.lock_exceptions().add(&[], data_set, "202601").is_err());
    assert!(client.lock_exceptions().add(&[unit], data_set, "January").is_err());
    let error = now(client.lock_exceptions().remove_all(data_set, "January")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(server.transport.count("DELETE /api/lockExceptions"), 0);
}

#[test]
fn every_recorded_exception_has_its_period() {
    each(&VERSIONS, &decoder::LOCK_EXCEPTIONS, |one, page| {
        for exception in page.items {
            let period = exception.period.unwrap();
            assert!(period == "202601" || period == "202602", "{}: {period}", one.name);
        }
    });
    each(&VERSIONS, &decoder::LOCK_COMBINATIONS, |one, page| {
        let mut periods: Vec<String> = page.items.into_iter().filter_map(|one| one.period).collect();
        periods.sort();
        assert_eq!(periods, ["202601", "202602"], "{}", one.name);
    });
    each(&VERSIONS, &decoder::LOCK_ADDITIONS, |one, message| {
        assert_eq!(message.status, WebMessageStatus::Ok, "{}", one.name)
    });
}
