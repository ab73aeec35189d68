//! Validation: runs, results, notifications, expressions.

use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{
    DateRange, ExpressionContext, Page, ResultDeletion, ResultFilter, ValidationResult, ValidationRun,
};
use dhis2_steward::transport::memory::Canned;
use dhis2_steward::{Client, ErrorKind};
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;
use futures_util::TryStreamExt;

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::{admin, ids};

/// A run over the whole country and year.
async fn whole_country(client: &Client) -> ValidationRun {
    let roots = client.organisation_units().of_level(1).await.unwrap();
    let root = roots.iter().find(|root| root.has_children).unwrap();
    ValidationRun::new(root.id, DateRange::new("2026-01-01", "2026-12-31").unwrap())
}

async fn kept(client: &Client, filter: &ResultFilter) -> Vec<ValidationResult> {
    let pages: Vec<Page<ValidationResult>> =
        client.validation().results(filter, 2).try_collect().await.unwrap();
    assert!(
        pages.iter().all(|page| page.items.len() <= 2 && page.count.max(1) == pages.len() as u64),
        "{pages:?}"
    );
    pages.into_iter().flat_map(|page| page.items).collect()
}

#[tokio::test]
async fn violations_are_persisted_only_on_request_and_listed_page_by_page() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let mut run = whole_country(&client).await;
        let violations = client.validation().run(&run).await.unwrap();
        assert!(violations.len() > 2, "{violations:?}");
        assert!(kept(&client, &ResultFilter::default()).await.is_empty());
        run.persist = true;
        client.validation().run(&run).await.unwrap();
        let results = kept(&client, &ResultFilter::default()).await;
        assert_eq!(results.len(), violations.len(), "{version}");
        let one = client.validation().result(results[0].id).await.unwrap();
        assert_eq!(one.validation_rule, results[0].validation_rule);
    }
}

#[tokio::test]
async fn results_are_listed_and_deleted_by_unit_rule_and_period() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let mut run = whole_country(&client).await;
        run.persist = true;
        let violation = client.validation().run(&run).await.unwrap().remove(0);
        let all = kept(&client, &ResultFilter::default()).await.len();
        let of_period = ResultFilter { periods: vec![violation.period.clone()], ..ResultFilter::default() };
        let of_period = kept(&client, &of_period).await.len();
        assert!(0 < of_period && of_period < all, "{version}");
        let which = ResultDeletion { period: Some(violation.period), ..ResultDeletion::default() };
        client.validation().delete_results(&which).await.unwrap();
        let left = kept(&client, &ResultFilter::default()).await;
        assert_eq!(left.len(), all - of_period);
        client.validation().delete_result(left[0].id).await.unwrap();
        let error = client.validation().delete_result(left[0].id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        let of_unit = ResultDeletion {
            organisation_units: left.iter().map(|result| result.organisation_unit.id).collect(),
            validation_rules: left.iter().map(|result| result.validation_rule.id).collect(),
            ..ResultDeletion::default()
        };
        client.validation().delete_results(&of_unit).await.unwrap();
        assert!(kept(&client, &ResultFilter::default()).await.is_empty());
    }
}

#[tokio::test]
async fn an_unknown_group_is_rejected_and_no_rule_runs() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let mut run = whole_country(&client).await;
        run.group = Some("abcdefghijk".parse().unwrap());
        let error = client.validation().run(&run).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert_eq!(error.request(), Some("GET /api/validationRuleGroups/abcdefghijk"));
        assert_eq!(server.count("POST"), 0);
    }
}

#[tokio::test]
async fn a_group_runs_only_its_own_rules() {
    let (_server, client) = admin(Version::V2_42).await;
    let mut run = whole_country(&client).await;
    let all = client.validation().run(&run).await.unwrap();
    run.group = Some(ids(&client, "validationRuleGroups").await[0]);
    let some = client.validation().run(&run).await.unwrap();
    assert!(!some.is_empty() && some.len() < all.len(), "{} of {}", some.len(), all.len());
}

