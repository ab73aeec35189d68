//! From JSON to the types of the model.

use core::fmt::Write as _;

use super::Json;

/// Something that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Says what is not as it should be, and where.
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected>;

    /// What it is where the member is missing; nothing for a member that must be there.
    fn missing() -> Option<Self> {
        None
    }
}

/// What is not as it should be in a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpected(Box<Place>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// The steps to it, the last one first.
    steps: Vec<Step>,
    why: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Element(usize),
}

impl Unexpected {
    /// Says why.
    #[cold]
    pub fn new(why: impl Into<String>) -> Self {
        Self(Box::new(Place { steps: Vec::new(), why: why.into() }))
    }

    #[cold]
    fn of_kind(expected: &str) -> Self {
        Self::new(expected.to_owned() + " is expected")
    }

    #[cold]
    fn in_step(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    /// The same, seen from the object of which it is in the member `name`.
    #[must_use]
    pub(crate) fn in_member(self, name: &str) -> Self {
        self.in_step(Step::Member(name.to_owned()))
    }

    /// Why it is not as it should be.
    pub fn why(&self) -> &str {
        &self.0.why
    }

    /// Where it is, such as `$.checks[3].severity`.
    pub fn path(&self) -> String {
        self.0.steps.iter().rev().fold("$".to_owned(), |mut path, step| {
            // Writing to a text cannot fail.
            let _ = match step {
                Step::Member(name) => write!(path, ".{name}"),
                Step::Element(index) => write!(path, "[{index}]"),
            };
            path
        })
    }
}

impl core::fmt::Display for Unexpected {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} at {}", self.why(), self.path())
    }
}

/// The members of an object.
#[derive(Clone, Copy)]
pub struct Members<'j, 'a>(&'j Json<'a>);

impl Members<'_, '_> {
    /// The member of this name.
    ///
    /// # Errors
    ///
    /// Where it is missing but must be there, and where it is something else.
    pub fn get<T: FromJson>(&self, name: &str) -> Result<T, Unexpected> {
        match self.0.get(name) {
            Some(value) => T::from_json(value),
            None => T::missing().ok_or_else(|| Unexpected::new("it is missing")),
        }
        .map_err(|fault| fault.in_member(name))
    }

    /// The member of this name, or what stands for nothing where it is missing or null.
    ///
    /// # Errors
    ///
    /// Where it is something else.
    pub fn or_default<T: FromJson + Default>(&self, name: &str) -> Result<T, Unexpected> {
        self.get::<Option<T>>(name).map(Option::unwrap_or_default)
    }
}

impl<'a> Json<'a> {
    /// The members, where this is an object.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn members(&self) -> Result<Members<'_, 'a>, Unexpected> {
        if let Self::Object(_) = self { Ok(Members(self)) } else { Err(Unexpected::of_kind("an object")) }
    }

    /// The text, where this is one.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn text(&self) -> Result<&str, Unexpected> {
        self.as_str().ok_or_else(|| Unexpected::of_kind("a text"))
    }

    /// The members of an object in their order, read as keys and values of a kind.
    ///
    /// # Errors
    ///
    /// Where it is no object, or a key or value is something else.
    pub fn entries<K: FromJson, V: FromJson>(&self) -> Result<Vec<(K, V)>, Unexpected> {
        let Self::Object(members) = self else { return Err(Unexpected::of_kind("an object")) };
        let entry = |(key, value): &(std::borrow::Cow<'a, str>, Json<'a>)| {
            let read = |()| Ok((K::from_json(&Json::Text(key.as_ref().into()))?, V::from_json(value)?));
            read(()).map_err(|fault: Unexpected| fault.in_member(key))
        };
        members.iter().map(entry).collect()
    }
}

impl FromJson for Json<'static> {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        Ok(json.to_owned())
    }
}

impl FromJson for String {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        json.text().map(str::to_owned)
    }
}

impl FromJson for bool {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        if let Json::Bool(value) = json { Ok(*value) } else { Err(Unexpected::of_kind("true or false")) }
    }
}

impl FromJson for i64 {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let number = if let Json::Number(number) = json { number.as_i64() } else { None };
        number.ok_or_else(|| Unexpected::of_kind("a whole number"))
    }
}

/// Narrower whole numbers are read as the widest one.
macro_rules! narrower {
    ($($number:ty),*) => {$(
        impl FromJson for $number {
            fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
                Self::try_from(i64::from_json(json)?).map_err(|_| Unexpected::new("the number is out of range"))
            }
        }
    )*};
}

narrower!(i32, u16, u64);

impl FromJson for f64 {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let number = if let Json::Number(number) = json { number.as_f64() } else { None };
        number.ok_or_else(|| Unexpected::of_kind("a number"))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        if *json == Json::Null { Ok(None) } else { T::from_json(json).map(Some) }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let elements = json.as_list().ok_or_else(|| Unexpected::of_kind("an array"))?;
        let element =
            |(index, element)| T::from_json(element).map_err(|fault| fault.in_step(Step::Element(index)));
        elements.iter().enumerate().map(element).collect()
    }
}
