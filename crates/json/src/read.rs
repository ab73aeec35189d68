//! Decodes the types of the model from JSON.
//!
//! Decoding continues after a fault, with a placeholder for what could not be read, and the first fault is reported
//! at the end: an early return at every member would be most of the code.

use core::fmt::Write as _;
use std::borrow::Cow;

use super::Json;

/// A type that can be decoded from JSON.
pub trait FromJson: Sized {
    /// Whether an invalid optional value counts as missing: a number that is out of range, or a time of another type.
    /// This way one odd member does not lose a whole object.
    const IS_MISSING_IF_ODD: bool = false;

    /// Decodes it; faults go into `faults`, and then the returned value is never used.
    ///
    /// A missing member is decoded from `null`.
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self;

    /// Decodes it.
    ///
    /// # Errors
    ///
    /// Says what is wrong, and where.
    fn read(json: &Json<'_>) -> Result<Self, Unexpected> {
        let mut faults = Faults::default();
        let value = Self::from_json(json, &mut faults);
        faults.first().map_or(Ok(value), Err)
    }
}

/// What is wrong in a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpected {
    /// The path to it, the last step first.
    pub(crate) steps: Vec<Step>,
    pub(crate) why: Cow<'static, str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(String),
    Element(usize),
}

impl Unexpected {
    /// Why it is wrong.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The path, such as `$.checks[3].severity`.
    pub fn path(&self) -> String {
        self.steps.iter().rev().fold("$".to_owned(), |mut path, step| {
            // Writing to a string cannot fail.
            let _ = match step {
                Step::Member(name) => write!(path, ".{name}"),
                Step::Element(index) => write!(path, "[{index}]"),
            };
            path
        })
    }
}

impl core::error::Error for Unexpected {}

impl core::fmt::Display for Unexpected {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} at {}", self.why(), self.path())
    }
}

/// The faults of decoding, of which the first is kept.
#[derive(Debug, Default)]
pub struct Faults(Option<Unexpected>);

impl Faults {
    /// Notes a fault at the current position.
    #[cold]
    pub fn note(&mut self, why: impl Into<Cow<'static, str>>) {
        self.add(why.into());
    }

    fn add(&mut self, why: Cow<'static, str>) {
        self.0.get_or_insert(Unexpected { steps: Vec::new(), why });
    }

    /// The first fault, if any.
    pub fn first(self) -> Option<Unexpected> {
        self.0
    }

    /// Drops the noted fault, if any.
    fn forgive(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Decodes a nested value; a first fault in it gets this step of its path.
    fn inside<T: FromJson>(&mut self, json: &Json<'_>, step: impl FnOnce() -> Step) -> T {
        let is_first = self.0.is_none();
        let value = T::from_json(json, self);
        if is_first && self.0.is_some() {
            self.came_through(step());
        }
        value
    }

    #[cold]
    fn came_through(&mut self, step: Step) {
        if let Some(fault) = &mut self.0 {
            fault.steps.push(step);
        }
    }

    /// The same for a member. Not inlined into the decoder of each type, of which there are hundreds.
    #[inline(never)]
    fn came_through_member(&mut self, is_first: bool, name: &str) {
        if is_first && self.0.is_some() {
            self.came_through(Step::Member(name.to_owned()));
        }
    }
}

impl Json<'_> {
    /// The member with this name, if this is an object.
    pub fn member<T: FromJson>(&self, name: &str, faults: &mut Faults) -> T {
        let member = self.member_or_null(name, faults);
        let is_first = faults.0.is_none();
        let value = T::from_json(member, faults);
        faults.came_through_member(is_first, name);
        value
    }

    #[inline(never)]
    fn member_or_null(&self, name: &str, faults: &mut Faults) -> &Self {
        if !matches!(self, Self::Object(_)) {
            faults.note("expected an object");
        }
        self.get(name).unwrap_or(&Json::Null)
    }

    /// The member with this name, or the default if it is missing or null.
    pub fn member_or_default<T: FromJson + Default>(&self, name: &str, faults: &mut Faults) -> T {
        match self.member_or_null(name, faults) {
            Json::Null => T::default(),
            _ => self.member(name, faults),
        }
    }

    /// The text, if this is one.
    pub fn text(&self, faults: &mut Faults) -> &str {
        self.as_str().unwrap_or_else(|| {
            faults.note("expected a string");
            ""
        })
    }

    /// The members of an object in order, decoded as keys and values.
    pub fn entries<K: FromJson, V: FromJson>(&self, faults: &mut Faults) -> Vec<(K, V)> {
        let Self::Object(members) = self else {
            faults.note("expected an object");
            return Vec::new();
        };
        let entry = |(key, value): &(Cow<'_, str>, Json<'_>)| {
            let step = || Step::Member(key.as_ref().to_owned());
            (faults.inside(&Json::Text(Cow::Borrowed(key)), step), faults.inside(value, step))
        };
        members.iter().map(entry).collect()
    }
}

