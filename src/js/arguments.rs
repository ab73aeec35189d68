//! Reads the caller's arguments. An error names the option and what is expected; it never quotes a value that may be a
//! secret.
//!
//! Reading continues after a fault with a placeholder, and the first fault is returned before anything is sent: an early
//! return at every option was a large part of the code.

use core::cell::RefCell;
use core::time::Duration;
use std::rc::Rc;

use js_sys::{Array, JSON, Number, Object, Reflect, Set, try_iter};
use wasm_bindgen::{JsCast, JsValue};

use super::zone::Zone;
use crate::error::{Error, Result};
use crate::model::{DateRange, JobRef, JobType, Json, Uid, Unexpected, parse_json};

/// The default page size.
const PAGE: u32 = 500;

/// Keeps the first fault.
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

    /// The value; notes why there is none.
    fn sift<T>(&self, read: Result<T>) -> Option<T> {
        read.map_err(|fault| self.note(fault)).ok()
    }

    fn first(&self) -> Result<()> {
        self.0.take().map_or(Ok(()), Err)
    }
}

/// The arguments of a call, in order; options come last.
pub(super) struct Arguments {
    values: Array,
    options: RefCell<Vec<Options>>,
    faults: Faults,
}

impl Arguments {
    pub(super) fn new(values: Array) -> Self {
        Self { values, options: RefCell::default(), faults: Faults::default() }
    }

    /// The options.
    pub(super) fn options(&self, index: u32) -> Options {
        let options = Options::read(self.get(index), &self.faults);
        self.options.borrow_mut().push(options.clone());
        options
    }

    /// Returns what was made of the arguments, unless there was a fault, which may have caused later errors, or an option
    /// was given that was not read.
    pub(super) fn accept<T>(&self, made: Result<T>) -> Result<T> {
        self.faults.first()?;
        let made = made?;
        self.options.borrow().iter().try_for_each(Options::all_known)?;
        Ok(made)
    }

    /// Any value.
    pub(super) fn get(&self, index: u32) -> JsValue {
        self.values.get(index)
    }

    /// A required string, such as `The type of the tasks`.
    pub(super) fn text(&self, index: u32, what: &str) -> String {
        self.get(index).as_string().unwrap_or_else(|| {
            self.faults.expected(what, "a string");
            String::new()
        })
    }

    /// An array of strings, such as `The operations`.
    pub(super) fn texts(&self, index: u32, what: &str) -> Vec<String> {
        texts(&self.get(index)).unwrap_or_else(|| {
            self.faults.expected(what, "an array of strings");
            Vec::new()
        })
    }

    /// A required UID, such as `The data element`.
    pub(super) fn uid(&self, index: u32, what: &str) -> Uid {
        self.sift_uid(self.text(index, what).parse())
    }

    /// An array of UIDs, such as `The groups`.
    pub(super) fn uids(&self, index: u32, what: &str) -> Vec<Uid> {
        self.texts(index, what).iter().map(|id| self.sift_uid(id.parse())).collect()
    }

    /// An array of UIDs, each of which is returned once.
    pub(super) fn distinct_uids(&self, index: u32, what: &str) -> Vec<Uid> {
        let seen = Set::new(&JsValue::UNDEFINED);
        let is_new = |id: &Uid| {
            let before = seen.size();
            seen.add(&id.as_str().into()).size() > before
        };
        self.uids(index, what).into_iter().filter(is_new).collect()
    }

    /// A required non-negative integer, such as `The result`.
    pub(super) fn count(&self, index: u32, what: &str) -> u64 {
        count(&self.get(index)).unwrap_or_else(|| {
            self.faults.expected(what, "a non-negative integer");
            0
        })
    }

    /// A job type.
    pub(super) fn job_type(&self, index: u32) -> JobType {
        JobType::from(self.text(index, "The type of the job").as_str())
    }

    /// The job of a reference or `TYPE/uid`.
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
                "The job must be TYPE/uid or an object { jobType, id, created }.",
            ));
        };
        // A whole job was created long before its run: its own reference says when that was accepted.
        let run = reference.options("run");
        let is_job = !reference.get("jobStatus").is_undefined();
        let run = run.as_ref().or_else(|| (!is_job).then_some(&reference));
        let created = run.and_then(|run| run.text("created")).map(|text| zone.wall(&text)).transpose()?;
        Ok(JobRef { job_type: JobType::from(job_type.as_str()), id: id.parse()?, created })
    }

    /// The UID of the job of a reference, `TYPE/uid` or UID.
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

/// The options, the last argument of most methods; omitting them is the same as an empty object.
///
/// Nothing is ignored: an unknown option or `null` may have been meant to restrict the operation.
#[derive(Clone)]
pub(super) struct Options {
    value: JsValue,
    /// The names that were read.
    known: Rc<RefCell<Vec<&'static str>>>,
    faults: Faults,
}

impl Options {
    /// Accepts an object or `undefined`.
    pub(super) fn new(value: JsValue) -> Self {
        Self::read(value, &Faults::default())
    }

