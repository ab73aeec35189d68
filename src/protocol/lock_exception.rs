//! Lock exceptions: listing, adding and removing.

use super::{LONGEST_URL, Request};
use crate::error::{Error, Result};
use crate::model::{LockFilter, Uid, is_period};

/// Requests lock exceptions; the page is added separately.
///
/// With a filter, the server's order varies between requests, so they are all requested at once.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an invalid period.
pub fn list(filter: &LockFilter, page_size: u32) -> Result<Request> {
    let fields = "name,created,period,organisationUnit[id,displayName],dataSet[id,displayName]";
    let mut request = Request::get("/api/lockExceptions").query("fields", fields);
    if let Some(period) = &filter.period {
        check_period(period)?;
        request = request.query("filter", format!("period:eq:{period}"));
    }
    let ids = [("organisationUnit", filter.organisation_unit), ("dataSet", filter.data_set)];
    for (name, id) in ids {
        if let Some(id) = id {
            request = request.query("filter", format!("{name}.id:eq:{id}"));
        }
    }
    Ok(if *filter == LockFilter::default() {
        request.number("pageSize", page_size.into())
    } else {
        request.query("paging", "false")
    })
}

/// Requests the data sets and periods that have lock exceptions.
pub fn combinations() -> Request {
    Request::get("/api/lockExceptions/combinations").query("fields", "name,period,dataSet[id,displayName]")
}

/// The requests that add exceptions for units, each with its units, and none with a URL that is too long when appended
/// to `base_url`.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an invalid period.
pub fn additions(
    units: &[Uid],
    data_set: Uid,
    period: &str,
    base_url: &str,
) -> Result<Vec<(Vec<Uid>, Request)>> {
    check_period(period)?;
    let request = |ids: &str| {
        Request::post("/api/lockExceptions")
            .query("ou", ids)
            .query("pe", period)
            .query("ds", data_set.as_str())
    };
    let fixed = base_url.len() + request("[]").path_and_query().len();
    // Eleven letters and an escaped comma.
    let room = (LONGEST_URL.saturating_sub(fixed) / 14).max(1);
    let batch = |batch: &[Uid]| {
        let ids: Vec<&str> = batch.iter().map(Uid::as_str).collect();
        let ids = if let [id] = ids.as_slice() { (*id).to_owned() } else { format!("[{}]", ids.join(",")) };
        (batch.to_vec(), request(&ids))
    };
    Ok(units.chunks(room).map(batch).collect())
}

/// Removes the lock exceptions of a data set and period: that of one unit, or of all.
///
/// Without a unit, or with one that does not exist, the server removes those of all units: make sure that it exists.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for an invalid period.
pub fn remove(unit: Option<Uid>, data_set: Uid, period: &str) -> Result<Request> {
    check_period(period)?;
    let request = Request::delete("/api/lockExceptions").query("pe", period).query("ds", data_set.as_str());
    Ok(match unit {
        Some(unit) => request.query("ou", unit.as_str()),
        None => request,
    })
}

/// Up to 2.42, an invalid period is a server error without an explanation.
fn check_period(text: &str) -> Result<()> {
    if is_period(text) {
        return Ok(());
    }
    Err(Error::invalid_argument(format!("“{text}” is not a period, such as 202601 or 2026Q1.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uid(text: &str) -> Uid {
        text.parse().unwrap()
    }

    fn many(count: usize) -> Vec<Uid> {
        (0..count).map(|number| uid(&format!("a{number:010}"))).collect()
    }

    #[test]
    fn no_address_is_longer_than_allowed_and_no_unit_is_lost() {
        let base = "https://dhis2.example.org/a/long/context/path";
        for count in [0, 1, 2, 419, 420, 421, 1_000, 5_000] {
            let units = many(count);
            let batches = additions(&units, uid("lCg7OVa708k"), "202601", base).unwrap();
            for (batch, request) in &batches {
                let length = base.len() + request.path_and_query().len();
                assert!(length <= LONGEST_URL, "{length}");
                assert!(!batch.is_empty());
            }
            let sent: Vec<Uid> = batches.into_iter().flat_map(|(batch, _)| batch).collect();
            assert_eq!(sent, units);
        }
    }

    #[test]
    fn batches_are_as_large_as_they_may_be() {
        let base = "http://localhost";
        let batches = additions(&many(2_000), uid("lCg7OVa708k"), "202601", base).unwrap();
        let length = base.len() + batches[0].1.path_and_query().len();
        assert!(length > LONGEST_URL - 20, "{length}");
    }

    #[test]
    fn one_unit_stands_alone_and_several_in_brackets() {
        let of = |count| {
            let mut batches = additions(&many(count), uid("lCg7OVa708k"), "202601", "http://h").unwrap();
            batches.remove(0).1.path_and_query()
        };
        assert_eq!(of(1), "/api/lockExceptions?ou=a0000000000&pe=202601&ds=lCg7OVa708k");
        assert!(of(2).contains("ou=%5Ba0000000000%2Ca0000000001%5D&"), "{}", of(2));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in ["", "soon", "2026 01", "20260&ou=x", "26W1"] {
            assert!(remove(None, uid("lCg7OVa708k"), text).is_err(), "{text}");
        }
        assert!(remove(None, uid("lCg7OVa708k"), "2026April").is_ok());
    }

    #[test]
    fn pages_are_asked_for_only_without_a_filter() {
        let all = list(&LockFilter::default(), 50).unwrap().path_and_query();
        assert!(all.ends_with("&pageSize=50"), "{all}");
        let filter = LockFilter { period: Some("202601".into()), ..LockFilter::default() };
        let some = list(&filter, 50).unwrap().path_and_query();
        assert!(some.ends_with("&filter=period:eq:202601&paging=false"), "{some}");
    }
}
