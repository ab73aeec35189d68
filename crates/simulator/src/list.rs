//! Lists of objects as the API returns them: filtered, ordered, paged, with selected fields.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::exchange::Request;
use crate::fields::Fields;

/// The default page size.
const PAGE_SIZE: usize = 50;

/// The answer of a list: `objects` after filter and order, a page of them, below the name of the collection.
pub(crate) fn page(request: &Request, collection: &str, mut objects: Vec<Value>) -> Value {
    for (_, filter) in request.query.iter().filter(|(key, _)| key == "filter") {
        objects.retain(|object| passes(filter, object));
    }
    for (property, descending) in
        request.list("order").into_iter().flatten().rev().filter_map(|text| order(&text))
    {
        objects.sort_by_key(|object| sort_key(object, &property));
        if descending {
            objects.reverse();
        }
    }
    let fields = request.param("fields").map_or_else(|| Fields::parse("id,displayName"), Fields::parse);
    let mut answer = Map::new();
    if request.param("paging") != Some("false") {
        let number =
            |name: &str, default| request.param(name).and_then(|text| text.parse().ok()).unwrap_or(default);
        let (page, size) = (number("page", 1).max(1), number("pageSize", PAGE_SIZE).max(1));
        let total = objects.len();
        // After the last page the list is empty, but the pager stays at that page.
        let last = total.div_ceil(size);
        answer.insert("pager".to_owned(), pager(request, page.min(last.max(1)), size, total));
        objects = objects.into_iter().skip((page - 1).saturating_mul(size)).take(size).collect();
    }
    answer.insert(collection.to_owned(), objects.iter().map(|object| fields.select(object)).collect());
    Value::Object(answer)
}

/// A page of objects that are no metadata: with all their fields unless others are asked for, and without links.
pub(crate) fn whole_page(request: &Request, collection: &str, mut objects: Vec<Value>) -> Value {
    for (_, filter) in request.query.iter().filter(|(key, _)| key == "filter") {
        objects.retain(|object| passes(filter, object));
    }
    unfiltered_page(request, collection, objects)
}

/// The same of objects that have gone through filters of their own.
pub(crate) fn unfiltered_page(request: &Request, collection: &str, mut objects: Vec<Value>) -> Value {
    let fields = Fields::parse(request.param("fields").unwrap_or("*"));
    let mut answer = Map::new();
    if request.param("paging") != Some("false") && request.param("skipPaging") != Some("true") {
        let number =
            |name: &str, default| request.param(name).and_then(|text| text.parse().ok()).unwrap_or(default);
        let (page, size) = (number("page", 1).max(1), number("pageSize", PAGE_SIZE).max(1));
        let total = objects.len();
        let pager =
            json!({ "page": page, "pageCount": total.div_ceil(size), "total": total, "pageSize": size });
        answer.insert("pager".to_owned(), pager);
        objects = objects.into_iter().skip((page - 1).saturating_mul(size)).take(size).collect();
    }
    answer.insert(collection.to_owned(), objects.iter().map(|object| fields.select(object)).collect());
    Value::Object(answer)
}

fn pager(request: &Request, page: usize, size: usize, total: usize) -> Value {
    let count = total.div_ceil(size);
    let mut pager = Map::new();
    pager.insert("page".into(), page.into());
    pager.insert("total".into(), total.into());
    pager.insert("pageSize".into(), size.into());
    let link = |to: usize| json!(link(request, to, size));
    if page < count {
        pager.insert("nextPage".into(), link(page + 1));
    }
    if page > 1 {
        pager.insert("prevPage".into(), link(page - 1));
    }
    pager.insert("pageCount".into(), count.into());
    Value::Object(pager)
}