    fn read(value: JsValue, faults: &Faults) -> Self {
        let is_good = value.is_undefined() || (value.is_object() && !Array::is_array(&value));
        if !is_good {
            faults.note(Error::invalid_argument("The options must be an object, such as { signal }."));
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

    /// Fails if an option was given that was not read. JavaScript handles signals.
    pub(super) fn all_known(&self) -> Result<()> {
        let known = self.known.borrow();
        let is_known = |name: &str| name == "signal" || known.contains(&name);
        match self.entries().into_iter().find(|(name, value)| !value.is_undefined() && !is_known(name)) {
            None => Ok(()),
            Some((name, _)) => Err(Error::invalid_argument(format!("Unknown option “{name}”."))),
        }
    }

    /// Any option; `undefined` if omitted.
    pub(super) fn get(&self, name: &'static str) -> JsValue {
        self.known.borrow_mut().push(name);
        if self.value.is_undefined() {
            return JsValue::UNDEFINED;
        }
        Reflect::get(&self.value, &name.into()).unwrap_or(JsValue::UNDEFINED)
    }

    /// A string.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        self.optional(name, JsValue::as_string, "a string")
    }

    /// A boolean.
    pub(super) fn boolean(&self, name: &'static str) -> Option<bool> {
        self.optional(name, JsValue::as_bool, "true or false")
    }

    /// A required string.
    pub(super) fn needed(&self, name: &'static str) -> String {
        self.text(name).unwrap_or_else(|| {
            self.faults.note(Error::invalid_argument(format!("The option {name} is required: a string.")));
            String::new()
        })
    }

    /// A non-negative integer.
    pub(super) fn count(&self, name: &'static str) -> Option<u64> {
        self.optional(name, count, "a non-negative integer")
    }

    /// A duration in milliseconds, which is never zero: nothing can be awaited for no time.
    pub(super) fn millis(&self, name: &'static str) -> Option<Duration> {
        let positive = |value: &JsValue| count(value).filter(|millis| *millis > 0);
        self.optional(name, positive, "a positive integer").map(Duration::from_millis)
    }

    /// A UID.
    pub(super) fn uid(&self, name: &'static str) -> Option<Uid> {
        self.faults.sift(self.text(name)?.parse())
    }

    /// Alternative UIDs; none if omitted.
    pub(super) fn uids(&self, name: &'static str) -> Vec<Uid> {
        self.any_of(name).iter().filter_map(|id| self.faults.sift(id.parse())).collect()
    }

    /// Alternative strings; none if omitted. Rejects an empty list: it would mean everything, while the caller may have
    /// meant nothing.
    pub(super) fn any_of(&self, name: &'static str) -> Vec<String> {
        let Some(texts) = self.texts(name) else { return Vec::new() };
        if texts.is_empty() {
            self.faults.note(Error::invalid_argument(format!(
                "The option {name} must not be empty; omit it instead."
            )));
        }
        texts
    }

    /// A job type, as the option `jobType`.
    pub(super) fn job_type(&self) -> Option<JobType> {
        self.text("jobType").as_deref().map(JobType::from)
    }

    /// The dates from `startDate` to `endDate`.
    pub(super) fn dates(&self) -> Result<DateRange> {
        DateRange::new(&self.needed("startDate"), &self.needed("endDate"))
    }

    /// An array of strings.
    pub(super) fn texts(&self, name: &'static str) -> Option<Vec<String>> {
        self.optional(name, texts, "an array of strings")
    }

    /// A nested object of options.
    pub(super) fn options(&self, name: &'static str) -> Option<Options> {
        let value = self.get(name);
        (!value.is_undefined()).then(|| Self::read(value, &self.faults))
    }

    /// The names and values of a plain object, or of something that yields them, such as a `URLSearchParams`.
    pub(super) fn entries(&self) -> Vec<(String, JsValue)> {
        if self.value.is_undefined() {
            return Vec::new();
        }
        // Also accepts objects from other realms or without a prototype, which are not instances of this `Object`.
        let entries = match try_iter(&self.value) {
            Ok(Some(entries)) => entries.flatten().collect(),
            _ => Object::entries(self.value.unchecked_ref()),
        };
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

/// JavaScript's integers are those of a 64-bit float.
pub(super) fn count(value: &JsValue) -> Option<u64> {
    value
        .as_f64()
        .filter(|number| (0.0..=9_007_199_254_740_991.0).contains(number) && number.fract() == 0.0)
        .map(|number| number as u64)
}

/// A string, number or boolean as text.
pub(super) fn written(value: &JsValue) -> Option<String> {
    let boolean = || value.as_bool().map(|value| value.to_string());
    // JavaScript formats the number: Rust's formatting would make the module larger.
    let number = || {
        value.dyn_ref::<Number>().and_then(|number| number.to_string_with_radix(10).ok()).map(String::from)
    };
    value.as_string().or_else(boolean).or_else(number)
}

fn texts(value: &JsValue) -> Option<Vec<String>> {
    value.dyn_ref::<Array>()?.iter().map(|item| item.as_string()).collect()
}