impl FromJson for Json<'static> {
    fn from_json(json: &Json<'_>, _: &mut Faults) -> Self {
        json.to_owned()
    }
}

impl FromJson for String {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        json.text(faults).to_owned()
    }
}

impl FromJson for bool {
    const IS_MISSING_IF_ODD: bool = true;

    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        if let Json::Bool(value) = json {
            return *value;
        }
        faults.note("expected true or false");
        false
    }
}

impl FromJson for i64 {
    const IS_MISSING_IF_ODD: bool = true;

    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let number = if let Json::Number(number) = json { number.as_i64() } else { None };
        number.unwrap_or_else(|| {
            faults.note("expected an integer");
            0
        })
    }
}

/// Narrower integers are decoded as the widest one.
macro_rules! narrower {
    ($($number:ty),*) => {$(
        impl FromJson for $number {
            const IS_MISSING_IF_ODD: bool = true;

            fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
                Self::try_from(i64::from_json(json, faults)).unwrap_or_else(|_| {
                    faults.note("the number is out of range");
                    0
                })
            }
        }
    )*};
}

narrower!(i32, u16, u64);

impl FromJson for f64 {
    const IS_MISSING_IF_ODD: bool = true;

    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        if let Json::Number(number) = json {
            return number.as_f64();
        }
        faults.note("expected a number");
        0.0
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        if matches!(json, Json::Null) {
            return None;
        }
        let is_first = faults.0.is_none();
        let value = T::from_json(json, faults);
        if T::IS_MISSING_IF_ODD && is_first && faults.forgive() { None } else { Some(value) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let Json::List(elements) = json else {
            faults.note("expected an array");
            return Vec::new();
        };
        let mut values = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            values.push(faults.inside(element, || Step::Element(index)));
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    /// A type with one required and two optional members.
    #[derive(Debug)]
    struct Thing {
        name: String,
        is_slow: bool,
        note: Option<String>,
    }

    impl FromJson for Thing {
        fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
            Self {
                name: json.member("name", faults),
                is_slow: json.member_or_default("isSlow", faults),
                note: json.member("note", faults),
            }
        }
    }

    fn fault<T: FromJson>(json: &str) -> String {
        T::read(&parse(json.as_bytes()).unwrap()).err().unwrap().to_string()
    }

    #[test]
    fn what_is_unexpected_is_named_with_its_place() {
        assert_eq!(fault::<Vec<u16>>("[1,2,true]"), "expected an integer at $[2]");
        assert_eq!(fault::<Vec<u16>>("[70000]"), "the number is out of range at $[0]");
        assert_eq!(fault::<Vec<Vec<bool>>>("[[],[1]]"), "expected true or false at $[1][0]");
        assert_eq!(fault::<Vec<Thing>>("{}"), "expected an array at $");
        assert_eq!(fault::<Vec<Thing>>("[3]"), "expected an object at $[0]");
    }

    #[test]
    fn a_member_that_must_be_there_is_named_where_it_is_missing() {
        assert_eq!(fault::<Thing>(r#"{"note":"A"}"#), "expected a string at $.name");
    }

    #[test]
    fn of_several_faults_the_first_is_told() {
        assert_eq!(fault::<Vec<Thing>>(r#"[{"name":1,"isSlow":2},3]"#), "expected a string at $[0].name");
    }

    #[test]
    fn an_odd_number_is_as_good_as_none_where_it_may_be_missing() {
        let json = parse(br#"{"delay":-1,"name":3,"fast":"yes"}"#).unwrap();
        let mut faults = Faults::default();
        assert_eq!(json.member::<Option<u64>>("delay", &mut faults), None);
        assert_eq!(json.member::<Option<bool>>("fast", &mut faults), None);
        assert!(faults.0.is_none());
        // Not for required values, values with a default, and texts: those are faults.
        assert!(fault::<u64>("-1").starts_with("the number is out of range"));
        assert!(fault::<Option<String>>("3").starts_with("expected a string"));
        json.member_or_default::<bool>("fast", &mut faults);
        assert!(faults.0.is_some());
    }

    #[test]
    fn a_member_that_may_be_missing_may_be_null_too() {
        let json = parse(br#"{"name":"a","isSlow":null,"note":null}"#).unwrap();
        let thing = Thing::read(&json).unwrap();
        assert_eq!((thing.name.as_str(), thing.is_slow, thing.note), ("a", false, None));
    }
}
