//! The order of lists, where it matters: of events, and of jobs.

use std::collections::BTreeMap;

use serde_json::Value;

/// What lists are ordered by: the key, and another that the elements have where the order means something.
const ORDERINGS: [(&str, &str); 3] =
    [("time", "level"), ("startedTime", "status"), ("displayName", "jobType")];

/// How the elements of a list follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Rising,
    Falling,
    Mixed,
}

/// The orders of the lists of a document, by their places and keys.
type Orders = BTreeMap<String, Order>;

/// Lists that are recorded in an order and simulated in another.
pub(crate) fn differences(recorded: &Value, simulated: &Value) -> Vec<String> {
    let simulated = orders(simulated);
    orders(recorded)
        .into_iter()
        .filter(|(_, order)| *order != Order::Mixed)
        .filter_map(|(place, order)| Some((order, *simulated.get(&place)?, place)))
        .filter(|(order, other, _)| order != other)
        .map(|(order, other, place)| format!("{place}: recorded {order:?}, simulated {other:?}"))
        .collect()
}

fn orders(value: &Value) -> Orders {
    let mut found = Orders::new();
    gather(value, "$", &mut found);
    found
}

fn gather(value: &Value, path: &str, found: &mut Orders) {
    match value {
        Value::Array(elements) => {
            for (key, beside) in ORDERINGS {
                let texts = elements
                    .iter()
                    .filter(|element| element.get(beside).is_some())
                    .filter_map(|element| element.get(key)?.as_str());
                if let Some(order) = order(&texts.map(str::to_lowercase).collect::<Vec<_>>()) {
                    let place = found.entry(format!("{path}[].{key}")).or_insert(order);
                    if *place != order {
                        *place = Order::Mixed;
                    }
                }
            }
            elements.iter().for_each(|element| gather(element, &format!("{path}[]"), found));
        }
        Value::Object(entries) => {
            // The names of feeds depend on the data: what they hold is looked at together.
            for (key, value) in entries {
                let key = if value.is_array() && path != "$" { "*" } else { key };
                gather(value, &format!("{path}.{key}"), found);
            }
        }
        _ => {}
    }
}

/// The order of texts; `None` if there are not two different ones.
fn order(texts: &[String]) -> Option<Order> {
    let pairs = || texts.windows(2).filter(|pair| pair[0] != pair[1]);
    let rises = pairs().filter(|pair| pair[0] < pair[1]).count();
    match (pairs().count(), rises) {
        (0, _) => None,
        (all, rises) if all == rises => Some(Order::Rising),
        (_, 0) => Some(Order::Falling),
        _ => Some(Order::Mixed),
    }
}