#[tokio::test]
async fn an_unknown_unit_is_rejected_with_the_servers_message() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let dates = DateRange::new("2026-01-01", "2026-12-31").unwrap();
        let run = ValidationRun::new("abcdefghijk".parse().unwrap(), dates);
        let error = client.validation().run(&run).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert_eq!(error.server_message(), Some("No organisation unit defined"));
    }
}

#[test]
fn a_deletion_without_a_filter_is_rejected_before_anything_is_sent() {
    let server = Server::new();
    let error = now(server.client().validation().delete_results(&ResultDeletion::default())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(server.transport.count("DELETE /api/validationResults"), 0);
}

#[tokio::test]
async fn pending_notifications_are_sent_by_a_job() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let job = client.validation().send_notifications().await.unwrap();
        assert_eq!(job.job_type.as_str(), "VALIDATION_RESULTS_NOTIFICATION");
        assert_eq!(client.jobs().completion(&job, None).await.unwrap(), Outcome::Completed);
    }
}

#[tokio::test]
async fn an_expression_is_described_in_every_context_and_an_invalid_one_is_no_error() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let element = ids(&client, "dataElements").await[0];
        for context in ExpressionContext::ALL {
            let is_program = matches!(
                context,
                ExpressionContext::ProgramIndicator | ExpressionContext::ProgramIndicatorFilter
            );
            let right = if is_program { "V{event_count} > 1".into() } else { format!("#{{{}}}", element) };
            let described = client.validation().describe(&right, context).await.unwrap();
            assert!(described.is_valid, "{version} {context:?}: {described:?}");
            assert!(described.description.is_some());
            let wrong = client.validation().describe("#{nope +", context).await.unwrap();
            assert!(!wrong.is_valid && !wrong.message.is_empty(), "{context:?}: {wrong:?}");
        }
    }
}

#[test]
fn a_page_that_fails_ends_the_list_with_its_error() {
    let server = Server::new();
    let route = "GET /api/validationResults";
    let result = r#"{"id":1,"created":"2026-11-21T11:15:29.291","validationRule":{"id":"zPF0chKZuYR"},"organisationUnit":{"id":"Aoevh3K0Wtp"}}"#;
    server
        .json(route, &format!(r#"{{"pager":{{"page":1,"pageCount":3,"total":3,"pageSize":1}},"validationResults":[{result}]}}"#))
        .transport
        .on(route, Canned::new(409, "application/json", r#"{"httpStatus":"Conflict","httpStatusCode":409,"status":"ERROR","message":"gone"}"#));
    let mut pages = server.client().validation().results(&ResultFilter::default(), 1);
    assert_eq!(now(pages.try_next()).unwrap().unwrap().items[0].id, 1);
    assert_eq!(now(pages.try_next()).unwrap_err().server_message(), Some("gone"));
    assert_eq!(server.transport.count(route), 2);
    assert!(server.transport.asked().last().unwrap().url.ends_with("&page=2"));
}

#[test]
fn every_recorded_violation_and_result_is_read() {
    let mut violations = 0;
    each(&VERSIONS, &decoder::VIOLATIONS, |_, found| violations += found.len());
    assert!(violations > 10, "{violations}");
    each(&VERSIONS, &decoder::RESULTS, |one, page| {
        for result in page.items {
            let has_period = result.period.id.is_some() || result.period.start.is_some();
            // 2.43 knows neither when its identifier alone is asked for.
            assert!(has_period || one.query.contains("period[id,name]"), "{}: {result:?}", one.name);
            assert!(result.importance.is_some() && result.left.is_some(), "{}", one.name);
        }
    });
    each(&VERSIONS, &decoder::RESULT, |one, result| assert!(result.period.id.is_some(), "{}", one.name));
}

#[test]
fn every_recorded_description_says_whether_the_expression_is_valid() {
    each(&VERSIONS, &decoder::DESCRIPTIONS, |one, described| {
        assert_eq!(described.is_valid, !one.name.contains("-bad"), "{}", one.name);
        assert_eq!(described.is_valid, described.description.is_some(), "{}", one.name);
    });
}
