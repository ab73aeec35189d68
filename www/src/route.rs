//! The place in the app as a value: parses and writes the URL's hash.
//!
//! Pure. Never names the browser: `location` reads and writes the URL.

use std::fmt;

/// A place in the app: a page, with its filters, sort order and selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// What the page keeps in the URL.
    pub query: Query,
}

/// The pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// `#/` and `#/integrity`: all integrity checks.
    #[default]
    Integrity,
    /// `#/integrity/<name>`: one check and its issues.
    Check(String),
    /// `#/maintenance`: operations to pick.
    Maintenance,
    /// `#/maintenance/plan`: the last started plan.
    Plan,
    /// `#/tasks`: the job types.
    Tasks,
    /// `#/tasks/<TYPE>`: the runs of one type.
    TaskType(String),
    /// `#/tasks/<TYPE>/<uid>`: one run and its messages.
    Task {
        /// The job type as the server writes it.
        kind: String,
        /// The job's identifier.
        uid: String,
    },
    /// Anything else, as it was written.
    NotFound(String),
}

impl Page {
    /// The URL of this page without parameters.
    pub fn href(&self) -> String {
        Route { page: self.clone(), query: Query::default() }.to_string()
    }

    /// Whether the other page is reached through this one: a check through the list of checks.
    pub fn is_above(&self, other: &Page) -> bool {
        other.href().starts_with(&format!("{}/", self.href()))
    }
}

impl From<Page> for Route {
    fn from(page: Page) -> Self {
        Self { page, query: Query::default() }
    }
}

impl Route {
    /// Parses a hash such as `#/tasks/ANALYTICS_TABLE?level=ERROR`, with or without the `#`.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let segments: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decode).collect();
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        let page = match words.as_slice() {
            [] | ["integrity"] => Page::Integrity,
            ["integrity", name] => Page::Check((*name).into()),
            ["maintenance"] => Page::Maintenance,
            ["maintenance", "plan"] => Page::Plan,
            ["tasks"] => Page::Tasks,
            ["tasks", kind] => Page::TaskType((*kind).into()),
            ["tasks", kind, uid] => Page::Task { kind: (*kind).into(), uid: (*uid).into() },
            _ => Page::NotFound(path.into()),
        };
        Self { page, query: Query::parse(query) }
    }
}

impl fmt::Display for Route {
    /// Writes the hash, including `#`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.page {
            Page::Integrity => f.write_str("#/integrity")?,
            Page::Check(name) => write!(f, "#/integrity/{}", encode(name))?,
            Page::Maintenance => f.write_str("#/maintenance")?,
            Page::Plan => f.write_str("#/maintenance/plan")?,
            Page::Tasks => f.write_str("#/tasks")?,
            Page::TaskType(kind) => write!(f, "#/tasks/{}", encode(kind))?,
            Page::Task { kind, uid } => write!(f, "#/tasks/{}/{}", encode(kind), encode(uid))?,
            Page::NotFound(path) => write!(f, "#{path}")?,
        }
        self.query.fmt(f)
    }
}

/// The parameters after the `?`, in the order in which they were set; each occurs once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            query.set(&decode(name), &decode(value));
        }
        query
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Sets a parameter; an empty value removes it.
    pub fn set(&mut self, name: &str, value: &str) {
        let place = self.pairs.iter().position(|(key, _)| key == name);
        match (place, value.is_empty()) {
            (Some(place), true) => drop(self.pairs.remove(place)),
            (Some(place), false) => {
                if let Some(pair) = self.pairs.get_mut(place) {
                    pair.1 = value.into();
                }
            }
            (None, true) => {}
            (None, false) => self.pairs.push((name.into(), value.into())),
        }
    }

    /// The same with a parameter set.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }
}

impl fmt::Display for Query {
    /// Writes `?a=b&c=d`, or nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, value)) in self.pairs.iter().enumerate() {
            let mark = if place == 0 { '?' } else { '&' };
            write!(f, "{mark}{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

/// Escapes what would end a part of the URL; letters of every script stay readable.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | ',' | ':' | '*')
        {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push('%');
                out.extend(
                    [byte >> 4, byte & 15].into_iter().filter_map(|half| char::from_digit(half.into(), 16)),
                );
            }
        }
    }
    out
}

/// Reverses `encode`; an invalid escape stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page() -> impl Strategy<Value = Page> {
        let word = "[^/]{1,12}";
        prop_oneof![
            Just(Page::Integrity),
            word.prop_map(Page::Check),
            Just(Page::Maintenance),
            Just(Page::Plan),
            Just(Page::Tasks),
            word.prop_map(Page::TaskType),
            (word, word).prop_map(|(kind, uid)| Page::Task { kind, uid }),
        ]
    }

    fn query() -> impl Strategy<Value = Query> {
        proptest::collection::vec((".{1,8}", ".{1,8}"), 0..4).prop_map(|pairs| {
            pairs.into_iter().fold(Query::default(), |query, (name, value)| query.with(&name, &value))
        })
    }

    proptest! {
        #[test]
        fn every_route_survives_the_address_bar(page in page(), query in query()) {
            let route = Route { page, query };
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }

        #[test]
        fn any_text_in_the_address_bar_is_some_route(text in ".*") {
            let route = Route::parse(&text);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn the_empty_hash_is_integrity() {
        for hash in ["", "#", "#/", "#/integrity", "/integrity"] {
            assert_eq!(Route::parse(hash).page, Page::Integrity, "{hash}");
        }
    }

    #[test]
    fn a_check_is_reached_through_the_list_and_not_the_other_way_round() {
        let check = Page::Check("a_b".into());
        assert!(Page::Integrity.is_above(&check));
        assert!(!check.is_above(&Page::Integrity));
        assert!(!Page::Integrity.is_above(&Page::Integrity));
        assert!(!Page::Tasks.is_above(&check));
    }

    #[test]
    fn a_task_is_named_by_type_and_uid() {
        let route = Route::parse("#/tasks/ANALYTICS_TABLE/hyKBiDtFlcC?level=ERROR");
        assert_eq!(route.page, Page::Task { kind: "ANALYTICS_TABLE".into(), uid: "hyKBiDtFlcC".into() });
        assert_eq!(route.query.get("level"), Some("ERROR"));
    }

    #[test]
    fn an_unknown_path_is_kept_for_the_page_that_says_so() {
        assert_eq!(Route::parse("#/nowhere/at/all").page, Page::NotFound("/nowhere/at/all".into()));
    }

    #[test]
    fn an_empty_value_leaves_the_address() {
        let query = Query::default().with("search", "geo").with("search", "");
        assert_eq!(query.to_string(), "");
    }

    #[test]
    fn a_blank_and_a_percent_sign_are_escaped() {
        let query = Query::default().with("search", "100 % & more");
        assert_eq!(query.to_string(), "?search=100%20%25%20%26%20more");
    }
}
