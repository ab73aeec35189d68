//! Reading what a caller gave. A fault names the option and what is expected, and never repeats the value where it may be
//! a secret.
//!
//! Reading goes on after a fault, with something in the place of what could not be read, and the first fault is told
//! before anything is done: a way out at every option would be much of the code.

use core::cell::RefCell;
use core::time::Duration;
use std::rc::Rc;

use js_sys::{Array, JSON, Number, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::zone::Zone;
use crate::error::{Error, Result};
use crate::model::{DateRange, JobRef, JobType, Json, Uid, Unexpected, parse_json};

/// How many are asked for at once where nobody says.
const PAGE: u32 = 500;

/// The faults of a reading, of which the first is kept.
#[derive(Clone, Default)]
struct Faults(Rc<RefCell<Option<Error>>>);

impl Faults {
    #[cold]
    fn note(&self, fault: Error) {
        self.0.borrow_mut().get_or_insert(fault);
    }

    #[cold]
    fn expected(&self, what: &str, expected: &str) {
        self.note(Error::invalid_argument(format!("{what} must be {expected}.")));
    }

    /// What was read, if anything; why not is noted.
    fn sift<T>(&self, read: Result<T>) -> Option<T> {
        read.map_err(|fault| self.note(fault)).ok()
    }

    fn first(&self) -> Result<()> {
        self.0.take().map_or(Ok(()), Err)
    }
}

/// What a method was called with, one after the other; options come last.
pub(super) struct Arguments {
    values: Array,
    options: RefCell<Vec<Options>>,
    faults: Faults,
}

impl Arguments {
    pub(super) fn new(values: Array) -> Self {
        Self { values, options: RefCell::default(), faults: Faults::default() }
    }

    /// The object of options.
    pub(super) fn options(&self, index: u32) -> Options {
        let options = Options::read(self.get(index), &self.faults);
        self.options.borrow_mut().push(options.clone());
        options
    }

    /// What was made of the arguments: not after a fault, of which whatever else is wrong may have come, nor where an
    /// option was given that nobody has looked for.
    pub(super) fn accept<T>(&self, made: Result<T>) -> Result<T> {
        self.faults.first()?;
        let made = made?;
        self.options.borrow().iter().try_for_each(Options::all_known)?;
        Ok(made)
    }

    /// Anything.
    pub(super) fn get(&self, index: u32) -> JsValue {
        self.values.get(index)
    }

    /// A text that must be there, such as `The type of the tasks`.
    pub(super) fn text(&self, index: u32, what: &str) -> String {
        self.get(index).as_string().unwrap_or_else(|| {
            self.faults.expected(what, "a string");
            String::new()
        })
    }

    /// An array of texts, such as `The operations`.
    pub(super) fn texts(&self, index: u32, what: &str) -> Vec<String> {
        texts(&self.get(index)).unwrap_or_else(|| {
            self.faults.expected(what, "an array of strings");
            Vec::new()
        })
    }

    /// An identifier that must be there, such as `The data element`.
    pub(super) fn uid(&self, index: u32, what: &str) -> Uid {
        self.sift_uid(self.text(index, what).parse())
    }

    /// Identifiers, such as `The groups`.
    pub(super) fn uids(&self, index: u32, what: &str) -> Vec<Uid> {
        self.texts(index, what).iter().map(|id| self.sift_uid(id.parse())).collect()
    }

    /// A whole number that must be there and is not negative, such as `The result`.
    pub(super) fn count(&self, index: u32, what: &str) -> u64 {
        count(&self.get(index)).unwrap_or_else(|| {
            self.faults.expected(what, "a whole number, not below 0");
            0
        })
    }

    /// A type of jobs.
    pub(super) fn job_type(&self, index: u32) -> JobType {
        JobType::from(self.text(index, "The type of the job").as_str())
    }

    /// The job that a reference or `TYPE/uid` names.
    pub(super) fn job(&self, index: u32, zone: &Zone) -> JobRef {
        let none = || JobRef { job_type: JobType::from(""), id: Uid::UNREAD, created: None };
        self.faults.sift(self.named_job(index, zone)).unwrap_or_else(none)
    }

    fn named_job(&self, index: u32, zone: &Zone) -> Result<JobRef> {
        let value = self.get(index);
        if let Some(text) = value.as_string() {
            return text.parse();
        }
        let reference = Options::read(value, &self.faults);
        let (Some(job_type), Some(id)) = (reference.text("jobType"), reference.text("id")) else {
            return Err(Error::invalid_argument(
                "The job must be named by TYPE/uid, or by an object { jobType, id, created }.",
            ));
        };
        let created = reference.text("created").map(|text| zone.wall(&text)).transpose()?;
        Ok(JobRef { job_type: JobType::from(job_type.as_str()), id: id.parse()?, created })
    }

    /// The identifier of the job that a reference, `TYPE/uid` or the identifier itself names.
    pub(super) fn job_id(&self, index: u32, zone: &Zone) -> Uid {
        match self.get(index).as_string() {
            Some(text) if !text.contains('/') => self.sift_uid(text.parse()),
            _ => self.job(index, zone).id,
        }
    }

    fn sift_uid(&self, id: Result<Uid>) -> Uid {
        self.faults.sift(id).unwrap_or(Uid::UNREAD)
    }
}

/// The object of options that most methods take last; leaving it out is the same as an empty one.
///
/// Nothing is passed over: an option that nobody knows would leave out what it was meant to narrow down, and so would
/// `null`.
#[derive(Clone)]
pub(super) struct Options {
    value: JsValue,
    /// The names that were looked for.
    known: Rc<RefCell<Vec<&'static str>>>,
    faults: Faults,
}

impl Options {
    /// Takes an object, or nothing.
    pub(super) fn new(value: JsValue) -> Self {
        Self::read(value, &Faults::default())
    }

    fn read(value: JsValue, faults: &Faults) -> Self {
        let is_good = value.is_undefined() || (value.is_object() && !Array::is_array(&value));
        if !is_good {
            faults.note(Error::invalid_argument("An object of options is expected, such as { signal }."));
        }
        let value = if is_good { value } else { JsValue::UNDEFINED };
        Self { value, known: Rc::default(), faults: faults.clone() }
    }

    /// As [`Arguments::accept`].
    pub(super) fn accept<T>(&self, made: Result<T>) -> Result<T> {
        self.faults.first()?;
        let made = made?;
        self.all_known()?;
        Ok(made)
    }

    /// Fails where an option was given that nobody has looked for. Signals are the business of JavaScript.
    pub(super) fn all_known(&self) -> Result<()> {
        let known = self.known.borrow();
        let is_known = |name: &str| name == "signal" || known.contains(&name);
        match self.entries().into_iter().find(|(name, value)| !value.is_undefined() && !is_known(name)) {
            None => Ok(()),
            Some((name, _)) => Err(Error::invalid_argument(format!("There is no option “{name}” here."))),
        }
    }

    /// Any option; `undefined` where it was left out.
    pub(super) fn get(&self, name: &'static str) -> JsValue {
        self.known.borrow_mut().push(name);
        if self.value.is_undefined() {
            return JsValue::UNDEFINED;
        }
        Reflect::get(&self.value, &name.into()).unwrap_or(JsValue::UNDEFINED)
    }

    /// A text.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        self.optional(name, JsValue::as_string, "a string")
    }

    /// Yes or no.
    pub(super) fn boolean(&self, name: &'static str) -> Option<bool> {
        self.optional(name, JsValue::as_bool, "true or false")
    }

    /// A text that must be there.
    pub(super) fn needed(&self, name: &'static str) -> String {
        self.text(name).unwrap_or_else(|| {
            self.faults.note(Error::invalid_argument(format!("The option {name} is needed: a string.")));
            String::new()
        })
    }

    /// A whole number that is not negative.
    pub(super) fn count(&self, name: &'static str) -> Option<u64> {
        self.optional(name, count, "a whole number, not below 0")
    }

    /// Milliseconds.
    pub(super) fn millis(&self, name: &'static str) -> Option<Duration> {
        self.count(name).map(Duration::from_millis)
    }

    /// An identifier.
    pub(super) fn uid(&self, name: &'static str) -> Option<Uid> {
        self.faults.sift(self.text(name)?.parse())
    }

    /// Identifiers of which each will do; none where they were left out.
    pub(super) fn uids(&self, name: &'static str) -> Vec<Uid> {
        self.any_of(name).iter().filter_map(|id| self.faults.sift(id.parse())).collect()
    }

    /// Texts of which each will do; none where they were left out. An empty list is refused: it would mean everything,
    /// where the caller may well have meant nothing.
    pub(super) fn any_of(&self, name: &'static str) -> Vec<String> {
        let Some(texts) = self.texts(name) else { return Vec::new() };
        if texts.is_empty() {
            self.faults.note(Error::invalid_argument(format!(
                "The option {name} must name at least one, or be left out."
            )));
        }
        texts
    }

    /// A type of jobs, as the option `jobType`.
    pub(super) fn job_type(&self) -> Option<JobType> {
        self.text("jobType").as_deref().map(JobType::from)
    }

    /// The days from `startDate` to `endDate`.
    pub(super) fn dates(&self) -> Result<DateRange> {
        DateRange::new(&self.needed("startDate"), &self.needed("endDate"))
    }

    /// Several texts.
    pub(super) fn texts(&self, name: &'static str) -> Option<Vec<String>> {
        self.optional(name, texts, "an array of strings")
    }

    /// Another object of options.
    pub(super) fn options(&self, name: &'static str) -> Option<Options> {
        let value = self.get(name);
        (!value.is_undefined()).then(|| Self::read(value, &self.faults))
    }

    /// The names and values of a plain object.
    pub(super) fn entries(&self) -> Vec<(String, JsValue)> {
        if self.value.is_undefined() {
            return Vec::new();
        }
        // Also of objects of other realms and without a prototype, which are no instances of this realm's `Object`.
        let entries = Object::entries(self.value.unchecked_ref());
        let entry = |entry: JsValue| {
            let entry = Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        };
        entries.iter().map(entry).collect()
    }

    /// An option as JSON text.
    pub(super) fn json(&self, name: &'static str) -> Option<String> {
        let write = |value: &JsValue| JSON::stringify(value).ok().and_then(|text| text.as_string());
        self.optional(name, write, "something that JSON can express")
    }

    /// An option as the tree that JSON describes.
    pub(super) fn tree(&self, name: &'static str) -> Option<Json<'static>> {
        let text = self.json(name)?;
        let tree = parse_json(text.as_bytes()).map(|tree| tree.to_owned());
        let fault =
            |fault: Unexpected| Error::invalid_argument(format!("The option {name}: {}.", fault.why()));
        self.faults.sift(tree.map_err(fault))
    }

    /// A whole number of at most 32 bits, as a parameter of the server holds.
    pub(super) fn number(&self, name: &'static str) -> Option<u32> {
        let number = u32::try_from(self.count(name)?);
        let fault = |_| Error::invalid_argument(format!("The option {name} is too large."));
        self.faults.sift(number.map_err(fault))
    }

    /// How many are asked for at once, as the option `pageSize`.
    pub(super) fn page_size(&self) -> u32 {
        self.number("pageSize").unwrap_or(PAGE)
    }

    fn optional<T>(
        &self,
        name: &'static str,
        convert: impl FnOnce(&JsValue) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        let value = self.get(name);
        let converted = convert(&value);
        if converted.is_none() && !value.is_undefined() {
            self.faults.expected(&format!("The option {name}"), expected);
        }
        converted
    }
}

/// Whole numbers of JavaScript end where those of a 64-bit float do.
pub(super) fn count(value: &JsValue) -> Option<u64> {
    value
        .as_f64()
        .filter(|number| (0.0..=9_007_199_254_740_991.0).contains(number) && number.fract() == 0.0)
        .map(|number| number as u64)
}

/// A text, a number, yes or no, as text.
pub(super) fn written(value: &JsValue) -> Option<String> {
    let boolean = || value.as_bool().map(|value| value.to_string());
    // JavaScript writes its numbers itself; Rust's way of writing them would make the module larger.
    let number = || {
        value.dyn_ref::<Number>().and_then(|number| number.to_string_with_radix(10).ok()).map(String::from)
    };
    value.as_string().or_else(boolean).or_else(number)
}

fn texts(value: &JsValue) -> Option<Vec<String>> {
    value.dyn_ref::<Array>()?.iter().map(|item| item.as_string()).collect()
}