fn link(request: &Request, page: usize, size: usize) -> String {
    let mut parts = Vec::new();
    if page > 1 {
        parts.push(format!("page={page}"));
    }
    if size != PAGE_SIZE {
        parts.push(format!("pageSize={size}"));
    }
    let others = request.query.iter().filter(|(key, _)| !matches!(key.as_str(), "page" | "pageSize"));
    parts
        .extend(others.map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))));
    let question = if parts.is_empty() { "" } else { "?" };
    format!("{}{}{question}{}", request.base_url(), request.path, parts.join("&"))
}

fn order(text: &str) -> Option<(String, bool)> {
    let mut words = text.split(':');
    Some((words.next()?.to_owned(), words.next() == Some("desc")))
}

/// Whether an object passes a filter such as `jobType:eq:DATA_INTEGRITY`.
fn passes(filter: &str, object: &Value) -> bool {
    let mut parts = filter.splitn(3, ':');
    let (Some(property), Some(operator)) = (parts.next(), parts.next()) else { return true };
    let wanted = parts.next().unwrap_or_default();
    let path: Vec<&str> = property.split('.').collect();
    let mut found = Vec::new();
    gather(object, &path, &mut found);
    let lower = |text: &str| text.to_lowercase();
    let is = |test: &dyn Fn(&str) -> bool| found.iter().any(|text| test(text));
    match operator {
        "eq" => is(&|text| text == wanted),
        "!eq" | "ne" | "neq" => !is(&|text| text == wanted),
        "ieq" => is(&|text| lower(text) == lower(wanted)),
        "like" => is(&|text| text.contains(wanted)),
        "ilike" => is(&|text| lower(text).contains(&lower(wanted))),
        "!ilike" => !is(&|text| lower(text).contains(&lower(wanted))),
        "in" => is(&|text| wanted.trim_matches(['[', ']']).split(',').any(|one| one == text)),
        "!in" => !is(&|text| wanted.trim_matches(['[', ']']).split(',').any(|one| one == text)),
        "null" | "empty" => found.is_empty(),
        "!null" | "!empty" => !found.is_empty(),
        "ge" => is(&|text| text >= wanted),
        "gt" => is(&|text| text > wanted),
        "le" => is(&|text| text <= wanted),
        "lt" => is(&|text| text < wanted),
        _ => true,
    }
}

/// What objects are ordered by: numbers by their size, texts without regard to capital letters.
fn sort_key(object: &Value, property: &str) -> (u64, String) {
    match object.pointer(&format!("/{}", property.replace('.', "/"))) {
        Some(Value::Number(number)) => (number.as_u64().unwrap_or(0), String::new()),
        Some(Value::String(text)) => (0, text.to_lowercase()),
        _ => (0, String::new()),
    }
}

/// The values of a property, which may lie inside of lists.
fn gather(value: &Value, path: &[&str], found: &mut Vec<String>) {
    match (value, path.split_first()) {
        (Value::Array(all), _) => all.iter().for_each(|one| gather(one, path, found)),
        (Value::Object(map), Some((name, rest))) => {
            map.get(*name).into_iter().for_each(|one| gather(one, rest, found));
        }
        (Value::Null, _) | (_, Some(_)) => {}
        (Value::String(text), None) => found.push(text.clone()),
        (other, None) => found.push(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_compares_one_property() {
        let job = json!({ "jobType": "DATA_INTEGRITY", "enabled": true, "user": { "id": "a" } });
        assert!(passes("jobType:eq:DATA_INTEGRITY", &job));
        assert!(passes("jobType:in:[MONITORING,DATA_INTEGRITY]", &job));
        assert!(passes("enabled:eq:true", &job) && passes("user.id:eq:a", &job));
        assert!(!passes("jobType:!eq:DATA_INTEGRITY", &job));
        assert!(!passes("lastExecuted:!null", &job));
    }

    #[test]
    fn a_filter_looks_into_lists() {
        let unit = json!({ "level": 3, "groups": [{ "id": "a" }, { "id": "b" }], "children": [] });
        assert!(passes("groups.id:eq:b", &unit) && !passes("groups.id:eq:c", &unit));
        assert!(passes("level:eq:3", &unit) && passes("children:empty", &unit));
    }
}
